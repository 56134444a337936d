//! From a file to rows: one file per format, and the table [`FORMATS`] of what is read.

mod answers;
mod delimited;
mod dl;
mod dl_header;
mod gexf;
mod graphml;
mod json;
mod names;
mod network_file;
#[cfg(feature = "xlsx")]
mod ods;
mod pajek;
#[cfg(feature = "xlsx")]
mod spreadsheet;
mod table;
mod text;
mod xml;

pub use answers::{Answer, Answers, Asked, Attribute, Detail, Frequency, Reason, Respondent, Shape};
pub use table::{Part, Row, Table};

use crate::error::{Error, Limit, Notice, Place, Result};
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
    if let Some(kind) = workbook_kind(&bytes) {
        let mut tables = tables_of_workbook(&bytes, kind, display, options)?.into_iter();
        let Some((sheet, mut table)) = tables.next() else {
            return Err(Error::EmptyFile { file: display.into() });
        };
        let place = |other: &str| Place::file(format!("{display}, {other}"));
        table.notices.extend(
            tables.map(|(other, _)| Notice::FileNotRead { place: place(&other), used: format!("{display}, {sheet}") }),
        );
        return Ok(table);
    }
    let text = text::decode(bytes, display, options.encoding)?;
    let separator = text.separator.unwrap_or_else(|| delimited::sniff_separator(text.content()));
    let read_as =
        [text.encoding, &delimited::separator_name(separator), delimited::line_end_name(text.content())].join(", ");
    Table::of(display, text, separator, read_as, None, limits)
}

/// The kind of workbook that these bytes are.
fn workbook_kind(bytes: &[u8]) -> Option<&'static str> {
    let packed = bytes.starts_with(b"PK\x03\x04");
    packed.then(|| text::zip_kind(bytes)).filter(|kind| matches!(*kind, "xlsx" | "ods"))
}

/// The filled sheets of a workbook with their names.
#[cfg(feature = "xlsx")]
fn tables_of_workbook(
    bytes: &[u8],
    kind: &'static str,
    display: &str,
    options: &ReadOptions<'_>,
) -> Result<Vec<(String, Table)>> {
    let limits = &options.limits;
    let sum = table::sha256_of(bytes);
    let sheets = spreadsheet::sheets(bytes, kind, display, options.sheet, limits)?;
    let table_of = |sheet: spreadsheet::Sheet| {
        let read_as = format!("{kind}, {}", sheet.name);
        let text = text::Text::of(sheet.text);
        Ok((sheet.name, Table::of(display, text, b'\t', read_as, Some(sum.clone()), limits)?))
    };
    sheets.into_iter().map(table_of).collect()
}

#[cfg(not(feature = "xlsx"))]
fn tables_of_workbook(
    _: &[u8],
    kind: &'static str,
    display: &str,
    _: &ReadOptions<'_>,
) -> Result<Vec<(String, Table)>> {
    Err(Error::NotRead { file: display.into(), seen: kind.into() })
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
