//! Where openness lags: frame by frame, what stands behind each verdict, and whether it lies elsewhere than in a school.

use super::parts::{self, MOST_SCHOOLS, by_school, missing, value};
use super::told::{DoorsAsked, Told, head};
use super::{Block, Cell, Chapter, Figure, Head, Table};
use crate::findings::{Block as Columns, Reason, Scope, StratumFinding, StratumKind, Value, Verdict, Why};
use crate::words::{Heading, Say, Tell, Verdicts};
use std::collections::BTreeSet;

/// The frames, by the names of their columns.
const FRAMES: [&str; 4] = ["lagging_standard", "lagging_group", "lagging_potential", "lagging_change"];
/// The corners of the two axes.
const CORNERS: [&str; 4] = ["connected_and_open", "talk_without_looking", "looking_without_talk", "little_of_either"];

/// The chapter; nothing where no door was asked about.
pub(super) fn chapter(told: &Told<'_>) -> Chapter {
    let mut blocks = Vec::new();
    let asked = !matches!(told.doors(told.findings.group_row()), DoorsAsked::No);
    if let Some(block) = told.block(Scope::School, Some("open_door")).filter(|_| asked) {
        let frames: Vec<Verdicts<'_>> = FRAMES.iter().filter_map(|f| verdicts(told, f)).collect();
        let apply: Vec<&str> = frames.iter().filter(|f| f.not_for.is_none()).map(|f| f.frame).collect();
        if !apply.is_empty() {
            blocks.push(Block::Paragraph(told.say(Say::LaggingIntroduction)));
            blocks.push(Block::List(frames.iter().map(|f| told.words.frame_told(f)).collect()));
            blocks.push(Block::Basis(told.basis("open_door")));
            blocks.push(Block::Table(by_frame(told, block, &apply)));
            if block.column("funnel_low").is_some_and(|c| c.values().any(|v| matches!(v, Value::Number(_)))) {
                blocks.push(Block::Figure(Figure {
                    name: "funnel".into(),
                    title: told.say(Say::FunnelTitle),
                    reads: told.say(Say::FunnelReads),
                    table: None,
                }));
            }
            blocks.extend(behind(told, block, &apply));
        }
        blocks.extend(diagnosis(told, block));
        blocks.extend(strata(told));
        if !blocks.is_empty() {
            blocks.extend(rules(told));
            blocks.push(Block::Note(format!(
                "{} {}",
                told.say(Say::StandingOpenness),
                told.words.tell(Tell::SmallTeams)
            )));
        }
    }
    Chapter { id: "lagging", title: told.words.tell(Tell::Lagging).into(), blocks, is_reference: false }
}

/// The label of a column in a row.
fn label<'a>(block: &'a Columns, measure: &str, row: usize) -> Option<&'a str> {
    block.column(measure).filter(|c| row < c.len()).and_then(|c| c.label(row))
}

/// The verdicts of a frame, counted; none when it was not computed.
pub(super) fn verdicts<'a>(told: &Told<'a>, frame: &'a str) -> Option<Verdicts<'a>> {
    let block = told.block(Scope::School, Some("open_door"))?;
    block.column(frame)?;
    let reason_column = format!("{frame}_reason");
    let mut v = Verdicts { frame, ..Verdicts::default() };
    let mut why_not = None;
    for row in told.schools() {
        let reason = label(block, &reason_column, row);
        match label(block, frame, row) {
            Some("lagging") => v.lagging.push(told.findings.schools[row].label().to_owned()),
            Some("not_shown") => v.not_shown += 1,
            Some("cannot_tell") => {
                v.cannot_tell += 1;
                // In an edition that hides the school there is no reason either.
                let reason = reason.unwrap_or("suppressed");
                match v.reasons.iter_mut().find(|r| r.0 == reason) {
                    Some(known) => known.1 += 1,
                    None => v.reasons.push((reason.to_owned(), 1)),
                }
            }
            _ => why_not = why_not.or(reason),
        }
    }
    if v.schools() == 0 {
        v.not_for = why_not;
    }
    (v.schools() > 0 || v.not_for.is_some()).then_some(v)
}

