//! Matching what is written to the staff list: by id, else by name after folding. Never by score: what is only
//! similar is a suggestion.

mod made_ids;

use super::check::Seen;
use super::headings::{fold, nearest};
use super::ids::{Ids, Short, short};
use super::people_names::comparable;
use super::suggest::Suggestions;
use super::written::{is_address, is_nobody, without_address};
use super::{Person, Unmatched};
use crate::error::{Notice, Place};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Unknown names that get a notice each.
const MOST_NOTICES: usize = 20;
/// So many people on each side, in the order of the alphabet, are looked at for a suggestion on a long list.
const NEIGHBOURS: usize = 2_000;

/// Who is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Who {
    /// A person, by index.
    Person(u32),
    /// Somebody not on the list, by number.
    Unknown(u32),
    /// Nobody: an answer with nobody in it.
    Nobody,
}

/// What happens to somebody who is not on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Newcomers {
    /// Their ties are set aside.
    #[default]
    SetAside,
    /// They are added as outside persons.
    Outside,
    /// There is no list: everybody who is named is on it.
    Everybody,
}

/// Somebody not on the list.
#[derive(Debug, Clone)]
struct Unknown {
    written: String,
    candidates: Vec<u32>,
    first: Option<Place>,
    answers: u64,
}

impl Unknown {
    /// Who may be meant: everybody who is called so, else the three whose names are nearest.
    fn meant(&self, list: &Suggestions, by_number: &FxHashMap<&str, Vec<u32>>) -> Vec<u32> {
        let alike = || number(&self.written).and_then(|number| by_number.get(number));
        match &self.candidates[..] {
            [] => alike().map_or_else(|| list.nearest(&self.written), Clone::clone),
            several => several.to_vec(),
        }
    }
}

/// Set on a number in the table when it counts unknown names.
const UNKNOWN: u32 = 1 << 31;
const NOBODY: u32 = u32::MAX;

/// Everybody, and how they may be written.
#[derive(Debug, Default)]
pub(crate) struct People {
    /// Everybody, in order of first appearance.
    pub(crate) list: Vec<Person>,
    /// By person: asked to be taken off the list.
    pub(crate) removed: Vec<bool>,
    /// What happens to newcomers.
    pub(crate) newcomers: Newcomers,
    /// By person: the id where it is short, else nothing.
    short: Vec<Short>,
    /// Whatever was looked up, and who it was: what others wrote, so no id of our making.
    written: Ids,
    /// With how many letters whatever was written begins that looks like an id of our making.
    like_made: BTreeSet<usize>,
    /// Digits of an id of our making, at least.
    pub(crate) width: usize,
    /// Somebody settled what a text means that meant something already.
    ids_settled: bool,
    /// Folded names and e-mail addresses.
    keys: Vec<(String, u32)>,
    keys_sorted: bool,
    unknown: Vec<Unknown>,
}

impl People {
    /// One more person on the list. The id must be new.
    pub(crate) fn add(&mut self, id: &str, name: Option<String>) -> u32 {
        let index = self.list.len() as u32;
        self.write(id, index);
        name.iter().for_each(|name| self.mark(name));
        self.short.push(short(id).unwrap_or_default());
        self.list.push(Person { id: id.to_owned(), name, ..Person::default() });
        self.removed.push(false);
        index
    }

    /// The person with an id.
    pub(crate) fn with_id(&self, id: &str) -> Option<u32> {
        self.written.get(id).filter(|i| *i < UNKNOWN)
    }

    /// The person whom a cell means, if it means one on the list. Nobody is added or counted.
    pub(crate) fn known(&mut self, cell: &str) -> Option<u32> {
        self.mark(cell);
        self.who(cell)
    }

    /// The person whom somebody means by an id, or by a name that one person has.
    pub(crate) fn who(&mut self, text: &str) -> Option<u32> {
        one_of(&self.meant()(text))
    }

