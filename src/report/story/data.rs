//! What the numbers stand on: who answered, what was asked, what became of every answer, what to know.

use super::told::{Told, table};
use super::{Block, Cell, Chapter, Head, Table};
use crate::findings::{Findings, Place};
use crate::words::{Heading, Say, Words};

/// The chapter.
pub(super) fn chapter(findings: &Findings, words: &dyn Words) -> Chapter {
    let say = |what: Say| words.say(what).to_owned();
    let mut blocks = vec![Block::Paragraph(say(Say::DataIntroduction))];
    if !findings.waves.is_empty() {
        blocks.push(Block::Table(response(findings, words)));
    }
    if !findings.questions.is_empty() {
        blocks.push(Block::Table(questions(findings, words)));
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
        blocks.push(Block::Notices(findings.notices.iter().map(|n| words.notice(n)).collect()));
    }
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
        let cells = waves.iter().map(|w| match w.answers(row).asked {
            0 => Cell::Missing("–".into()),
            _ => w.answered_cell(row),
        });
        t.rows.push(std::iter::once(Cell::Text(name)).chain(cells).collect());
    }
    t.totals = !findings.schools.is_empty();
    t
}

fn questions(findings: &Findings, words: &dyn Words) -> Table {
    let several = findings.waves.len() > 1;
    let mut headings = vec![Heading::Relation, Heading::Family, Heading::Step, Heading::EndAsked, Heading::Where];
    headings.extend([Heading::CountsFrom, Heading::MostNames, Heading::Answered]);
    if several {
        headings.insert(0, Heading::Wave);
    }
    let mut t = table(words, Say::QuestionsTable, &headings);
    for q in &findings.questions {
        let wave = &findings.waves[q.wave as usize];
        let told = Told::of(findings, words, q.wave);
        let relation = findings.relations.iter().find(|r| r.id == q.relation);
        let counts = |r: &crate::findings::Relation| match r.channel {
            crate::findings::Channel::Peer => words.rung(r.openness).to_owned(),
            other => words.channel(other).to_owned(),
        };
        let mut cells = vec![
            Cell::Text(told.layer_name(&q.relation)),
            Cell::Text(relation.map_or("–", |r| words.family(r.family)).into()),
            Cell::Text(relation.map_or_else(|| "–".into(), counts)),
            Cell::Text(words.end_asked(q.end).into()),
            Cell::Text(words.within_school(q.within_school).into()),
            if q.at_least > 0.0 {
                Cell::Number(words.decimal(f64::from(q.at_least), 0), f64::from(q.at_least))
            } else {
                Cell::Missing("–".into())
            },
            q.max_names.map_or_else(|| Cell::Missing("–".into()), |n| told.counted(u64::from(n))),
            if wave.response_known {
                told.part_of(q.answered, q.asked)
            } else {
                Cell::Missing(words.response(crate::findings::Response::NotKnown).into())
            },
        ];
        if several {
            cells.insert(0, Cell::Text(wave.id.clone()));
        }
        t.rows.push(cells);
    }
    t
}

fn ledger(findings: &Findings, words: &dyn Words) -> Table {
    let headings = [Heading::File, Heading::Read, Heading::Kept, Heading::Merged, Heading::No, Heading::Aside];
    let mut t = table(words, Say::LedgerTitle, &headings);
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
            let line = |p: &Place| p.line.map(|l| words.count(l));
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
