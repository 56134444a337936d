//! Networks in which everybody could name colleagues of the own school only, against sna and igraph school by school
//! (`tests/reference/make_within.R`).

use super::study::{study_of, values};
use super::{NETWORKS, Scope, common, together, with_families};
use serde_json::Value as Json;

#[test]
fn where_only_the_own_school_was_asked_figures_are_those_of_schools_apart() {
    let known = common::reference("within.json");
    let mut wrong = Vec::new();
    for name in NETWORKS {
        let folder = tempfile::tempdir().unwrap();
        study_of(name, |_| false, folder.path());
        let settings = "[[ties]]\nfile = \"ties.csv\"\nasked_within = \"school\"\n";
        std::fs::write(folder.path().join("study.toml"), settings).unwrap();
        let found = with_families(folder.path(), &["all"], &[]);
        let of = known["of"].as_array().unwrap().iter().find(|n| n["name"] == name).unwrap();
        for line in of["values"].as_array().unwrap() {
            let measure = line["measure"].as_str().unwrap();
            let scope = super::scope_of(line["scope"].as_str().unwrap());
            let block = found.block(scope, 0, Some("all")).unwrap();
            let names = together(measure).unwrap_or_else(|| vec![measure.to_owned()]);
            let ours = values(block, &names).unwrap();
            let theirs: Vec<Option<f64>> = line["value"].as_array().unwrap().iter().map(Json::as_f64).collect();
            let same = |(x, y): (&Option<f64>, &Option<f64>)| match (x, y) {
                (Some(x), Some(y)) => (x - y).abs() <= 1e-9 * y.abs().max(1.0),
                (x, y) => x.is_none() && y.is_none(),
            };
            if ours.len() != theirs.len() || !ours.iter().zip(&theirs).all(same) {
                wrong.push(format!("{measure} of {name} ({scope:?})\n  found    {ours:?}\n  expected {theirs:?}"));
            }
        }
        // What is across schools was not asked, and is no 0.
        let not_asked = |scope: Scope, names: &str| {
            let block = found.block(scope, 0, Some("all")).unwrap();
            for measure in names.split_whitespace() {
                let column = block.column(measure).unwrap_or_else(|| panic!("{measure} is not there"));
                assert!(column.values().all(|v| v.number().is_none()), "{measure} of {name} in {scope:?}");
            }
        };
        not_asked(
            Scope::Person,
            "ei_index schools_within_2 school_diversity outside_contacts brokerage_coordinator brokerage_itinerant \
             brokerage_gatekeeper brokerage_representative brokerage_liaison",
        );
        not_asked(
            Scope::Layer,
            "ei_index ei_arcs ei_expected ei_min ei_max ei_rescaled modularity_school assortativity_school \
             coleman_segregation freeman_segregation brokerage_coordinator brokerage_liaison_z",
        );
        not_asked(
            Scope::School,
            "group_degree group_closeness group_betweenness ei_index schools_reached link_persons coleman_segregation",
        );
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}
