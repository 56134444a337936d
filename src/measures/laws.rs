//! Laws that hold for every network, whatever is in it: sums that must match, nothing that depends on names, on the order
//! of rows or on the number of threads, and a value or a reason for the smallest networks.

#![allow(clippy::float_cmp, reason = "sums of whole numbers are exact")]

use super::{ALL, Column, Family, Kind, Scene, Scope, Value};
use crate::error::Why;
use crate::network::adjacency::Adjacency;
use crate::network::sketch::Sketch;
use crate::network::{Network, layer::Layer};
use crate::survey::End;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// All columns of a network's layer `all`, by scope and name.
fn columns(network: &Network, families: &[Family]) -> BTreeMap<(Scope, String), Column> {
    let layer = Layer::all();
    let (adjacency, answered) = (network.adjacency(&layer), network.answered(&layer));
    let scene = Scene::new(network, &layer, &adjacency, &answered, 1);
    let mut found = BTreeMap::new();
    for family in families {
        for made in (family.make)(&scene) {
            for column in made.columns {
                let rows = match made.scope {
                    Scope::Person => network.len(),
                    Scope::School => network.schools as usize + 1,
                    Scope::SchoolPair => made.pairs.len(),
                    _ => 1,
                };
                assert_eq!(column.len(), rows, "{} of {:?}", column.measure, made.scope);
                // Two families may count the same thing.
                found.entry((made.scope, column.measure.to_string())).or_insert(column);
            }
        }
    }
    found
}

fn all(network: &Network) -> BTreeMap<(Scope, String), Column> {
    columns(network, ALL)
}

/// A survey in the making: how many people in each school, who names whom, who did not answer.
#[derive(Debug, Clone)]
struct Drawn {
    sizes: Vec<u32>,
    ties: Vec<(u32, u32)>,
    silent: Vec<u32>,
    within_school: bool,
}

impl Drawn {
    fn people(&self) -> u32 {
        self.sizes.iter().sum()
    }

    /// The network, with people called and rows put as asked: `name` of person v, and the place of v among the rows of
    /// the own school.
    fn network(&self, name: impl Fn(u32) -> String, turned: bool) -> Network {
        let mut before = 0;
        let mut rows = Vec::new();
        let mut school_of = Vec::new();
        for (school, &size) in self.sizes.iter().enumerate() {
            let mut own: Vec<String> = (before..before + size).map(&name).collect();
            if turned {
                own.reverse();
                let half = own.len() / 2;
                own.rotate_left(half);
            }
            rows.push(own.join(" "));
            school_of.extend((0..size).map(|_| school));
            before += size;
        }
        let schools: Vec<&str> = rows.iter().map(String::as_str).collect();
        let kept = |&&(a, b): &&(u32, u32)| {
            a != b
                && !self.silent.contains(&a)
                && (!self.within_school || school_of[a as usize] == school_of[b as usize])
        };
        let mut ties: Vec<String> =
            self.ties.iter().filter(kept).map(|&(a, b)| format!("{}>{}", name(a), name(b))).collect();
        ties.sort();
        ties.dedup();
        let silent: Vec<String> = self.silent.iter().map(|&v| name(v)).collect();
        Sketch::of(&schools)
            .question("advice", End::From, self.within_school, 1.0)
            .ties("advice", &ties.join(" "))
            .silent(&silent.join(" "))
            .network()
    }
}

fn drawn() -> impl Strategy<Value = Drawn> {
    (proptest::collection::vec(1u32..9, 1..4), any::<bool>()).prop_flat_map(|(sizes, within_school)| {
        let n: u32 = sizes.iter().sum();
        let ties = proptest::collection::vec((0..n, 0..n), 0..(n as usize * 4));
        let silent = proptest::collection::btree_set(0..n, 0..3);
        (Just(sizes), ties, silent, Just(within_school)).prop_map(|(sizes, ties, silent, within_school)| Drawn {
            sizes,
            ties,
            silent: silent.into_iter().collect(),
            within_school,
        })
    })
}

fn plain(v: u32) -> String {
    format!("p{v:02}")
}

fn same(x: Value, y: Value) -> bool {
    match (x, y) {
        (Value::Number(x), Value::Number(y)) => (x - y).abs() <= 1e-9 * y.abs().max(1.0),
        (x, y) => x == y,
    }
}

/// Numbers of parts: they name a part and mean nothing else.
fn is_number_of_part(name: &str) -> bool {
    ["component", "community"].contains(&name)
}

/// Two columns of the same people tell the same: part by part where the numbers only name parts.
fn tells_the_same(name: &str, x: &[Value], y: &[Value]) -> bool {
    if !is_number_of_part(name) {
        return x.iter().zip(y).all(|(x, y)| same(*x, *y));
    }
    let together = |of: &[Value], i: usize, j: usize| of[i].number().is_some() && of[i] == of[j];
    (0..x.len()).all(|i| {
        x[i].number().is_some() == y[i].number().is_some() && (0..i).all(|j| together(x, i, j) == together(y, i, j))
    })
}

