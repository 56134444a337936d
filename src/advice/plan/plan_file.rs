//! Plans that somebody wrote or edited: `plan.csv`.

use super::{Line, Means};
use crate::error::{Error, Field, Place, Result, Thing};
use crate::survey::Survey;
use crate::survey::formats::{ReadOptions, Table, read_table};
use std::path::Path;

/// The columns of a plan file, in order.
pub const COLUMNS: [&str; 8] = ["kind", "from", "to", "group", "day", "opens_door_of", "score", "reasons"];

/// A line between two people, by position on the roster, as somebody would write it.
///
/// ```
/// use staffroom::advice::plan::{Means, plan_file::line};
/// assert_eq!(line(Means::ReturnVisit, 3, 5).opens_door_of, Some(5));
/// assert_eq!(line(Means::Buddy, 3, 5).opens_door_of, None);
/// ```
pub fn line(kind: Means, from: u32, to: u32) -> Line {
    Line { from: Some(from), to: Some(to), opens_door_of: kind.is_visit().then_some(to), ..Line::of(kind) }
}

/// The lines of a plan file for one wave. Rows without a kind are passed over; `score`, `reasons` and `day` are for
/// people and not read.
///
/// # Errors
/// A file that cannot be read, a missing column, and every kind and person that is not known, each with its place.
pub fn read(path: &Path, survey: &Survey, wave: u32) -> Result<Vec<Line>> {
    let display = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let table = read_table(path, &display, &ReadOptions::default())?;
    let column = |name: &str| table.headings.iter().position(|h| h.trim().eq_ignore_ascii_case(name));
    let need = |name: &str, want: Field| {
        column(name).ok_or_else(|| Error::NoColumn {
            place: Place::line(&table.file, table.heading_line),
            want,
            seen: table.headings.clone(),
            headings: None,
        })
    };
    let (kind, from, to) = (need("kind", Field::Kind)?, need("from", Field::From)?, need("to", Field::To)?);
    let group = column("group");
    let staff = &survey.waves[wave as usize].staff;
    let mut by_id: Vec<(&str, u32)> =
        (0..).zip(staff).map(|(position, s)| (survey.people[s.person as usize].id.as_str(), position)).collect();
    by_id.sort_unstable();
    let (mut lines, mut problems) = (Vec::new(), Vec::new());
    table.for_each(|row| {
        let written = row.cell(kind).trim();
        if written.is_empty() {
            return Ok(());
        }
        let Some(means) = Means::ALL.into_iter().find(|m| m.name() == written) else {
            problems.push(unknown(&table, row.line, Thing::Means, written));
            return Ok(());
        };
        let mut person = |column: usize| {
            let id = row.cell(column).trim();
            if id.is_empty() {
                return None;
            }
            let found = by_id.binary_search_by_key(&id, |p| p.0).ok().map(|at| by_id[at].1);
            if found.is_none() {
                problems.push(unknown(&table, row.line, Thing::Person, id));
            }
            found
        };
        let (from, to) = (person(from), person(to));
        let group = group.map(|c| row.cell(c).trim()).filter(|g| !g.is_empty()).map(str::to_owned);
        let opens_door_of = to.filter(|_| means.is_visit());
        lines.push(Line { from, to, group, opens_door_of, ..Line::of(means) });
        Ok(())
    })?;
    match Error::from_list(problems) {
        Some(error) => Err(error),
        None => Ok(lines),
    }
}

fn unknown(table: &Table, line: u64, what: Thing, name: &str) -> Error {
    let seen = match what {
        Thing::Means => Means::ALL.iter().map(|m| m.name().to_owned()).collect(),
        _ => Vec::new(),
    };
    Error::UnknownAt { place: Place::line(&table.file, line), what, name: name.to_owned(), seen }
}
