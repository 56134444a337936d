//! Sheets of workbooks with ties: which are not read, and which look like waves and are read as one.

use super::desk::Desk;
use super::formats::{Opened, Table, asked_for};
use super::headings::key;
use super::study::Study;
use super::tie_files::{TieFile, Walk};
use super::{find, likely_waves};
use crate::error::{Notice, Place};
use std::collections::BTreeMap;

/// Leaves each sheet that the study reads by another entry to that entry, so that its answers are not read twice. The
/// first sheet stays, for entries may read other columns of it.
pub(super) fn leave_to_others(study: &Study, files: &mut [TieFile<'_>]) {
    for number in 0..files.len() {
        if sheet_names(&files[number]).len() < 2 {
            continue;
        }
        let is_same = |other: &str| find::is_same(study, other, &files[number].file);
        let of_ties = files.iter().enumerate().filter(|(other, file)| *other != number && is_same(&file.file));
        let elsewhere: Vec<String> = of_ties.filter_map(|(_, file)| sheet_names(file).into_iter().next()).collect();
        let staff = (study.teachers.file.as_deref(), study.teachers.sheet.as_deref());
        let members = study.members.iter().map(|entry| (entry.file.as_deref(), entry.sheet.as_deref()));
        let of_people = members.chain([staff]).filter(|named| named.0.is_some_and(is_same));
        let of_people: Vec<&str> = of_people.filter_map(|named| named.1).collect();
        if let Opened::Sheets(sheets) = &mut files[number].opened {
            let there: Vec<(usize, &str)> =
                sheets.iter().filter_map(|(name, table)| Some((table.sheet?, name.as_deref()?))).collect();
            let asked: Vec<usize> = of_people.iter().filter_map(|asked| asked_for(asked, &there)).collect();
            let is_elsewhere = |name: &str| elsewhere.iter().any(|read| key(read) == key(name));
            let is_asked = |table: &Table| table.sheet.is_some_and(|sheet| asked.contains(&sheet));
            let others = sheets.split_off(1);
            let is_left = |(name, table): &(Option<String>, Table)| {
                !is_asked(table) && !name.as_deref().is_some_and(is_elsewhere)
            };
            sheets.extend(others.into_iter().filter(is_left));
        }
    }
}

/// The sheets beside that of a table which other entries of the study read, as places name them. An entry of ties that
/// names no sheet tells itself which it reads.
pub(super) fn read_elsewhere(study: &Study, file: &str, table: &Table) -> Vec<String> {
    if table.others.is_empty() {
        return Vec::new();
    }
    let ties = study.ties.iter().map(|entry| (&entry.file, entry.sheet.as_deref(), true));
    let members = study.members.iter().map(|entry| (&entry.file, entry.sheet.as_deref(), false));
    let staff = (&study.teachers.file, study.teachers.sheet.as_deref(), false);
    let entries = ties.chain(members).chain([staff]);
    let here = entries.filter(|(named, ..)| named.as_ref().is_some_and(|named| find::is_same(study, named, file)));
    let there: Vec<(usize, &str)> = table.others.iter().map(|(number, name)| (*number, name.as_str())).collect();
    let read = here.flat_map(|(_, sheet, is_ties)| match sheet {
        Some(asked) => asked_for(asked, &there).into_iter().collect(),
        None if is_ties => there.iter().map(|(number, _)| *number).collect(),
        None => Vec::new(),
    });
    let read: Vec<usize> = read.collect();
    let is_read = |(number, _): &&(usize, String)| read.contains(number);
    table.others.iter().filter(is_read).map(|(_, name)| format!("{}, {name}", table.file)).collect()
}

/// Tells of the sheets behind the one that is read. Gives all of them, the one that is read first.
pub(super) fn not_read(file: &TieFile<'_>, desk: &mut Desk<'_>) -> Vec<String> {
    let names = sheet_names(file);
    if let [used, others @ ..] = &names[..]
        && !others.is_empty()
    {
        let (place, used, sheets) = (Place::file(&file.shown), used.clone(), others.to_vec());
        desk.seen.notice(Notice::SheetsNotRead { place, used, sheets });
    }
    names
}

/// The names of the sheets that were opened.
fn sheet_names(file: &TieFile<'_>) -> Vec<String> {
    match &file.opened {
        Opened::Sheets(sheets) => sheets.iter().filter_map(|(name, _)| name.clone()).collect(),
        Opened::Network(_) => Vec::new(),
    }
}

/// Tells of files and sheets that look like waves and are read as one, where no wave keeps them apart.
pub(super) fn tell_waves(files: &[TieFile<'_>], walks: &[Walk], desk: &mut Desk<'_>) {
    let mut together: Vec<String> = Vec::new();
    let mut books: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for walk in walks.iter().filter(|walk| walk.needs_a_wave()) {
        let (file, mut sheets) = match walk {
            Walk::Long(pass) => (&files[pass.table], Vec::new()),
            Walk::Whole(number, given) => {
                let asked = given.answers.questions.iter().filter_map(|asked| asked.sheet.clone());
                (&files[*number], asked.collect())
            }
        };
        if sheets.is_empty() {
            sheets.extend(sheet_names(file).into_iter().next());
        }
        if !together.contains(&file.shown) {
            together.push(file.shown.clone());
        }
        let book = books.entry(&file.shown).or_default();
        sheets.into_iter().for_each(|sheet| {
            if !book.contains(&sheet) {
                book.push(sheet);
            }
        });
    }
    desk.seen.notices.extend(likely_waves::of_files(&together));
    for (book, sheets) in books {
        desk.seen.notices.extend(likely_waves::of_sheets(book, &sheets, false));
    }
}
