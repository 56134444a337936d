//! The samples in each language against `tests/golden/`, and the report made again from its JSON alone.
//!
//! `STAFFROOM_RENEW=1 cargo test --test golden` writes the golden files anew; read the difference before it is kept.

mod common;

use staffroom::analyse::{self, Options};
use staffroom::findings::Findings;
use staffroom::report::{self, json, story, terminal};
use staffroom::survey::{self, ReadSettings};
use staffroom::timings::Timings;
use staffroom::words::{Lang, words};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn findings(sample: &str) -> Findings {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample);
    let (study, survey) = survey::read(&folder, &ReadSettings::default()).unwrap();
    analyse::findings(&study, &survey, &Options::default(), &mut Timings::default()).unwrap()
}

/// Every output by name.
fn outputs(findings: &Findings, lang: Lang, plots: bool) -> BTreeMap<String, Vec<u8>> {
    let mut findings = findings.clone();
    findings.settings.outputs.plots = plots;
    report::files(&findings, words(lang)).unwrap()
}

fn terminal_text(findings: &Findings, lang: Lang) -> String {
    terminal::text(&story::story(findings, words(lang)), 100, false)
}

/// The heading and those rows of a table in which the column `layer` holds the given layer.
fn rows_of_layer(csv: &[u8], layer: &str) -> String {
    let text = std::str::from_utf8(csv).unwrap();
    let place = text.lines().next().unwrap().split(',').position(|h| h == "layer").unwrap();
    let chosen = |(number, line): &(usize, &str)| *number == 0 || line.split(',').nth(place) == Some(layer);
    let mut lines: Vec<&str> = text.lines().enumerate().filter(chosen).map(|(_, line)| line).collect();
    lines.push("");
    lines.join("\n")
}

/// Compares with a golden file, or writes it when `STAFFROOM_RENEW` is set.
fn golden(name: &str, text: &str) {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("STAFFROOM_RENEW").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if kept != text {
        let differs = kept.lines().zip(text.lines()).position(|(a, b)| a != b);
        let line = differs.unwrap_or(kept.lines().count().min(text.lines().count()));
        let shown = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
        panic!(
            "tests/golden/{name}, line {}:\n  kept: {}\n  now:  {}\nrenew with STAFFROOM_RENEW=1 if this is meant",
            line + 1,
            shown(&kept),
            shown(text)
        );
    }
}

#[test]
fn the_terminal_text_of_the_samples_is_as_it_was_read_in_review() {
    for sample in ["minimal", "de-brug"] {
        let findings = findings(sample);
        for (lang, code) in [(Lang::En, "en"), (Lang::Nl, "nl")] {
            golden(&format!("{sample}.{code}.txt"), &terminal_text(&findings, lang));
        }
    }
}

#[test]
fn the_tables_of_the_smallest_study_are_as_they_were_read_in_review_in_any_language() {
    let findings = findings("minimal");
    let (english, dutch) = (outputs(&findings, Lang::En, false), outputs(&findings, Lang::Nl, false));
    let tables = |files: &BTreeMap<String, Vec<u8>>| -> Vec<(String, Vec<u8>)> {
        // What explains the columns is written in words.
        let numbers = |n: &str| n.starts_with("tables/") && n != "tables/columns.csv";
        files.iter().filter(|(n, _)| numbers(n)).map(|(n, b)| (n.clone(), b.clone())).collect()
    };
    assert_eq!(tables(&english), tables(&dutch));
    let text = |name: &str| std::str::from_utf8(&english[name]).unwrap().to_owned();
    golden("minimal.layers.csv", &text("tables/layers.csv"));
    golden("minimal.openness.csv", &text("tables/openness.csv"));
    golden("minimal.schools.open_door.csv", &rows_of_layer(&english["tables/schools.csv"], "open_door"));
}

#[test]
fn the_report_can_be_made_again_from_the_json_alone() {
    for (sample, lang) in [("minimal", Lang::En), ("de-brug", Lang::Nl)] {
        let findings = findings(sample);
        let first = outputs(&findings, lang, true);
        let again = json::read(&first["findings.json"], "findings.json").unwrap();
        assert!(again == findings, "{sample}: the findings read back are not equal to those written");
        let second = outputs(&again, lang, true);
        assert!(first.keys().any(|n| n.starts_with("plots/")), "{sample}: {:?}", first.keys());
        let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&first), names(&second), "{sample}");
        let differing: Vec<&String> = first.keys().filter(|n| first[*n] != second[*n]).collect();
        assert!(differing.is_empty(), "{sample}: {differing:?}");
    }
}

#[test]
fn findings_of_another_schema_are_refused() {
    let findings = findings("minimal");
    let mut text = Vec::new();
    json::write(&findings, &mut text).unwrap();
    let text = String::from_utf8(text).unwrap();
    let older = text.replacen("\"schema_version\":1", "\"schema_version\":0", 1);
    let error = json::read(older.as_bytes(), "old/findings.json").unwrap_err();
    assert!(matches!(error, staffroom::error::Error::Schema { seen: 0, .. }), "{error:?}");
    for wrong in [&b""[..], b"{}", b"[1, 2", &text.as_bytes()[..text.len() / 2]] {
        let error = json::read(wrong, "old/findings.json").unwrap_err();
        assert!(error.to_string().contains("old/findings.json"), "{error}");
    }
}
