//! School by school: who answered, ties within, open doors; and a picture of each.

use super::told::{DoorsAsked, Told, head, table};
use super::{Block, Cell, Chapter, Figure, Mark};
use crate::findings::{Block as Columns, Scope};
use crate::report::figures;
use crate::words::numbers::Noun;
use crate::words::{Beyond, Heading, Say};

const DOOR_MARKS: &[(Mark, Say)] = &[
    (Mark::Filled, Say::KeyVisited),
    (Mark::Ring, Say::KeyNotVisited),
    (Mark::Square, Say::KeyDoorUnknown),
    (Mark::Small, Say::KeyNoClass),
    (Mark::Solid, Say::KeyDoor),
    (Mark::Dashed, Say::KeyOtherTie),
];

/// The marks of pictures about ties, those that occur.
fn tie_marks(told: &Told<'_>) -> Vec<(Mark, Say)> {
    let known = told.info.response_known;
    let (isolated, unknown) = super::first::isolated(told).unwrap_or_default();
    let there = |layer: &str| !super::first::is_empty(told, layer);
    [
        (true, Mark::Filled, Say::KeyTied),
        (isolated > 0, Mark::Ring, if known { Say::KeyIsolated } else { Say::KeySilent }),
        (known && unknown > 0, Mark::Square, Say::KeyDidNotAnswer),
        (there("formal"), Mark::Solid, Say::KeyFormal),
        (there("informal"), Mark::Dashed, Say::KeyInformal),
    ]
    .into_iter()
    .filter(|m| m.0)
    .map(|m| (m.1, m.2))
    .collect()
}

/// More schools with the same note are counted and not named.
const MOST_LISTED: usize = 30;

/// What is said of schools in the roster: by school, or by note where several have the same.
fn notes(told: &Told<'_>) -> Vec<(String, String)> {
    let mut by_note: Vec<(String, Vec<String>)> = Vec::new();
    for school in told.schools().into_iter().map(|s| &told.findings.schools[s]) {
        let Some(note) = &school.note else { continue };
        match by_note.iter_mut().find(|n| n.0 == *note) {
            Some(same) => same.1.push(school.label().to_owned()),
            None => by_note.push((note.clone(), vec![school.label().to_owned()])),
        }
    }
    let line = |(note, mut schools): (String, Vec<String>)| match schools.len() {
        1 => (schools.remove(0), note),
        n if n > MOST_LISTED => (note, told.words.many(n as u64, Noun::School)),
        _ => (note, told.words.list(&schools)),
    };
    by_note.into_iter().map(line).collect()
}

/// Who answered in each school, and how many have no tie.
fn beside_pictures(told: &Told<'_>) -> Vec<String> {
    let kinds = super::isolation::kinds(told);
    let without: Vec<usize> = kinds.into_iter().filter(|k| k.0 == "isolate").flat_map(|k| k.1).collect();
    let line = |school: usize| {
        let here = without.iter().filter(|&&p| told.info.staff[p].school == Some(school as u32)).count();
        let answered = told.words.answered(told.answers(school));
        if here == 0 {
            return answered;
        }
        format!("{answered} {} {}.", told.words.count(here as u64), told.say(Say::BenchWithoutTies))
    };
    told.schools().into_iter().map(line).collect()
}

/// The chapter.
pub(super) fn chapter(told: &Told<'_>) -> Chapter {
    let mut blocks = Vec::new();
    if told.schools().len() > 1 {
        blocks.push(Block::Paragraph(told.say(Say::SchoolsIntroduction)));
        let table = overview(told);
        // The ties inside schools stand behind people and answers; without them only people can be more.
        let without = told.without_school();
        let has_ties =
            told.main.and_then(|m| told.block(Scope::School, Some(m))).is_some_and(|b| b.column("ties").is_some());
        let more = told
            .beyond_rows(&table, 3, without, Beyond::Ties)
            .filter(|_| has_ties)
            .or_else(|| told.beyond_rows(&table, 1, without, Beyond::Nothing));
        blocks.push(Block::Table(table));
        blocks.extend(more);
    }
    let notes = notes(told);
    if !notes.is_empty() {
        blocks.push(Block::Terms(notes));
    }
    let pictures = figures::school_pictures(told);
    if !pictures.is_empty() {
        let has_doors = matches!(told.doors(told.findings.group_row()), DoorsAsked::Yes(_));
        let reads = if has_doors { Say::SchoolPictureReadsDoors } else { Say::SchoolPictureReads };
        blocks.push(Block::Heading(told.say(Say::SchoolPicturesTitle)));
        blocks.push(Block::Paragraph(told.say(reads)));
        if pictures.len() > 1 {
            let marks = if has_doors { DOOR_MARKS.to_vec() } else { tie_marks(told) };
            blocks.push(Block::Legend(marks.into_iter().map(|(mark, say)| (mark, told.say(say))).collect()));
        }
        let reads = beside_pictures(told);
        let figure = |((name, title), reads)| Figure { name, title, reads, table: None };
        blocks.push(Block::Gallery(pictures.into_iter().zip(reads).map(figure).collect()));
    }
    if let Some(drawn) = figures::schools_in_plots(told) {
        blocks.push(Block::Note(told.say(if drawn {
            Say::SchoolPicturesInPlots
        } else {
            Say::SchoolPicturesOnRequest
        })));
    }
    told.chapter("schools", Say::Schools, blocks)
}

