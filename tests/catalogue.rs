//! The catalogue of numbers: every name of the contract is in the tables, every column has a value from another program,
//! and what the program writes for a study is what other programs say of it.

mod common;
#[path = "catalogue/mixed.rs"]
mod mixed;
#[path = "catalogue/observed.rs"]
mod observed;
#[path = "catalogue/rows.rs"]
mod rows;
#[path = "catalogue/study.rs"]
mod study;
#[path = "catalogue/within.rs"]
mod within;

use serde_json::Value as Json;
use staffroom::analyse::{Options, findings};
use staffroom::findings::Findings;
use staffroom::measures::{self, Scope, openness};
use staffroom::survey::{ReadSettings, read};
use staffroom::timings::Timings;
use staffroom::words::{Lang, words};
use staffroom::{advice, report};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn analysed(folder: &Path, layers: &[&str]) -> Findings {
    with_families(folder, layers, &[])
}

fn with_families(folder: &Path, layers: &[&str], families: &[&str]) -> Findings {
    let (study, survey) = read(folder, &ReadSettings::default()).unwrap();
    let mut options = Options::default();
    options.families = families.iter().map(|&f| f.into()).collect();
    options.layers = layers.iter().map(|&l| l.into()).collect();
    options.permutations = Some(20);
    findings(&study, &survey, &options, &mut Timings::default()).unwrap()
}

/// The names of contract section 4, by table.
const CONTRACT: &[(&str, &str)] = &[
    (
        "teachers",
        "wave layer teacher school answered in_degree out_degree degree in_strength out_strength mutual_share isolation \
         component coreness clustering harmonic_closeness harmonic_in harmonic_out betweenness betweenness_undirected \
         betweenness_normalised eigenvector pagerank constraint effective_size efficiency hierarchy reach_2 \
         schools_within_2 phases_within_2 school_diversity ei_index outside_contacts brokerage_coordinator \
         brokerage_itinerant brokerage_gatekeeper brokerage_representative brokerage_liaison cut_point community",
    ),
    (
        "layers",
        "wave layer people answered ties pairs density density_observed mean_degree mutual asymmetric null \
         reciprocity_arcs reciprocity_pairs dyads_observed reciprocity_arcs_observed reciprocity_pairs_observed \
         transitivity transitivity_directed mean_clustering components_weak components_strong largest_component_share \
         isolates unknown mean_distance diameter mean_inverse_distance in_centralisation out_centralisation \
         degree_centralisation betweenness_centralisation gini_in_degree top1_in_share top2_in_share bridges cut_points \
         fragmentation krackhardt_connectedness krackhardt_hierarchy krackhardt_efficiency krackhardt_lubness \
         max_coreness core_periphery_fit communities modularity community_school_ari modularity_school \
         assortativity_school ei_index ei_arcs ei_expected ei_min ei_max ei_rescaled ei_p_lower ei_p_upper \
         coleman_segregation freeman_segregation triad_003 triad_012 triad_102 triad_021D triad_021U triad_021C \
         triad_111D triad_111U triad_030T triad_030C triad_201 triad_120D triad_120U triad_120C triad_210 triad_300",
    ),
    (
        "schools",
        "wave layer school people answered ties pairs density density_observed mean_degree mutual asymmetric null \
         reciprocity_arcs reciprocity_pairs dyads_observed reciprocity_arcs_observed reciprocity_pairs_observed \
         transitivity transitivity_directed mean_clustering components_weak components_strong largest_component_share \
         isolates unknown in_centralisation out_centralisation degree_centralisation gini_in_degree top1_in_share \
         top2_in_share bridges cut_points fragmentation krackhardt_connectedness krackhardt_hierarchy \
         krackhardt_efficiency krackhardt_lubness max_coreness core_periphery_fit communities modularity group_degree \
         group_closeness group_betweenness ei_index schools_reached link_persons eligible known open_door_rate \
         open_door_rate_low open_door_rate_high open_door_rate_confirmed open_door_rate_either open_door_rate_ci_low \
         open_door_rate_ci_high open_door_rate_broad two_way_rate visitor_only_rate closed_rate door_unknown depth_0 \
         depth_1 depth_2 depth_3 depth_4 conversion latent_pairs door_without_talk host_dependency cross_school_reach \
         lagging_standard lagging_group lagging_potential lagging_change",
    ),
    ("school_pairs", "wave layer from_school to_school ties possible density"),
    (
        "openness",
        "wave teacher school eligible door_status depth breadth rooms_entered mutual reach latent guided \
         networks_formal networks_informal",
    ),
    (
        "layer_pairs",
        "wave layer_a layer_b jaccard jaccard_pairs shared only_a only_b qap_r qap_p_lower qap_p_upper qap_p_two_sided \
         qap_r_within_school qap_p_lower_within_school qap_p_upper_within_school qap_p_two_sided_within_school",
    ),
    ("ledger", "file reason answers first_places"),
];

