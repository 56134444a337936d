//! Open classrooms: the rate with what is uncertain, the ladder, statuses, breadth, talk that leads to a door.

use super::parts::{self, by_school, share_of};
use super::told::{DoorsAsked, Told, head, table};
use super::{Block, Cell, Chapter, Figure, Head, Table};
use crate::findings::{Block as Columns, Scope, Value, Why};
use crate::words::{Beyond, Heading, Say, Tell};

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
            blocks.extend(readings(told));
            let reads = if doors.no_rate.is_none() { Say::OpenDoorsReads } else { Say::OpenDoorsReadsAtLeast };
            let table = doors_table(told);
            let more = table.as_ref().and_then(|t| more_teachers(told, t));
            blocks.push(figure(told, "open-doors", Say::OpenDoorsTitle, reads, table));
            blocks.extend(more);
            if doors.seen_hidden {
                blocks.push(Block::Note(told.say(Say::SeenHidden)));
            }
            blocks.push(figure(told, "ladder", Say::LadderTitle, Say::LadderReads, ladder_table(told)));
            if let Some(table) = statuses(told) {
                blocks.push(Block::Table(table));
            }
            if let Some((talk, with_door)) = super::first::talk(told).filter(|t| t.0 > 0) {
                blocks.push(Block::Heading(told.say(Say::TalkTitle)));
                let sentence = words.latent(talk, with_door);
                blocks.push(Block::Paragraph(format!("{} {}", sentence.lead, sentence.detail)));
                let table = talk_table(told);
                let without = told.without_school();
                let more = table.as_ref().and_then(|t| told.beyond_rows(t, 1, without, Beyond::Pairs));
                blocks.push(figure(told, "latent-pairs", Say::LatentTitle, Say::LatentReads, table));
                blocks.extend(more);
            }
            blocks.extend(finer(told));
            blocks.push(Block::Note(told.say(Say::StandingOpenness)));
        }
    }
    told.chapter("openness", Say::Openness, blocks)
}

