//! The largest eigenvalue's vector of a connected undirected graph.
//!
//! Lanczos' method, restarted with the best few vectors found so far (Wu and Simon 2000, *SIAM Journal on Matrix
//! Analysis and Applications* 22:602–616). The largest eigenvalue is meant with its sign, so that a network in two
//! halves that only name each other, where plain power iteration swings for ever, is no special case. Sums over people
//! are made block by block and the blocks added in order: the same for any number of threads.

use super::spectrum::{Small, spectrum};
use crate::measures::ground::SHARE_FROM;
use crate::network::adjacency::Rows;
use rayon::prelude::*;

/// Vectors that are kept at once.
const BASIS: usize = 24;
/// Vectors that a restart begins with.
const KEPT: usize = 8;
/// The residual, over the eigenvalue, at which the vector is done.
const CLOSE: f64 = 1e-13;
/// Restarts after which the best vector so far is taken.
const RESTARTS: usize = 400;
/// People of one task.
const BLOCK: usize = 8_192;

/// The vector, its largest value 1; `rows` are those of a connected undirected graph of two people or more.
pub(super) fn largest(rows: &Rows) -> Vec<f64> {
    let n = rows.len();
    let basis = BASIS.min(n);
    let kept = KEPT.min(basis - 1);
    let mut vectors: Vec<Vec<f64>> = Vec::with_capacity(basis + 1);
    let mut first: Vec<f64> = (0..n as u32).map(|v| f64::from(rows.degree(v))).collect();
    let length = dot(&first, &first).sqrt();
    scale(&mut first, 1.0 / length);
    vectors.push(first);
    let mut small = Small::new(basis);
    let mut from = 0;
    for _ in 0..RESTARTS {
        let mut size = basis;
        let mut left = 0.0;
        for j in from..basis {
            let mut w = times(rows, &vectors[j]);
            // Twice is enough to be at right angles to the last digit. Behind a restart only the two last vectors have a
            // part in what comes next, but for rounding, so that the first time these are enough.
            let mut turns = 2;
            if j > from {
                subtract(&mut w, &vectors[j - 1..j], &[left]);
                let own = dot(&w, &vectors[j]);
                subtract(&mut w, &vectors[j..=j], &[own]);
                small.add(j - 1, j, left);
                small.add(j, j, own);
                turns = 1;
            }
            for _ in 0..turns {
                let parts = dots(&vectors, &w);
                subtract(&mut w, &vectors, &parts);
                parts.iter().enumerate().for_each(|(i, part)| small.add(i, j, *part));
            }
            left = dot(&w, &w).sqrt();
            if left <= 1e-14 * small.at(0, 0).abs().max(1.0) {
                (size, left) = (j + 1, 0.0);
                break;
            }
            scale(&mut w, 1.0 / left);
            vectors.push(w);
        }
        let (values, small_vectors) = spectrum(&small, size);
        let residual = left * small_vectors[0][size - 1].abs();
        if residual <= CLOSE * values[0] {
            return finished(rows, &combined(&vectors, &small_vectors[0]));
        }
        let next: Vec<Vec<f64>> = small_vectors[..kept].iter().map(|y| combined(&vectors[..size], y)).collect();
        let last = vectors.pop();
        vectors = next;
        vectors.extend(last);
        small = Small::new(basis);
        for (i, value) in values.iter().take(kept).enumerate() {
            small.add(i, i, *value);
        }
        from = kept;
    }
    finished(rows, &vectors[0])
}

/// The vector with the right sign and scale. One more step over the ties makes the small values of people far from
/// everything sums of their contacts' values, as they should be, and not what rounding left of them.
fn finished(rows: &Rows, x: &[f64]) -> Vec<f64> {
    let mut x: Vec<f64> = x.iter().map(|x| x.abs()).collect();
    for _ in 0..2 {
        // With half of the own value, so that two halves do not swing.
        let most = x.iter().copied().fold(0.0, f64::max);
        let value = times(rows, &x).iter().fold(0.0, |a: f64, b| a.max(*b)) / most;
        x = times(rows, &x).into_iter().zip(&x).map(|(new, old)| (new / value + old) / 2.0).collect();
    }
    let most = x.iter().copied().fold(0.0, f64::max);
    x.iter().map(|x| x / most).collect()
}

