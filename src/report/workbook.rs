//! The tables as sheets of one workbook, with a first sheet that explains.

use super::tables::{Cell, Layers, Table, columns, tables};
use crate::error::{Error, Result};
use crate::findings::Findings;
use crate::words::Words;
use rayon::prelude::*;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// A sheet holds no more rows than this; what is beyond stands in the CSV tables, and the first sheet says so.
const ROWS: u32 = 1_048_575;

/// The workbook's bytes.
pub(crate) fn workbook(findings: &Findings, words: &dyn Words) -> Result<Vec<u8>> {
    filled(findings, words)
        .map_err(|e| Error::CannotWrite { path: "workbook.xlsx".into(), source: std::io::Error::other(e) })
}

fn filled(findings: &Findings, words: &dyn Words) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A fixed date: equal input gives equal bytes.
    let date = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(&findings.title).set_creation_datetime(&date));
    let head = Format::new().set_bold();
    let first = book.add_worksheet();
    first.set_name(words.workbook_contents())?;
    first.set_column_width(0, 100)?;
    let mut lines = vec![findings.title.clone(), findings.program.clone()];
    let edition = words.say(super::story::edition(findings));
    lines.extend(words.workbook_introduction(edition, findings.tallies.is_empty()));
    for (row, line) in lines.iter().enumerate() {
        first.write_string(row as u32, 0, line)?;
    }
    let mut tables = tables(findings, Layers::BuiltIn);
    let explained = columns(&tables, words);
    tables.push(explained);
    let sheets: Vec<_> = tables.into_par_iter().with_max_len(1).map(|table| sheet(&table, &head)).collect();
    for sheet in sheets {
        book.push_worksheet(sheet?);
    }
    book.save_to_buffer()
}

/// A table as a sheet.
fn sheet(table: &Table<'_>, head: &Format) -> std::result::Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(table.name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, heading) in table.headings.iter().enumerate() {
        sheet.write_string_with_format(0, column as u16, heading, head)?;
        sheet.set_column_width(column as u16, heading.len().clamp(8, 24) as f64 + 1.0)?;
    }
    let mut row = 0;
    let mut failed = None;
    let done = (table.rows)(&mut |cells| {
        row += 1;
        if row <= ROWS && failed.is_none() {
            for (column, cell) in cells.iter().enumerate() {
                let written = match cell {
                    Cell::Empty => Ok(()),
                    Cell::Number(x) => sheet.write_number(row, column as u16, *x).map(|_| ()),
                    // Always a string cell: a formula in a name stays text.
                    Cell::Text(t) => sheet.write_string(row, column as u16, t).map(|_| ()),
                };
                failed = written.err();
                if failed.is_some() {
                    break;
                }
            }
        }
        Ok(())
    });
    if let Some(error) = failed {
        return Err(error);
    }
    if done.is_ok() && row > 0 {
        sheet.autofilter(0, 0, row.min(ROWS), (table.headings.len() - 1) as u16)?;
    }
    Ok(sheet)
}
