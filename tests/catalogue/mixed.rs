//! Studies with several relations, roles, topics and silent people: what no package knows of them (isolation, stories,
//! knotting, doors, conversion, pairs of layers), against plain counting from the definitions
//! (`tests/reference/make_mixed.py`).

use super::{Scope, common, with_families};
use serde_json::Value as Json;
use staffroom::findings::Block;
use staffroom::measures::{Kind, Value};
use std::collections::BTreeSet;

/// A value as both say it: a label, a number or none.
fn told(block: &Block, measure: &str, row: usize) -> Json {
    let column = block.column(measure).unwrap_or_else(|| panic!("{measure} of {:?} is not there", block.scope));
    match (&column.kind, column.of(row)) {
        (_, Value::Undefined(_)) => Json::Null,
        (Kind::Label(_), Value::Number(_)) => column.label(row).into(),
        (_, Value::Number(x)) => x.into(),
    }
}

/// The columns that were counted for a network.
pub(crate) fn counted(name: &str) -> BTreeSet<(Scope, String)> {
    let known = common::reference("mixed.json");
    let of = known["of"].as_array().unwrap().iter().find(|s| s["name"] == name).unwrap();
    let names = |scope: Scope, columns: &Json| -> Vec<(Scope, String)> {
        columns.as_object().unwrap().keys().map(|measure| (scope, measure.clone())).collect()
    };
    let layers = of["layers"].as_object().unwrap().values();
    layers
        .flat_map(|l| {
            [names(Scope::Person, &l["person"]), names(Scope::School, &l["school"]), names(Scope::Layer, &l["layer"])]
        })
        .flatten()
        .chain(names(Scope::School, &of["doors"]["school"]))
        .chain(names(Scope::Openness, &of["doors"]["openness"]))
        .collect()
}

fn same(x: &Json, y: &Json) -> bool {
    match (x.as_f64(), y.as_f64()) {
        (Some(x), Some(y)) => (x - y).abs() <= 1e-9 * y.abs().max(1.0),
        // What is not compared.
        _ => x == y || y == "?",
    }
}

#[test]
fn what_no_package_knows_is_what_plain_counting_from_the_definitions_says() {
    let known = common::reference("mixed.json");
    let (mut wrong, mut compared) = (Vec::new(), BTreeSet::new());
    for study in known["of"].as_array().unwrap() {
        let name = study["name"].as_str().unwrap();
        let folder = tempfile::tempdir().unwrap();
        for (file, text) in study["files"].as_object().unwrap() {
            std::fs::write(folder.path().join(file), text.as_str().unwrap()).unwrap();
        }
        let layers = ["all", "formal", "informal", "talk", "practice", "open_door"];
        let found = with_families(folder.path(), &layers, &[]);
        let mut check = |block: &Block, place: &str, columns: &Json| {
            for (measure, values) in columns.as_object().unwrap() {
                let theirs: Vec<&Json> = values.as_array().map_or(vec![values], |list| list.iter().collect());
                let ours: Vec<Json> = (0..theirs.len()).map(|row| told(block, measure, row)).collect();
                if !ours.iter().zip(&theirs).all(|(x, y)| same(x, y)) {
                    wrong.push(format!("{name}, {place}: {measure}\n  found    {ours:?}\n  expected {theirs:?}"));
                }
                compared.insert((block.scope, measure.clone()));
            }
        };
        // A layer whose relations nobody reports is not there.
        let silent = |layer: &str| {
            study["layers"][layer]["school"]["multiplexity"].as_array().unwrap().last().unwrap().is_null()
        };
        for (layer, of) in study["layers"].as_object().unwrap() {
            if found.block(Scope::Person, 0, Some(layer)).is_none() && silent(layer) {
                continue;
            }
            for (scope, key) in [(Scope::Person, "person"), (Scope::School, "school")] {
                check(found.block(scope, 0, Some(layer)).unwrap(), layer, &of[key]);
            }
            check(found.block(Scope::Layer, 0, Some(layer)).unwrap(), layer, &of["layer"]);
        }
        check(found.blocks.iter().find(|b| b.scope == Scope::Openness).unwrap(), "doors", &study["doors"]["openness"]);
        check(found.block(Scope::School, 0, Some("open_door")).unwrap(), "doors", &study["doors"]["school"]);
        for pair in study["pairs"].as_array().unwrap() {
            let [a, b] = [&pair[0], &pair[1]].map(|l| l.as_str().unwrap());
            if (silent(a) || silent(b)) && [a, b].iter().any(|l| found.block(Scope::Person, 0, Some(l)).is_none()) {
                continue;
            }
            let names = |block: &&Block| (block.layer.as_deref(), block.other_layer.as_deref()) == (Some(a), Some(b));
            let block = found.blocks_of(Scope::LayerPair).find(names).unwrap_or_else(|| panic!("{a} and {b}"));
            check(block, &format!("{a} and {b}"), &pair[2]);
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared.len() > 135, "{} columns were compared", compared.len());
}
