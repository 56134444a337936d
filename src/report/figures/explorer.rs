//! The network as data that a page can look through: it filters and draws, and reckons nothing.
//!
//! Lists of whole numbers are written as digits of base 64, five bits to each and the lowest first, the sign in the
//! lowest bit, as in source maps: a tie then takes three or four letters.

use super::super::story;
use super::super::story::told::{DoorsAsked, Told};
use super::networks::{by_door, by_ties, is_tie, opens_door};
use super::places::Places;
use crate::drawing::{layout, sociogram::Dot};
use crate::findings::{Channel, Scope, TieInfo};
use crate::words::{Explore, Say, clean};
use serde::Serialize;
use std::collections::BTreeMap;

/// Digits from 0 to 63.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
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
    people: Vec<String>,
    /// For each seat: school and person, each as the step from the one before, and the place.
    seats: String,
    layers: Vec<String>,
    relations: Vec<Asked>,
    often: Vec<f32>,
    /// Kinds of ties: relation, layers as bits, index into `often`, whether formal.
    kinds: Vec<(u32, u32, u32, u32)>,
    /// Names of the numbers of a person; what the size of a mark can say.
    sizes: Vec<String>,
    /// Names of the numbers of a school.
    heads: Vec<String>,
    /// What the marks say: by ties, and by doors when they were asked about.
    keys: Vec<[String; 4]>,
    waves: Vec<Wave>,
}

/// A relation.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Asked {
    name: String,
    directed: bool,
}

/// A wave.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Wave {
    name: String,
    /// For each coloring a letter for each seat: filled, ring, square, small, or nobody.
    marks: Vec<String>,
    /// For each kind how many ties, then each: its first end as a step from the one before, its second as a step
    /// from the first.
    ties: String,
    /// Pairs who are in a formal group together, as ties are written.
    groups: String,
    /// For each number of a person, tenths of it by seat, 0 where there is none and else one more.
    values: Vec<String>,
    /// Numbers of each school as written, and of all together.
    facts: Vec<Option<Vec<String>>>,
}

/// Numbers of a person on the layer of all relations.
const VALUES: [&str; 4] = ["degree", "in_degree", "out_degree", "betweenness"];

/// The layers in the order of their bits.
const LAYERS: [&str; 6] = ["all", "formal", "informal", "talk", "practice", "open_door"];

