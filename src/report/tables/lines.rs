//! Lines of a CSV file in the making. Tables of changes are wide and mostly empty, and a country has millions of
//! cells: what needs no quotation marks is put down as it is.

use super::{Cell, Style, TableOptions};

/// Lines of a CSV file.
pub(super) struct Lines {
    bytes: Vec<u8>,
    delimiter: u8,
    eu: bool,
    raw: bool,
    /// Where the line began, and how many cells it has.
    line: usize,
    cells: usize,
}

impl Lines {
    /// With what the file begins with.
    pub(super) fn new(options: TableOptions, start: Vec<u8>) -> Lines {
        let eu = options.style == Style::ExcelEu;
        let line = start.len();
        let delimiter = if eu { b';' } else { b',' };
        Lines { bytes: start, delimiter, eu, raw: options.raw, line, cells: 0 }
    }

    fn next(&mut self) {
        if self.cells > 0 {
            self.bytes.push(self.delimiter);
        }
        self.cells += 1;
    }

    /// A cell as it is, in quotation marks when it must be.
    fn plain(&mut self, text: &str) {
        self.next();
        let parts = |b: &u8| *b == self.delimiter || matches!(b, b'"' | b'\n' | b'\r');
        if text.as_bytes().iter().any(parts) {
            self.bytes.push(b'"');
            self.bytes.extend_from_slice(text.replace('"', "\"\"").as_bytes());
            self.bytes.push(b'"');
        } else {
            self.bytes.extend_from_slice(text.as_bytes());
        }
    }

    pub(super) fn heading(&mut self, headings: &[String]) {
        headings.iter().for_each(|h| self.plain(h));
        self.end();
    }

    pub(super) fn empty(&mut self) {
        self.next();
    }

    pub(super) fn number(&mut self, x: f64) {
        self.next();
        let from = self.bytes.len();
        number(x, &mut self.bytes);
        if self.eu {
            self.bytes[from..].iter_mut().filter(|b| **b == b'.').for_each(|b| *b = b',');
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.raw || !runs_as_formula(text) {
            self.plain(text);
        } else {
            self.plain(&format!("'{text}"));
        }
    }

    pub(super) fn cells(&mut self, cells: &[Cell]) {
        for cell in cells {
            match cell {
                Cell::Empty => self.empty(),
                Cell::Number(x) => self.number(*x),
                Cell::Text(t) => self.text(t),
            }
        }
    }

    pub(super) fn end(&mut self) {
        // A line of one empty cell would be no line at all.
        if self.cells == 1 && self.bytes.len() == self.line {
            self.bytes.extend_from_slice(b"\"\"");
        }
        self.bytes.push(b'\n');
        self.line = self.bytes.len();
        self.cells = 0;
    }

    pub(super) fn bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// A number in the shortest form that reads back equal; whole ones without a point, none with a power of ten.
fn number(x: f64, to: &mut Vec<u8>) {
    // Most numbers are whole and small. There and back is faster than asking for what is behind the point.
    let whole = x as i64;
    if x - whole as f64 == 0.0 && x.abs() < 9e15 {
        return match whole {
            0..10 => to.push(b'0' + whole as u8),
            _ => to.extend_from_slice(itoa::Buffer::new().format(whole).as_bytes()),
        };
    }
    let mut buffer = zmij::Buffer::new();
    let short = buffer.format(x);
    if short.contains('e') || x.fract() == 0.0 || !x.is_finite() {
        to.extend_from_slice(x.to_string().as_bytes());
    } else {
        to.extend_from_slice(short.as_bytes());
    }
}

/// Whether a spreadsheet would run a text as a formula, full-width signs included, or would take the apostrophe that
/// guards one for its own.
pub(super) fn runs_as_formula(text: &str) -> bool {
    let guarded = text.trim_start_matches('\'');
    guarded.starts_with(['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_the_shortest_form_that_reads_back_equal() {
        let written = |x: f64| {
            let mut text = Vec::new();
            number(x, &mut text);
            String::from_utf8(text).unwrap()
        };
        let mut numbers = vec![0.1 + 0.2, 1.0 / 3.0, 123_456.0, -2.5, -7.0, 9e15, -1.5e300, f64::MAX, 5e-324];
        numbers.extend((-20..25).map(|k| 10f64.powi(k) / 3.0).chain((-20..25).map(|k| 10f64.powi(k))));
        for x in numbers {
            assert_eq!(written(x).parse::<f64>().map(f64::to_bits), Ok(x.to_bits()), "{x}");
            // As the standard library writes them: none with a power of ten.
            assert_eq!(written(x), x.to_string());
        }
        for (x, text) in [(-0.0, "0"), (f64::NAN, "NaN"), (f64::NEG_INFINITY, "-inf")] {
            assert_eq!(written(x), text);
        }
        // Two forms are equally short and equally near: the even one, as in the findings.
        let half = 65_537.0 / 131_072.0;
        assert_eq!(written(half), serde_json::to_string(&half).unwrap());
        let mut eu = Lines::new(TableOptions { style: Style::ExcelEu, raw: true }, Vec::new());
        [-2.5, 1e-7, 3.0].into_iter().for_each(|x| eu.number(x));
        assert_eq!(eu.bytes(), b"-2,5;0,0000001;3");
    }

    #[test]
    fn a_file_reads_back_cell_for_cell_with_another_reader() {
        let hostile = ["", "a,b", "a;b", "say \"yes\"", "two\nlines", "a\rb", "\"", " x ", "é", "#", "\\", "\u{feff}"];
        for style in [Style::Plain, Style::ExcelEu] {
            let mut lines = Lines::new(TableOptions { style, raw: true }, Vec::new());
            for one in hostile {
                lines.text(one);
                lines.end();
                hostile.iter().for_each(|other| lines.text(&format!("{one}{other}")));
                lines.end();
            }
            let delimiter = if style == Style::ExcelEu { b';' } else { b',' };
            let bytes = lines.bytes();
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(delimiter)
                .from_reader(bytes.as_slice());
            let mut read = reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect::<Vec<String>>());
            for one in hostile {
                // The reader takes a mark at the very beginning of a file for its own; none stands there.
                assert_eq!(read.next().unwrap(), [one]);
                let all: Vec<String> = hostile.iter().map(|other| format!("{one}{other}")).collect();
                assert_eq!(read.next().unwrap(), all);
            }
            assert!(read.next().is_none());
        }
    }

    #[test]
    fn a_file_is_written_as_the_csv_crate_writes_it() {
        let rows = [["a", ""], ["", "b\"c"], ["1,5", "x;y"], ["", ""]];
        let mut theirs = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
        let mut ours = Lines::new(TableOptions { style: Style::Plain, raw: true }, Vec::new());
        for row in rows {
            theirs.write_record(row).unwrap();
            ours.cells(&row.map(|t| Cell::Text(t.into())));
            ours.end();
        }
        assert_eq!(ours.bytes(), theirs.into_inner().unwrap());
    }
}
