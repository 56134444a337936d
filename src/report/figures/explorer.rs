//! The network as data that a page can look through: it filters and draws, and reckons nothing.
//!
//! Lists of whole numbers are written as digits of base 64, five bits to each and the lowest first, as in source maps;
//! where a number can be negative its sign stands in the lowest bit. Ties stand row by row, as steps, and all of it is
//! [`packed`]: a tie takes about two letters, and a person with a code for a name none.

use super::super::story;
use super::super::story::told::{DoorsAsked, Told};
use super::networks::{by_door, by_ties, is_tie, opens_door};
use super::packed::packed;
use super::places::Places;
use crate::drawing::{layout, sociogram::Dot};
use crate::findings::{Channel, Scope, TieInfo};
use crate::words::{Explore, Say, clean};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// Digits from 0 to 63.
pub(super) const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/// Mark of a seat that is empty in a wave.
const NOBODY: u8 = 4;
/// Coordinates within a school's square run from 0 to this.
const FINE: f64 = 1000.0;

/// The network that can be looked through.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explorer {
    words: BTreeMap<&'static str, String>,
    /// Above this many people, and this many schools, it begins with a disc for each school.
    large: bool,
    columns: usize,
    schools: Vec<String>,
    people: Vec<Named>,
    /// For each seat: school and person, each as the step from the one before.
    seats: String,
    /// For each seat its place within the school's square.
    places: String,
    layers: Vec<String>,
    /// Name of each relation, and whether it has a direction.
    relations: Vec<(String, u8)>,
    often: Vec<f32>,
    /// Kinds of ties, the most frequent first: relation, layers as bits, index into `often`, whether formal.
    kinds: Vec<KindOfTie>,
    /// Names of the numbers of a person; what the size of a mark can say.
    sizes: Vec<String>,
    /// Names of the numbers of a school.
    heads: Vec<String>,
    /// What the marks say: by ties, and by doors when they were asked about.
    keys: Vec<[String; 4]>,
    waves: Vec<Wave>,
}

type KindOfTie = (u32, u32, u32, u32);

/// What people are called.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
enum Named {
    One(String),
    /// What stands before the number, the first number, how many there are, and digits of each.
    Run(String, u32, u32, usize),
}

/// A wave.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Wave {
    name: String,
    /// For each seat a digit: its mark by ties, and five times that by doors.
    marks: String,
    /// For each seat how many ties go out from it, then the end of each as a step from the one before.
    ties: String,
    /// The kind of each tie.
    of_kind: String,
    /// Pairs who are in a formal group together, as ties are written.
    groups: String,
    /// For each number of a person into how many parts a whole is divided, and by seat how many such parts, 0 where
    /// there is no number and else one more.
    values: Vec<(u8, String)>,
    /// Numbers of each school as written, and of all together.
    facts: Vec<Option<Vec<String>>>,
}

/// From here on a tenth of a number of a person is not looked at.
const LARGE: f64 = 1000.0;

/// Numbers of a person on the layer of all relations.
const VALUES: [&str; 4] = ["degree", "in_degree", "out_degree", "betweenness"];

/// The layers in the order of their bits.
const LAYERS: [&str; 6] = ["all", "formal", "informal", "talk", "practice", "open_door"];