/// Names of the numbers of schools, and those of each row of the school blocks as written.
pub(in crate::report) fn numbers(told: &Told<'_>) -> (Vec<String>, Vec<(usize, Vec<String>)>) {
    let table = overview(told);
    let heads = table.heads.into_iter().skip(1).map(|h| h.text).collect();
    let rows = told.school_rows().into_iter().zip(table.rows);
    let texts = |row: Vec<Cell>| row.iter().skip(1).map(|c| c.text().to_owned()).collect();
    (heads, rows.map(|((row, _), cells)| (row, texts(cells))).collect())
}

fn overview(told: &Told<'_>) -> super::Table {
    let words = told.words;
    let block = told.main.and_then(|layer| told.block(Scope::School, Some(layer)));
    let has_doors = matches!(told.doors(told.findings.group_row()), DoorsAsked::Yes(_));
    let mut t = table(words, Say::SchoolsTable, &[Heading::School, Heading::People, Heading::Answered]);
    let within: Vec<(&str, Heading)> = [("ties", Heading::TiesWithin), ("mean_degree", Heading::Contacts)]
        .into_iter()
        .filter(|(m, _)| block.is_some_and(|b| b.column(m).is_some()))
        .collect();
    t.heads.extend(within.iter().map(|w| head(words, w.1)));
    let kinds = super::isolation::kinds(told);
    let group = told.findings.group_row();
    let mut without_ties = vec![0u64; group + 1];
    for &position in kinds.iter().filter(|k| k.0 == "isolate").flat_map(|k| &k.1) {
        without_ties[group] += 1;
        if let Some(slot) = told.info.staff[position].school.and_then(|s| without_ties.get_mut(s as usize)) {
            *slot += 1;
        }
    }
    // Where it is hidden of every school, what is left of the column is the group's.
    let is_told = |b: &&Columns| told.schools().iter().any(|&s| b.number("isolates", s).is_some());
    let isolates = block.filter(|b| told.tally().is_some() && is_told(b));
    if !kinds.is_empty() || isolates.is_some() {
        t.heads.push(head(words, if told.info.response_known { Heading::WithoutTies } else { Heading::NoTie }));
    }
    if has_doors {
        t.heads.push(head(words, Heading::OpenDoors));
    }
    for (row, name) in told.school_rows() {
        let mut cells = vec![Cell::Text(name), told.people_cell(row), told.answered_cell(row)];
        cells.extend(within.iter().map(|(m, _)| within_cell(told, block, m, row)));
        if let Some(block) = isolates {
            cells.push(told.cell(block, "isolates", row));
        } else if !kinds.is_empty() {
            cells.push(told.counted(without_ties[row]));
        }
        if has_doors {
            cells.push(match told.doors(row) {
                DoorsAsked::Yes(d) if d.no_rate.is_none() => told.part_of(d.open, d.known),
                DoorsAsked::Yes(d) => Cell::Number(
                    format!("{} {}", told.say(Say::AtLeast), words.of(d.at_least, d.eligible)),
                    d.at_least as f64 / d.eligible as f64,
                ),
                DoorsAsked::Hidden => Cell::Missing(words.why(crate::findings::Why::Suppressed).into()),
                _ => Cell::Missing(words.why(crate::findings::Why::DoesNotApply).into()),
            });
        }
        t.rows.push(cells);
    }
    t.totals = true;
    t
}

fn within_cell(told: &Told<'_>, block: Option<&Columns>, measure: &str, row: usize) -> Cell {
    block.map_or_else(|| Cell::Missing("–".into()), |b| told.cell(b, measure, row))
}
