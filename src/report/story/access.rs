//! How much access people have to a diversity of new insights.

use super::parts::{self, MOST_SCHOOLS, by_school};
use super::told::Told;
use super::{Block, Cell, Chapter, Table};
use crate::findings::{Scope, Value};
use crate::words::Tell;

/// The chapter; nothing where it was not computed.
pub(super) fn chapter(told: &Told<'_>) -> Chapter {
    let words = told.words;
    let mut blocks = Vec::new();
    if let Some(t) = by_schools(told) {
        let group = told.findings.group_row();
        match with_contact(told, "outside_contacts", group) {
            Some((people, of)) if of > 0 => {
                let sentence = words.outside(people, of);
                blocks.push(Block::Paragraph(format!("{} {}", sentence.lead, sentence.detail)));
            }
            _ => blocks.push(Block::Note(words.tell(Tell::OutsideNotAsked).into())),
        }
        blocks.push(Block::Paragraph(words.tell(Tell::AccessIntroduction).into()));
        blocks.push(Block::Basis(told.basis(told.main.unwrap_or("all"))));
        blocks.push(Block::Table(t));
    }
    Chapter { id: "access", title: words.tell(Tell::Access).into(), blocks, is_reference: false }
}

/// People of a row with a contact of that kind, of those who answered; none when it was not computed.
pub(super) fn with_contact(told: &Told<'_>, measure: &str, row: usize) -> Option<(u64, u64)> {
    let column = told.block(Scope::Person, told.main)?.column(measure)?;
    let values = told.staff_of(row).filter(|(p, _)| *p < column.len()).filter_map(|(p, _)| column.of(p).number());
    Some(values.fold((0, 0), |(with, all), n| (with + u64::from(n > 0.5), all + 1)))
}

/// The figures with at least one number.
fn by_schools(told: &Told<'_>) -> Option<Table> {
    let block = told.block(Scope::School, told.main)?;
    let some = |measure: &&(&str, Tell)| {
        block.column(measure.0).is_some_and(|c| c.values().any(|v| matches!(v, Value::Number(_))))
    };
    let means = [
        ("mean_schools_within_2", Tell::SchoolsInReach),
        ("mean_phases_within_2", Tell::PhasesInReach),
        ("mean_topics_within_2", Tell::TopicsInReach),
    ];
    let means: Vec<&(&str, Tell)> = means.iter().filter(some).collect();
    let separate = told
        .findings
        .overview(told.wave)
        .and_then(|o| o.capacities.iter().find(|f| f.measure == "effective_size" && f.group.number().is_some()));
    if means.is_empty() && separate.is_none() || told.schools().len() > MOST_SCHOOLS {
        return None;
    }
    let outside = told.schools().len() > 1
        && with_contact(told, "outside_contacts", told.findings.group_row()).is_some_and(|w| w.1 > 0);
    let mut heads: Vec<Tell> = means.iter().map(|m| m.1).collect();
    if separate.is_some() {
        heads.push(Tell::Separate);
    }
    let far = with_contact(told, "contacts_outside_group", told.findings.group_row()).is_some_and(|w| w.1 > 0);
    if outside {
        heads.push(Tell::WithOutside);
    }
    if far {
        heads.push(Tell::WithOutsideGroup);
    }
    let mut t = by_school(told, Tell::AccessTable, &heads);
    for (row, name) in told.school_rows() {
        let mut cells = vec![Cell::Text(name)];
        cells.extend(means.iter().map(|m| parts::decimal_of(told, block, m.0, 1, row)));
        if let Some(figure) = separate {
            let value = if row == told.findings.group_row() { Some(&figure.group) } else { figure.schools.get(row) };
            cells.push(value.map_or_else(parts::dash, |v| parts::decimal(told, *v, 1)));
        }
        let contact = |measure: &str| match with_contact(told, measure, row) {
            Some((with, all)) if all > 0 => told.part_of(with, all),
            _ => parts::missing(told, crate::findings::Why::CannotTell),
        };
        if outside {
            cells.push(contact("outside_contacts"));
        }
        if far {
            cells.push(contact("contacts_outside_group"));
        }
        t.rows.push(cells);
    }
    t.totals = told.schools().len() > 1;
    Some(t)
}
