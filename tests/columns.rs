//! Every column of every table that is written is explained once, whatever the command, the edition and the language.
#![cfg(feature = "cli")]

mod common;

use common::program::{run, sample_arg};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The CSV files of a folder and of those in it.
fn csv_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(csv_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "csv") {
            found.push(path);
        }
    }
    found
}

/// Looks a report through; gives back which tables it has.
fn all_explained(folder: &Path) -> Vec<String> {
    let mut explained: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut reader = csv::Reader::from_path(folder.join("tables/columns.csv")).expect("columns.csv is written");
    for record in reader.records() {
        let record = record.unwrap();
        assert!(!record[2].is_empty() && record[3].ends_with('.'), "{}: {record:?}", folder.display());
        *explained.entry((record[0].to_owned(), record[1].to_owned())).or_default() += 1;
    }
    let mut tables = Vec::new();
    for file in csv_files(folder) {
        let table = file.file_stem().unwrap().to_str().unwrap().to_owned();
        for heading in csv::Reader::from_path(&file).unwrap().headers().unwrap() {
            let times = explained.remove(&(table.clone(), heading.to_owned()));
            assert_eq!(times, Some(1), "{}: {table}, {heading}", folder.display());
        }
        tables.push(table);
    }
    assert!(explained.is_empty(), "{}: not there, yet explained: {explained:?}", folder.display());
    tables.sort();
    tables
}

/// Runs a command on the sample into a folder.
fn made(root: &Path, out: &str, args: &[&str]) -> PathBuf {
    let study = sample_arg("de-brug");
    let ran = run(root, [args[0], &study, "--out", out, "--quiet"].iter().chain(&args[1..]));
    assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
    root.join(out)
}

#[test]
fn every_column_that_analyse_and_check_write_is_explained_once() {
    let root = tempfile::tempdir().unwrap();
    let usual = ["--no-plots", "--no-workbook", "--permutations", "20"];
    let of = |args: &[&'static str]| args.iter().copied().chain(usual).collect::<Vec<_>>();
    let editions = made(root.path(), "all", &of(&["analyse", "--audience", "analyst", "--audience", "consultant"]));
    let analyst = all_explained(&editions.join("analyst"));
    for table in ["changes", "drop_out", "ledger", "openness", "questions", "teachers"] {
        assert!(analyst.iter().any(|t| t == table), "{table}: {analyst:?}");
    }
    let consultant = all_explained(&editions.join("consultant"));
    for table in ["named", "plan", "suppressed"] {
        assert!(consultant.iter().any(|t| t == table), "{table}: {consultant:?}");
    }
    let checked = made(root.path(), "checked", &["check"]);
    assert_eq!(all_explained(&checked), ["columns", "ledger", "questions"]);
}

#[test]
fn every_column_that_compare_and_advise_write_is_explained_once_in_every_language() {
    let root = tempfile::tempdir().unwrap();
    for lang in ["en", "nl"] {
        let advice = made(root.path(), &format!("advice-{lang}"), &["advise", "--wave", "2024", "--lang", lang]);
        assert_eq!(all_explained(&advice), ["columns", "plan"]);
        let plan = advice.join("plan.csv");
        let args = ["compare", "--lang", lang, "--permutations", "20", "--plan", plan.to_str().unwrap()];
        let compared = made(root.path(), &format!("compared-{lang}"), &args);
        assert_eq!(all_explained(&compared), ["changes", "columns", "ledger", "plan_followed", "plan_lines"]);
    }
}

/// The cells of a table by heading, of the first row of which all of some cells are these.
fn row(file: &Path, want: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let headings = reader.headers().unwrap().clone();
    let rows = reader.records().map(|record| {
        headings.iter().map(str::to_owned).zip(record.unwrap().iter().map(str::to_owned)).collect::<BTreeMap<_, _>>()
    });
    let mut rows = rows.filter(|row| want.iter().all(|(heading, cell)| row[*heading] == *cell));
    rows.next().expect("a row")
}

#[test]
fn a_whole_wave_and_those_who_stayed_have_columns_of_their_own() {
    let root = tempfile::tempdir().unwrap();
    let tables =
        made(root.path(), "all", &["analyse", "--no-plots", "--no-workbook", "--permutations", "0"]).join("tables");
    let change = row(&tables.join("changes.csv"), &[("scope", "group"), ("layer", "all")]);
    let before = row(&tables.join("schools.csv"), &[("school", "*"), ("layer", "all"), ("wave", &change["from_wave"])]);
    assert_eq!(change["link_persons_before"], before["link_persons"]);
    let count = |heading: &str| change[heading].parse::<u32>().unwrap();
    // Those who stayed and are known in both waves are fewer; of them some still have a contact.
    assert!(count("link_persons_stayed") < count("link_persons_before"));
    assert!((1..=count("link_persons_stayed")).contains(&count("link_persons_still")));
}
