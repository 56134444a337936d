//! What a study is read from beside its tables: names that somebody settled after `check`, and waves from an earlier report.

use crate::common::program::{names, run, sample_arg, study};
use serde_json::Value;
use std::fs;
use std::path::Path;

const STAFF: &[u8] = "id,name,school,role,answered\nT1,Jan de Wit,A,teacher,yes\nT2,Zoë van den Berg,A,teacher,yes\n\
                      T3,Piet Smit,A,teacher,yes\nT4,Pietje Smit,B,teacher,yes\n"
    .as_bytes();
const TIES: &[u8] =
    "from,to,relation\nT1,Zoe v/d Bergh,advice\nT2,P. Smit,advice\nT3,P. Smit,advice\nT3,=cmd,advice\n".as_bytes();

/// How many answers became ties, and how many name somebody unknown.
fn counts(here: &Path) -> (u64, u64) {
    let ran = run(here, ["check", "study", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let findings: Value = serde_json::from_str(&ran.out).unwrap();
    let file = &findings["ledger"]["files"][0];
    (file["kept"].as_u64().unwrap(), file["aside"]["unknown_person"]["answers"].as_u64().unwrap_or(0))
}

/// Fills in an id behind a written name.
fn fill_in(file: &Path, written: &str, id: &str) {
    let text = fs::read_to_string(file).unwrap();
    let empty = format!("\n{written},,");
    assert!(text.contains(&empty), "{text}");
    fs::write(file, text.replace(&empty, &format!("\n{written},{id},"))).unwrap();
}

#[test]
fn what_is_filled_in_behind_a_name_is_read_on_the_next_run() {
    let here = tempfile::tempdir().unwrap();
    study(here.path(), "study", &[("teachers.csv", STAFF), ("ties.csv", TIES)]);
    assert_eq!(counts(here.path()), (0, 4));
    let review = here.path().join("study/aliases-to-review.csv");
    let text = fs::read_to_string(&review).unwrap();
    let row =
        |written: &str| text.lines().find(|l| l.starts_with(written)).unwrap_or_else(|| panic!("{written}: {text}"));
    // The written name, how often, where, and who may be meant with the school.
    assert!(row("Zoe v/d Bergh").contains("ties.csv, line 2") && row("Zoe v/d Bergh").ends_with(",T2,A,,,,"), "{text}");
    assert!(row("P. Smit,,2").ends_with(",T3,A,T4,B,,"), "{text}");
    // Nothing in it is run by a spreadsheet.
    assert!(text.contains("\n'=cmd,"), "{text}");

    fill_in(&review, "Zoe v/d Bergh", "T2");
    fill_in(&review, "P. Smit", "T4");
    assert_eq!(counts(here.path()), (3, 1));
    // What was filled in is still there after the run that read it.
    assert_eq!(counts(here.path()), (3, 1));

    // Under the name of the contract it is read as well, its further columns without a word.
    fs::rename(&review, here.path().join("study/aliases.csv")).unwrap();
    assert_eq!(counts(here.path()), (3, 1));
    let ran = run(here.path(), ["check", "study"]);
    assert!(!ran.err.contains("candidate_1") && !ran.err.contains("aliases.csv"), "{}", ran.err);
}

#[test]
fn where_the_data_cannot_be_written_the_names_go_to_the_output_folder_and_that_is_told() {
    let here = tempfile::tempdir().unwrap();
    study(here.path(), "study", &[("teachers.csv", STAFF), ("ties.csv", TIES)]);
    // A folder in the place of the file: even somebody who may do everything cannot write there.
    fs::create_dir_all(here.path().join("study/aliases-to-review.csv/taken")).unwrap();
    let ran = run(here.path(), ["check", "study"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("aliases-to-review.csv could not be written") && ran.err.contains("--out"), "{}", ran.err);
    assert!(ran.out.contains("P. Smit"), "the names stand in the report: {}", ran.out);
    let ran = run(here.path(), ["check", "study", "--out", "report", "--lang", "nl"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("niet te schrijven") && ran.err.contains("report"), "{}", ran.err);
    let text = fs::read_to_string(here.path().join("report/aliases-to-review.csv")).unwrap();
    // Places are in the language of the run.
    assert!(text.contains("P. Smit") && text.contains("ties.csv, regel 3"), "{text}");
    // Nothing is left behind beside the data.
    assert_eq!(names(&here.path().join("study")), ["aliases-to-review.csv", "teachers.csv", "ties.csv"]);
}

#[test]
fn a_wave_from_an_earlier_report_is_converted_with_the_others_and_is_no_file_of_ties() {
    let here = tempfile::tempdir().unwrap();
    let few = ["--measures", "size", "--permutations", "0", "--no-plots", "--no-workbook", "--quiet"];
    let sample = sample_arg("minimal");
    let ran = run(here.path(), ["analyse", &sample, "--out", "first"].into_iter().chain(few));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let study_file = b"[[waves]]\nid = \"1\"\nfindings = \"../first/findings.json\"\n[[waves]]\nid = \"2\"\n";
    let tables = b"id,school,role,answered\nL01,De Wilgen,teacher,yes\nL02,De Wilgen,teacher,yes\n";
    let ties = b"from,to,relation,wave\nL01,L02,class_visit,2\n";
    study(here.path(), "two", &[("study.toml", study_file), ("teachers.csv", tables), ("ties.csv", ties)]);
    let ran = run(here.path(), ["convert", "two", "--to", "csv", "--out", "both", "--quiet"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = fs::read_to_string(here.path().join("both/ties.csv")).unwrap();
    let at = text.lines().next().unwrap().split(',').position(|h| h == "wave").unwrap();
    let of = |wave: &str| text.lines().skip(1).filter(|l| l.split(',').nth(at) == Some(wave)).count();
    assert_eq!((of("1"), of("2")), (25, 1), "{text}");

    // Given as a file of ties it is refused, with the lines that make a wave of it.
    let ran = run(here.path(), ["check", "first/findings.json"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("no file of ties") && ran.err.contains("[[waves]]"), "{}", ran.err);
    let ran = run(here.path(), ["init", "first/findings.json"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("[[waves]]"), "{}", ran.err);
}
