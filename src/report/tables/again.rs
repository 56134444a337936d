//! Tables read back: what was found of each person of a country stands there and not in `findings.json`.

use super::lines::runs_as_formula;
use super::{Style, TableOptions, keys};
use crate::error::{Error, Result};
use crate::findings::{Block, Findings, Header, Kind, Scope};
use csv::StringRecord;
use std::io;

/// The tables that some columns of the findings stand in, by name, each with the scope of its rows.
pub fn needed(findings: &Findings) -> Vec<(&'static str, Scope)> {
    let all = [("teachers", Scope::Person), ("openness", Scope::Openness)];
    all.into_iter().filter(|&(_, scope)| findings.blocks_of(scope).any(|b| !b.headers.is_empty())).collect()
}

/// Puts the numbers of a table where the findings refer to it.
///
/// # Errors
/// When the table is not the one that was written with these findings.
pub fn fill(findings: &mut Findings, scope: Scope, table: &[u8], path: &str) -> Result<()> {
    let outputs = findings.settings.outputs;
    let style = if outputs.excel_eu { Style::ExcelEu } else { Style::Plain };
    let options = TableOptions { style, raw: outputs.raw_csv };
    let other = || Error::CannotRead {
        path: path.to_owned(),
        source: io::Error::new(io::ErrorKind::InvalidData, "not the table that was written with these findings"),
    };
    let text = table.strip_prefix("\u{feff}".as_bytes()).unwrap_or(table);
    let delimiter = if style == Style::ExcelEu { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text);
    let headings = reader.headers().map_err(|_| other())?.clone();
    let keys = keys(scope);
    if !keys.iter().enumerate().all(|(i, k)| headings.get(i) == Some(k)) {
        return Err(other());
    }
    let mut blocks = std::mem::take(&mut findings.blocks);
    let mut record = StringRecord::new();
    for block in blocks.iter_mut().filter(|b| b.scope == scope && !b.headers.is_empty()) {
        let rows = block.headers.iter().map(|h| h.rows).max().unwrap_or(0) as usize;
        let headers = std::mem::take(&mut block.headers);
        let mut columns: Vec<Filling> =
            headers.into_iter().map(|h| Filling::of(h, &headings)).collect::<Option<_>>().ok_or_else(other)?;
        for row in 0..rows {
            let read = reader.read_record(&mut record).map_err(|_| other())?;
            if !read || !is_of(findings, block, row, &record, options) {
                return Err(other());
            }
            for column in &mut columns {
                column.take(row, &record, options).ok_or_else(other)?;
            }
        }
        block.columns = columns.into_iter().map(|c| c.header.with(c.numbers)).collect();
        block.in_table = true;
    }
    findings.blocks = blocks;
    Ok(())
}

/// Whether a row is about the wave, layer and person that it stands for.
fn is_of(findings: &Findings, block: &Block, row: usize, record: &StringRecord, options: TableOptions) -> bool {
    let wave = findings.waves.get(block.wave as usize);
    let person = wave.and_then(|w| w.staff.get(row)).and_then(|s| findings.people.get(s.person as usize));
    let layer = block.layer.as_deref().filter(|_| keys(block.scope)[1] == "layer");
    let want = [wave.map(|w| w.id.as_str()), layer, person.map(|p| p.id.as_str())];
    want.into_iter().flatten().zip(record).all(|(want, cell)| want == unguarded(cell, options))
        && wave.is_some()
        && person.is_some()
}

/// The text of a cell without the apostrophe that keeps a spreadsheet from running it.
fn unguarded(cell: &str, options: TableOptions) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if !options.raw && runs_as_formula(rest) => rest,
        _ => cell,
    }
}

/// A column that is being read.
struct Filling {
    header: Header,
    /// Where it stands in the table.
    at: usize,
    /// The next run of rows without a number.
    run: usize,
    numbers: Vec<f64>,
}

impl Filling {
    fn of(header: Header, headings: &StringRecord) -> Option<Filling> {
        let at = headings.iter().position(|h| h == header.measure)?;
        Some(Filling { numbers: Vec::with_capacity(header.rows as usize), header, at, run: 0 })
    }

    /// Takes the cell of a row; none when it is not what may stand there.
    fn take(&mut self, row: usize, record: &StringRecord, options: TableOptions) -> Option<()> {
        let cell = record.get(self.at)?;
        let row = row as u32;
        if row >= self.header.rows {
            return cell.is_empty().then_some(());
        }
        if self.header.undefined.get(self.run).is_some_and(|run| row >= run.0.saturating_add(run.1)) {
            self.run += 1;
        }
        if self.header.undefined.get(self.run).is_some_and(|run| row >= run.0) {
            self.numbers.push(0.0);
            return cell.is_empty().then_some(());
        }
        self.numbers.push(match &self.header.kind {
            Kind::Label(labels) => labels.iter().position(|l| l == unguarded(cell, options))? as f64,
            Kind::YesNo => match cell {
                "yes" => 1.0,
                "no" => 0.0,
                _ => return None,
            },
            _ if options.style == Style::ExcelEu => cell.replace(',', ".").parse().ok()?,
            _ => cell.parse().ok()?,
        });
        Some(())
    }
}
