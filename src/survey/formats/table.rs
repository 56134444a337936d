//! A table: a heading, and rows that are read as they are walked over.

use super::Limits;
use super::answers::{Answers, Reason, Shape};
use super::delimited::{self, Mark, Rows, Scan};
use super::text::Text;
use super::unquoted::Lines;
use crate::error::{Error, Notice, Place, Result};
use crate::survey::headings::key;
use csv::StringRecord;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

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
    /// Which sheet of a workbook it is, from 1; none for a text.
    pub(crate) sheet: Option<usize>,
    /// The filled sheets beside it that are not read with it.
    pub(crate) others: Vec<(usize, String)>,
    text: String,
    separator: u8,
    /// The rows stand in the file as they are read: it is no sheet of a workbook, and no columns parted by spaces.
    is_delimited: bool,
    scan: Scan,
    start: usize,
    end: usize,
    limits: Limits,
}

impl Table {
    /// The table that a text holds.
    pub(crate) fn of(
        display: &str,
        text: Text,
        separator: u8,
        read_as: String,
        sha256: Option<String>,
        limits: &Limits,
    ) -> Result<Table> {
        let (start, end) = (text.range.start, text.range.end);
        let readable = text.text.get(..end).unwrap_or_default();
        let mut first = Rows::new(readable, Mark { byte: start, line: 1 }, separator, display, limits);
        let Some(row) = first.next()? else {
            return Err(Error::EmptyFile { file: display.into() });
        };
        let (headings, heading_line) = (headings_of(row), row.line);
        let body = first.mark();
        let count = || {
            let quoted = text.census.quotes;
            delimited::scan(readable, (body, quoted), separator, headings.len(), display, limits)
        };
        // What was made into this text has the sum of what it was made from.
        let is_delimited = sha256.is_none();
        let sum = || sha256.unwrap_or_else(|| text.sha256());
        // Waking the threads costs more than a small file.
        let (scan, sha256) = if readable.len() > 1 << 20 { rayon::join(count, sum) } else { (count(), sum()) };
        let scan = scan?;

        let mut notices = text.notices;
        if scan.long_rows > 0 {
            notices.push(Notice::LongRow { place: Place::line(display, scan.first_long), rows: scan.long_rows });
        }
        Ok(Table {
            file: display.into(),
            headings,
            heading_line,
            read_as,
            notices,
            sha256,
            sheet: None,
            others: Vec::new(),
            text: text.text,
            separator,
            is_delimited,
            scan,
            start,
            end,
            limits: limits.clone(),
        })
    }

    /// How many rows are not blank, the heading left out.
    pub fn rows(&self) -> u64 {
        self.scan.rows
    }

