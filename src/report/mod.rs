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
#[cfg(feature = "png")]
use crate::error::Error;
use crate::error::Result;
use crate::findings::{Findings, Outputs};
use crate::words::Words;
use rayon::prelude::*;

/// What the outputs are drawn from.
struct Source<'a> {
    findings: &'a Findings,
    words: &'a dyn Words,
    drawings: &'a figures::Drawings,
    outputs: Outputs,
}

/// A file by its name below the output folder, and its bytes.
type File = (String, Vec<u8>);

/// One kind of output.
struct Output {
    make: fn(&Source<'_>) -> Result<Vec<File>>,
}

/// Every output, in order.
const OUTPUTS: &[Output] = &[
    Output { make: findings_json },
    Output { make: report_html },
    Output { make: csv_tables },
    Output { make: plots },
    Output { make: workbook_xlsx },
    Output { make: plan_file },
];

/// Makes the files of a data report, of which nothing was computed: a page, the findings, the tables.
pub fn write_data(
    findings: &Findings,
    words: &dyn Words,
    write: &mut dyn FnMut(&str, &[u8]) -> Result<()>,
) -> Result<()> {
    let drawings = figures::Drawings::default();
    write("report.html", html::page(&story::data_story(findings, words), &drawings, words).as_bytes())?;
    let source = Source { findings, words, drawings: &drawings, outputs: findings.settings.outputs };
    for (name, bytes) in findings_json(&source)?.into_iter().chain(csv_tables(&source)?) {
        write(&name, &bytes)?;
    }
    Ok(())
}

/// Makes every output that the findings say was asked for, and hands each file to `write`, always in the same order.
pub fn write(findings: &Findings, words: &dyn Words, write: &mut dyn FnMut(&str, &[u8]) -> Result<()>) -> Result<()> {
    let only_changes = findings.settings.outputs.only_changes;
    let mut drawings = figures::Drawings::default();
    if only_changes {
        drawings.pictures = figures::of_changes(findings, words);
    } else {
        drawings = figures::drawings(findings, words);
    }
    let source = Source { findings, words, drawings: &drawings, outputs: findings.settings.outputs };
    let made: Vec<Result<Vec<File>>> = OUTPUTS.par_iter().map(|output| (output.make)(&source)).collect();
    for files in made {
        for (name, bytes) in files? {
            write(&name, &bytes)?;
        }
    }
    Ok(())
}

/// The plan of an advice as a CSV file that can be edited and read back; empty when there is none.
pub fn plan_csv(findings: &Findings, words: &dyn Words) -> Result<Vec<u8>> {
    tables::plan(findings, words).map_or_else(|| Ok(Vec::new()), |t| tables::csv(&t, tables::TableOptions::default()))
}

/// Of a consultant's edition, what is proposed in it.
fn plan_file(source: &Source<'_>) -> Result<Vec<File>> {
    if source.findings.advice.is_none() {
        return Ok(Vec::new());
    }
    Ok(vec![("plan.csv".into(), plan_csv(source.findings, source.words)?)])
}

fn findings_json(source: &Source<'_>) -> Result<Vec<File>> {
    let mut text = Vec::new();
    json::write(source.findings, &mut text)?;
    Ok(vec![("findings.json".into(), text)])
}

fn report_html(source: &Source<'_>) -> Result<Vec<File>> {
    let only_changes = source.outputs.only_changes;
    let tell = if only_changes { story::comparison } else { story::story };
    let story = tell(source.findings, source.words);
    Ok(vec![("report.html".into(), html::page(&story, source.drawings, source.words).into_bytes())])
}

/// The tables of a comparison.
const OF_CHANGES: [&str; 4] = ["changes", "plan_lines", "plan_followed", "ledger"];

fn csv_tables(source: &Source<'_>) -> Result<Vec<File>> {
    let Outputs { raw_csv, excel_eu, .. } = source.outputs;
    let style = if excel_eu { tables::Style::ExcelEu } else { tables::Style::Plain };
    let options = tables::TableOptions { style, raw: raw_csv };
    // Where nothing was computed there is nothing to explain.
    let explained = (!source.findings.blocks.is_empty()).then(|| tables::columns(source.findings, source.words));
    tables::tables(source.findings, tables::Layers::Every)
        .into_iter()
        .chain(explained)
        .filter(|t| !source.outputs.only_changes || OF_CHANGES.contains(&t.name))
        .map(|t| Ok((format!("tables/{}.csv", t.name), tables::csv(&t, options)?)))
        .collect()
}

fn plots(source: &Source<'_>) -> Result<Vec<File>> {
    if !source.outputs.plots {
        return Ok(Vec::new());
    }
    // The largest first and each on its own, so that no thread is left with the last of them.
    let mut order: Vec<(usize, &Picture)> = source.drawings.pictures.iter().enumerate().collect();
    order.sort_by_key(|(_, picture)| std::cmp::Reverse(picture.marks()));
    let mut drawn: Vec<(usize, Result<Vec<File>>)> =
        order.into_par_iter().with_max_len(1).map(|(at, picture)| (at, plot(picture))).collect();
    drawn.sort_by_key(|d| d.0);
    Ok(drawn.into_iter().map(|d| d.1).collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}

fn plot(picture: &Picture) -> Result<Vec<File>> {
    #[cfg_attr(not(feature = "png"), expect(unused_mut, reason = "one file without the other"))]
    let mut files = vec![(format!("plots/{}.svg", picture.name()), picture.svg().into_bytes())];
    #[cfg(feature = "png")]
    files.push((
        format!("plots/{}.png", picture.name()),
        picture.png().map_err(|e| Error::Drawing { name: picture.name().into(), message: e.to_string() })?,
    ));
    Ok(files)
}

fn workbook_xlsx(source: &Source<'_>) -> Result<Vec<File>> {
    #[cfg(feature = "xlsx")]
    if source.outputs.workbook {
        return Ok(vec![("workbook.xlsx".into(), workbook::workbook(source.findings, source.words)?)]);
    }
    let _ = source.outputs.workbook;
    Ok(Vec::new())
}
