//! The sample with the rows of every file in another order, from end to end: each table says the same of the same people,
//! schools and layers.

use super::analysed;
use staffroom::advice::plan::{Line, Wanted};
use staffroom::analyse::{Options, advised, findings};
use staffroom::measures::Value;
use staffroom::report;
use staffroom::survey::{ReadSettings, read};
use staffroom::timings::Timings;
use staffroom::words::{Lang, words};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Columns that say what a row is about.
const KEYS: &str = "wave from_wave to_wave layer layer_a layer_b scope subject teacher school from_school to_school \
                    relation reporter measure silenced table column file reason";

/// What says where something stands in a file.
const OF_ROWS: (&str, &str) = ("ledger", "first_places");

/// Writes a file with its rows in another order, the same each time.
fn shuffled(from: &Path, to: &Path, seed: u64) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(from).unwrap();
    let mut rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut state = seed;
    for i in (2..rows.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The heading stays.
        rows.swap(i, 1 + (state >> 33) as usize % i);
    }
    let mut writer = csv::Writer::from_path(to).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.flush().unwrap();
}

type Table = BTreeMap<Vec<String>, BTreeMap<String, String>>;

/// Every table by name, its rows by what they are about.
fn tables(folder: &Path) -> BTreeMap<String, Table> {
    let found = analysed(folder, &["all", "formal", "informal", "open_door"]);
    let mut tables = BTreeMap::new();
    for (name, bytes) in report::files(&found, words(Lang::En)).unwrap() {
        let Some(table) = name.strip_prefix("tables/").and_then(|n| n.strip_suffix(".csv")) else { continue };
        let mut reader = csv::Reader::from_reader(&bytes[..]);
        let heading: Vec<String> = reader.headers().unwrap().iter().map(Into::into).collect();
        let mut rows = Table::new();
        for record in reader.records().map(Result::unwrap) {
            let cells = || heading.iter().cloned().zip(record.iter().map(str::to_owned));
            let is_key = |name: &str| KEYS.split_whitespace().any(|k| k == name);
            let key = cells().filter(|c| is_key(&c.0)).map(|c| c.1).collect::<Vec<_>>();
            let known = rows.insert(key.clone(), cells().collect());
            assert!(known.is_none(), "{table} has two rows of {key:?}");
        }
        tables.insert(table.to_owned(), rows);
    }
    tables
}

fn same(x: &str, y: &str) -> bool {
    let close = |x: f64, y: f64| (x - y).abs() <= 1e-9 * y.abs().max(1.0);
    x == y || x.parse().ok().zip(y.parse().ok()).is_some_and(|(x, y)| close(x, y))
}

/// The sample with the rows of every file in another order.
fn sample_in_another_order() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (seed, entry) in (1u64..).zip(std::fs::read_dir(sample()).unwrap()) {
        let path = entry.unwrap().path();
        let to = folder.path().join(path.file_name().unwrap());
        if path.extension().is_some_and(|e| e == "csv") {
            shuffled(&path, &to, seed);
        } else {
            std::fs::copy(&path, &to).unwrap();
        }
    }
    folder
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/de-brug")
}

#[test]
fn rows_of_the_files_in_another_order_give_the_same_tables() {
    let folder = sample_in_another_order();
    let (one, two) = (tables(&sample()), tables(folder.path()));
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    let mut differs: BTreeMap<(&str, &str), String> = BTreeMap::new();
    let mut compared = 0;
    for (name, rows) in &one {
        let others = &two[name];
        let keys = |of: &Table| of.keys().cloned().collect::<BTreeSet<_>>();
        assert!(keys(rows) == keys(others), "{name}: rows that only one of them has");
        for (key, row) in rows {
            for (column, x) in row.iter().filter(|c| OF_ROWS != (name, c.0)) {
                compared += 1;
                let y = &others[key][column];
                if !same(x, y) {
                    differs.entry((name, column)).or_insert_with(|| format!("{key:?}: {x} and {y}"));
                }
            }
        }
    }
    assert!(differs.is_empty(), "{differs:#?}");
    assert!(compared > 100_000, "{compared} cells were compared");
}

