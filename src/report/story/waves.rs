//! The waves beside each other, in counts; what changed among those who stayed is another matter.

use super::told::{DoorsAsked, Told, head, table};
use super::{Block, Cell, Chapter, Head, Table};
use crate::words::{Heading, Say};

/// The chapter; nothing for a single wave.
pub(super) fn chapter(told: &Told<'_>) -> Chapter {
    let waves: Vec<Told<'_>> = (0..told.findings.waves.len() as u32)
        .filter(|&w| told.findings.blocks.iter().any(|b| b.wave == w))
        .map(|w| Told::of(told.findings, told.words, w))
        .collect();
    let mut blocks = Vec::new();
    if waves.len() > 1 {
        blocks.push(Block::Paragraph(told.say(Say::WavesIntroduction)));
        blocks.push(Block::Table(totals(told, &waves)));
        blocks.extend(doors(told, &waves).map(Block::Table));
    }
    let changes = super::changes::Between::all(told);
    if !changes.is_empty() {
        blocks.push(Block::Paragraph(told.words.change_text(crate::words::ChangeText::Introduction).to_owned()));
    }
    blocks.extend(changes.iter().flat_map(super::changes::blocks));
    told.chapter("waves", Say::Waves, blocks)
}

fn totals(told: &Told<'_>, waves: &[Told<'_>]) -> Table {
    let words = told.words;
    let mut t = table(words, Say::WavesTable, &[Heading::Wave, Heading::Period, Heading::People, Heading::Answered]);
    t.heads.extend([Heading::Ties, Heading::WithoutTies, Heading::OpenDoors].map(|h| head(words, h)));
    let group = told.findings.group_row();
    for wave in waves {
        let period = wave.info.period.as_deref().map_or(Cell::Missing("–".into()), |p| Cell::Text(words.period(p)));
        let ties = wave.main.and_then(|l| wave.of_layer(l, "ties"));
        let dash = || Cell::Missing("–".into());
        t.rows.push(vec![
            Cell::Text(wave.info.id.clone()),
            period,
            wave.people_cell(group),
            wave.answered_cell(group),
            ties.map_or_else(dash, |n| wave.counted(n as u64)),
            match super::first::isolated(wave) {
                Some((n, _)) => wave.counted(n),
                None if super::first::hides_isolated(wave) => wave.not_shown(),
                None => dash(),
            },
            doors_cell(wave, group),
        ]);
    }
    t
}

fn doors_cell(wave: &Told<'_>, row: usize) -> Cell {
    match wave.doors(row) {
        DoorsAsked::Yes(d) if d.no_rate.is_none() => wave.part_of(d.open, d.known),
        DoorsAsked::Yes(d) => Cell::Number(
            format!("{} {}", wave.say(Say::AtLeast), wave.words.of(d.at_least, d.eligible)),
            d.at_least as f64 / d.eligible as f64,
        ),
        DoorsAsked::Hidden => Cell::Missing(wave.words.why(crate::findings::Why::Suppressed).into()),
        DoorsAsked::NoTeachers => Cell::Missing("–".into()),
        DoorsAsked::No => Cell::Missing(wave.words.why(crate::findings::Why::NotAsked).into()),
    }
}

/// Open doors of each school in each wave.
fn doors(told: &Told<'_>, waves: &[Told<'_>]) -> Option<Table> {
    let group = told.findings.group_row();
    if told.schools().len() < 2 || !waves.iter().any(|w| matches!(w.doors(group), DoorsAsked::Yes(_))) {
        return None;
    }
    let mut t = table(told.words, Say::WavesDoors, &[Heading::School]);
    t.heads.extend(waves.iter().map(|w| Head { text: w.info.id.clone(), number: true, reads: None }));
    for (row, name) in told.school_rows() {
        t.rows.push(std::iter::once(Cell::Text(name)).chain(waves.iter().map(|w| doors_cell(w, row))).collect());
    }
    t.totals = true;
    Some(t)
}
