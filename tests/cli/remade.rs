//! `staffroom report`: the same files again from the findings alone.

use crate::common::program::{differing, files, names, run, sample, sample_arg};
use staffroom::analyse::{Options, findings};
use staffroom::timings::Timings;
use staffroom::{report, survey, words};
use std::fs;

#[test]
fn every_output_is_made_again_from_the_findings_byte_for_byte() {
    for options in [&[][..], &["--lang", "en", "--names", "--no-plots", "--csv-style", "excel-eu", "--raw-csv"]] {
        let here = tempfile::tempdir().unwrap();
        let study = sample_arg("de-brug");
        let args =
            ["analyse", &study, "--permutations", "20", "--layer", "all", "--layer", "formal", "--layer", "informal"];
        let ran = run(here.path(), args.iter().chain(options));
        assert_eq!(ran.code, 0, "{}", ran.err);
        let folder = here.path().join("staffroom-report");
        let before = files(&folder);
        let elsewhere = run(here.path(), ["report", "staffroom-report", "--out", "elsewhere"]);
        assert_eq!(elsewhere.code, 0, "{}", elsewhere.err);
        assert_eq!(differing(&before, &files(&here.path().join("elsewhere"))), Vec::<String>::new());
        // In its own place, with everything but the findings gone or spoilt.
        fs::remove_file(folder.join("report.html")).unwrap();
        fs::write(folder.join("tables/schools.csv"), "wave,spoilt\n").unwrap();
        let own = run(here.path(), ["report", "staffroom-report", "--threads", "1"]);
        assert_eq!(own.code, 0, "{}", own.err);
        assert_eq!(differing(&before, &files(&folder)), Vec::<String>::new());
        assert_eq!(names(here.path()), ["elsewhere", "staffroom-report"]);
    }
}

#[test]
fn the_report_can_be_made_again_in_the_other_language() {
    let here = tempfile::tempdir().unwrap();
    let study = sample_arg("minimal");
    assert_eq!(run(here.path(), ["analyse", &study, "--lang", "nl", "--out", "nl"]).code, 0);
    assert_eq!(run(here.path(), ["analyse", &study, "--lang", "en", "--out", "en"]).code, 0);
    let ran = run(here.path(), ["report", "nl", "--lang", "en", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    // The result on standard output is what `analyse` gives there.
    let result: serde_json::Value = serde_json::from_str(&ran.out).expect("one JSON and nothing else");
    let written = fs::read_to_string(here.path().join("nl/findings.json")).unwrap();
    assert_eq!(result, serde_json::from_str::<serde_json::Value>(&written).unwrap());
    assert!(ran.err.contains("report.html"));
    let (remade, made) = (files(&here.path().join("nl")), files(&here.path().join("en")));
    assert_eq!(differing(&made, &remade), Vec::<String>::new());
}

#[test]
fn what_was_found_of_each_person_of_a_country_is_read_from_the_tables() {
    let (study, survey) = survey::read(&sample("de-brug"), &survey::ReadSettings::default()).unwrap();
    for eu in [false, true] {
        let mut options = Options::default();
        (options.persons_up_to, options.permutations) = (Some(20), Some(0));
        options.language = Some("en".into());
        (options.outputs.plots, options.outputs.workbook) = (false, false);
        (options.outputs.excel_eu, options.outputs.raw_csv) = (eu, eu);
        let found = findings(&study, &survey, &options, &mut Timings::default()).unwrap();
        assert!(found.ties.is_empty());
        let here = tempfile::tempdir().unwrap();
        let folder = here.path().join("country");
        fs::create_dir_all(folder.join("tables")).unwrap();
        for (name, bytes) in report::files(&found, words::words(words::Lang::En)).unwrap() {
            fs::write(folder.join(name), bytes).unwrap();
        }
        let json = fs::read_to_string(folder.join("findings.json")).unwrap();
        let found: serde_json::Value = serde_json::from_str(&json).unwrap();
        let of_people = |b: &&serde_json::Value| ["person", "openness"].contains(&b["scope"].as_str().unwrap());
        let blocks: Vec<_> = found["blocks"].as_array().unwrap().iter().filter(of_people).collect();
        assert!(blocks.len() > 4 && blocks.iter().all(|b| b["in_table"].is_array() && b["columns"].is_null()));

        let before = files(&folder);
        let again = run(here.path(), ["report", "country", "--out", "again", "--lang", "en"]);
        assert_eq!(again.code, 0, "{}", again.err);
        assert_eq!(differing(&before, &files(&here.path().join("again"))), Vec::<String>::new());
        // Of a table of somebody else nothing is believed.
        let table = folder.join("tables/teachers.csv");
        let text = fs::read_to_string(&table).unwrap();
        let (first, second) = (text.lines().nth(1).unwrap(), text.lines().nth(2).unwrap());
        fs::write(&table, text.replacen(first, second, 1)).unwrap();
        let spoilt = run(here.path(), ["report", "country", "--out", "spoilt"]);
        assert_eq!(spoilt.code, 1);
        assert!(spoilt.err.contains("teachers.csv"), "{}", spoilt.err);
    }
}

#[test]
fn a_folder_without_findings_is_no_report() {
    let here = tempfile::tempdir().unwrap();
    fs::create_dir(here.path().join("empty")).unwrap();
    for folder in ["empty", "nowhere"] {
        let ran = run(here.path(), ["report", folder]);
        assert_eq!(ran.code, 1, "{}", ran.err);
        assert!(ran.err.contains(folder), "{}", ran.err);
    }
}
