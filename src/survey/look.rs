//! Looks at files of which nobody says what they are: the staff list, the ties, and what each question asks.
//!
//! The result is a [`Study`] as a study file would give it, so that a folder without one is read exactly as the file
//! that `staffroom init` writes for it.

use super::check::Seen;
use super::find::{MOST_FILES, is_same};
use super::formats::{self, AnswerOptions, Answers, Limits, Opened, ReadOptions, Table};
use super::headings::{TableKind, field_of, fields_of, fold, name_part_of};
use super::structures::presence;
use super::study::{Meaning, MembersEntry, Shape as Told, Study, TeachersEntry, TiesEntry};
use super::tie_files::named_in;
use super::written::identifier as identifier_of;
use super::{End, Relation, catalogue, relations, wording};
use crate::error::{Error, Field, Reason, Shape};
use std::collections::BTreeSet;
use std::path::Path;

/// What was found in some files.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Found {
    /// What a study file would say of them.
    pub study: Study,
    /// Files that may be the staff list; the first is taken.
    pub staff: Vec<String>,
    /// Files that hold ties, with the shape and why it was taken; none for a plain list of ties.
    pub ties: Vec<(String, Option<(Shape, Reason)>)>,
    /// Attendance sheets, with the reason why they were taken for one.
    pub members: Vec<(String, Reason)>,
    /// What this program found in another survey: a wave may come from it.
    pub earlier: Vec<String>,
    /// Files that are none of these.
    pub other: Vec<String>,
}

impl Found {
    /// Whether there is exactly what a study needs: ties, and not two staff lists.
    pub fn is_clear(&self) -> bool {
        !self.ties.is_empty() && self.staff.len() < 2
    }
}

/// Looks at files of a folder.
///
/// ```
/// use staffroom::survey::{formats::Limits, look};
/// # let folder = std::env::temp_dir().join(format!("staffroom-look-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// std::fs::write(folder.join("lijst.csv"), "id,naam,school\nA,Jan,X\nB,An,X\nC,Bo,X\n")?;
/// std::fs::write(folder.join("export.csv"), "id,advies 1,advies 2\nA,B,C\nB,A,\nC,B,A\n")?;
/// let found = look::look(&folder, &["export.csv".into(), "lijst.csv".into()], &Limits::default());
/// assert_eq!((found.staff.as_slice(), found.ties[0].0.as_str()), (&["lijst.csv".to_owned()][..], "export.csv"));
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn look(folder: &Path, files: &[String], limits: &Limits) -> Found {
    let mut found = Found { study: Study { folder: folder.into(), ..Study::default() }, ..Found::default() };
    let mut known = BTreeSet::new();
    // A sheet by its name, where the first sheet of its workbook is the staff list.
    let mut rest: Vec<(&String, Option<String>, Opened)> = Vec::new();
    for file in files {
        let options = ReadOptions { limits: limits.clone(), ..ReadOptions::default() };
        match formats::open(&folder.join(file), file, &options) {
            Ok(Opened::Sheets(mut sheets)) if is_staff_list(&sheets[0].1) => {
                people_of(&sheets[0].1, &mut known);
                found.staff.push(file.clone());
                let others = sheets.split_off(1).into_iter();
                rest.extend(others.map(|sheet| (file, sheet.0.clone(), Opened::Sheets(vec![sheet]))));
            }
            Ok(opened) => rest.push((file, None, opened)),
            Err(Error::EarlierWave { .. }) => found.earlier.push(file.clone()),
            Err(_) => found.other.push(file.clone()),
        }
    }
    found.study.teachers.file = found.staff.first().cloned();
    for (file, sheet, opened) in rest {
        let is_known = |text: &str| known.contains(&fold(text));
        let options = AnswerOptions {
            read: ReadOptions { limits: limits.clone(), ..ReadOptions::default() },
            known: (!known.is_empty()).then_some(&is_known as &dyn Fn(&str) -> bool),
            ..AnswerOptions::default()
        };
        let answers = match &opened {
            Opened::Network(answers) => Some((**answers).clone()),
            Opened::Sheets(sheets) if formats::is_plain_long(&sheets[0].1).unwrap_or(false) => {
                list_of_ties(&mut found, file, sheet, &sheets[0].1);
                continue;
            }
            Opened::Sheets(sheets) => formats::answers_in(sheets, &options).ok(),
        };
        match answers.filter(|answers| !answers.answers.is_empty()) {
            Some(answers) => shaped(&mut found, file, sheet, &answers, headings_of(&opened)),
            None if sheet.is_some() => {}
            None => match &opened {
                Opened::Sheets(sheets) if attendance(&mut found, file, &sheets[0].1, &is_known) => {}
                _ => found.other.push(file.clone()),
            },
        }
    }
    found
}

