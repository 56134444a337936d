//! The catalogue of numbers: every name of the contract is in the tables, every column has a value from another program,
//! and what the program writes for a study is what other programs say of it.

mod common;

use serde_json::Value as Json;
use staffroom::analyse::{Options, findings};
use staffroom::findings::{Block, Findings};
use staffroom::measures::{self, Scope, openness};
use staffroom::survey::{ReadSettings, read};
use staffroom::timings::Timings;
use staffroom::words::{Lang, words};
use staffroom::{advice, report};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn analysed(folder: &Path, layers: &[&str]) -> Findings {
    let (study, survey) = read(folder, &ReadSettings::default()).unwrap();
    let mut options = Options::default();
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

/// Columns that are this program's own, or stand on answers that the networks of the references do not have: the tests
/// named hold them.
const OWN: &[(&str, &str)] = &[
    ("answered known unknown", "counts of who answered: tests/golden, survey"),
    (
        "density_observed dyads_observed reciprocity_arcs_observed reciprocity_pairs_observed",
        "below, with silent people",
    ),
    ("isolation", "domain.md, src/measures/worked_cases.rs"),
    (
        "roles_within_2 topics_within_2 topic_diversity contacts_outside_group",
        "as phases, of other labels: src/measures/access.rs",
    ),
    (
        "mean_schools_within_2 mean_phases_within_2 mean_topics_within_2 with_outside_contact with_contact_outside_group",
        "means of the columns of people: src/measures/access.rs",
    ),
    (
        "topic_ties dominant_topic topic_dominance topic_hhi topic_blau to_leaders",
        "domain.md T16, src/measures/stories.rs",
    ),
    (
        "multiplexity also_informal only_formal_pairs also_formal only_informal_pairs",
        "domain.md, src/measures/knotting.rs",
    ),
    (
        "community community_searches community_equal community_stability community_phase_ari communities modularity community_school_ari",
        "tests/communities.rs",
    ),
];

fn references(name: &str) -> Vec<Json> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference");
    let load = |file: &str| -> Json { serde_json::from_slice(&std::fs::read(folder.join(file)).unwrap()).unwrap() };
    let whole = load(&format!("{name}.json"));
    let mut lines: Vec<Json> = Vec::new();
    for source in whole["sources"].as_array().unwrap() {
        lines.extend(source["values"].as_array().unwrap().iter().cloned());
    }
    let study = load("study.json");
    let own = study["of"].as_array().unwrap().iter().find(|n| n["name"] == name).unwrap();
    lines.extend(own["values"].as_array().unwrap().iter().cloned());
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
    let own: BTreeSet<&str> = OWN.iter().flat_map(|(names, _)| names.split_whitespace()).collect();
    let columns: Vec<(Scope, &str)> = measures::ALL.iter().flat_map(|f| f.columns.iter().copied()).collect();
    for network in NETWORKS {
        let mut known: BTreeSet<(Scope, String)> = BTreeSet::new();
        for line in references(network) {
            let (scope, measure) = (scope_of(line["scope"].as_str().unwrap()), line["measure"].as_str().unwrap());
            for name in together(measure).unwrap_or_else(|| vec![measure.to_owned()]) {
                known.insert((scope, name));
            }
        }
        let missing: Vec<_> = columns
            .iter()
            .filter(|(scope, name)| !own.contains(name) && !known.contains(&(*scope, (*name).to_owned())))
            // Shared by R only, and by the networks whose schools can all reach each other.
            .filter(|(scope, name)| {
                *scope != Scope::School
                    || !["krackhardt_lubness", "core_periphery_fit", "group_closeness", "betweenness_centralisation"]
                        .contains(name)
            })
            .collect();
        assert!(missing.is_empty(), "{network}: {missing:?}");
    }
}

fn flat(value: &Json) -> Vec<Option<f64>> {
    match value {
        Json::Array(list) => list.iter().flat_map(flat).collect(),
        other => vec![other.as_f64()],
    }
}

/// A network of the references as a study; the tie from a to b has the frequency 1 + (3 a + 5 b) % 4.
fn study_of(name: &str, folder: &Path) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/reference/{name}.json"));
    let whole: Json = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let mut people = String::from("id,school,role,phase,answered\n");
    for (v, school) in whole["schools"].as_array().unwrap().iter().enumerate() {
        people += &format!("p{v:02},s{school},teacher,ph{},yes\n", v % 4);
    }
    let mut ties = String::from("from,to,relation,frequency\n");
    for arc in whole["arcs"].as_array().unwrap() {
        let (a, b) = (arc[0].as_u64().unwrap(), arc[1].as_u64().unwrap());
        ties += &format!("p{a:02},p{b:02},advice,{}\n", 1 + (3 * a + 5 * b) % 4);
    }
    std::fs::write(folder.join("teachers.csv"), people).unwrap();
    std::fs::write(folder.join("ties.csv"), ties).unwrap();
}

fn values(block: &Block, names: &[String]) -> Option<Vec<Option<f64>>> {
    let columns: Option<Vec<_>> = names.iter().map(|n| block.column(n)).collect();
    Some(columns?.into_iter().flat_map(|c| c.values().map(staffroom::measures::Value::number)).collect())
}

