//! Sociograms, and the pairs behind formal against informal.

use super::View;
use crate::drawing::layout::people;
use crate::drawing::sociogram::{
    Dot, Person, SchoolCell, Sociogram, SociogramKey, Tie, group_sociogram, school_sociogram,
};
use crate::drawing::{Caption, Picture};
use crate::findings::{Channel, Response, Scope, State, TieInfo};
use crate::words::numbers::count;
use crate::words::sentences::Say;
use std::collections::BTreeSet;

/// Above this many people the picture of everybody at once says nothing.
const PEOPLE_UP_TO: usize = 1_500;
/// Above this many schools there is no picture for each of them.
const SCHOOLS_UP_TO: usize = 30;

/// Ties that count in layer `all`, of the last wave.
fn counted<'a>(view: &'a View<'_>) -> impl Iterator<Item = &'a TieInfo> {
    view.findings.ties.iter().filter(|t| {
        let channel = view.findings.relations[t.relation as usize].channel;
        t.wave == view.wave
            && matches!(channel, Channel::Peer | Channel::Guided)
            && matches!(t.state, State::Confirmed | State::SingleFrom | State::SingleTo | State::Reported)
    })
}

/// For each school: pairs within it tied formally only, in both ways, informally only.
pub(super) fn formal_informal(view: &View<'_>) -> Vec<(u32, u32, u32)> {
    let staff = &view.findings.waves[view.wave as usize].staff;
    let mut kinds: Vec<BTreeSet<(u32, u32)>> = vec![BTreeSet::new(), BTreeSet::new()];
    for tie in counted(view) {
        kinds[usize::from(tie.formal)].insert((tie.from.min(tie.to), tie.from.max(tie.to)));
    }
    kinds[1].extend(view.findings.group_ties.iter().filter(|g| g.0 == view.wave).map(|g| (g.1.min(g.2), g.1.max(g.2))));
    let mut counts = vec![(0, 0, 0); view.findings.schools.len()];
    let school = |pair: &(u32, u32)| {
        let (a, b) = (staff[pair.0 as usize].school, staff[pair.1 as usize].school);
        a.filter(|_| a == b).map(|s| s as usize)
    };
    for pair in &kinds[1] {
        if let Some(s) = school(pair) {
            let slot = &mut counts[s];
            if kinds[0].contains(pair) { slot.1 += 1 } else { slot.0 += 1 }
        }
    }
    for pair in kinds[0].difference(&kinds[1]) {
        if let Some(s) = school(pair) {
            counts[s].2 += 1;
        }
    }
    counts
}

/// The picture of everybody, school beside school, and one of each school.
pub(super) fn sociograms(view: &View<'_>) -> Vec<Picture> {
    let findings = view.findings;
    let staff = &findings.waves[view.wave as usize].staff;
    if findings.ties.is_empty() || staff.is_empty() || staff.len() > PEOPLE_UP_TO {
        return Vec::new();
    }
    let data = sociogram(view);
    let mut caption = view.caption("sociogram", Say::FigureSociogram, Say::FigureSociogramKey, "");
    caption.description = view.say(Say::FigureSociogramKey);
    let mut pictures = vec![group_sociogram(&data, &caption)];
    if findings.schools.len() > 1 && findings.schools.len() <= SCHOOLS_UP_TO {
        let mut slugs = Slugs::default();
        for (index, school) in findings.schools.iter().enumerate() {
            let who = crate::report::story::facts::response(findings, view.wave, Some(index as u32));
            let info = &findings.waves[view.wave as usize];
            let mut own = Caption::default();
            own.name = format!("sociogram-{}", slugs.of(school.label()));
            own.title = format!("{}: {}", view.say(Say::FigureSociogram), school.label());
            own.note = format!("{}. {}", view.words.wave(&info.id, info.period.as_deref()), view.words.response(&who));
            own.description = view.say(Say::FigureSociogramKey);
            pictures.push(school_sociogram(&data, index as u32, &own));
        }
    }
    pictures
}

