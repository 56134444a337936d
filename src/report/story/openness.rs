//! Open classrooms: the rate with what is uncertain, the ladder, statuses, talk that leads to a door, verdicts.

use super::told::{DoorsAsked, Told, head, table};
use super::{Block, Cell, Chapter, Figure, Head, Table};
use crate::findings::{Scope, Value};
use crate::words::{Heading, Say};

/// The chapter.
pub(super) fn chapter(told: &Told<'_>) -> Chapter {
    let words = told.words;
    let mut blocks = Vec::new();
    match told.doors(told.findings.group_row()) {
        DoorsAsked::No => {
            let sentence = words.doors_not_asked();
            blocks.push(Block::Note(format!("{} {}", sentence.lead, sentence.detail)));
            blocks.push(Block::Paragraph(told.say(Say::OpennessWouldBe)));
        }
        DoorsAsked::NoTeachers => {
            let sentence = words.doors_without_teachers();
            blocks.push(Block::Note(format!("{} {}", sentence.lead, sentence.detail)));
        }
        DoorsAsked::Hidden => blocks.push(Block::Note(told.say(Say::DoorsHidden))),
        DoorsAsked::Yes(doors) => {
            blocks.push(Block::Paragraph(told.say(Say::OpennessIntroduction)));
            let sentence = words.doors(&doors);
            blocks.push(Block::Paragraph(format!("{} {}", sentence.lead, words.doors_finer(&doors)).trim().to_owned()));
            blocks.push(Block::Basis(told.basis("open_door")));
            let reads = if doors.no_rate.is_none() { Say::OpenDoorsReads } else { Say::OpenDoorsReadsAtLeast };
            blocks.push(figure(told, "open-doors", Say::OpenDoorsTitle, reads, doors_table(told)));
            blocks.push(figure(told, "ladder", Say::LadderTitle, Say::LadderReads, ladder_table(told)));
            if let Some(table) = statuses(told) {
                blocks.push(Block::Table(table));
            }
            if let Some((talk, with_door)) = super::first::talk(told).filter(|t| t.0 > 0) {
                blocks.push(Block::Heading(told.say(Say::TalkTitle)));
                let sentence = words.latent(talk, with_door);
                blocks.push(Block::Paragraph(format!("{} {}", sentence.lead, sentence.detail)));
                blocks.push(figure(told, "latent-pairs", Say::LatentTitle, Say::LatentReads, talk_table(told)));
            }
            blocks.extend(verdicts(told));
            blocks.push(Block::Note(told.say(Say::StandingOpenness)));
        }
    }
    told.chapter("openness", Say::Openness, blocks)
}

fn figure(told: &Told<'_>, name: &str, title: Say, reads: Say, table: Option<Table>) -> Block {
    Block::Figure(Figure { name: name.into(), title: told.say(title), reads: told.say(reads), table })
}

/// Open doors by school, in counts, with what is uncertain.
fn doors_table(told: &Told<'_>) -> Option<Table> {
    let words = told.words;
    let headings = [
        Heading::School,
        Heading::Teachers,
        Heading::OpenDoors,
        Heading::CannotTell,
        Heading::Bounds,
        Heading::Stability,
    ];
    let mut t = table(words, Say::OpenDoorsTitle, &headings);
    for (row, name) in told.school_rows() {
        let cells = match told.doors(row) {
            DoorsAsked::Yes(d) => {
                let open = if d.no_rate.is_none() {
                    told.part_of(d.open, d.known)
                } else {
                    let text = format!("{} {}", told.say(Say::AtLeast), words.of(d.at_least, d.eligible));
                    Cell::Number(text, d.at_least as f64 / d.eligible as f64)
                };
                let most = d.at_least + d.unknown;
                let bounds = if d.unknown == 0 {
                    words.of(d.at_least, d.eligible)
                } else {
                    words.of_range(d.at_least, most, d.eligible)
                };
                let stability = match d.stability.filter(|_| d.no_rate.is_none() && d.known >= 5) {
                    Some((low, high)) => Cell::Number(words.percent_range(low, high), low),
                    None => Cell::Missing(words.why(crate::findings::Why::CannotTell).into()),
                };
                let bounds = Cell::Number(bounds, d.at_least as f64 / d.eligible as f64);
                let beyond = |cell: Cell| if d.beyond_hidden { told.not_shown() } else { cell };
                let (eligible, unknown) = (told.counted(d.eligible), told.counted(d.unknown));
                vec![beyond(eligible), open, beyond(unknown), beyond(bounds), stability]
            }
            other => {
                let why = match other {
                    DoorsAsked::NoTeachers => crate::findings::Why::DoesNotApply,
                    DoorsAsked::Hidden => crate::findings::Why::Suppressed,
                    _ => crate::findings::Why::NotAsked,
                };
                vec![Cell::Missing(words.why(why).into()); 5]
            }
        };
        t.rows.push(std::iter::once(Cell::Text(name)).chain(cells).collect());
    }
    t.totals = told.schools().len() > 1;
    Some(t)
}

