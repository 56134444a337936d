//! Ties between schools: not asked, or who names whom.

use super::told::{Told, measure_head, table};
use super::{Block, Cell, Chapter, Figure, Head, Table};
use crate::findings::Scope;
use crate::words::{Heading, Say};

/// Above so many schools the matrix stands in the tables only.
const MATRIX_UP_TO: usize = 30;

/// The chapter; nothing for a single school.
pub(super) fn chapter(told: &Told<'_>) -> Chapter {
    let words = told.words;
    let mut blocks = Vec::new();
    if told.schools().len() > 1 {
        if told.is_within_schools() {
            let sentence = words.between_not_asked();
            blocks.push(Block::Note(format!("{} {}", sentence.lead, sentence.detail)));
        } else if let Some((across, all)) = super::first::across(told).filter(|a| a.1 > 0) {
            let main = told.main.unwrap_or("all");
            let sentence = super::first::between(told, across, all);
            blocks.push(Block::Paragraph(format!("{} {}", sentence.lead, sentence.detail)));
            blocks.push(Block::Basis(told.basis(main)));
            blocks.push(Block::Figure(Figure {
                name: "school-pairs".into(),
                title: told.say(Say::MatrixTitle),
                reads: told.say(Say::MatrixReads),
                table: matrix(told),
            }));
            blocks.extend(per_ten(told).map(Block::Table));
            if let Some(table) = reach(told) {
                blocks.push(Block::Table(table));
                blocks.push(Block::Note(told.say(Say::ReachReads)));
            }
        } else if told.tally().is_some()
            && let Some(table) = matrix(told)
        {
            // How many there are between schools may be hidden where the ties of most pairs of schools are not.
            blocks.push(Block::Figure(Figure {
                name: "school-pairs".into(),
                title: told.say(Say::MatrixTitle),
                reads: told.say(Say::MatrixReads),
                table: Some(table),
            }));
        }
    }
    told.chapter("between", Say::Between, blocks)
}

/// Ties from school to school.
fn matrix(told: &Told<'_>) -> Option<Table> {
    let schools = told.schools();
    let block = told.block(Scope::SchoolPair, told.main).filter(|_| schools.len() <= MATRIX_UP_TO)?;
    let mut t = table(told.words, Say::MatrixTitle, &[Heading::FromSchool]);
    let label = |s: usize| told.findings.schools[s].label().to_owned();
    t.heads.extend(schools.iter().map(|&s| Head { text: label(s), number: true, reads: None }));
    for &from in &schools {
        let ties = |to: usize| {
            let row = block.pairs.iter().position(|&p| p == (from as u32, to as u32));
            // Of a layer by itself, counts of people are hidden, not ties.
            let hides = |s: usize| told.findings.hidden.iter().any(|h| h.school == Some(s as u32) && h.layer.is_none());
            let none = || if hides(from) || hides(to) { told.not_shown() } else { told.counted(0) };
            row.map_or_else(none, |row| told.cell(block, "ties", row))
        };
        t.rows.push(std::iter::once(Cell::Text(label(from))).chain(schools.iter().map(|&to| ties(to))).collect());
    }
    Some(t)
}

/// Ties from school to school for every ten people of the school that names: schools differ in size.
fn per_ten(told: &Told<'_>) -> Option<Table> {
    let mut t = matrix(told)?;
    t.caption = told.say(Say::MatrixPerTen);
    for (row, from) in t.rows.iter_mut().zip(told.schools()) {
        let people = told.people(from).filter(|&n| n > 0)? as f64;
        for cell in row.iter_mut().skip(1) {
            if let Cell::Number(_, ties) = *cell {
                let each = 10.0 * ties / people;
                *cell = Cell::Number(told.words.decimal(each, usize::from(each > 0.0)), each);
            }
        }
    }
    Some(t)
}

/// How far each school reaches.
fn reach(told: &Told<'_>) -> Option<Table> {
    let block = told.block(Scope::School, told.main)?;
    let present: Vec<&str> =
        ["schools_reached", "link_persons", "ei_index"].into_iter().filter(|m| block.column(m).is_some()).collect();
    if present.is_empty() {
        return None;
    }
    let mut t = table(told.words, Say::ReachTable, &[Heading::School]);
    t.heads.extend(present.iter().map(|m| measure_head(told.words, Scope::School, m)));
    for s in told.schools() {
        let cells = present.iter().map(|m| told.cell(block, m, s));
        t.rows.push(std::iter::once(Cell::Text(told.findings.schools[s].label().to_owned())).chain(cells).collect());
    }
    Some(t)
}