    /// The person with an id, looked for beside somebody first: on most lists ids run on, so that `T017` stands three behind
    /// `T014`, and who names whom are near each other.
    pub(crate) fn with_id_beside(&self, id: &str, person: u32) -> Option<u32> {
        let beside = || {
            let id = short(id).filter(|_| !id.is_empty())?;
            let at = i64::from(person) + behind(id, *self.short.get(person as usize)?)?;
            let at = u32::try_from(at).ok()?;
            (*self.short.get(at as usize)? == id).then_some(at)
        };
        // Somebody may have settled that an id means somebody else.
        if self.ids_settled { None } else { beside() }.or_else(|| self.with_id(id))
    }

    /// Room for so many more people.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.list.reserve(more);
        self.removed.reserve(more);
        self.short.reserve(more);
        self.written.reserve(more);
    }

    /// One more way in which a person may be written: an e-mail address, an alias.
    pub(crate) fn also_written(&mut self, text: &str, person: u32) {
        self.keys.push((fold(text), person));
        self.keys_sorted = false;
    }

    /// A way of writing that somebody has settled: it comes before names.
    pub(crate) fn settle(&mut self, text: &str, person: u32) {
        self.ids_settled |= self.write(text, person).is_some();
    }

    /// Who is meant by a cell.
    pub(crate) fn find(&mut self, cell: &str) -> Who {
        match self.written.get(cell) {
            Some(NOBODY) => Who::Nobody,
            Some(number) if number >= UNKNOWN => Who::Unknown(number & !UNKNOWN),
            Some(person) => Who::Person(person),
            None => self.find_new(cell),
        }
    }

    /// Who is meant by a cell that was not met before.
    #[cold]
    fn find_new(&mut self, cell: &str) -> Who {
        let candidates = self.named(&fold(cell));
        let who = match candidates[..] {
            [person] => Who::Person(person),
            [] if is_nobody(cell) => Who::Nobody,
            [] if self.newcomers != Newcomers::SetAside => Who::Person(self.newcomer(cell)),
            _ => Who::Unknown(self.unknown.len() as u32),
        };
        let number = match who {
            Who::Person(person) => person,
            Who::Nobody => NOBODY,
            Who::Unknown(number) => {
                self.unknown.push(Unknown { written: cell.to_owned(), candidates, first: None, answers: 0 });
                number | UNKNOWN
            }
        };
        self.write(cell, number);
        who
    }

    /// Whether a text is the id, the name or the address of somebody on the list, or of several.
    pub(crate) fn is_known(&mut self) -> impl Fn(&str) -> bool + '_ {
        let meant = self.meant();
        move |text: &str| !meant(text).is_empty()
    }

    /// Everybody on the list whose id, name or address a text is.
    pub(crate) fn meant(&mut self) -> impl Fn(&str) -> Vec<u32> + '_ {
        self.named("");
        let people: &People = self;
        move |text: &str| {
            people.with_id(text).map_or_else(|| people.with_key_or_turned(&fold(text)), |person| vec![person])
        }
    }

    /// Everybody whose name, or id where there is no name, folds to this.
    fn named(&mut self, folded: &str) -> Vec<u32> {
        if self.newcomers == Newcomers::Everybody {
            return Vec::new();
        }
        if !self.keys_sorted {
            let own = self.list.iter().enumerate();
            let written = own.filter_map(|(i, p)| Some((p.name.as_deref().or(p.known_by())?, i as u32)));
            let whole: Vec<(String, u32)> = written.map(|(text, i)| (fold(text), i)).collect();
            let turned = whole.iter().filter_map(|(name, i)| Some((turned(name)?, *i)));
            self.keys.extend(turned.collect::<Vec<_>>());
            self.keys.extend(whole);
            self.keys.sort_unstable();
            self.keys.dedup();
            self.keys_sorted = true;
        }
        self.with_key_or_turned(folded)
    }

    /// Everybody with a key, else with its words in another order.
    fn with_key_or_turned(&self, folded: &str) -> Vec<u32> {
        let exact = self.with_key(folded);
        if exact.is_empty() { turned(folded).map_or(exact, |key| self.with_key(&key)) } else { exact }
    }

    /// Everybody with a key.
    fn with_key(&self, wanted: &str) -> Vec<u32> {
        let from = self.keys.partition_point(|(key, _)| key.as_str() < wanted);
        self.keys[from..].iter().take_while(|(key, _)| key == wanted).map(|(_, person)| *person).collect()
    }

    /// A person who is not on the list, added. An address is not shown, so it is no id.
    fn newcomer(&mut self, cell: &str) -> u32 {
        let outside = self.newcomers == Newcomers::Outside;
        let person = if is_address(cell) { self.add_without_id(None) } else { self.add(cell, None) };
        self.list[person as usize].outside = outside;
        person
    }

    /// How many people there are on the list and named without being on it.
    pub(crate) fn met(&self) -> usize {
        self.list.len() + self.unknown.len()
    }

    /// One more answer that names somebody unknown.
    pub(crate) fn count_unknown(&mut self, number: u32, place: impl FnOnce() -> Place) {
        let unknown = &mut self.unknown[number as usize];
        unknown.answers += 1;
        unknown.first.get_or_insert_with(place);
    }

    /// Whether something counts already for somebody unknown.
    pub(crate) fn is_told(&self, number: u32) -> bool {
        self.unknown[number as usize].answers > 0
    }

    /// Tells of those who are not on the list, of whom `unmatched` are the candidates: the first ones each, with the
    /// nearest on it.
    pub(crate) fn tell(&self, unmatched: &[Unmatched], school_of: impl Fn(u32) -> Option<String>, seen: &mut Seen) {
        let met: Vec<&Unknown> = self.unknown.iter().filter(|u| u.answers > 0).collect();
        let mut everybody: Vec<(String, u32)> = Vec::new();
        if !met.is_empty() {
            everybody = self.list.iter().enumerate().map(|(i, p)| (shown(p), i as u32)).collect();
            everybody.sort_unstable();
        }
        for (unknown, own) in met.iter().zip(unmatched).take(MOST_NOTICES) {
            let place = unknown.first.clone().unwrap_or_default();
            let (written, answers) = (without_address(&unknown.written), unknown.answers);
            if let [first, ..] = unknown.candidates[..] {
                let with_school = |&p: &u32| match school_of(p) {
                    Some(school) => format!("{} ({school})", self.list[p as usize].id),
                    None => self.list[p as usize].id.clone(),
                };
                let people = unknown.candidates.iter().map(with_school).collect();
                let id = Some(&self.list[first as usize]).filter(|p| !p.id_made).map(|p| p.id.clone());
                seen.notice(Notice::SharedName { place, written, answers, people, id });
                continue;
            }
            let nearest = match &own.candidates[..] {
                [] => nearest(&unknown.written, neighbours(&everybody, &unknown.written)),
                candidates => candidates.iter().map(|&p| shown(&self.list[p as usize])).collect(),
            };
            seen.notice(Notice::UnknownPerson { place, written, answers, nearest });
        }
        let rest = met.get(MOST_NOTICES..).unwrap_or_default();
        if !rest.is_empty() {
            let answers = rest.iter().map(|u| u.answers).sum();
            seen.notice(Notice::MoreUnknownPeople { names: rest.len() as u64, answers });
        }
        let outside = self.list.iter().filter(|p| p.outside).count() as u64;
        if outside > 0 {
            seen.notice(Notice::AddedPeople { people: outside });
        }
    }

    /// Everybody whose id is a number, by that number: a spreadsheet makes 7 of 007.
    fn by_number(&self) -> FxHashMap<&str, Vec<u32>> {
        let mut found: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        for (person, index) in self.list.iter().zip(0..) {
            if let Some(number) = person.known_by().and_then(number) {
                found.entry(number).or_default().push(index);
            }
        }
        found
    }

    /// Who may be meant by each who is not on the list, by number. It takes most of the time where many names are
    /// written otherwise.
    pub(crate) fn candidates(&self) -> Vec<Vec<u32>> {
        if self.unknown.is_empty() {
            return Vec::new();
        }
        let (list, by_number) = (self.suggestions(), self.by_number());
        self.unknown.par_iter().map(|unknown| unknown.meant(&list, &by_number)).collect()
    }

    /// How the nearest to a text are known on the list: by their ids, else by their names.
    pub(crate) fn nearest(&self) -> impl Fn(&str) -> Vec<String> + '_ {
        let own = self.list.iter().zip(0..).filter_map(|(p, i)| Some((p.known_by()?.to_owned(), i)));
        let mut ids: Vec<(String, u32)> = own.collect();
        ids.sort_unstable();
        let names = self.suggestions();
        move |text: &str| {
            let found = nearest(text, neighbours(&ids, text));
            if !found.is_empty() {
                return found;
            }
            let own = names.nearest(text).into_iter();
            own.filter_map(|p| Some(self.list[p as usize].known_by()?.to_owned())).collect()
        }
    }

    /// The names of the list, for suggestions.
    fn suggestions(&self) -> Suggestions {
        Suggestions::of((0..).zip(&self.list).filter_map(|(i, p)| Some((i, p.name.as_deref()?))))
    }

    /// Everybody who is named and not on the list, with the first three of the [candidates](People::candidates).
    pub(crate) fn unmatched(&self, candidates: &[Vec<u32>]) -> Vec<Unmatched> {
        let met = self.unknown.iter().zip(candidates).filter(|(unknown, _)| unknown.answers > 0);
        let own = |(unknown, meant): (&Unknown, &Vec<u32>)| Unmatched {
            written: unknown.written.clone(),
            answers: unknown.answers,
            first: unknown.first.clone().unwrap_or_default(),
            candidates: meant.iter().copied().take(3).collect(),
        };
        met.map(own).collect()
    }
}

