//! Small studies for tests: files by name and text, read as a folder.

use super::study::Study;
use super::{ReadSettings, Survey, Tie};
use crate::error::{Error, Result};

/// A study of these files, read.
pub(crate) fn read(files: &[(&str, &str)]) -> Result<(Study, Survey)> {
    read_with(files, &ReadSettings::default())
}

/// A study of these files, read under settings.
pub(crate) fn read_with(files: &[(&str, &str)], settings: &ReadSettings) -> Result<(Study, Survey)> {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    super::read(folder.path(), settings)
}

/// What people answered in these files.
pub(crate) fn survey(files: &[(&str, &str)]) -> Survey {
    let (_, survey) = read(files).expect("a survey");
    assert!(survey.ledger.files.iter().all(super::LedgerFile::adds_up), "{:?}", survey.ledger);
    survey
}

/// Everything that is wrong with these files.
pub(crate) fn errors(files: &[(&str, &str)]) -> Vec<Error> {
    match read(files).expect_err("an error") {
        Error::Several(list) => list,
        error => vec![error],
    }
}

/// The ties of a survey in words: `wave relation from>to from_says/to_says State`.
pub(crate) fn ties(survey: &Survey) -> Vec<String> {
    let id = |p: u32| &survey.people[p as usize].id;
    let text = |t: &Tie| {
        format!(
            "{} {} {}>{} {}/{} {:?}",
            survey.waves[t.wave as usize].id,
            survey.relations[t.relation as usize].id,
            id(t.from),
            id(t.to),
            t.from_says,
            t.to_says,
            t.state
        )
    };
    survey.ties.iter().map(text).collect()
}
