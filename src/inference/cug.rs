//! Conditional uniform graph tests: is a figure more than size, density or the dyad census alone would give?

use super::draws::Draws;
use super::{Draw, PValues, generator, p_values};
use crate::network::adjacency::Adjacency;
use rand::{Rng, RngExt};
use std::collections::BTreeSet;

/// What the random graphs share with the observed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// Only the number of people: each tie is there or not, evenly.
    Size,
    /// The number of people and of ties.
    Density,
    /// The number of people, of mutual and of one-way pairs.
    DyadCensus,
}

/// What a CUG test says.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Cug {
    /// The figure as observed.
    pub observed: f64,
    /// Its mean over the random graphs in which it exists.
    pub mean: f64,
    /// p-values, two-sided around that mean.
    pub p: PValues,
}

/// Compares a figure of a network with those of random networks that share a condition with it.
///
/// # Formula
/// Graphs drawn evenly from all graphs without self-ties that meet the condition; p as in [`p_values`].
///
/// # Reads
/// Ties, strength ignored. Where every tie runs both ways, so do those of the random graphs.
///
/// # Value
/// None when the figure does not exist for the observed network.
///
/// # Cost
/// The figure once for each draw, and the ties (for [`Condition::Size`] all pairs).
///
/// # Source
/// Anderson, Butts and Carley (1999), *Social Networks* 21:239–267; conditions as in `cug.test` of sna 2.7-1 (`size`,
/// `edges`, `dyad.census`).
pub fn cug(
    adjacency: &Adjacency,
    condition: Condition,
    draws: &Draws<'_>,
    figure: impl Fn(&Adjacency) -> Option<f64> + Sync + Send,
) -> Option<Cug> {
    let observed = figure(adjacency)?;
    let n = adjacency.len() as u32;
    let mutual = (adjacency.arcs() - adjacency.pairs()) as u64;
    let one_way = adjacency.pairs() as u64 - mutual;
    // Ties that run both ways by nature are drawn as pairs.
    let undirected = one_way == 0;
    let drawn: Vec<f64> = draws
        .each(
            4 * adjacency.arcs() + adjacency.len(),
            || (),
            |number, ()| {
                let mut random = generator(draws.seed, Draw::Graph, number);
                let arcs = match condition {
                    Condition::Size if undirected => evenly_tied(n, &mut random),
                    Condition::Density if undirected => with_dyads(n, mutual, 0, &mut random),
                    Condition::Size => evenly(n, &mut random),
                    Condition::Density => with_ties(n, adjacency.arcs() as u64, &mut random),
                    Condition::DyadCensus => with_dyads(n, mutual, one_way, &mut random),
                };
                figure(&Adjacency::from_arcs(n as usize, arcs.into_iter().map(|(a, b)| (a, b, 1.0))))
            },
        )
        .into_iter()
        .flatten()
        .collect();
    let mean = drawn.iter().sum::<f64>() / drawn.len().max(1) as f64;
    Some(Cug { observed, mean, p: p_values(observed, mean, &drawn) })
}

fn evenly(n: u32, random: &mut impl Rng) -> Vec<(u32, u32)> {
    (0..n)
        .flat_map(|a| (0..n).filter(move |&b| a != b).map(move |b| (a, b)))
        .filter(|_| random.random::<bool>())
        .collect()
}

fn evenly_tied(n: u32, random: &mut impl Rng) -> Vec<(u32, u32)> {
    let pairs = (0..n).flat_map(|b| (0..b).map(move |a| (a, b)));
    pairs.filter(|_| random.random::<bool>()).flat_map(|(a, b)| [(a, b), (b, a)]).collect()
}

/// The arc with a number among the n(n − 1) there are.
fn arc(number: u64, n: u32) -> (u32, u32) {
    let rest = u64::from(n) - 1;
    let (a, b) = ((number / rest) as u32, (number % rest) as u32);
    (a, b + u32::from(b >= a))
}

fn with_ties(n: u32, ties: u64, random: &mut impl Rng) -> Vec<(u32, u32)> {
    let all = u64::from(n) * u64::from(n.saturating_sub(1));
    some_of(all, ties, random).into_iter().map(|k| arc(k, n)).collect()
}

fn with_dyads(n: u32, mutual: u64, one_way: u64, random: &mut impl Rng) -> Vec<(u32, u32)> {
    let all = u64::from(n) * u64::from(n.saturating_sub(1)) / 2;
    let mut chosen = some_of(all, mutual + one_way, random);
    // Which of the chosen pairs are mutual is drawn as well: the first ones after a shuffle.
    for k in (1..chosen.len()).rev() {
        chosen.swap(k, random.random_range(0..=k));
    }
    let mut arcs = Vec::with_capacity((2 * mutual + one_way) as usize);
    for (k, number) in chosen.into_iter().enumerate() {
        let (a, b) = pair(number);
        if (k as u64) < mutual {
            arcs.extend([(a, b), (b, a)]);
        } else if random.random::<bool>() {
            arcs.push((a, b));
        } else {
            arcs.push((b, a));
        }
    }
    arcs
}

/// The pair with a number: (0,1), (0,2), (1,2), (0,3), …
fn pair(number: u64) -> (u32, u32) {
    let mut b = (f64::midpoint(1.0, (1.0 + 8.0 * number as f64).sqrt())) as u64;
    while b * (b - 1) / 2 > number {
        b -= 1;
    }
    while (b + 1) * b / 2 <= number {
        b += 1;
    }
    ((number - b * (b - 1) / 2) as u32, b as u32)
}

/// `some` different numbers below `all`, each set equally likely (Floyd's algorithm), in order.
fn some_of(all: u64, some: u64, random: &mut impl Rng) -> Vec<u64> {
    let mut chosen = BTreeSet::new();
    for top in all - some.min(all)..all {
        let number = random.random_range(0..=top);
        if !chosen.insert(number) {
            chosen.insert(top);
        }
    }
    chosen.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_and_arcs_are_numbered_without_gap() {
        let pairs: Vec<_> = (0..10).map(pair).collect();
        assert_eq!(pairs, [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3), (0, 4), (1, 4), (2, 4), (3, 4)]);
        let arcs: BTreeSet<_> = (0..12).map(|k| arc(k, 4)).collect();
        assert!(arcs.len() == 12 && arcs.iter().all(|(a, b)| a != b && *a < 4 && *b < 4));
    }

    #[test]
    fn random_graphs_keep_what_they_are_conditioned_on() {
        let mut random = generator(1, Draw::Graph, 0);
        let of = |arcs: Vec<(u32, u32)>| Adjacency::from_arcs(9, arcs.into_iter().map(|(a, b)| (a, b, 1.0)));
        for _ in 0..50 {
            assert_eq!(of(with_ties(9, 17, &mut random)).arcs(), 17);
            let census = of(with_dyads(9, 5, 8, &mut random));
            assert_eq!((census.arcs(), census.pairs()), (18, 13));
        }
    }
}
