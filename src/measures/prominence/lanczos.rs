//! The largest eigenvalue's vector of a connected part of an undirected graph.
//!
//! Lanczos' method without restarts or second orthogonalisation (Parlett 1998, *The Symmetric Eigenvalue Problem*,
//! chapter 13): what rounding takes away from the vectors' right angles are copies of values that were found already, and
//! the largest is found first. The largest eigenvalue is meant with its sign, so that a network in two halves that only
//! name each other, where plain power iteration swings for ever, is no special case. Sums over people are made block by
//! block and the blocks added in order: the same for any number of threads.

use super::tridiagonal::{Top, Tridiagonal};
use crate::network::adjacency::Rows;
use rayon::prelude::*;

/// The residual, over the eigenvalue, at which the vector is done, if the next eigenvalue is far enough.
const CLOSE: f64 = 1e-12;
/// The residual, over the distance to the next eigenvalue, at which it is: the angle that is left.
const ANGLE: f64 = 1e-11;
/// The residual, over the eigenvalue, below which there is nothing but rounding.
const ROUNDING: f64 = 1e-14;
/// Steps after which the best vector so far is taken.
const STEPS: usize = 4_000;
/// Steps between two looks at how near it is.
const LOOK_EVERY: usize = 4;
/// Numbers of vectors that are kept; what comes after them is made a second time.
const KEPT: usize = 8 << 20;
/// People of one task.
const BLOCK: usize = 1_024;
/// From so many people on the tasks are shared among threads.
const SHARED_FROM: usize = 4 * BLOCK;

/// The vector, its largest value 1, of a connected part of an undirected graph that has two people or more; `inside` says
/// who is in it. 0 outside.
pub(super) fn largest(rows: &Rows, inside: impl Fn(u32) -> bool) -> Vec<f64> {
    largest_keeping(rows, inside, KEPT / rows.len().max(1))
}

/// The same with so many vectors kept.
fn largest_keeping(rows: &Rows, inside: impl Fn(u32) -> bool, most: usize) -> Vec<f64> {
    let degree = |v: u32| if inside(v) { f64::from(rows.degree(v)) } else { 0.0 };
    let mut first: Vec<f64> = (0..rows.len() as u32).map(degree).collect();
    let length = product(&first, &first).sqrt();
    scale(&mut first, 1.0 / length);

    let mut small = Tridiagonal::default();
    let mut walk = Walk { rows, before: vec![0.0; rows.len()], now: first, left: 0.0 };
    let mut kept: Vec<Vec<f64>> = Vec::new();
    let mut top = Top::default();
    while small.len() < STEPS {
        if kept.len() < most.max(2) {
            kept.push(walk.now.clone());
        }
        let (own, left) = walk.step();
        small.push(own, left);
        let done = left <= ROUNDING * small.scale();
        if done || small.len().is_multiple_of(LOOK_EVERY) {
            top = small.top(&top);
            let residual = if done { 0.0 } else { left * top.vector[small.len() - 1] };
            let enough = (ANGLE * top.gap).min(CLOSE * top.value).max(ROUNDING * top.value);
            if residual <= enough {
                break;
            }
        }
    }
    if top.vector.len() < small.len() {
        top = small.top(&top);
    }
    finished(rows, &assembled(rows, kept, &small, &top.vector), top.value)
}

