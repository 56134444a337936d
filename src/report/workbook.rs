//! The tables as sheets of one workbook, with a first sheet that says what each of them holds.

use super::tables::{Cell, Layers, Table, columns, plan, tables};
use crate::error::{Error, Result};
use crate::findings::Findings;
use crate::words::Words;
use rayon::prelude::*;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Url, Workbook, Worksheet, XlsxError};
use std::borrow::Cow;

/// What a sheet can hold. The rest stands in the CSV tables, and the first sheet says how much that is.
#[derive(Debug, Clone, Copy)]
struct Capacity {
    /// Rows below the heading.
    rows: u32,
    columns: u16,
    /// Letters of a cell, as UTF-16 counts them.
    letters: usize,
}

const EXCEL: Capacity = Capacity { rows: 1_048_575, columns: 16_384, letters: 32_767 };

/// A sheet, and what there was no place for.
struct Filled {
    sheet: Worksheet,
    name: &'static str,
    rows: u32,
    left_out: LeftOut,
}

/// What there is no place for on a sheet: it stands in the CSV table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct LeftOut {
    rows: u64,
    columns: u64,
    /// Texts that end early.
    texts: u64,
}

/// The workbook's bytes.
pub(crate) fn workbook(findings: &Findings, words: &dyn Words) -> Result<Vec<u8>> {
    filled(findings, words, EXCEL)
        .map_err(|e| Error::CannotWrite { path: "workbook.xlsx".into(), source: std::io::Error::other(e) })
}

fn filled(findings: &Findings, words: &dyn Words, capacity: Capacity) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A fixed date: equal input gives equal bytes.
    let date = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(&findings.title).set_creation_datetime(&date));
    let head = Format::new().set_bold();
    let mut tables = tables(findings, Layers::Together);
    tables.extend(plan(findings, words));
    let explained = columns(&tables, words);
    tables.push(explained);
    let made = tables.into_par_iter().with_max_len(1).map(|table| sheet(&table, &head, capacity));
    let sheets = made.collect::<Vec<_>>().into_iter().collect::<std::result::Result<Vec<_>, _>>()?;
    book.push_worksheet(contents(findings, words, &sheets, &head)?);
    for filled in sheets {
        book.push_worksheet(filled.sheet);
    }
    book.save_to_buffer()
}

/// The first sheet: what this is, and what stands on each of the others.
fn contents(
    findings: &Findings,
    words: &dyn Words,
    sheets: &[Filled],
    head: &Format,
) -> std::result::Result<Worksheet, XlsxError> {
    let mut first = Worksheet::new();
    first.set_name(words.workbook_contents())?;
    for (column, width) in [(0, 16), (1, 10), (2, 110)] {
        first.set_column_width(column, width)?;
    }
    let mut lines = vec![findings.title.clone(), findings.program.clone()];
    let edition = words.say(super::story::edition(findings));
    lines.extend(words.workbook_introduction(edition).map(str::to_owned));
    if findings.layers.iter().any(|layer| !Layers::Together.shows(findings, layer)) {
        lines.push(words.workbook_relations().to_owned());
    }
    let mut row = 0;
    for line in &lines {
        first.write_string(row, 0, line)?;
        row += 1;
    }
    row += 1;
    for (column, heading) in (0..).zip(words.workbook_heads()) {
        first.write_string_with_format(row, column, heading, head)?;
    }
    for filled in sheets {
        row += 1;
        first.write_url(row, 0, Url::new(format!("internal:'{}'!A1", filled.name)).set_text(filled.name))?;
        first.write_number(row, 1, filled.rows)?;
        let mut holds = words.sheet_holds(filled.name).to_owned();
        let LeftOut { rows, columns, texts } = filled.left_out;
        if filled.left_out != LeftOut::default() {
            holds += &format!(" {}", words.sheet_left_out(filled.name, rows, columns, texts));
        }
        first.write_string(row, 2, holds)?;
    }
    Ok(first)
}

