//! What is wrong is said in the form of the house: what and where, what was seen, what to do; no more and no less.

use crate::common::program::{Ran, program, run, sample, sample_arg, study};
use std::path::Path;

const ROSTER: &[u8] = b"id,school,role,answered\nT1,S,teacher,yes\nT2,S,teacher,yes\nT3,S,teacher,no\n";
const TIES: &[u8] = b"from,to,relation\nT1,T2,advice\nT2,T1,advice\n";

/// Fails unless standard error holds only messages: a line `error: …` or `notice: …`, then lines of parts, which may go
/// on further in.
fn in_form(ran: &Ran, language: (&str, &str, [&str; 3])) {
    assert!(!ran.err.is_empty());
    let (error, notice, parts) = language;
    for line in ran.err.lines() {
        let head = [error, notice].iter().any(|word| line.starts_with(&format!("{word}: ")));
        let part = parts.iter().any(|word| line.starts_with(&format!("  {word}: ")));
        let more = line.starts_with("        ");
        assert!(head || part || more, "not in form: {line:?} in\n{}", ran.err);
        for tell_tale in ["Error", "Some(", "None", "panicked", "unwrap", "src/", "\\n", "{ "] {
            let toml = tell_tale == "{ " && (line.contains("study.toml") || more);
            assert!(toml || !line.contains(tell_tale), "{tell_tale:?} in {line:?}");
        }
    }
}

const ENGLISH: (&str, &str, [&str; 3]) = ("error", "notice", ["seen", "so", "help"]);
const DUTCH: (&str, &str, [&str; 3]) = ("fout", "let op", ["gezien", "dus", "hulp"]);

/// Runs both commands that read a study; both stop with 1, say the same, write nothing to standard output.
fn stopped(here: &Path, study: &str) -> Ran {
    let ran = run(here, ["analyse", study]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.err);
    in_form(&ran, ENGLISH);
    let check = run(here, ["check", study]);
    assert_eq!((check.code, check.out, &check.err), (1, String::new(), &ran.err));
    assert!(!here.join("staffroom-report").exists());
    ran
}

#[test]
fn a_path_that_is_not_there_is_named_as_it_was_given() {
    let here = tempfile::tempdir().unwrap();
    for path in ["no-such-folder", "./deep/er/ties.csv", "study.toml"] {
        let ran = stopped(here.path(), path);
        assert!(ran.err.starts_with(&format!("error: {path}: ")) && ran.err.contains("help: "), "{}", ran.err);
    }
}

#[test]
fn an_empty_file_is_named() {
    let here = tempfile::tempdir().unwrap();
    for (roster, ties, named) in
        [(ROSTER, &b""[..], "ties.csv"), (b"", TIES, "teachers.csv"), (b"\n\n", TIES, "teachers.csv")]
    {
        study(here.path(), "study", &[("teachers.csv", roster), ("ties.csv", ties)]);
        let ran = stopped(here.path(), "study");
        assert!(ran.err.starts_with(&format!("error: {named}")) && ran.err.contains("help: "), "{}", ran.err);
    }
}

