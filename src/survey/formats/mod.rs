//! From a file to rows: one file per format, and the table [`FORMATS`] of what is read.

mod delimited;
mod text;

use crate::error::{Error, Limit, Notice, Place, Result};
use csv::StringRecord;
use delimited::Mark;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// What keeps a hostile or broken file from filling the memory: one place for all limits.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of a file, unpacked.
    pub file_bytes: u64,
    /// Bytes of one cell.
    pub cell_bytes: u64,
    /// Columns of a row.
    pub columns: u32,
    /// People on a roster or in a network file.
    pub people: u32,
    /// Answers about ties, and rows of any table.
    pub ties: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 256 * 1024 * 1024,
            cell_bytes: 64 * 1024,
            columns: 4096,
            people: 1_000_000,
            ties: 20_000_000,
        }
    }
}

impl Limits {
    /// No row is longer than this, whatever its cells: room for every column of a wide survey.
    fn row_bytes(&self) -> u64 {
        self.cell_bytes.saturating_mul(64)
    }
}

/// How to read a file, beyond what it says itself.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions<'a> {
    /// The encoding; found out when none.
    pub encoding: Option<&'a str>,
    /// The sheet of a workbook; the first when none.
    pub sheet: Option<&'a str>,
    /// The limits.
    pub limits: Limits,
}

/// A table: a heading, and rows that are read as they are walked over.
#[derive(Debug)]
#[non_exhaustive]
pub struct Table {
    /// The file's name for places.
    pub file: String,
    /// The headings as they stand, trimmed.
    pub headings: Vec<String>,
    /// The row that the headings stand on.
    pub heading_line: u64,
    /// How it was read: `windows-1252, semicolon, CR LF`.
    pub read_as: String,
    /// What the reader should know.
    pub notices: Vec<Notice>,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    text: String,
    end: usize,
    separator: u8,
    rows: u64,
    body: Mark,
    limits: Limits,
}

impl Table {
    /// How many rows are not blank, the heading left out.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Walks over the rows that are not blank, in order, without an allocation per row.
    pub fn for_each(&self, mut f: impl FnMut(Row<'_>) -> Result<()>) -> Result<()> {
        let text = self.text.get(..self.end).unwrap_or_default();
        delimited::for_each_row(text, self.body, self.separator, &self.file, &self.limits, |row, _| f(row))
    }

    /// The place of a cell, by its column's heading.
    pub fn place(&self, line: u64, column: usize) -> Place {
        let place = Place::line(&self.file, line);
        match self.headings.get(column) {
            Some(heading) => place.column(heading),
            None => place,
        }
    }
}

/// A row of a [`Table`].
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The row's number as a spreadsheet counts: blank rows count, line ends inside a cell do not.
    pub line: u64,
    record: &'a StringRecord,
}

impl<'a> Row<'a> {
    /// The trimmed text of a cell; empty past the end of the row.
    pub fn cell(&self, column: usize) -> &'a str {
        let Some(cell) = self.record.get(column) else { return "" };
        let plain = |byte: &u8| (b'('..=b'~').contains(byte);
        match cell.as_bytes() {
            [] => "",
            [first, .., last] if plain(first) && plain(last) => cell,
            _ => without_apostrophe(cell.trim()),
        }
    }

    /// How many cells the row has.
    pub fn cells(&self) -> usize {
        self.record.len()
    }

    fn is_blank(&self) -> bool {
        self.record.as_slice().bytes().all(|b| b.is_ascii_whitespace())
    }

    fn check(&self, file: &str, limits: &Limits) -> Result<()> {
        if self.cells() > limits.columns as usize {
            let seen = self.cells() as u64;
            return Err(delimited::too_large(file, self.line, Limit::Columns, seen, limits.columns.into()));
        }
        if self.record.as_slice().len() as u64 > limits.cell_bytes {
            let longest = self.record.iter().map(str::len).max().unwrap_or(0) as u64;
            if longest > limits.cell_bytes {
                return Err(delimited::too_large(file, self.line, Limit::Cell, longest, limits.cell_bytes));
            }
        }
        Ok(())
    }
}

/// Takes off the apostrophe that our own tables put before text which a spreadsheet would run.
fn without_apostrophe(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) => rest,
        _ => cell,
    }
}

/// Reads a table from a file.
pub fn read_table(path: &Path, display: &str, options: &ReadOptions<'_>) -> Result<Table> {
    table_from_bytes(read_bytes(path, display, &options.limits)?, display, options)
}