/// A staff list names people and says something of them, and nobody filled it in as a form.
fn is_staff_list(table: &Table) -> bool {
    let fields = fields_of(TableKind::Roster, &table.headings);
    let has = |field: Field| fields.contains(&Some(field));
    let named = has(Field::Id) || has(Field::Name) || table.headings.iter().any(|h| name_part_of(h).is_some());
    let said = [Field::School, Field::Role, Field::Phase, Field::Fte, Field::Subject, Field::Answered, Field::Years];
    let ties = fields_of(TableKind::Ties, &table.headings);
    let is_ties = ties.contains(&Some(Field::From)) && ties.contains(&Some(Field::To));
    let is_form = formats::is_form(table).unwrap_or(false);
    named && said.into_iter().any(has) && !is_ties && !is_form
}

/// That there are no ties among some files beside the staff list, and where a workbook holds them, on which sheets.
pub(crate) fn no_ties(study: &Study, staff: Option<&str>, files: &[String], limits: &Limits) -> Error {
    let found = files.iter().take(MOST_FILES).find_map(|file| staff_and_ties(study, staff, file, limits));
    found.unwrap_or_else(|| Error::NoTies { path: study.folder.display().to_string(), seen: files.to_vec() })
}

/// Where the headings of a workbook lack something and it holds both a staff list and ties, says on which sheets
/// instead, unless the study says how it is read.
pub(super) fn tell_sheets(study: &Study, staff: Option<&str>, seen: &mut Seen) {
    if study.ties.iter().any(|entry| entry.sheet.is_some()) {
        return;
    }
    let is_told = |entry: &TiesEntry| entry.shape.is_some() || !entry.columns.is_empty() || entry.range.is_some();
    let is_of = |entry: &TiesEntry, file: &str| entry.file.as_deref().is_none_or(|own| is_same(study, own, file));
    let file_of = |error: &Error| match error {
        Error::NoColumn { place, .. } | Error::NotInShape { place, .. } => Some(place.file.clone()),
        _ => None,
    };
    let files: BTreeSet<String> = seen.errors.iter().filter_map(file_of).collect();
    for file in files.into_iter().filter(|file| !study.ties.iter().any(|entry| is_told(entry) && is_of(entry, file))) {
        if let Some(error) = staff_and_ties(study, staff, &file, seen.limits()) {
            seen.errors.retain(|error| file_of(error).as_ref() != Some(&file));
            seen.error(error);
        }
    }
}

/// On which sheets of a workbook the staff list and the ties are, where it holds both. The staff list that was read may be
/// another one, or be given by the study: then the ties alone.
fn staff_and_ties(study: &Study, staff: Option<&str>, file: &str, limits: &Limits) -> Option<Error> {
    let path = study.path_of(file);
    let is_workbook = path.extension().is_some_and(|e| ["xlsx", "ods"].iter().any(|kind| e.eq_ignore_ascii_case(kind)));
    let read = || ReadOptions { limits: limits.clone(), ..ReadOptions::default() };
    let Opened::Sheets(sheets) = is_workbook.then(|| formats::open(&path, file, &read()).ok())?? else { return None };
    let (name, list) = sheets.iter().find(|(_, sheet)| is_staff_list(sheet))?;
    let is_given = !study.found && study.teachers != TeachersEntry::default();
    let is_elsewhere = staff.is_some_and(|staff| !is_same(study, staff, file));
    if is_given && !is_elsewhere && study.teachers.sheet.is_none() && !is_staff_list(&sheets[0].1) {
        // The study gives the wrong sheet, which the first error tells.
        return None;
    }
    let mut known = BTreeSet::new();
    people_of(list, &mut known);
    let is_known = |text: &str| known.contains(&fold(text));
    let options = AnswerOptions { read: read(), known: Some(&is_known), ..AnswerOptions::default() };
    let of_people = study.members.iter().map(|entry| &entry.sheet).chain([&study.teachers.sheet]).flatten();
    let of_people: Vec<String> = of_people.map(|sheet| fold(sheet)).collect();
    let is_of_ties = |sheet: &&(Option<String>, Table)| {
        let is_named = sheet.0.as_deref().is_some_and(|name| of_people.contains(&fold(name)));
        let is_list = || formats::is_plain_long(&sheet.1).unwrap_or(false);
        let is_form = || {
            let answers = formats::answers_in(std::slice::from_ref(*sheet), &options);
            answers.is_ok_and(|answers| !answers.answers.is_empty())
        };
        !is_named && !is_staff_list(&sheet.1) && (is_list() || is_form())
    };
    let ties: Vec<String> = sheets.iter().filter(is_of_ties).filter_map(|sheet| sheet.0.clone()).collect();
    let staff = if is_given || is_elsewhere { None } else { Some(name.clone()?) };
    (!ties.is_empty()).then(|| Error::StaffAndTies { file: file.to_owned(), staff, ties })
}

