//! Standard output and standard error: closed, full, without colour; and the same bytes whatever runs beside.

use crate::common::program::{Ran, differing, files, names, program, run, sample_arg};
use std::process::Stdio;

#[test]
fn a_closed_pipe_ends_a_run_with_0_and_without_a_word() {
    let here = tempfile::tempdir().unwrap();
    let sample = sample_arg("minimal");
    for args in [
        &["check", &sample, "--lang", "en"][..],
        &["check", &sample, "--json"],
        &["analyse", &sample, "--no-plots"],
        &["man"],
        &["completions", "bash"],
        &["--help"],
        &["test", "qap", &sample, "--x", "talk", "--y", "open_door", "--permutations", "9"],
    ] {
        let mut child = program(here.path(), args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // The reader goes away before the first byte is written.
        drop(child.stdout.take());
        let ran: Ran = child.wait_with_output().unwrap().into();
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
        assert!(!ran.err.contains("ipe") && !ran.err.contains("panicked"), "{args:?}: {}", ran.err);
    }
    assert!(here.path().join("staffroom-report/report.html").exists(), "the report was in its place already");
}

#[test]
fn a_closed_standard_error_does_not_stop_a_run() {
    let here = tempfile::tempdir().unwrap();
    let args = ["analyse", &sample_arg("minimal"), "--no-plots"];
    let mut child = program(here.path(), args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_is_an_error_that_is_said() {
    let here = tempfile::tempdir().unwrap();
    let sample = sample_arg("minimal");
    for args in [&["check", &sample, "--json"][..], &["check", &sample], &["man"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let ran: Ran = program(here.path(), args).stdout(full).output().unwrap().into();
        assert_eq!(ran.code, 1, "{args:?}");
        assert!(ran.err.starts_with("error: ") && ran.err.contains("seen: "), "{args:?}: {:?}", ran.err);
    }
}

#[test]
fn there_is_no_colour_in_a_pipe_unless_it_is_asked_for() {
    let here = tempfile::tempdir().unwrap();
    let sample = sample_arg("minimal");
    let escapes = |args: &[&str], no_color: Option<&str>| {
        let mut command = program(here.path(), args);
        let ran: Ran = command.envs(no_color.map(|v| ("NO_COLOR", v))).output().unwrap().into();
        assert!(ran.code == 0 || args[0] == "nothing", "{}", ran.err);
        (ran.out + &ran.err).contains('\u{1b}')
    };
    assert!(!escapes(&["check", &sample], None));
    assert!(!escapes(&["check", &sample], Some("1")));
    assert!(!escapes(&["--help"], None));
    assert!(escapes(&["check", &sample, "--color", "always"], None));
    assert!(escapes(&["check", &sample, "--color", "always"], Some("1")), "a flag comes before a variable");
    assert!(!escapes(&["check", &sample, "--color", "never"], None));
}

#[test]
fn the_terminal_text_keeps_to_the_width_there_is() {
    let here = tempfile::tempdir().unwrap();
    for width in [60, 80, 120] {
        let mut command = program(here.path(), ["check", &sample_arg("minimal")]);
        let ran: Ran = command.env("COLUMNS", width.to_string()).output().unwrap().into();
        let longest = ran.out.lines().map(|l| l.chars().count()).max().unwrap_or(0);
        assert!(longest <= width, "{longest} in a terminal of {width}:\n{}", ran.out);
    }
}

#[test]
fn the_same_bytes_come_out_for_any_number_of_threads_and_on_a_second_run() {
    let here = tempfile::tempdir().unwrap();
    let study = sample_arg("de-brug");
    let report = |folder: &str, threads: &str| {
        let ran = run(here.path(), ["analyse", &study, "--out", folder, "--threads", threads]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        // The last line names the folder.
        (files(&here.path().join(folder)), ran.out.replace(folder, "FOLDER"), ran.err)
    };
    let (first, out, err) = report("out-1", "1");
    assert!(first.len() > 30, "{:?}", first.keys());
    for (folder, threads) in [("out-2", "2"), ("out-7", "7"), ("out-again", "1")] {
        let (other, other_out, other_err) = report(folder, threads);
        assert_eq!(differing(&first, &other), Vec::<String>::new(), "{threads} threads");
        assert_eq!((&out, &err), (&other_out, &other_err), "{threads} threads");
    }
    assert_eq!(names(here.path()), ["out-1", "out-2", "out-7", "out-again"]);
}

#[test]
fn a_test_gives_the_same_numbers_for_any_number_of_threads_and_others_for_another_seed() {
    let here = tempfile::tempdir().unwrap();
    let sample = sample_arg("minimal");
    let test = |threads: &str, seed: &str| {
        let what = ["test", "qap", &sample, "--x", "talk", "--y", "open_door", "--permutations", "999", "--json", "-q"];
        let ran = run(here.path(), what.into_iter().chain(["--threads", threads, "--seed", seed]));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        ran.out
    };
    let first = test("1", "11");
    assert_eq!(first, test("7", "11"));
    assert_ne!(first, test("1", "12"));
}

#[test]
fn timings_are_lines_that_a_script_can_read() {
    let here = tempfile::tempdir().unwrap();
    let ran = run(here.path(), ["analyse", &sample_arg("minimal"), "--timings", "--quiet", "--no-plots"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    let mut steps = 0;
    for line in ran.err.lines() {
        let parts: Vec<&str> = line.split(' ').collect();
        assert!(parts.len() == 3 && parts[0] == "#time" && parts[2].parse::<f64>().is_ok(), "{line}");
        steps += 1;
    }
    assert!(steps > 3, "{}", ran.err);
}
