//! Pajek: people, arcs and edges per relation, and partitions and vectors of what is known of everybody. Several waves
//! are several files.

use super::ties::frequency;
use super::{File, Source, study_folder};
use crate::error::{NotHeld, Result};
use std::collections::BTreeMap;

pub(super) fn write(source: &Source<'_>) -> Result<Vec<File>> {
    by_wave(source, "net", network)
}

/// One file, or one per wave in a study folder.
pub(super) fn by_wave(
    source: &Source<'_>,
    ending: &str,
    network: fn(&Source<'_>, usize) -> String,
) -> Result<Vec<File>> {
    let waves = source.survey.waves.len();
    if waves <= 1 {
        source.lose(NotHeld::Groups, source.survey.groups.len() as u64);
        return Ok(vec![(String::new(), network(source, 0).into_bytes())]);
    }
    let mut files: Vec<File> =
        (0..waves).map(|wave| (format!("wave{}.{ending}", wave + 1), network(source, wave).into_bytes())).collect();
    files.extend(study_folder::around(source, &|wave| format!("wave{}.{ending}", wave + 1))?);
    Ok(files)
}

/// The ties of a wave that count, by relation.
pub(super) fn by_relation(source: &Source<'_>, wave: usize) -> BTreeMap<u32, Vec<u32>> {
    let mut relations: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for question in source.survey.questions.iter().filter(|q| q.wave as usize == wave) {
        relations.entry(question.relation).or_default();
    }
    for &number in &source.ties.counted {
        let tie = &source.survey.ties[number as usize];
        if tie.wave as usize == wave {
            relations.entry(tie.relation).or_default().push(number);
        }
    }
    relations
}

/// People in a wave's file: those who are there, and each one's number in it, from 1.
pub(super) fn people_of(source: &Source<'_>, wave: usize) -> (Vec<u32>, Vec<u32>) {
    let people: Vec<u32> =
        (0..source.survey.people.len() as u32).filter(|&p| source.people.is_there(wave, p)).collect();
    let mut numbers = vec![0; source.survey.people.len()];
    for (at, &person) in people.iter().enumerate() {
        numbers[person as usize] = at as u32 + 1;
    }
    (people, numbers)
}

/// A text between quotes. A quote inside becomes an apostrophe, a line end a space: the format has no way to write
/// them.
pub(super) fn quoted(source: &Source<'_>, text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| match c {
            '"' => '\'',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    source.lose(NotHeld::Signs, u64::from(plain != text));
    format!("\"{plain}\"")
}

fn network(source: &Source<'_>, wave: usize) -> String {
    let survey = source.survey;
    let (people, numbers) = people_of(source, wave);
    let title = survey.title.replace(char::is_control, " ");
    let mut text = format!("*Network {title}\r\n*Vertices {}\r\n", people.len());
    for (at, &person) in people.iter().enumerate() {
        text.push_str(&format!("{} {}\r\n", at + 1, quoted(source, &survey.people[person as usize].id)));
    }
    for (at, (relation, ties)) in by_relation(source, wave).into_iter().enumerate() {
        let relation = &survey.relations[relation as usize];
        let kind = if relation.directed { "Arcs" } else { "Edges" };
        text.push_str(&format!("*{kind} :{} {}\r\n", at + 1, quoted(source, &relation.id)));
        for number in ties {
            let tie = &survey.ties[number as usize];
            let (from, to) = (numbers[tie.from as usize], numbers[tie.to as usize]);
            text.push_str(&format!("{from} {to} {}\r\n", frequency(tie.strength())));
        }
    }
    if wave + 1 >= survey.waves.len() && survey.waves.len() <= 1 {
        text.push_str(&attributes(source, &people, wave));
    }
    text
}

/// Partitions and vectors: of each column in which everybody has a value, for the format has no way to say that there
/// is none.
fn attributes(source: &Source<'_>, people: &[u32], wave: usize) -> String {
    let mut text = String::new();
    for column in &source.people.columns {
        let values: Vec<&str> = people.iter().map(|&p| column.of(wave, p)).collect();
        let name = column.name.replace(char::is_control, " ");
        if values.iter().any(|v| v.is_empty()) {
            source.lose(NotHeld::PartialValues, 1);
            continue;
        }
        if column.is_number {
            text.push_str(&format!("\r\n*Vector {name}\r\n*Vertices {}\r\n", people.len()));
            values.iter().for_each(|v| text.push_str(&format!("{v}\r\n")));
            continue;
        }
        let mut labels: Vec<&str> = Vec::new();
        let mut classes = Vec::with_capacity(values.len());
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        for value in values {
            let class = *known.entry(value).or_insert_with(|| {
                labels.push(value);
                labels.len()
            });
            classes.push(class);
        }
        source.lose(NotHeld::Labels, 1);
        text.push_str(&format!("\r\n*Partition {name}\r\n"));
        for (class, label) in labels.iter().enumerate() {
            let label = label.replace(char::is_control, " ");
            text.push_str(&format!("% {} = {label}\r\n", class + 1));
        }
        text.push_str(&format!("*Vertices {}\r\n", people.len()));
        classes.iter().for_each(|class| text.push_str(&format!("{class}\r\n")));
    }
    text
}
