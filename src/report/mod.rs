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
use crate::findings::Findings;
use crate::words::Words;
use rayon::prelude::*;

/// Which outputs to make, and how.
#[derive(Debug, Clone, Copy)]
pub struct OutputOptions {
    /// Pictures as files.
    pub plots: bool,
    /// The workbook.
    pub workbook: bool,
    /// Two waves side by side and nothing else.
    pub only_changes: bool,
    /// How the tables are written.
    pub tables: tables::TableOptions,
}

impl Default for OutputOptions {
    fn default() -> Self {
        OutputOptions { plots: true, workbook: true, only_changes: false, tables: tables::TableOptions::default() }
    }
}

/// What the outputs are drawn from.
struct Source<'a> {
    findings: &'a Findings,
    words: &'a dyn Words,
    pictures: &'a [Picture],
    options: OutputOptions,
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
];

/// Makes every output and hands each file to `write`, always in the same order.
pub fn write(
    findings: &Findings,
    words: &dyn Words,
    options: OutputOptions,
    write: &mut dyn FnMut(&str, &[u8]) -> Result<()>,
) -> Result<()> {
    let pictures =
        if options.only_changes { figures::of_changes(findings, words) } else { figures::pictures(findings, words) };
    let source = Source { findings, words, pictures: &pictures, options };
    let made: Vec<Result<Vec<File>>> = OUTPUTS.par_iter().map(|output| (output.make)(&source)).collect();
    for files in made {
        for (name, bytes) in files? {
            write(&name, &bytes)?;
        }
    }
    Ok(())
}

fn findings_json(source: &Source<'_>) -> Result<Vec<File>> {
    let mut text = Vec::new();
    json::write(source.findings, &mut text)?;
    Ok(vec![("findings.json".into(), text)])
}

fn report_html(source: &Source<'_>) -> Result<Vec<File>> {
    let mut pictures = source.pictures.to_vec();
    let story = if source.options.only_changes {
        story::comparison(source.findings, source.words)
    } else {
        pictures.extend(figures::small_pictures(source.findings, source.words));
        story::story(source.findings, source.words)
    };
    Ok(vec![("report.html".into(), html::page(&story, &pictures, source.words).into_bytes())])
}

/// The tables of a comparison.
const OF_CHANGES: [&str; 2] = ["changes", "ledger"];

fn csv_tables(source: &Source<'_>) -> Result<Vec<File>> {
    tables::tables(source.findings, tables::Layers::Every)
        .into_iter()
        .filter(|t| !source.options.only_changes || OF_CHANGES.contains(&t.name))
        .map(|t| Ok((format!("tables/{}.csv", t.name), tables::csv(&t, source.options.tables)?)))
        .collect()
}

fn plots(source: &Source<'_>) -> Result<Vec<File>> {
    if !source.options.plots {
        return Ok(Vec::new());
    }
    let drawn: Vec<Result<Vec<File>>> = source.pictures.par_iter().map(plot).collect();
    Ok(drawn.into_iter().collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
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
    if source.options.workbook {
        return Ok(vec![("workbook.xlsx".into(), workbook::workbook(source.findings, source.words)?)]);
    }
    let _ = source.options.workbook;
    Ok(Vec::new())
}
