//! Laws that hold for every network, whatever is in it: sums that must match, nothing that depends on names, on the order
//! of rows or on the number of threads, and a value or a reason for the smallest networks.

#![allow(clippy::float_cmp, reason = "sums of whole numbers are exact")]

mod drawn;
mod follows;
mod smallest;
mod sums;

use super::{Column, Scope, Value};
use crate::network::adjacency::Adjacency;
use crate::network::{Network, layer::Layer};
use crate::survey::Survey;
use drawn::{Drawn, Read, Told, drawn, everything, in_other_order, layer_beside, plain, read};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn same(x: &Read, y: &Read) -> bool {
    match (x, y) {
        (Read::Plain(Value::Number(x)), Read::Plain(Value::Number(y))) => (x - y).abs() <= 1e-9 * y.abs().max(1.0),
        (x, y) => x == y,
    }
}

/// The same parts, whatever their numbers.
fn same_parts(x: &[Read], y: &[Read]) -> bool {
    let part = |of: &[Read], i: usize| match of[i] {
        Read::Plain(Value::Number(part)) => Some(part),
        _ => None,
    };
    (0..x.len()).all(|i| {
        part(x, i).is_some() == part(y, i).is_some()
            && (part(x, i).is_some() || x[i] == y[i])
            && (0..i).all(|j| (part(x, i) == part(x, j)) == (part(y, i) == part(y, j)))
    })
}

/// Two networks of the same people in the same ties: the survey, its network and everything that is counted.
struct Counted {
    network: Network,
    told: Told,
    /// By node, who it is.
    ids: Vec<String>,
    /// By number, which school.
    schools: Vec<String>,
}

impl Counted {
    fn of(survey: &Survey, beside: usize) -> Counted {
        let network = Network::of_wave(survey, 0);
        let layers = [Layer::all(), layer_beside(beside, &network)];
        let told = everything(&network, &layers);
        let ids = network.members().map(|m| survey.people[m.person as usize].id.clone()).collect();
        Counted { told, ids, network, schools: survey.schools.iter().map(|s| s.id.clone()).collect() }
    }

    /// What a row is about, in words that hold for every order of rows.
    fn rows(&self, scope: Scope, pairs: &[(u32, u32)]) -> Vec<String> {
        match scope {
            Scope::Person => self.ids.clone(),
            Scope::Openness => self.network.in_roster_order(&self.ids),
            Scope::School => self.schools.iter().cloned().chain(["*".into()]).collect(),
            Scope::SchoolPair => {
                let id = |s: u32| self.schools.get(s as usize).map_or("*", String::as_str);
                pairs.iter().map(|&(a, b)| format!("{} {}", id(a), id(b))).collect()
            }
            Scope::Layer | Scope::LayerPair => vec![String::new()],
        }
    }
}

/// Compares everything of two networks; `name` is what a person of the first is called in the second.
fn compare(
    one: &Counted,
    two: &Counted,
    (name, renamed): (impl Fn(&str) -> String, bool),
    left_out: &[(Scope, &str)],
) -> Result<(), TestCaseError> {
    prop_assert_eq!(one.told.keys().collect::<Vec<_>>(), two.told.keys().collect::<Vec<_>>());
    for (key, (x, pairs)) in &one.told {
        if left_out.contains(&(key.1, key.2.as_str())) {
            continue;
        }
        let (y, others) = &two.told[key];
        let people = matches!(key.1, Scope::Person | Scope::Openness);
        let called = |row: String| if people { name(&row) } else { row };
        let first: BTreeMap<String, Read> = one.rows(key.1, pairs).into_iter().map(called).zip(read(x)).collect();
        let second: BTreeMap<String, Read> = two.rows(key.1, others).into_iter().zip(read(y)).collect();
        prop_assert_eq!(first.len(), x.len(), "{:?} has a row twice", key);
        prop_assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
        let (x, y): (Vec<Read>, Vec<Read>) = (first.into_values().collect(), second.into_values().collect());
        // Components of equal size are numbered in the order of names; they name a part and mean nothing else.
        let alike = match key.2.as_str() {
            "component" if renamed => same_parts(&x, &y),
            _ => x.iter().zip(&y).all(|(x, y)| same(x, y)),
        };
        prop_assert!(alike, "{:?}\n{:?}\n{:?}", key, x, y);
    }
    Ok(())
}

/// What hangs on where a search for communities begins, which is the order of names: by exact name.
const SEARCHED: [(Scope, &str); 9] = [
    (Scope::Person, "community"),
    (Scope::Layer, "communities"),
    (Scope::Layer, "modularity"),
    (Scope::Layer, "community_equal"),
    (Scope::Layer, "community_stability"),
    (Scope::Layer, "community_school_ari"),
    (Scope::Layer, "community_phase_ari"),
    (Scope::School, "communities"),
    (Scope::School, "modularity"),
];

