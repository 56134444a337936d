//! Communities: who form close circles by their ties, how sure that is, and whether the circles are the schools.

mod agreement;
mod columns;
mod leiden;

pub use self::agreement::{adjusted_rand, modularity};
pub(crate) use self::columns::COMMUNITIES;

use self::agreement::{alike, quality};
use self::leiden::{NONE, Scratch, search};
use crate::network::adjacency::{Adjacency, Rows};
use rayon::prelude::*;

/// Rounds of a search on large networks: as many as igraph makes when nothing else is said.
const ROUNDS: u32 = 2;
/// Up to so many people a search makes more rounds: there they cost nothing and find a little more.
const MORE_ROUNDS_UP_TO: usize = 4_096;
/// So many.
const MORE_ROUNDS: u32 = 10;
/// Modularity that is none.
const NO_GAIN: f64 = 1e-12;

/// A division of people into communities, from many searches.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Communities {
    /// By person, the number of the community, from 0, the largest first; none for somebody without contacts.
    pub of: Vec<Option<u32>>,
    /// By community, how many people are in it.
    pub sizes: Vec<u32>,
    /// Modularity of the division; none without ties.
    pub modularity: Option<f64>,
    /// How many searches were made.
    pub searches: u32,
    /// How many of them found exactly this division.
    pub equal: u32,
    /// Mean adjusted Rand index between this division and those of the other searches; none with one search.
    pub stability: Option<f64>,
}

/// Communities: the division of people in which ties stay inside parts more than by chance, found by the Leiden
/// algorithm from many random starts.
///
/// # Formula
/// A search looks for the division with the largest modularity: people move one by one to the community where it gains
/// most, communities are divided into clusters that hang together well, clusters are put together and moved as one, until
/// nothing gains; two rounds of this (up to ten below 4,096 people), and a last look at every person. A division of modularity 0 or less counts as
/// none: everybody with contacts is in one community. Of all searches the division that was found most often is taken, of equally frequent
/// ones that of the largest modularity, then the one found first. Stability is the mean adjusted Rand index between it
/// and what the other searches found.
///
/// # Reads
/// The undirected graph, strength ignored. Ties that others reported of somebody who did not answer count.
///
/// # Value
/// Communities numbered by size, the largest first, equal ones in the order of their first person. Somebody without
/// contacts is in none (igraph and NetworkX make each a community alone). Equal seeds give equal divisions, for any number
/// of threads; the order of people matters to the search: in columns it is that of nodes, by school and id. In refining, a
/// cluster joins the one where modularity gains most; the original draws with odds that make this all but certain.
///
/// # Cost
/// Each search walks the contacts about ten times; searches are shared among threads.
///
/// # Source
/// Traag, Waltman and van Eck (2019), *Scientific Reports* 9:5233.
///
/// # Example
/// ```
/// use staffroom::{measures::communities::communities, network::adjacency::Adjacency};
/// let pairs = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3)];
/// let found = communities(&Adjacency::from_arcs(7, pairs.map(|(a, b)| (a, b, 1.0))), 1, 20);
/// assert_eq!(found.of[..4], [Some(0), Some(0), Some(0), Some(1)]);
/// assert_eq!((found.of[6], found.sizes, found.equal), (None, vec![3, 3], 20));
/// ```
pub fn communities(adjacency: &Adjacency, seed: u64, searches: u32) -> Communities {
    divided(&adjacency.both, seed, searches)
}

/// One search alone, of at most so many rounds: a community for each person, [`None`] without contacts. With two rounds
/// it is what igraph does, and what `--timings` prints as `leiden`.
pub fn one_search(adjacency: &Adjacency, seed: u64, rounds: u32) -> Vec<Option<u32>> {
    let found = search(&adjacency.both, seed, 0, rounds, &mut Scratch::default());
    found.into_iter().map(|label| (label != NONE).then_some(label)).collect()
}

/// A division that was found, and by how many searches.
struct Division {
    labels: Vec<u32>,
    modularity: Option<f64>,
    times: u32,
}