#[test]
fn people_without_ids_are_drawn_by_name() {
    let study = |seed: u64| {
        let folder = tempfile::tempdir().unwrap();
        let plain = tempfile::tempdir().unwrap();
        let name = |v: u32| format!("{} Jansen{}", ["Anna", "Bram", "Cees", "Dina"][v as usize % 4], v * 7 % 24);
        let people: Vec<String> = (0..24).map(|v| format!("{},s{},teacher,yes\n", name(v), v % 3)).collect();
        let tie = |k: u32| (k * 5 % 24, (k * 11 + k / 24 * 3 + 1) % 24);
        let named = (0..60).map(tie).filter(|(a, b)| a != b);
        let named: Vec<String> = named.map(|(a, b)| format!("{},{},advice\n", name(a), name(b))).collect();
        for (file, text) in [
            ("teachers.csv", format!("name,school,role,answered\n{}", people.concat())),
            ("ties.csv", format!("from,to,relation\n{}", named.concat())),
        ] {
            std::fs::write(plain.path().join(file), text).unwrap();
            shuffled(&plain.path().join(file), &folder.path().join(file), seed);
        }
        let mut tables = tables(folder.path());
        let asked = ["layers", "schools", "drop_out", "school_pairs"];
        tables.retain(|name, _| asked.contains(&name.as_str()));
        assert_eq!(tables.len(), asked.len());
        tables
    };
    let (one, two) = (study(1), study(2));
    let mut compared = 0;
    for (name, rows) in &one {
        assert!(rows.keys().eq(two[name].keys()), "{name}");
        for (key, row) in rows {
            for (column, x) in row {
                let y = &two[name][key][column];
                assert!(same(x, y), "{name} {key:?} {column}: {x} and {y}");
                compared += 1;
            }
        }
    }
    assert!(compared > 1_000, "{compared}");
}

/// What is proposed, and what it would change.
fn planned(folder: &Path) -> (Vec<String>, BTreeMap<String, Vec<Option<f64>>>) {
    let (study, survey) = read(folder, &ReadSettings::default()).unwrap();
    let mut options = Options::default();
    options.waves = vec!["2026".into()];
    options.permutations = Some(0);
    let mut found = findings(&study, &survey, &options, &mut Timings::default()).unwrap();
    advised(&survey, 1, None, &Wanted::default(), &mut found);
    let advice = found.advice.unwrap();
    let who = |position: Option<u32>| {
        position.map(|p| survey.people[survey.waves[1].staff[p as usize].person as usize].id.clone())
    };
    let line = |l: &Line| {
        let Line { kind, from, to, group, days, opens_door_of, score, reasons, runner_up, .. } = l;
        let people = [from, to, opens_door_of, runner_up].map(|p| who(*p));
        format!("{kind:?} {people:?} {group:?} {days} {score:?} {reasons:?}")
    };
    let effects = advice.effects.iter().map(|e| {
        let school = e.school.map_or("*", |s| survey.schools[s as usize].id.as_str());
        let of_60 = [e.uptake_60, e.uptake_60_low, e.uptake_60_high];
        let values = [e.before, e.uptake_30, e.uptake_30_low, e.uptake_30_high].into_iter().chain(of_60);
        (format!("{school} {}", e.measure), values.chain([e.uptake_100]).map(Value::number).collect())
    });
    (advice.plan.lines.iter().map(line).collect(), effects.collect())
}

#[test]
fn rows_in_another_order_give_the_same_plan() {
    let (one, two) = (planned(&sample()), planned(sample_in_another_order().path()));
    assert!(one.0.len() > 40 && one.1.len() > 40, "{} {}", one.0.len(), one.1.len());
    assert_eq!(one.0, two.0);
    assert_eq!(one.1.keys().collect::<Vec<_>>(), two.1.keys().collect::<Vec<_>>());
    for (about, values) in &one.1 {
        let alike = |(x, y): (&Option<f64>, &Option<f64>)| match (x, y) {
            (Some(x), Some(y)) => (x - y).abs() <= 1e-9 * y.abs().max(1.0),
            (x, y) => x == y,
        };
        assert!(values.iter().zip(&two.1[about]).all(alike), "{about}: {values:?} and {:?}", two.1[about]);
    }
}