fn ladder_table(told: &Told<'_>) -> Option<Table> {
    let words = told.words;
    let mut t = table(words, Say::LadderTitle, &[Heading::School]);
    t.heads.extend((0..5).map(|k| Head {
        text: words.rung(k).into(),
        number: true,
        reads: Some(words.rung_means(k).into()),
    }));
    t.heads.push(head(words, Heading::CannotTell));
    for (row, name) in told.school_rows() {
        let mut cells = vec![Cell::Text(name)];
        match told.rungs(row) {
            Some(counts) => cells.extend(counts.map(|n| told.counted(n))),
            None => cells.extend(vec![Cell::Missing(words.why(told.why_no_rungs(row)).into()); 5]),
        }
        cells.push(match told.doors(row) {
            DoorsAsked::Yes(d) if d.beyond_hidden => told.not_shown(),
            DoorsAsked::Yes(d) => told.counted(d.eligible - d.known.min(d.eligible)),
            DoorsAsked::Hidden => told.not_shown(),
            _ => Cell::Missing("–".into()),
        });
        t.rows.push(cells);
    }
    t.totals = told.schools().len() > 1;
    t.rows.iter().any(|r| matches!(r.get(1), Some(Cell::Number(..)))).then_some(t)
}

/// Door statuses with their meaning, in counts over everybody with a class.
fn statuses(told: &Told<'_>) -> Option<Table> {
    let column = told.block(Scope::Openness, None)?.column("door_status")?;
    let mut t = table(told.words, Say::StatusesTitle, &[Heading::Status, Heading::Meaning, Heading::Teachers]);
    let labels: Vec<&str> = (0..column.len()).filter_map(|row| column.label(row)).collect();
    for status in ["two_way", "host", "visitor", "closed", "unknown"] {
        let n = labels.iter().filter(|l| **l == status).count() as u64;
        let name = told.words.door_status(status).unwrap_or_default();
        let means = told.words.door_status_means(status).unwrap_or_default();
        t.rows.push(vec![Cell::Text(name.into()), Cell::Text(means.into()), told.counted(n)]);
    }
    (!labels.is_empty()).then_some(t)
}

fn talk_table(told: &Told<'_>) -> Option<Table> {
    let block = told.block(Scope::School, Some("open_door"))?;
    let headings = [Heading::School, Heading::PairsTalk, Heading::WithDoor, Heading::Latent];
    let mut t = table(told.words, Say::LatentTitle, &headings);
    for (row, name) in told.school_rows() {
        let cells = ["talk_pairs", "talk_pairs_with_door", "latent_pairs"].map(|m| told.cell(block, m, row));
        t.rows.push(std::iter::once(Cell::Text(name)).chain(cells).collect());
    }
    t.totals = told.schools().len() > 1;
    Some(t)
}

/// Where openness lags, frame by frame; nothing when no frame applies to any school.
fn verdicts(told: &Told<'_>) -> Vec<Block> {
    let words = told.words;
    let Some(block) = told.block(Scope::School, Some("open_door")) else { return Vec::new() };
    let frames: Vec<&str> = ["lagging_standard", "lagging_group", "lagging_potential", "lagging_change"]
        .into_iter()
        .filter(|f| block.column(f).is_some_and(|c| c.values().any(|v| matches!(v, Value::Number(_)))))
        .collect();
    if frames.is_empty() {
        return Vec::new();
    }
    let mut t = table(words, Say::VerdictsTable, &[Heading::School]);
    t.heads.extend(frames.iter().map(|f| {
        let measure = words.measure(Scope::School, f);
        let text = measure.as_ref().map_or_else(|| (*f).to_owned(), |m| m.label.to_string());
        Head { text, number: false, reads: measure.map(|m| m.reads.to_owned()) }
    }));
    let has_place = block.column("diagnosis").is_some_and(|c| c.values().any(|v| matches!(v, Value::Number(_))));
    if has_place {
        let place = words.measure(Scope::School, "diagnosis");
        let text = place.as_ref().map_or_else(String::new, |m| m.label.to_string());
        t.heads.push(Head { text, number: false, reads: place.map(|m| m.reads.to_owned()) });
    }
    for row in told.schools() {
        let mut cells = vec![Cell::Text(told.findings.schools[row].label().to_owned())];
        cells.extend(frames.iter().map(|f| verdict(told, block, f, row)));
        if has_place {
            let place = block.column("diagnosis").and_then(|c| c.label(row)).and_then(|l| words.diagnosis(l));
            let is_hidden = told.is_hidden(Scope::School, Some("open_door"), "diagnosis", row);
            let none = || if is_hidden { told.not_shown() } else { Cell::Missing("–".into()) };
            cells.push(place.map_or_else(none, |p| Cell::Text(p.into())));
        }
        t.rows.push(cells);
    }
    let mut blocks = vec![
        Block::Heading(told.say(Say::LaggingTitle)),
        Block::Paragraph(told.say(Say::LaggingIntroduction)),
        Block::Table(t),
    ];
    if block.column("funnel_low").is_some_and(|c| c.values().any(|v| matches!(v, Value::Number(_)))) {
        blocks.push(figure(told, "funnel", Say::FunnelTitle, Say::FunnelReads, None));
    }
    blocks
}

/// A verdict, and why.
fn verdict(told: &Told<'_>, block: &crate::findings::Block, frame: &str, row: usize) -> Cell {
    let words = told.words;
    let label = |measure: &str| block.column(measure).filter(|c| row < c.len()).and_then(|c| c.label(row));
    let reason = label(&format!("{frame}_reason")).and_then(|r| words.reason(r));
    // That nothing stands out needs no reason in every row.
    let told = reason.filter(|_| label(frame) != Some("not_shown"));
    match label(frame).and_then(|v| words.verdict(v)) {
        Some(verdict) => Cell::Text(told.map_or_else(|| verdict.to_owned(), |r| format!("{verdict}: {r}"))),
        None => Cell::Missing(reason.unwrap_or(words.why(crate::findings::Why::DoesNotApply)).into()),
    }
}
