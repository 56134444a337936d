//! UCINET's DL: full matrices with the rows of who did not answer as missing; above a size, lists of edges.
//! One file, or one per wave in a study folder.

use super::pajek::{by_relation, people_of, quoted};
use super::r::matrix::{self, Cell};
use super::ties::frequency;
use super::{File, Source, study_folder};
use crate::error::{NotHeld, Result};

/// Up to so many people a matrix is written: beyond, most of the file would be zeros.
const MATRIX: usize = 400;

pub(super) fn write(source: &Source<'_>) -> Result<Vec<File>> {
    source.lose(NotHeld::PartialValues, source.people.columns.len() as u64 * u64::from(source.survey.waves.len() <= 1));
    let waves = source.survey.waves.len();
    if waves <= 1 {
        source.lose(NotHeld::Groups, source.survey.groups.len() as u64);
        return Ok(vec![(String::new(), network(source, 0).into_bytes())]);
    }
    let names: Vec<String> = (1..=waves).map(|wave| format!("wave{wave}.dl")).collect();
    let networks = names.iter().enumerate().map(|(wave, name)| (name.clone(), network(source, wave).into_bytes()));
    let mut files: Vec<File> = networks.collect();
    let named: Vec<_> = names.iter().enumerate().map(|(wave, name)| (name.as_str(), wave, None)).collect();
    files.extend(study_folder::around(source, &named)?);
    Ok(files)
}

fn network(source: &Source<'_>, wave: usize) -> String {
    let survey = source.survey;
    let (people, numbers) = people_of(source, wave);
    let relations = by_relation(source, wave);
    let full = people.len() <= MATRIX && !relations.is_empty();
    let format = if full { "fullmatrix diagonal=present" } else { "edgelist1" };
    let mut text = format!("dl n={} nm={} format={format}\r\nlabels:\r\n", people.len(), relations.len().max(1));
    for &person in &people {
        text.push_str(&format!("{}\r\n", quoted(source, &survey.people[person as usize].id)));
    }
    if !relations.is_empty() {
        text.push_str("matrix labels:\r\n");
    }
    for &relation in relations.keys() {
        text.push_str(&format!("{}\r\n", quoted(source, &survey.relations[relation as usize].id)));
    }
    text.push_str("data:\r\n");
    for (at, (relation, ties)) in relations.into_iter().enumerate() {
        let directed = survey.relations[relation as usize].directed;
        source.lose(NotHeld::Undirected, u64::from(!directed));
        if full {
            let matrix = matrix::of(source, wave, relation, &people);
            for row in &matrix {
                let cells: Vec<String> = row
                    .iter()
                    .map(|cell| match cell {
                        Cell::Tie(strength) => frequency(*strength),
                        Cell::None => "0".into(),
                        // UCINET has one word for both.
                        Cell::NoAnswer | Cell::NotAsked => "NA".into(),
                    })
                    .collect();
                text.push_str(&cells.join(" "));
                text.push_str("\r\n");
            }
            continue;
        }
        if at > 0 {
            text.push_str("!\r\n");
        }
        for number in ties {
            let tie = &survey.ties[number as usize];
            let (from, to, often) = (numbers[tie.from as usize], numbers[tie.to as usize], frequency(tie.strength()));
            text.push_str(&format!("{from} {to} {often}\r\n"));
            if !directed {
                text.push_str(&format!("{to} {from} {often}\r\n"));
            }
        }
    }
    text
}
