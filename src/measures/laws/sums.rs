//! Sums that must match: figures of people, schools, pairs of schools and the whole are made by different code, and must
//! add up.

use super::drawn::{Drawn, columns, drawn, every_family, everything, layer_beside, plain};
use crate::measures::{Column, Kind, Scope, Value, triads};
use crate::network::adjacency::{Adjacency, Rows};
use crate::network::{Network, layer::Layer};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A column and, for one of pairs of schools, the pairs.
pub(super) type OfPairs = (Column, Vec<(u32, u32)>);

/// What was found of one layer.
pub(super) struct Found {
    pub(super) columns: BTreeMap<(Scope, String), OfPairs>,
    schools: usize,
}

impl Found {
    pub(super) fn column(&self, scope: Scope, name: &str) -> &Column {
        &self.columns[&(scope, name.to_owned())].0
    }

    pub(super) fn layer(&self, name: &str) -> Value {
        self.column(Scope::Layer, name).of(0)
    }

    /// A figure of the layer, 0 when there is none.
    pub(super) fn number(&self, name: &str) -> f64 {
        self.layer(name).number().unwrap_or(0.0)
    }

    pub(super) fn of_people(&self, name: &str) -> Vec<Value> {
        self.column(Scope::Person, name).values().collect()
    }

    fn sum_of_people(&self, name: &str) -> f64 {
        self.of_people(name).into_iter().filter_map(Value::number).sum()
    }

    fn most_of_people(&self, name: &str) -> f64 {
        self.of_people(name).into_iter().filter_map(Value::number).fold(0.0, f64::max)
    }

    /// Of schools, the group's row left out.
    fn of_schools(&self, name: &str) -> Vec<Value> {
        let column = self.column(Scope::School, name);
        (0..self.schools).map(|s| column.of(s)).collect()
    }

    fn sum_of_schools(&self, name: &str) -> f64 {
        self.of_schools(name).into_iter().filter_map(Value::number).sum()
    }
}

pub(super) fn near(x: f64, y: f64) -> bool {
    (x - y).abs() <= 1e-9 * y.abs().max(1.0)
}

pub(super) fn on(network: &Network, layer: &Layer) -> (Adjacency, Found) {
    let found = columns(network, std::slice::from_ref(layer), &every_family());
    let columns = found.into_iter().map(|((_, scope, name), column)| ((scope, name), column)).collect();
    (network.adjacency(layer), Found { columns, schools: network.schools as usize })
}

pub(super) fn layers(study: &Drawn) -> (Network, [Layer; 2]) {
    let network = Network::of_wave(&study.survey(plain), 0);
    let layers = [Layer::all(), layer_beside(study.beside, &network)];
    (network, layers)
}

/// Ties and pairs that count for the layer: where it was asked within schools only, those inside them.
fn counted(network: &Network, layer: &Layer, graph: &Adjacency) -> (f64, f64) {
    let school = |v: u32| network.member(v).school;
    let within = network.is_within_school(layer);
    let kept = |a: u32, b: u32| !within || (school(a).is_some() && school(a) == school(b));
    let of = |rows: &Rows| {
        let one = |v: u32| rows.of(v).iter().filter(|&&w| kept(v, w)).count() as f64;
        (0..graph.len() as u32).map(one).sum::<f64>()
    };
    (of(&graph.out), of(&graph.both) / 2.0)
}

