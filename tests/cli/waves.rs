//! `compare`: two waves, in the right order, asked alike; and what became of a plan.

use crate::common::program::{files, names, run, sample_arg, study};
use serde_json::Value;

#[test]
fn a_comparison_writes_a_folder_and_says_what_changed() {
    let here = tempfile::tempdir().unwrap();
    let sample = sample_arg("de-brug");
    let ran = run(here.path(), ["compare", &sample, "--permutations", "200"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let folder = here.path().join("staffroom-comparison");
    assert_eq!(names(&folder), ["findings.json", "plots", "report.html", "tables"]);
    assert_eq!(names(&folder.join("tables")), ["changes.csv", "columns.csv", "ledger.csv"]);
    assert!(ran.out.contains("Van 2024 naar 2026") && ran.out.trim_end().ends_with("report.html"), "{}", ran.out);
    // The same by name, on standard output as JSON and nothing else.
    let named = run(
        here.path(),
        ["compare", &sample, "--from", "2024", "--to", "2026", "--permutations", "200", "--json", "--out", "b"],
    );
    let change: Value = serde_json::from_str(&named.out).unwrap();
    assert_eq!((change["from"].as_u64(), change["to"].as_u64()), (Some(0), Some(1)));
    assert_eq!(files(&folder), files(&here.path().join("b")));
}

#[test]
fn waves_in_the_wrong_order_or_that_are_not_there_are_a_wrong_command_line() {
    let here = tempfile::tempdir().unwrap();
    let sample = sample_arg("de-brug");
    for (args, said) in [
        (&["--from", "2026", "--to", "2024"][..], "meting 2026 komt niet vóór meting 2024"),
        (&["--from", "2024", "--to", "2024"], "2024 is één meting"),
        (&["--from", "2026"], "2026 is één meting"),
        (&["--to", "2024"], "2024 is één meting"),
        (&["--from", "2025"], "2025"),
        (&["--to", "2030"], "2030"),
    ] {
        let ran = run(here.path(), [&["compare", &sample], args].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}: {}", ran.err);
        assert!(ran.err.contains(said) && ran.err.contains("2024; 2026"), "{args:?}: {}", ran.err);
    }
    // One wave is what the data are like, not the command.
    let ran = run(here.path(), ["compare", &sample_arg("minimal")]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(names(here.path()).is_empty());
}

#[test]
fn waves_that_were_asked_otherwise_are_refused_with_the_difference_named_unless_told_to_go_on() {
    let here = tempfile::tempdir().unwrap();
    let sample = sample_arg("broken/waves_not_compared");
    let refused = run(here.path(), ["compare", &sample]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("advice was asked in wave 2024 only"), "{}", refused.err);
    assert!(refused.err.contains("--allow-different") && names(here.path()).is_empty(), "{}", refused.err);
    let ran = run(here.path(), ["compare", &sample, "--allow-different"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("advice was asked in wave 2024 only"), "{}", ran.err);
    // An analysis goes on without the comparison, and says so.
    let whole = run(here.path(), ["analyse", &sample, "--no-plots", "--no-workbook"]);
    assert_eq!(whole.code, 0);
    assert!(whole.err.contains("advice was asked in wave 2024 only"), "{}", whole.err);
}

/// Two waves of ten teachers: b was to visit a and c; the second wave shows the first of these visits and one more.
const TWO_WAVES: [(&str, &[u8]); 3] = [
    (
        "teachers.csv",
        b"wave,id,name,school,role,answered,consent_named\n\
          1,a,Aa,S,teacher,yes,yes\n1,b,Bb,S,teacher,yes,yes\n1,c,Cc,S,teacher,yes,yes\n1,d,Dd,S,teacher,yes,yes\n\
          1,e,Ee,S,teacher,yes,no\n\
          2,a,Aa,S,teacher,yes,yes\n2,b,Bb,S,teacher,yes,yes\n2,c,Cc,S,teacher,yes,yes\n2,d,Dd,S,teacher,yes,yes\n\
          2,e,Ee,S,teacher,yes,no\n",
    ),
    ("ties.csv", b"wave,from,to,relation\n1,e,b,class_visit\n2,b,a,class_visit\n2,e,d,class_visit\n"),
    ("plan.csv", b"kind,from,to\nreturn_visit,b,a\nreturn_visit,b,c\n"),
];

#[test]
fn a_plan_is_held_against_the_next_wave_and_nobody_is_named() {
    let here = tempfile::tempdir().unwrap();
    let folder = study(here.path(), "study", &TWO_WAVES);
    let plan = folder.join("plan.csv");
    let args = ["compare", "study", "--plan", plan.to_str().unwrap(), "--out"];
    let ran = run(here.path(), [&args[..], &["out"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("Of 2 lines that were planned, the next wave shows 1."), "{}", ran.out);
    assert!(ran.out.contains("As planned") && ran.out.contains("As done"), "{}", ran.out);
    let tables = here.path().join("out/tables");
    let read = |name: &str| std::fs::read_to_string(tables.join(name)).unwrap();
    assert_eq!(
        read("plan_lines.csv"),
        "from_wave,to_wave,kind,planned,seen,not_seen,not_known\n1,2,return_visit,2,1,1,0\n"
    );
    let followed = read("plan_followed.csv");
    let doors = followed.lines().nth(1).unwrap();
    // a and c closed then, a open now; beside them d, visited by e, and e: of the five only b had a visitor before.
    assert!(doors.starts_with("1,2,planned,door_opened,2,0,1,"), "{doors}");
    assert!(doors.contains(",cannot_tell,"), "{doors}");
    // A name stands over one column: R would rename the second.
    for name in ["plan_lines.csv", "plan_followed.csv", "changes.csv"] {
        let table = read(name);
        let headings: Vec<&str> = table.lines().next().unwrap().split(',').collect();
        let once: std::collections::BTreeSet<&str> = headings.iter().copied().collect();
        assert_eq!(once.len(), headings.len(), "{name}: {headings:?}");
    }
    assert!(followed.starts_with("from_wave,to_wave,part,outcome,") && followed.contains(",pairs_neither,"));
    assert!(followed.lines().next().unwrap().ends_with(",pairs_same_phase,pairs_other_school_and_phase"));
    let json = run(here.path(), [&args[..], &["json", "--json"]].concat());
    let found: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(found["plan"]["lines"][0]["seen"], 1);
    assert_eq!(found["plan"]["planned"][0]["invited"]["came"], 1);
    // The chapter is on the page, in both languages, and says nothing of anybody by themselves.
    let page = std::fs::read_to_string(here.path().join("out/report.html")).unwrap();
    let start = page.find("id=\"plan\"").unwrap();
    let chapter = &page[start..start + page[start..].find("</section>").unwrap()];
    for name in ["Aa", "Bb", "Cc", ">a<", ">b<"] {
        assert!(!chapter.contains(name), "{name}: {chapter}");
    }
    let dutch = run(here.path(), [&args[..], &["nl", "--lang", "nl"]].concat());
    assert!(dutch.out.contains("Zoals gepland") && dutch.out.contains("Zoals gedaan"), "{}", dutch.out);
    // A report made again from the findings says the same.
    let again = run(here.path(), ["report", "out", "--out", "again"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert_eq!(files(&here.path().join("again")), files(&here.path().join("out")));
}

/// p001 is the first on the staff list, which has changed since.
#[test]
fn a_plan_of_people_without_ids_is_not_held_against_whoever_has_their_numbers_now() {
    let here = tempfile::tempdir().unwrap();
    let teachers = b"wave,name,school\n1,Bb,S\n1,Cc,S\n2,Aa,S\n2,Bb,S\n2,Cc,S\n";
    let files: [(&str, &[u8]); 3] = [
        ("teachers.csv", teachers),
        ("ties.csv", b"wave,from,to,relation\n1,Bb,Cc,class_visit\n2,Bb,Aa,class_visit\n"),
        ("plan.csv", b"kind,from,to\nreturn_visit,p002,p001\n"),
    ];
    study(here.path(), "study", &files);
    let ran = run(here.path(), ["compare", "study", "--plan", "study/plan.csv"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("plan.csv: people have no ids") && ran.err.contains("staff list"), "{}", ran.err);
    assert!(!names(here.path()).contains(&"staffroom-comparison".to_owned()));
}

#[test]
fn a_plan_with_somebody_unknown_stops_with_the_line() {
    let here = tempfile::tempdir().unwrap();
    let folder = study(here.path(), "study", &TWO_WAVES);
    std::fs::write(folder.join("bad.csv"), "kind,from,to\nreturn_visit,b,zz\n").unwrap();
    let ran = run(here.path(), ["compare", "study", "--plan", "study/bad.csv"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("bad.csv, line 2") && ran.err.contains("zz"), "{}", ran.err);
    assert!(!names(here.path()).contains(&"staffroom-comparison".to_owned()));
}
