//! Rows of text in which nothing stands between quotation marks, as nearly all files of millions of rows are: every line is
//! a row, so that they are found without a parser, and by several threads.

use super::delimited::{Mark, Scan, too_large};
use super::limits::{BLANK_LINES, Limits};
use super::table::{Cells, Row};
use crate::error::{Limit, Result};
use rayon::prelude::*;

/// Bytes of the first part: it is short, for it is read row by row to meet what all others hold.
const FIRST: usize = 1 << 14;
/// Other parts: so many of them, none smaller or larger than this.
const PARTS: usize = 32;
const SMALLEST: usize = 1 << 14;
const LARGEST: usize = 1 << 19;

/// The rows that are not blank, one after the other.
pub(crate) struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u64,
    separator: u8,
    /// Where the cells of a row end, seen from where it begins.
    ends: Vec<u32>,
}

impl<'a> Lines<'a> {
    /// The rows behind a mark.
    pub(crate) fn new(text: &'a str, from: Mark, separator: u8) -> Lines<'a> {
        Lines { text, at: from.byte, line: from.line, separator, ends: Vec::new() }
    }

    /// The next row that is not blank.
    pub(crate) fn next(&mut self) -> Option<Row<'_>> {
        loop {
            let rest = self.text.as_bytes().get(self.at..).filter(|rest| !rest.is_empty())?;
            self.ends.clear();
            let ends = &mut self.ends;
            let (end, filled) = line(rest, self.separator, |at| ends.push(at as u32));
            let (from, line) = (self.at, self.line);
            self.at += (end + length_of_end(&rest[end..])).min(rest.len());
            self.line += 1;
            if filled {
                self.ends.push(end as u32);
                let text = self.text.get(from..from + end).unwrap_or_default();
                return Some(Row { line, cells: Cells::Line(text, &self.ends) });
            }
        }
    }
}

/// Where the first line of a text ends, and whether it is not blank; `separator_at` is told of each separator in it.
///
/// Eight bytes are looked at together: a mark in each of them says what it is.
fn line(rest: &[u8], separator: u8, mut separator_at: impl FnMut(usize)) -> (usize, bool) {
    let mut filled = false;
    let (eights, last) = rest.as_chunks::<8>();
    for (number, eight) in eights.iter().enumerate() {
        let eight = u64::from_le_bytes(*eight);
        let mut separators = equal(eight, separator);
        let blanks = not_above_blank(eight) & !separators;
        let ends = if blanks == 0 { 0 } else { (equal(eight, b'\n') | equal(eight, b'\r')) & blanks };
        // The marks before that of the first end of a line.
        let line = if ends == 0 { MARKS } else { (ends & ends.wrapping_neg()) - 1 };
        filled |= !(separators | blanks) & MARKS & line != 0;
        separators &= line;
        while separators != 0 {
            separator_at(number * 8 + separators.trailing_zeros() as usize / 8);
            separators &= separators - 1;
        }
        if ends != 0 {
            return (number * 8 + ends.trailing_zeros() as usize / 8, filled);
        }
    }
    for (at, &byte) in (eights.len() * 8..).zip(last) {
        if byte == separator {
            separator_at(at);
        } else if byte > b' ' {
            filled = true;
        } else if byte == b'\n' || byte == b'\r' {
            return (at, filled);
        }
    }
    (rest.len(), filled)
}

/// A mark in each of eight bytes.
const MARKS: u64 = 0x80 * EACH;
/// One in each of eight bytes.
const EACH: u64 = u64::MAX / 255;

/// Marks the bytes that are this one.
fn equal(eight: u64, byte: u8) -> u64 {
    let other = eight ^ (u64::from(byte) * EACH);
    !(((other & !MARKS) + !MARKS) | other) & MARKS
}

/// Marks the bytes up to a blank.
fn not_above_blank(eight: u64) -> u64 {
    const ABOVE: u64 = (0x7f - b' ' as u64) * EACH;
    !(((eight & !MARKS) + ABOVE) | eight) & MARKS
}

/// How many bytes end a line here.
fn length_of_end(rest: &[u8]) -> usize {
    match rest {
        [b'\r', b'\n', ..] => 2,
        [] => 0,
        _ => 1,
    }
}

/// Counts the rows of a body without quotes, finds those that are too long, and cuts it into parts: the same on every
/// machine.
pub(super) fn scan(
    rest: &[u8],
    body: Mark,
    separator: u8,
    columns: usize,
    file: &str,
    limits: &Limits,
) -> Result<Scan> {
    let about = About { separator, columns, file, limits };
    let cuts = cuts(rest);
    let pieces = || cuts.par_windows(2).map(|cut| about.piece(&rest[cut[0]..cut[1]], 0, 0));
    let found: Vec<Result<Piece>> = if cuts.len() > 2 {
        pieces().collect()
    } else {
        cuts.windows(2).map(|cut| about.piece(&rest[cut[0]..cut[1]], 0, 0)).collect()
    };
    let mut scan = Scan { unquoted: true, ..Scan::default() };
    let (mut line, mut wrong) = (body.line, false);
    for (piece, from) in found.iter().zip(&cuts) {
        scan.marks.push(Mark { byte: body.byte + from, line });
        scan.before.push(scan.rows);
        let Ok(piece) = piece else {
            wrong = true;
            break;
        };
        if scan.long_rows == 0 && piece.long_rows > 0 {
            scan.first_long = line + piece.first_long;
        }
        scan.rows += piece.rows;
        scan.long_rows += piece.long_rows;
        line += piece.lines;
    }
    if wrong || scan.rows > limits.ties || line > limits.ties.saturating_add(BLANK_LINES) {
        // What is too much is told with the line that it stands on: then they are gone over in order.
        let (mut line, mut rows) = (body.line, 0);
        for cut in cuts.windows(2) {
            let piece = about.piece(&rest[cut[0]..cut[1]], line, rows)?;
            (line, rows) = (line + piece.lines, rows + piece.rows);
        }
    }
    Ok(scan)
}

