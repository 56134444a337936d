//! What a researcher's edition must not hold, though it holds everybody.

use crate::studies::two_editions;
use staffroom::audience::{Audience, edition, key};
use staffroom::error::{Field, Notice, Place};
use staffroom::findings::{Findings, Response};
use staffroom::report;
use staffroom::words::{ALL, words};
use std::collections::BTreeMap;

#[test]
fn who_answered_a_question_stands_with_the_pseudonym_and_not_in_the_order_of_the_staff_list() {
    let (mut truth, _) = two_editions(4);
    let wave = truth.questions[0].wave as usize;
    let staff = truth.waves[wave].staff.clone();
    // Every third person did not answer this one.
    let answer = |at: usize| if at.is_multiple_of(3) { Response::DidNotAnswer } else { Response::Answered };
    truth.questions[0].responses = (0..staff.len()).map(answer).collect();
    let shown = edition(&truth, Audience::Researcher, None);
    let key = key(&truth);
    let ids: BTreeMap<&str, &str> = key.iter().map(|k| (k.pseudonym.as_str(), k.id.as_str())).collect();
    for (own, response) in shown.waves[wave].staff.iter().zip(&shown.questions[0].responses) {
        let id = ids[shown.people[own.person as usize].id.as_str()];
        let was = staff.iter().position(|s| truth.people[s.person as usize].id == id).unwrap();
        assert_eq!(*response, answer(was), "{id}");
    }
    assert_eq!(shown.questions[0].responses.len(), staff.len());
    let table = |findings: &Findings| {
        let files = report::files(findings, words(ALL[0].0)).unwrap();
        String::from_utf8(files["tables/questions.csv"].clone()).unwrap()
    };
    assert_eq!(table(&shown), table(&truth), "how many of each school answered is no secret and stays as it is");
}

#[test]
fn headings_that_may_be_names_are_not_told_to_a_researcher() {
    let (mut truth, _) = two_editions(1);
    let place = || Place::line("grid.csv", 4).column("Quagga Zebra");
    truth.notices = vec![
        Notice::ColumnsNotRead { place: Place::file("form.csv"), columns: vec!["Quagga Zebra".into()] },
        Notice::SelfTies { place: place(), answers: 1 },
        Notice::IncompleteRow { place: place(), missing: Field::Id, rows: 1 },
        Notice::OtherRoles { labels: vec![("Quagga Zebra".into(), 1), ("conciërge".into(), 7)], nobody_left: false },
        Notice::OtherRoles { labels: vec![("Quagga Zebra".into(), 1)], nobody_left: true },
    ];
    let shown = edition(&truth, Audience::Researcher, None);
    assert_eq!(shown.notices.len(), truth.notices.len());
    for (lang, _) in ALL {
        for (name, bytes) in report::files(&shown, words(lang)).unwrap() {
            assert!(!String::from_utf8_lossy(&bytes).contains("Quagga"), "{name}");
        }
        for notice in &shown.notices {
            let message = words(lang).notice(notice);
            let said = [Some(&message.what), message.seen.as_ref(), message.help.as_ref()];
            assert!(said.iter().flatten().all(|s| !s.trim().is_empty() && !s.contains("\"\"") && !s.ends_with('\n')));
        }
    }
}

#[test]
fn fingerprints_of_files_are_not_told_to_a_researcher() {
    let (truth, _) = two_editions(1);
    assert!(truth.inputs.iter().all(|i| i.sha256.len() == 64) && !truth.inputs.is_empty());
    let shown = edition(&truth, Audience::Researcher, None);
    assert_eq!(shown.inputs.len(), truth.inputs.len());
    for (lang, _) in ALL {
        for (name, bytes) in report::files(&shown, words(lang)).unwrap() {
            let text = String::from_utf8_lossy(&bytes);
            assert!(truth.inputs.iter().all(|i| !text.contains(&i.sha256[..16])), "{name}");
        }
    }
}