#[test]
fn what_the_program_writes_for_a_study_is_what_other_programs_say_of_it() {
    let mut wrong = Vec::new();
    let mut compared: BTreeSet<(Scope, String)> = BTreeSet::new();
    let made: BTreeSet<(Scope, &str)> = measures::ALL.iter().flat_map(|f| f.columns.iter().copied()).collect();
    for network in NETWORKS {
        let folder = tempfile::tempdir().unwrap();
        study_of(network, folder.path());
        let found = analysed(folder.path(), &["all"]);
        for line in references(network) {
            let (scope, measure) = (scope_of(line["scope"].as_str().unwrap()), line["measure"].as_str().unwrap());
            let names = together(measure).unwrap_or_else(|| vec![measure.to_owned()]);
            if !names.iter().all(|n| made.contains(&(scope, n.as_str()))) {
                continue;
            }
            let block = found.block(scope, 0, Some("all")).unwrap();
            let mut ours = values(block, &names).unwrap_or_else(|| panic!("{scope:?} {measure} is not there"));
            let theirs = flat(&line["value"]);
            if scope == Scope::School {
                // The last row is the group.
                ours.truncate(found.schools.len());
            }
            let inside = scope == Scope::School && line["package"].is_string();
            // A colleague with ties elsewhere is no isolate of the school; the division found most often may be one
            // circle where two would have modularity 0 as well, and need not be the best one where ties are loose.
            if scope == Scope::School && ["isolates", "communities"].contains(&measure) {
                continue;
            }
            let loose = scope == Scope::School && measure == "modularity";
            let same = |(x, y): (&Option<f64>, &Option<f64>)| match (x, y) {
                (Some(x), Some(y)) if loose => (0.9 * y - 1e-9..=y + 1e-9).contains(x),
                (Some(x), Some(y)) => (x - y).abs() <= 1e-9 * y.abs().max(1.0),
                // Where this program says that a school is too small or has no tie, others give 0 or 1 or nothing.
                (None, Some(y)) if inside => y.abs() < 1e-12 || (y.abs() - 1.0).abs() < 1e-12,
                (x, y) => x.is_none() && y.is_none(),
            };
            compared.insert((scope, measure.to_owned()));
            if ours.len() != theirs.len() || !ours.iter().zip(&theirs).all(same) {
                wrong.push(format!("{measure} of {network} ({scope:?})\n  found    {ours:?}\n  expected {theirs:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared.len() > 110, "{} columns were compared", compared.len());
}

/// Figures over what could be seen, of a network in which some did not answer, by their definition.
#[test]
fn figures_over_what_was_seen_leave_out_what_nobody_could_tell() {
    let folder = tempfile::tempdir().unwrap();
    study_of("random60", folder.path());
    let silent = |v: u32| v % 7 == 3;
    let teachers = std::fs::read_to_string(folder.path().join("teachers.csv")).unwrap();
    let marked: String = teachers
        .lines()
        .enumerate()
        .map(|(k, row)| if k > 0 && silent(k as u32 - 1) { row.replace(",yes", ",no") } else { row.into() } + "\n")
        .collect();
    std::fs::write(folder.path().join("teachers.csv"), marked).unwrap();
    let ties = std::fs::read_to_string(folder.path().join("ties.csv")).unwrap();
    let number = |cell: &str| cell[1..].parse::<u32>().unwrap();
    let arcs: BTreeSet<(u32, u32)> = ties
        .lines()
        .skip(1)
        .map(|row| row.split(',').collect::<Vec<_>>())
        .map(|cells| (number(cells[0]), number(cells[1])))
        .filter(|&(a, _)| !silent(a))
        .collect();
    let kept: String =
        ties.lines().filter(|r| r.starts_with("from") || !silent(number(&r[..3]))).flat_map(|r| [r, "\n"]).collect();
    std::fs::write(folder.path().join("ties.csv"), kept).unwrap();
    let found = analysed(folder.path(), &["all"]);
    let layer = found.block(Scope::Layer, 0, Some("all")).unwrap();
    let speaking: Vec<u32> = (0..60).filter(|&v| !silent(v)).collect();
    let n = speaking.len() as f64;
    let seen = |name: &str| layer.number(name, 0).unwrap();
    let near = |x: f64, y: f64, what: &str| assert!((x - y).abs() < 1e-12, "{what}: {x} and {y}");
    near(seen("unknown"), 60.0 - n, "unknown");
    near(seen("density_observed"), arcs.len() as f64 / (n * 59.0), "density_observed");
    near(seen("dyads_observed"), n * (n - 1.0) / 2.0, "dyads_observed");
    let both: Vec<_> = arcs.iter().filter(|a| !silent(a.1)).collect();
    let returned = both.iter().filter(|a| arcs.contains(&(a.1, a.0))).count() as f64;
    let (m, all) = (returned / 2.0, both.len() as f64);
    near(seen("reciprocity_arcs_observed"), returned / all, "reciprocity_arcs_observed");
    near(seen("reciprocity_pairs_observed"), m / (all - m), "reciprocity_pairs_observed");
    // sna 2.7-1 says the same of networks with missing rows: conventions, toy B with two rows missing: .35.
    let people = found.block(Scope::Person, 0, Some("all")).unwrap();
    let empty = "out_degree out_strength degree mutual_share clustering harmonic_out constraint effective_size efficiency \
                 hierarchy reach_2 schools_within_2 phases_within_2 school_diversity ei_index outside_contacts \
                 brokerage_coordinator brokerage_itinerant brokerage_gatekeeper brokerage_representative brokerage_liaison";
    for name in empty.split_whitespace() {
        if let Some(column) = people.column(name) {
            assert!((0..60).filter(|&v| silent(v)).all(|v| column.of(v as usize).number().is_none()), "{name}");
        }
    }
    for name in ["in_degree", "in_strength", "component", "coreness", "cut_point", "pagerank", "betweenness"] {
        if let Some(column) = people.column(name) {
            assert!((0..60).all(|v| column.of(v).number().is_some()), "{name}");
        }
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
