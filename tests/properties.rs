//! Laws: what must hold on every network, whatever it is.

use proptest::prelude::*;
use staffroom::measures::Value;
use staffroom::measures::betweenness::{Drawn, Way, betweenness, betweenness_centralisation, betweenness_undirected};
use staffroom::measures::conventions::{closeness_reachable, closeness_wasserman_faust};
use staffroom::measures::{paths, prominence};
use staffroom::network::adjacency::Adjacency;

fn graph(n: u32, ties: &[(u32, u32)]) -> Adjacency {
    Adjacency::from_arcs(n as usize, ties.iter().map(|&(a, b)| (a % n, b % n, 1.0)))
}

/// By person, everything that is said of one person along paths.
fn people(ties: &Adjacency) -> Vec<Vec<Option<f64>>> {
    let numbers = |values: Vec<Value>| values.into_iter().map(Value::number).collect::<Vec<_>>();
    let (near, directed) = (paths::closeness(ties), paths::harmonic(ties));
    vec![
        numbers(near.harmonic),
        numbers(near.reach_2),
        numbers(directed.inwards),
        numbers(directed.outwards),
        betweenness(ties, Way::Exact, 1).scores.into_iter().map(Some).collect(),
        betweenness_undirected(ties, Way::Exact, 1).scores.into_iter().map(Some).collect(),
        numbers(prominence::eigenvector(ties)),
        prominence::pagerank(ties).into_iter().map(Some).collect(),
        numbers(closeness_wasserman_faust(ties)),
        numbers(closeness_reachable(ties)),
    ]
}

/// Distances by plain breadth-first walks.
fn plain_distances(ties: &Adjacency, from: u32) -> Vec<Option<u32>> {
    let mut steps = vec![None; ties.len()];
    steps[from as usize] = Some(0);
    let mut queue = vec![from];
    let mut done = 0;
    while let Some(&v) = queue.get(done) {
        done += 1;
        for &w in ties.out.of(v) {
            if steps[w as usize].is_none() {
                steps[w as usize] = steps[v as usize].map(|s| s + 1);
                queue.push(w);
            }
        }
    }
    steps
}

fn near(x: f64, y: f64) -> bool {
    (x - y).abs() <= 1e-9 * y.abs().max(1.0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn relabelling_people_changes_nothing(
        n in 1u32..24,
        ties in proptest::collection::vec((0u32..24, 0u32..24), 0..70),
        order in Just((0u32..24).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let place: Vec<u32> = order.into_iter().filter(|&v| v < n).collect();
        let first = graph(n, &ties);
        let moved: Vec<_> = ties.iter().map(|&(a, b)| (place[(a % n) as usize], place[(b % n) as usize])).collect();
        let second = graph(n, &moved);
        for (measure, (a, b)) in people(&first).into_iter().zip(people(&second)).enumerate() {
            for v in 0..n as usize {
                match (a[v], b[place[v] as usize]) {
                    (Some(x), Some(y)) => prop_assert!(near(x, y), "{measure}: {x} and {y}"),
                    (x, y) => prop_assert!(x.is_none() && y.is_none(), "{measure} of {v}: {x:?} and {y:?}"),
                }
            }
        }
        let (x, y) = (paths::closeness(&first), paths::closeness(&second));
        prop_assert_eq!((x.mean_distance, x.diameter), (y.mean_distance, y.diameter));
    }

    #[test]
    fn sums_that_must_match_match(n in 1u32..40, ties in proptest::collection::vec((0u32..40, 0u32..40), 0..120)) {
        let ties = graph(n, &ties);
        let distances: Vec<_> = (0..n).map(|v| plain_distances(&ties, v)).collect();
        // Betweenness adds up to the steps between the ends of each pair: d − 1 people lie on every path of d steps.
        let inside: u32 = distances.iter().flatten().flatten().map(|&d| d.saturating_sub(1)).sum();
        prop_assert!(near(betweenness(&ties, Way::Exact, 1).scores.iter().sum(), f64::from(inside)));
        prop_assert!(near(prominence::pagerank(&ties).iter().sum(), 1.0));
        let found = paths::harmonic(&ties);
        let sum = |values: &[Value]| values.iter().filter_map(|v| v.number()).sum::<f64>();
        prop_assert!(near(sum(&found.inwards), sum(&found.outwards)));
        if n > 1 {
            prop_assert!(near(sum(&found.outwards) / f64::from(n), found.mean_inverse_distance.number().unwrap()));
            for v in 0..n {
                let plain: f64 = distances[v as usize].iter().flatten().filter(|&&d| d > 0).map(|&d| 1.0 / f64::from(d)).sum();
                prop_assert!(near(found.outwards[v as usize].number().unwrap(), plain / f64::from(n - 1)));
            }
        }
        for x in people(&ties).into_iter().flatten().flatten() {
            prop_assert!(x >= 0.0);
        }
        for x in paths::closeness(&ties).harmonic.iter().chain(&found.outwards).filter_map(|v| v.number()) {
            prop_assert!(x <= 1.0 + 1e-12);
        }
    }
}

/// Some thousands of people in schools of forty, with ties across.
fn large(n: u32) -> Adjacency {
    let ties = (0..n).flat_map(move |v| {
        let school = v / 40 * 40;
        [(v, school + (v * 7 + 3) % 40), (v, school + (v * 11 + 5) % 40), (v, v.wrapping_mul(7_919) % n)]
    });
    Adjacency::from_arcs(n as usize, ties.filter(|&(a, b)| a % 9 != 0 && b < n).map(|(a, b)| (a, b, 1.0)))
}

#[test]
fn any_number_of_threads_gives_the_same_bits() {
    let ties = large(1_600);
    let bits = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let mut all = people(&ties);
            for way in [Way::Pivots(300), Way::Bound(0.02)] {
                all.push(betweenness(&ties, way, 7).scores.into_iter().map(Some).collect());
            }
            all.into_iter().flatten().map(|x| x.map(f64::to_bits)).collect::<Vec<_>>()
        })
    };
    let one = bits(1);
    for threads in [2, 7] {
        assert!(bits(threads) == one, "{threads} threads");
    }
}