/// Ties and pairs, counted person by person, school by school and at once.
fn ties_add_up(network: &Network, layer: &Layer) -> Result<(), TestCaseError> {
    let (graph, found) = on(network, layer);
    let (n, ties, pairs) = (network.len() as f64, found.number("ties"), found.number("pairs"));
    prop_assert_eq!(found.number("people"), n);
    prop_assert_eq!(found.column(Scope::Person, "in_degree").numbers.iter().sum::<f64>(), graph.arcs() as f64);
    prop_assert_eq!(counted(network, layer, &graph).0, ties);
    prop_assert_eq!(counted(network, layer, &graph).1, pairs);
    if ties < graph.arcs() as f64 {
        // Where colleagues were named within schools, what formal groups tie across is told of people alone.
        return Ok(());
    }
    prop_assert_eq!(2.0 * found.number("mutual") + found.number("asymmetric"), ties);
    prop_assert_eq!(found.number("mutual") + found.number("asymmetric"), pairs);
    prop_assert!(near(found.number("mean_degree") * n, 2.0 * pairs));
    prop_assert!(near(found.number("reciprocity_arcs") * ties, 2.0 * found.number("mutual")));
    prop_assert!(near(found.number("reciprocity_pairs") * pairs, found.number("mutual")));
    prop_assert!(near(found.number("top1_in_share") * ties, found.most_of_people("in_degree")));
    prop_assert_eq!(found.number("cut_points"), found.sum_of_people("cut_point"));
    prop_assert!(found.number("bridges") <= pairs);
    prop_assert_eq!(found.most_of_people("component"), found.number("components_weak"));
    prop_assert!(found.number("components_weak") <= found.number("components_strong"));
    let component = found.of_people("component");
    let largest = component.iter().map(|c| component.iter().filter(|d| c == *d).count()).max().unwrap_or(0);
    prop_assert!(near(found.number("largest_component_share") * n, largest as f64));
    prop_assert_eq!(found.most_of_people("coreness"), found.number("max_coreness"));
    prop_assert!(
        near(found.number("fragmentation") + found.number("krackhardt_connectedness"), 1.0)
            || n < 2.0
            || found.layer("fragmentation").number().is_none()
    );
    prop_assert!(
        near(found.sum_of_people("pagerank"), 1.0) || found.of_people("pagerank").iter().any(|v| v.number().is_none())
    );
    // Of schools, and of pairs of schools.
    let (matrix, rows) = &found.columns[&(Scope::SchoolPair, "ties".to_owned())];
    let possible = found.column(Scope::SchoolPair, "possible");
    let density = found.column(Scope::SchoolPair, "density");
    let mut inside = 0.0;
    for (row, &(from, to)) in rows.iter().enumerate() {
        let own = matrix.of(row).number().unwrap_or(0.0);
        if let (Value::Number(d), Value::Number(p)) = (density.of(row), possible.of(row)) {
            prop_assert!(near(d * p, own));
        }
        if from == to && (from as usize) < found.schools {
            prop_assert_eq!(found.column(Scope::School, "ties").of(from as usize), Value::Number(own));
            inside += own;
        }
    }
    prop_assert_eq!(found.sum_of_schools("ties"), inside);
    let of_no_school: Vec<usize> = (0..network.len()).filter(|&v| network.member(v as u32).school.is_none()).collect();
    prop_assert_eq!(found.sum_of_schools("people"), n - of_no_school.len() as f64);
    let isolation = found.column(Scope::Person, "isolation");
    let alone = of_no_school.iter().filter(|&&v| isolation.label(v) == Some("isolate")).count() as f64;
    prop_assert_eq!(found.sum_of_schools("isolates") + alone, found.number("isolates"));
    if of_no_school.is_empty() {
        prop_assert_eq!(found.sum_of_schools("answered"), found.number("answered"));
        prop_assert_eq!(matrix.values().filter_map(Value::number).sum::<f64>(), ties);
        prop_assert_eq!(found.sum_of_schools("unknown"), found.number("unknown"));
    }
    for ((scope, name), (column, _)) in &found.columns {
        let share = column.kind == Kind::Share;
        let inside = column.values().filter_map(Value::number).all(|x| (-1e-12..=1.0 + 1e-12).contains(&x));
        prop_assert!(!share || inside, "{:?} {}", scope, name);
    }
    Ok(())
}

