//! The smallest networks: nobody, a school without people, one person, people without ties. Each column has its value or
//! the reason why there is none, as it follows from the column's own definition.

use super::drawn::{Told, everything};
use crate::error::Why;
use crate::measures::{Scope, Value};
use crate::network::{Network, layer::Layer};

/// What a row is about: how many people, in a group of which schools.
struct Row<'a> {
    people: f64,
    sizes: &'a [u32],
    group: bool,
}

impl Row<'_> {
    fn everybody(&self) -> f64 {
        self.sizes.iter().map(|&s| f64::from(s)).sum()
    }

    /// How many schools have people.
    fn schools(&self) -> usize {
        self.sizes.iter().filter(|&&s| s > 0).count()
    }

    /// A number from so many people on.
    fn from(&self, people: f64, number: f64) -> Value {
        if self.people < people { Value::Undefined(Why::TooFew) } else { Value::Number(number) }
    }
}

const NONE: fn(&Row<'_>) -> Value = |_| Value::Number(0.0);
const PEOPLE: fn(&Row<'_>) -> Value = |row| Value::Number(row.people);
const DYADS: fn(&Row<'_>) -> Value = |row| Value::Number(row.people * (row.people - 1.0) / 2.0);
const NO_TIES: fn(&Row<'_>) -> Value = |_| Value::Undefined(Why::NoTies);
const NOT_ASKED: fn(&Row<'_>) -> Value = |_| Value::Undefined(Why::NotAsked);
const TOO_FEW: fn(&Row<'_>) -> Value = |_| Value::Undefined(Why::TooFew);
const NO_LEADER: fn(&Row<'_>) -> Value = |_| Value::Undefined(Why::DoesNotApply);
const ZERO_OF_ONE: fn(&Row<'_>) -> Value = |row| row.from(1.0, 0.0);
const ZERO_OF_TWO: fn(&Row<'_>) -> Value = |row| row.from(2.0, 0.0);
const ZERO_OF_THREE: fn(&Row<'_>) -> Value = |row| row.from(3.0, 0.0);
const ALL_OF_ONE: fn(&Row<'_>) -> Value = |row| row.from(1.0, 1.0);
const ALL_OF_TWO: fn(&Row<'_>) -> Value = |row| row.from(2.0, 1.0);
/// Over the people outside a school; the group has nobody outside.
const OUTSIDE: fn(&Row<'_>) -> Value = |row| match row.everybody() - row.people {
    _ if row.group => Value::Undefined(Why::DoesNotApply),
    outside if row.people < 1.0 || outside < 1.0 => Value::Undefined(Why::TooFew),
    _ => Value::Number(0.0),
};
/// Something that needs a second school.
const ACROSS: fn(&Row<'_>) -> Value = |row| match row.schools() {
    _ if row.people < 1.0 => Value::Undefined(Why::TooFew),
    0 | 1 => Value::Undefined(Why::NotAsked),
    _ => Value::Number(0.0),
};

/// Columns of these scopes and names, and what stands there without a tie.
type Expected = (&'static [Scope], &'static str, fn(&Row<'_>) -> Value);

const EVERYBODY: &[Scope] = &[Scope::Layer, Scope::School];
const EXPECTED: &[Expected] = &[
    (&[Scope::Person], "answered", |_| Value::Number(1.0)),
    (
        &[Scope::Person],
        "in_degree out_degree degree in_strength out_strength coreness cut_point outside_contacts schools_within_2 \
         roles_within_2 betweenness betweenness_undirected brokerage_coordinator brokerage_itinerant \
         brokerage_gatekeeper brokerage_representative brokerage_liaison",
        NONE,
    ),
    (
        &[Scope::Person],
        "mutual_share clustering constraint constraint_ego effective_size efficiency hierarchy ei_index eigenvector \
         school_diversity community closeness_reachable",
        NO_TIES,
    ),
    (
        &[Scope::Person],
        "harmonic_closeness harmonic_in harmonic_out reach_2 closeness_wasserman_faust",
        // Nobody of the others is reached; alone there are no others.
        |row| if row.everybody() < 2.0 { Value::Undefined(Why::TooFew) } else { Value::Number(0.0) },
    ),
    (&[Scope::Person], "betweenness_normalised betweenness_undirected_normalised", |row| {
        // Pairs of others.
        if row.everybody() < 3.0 { Value::Undefined(Why::TooFew) } else { Value::Number(0.0) }
    }),
    (
        &[Scope::Person],
        "brokerage_coordinator_z brokerage_itinerant_z brokerage_gatekeeper_z brokerage_representative_z \
         brokerage_liaison_z",
        TOO_FEW,
    ),
    (&[Scope::Person], "pagerank", |row| Value::Number(1.0 / row.everybody())),
    (&[Scope::Person], "component", |row| Value::Number(row.people)),
    (
        &[Scope::Person],
        "phases_within_2 topics_within_2 phase_diversity topic_diversity contacts_outside_group",
        NOT_ASKED,
    ),
    (EVERYBODY, "people answered isolates components_weak components_strong", PEOPLE),
    (
        EVERYBODY,
        "ties pairs mutual asymmetric unknown bridges cut_points communities pairs_within pairs_across \
         brokerage_coordinator brokerage_itinerant brokerage_gatekeeper brokerage_representative brokerage_liaison",
        NONE,
    ),
    (EVERYBODY, "null dyads_observed", DYADS),
    (EVERYBODY, "max_coreness mean_degree", ZERO_OF_ONE),
    (
        EVERYBODY,
        "density density_observed krackhardt_connectedness mean_inverse_distance in_centralisation out_centralisation",
        ZERO_OF_TWO,
    ),
    (EVERYBODY, "degree_centralisation betweenness_centralisation", ZERO_OF_THREE),
    (EVERYBODY, "fragmentation reciprocity_dyadic", ALL_OF_TWO),
    (EVERYBODY, "largest_component_share", |row| row.from(1.0, 1.0 / row.people)),
    (EVERYBODY, "krackhardt_lubness", TOO_FEW),
    (
        EVERYBODY,
        "reciprocity_arcs reciprocity_pairs reciprocity_arcs_observed reciprocity_pairs_observed transitivity \
         transitivity_directed mean_clustering mean_distance diameter gini_in_degree top1_in_share top2_in_share \
         krackhardt_hierarchy krackhardt_efficiency core_periphery_fit modularity modularity_school \
         assortativity_school coleman_segregation freeman_segregation ei_index ei_arcs ei_min ei_max ei_rescaled \
         community_equal community_stability community_school_ari multiplexity also_informal also_formal",
        NO_TIES,
    ),
    // As many as are made of a small group, ties or none.
    (&[Scope::Layer], "community_searches", |_| Value::Number(20.0)),
    (&[Scope::Layer], "community_phase_ari", NOT_ASKED),
    (
        &[Scope::Layer],
        "brokerage_coordinator_expected brokerage_itinerant_expected brokerage_gatekeeper_expected \
         brokerage_representative_expected brokerage_liaison_expected",
        ZERO_OF_TWO,
    ),
    (
        &[Scope::Layer],
        "brokerage_coordinator_z brokerage_itinerant_z brokerage_gatekeeper_z brokerage_representative_z \
         brokerage_liaison_z",
        TOO_FEW,
    ),
    (&[Scope::Layer], "triad_003", |row| {
        let n = row.people;
        Value::Number(n * (n - 1.0) * (n - 2.0) / 6.0)
    }),
    (
        &[Scope::Layer],
        "triad_012 triad_102 triad_021D triad_021U triad_021C triad_111D triad_111U triad_030T triad_030C triad_201 \
         triad_120D triad_120U triad_120C triad_210 triad_300",
        NONE,
    ),
    (&[Scope::School], "group_degree group_closeness", OUTSIDE),
    (&[Scope::School], "group_betweenness", |row| match OUTSIDE(row) {
        // Pairs of people outside.
        Value::Number(_) if row.everybody() - row.people < 2.0 => Value::Undefined(Why::TooFew),
        value => value,
    }),
    (&[Scope::School], "schools_reached", |row| {
        if row.group { Value::Undefined(Why::DoesNotApply) } else { row.from(1.0, 0.0) }
    }),
    (&[Scope::School], "link_persons", |row| if row.group { Value::Number(0.0) } else { row.from(1.0, 0.0) }),
    (&[Scope::School], "to_leaders", NO_LEADER),
    (&[Scope::School], "only_formal_pairs only_informal_pairs", NONE),
    (&[Scope::School], "mean_schools_within_2 with_outside_contact", ZERO_OF_ONE),
    (&[Scope::School], "mean_phases_within_2 mean_topics_within_2 with_contact_outside_group", |row| {
        if row.people < 1.0 { Value::Undefined(Why::TooFew) } else { Value::Undefined(Why::NotAsked) }
    }),
    (&[Scope::School], "topic_ties dominant_topic topic_dominance topic_hhi topic_blau", NOT_ASKED),
    (&[Scope::SchoolPair], "ties", NONE),
    (&[Scope::LayerPair], "jaccard jaccard_pairs", NO_TIES),
    (&[Scope::LayerPair], "shared only_a only_b shared_pairs only_a_pairs only_b_pairs", NONE),
    (&[Scope::Openness], "eligible known", |_| Value::Number(1.0)),
    (
        &[Scope::Openness],
        "depth breadth rooms_entered rough latent closed_door_with_talk networks_formal networks_informal",
        NONE,
    ),
    (&[Scope::Openness], "mutual", NO_TIES),
    (&[Scope::Openness], "reach", ACROSS),
    (&[Scope::Openness], "guided links_groups", NOT_ASKED),
    (&[Scope::School], "eligible known", PEOPLE),
    (
        &[Scope::School],
        "open_doors_at_least door_unknown talk_pairs talk_pairs_with_door latent_pairs door_pairs",
        NONE,
    ),
    (
        &[Scope::School],
        "open_doors open_door_rate open_door_rate_low open_door_rate_high open_door_rate_confirmed \
         open_door_rate_either open_door_rate_ci_low open_door_rate_broad two_way_rate visitor_only_rate depth_1 \
         depth_3 mean_depth mean_breadth",
        ZERO_OF_ONE,
    ),
    (&[Scope::School], "closed_rate depth_0", ALL_OF_ONE),
    (&[Scope::School], "open_door_rate_ci_high", |row| {
        // Wilson's upper end of none of n.
        let z = 1.959_963_984_540_054_f64;
        row.from(1.0, z * z / (row.people + z * z))
    }),
    (&[Scope::School], "cross_school_reach", ACROSS),
    (&[Scope::School], "host_dependency", |row| {
        if row.people < 1.0 { Value::Undefined(Why::TooFew) } else { Value::Undefined(Why::NoTies) }
    }),
    (&[Scope::School], "conversion door_without_talk door_formal_only door_formal_only_returned", NO_TIES),
    (&[Scope::School], "depth_2 depth_4 door_own_choice door_assigned", NOT_ASKED),
];

/// What stands at a scope and name; the labels of people, and what follows from sizes alone, stand below.
fn expected(scope: Scope, name: &str) -> Option<fn(&Row<'_>) -> Value> {
    let here = |e: &&Expected| e.0.contains(&scope) && e.1.split_whitespace().any(|n| n == name);
    let mut found = EXPECTED.iter().filter(here);
    let first = found.next().map(|e| e.2);
    assert!(found.next().is_none(), "{name} of {scope:?} is expected twice");
    first
}

fn told(sizes: &[u32]) -> Told {
    let mut network = Network::of_schools(sizes);
    for relation in ["advice", "class_visit", "buddy"] {
        network = network.asked(relation);
    }
    let mut layers = Layer::built_in();
    layers.truncate(3);
    everything(&network, &layers)
}

#[test]
fn the_smallest_networks_have_their_value_or_their_reason_in_every_column() {
    // Nobody, a school without people, one person, two schools of one, one of two, and schools in which nobody has a tie.
    for sizes in [&[][..], &[0], &[1], &[1, 1], &[2], &[3], &[4, 2]] {
        let everybody: f64 = sizes.iter().map(|&s| f64::from(s)).sum();
        for ((layer, scope, name), (column, pairs)) in told(sizes) {
            for row in 0..column.len() {
                let place = format!("{name} of {scope:?} on {layer}, row {row} of {sizes:?}");
                let group = scope != Scope::School || row == sizes.len();
                let people = match scope {
                    Scope::Person | Scope::Openness => (row + 1) as f64,
                    Scope::School if !group => f64::from(sizes[row]),
                    _ => everybody,
                };
                let found = column.of(row);
                match (scope, name.as_str()) {
                    (Scope::Person, "isolation") => {
                        assert_eq!(column.label(row), Some("isolate"), "{place}");
                        continue;
                    }
                    (Scope::Openness, "door_status") => {
                        assert_eq!(column.label(row), Some("closed"), "{place}");
                        continue;
                    }
                    _ => {}
                }
                let within = |size: f64| size * (size - 1.0) / 2.0;
                let by_size = |inside: f64, across: f64| match inside + across {
                    none if none < 1.0 => Value::Undefined(Why::TooFew),
                    all => Value::Number((across - inside) / all),
                };
                let size = |school: u32| f64::from(sizes[school as usize]);
                let value = match (scope, name.as_str()) {
                    (Scope::SchoolPair, "possible" | "density") => {
                        let (a, b) = pairs[row];
                        let possible = size(a) * (size(b) - f64::from(u8::from(a == b)));
                        match name.as_str() {
                            "possible" => Value::Number(possible),
                            _ => Value::ratio(0.0, possible, Why::TooFew),
                        }
                    }
                    (Scope::Layer | Scope::School, "ei_expected") if group => {
                        let inside: f64 = sizes.iter().map(|&s| within(f64::from(s))).sum();
                        by_size(inside, within(everybody) - inside)
                    }
                    (Scope::School, "ei_expected") => by_size(within(people), people * (everybody - people)),
                    _ => {
                        let rule = expected(scope, &name).unwrap_or_else(|| panic!("{place}: what is it? {found:?}"));
                        rule(&Row { people, sizes, group })
                    }
                };
                match (found, value) {
                    (Value::Number(x), Value::Number(y)) => assert!((x - y).abs() < 1e-12, "{place}: {x} and {y}"),
                    // Where a school has no pair it could be tied in, its table says that there are no ties.
                    (Value::Undefined(_), Value::Undefined(_)) if name == "ei_expected" => {}
                    (x, y) => assert_eq!(x, y, "{place}"),
                }
            }
        }
    }
}

#[test]
fn every_column_of_the_table_is_met() {
    let there = told(&[4, 2]);
    for (scopes, names, _) in EXPECTED {
        for name in names.split_whitespace() {
            let met = there.keys().any(|(_, scope, n)| scopes.contains(scope) && n == name);
            assert!(met, "nothing is called {name} in {scopes:?}");
        }
    }
}
