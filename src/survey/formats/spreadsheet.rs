//! Workbooks: the cells of each sheet, written out as tab-separated text that is then read like any other table.
//!
//! Only the streaming cell reader is used: the other one reserves memory for whatever size a sheet claims to have.

use super::limits::Limits;
use super::{asked_for, ods};
use crate::error::{Error, Limit, Place, Result};
use calamine::{DataRef, Reader, Xlsx};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A sheet of a spreadsheet program has no more rows than this.
const SHEET_ROWS: u64 = 1 << 20;
/// Parts of a packed file: sheets, styles, pictures.
const PARTS: usize = 10_000;
/// A workbook that unpacks to less than this is not asked how well it was packed.
const SMALL_WORKBOOK: u64 = 32 << 20;

/// A sheet with something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    /// Its cells, tab-separated, a line per row from the first.
    pub(crate) text: String,
}

/// The sheets that have something in them, by their place among all from 1; the one asked for, when one is.
pub(crate) fn sheets(
    bytes: &[u8],
    kind: &'static str,
    file: &str,
    asked: Option<&str>,
    limits: &Limits,
) -> Result<Vec<(usize, Sheet)>> {
    check(bytes, kind, file, limits)?;
    let sheets = if kind == "ods" { ods::sheets(bytes, file, limits)? } else { xlsx_sheets(bytes, file, limits)? };
    let mut sheets: Vec<(usize, Sheet)> = (1..).zip(sheets).collect();
    if let Some(asked) = asked {
        let there: Vec<(usize, &str)> = sheets.iter().map(|(number, sheet)| (*number, sheet.name.as_str())).collect();
        let Some(found) = asked_for(asked, &there) else {
            let want = there.iter().map(|(_, name)| *name).collect::<Vec<_>>().join("; ");
            return Err(Error::BadOption { option: "sheet".into(), seen: asked.into(), want });
        };
        sheets.retain(|(number, _)| *number == found);
    }
    sheets.retain(|(_, sheet)| !sheet.text.is_empty());
    if sheets.is_empty() {
        return Err(Error::EmptyFile { file: file.into() });
    }
    Ok(sheets)
}

/// Refuses a workbook that would unpack to too much, whatever its own directory says of sizes.
fn check(bytes: &[u8], kind: &'static str, file: &str, limits: &Limits) -> Result<()> {
    let too_large = |seen, limit| Err(Error::TooLarge { file: file.into(), what: Limit::Bytes, seen, limit });
    if bytes.windows(4).filter(|&w| w == b"PK\x01\x02").count() > PARTS {
        return Err(broken(file, kind, format!("more than {PARTS} parts")));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(file, kind, error.to_string()))?;
    let mut total = 0;
    let mut buffer = vec![0; 64 * 1024];
    for part in 0..archive.len() {
        let mut part = archive.by_index(part).map_err(|error| broken(file, kind, error.to_string()))?;
        let name = part.name().map_or_else(|_| String::new(), |name| name.to_ascii_lowercase());
        if !matches!(name.rsplit('.').next(), Some("xml" | "rels")) {
            continue;
        }
        if part.size() > limits.file_bytes {
            return too_large(part.size(), limits.file_bytes);
        }
        // Texts that many cells share are kept in memory, styles too: they get a smaller part of what is allowed.
        let most = match () {
            () if name.contains("worksheets/") => limits.file_bytes,
            () if name.ends_with("sharedstrings.xml") || name == "content.xml" => limits.file_bytes / 4,
            () => limits.file_bytes / 32,
        };
        let (mut size, mut run, mut rows) = (0, 0, 0_u64);
        loop {
            let n = part.read(&mut buffer).map_err(|error| broken(file, kind, error.to_string()))?;
            if n == 0 {
                break;
            }
            (size, total) = (size + n as u64, total + n as u64);
            if size > most {
                return too_large(size, most);
            }
            check_unpacked(total, bytes.len() as u64, file, limits)?;
            for piece in buffer[..n].split_inclusive(|&b| b == b'<') {
                run = if piece.ends_with(b"<") { 0 } else { run + piece.len() as u64 };
                rows += u64::from(piece.starts_with(b"row") && matches!(piece.get(3), Some(b' ' | b'>' | b'/')));
                if rows > SHEET_ROWS {
                    return Err(Error::TooLarge {
                        file: file.into(),
                        what: Limit::Ties,
                        seen: rows,
                        limit: SHEET_ROWS,
                    });
                }
                // One letter of a cell may take six of XML (`&quot;`).
                if run > limits.cell_bytes.saturating_mul(6) {
                    let (file, limit) = (file.into(), limits.cell_bytes);
                    return Err(Error::TooLarge { file, what: Limit::Cell, seen: run, limit });
                }
            }
        }
    }
    Ok(())
}