#[test]
fn a_file_that_is_no_text_is_named_with_what_it_looks_like() {
    let here = tempfile::tempdir().unwrap();
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0";
    let noise: Vec<u8> = (0..4096u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    for bytes in [
        &png[..],
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n\0\0",
        &noise,
        b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0",
    ] {
        study(here.path(), "study", &[("teachers.csv", ROSTER), ("ties.csv", bytes)]);
        let ran = stopped(here.path(), "study");
        assert!(ran.err.starts_with("error: ties.csv"), "{}", ran.err);
        assert!(ran.err.contains("seen: "), "{}", ran.err);
        assert!(ran.err.chars().all(|c| c == '\n' || !c.is_control()), "no signs that steer a terminal: {:?}", ran.err);
    }
}

#[test]
fn a_column_that_is_missing_is_told_with_the_headings_that_are_there_and_what_to_write() {
    let here = tempfile::tempdir().unwrap();
    study(here.path(), "study", &[("teachers.csv", b"Locatie;Groep;WTF\nX;3;1\n"), ("ties.csv", TIES)]);
    let ran = stopped(here.path(), "study");
    assert!(ran.err.starts_with("error: teachers.csv, line 1"), "{}", ran.err);
    assert!(ran.err.contains("seen: Locatie; Groep; WTF\n") && ran.err.contains("help: "), "{}", ran.err);
    assert!(ran.err.contains("study.toml"), "{}", ran.err);
    study(here.path(), "study", &[("teachers.csv", ROSTER), ("ties.csv", b"wie,relation\nT1,advice\n")]);
    let ran = stopped(here.path(), "study");
    assert!(ran.err.starts_with("error: ties.csv, line 1") && ran.err.contains("seen: wie; relation\n"), "{}", ran.err);
}

#[test]
fn a_file_without_ties_says_so() {
    let here = tempfile::tempdir().unwrap();
    study(here.path(), "no-file", &[("teachers.csv", ROSTER)]);
    let ran = stopped(here.path(), "no-file");
    assert!(ran.err.starts_with("error: no-file: ") && ran.err.contains("seen: teachers.csv\n"), "{}", ran.err);
    assert!(ran.err.contains("help: "), "{}", ran.err);
    study(here.path(), "no-rows", &[("teachers.csv", ROSTER), ("ties.csv", b"from,to,relation\n")]);
    let ran = stopped(here.path(), "no-rows");
    assert!(ran.err.starts_with("error: ") && ran.err.contains("ties.csv"), "{}", ran.err);
}

#[test]
fn all_problems_are_told_at_once() {
    let here = tempfile::tempdir().unwrap();
    study(here.path(), "study", &[("teachers.csv", b"Locatie\nX\n"), ("ties.csv", b"")]);
    let ran = stopped(here.path(), "study");
    assert!(ran.err.contains("error: teachers.csv") && ran.err.contains("error: ties.csv"), "{}", ran.err);
}

#[test]
fn an_unknown_person_is_a_notice_with_its_line_and_column_and_the_nearest_on_the_list() {
    let here = tempfile::tempdir().unwrap();
    let roster = b"id,school,role,answered\nT-019,S,teacher,yes\nT-023,S,teacher,yes\nT-190,S,teacher,yes\n";
    let ties = b"from,to,relation\nT-019,T-023,advice\nT-023,T-109,advice\nT-190,T-109,advice\n";
    study(here.path(), "study", &[("teachers.csv", roster), ("ties.csv", ties)]);
    let ran = run(here.path(), ["check", "study"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    in_form(&ran, ENGLISH);
    let notice = ran.err.lines().find(|l| l.contains("T-109")).expect("a notice");
    assert!(notice.starts_with("notice: ties.csv, line 3, column \"to\": "), "{notice}");
    assert!(ran.err.contains("T-019") && ran.err.contains("T-190"), "{}", ran.err);
    assert!(ran.out.contains("ties.csv"), "the notice stands in the report as well: {}", ran.out);
    let dutch = run(here.path(), ["check", "study", "--lang", "nl"]);
    in_form(&dutch, DUTCH);
    let notice = dutch.err.lines().find(|l| l.contains("T-109")).expect("a notice");
    assert!(notice.contains("ties.csv") && notice.contains('3') && notice.contains("\"to\""), "{notice}");
    let added = run(here.path(), ["check", "study", "--unknown", "add"]);
    assert_eq!(added.code, 0);
    assert!(!added.err.contains("T-109"), "{}", added.err);
}

/// Broken samples that stop the run, with what their message must name.
const STOPS: [(&str, &str); 17] = [
    ("not_found", "personeelslijst.csv"),
    ("cannot_read", "ties"),
    ("empty_file", "ties.csv"),
    ("not_text", "ties.csv"),
    ("not_read", "ties.net"),
    ("not_in_shape", "ties.csv"),
    ("too_large", "ties.csv"),
    ("no_column", "teachers.csv"),
    ("column_not_there", "ties.csv"),
    ("study", "study.toml"),
    ("conflict", "teachers.csv"),
    ("no_ties", "no_ties"),
    ("staff_and_ties", "relaties.xlsx"),
    ("no_people", "teachers.csv"),
    ("several", "teachers.csv"),
    ("unknown_at", "ties.csv, "),
    ("mixed_separators", "teachers.csv, "),
];

#[test]
fn every_broken_sample_stops_in_form_in_both_languages_and_never_with_a_backtrace() {
    let here = tempfile::tempdir().unwrap();
    for (name, file) in STOPS {
        for (code, language) in [("en", ENGLISH), ("nl", DUTCH)] {
            let mut command = program(here.path(), ["analyse", &sample_arg(&format!("broken/{name}")), "--lang", code]);
            let ran: Ran = command.env("RUST_BACKTRACE", "1").env("RUST_LIB_BACKTRACE", "1").output().unwrap().into();
            assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{name}");
            in_form(&ran, language);
            assert!(ran.err.starts_with(&format!("{}: ", language.0)) && ran.err.contains(file), "{name}: {}", ran.err);
            assert!(!ran.err.to_lowercase().contains("backtrace"), "{name}: {}", ran.err);
        }
    }
}

#[test]
fn a_wave_in_a_file_that_the_study_does_not_have_is_wrong_data_and_no_wrong_command_line() {
    let here = tempfile::tempdir().unwrap();
    let ran = run(here.path(), ["check", &sample_arg("broken/unknown_at")]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.err);
    assert!(ran.err.contains("2025") && ran.err.contains("seen: 2024; 2026"), "{}", ran.err);
}

#[test]
fn every_broken_sample_that_is_read_gives_its_notices_in_form_in_both_languages() {
    let here = tempfile::tempdir().unwrap();
    let mut seen = 0;
    for entry in std::fs::read_dir(sample("broken")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if STOPS.iter().any(|s| s.0 == name) || name == "unknown" {
            continue;
        }
        for (code, language) in [("en", ENGLISH), ("nl", DUTCH)] {
            let ran = run(here.path(), ["check", path.to_str().unwrap(), "--lang", code]);
            assert_eq!(ran.code, 0, "{name}: {}", ran.err);
            in_form(&ran, language);
        }
        seen += 1;
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn flag_then_variable_then_study_then_english_decides_the_language() {
    let here = tempfile::tempdir().unwrap();
    study(
        here.path(),
        "dutch",
        &[("teachers.csv", ROSTER), ("ties.csv", TIES), ("study.toml", b"title = \"T\"\nlanguage = \"nl\"\n")],
    );
    study(here.path(), "plain", &[("teachers.csv", ROSTER), ("ties.csv", TIES)]);
    let word = |study: &str, flag: Option<&str>, variable: Option<&str>| {
        let mut command = program(here.path(), ["check", study]);
        command.args(flag.map(|f| ["--lang", f]).iter().flatten());
        command.envs(variable.map(|v| ("STAFFROOM_LANG", v)));
        let ran: Ran = command.output().unwrap().into();
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.err.split(':').next().unwrap_or_default().to_owned()
    };
    assert_eq!(word("plain", None, None), "notice");
    assert_eq!(word("dutch", None, None), "let op");
    assert_eq!(word("dutch", None, Some("en")), "notice");
    assert_eq!(word("plain", None, Some("nl")), "let op");
    assert_eq!(word("plain", Some("en"), Some("nl")), "notice");
    assert_eq!(word("dutch", Some("en"), None), "notice");
    // Before the study has been read, what was told decides.
    let mut command = program(here.path(), ["check", "no-such-study"]);
    let ran: Ran = command.env("STAFFROOM_LANG", "nl").output().unwrap().into();
    in_form(&ran, DUTCH);
}

#[test]
fn a_wrong_study_file_is_told_in_the_language_that_was_told() {
    let here = tempfile::tempdir().unwrap();
    study(here.path(), "study", &[("teachers.csv", ROSTER), ("ties.csv", TIES), ("study.toml", b"titel = \"x\"\n")]);
    let ran = run(here.path(), ["check", "study"]);
    assert_eq!(ran.code, 1);
    in_form(&ran, ENGLISH);
    assert!(ran.err.starts_with("error: study.toml, line 1") && ran.err.contains("titel"), "{}", ran.err);
    assert!(ran.err.contains("\"title\""), "{}", ran.err);
}
