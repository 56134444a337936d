//! What the numbers stand on: who answered, what was asked, what became of every answer, what to know.

use super::told::{Told, table};
use super::{Block, Cell, Chapter, Head, Table};
use super::{audit, outlook};
use crate::findings::{Channel, End, Findings, Hidden, Notice, Place, QuestionInfo, Relation, Scope};
use crate::words::{Beyond, Heading, Say, Words};

/// What tells how many doors that are not known were seen open by others.
const SEEN_OPEN: [&str; 4] = ["open_doors_at_least", "open_door_rate_low", "open_door_rate_high", "door_unknown"];

/// Why the last row of who answered is more than those of schools: once, where that is the same in every wave.
fn without_school(findings: &Findings, words: &dyn Words) -> Vec<String> {
    let waves = (0..findings.waves.len() as u32).filter(|_| findings.schools.len() > 1);
    let without: Vec<u64> = waves.map(|wave| Told::of(findings, words, wave).without_school()).collect();
    let note = |people: u64| words.beyond_rows(people, Beyond::Nothing);
    match without[..] {
        [first, ref rest @ ..] if first > 0 && rest.iter().all(|&other| other == first) => vec![note(first)],
        _ => {
            let of_waves = findings.waves.iter().zip(without).filter(|of| of.1 > 0);
            of_waves.map(|(wave, people)| format!("{}: {}", wave.id, note(people))).collect()
        }
    }
}

/// The chapter.
pub(super) fn chapter(findings: &Findings, words: &dyn Words) -> Chapter {
    let say = |what: Say| words.say(what).to_owned();
    let mut blocks = vec![Block::Paragraph(say(Say::DataIntroduction))];
    if !findings.waves.is_empty() {
        blocks.push(Block::Table(response(findings, words)));
        blocks.extend(without_school(findings, words).into_iter().map(Block::Note));
    }
    blocks.extend(audit::forms(findings, words));
    if !findings.questions.is_empty() {
        blocks.push(Block::Table(questions(findings, words)));
    }
    blocks.extend(audit::questions(findings, words));
    blocks.extend(audit::scales(findings, words));
    blocks.extend(audit::everybody(findings, words));
    blocks.extend(audit::two_sides(findings, words));
    if !findings.hidden.is_empty() {
        blocks.push(Block::Heading(say(Say::HiddenTitle)));
        blocks.push(Block::Paragraph(say(Say::HiddenIntroduction)));
        blocks.push(Block::Table(hidden(findings, words)));
    }
    if !findings.ledger.files.is_empty() {
        blocks.push(Block::Heading(say(Say::LedgerTitle)));
        blocks.push(Block::Paragraph(say(Say::LedgerIntroduction)));
        blocks.push(Block::Table(ledger(findings, words)));
        let aside = aside(findings, words);
        if !aside.rows.is_empty() {
            blocks.push(Block::Table(aside));
        }
    }
    if !findings.notices.is_empty() {
        blocks.push(Block::Heading(say(Say::NoticesTitle)));
        blocks.push(Block::Notices(
            findings.notices.iter().map(|n| words.notice(&with_names(findings, words, n))).collect(),
        ));
    }
    blocks.extend(outlook::blocks(findings, words));
    Chapter { id: "data", title: say(Say::Data), blocks, is_reference: false }
}

/// Who answered, by school and wave.
fn response(findings: &Findings, words: &dyn Words) -> Table {
    let waves: Vec<Told<'_>> = (0..findings.waves.len() as u32).map(|w| Told::of(findings, words, w)).collect();
    let mut t = table(words, Say::ResponseTable, &[Heading::School]);
    t.heads.extend(waves.iter().map(|w| {
        let text = format!("{} {}", words.heading(Heading::Wave), w.info.id);
        Head { text, number: true, reads: None }
    }));
    let schools = findings.schools.iter().enumerate().map(|(row, s)| (row, s.label().to_owned()));
    let all = (findings.group_row(), words.all_schools().to_owned());
    for (row, name) in schools.chain([all]) {
        let cells = waves.iter().map(|w| match w.answers(row) {
            crate::words::Answers { asked: 0, hidden: false, .. } => Cell::Missing("–".into()),
            _ => w.answered_cell(row),
        });
        t.rows.push(std::iter::once(Cell::Text(name)).chain(cells).collect());
    }
    t.totals = !findings.schools.is_empty();
    t
}

