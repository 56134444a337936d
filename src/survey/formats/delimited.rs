//! Delimited text: which separator, and the rows.

use super::limits::{BLANK_LINES, Limits};
use super::table::{Cells, Row};
use super::unquoted;
use crate::error::{Error, Limit, Place, Result};
use csv::{Reader, ReaderBuilder, StringRecord, Terminator};
use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// The separators that are tried, in order of preference when nothing tells them apart.
pub(super) const SEPARATORS: [u8; 4] = *b",;\t|";

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

/// The separator under which the first rows agree best on a number of columns; none when none gives two.
pub(crate) fn sniff_separator(text: &str) -> Option<u8> {
    let head = &text.as_bytes()[..text.len().min(256 * 1024)];
    let mut best = (0.0, 1, None);
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
            best = (agree, heading, Some(separator));
        }
    }
    best.2
}

/// Text in columns parted by spaces, as old programs and R write it, with tabs in their place: only when all lines have
/// as many words (the first may lack one, for the row names) and a column holds numbers, so that no list of names is
/// cut up.
pub(crate) fn parted_by_spaces(text: &str) -> Option<String> {
    let lines = || text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'));
    let mut widths: Vec<usize> = Vec::new();
    let mut numeric: Vec<bool> = Vec::new();
    let mut words = Vec::new();
    for line in lines().take(1000 * SNIFF_ROWS).filter(|line| !line.trim().is_empty()).take(SNIFF_ROWS) {
        words_of(line, &mut words);
        if !widths.is_empty() {
            numeric.resize(words.len().max(numeric.len()), true);
            let is_number = |word: &str| word == "NA" || super::network_file::number(word).is_some();
            words.iter().zip(&mut numeric).for_each(|(word, numeric)| *numeric &= is_number(word));
        }
        widths.push(words.len());
    }
    let (&first, rest) = widths.split_first()?;
    let &width = rest.first()?;
    let agree = rest.iter().all(|&w| w == width) && (first == width || first + 1 == width);
    if width < 2 || !agree || !numeric.contains(&true) {
        return None;
    }
    let mut tabbed = String::with_capacity(text.len() + 1);
    if first < width {
        tabbed.push('\t');
    }
    for (n, line) in lines().enumerate() {
        if n > 0 {
            tabbed.push('\n');
        }
        words_of(line, &mut words);
        for (n, word) in words.iter().enumerate() {
            if n > 0 {
                tabbed.push('\t');
            }
            tabbed.push_str(word);
        }
    }
    Some(tabbed)
}

/// The words of a line; a quoted text is one, with its quotes.
fn words_of<'a>(line: &'a str, words: &mut Vec<&'a str>) {
    words.clear();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let closed = rest.strip_prefix('"').and_then(|quoted| quoted.find('"')).map(|end| end + 2);
        let end = closed.unwrap_or_else(|| rest.find(char::is_whitespace).unwrap_or(rest.len()));
        words.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
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
    until: Rc<Cell<u64>>,
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

/// A place to begin reading: a byte of the text at the end of a row, and that row's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Mark {
    pub(crate) byte: usize,
    pub(crate) line: u64,
}

/// The rows of a text that are not blank, one after the other.
pub(crate) struct Rows<'a> {
    reader: Reader<Fused<'a>>,
    record: StringRecord,
    bytes: &'a [u8],
    /// Where the row begins and ends that was read last.
    start: usize,
    end: usize,
    from: Mark,
    line: u64,
    until: Rc<Cell<u64>>,
    separator: u8,
    file: &'a str,
    limits: &'a Limits,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(text: &'a str, from: Mark, separator: u8, file: &'a str, limits: &'a Limits) -> Self {
        let bytes = text.as_bytes().get(from.byte..).unwrap_or_default();
        let until = Rc::new(Cell::new(limits.row_bytes()));
        let fused = Fused { rest: bytes, read: 0, until: Rc::clone(&until) };
        Rows {
            reader: builder(separator).from_reader(fused),
            record: StringRecord::new(),
            bytes,
            start: 0,
            end: 0,
            from,
            line: from.line,
            until,
            separator,
            file,
            limits,
        }
    }

    /// The next row that is not blank.
    pub(crate) fn next(&mut self) -> Result<Option<Row<'_>>> {
        loop {
            // The csv crate passes over blank lines and the second half of CR LF in silence: we count them ourselves.
            while let Some(&byte) = self.bytes.get(self.end) {
                match byte {
                    b'\n' => self.end += 1,
                    b'\r' => self.end += if self.bytes.get(self.end + 1) == Some(&b'\n') { 2 } else { 1 },
                    _ => break,
                }
                self.line += 1;
            }
            if self.line > self.limits.ties.saturating_add(BLANK_LINES) {
                return Err(too_large(self.file, self.line, Limit::Ties, self.line, self.limits.ties));
            }
            // The reader passes over the blank lines, too.
            self.until.set(self.end as u64 + self.limits.row_bytes());
            match self.reader.read_record(&mut self.record) {
                Ok(true) => {}
                Ok(false) => return Ok(None),
                Err(_) => return Err(self.too_long()),
            }
            let (start, stop) = (self.end, (self.reader.position().byte() as usize).min(self.bytes.len()));
            self.start = start;
            // The row's own line end is left for the count above.
            self.end = stop - usize::from(stop > start && matches!(self.bytes[stop - 1], b'\n' | b'\r'));
            if self.record.as_slice().bytes().any(|b| b > b' ') {
                break;
            }
        }
        self.check()?;
        let written = self.bytes.get(self.start..self.end).unwrap_or_default();
        Ok(Some(Row { line: self.line, cells: Cells::Record(&self.record, written) }))
    }

    /// Where the row ends that was read last.
    pub(crate) fn mark(&self) -> Mark {
        Mark { byte: self.from.byte + self.end, line: self.line }
    }

    fn check(&self) -> Result<()> {
        let columns = self.record.len() as u64;
        if columns > u64::from(self.limits.columns) {
            return Err(too_large(self.file, self.line, Limit::Columns, columns, self.limits.columns.into()));
        }
        if self.record.as_slice().len() as u64 > self.limits.cell_bytes {
            let longest = self.record.iter().map(str::len).max().unwrap_or(0) as u64;
            if longest > self.limits.cell_bytes {
                return Err(too_large(self.file, self.line, Limit::Cell, longest, self.limits.cell_bytes));
            }
        }
        Ok(())
    }

    /// The text is valid UTF-8 and rows may differ in length, so that only the fuse can have blown.
    fn too_long(&self) -> Error {
        too_long(&self.bytes[self.end..], Some(self.separator), self.file, self.line, self.limits)
    }
}