#[test]
fn a_sample_keeps_its_bound_and_says_it() {
    let ties = large(1_500);
    let exact = betweenness(&ties, Way::Exact, 1);
    assert!(exact.sampled.is_none());
    let pairs = 1_499.0 * 1_498.0;
    for seed in 0..5 {
        for way in [Way::Pivots(400), Way::Bound(0.01)] {
            let found = betweenness(&ties, way, seed);
            let sampled = found.sampled.unwrap();
            let off = found.scores.iter().zip(&exact.scores).map(|(x, y)| (x - y).abs() / pairs).fold(0.0, f64::max);
            assert!(off > 0.0 && off <= sampled.bound, "off by {off}, bound {}", sampled.bound);
            match way {
                Way::Bound(asked) => assert!(sampled.bound <= asked),
                _ => assert!(sampled.bound < 0.2 && sampled.drawn == Drawn::Sources(400)),
            }
        }
    }
    // As many sources as there are people leave nothing to draw.
    assert_eq!(betweenness(&ties, Way::Pivots(1_500), 3), exact);
}

/// Draws that are looked at together.
const SEEDS: usize = 400;

#[test]
fn samples_scatter_around_what_networkx_says_and_keep_within_the_bound() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference/random60.json");
    let whole: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let number = |x: &serde_json::Value| x.as_u64().unwrap() as u32;
    let arcs = whole["arcs"].as_array().unwrap().iter().map(|a| (number(&a[0]), number(&a[1]), 1.0));
    let ties = Adjacency::from_arcs(60, arcs);
    let source = whole["sources"].as_array().unwrap().iter().find(|s| s["package"] == "networkx").unwrap();
    let line = source["values"].as_array().unwrap().iter().find(|v| v["measure"] == "betweenness").unwrap();
    let exact: Vec<f64> = line["value"].as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect();
    for way in [Way::Pivots(30), Way::Pivots(7), Way::Bound(0.1)] {
        let found: Vec<_> = (0..SEEDS as u64).map(|seed| betweenness(&ties, way, seed)).collect();
        for one in &found {
            let bound = one.sampled.unwrap().bound;
            // Of 59 · 58 pairs of others. One in twenty may be further off; the bound is wide enough for none to be.
            assert!(one.scores.iter().zip(&exact).all(|(x, y)| (x - y).abs() <= bound * 59.0 * 58.0));
            if way == Way::Pivots(30) {
                // Hoeffding's, √(ln(2 · 2 · 60 / 0.05) / 60) · 60/59; Bernstein's is never below .7378 with 30 draws.
                assert!((bound - 0.382_233_367_915_154_5).abs() < 1e-12, "{bound}");
            }
        }
        for (v, &expected) in exact.iter().enumerate() {
            let scores = || found.iter().map(|one| one.scores[v]);
            let mean = scores().sum::<f64>() / SEEDS as f64;
            let square = scores().map(|x| (x - mean).powi(2)).sum::<f64>() / (SEEDS as f64 - 1.0);
            let error = (square / SEEDS as f64).sqrt();
            assert!((mean - expected).abs() <= 4.5 * error + 1e-9, "{way:?}, {v}: {mean} of {expected}, ± {error}");
        }
    }
}

#[test]
fn nobody_one_person_and_people_without_ties_have_no_paths() {
    for n in [0usize, 1, 2, 70] {
        let ties = Adjacency::from_arcs(n, []);
        let near = paths::closeness(&ties);
        assert!(near.mean_distance.number().is_none() && near.diameter.number().is_none());
        let zero_or_none = |v: &Value| v.number() == (n > 1).then_some(0.0);
        assert!(near.harmonic.iter().chain(&near.reach_2).all(zero_or_none));
        assert!(paths::harmonic(&ties).inwards.iter().all(zero_or_none));
        assert_eq!(betweenness(&ties, Way::Usual, 1).scores, vec![0.0; n]);
        assert_eq!(betweenness_centralisation(&vec![0.0; n]).number(), (n > 2).then_some(0.0));
        assert!(prominence::eigenvector(&ties).iter().all(|v| v.number().is_none()));
        assert!(prominence::pagerank(&ties).iter().all(|x| (x - 1.0 / n as f64).abs() < 1e-15));
    }
}

#[test]
fn a_chain_longer_than_any_exact_unit_is_counted_all_the_same() {
    // Distances beyond 28 are no whole number of the unit in which nearness is added up.
    let n = 1_300u32;
    let chain = Adjacency::from_arcs(n as usize, (1..n).map(|v| (v - 1, v, 1.0)));
    let found = paths::harmonic(&chain);
    let expected: f64 = (1..n).map(|d| 1.0 / f64::from(d)).sum::<f64>() / f64::from(n - 1);
    assert!((found.outwards[0].number().unwrap() - expected).abs() < 1e-13);
    assert!((found.inwards[n as usize - 1].number().unwrap() - expected).abs() < 1e-13);
    assert_eq!(paths::closeness(&chain).diameter.number(), Some(f64::from(n - 1)));
    let middle = f64::from(n / 2) * f64::from(n - n / 2 - 1);
    assert!((betweenness(&chain, Way::Exact, 1).scores[n as usize / 2] - middle).abs() < 1e-6);
}
