//! Tables that hold ties: which shape they are in, and why.

use super::answers::{Answers, Shape};
use super::matrix::Square;
use super::together::{ask_alike, together};
use super::wide::Form;
use super::{AnswerOptions, Table, long, matrix, wide, wide_rows};
use crate::error::{Error, Field, Notice, Place, Result};
use crate::survey::columns::no_column;

/// The answers in the sheets of a workbook, or in the only table of a text file.
pub(crate) fn read(sheets: &[(Option<String>, Table)], options: &AnswerOptions<'_>) -> Result<Answers> {
    let Some(((name, table), others)) = sheets.split_first() else {
        return Err(Error::EmptyFile { file: String::new() });
    };
    let mut answers = match kind_of(table, options)? {
        Kind::Long(ends) => long::read(table, &ends, options)?,
        Kind::Wide(form) => return forms(sheets, &form, options),
        Kind::Matrix(square) => return matrices(sheets, square, options),
    };
    not_read(&mut answers, name.as_ref(), others.iter().map(|(name, _)| name.as_ref()));
    Ok(answers)
}

/// The forms of a workbook: those of its sheets that ask what the first one asks are one survey.
fn forms(sheets: &[(Option<String>, Table)], first: &Form, options: &AnswerOptions<'_>) -> Result<Answers> {
    let mut used = vec![(sheets[0].0.clone().unwrap_or_default(), wide_rows::read(&sheets[0].1, first, options)?)];
    let mut others = Vec::new();
    for (name, table) in &sheets[1..] {
        // Told columns are those of the first sheet; a sheet without them is another table.
        let form = wide::form(table, options.shape, options).ok().flatten();
        match form.filter(|form| ask_alike(&first.questions, &form.questions)) {
            Some(form) => used.push((name.clone().unwrap_or_default(), wide_rows::read(table, &form, options)?)),
            None => others.push(name.as_ref()),
        }
    }
    let mut answers = match used.len() {
        1 => used.pop().map(|(_, answers)| answers),
        _ => together(used),
    };
    let Some(mut answers) = answers.take() else { return Err(Error::EmptyFile { file: sheets[0].1.file.clone() }) };
    not_read(&mut answers, sheets[0].0.as_ref(), others.into_iter());
    Ok(answers)
}

/// The matrices of a workbook, one per sheet: a relation each, or where no two sheets have a person in common, a school
/// each.
fn matrices(sheets: &[(Option<String>, Table)], first: Square, options: &AnswerOptions<'_>) -> Result<Answers> {
    let (mut squares, mut used, mut others) = (vec![first], vec![&sheets[0]], Vec::new());
    for sheet in &sheets[1..] {
        let fits = |square: &Square| square.fits(&squares[0]) || (square.is_named() && squares[0].is_named());
        match matrix::square(&sheet.1, options)?.filter(fits) {
            Some(square) => {
                squares.push(square);
                used.push(sheet);
            }
            None => others.push(sheet.0.as_ref()),
        }
    }
    let mut answers = matrix::read(&used, &squares, options)?;
    not_read(&mut answers, sheets[0].0.as_ref(), others.into_iter());
    Ok(answers)
}

fn not_read<'a>(answers: &mut Answers, used: Option<&String>, others: impl Iterator<Item = Option<&'a String>>) {
    let file = answers.file.clone();
    let full = |name: Option<&String>| name.map_or_else(|| file.clone(), |name| format!("{file}, {name}"));
    for other in others {
        let notice = Notice::FileNotRead { place: Place::file(full(other)), used: full(used) };
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
    let unclear = || no_column(table, Field::To);
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
    .ok_or_else(|| match options.shape {
        Some(shape) if shape != Shape::Network => Error::NotInShape {
            place: Place::line(&table.file, table.heading_line),
            shape,
            seen: table.headings.clone(),
        },
        _ => unclear(),
    })
}