    /// Walks over the rows that are not blank, in order, without an allocation per row.
    pub fn for_each(&self, mut f: impl FnMut(Row<'_>) -> Result<()>) -> Result<()> {
        self.parts().iter().try_for_each(|part| part.for_each(&mut f))
    }

    /// Walks over all rows that are not blank; the heading is the first of them if `with_heading`.
    pub(crate) fn walk(&self, with_heading: bool, mut f: impl FnMut(Row<'_>) -> Result<()>) -> Result<()> {
        if !with_heading {
            return self.for_each(f);
        }
        let from = Mark { byte: self.start, line: 1 };
        Part { table: self, from, end: self.end, rows: None, unquoted: false }.for_each(&mut f)
    }

    /// The first rows, to see what is in a table.
    pub(crate) fn sample(&self, most: u64, mut f: impl FnMut(Row<'_>)) -> Result<()> {
        let Some(from) = self.scan.marks.first() else { return Ok(()) };
        let text = self.text.get(..self.end).unwrap_or_default();
        let mut rows = Rows::new(text, *from, self.separator, &self.file, &self.limits);
        for _ in 0..most {
            match rows.next()? {
                Some(row) => f(row),
                None => break,
            }
        }
        Ok(())
    }

    /// Answers without any yet, from this table.
    pub(crate) fn answers(&self, shape: Shape, reason: Reason) -> Answers {
        Answers {
            read_as: self.read_as.clone(),
            sha256: self.sha256.clone(),
            notices: self.notices.clone(),
            headings: self.headings.clone(),
            ..Answers::new(&self.file, shape, reason)
        }
    }

    /// The rows in parts of equal length, for reading on several threads: the same parts on every machine.
    pub fn parts(&self) -> Vec<Part<'_>> {
        let Scan { marks, before, unquoted, .. } = &self.scan;
        let ends = marks.iter().skip(1).map(|mark| mark.byte).chain([self.end]);
        let rows = before.iter().zip(before.iter().skip(1).chain([&self.scan.rows])).map(|(from, to)| to - from);
        let part = |((&from, end), rows)| Part { table: self, from, end, rows: Some(rows), unquoted: *unquoted };
        marks.iter().zip(ends).zip(rows).map(part).collect()
    }

    /// The sign that parts a row into as many cells as there are headings, while the sign of the headings is nowhere in it.
    pub(crate) fn other_separator(&self, row: Row<'_>) -> Option<u8> {
        let columns = self.headings.len();
        if !self.is_delimited || columns < 2 || row.cells() != 1 {
            return None;
        }
        // In a text or a name a space follows the sign.
        let parts = |sign: u8| row.cell(0).split(char::from(sign));
        let is_row = |sign: u8| parts(sign).count() == columns && parts(sign).all(|part| !part.starts_with(' '));
        delimited::SEPARATORS.into_iter().find(|&sign| sign != self.separator && is_row(sign))
    }

    /// Whether one such row is enough to tell: of two cells it may be a name with a comma, and the other cell left out.
    pub(crate) fn one_row_tells(&self) -> bool {
        self.headings.len() > 2
    }

    /// Whether some row is parted by the sign of the headings.
    pub(crate) fn has_parted_row(&self) -> bool {
        let mut found = false;
        let _ = self.for_each(|row| (found |= row.cells() > 1, Ok(())).1);
        found
    }

    /// The error of such rows, and how many there are.
    pub(crate) fn mixed_separators(&self, line: u64, other: u8, rows: u64) -> Error {
        let [separator, other] = [self.separator, other]
            .map(|sign| if sign == b'\t' { "tab".to_owned() } else { char::from(sign).to_string() });
        Error::MixedSeparators { place: Place::line(&self.file, line), separator, other, rows }
    }

    /// The column of a heading that the study names.
    pub fn column(&self, heading: &str) -> Result<usize> {
        let exact = self.headings.iter().position(|own| own == heading.trim());
        let found = exact.or_else(|| self.headings.iter().position(|own| key(own) == key(heading)));
        found.ok_or_else(|| Error::ColumnNotThere {
            place: Place::line(&self.file, self.heading_line),
            name: heading.into(),
            seen: self.headings.clone(),
        })
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

/// Some rows of a [`Table`], in order.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    table: &'a Table,
    from: Mark,
    end: usize,
    /// How many there are, where they were counted.
    rows: Option<u64>,
    unquoted: bool,
}

impl Part<'_> {
    /// How many rows are not blank: none where they were not counted.
    pub(crate) fn rows(&self) -> Option<u64> {
        self.rows
    }

    /// Walks over the rows that are not blank.
    pub fn for_each(&self, mut f: impl FnMut(Row<'_>) -> Result<()>) -> Result<()> {
        let Table { text, file, limits, separator, .. } = self.table;
        let text = text.get(..self.end).unwrap_or_default();
        if self.unquoted {
            let mut lines = Lines::new(text, self.from, *separator);
            while let Some(row) = lines.next() {
                f(row)?;
            }
            return Ok(());
        }
        let mut rows = Rows::new(text, self.from, *separator, file, limits);
        while let Some(row) = rows.next()? {
            f(row)?;
        }
        Ok(())
    }
}

/// A row of a [`Table`].
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The row's number as a spreadsheet counts: blank rows count, line ends inside a cell do not.
    pub line: u64,
    pub(super) cells: Cells<'a>,
}

/// The cells of a row.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cells<'a> {
    /// As a parser found them, and the row as it is written.
    Record(&'a StringRecord, &'a [u8]),
    /// A line, and where in it each cell ends.
    Line(&'a str, &'a [u32]),
}

impl<'a> Cells<'a> {
    fn get(self, column: usize) -> Option<&'a str> {
        match self {
            Cells::Record(record, _) => record.get(column),
            Cells::Line(line, ends) => {
                let from = if column == 0 { 0 } else { *ends.get(column - 1)? as usize + 1 };
                line.get(from..*ends.get(column)? as usize)
            }
        }
    }
}

