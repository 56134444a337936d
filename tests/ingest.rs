//! `samples/broken/<notice>/`: small studies, each of which must raise the notice or the error it is called after.

use staffroom::error::{Error, Notice};
use staffroom::survey::{LedgerFile, ReadSettings, read};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Every notice that reading a study can give.
const NOTICES: &[&str] = &[
    "unknown_person",
    "more_unknown_people",
    "added_people",
    "self_ties",
    "repeated_ties",
    "unknown_frequency",
    "unknown_value",
    "incomplete_row",
    "long_row",
    "new_relation",
    "relation_assumed",
    "wave_without_roster",
    "person_twice",
    "answers_from_silent",
    "columns_not_read",
    "file_not_read",
    "encoding_guessed",
    "bad_letters",
    "no_roles",
    "other_roles",
    "response_not_known",
    "low_response",
    "one_side_asked",
    "contradicted",
    "asked_within_school",
    "across_though_within",
    "no_formal_ties",
    "limited_by_form",
    "school_unknown",
    "group_unknown",
    "ids_made",
    "no_roster",
];

/// Every error with which reading a study can stop.
const ERRORS: &[&str] = &[
    "not_found",
    "cannot_read",
    "empty_file",
    "not_text",
    "not_read",
    "too_large",
    "no_column",
    "column_not_there",
    "study",
    "conflict",
    "no_ties",
    "no_people",
    "unknown",
    "several",
];

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/broken")
}

fn settings(sample: &str) -> ReadSettings {
    let mut settings = ReadSettings::default();
    settings.add_unknown = sample == "added_people";
    settings
}

/// The name of a notice, as it stands in the findings.
fn name_of_notice(notice: &Notice) -> String {
    let json = serde_json::to_value(notice).expect("JSON");
    json["notice"].as_str().expect("a name").to_owned()
}

/// The name of an error: that of its variant, as notices are written.
fn name_of_error(error: &Error) -> String {
    let debug = format!("{error:?}");
    let variant = debug.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let mut name = String::new();
    for c in variant.chars() {
        if c.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.extend(c.to_lowercase());
    }
    name
}

#[test]
fn every_broken_study_raises_what_it_is_called_after() {
    let mut seen = BTreeSet::new();
    for entry in std::fs::read_dir(samples()).expect("samples") {
        let folder = entry.expect("an entry").path();
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let raised: Vec<String> = match read(&folder, &settings(&name)) {
            Ok((_, survey)) => survey.notices.iter().map(name_of_notice).collect(),
            Err(error) => vec![name_of_error(&error)],
        };
        assert!(raised.contains(&name), "{name}: raised {raised:?}");
        seen.insert(name);
    }
    let want: BTreeSet<String> = NOTICES.iter().chain(ERRORS).map(|&n| n.to_owned()).collect();
    assert_eq!(seen, want);
}

#[test]
fn the_ledger_adds_up_on_every_broken_study_that_is_read() {
    for name in NOTICES {
        let (_, survey) = read(&samples().join(name), &settings(name)).expect("a survey");
        assert!(survey.ledger.files.iter().all(LedgerFile::adds_up), "{name}: {:?}", survey.ledger);
        // The rows, counted independently: every line after the first that is not blank.
        for file in &survey.ledger.files {
            let text = std::fs::read(samples().join(name).join(&file.file)).expect("the file");
            let rows = text.split(|b| *b == b'\n').skip(1).filter(|line| !line.is_empty()).count() as u64;
            assert_eq!(file.answers, rows, "{name}");
        }
    }
}

#[test]
fn every_error_about_a_file_names_it() {
    for name in ERRORS.iter().filter(|n| !["several", "unknown"].contains(n)) {
        let error = read(&samples().join(name), &settings(name)).expect_err("an error");
        let text = error.to_string();
        let named = ["teachers.csv", "ties", "study.toml", "personeelslijst.csv", "no_ties"];
        assert!(named.iter().any(|n| text.contains(n)), "{name}: {text}");
    }
}

#[test]
fn a_study_is_read_the_same_every_time() {
    for name in NOTICES {
        let text = || format!("{:?}", read(&samples().join(name), &settings(name)).expect("a survey"));
        assert_eq!(text(), text(), "{name}");
    }
}