impl Division {
    /// What one search finds.
    fn found(both: &Rows, seed: u64, run: u64, scratch: &mut Scratch) -> Division {
        let rounds = if both.offsets().len() <= MORE_ROUNDS_UP_TO { MORE_ROUNDS } else { ROUNDS };
        let mut labels = search(both, seed, run, rounds, scratch);
        let mut modularity = quality(both, &labels);
        // A division that is no better than none is none: everybody with contacts stays together.
        if modularity.is_some_and(|q| q <= NO_GAIN) {
            labels.iter_mut().filter(|l| **l != NONE).for_each(|l| *l = 0);
            modularity = Some(0.0);
        }
        Division { labels, modularity, times: 1 }
    }

    /// Once more, where it was found before.
    fn put(self, divisions: &mut Vec<Division>) {
        match divisions.iter_mut().find(|d| d.labels == self.labels) {
            Some(before) => before.times += 1,
            None => divisions.push(self),
        }
    }

    /// The place of the one that is taken: found most often, of equal ones that of the largest modularity, then the first.
    fn taken(divisions: &[Division]) -> usize {
        let better = |d: &Division, than: &Division| {
            let gain = d.modularity.unwrap_or(0.0).total_cmp(&than.modularity.unwrap_or(0.0));
            d.times.cmp(&than.times).then(gain).is_gt()
        };
        (0..divisions.len()).fold(0, |best, at| if better(&divisions[at], &divisions[best]) { at } else { best })
    }

    fn communities(self, searches: u32, stability: Option<f64>) -> Communities {
        let (of, sizes) = by_size(&self.labels);
        Communities { of, sizes, modularity: self.modularity, searches, equal: self.times, stability }
    }
}

fn divided(both: &Rows, seed: u64, searches: u32) -> Communities {
    let searches = searches.max(1);
    let one = |scratch: &mut Scratch, run: u64| Division::found(both, seed, run, scratch);
    let found: Vec<Division> = (0..u64::from(searches)).into_par_iter().map_init(Scratch::default, one).collect();
    let mut divisions = Vec::new();
    found.into_iter().for_each(|division| division.put(&mut divisions));
    let best = divisions.swap_remove(Division::taken(&divisions));
    divisions.sort_by(|a, b| a.labels.cmp(&b.labels));
    let alike_to = |other: &Division| {
        // Two divisions that cannot be compared both say nothing: they are the same.
        f64::from(other.times) * alike(&best.labels, &other.labels).unwrap_or(1.0)
    };
    let others: Vec<f64> = divisions.par_iter().map(alike_to).collect();
    let together = others.iter().sum::<f64>() + f64::from(best.times) - 1.0;
    let stability = (best.modularity.is_some() && searches > 1).then(|| together / f64::from(searches - 1));
    best.communities(searches, stability)
}

/// The division that [`divided`] takes, from no more searches than decide it: those that are left could make no other as
/// frequent. How sure it is is not told; how many searches were made, and found it, are those until then.
fn decided(both: &Rows, seed: u64, searches: u32, scratch: &mut Scratch) -> Communities {
    let mut divisions = Vec::new();
    let mut made = 0;
    loop {
        Division::found(both, seed, u64::from(made), scratch).put(&mut divisions);
        made += 1;
        let best = Division::taken(&divisions);
        let others = divisions.iter().enumerate().filter(|(at, _)| *at != best).map(|(_, d)| d.times);
        if made >= searches || divisions[best].times > others.max().unwrap_or(0) + searches - made {
            return divisions.swap_remove(best).communities(made, None);
        }
    }
}

