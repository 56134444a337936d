//! `samples/broken/<notice>/`: small studies, each of which must raise the notice or the error it is called after.

use staffroom::analyse::{Options, findings};
use staffroom::error::{Error, Notice};
use staffroom::survey::{LedgerFile, ReadSettings, read};
use staffroom::timings::Timings;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Every notice that reading a study can give.
const NOTICES: &[&str] = &[
    "unknown_person",
    "shared_name",
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
    "wave_order",
    "wave_period",
    "like_waves",
    "sheets_not_read",
    "kind_not_read",
    "schools_alike",
    "two_homes",
    "person_twice",
    "answers_from_silent",
    "columns_not_read",
    "file_not_read",
    "decimal_sign",
    "encoding_guessed",
    "bad_letters",
    "no_roles",
    "other_roles",
    "response_not_known",
    "low_response",
    "one_side_asked",
    "question_empty",
    "contradicted",
    "asked_within_school",
    "across_though_within",
    "no_formal_ties",
    "limited_by_form",
    "school_unknown",
    "group_unknown",
    "ids_made",
    "numbered_people",
    "no_roster",
    "files_found",
    "shape_found",
    "question_taken",
    "earlier_form",
];

/// Every notice that comes only when waves are put side by side.
const WHEN_COMPARED: &[&str] = &["waves_not_compared"];

/// Every error with which reading a study can stop.
const ERRORS: &[&str] = &[
    "not_found",
    "cannot_read",
    "empty_file",
    "not_text",
    "not_read",
    "not_in_shape",
    "too_large",
    "no_column",
    "column_not_there",
    "study",
    "conflict",
    "no_ties",
    "staff_and_ties",
    "no_people",
    "unknown",
    "unknown_at",
    "mixed_separators",
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
            Ok((study, survey)) if WHEN_COMPARED.contains(&name.as_str()) => {
                let found = findings(&study, &survey, &Options::default(), &mut Timings::default()).expect("findings");
                found.notices.iter().map(name_of_notice).collect()
            }
            Ok((_, survey)) => survey.notices.iter().map(name_of_notice).collect(),
            Err(error) => vec![name_of_error(&error)],
        };
        assert!(raised.contains(&name), "{name}: raised {raised:?}");
        seen.insert(name);
    }
    let want: BTreeSet<String> = NOTICES.iter().chain(WHEN_COMPARED).chain(ERRORS).map(|&n| n.to_owned()).collect();
    assert_eq!(seen, want);
}

