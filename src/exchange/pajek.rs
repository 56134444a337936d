//! Pajek: a network per relation and wave with arcs or with edges, partitions and vectors of what is known of everybody,
//! and around them what a study folder needs to be read back. A file holds one network and nothing else: igraph refuses
//! several relations in one, NetworkX takes the rows of a partition for ties. Where one file is asked for, a study of one
//! wave is a project: all of it in one, as Pajek itself reads it.

use super::r::slugs;
use super::ties::frequency;
use super::{File, Source, study_folder};
use crate::error::{NotHeld, Result};
use std::collections::BTreeMap;

pub(super) fn write(source: &Source<'_>) -> Result<Vec<File>> {
    let survey = source.survey;
    if source.options.one_file && survey.waves.len() == 1 {
        return Ok(vec![(String::new(), project(source).into_bytes())]);
    }
    let (mut files, mut named): (Vec<File>, Vec<(String, usize, u32)>) = Default::default();
    for wave in 0..survey.waves.len() {
        let (people, numbers) = people_of(source, wave);
        let vertices = vertices(source, &people);
        let relations = by_relation(source, wave);
        if relations.is_empty() {
            files.push((format!("wave{}.net", wave + 1), vertices.clone().into_bytes()));
        }
        let slugs = slugs(relations.keys().map(|&relation| survey.relations[relation as usize].id.as_str()));
        for ((relation, ties), slug) in relations.into_iter().zip(slugs) {
            let kind = if survey.relations[relation as usize].directed { "Arcs" } else { "Edges" };
            let text = format!("{vertices}*{kind}\r\n{}", lines(source, &numbers, &ties));
            let name = format!("wave{}_{slug}.net", wave + 1);
            files.push((name.clone(), text.into_bytes()));
            named.push((name, wave, relation));
        }
        files.extend(attributes(source, &people, wave));
    }
    let named = named.iter().map(|(file, wave, relation)| (file.as_str(), *wave, Some(*relation)));
    files.extend(study_folder::around(source, &named.collect::<Vec<_>>())?);
    Ok(files)
}

/// The only wave with all relations, and what is known of everybody.
fn project(source: &Source<'_>) -> String {
    let (people, numbers) = people_of(source, 0);
    source.lose(NotHeld::Groups, source.survey.groups.len() as u64);
    let mut text =
        format!("*Network {}\r\n{}", source.survey.title.replace(char::is_control, " "), vertices(source, &people));
    for ((relation, ties), at) in by_relation(source, 0).into_iter().zip(1..) {
        let relation = &source.survey.relations[relation as usize];
        let kind = if relation.directed { "Arcs" } else { "Edges" };
        let name = quoted(source, &relation.id);
        text.push_str(&format!("*{kind} :{at} {name}\r\n{}", lines(source, &numbers, &ties)));
    }
    for (file, values) in attributes(source, &people, 0) {
        let name = file.trim_start_matches("wave1_");
        let (name, kind) =
            name.strip_suffix(".vec").map_or((name.trim_end_matches(".clu"), "Partition"), |n| (n, "Vector"));
        text.push_str(&format!("\r\n*{kind} {name}\r\n{}", String::from_utf8_lossy(&values)));
    }
    text
}

/// A line for each tie.
fn lines(source: &Source<'_>, numbers: &[u32], ties: &[u32]) -> String {
    let line = |&number: &u32| {
        let tie = &source.survey.ties[number as usize];
        let (from, to) = (numbers[tie.from as usize], numbers[tie.to as usize]);
        format!("{from} {to} {}\r\n", frequency(tie.strength()))
    };
    ties.iter().map(line).collect()
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

/// The people of a network.
fn vertices(source: &Source<'_>, people: &[u32]) -> String {
    let mut text = format!("*Vertices {}\r\n", people.len());
    for (at, &person) in people.iter().enumerate() {
        text.push_str(&format!("{} {}\r\n", at + 1, quoted(source, &source.survey.people[person as usize].id)));
    }
    text
}

/// Partitions and vectors: of each column in which everybody has a value, for the format has no way to say that there
/// is none.
fn attributes(source: &Source<'_>, people: &[u32], wave: usize) -> Vec<File> {
    let columns = &source.people.columns;
    let mut files = Vec::new();
    for (column, slug) in columns.iter().zip(slugs(columns.iter().map(|column| column.name.as_str()))) {
        let values: Vec<&str> = people.iter().map(|&p| column.of(wave, p)).collect();
        if values.iter().any(|v| v.is_empty()) {
            source.lose(NotHeld::PartialValues, 1);
            continue;
        }
        let mut text = String::new();
        let ending = if column.is_number { "vec" } else { "clu" };
        let mut known: BTreeMap<&str, String> = BTreeMap::new();
        if !column.is_number {
            for &value in &values {
                let class = known.len() + 1;
                known.entry(value).or_insert_with(|| {
                    text.push_str(&format!("% {class} = {}\r\n", value.replace(char::is_control, " ")));
                    class.to_string()
                });
            }
            source.lose(NotHeld::Labels, 1);
        }
        text.push_str(&format!("*Vertices {}\r\n", people.len()));
        for value in values {
            text.push_str(&format!("{}\r\n", known.get(value).map_or(value, String::as_str)));
        }
        files.push((format!("wave{}_{slug}.{ending}", wave + 1), text.into_bytes()));
    }
    files
}