impl<'a> Row<'a> {
    /// The trimmed text of a cell; empty past the end of the row.
    pub fn cell(&self, column: usize) -> &'a str {
        let Some(cell) = self.cells.get(column) else { return "" };
        let plain = |byte: &u8| (b'('..=b'~').contains(byte);
        match cell.as_bytes() {
            [] => "",
            [only] if plain(only) => cell,
            [first, .., last] if plain(first) && plain(last) => cell,
            _ => without_apostrophe(cell.trim()),
        }
    }

    /// How many cells the row has.
    pub fn cells(&self) -> usize {
        match self.cells {
            Cells::Record(record, _) => record.len(),
            Cells::Line(_, ends) => ends.len(),
        }
    }

    /// Whether all of the row stands between one pair of quotation marks: then it is one cell, whatever signs are in it.
    pub(crate) fn is_one_quoted(&self) -> bool {
        let Cells::Record(record, written) = self.cells else { return false };
        let written = written.trim_ascii();
        let pieces = |text: &[u8]| text.split(|&byte| byte == b'"').count();
        // Marks inside are doubled: `"a";"b"` is a cell that closes early, and goes on.
        record.get(0).is_some_and(|cell| {
            let cell = cell.as_bytes();
            record.len() == 1 && written.first() == Some(&b'"') && pieces(written) == 2 * pieces(cell) + 1
        })
    }
}

/// Takes off the apostrophe that our own tables put before text which a spreadsheet would run.
fn without_apostrophe(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) => rest,
        _ => cell,
    }
}

