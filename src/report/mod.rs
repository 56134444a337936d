//! Findings as something to read: a story, a page, tables, a workbook.

pub mod figures;
pub mod html;
pub mod json;
#[cfg(test)]
mod sample;
pub mod story;
pub mod tables;
pub mod terminal;
#[cfg(feature = "xlsx")]
mod workbook;

use crate::drawing::Picture;
use crate::error::{Error, Result};
use crate::findings::{Findings, Outputs};
use crate::words::Words;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, PoisonError};

/// What the outputs are made from.
struct Source<'a> {
    findings: &'a Findings,
    words: &'a dyn Words,
    outputs: Outputs,
}

/// Where the files of a report go. Several are written at once.
pub trait Folder: Sync {
    /// Makes a file by its name below the folder and has it filled.
    ///
    /// # Errors
    /// When it cannot be written.
    fn file(&self, name: &str, fill: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>) -> Result<()>;

    /// A file of which all bytes are known.
    ///
    /// # Errors
    /// When it cannot be written.
    fn put(&self, name: &str, bytes: &[u8]) -> Result<()> {
        self.file(name, &mut |to| to.write_all(bytes))
    }
}

/// A folder in memory: files by name.
impl Folder for Mutex<BTreeMap<String, Vec<u8>>> {
    fn file(&self, name: &str, fill: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>) -> Result<()> {
        let mut bytes = Vec::new();
        fill(&mut bytes).map_err(|source| Error::CannotWrite { path: name.into(), source })?;
        let before = self.lock().unwrap_or_else(PoisonError::into_inner).insert(name.into(), bytes);
        debug_assert!(before.is_none(), "{name} is written twice");
        Ok(())
    }
}