/// A text that fits a cell; it ends in … where there was more.
fn fitting(text: &str, letters: usize) -> Cow<'_, str> {
    if text.len() <= letters || text.encode_utf16().count() <= letters {
        return Cow::Borrowed(text);
    }
    let mut left = letters.saturating_sub(1);
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    });
    Cow::Owned(kept.chain(['…']).collect())
}

/// A table as a sheet.
fn sheet(table: &Table<'_>, head: &Format, capacity: Capacity) -> std::result::Result<Filled, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(table.name)?;
    sheet.set_freeze_panes(1, 0)?;
    let mut left_out =
        LeftOut { columns: table.headings.len().saturating_sub(capacity.columns.into()) as u64, ..LeftOut::default() };
    for (column, heading) in (0..capacity.columns).zip(&table.headings) {
        sheet.write_string_with_format(0, column, fitting(heading, capacity.letters), head)?;
        sheet.set_column_width(column, heading.len().clamp(8, 24) as f64 + 1.0)?;
    }
    let mut rows = 0;
    let mut failed = None;
    let done = (table.rows)(&mut |cells| {
        if failed.is_some() {
            return Ok(());
        }
        if rows == capacity.rows {
            left_out.rows += 1;
            return Ok(());
        }
        rows += 1;
        for (column, cell) in (0..capacity.columns).zip(cells) {
            let written = match cell {
                Cell::Empty => Ok(()),
                Cell::Number(x) => sheet.write_number(rows, column, *x).map(|_| ()),
                // Always a string cell: a formula in a name stays text.
                Cell::Text(t) => {
                    let fits = fitting(t, capacity.letters);
                    left_out.texts += u64::from(fits != *t);
                    sheet.write_string(rows, column, fits).map(|_| ())
                }
            };
            failed = written.err();
            if failed.is_some() {
                break;
            }
        }
        Ok(())
    });
    if let Some(error) = failed {
        return Err(error);
    }
    if done.is_ok() && rows > 0 {
        let last = table.headings.len().min(capacity.columns.into()) - 1;
        sheet.autofilter(0, 0, rows, last as u16)?;
    }
    Ok(Filled { sheet, name: table.name, rows, left_out })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use crate::words::ALL;
    use calamine::{Data, Reader, Xlsx};
    use std::io::Cursor;

    fn opened(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
        Xlsx::new(Cursor::new(bytes)).unwrap()
    }

    #[test]
    fn what_a_sheet_has_no_place_for_is_counted_on_the_first() {
        let findings = sample::group(3, 10);
        let capacity = Capacity { rows: 7, columns: 5, letters: 40 };
        for (lang, words) in ALL {
            let mut book = opened(filled(&findings, words, capacity).unwrap());
            let teachers = book.worksheet_range("teachers").unwrap();
            assert_eq!(teachers.get_size(), (8, 5), "{lang:?}");
            let explained = book.worksheet_range("columns").unwrap();
            assert!(explained.used_cells().all(|c| c.2.to_string().encode_utf16().count() <= 40), "{lang:?}");
            let first = book.worksheet_range(words.workbook_contents()).unwrap();
            let told = |name: &str| {
                let row = first.rows().find(|r| r[0] == *name).unwrap();
                (row[1].clone(), row[2].to_string())
            };
            let csv = tables(&findings, Layers::Together);
            let columns = csv.iter().find(|t| t.name == "teachers").unwrap().headings.len() as u64 - 5;
            let mut rows = 0;
            (csv.iter().find(|t| t.name == "teachers").unwrap().rows)(&mut |_| {
                rows += 1;
                Ok(())
            })
            .unwrap();
            let (count, text) = told("teachers");
            assert_eq!(count, Data::Float(7.0), "{lang:?}");
            assert!(text.ends_with(&words.sheet_left_out("teachers", rows - 7, columns, 0)), "{lang:?}: {text}");
            assert!(told("columns").1.contains("tables/columns.csv"), "{lang:?}");
        }
    }

    #[test]
    fn a_text_is_cut_between_letters() {
        assert_eq!(fitting("abcdef", 6), "abcdef");
        assert_eq!(fitting("abcdefg", 6), "abcde…");
        // Two halves each.
        assert_eq!(fitting("😀😀😀😀", 6), "😀😀…");
    }
}