/// The sum of the vectors of the walk, each as often as `parts` says. Those that were not kept come out of the same steps
/// again, to the last bit.
fn assembled(rows: &Rows, mut kept: Vec<Vec<f64>>, small: &Tridiagonal, parts: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; rows.len()];
    let many = kept.len().min(parts.len());
    let block = |(b, sum): (usize, &mut [f64])| {
        for (vector, part) in kept.iter().zip(parts) {
            sum.iter_mut().zip(&vector[b * BLOCK..]).for_each(|(sum, x)| *sum += part * x);
        }
    };
    if shared(sum.len()) {
        sum.par_chunks_mut(BLOCK).enumerate().for_each(block);
    } else {
        sum.chunks_mut(BLOCK).enumerate().for_each(block);
    }
    if many < parts.len() {
        let now = kept.pop().unwrap_or_default();
        let before = kept.pop().unwrap_or_default();
        drop(kept);
        let mut walk = Walk { rows, before, now, left: small.left(many - 2) };
        for part in &parts[many..] {
            walk.step();
            sum.iter_mut().zip(&walk.now).for_each(|(sum, x)| *sum += part * x);
        }
    }
    sum
}

/// The vector with the right sign and scale. Two more steps over the ties make the small values of people far from
/// everything sums of their contacts' values, as they should be, and not what rounding left of them.
fn finished(rows: &Rows, x: &[f64], value: f64) -> Vec<f64> {
    let mut x: Vec<f64> = x.iter().map(|x| x.abs()).collect();
    let mut next = vec![0.0; x.len()];
    for _ in 0..2 {
        // With half of the own value, so that two halves do not swing.
        let half = |v: usize| f64::midpoint(sum_of(rows, &x, v) / value, x[v]);
        let block = |(b, next): (usize, &mut [f64])| {
            next.iter_mut().enumerate().for_each(|(i, new)| *new = half(b * BLOCK + i));
        };
        if shared(x.len()) {
            next.par_chunks_mut(BLOCK).enumerate().for_each(block);
        } else {
            next.chunks_mut(BLOCK).enumerate().for_each(block);
        }
        std::mem::swap(&mut x, &mut next);
    }
    let most = x.iter().copied().fold(0.0, f64::max);
    x.iter_mut().for_each(|x| *x /= most);
    x
}

/// Where the walk stands: the vector before, this one, and how much of the one before the next product still holds.
struct Walk<'a> {
    rows: &'a Rows,
    before: Vec<f64>,
    now: Vec<f64>,
    left: f64,
}

impl Walk<'_> {
    /// The next vector of length 1 at right angles to the last two; how much of this one the product with the ties holds,
    /// and how much of the next.
    fn step(&mut self) -> (f64, f64) {
        let Walk { rows, before, now, left } = self;
        // The vector before is needed for the last time, person by person: the next one takes its place.
        let taken = |(b, next): (usize, &mut [f64])| {
            let from = b * BLOCK;
            let mut own = 0.0;
            for (i, next) in next.iter_mut().enumerate() {
                *next = sum_of(rows, now, from + i) - *left * *next;
                own += *next * now[from + i];
            }
            own
        };
        let own = in_blocks(before, taken);
        let turned = |(b, next): (usize, &mut [f64])| {
            next.iter_mut().zip(&now[b * BLOCK..]).for_each(|(next, now)| *next -= own * now);
            product(next, next)
        };
        let length = in_blocks(before, turned).sqrt();
        if length > 0.0 {
            scale(before, 1.0 / length);
        }
        std::mem::swap(before, now);
        *left = length;
        (own, length)
    }
}

fn shared(n: usize) -> bool {
    n >= SHARED_FROM
}

/// The sum of what `work` gives for each block, added in their order.
fn in_blocks(x: &mut [f64], work: impl Fn((usize, &mut [f64])) -> f64 + Sync + Send) -> f64 {
    if shared(x.len()) {
        let sums: Vec<f64> = x.par_chunks_mut(BLOCK).enumerate().map(work).collect();
        sums.iter().sum()
    } else {
        x.chunks_mut(BLOCK).enumerate().map(work).sum()
    }
}

/// What a person's contacts add up to.
fn sum_of(rows: &Rows, x: &[f64], v: usize) -> f64 {
    rows.of(v as u32).iter().map(|&w| x[w as usize]).sum()
}