/// Triads and brokers, where everybody could name everybody.
fn threes_add_up(study: &Drawn, network: &Network, layer: &Layer) -> Result<(), TestCaseError> {
    let (graph, found) = on(network, layer);
    let threes = |n: f64| n * (n - 1.0) * (n - 2.0) / 6.0;
    let within = network.is_within_school(layer);
    let possible: f64 = if within {
        (0..network.schools).map(|s| threes(network.nodes_of_school(s).len() as f64)).sum()
    } else {
        threes(network.len() as f64)
    };
    let counted: f64 = triads::TYPES.iter().map(|t| found.number(&format!("triad_{t}"))).sum();
    prop_assert!(near(counted, possible), "{} and {}", counted, possible);
    if within {
        return Ok(());
    }
    let roles =
        ["coordinator", "itinerant", "gatekeeper", "representative", "liaison"].map(|r| format!("brokerage_{r}"));
    if study.is_complete() {
        for role in &roles {
            prop_assert_eq!(found.sum_of_people(role), found.number(role));
        }
        // A way of two ties that nobody cut short.
        let open = |b: u32| {
            let ways = graph.into.of(b).iter().flat_map(|&a| graph.out.of(b).iter().map(move |&c| (a, c)));
            ways.filter(|&(a, c)| a != c && !graph.out.has(a, c)).count() as f64
        };
        let open: f64 = (0..graph.len() as u32).map(open).sum();
        prop_assert_eq!(roles.iter().map(|role| found.number(role)).sum::<f64>(), open);
    }
    Ok(())
}