/// Makes one kind of output.
type Make = fn(&Source<'_>, &dyn Folder) -> Result<()>;

/// Outputs without a picture; those with are made beside them. Those that take longest come first, so that no thread is
/// left with one of them.
const WITHOUT_PICTURES: [Make; 4] = [workbook_xlsx, findings_json, csv_tables, plan_file];

/// Makes the files of a data report, of which nothing was computed: a page, the findings, the tables.
///
/// # Errors
/// When a file cannot be made or written.
pub fn write_data(findings: &Findings, words: &dyn Words, folder: &dyn Folder) -> Result<()> {
    let drawings = figures::Drawings::default();
    folder.put("report.html", html::page(&story::data_story(findings, words), &drawings, words).as_bytes())?;
    let source = Source { findings, words, outputs: findings.settings.outputs };
    findings_json(&source, folder)?;
    csv_tables(&source, folder)
}

/// Makes every output that the findings say was asked for.
///
/// # Errors
/// When a file cannot be made or written.
pub fn write(findings: &Findings, words: &dyn Words, folder: &dyn Folder) -> Result<()> {
    let source = Source { findings, words, outputs: findings.settings.outputs };
    let without_pictures = || -> Vec<Result<()>> {
        WITHOUT_PICTURES.par_iter().with_max_len(1).map(|make| make(&source, folder)).collect()
    };
    let with_pictures = || {
        let only_changes = source.outputs.only_changes;
        let draw = || {
            if only_changes {
                return figures::Drawings { pictures: figures::of_changes(findings, words), ..Default::default() };
            }
            figures::drawings(findings, words)
        };
        let tell = if only_changes { story::comparison } else { story::story };
        let (drawings, story) = rayon::join(draw, || tell(findings, words));
        rayon::join(
            || plots(&source, &drawings, folder),
            || folder.put("report.html", html::page(&story, &drawings, words).as_bytes()),
        )
    };
    let (without, (plots, page)) = rayon::join(without_pictures, with_pictures);
    // Which of several errors is told of does not hang on which thread was first.
    without.into_iter().chain([plots, page]).collect()
}

/// Every output that the findings say was asked for, in memory: files by their names below the folder.
///
/// # Errors
/// When a file cannot be made.
pub fn files(findings: &Findings, words: &dyn Words) -> Result<BTreeMap<String, Vec<u8>>> {
    let folder = Mutex::new(BTreeMap::new());
    write(findings, words, &folder)?;
    Ok(folder.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// The plan of an advice as a CSV file that can be edited and read back; empty when there is none.
pub fn plan_csv(findings: &Findings, words: &dyn Words) -> Result<Vec<u8>> {
    tables::plan(findings, words).map_or_else(|| Ok(Vec::new()), |t| tables::csv(&t, tables::TableOptions::default()))
}

/// What each column of the plan means, as a CSV file.
///
/// # Errors
/// When it cannot be made.
pub fn plan_columns_csv(findings: &Findings, words: &dyn Words) -> Result<Vec<u8>> {
    let explained = tables::columns(&tables::plan(findings, words), words);
    tables::csv(&explained, tables::TableOptions::default())
}

/// Of a consultant's edition, what is proposed in it.
fn plan_file(source: &Source<'_>, folder: &dyn Folder) -> Result<()> {
    if source.findings.advice.is_none() {
        return Ok(());
    }
    folder.put("plan.csv", &plan_csv(source.findings, source.words)?)
}

fn findings_json(source: &Source<'_>, folder: &dyn Folder) -> Result<()> {
    folder.file("findings.json", &mut |to| json::write(source.findings, to))
}

/// The tables of a comparison.
const OF_CHANGES: [&str; 4] = ["changes", "plan_lines", "plan_followed", "ledger"];

fn csv_tables(source: &Source<'_>, folder: &dyn Folder) -> Result<()> {
    let Outputs { raw_csv, excel_eu, .. } = source.outputs;
    let style = if excel_eu { tables::Style::ExcelEu } else { tables::Style::Plain };
    let options = tables::TableOptions { style, raw: raw_csv };
    let mut tables = tables::tables(source.findings, tables::Layers::Every);
    tables.retain(|t| !source.outputs.only_changes || OF_CHANGES.contains(&t.name));
    // The plan stands beside the folder of the tables, and is explained with them.
    let plan = tables::plan(source.findings, source.words);
    let explained = tables::columns(tables.iter().chain(&plan), source.words);
    tables.push(explained);
    // While one is written, rows of the next are made.
    let write = |t: tables::Table<'_>| {
        let parts = tables::csv_parts(&t, options)?;
        folder.file(&format!("tables/{}.csv", t.name), &mut |to| parts.iter().try_for_each(|p| to.write_all(p)))
    };
    let written: Vec<Result<()>> = tables.into_par_iter().with_max_len(1).map(write).collect();
    written.into_iter().collect()
}

fn plots(source: &Source<'_>, drawings: &figures::Drawings, folder: &dyn Folder) -> Result<()> {
    if !source.outputs.plots {
        return Ok(());
    }
    // The largest first and each on its own, so that no thread is left with the last of them.
    let mut order: Vec<(usize, &Picture)> = drawings.pictures.iter().enumerate().collect();
    order.sort_by_key(|(_, picture)| std::cmp::Reverse(picture.marks()));
    let mut drawn: Vec<(usize, Result<()>)> =
        order.into_par_iter().with_max_len(1).map(|(at, picture)| (at, plot(picture, folder))).collect();
    drawn.sort_by_key(|d| d.0);
    drawn.into_iter().try_for_each(|d| d.1)
}

fn plot(picture: &Picture, folder: &dyn Folder) -> Result<()> {
    folder.put(&format!("plots/{}.svg", picture.name()), picture.svg().as_bytes())?;
    #[cfg(feature = "png")]
    {
        let cannot = |e: String| Error::Drawing { name: picture.name().into(), message: e };
        folder.put(&format!("plots/{}.png", picture.name()), &picture.png().map_err(|e| cannot(e.to_string()))?)?;
    }
    Ok(())
}

#[cfg_attr(not(feature = "xlsx"), expect(unused_variables, clippy::unnecessary_wraps, reason = "no workbook is made"))]
fn workbook_xlsx(source: &Source<'_>, folder: &dyn Folder) -> Result<()> {
    #[cfg(feature = "xlsx")]
    if source.outputs.workbook {
        return folder.put("workbook.xlsx", &workbook::workbook(source.findings, source.words)?);
    }
    Ok(())
}