/// Communities numbered by size, equal ones as they were.
fn by_size(labels: &[u32]) -> (Vec<Option<u32>>, Vec<u32>) {
    let count = labels.iter().filter(|&&l| l != NONE).max().map_or(0, |&l| l as usize + 1);
    let mut sizes = vec![0u32; count];
    labels.iter().filter(|&&l| l != NONE).for_each(|&l| sizes[l as usize] += 1);
    let mut order: Vec<u32> = (0..count as u32).collect();
    order.sort_by_key(|&c| std::cmp::Reverse(sizes[c as usize]));
    let mut number = vec![0u32; count];
    order.iter().enumerate().for_each(|(place, &c)| number[c as usize] = place as u32);
    let of = labels.iter().map(|&l| (l != NONE).then(|| number[l as usize])).collect();
    (of, order.iter().map(|&c| sizes[c as usize]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Why;
    use crate::measures::drawn::drawn;
    use crate::measures::{Column, Scene, Scope, Value};
    use crate::network::sketch::Sketch;
    use crate::network::{Network, layer::Layer};
    use crate::survey::End;

    fn columns_of(network: &Network, scope: Scope) -> Vec<Column> {
        let layer = Layer::all();
        let (adjacency, answered) = (network.adjacency(&layer), network.answered(&layer));
        let scene = Scene::new(network, &layer, &adjacency, &answered, 1);
        (COMMUNITIES.make)(&scene).into_iter().filter(|m| m.scope == scope).flat_map(|m| m.columns).collect()
    }

    fn column(network: &Network, scope: Scope, name: &str) -> Column {
        columns_of(network, scope).into_iter().find(|c| c.measure == name).unwrap()
    }

    const TWO_TRIOS: &str = "a>b b>c c>a d>e e>f f>d a>d";

    #[test]
    fn two_schools_with_one_bridge_are_two_circles_and_these_are_the_schools() {
        let network = Sketch::of(&["a b c", "d e f", "g"]).asks("advice").ties("advice", TWO_TRIOS).network();
        let of = column(&network, Scope::Person, "community");
        assert_eq!(of.numbers[..6], [1.0, 1.0, 1.0, 2.0, 2.0, 2.0]);
        assert_eq!(of.of(6), Value::Undefined(Why::NoTies));
        let layer = columns_of(&network, Scope::Layer);
        let value = |name: &str| layer.iter().find(|c| c.measure == name).unwrap().of(0);
        // Six of seven pairs inside, seven ends in each: Q = 6/7 − 2 · (1/2)².
        assert_eq!(value("communities"), Value::Number(2.0));
        assert!((value("modularity").number().unwrap() - (6.0 / 7.0 - 0.5)).abs() < 1e-12);
        assert_eq!(value("community_school_ari"), Value::Number(1.0));
        assert_eq!((value("community_stability"), value("community_equal")), (Value::Number(1.0), Value::Number(1.0)));
        assert_eq!(value("community_phase_ari"), Value::Undefined(Why::NotAsked));
        assert_eq!(column(&network, Scope::School, "communities").numbers, [1.0, 1.0, 0.0, 2.0]);
    }

    #[test]
    fn a_division_that_is_decided_early_is_the_one_of_all_searches() {
        let (mut fewer, mut equally_often) = (0, 0);
        for step in 0..120u32 {
            // A ring can be cut in many places; a chord or two make some of them better.
            let people = 6 + step % 9;
            let ring = (0..people).map(|v| (v, (v + 1) % people));
            let chords = (0..step % 3).map(|k| (k, (k * 5 + step / 3) % people));
            let ties = ring.chain(chords).filter(|(a, b)| a != b).map(|(a, b)| (a, b, 1.0));
            let both = Adjacency::from_arcs(people as usize, ties).both;
            // An even number of searches can end in two divisions as frequent as each other.
            for searches in [1, 4, 20] {
                let all = divided(&both, 1, searches);
                let early = decided(&both, 1, searches, &mut Scratch::default());
                assert_eq!((&all.of, &all.sizes, all.modularity), (&early.of, &early.sizes, early.modularity));
                fewer += u32::from(early.searches < searches);
                equally_often += u32::from(searches == 4 && all.equal == 2);
            }
        }
        assert!(fewer > 10 && equally_often > 5, "{fewer} {equally_often}");
        let nobody = decided(&Rows::default(), 1, 20, &mut Scratch::default());
        assert_eq!((nobody.of.len(), nobody.modularity), (0, None));
    }

    #[test]
    fn somebody_who_did_not_answer_is_in_the_circle_that_others_report() {
        let sketch = Sketch::of(&["a b c", "d e f"]).asks("advice").ties("advice", TWO_TRIOS).silent("c");
        assert!(column(&sketch.network(), Scope::Person, "community").of(2).number().is_some());
    }

    #[test]
    fn schools_side_by_side_are_divided_each_by_itself_and_nothing_is_said_across() {
        let network = Sketch::of(&["a b c", "d e f g"])
            .question("advice", End::From, true, 1.0)
            .ties("advice", "a>b b>c c>a d>e e>f f>d f>g")
            .network();
        // Two pairs of the second school would have modularity 0: no better than one circle.
        assert_eq!(column(&network, Scope::Person, "community").numbers, [2.0, 2.0, 2.0, 1.0, 1.0, 1.0, 1.0]);
        for name in ["modularity", "community_school_ari"] {
            assert_eq!(column(&network, Scope::Layer, name).of(0), Value::Undefined(Why::NotAsked), "{name}");
        }
        assert_eq!(column(&network, Scope::Layer, "communities").of(0), Value::Number(2.0));
        assert!(column(&network, Scope::School, "modularity").of(0).number().is_some());
        assert_eq!(column(&network, Scope::School, "modularity").of(2), Value::Undefined(Why::NotAsked));
    }

    /// Groups of people who know each other well, hung together at random, drawn by a plain generator.
    fn groups(n: u32, seed: u64) -> Vec<(u32, u32)> {
        let mut draw = drawn(seed);
        (0..n * 3)
            .map(|_| (draw(n), draw(n), draw(4)))
            .map(|(a, b, near)| if near > 0 { (a, (a / 8 * 8 + b % 8).min(n - 1)) } else { (a, b) })
            .collect()
    }

    #[test]
    fn rows_in_another_order_give_the_same_circles() {
        let ties: Vec<String> =
            groups(40, 3).iter().filter(|t| t.0 != t.1).map(|t| format!("p{:02}>p{:02}", t.0, t.1)).collect();
        let names = |from: u32, to: u32| (from..to).map(|v| format!("p{v:02}")).collect::<Vec<_>>();
        let study = |mut first: Vec<String>, mut second: Vec<String>, turned: bool| {
            if turned {
                first.reverse();
                second.reverse();
                second.swap(1, 7);
            }
            let sketch =
                Sketch::of(&[&first.join(" "), &second.join(" ")]).asks("advice").ties("advice", &ties.join(" "));
            let network = sketch.network();
            let of: Vec<Value> = column(&network, Scope::Person, "community").values().collect();
            let of = network.in_roster_order(&of);
            let mut by_name: Vec<(String, Value)> = first.into_iter().chain(second).zip(of).collect();
            by_name.sort_by(|a, b| a.0.cmp(&b.0));
            (by_name, columns_of(&network, Scope::Layer))
        };
        assert_eq!(study(names(0, 18), names(18, 40), false), study(names(0, 18), names(18, 40), true));
    }

    #[test]
    fn nobody_can_be_moved_alone_to_a_better_circle() {
        for seed in 0..30 {
            let n = 60;
            let ties = Adjacency::from_arcs(n, groups(n as u32, seed).into_iter().map(|(a, b)| (a, b, 1.0)));
            let found = communities(&ties, seed, 5);
            let best = found.modularity.unwrap();
            assert!((modularity(&ties, &found.of).number().unwrap() - best).abs() < 1e-12);
            for v in 0..n {
                for to in 0..=found.sizes.len() as u32 {
                    let mut other = found.of.clone();
                    other[v] = found.of[v].map(|_| to);
                    assert!(modularity(&ties, &other).number().unwrap() <= best + 1e-12, "seed {seed}: {v} to {to}");
                }
            }
        }
    }

    #[test]
    fn nobody_one_person_and_no_ties_make_no_circle() {
        for n in 0..4 {
            let found = communities(&Adjacency::from_arcs(n, []), 1, 3);
            assert_eq!((found.of, found.sizes, found.modularity, found.stability), (vec![None; n], vec![], None, None));
        }
    }
}