impl Explorer {
    pub(super) fn of(told: &Told<'_>, places: &Places) -> Explorer {
        let (findings, words) = (told.findings, told.words);
        let waves: Vec<Told<'_>> = places.waves.iter().map(|&w| Told::of(findings, words, w)).collect();
        let mut schools: Vec<String> = places.schools.iter().map(|&s| findings.schools[s].label().to_owned()).collect();
        let (mut seats, mut spots) = (String::new(), String::new());
        let (mut before, mut people) = ((0, 0), 0usize);
        for (cell, person, spot) in places.all() {
            [i64::from(cell) - before.0, i64::from(person) - before.1].iter().for_each(|&v| signed(&mut seats, v));
            [spot.x, spot.y].iter().for_each(|v| digits(&mut spots, (v.max(0.0) * FINE).round() as u64));
            before = (i64::from(cell), i64::from(person));
            people += 1;
            if cell as usize >= schools.len() {
                schools.push(words.no_school().to_owned());
            }
        }
        let mut often: Vec<f32> = findings.ties.iter().map(|t| t.strength).collect();
        often.sort_by(f32::total_cmp);
        often.dedup();
        let kinds = kinds(told, &waves, &often);
        let doors = matches!(told.doors(findings.group_row()), DoorsAsked::Yes(_));
        let isolated = if told.info.response_known { Say::KeyIsolated } else { Say::KeySilent };
        let key = |says: [Say; 4]| says.map(|s| told.say(s));
        let by_ties = key([Say::KeyTied, isolated, Say::KeyDidNotAnswer, Say::KeyNoClass]);
        let by_doors = key([Say::KeyVisited, Say::KeyNotVisited, Say::KeyDoorUnknown, Say::KeyNoClass]);
        let measure = |scope: Scope, name: &str| words.measure(scope, name).map(|m| m.label.to_string());
        let mut sizes: Vec<String> = VALUES.iter().filter_map(|m| measure(Scope::Person, m)).collect();
        if doors {
            sizes.extend(measure(Scope::Openness, "breadth"));
        }
        let known: Vec<&str> = LAYERS.into_iter().filter(|l| findings.layers.iter().any(|f| f == l)).collect();
        Explorer {
            words: Explore::ALL.iter().map(|&(name, what)| (name, words.explore(what).to_owned())).collect(),
            large: people > super::PEOPLE_UP_TO || schools.len() > super::SCHOOLS_UP_TO,
            columns: layout::grid(schools.len()).0,
            people: named(findings.people.iter().map(crate::findings::PersonInfo::label)),
            seats: packed(&seats),
            places: packed(&spots),
            layers: LAYERS.iter().map(|l| if known.contains(l) { told.layer_name(l) } else { String::new() }).collect(),
            relations: findings
                .relations
                .iter()
                .map(|r| (words.relation(r).to_owned(), u8::from(r.directed)))
                .collect(),
            heads: story::numbers_of_schools(told).0,
            keys: if doors { vec![by_ties, by_doors] } else { vec![by_ties] },
            waves: waves.par_iter().map(|w| wave(w, places, &kinds, &often, doors, schools.len())).collect(),
            kinds,
            often,
            sizes,
            schools,
        }
    }

    /// As JSON that can stand in a page; marks that turn the direction of writing are left out of every name.
    pub(in crate::report) fn json(&self) -> String {
        let json = serde_json::to_string(self).unwrap_or_default();
        let json = clean(&json);
        json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
    }

    /// A word of it.
    pub(in crate::report) fn word(&self, name: &str) -> &str {
        self.words.get(name).map_or("", String::as_str)
    }
}

/// What tells one tie from another, apart from who stands at its ends.
fn kind(told: &Told<'_>, tie: &TieInfo, often: &[f32]) -> KindOfTie {
    let relation = &told.findings.relations[tie.relation as usize];
    let is_peer = |position: u32| told.info.staff.get(position as usize).is_some_and(|s| s.eligible);
    let guided = told.findings.settings.include_guided && relation.channel == Channel::Guided;
    let counted = matches!(relation.channel, Channel::Peer | Channel::Guided);
    let shown =
        (relation.channel == Channel::Peer || guided) && (is_peer(tie.from) || (!relation.directed && is_peer(tie.to)));
    let talk = relation.channel == Channel::Peer && (1..=2).contains(&relation.openness) && !tie.formal;
    let layers = [
        counted,
        counted && tie.formal,
        counted && !tie.formal,
        talk,
        shown && relation.openness >= 2,
        (shown && relation.openness >= 3) || opens_door(told, tie),
    ];
    let bits = layers.iter().zip(0..).fold(0, |bits, (&is, at)| bits | u32::from(is) << at);
    let often = often.partition_point(|s| s.total_cmp(&tie.strength).is_lt());
    (tie.relation, bits, often as u32, u32::from(tie.formal))
}

fn kinds(told: &Told<'_>, waves: &[Told<'_>], often: &[f32]) -> Vec<KindOfTie> {
    let of_wave = |tie: &TieInfo| waves.iter().find(|w| w.wave == tie.wave);
    let mut count: BTreeMap<KindOfTie, usize> = BTreeMap::new();
    for (tie, wave) in told.findings.ties.iter().filter(|t| is_tie(t)).filter_map(|t| of_wave(t).map(|w| (t, w))) {
        *count.entry(kind(wave, tie, often)).or_default() += 1;
    }
    let mut kinds: Vec<_> = count.into_iter().collect();
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    kinds.into_iter().map(|(kind, _)| kind).collect()
}

