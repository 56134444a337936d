//! Sheets of workbooks with ties: which are not read, and which look like waves and are read as one.

use super::desk::Desk;
use super::formats::Opened;
use super::headings::key;
use super::study::Study;
use super::tie_files::{TieFile, Walk};
use super::{find, likely_waves};
use crate::error::{Notice, Place};
use std::collections::BTreeMap;

/// Tells of the sheets behind the one that is read, but for those that the study reads by another entry. Gives all of
/// them, the one that is read first.
pub(super) fn not_read(study: &Study, files: &[TieFile<'_>], file: &TieFile<'_>, desk: &mut Desk<'_>) -> Vec<String> {
    let names = sheet_names(file);
    let Some((used, others)) = names.split_first() else { return Vec::new() };
    let of_ties =
        files.iter().filter(|other| !std::ptr::eq(*other, file) && find::is_same(study, &other.file, &file.file));
    let mut read_elsewhere: Vec<String> = of_ties.filter_map(|other| sheet_names(other).into_iter().next()).collect();
    let staff = (study.teachers.file.as_deref(), study.teachers.sheet.as_deref());
    let members = study.members.iter().map(|entry| (entry.file.as_deref(), entry.sheet.as_deref()));
    let of_people =
        members.chain([staff]).filter(|named| named.0.is_some_and(|of| find::is_same(study, of, &file.file)));
    read_elsewhere.extend(of_people.filter_map(|named| named.1.map(str::to_owned)));
    let is_read = |name: &str| read_elsewhere.iter().any(|read| key(read) == key(name));
    let sheets: Vec<String> = others.iter().filter(|name| !is_read(name)).cloned().collect();
    if sheets.is_empty() {
        return Vec::new();
    }
    desk.seen.notice(Notice::SheetsNotRead {
        place: Place::file(&file.shown),
        used: used.clone(),
        sheets: sheets.clone(),
    });
    [vec![used.clone()], sheets].concat()
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
