//! The workbook against the CSV tables: the same columns, the same rows of the layers that it shows, every sheet listed.
#![cfg(all(feature = "cli", feature = "xlsx"))]

mod common;

use calamine::{Data, Reader, Xlsx, open_workbook};
use common::program::{run, sample};
use std::collections::BTreeSet;
use std::path::Path;

/// Relations of the sample that are a layer each: their rows stand in the CSV tables only.
const OWN: &str = "\n[[layers]]\nid = \"lesson_talk\"\nrelations = [\"teaching_talk\", \"advice\"]\n";

fn cell(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        other => other.to_string(),
    }
}

/// A cell of a CSV table as a sheet shows it: without the apostrophe that keeps a spreadsheet from running it.
fn is_same(csv: &str, sheet: &str) -> bool {
    csv == sheet
        || csv.strip_prefix('\'') == Some(sheet)
        || csv.parse::<f64>().ok().zip(sheet.parse::<f64>().ok()).is_some_and(|(a, b)| (a - b).abs() <= a.abs() * 1e-14)
}

fn study(root: &Path) -> String {
    let folder = root.join("study");
    std::fs::create_dir(&folder).unwrap();
    for entry in std::fs::read_dir(sample("de-brug")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
    }
    let file = folder.join("study.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text + OWN).unwrap();
    folder.to_str().unwrap().to_owned()
}

#[test]
fn every_sheet_is_its_table_without_single_relations_and_the_first_lists_them_all() {
    let root = tempfile::tempdir().unwrap();
    let study = study(root.path());
    let quick = ["--no-plots", "--permutations", "0", "--measures", "degree,isolation"];
    let ran = run(root.path(), ["analyse", &study, "--out", "out", "--quiet", "--lang", "en"].iter().chain(&quick));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let out = root.path().join("out");
    let mut book: Xlsx<_> = open_workbook(out.join("workbook.xlsx")).unwrap();
    let names = book.sheet_names();
    let contents = book.worksheet_range(&names[0]).unwrap();
    let listed: Vec<Vec<String>> = contents
        .rows()
        .skip_while(|row| cell(&row[0]) != "Sheet")
        .skip(1)
        .map(|row| row.iter().map(cell).collect())
        .collect();
    assert_eq!(listed.iter().map(|row| row[0].clone()).collect::<Vec<_>>(), names[1..]);
    assert!(listed.iter().all(|row| row[2].ends_with('.')), "{listed:?}");
    let tables: BTreeSet<String> = std::fs::read_dir(out.join("tables"))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(tables, names[1..].iter().cloned().collect());
    for (name, listed) in names[1..].iter().zip(&listed) {
        let sheet = book.worksheet_range(name).unwrap();
        let mut csv = csv::Reader::from_path(out.join(format!("tables/{name}.csv"))).unwrap();
        let headings: Vec<String> = csv.headers().unwrap().iter().map(str::to_owned).collect();
        let heads: Vec<String> = sheet.rows().next().unwrap().iter().map(cell).collect();
        if name == "columns" {
            // It explains the columns of the sheets.
            assert!(sheet.height() > 100 && heads == headings, "{heads:?}");
            continue;
        }
        assert!(heads.iter().all(|h| headings.contains(h)), "{name}");
        let layers: Vec<usize> = (0..headings.len()).filter(|&at| headings[at].starts_with("layer")).collect();
        let shown = |layer: &str| {
            ["all", "formal", "informal", "talk", "practice", "open_door", "lesson_talk"].contains(&layer)
        };
        let rows = csv.records().map(Result::unwrap).filter(|r| layers.iter().all(|&at| shown(&r[at])));
        let rows: Vec<csv::StringRecord> = rows.collect();
        assert_eq!(sheet.height(), rows.len() + 1, "{name}");
        assert_eq!(listed[1], rows.len().to_string(), "{name}");
        for (row, record) in sheet.rows().skip(1).zip(&rows) {
            for (at, heading) in headings.iter().enumerate() {
                let there = heads.iter().position(|h| h == heading).map_or_else(String::new, |at| cell(&row[at]));
                assert!(is_same(&record[at], &there), "{name}, {heading}: {} {there}", &record[at]);
            }
        }
    }
    let own = book.worksheet_range("teachers").unwrap();
    assert!(own.rows().any(|row| cell(&row[1]) == "lesson_talk"));
}