/// Where the parts of a body begin, and where the last one ends: at ends of rows.
fn cuts(rest: &[u8]) -> Vec<usize> {
    let part = (rest.len() / PARTS).clamp(SMALLEST, LARGEST);
    let mut cuts = vec![0];
    let mut wanted = FIRST;
    while let Some(behind) = rest.get(wanted..).filter(|behind| !behind.is_empty()) {
        let Some(end) = behind.iter().position(|&b| b == b'\n' || b == b'\r') else { break };
        let mut at = wanted + end;
        // The two bytes of one line end stay together.
        at -= usize::from(rest[at] == b'\n' && rest[at - 1] == b'\r');
        if cuts.last().is_some_and(|&last| last < at) {
            cuts.push(at);
        }
        wanted = at + part;
    }
    cuts.push(rest.len());
    cuts
}

/// What is the same for all pieces.
struct About<'a> {
    separator: u8,
    columns: usize,
    file: &'a str,
    limits: &'a Limits,
}

/// What is counted in a piece.
struct Piece {
    rows: u64,
    /// Line ends.
    lines: u64,
    long_rows: u64,
    /// The line of the first long row, from that of the piece on.
    first_long: u64,
}

impl About<'_> {
    /// Counts a piece whose first line has a number and that has so many rows before it.
    fn piece(&self, bytes: &[u8], first: u64, rows: u64) -> Result<Piece> {
        let About { separator, columns, file, limits } = *self;
        let mut piece = Piece { rows: 0, lines: 0, long_rows: 0, first_long: 0 };
        let mut start = 0;
        while start < bytes.len() {
            let mut cells = 1;
            let (length, filled) = line(&bytes[start..], separator, |_| cells += 1);
            let end = start + length;
            let (row, number) = (&bytes[start..end], first + piece.lines);
            if row.len() > limits.cell_bytes as usize || cells > limits.columns as usize {
                super::delimited::check_row(row, number, separator, file, limits)?;
            }
            if filled {
                piece.rows += 1;
                let filled = |cell: &[u8]| !cell.iter().all(u8::is_ascii_whitespace);
                if cells > columns && row.split(|&b| b == separator).skip(columns).any(filled) {
                    piece.long_rows += 1;
                    piece.first_long = if piece.long_rows == 1 { piece.lines } else { piece.first_long };
                }
                if rows + piece.rows > limits.ties {
                    return Err(too_large(file, number, Limit::Ties, rows + piece.rows, limits.ties));
                }
            }
            if number > limits.ties.saturating_add(BLANK_LINES) {
                return Err(too_large(file, number, Limit::Ties, number, limits.ties));
            }
            let ended = length_of_end(&bytes[end..]);
            piece.lines += u64::from(ended > 0);
            start = end + ended;
        }
        Ok(piece)
    }
}

#[cfg(test)]
mod tests {
    use super::super::delimited::{Rows, scan};
    use super::*;
    use proptest::prelude::*;

    /// Rows as the parser finds them.
    fn parsed(text: &str, from: Mark) -> Vec<(u64, Vec<String>)> {
        let limits = Limits::default();
        let mut rows = Rows::new(text, from, b',', "t.csv", &limits);
        let mut found = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            found.push((row.line, (0..row.cells()).map(|c| row.cell(c).to_owned()).collect()));
        }
        found
    }

    fn found(text: &str, from: Mark) -> Vec<(u64, Vec<String>)> {
        let mut rows = Lines::new(text, from, b',');
        let mut found = Vec::new();
        while let Some(row) = rows.next() {
            found.push((row.line, (0..row.cells()).map(|c| row.cell(c).to_owned()).collect()));
        }
        found
    }

    proptest! {
        #[test]
        fn lines_are_the_rows_that_the_parser_finds(text in "(a|bc|é|,|, |\n|\r\n|\r| ){0,60}") {
            let from = Mark { byte: 0, line: 1 };
            prop_assert_eq!(found(&text, from), parsed(&text, from));
        }
    }

    #[test]
    fn parts_put_together_are_the_whole_whatever_ends_the_lines() {
        for end in ["\n", "\r\n", "\r"] {
            // Lines of different lengths, blank ones and long rows among them, so that cuts fall everywhere.
            let line = |i: usize| match i % 7 {
                3 => String::new(),
                5 => format!("{i},b,c,d"),
                n => format!("{i},{}", "x".repeat(n + i % 11)),
            };
            let text: String = (0..150_000).map(|i| line(i) + end).collect();
            let body = Mark { byte: 0, line: 1 };
            let limits = Limits::default();
            let scan = scan(&text, (body, true), b',', 2, "t.csv", &limits).unwrap();
            assert!(scan.unquoted && scan.marks.len() > 3);
            let ends = scan.marks.iter().skip(1).map(|m| m.byte).chain([text.len()]);
            let parts: Vec<_> = scan.marks.iter().zip(ends).flat_map(|(&m, end)| found(&text[..end], m)).collect();
            assert_eq!(parts, parsed(&text, body));
            assert_eq!((scan.rows, scan.long_rows, scan.first_long), (parts.len() as u64, 150_000 / 7 + 1 - 1, 6));
        }
    }
}
