//! `aliases-to-review.csv`: names that are not on the staff list, for somebody to fill in who is meant.

use super::Stop;
use super::messages::Messages;
use super::output::Output;
use crate::error::Error;
use crate::report::Folder;
use crate::survey::formats::{ReadOptions, read_table};
use crate::survey::study::Study;
use crate::survey::{Survey, Unmatched};
use crate::words::Words;
use std::path::Path;

const NAME: &str = "aliases-to-review.csv";
/// A candidate stands in a cell of its own, so that the cell can be copied to `id`.
const HEADINGS: [&str; 10] = [
    "written",
    "id",
    "answers",
    "first",
    "candidate_1",
    "school_1",
    "candidate_2",
    "school_2",
    "candidate_3",
    "school_3",
];

/// Writes the file beside the data, if there is anybody to review; what was filled in before stays. Gives its path. Where
/// the data are cannot always be written: that is told, and the file goes to the output folder, if there is one.
pub(crate) fn write(
    study: &Study,
    survey: &Survey,
    output: Option<&Output>,
    messages: &mut Messages<'_>,
) -> Result<Option<String>, Stop> {
    // An address serves matching and is never written.
    let met: Vec<&Unmatched> = survey.unmatched.iter().filter(|u| !u.written.contains('@')).collect();
    if met.is_empty() {
        return Ok(None);
    }
    let path = study.folder.join(NAME);
    let cannot = |source: std::io::Error| Error::CannotWrite { path: path.display().to_string(), source };
    let bytes = bytes(&path, &met, survey, messages.words()).map_err(cannot)?;
    // Whoever reads the file meanwhile sees the whole of it.
    let aside = path.with_extension(format!("csv.{}", std::process::id()));
    let written = std::fs::write(&aside, &bytes).and_then(|()| std::fs::rename(&aside, &path));
    let Err(error) = written else { return Ok(Some(path.display().to_string())) };
    let _ = std::fs::remove_file(&aside);
    let instead = match output {
        Some(output) => {
            output.put(NAME, &bytes)?;
            Some(output.shown(NAME))
        }
        None => None,
    };
    let words = messages.words();
    messages.line(&words.aliases_not_written(&path.display().to_string(), &error.to_string(), instead.as_deref()));
    Ok(instead)
}

/// What stands in the file.
fn bytes(path: &Path, met: &[&Unmatched], survey: &Survey, words: &dyn Words) -> std::io::Result<Vec<u8>> {
    let mut text = csv::Writer::from_writer(Vec::new());
    let mut rows: Vec<Vec<String>> = vec![HEADINGS.map(str::to_owned).to_vec()];
    rows.extend(filled_in(path));
    for unmatched in met {
        let mut row = vec![unmatched.written.clone(), String::new()];
        row.extend([unmatched.answers.to_string(), words.place(&unmatched.first)]);
        let mut candidates = unmatched.candidates.iter().filter_map(|&p| candidate(survey, p));
        row.extend((0..3).flat_map(|_| candidates.next().unwrap_or_default()));
        rows.push(row);
    }
    for row in &rows {
        text.write_record(row.iter().map(|cell| harmless(cell))).map_err(std::io::Error::other)?;
    }
    text.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// The rows in which somebody has said who is meant.
fn filled_in(path: &Path) -> Vec<Vec<String>> {
    let Ok(table) = read_table(path, NAME, &ReadOptions::default()) else { return Vec::new() };
    let place = |wanted: &str| table.headings.iter().position(|heading| heading == wanted);
    let Some(id) = place("id") else { return Vec::new() };
    let places = HEADINGS.map(place);
    let mut rows = Vec::new();
    let _ = table.for_each(|row| {
        if !row.cell(id).is_empty() {
            rows.push(places.map(|column| column.map_or("", |column| row.cell(column)).to_owned()).to_vec());
        }
        Ok(())
    });
    rows
}

/// A person as somebody may fill in who is meant, and the school. By no id of our making: it may be somebody else's
/// tomorrow.
fn candidate(survey: &Survey, person: u32) -> Option<[String; 2]> {
    let shown = survey.people[person as usize].known_by()?;
    let school = survey.waves.iter().rev().find_map(|wave| {
        let at = wave.staff.binary_search_by_key(&person, |s| s.person).ok()?;
        wave.staff[at].school
    });
    let school = school.map(|school| survey.schools[school as usize].id.clone()).unwrap_or_default();
    Some([shown.to_owned(), school])
}

/// A cell that no spreadsheet runs; the reader takes the apostrophe off again.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}
