//! Each command does what its help says, and the exit code says how it ended.

use crate::common::program::{differing, files, names, rows, run, sample_arg, study};
use serde_json::Value;
use std::path::Path;

/// A study that nothing needs to be said about: both sides asked, everybody answered, formal ties, roles known.
const NOTHING_TO_SAY: [(&str, &[u8]); 2] = [
    (
        "teachers.csv",
        b"id,school,role,phase,answered\nA,S,teacher,lower,yes\nB,S,teacher,lower,yes\nC,S,teacher,upper,yes\n",
    ),
    (
        "ties.csv",
        b"from,to,relation,reporter,initiative\n\
          A,B,class_visit,from,assigned\nA,B,class_visit,to,assigned\n\
          B,C,class_visit,from,own\nB,C,class_visit,to,own\n\
          C,A,class_visit,from,own\nC,A,class_visit,to,own\n",
    ),
];

#[test]
fn analyse_writes_a_report_folder_and_its_last_line_says_which_file_to_open() {
    let here = tempfile::tempdir().unwrap();
    let ran = run(here.path(), ["analyse", &sample_arg("minimal")]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(names(here.path()), ["staffroom-report"]);
    let report = here.path().join("staffroom-report");
    let mut want = vec!["findings.json", "plots", "report.html", "tables"];
    if cfg!(feature = "xlsx") {
        want.push("workbook.xlsx");
    }
    assert_eq!(names(&report), want);
    for table in ["layer_pairs", "layers", "ledger", "openness", "schools", "teachers"] {
        assert!(names(&report.join("tables")).contains(&format!("{table}.csv")), "{table}");
    }
    let last = ran.out.trim_end().lines().last().unwrap_or_default();
    assert!(last.contains("staffroom-report") && last.contains("report.html"), "{last}");
}

#[test]
fn one_path_and_no_command_means_analyse_also_after_flags() {
    let here = tempfile::tempdir().unwrap();
    let sample = sample_arg("minimal");
    let plain = run(here.path(), ["analyse", &sample, "--out", "a", "--no-plots", "--no-workbook"]);
    let short = run(here.path(), [&sample, "--out", "a", "--no-plots", "--no-workbook"]);
    assert_eq!((plain.code, short.code), (0, 0), "{}{}", plain.err, short.err);
    assert_eq!((plain.out, plain.err), (short.out, short.err));
    let flags_first = run(here.path(), ["--lang", "nl", "--threads", "2", &sample, "--out", "b", "--no-plots"]);
    assert_eq!(flags_first.code, 0, "{}", flags_first.err);
    assert!(here.path().join("b/report.html").exists());
}

#[test]
fn something_that_is_neither_a_command_nor_a_path_is_a_wrong_command_line() {
    let here = tempfile::tempdir().unwrap();
    let ran = run(here.path(), ["analise"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("analise") && ran.out.is_empty(), "{}", ran.err);
    assert!(names(here.path()).is_empty());
}

#[test]
fn check_prints_the_data_report_and_writes_only_where_it_is_told() {
    let here = tempfile::tempdir().unwrap();
    let ran = run(here.path(), ["check", &sample_arg("minimal")]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("ties.csv") && ran.out.contains("25"), "{}", ran.out);
    assert!(names(here.path()).is_empty(), "{:?}", names(here.path()));
    let ran = run(here.path(), ["check", &sample_arg("minimal"), "--out", "data"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for file in ["report.html", "findings.json", "tables/ledger.csv", "tables/questions.csv"] {
        assert!(here.path().join("data").join(file).exists(), "{file}");
    }
    // It ends in what can be concluded: whose classroom is open, and that only a lower bound is known.
    let end = ran.out.split("What can and what cannot be concluded").nth(1).unwrap_or_default();
    assert!(end.contains("Whose classroom is open") && end.contains("no rate"), "{}", ran.out);
    let page = std::fs::read_to_string(here.path().join("data/report.html")).unwrap();
    assert!(page.contains("What can and what cannot be concluded") && page.contains("How each question was used"));
    assert_eq!(
        run(here.path(), ["check", &sample_arg("minimal"), "--out", "data"]).code,
        0,
        "again into the same place"
    );
}

#[test]
fn simulate_writes_a_study_that_is_read_without_an_error_and_the_same_seed_gives_the_same_bytes() {
    let here = tempfile::tempdir().unwrap();
    let invent = |folder: &str, seed: &str| {
        let ran = run(
            here.path(),
            ["simulate", folder, "--schools", "2", "--teachers", "16", "--waves", "1", "--seed", seed],
        );
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
        assert!(ran.err.contains(folder), "{}", ran.err);
        files(&here.path().join(folder))
    };
    let (one, again, other) = (invent("one", "5"), invent("again", "5"), invent("other", "6"));
    assert_eq!(differing(&one, &again), Vec::<String>::new());
    assert!(differing(&one, &other).contains(&"ties.csv".to_owned()));
    let teachers = rows(&one["teachers.csv"]);
    assert_eq!(teachers.iter().filter(|r| ["leerkracht", "gastheer-leraar"].contains(&r["role"].as_str())).count(), 16);
    assert_eq!(run(here.path(), ["check", "one"]).code, 0);
}

#[test]
fn simulate_does_not_write_into_a_folder_with_something_in_it() {
    let here = tempfile::tempdir().unwrap();
    study(here.path(), "mine", &[("notes.txt", b"mine")]);
    let ran = run(here.path(), ["simulate", "mine", "--schools", "1", "--teachers", "5"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("mine") && ran.err.contains("notes.txt"), "{}", ran.err);
    assert_eq!(names(&here.path().join("mine")), ["notes.txt"]);
}

#[test]
fn completions_and_the_manual_page_know_every_command() {
    let here = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = run(here.path(), ["completions", shell]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{shell}");
        assert!(["analyse", "check", "simulate"].iter().all(|c| ran.out.contains(c)), "{shell}");
    }
    let man = run(here.path(), ["man"]);
    assert_eq!((man.code, man.err.as_str()), (0, ""));
    assert!(man.out.contains(".TH staffroom") && man.out.contains("analyse"), "{}", man.out);
    assert_eq!(run(here.path(), ["completions", "no-such-shell"]).code, 2);
}

#[test]
fn help_begins_with_examples() {
    let here = tempfile::tempdir().unwrap();
    let ran = run(here.path(), ["--help"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let first: String = ran.out.lines().take(2).collect::<Vec<_>>().join("\n");
    assert!(first.contains("staffroom samples/de-brug"), "{first}");
    assert_eq!(run(here.path(), ["--version"]).out.trim_end(), concat!("staffroom ", env!("CARGO_PKG_VERSION")));
}

#[test]
fn json_on_standard_output_is_the_findings_and_nothing_else() {
    let here = tempfile::tempdir().unwrap();
    let ran = run(here.path(), ["analyse", &sample_arg("minimal"), "--json", "--no-plots", "--no-workbook"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let value: Value = serde_json::from_str(&ran.out).expect("one JSON value");
    assert_eq!(value["schema_version"], 1);
    assert!(value["program"].as_str().is_some_and(|p| p.starts_with("staffroom ")));
    let written = std::fs::read_to_string(here.path().join("staffroom-report/findings.json")).unwrap();
    assert_eq!(ran.out, written);
    let check: Value =
        serde_json::from_str(&run(here.path(), ["check", &sample_arg("minimal"), "--json"]).out).unwrap();
    assert_eq!(check["ledger"], value["ledger"]);
    assert!(check["blocks"].as_array().is_some_and(Vec::is_empty), "check computes nothing about people");
}

#[test]
fn json_of_a_test_is_one_object_with_the_names_of_the_contract() {
    let here = tempfile::tempdir().unwrap();
    let args = ["--json", "--quiet", "--permutations", "19", "--seed", "7"];
    let test = |what: &[&str]| -> Value {
        let sample = sample_arg("minimal");
        let args: Vec<&str> =
            ["test", what[0], &sample].into_iter().chain(what[1..].iter().copied()).chain(args).collect();
        let ran = run(here.path(), &args);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{what:?}");
        serde_json::from_str(&ran.out).expect("one JSON value")
    };
    let qap = test(&["qap", "--x", "talk", "--y", "open_door"]);
    for name in ["statistic", "p_lower", "p_upper", "p_two_sided", "permutations", "seed", "within", "dyads"] {
        assert!(!qap[name].is_null(), "{name}: {qap}");
    }
    assert_eq!((&qap["permutations"], &qap["seed"]), (&19.into(), &7.into()));
    let mrqap = test(&["mrqap", "--response", "open_door", "--predictors", "talk,same:phase"]);
    assert_eq!(mrqap["terms"][0]["term"], "intercept");
    assert!(mrqap["r_squared"].is_number(), "{mrqap}");
    let odds = test(&["mrqap", "--response", "talk", "--predictors", "same:phase", "--logistic"]);
    assert!(odds["deviance"].is_number() && odds["terms"][1]["p_two_sided"].is_number(), "{odds}");
    let jaccard = test(&["qap", "--x", "talk", "--y", "open_door", "--statistic", "jaccard", "--undirected"]);
    assert!(jaccard["statistic"].as_f64().is_some_and(|x| (0.0..=1.0).contains(&x)), "{jaccard}");
    let ei = test(&["ei", "--within", "role"]);
    assert!(ei["schools"].is_array() && ei["within"][0] == "role", "{ei}");
    let cug = test(&["cug", "--layer", "talk", "--measure", "transitivity", "--condition", "dyad_census"]);
    assert!(cug["observed"].is_number() && cug["p_upper"].is_number() && cug["people"].is_u64(), "{cug}");
}

#[test]
fn any_column_of_the_staff_list_can_be_used_by_a_test_and_what_repeats_another_is_named() {
    let here = tempfile::tempdir().unwrap();
    let files: [(&str, &[u8]); 2] = [
        (
            "teachers.csv",
            b"id,school,role,corridor\na,S,teacher,1\nb,S,teacher,1\nc,S,teacher,2\nd,S,teacher,2\ne,S,teacher,2\n",
        ),
        (
            "ties.csv",
            b"from,to,relation\na,b,advice\nb,c,advice\nc,d,advice\nd,e,advice\ne,a,advice\nc,e,share\na,b,share\n",
        ),
    ];
    study(here.path(), "corridors", &files);
    let args = ["--within", "corridor", "--permutations", "99", "--json", "--quiet"];
    let ran = run(here.path(), [&["test", "qap", "corridors", "--x", "advice", "--y", "share"][..], &args].concat());
    let value: Value = serde_json::from_str(&ran.out).expect("one JSON value");
    assert_eq!((ran.code, &value["within"][0]), (0, &"corridor".into()), "{}", ran.err);
    let twice = ["test", "mrqap", "corridors", "--response", "advice", "--predictors", "same:corridor,same:corridor"];
    let ran = run(here.path(), twice);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("same:corridor"), "{}", ran.err);
}

/// Ctrl-C while permutations are made: what is done is printed, marked as such, and the exit code says so.
#[cfg(unix)]
#[test]
fn a_test_that_is_interrupted_ends_with_what_was_done_and_says_so() {
    let here = tempfile::tempdir().unwrap();
    let sample = sample_arg("de-brug");
    let args = ["test", "qap", &sample, "--x", "informal", "--y", "formal", "--permutations", "400000000", "--json"];
    let mut command = crate::common::program::program(here.path(), args);
    let child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_secs(3));
    let killed = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    let value: Value = serde_json::from_slice(&output.stdout).expect("one JSON value");
    let made = value["permutations"].as_u64().unwrap();
    assert!(made > 0 && made < 400_000_000 && value["interrupted"] == true, "{value}");
    assert!(value["p_upper"].as_f64().unwrap() >= 1.0 / (made as f64 + 1.0));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("Onderbroken") || said.contains("Interrupted"), "{said}");
}

#[test]
fn quiet_prints_nothing_but_what_was_asked_for() {
    let here = tempfile::tempdir().unwrap();
    let sample = sample_arg("minimal");
    for args in [
        &["analyse", &sample, "--quiet", "--no-plots"][..],
        &["check", &sample, "-q"],
        &["simulate", "invented", "--schools", "1", "--teachers", "5", "--quiet"],
        &["test", "ei", &sample, "--permutations", "19", "-q"],
        &[
            "analyse",
            &sample,
            "-q",
            "--no-plots",
            "--audience",
            "researcher",
            "--key",
            "key.csv",
            "--out",
            "pseudonyms",
        ],
    ] {
        let ran = run(here.path(), args);
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""), "{args:?}");
    }
    let ran = run(here.path(), ["check", "no-such-study", "--quiet"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("no-such-study"), "an error is said even so: {}", ran.err);
}

#[test]
fn every_family_that_measures_takes_is_named_in_its_help() {
    let help = run(Path::new("."), ["analyse", "--help"]).out;
    let (_, told) = help.split_once("--measures <FAMILY>").unwrap();
    let told: Vec<&str> = told.split("--names").next().unwrap().split([' ', ',', ';', '\n']).collect();
    for family in staffroom::measures::ALL.iter().chain(staffroom::measures::ON_REQUEST) {
        assert!(told.contains(&family.name), "{}: {told:?}", family.name);
    }
}

#[test]
fn strict_ends_with_3_when_there_were_notices_and_the_report_is_written_all_the_same() {
    let here = tempfile::tempdir().unwrap();
    let ran = run(here.path(), ["analyse", &sample_arg("minimal"), "--strict", "--no-plots"]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(here.path().join("staffroom-report/report.html").exists());
    assert_eq!(run(here.path(), ["check", &sample_arg("minimal"), "--strict", "--quiet"]).code, 3);
}

#[test]
fn strict_ends_with_0_when_there_is_nothing_to_say() {
    let here = tempfile::tempdir().unwrap();
    study(here.path(), "clean", &NOTHING_TO_SAY);
    let ran = run(here.path(), ["analyse", "clean", "--strict", "--no-plots"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn what_is_not_there_is_a_wrong_command_line_named_with_what_there_is_and_leaves_nothing_behind() {
    let here = tempfile::tempdir().unwrap();
    let sample = sample_arg("minimal");
    for (flag, wrong, seen) in
        [("--wave", "1999", "1"), ("--layer", "gossip", "open_door"), ("--measures", "horoscope", "degree")]
    {
        let ran = run(here.path(), ["analyse", &sample, flag, wrong]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{flag}");
        assert!(ran.err.contains(wrong) && ran.err.contains("seen: ") && ran.err.contains(seen), "{}", ran.err);
        assert!(names(here.path()).is_empty(), "{flag}: {:?}", names(here.path()));
    }
    let all = run(here.path(), ["analyse", &sample, "--wave", "1999", "--layer", "gossip"]);
    assert!(all.err.contains("1999") && all.err.contains("gossip"), "all problems at once: {}", all.err);
    let test = run(here.path(), ["test", "qap", &sample, "--x", "gossip", "--y", "talk"]);
    assert_eq!(test.code, 2, "{}", test.err);
}

#[test]
fn an_unknown_flag_and_a_missing_argument_are_a_wrong_command_line() {
    let here = tempfile::tempdir().unwrap();
    let sample = sample_arg("minimal");
    for args in [
        &["analyse", &sample, "--no-such-flag"][..],
        &["analyse"],
        &[],
        &["check", &sample, "--threads", "many"],
        &["check", &sample, "--lang", "tlh"],
    ] {
        let ran = run(here.path(), args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(!ran.err.is_empty());
    }
    assert!(names(here.path()).is_empty());
}

#[test]
fn a_layer_wave_or_family_that_is_asked_for_is_all_there_is() {
    let here = tempfile::tempdir().unwrap();
    let small = ["--no-plots", "--no-workbook", "--quiet"];
    let sample = sample_arg("de-brug");
    let wanted =
        ["analyse", &sample, "--layer", "formal", "--layer", "advice", "--wave", "2026", "--measures", "degree"];
    let ran = run(here.path(), wanted.iter().chain(&small));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let teachers = rows(&std::fs::read(here.path().join("staffroom-report/tables/teachers.csv")).unwrap());
    let distinct = |key: &str| teachers.iter().map(|r| r[key].as_str()).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(distinct("layer").into_iter().collect::<Vec<_>>(), ["advice", "formal"]);
    assert_eq!(distinct("wave").into_iter().collect::<Vec<_>>(), ["2026"]);
    assert!(teachers[0].contains_key("in_degree") && !teachers[0].contains_key("component"));
    // What was left out is said, and over how many ties a number stands is told all the same.
    let ran = run(
        here.path(),
        ["analyse", &sample, "--measures", "degree,isolation", "--no-plots", "--no-workbook", "--force"],
    );
    assert!(ran.err.contains("degree, isolation"), "{}", ran.err);
    assert!(!ran.out.contains(" 0 ties") && !ran.out.contains(" 0 verbindingen"), "{}", ran.out);
}
