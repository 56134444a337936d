//! `staffroom report`: every output again from the findings of an earlier report, without the survey.

use super::{Common, Outcome, Stop, earlier, in_threads, messages::Messages, output::Output};
use crate::error::Error;
use crate::findings::Findings;
use crate::report;
use crate::report::tables::again;
use crate::words::{Lang, words};
use clap::Args;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    /// The folder of an earlier report, or of several editions of one.
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// Write to this folder instead; the earlier report stays as it is.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(crate) fn run(
    args: &ReportArgs,
    common: &Common,
    out: &mut (dyn Write + Send),
    messages: &mut Messages<'_>,
) -> Result<Outcome, Stop> {
    let parts = parts(&args.folder)?;
    let output = Output::open(args.out.as_ref().unwrap_or(&args.folder), common.force)?;
    let (mut pages, mut notices, mut made) = (Vec::new(), 0, Vec::new());
    for part in &parts {
        let mut findings = read(&args.folder.join(part))?;
        match common.lang {
            Some(language) => language.code().clone_into(&mut findings.language),
            None => messages.speak(Some(&findings.language)),
        }
        let words = words(Lang::from_code(&findings.language).unwrap_or_default());
        notices += findings.notices.len();
        let part = output.part(part);
        part.check_plan(&findings.settings.audience)?;
        in_threads(common.threads, || report::write(&findings, words, &part))?;
        pages.push(part.shown("report.html"));
        made.extend(common.json.then_some(findings));
    }
    output.into_place()?;
    for findings in &made {
        report::json::write(findings, out)?;
    }
    if !common.quiet {
        for page in &pages {
            let last = messages.words().open_this(page);
            if common.json { messages.line(&last) } else { writeln!(out, "{last}")? }
        }
    }
    Ok(Outcome { notices, interrupted: false })
}

/// Where findings stand: in the folder itself, under the empty name, and in its editions.
fn parts(folder: &Path) -> Result<Vec<String>, Stop> {
    let path = || folder.display().to_string();
    if !folder.is_dir() {
        return Err(Error::NotFound { path: path() }.into());
    }
    let own = earlier::has_findings(folder).then(String::new);
    let parts: Vec<String> = own.into_iter().chain(earlier::editions(folder)).collect();
    if parts.is_empty() {
        return Err(Error::NotFound { path: folder.join("findings.json").display().to_string() }.into());
    }
    Ok(parts)
}

/// The findings of a folder, those that stand in its tables included.
fn read(folder: &Path) -> Result<Findings, Stop> {
    let bytes = |path: &Path| {
        let shown = path.display().to_string();
        let bytes = fs::read(path).map_err(|source| Error::CannotRead { path: shown.clone(), source })?;
        Ok::<_, Stop>((bytes, shown))
    };
    let (text, shown) = bytes(&folder.join("findings.json"))?;
    let mut findings = report::json::read(&text, &shown)?;
    for (name, scope) in again::needed(&findings) {
        let (table, shown) = bytes(&folder.join("tables").join(format!("{name}.csv")))?;
        again::fill(&mut findings, scope, &table, &shown)?;
    }
    Ok(findings)
}
