//! Who may be named, in a consultant's edition and in no other.

use super::told::table;
use super::{Block, Cell, Chapter};
use crate::findings::Findings;
use crate::words::{Heading, Say, Words};

/// The chapter; nothing in other editions.
pub(super) fn chapter(findings: &Findings, words: &dyn Words) -> Chapter {
    let mut blocks = Vec::new();
    if findings.settings.audience == "consultant" {
        blocks.push(Block::Paragraph(words.say(Say::NamedIntroduction).into()));
        if findings.named.is_empty() {
            blocks.push(Block::Note(words.say(Say::NamedNobody).into()));
        } else {
            blocks.push(Block::Table(list(findings, words)));
        }
    }
    Chapter { id: "named", title: words.say(Say::NamedTitle).into(), blocks, is_reference: false }
}

fn list(findings: &Findings, words: &dyn Words) -> super::Table {
    let headings = [Heading::Who, Heading::School, Heading::Phase, Heading::WorkingDays, Heading::Receives];
    let mut t = table(words, Say::NamedTable, &headings);
    let dash = || Cell::Missing("–".into());
    for person in &findings.named {
        let who = person.name.as_ref().map_or_else(|| person.id.clone(), |name| format!("{name} ({})", person.id));
        let school = person.school.and_then(|s| findings.schools.get(s as usize));
        let receives = match (person.host, person.capacity) {
            (Some(true), Some(n)) => Cell::Text(format!("{} ({})", words.yes_no(true), words.count(u64::from(n)))),
            (Some(host), _) => Cell::Text(words.yes_no(host).into()),
            (None, _) => dash(),
        };
        t.rows.push(vec![
            Cell::Text(who),
            school.map_or_else(dash, |s| Cell::Text(s.label().into())),
            person.phase.as_ref().map_or_else(dash, |p| Cell::Text(p.clone())),
            person.days.map_or_else(dash, |days| Cell::Text(words.days(days))),
            receives,
        ]);
    }
    t
}