/// Names that are still to come.
const NOT_YET: &str = "lagging_change";

#[test]
fn every_name_of_the_contract_is_in_its_table() {
    let found = analysed(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/de-brug"), &[]);
    let mut headers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, bytes) in report::files(&found, words(Lang::En)).unwrap() {
        if let Some(table) = name.strip_prefix("tables/").and_then(|n| n.strip_suffix(".csv")) {
            let first = bytes.split(|&b| b == b'\n').next().unwrap_or_default();
            let names: Vec<String> = String::from_utf8_lossy(first).split(',').map(Into::into).collect();
            let all = names.len();
            assert_eq!(headers.entry(table.into()).or_default().extend(names), ());
            assert_eq!(headers[table].len(), all, "{table} has a column twice");
        }
    }
    for (table, names) in CONTRACT {
        let not_yet: BTreeSet<&str> = NOT_YET.split_whitespace().collect();
        let there = |n: &&str| headers.get(*table).is_some_and(|h| h.contains(*n)) || not_yet.contains(n);
        let missing: Vec<&str> = names.split_whitespace().filter(|n| !there(n)).collect();
        assert!(missing.is_empty(), "{table} lacks {missing:?}");
    }
}

#[test]
fn every_column_that_is_announced_is_made() {
    let found =
        analysed(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/de-brug"), &["all", "formal", "informal"]);
    let announced: BTreeSet<(Scope, String)> = measures::ALL
        .iter()
        .flat_map(|f| f.columns.iter().copied())
        .chain(openness::COLUMNS.iter().copied())
        .chain(advice::COLUMNS.iter().map(|name| (Scope::School, *name)))
        .map(|(scope, name)| (scope, name.to_owned()))
        .collect();
    let made: BTreeSet<(Scope, String)> =
        found.blocks.iter().flat_map(|b| b.columns.iter().map(|c| (b.scope, c.measure.to_string()))).collect();
    let not_made: Vec<_> = announced.difference(&made).filter(|c| c.0 != Scope::LayerPair).collect();
    assert!(not_made.is_empty(), "announced and not made: {not_made:?}");
}

/// Columns that tell of this program's own search for communities, whose result `tests/communities.rs` holds against igraph.
const OWN: &str = "community community_searches community_equal community_stability";

/// Every value that other programs gave of a network and its people, schools and pairs of schools.
fn references(name: &str) -> Vec<Json> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference");
    let load = |file: &str| -> Json { serde_json::from_slice(&std::fs::read(folder.join(file)).unwrap()).unwrap() };
    let named = |whole: &Json| whole["of"].as_array().unwrap().iter().find(|n| n["name"] == name).unwrap().clone();
    let mut lines: Vec<Json> = Vec::new();
    for source in load(&format!("{name}.json"))["sources"].as_array().unwrap() {
        for line in source["values"].as_array().unwrap() {
            let mut line = line.clone();
            line["package"] = source["package"].clone();
            lines.push(line);
        }
    }
    lines.extend(named(&load("study.json"))["values"].as_array().unwrap().iter().cloned());
    let communities = load("communities.json");
    let found = named(&communities);
    for measure in ["communities", "modularity", "community_school_ari", "community_phase_ari"] {
        let (package, value) = (&communities["package"], &found[measure]);
        lines.push(serde_json::json!({"package": package, "scope": "layer", "measure": measure, "value": value}));
    }
    lines
}

const NETWORKS: [&str; 7] = ["toy_a", "toy_b", "florentine", "kite", "two_schools", "disconnected", "random60"];

