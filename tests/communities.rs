//! Communities against igraph (`tests/reference/make_communities.py`): the largest modularity there is, found from any
//! seed; and the same numbers for any number of threads.

mod common;

use common::network;
use serde_json::Value as Json;
use staffroom::measures::communities::{adjusted_rand, communities, modularity, one_search};

fn near(found: Option<f64>, expected: &Json, what: &str) {
    let expected = expected.as_f64().unwrap();
    assert!(found.is_some_and(|x| (x - expected).abs() < 1e-9), "{what}: found {found:?}, expected {expected}");
}

#[test]
fn communities_reach_the_modularity_that_igraph_proves_to_be_the_largest() {
    let known = common::reference("communities.json");
    let mut equal = 0;
    let all = known["of"].as_array().unwrap();
    for one in all {
        let name = one["name"].as_str().unwrap();
        let (ties, schools) = network(name);
        let theirs: Vec<Option<u32>> =
            one["membership"].as_array().unwrap().iter().map(|c| c.as_u64().map(|c| c as u32)).collect();
        near(adjusted_rand(&theirs, &schools).number(), &one["community_school_ari"], name);
        near(modularity(&ties, &theirs).number(), &one["modularity"], name);
        let thirds: Vec<Option<u32>> = (0..ties.len() as u32).map(|v| Some(v % 3)).collect();
        near(modularity(&ties, &thirds).number(), &one["modularity_of_thirds"], name);
        near(adjusted_rand(&thirds, &schools).number(), &one["ari_of_thirds_and_schools"], name);
        // One of many searches finds the best division; the one found most often is it, where ties are not too loose.
        let each = (0..400).filter_map(|seed| modularity(&ties, &one_search(&ties, seed, 10)).number());
        near(each.max_by(f64::total_cmp), &one["modularity"], name);
        let found = communities(&ties, 1, 40);
        if name != "random60" {
            near(found.modularity, &one["modularity"], name);
            // The kite is its own mirror image: there the best division is one of several.
            equal += usize::from(adjusted_rand(&found.of, &theirs).number().is_some_and(|ari| ari > 1.0 - 1e-9));
        }
    }
    assert!(equal >= all.len() - 2, "{equal} divisions are those of igraph");
}

#[test]
fn a_search_is_as_good_as_one_of_igraph_on_loose_ties() {
    // igraph 1.0.0, community_leiden("modularity", n_iterations=2), 400 times: half of them reach this or more.
    let (ties, _) = network("random60");
    let mut each: Vec<f64> =
        (0..400).filter_map(|seed| modularity(&ties, &one_search(&ties, seed, 2)).number()).collect();
    each.sort_by(f64::total_cmp);
    assert!(each[200] > 0.505_852 - 1e-6, "{}", each[200]);
}

#[test]
fn one_and_many_threads_find_the_same() {
    let (ties, _) = network("random60");
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| communities(&ties, 7, 25))
    };
    let one = with(1);
    assert!([2, 3, 7].into_iter().all(|threads| with(threads) == one));
}
