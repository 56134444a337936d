//! For R: one set of actors over all waves, a matrix per relation and wave in which every row and column is the same
//! person, and `load.R`, which makes networks of the packages network and `RSiena` of them.

pub(super) mod matrix;

use super::ties::frequency;
use super::{File, Source};
use crate::error::{NotHeld, Result};
use crate::report::tables::{Cell as Value, Style, Table, TableOptions, csv};
use matrix::Cell;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Up to so many people there is one matrix of everybody; above it, one for each school.
const WHOLE: usize = 1_000;

const SCRIPT: &str = include_str!("load.R");

/// Some people, and who they are: everybody, or a school.
struct Set {
    /// `*`, or the school.
    name: String,
    folder: String,
    people: Vec<u32>,
}

pub(super) fn write(source: &Source<'_>) -> Result<Vec<File>> {
    let survey = source.survey;
    let mut asked: Vec<(u32, u32)> = survey.questions.iter().map(|q| (q.relation, q.wave)).collect();
    asked.extend(source.ties.counted.iter().map(|&t| {
        let tie = &survey.ties[t as usize];
        (tie.relation, tie.wave)
    }));
    asked.sort_unstable();
    asked.dedup();
    let relations: BTreeSet<u32> = asked.iter().map(|a| a.0).collect();
    let slugs = slugs(relations.iter().map(|&r| survey.relations[r as usize].id.as_str()));
    let slug = |relation: u32| &slugs[relations.iter().position(|&r| r == relation).unwrap_or(0)];
    let sets = sets(source);
    let jobs: Vec<(&Set, u32, u32)> =
        sets.iter().flat_map(|set| asked.iter().map(move |&(relation, wave)| (set, relation, wave))).collect();
    let made: Vec<(File, [u64; 3])> = jobs
        .iter()
        .map(|&(set, relation, wave)| {
            let rows = matrix::of(source, wave as usize, relation, &set.people);
            let name = format!("{}{}_w{}.csv", set.folder, slug(relation), wave + 1);
            let (text, counts) = text_of(&rows);
            ((name, text), counts)
        })
        .collect();
    let index = jobs.iter().zip(&made).map(|(&(set, relation, wave), ((file, _), counts))| {
        let mut row = vec![
            Value::Text(survey.relations[relation as usize].id.clone()),
            Value::Number(f64::from(wave + 1)),
            Value::Text(set.name.clone()),
            Value::Text(file.clone()),
        ];
        row.extend(counts.iter().map(|&c| Value::Number(c as f64)));
        row
    });
    let headings = ["relation", "wave", "school", "file", "ties", "no_answer", "not_asked"];
    let mut files = vec![
        ("load.R".to_owned(), SCRIPT.as_bytes().to_vec()),
        table(source, "matrices", &headings, index.collect())?,
        actors(source)?,
        waves(source)?,
        edges(source)?,
    ];
    files.extend(made.into_iter().map(|(file, _)| file));
    if sets.first().is_none_or(|set| set.name != "*") {
        source.lose(NotHeld::Matrices, survey.people.len() as u64);
    }
    Ok(files)
}

/// Everybody; in a large group each school.
fn sets(source: &Source<'_>) -> Vec<Set> {
    let survey = source.survey;
    let everybody: Vec<u32> = (0..survey.people.len() as u32).collect();
    if everybody.len() <= WHOLE {
        return vec![Set { name: "*".into(), folder: "matrices/".into(), people: everybody }];
    }
    let mut of_school: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); survey.schools.len()];
    for member in survey.waves.iter().flat_map(|w| &w.staff) {
        if let Some(school) = member.school {
            of_school[school as usize].insert(member.person);
        }
    }
    let folders = slugs(survey.schools.iter().map(|s| s.id.as_str()));
    let filled = of_school.into_iter().zip(&survey.schools).zip(folders).filter(|((people, _), _)| !people.is_empty());
    filled
        .map(|((people, school), folder)| Set {
            name: school.id.clone(),
            folder: format!("matrices/{folder}/"),
            people: people.into_iter().collect(),
        })
        .collect()
}

/// Names of files: letters a to z, digits, and a number where two would be the same.
pub(super) fn slugs<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut slugs = Vec::new();
    for (number, text) in texts.enumerate() {
        let plain: String = text
            .chars()
            .take(60)
            .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
            .collect();
        let plain = plain.trim_matches('_').to_owned();
        let reserved = matches!(plain.as_str(), "" | "con" | "prn" | "aux" | "nul");
        let mut slug = if reserved { format!("x{}", number + 1) } else { plain };
        while !taken.insert(slug.clone()) {
            slug = format!("{slug}_{}", number + 1);
        }
        slugs.push(slug);
    }
    slugs
}

