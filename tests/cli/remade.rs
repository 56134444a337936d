//! `staffroom report`: the same files again from the findings alone.

use crate::common::program::{differing, files, names, run, sample_arg};
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
    let ran = run(here.path(), ["report", "nl", "--lang", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let (remade, made) = (files(&here.path().join("nl")), files(&here.path().join("en")));
    assert_eq!(differing(&made, &remade), Vec::<String>::new());
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
