//! What several tests share: where the real networks are, and how to read them without the program.
#![allow(dead_code, reason = "each test binary uses its own part of this")]

#[cfg(feature = "cli")]
pub mod program;

use staffroom::network::adjacency::Adjacency;
use std::path::{Path, PathBuf};

/// The folder of real networks: `$STAFFROOM_DATA`, else beside the checkout. When it is not there the test says that
/// it was skipped.
pub fn real_networks() -> Option<PathBuf> {
    let folder = std::env::var_os("STAFFROOM_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: the real networks are not here (looked in {})", folder.display());
    None
}

/// A column of a CSV file by heading.
pub fn column(file: &Path, heading: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let at = reader.headers().unwrap().iter().position(|h| h == heading).unwrap();
    reader.records().map(|r| r.unwrap()[at].to_owned()).collect()
}

/// The ties of a CSV file with from, to and perhaps weight, among the given people.
pub fn ties(file: &Path, ids: &[String], undirected: bool) -> Adjacency {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let weighted = reader.headers().unwrap().len() > 2;
    let mut arcs = Vec::new();
    for record in reader.records() {
        let record = record.unwrap();
        let place = |k: usize| ids.iter().position(|id| *id == record[k]).unwrap() as u32;
        let strength = if weighted { record[2].parse().unwrap() } else { 1.0 };
        arcs.push((place(0), place(1), strength));
        if undirected {
            arcs.push((place(1), place(0), strength));
        }
    }
    Adjacency::from_arcs(ids.len(), arcs)
}

/// A network of `tests/reference/make.py`: its ties and the school of each person.
pub fn network(name: &str) -> (Adjacency, Vec<Option<u32>>) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/reference/{name}.json"));
    let whole: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let number = |x: &serde_json::Value| x.as_u64().unwrap() as u32;
    let schools: Vec<_> = whole["schools"].as_array().unwrap().iter().map(|s| Some(number(s))).collect();
    let arcs = whole["arcs"].as_array().unwrap().iter().map(|a| (number(&a[0]), number(&a[1]), 1.0));
    (Adjacency::from_arcs(schools.len(), arcs), schools)
}

/// A file of reference values, with the package and version that made them inside.
pub fn reference(name: &str) -> serde_json::Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference").join(name);
    let value: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    assert!(value["package"].is_string() && value["version"].is_string(), "{name} does not say what made it");
    value
}