/// Refuses a workbook that is too large, or that nobody could have filled in: people do not repeat themselves so.
fn check_unpacked(unpacked: u64, packed: u64, file: &str, limits: &Limits) -> Result<()> {
    let too_large = |what, seen, limit| Err(Error::TooLarge { file: file.into(), what, seen, limit });
    if unpacked > limits.file_bytes {
        return too_large(Limit::Bytes, unpacked, limits.file_bytes);
    }
    let times = unpacked / packed.max(1);
    if unpacked > SMALL_WORKBOOK && times > limits.unpacked.into() {
        return too_large(Limit::Unpacked, times, limits.unpacked.into());
    }
    Ok(())
}

pub(crate) fn broken(file: &str, format: &str, seen: impl Into<String>) -> Error {
    Error::Broken { place: Place::file(file), format: format.into(), seen: seen.into() }
}

fn xlsx_sheets(bytes: &[u8], file: &str, limits: &Limits) -> Result<Vec<Sheet>> {
    let bad = |error: calamine::XlsxError| broken(file, "xlsx", error.to_string());
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(bad)?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let mut cells = match book.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            // A sheet that is only a chart.
            Err(calamine::XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(bad(error)),
        };
        let mut writer = Writer::new(file, limits);
        while let Some(cell) = cells.next_cell().map_err(bad)? {
            let (row, column) = cell.get_position();
            match cell.get_value() {
                DataRef::Empty => {}
                DataRef::SharedString(text) => writer.cell(row, column, text)?,
                DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                    writer.cell(row, column, text)?;
                }
                DataRef::Int(number) => writer.cell(row, column, &number.to_string())?,
                DataRef::Float(number) => writer.cell(row, column, &number.to_string())?,
                DataRef::Bool(yes) => writer.cell(row, column, if *yes { "true" } else { "false" })?,
                DataRef::Error(error) => writer.cell(row, column, &error.to_string())?,
                DataRef::DateTime(when) => writer.cell(row, column, &date(when))?,
            }
        }
        sheets.push(Sheet { name, text: writer.finish()? });
    }
    Ok(sheets)
}

