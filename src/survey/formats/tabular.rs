//! Tables that hold ties: which shape they are in, and why.

use super::answers::{Answers, Shape};
use super::matrix::Square;
use super::wide::Form;
use super::{AnswerOptions, Table, long, matrix, wide, wide_rows};
use crate::error::{Error, Field, Notice, Place, Result};

/// The answers in the sheets of a workbook, or in the only table of a text file.
pub(crate) fn read(sheets: Vec<(Option<String>, Table)>, options: &AnswerOptions<'_>) -> Result<Answers> {
    let Some((_, first)) = sheets.first() else {
        return Err(Error::EmptyFile { file: String::new() });
    };
    let kind = kind_of(first, options)?;
    if let Kind::Matrix(square) = kind {
        let (mut squares, mut others) = (vec![square], Vec::new());
        let mut used = vec![];
        for (n, (name, table)) in sheets.into_iter().enumerate() {
            let square = if n == 0 { None } else { matrix::square(&table, options)? };
            if n == 0 || square.as_ref().is_some_and(|square| square.fits(&squares[0])) {
                squares.extend(square);
                used.push((name, table));
            } else {
                others.push(name);
            }
        }
        let mut answers = matrix::read(&used, &squares, options)?;
        not_read(&mut answers, used[0].0.as_ref(), others);
        return Ok(answers);
    }
    let mut sheets = sheets.into_iter();
    let Some((name, table)) = sheets.next() else { return Err(Error::EmptyFile { file: String::new() }) };
    let mut answers = match kind {
        Kind::Long(ends) => long::read(&table, &ends, options)?,
        Kind::Wide(form) => wide_rows::read(&table, &form, options)?,
        Kind::Matrix(square) => matrix::read(&[(None, table)], &[square], options)?,
    };
    not_read(&mut answers, name.as_ref(), sheets.map(|(name, _)| name).collect());
    Ok(answers)
}

fn not_read(answers: &mut Answers, used: Option<&String>, others: Vec<Option<String>>) {
    let file = answers.file.clone();
    let full = |name: Option<String>| name.map_or_else(|| file.clone(), |name| format!("{file}, {name}"));
    for other in others {
        let notice = Notice::FileNotRead { place: Place::file(full(other)), used: full(used.cloned()) };
        answers.notices.push(notice);
    }
}

enum Kind {
    Long(long::Ends),
    Matrix(Square),
    Wide(Form),
}

/// The shape that was told, or else the first that fits.
fn kind_of(table: &Table, options: &AnswerOptions<'_>) -> Result<Kind> {
    let unclear = || Error::NoColumn {
        place: Place::line(&table.file, table.heading_line),
        want: Field::To,
        seen: table.headings.clone(),
    };
    match options.shape {
        Some(Shape::Long) => long::ends(table, options, true)?.map(Kind::Long),
        Some(Shape::Matrix) => matrix::square(table, options)?.map(Kind::Matrix),
        Some(shape @ (Shape::Nominations | Shape::MultiSelect | Shape::Grid)) => {
            wide::form(table, Some(shape), options)?.map(Kind::Wide)
        }
        Some(Shape::Network) | None => {
            if let Some(ends) = long::ends(table, options, false)? {
                Some(Kind::Long(ends))
            } else if let Some(square) = matrix::square(table, options)? {
                Some(Kind::Matrix(square))
            } else {
                wide::form(table, None, options)?.map(Kind::Wide)
            }
        }
    }
    .ok_or_else(unclear)
}
