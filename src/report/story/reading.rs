//! How to read the numbers, and how they were made.

use super::told::{DoorsAsked, Told, table};
use super::{Block, Cell, Chapter, Table};
use crate::findings::{Findings, Scope};
use crate::words::{Heading, Say, Words};

/// The words of the report, with their meaning.
pub(super) fn terms(told: &Told<'_>) -> Chapter {
    let words = told.words;
    let mut terms: Vec<(String, String)> = Vec::new();
    let mut add = |term: &str, means: &str| terms.push((term.to_owned(), means.to_owned()));
    let of_measure = |scope: Scope, name: &str| words.measure(scope, name);
    for (term, means) in words.glossary() {
        add(term, means);
    }
    if matches!(told.doors(told.findings.group_row()), DoorsAsked::Yes(_)) {
        for name in ["open_door_rate", "open_door_rate_broad", "conversion", "latent_pairs", "host_dependency"] {
            if let Some(m) = of_measure(Scope::School, name) {
                add(&m.label, &m.reads);
            }
        }
        for rung in 0..5 {
            add(words.rung(rung), words.rung_means(rung));
        }
    }
    let blocks = vec![Block::Paragraph(told.say(Say::ReadingIntroduction)), Block::Terms(terms)];
    told.chapter("reading", Say::Reading, blocks)
}

/// The numbers in the tables of these chapters, with how to read each, and where those of the files are explained.
pub(super) fn measures(chapters: &[Chapter], words: &dyn Words) -> Chapter {
    let mut t: Table = table(words, Say::MeasuresTable, &[Heading::Number, Heading::HowToRead]);
    let tables = chapters.iter().flat_map(|c| &c.blocks).filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Figure(figure) => figure.table.as_ref(),
        _ => None,
    });
    for head in tables.flat_map(|t| &t.heads) {
        let Some(reads) = &head.reads else { continue };
        if !t.rows.iter().any(|row| row[0].text() == head.text && row[1].text() == reads) {
            t.rows.push([head.text.clone(), reads.clone()].map(Cell::Text).to_vec());
        }
    }
    let mut blocks = vec![Block::Paragraph(words.say(Say::MeasuresElsewhere).into())];
    if !t.rows.is_empty() {
        blocks.push(Block::Table(t));
    }
    Chapter { id: "measures", title: words.say(Say::Measures).into(), blocks, is_reference: true }
}

/// Version, seed, settings, files.
pub(super) fn method(findings: &Findings, words: &dyn Words) -> Chapter {
    let say = |what: Say| words.say(what).to_owned();
    let mut settings = table(words, Say::SettingsTable, &[Heading::Setting, Heading::Value]);
    let mut add = |setting: Say, value: String| {
        settings.rows.push(vec![Cell::Text(words.say(setting).into()), Cell::Text(value)]);
    };
    add(Say::SettingProgram, findings.program.clone());
    add(Say::SettingSeed, findings.settings.seed.to_string());
    if !findings.layers.is_empty() {
        let name = |id: &String| {
            let relation = findings.relations.iter().find(|r| r.id == *id).map(|r| words.relation(r));
            words.layer(id).or(relation).unwrap_or(id).to_owned()
        };
        add(Say::SettingLayers, findings.layers.iter().map(name).collect::<Vec<_>>().join("; "));
        add(Say::SettingGuided, words.yes_no(findings.settings.include_guided).into());
    }
    if let Some(standard) = findings.settings.standard {
        add(Say::SettingStandard, words.decimal(standard, 2));
    }
    for (name, value) in &findings.settings.other {
        settings.rows.push(vec![Cell::Text(name.clone()), Cell::Text(value.clone())]);
    }
    let headings = [Heading::File, Heading::Rows, Heading::ReadAs, Heading::Fingerprint];
    let mut files = table(words, Say::InputsTable, &headings);
    for input in &findings.inputs {
        let short: String = input.sha256.chars().take(16).collect();
        files.rows.push(vec![
            Cell::Text(input.file.clone()),
            Cell::Number(words.count(input.rows), input.rows as f64),
            Cell::Text(words.read_as(&input.read_as)),
            if short.is_empty() { super::parts::dash() } else { Cell::Text(format!("{short}…")) },
        ]);
    }
    let mut blocks = vec![Block::Paragraph(say(Say::MethodIntroduction)), Block::Table(settings)];
    if !files.rows.is_empty() {
        blocks.push(Block::Table(files));
    }
    Chapter { id: "method", title: say(Say::Method), blocks, is_reference: false }
}