/// Labels, those that go on counting together.
fn named<'a>(labels: impl Iterator<Item = &'a str>) -> Vec<Named> {
    const FEWEST: u32 = 3;
    let mut all: Vec<Named> = Vec::new();
    let spell = |all: &mut Vec<Named>| {
        if let Some(Named::Run(before, first, count, wide)) = all.last().cloned().filter(|n| n.is_short(FEWEST)) {
            all.pop();
            all.extend((first..first + count).map(|n| Named::One(format!("{before}{n:0wide$}"))));
        }
    };
    for label in labels {
        let before = label.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = &label[before.len()..];
        let Some(n) = number.parse::<u32>().ok().filter(|n| *n < u32::MAX && number.len() < 10) else {
            spell(&mut all);
            all.push(Named::One(label.to_owned()));
            continue;
        };
        match all.last_mut() {
            Some(Named::Run(same, first, count, wide))
                if same == before && *first + *count == n && *wide == number.len() =>
            {
                *count += 1;
            }
            _ => {
                spell(&mut all);
                all.push(Named::Run(before.to_owned(), n, 1, number.len()));
            }
        }
    }
    spell(&mut all);
    all
}

impl Named {
    fn is_short(&self, fewest: u32) -> bool {
        matches!(self, Named::Run(_, _, count, _) if *count < fewest)
    }
}

/// Pairs row by row, `pairs` in order; each end in a row is a step from the one before, the first from the row itself.
fn rows(text: &mut String, pairs: impl Iterator<Item = (u32, u32)>, seats: usize) {
    let mut of: Vec<Vec<u32>> = vec![Vec::new(); seats];
    for (from, to) in pairs {
        if let Some(row) = of.get_mut(from as usize) {
            row.push(to);
        }
    }
    for (from, row) in of.iter().enumerate() {
        digits(text, row.len() as u64);
        let mut before = from as u32;
        for (at, &to) in row.iter().enumerate() {
            if at == 0 {
                signed(text, i64::from(to) - i64::from(before));
            } else {
                digits(text, u64::from(to - before));
            }
            before = to;
        }
    }
}

fn wave(told: &Told<'_>, places: &Places, kinds: &[KindOfTie], often: &[f32], doors: bool, cells: usize) -> Wave {
    let staff = &told.info.staff;
    let seats = places.seats(staff);
    let seat = |position: u32| seats.get(position as usize).copied().flatten();
    let count = places.all().count();
    let letters = |of: &dyn Fn(&Told<'_>, usize) -> Dot| {
        let mut letters = vec![NOBODY; count];
        for (position, seat) in seats.iter().enumerate() {
            let letter = match of(told, position) {
                Dot::Filled => 0,
                Dot::Ring => 1,
                Dot::Square => 2,
                Dot::Small => 3,
            };
            if let Some(slot) = seat.and_then(|s| letters.get_mut(s as usize)) {
                *slot = letter;
            }
        }
        letters
    };
    let mut by_seat = letters(&by_ties);
    if doors {
        by_seat.iter_mut().zip(letters(&by_door)).for_each(|(mark, door)| *mark += door * (NOBODY + 1));
    }
    let mut marks = String::new();
    by_seat.iter().for_each(|&mark| marks.push(char::from(DIGITS[mark as usize])));
    let order: BTreeMap<KindOfTie, u64> = kinds.iter().copied().zip(0..).collect();
    let of_wave = told.findings.ties.iter().filter(|t| t.wave == told.wave && is_tie(t));
    let mut all: Vec<(u32, u32, KindOfTie)> = of_wave
        .filter_map(|t| seat(t.from).zip(seat(t.to)).map(|(from, to)| (from, to, kind(told, t, often))))
        .collect();
    all.sort_unstable();
    let (mut ties, mut of_kind) = (String::new(), String::new());
    rows(&mut ties, all.iter().map(|t| (t.0, t.1)), count);
    all.iter().for_each(|t| digits(&mut of_kind, order.get(&t.2).copied().unwrap_or(0)));
    let own = told.findings.group_ties.iter().filter(|g| g.0 == told.wave);
    let mut pairs: Vec<(u32, u32)> = own.filter_map(|g| seat(g.1).zip(seat(g.2))).collect();
    pairs.sort_unstable();
    let mut groups = String::new();
    rows(&mut groups, pairs.into_iter(), count);
    let person = told.block(Scope::Person, told.main);
    let openness = told.block(Scope::Openness, None);
    let mut columns: Vec<_> = VALUES.iter().map(|m| person.and_then(|b| b.column(m))).collect();
    if doors {
        columns.push(openness.and_then(|b| b.column("breadth")));
    }
    let values = columns.into_iter().map(|column| {
        let mut by_seat: Vec<Option<f64>> = vec![None; count];
        for (position, seat) in seats.iter().enumerate() {
            let value = column.filter(|c| position < c.len()).and_then(|c| c.of(position).number());
            if let Some(slot) = seat.and_then(|s| by_seat.get_mut(s as usize)) {
                *slot = value;
            }
        }
        // Counts are whole; of other numbers a tenth is enough, and of large ones a whole.
        let large = by_seat.iter().flatten().any(|x| *x >= LARGE);
        let parts: u8 = if large || by_seat.iter().flatten().all(|x| x.fract() == 0.0) { 1 } else { 10 };
        let mut text = String::new();
        for value in by_seat {
            digits(&mut text, value.map_or(0, |x| (x * f64::from(parts)).round() as u64 + 1));
        }
        (parts, packed(&text))
    });
    let values = values.collect();
    let mut facts = vec![None; cells];
    let mut all = None;
    for (row, cells) in story::numbers_of_schools(told).1 {
        if row == told.findings.group_row() {
            all = Some(cells);
        } else if let Some(slot) = facts.get_mut(places.cell(Some(row as u32)) as usize) {
            *slot = Some(cells);
        }
    }
    facts.push(all);
    let [marks, ties, of_kind, groups] = [marks, ties, of_kind, groups].map(|text| packed(&text));
    Wave { name: told.info.id.clone(), marks, ties, of_kind, groups, values, facts }
}