/// Reads a table that is in memory already.
pub fn table_from_bytes(bytes: Vec<u8>, display: &str, options: &ReadOptions<'_>) -> Result<Table> {
    let limits = &options.limits;
    if bytes.len() as u64 > limits.file_bytes {
        return Err(too_many_bytes(display, bytes.len() as u64, limits));
    }
    let text = text::decode(bytes, display, options.encoding)?;
    let content = text.content();
    let separator = text.separator.unwrap_or_else(|| delimited::sniff_separator(content));
    let read_as = [text.encoding, &delimited::separator_name(separator), delimited::line_end_name(content)].join(", ");

    let mut headings: Option<(Vec<String>, u64, Mark)> = None;
    let (mut rows, mut long_rows, mut first_long) = (0_u64, 0_u64, 0);
    delimited::for_each_row(content, Mark { byte: 0, line: 1 }, separator, display, limits, |row, end| {
        let Some((headings, ..)) = &headings else {
            headings = Some((headings_of(row), row.line, end));
            return Ok(());
        };
        rows += 1;
        if row.cells() > headings.len() && (headings.len()..row.cells()).any(|column| !row.cell(column).is_empty()) {
            first_long = if long_rows == 0 { row.line } else { first_long };
            long_rows += 1;
        }
        if rows > limits.ties {
            return Err(delimited::too_large(display, row.line, Limit::Ties, rows, limits.ties));
        }
        Ok(())
    })?;
    let Some((headings, heading_line, body)) = headings else {
        return Err(Error::EmptyFile { file: display.into() });
    };
    let sha256 = sha256(text.bytes());
    let mut notices = text.notices;
    if long_rows > 0 {
        notices.push(Notice::LongRow { place: Place::line(display, first_long), rows: long_rows });
    }
    Ok(Table {
        file: display.into(),
        headings,
        heading_line,
        read_as,
        notices,
        sha256,
        end: text.range.end,
        body: Mark { byte: text.range.start + body.byte, line: body.line },
        text: text.text,
        separator,
        rows,
        limits: limits.clone(),
    })
}

/// The headings, without empty ones at the end.
fn headings_of(row: Row<'_>) -> Vec<String> {
    let filled = (0..row.cells()).rev().find(|&c| !row.cell(c).is_empty()).map_or(0, |c| c + 1);
    (0..filled).map(|column| row.cell(column).trim_matches('\u{feff}').trim().to_owned()).collect()
}

/// The bytes of a file, if there are not too many.
fn read_bytes(path: &Path, display: &str, limits: &Limits) -> Result<Vec<u8>> {
    let cannot = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::NotFound => Error::NotFound { path: display.into() },
        _ => Error::CannotRead { path: display.into(), source },
    };
    let file = File::open(path).map_err(cannot)?;
    let size = file.metadata().map_err(cannot)?.len();
    if size > limits.file_bytes {
        return Err(too_many_bytes(display, size, limits));
    }
    let mut bytes = Vec::with_capacity(size as usize + 1);
    // A pipe has no size beforehand, and a file may grow meanwhile.
    file.take(limits.file_bytes + 1).read_to_end(&mut bytes).map_err(cannot)?;
    Ok(bytes)
}

fn too_many_bytes(file: &str, seen: u64, limits: &Limits) -> Error {
    Error::TooLarge { file: file.into(), what: Limit::Bytes, seen, limit: limits.file_bytes }
}

/// SHA-256 in hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        table_from_bytes(text.into(), "t.csv", &ReadOptions::default()).expect("a table")
    }

    fn rows(table: &Table) -> Vec<(u64, Vec<String>)> {
        let mut rows = Vec::new();
        table
            .for_each(|row| {
                rows.push((row.line, (0..row.cells()).map(|c| row.cell(c).to_owned()).collect()));
                Ok(())
            })
            .expect("rows");
        rows
    }

    fn row(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
        (line, cells.iter().map(|&c| c.to_owned()).collect())
    }

    #[test]
    fn a_semicolon_file_from_a_dutch_spreadsheet_reads_like_a_comma_file() {
        let dutch = table("Van;Naar;Aantal\r\nT1;T2;0,5\r\nT2;T3;1\r\n");
        let english = table("Van,Naar,Aantal\nT1,T2,\"0,5\"\nT2,T3,1\n");
        assert_eq!(dutch.headings, ["Van", "Naar", "Aantal"]);
        assert_eq!(rows(&dutch), rows(&english));
        assert_eq!(dutch.read_as, "UTF-8, semicolon, CR LF");
        assert_eq!(english.read_as, "UTF-8, comma, LF");
    }

    #[test]
    fn lines_are_counted_as_a_spreadsheet_counts() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "1,\"x", "y\"", "", "", "2,z", ",", "3,w"].join(end);
            let table = table(&text);
            let note = format!("x{end}y");
            assert_eq!(table.heading_line, 1, "{end:?}");
            // The cell of two lines is one row of the spreadsheet: 3. Two blank ones follow, then 6, a blank 7, and 8.
            assert_eq!(rows(&table), [row(3, &["1", &note]), row(6, &["2", "z"]), row(8, &["3", "w"])], "{end:?}");
            assert_eq!(table.rows(), 3);
        }
    }

    #[test]
    fn a_file_with_a_heading_and_no_rows_is_not_empty() {
        for text in ["id,name\n", "id,name", "\nid,name\n\n"] {
            assert_eq!((table(text).rows(), table(text).headings.len()), (0, 2));
        }
    }
}