/// The headings, without empty ones at the end.
fn headings_of(row: Row<'_>) -> Vec<String> {
    let filled = (0..row.cells()).rev().find(|&c| !row.cell(c).is_empty()).map_or(0, |c| c + 1);
    (0..filled).map(|column| row.cell(column).trim_matches('\u{feff}').trim().to_owned()).collect()
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256_of(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::{ReadOptions, read_table, table_from_bytes};
    use super::*;
    use crate::error::Limit;
    use std::path::Path;

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
        for text in ["id,name\n", "id,name", "\nid,name\n\n", "sep=,\r\nid,name"] {
            assert_eq!((table(text).rows(), table(text).headings.len()), (0, 2), "{text:?}");
        }
    }

    #[test]
    fn every_usual_separator_is_found() {
        for (separator, name) in [(',', "comma"), (';', "semicolon"), ('\t', "tab"), ('|', "bar")] {
            let text = "id,name,remark\n1,Jan,\n2,\"Zus, Piet; de tweede\",\"a\tb|c\"\n3,Mies,x".replace(',', "\u{1}");
            let text = text.replace("Zus\u{1} ", "Zus, ").replace('\u{1}', &separator.to_string());
            let table = table(&text);
            assert_eq!(table.read_as, format!("UTF-8, {name}, LF"));
            assert_eq!(rows(&table)[1], row(3, &["2", "Zus, Piet; de tweede", "a\tb|c"]));
        }
    }

    #[test]
    fn a_comma_in_a_question_does_not_make_a_semicolon_file_a_comma_file() {
        let table = table("ID;Bij wie was u, vorig jaar, in de klas?;Aantal\n1;Jan;0,5\n2;Piet;1,5\n");
        assert_eq!(table.headings.len(), 3);
    }

    #[test]
    fn a_file_of_one_column_is_a_table_too() {
        assert_eq!(rows(&table("naam\nJan\nPiet, de tweede\n")).len(), 2);
        assert_eq!(table("naam\nJan\n").headings, ["naam"]);
    }

    #[test]
    fn columns_parted_by_spaces_are_read_when_they_hold_numbers() {
        let table = table("\"ego id\" score\r\n\r\n 1   3.5\r\n2 NA\r\n");
        assert_eq!(
            (&table.headings[..], table.read_as.as_str()),
            (&["ego id".into(), "score".into()][..], "UTF-8, space, CR LF")
        );
        assert_eq!(rows(&table), [row(3, &["1", "3.5"]), row(4, &["2", "NA"])]);
        let names = super::tests::table("naam\nJan Jansen\nPiet Smit\n");
        assert_eq!(names.headings, ["naam"]);
        assert_eq!(super::tests::table("volle naam\nJan Jansen\nPiet Smit\n").headings, ["volle naam"]);
        let r = super::tests::table("\"from\" \"to\"\n\"1\" 5 6\n\"2\" 6 5\n");
        assert_eq!((r.headings.len(), rows(&r)[0].1.len()), (3, 3));
    }

    #[test]
    fn the_apostrophe_against_formulas_is_taken_off_and_no_other() {
        let table = table("a,b,c,d,e,f\n'=cmd,'+1,'-x,'@y,'s-Gravenhage,\"'\tz\"\n' =a,'',',''-,'\u{ff1d}q, '=r \n");
        assert_eq!(rows(&table)[0], row(2, &["=cmd", "+1", "-x", "@y", "'s-Gravenhage", "\tz"]));
        assert_eq!(rows(&table)[1], row(3, &["' =a", "''", "'", "''-", "\u{ff1d}q", "=r"]));
    }

    #[test]
    fn a_row_with_more_cells_than_the_heading_is_noticed_once_with_its_count() {
        for quote in ["", "\""] {
            let table = table(&format!("id,name,,\n1,{quote}a{quote},,,\n2,b,,,,x\n3\n4,c,extra\n"));
            assert_eq!(table.headings, ["id", "name"]);
            assert_eq!(table.notices, [Notice::LongRow { place: Place::line("t.csv", 3), rows: 2 }]);
            assert_eq!(rows(&table)[2], row(4, &["3"]));
        }
    }

    #[test]
    fn a_cell_past_the_end_of_a_row_is_empty() {
        let table = table("a,b\n1\n");
        table.for_each(|row| (assert_eq!((row.cell(1), row.cell(9)), ("", "")), Ok(())).1).expect("rows");
    }

    #[test]
    fn the_same_rows_come_in_parts_as_in_one_walk() {
        for note in ["x", "\"x\ny\""] {
            let mut text = String::from("from,to,note\n");
            for i in 0..200_000 {
                let _ = write!(text, "{i},{},{note}\r\n", i + 1);
            }
            let table = table(&text);
            let parts = table.parts();
            assert!(parts.len() > 2);
            let (mut rows, mut line) = (0_u64, 1);
            for part in parts {
                part.for_each(|row| {
                    assert_eq!((row.cell(0), row.line), (rows.to_string().as_str(), line + 1));
                    (rows, line) = (rows + 1, row.line);
                    Ok(())
                })
                .expect("rows");
            }
            assert_eq!((rows, table.rows()), (200_000, 200_000));
        }
    }

    #[test]
    fn the_sum_of_a_file_is_that_of_its_bytes() {
        // sha256sum (GNU coreutils 9.1) of the three bytes "abc".
        let table = table("abc");
        assert_eq!(table.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let dutch = table_from_bytes(b"abc\xeb".to_vec(), "t.csv", &ReadOptions::default()).expect("a table");
        assert_ne!(dutch.sha256, table_from_bytes("abcë".into(), "t.csv", &ReadOptions::default()).expect("").sha256);
    }

    #[test]
    fn a_hostile_file_is_refused_before_it_fills_the_memory() {
        let refused = |text: String| match table_from_bytes(text.into_bytes(), "t.csv", &ReadOptions::default()) {
            Err(Error::TooLarge { file, what, .. }) => (file, what),
            other => panic!("{:?}", other.map(|t| t.rows())),
        };
        let (million, line) = (1_000_000, |n| format!("t.csv, line {n}"));
        assert_eq!(refused(",".repeat(10 * million)), (line(1), Limit::Columns));
        assert_eq!(refused("a,b\n".to_owned() + &",".repeat(10 * million)), (line(2), Limit::Columns));
        assert_eq!(refused("a,b\n1,\"".to_owned() + &"x".repeat(30 * million)), (line(2), Limit::Cell));
        assert_eq!(refused("x".repeat(30 * million)), (line(1), Limit::Cell));
        assert_eq!(refused("a,\"b\n".to_owned() + &"1,2\n".repeat(5 * million)), (line(1), Limit::Cell));
        assert_eq!(refused("a,b\n1,".to_owned() + &"x".repeat(70_000)), (line(2), Limit::Cell));
        assert_eq!(refused("a,b\n1,\"".to_owned() + &"x".repeat(70_000) + "\""), (line(2), Limit::Cell));
        let few = ReadOptions { limits: Limits { ties: 2, file_bytes: 20, ..Limits::default() }, ..Default::default() };
        let read = |text: &str| table_from_bytes(text.into(), "t.csv", &few);
        assert!(matches!(read("a\n1\n2\n3\n"), Err(Error::TooLarge { what: Limit::Ties, seen: 3, .. })));
        assert!(matches!(read(&"a".repeat(21)), Err(Error::TooLarge { what: Limit::Bytes, .. })));
    }

    #[test]
    fn a_file_that_is_not_there_is_said_not_to_be_there() {
        let error = read_table(Path::new("no-such-file.csv"), "ties.csv", &ReadOptions::default()).expect_err("none");
        assert!(matches!(error, Error::NotFound { path } if path == "ties.csv"));
    }
}
