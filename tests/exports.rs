//! Exports as survey tools write them, each read as it lies in its folder, without a study file; and again with the
//! study file that `init` writes for it. The expected ties were taken from the samples by hand.

use staffroom::survey::{Aside, Response, Survey};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn sample(tool: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/exports").join(tool)
}

fn read(folder: &Path) -> Survey {
    let (_, survey) = staffroom::survey::read(folder, &staffroom::survey::ReadSettings::default()).expect("a survey");
    assert!(survey.ledger.files.iter().all(staffroom::survey::LedgerFile::adds_up), "{:?}", survey.ledger);
    survey
}

/// `relation: a>b a>c`, sorted; `!` stands before a tie that the other side denies.
fn ties(survey: &Survey) -> BTreeSet<String> {
    let id = |p: u32| survey.people[p as usize].id.as_str();
    let tie = |t: &staffroom::survey::Tie| {
        let denied = if t.state == staffroom::survey::reconcile::State::Contradicted { "!" } else { "" };
        format!("{denied}{} {}>{} {}", survey.relations[t.relation as usize].id, id(t.from), id(t.to), t.strength())
    };
    survey.ties.iter().map(tie).collect()
}

fn want(lists: &[(&str, &str)]) -> BTreeSet<String> {
    let own = lists.iter().flat_map(|(relation, ties)| {
        ties.split_whitespace().map(move |tie| {
            let (denied, tie) = tie.strip_prefix('!').map_or(("", tie), |tie| ("!", tie));
            let (tie, strength) = tie.split_once('=').unwrap_or((tie, "1"));
            format!("{denied}{relation} {tie} {strength}")
        })
    });
    own.collect()
}

fn response(survey: &Survey, id: &str) -> Response {
    let person = survey.people.iter().position(|p| p.id == id).expect("a person");
    survey.waves[0].staff[person].response
}

/// Reads a sample as it lies there and by the file that `init` writes, which must say the same.
fn both_ways(tool: &str) -> Survey {
    let plain = read(&sample(tool));
    let copy = tempfile::tempdir().expect("a folder");
    for entry in std::fs::read_dir(sample(tool)).expect("the sample") {
        let from = entry.expect("a file").path();
        std::fs::copy(&from, copy.path().join(from.file_name().expect("a name"))).expect("copied");
    }
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let folder = copy.path().to_str().expect("a path");
    assert_eq!(staffroom::cli::run(["staffroom", "init", folder], &mut out, &mut err), 0);
    let toml = std::fs::read_to_string(copy.path().join("study.toml")).expect("a study file");
    let by_file = read(copy.path());
    assert_eq!(ties(&plain), ties(&by_file), "{toml}");
    assert_eq!(plain.ledger, by_file.ledger, "{toml}");
    assert_ne!(staffroom::cli::run(["staffroom", "init", folder], &mut out, &mut err), 0, "it is not written over");
    plain
}

#[test]
fn microsoft_forms_with_branches_consent_a_second_form_and_an_empty_one() {
    let survey = both_ways("microsoft-forms");
    let expected = want(&[
        ("teaching_talk", "R2>R3 R3>R2 W1>W2 W2>W1 W2>W3 R4>R2 K1>K2 K1>K3 K2>K1 K3>K1"),
        ("joint_planning", "R2>R3 W1>W2 K1>K2 K2>K3"),
        ("shown", "R3>R2 R2>R3 K2>K1 K1>K2"),
        ("class_visit", "R2>R3 R3>R2 R4>R3 K1>K2 K3>K1 !W2>W1 !K1>R2 !K2>K1"),
        ("wish", "R2>K1 R3>W1 W1>R2 K1>R2"),
    ]);
    assert_eq!(ties(&survey), expected);
    let ledger = &survey.ledger.files[0];
    // 39 names on the forms that count, "niemand" among them, and 6 on the first form of Jan Jansen.
    assert_eq!((ledger.answers, ledger.no), (45, 1));
    assert_eq!(ledger.aside[&Aside::EarlierForm].answers, 6);
    assert_eq!(ledger.aside[&Aside::UnknownPerson].answers, 1);
    assert_eq!(ledger.aside[&Aside::Contradicted].answers, 3);
    assert_eq!(ledger.aside.len(), 3);
    for (id, answered) in [("R2", true), ("W1", true), ("K3", true), ("W3", false), ("R1", false)] {
        assert_eq!(response(&survey, id) == Response::Answered, answered, "{id}");
    }
    let consent = |at: usize| survey.waves[0].staff[at].consent_named;
    assert_eq!([consent(1), consent(4), consent(6)], [Some(true), Some(false), None]);
}

#[test]
fn google_forms_with_names_in_one_cell_and_a_grid() {
    let survey = both_ways("google-forms");
    let expected = want(&[
        ("advice", "R2>R3 R2>W1 R3>R2 K1>K2 K1>K3 K1>R2 W2>W1"),
        ("class_visit", "R2>R3=3 R3>R2 R3>R4=2 W1>W2=4 K1>R2"),
    ]);
    assert_eq!(ties(&survey), expected);
    assert_eq!((survey.ledger.files[0].answers, survey.ledger.files[0].no), (15, 3));
    assert!(survey.ledger.files[0].aside.is_empty());
}

#[test]
fn qualtrics_with_three_heading_rows_a_preview_and_an_unfinished_form() {
    let survey = both_ways("qualtrics");
    let expected = want(&[
        ("class_visit", "R2>R3 R2>R4 R3>R2 W1>W2 K1>K2"),
        ("advice", "R2>R3 R3>R2 R3>W1 R3>K1 W2>W1 K1>K2 K1>K3 K1>R2"),
    ]);
    assert_eq!(ties(&survey), expected);
    let ledger = &survey.ledger.files[0];
    assert_eq!((ledger.answers, ledger.no, ledger.aside[&Aside::Preview].answers), (16, 1, 2));
    for (id, answered) in [("R2", true), ("W2", true), ("R4", false), ("W1", false)] {
        assert_eq!(response(&survey, id) == Response::Answered, answered, "{id}");
    }
}

#[test]
fn limesurvey_with_colleagues_in_square_brackets_and_a_form_that_was_not_sent() {
    let survey = both_ways("limesurvey");
    let expected = want(&[
        ("teaching_talk", "R2>R3=4 R2>R4=3 R3>R2=4 W1>W2=2 W2>W1 K2>K1=4"),
        ("class_visit", "R2>R3 R3>R2 R3>R4 K2>K1"),
    ]);
    assert_eq!(ties(&survey), expected);
    let ledger = &survey.ledger.files[0];
    // "Niet" and "niemand" say no; "af en toe eens" is no known frequency.
    assert_eq!((ledger.answers, ledger.no, ledger.aside[&Aside::UnknownFrequency].answers), (13, 2, 1));
    assert_eq!((response(&survey, "W1"), response(&survey, "W2")), (Response::DidNotAnswer, Response::Answered));
}

#[test]
fn surveymonkey_with_headings_in_two_rows() {
    let survey = both_ways("surveymonkey");
    let expected = want(&[("class_visit", "R3>R2 R4>R2 R2>R3 R2>K1"), ("advice", "R2>R3 R3>R2 R3>W1 K1>K2 K1>K3")]);
    assert_eq!(ties(&survey), expected);
    assert_eq!((survey.ledger.files[0].answers, survey.ledger.files[0].no), (10, 1));
}