/// Teachers without a school are in no row but the last.
fn more_teachers(told: &Told<'_>, table: &Table) -> Option<Block> {
    let eligible = |row: usize| match told.doors(row) {
        DoorsAsked::Yes(d) if !d.beyond_hidden => d.eligible,
        _ => 0,
    };
    let in_schools: u64 = told.schools().into_iter().map(eligible).sum();
    let without = eligible(told.findings.group_row()).saturating_sub(in_schools);
    told.beyond_rows(table, 1, without, Beyond::Nothing)
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
        Heading::Broad,
        Heading::CannotTell,
        Heading::Bounds,
        Heading::Stability,
    ];
    let mut t = table(words, Say::OpenDoorsTitle, &headings);
    let block = told.block(Scope::School, Some("open_door"))?;
    // Without a question about practice on the table there is one reading.
    let broad = block.column("open_door_rate_broad").is_some_and(|c| c.values().any(|v| matches!(v, Value::Number(_))));
    if !broad {
        t.heads.remove(3);
    }
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
                let mut cells = vec![beyond(eligible), open];
                if broad {
                    cells.push(share_of(told, block, ("open_door_rate_broad", "known"), row));
                }
                cells.extend([beyond(unknown), beyond(bounds), stability]);
                cells
            }
            other => {
                let why = match other {
                    DoorsAsked::NoTeachers => crate::findings::Why::DoesNotApply,
                    DoorsAsked::Hidden => crate::findings::Why::Suppressed,
                    _ => crate::findings::Why::NotAsked,
                };
                vec![Cell::Missing(words.why(why).into()); 5 + usize::from(broad)]
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
    let steps = told.ladder();
    t.heads.extend(steps.iter().map(|step| Head {
        text: words.step(step),
        number: true,
        reads: Some(step.iter().map(|&k| words.rung_means(k)).collect::<Vec<_>>().join("; ")),
    }));
    t.heads.push(head(words, Heading::CannotTell));
    for (row, name) in told.school_rows() {
        let mut cells = vec![Cell::Text(name)];
        match told.rungs(steps, row) {
            Some(counts) => cells.extend(counts.iter().map(|n| told.counted(*n))),
            None => cells.extend(vec![Cell::Missing(words.why(told.why_no_rungs(row)).into()); steps.len()]),
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

/// Strictly seen, and shown at least.
fn readings(told: &Told<'_>) -> Option<Block> {
    let block = told.block(Scope::School, Some("open_door"))?;
    let group = told.findings.group_row();
    let known = block.number("known", group)?;
    let count = |share: &str| Some((block.number(share, group)? * known).round() as u64);
    let (strict, broad) = (count("open_door_rate")?, count("open_door_rate_broad")?);
    Some(Block::Paragraph(told.words.two_readings(strict, broad, known.round() as u64)))
}

/// By school: statuses, how many came in, and visits from close by.
fn finer(told: &Told<'_>) -> Vec<Block> {
    let Some(block) = told.block(Scope::School, Some("open_door")) else { return Vec::new() };
    let mut blocks = Vec::new();
    if told.schools().len() > 1 {
        blocks.extend(by_status(told).map(Block::Table));
    }
    if let Some(t) = breadth(told) {
        blocks.push(Block::Heading(told.words.tell(Tell::BreadthTable).into()));
        blocks.push(Block::Paragraph(told.words.tell(Tell::BreadthReads).into()));
        blocks.push(Block::Table(t));
    }
    blocks.extend(close_by(told, block));
    blocks
}

/// People of a row of the school tables who have a class, by position on the roster.
fn teachers<'a>(told: &Told<'a>, row: usize) -> impl Iterator<Item = usize> + use<'a> {
    told.staff_of(row).filter(|(_, s)| s.eligible).map(|(position, _)| position)
}

fn by_status(told: &Told<'_>) -> Option<Table> {
    const STATUSES: [&str; 5] = ["two_way", "host", "visitor", "closed", "unknown"];
    let column = told.block(Scope::Openness, None)?.column("door_status")?;
    let mut t = by_school(told, Tell::StatusesBySchool, &[]);
    t.heads.extend(STATUSES.iter().map(|s| Head {
        text: told.words.door_status(s).unwrap_or(s).into(),
        number: true,
        reads: None,
    }));
    for (row, name) in told.school_rows() {
        let mut counts = [0u64; 5];
        for position in teachers(told, row).filter(|&p| p < column.len()) {
            if let Some(at) = STATUSES.iter().position(|s| column.label(position) == Some(s)) {
                counts[at] += 1;
            }
        }
        t.rows.push(std::iter::once(Cell::Text(name)).chain(counts.map(|n| told.counted(n))).collect());
    }
    t.totals = true;
    Some(t)
}

/// Known teachers by the number of colleagues who came in.
fn breadth(told: &Told<'_>) -> Option<Table> {
    let people = told.block(Scope::Openness, None)?;
    let (known, came) = (people.column("known")?, people.column("breadth")?);
    let heads = [Tell::NobodyCameIn, Tell::OneCameIn, Tell::TwoCameIn, Tell::MoreCameIn];
    let mut t = by_school(told, Tell::PerSchool, &heads);
    let mut any = false;
    for (row, name) in told.school_rows() {
        let mut counts = [0u64; 4];
        for p in teachers(told, row).filter(|&p| p < known.len()) {
            if let (Value::Number(1.0..), Value::Number(n)) = (known.of(p), came.of(p)) {
                counts[(n as usize).min(3)] += 1;
                any = true;
            }
        }
        t.rows.push(std::iter::once(Cell::Text(name)).chain(counts.map(|n| told.counted(n))).collect());
    }
    t.totals = told.schools().len() > 1;
    any.then_some(t)
}

/// Different visitors of the most visited teacher, and of all teachers of a row added up.
fn visitors(told: &Told<'_>, row: usize) -> Option<(u64, u64)> {
    let column = told.block(Scope::Openness, None)?.column("breadth")?;
    let came = teachers(told, row).filter(|&p| p < column.len()).filter_map(|p| column.of(p).number());
    Some(came.fold((0, 0), |(most, all), n| (most.max(n as u64), all + n as u64)))
}

/// Whether visits go to one host, are returned, reach other schools; and what consultants do, apart.
fn close_by(told: &Told<'_>, block: &Columns) -> Vec<Block> {
    let words = told.words;
    let people = told.block(Scope::Openness, None);
    let yes = |measure: &str, row: usize| -> Option<(u64, u64)> {
        let column = people?.column(measure)?;
        let values = teachers(told, row).filter(|&p| p < column.len()).filter_map(|p| column.of(p).number());
        Some(values.fold((0, 0), |(yes, all), x| (yes + u64::from(x > 0.5), all + 1)))
    };
    let group = told.findings.group_row();
    let (across, guided) = (yes("reach", group).filter(|r| r.1 > 0), yes("guided", group).filter(|g| g.1 > 0));
    let mut heads = vec![Tell::Visits, Tell::MostVisited];
    let returned = block.column("reciprocity_arcs_observed").is_some();
    if returned {
        heads.push(Tell::Returned);
    }
    if across.is_some() {
        heads.push(Tell::AcrossSchools);
    }
    if guided.is_some() {
        heads.push(Tell::GuidedVisits);
    }
    let mut t = by_school(told, Tell::PerSchool, &heads);
    for (row, name) in told.school_rows() {
        let counted = |measure: &str| match yes(measure, row) {
            Some((yes, all)) if all > 0 => told.part_of(yes, all),
            _ => parts::missing(told, Why::CannotTell),
        };
        let mut cells = vec![Cell::Text(name)];
        cells.extend(match visitors(told, row) {
            Some((most, all)) if all > 0 => [told.counted(all), told.part_of(most, all)],
            Some(_) => [told.counted(0), parts::missing(told, Why::NoTies)],
            None => [parts::dash(), parts::percent(told, block, ("host_dependency", "known"), row)],
        });
        if returned {
            cells.push(parts::percent(told, block, ("reciprocity_arcs_observed", "ties"), row));
        }
        if across.is_some() {
            cells.push(counted("reach"));
        }
        if guided.is_some() {
            cells.push(counted("guided"));
        }
        t.rows.push(cells);
    }
    t.totals = told.schools().len() > 1;
    let mut blocks = vec![
        Block::Heading(words.tell(Tell::FurtherTable).into()),
        Block::Paragraph(words.tell(Tell::FurtherReads).into()),
        Block::Table(t),
    ];
    if let Some((teachers, of)) = guided {
        blocks.push(Block::Paragraph(words.guided(teachers, of)));
    }
    blocks
}
