//! PageRank: where a walker who follows ties at random is found.

use crate::measures::ground::SHARE_FROM;
use crate::network::adjacency::Adjacency;
use rayon::prelude::*;

/// The chance to follow a tie rather than to start anywhere.
const DAMPING: f64 = 0.85;
/// Sweeps end when the shares of all people together change by less.
const CLOSE: f64 = 1e-14;
/// Never needed: each sweep shrinks the change to 0.85 or less, once none goes ahead.
const SWEEPS: usize = 1_000;
/// How far beyond what a sweep found the next one begins, as a part of the last step: steps mostly go the same way, so that
/// this saves a third of the sweeps. Where they do not, changes grow, and from there on no sweep goes ahead.
const AHEAD: f64 = 0.25;
/// People that one task goes through in order, each using what the ones before have become.
const BLOCK: usize = 4_096;
/// A task: its number, and of its people where they stand, what they pass on along each tie, and what the last sweep found.
type Block<'a> = (usize, ((&'a mut [f64], &'a mut [f64]), &'a mut [f64]));

/// PageRank: the share of time that a walker who follows ties at random spends at each person.
///
/// # Formula
/// `x(i) = (1 − 0.85)/n + 0.85 · (Σ_{j → i} x(j)/out(j) + Σ_{j: out(j) = 0} x(j)/n)`
///
/// # Reads
/// The arcs of the graph, unweighted. Who names nobody, or did not answer, passes on to everybody alike.
///
/// # Value
/// Above 0; adds up to 1 over everybody.
///
/// # Cost
/// A few dozen passes over the ties; they end when all shares together change by less than 10⁻¹⁴.
///
/// # Source
/// Brin and Page (1998), *Computer Networks* 30:107–117; passes go ahead as in Nesterov (1983), *Soviet Mathematics
/// Doklady* 27:372–376; as igraph `page_rank(damping = 0.85)`, and NetworkX
/// `pagerank(alpha=0.85)` with a small tolerance.
///
/// # Example
/// ```
/// use staffroom::{measures::prominence::pagerank, network::adjacency::Adjacency};
/// let x = pagerank(&Adjacency::from_arcs(3, [(0, 2, 1.0), (1, 2, 1.0), (2, 0, 1.0)]));
/// assert!((x.iter().sum::<f64>() - 1.0).abs() < 1e-15 && x[2] > x[0] && x[0] > x[1]);
/// ```
pub fn pagerank(adjacency: &Adjacency) -> Vec<f64> {
    let n = adjacency.len();
    if n == 0 {
        return Vec::new();
    }
    let people = n as f64;
    // What a person passes on along each tie, by person; whoever names nobody passes nothing on along ties.
    let share: Vec<f64> = (0..n as u32).map(|v| f64::from(adjacency.out.degree(v))).collect();
    let share: Vec<f64> = share.iter().map(|&d| if d > 0.0 { DAMPING / d } else { 0.0 }).collect();
    let stays: Vec<u32> = (0..n as u32).filter(|&v| adjacency.out.degree(v) == 0).collect();
    // Where the next sweep begins, and what the last one found.
    let (mut x, mut found) = (vec![1.0 / people; n], vec![1.0 / people; n]);
    let mut passed: Vec<f64> = x.iter().zip(&share).map(|(x, s)| x * s).collect();
    let mut before = passed.clone();
    let (mut ahead, mut last) = (AHEAD, f64::INFINITY);
    for _ in 0..SWEEPS {
        let kept: f64 = stays.iter().map(|&v| x[v as usize]).sum();
        let from_all = (1.0 - DAMPING + DAMPING * kept) / people;
        before.copy_from_slice(&passed);
        let block = |(b, ((x, passed), found)): Block<'_>| {
            let first = (b * BLOCK) as u32;
            let mut change = 0.0;
            for i in 0..x.len() {
                let namers = adjacency.into.of(first + i as u32);
                let sum: f64 = namers
                    .iter()
                    .map(|&u| match passed.get(u.wrapping_sub(first) as usize) {
                        Some(own) => *own,
                        None => before[u as usize],
                    })
                    .sum();
                let new = from_all + sum;
                change += (new - x[i]).abs();
                x[i] = new;
                passed[i] = new * share[first as usize + i];
            }
            for (i, found) in found.iter_mut().enumerate() {
                let new = x[i];
                x[i] += ahead * (new - *found);
                passed[i] = x[i] * share[first as usize + i];
                *found = new;
            }
            change
        };
        let changes: Vec<f64> = if n < SHARE_FROM {
            let blocks = x.chunks_mut(BLOCK).zip(passed.chunks_mut(BLOCK)).zip(found.chunks_mut(BLOCK));
            blocks.enumerate().map(block).collect()
        } else {
            let blocks = x.par_chunks_mut(BLOCK).zip(passed.par_chunks_mut(BLOCK)).zip(found.par_chunks_mut(BLOCK));
            blocks.enumerate().map(block).collect()
        };
        let change = changes.iter().sum::<f64>();
        if change < CLOSE {
            break;
        }
        if change > last {
            ahead = 0.0;
        }
        last = change;
    }
    // Using new shares beside old ones leaves the sum off by no more than the last change.
    let all: f64 = found.iter().sum();
    found.iter().map(|x| x / all).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_and_people_without_ties_share_alike() {
        assert!(pagerank(&Adjacency::default()).is_empty());
        assert_eq!(pagerank(&Adjacency::from_arcs(4, [])), [0.25; 4]);
    }

    /// How far each share is from what the others make of it.
    fn residuals(graph: &Adjacency) -> Vec<f64> {
        let x = pagerank(graph);
        let n = x.len() as u32;
        let kept: f64 = (0..n).filter(|&v| graph.out.degree(v) == 0).map(|v| x[v as usize]).sum();
        let residual = |v: u32| {
            let named: f64 = graph.into.of(v).iter().map(|&u| x[u as usize] / f64::from(graph.out.degree(u))).sum();
            let right = (1.0 - DAMPING + DAMPING * kept) / f64::from(n) + DAMPING * named;
            (x[v as usize] - right).abs()
        };
        (0..n).map(residual).collect()
    }

    #[test]
    fn the_shares_solve_the_equations() {
        let n = 9_000u32;
        let ties = (0..n).filter(|v| v % 7 != 0).flat_map(|v| [(v, (v + 1) % n, 1.0), (v, (v * 31 + 5) % n, 1.0)]);
        let graph = Adjacency::from_arcs(n as usize, ties);
        assert!(residuals(&graph).iter().all(|&off| off < 1e-15));
        assert!((pagerank(&graph).iter().sum::<f64>() - 1.0).abs() < 1e-13);
    }

    #[test]
    fn where_going_ahead_does_not_help_the_shares_solve_the_equations_too() {
        // Rings over several blocks, in which shares go round for long: of two, three, four and many.
        let n = 12_288u32;
        for ring in [2, 3, 4, n] {
            let step = n / ring;
            let first = [(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0)];
            let ties = (0..n).map(|v| (v, (v + step) % n, 1.0)).chain(first).filter(|t| t.0 != t.1);
            let off: f64 = residuals(&Adjacency::from_arcs(n as usize, ties)).iter().sum();
            // As near as sweeps that never go ahead come.
            assert!(off < 5e-14, "{ring}: {off}");
        }
    }
}
