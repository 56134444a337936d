//! What is said of people: nobody who did not answer is called isolated, anywhere.

use crate::common::program::{files, rows, run, sample, sample_arg, study};
use std::collections::BTreeSet;
use std::path::Path;

/// People of a sample who did not answer, by wave (none when the roster has no waves) and id.
fn silent(name: &str, id: &str, answered: &str, no: &str) -> BTreeSet<(Option<String>, String)> {
    let roster = rows(&std::fs::read(sample(name).join("teachers.csv")).unwrap());
    let rows = roster.iter().filter(|r| r[answered] == no);
    rows.map(|r| (r.get("wave").cloned(), r[id].clone())).collect()
}

/// The rows of the tables in a chapter of a page, as text.
fn rows_on_page(page: &str, chapter: &str) -> Vec<String> {
    let start = page.find(&format!("<section id=\"{chapter}\"")).expect("the chapter");
    let text = &page[start..start + page[start..].find("</section>").expect("its end")];
    text.split("<tr>").skip(1).map(|row| row.split("</tr>").next().unwrap_or_default().to_owned()).collect()
}

/// The entries of a terminal text: a line that begins two columns in, with the lines further in below it.
fn entries(terminal: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in terminal.lines() {
        match found.last_mut() {
            Some(entry) if line.starts_with("   ") => {
                entry.push(' ');
                entry.push_str(line.trim());
            }
            _ => found.push(line.to_owned()),
        }
    }
    found
}

/// The ids that a text names.
fn named<'a>(text: &'a str, ids: &BTreeSet<String>) -> BTreeSet<&'a str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| ids.contains(*word)).collect()
}

fn nobody_silent_is_isolated(name: &str, silent: &BTreeSet<(Option<String>, String)>, report: &Path, terminal: &str) {
    assert!(!silent.is_empty());
    let teachers = rows(&std::fs::read(report.join("tables/teachers.csv")).unwrap());
    let did_not_answer =
        |wave: &str, id: &str| silent.iter().any(|(w, i)| i == id && w.as_deref().is_none_or(|w| w == wave));
    let (mut checked, mut isolated) = (0, BTreeSet::new());
    let last = teachers.last().expect("rows")["wave"].clone();
    for row in &teachers {
        if did_not_answer(&row["wave"], &row["teacher"]) {
            assert_eq!(row["isolation"], "unknown", "{name}: {row:?}");
            assert_eq!(row["answered"], "no", "{name}: {row:?}");
            for empty in
                ["out_degree", "degree", "mutual_share", "clustering", "constraint", "ei_index", "outside_contacts"]
            {
                assert_eq!(row.get(empty).map_or("", String::as_str), "", "{name}, {empty}: {row:?}");
            }
            checked += 1;
        } else if row["answered"] == "yes" {
            assert_ne!(row["isolation"], "unknown", "{name}: {row:?}");
        }
        if row["isolation"] == "isolate" && row["layer"] == "all" && row["wave"] == last {
            isolated.insert(row["teacher"].clone());
        }
    }
    assert!(checked >= silent.len(), "every silent person has a row: {checked}");
    for door in rows(&std::fs::read(report.join("tables/openness.csv")).unwrap()) {
        if did_not_answer(&door["wave"], &door["teacher"]) {
            // What others report about the door stands, marked as seen from one side.
            assert!(
                ["unknown", ""].contains(&door["door_status"].as_str()) || door["rough"] == "yes",
                "{name}: {door:?}"
            );
        }
    }
    // Where people are named, the silent never stand in one row with the isolated, and those have a row to themselves.
    let silent: BTreeSet<String> =
        teachers.iter().map(|r| r["teacher"].clone()).filter(|id| did_not_answer(&last, id)).collect();
    let page = std::fs::read_to_string(report.join("report.html")).unwrap();
    for texts in [rows_on_page(&page, "isolation"), entries(terminal)] {
        let with_isolated: Vec<&String> = texts.iter().filter(|t| !named(t, &isolated).is_empty()).collect();
        assert!(!with_isolated.is_empty(), "{name}: nobody of {isolated:?} is named");
        for text in with_isolated {
            assert_eq!(named(text, &silent), BTreeSet::new(), "{name}: {text}");
        }
        let whole = texts.iter().find(|t| named(t, &isolated).len() == isolated.len()).expect("one row names them all");
        let others = teachers.iter().map(|r| r["teacher"].clone()).filter(|id| !isolated.contains(id)).collect();
        assert_eq!(named(whole, &others), BTreeSet::new(), "{name}: {whole}");
    }
}