#[test]
fn the_ledger_adds_up_on_every_broken_study_that_is_read() {
    for name in NOTICES {
        let (_, survey) = read(&samples().join(name), &settings(name)).expect("a survey");
        assert!(survey.ledger.files.iter().all(LedgerFile::adds_up), "{name}: {:?}", survey.ledger);
        // The rows, counted independently: every line after the first that is not blank.
        // A workbook has no lines to count.
        for file in
            survey.ledger.files.iter().filter(|file| Path::new(&file.file).extension().is_none_or(|e| e != "xlsx"))
        {
            let text = std::fs::read(samples().join(name).join(&file.file)).expect("the file");
            // A matrix without names has no headings, and every cell of it is an answer.
            let bare = *name == "numbered_people";
            let lines = text.split(|b| *b == b'\n').skip(usize::from(!bare)).filter(|line| !line.is_empty());
            // In wide shapes, every filled cell behind the respondent; of a list of names, every name.
            let answers = |line: &[u8]| {
                let cells = line.split(|b| b",;".contains(b)).skip(usize::from(!bare));
                cells.filter(|cell| !cell.trim_ascii().is_empty()).count()
            };
            let wide = bare
                || ["files_found", "shape_found", "question_taken", "earlier_form", "question_empty"].contains(name);
            let rows = if wide { lines.map(answers).sum::<usize>() } else { lines.count() } as u64;
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

/// A study in a folder of its own.
fn study(files: &[(&str, String)]) -> staffroom::error::Result<staffroom::survey::Survey> {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    read(folder.path(), &ReadSettings::default()).map(|(_, survey)| survey)
}

/// Words as they stand in the cells of a file of ties, good and bad.
const WORDS: [&[&str]; 8] = [
    &["T1", "T2", "T3", "T4", "an smit", "Jan", "niemand", "", "X9", "R1"],
    &["T1", "T2", "T3", "T4", "An Smit", "Jan", "-", "", "X9", "R1", "NA"],
    &["advice", "klasbezoek", "maatje", "", "praten", "iets anders", "Wie was bij u?"],
    &["", "1", "0", "2,5", "nooit", "-9", "NA", "als het zo uitkomt", "wekelijks", "3"],
    &["", "from", "naar", "T1", "zz"],
    &["2024", "2026", ""],
    &["", "eigen", "assigned", "?"],
    &["", "taal", "Taal", "rekenen"],
];

const STAFF: &str = "id,naam,school,functie,ingevuld,wave,verwijderd\nT1,An Smit,A,leraar,ja,,\nT2,Jan,A,leraar,ja,,\n\
                     T3,Jan,B,directeur,nee,,\nT4,Bo,B,leraar,ja,2026,\nR1,Weg,A,leraar,ja,,ja\n";

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

    #[test]
    fn every_answer_is_accounted_for_and_the_order_of_rows_changes_nothing(
        rows in proptest::collection::vec(proptest::array::uniform8(0_usize..30), 0..40),
        turn in 0_usize..40,
        settings in 0_usize..8,
    ) {
        let line = |row: &[usize; 8]| {
            row.iter().zip(WORDS).map(|(i, words)| format!("\"{}\"", words[i % words.len()])).collect::<Vec<_>>().join(",")
        };
        let mut lines: Vec<String> = rows.iter().map(line).collect();
        let mut toml = String::from("[questions]\n\"Wie was bij u?\" = { relation = \"class_visit\", reporter = \"to\" }\n[[ties]]\nmissing = [\"NA\"]\n");
        if settings & 1 > 0 {
            toml.push_str("at_least = 2\n");
        }
        if settings & 2 > 0 {
            toml.push_str("asked_within = \"school\"\nmax_names = 2\n");
        }
        if settings & 4 > 0 {
            toml.push_str("relation = \"advice\"\n[[ties]]\nrelation = \"buddy\"\nrank = true\n");
        }
        let files = |lines: &[String]| {
            let ties = format!("van,naar,relatie,frequentie,melder,meting,initiatief,onderwerp\n{}\n", lines.join("\n"));
            [("teachers.csv", STAFF.to_owned()), ("ties.csv", ties), ("study.toml", toml.clone())]
        };
        // A row of which every cell is empty is no row, and a file without a row is an error.
        let filled = lines.iter().filter(|l| l.chars().any(|c| c != '"' && c != ',')).count() as u64;
        if filled == 0 {
            proptest::prop_assert!(study(&files(&lines)).is_err());
            return Ok(());
        }
        let survey = study(&files(&lines)).expect("a survey");
        let file = &survey.ledger.files[0];
        proptest::prop_assert_eq!(file.answers, filled);
        proptest::prop_assert!(file.adds_up(), "{:?}", file);
        let order = |t: &staffroom::survey::Tie| (t.wave, t.relation, t.from, t.to);
        proptest::prop_assert!(survey.ties.is_sorted_by_key(order));
        let wave_of = |label: &str| survey.waves.iter().position(|w| w.id == label);
        if !lines.is_empty() {
            let at = turn % lines.len();
            lines.rotate_left(at);
        }
        let turned = study(&files(&lines)).expect("a survey");
        proptest::prop_assert_eq!(wave_of("2026"), turned.waves.iter().position(|w| w.id == "2026"));
        proptest::prop_assert_eq!(&survey.ties, &turned.ties);
        proptest::prop_assert_eq!(&survey.questions, &turned.questions);
        let counts = |s: &staffroom::survey::Survey| {
            let f = s.ledger.files[0].clone();
            (f.kept, f.merged, f.no, f.aside.into_iter().map(|(why, a)| (why, a.answers)).collect::<Vec<_>>())
        };
        proptest::prop_assert_eq!(counts(&survey), counts(&turned));
    }

    #[test]
    fn no_text_makes_the_reader_fall_over(staff in ".{0,200}", ties in ".{0,200}", toml in ".{0,80}") {
        let _ = study(&[("teachers.csv", staff.clone()), ("ties.csv", ties.clone())]);
        let _ = study(&[("ties.csv", ties.clone()), ("schools.csv", staff.clone()), ("members.csv", staff.clone())]);
        let _ = study(&[("teachers.csv", format!("id,naam,wave,fte,answered\n{staff}")), ("ties.csv", format!("from,to,wave,reporter\n{ties}"))]);
        let _ = study(&[("ties.csv", ties), ("study.toml", format!("[[ties]]\n{toml}"))]);
    }
}
