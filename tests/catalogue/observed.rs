//! Networks in which some did not answer, against sna with `NA` in their rows.

use super::study::study_of;
use super::{NETWORKS, Scope, analysed, common};
use std::collections::BTreeSet;

/// The columns that sna gave of a network in which some did not answer.
pub(crate) fn seen(name: &str) -> BTreeSet<(Scope, String)> {
    let known = common::reference("observed.json");
    let of = known["of"].as_array().unwrap().iter().find(|n| n["name"] == name).unwrap();
    let measures = of["values"].as_array().unwrap().iter().map(|line| line["measure"].as_str().unwrap());
    measures.flat_map(|m| [Scope::Layer, Scope::School].map(|scope| (scope, m.to_owned()))).collect()
}

fn silent(v: u64) -> bool {
    v % 7 == 3
}

#[test]
fn figures_over_what_was_seen_are_those_of_sna_with_rows_left_open() {
    let known = common::reference("observed.json");
    for name in NETWORKS {
        let folder = tempfile::tempdir().unwrap();
        study_of(name, silent, folder.path());
        let found = analysed(folder.path(), &["all"]);
        let layer = found.block(Scope::Layer, 0, Some("all")).unwrap();
        let schools = found.block(Scope::School, 0, Some("all")).unwrap();
        let of = known["of"].as_array().unwrap().iter().find(|n| n["name"] == name).unwrap();
        for line in of["values"].as_array().unwrap() {
            let measure = line["measure"].as_str().unwrap();
            let theirs: Vec<Option<f64>> =
                line["value"].as_array().unwrap().iter().map(serde_json::Value::as_f64).collect();
            // The whole first, then the schools; here the group is the last row of the schools as well.
            let mut ours = vec![layer.number(measure, 0)];
            ours.extend((0..found.schools.len()).map(|s| schools.number(measure, s)));
            assert_eq!(layer.value(measure, 0), schools.value(measure, found.schools.len()), "{measure} of {name}");
            let same = |(x, y): (&Option<f64>, &Option<f64>)| match (x, y) {
                (Some(x), Some(y)) => (x - y).abs() < 1e-12,
                (x, y) => x.is_none() && y.is_none(),
            };
            assert_eq!(ours.len(), theirs.len());
            assert!(ours.iter().zip(&theirs).all(same), "{measure} of {name}: {ours:?} and {theirs:?}");
        }
    }
}

#[test]
fn who_did_not_answer_has_no_figure_of_what_only_he_could_tell() {
    let folder = tempfile::tempdir().unwrap();
    study_of("random60", silent, folder.path());
    let found = analysed(folder.path(), &["all"]);
    let people = found.block(Scope::Person, 0, Some("all")).unwrap();
    let layer = found.block(Scope::Layer, 0, Some("all")).unwrap();
    assert_eq!(layer.number("unknown", 0), Some((0..60).filter(|&v| silent(v)).count() as f64));
    let empty = "out_degree out_strength degree mutual_share clustering harmonic_out constraint effective_size efficiency \
                 hierarchy reach_2 schools_within_2 phases_within_2 school_diversity ei_index outside_contacts \
                 brokerage_coordinator brokerage_itinerant brokerage_gatekeeper brokerage_representative brokerage_liaison";
    for name in empty.split_whitespace() {
        let column = people.column(name).unwrap_or_else(|| panic!("{name} is not there"));
        assert!((0..60).filter(|&v| silent(v)).all(|v| column.of(v as usize).number().is_none()), "{name}");
    }
    for name in ["in_degree", "in_strength", "component", "coreness", "cut_point", "pagerank", "betweenness"] {
        let column = people.column(name).unwrap_or_else(|| panic!("{name} is not there"));
        assert!((0..60).all(|v| column.of(v).number().is_some()), "{name}");
    }
}
