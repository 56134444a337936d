//! The output folder: new, or an earlier report, or with --force; written aside and moved into place whole.

use crate::common::program::{Ran, differing, files, names, program, run, sample_arg, skipped, study};
use std::path::Path;

const BROKEN: [(&str, &[u8]); 2] =
    [("teachers.csv", b"Locatie;Groep\nX;3\n"), ("ties.csv", b"from,to,relation\nA,B,advice\n")];

/// An analysis without pictures and workbook.
fn quick(here: &Path, study: &str, more: &[&str]) -> Ran {
    run(here, ["analyse", study, "--no-plots", "--no-workbook"].iter().chain(more))
}

#[test]
fn a_folder_that_is_not_an_earlier_report_is_refused_and_left_untouched() {
    let here = tempfile::tempdir().unwrap();
    let mine = study(here.path(), "mine", &[("notes.txt", b"mine"), ("report.html", b"my own")]);
    let before = files(&mine);
    let ran = quick(here.path(), &sample_arg("minimal"), &["--out", "mine"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.starts_with("error: mine: ") && ran.err.contains("seen: notes.txt; report.html"), "{}", ran.err);
    assert!(ran.err.contains("help: ") && ran.err.contains("--force"), "{}", ran.err);
    assert_eq!(differing(&before, &files(&mine)), Vec::<String>::new());
    assert_eq!(names(here.path()), ["mine"]);
}

#[test]
fn force_writes_into_a_folder_and_keeps_what_else_is_in_it() {
    let here = tempfile::tempdir().unwrap();
    let mine = study(here.path(), "mine", &[("notes.txt", b"mine"), (".hidden", b"mine too")]);
    study(&mine, "plots", &[("outing.jpg", b"a picture of the team"), ("network.svg", b"of an earlier run")]);
    study(&mine, "tables", &[("budget.csv", b"a,b\n1,2\n")]);
    study(&mine.join("tables"), "2019", &[("old.csv", b"a\n1\n")]);
    let ran = run(here.path(), ["analyse", &sample_arg("minimal"), "--out", "mine", "--force", "--no-workbook"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let after = files(&mine);
    for (name, bytes) in [
        ("notes.txt", &b"mine"[..]),
        (".hidden", b"mine too"),
        ("plots/outing.jpg", b"a picture of the team"),
        ("tables/budget.csv", b"a,b\n1,2\n"),
        ("tables/2019/old.csv", b"a\n1\n"),
    ] {
        assert_eq!(after.get(name).map(Vec::as_slice), Some(bytes), "{name}");
    }
    assert!(after["plots/network.svg"].starts_with(b"<svg"), "a file that has the name of one of ours is overwritten");
    assert!(after.contains_key("report.html") && after.contains_key("tables/teachers.csv"));
    assert_eq!(names(here.path()), ["mine"]);
}

#[test]
fn an_earlier_report_is_replaced_and_nothing_of_it_stays() {
    let here = tempfile::tempdir().unwrap();
    let full = run(here.path(), ["analyse", &sample_arg("minimal"), "--out", "report"]);
    assert_eq!(full.code, 0, "{}", full.err);
    assert!(here.path().join("report/plots").exists());
    std::fs::write(here.path().join("report/plots/note.txt"), "what I saw").unwrap();
    let ran = quick(here.path(), &sample_arg("minimal"), &["--out", "report"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let after = files(&here.path().join("report"));
    let stale = |name: &&String| [".svg", ".png", ".xlsx"].iter().any(|ending| name.ends_with(ending));
    assert_eq!(after.keys().find(stale), None);
    assert_eq!(after["plots/note.txt"], b"what I saw");
    assert_eq!(names(here.path()), ["report"]);
}

#[test]
fn what_explained_the_columns_of_an_earlier_report_goes_with_it() {
    let here = tempfile::tempdir().unwrap();
    assert_eq!(quick(here.path(), &sample_arg("minimal"), &["--out", "report"]).code, 0);
    let (tables, mine) = (here.path().join("report/tables"), "table,seats\n1,4\n");
    assert!(tables.join("columns.csv").exists());
    std::fs::write(tables.join("rooms.csv"), mine).unwrap();
    let editions = ["--out", "report", "--audience", "analyst", "--audience", "board"];
    assert_eq!(quick(here.path(), &sample_arg("minimal"), &editions).code, 0);
    assert_eq!(names(&tables), ["rooms.csv"]);
    assert_eq!(std::fs::read_to_string(tables.join("rooms.csv")).unwrap(), mine);
}

#[test]
fn a_run_that_fails_leaves_the_earlier_report_byte_for_byte_and_nothing_beside_it() {
    let here = tempfile::tempdir().unwrap();
    study(here.path(), "broken", &BROKEN);
    assert_eq!(quick(here.path(), &sample_arg("minimal"), &["--out", "report"]).code, 0);
    let before = files(here.path());
    for more in [&["--out", "report"][..], &["--out", "report", "--force"]] {
        let ran = quick(here.path(), "broken", more);
        assert_eq!(ran.code, 1, "{}", ran.err);
        assert_eq!(differing(&before, &files(here.path())), Vec::<String>::new());
    }
    let ran = quick(here.path(), &sample_arg("minimal"), &["--out", "report", "--layer", "gossip"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert_eq!(differing(&before, &files(here.path())), Vec::<String>::new());
}

#[test]
fn a_run_that_fails_takes_the_folders_it_made_for_its_output_with_it() {
    let here = tempfile::tempdir().unwrap();
    study(here.path(), "broken", &BROKEN);
    for out in ["report", "new/deep/report"] {
        assert_eq!(quick(here.path(), "broken", &["--out", out]).code, 1);
        assert_eq!(quick(here.path(), "no-such-study", &["--out", out]).code, 1);
        assert_eq!(run(here.path(), ["check", "broken", "--out", out]).code, 1);
        assert_eq!(names(here.path()), ["broken"], "{out}");
    }
    let ran = quick(here.path(), &sample_arg("minimal"), &["--out", "new/deep/report"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(names(&here.path().join("new/deep")), ["report"]);
}

#[test]
fn an_earlier_report_stays_whole_when_the_new_one_cannot_take_its_place() {
    let here = tempfile::tempdir().unwrap();
    assert_eq!(quick(here.path(), &sample_arg("minimal"), &["--out", "report"]).code, 0);
    // Where a table of the new report must stand somebody has made a folder with something in it.
    let report = here.path().join("report");
    std::fs::remove_file(report.join("tables/teachers.csv")).unwrap();
    study(&report, "tables/teachers.csv", &[("mine.txt", b"mine")]);
    let before = files(here.path());
    let ran = quick(here.path(), &sample_arg("minimal"), &["--out", "report", "--lang", "nl"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("report"), "{}", ran.err);
    assert_eq!(differing(&before, &files(here.path())), Vec::<String>::new());
}

#[test]
fn a_target_that_is_a_file_is_refused_before_anything_is_read() {
    let here = tempfile::tempdir().unwrap();
    std::fs::write(here.path().join("taken"), "mine").unwrap();
    for out in ["taken", "taken/report"] {
        // The study does not exist either: the folder is looked at first.
        let ran = quick(here.path(), "no-such-study", &["--out", out]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{out}");
        assert!(ran.err.starts_with("error: taken") && ran.err.contains("seen: "), "{}", ran.err);
    }
    assert_eq!(std::fs::read(here.path().join("taken")).unwrap(), b"mine");
    assert_eq!(names(here.path()), ["taken"]);
}

#[cfg(unix)]
#[test]
fn a_folder_without_write_permission_is_refused_and_left_untouched() {
    use std::os::unix::fs::PermissionsExt as _;
    let here = tempfile::tempdir().unwrap();
    let locked = study(here.path(), "locked", &[]);
    // A study of its own, readable by whoever the run is done as.
    let files_of = |name: &str| std::fs::read(crate::common::program::sample("minimal").join(name)).unwrap();
    study(here.path(), "study", &[("teachers.csv", &files_of("teachers.csv")), ("ties.csv", &files_of("ties.csv"))]);
    let allow = |folder: &Path, mode| std::fs::set_permissions(folder, std::fs::Permissions::from_mode(mode)).unwrap();
    allow(here.path(), 0o755);
    allow(&locked, 0o555);
    let Some(as_user) = ordinary_user(here.path(), &locked) else { return };
    for out in ["locked", "locked/report", "locked/new/report"] {
        let mut command = program(here.path(), ["analyse", "study", "--no-plots", "--out", out]);
        let ran: Ran = as_user(&mut command).output().unwrap().into();
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{out}: {}", ran.err);
        assert!(ran.err.starts_with("error: locked") && ran.err.contains("seen: "), "{}", ran.err);
        assert!(names(&locked).is_empty());
    }
    allow(&locked, 0o755);
}

/// Makes a command run as somebody who may not write everywhere: the user, or `nobody` when that is root. None,
/// visibly, when there is no such way.
#[cfg(unix)]
type AsUser = fn(&mut std::process::Command) -> &mut std::process::Command;

#[cfg(unix)]
fn ordinary_user(here: &Path, locked: &Path) -> Option<AsUser> {
    use std::os::unix::process::CommandExt as _;
    const NOBODY: u32 = 65_534;
    if std::fs::write(locked.join("probe"), "").is_err() {
        return Some(|command| command);
    }
    std::fs::remove_file(locked.join("probe")).unwrap();
    let nobody: AsUser = |command| command.gid(NOBODY).uid(NOBODY);
    if nobody(&mut program(here, ["--version"])).output().is_ok_and(|o| o.status.success()) {
        return Some(nobody);
    }
    skipped("a folder without write permission: these tests run as root, who may write everywhere");
    None
}
