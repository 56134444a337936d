//! Delimited text: which separator, and the rows.

use super::{Limits, Row};
use crate::error::{Error, Limit, Place, Result};
use csv::{Reader, ReaderBuilder, StringRecord, Terminator};
use std::cell::Cell;
use std::io::{self, Read};

/// The separators that are tried, in order of preference when nothing tells them apart.
const SEPARATORS: [u8; 4] = *b",;\t|";

/// How many rows are looked at to find the separator.
const SNIFF_ROWS: usize = 50;

/// The name of a separator, for the data report.
pub(crate) fn separator_name(separator: u8) -> String {
    match separator {
        b',' => "comma".into(),
        b';' => "semicolon".into(),
        b'\t' => "tab".into(),
        b'|' => "bar".into(),
        b' ' => "space".into(),
        other => char::from(other).to_string(),
    }
}

/// How lines end, by the first line.
pub(crate) fn line_end_name(text: &str) -> &'static str {
    match text.bytes().position(|b| b == b'\n' || b == b'\r').map(|i| &text.as_bytes()[i..]) {
        Some([b'\r', b'\n', ..]) => "CR LF",
        Some([b'\r', ..]) => "CR",
        _ => "LF",
    }
}

/// The separator under which the first rows agree best on a number of columns.
pub(crate) fn sniff_separator(text: &str) -> u8 {
    let head = &text.as_bytes()[..text.len().min(256 * 1024)];
    let mut best = (0.0, 1, b',');
    for separator in SEPARATORS {
        let mut reader = builder(separator).from_reader(head);
        let mut record = csv::ByteRecord::new();
        let mut widths = Vec::new();
        while widths.len() < SNIFF_ROWS && reader.read_byte_record(&mut record).unwrap_or(false) {
            widths.push(record.len());
        }
        let Some(&heading) = widths.first() else { continue };
        if heading < 2 {
            continue;
        }
        let agree = widths.iter().filter(|&&w| w == heading).count() as f64 / widths.len() as f64;
        // Nearly all rows agree: then the separator that gives more columns is the one.
        let agree = if agree >= 0.9 { 1.0 } else { agree };
        if (agree, heading) > (best.0, best.1) {
            best = (agree, heading, separator);
        }
    }
    best.2
}

fn builder(separator: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(separator).terminator(Terminator::CRLF);
    builder
}

/// Text that stops being readable once a row goes on for too long, so that no row can fill the memory.
struct Fused<'a> {
    rest: &'a [u8],
    read: u64,
    until: &'a Cell<u64>,
}

impl Read for Fused<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read > self.until.get() {
            return Err(io::Error::other("row too long"));
        }
        let n = self.rest.read(buffer)?;
        self.read += n as u64;
        Ok(n)
    }
}

/// A place to begin reading: a byte of the text, and the spreadsheet row that stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Mark {
    pub(crate) byte: usize,
    pub(crate) line: u64,
}

/// Walks over the rows of `text` that are not blank. `f` also hears where the row ended.
pub(crate) fn for_each_row(
    text: &str,
    from: Mark,
    separator: u8,
    file: &str,
    limits: &Limits,
    mut f: impl FnMut(Row<'_>, Mark) -> Result<()>,
) -> Result<()> {
    let bytes = text.as_bytes().get(from.byte..).unwrap_or_default();
    let most = limits.row_bytes();
    let until = Cell::new(most);
    let mut reader = builder(separator).from_reader(Fused { rest: bytes, read: 0, until: &until });
    let mut record = StringRecord::new();
    let (mut line, mut end) = (from.line, 0_usize);
    loop {
        // The csv crate passes over blank lines and the second half of CR LF in silence: we count them ourselves.
        while let Some(&byte) = bytes.get(end) {
            match byte {
                b'\n' => end += 1,
                b'\r' => end += if bytes.get(end + 1) == Some(&b'\n') { 2 } else { 1 },
                _ => break,
            }
            line += 1;
        }
        let start = end;
        if !read_row(&mut reader, &mut record, bytes, start, separator, line, file, limits)? {
            return Ok(());
        }
        let stop = (reader.position().byte() as usize).min(bytes.len());
        // The row's own line end is left for the count above.
        end = stop - usize::from(stop > start && matches!(bytes[stop - 1], b'\n' | b'\r'));
        until.set(stop as u64 + most);
        let row = Row { line, record: &record };
        if !row.is_blank() {
            row.check(file, limits)?;
            f(row, Mark { byte: from.byte + end, line })?;
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "split off the loop above, which owns them all")]
fn read_row(
    reader: &mut Reader<Fused<'_>>,
    record: &mut StringRecord,
    bytes: &[u8],
    start: usize,
    separator: u8,
    line: u64,
    file: &str,
    limits: &Limits,
) -> Result<bool> {
    reader.read_record(record).map_err(|_| {
        // The text is valid UTF-8 and rows may differ in length, so only the fuse can have blown.
        let seen = bytes[start..].iter().take(limits.row_bytes() as usize);
        let columns = seen.filter(|&&b| b == separator).count() as u64 + 1;
        if columns > u64::from(limits.columns) {
            too_large(file, line, Limit::Columns, columns, limits.columns.into())
        } else {
            too_large(file, line, Limit::Cell, limits.row_bytes(), limits.cell_bytes)
        }
    })
}

pub(crate) fn too_large(file: &str, line: u64, what: Limit, seen: u64, limit: u64) -> Error {
    Error::TooLarge { file: Place::line(file, line).to_string(), what, seen, limit }
}