/// The one who is meant, where that is one person.
pub(crate) fn one_of(meant: &[u32]) -> Option<u32> {
    if let [person] = meant { Some(*person) } else { None }
}

/// The digits of a number without the zeros that it begins with.
fn number(text: &str) -> Option<&str> {
    let digits = text.strip_suffix(".0").unwrap_or(text);
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.trim_start_matches('0'))
}

/// How a person is suggested: as others know them, for that is what was written.
fn shown(person: &Person) -> String {
    person.known_by().unwrap_or(&person.id).to_owned()
}

/// How far the number at the end of one id is behind that of another, where they differ in nothing else.
fn behind(id: Short, other: Short) -> Option<i64> {
    let bytes = |short: Short| (u128::from(short.0) | u128::from(short.1) << 64).to_le_bytes();
    let (id, other) = (bytes(id), bytes(other));
    let length = usize::from(id[15]);
    if id[15] != other[15] {
        return None;
    }
    let same = id[..length].iter().zip(&other).take_while(|(a, b)| a == b).count();
    // More digits are no number that runs on.
    let number = |digits: &[u8]| {
        let add = |sum: i64, byte: &u8| byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0'));
        if digits.len() < 10 { digits.iter().try_fold(0, add) } else { None }
    };
    Some(number(&id[same..length])? - number(&other[same..length])?)
}