/// A whole number as digits of base 64.
pub(super) fn digits(text: &mut String, mut number: u64) {
    loop {
        let low = (number & 31) as usize;
        number >>= 5;
        text.push(char::from(DIGITS[if number > 0 { low | 32 } else { low }]));
        if number == 0 {
            return;
        }
    }
}

/// A whole number that can be negative.
fn signed(text: &mut String, number: i64) {
    digits(text, number.unsigned_abs() << 1 | u64::from(number < 0));
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::super::packed::unpacked;
    use super::*;
    use crate::words::{Lang, words};

    /// The values of the format as source maps give them (Source Map revision 3, base 64 VLQ).
    #[test]
    fn numbers_are_written_as_in_source_maps() {
        for (number, text) in [(0, "A"), (1, "C"), (-1, "D"), (15, "e"), (16, "gB"), (-16, "hB"), (123, "2H")] {
            let mut written = String::new();
            signed(&mut written, number);
            assert_eq!(written, text, "{number}");
        }
    }

    #[test]
    fn every_tie_and_every_seat_of_the_wave_is_there_once() {
        let findings = sample::group(3, 10);
        let told = Told::last(&findings, words(Lang::En)).unwrap();
        let explorer = Explorer::of(&told, &Places::of(&told));
        assert_eq!(explorer.waves.len(), 1);
        assert_eq!(unpacked(&explorer.waves[0].marks).len(), 30);
        let counted = findings.ties.iter().filter(|t| is_tie(t)).count();
        assert!(counted > 0);
        // Each row begins with how many ties it has.
        let mut numbers = read(&unpacked(&explorer.waves[0].ties)).into_iter();
        let mut seen = 0;
        for _ in 0..30 {
            let count = numbers.next().unwrap();
            assert_eq!(numbers.by_ref().take(count as usize).count() as u64, count);
            seen += count;
        }
        assert_eq!((seen, numbers.next()), (counted as u64, None));
        assert_eq!(read(&unpacked(&explorer.waves[0].of_kind)).len(), counted);
    }

    #[test]
    fn ends_of_ties_are_steps_along_their_row() {
        let mut text = String::new();
        rows(&mut text, [(0, 1), (0, 3), (0, 3), (2, 0)].into_iter(), 3);
        // Three from the first: one on, two on, the same; none; one from the third, two back.
        assert_eq!(read(&text), [3, 2, 2, 0, 0, 1, 5]);
    }

    #[test]
    fn codes_that_go_on_counting_are_told_at_once_and_names_are_left_alone() {
        let labels = ["T-08", "T-09", "T-10", "T-100", "Ann", "D1", "D2", "7", "007", "99999999999"];
        let one = |name: &str| Named::One(name.into());
        let expected: Vec<Named> =
            std::iter::once(Named::Run("T-".into(), 8, 3, 2)).chain(labels[3..].iter().map(|l| one(l))).collect();
        assert_eq!(named(labels.into_iter()), expected);
    }

    fn read(text: &str) -> Vec<u64> {
        let (mut all, mut value, mut shift) = (Vec::new(), 0u64, 0);
        for letter in text.chars() {
            let digit = DIGITS.iter().position(|&d| char::from(d) == letter).unwrap() as u64;
            value |= (digit & 31) << shift;
            if digit & 32 != 0 {
                shift += 5;
            } else {
                all.push(value);
                (value, shift) = (0, 0);
            }
        }
        all
    }
}