/// A matrix as text: 1 a tie, 0 none, NA no answer, 10 not asked; and how many there are of ties, NA and 10.
fn text_of(rows: &[Vec<Cell>]) -> (Vec<u8>, [u64; 3]) {
    let mut counts = [0; 3];
    let lines: Vec<String> = rows
        .par_iter()
        .map(|row| {
            let cells: Vec<&str> = row
                .iter()
                .map(|cell| match cell {
                    Cell::Tie(_) => "1",
                    Cell::None => "0",
                    Cell::NoAnswer => "NA",
                    Cell::NotAsked => "10",
                })
                .collect();
            cells.join(",")
        })
        .collect();
    for cell in rows.iter().flatten() {
        match cell {
            Cell::Tie(_) => counts[0] += 1,
            Cell::None => {}
            Cell::NoAnswer => counts[1] += 1,
            Cell::NotAsked => counts[2] += 1,
        }
    }
    let mut text = lines.join("\n").into_bytes();
    text.push(b'\n');
    (text, counts)
}

fn table(source: &Source<'_>, name: &'static str, headings: &[&str], rows: Vec<Vec<Value>>) -> Result<File> {
    let headings = headings.iter().map(|&h| h.to_owned()).collect();
    let table = Table::new(name, headings, Box::new(move |each| rows.iter().try_for_each(|row| each(row))));
    // R reads decimal points and commas between cells.
    let options = TableOptions { style: Style::Plain, ..source.options.tables };
    Ok((format!("{name}.csv"), csv(&table, options)?))
}

/// A line per actor: the waves present, the home school in each, and everything that is known.
fn actors(source: &Source<'_>) -> Result<File> {
    let survey = source.survey;
    let flat: Vec<_> = source.people.flat().into_iter().filter(|c| c.name != "id").collect();
    let waves = survey.waves.len();
    let mut headings = vec!["actor".to_owned(), "id".to_owned()];
    headings.extend((1..=waves).map(|w| format!("present_{w}")));
    headings.extend((1..=waves).map(|w| format!("home_{w}")));
    headings.extend(flat.iter().map(|c| c.name.clone()));
    let home = |wave: usize, person: u32| {
        let staff = &survey.waves[wave].staff;
        let at = staff.binary_search_by_key(&person, |s| s.person).ok()?;
        staff[at].school.map(|s| survey.schools[s as usize].id.clone())
    };
    let rows = (0..survey.people.len()).map(|at| {
        let person = at as u32;
        let mut row = vec![Value::Number(f64::from(person + 1)), Value::Text(survey.people[at].id.clone())];
        row.extend((0..waves).map(|w| Value::Number(f64::from(u8::from(source.people.is_there(w, person))))));
        row.extend((0..waves).map(|w| home(w, person).map_or(Value::Empty, Value::Text)));
        row.extend(flat.iter().map(|c| match c.values[at].parse() {
            _ if c.values[at].is_empty() => Value::Empty,
            Ok(number) if c.is_number => Value::Number(number),
            _ => Value::Text(c.values[at].clone()),
        }));
        row
    });
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    table(source, "actors", &headings, rows.collect())
}

fn waves(source: &Source<'_>) -> Result<File> {
    let rows = source.survey.waves.iter().enumerate().map(|(number, wave)| {
        let period = wave.period.clone().map_or(Value::Empty, Value::Text);
        vec![Value::Number((number + 1) as f64), Value::Text(wave.id.clone()), period]
    });
    table(source, "waves", &["wave", "label", "period"], rows.collect())
}

/// Every tie that counts, with its frequency, by the numbers of the actors.
fn edges(source: &Source<'_>) -> Result<File> {
    let survey = source.survey;
    let rows = source.ties.counted.iter().map(|&number| {
        let tie = &survey.ties[number as usize];
        let relation = &survey.relations[tie.relation as usize];
        vec![
            Value::Number(f64::from(tie.wave + 1)),
            Value::Text(relation.id.clone()),
            Value::Number(f64::from(tie.from + 1)),
            Value::Number(f64::from(tie.to + 1)),
            Value::Number(frequency(tie.strength()).parse().unwrap_or_default()),
            Value::Text(super::people::yes_no(relation.directed)),
        ]
    });
    table(source, "ties", &["wave", "relation", "from", "to", "frequency", "directed"], rows.collect())
}
