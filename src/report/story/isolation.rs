//! Who stands apart, and in which way; who did not answer stands by itself.

use super::told::{Told, table};
use super::{Block, Cell, Chapter};
use crate::findings::{Response, Scope};
use crate::words::{Heading, Say};

/// Kinds in the order in which they are told.
const KINDS: [&str; 9] = [
    "isolate",
    "external_only",
    "formal_only",
    "single_thread",
    "named_only",
    "naming_only",
    "peripheral",
    "embedded",
    "unknown",
];

/// At most so many people are named for one kind.
const MOST_NAMED: usize = 60;

/// Each kind with the people of that kind, by position on the roster; nothing when there is no such column.
///
/// Somebody who did not answer is unknown, whatever the column says.
pub(super) fn kinds(told: &Told<'_>) -> Vec<(&'static str, Vec<usize>)> {
    let Some(column) = told.block(Scope::Person, told.main).and_then(|b| b.column("isolation")) else {
        return Vec::new();
    };
    let mut found: Vec<(&'static str, Vec<usize>)> = KINDS.iter().map(|k| (*k, Vec::new())).collect();
    for (position, person) in told.staff().filter(|(p, _)| *p < column.len()) {
        let silent = person.response == Response::DidNotAnswer;
        let kind = if silent { Some("unknown") } else { column.label(position) };
        if let Some(slot) = found.iter_mut().find(|k| Some(k.0) == kind) {
            slot.1.push(position);
        }
    }
    found
}

/// The chapter.
pub(super) fn chapter(told: &Told<'_>) -> Chapter {
    let words = told.words;
    let known = told.info.response_known;
    let sentence = match super::first::isolated(told) {
        Some((isolated, unknown)) => words.isolated(isolated, unknown, known),
        None if super::first::hides_isolated(told) => super::first::isolated_hidden(told),
        None => return told.chapter("isolation", Say::Isolation, Vec::new()),
    };
    let mut blocks = vec![
        Block::Paragraph(format!("{} {}", sentence.lead, sentence.detail)),
        Block::Basis(told.basis(told.main.unwrap_or("all"))),
    ];
    let means = |kind: &str| match kind {
        "isolate" if !known => words.say(Say::SilentMeans),
        kind => words.isolation_means(kind).unwrap_or_default(),
    };
    let kinds = kinds(told);
    if !kinds.is_empty() {
        let mut t =
            table(words, Say::IsolationTable, &[Heading::Kind, Heading::Meaning, Heading::People, Heading::Who]);
        let has_schools = !told.schools().is_empty();
        for (kind, people) in kinds.iter().filter(|k| has_schools || k.0 != "external_only") {
            let who = match *kind {
                "embedded" => Cell::Missing("–".into()),
                _ if people.is_empty() => Cell::Missing("–".into()),
                _ => Cell::Text(named(told, people)),
            };
            t.rows.push(vec![
                Cell::Text(words.isolation(kind, known).unwrap_or_default().into()),
                Cell::Text(means(kind).into()),
                told.counted(people.len() as u64),
                who,
            ]);
        }
        blocks.push(Block::Table(t));
    }
    if let Some(tally) = told.tally().filter(|t| !t.kinds.is_empty()) {
        let mut t = table(words, Say::IsolationTable, &[Heading::Kind, Heading::Meaning, Heading::People]);
        let has_schools = !told.schools().is_empty();
        for kind in KINDS.iter().filter(|k| has_schools || **k != "external_only") {
            let Some((_, count)) = tally.kinds.iter().find(|(k, _)| k == kind) else { continue };
            t.rows.push(vec![
                Cell::Text(words.isolation(kind, known).unwrap_or_default().into()),
                Cell::Text(means(kind).into()),
                count.number().map_or_else(|| told.not_shown(), |n| told.counted(n as u64)),
            ]);
        }
        blocks.push(Block::Table(t));
    }
    if blocks.len() > 2 {
        blocks.push(Block::Note(told.say(Say::StandingIsolation)));
    }
    told.chapter("isolation", Say::Isolation, blocks)
}

/// People by id, school after school.
fn named(told: &Told<'_>, people: &[usize]) -> String {
    let findings = told.findings;
    let label = |position: usize| {
        let person = &findings.people[told.info.staff[position].person as usize];
        match &person.name {
            Some(name) => format!("{name} ({})", person.id),
            None => person.id.clone(),
        }
    };
    let school = |position: usize| told.info.staff[position].school;
    let mut order: Vec<usize> = people.iter().copied().take(MOST_NAMED).collect();
    order.sort_by_key(|&p| (school(p).unwrap_or(u32::MAX), p));
    let groups = order.chunk_by(|a, b| school(*a) == school(*b)).map(|group| {
        let names: Vec<String> = group.iter().map(|&p| label(p)).collect();
        match school(group[0]).and_then(|s| findings.schools.get(s as usize)) {
            Some(s) if findings.schools.len() > 1 => format!("{}: {}", s.label(), names.join(", ")),
            _ => names.join(", "),
        }
    });
    let mut text = groups.collect::<Vec<_>>().join("; ");
    if people.len() > MOST_NAMED {
        text += &format!(" … +{}", told.words.count((people.len() - MOST_NAMED) as u64));
    }
    text
}