#[test]
fn somebody_who_did_not_answer_is_not_counted_among_those_without_ties_in_a_picture() {
    use staffroom::words::{ALL, Say};
    let here = tempfile::tempdir().unwrap();
    let roster = b"id,school,role,answered\nA,S,teacher,yes\nB,S,teacher,yes\nC,S,teacher,yes\nD,S,teacher,no\nE,S,teacher,yes\n";
    study(
        here.path(),
        "study",
        &[("teachers.csv", roster), ("ties.csv", b"from,to,relation\nA,B,advice\nB,C,advice\n")],
    );
    for (lang, words) in ALL {
        let ran = run(here.path(), ["analyse", "study", "--lang", lang.code(), "--no-workbook"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let pictures = files(&here.path().join("staffroom-report/plots"));
        let bench = words.say(Say::BenchWithoutTies);
        let texts =
            pictures.values().filter(|bytes| bytes.starts_with(b"<svg")).map(|svg| String::from_utf8_lossy(svg));
        let counts: Vec<bool> =
            texts.filter(|svg| svg.contains(bench)).map(|svg| svg.contains(&format!(">1 {bench}"))).collect();
        assert!(!counts.is_empty() && counts.iter().all(|&one| one), "{}: {counts:?}", lang.code());
    }
}

#[test]
fn nobody_who_did_not_answer_is_called_isolated_in_the_sample_group() {
    let here = tempfile::tempdir().unwrap();
    let silent = silent("de-brug", "id", "answered", "no");
    for language in ["nl", "en"] {
        let ran =
            run(here.path(), ["analyse", &sample_arg("de-brug"), "--lang", language, "--no-plots", "--no-workbook"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        nobody_silent_is_isolated("de-brug", &silent, &here.path().join("staffroom-report"), &ran.out);
    }
}

#[test]
fn nobody_who_did_not_answer_is_called_isolated_in_the_smallest_study_and_the_one_who_is_isolated_is() {
    let here = tempfile::tempdir().unwrap();
    let silent = silent("minimal", "code", "ingevuld", "nee");
    let ran = run(here.path(), ["analyse", &sample_arg("minimal"), "--no-plots", "--no-workbook"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let report = here.path().join("staffroom-report");
    nobody_silent_is_isolated("minimal", &silent, &report, &ran.out);
    let teachers = rows(&std::fs::read(report.join("tables/teachers.csv")).unwrap());
    let isolated: Vec<&str> = teachers
        .iter()
        .filter(|r| r["layer"] == "all" && r["isolation"] == "isolate")
        .map(|r| r["teacher"].as_str())
        .collect();
    assert_eq!(isolated, ["L10"], "see the sample's README");
}

#[test]
fn in_the_smallest_study_four_doors_are_seen_to_be_open_and_there_is_no_rate() {
    let here = tempfile::tempdir().unwrap();
    for (language, phrases) in [("en", ["4 of 10", "4 of the 10"]), ("nl", ["4 van 10", "4 van de 10"])] {
        let ran =
            run(here.path(), ["analyse", &sample_arg("minimal"), "--lang", language, "--no-plots", "--no-workbook"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(phrases.iter().any(|p| ran.out.contains(p)), "{}", ran.out);
        let schools = rows(&std::fs::read(here.path().join("staffroom-report/tables/schools.csv")).unwrap());
        let row = schools.iter().find(|r| r["layer"] == "open_door" && r["school"] == "De Wilgen").unwrap();
        assert_eq!((row["open_door_rate"].as_str(), row["eligible"].as_str()), ("", "10"), "{row:?}");
        assert_eq!(
            (row["open_door_rate_low"].as_str(), row["open_door_rate_high"].as_str()),
            ("0.4", "0.9"),
            "{row:?}"
        );
    }
}