/// A date as `2025-08-25`, with the time when there is one.
fn date(when: &calamine::ExcelDateTime) -> String {
    if when.is_duration() {
        return when.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    match (when.as_f64() < 1.0, time == "00:00:00") {
        (true, _) => time,
        (false, true) => format!("{year:04}-{month:02}-{day:02}"),
        (false, false) => format!("{year:04}-{month:02}-{day:02} {time}"),
    }
}

/// Cells in, tab-separated text out; row numbers stay those of the sheet.
pub(crate) struct Writer<'a> {
    text: String,
    row: u32,
    row_bytes: u64,
    cells: Vec<(u32, String)>,
    file: &'a str,
    limits: &'a Limits,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(file: &'a str, limits: &'a Limits) -> Self {
        Writer { text: String::new(), row: 0, row_bytes: 0, cells: Vec::new(), file, limits }
    }

    /// One cell. Rows come in order; within a row any order will do.
    pub(crate) fn cell(&mut self, row: u32, column: u32, text: &str) -> Result<()> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let line = u64::from(row) + 1;
        let too_large = |what, seen, limit| Err(super::delimited::too_large(self.file, line, what, seen, limit));
        if column >= self.limits.columns {
            return too_large(Limit::Columns, u64::from(column) + 1, self.limits.columns.into());
        }
        if line > SHEET_ROWS {
            return too_large(Limit::Ties, line, SHEET_ROWS);
        }
        if text.len() as u64 > self.limits.cell_bytes {
            return too_large(Limit::Cell, text.len() as u64, self.limits.cell_bytes);
        }
        if row > self.row {
            self.end_row()?;
            self.text.extend(std::iter::repeat_n('\n', (row - self.row) as usize));
            self.row = row;
        }
        self.row_bytes += text.len() as u64;
        if self.row_bytes > self.limits.row_bytes() {
            return too_large(Limit::Cell, self.row_bytes, self.limits.cell_bytes);
        }
        self.cells.push((column, text.to_owned()));
        Ok(())
    }

    fn end_row(&mut self) -> Result<()> {
        // A cell that stands twice: the last one counts, as in a spreadsheet.
        self.cells.sort_by_key(|&(column, _)| column);
        let mut at = 0;
        for (i, (column, text)) in self.cells.iter().enumerate() {
            if self.cells.get(i + 1).is_some_and(|next| next.0 == *column) {
                continue;
            }
            self.text.extend(std::iter::repeat_n('\t', (column - at) as usize));
            at = *column;
            if text.contains(['\t', '"', '\n', '\r']) {
                self.text.push('"');
                self.text.push_str(&text.replace('"', "\"\""));
                self.text.push('"');
            } else {
                self.text.push_str(text);
            }
        }
        self.cells.clear();
        self.row_bytes = 0;
        let (seen, limit) = (self.text.len() as u64, self.limits.file_bytes);
        if seen > limit {
            return Err(Error::TooLarge { file: self.file.into(), what: Limit::Bytes, seen, limit });
        }
        Ok(())
    }

    /// The text; empty when no cell was filled.
    pub(crate) fn finish(mut self) -> Result<String> {
        self.end_row()?;
        Ok(self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Table, table_from_bytes};
    use super::*;
    use crate::error::{Notice, Result};
    use crate::survey::formats::ReadOptions;
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn read(bytes: &[u8], sheet: Option<&str>) -> Result<Table> {
        table_from_bytes(bytes.to_vec(), "staff.xlsx", &ReadOptions { sheet, ..ReadOptions::default() })
    }

    fn rows(table: &Table) -> Vec<(u64, Vec<String>)> {
        let mut rows = Vec::new();
        let cells = |row: super::super::Row<'_>| (0..row.cells()).map(|c| row.cell(c).to_owned()).collect();
        table.for_each(|row| (rows.push((row.line, cells(row))), Ok(())).1).expect("rows");
        rows
    }

    fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
            let options = if *name == "mimetype" { plain } else { SimpleFileOptions::default() };
            zip.start_file(*name, options).expect("a part");
            zip.write_all(text.as_bytes()).expect("a part");
        }
        zip.finish().expect("a zip").into_inner()
    }

    /// A workbook with this sheet data, as small as they get.
    fn workbook(data: &str) -> Vec<u8> {
        let sheet = format!("<worksheet><sheetData>{data}</sheetData></worksheet>");
        packed(&[
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
            (
                "_rels/.rels",
                "<Relationships><Relationship Id=\"rId1\" \
                 Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>",
            ),
            (
                "xl/workbook.xml",
                "<workbook><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"rId1\" Type=\"worksheet\" Target=\"worksheets/sheet1.xml\"/>\
                 </Relationships>",
            ),
            ("xl/worksheets/sheet1.xml", &sheet),
        ])
    }

    fn sheet_document(rows: &str) -> Vec<u8> {
        let content = format!(
            "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"Blad1\">{rows}\
             </table:table></office:spreadsheet></office:body></office:document-content>"
        );
        packed(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
    }

    fn refused(bytes: &[u8]) -> Limit {
        match read(bytes, None) {
            Err(Error::TooLarge { what, .. }) => what,
            other => panic!("{:?}", other.map(|table| rows(&table))),
        }
    }

    #[test]
    fn a_workbook_reads_like_a_text_file_with_the_rows_of_the_sheet() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("Blad1").expect("a name");
        for (column, heading) in ["Code", "Naam", "WTF", "Sinds", "Nieuw"].into_iter().enumerate() {
            sheet.write(1, column as u16, heading).expect("a cell");
        }
        sheet.write(4, 0, 12).expect("a cell");
        sheet.write(4, 1, "Zoë\t\"de\"\nJong").expect("a cell");
        sheet.write(4, 2, 0.8).expect("a cell");
        let day = ExcelDateTime::from_ymd(2025, 8, 25).expect("a day");
        sheet.write_with_format(4, 3, &day, &Format::new().set_num_format("dd-mm-yyyy")).expect("a cell");
        sheet.write(4, 4, true).expect("a cell");
        book.add_worksheet().set_name("Leeg").expect("a name");
        let second = book.add_worksheet().set_name("Oud").expect("a name");
        second.write(0, 0, "id").expect("a cell");
        let bytes = book.save_to_buffer().expect("a workbook");

        let table = read(&bytes, None).expect("a table");
        assert_eq!((table.heading_line, table.read_as.as_str()), (2, "xlsx, Blad1"));
        assert_eq!(table.headings, ["Code", "Naam", "WTF", "Sinds", "Nieuw"]);
        let cells = ["12", "Zoë\t\"de\"\nJong", "0.8", "2025-08-25", "true"].map(String::from).to_vec();
        assert_eq!(rows(&table), [(5, cells)]);
        assert_eq!(
            table.notices,
            [Notice::FileNotRead { place: Place::file("staff.xlsx, Oud"), used: "staff.xlsx, Blad1".into() }]
        );
        for sheet in ["oud", "3"] {
            assert_eq!(read(&bytes, Some(sheet)).expect("a table").headings, ["id"]);
        }
        assert!(
            matches!(read(&bytes, Some("Blad9")), Err(Error::BadOption { want, .. }) if want == "Blad1; Leeg; Oud")
        );
        assert!(matches!(read(&bytes, Some("Leeg")), Err(Error::EmptyFile { .. })));
    }

    #[test]
    fn an_open_document_sheet_reads_like_a_workbook() {
        let bytes = sheet_document(
            "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>\
             <table:table-row><table:table-cell><text:p>id</text:p></table:table-cell>\
             <table:table-cell table:number-columns-repeated=\"2\"><text:p>fte</text:p></table:table-cell>\
             </table:table-row>\
             <table:table-row><table:table-cell office:value-type=\"string\"><office:annotation><text:p>geheim</text:p>\
             </office:annotation><text:p>Zo&#235;<text:s/>&amp; co</text:p><text:p>x</text:p></table:table-cell>\
             <table:table-cell office:value-type=\"float\" office:value=\"0.8\"><text:p>0,80</text:p></table:table-cell>\
             </table:table-row>\
             <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell \
             table:number-columns-repeated=\"16384\"/></table:table-row>",
        );
        let table = read(&bytes, None).expect("a table");
        assert_eq!((table.heading_line, table.headings.len(), table.read_as.as_str()), (3, 3, "ods, Blad1"));
        assert_eq!(rows(&table), [(4, vec!["Zoë & co\nx".into(), "0.8".into()])]);
    }

    #[test]
    fn a_sheet_that_claims_to_be_enormous_is_refused_quickly() {
        let two =
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
        assert_eq!(refused(&workbook(two)), Limit::Columns);
        let two = two.replace("XFD1048576", "B1048576");
        assert_eq!(rows(&read(&workbook(&two), None).expect("a table"))[0].0, 1_048_576);

        let repeated = |attribute: &str, times: &str| {
            let cell = "<table:table-cell office:value-type=\"float\" office:value=\"1\" C/>".replace('C', attribute);
            sheet_document(&format!("<table:table-row {times}>{cell}</table:table-row>"))
        };
        assert_eq!(refused(&repeated("table:number-columns-repeated=\"16384\"", "")), Limit::Columns);
        assert_eq!(refused(&repeated("", "table:number-rows-repeated=\"4000000000\"")), Limit::Ties);
    }

    #[test]
    fn one_giant_cell_is_refused_before_it_is_read() {
        let giant = "x".repeat(20_000_000);
        let cell = format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{giant}</t></is></c></row>");
        assert_eq!(refused(&workbook(&cell)), Limit::Cell);
        let row =
            format!("<table:table-row><table:table-cell><text:p>{giant}</text:p></table:table-cell></table:table-row>");
        assert_eq!(refused(&sheet_document(&row)), Limit::Cell);
    }

    #[test]
    fn a_zip_bomb_is_refused_also_when_it_lies_about_its_size() {
        let options =
            ReadOptions { limits: Limits { file_bytes: 1_000_000, ..Limits::default() }, ..ReadOptions::default() };
        let mut bomb = workbook(&"<row/>".repeat(1_000_000));
        assert!(bomb.len() < 100_000);
        let read = |bytes: &[u8]| table_from_bytes(bytes.to_vec(), "t.xlsx", &options);
        assert!(matches!(read(&bomb), Err(Error::TooLarge { what: Limit::Bytes, .. })));
        let honest = 6_000_046_u32.to_le_bytes();
        let places: Vec<usize> = (0..bomb.len() - 4).filter(|&i| bomb[i..i + 4] == honest).collect();
        assert!(!places.is_empty());
        for at in places {
            bomb[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
        }
        assert!(read(&bomb).is_err());
    }

    #[test]
    fn a_damaged_workbook_is_said_to_be_so() {
        let good = workbook("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
        for cut in [good.len() / 3, good.len() / 2, good.len() - 5] {
            assert!(matches!(read(&good[..cut], None), Err(Error::Broken { .. })), "{cut}");
        }
        assert!(matches!(read(&workbook("<row r=\"1\"><c r=\"A1\"><v>1"), None), Err(Error::Broken { .. })));
    }
}