/// The key under which a name is found when its words stand in another order, or its particles are written otherwise.
fn turned(folded: &str) -> Option<String> {
    comparable(folded).map(|name| format!("\u{1}{name}"))
}

/// Those among whom the nearest are looked for: everybody, and of a long list those who stand near by in the alphabet.
fn neighbours<'a>(sorted: &'a [(String, u32)], written: &str) -> impl Iterator<Item = &'a str> {
    let at = sorted.partition_point(|(s, _)| s.as_str() < written);
    let all = sorted.len() <= 2 * NEIGHBOURS;
    let range = if all { 0..sorted.len() } else { at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS).min(sorted.len()) };
    sorted[range].iter().map(|(s, _)| s.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> People {
        let mut people = People::default();
        people.add("T1", Some("Zoë van den Berg".into()));
        people.add("T2", Some("Jan Jansen".into()));
        people.add("T3", Some("Jan Jansen".into()));
        people.add("T4", None);
        people
    }

    #[test]
    fn an_id_comes_first_then_a_name_after_folding() {
        let mut people = people();
        people.also_written("zoe@debrug.nl", 0);
        assert_eq!(people.find("T2"), Who::Person(1));
        assert_eq!(people.find("zoe  van den BERG"), Who::Person(0));
        assert_eq!(people.find("Zoe@DeBrug.nl"), Who::Person(0));
        assert_eq!(people.find("t4"), Who::Person(3));
        assert_eq!(people.find("t1"), Who::Unknown(0));
    }

    #[test]
    fn a_name_that_two_people_have_is_nobody_s_and_shows_both() {
        let mut people = people();
        let Who::Unknown(number) = people.find("jan jansen") else { panic!("matched") };
        people.count_unknown(number, || Place::line("ties.csv", 3));
        let mut seen = Seen::default();
        people.tell(
            &people.unmatched(&people.candidates()),
            |p| (p == 1).then(|| "De Regenboog".to_owned()),
            &mut seen,
        );
        assert!(
            matches!(&seen.notices[..], [Notice::SharedName { people, answers: 1, id: Some(id), .. }]
            if *people == ["T2 (De Regenboog)", "T3"] && id == "T2"),
            "{:?}",
            seen.notices
        );
    }

    #[test]
    fn a_name_the_other_way_round_is_the_same_and_initials_are_only_suggested() {
        let mut people = people();
        assert_eq!(people.find("Berg, Zoë v.d."), Who::Person(0));
        let Who::Unknown(number) = people.find("Z. van den Berg") else { panic!("matched") };
        people.count_unknown(number, || Place::line("ties.csv", 3));
        assert_eq!(people.unmatched(&people.candidates())[0].candidates, [0]);
    }

    #[test]
    fn an_id_is_found_beside_another_as_it_is_found_anywhere() {
        let mut people = People::default();
        for number in [998, 999, 1000, 1001, 1003] {
            people.add(&format!("T{number}"), None);
        }
        for (id, beside) in
            [("T999", 0), ("T998", 1), ("T1003", 2), ("T1000", 0), ("T1001", 4), ("T1002", 3), ("X999", 0)]
        {
            assert_eq!(people.with_id_beside(id, beside), people.with_id(id), "{id}");
        }
        people.settle("T999", 4);
        assert_eq!(people.with_id_beside("T999", 0), Some(4));
    }

    #[test]
    fn somebody_similar_is_suggested_and_never_taken() {
        let mut people = people();
        let Who::Unknown(number) = people.find("T22") else { panic!("matched") };
        people.count_unknown(number, || Place::line("ties.csv", 3));
        let mut seen = Seen::default();
        people.tell(&people.unmatched(&people.candidates()), |_| None, &mut seen);
        assert!(matches!(&seen.notices[..], [Notice::UnknownPerson { nearest, .. }] if nearest[0] == "T2"));
    }

    #[test]
    fn nobody_is_an_answer_unless_somebody_is_called_so() {
        let mut people = people();
        assert_eq!(people.find("niemand"), Who::Nobody);
        assert_eq!(people.find("-"), Who::Nobody);
        people.add("geen", None);
        assert_eq!(people.find("geen"), Who::Person(4));
    }

    #[test]
    fn without_a_list_people_are_those_who_are_named_as_written() {
        let mut people = People { newcomers: Newcomers::Everybody, ..People::default() };
        assert_eq!(people.find("Jan"), Who::Person(0));
        assert_eq!(people.find("jan"), Who::Person(1));
        assert_eq!(people.find("piet@school.nl"), Who::Person(2));
        assert_eq!(people.find("piet@school.nl"), Who::Person(2));
        people.make_ids();
        assert_eq!(people.list[2].id, "p003");
        assert!(!people.list[0].outside);
    }
}