fn shared(n: usize) -> bool {
    n >= SHARE_FROM.max(BLOCK)
}

/// What each person's contacts add up to.
fn times(rows: &Rows, x: &[f64]) -> Vec<f64> {
    let of = |v: usize| rows.of(v as u32).iter().map(|&w| x[w as usize]).sum::<f64>();
    if shared(x.len()) {
        (0..x.len()).into_par_iter().with_min_len(1_024).map(of).collect()
    } else {
        (0..x.len()).map(of).collect()
    }
}

fn dot(x: &[f64], y: &[f64]) -> f64 {
    let block = |(a, b): (&[f64], &[f64])| product(a, b);
    let sums: Vec<f64> = if shared(x.len()) {
        x.par_chunks(BLOCK).zip(y.par_chunks(BLOCK)).map(block).collect()
    } else {
        x.chunks(BLOCK).zip(y.chunks(BLOCK)).map(block).collect()
    };
    sums.iter().sum()
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

/// The products with each of some vectors.
fn dots(vectors: &[Vec<f64>], w: &[f64]) -> Vec<f64> {
    let block = |b: usize| {
        let (from, to) = (b * BLOCK, w.len().min((b + 1) * BLOCK));
        vectors.iter().map(|v| product(&v[from..to], &w[from..to])).collect::<Vec<f64>>()
    };
    let blocks = 0..w.len().div_ceil(BLOCK);
    let parts: Vec<Vec<f64>> =
        if shared(w.len()) { blocks.into_par_iter().map(block).collect() } else { blocks.map(block).collect() };
    (0..vectors.len()).map(|i| parts.iter().map(|part| part[i]).sum()).collect()
}

fn subtract(w: &mut [f64], vectors: &[Vec<f64>], parts: &[f64]) {
    let block = |(b, w): (usize, &mut [f64])| {
        let from = b * BLOCK;
        for (v, part) in vectors.iter().zip(parts) {
            w.iter_mut().zip(&v[from..]).for_each(|(w, v)| *w -= part * v);
        }
    };
    if shared(w.len()) {
        w.par_chunks_mut(BLOCK).enumerate().for_each(block);
    } else {
        w.chunks_mut(BLOCK).enumerate().for_each(block);
    }
}

/// A sum of vectors.
fn combined(vectors: &[Vec<f64>], parts: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; vectors[0].len()];
    let minus: Vec<f64> = parts.iter().map(|p| -p).collect();
    subtract(&mut sum, &vectors[..parts.len()], &minus);
    sum
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

    fn is_eigenvector(rows: &Rows, x: &[f64], within: f64) {
        let product = times(rows, x);
        let value = dot(&product, x) / dot(x, x);
        let off = product.iter().zip(x).map(|(p, x)| (p - value * x).abs()).fold(0.0, f64::max);
        assert!(off < within * value, "off by {off} of {value}");
        assert!(x.iter().all(|&x| x > 0.0 && x <= 1.0));
    }

    #[test]
    fn two_halves_do_not_swing() {
        // A path of three: 1 : √2 : 1.
        let x = largest(&graph(3, [(0, 1), (1, 2)].into_iter()));
        assert!((x[0] - 0.5f64.sqrt()).abs() < 1e-13 && (x[1] - 1.0).abs() < 1e-15 && (x[0] - x[2]).abs() < 1e-15);
        let pair = largest(&graph(2, [(0, 1)].into_iter()));
        assert_eq!(pair, [1.0, 1.0]);
    }

    #[test]
    fn a_long_chain_has_its_sine() {
        // The spectral gap of a chain of 400 is 1 in 30,000.
        let n = 400u32;
        let x = largest(&graph(n as usize, (1..n).map(|v| (v - 1, v))));
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
        let one = pool(1).install(|| largest(&rows));
        is_eigenvector(&rows, &one, 1e-12);
        assert!(one == pool(3).install(|| largest(&rows)));
    }
}