fn sociogram(view: &View<'_>) -> Sociogram {
    let (findings, words) = (view.findings, view.words);
    let staff = &findings.waves[view.wave as usize].staff;
    // People at group level have a square of their own behind the schools.
    let level = findings.schools.len() as u32;
    let school: Vec<u32> = staff.iter().map(|s| s.school.unwrap_or(level)).collect();
    let ties: Vec<&TieInfo> = counted(view).collect();
    let pairs: Vec<(u32, u32)> = ties.iter().map(|t| (t.from, t.to)).collect();
    let spots = people(&school, &pairs, findings.settings.seed);
    let doors = findings.block(Scope::Openness, view.wave, None);
    let has_doors = super::doors_block(findings, view.wave).is_some();
    let mut data = Sociogram::default();
    for (position, s) in staff.iter().enumerate() {
        let mut person = Person::default();
        person.school = school[position];
        person.spot = spots[position];
        let status = doors.and_then(|b| b.column("door_status")).and_then(|c| c.label(position));
        person.dot = match (has_doors && s.eligible, status) {
            (true, Some("two_way" | "host")) => Dot::Filled,
            (true, Some("closed" | "visitor")) => Dot::Ring,
            (true, _) => Dot::Square,
            (false, _) if s.response == Response::DidNotAnswer => Dot::Square,
            (false, _) if has_doors => Dot::Small,
            (false, _) => Dot::Filled,
        };
        person.name = findings.people[s.person as usize].name.clone().unwrap_or_default();
        data.people.push(person);
    }
    let groups = level as usize + usize::from(school.contains(&level));
    for index in 0..groups {
        let mut cell = SchoolCell::default();
        cell.name = findings.schools.get(index).map_or_else(|| view.say(Say::Group), |s| s.label().to_owned());
        let bench = (0..staff.len()).filter(|&p| school[p] == index as u32 && spots[p].bench).count();
        if bench > 0 {
            cell.bench = format!("{} {}", count(bench as f64, words), view.say(Say::IsolatedBench));
        }
        if index < findings.schools.len() {
            let who = crate::report::story::facts::response(findings, view.wave, Some(index as u32));
            if who.known {
                cell.note = format!("{} {}", words.of(who.answered, who.asked), view.say(Say::CardResponse));
            }
        }
        data.schools.push(cell);
    }
    data.ties = ties
        .iter()
        .map(|t| {
            let mut tie = Tie::default();
            tie.from = t.from;
            tie.to = t.to;
            tie.dashed = !t.formal;
            tie
        })
        .collect();
    data.directed = true;
    let mut key = SociogramKey::default();
    if has_doors {
        key.filled = view.say(Say::DoorOpen);
        key.ring = view.say(Say::DoorNotOpen);
        key.small = view.say(Say::NoClass);
        key.square = view.say(Say::NotKnown);
    } else {
        key.square = view.say(Say::DidNotAnswer);
    }
    key.solid = view.say(Say::Formal);
    key.dashed = view.say(Say::Informal);
    data.key = key;
    data
}

/// File names of schools: letters, digits and hyphens, numbered where two come out the same.
#[derive(Default)]
pub(super) struct Slugs {
    used: BTreeSet<String>,
}

impl Slugs {
    pub(super) fn of(&mut self, name: &str) -> String {
        let mut slug = String::new();
        for c in name.to_lowercase().chars() {
            if c.is_ascii_alphanumeric() {
                slug.push(c);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        let base = match slug.trim_end_matches('-') {
            "" => "school".to_owned(),
            // Names that one operating system keeps for itself.
            reserved @ ("con" | "nul" | "aux" | "prn") => format!("{reserved}-school"),
            fine => fine.chars().take(60).collect(),
        };
        let mut name = base.clone();
        let mut number = 2;
        while !self.used.insert(name.clone()) {
            name = format!("{base}-{number}");
            number += 1;
        }
        name
    }
}
