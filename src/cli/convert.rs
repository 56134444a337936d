//! `staffroom convert`: a study as files of another program, or as a plain study folder.

use super::{Common, Outcome, Stop, StudyArgs, analyse::CsvStyle, in_threads, messages::Messages, output::Output};
use crate::error::{Error, Result};
use crate::exchange::{Options, TARGETS, Written, target, write};
use crate::report::{Folder, tables::TableOptions};
use clap::{Args, builder::PossibleValuesParser};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct ConvertArgs {
    #[command(flatten)]
    study: StudyArgs,
    /// What to write: a network for another program, a plain study folder (csv), or a folder for R (r).
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(TARGETS.iter().map(|t| t.name)))]
    to: String,
    /// The file to write, `-` for standard output; a folder for csv, r and pajek, and for dl with several waves.
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
    /// Write names beside ids. Think first who will read it.
    #[arg(long)]
    names: bool,
    /// Leave text cells of tables as they are, even those that a spreadsheet would run as a formula.
    #[arg(long)]
    raw_csv: bool,
    /// How tables are written: comma and point, or semicolon, decimal comma and byte order mark.
    #[arg(long, value_enum, default_value_t = CsvStyle::Plain, value_name = "STYLE")]
    csv_style: CsvStyle,
}

pub(crate) fn run(
    args: &ConvertArgs,
    common: &Common,
    out: &mut (dyn Write + Send),
    messages: &mut Messages<'_>,
) -> Result<Outcome, Stop> {
    let settings = args.study.settings();
    let (study, survey) =
        in_threads(common.threads, || crate::analyse::read(&args.study.study, &settings)).map_err(Stop::data)?;
    messages.speak(study.language.as_deref());
    let Some(target) = target(&args.to) else {
        let want = TARGETS.iter().map(|t| t.name).collect::<Vec<_>>().join(", ");
        return Err(Error::BadOption { option: "--to".into(), seen: args.to.clone(), want }.into());
    };
    let mut options = Options::default();
    options.names = args.names;
    options.one_file = args.out.as_os_str() == "-" || args.out.extension().is_some_and(|e| e == "net" || e == "paj");
    options.tables = TableOptions { raw: args.raw_csv, style: args.csv_style.style() };
    let written = in_threads(common.threads, || write(&study, &survey, target, options))?;
    let notices = [survey.notices.as_slice(), &written.notices].concat();
    match &written.files[..] {
        [(name, bytes)] if name.is_empty() && args.out.as_os_str() == "-" => out.write_all(bytes)?,
        [(name, bytes)] if name.is_empty() => one_file(&args.out, bytes, common.force)?,
        _ if options.one_file && target.ending.is_none() => {
            // What is several files has no place in one, nor on standard output.
            let (seen, want) = (args.out.display().to_string(), "--out FOLDER".into());
            return Err(Error::BadOption { option: "--out".into(), seen, want }.into());
        }
        _ => folder(&args.out, &written, common.force)?,
    }
    if !common.quiet {
        messages.notices(&notices);
        messages.line(&messages.words().converted(&args.out.display().to_string()));
    }
    Ok(Outcome { notices: notices.len(), interrupted: false })
}

/// A file, written aside and moved into place. One that is there stays, unless it may be replaced: it may be the survey
/// itself.
fn one_file(path: &Path, bytes: &[u8], force: bool) -> Result<()> {
    let cannot = |source| Error::CannotWrite { path: path.display().to_string(), source };
    if path.is_dir() {
        return Err(cannot(std::io::ErrorKind::IsADirectory.into()));
    }
    if path.exists() && !force {
        return Err(cannot(std::io::ErrorKind::AlreadyExists.into()));
    }
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let aside = path.with_file_name(format!(".{name}.part-{}", std::process::id()));
    let done = std::fs::write(&aside, bytes).and_then(|()| std::fs::rename(&aside, path));
    if done.is_err() {
        let _ = std::fs::remove_file(&aside);
    }
    done.map_err(cannot)
}

fn folder(path: &Path, written: &Written, force: bool) -> Result<()> {
    let output = Output::open(path, force)?;
    for (name, bytes) in &written.files {
        output.put(name, bytes)?;
    }
    output.into_place()
}