/// E-I of the group from those of the schools and from those of people.
fn ei_adds_up(study: &Drawn, network: &Network, layer: &Layer) -> Result<(), TestCaseError> {
    let (graph, found) = on(network, layer);
    if network.is_within_school(layer) {
        return Ok(());
    }
    let within = found.sum_of_schools("pairs");
    let of_no_school = |v: u32| network.member(v).school.is_none();
    let n = network.len() as u32;
    // People of no school are left out of what is within and across.
    let pairs = (0..n).flat_map(|v| graph.both.of(v).iter().filter(move |&&w| v < w).map(move |&w| (v, w)));
    let apart = pairs.filter(|&(v, w)| of_no_school(v) || of_no_school(w)).count() as f64;
    prop_assert_eq!(found.number("pairs_within"), within);
    prop_assert_eq!(within + found.number("pairs_across") + apart, found.number("pairs"));
    let all = f64::from(n);
    let three = found.number("mutual") + found.number("asymmetric") + found.number("null");
    prop_assert_eq!(three, all * (all - 1.0) / 2.0);
    // A school's pairs with others, from its index and its own pairs; 1 says nothing of how many there are.
    let own = found.of_schools("pairs");
    let mut ends = 0.0;
    for (s, index) in found.of_schools("ei_index").into_iter().enumerate() {
        let members = network.nodes_of_school(s as u32);
        let contacts = members.clone().flat_map(|v| graph.both.of(v));
        let across = contacts.filter(|&&w| !members.contains(&w) && !of_no_school(w)).count() as f64;
        match (index, own[s]) {
            (Value::Number(ei), Value::Number(inside)) if ei < 1.0 => {
                let told = inside * (1.0 + ei) / (1.0 - ei);
                prop_assert!(near(told, across), "{} and {}", told, across);
                ends += told;
            }
            (Value::Number(_), inside) => {
                prop_assert_eq!(inside, Value::Number(0.0));
                ends += across;
            }
            (Value::Undefined(_), inside) => prop_assert_eq!((across, inside.number().unwrap_or(0.0)), (0.0, 0.0)),
        }
    }
    if let Value::Number(ei) = found.layer("ei_index") {
        let across = ends / 2.0;
        prop_assert!(near(ei, (across - within) / (across + within)), "{} and {} of {}", ei, across, within);
        let (low, high) = (found.number("ei_min"), found.number("ei_max"));
        prop_assert!(low - 1e-12 <= ei && ei <= high + 1e-12);
    } else {
        prop_assert_eq!(ends + within, 0.0);
    }
    if study.is_complete() {
        let degrees = found.of_people("degree");
        let weighed = |(d, ei): (&Value, Value)| d.number().unwrap_or(0.0) * ei.number().unwrap_or(0.0);
        let sum: f64 = degrees.iter().zip(found.of_people("ei_index")).map(weighed).sum();
        prop_assert!(near(sum, 2.0 * found.number("pairs") * found.number("ei_index")));
        prop_assert_eq!(found.sum_of_people("out_degree"), found.number("ties"));
        prop_assert!(near(found.sum_of_people("in_strength"), found.sum_of_people("out_strength")));
        prop_assert_eq!(found.sum_of_people("degree"), 2.0 * found.number("pairs"));
        prop_assert_eq!(found.sum_of_people("outside_contacts"), 2.0 * found.number("pairs_across"));
        let arcs = &found.columns[&(Scope::SchoolPair, "ties".to_owned())];
        let inside: f64 =
            arcs.1.iter().enumerate().filter(|(_, p)| p.0 == p.1).filter_map(|(row, _)| arcs.0.of(row).number()).sum();
        if let Value::Number(ei) = found.layer("ei_arcs") {
            prop_assert!(near(ei, (found.number("ties") - 2.0 * inside) / found.number("ties")));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn sums_that_must_match_match(study in drawn()) {
        let (network, layers) = layers(&study);
        for layer in &layers {
            ties_add_up(&network, layer)?;
            threes_add_up(&study, &network, layer)?;
            ei_adds_up(&study, &network, layer)?;
        }
    }

    #[test]
    fn pairs_of_layers_and_doors_add_up(study in drawn()) {
        let (network, layers) = layers(&study);
        let found = everything(&network, &layers);
        let of = |layer: &str, scope: Scope, name: &str| found[&(layer.to_owned(), scope, name.to_owned())].0.clone();
        let both = format!("{} {}", layers[0].id, layers[1].id);
        let pair = |name: &str| of(&both, Scope::LayerPair, name).of(0).number().unwrap_or(0.0);
        for (layer, only) in [(&layers[0], "only_a"), (&layers[1], "only_b")] {
            let adjacency = network.adjacency(layer);
            prop_assert_eq!(pair("shared") + pair(only), adjacency.arcs() as f64);
            prop_assert_eq!(pair("shared_pairs") + pair(&format!("{only}_pairs")), adjacency.pairs() as f64);
        }
        let union = pair("shared") + pair("only_a") + pair("only_b");
        prop_assert!(near(pair("jaccard") * union, pair("shared")));
        // Doors: people, schools and the group.
        let school = |name: &str| of("openness", Scope::School, name);
        let group = network.schools as usize;
        for row in 0..=group {
            let value = |name: &str| school(name).of(row).number();
            let rungs: Option<f64> = (0..5).map(|k| value(&format!("depth_{k}"))).sum();
            prop_assert!(rungs.is_none_or(|sum| near(sum, 1.0)), "{:?}", rungs);
            if let (Some(rate), Some(seen), Some(taught)) = (value("open_door_rate"), value("depth_3"), value("depth_4")) {
                prop_assert!(near(rate, seen + taught));
            }
            if let (Some(rate), Some(open), Some(known)) = (value("open_door_rate"), value("open_doors"), value("known")) {
                prop_assert!(near(rate * known, open));
                let (low, high) = (value("open_door_rate_low"), value("open_door_rate_high"));
                prop_assert!(low.is_none_or(|low| low <= 1.0) && high.is_none_or(|high| high >= 0.0));
            }
            if let (Some(eligible), Some(known), Some(unknown)) = (value("eligible"), value("known"), value("door_unknown")) {
                prop_assert!(known + unknown <= eligible + 1e-9);
            }
        }
        let doors = |name: &str| of("openness", Scope::Openness, name);
        for name in ["eligible", "known"] {
            let people = doors(name).values().filter_map(Value::number).sum::<f64>();
            if let Value::Number(told) = school(name).of(group) {
                prop_assert_eq!(people, told, "{}", name);
            }
        }
    }
}
