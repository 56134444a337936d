//! What a roster says beyond what a study needs is nowhere in what comes out: birth dates, citizen service numbers,
//! e-mail addresses. Looked for in every file of every edition, in packed ones unpacked; and every edition can be made
//! again, byte for byte.

use crate::common::program::{Ran, differing, files, run, sample, study};
use aho_corasick::AhoCorasick;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

const EDITIONS: [&str; 6] = ["analyst", "leader", "board", "team", "consultant", "researcher"];

/// The sample with three columns more, each cell of them like no other text.
fn private_study(here: &Path) -> Private {
    let roster = fs::read_to_string(sample("de-brug").join("teachers.csv")).unwrap();
    let mut private = Vec::new();
    let mut lines = roster.lines().map(str::to_owned);
    let mut text = lines.next().unwrap() + ",geboortedatum,BSN,e-mail\n";
    for (at, line) in lines.enumerate() {
        let born = format!("{:02}-{:02}-19{:02}", at % 28 + 1, at / 28 % 12 + 1, 51 + at % 47);
        let number = format!("NL-98{:07}", 1_234_567 + 7_919 * at);
        let mail = format!("post{at}@school.invalid");
        text += &format!("{line},{born},{number},{mail}\n");
        private.extend([born, number, mail]);
    }
    let read = |name: &str| fs::read(sample("de-brug").join(name)).unwrap();
    let others = ["groups.csv", "members.csv", "schools.csv", "study.toml", "ties.csv"].map(|n| (n, read(n)));
    let mut all: Vec<(&str, &[u8])> = others.iter().map(|(n, b)| (*n, b.as_slice())).collect();
    all.push(("teachers.csv", text.as_bytes()));
    study(here, "private", &all);
    Private::of(private)
}

/// Every file as bytes, those inside a workbook one by one, and the text of a picture in one place.
fn unpacked(files: &BTreeMap<String, Vec<u8>>) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for (name, bytes) in files {
        all.push((name.clone(), bytes.clone()));
        let kind = Path::new(name).extension().and_then(|e| e.to_str());
        if kind == Some("xlsx") {
            let mut book = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            for at in 0..book.len() {
                let mut part = book.by_index(at).unwrap();
                let mut text = Vec::new();
                part.read_to_end(&mut text).unwrap();
                all.push((format!("{name}/{}", part.name().unwrap()), text));
            }
        }
        if kind == Some("png") {
            // Nothing but pixels: no text, packed or not.
            let kinds = chunks(bytes);
            assert!(kinds.iter().all(|k| ["IHDR", "PLTE", "pHYs", "IDAT", "IEND"].contains(&k.as_str())), "{kinds:?}");
        }
    }
    all
}

/// The kinds of the parts of a PNG file.
fn chunks(png: &[u8]) -> Vec<String> {
    let (mut at, mut kinds) = (8, Vec::new());
    while at + 8 <= png.len() {
        let length = u32::from_be_bytes(png[at..at + 4].try_into().unwrap()) as usize;
        kinds.push(String::from_utf8_lossy(&png[at + 4..at + 8]).into_owned());
        at += 12 + length;
    }
    kinds
}

/// What nobody may find: very many texts, looked for all at once.
struct Private {
    texts: Vec<String>,
    search: AhoCorasick,
}

impl Private {
    fn of(texts: Vec<String>) -> Private {
        Private { search: AhoCorasick::new(&texts).unwrap(), texts }
    }

    /// The first of the texts that is in the bytes.
    fn trace(&self, bytes: &[u8]) -> Option<&str> {
        self.search.find(bytes).map(|found| self.texts[found.pattern()].as_str())
    }
}

fn ok(ran: &Ran) {
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn birth_dates_citizen_numbers_and_addresses_are_in_no_file_of_any_edition() {
    let here = tempfile::tempdir().unwrap();
    let private = private_study(here.path());
    let roster = fs::read_to_string(here.path().join("private/teachers.csv")).unwrap();
    for text in &private.texts {
        // In the middle of another line as well: what is looked for is found where it is.
        assert_eq!(private.trace(format!("a{text}b").as_bytes()), Some(text.as_str()));
        assert!(roster.contains(text));
    }
    let mut args = vec!["analyse", "private", "--out", "report", "--permutations", "20", "--key", "key.csv"];
    args.extend(["--layer", "all", "--layer", "formal", "--layer", "informal", "--layer", "open_door"]);
    EDITIONS.iter().for_each(|e| args.extend(["--audience", *e]));
    let ran = run(here.path(), &args);
    ok(&ran);
    let mut spoken = vec![ran];
    let made = files(&here.path().join("report"));
    for edition in EDITIONS {
        assert!(made.contains_key(&format!("{edition}/report.html")), "{edition}: {:?}", made.keys());
    }
    // Every edition again, from its findings.
    let again = run(here.path(), ["report", "report", "--out", "again"]);
    ok(&again);
    assert_eq!(differing(&made, &files(&here.path().join("again"))), Vec::<String>::new());
    spoken.push(again);
    for args in [
        &["analyse", "private", "--audience", "leader", "--school", "each", "--out", "leaders", "--permutations", "0"]
            [..],
        &["analyse", "private", "--names", "--out", "named", "--permutations", "0"],
        &["check", "private", "--out", "check"],
        &["compare", "private", "--out", "compared"],
        &["advise", "private", "--out", "advised"],
        &["convert", "private", "--to", "csv", "--out", "as-csv", "--names"],
        &["convert", "private", "--to", "r", "--out", "as-r"],
        &["convert", "private", "--to", "json", "--out", "network.json"],
        &["convert", "private", "--to", "graphml", "--out", "network.graphml"],
        &["convert", "private", "--to", "gexf", "--out", "network.gexf"],
        &["convert", "private", "--to", "pajek", "--out", "as-pajek"],
    ] {
        let ran = run(here.path(), args);
        ok(&ran);
        spoken.push(ran);
    }
    fs::remove_dir_all(here.path().join("private")).unwrap();
    let all = unpacked(&files(here.path()));
    assert!(all.iter().any(|f| f.0.ends_with("sharedStrings.xml")) && all.len() > 300, "{}", all.len());
    for (name, bytes) in &all {
        assert_eq!(private.trace(bytes), None, "in {name}");
    }
    for ran in spoken {
        assert_eq!(private.trace(ran.out.as_bytes()).or(private.trace(ran.err.as_bytes())), None);
    }
}