/// Forms that would allow a verdict, by school; only those that lack some.
pub(super) fn forms_needed(told: &Told<'_>) -> Vec<(String, u64)> {
    let Some(block) = told.block(Scope::School, Some("open_door")) else { return Vec::new() };
    let needed = |row: usize| {
        let forms = block.number("forms_to_verdict", row).map_or(0, |n| n.round() as u64);
        (label(block, "lagging_group_reason", row) == Some("low_response") && forms > 0)
            .then(|| (told.findings.schools[row].label().to_owned(), forms))
    };
    told.schools().into_iter().filter_map(needed).collect()
}

/// Each school's verdict in each frame, and its corner.
fn by_frame(told: &Told<'_>, block: &Columns, frames: &[&str]) -> Table {
    let words = told.words;
    let mut t = parts::table(told, Tell::Verdict, [head(words, Heading::School)]);
    t.caption = told.say(Say::VerdictsTable);
    let mut named = frames.to_vec();
    if block.column("diagnosis").is_some_and(|c| c.values().any(|v| matches!(v, Value::Number(_)))) {
        named.push("diagnosis");
    }
    t.heads.extend(named.iter().map(|f| {
        let measure = words.measure(Scope::School, f);
        let text = measure.as_ref().map_or_else(|| (*f).to_owned(), |m| m.label.to_string());
        Head { text, number: false, reads: measure.map(|m| m.reads.into_owned()) }
    }));
    // Of thousands of schools each frame is looked through once, not for every row.
    let at_once: Vec<bool> = named.iter().map(|f| is_told_at_once(told, f)).collect();
    for row in told.schools() {
        let cells = named.iter().zip(&at_once).map(|(f, &at_once)| match *f {
            "diagnosis" => {
                let is_hidden = told.is_hidden(Scope::School, Some("open_door"), f, row);
                let none = || if is_hidden { told.not_shown() } else { parts::dash() };
                label(block, f, row).and_then(|l| words.diagnosis(l)).map_or_else(none, |p| Cell::Text(p.into()))
            }
            f => verdict(told, block, (f, at_once), row),
        });
        t.rows.push(std::iter::once(Cell::Text(told.findings.schools[row].label().into())).chain(cells).collect());
    }
    t
}

/// Whether it can be told of no school, of all for the same reason: the list of frames has said so then.
fn is_told_at_once(told: &Told<'_>, frame: &str) -> bool {
    verdicts(told, frame).is_some_and(|v| v.cannot_tell == v.schools() && v.reasons.len() == 1)
}

/// A verdict, and why, unless that is told of all at once.
fn verdict(told: &Told<'_>, block: &Columns, (frame, at_once): (&str, bool), row: usize) -> Cell {
    let words = told.words;
    let written = label(block, &format!("{frame}_reason"), row);
    let reason = written.and_then(|r| words.reason(r));
    // That nothing stands out needs no reason in every row, nor that a change could be either way.
    let either = written == Some("interval_across");
    let found = label(block, frame, row);
    let why = reason.filter(|_| found != Some("not_shown") && !either && !at_once);
    match found.and_then(|v| words.verdict(v)) {
        Some(verdict) => Cell::Text(why.map_or_else(|| verdict.to_owned(), |r| format!("{verdict}: {r}"))),
        None => Cell::Missing(reason.unwrap_or(words.why(Why::DoesNotApply)).into()),
    }
}

/// The numbers behind the verdicts, a table for each frame.
fn behind(told: &Told<'_>, block: &Columns, frames: &[&str]) -> Vec<Block> {
    let words = told.words;
    let mut tables = Vec::new();
    // Where it can be told of no school, the counts stand with the open doors already.
    let any = |frame: &str| verdicts(told, frame).is_some_and(|v| v.cannot_tell < v.schools());
    for &frame in frames.iter().filter(|f| any(f)) {
        let other = match frame {
            "lagging_standard" => Tell::TheNorm,
            "lagging_change" => Tell::OthersChange,
            _ => Tell::TheOthers,
        };
        let mut heads = vec![if frame == "lagging_change" { Tell::EarlierAndNow } else { Tell::ThisSchool }, other];
        if frame != "lagging_standard" {
            heads.push(Tell::Difference);
        }
        heads.push(Tell::Interval);
        if frame != "lagging_standard" {
            heads.push(Tell::ChanceOf);
        }
        let mut t = by_school(told, Tell::Verdict, &heads);
        t.caption = words.frame_name(frame).into();
        t.heads.insert(1, parts::text(told, Tell::Verdict));
        t.heads.push(head(words, Heading::Answered));
        for row in rows(told, block, frame) {
            t.rows.push(evidence(told, block, frame, row));
        }
        if !t.rows.is_empty() {
            tables.push(Block::Table(t));
        }
    }
    if tables.is_empty() {
        return tables;
    }
    let mut blocks = vec![
        Block::Heading(words.tell(Tell::BehindTitle).into()),
        Block::Paragraph(words.tell(Tell::BehindIntroduction).into()),
    ];
    blocks.append(&mut tables);
    blocks
}