/// What is hidden, and of whom.
fn hidden(findings: &Findings, words: &dyn Words) -> Table {
    let mut t = table(words, Say::HiddenTitle, &[Heading::School, Heading::Wave, Heading::Layer, Heading::Counts]);
    // Schools of which the same is hidden stand in one row.
    let mut rows: Vec<(&Hidden, Vec<String>)> = Vec::new();
    for hidden in &findings.hidden {
        let school = hidden.school.and_then(|s| findings.schools.get(s as usize)).map(|s| s.label().to_owned());
        let same = |h: &Hidden| {
            (h.wave, &h.layer, &h.figures, h.school.is_some())
                == (hidden.wave, &hidden.layer, &hidden.figures, hidden.school.is_some())
        };
        match rows.iter_mut().find(|r| same(r.0)) {
            Some(row) => row.1.extend(school),
            None => rows.push((hidden, school.into_iter().collect())),
        }
    }
    for (hidden, schools) in rows {
        let wave = hidden.wave.and_then(|w| findings.waves.get(w as usize));
        let scope = if hidden.school.is_some() { Scope::School } else { Scope::Layer };
        let figure = |f: &String| match f.as_str() {
            "people" if hidden.school.is_some() => say(words, Say::HiddenPeople),
            "doors" if hidden.school.is_some() => say(words, Say::HiddenDoors),
            other => {
                let found = words.measure(scope, other).or_else(|| words.measure(Scope::School, other));
                found
                    .or_else(|| words.measure(Scope::LayerPair, other))
                    .or_else(|| words.measure(Scope::Person, other))
                    .map_or_else(|| other.replace('_', " "), |m| m.label.into())
            }
        };
        // What others saw of doors that are not known is one thing, in whichever columns it stands.
        let mut figures: Vec<String> = Vec::new();
        for measure in &hidden.figures {
            let text = if SEEN_OPEN.contains(&&**measure) { say(words, Say::HiddenSeen) } else { figure(measure) };
            if !figures.contains(&text) {
                figures.push(text);
            }
        }
        let layer = hidden.layer.as_deref().map(|l| words.layer(l).unwrap_or(l).to_owned());
        let dash = || Cell::Missing("–".into());
        t.rows.push(vec![
            Cell::Text(if schools.is_empty() { words.all_schools().to_owned() } else { schools.join("; ") }),
            wave.map_or_else(dash, |w| Cell::Text(w.id.clone())),
            layer.map_or_else(dash, Cell::Text),
            Cell::Text(figures.join("; ")),
        ]);
    }
    t
}

fn say(words: &dyn Words, what: Say) -> String {
    words.say(what).to_owned()
}

/// A notice in which a school is called by its name.
fn with_names(findings: &Findings, words: &dyn Words, notice: &Notice) -> Notice {
    let mut notice = notice.clone();
    if let Notice::LowResponse { school, .. } | Notice::SchoolUnknown { school, .. } = &mut notice
        && let Some(known) = findings.schools.iter().find(|s| s.id == *school)
    {
        known.label().clone_into(school);
    }
    if let Notice::Contradicted { relation, .. }
    | Notice::OneSideAsked { relation, .. }
    | Notice::QuestionEmpty { relation, .. }
    | Notice::AskedWithinSchool { relation }
    | Notice::LimitedByForm { relation, .. } = &mut notice
        && let Some(known) = findings.relations.iter().find(|r| r.id == *relation)
    {
        words.relation(known).clone_into(relation);
    }
    notice
}

/// Everything that was asked about one relation.
struct Asked<'a> {
    relation: &'a str,
    questions: Vec<&'a QuestionInfo>,
}