/// Values that stand together under one name, and the columns they are.
fn together(measure: &str) -> Option<Vec<String>> {
    let roles = |ending: &str| {
        let names = ["coordinator", "itinerant", "gatekeeper", "representative", "liaison"];
        names.iter().map(|role| format!("brokerage_{role}{ending}")).collect()
    };
    match measure {
        "triads" => Some(measures::triads::TYPES.iter().map(|t| format!("triad_{t}")).collect()),
        "brokerage" => Some(roles("")),
        "brokerage_expected" => Some(roles("_expected")),
        "brokerage_z" => Some(roles("_z")),
        _ => None,
    }
}

fn scope_of(name: &str) -> Scope {
    match name {
        "person" => Scope::Person,
        "layer" => Scope::Layer,
        "school" => Scope::School,
        _ => Scope::SchoolPair,
    }
}

#[test]
fn every_column_has_a_value_from_another_program_on_every_network() {
    let own: BTreeSet<&str> = OWN.split_whitespace().collect();
    let columns: Vec<(Scope, &str)> =
        measures::ALL.iter().chain(measures::ON_REQUEST).flat_map(|f| f.columns.iter().copied()).collect();
    for network in NETWORKS {
        let mut known: BTreeSet<(Scope, String)> = mixed::counted(network);
        known.extend(observed::seen(network));
        for line in references(network) {
            let (scope, measure) = (scope_of(line["scope"].as_str().unwrap()), line["measure"].as_str().unwrap());
            for name in together(measure).unwrap_or_else(|| vec![measure.to_owned()]) {
                known.insert((scope, name));
            }
        }
        let missing: Vec<_> = columns
            .iter()
            .filter(|(scope, name)| !own.contains(name) && !known.contains(&(*scope, (*name).to_owned())))
            .collect();
        assert!(missing.is_empty(), "{network}: {missing:?}");
    }
}

/// What stands of one layer alone: columns, drop-out and notices.
fn of_layer(findings: &Findings, layer: &str) -> String {
    let blocks = findings.blocks.iter().filter(|b| b.layer.as_deref() == Some(layer) && b.other_layer.is_none());
    let dropped = findings.drop_out.iter().filter(|d| d.layer == layer);
    format!("{:#?}\n{:#?}", blocks.collect::<Vec<_>>(), dropped.collect::<Vec<_>>())
}

#[test]
fn a_layer_beside_others_is_the_layer_alone() {
    // Without formal ties `informal` takes what `all` takes, and a single relation what `talk` takes.
    let folder = tempfile::tempdir().unwrap();
    let mut teachers = String::from("id,school,answered,phase\n");
    let mut ties = String::from("from,to,relation,frequency\n");
    for v in 0..24u32 {
        teachers += &format!("t{v},s{},{},{}\n", v / 8, if v % 7 == 3 { "no" } else { "yes" }, 1 + v % 3);
        for (step, relation) in [(1, "teaching_talk"), (5, "teaching_talk"), (9, "class_visit")] {
            if v % 7 != 3 && (v + step) % 4 != 0 {
                ties += &format!("t{v},t{},{relation},weekly\n", (v + step) % 24);
            }
        }
    }
    std::fs::write(folder.path().join("teachers.csv"), teachers).unwrap();
    std::fs::write(folder.path().join("ties.csv"), ties).unwrap();
    let built_in = ["all", "formal", "informal", "talk", "practice", "open_door", "teaching_talk", "class_visit"];
    let turned: Vec<&str> = built_in.iter().rev().copied().collect();
    let (together, turned) = (analysed(folder.path(), &built_in), analysed(folder.path(), &turned));
    let mut told = 0;
    for layer in built_in {
        let alone = of_layer(&analysed(folder.path(), &[layer]), layer);
        assert!(of_layer(&together, layer) == alone, "{layer}: {} and {alone}", of_layer(&together, layer));
        assert!(of_layer(&turned, layer) == alone, "{layer} turned");
        told += usize::from(alone.len() > 1_000);
    }
    assert_eq!(told, 7, "formal alone has nothing");
    // That `all` and `informal` are one network is no accident of this test.
    let ties = |layer: &str| together.block(Scope::Layer, 0, Some(layer)).unwrap().column("ties").unwrap().of(0);
    assert_eq!(ties("all"), ties("informal"));
    assert!(together.block(Scope::School, 0, Some("informal")).unwrap().column("also_formal").is_some());
    assert!(together.block(Scope::School, 0, Some("all")).unwrap().column("also_formal").is_none());
}