/// The schools of a table of details: all, or of very many those that lag or are that far below without it.
fn rows(told: &Told<'_>, block: &Columns, frame: &str) -> Vec<usize> {
    let schools = told.schools();
    let few = schools.len() <= MOST_SCHOOLS;
    let reason = format!("{frame}_reason");
    let chosen = |row: &usize| {
        let verdict = label(block, frame, *row);
        verdict.is_some()
            && (few
                || verdict == Some("lagging")
                || matches!(label(block, &reason, *row), Some("chance_does_as_much" | "interval_across")))
    };
    schools.into_iter().filter(chosen).collect()
}

/// A row of such a table.
fn evidence(told: &Told<'_>, block: &Columns, frame: &str, row: usize) -> Vec<Cell> {
    let column = |end: &str| format!("{frame}_{end}");
    let told_verdict = match label(block, frame, row) {
        Some("not_shown") => told.words.tell(Tell::NotShown),
        other => other.and_then(|v| told.words.verdict(v)).unwrap_or_default(),
    };
    let mut cells = vec![Cell::Text(told.findings.schools[row].label().into()), Cell::Text(told_verdict.into())];
    let number = |measure: &str, cell: &dyn Fn(f64) -> Cell| match value(block, measure, row) {
        Ok(x) => cell(x),
        Err(why) => why.map_or_else(parts::dash, |w| missing(told, w)),
    };
    let percent = |x: f64| Cell::Number(told.words.percent(x), x);
    cells.push(match frame {
        "lagging_potential" => parts::share_of(told, block, ("conversion", "talk_pairs"), row),
        "lagging_change" => change(told, block, row),
        _ => doors(told, row),
    });
    cells.push(match frame {
        "lagging_standard" => told.findings.settings.standard.map_or_else(parts::dash, percent),
        "lagging_change" => number(&column("reference"), &|x| parts::points(told, x)),
        _ => number(&column("reference"), &percent),
    });
    if frame != "lagging_standard" {
        cells.push(number(&column("difference"), &|x| parts::points(told, x)));
    }
    cells.push(match frame {
        "lagging_potential" => parts::interval(told, block, ("conversion_low", "conversion_high"), row),
        "lagging_change" => match (value(block, &column("low"), row), value(block, &column("high"), row)) {
            (Ok(low), Ok(high)) => parts::points_range(told, (low, high)),
            _ => parts::dash(),
        },
        _ => parts::interval(told, block, ("open_door_rate_ci_low", "open_door_rate_ci_high"), row),
    });
    if frame != "lagging_standard" {
        cells.push(number(&column("p_adjusted"), &|p| parts::chance(told, p)));
    }
    cells.push(parts::share_of(told, block, ("response", "eligible"), row));
    cells
}

/// Open of the known doors.
fn doors(told: &Told<'_>, row: usize) -> Cell {
    match told.doors(row) {
        DoorsAsked::Yes(d) if d.no_rate.is_none() => told.part_of(d.open, d.known),
        DoorsAsked::Yes(d) => Cell::Number(
            format!("{} {}", told.say(Say::AtLeast), told.words.of(d.at_least, d.eligible)),
            d.at_least as f64 / d.eligible as f64,
        ),
        DoorsAsked::Hidden => missing(told, Why::Suppressed),
        _ => missing(told, Why::DoesNotApply),
    }
}

/// Open doors of stayers in both waves.
fn change(told: &Told<'_>, block: &Columns, row: usize) -> Cell {
    let n = |measure: &str| block.number(measure, row).map(|x| x.round() as u64);
    let all = n("lagging_change_stayers").zip(n("lagging_change_before").zip(n("lagging_change_now")));
    all.filter(|a| a.0 > 0).map_or_else(parts::dash, |(stayers, (before, now))| {
        let text = format!("{} → {}", told.words.count(before), told.words.of(now, stayers));
        Cell::Number(text, now as f64 / stayers as f64)
    })
}