/// Everybody on a staff list, by any way of writing.
fn people_of(table: &Table, known: &mut BTreeSet<String>) {
    let fields = fields_of(TableKind::Roster, &table.headings);
    let wanted = |field: &Option<Field>| matches!(field, Some(Field::Id | Field::Name | Field::Email));
    let columns: Vec<usize> = (0..fields.len()).filter(|&c| wanted(&fields[c])).collect();
    let mut parts: Vec<_> =
        table.headings.iter().enumerate().filter_map(|(c, h)| Some((name_part_of(h)?, c))).collect();
    parts.sort_unstable();
    let _ = table.for_each(|row| {
        known.extend(columns.iter().map(|&c| fold(row.cell(c))).filter(|text| !text.is_empty()));
        let whole: Vec<&str> = parts.iter().map(|&(_, c)| row.cell(c)).filter(|part| !part.is_empty()).collect();
        if !whole.is_empty() {
            known.insert(fold(&whole.join(" ")));
        }
        Ok(())
    });
}

fn headings_of(opened: &Opened) -> Vec<String> {
    match opened {
        Opened::Sheets(sheets) => formats::whole_headings(&sheets[0].1).unwrap_or_default(),
        Opened::Network(_) => Vec::new(),
    }
}

fn list_of_ties(found: &mut Found, file: &str, sheet: Option<String>, table: &Table) {
    let has = |field: Field| table.headings.iter().any(|h| field_of(TableKind::Ties, h) == Some(field));
    let entry = TiesEntry { file: Some(file.to_owned()), sheet, ..TiesEntry::default() };
    found.study.ties.push(if has(Field::Relation) { entry } else { assumed(entry, file) });
    found.ties.push((file.to_owned(), None));
}

/// Whether a table is an attendance sheet of people on the staff list; then it says who is in which group.
fn attendance(found: &mut Found, file: &str, table: &Table, is_known: &dyn Fn(&str) -> bool) -> bool {
    let Ok(Some(sheet)) = presence(table, None, false, is_known) else { return false };
    let entry = MembersEntry { file: Some(file.to_owned()), shape: Some(Told::Grid), ..MembersEntry::default() };
    found.study.members.push(entry);
    found.members.push((file.to_owned(), sheet.reason(table.rows())));
    true
}

/// An entry with the relation that its sheet is called after, else its file, else talk.
fn assumed(entry: TiesEntry, file: &str) -> TiesEntry {
    let all = catalogue::relations();
    let called_after = |name: &str| named_in(name).iter().find_map(|word| relation_called(&all, word));
    let known = entry.sheet.as_deref().and_then(called_after).or_else(|| called_after(file));
    let assumed_by_name = Some(known.is_some());
    TiesEntry { relation: Some(known.unwrap_or_else(|| "teaching_talk".to_owned())), assumed_by_name, ..entry }
}

fn relation_called(all: &[Relation], name: &str) -> Option<String> {
    relations::called(all, name).map(|index| all[index].id.clone())
}

/// A file in another shape than a list: what each of its questions asks.
fn shaped(found: &mut Found, file: &str, of_sheet: Option<String>, answers: &Answers, headings: Vec<String>) {
    let entry = TiesEntry { file: Some(file.to_owned()), sheet: of_sheet, ..TiesEntry::default() };
    let nameless = |text: &str| text.is_empty() || text.bytes().all(|b| b.is_ascii_digit());
    let all = catalogue::relations();
    let texts = |asked: &formats::Asked| {
        // The name of a sheet is no question where the sheets are schools.
        let sheet =
            asked.sheet.clone().filter(|sheet| !asked.text.is_empty() || relation_called(&all, sheet).is_some());
        let own = [Some(asked.text.clone()), sheet].into_iter().flatten().chain(asked.also.iter().cloned());
        own.filter(|text| !nameless(text)).collect::<Vec<_>>()
    };
    let many = answers.questions.len() > 1;
    let stem = Path::new(file).file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let mut entries = Vec::new();
    for (number, asked) in answers.questions.iter().enumerate() {
        let texts = texts(asked);
        let Some(question) = texts.first() else {
            let branch = answers.questions.iter().all(|q| q.text.is_empty() && q.sheet.is_some());
            if many && !branch {
                let relation = format!("{}_{}", identifier_of(&stem), number + 1);
                entries.push(TiesEntry { relation: Some(relation), ..entry.clone() });
            } else if entries.is_empty() {
                entries.push(assumed(entry.clone(), file));
            }
            continue;
        };
        let called = texts.iter().find_map(|text| Some((relation_called(&all, text)?, End::From)));
        let understood =
            || texts.iter().find_map(|text| wording::understood(text).map(|(id, end)| (id.to_owned(), end)));
        let (relation, reporter) = called.or_else(understood).unwrap_or_else(|| (identifier_of(question), End::From));
        found.study.questions.entry(question.clone()).or_insert(Meaning::Relation { relation, reporter });
    }
    if entries.is_empty() {
        entries.push(entry);
    }
    found.study.ties.extend(entries);
    for heading in headings {
        if let Some(field) = wording::about_the_person(&heading) {
            found.study.questions.entry(heading).or_insert_with(|| Meaning::Person(field.to_owned()));
        }
    }
    found.ties.push((file.to_owned(), Some((answers.shape, answers.reason.clone()))));
}
