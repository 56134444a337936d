//! The chapters on what the numbers stand on: response, ledger, notices, how to read, method.

use super::facts::response;
use super::{Cell, Chapter, Heading, Part, Table};
use crate::findings::{Findings, Scope};
use crate::words::Words;
use crate::words::numbers::{count, percent};
use crate::words::sentences::Say;

/// Response per school and wave, what was asked, what became of every answer, notices.
pub(super) fn data_quality(findings: &Findings, words: &dyn Words) -> Chapter {
    let say = |what: Say| words.say(what).to_owned();
    let mut parts = vec![Part::Paragraph(say(Say::DataQualityIntroduction))];
    if let Some(wave) = findings.last_wave() {
        parts.push(Part::Paragraph(words.response(&response(findings, wave, None))));
    }
    if findings.waves.iter().any(|w| w.response_known) {
        parts.push(Part::Table(response_table(findings, words)));
    }
    parts.push(Part::Table(questions(findings, words)));
    parts.push(Part::Table(ledger(findings, words)));
    let aside = aside(findings, words);
    if !aside.rows.is_empty() {
        parts.push(Part::Table(aside));
    }
    let notices = findings.notices.iter().map(|n| {
        let m = words.notice(n);
        [Some(m.what), m.seen, m.so, m.help].into_iter().flatten().collect::<Vec<_>>().join(" – ")
    });
    let notices: Vec<String> = notices.collect();
    if !notices.is_empty() {
        parts.push(Part::List(notices));
    }
    Chapter { id: "data", title: say(Say::DataQuality), parts }
}

fn response_table(findings: &Findings, words: &dyn Words) -> Table {
    let say = |what: Say| words.say(what).to_owned();
    let mut headings = vec![Heading::text(say(Say::School))];
    headings.extend(findings.waves.iter().map(|w| Heading::number(format!("{} {}", say(Say::Wave), w.id))));
    let schools = findings.schools.iter().enumerate().map(|(s, info)| (Some(s as u32), info.label().to_owned()));
    let rows = schools
        .chain([(None, say(Say::Group))])
        .map(|(school, name)| {
            let cells = (0..findings.waves.len() as u32).map(|wave| {
                let r = response(findings, wave, school);
                match (r.known, r.asked > 0.0) {
                    (true, true) => {
                        let share = r.answered / r.asked;
                        Cell::number(format!("{} ({})", words.of(r.answered, r.asked), percent(share, words)), share)
                    }
                    (false, true) => Cell::text(say(Say::NotKnown)),
                    _ => Cell::text("–"),
                }
            });
            std::iter::once(Cell::text(name)).chain(cells).collect()
        })
        .collect();
    Table { caption: say(Say::Response), headings, rows }
}

fn questions(findings: &Findings, words: &dyn Words) -> Table {
    let say = |what: Say| words.say(what).to_owned();
    let headings = vec![
        Heading::text(say(Say::Question)),
        Heading::text(say(Say::Wave)),
        Heading::text(say(Say::WhoWasAsked)),
        Heading::number(say(Say::Answered)),
        Heading::number(say(Say::Asked)),
    ];
    let rows = findings
        .questions
        .iter()
        .map(|q| {
            let wave = &findings.waves[q.wave as usize];
            let end = match q.end {
                crate::findings::End::From => Say::TheOneWhoNames,
                crate::findings::End::To => Say::TheOneWhoIsNamed,
            };
            let answered = if wave.response_known {
                Cell::number(count(q.answered as f64, words), q.answered as f64)
            } else {
                Cell::text(say(Say::NotKnown))
            };
            vec![
                Cell::text(q.relation.clone()),
                Cell::text(wave.id.clone()),
                Cell::text(say(end)),
                answered,
                Cell::number(count(q.asked as f64, words), q.asked as f64),
            ]
        })
        .collect();
    Table { caption: say(Say::Question), headings, rows }
}

fn ledger(findings: &Findings, words: &dyn Words) -> Table {
    let say = |what: Say| words.say(what).to_owned();
    let mut headings = vec![Heading::text(say(Say::File))];
    headings.extend(
        [Say::AnswersRead, Say::TiesKept, Say::Merged, Say::SaidNo, Say::SetAside].map(|s| Heading::number(say(s))),
    );
    let rows = findings
        .ledger
        .files
        .iter()
        .map(|f| {
            let aside: u64 = f.aside.values().map(|a| a.answers).sum();
            let cells = [f.answers, f.kept, f.merged, f.no, aside];
            let cells = cells.map(|n| Cell::number(count(n as f64, words), n as f64));
            std::iter::once(Cell::text(f.file.clone())).chain(cells).collect()
        })
        .collect();
    Table { caption: say(Say::AnswersRead), headings, rows }
}

fn aside(findings: &Findings, words: &dyn Words) -> Table {
    let say = |what: Say| words.say(what).to_owned();
    let headings = vec![
        Heading::text(say(Say::File)),
        Heading::text(say(Say::Reason)),
        Heading::number(say(Say::Number)),
        Heading::text(say(Say::FirstPlaces)),
    ];
    let files = findings.ledger.files.iter();
    let rows = files
        .flat_map(|f| {
            f.aside.iter().map(|(reason, aside)| {
                let lines: Vec<String> = aside.first.iter().filter_map(|p| p.line.map(|l| l.to_string())).collect();
                vec![
                    Cell::text(f.file.clone()),
                    Cell::text(words.aside(*reason)),
                    Cell::number(count(aside.answers as f64, words), aside.answers as f64),
                    Cell::text(lines.join(", ")),
                ]
            })
        })
        .collect();
    Table { caption: say(Say::SetAside), headings, rows }
}

/// Every number of the tables with its meaning.
pub(super) fn how_to_read(findings: &Findings, words: &dyn Words) -> Chapter {
    let say = |what: Say| words.say(what).to_owned();
    let mut seen: Vec<&str> = Vec::new();
    for block in findings.blocks.iter().filter(|b| b.scope != Scope::SchoolPair) {
        for column in &block.columns {
            if !seen.contains(&column.measure.as_ref()) {
                seen.push(&column.measure);
            }
        }
    }
    let rows: Vec<Vec<Cell>> = seen
        .into_iter()
        .filter_map(|m| {
            words.measure(m).map(|(name, meaning)| vec![Cell::text(name), Cell::text(m), Cell::text(meaning)])
        })
        .collect();
    let headings =
        vec![Heading::text(say(Say::Measure)), Heading::text(say(Say::File)), Heading::text(say(Say::Meaning))];
    let table = Table { caption: say(Say::HowToRead), headings, rows };
    let parts = vec![Part::Paragraph(say(Say::HowToReadIntroduction)), Part::Table(table)];
    Chapter { id: "reading", title: say(Say::HowToRead), parts }
}

/// Version, seed, layers, inputs.
pub(super) fn method(findings: &Findings, words: &dyn Words) -> Chapter {
    let mut list = vec![words.made_with(&findings.program, findings.settings.seed)];
    if !findings.layers.is_empty() {
        list.push(words.layers_computed(&findings.layers));
    }
    list.extend(findings.inputs.iter().map(|i| words.input(&i.file, i.rows, &i.read_as, &i.sha256)));
    Chapter { id: "method", title: words.say(Say::Method).into(), parts: vec![Part::List(list)] }
}
