//! A pair of which nobody who was asked told is not "no tie": densities, tests and exports take the same pairs for known,
//! those of R sna 2.7-1 on matrices with `NA` for the others. `tests/reference/make_known.R` made the matrices from the
//! reports of the two studies, and `tests/reference/known.json`.
#![cfg(feature = "cli")]

mod common;

use common::{column, reference};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The studies: name, folder, wave, number of people.
fn studies() -> [(&'static str, PathBuf, Option<&'static str>, usize); 2] {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    [
        ("known", root.join("tests/reference/known"), None, 14),
        ("de-brug", root.join("samples/de-brug"), Some("2024"), 256),
    ]
}

fn run(args: &[&str]) -> Vec<u8> {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = staffroom::cli::run(["staffroom"].iter().chain(args), &mut out, &mut err);
    assert_eq!(code, 0, "{args:?}: {}", String::from_utf8_lossy(&err));
    out
}

fn test(kind: &str, folder: &Path, wave: Option<&str>, options: &[&str]) -> Value {
    let mut args = vec!["test", kind, folder.to_str().unwrap(), "--permutations", "19", "--json", "--quiet"];
    args.extend(wave.iter().flat_map(|wave| ["--wave", wave]));
    args.extend(options);
    serde_json::from_slice(&run(&args)).unwrap()
}

fn near(seen: &Value, wanted: &Value, about: &str) {
    let (x, y) = (seen.as_f64().unwrap(), wanted.as_f64().unwrap());
    assert!((x - y).abs() < 1e-9 * y.abs().max(1.0), "{about}: {x} instead of {y}");
}

fn texts(of: &Value) -> Vec<&str> {
    of.as_array().unwrap().iter().map(|x| x.as_str().unwrap()).collect()
}

#[test]
fn qap_is_over_the_pairs_that_both_relations_are_known_of() {
    let known = reference("known.json");
    for (name, folder, wave, _) in studies() {
        for line in known[name]["qap"].as_array().unwrap() {
            let (x, y) = (line["x"].as_str().unwrap(), line["y"].as_str().unwrap());
            let seen = test("qap", &folder, wave, &["--x", x, "--y", y]);
            near(&seen["statistic"], &line["r"], &format!("{name}: {x}, {y}"));
            assert_eq!(seen["dyads"], line["pairs"], "{name}: {x}, {y}");
            // Which of the two changes places makes no difference to the correlation.
            let turned = test("qap", &folder, wave, &["--x", y, "--y", x]);
            near(&turned["statistic"], &line["r"], &format!("{name}: {y}, {x}"));
        }
    }
}

#[test]
fn regressions_are_over_the_pairs_that_every_term_is_known_of() {
    let known = reference("known.json");
    for (name, folder, wave, _) in studies() {
        for line in known[name]["mrqap"].as_array().unwrap() {
            let (response, predictors) = (line["response"].as_str().unwrap(), texts(&line["predictors"]).join(","));
            let options = ["--response", response, "--predictors", &predictors];
            let seen = test("mrqap", &folder, wave, &options);
            let about = format!("{name}: {response} on {predictors}");
            // A relation without direction explained by another one counts each pair once; here none is.
            assert_eq!(seen["dyads"], line["pairs"], "{about}");
            let odds = test("mrqap", &folder, wave, &[&options[..], &["--logistic"]].concat());
            assert_eq!(odds["dyads"], line["pairs"], "{about}");
            for (k, term) in seen["terms"].as_array().unwrap().iter().enumerate() {
                near(&term["coefficient"], &line["coefficients"][k], &about);
                near(&term["t"], &line["t"][k], &about);
                near(&odds["terms"][k]["coefficient"], &line["odds"][k], &about);
            }
        }
    }
}

#[test]
fn density_observed_and_the_cells_of_matrices_are_over_the_same_pairs() {
    let known = reference("known.json");
    for (name, folder, wave, people) in studies() {
        let made = tempfile::tempdir().unwrap();
        let (report, matrices) = (made.path().join("report"), made.path().join("r"));
        let (study, out) = (folder.to_str().unwrap(), report.to_str().unwrap());
        let mut args = vec!["analyse", study, "--out", out, "--permutations", "0", "--measures", "cohesion", "--quiet"];
        args.extend(["--no-plots", "--no-workbook"]);
        args.extend(wave.iter().flat_map(|wave| ["--wave", wave]));
        let relations = known[name]["density_observed"].as_object().unwrap();
        args.extend(relations.keys().flat_map(|relation| ["--layer", relation]));
        run(&args);
        run(&["convert", study, "--to", "r", "--out", matrices.to_str().unwrap(), "--quiet"]);
        let table = report.join("tables/layers.csv");
        let (layers, densities) = (column(&table, "layer"), column(&table, "density_observed"));
        for (relation, wanted) in relations {
            let about = format!("{name}: {relation}");
            let at = layers.iter().position(|l| l == relation).unwrap();
            near(&densities[at].parse().unwrap(), &wanted["value"], &about);
            // Cells of R's matrix: 1 and 0 are known, NA and 10 are not; nobody stands on the diagonal.
            let text = std::fs::read_to_string(matrices.join(format!("matrices/{relation}_w1.csv"))).unwrap();
            let cells = || text.lines().flat_map(|line| line.split(','));
            let all = cells().count().isqrt();
            let (told, ties) =
                (cells().filter(|c| ["0", "1"].contains(c)).count(), cells().filter(|&c| c == "1").count());
            let pairs = wanted["pairs"].as_u64().unwrap() as usize;
            assert_eq!(told - all, pairs, "{about}: {all} people, {people} of them in this wave");
            near(&(ties as f64 / pairs as f64).into(), &wanted["value"], &about);
        }
    }
}

#[test]
fn of_another_wave_nothing_is_known_of_who_was_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "teachers.csv",
        "id,school,answered,wave\na,A,yes,1\nb,A,yes,1\nc,A,yes,1\na,A,yes,2\nb,A,yes,2\nc,A,yes,2\nd,A,yes,2\n",
    );
    write("ties.csv", "from,to,relation,wave\na,b,advice,1\nb,c,advice,1\na,b,advice,2\nc,a,advice,2\nd,a,advice,2\n");
    let seen = test("qap", folder.path(), Some("2"), &["--x", "advice@1", "--y", "advice"]);
    // By hand: the six pairs of a, b and c; nobody could have named d in the first wave.
    assert_eq!(seen["dyads"], 6, "{seen}");
}
