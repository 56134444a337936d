//! `staffroom init`: looks at survey files and writes a study file that says what they are.

use super::{Common, Outcome, Stop, messages::Messages};
use crate::error::{EarlierWhy, Error};
use crate::survey::End;
use crate::survey::formats::Limits;
use crate::survey::look::{Found, look, no_ties};
use crate::survey::study::{Meaning, Study};
use crate::words::Words;
use clap::Args;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The survey files: staff list, exports, matrices, networks; or the folder they are in.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

pub(crate) fn run(args: &InitArgs, common: &Common, messages: &mut Messages<'_>) -> Result<Outcome, Stop> {
    let (folder, names) = named(&args.files)?;
    let target = folder.join("study.toml");
    if target.exists() && !common.force {
        let path = folder.display().to_string();
        return Err(Error::OutputNotEmpty { path, seen: vec!["study.toml".to_owned()] }.into());
    }
    let found = look(&folder, &names, &Limits::default());
    if let (true, Some(path)) = (found.ties.is_empty(), found.earlier.first()) {
        let (path, program) = (path.clone(), String::new());
        return Err(Error::EarlierWave { path, program, why: EarlierWhy::NotTies }.into());
    }
    if found.ties.is_empty() {
        let study = Study { folder, ..Study::default() };
        return Err(no_ties(&study, None, &names, &Limits::default()).into());
    }
    let text = study_file(&found, messages.words());
    let shown = target.display().to_string();
    std::fs::write(&target, text).map_err(|source| Error::CannotWrite { path: shown.clone(), source })?;
    if !common.quiet {
        messages.line(&messages.words().init_written(&shown, &folder.display().to_string()));
    }
    Ok(Outcome::done(0))
}

/// The folder of the study, and its files as a study file there would name them.
fn named(files: &[PathBuf]) -> Result<(PathBuf, Vec<String>), Error> {
    let first = &files[0];
    let shown = |path: &Path| path.display().to_string();
    if let Some(missing) = files.iter().find(|file| !file.exists()) {
        return Err(Error::NotFound { path: shown(missing) });
    }
    let folder = if first.is_dir() { first.clone() } else { first.parent().map(Path::to_path_buf).unwrap_or_default() };
    let mut names = Vec::new();
    for file in files {
        if file.is_dir() {
            let entries = std::fs::read_dir(file).map_err(|source| Error::CannotRead { path: shown(file), source })?;
            let mut inside: Vec<PathBuf> =
                entries.flatten().map(|entry| entry.path()).filter(|p| p.is_file()).collect();
            inside.sort();
            let is_study = |path: &PathBuf| path.extension().is_some_and(|e| e == "toml" || e == "md");
            names.extend(inside.iter().filter(|path| !is_study(path)).map(|path| inside_of(&folder, path)));
        } else {
            names.push(inside_of(&folder, file));
        }
    }
    Ok((folder, names))
}

/// The name of a file as a study in this folder gives it.
fn inside_of(folder: &Path, file: &Path) -> String {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if file.parent() == Some(folder) {
        return name;
    }
    let whole = file.canonicalize().unwrap_or_else(|_| file.to_path_buf());
    whole.display().to_string()
}

/// The study file: what was found, with the reason beside it.
fn study_file(found: &Found, words: &dyn Words) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let mut text = String::new();
    let mut line = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    let comment = |line: &mut dyn FnMut(&str), said: &str| said.lines().for_each(|part| line(&format!("# {part}")));
    comment(&mut line, &words.init_introduction());
    line("");
    match &found.study.teachers.file {
        Some(file) => {
            line("[teachers]");
            line(&format!("file = {}", quoted(file)));
        }
        None => comment(&mut line, &words.init_no_staff_list()),
    }
    if found.staff.len() > 1 {
        comment(&mut line, &words.init_other_staff_lists(&found.staff[1..]));
    }
    let mut told = String::new();
    for entry in &found.study.ties {
        let file = entry.file.clone().unwrap_or_default();
        line("");
        let why = found.ties.iter().find(|(of, _)| *of == file).and_then(|(_, why)| why.as_ref());
        if let Some((shape, reason)) = why.filter(|_| told != file) {
            comment(&mut line, &words.shape_found(*shape, reason));
        }
        line("[[ties]]");
        line(&format!("file = {}", quoted(&file)));
        if let Some(sheet) = &entry.sheet {
            line(&format!("sheet = {}", quoted(sheet)));
        }
        if let Some(relation) = &entry.relation {
            comment(&mut line, &words.init_relation());
            line(&format!("relation = {}", quoted(relation)));
        }
        told = file;
    }
    for (entry, (_, reason)) in found.study.members.iter().zip(&found.members) {
        line("");
        comment(&mut line, &words.shape_found(crate::error::Shape::Grid, reason));
        line("[[members]]");
        line(&format!("file = {}", quoted(entry.file.as_deref().unwrap_or_default())));
        line("shape = \"grid\"");
    }
    if !found.study.questions.is_empty() {
        line("");
        comment(&mut line, &words.init_questions());
        line("[questions]");
        for (question, meaning) in &found.study.questions {
            let means = match meaning {
                Meaning::Relation { relation, reporter: End::From } => quoted(relation),
                Meaning::Relation { relation, .. } => {
                    format!("{{ relation = {}, reporter = \"to\" }}", quoted(relation))
                }
                Meaning::Person(what) => format!("{{ person = {} }}", quoted(what)),
                Meaning::Companion { of, is } => format!("{{ of = {}, is = {} }}", quoted(of), quoted(is)),
            };
            line(&format!("{} = {means}", quoted(question)));
        }
    }
    for file in &found.earlier {
        line("");
        comment(&mut line, &words.init_earlier(&quoted(file)));
    }
    if !found.other.is_empty() {
        line("");
        comment(&mut line, &words.init_not_understood(&found.other));
    }
    line("");
    let _ = write!(text, "{}", words.init_more().lines().fold(String::new(), |all, part| all + "# " + part + "\n"));
    text
}