/// A product in four running sums.
fn product(x: &[f64], y: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (fours, rest) = x.as_chunks::<4>();
    let (other, other_rest) = y.as_chunks::<4>();
    for (a, b) in fours.iter().zip(other) {
        (0..4).for_each(|i| sums[i] += a[i] * b[i]);
    }
    let rest: f64 = rest.iter().zip(other_rest).map(|(a, b)| a * b).sum();
    (sums[0] + sums[2]) + (sums[1] + sums[3]) + rest
}

fn scale(x: &mut [f64], by: f64) {
    x.iter_mut().for_each(|x| *x *= by);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::adjacency::Adjacency;

    fn graph(n: usize, ties: impl Iterator<Item = (u32, u32)>) -> Rows {
        Adjacency::from_arcs(n, ties.map(|(a, b)| (a, b, 1.0))).both
    }

    fn whole(rows: &Rows) -> Vec<f64> {
        largest(rows, |_| true)
    }

    fn is_eigenvector(rows: &Rows, x: &[f64], within: f64) {
        let times: Vec<f64> = (0..x.len()).map(|v| sum_of(rows, x, v)).collect();
        let value = product(&times, x) / product(x, x);
        let off = times.iter().zip(x).map(|(p, x)| (p - value * x).abs()).fold(0.0, f64::max);
        assert!(off < within * value, "off by {off} of {value}");
        assert!(x.iter().all(|&x| x > 0.0 && x <= 1.0));
    }

    #[test]
    fn two_halves_do_not_swing() {
        // A path of three: 1 : √2 : 1.
        let x = whole(&graph(3, [(0, 1), (1, 2)].into_iter()));
        assert!((x[0] - 0.5f64.sqrt()).abs() < 1e-13 && (x[1] - 1.0).abs() < 1e-15 && (x[0] - x[2]).abs() < 1e-15);
        let pair = whole(&graph(2, [(0, 1)].into_iter()));
        assert_eq!(pair, [1.0, 1.0]);
    }

    #[test]
    fn a_long_chain_has_its_sine() {
        // The spectral gap of a chain of 400 is 1 in 30,000.
        let n = 400u32;
        let x = whole(&graph(n as usize, (1..n).map(|v| (v - 1, v))));
        is_eigenvector(&graph(n as usize, (1..n).map(|v| (v - 1, v))), &x, 1e-12);
        let sine = |v: u32| (std::f64::consts::PI * f64::from(v + 1) / f64::from(n + 1)).sin();
        let most = sine(n / 2);
        assert!((0..n).all(|v| (x[v as usize] - sine(v) / most).abs() < 1e-7));
    }

    #[test]
    fn a_large_network_is_solved_to_the_last_digits_on_any_number_of_threads() {
        let n = 20_000u32;
        let ties = move || (0..n).flat_map(move |v| [(v, (v + 1) % n), (v, v / 2), (v, v.wrapping_mul(7_919) % n)]);
        let rows = graph(n as usize, ties());
        let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let one = pool(1).install(|| whole(&rows));
        is_eigenvector(&rows, &one, 1e-12);
        assert!(one == pool(3).install(|| whole(&rows)));
    }

    #[test]
    fn a_part_is_solved_as_if_the_rest_were_not_there() {
        let rows = graph(6, [(1, 2), (2, 4), (0, 3)].into_iter());
        let x = largest(&rows, |v| [1, 2, 4].contains(&v));
        let alone = whole(&graph(3, [(0, 1), (1, 2)].into_iter()));
        assert_eq!(vec![x[1], x[2], x[4]], alone);
        assert_eq!(vec![x[0], x[3], x[5]], vec![0.0; 3]);
    }

    #[test]
    fn vectors_that_were_not_kept_come_out_of_the_steps_again() {
        let rows = graph(400, (1..400).map(|v| (v - 1, v)));
        assert_eq!(largest_keeping(&rows, |_| true, 5), largest_keeping(&rows, |_| true, 4_000));
    }
}