/// Compares all columns of two networks of the same people; `place` is the node in the second of a node in the first.
fn compare(one: &Network, two: &Network, place: impl Fn(u32) -> u32, left_out: &[&str]) -> Result<(), TestCaseError> {
    let (first, second) = (all(one), all(two));
    prop_assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (key, x) in &first {
        if left_out.iter().any(|l| key.1.starts_with(l)) {
            continue;
        }
        let y = &second[key];
        let x: Vec<Value> = x.values().collect();
        let y: Vec<Value> = match key.0 {
            Scope::Person => (0..one.len() as u32).map(|v| y.of(place(v) as usize)).collect(),
            _ => y.values().collect(),
        };
        prop_assert!(tells_the_same(&key.1, &x, &y), "{:?}\n{:?}\n{:?}", key, x, y);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn rows_in_another_order_change_nothing(study in drawn()) {
        let (one, two) = (study.network(plain, false), study.network(plain, true));
        // The same person stands elsewhere: half turned and reversed, as `network` does it.
        let mut place = Vec::new();
        let mut before = 0;
        for &size in &study.sizes {
            let mut own: Vec<u32> = (before..before + size).collect();
            own.reverse();
            let half = own.len() / 2;
            own.rotate_left(half);
            let mut of = vec![0; size as usize];
            own.iter().enumerate().for_each(|(at, &v)| of[(v - before) as usize] = before + at as u32);
            place.extend(of);
            before += size;
        }
        compare(&one, &two, |v| place[v as usize], &[])?;
    }

    #[test]
    fn other_names_change_nothing_but_where_a_search_begins(study in drawn()) {
        let n = study.people();
        let other = |v: u32| format!("q{:02}", n - v);
        compare(&study.network(plain, false), &study.network(other, false), |v| v, &["communit", "modularity"])?;
    }

    #[test]
    fn sums_that_must_match_match(study in drawn()) {
        let network = study.network(plain, false);
        let found = all(&network);
        let layer = |name: &str| found[&(Scope::Layer, name.to_owned())].of(0);
        let number = |name: &str| layer(name).number().unwrap();
        let n = f64::from(study.people());
        let adjacency = network.adjacency(&Layer::all());
        let sum = |of: &dyn Fn(u32) -> u32| (0..adjacency.len() as u32).map(|v| f64::from(of(v))).sum::<f64>();
        let ties = number("ties");
        prop_assert_eq!(number("people"), n);
        prop_assert_eq!(sum(&|v| adjacency.out.degree(v)), ties);
        prop_assert_eq!(found[&(Scope::Person, "in_degree".to_owned())].numbers.iter().sum::<f64>(), ties);
        prop_assert_eq!(2.0 * number("mutual") + number("asymmetric"), ties);
        prop_assert_eq!(number("mutual") + number("asymmetric"), number("pairs"));
        let threes = |n: f64| n * (n - 1.0) * (n - 2.0) / 6.0;
        let possible: f64 = if study.within_school {
            study.sizes.iter().map(|&s| threes(f64::from(s))).sum()
        } else {
            threes(n)
        };
        let triads: f64 = super::triads::TYPES.iter().map(|t| number(&format!("triad_{t}"))).sum();
        prop_assert!((triads - possible).abs() < 1e-9, "{} and {}", triads, possible);
        let of_schools = |name: &str| {
            let column = &found[&(Scope::School, name.to_owned())];
            (0..study.sizes.len()).filter_map(|s| column.of(s).number()).sum::<f64>()
        };
        prop_assert_eq!(of_schools("people"), n);
        let pairs = &found[&(Scope::SchoolPair, "ties".to_owned())];
        prop_assert_eq!(pairs.values().filter_map(Value::number).sum::<f64>(), ties);
        if !study.within_school {
            prop_assert_eq!(number("pairs_within"), of_schools("pairs"));
            prop_assert_eq!(number("pairs_within") + number("pairs_across"), number("pairs"));
            prop_assert_eq!(number("mutual") + number("asymmetric") + number("null"), n * (n - 1.0) / 2.0);
            // E-I of the group from what the schools have inside and across.
            if let Value::Number(ei) = layer("ei_index") {
                let expected = (number("pairs_across") - number("pairs_within")) / number("pairs");
                prop_assert!((ei - expected).abs() < 1e-12);
                let (low, high) = (number("ei_min"), number("ei_max"));
                prop_assert!(low - 1e-12 <= ei && ei <= high + 1e-12);
            }
        }
        for role in ["coordinator", "itinerant", "gatekeeper", "representative", "liaison"].map(|r| format!("brokerage_{r}")) {
            if study.silent.is_empty() && !study.within_school {
                let people = found[&(Scope::Person, role.clone())].numbers.iter().sum::<f64>();
                prop_assert_eq!(people, number(&role));
            }
        }
        let components = &found[&(Scope::Person, "component".to_owned())].numbers;
        prop_assert_eq!(components.iter().fold(0.0, |most: f64, &c| most.max(c)), number("components_weak"));
        prop_assert!(number("components_weak") <= number("components_strong"));
        let deepest = found[&(Scope::Person, "coreness".to_owned())].numbers.iter().fold(0.0, |most: f64, &c| most.max(c));
        prop_assert_eq!(deepest, number("max_coreness"));
        if let (Value::Number(fragmented), Value::Number(connected)) = (layer("fragmentation"), layer("krackhardt_connectedness")) {
            prop_assert!((fragmented + connected - 1.0).abs() < 1e-12);
        }
        for ((scope, name), column) in &found {
            let share = column.kind == Kind::Share;
            prop_assert!(!share || column.values().filter_map(Value::number).all(|x| (-1e-12..=1.0 + 1e-12).contains(&x)), "{:?} {}", scope, name);
        }
    }

    #[test]
    fn nobody_who_did_not_answer_is_called_isolated(study in drawn()) {
        let network = study.network(plain, false);
        let found = all(&network);
        let column = &found[&(Scope::Person, "isolation".to_owned())];
        for &v in &study.silent {
            prop_assert_eq!(column.label(v as usize), Some("unknown"));
            for name in ["degree", "out_degree", "clustering", "constraint", "ei_index"] {
                let of = found[&(Scope::Person, name.to_owned())].of(v as usize);
                prop_assert!(of.number().is_none(), "{} {:?}", name, of);
            }
        }
        let told = found[&(Scope::Layer, "isolates".to_owned())].of(0).number().unwrap();
        let labels = (0..network.len()).filter(|&v| column.label(v) == Some("isolate")).count();
        prop_assert_eq!(told, labels as f64);
    }
}

#[test]
fn the_smallest_networks_have_a_value_or_a_reason_in_every_column() {
    // Nobody, a school without people, one person, two schools of one, and schools in which nobody has a tie.
    for sizes in [&[][..], &[0], &[1], &[1, 1], &[3], &[4, 2]] {
        let network = Network::of_schools(sizes).asked("advice");
        for ((scope, name), column) in all(&network) {
            let place = format!("{name} of {scope:?} in {sizes:?}");
            assert!(column.numbers.iter().all(|x| x.is_finite()), "{place}");
            // Without ties nothing between people can be a number above 0 but what counts people, pairs and parts.
            let ratio = [
                "reciprocity",
                "transitivity",
                "gini",
                "top",
                "modularity",
                "assortativity",
                "constraint",
                "hierarchy",
            ];
            let none = ratio.iter().any(|r| name.starts_with(r)) || name.ends_with("_segregation");
            let numbers: Vec<f64> = column.values().filter_map(Value::number).collect();
            assert!(!none || numbers.is_empty(), "{place}: {numbers:?}");
        }
    }
}

#[test]
fn isolates_are_isolates_and_in_no_circle() {
    let network = Network::of_schools(&[3, 1]).asked("advice");
    let found = all(&network);
    let of = |scope: Scope, name: &str| found[&(scope, name.to_owned())].of(0);
    assert_eq!(of(Scope::Layer, "isolates"), Value::Number(4.0));
    assert_eq!(of(Scope::Person, "community"), Value::Undefined(Why::NoTies));
    assert_eq!(of(Scope::Layer, "communities"), Value::Number(0.0));
    assert_eq!(of(Scope::Layer, "components_weak"), Value::Number(4.0));
    assert_eq!(of(Scope::Layer, "ei_index"), Value::Undefined(Why::NoTies));
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    // Enough people for every family to share its work.
    let (schools, size) = (70u32, 32u32);
    let mut network = Network::of_schools(&vec![size; schools as usize]);
    let n = schools * size;
    for v in 0..n {
        for k in 1..=5u32 {
            let near = v / size * size + (v * 7 + k * k * 3) % size;
            if near != v {
                network = network.tie(v, near, "advice");
            }
        }
        if v % 9 == 0 {
            network = network.tie(v, (v * 31 + 977) % n, "advice");
        }
    }
    let families: Vec<Family> = ALL.iter().filter(|f| !f.walks_paths).cloned().collect();
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let found = pool.install(|| columns(&network, &families));
        let bits = |c: &Column| (c.numbers.iter().map(|x| x.to_bits()).collect::<Vec<_>>(), c.undefined.clone());
        found.into_iter().map(|(key, column)| (key, bits(&column))).collect::<Vec<_>>()
    };
    let one = with(1);
    for threads in [2, 3, 7] {
        assert!(with(threads) == one, "{threads} threads");
    }
}

#[test]
fn strength_and_repeated_ties_change_no_figure_of_plain_ties() {
    let once = Adjacency::from_arcs(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (3, 0, 1.0)]);
    let often = Adjacency::from_arcs(4, [(0, 1, 4.0), (0, 1, 2.0), (1, 2, 3.0), (2, 0, 1.0), (2, 2, 9.0), (3, 0, 7.0)]);
    assert_eq!((once.out, once.both), (often.out, often.both));
}