/// Why a row that goes on for too long does so: too many columns, or a cell.
pub(crate) fn too_long(row: &[u8], separator: Option<u8>, file: &str, line: u64, limits: &Limits) -> Error {
    // A quotation mark that is never closed runs over many lines: only the first is this row's own.
    let most = limits.row_bytes();
    let first = row.iter().take(most as usize).take_while(|&&b| b != b'\n' && b != b'\r');
    let count = |separator: u8| first.clone().filter(|&&b| b == separator).count() as u64 + 1;
    let columns = separator.map_or_else(|| SEPARATORS.into_iter().map(count).max().unwrap_or(0), count);
    if columns > u64::from(limits.columns) {
        too_large(file, line, Limit::Columns, columns, limits.columns.into())
    } else {
        too_large(file, line, Limit::Cell, most, limits.cell_bytes)
    }
}

pub(crate) fn too_large(file: &str, line: u64, what: Limit, seen: u64, limit: u64) -> Error {
    Error::TooLarge { file: Place::line(file, line).to_string(), what, seen, limit }
}

/// What a walk over all rows tells before any is used.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Scan {
    /// Rows that are not blank.
    pub(crate) rows: u64,
    /// Rows with something beyond the last heading, and the first of them.
    pub(crate) long_rows: u64,
    pub(crate) first_long: u64,
    /// Where reading can begin: the parts.
    pub(crate) marks: Vec<Mark>,
    /// How many rows stand before each of them.
    pub(crate) before: Vec<u64>,
    /// No cell stands between quotation marks: every line is a row.
    pub(crate) unquoted: bool,
}

impl Scan {
    /// Rows of a part, the first one left out: that is short.
    const STRIDE: u64 = 1 << 14;
    const FIRST: u64 = 1 << 9;

    fn row(&mut self, line: u64, is_long: bool, file: &str, limits: &Limits) -> Result<()> {
        self.rows += 1;
        if is_long {
            self.long_rows += 1;
            self.first_long = if self.long_rows == 1 { line } else { self.first_long };
        }
        if self.rows > limits.ties {
            return Err(too_large(file, line, Limit::Ties, self.rows, limits.ties));
        }
        Ok(())
    }

    fn mark(&mut self, mark: Mark) {
        if self.rows == Self::FIRST || self.rows.is_multiple_of(Self::STRIDE) {
            self.marks.push(mark);
            self.before.push(self.rows);
        }
    }
}

/// Counts the rows after the heading, and finds those that are too long; `quoted` says whether there may be quotation marks.
pub(crate) fn scan(
    text: &str,
    (body, quoted): (Mark, bool),
    separator: u8,
    columns: usize,
    file: &str,
    limits: &Limits,
) -> Result<Scan> {
    let rest = text.as_bytes().get(body.byte..).unwrap_or_default();
    if !quoted || !rest.contains(&b'"') {
        return unquoted::scan(rest, body, separator, columns, file, limits);
    }
    let mut scan = Scan { marks: vec![body], before: vec![0], ..Scan::default() };
    let mut rows = Rows::new(text, body, separator, file, limits);
    while let Some(row) = rows.next()? {
        let is_long = (columns..row.cells()).any(|column| !row.cell(column).is_empty());
        scan.row(row.line, is_long, file, limits)?;
        scan.mark(rows.mark());
    }
    Ok(scan)
}

/// Refuses a row with too many columns or too long a cell.
pub(super) fn check_row(row: &[u8], line: u64, separator: u8, file: &str, limits: &Limits) -> Result<()> {
    let (mut columns, mut longest) = (0_u64, 0);
    for cell in row.split(|&b| b == separator) {
        columns += 1;
        longest = longest.max(cell.len() as u64);
    }
    if columns > u64::from(limits.columns) {
        Err(too_large(file, line, Limit::Columns, columns, limits.columns.into()))
    } else if longest > limits.cell_bytes {
        Err(too_large(file, line, Limit::Cell, longest, limits.cell_bytes))
    } else {
        Ok(())
    }
}