fn with_orders() -> impl Strategy<Value = (Drawn, Vec<u32>, Vec<u32>)> {
    drawn().prop_flat_map(|study| {
        let people = Just((0..study.people()).collect::<Vec<_>>()).prop_shuffle();
        let schools = Just((0..study.sizes.len() as u32).collect::<Vec<_>>()).prop_shuffle();
        (Just(study), people, schools)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn rows_in_any_other_order_change_nothing((study, people, schools) in with_orders()) {
        let survey = study.survey(plain);
        let one = Counted::of(&survey, study.beside);
        let two = Counted::of(&in_other_order(&survey, &people, &schools), study.beside);
        compare(&one, &two, (str::to_owned, false), &[])?;
    }

    #[test]
    fn other_names_in_the_same_order_change_nothing(study in drawn()) {
        let one = Counted::of(&study.survey(plain), study.beside);
        let two = Counted::of(&study.survey(|v| format!("q{:03}", 3 * v)), study.beside);
        let name = |p: &str| format!("q{:03}", 3 * p[1..].parse::<u32>().unwrap_or_default());
        compare(&one, &two, (name, false), &[])?;
    }

    #[test]
    fn any_other_names_change_nothing_but_where_a_search_begins((study, people, _) in with_orders()) {
        let one = Counted::of(&study.survey(plain), study.beside);
        let two = Counted::of(&study.survey(|v| plain(people[v as usize])), study.beside);
        let name = |p: &str| plain(people[p[1..].parse::<usize>().unwrap_or_default()]);
        compare(&one, &two, (name, true), &SEARCHED)?;
        // Who is in a community is told by the ties, whatever the search finds.
        for layer in one.told.keys().filter(|k| k.2 == "community") {
            let of = |counted: &Counted| -> BTreeMap<String, bool> {
                let numbers = counted.told[layer].0.values().map(|v| v.number().is_some());
                counted.ids.iter().cloned().zip(numbers).collect()
            };
            let first: BTreeMap<String, bool> = of(&one).into_iter().map(|(p, told)| (name(&p), told)).collect();
            prop_assert_eq!(first, of(&two));
        }
    }

    #[test]
    fn nobody_who_did_not_answer_is_called_isolated(study in drawn()) {
        let counted = Counted::of(&study.survey(plain), study.beside);
        let of = |scope: Scope, name: &str| &counted.told[&("all".to_owned(), scope, name.to_owned())].0;
        let isolation = of(Scope::Person, "isolation");
        for node in 0..counted.network.len() {
            if study.silent.iter().any(|&v| plain(v) == counted.ids[node]) {
                prop_assert_eq!(isolation.label(node), Some("unknown"));
                for name in ["degree", "out_degree", "clustering", "constraint", "ei_index"] {
                    prop_assert!(of(Scope::Person, name).of(node).number().is_none(), "{}", name);
                }
            }
        }
        let labels = (0..counted.network.len()).filter(|&v| isolation.label(v) == Some("isolate")).count();
        prop_assert_eq!(of(Scope::Layer, "isolates").of(0).number(), Some(labels as f64));
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    // Enough people for every family to share its work, paths and families on request too; ties across lead to the next of
    // four schools, so that walks end before the test takes long.
    let (schools, size) = (64u32, 32u32);
    let mut network = Network::of_schools(&vec![size; schools as usize]);
    let n = schools * size;
    assert!(n as usize > super::ground::SHARE_FROM);
    for v in 0..n {
        let (school, four) = (v / size * size, v / (4 * size) * (4 * size));
        for k in 1..=3u32 {
            let near = school + (v * 7 + k * k * 3) % size;
            if near != v {
                network = network.tie(v, near, "advice");
            }
        }
        if v % 5 == 1 {
            network = network.tie(v, school + (v * 3 + 8) % size, "class_visit");
        }
        if v % 9 == 0 {
            network = network.tie(v, four + (v - four + size + 5) % (4 * size), "advice");
        }
    }
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let found = pool.install(|| everything(&network, &[Layer::all()]));
        let bits = |c: &Column| (c.numbers.iter().map(|x| x.to_bits()).collect::<Vec<_>>(), c.undefined.clone());
        found.into_iter().map(|(key, (column, pairs))| (key, bits(&column), pairs)).collect::<Vec<_>>()
    };
    let one = with(1);
    for threads in [2, 7] {
        for (x, y) in one.iter().zip(&with(threads)) {
            assert!(x == y, "{threads} threads: {:?}", x.0);
        }
    }
}

#[test]
fn strength_and_repeated_ties_change_no_figure_of_plain_ties() {
    let once = Adjacency::from_arcs(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (3, 0, 1.0)]);
    let often = Adjacency::from_arcs(4, [(0, 1, 4.0), (0, 1, 2.0), (1, 2, 3.0), (2, 0, 1.0), (2, 2, 9.0), (3, 0, 7.0)]);
    assert_eq!((once.out, once.both), (often.out, often.both));
}