/// The two axes: each corner with its schools, and the numbers.
fn diagnosis(told: &Told<'_>, block: &Columns) -> Vec<Block> {
    let words = told.words;
    let schools = told.schools();
    let placed = |corner: &str| -> Vec<String> {
        let here = |row: &&usize| label(block, "diagnosis", **row) == Some(corner);
        schools.iter().filter(here).map(|&row| told.findings.schools[row].label().to_owned()).collect()
    };
    let corners: Vec<(String, String)> = CORNERS
        .iter()
        .filter_map(|corner| {
            let names = placed(corner);
            let means = words.corner_means(corner)?;
            let who = if names.len() > MOST_SCHOOLS { words.count(names.len() as u64) } else { words.list(&names) };
            (!names.is_empty())
                .then(|| (words.diagnosis(corner).unwrap_or(corner).to_owned(), format!("{who}. {means}")))
        })
        .collect();
    if corners.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        Block::Heading(words.tell(Tell::DiagnosisTitle).into()),
        Block::Paragraph(words.tell(Tell::DiagnosisIntroduction).into()),
        Block::Terms(corners),
    ];
    let cuts = told.findings.overview(told.wave).and_then(|o| o.cuts.talk.zip(o.cuts.conversion));
    blocks.extend(cuts.map(|(talk, conversion)| Block::Paragraph(words.cuts(talk, conversion))));
    blocks.push(Block::Basis(told.basis("talk")));
    if schools.len() <= MOST_SCHOOLS {
        let mut t = by_school(told, Tell::PerSchool, &[Tell::TalkPartners, Tell::TalkWithDoor, Tell::OnlyOrganised]);
        t.heads.push(parts::text(told, Tell::Place));
        for row in schools {
            t.rows.push(vec![
                Cell::Text(told.findings.schools[row].label().into()),
                parts::decimal_of(told, block, "talk_contacts", 1, row),
                parts::share_of(told, block, ("conversion", "talk_pairs"), row),
                super::warnings::only_organised(told, row),
                label(block, "diagnosis", row)
                    .and_then(|l| words.diagnosis(l))
                    .map_or_else(|| missing(told, Why::CannotTell), |p| Cell::Text(p.into())),
            ]);
        }
        blocks.push(Block::Table(t));
    }
    blocks
}

/// Whether it lies in a phase, working time, experience or kind of visit.
fn strata(told: &Told<'_>) -> Vec<Block> {
    let words = told.words;
    let Some(overview) = told.findings.overview(told.wave) else { return Vec::new() };
    let of_group: Vec<&StratumFinding> = overview.strata.iter().filter(|s| s.stratum.school.is_none()).collect();
    let name = |kind: StratumKind| -> Option<String> {
        Some(match kind {
            StratumKind::Phase(p) => told.findings.phases.get(p as usize)?.clone(),
            StratumKind::FullTime => words.tell(Tell::FullTime).into(),
            StratumKind::PartTime => words.tell(Tell::PartTime).into(),
            StratumKind::New => words.tell(Tell::New).into(),
            StratumKind::Experienced => words.tell(Tell::Experienced).into(),
            StratumKind::Relation(r) => words.only_relation(words.relation(told.findings.relations.get(r as usize)?)),
        })
    };
    if of_group.len() < 2 {
        return Vec::new();
    }
    let heads = [
        parts::text(told, Tell::Stratum),
        head(words, Heading::Teachers),
        head(words, Heading::OpenDoors),
        head(words, Heading::Bounds),
        parts::number(told, Tell::Interval),
        parts::text(told, Tell::Verdict),
    ];
    let mut t = parts::table(told, Tell::Stratum, heads);
    let verdicts: BTreeSet<(usize, usize)> =
        of_group.iter().filter_map(|s| s.frame.and_then(|f| Some((f.verdict? as usize, f.reason as usize)))).collect();
    // One reason why none of them can be told stands once, under the table.
    let once = verdicts.first().filter(|v| verdicts.len() == 1 && v.0 == Verdict::CannotTell as usize);
    let once = once.and_then(|&(_, reason)| words.reason(Reason::LABELS[reason]));
    for s in of_group {
        let Some(name) = name(s.stratum.kind) else { continue };
        let doors = &s.stratum.doors;
        let (known, open) = (u64::from(doors.known), u64::from(doors.open));
        let (least, unknown, all) =
            (u64::from(doors.open_at_least), u64::from(doors.unknown), u64::from(doors.eligible));
        let rate = match s.rate {
            Value::Number(_) => told.part_of(open, known),
            Value::Undefined(_) => Cell::Number(
                format!("{} {}", told.say(Say::AtLeast), words.of(least, all)),
                least as f64 / all.max(1) as f64,
            ),
        };
        let bounds = if unknown == 0 { words.of(least, all) } else { words.of_range(least, least + unknown, all) };
        let interval = match s.interval {
            (Value::Number(low), Value::Number(high)) => Cell::Number(words.percent_range(low, high), low),
            (Value::Undefined(why), _) | (_, Value::Undefined(why)) => missing(told, why),
        };
        let verdict = s.frame.and_then(|f| Some((f.verdict? as usize, f.reason as usize)));
        let told_verdict = verdict.map_or_else(parts::dash, |(verdict, reason)| {
            let verdict = Verdict::LABELS[verdict];
            let reason = words.reason(Reason::LABELS[reason]).filter(|_| verdict != "not_shown" && once.is_none());
            let verdict = words.verdict(verdict).unwrap_or(verdict);
            Cell::Text(reason.map_or_else(|| verdict.to_owned(), |r| format!("{verdict}: {r}")))
        });
        t.rows.push(vec![
            Cell::Text(name),
            told.counted(all),
            rate,
            Cell::Number(bounds, least as f64),
            interval,
            told_verdict,
        ]);
    }
    let mut blocks = vec![
        Block::Heading(words.tell(Tell::StrataTitle).into()),
        Block::Paragraph(words.tell(Tell::StrataIntroduction).into()),
        Block::Table(t),
    ];
    blocks.extend(once.map(|why| Block::Note(words.none_told(why))));
    blocks.extend(phases(told).map(Block::Table));
    blocks
}