impl Explorer {
    pub(super) fn of(told: &Told<'_>, places: &Places) -> Explorer {
        let (findings, words) = (told.findings, told.words);
        let waves: Vec<Told<'_>> = places.waves.iter().map(|&w| Told::of(findings, words, w)).collect();
        let mut schools: Vec<String> = places.schools.iter().map(|&s| findings.schools[s].label().to_owned()).collect();
        let (mut seats, mut before, mut people) = (String::new(), (0, 0), 0usize);
        for (cell, person, spot) in places.all() {
            let place = [spot.x, spot.y].map(|v| (v * FINE).round() as i64);
            [i64::from(cell) - before.0, i64::from(person) - before.1, place[0], place[1]]
                .iter()
                .for_each(|&v| digits(&mut seats, v));
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
            people: findings.people.iter().map(|p| p.label().to_owned()).collect(),
            seats,
            layers: LAYERS.iter().map(|l| if known.contains(l) { told.layer_name(l) } else { String::new() }).collect(),
            relations: findings
                .relations
                .iter()
                .map(|r| Asked { name: words.relation(r).to_owned(), directed: r.directed })
                .collect(),
            heads: story::numbers_of_schools(told).0,
            keys: if doors { vec![by_ties, by_doors] } else { vec![by_ties] },
            waves: waves.iter().map(|w| wave(w, places, &kinds, &often, doors, schools.len())).collect(),
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
fn kind(told: &Told<'_>, tie: &TieInfo, often: &[f32]) -> (u32, u32, u32, u32) {
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

fn kinds(told: &Told<'_>, waves: &[Told<'_>], often: &[f32]) -> Vec<(u32, u32, u32, u32)> {
    let of_wave = |tie: &TieInfo| waves.iter().find(|w| w.wave == tie.wave);
    let ties = told.findings.ties.iter().filter(|t| is_tie(t));
    let mut kinds: Vec<_> = ties.filter_map(|t| of_wave(t).map(|w| kind(w, t, often))).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// Pairs as steps.
fn pairs(text: &mut String, pairs: &mut [(u32, u32)]) {
    pairs.sort_unstable();
    digits(text, i64::from(pairs.len() as u32));
    let mut before = 0;
    for &(from, to) in &*pairs {
        digits(text, i64::from(from) - before);
        digits(text, i64::from(to) - i64::from(from));
        before = i64::from(from);
    }
}

fn wave(
    told: &Told<'_>,
    places: &Places,
    kinds: &[(u32, u32, u32, u32)],
    often: &[f32],
    doors: bool,
    cells: usize,
) -> Wave {
    let staff = &told.info.staff;
    let seat = |position: u32| staff.get(position as usize).and_then(|s| places.seat(s));
    let count = places.all().count();
    let letters = |of: &dyn Fn(&Told<'_>, usize) -> Dot| {
        let mut letters = vec![b'-'; count];
        for (position, person) in staff.iter().enumerate() {
            let letter = match of(told, position) {
                Dot::Filled => b'f',
                Dot::Ring => b'r',
                Dot::Square => b'q',
                Dot::Small => b's',
            };
            if let Some(slot) = places.seat(person).and_then(|s| letters.get_mut(s as usize)) {
                *slot = letter;
            }
        }
        String::from_utf8(letters).unwrap_or_default()
    };
    let mut marks = vec![letters(&by_ties)];
    if doors {
        marks.push(letters(&by_door));
    }
    let mut of_kind: Vec<Vec<(u32, u32)>> = vec![Vec::new(); kinds.len()];
    for tie in told.findings.ties.iter().filter(|t| t.wave == told.wave && is_tie(t)) {
        let at = kinds.binary_search(&kind(told, tie, often));
        if let (Ok(at), Some(pair)) = (at, seat(tie.from).zip(seat(tie.to))) {
            of_kind[at].push(pair);
        }
    }
    let mut ties = String::new();
    of_kind.iter_mut().for_each(|list| pairs(&mut ties, list));
    let mut groups = String::new();
    let own = told.findings.group_ties.iter().filter(|g| g.0 == told.wave);
    pairs(&mut groups, &mut own.filter_map(|g| seat(g.1).zip(seat(g.2))).collect::<Vec<_>>());
    let person = told.block(Scope::Person, told.main);
    let openness = told.block(Scope::Openness, None);
    let mut columns: Vec<_> = VALUES.iter().map(|m| person.and_then(|b| b.column(m))).collect();
    if doors {
        columns.push(openness.and_then(|b| b.column("breadth")));
    }
    let values = columns.into_iter().map(|column| {
        let mut by_seat = vec![0i64; count];
        for (position, person) in staff.iter().enumerate() {
            let value = column.filter(|c| position < c.len()).and_then(|c| c.of(position).number());
            if let (Some(value), Some(slot)) = (value, places.seat(person).and_then(|s| by_seat.get_mut(s as usize))) {
                *slot = (value * 10.0).round() as i64 + 1;
            }
        }
        let mut text = String::new();
        by_seat.into_iter().for_each(|v| digits(&mut text, v));
        text
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
    Wave { name: told.info.id.clone(), marks, ties, groups, values, facts }
}

/// A whole number as digits of base 64.
fn digits(text: &mut String, number: i64) {
    let mut rest = number.unsigned_abs() << 1 | u64::from(number < 0);
    loop {
        let low = (rest & 31) as usize;
        rest >>= 5;
        text.push(char::from(DIGITS[if rest > 0 { low | 32 } else { low }]));
        if rest == 0 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;
    use crate::words::{Lang, words};

    /// The values of the format as source maps give them (Source Map revision 3, base 64 VLQ).
    #[test]
    fn numbers_are_written_as_in_source_maps() {
        for (number, text) in [(0, "A"), (1, "C"), (-1, "D"), (15, "e"), (16, "gB"), (-16, "hB"), (123, "2H")] {
            let mut written = String::new();
            digits(&mut written, number);
            assert_eq!(written, text, "{number}");
        }
    }

    #[test]
    fn every_tie_and_every_seat_of_the_wave_is_there_once() {
        let findings = sample::group(3, 10);
        let told = Told::last(&findings, words(Lang::En)).unwrap();
        let explorer = Explorer::of(&told, &Places::of(&told));
        assert_eq!(explorer.waves.len(), 1);
        assert_eq!(explorer.waves[0].marks[0].len(), 30);
        let counted = findings.ties.iter().filter(|t| is_tie(t)).count();
        assert!(counted > 0);
        // Each list of a kind begins with how many there are; the steps are two numbers for each.
        let mut numbers = read(&explorer.waves[0].ties).into_iter();
        let mut seen = 0;
        for _ in &explorer.kinds {
            let count = numbers.next().unwrap();
            for _ in 0..2 * count {
                numbers.next().unwrap();
            }
            seen += count;
        }
        assert_eq!((seen, numbers.next()), (i64::from(counted as u32), None));
    }

    fn read(text: &str) -> Vec<i64> {
        let (mut all, mut value, mut shift) = (Vec::new(), 0i64, 0);
        for letter in text.chars() {
            let digit = DIGITS.iter().position(|&d| char::from(d) == letter).unwrap();
            let digit = i64::from(digit as u32);
            value |= (digit & 31) << shift;
            if digit & 32 != 0 {
                shift += 5;
            } else {
                all.push(if value & 1 == 1 { -(value >> 1) } else { value >> 1 });
                (value, shift) = (0, 0);
            }
        }
        all
    }
}
