//! `OpenDocument` sheets, streamed: a cell that is repeated a million times is not written out a million times.

use super::spreadsheet::{Sheet, Writer, broken};
use super::xml::{Piece, Tag, Xml};
use super::{Limits, delimited};
use crate::error::{Limit, Result};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Every sheet, those without a filled cell included.
pub(crate) fn sheets(bytes: &[u8], file: &str, limits: &Limits) -> Result<Vec<Sheet>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(file, "ods", e.to_string()))?;
    let part = archive.by_name("content.xml").map_err(|e| broken(file, "ods", e.to_string()))?;
    let mut content = String::new();
    part.take(limits.file_bytes).read_to_string(&mut content).map_err(|e| broken(file, "ods", e.to_string()))?;

    let mut xml = Xml::new(&content, file, "ods", limits);
    let (mut sheets, mut name, mut row) = (Vec::new(), String::new(), 0_u64);
    let mut writer = Writer::new(file, limits);
    loop {
        match xml.next()? {
            Piece::Open(tag) if tag.name() == "table" => {
                (name, row) = (tag.attribute("name").unwrap_or_default(), 0);
                writer = Writer::new(file, limits);
            }
            Piece::Close(tag) if tag == "table" => {
                let text = std::mem::replace(&mut writer, Writer::new(file, limits)).finish()?;
                sheets.push(Sheet { name: std::mem::take(&mut name), text });
            }
            Piece::Open(tag) if tag.name() == "table-row" => {
                let times = repeated(&tag, "number-rows-repeated");
                let cells = row_of(&mut xml, file, limits)?;
                // The empty rows down to the end of the sheet cost nothing; filled ones are bounded by the limits.
                if !cells.is_empty() && row + times > limits.ties {
                    return Err(delimited::too_large(file, row, Limit::Ties, row + times, limits.ties));
                }
                // A filled row that is said to stand there a million times is counted before it is written once.
                let bytes: u64 = cells.iter().map(|(_, text)| text.len() as u64 + 1).sum();
                let all = bytes.saturating_mul(times);
                if all > limits.file_bytes {
                    return Err(delimited::too_large(file, row + 1, Limit::Bytes, all, limits.file_bytes));
                }
                for line in row..if cells.is_empty() { row } else { row + times } {
                    for (column, text) in &cells {
                        writer.cell(line as u32, *column, text)?;
                    }
                }
                row += times;
            }
            Piece::End => return Ok(sheets),
            _ => {}
        }
    }
}

fn repeated(tag: &Tag<'_>, attribute: &str) -> u64 {
    tag.attribute(attribute).and_then(|n| n.parse().ok()).unwrap_or(1).clamp(1, u64::from(u32::MAX))
}

/// The filled cells of the row that was just opened.
fn row_of(xml: &mut Xml<'_>, file: &str, limits: &Limits) -> Result<Vec<(u32, String)>> {
    let (mut cells, mut column, mut bytes) = (Vec::new(), 0_u64, 0);
    loop {
        match xml.next()? {
            Piece::Open(tag) if matches!(tag.name(), "table-cell" | "covered-table-cell") => {
                let times = repeated(&tag, "number-columns-repeated");
                let text = cell_text(xml, &tag)?;
                if !text.is_empty() {
                    if column + times > u64::from(limits.columns) {
                        let (line, seen) = (xml.line(), column + times);
                        return Err(delimited::too_large(file, line, Limit::Columns, seen, limits.columns.into()));
                    }
                    bytes += times * text.len() as u64;
                    if bytes > limits.row_bytes() {
                        return Err(delimited::too_large(file, xml.line(), Limit::Cell, bytes, limits.cell_bytes));
                    }
                    cells.extend((column..column + times).map(|column| (column as u32, text.clone())));
                }
                column += times;
            }
            Piece::Close(tag) if tag == "table-row" => return Ok(cells),
            Piece::End => return Ok(cells),
            _ => {}
        }
    }
}

/// What the cell that was just opened shows: its value when it has one, else its paragraphs.
fn cell_text(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<String> {
    let value = match tag.attribute("value-type").as_deref() {
        Some("float" | "percentage" | "currency") => tag.attribute("value"),
        Some("date") => tag.attribute("date-value"),
        Some("boolean") => tag.attribute("boolean-value"),
        Some("time") => tag.attribute("time-value"),
        _ => tag.attribute("string-value"),
    };
    let (mut text, mut paragraphs, mut in_note, mut depth) = (String::new(), 0, 0, 1);
    while depth > 0 {
        match xml.next()? {
            Piece::Open(tag) => {
                depth += 1;
                match tag.name() {
                    "annotation" => in_note = depth,
                    "p" if in_note == 0 => {
                        text.push_str(if paragraphs > 0 { "\n" } else { "" });
                        paragraphs += 1;
                    }
                    "s" if in_note == 0 => {
                        let spaces = repeated(&tag, "c").min(100);
                        text.extend(std::iter::repeat_n(' ', spaces as usize));
                    }
                    "tab" if in_note == 0 => text.push('\t'),
                    "line-break" if in_note == 0 => text.push('\n'),
                    _ => {}
                }
            }
            Piece::Close(_) => {
                in_note = if in_note == depth { 0 } else { in_note };
                depth -= 1;
            }
            Piece::Text(piece) if in_note == 0 && paragraphs > 0 => {
                xml.check(text.len() + piece.len())?;
                text.push_str(&piece);
            }
            Piece::Text(_) => {}
            Piece::End => break,
        }
    }
    Ok(value.unwrap_or(text))
}