/// Open doors by phase and school.
fn phases(told: &Told<'_>) -> Option<Table> {
    let overview = told.findings.overview(told.wave)?;
    let schools = told.schools();
    if schools.len() > MOST_SCHOOLS || schools.len() < 2 {
        return None;
    }
    let of = |school: usize, phase: u32| {
        let wanted = |s: &&StratumFinding| {
            s.stratum.school == Some(school as u32) && s.stratum.kind == StratumKind::Phase(phase)
        };
        overview.strata.iter().find(wanted)
    };
    let phases: Vec<u32> =
        (0..told.findings.phases.len() as u32).filter(|&p| schools.iter().any(|&s| of(s, p).is_some())).collect();
    if phases.len() < 2 || phases.len() > 12 {
        return None;
    }
    let mut t = by_school(told, Tell::Phases, &[]);
    t.heads.extend(phases.iter().map(|&p| Head {
        text: told.findings.phases[p as usize].clone(),
        number: true,
        reads: None,
    }));
    for school in schools {
        let cell = |&phase: &u32| match of(school, phase) {
            None => parts::dash(),
            Some(s) if matches!(s.rate, Value::Number(_)) => {
                let (open, known) = (u64::from(s.stratum.doors.open), u64::from(s.stratum.doors.known));
                Cell::Number(told.words.of(open, known), open as f64 / known.max(1) as f64)
            }
            Some(s) => {
                let least = u64::from(s.stratum.doors.open_at_least);
                Cell::Number(
                    format!("{} {}", told.say(Say::AtLeast), told.words.of(least, u64::from(s.stratum.doors.eligible))),
                    least as f64,
                )
            }
        };
        let name = Cell::Text(told.findings.schools[school].label().into());
        t.rows.push(std::iter::once(name).chain(phases.iter().map(cell)).collect());
    }
    Some(t)
}

/// The thresholds that were used.
fn rules(told: &Told<'_>) -> Vec<Block> {
    let words = told.words;
    let Some(overview) = told.findings.overview(told.wave) else { return Vec::new() };
    let used: Vec<(String, String)> = overview
        .thresholds
        .iter()
        .filter_map(|t| words.threshold(&t.id, t.value).map(|(name, means)| (name.to_owned(), means)))
        .collect();
    if used.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Heading(words.tell(Tell::RulesTitle).into()),
        Block::Paragraph(words.tell(Tell::RulesIntroduction).into()),
        Block::Terms(used),
    ]
}