/// What was asked, a line for each relation; a column that says the same of all of them is left out.
fn questions(findings: &Findings, words: &dyn Words) -> Table {
    let mut asked: Vec<Asked<'_>> = Vec::new();
    for q in &findings.questions {
        match asked.iter_mut().find(|a| a.relation == q.relation) {
            Some(a) => a.questions.push(q),
            None => asked.push(Asked { relation: &q.relation, questions: vec![q] }),
        }
    }
    let relation = |a: &Asked<'_>| findings.relations.iter().find(|r| r.id == a.relation);
    let name = |a: &Asked<'_>| relation(a).map_or_else(|| a.relation.replace('_', " "), |r| words.relation(r).into());
    let counts = |r: &Relation| match r.channel {
        Channel::Peer => words.rung(r.openness).to_owned(),
        other => words.channel(other).to_owned(),
    };
    let ends = |a: &Asked<'_>| {
        let has = |end: End| a.questions.iter().any(|q| q.end == end);
        match (has(End::From), has(End::To)) {
            (true, true) => words.say(Say::BothEndsAsked),
            (false, true) => words.end_asked(End::To),
            _ => words.end_asked(End::From),
        }
    };
    let named = |a: &Asked<'_>| words.within_school(a.questions.iter().all(|q| q.within_school)).to_owned();
    let cut = |a: &Asked<'_>| a.questions.iter().map(|q| q.at_least).fold(0.0f32, f32::max);
    let most = |a: &Asked<'_>| a.questions.iter().filter_map(|q| q.max_names).max();
    let waves = |a: &Asked<'_>| -> String {
        let asked = |w: usize| a.questions.iter().any(|q| q.wave as usize == w);
        let ids = findings.waves.iter().enumerate().filter(|(w, _)| asked(*w)).map(|(_, info)| info.id.clone());
        ids.collect::<Vec<_>>().join(", ")
    };
    let dash = || Cell::Missing("–".into());
    let mut t =
        table(words, Say::QuestionsTable, &[Heading::Relation, Heading::Family, Heading::Step, Heading::EndAsked]);
    t.rows.extend(asked.iter().map(|a| {
        vec![
            Cell::Text(name(a)),
            relation(a).map_or_else(dash, |r| Cell::Text(words.family(r.family).into())),
            relation(a).map_or_else(dash, |r| Cell::Text(counts(r))),
            Cell::Text(ends(a).into()),
        ]
    }));
    let mut add = |heading: Heading, cells: Vec<Cell>| {
        if cells.iter().any(|c| *c != cells[0])
            || (heading == Heading::Where && asked.iter().any(|a| named(a) != words.within_school(false)))
        {
            t.heads.push(super::told::head(words, heading));
            t.rows.iter_mut().zip(cells).for_each(|(row, cell)| row.push(cell));
        }
    };
    if !asked.is_empty() {
        add(Heading::Where, asked.iter().map(|a| Cell::Text(named(a))).collect());
        let from = |x: f32| if x > 0.0 { Cell::Number(words.decimal(f64::from(x), 0), f64::from(x)) } else { dash() };
        add(Heading::CountsFrom, asked.iter().map(|a| from(cut(a))).collect());
        let names = |n: Option<u32>| n.map_or_else(dash, |n| Cell::Number(words.count(u64::from(n)), f64::from(n)));
        add(Heading::MostNames, asked.iter().map(|a| names(most(a))).collect());
        add(Heading::Wave, asked.iter().map(|a| Cell::Text(waves(a))).collect());
    }
    t
}

fn ledger(findings: &Findings, words: &dyn Words) -> Table {
    let headings = [Heading::File, Heading::Read, Heading::Kept, Heading::Merged, Heading::No, Heading::Aside];
    let mut t = table(words, Say::LedgerTable, &headings);
    for f in &findings.ledger.files {
        let aside: u64 = f.aside.values().map(|a| a.answers).sum();
        let counts = [f.answers, f.kept, f.merged, f.no, aside];
        let cells = counts.map(|n| Cell::Number(words.count(n), n as f64));
        t.rows.push(std::iter::once(Cell::Text(f.file.clone())).chain(cells).collect());
    }
    t
}

fn aside(findings: &Findings, words: &dyn Words) -> Table {
    let headings = [Heading::File, Heading::Reason, Heading::Answers, Heading::FirstPlaces];
    let mut t = table(words, Say::AsideTable, &headings);
    for f in &findings.ledger.files {
        for (reason, aside) in &f.aside {
            let line = |p: &Place| p.line.map(|l| l.to_string());
            let lines: Vec<String> = aside.first.iter().filter_map(line).collect();
            t.rows.push(vec![
                Cell::Text(f.file.clone()),
                Cell::Text(words.aside(*reason).into()),
                Cell::Number(words.count(aside.answers), aside.answers as f64),
                if lines.is_empty() { Cell::Missing("–".into()) } else { Cell::Text(lines.join(", ")) },
            ]);
        }
    }
    t
}
