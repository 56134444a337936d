//! The largest eigenvalue's vector of a connected part of an undirected graph.
//!
//! Lanczos' method without second orthogonalisation (Parlett 1998, *The Symmetric Eigenvalue Problem*, chapter 13), begun
//! anew from the best vector after some steps: what rounding takes away from the vectors' right angles are copies of values
//! that were found already, and the largest is found first. The largest eigenvalue is meant with its sign, so that a network
//! in two halves that only name each other, where plain power iteration swings for ever, is no special case. Sums over
//! people are made block by block and the blocks added in order: the same for any number of threads.

use super::tridiagonal::{Top, Tridiagonal};
use crate::network::adjacency::Rows;
use rayon::prelude::*;

/// The residual, over the eigenvalue, at which the vector is done, if the next eigenvalue is far enough.
const CLOSE: f64 = 1e-13;
/// The residual, over the distance to the next eigenvalue, at which it is: the angle that is left.
const ANGLE: f64 = 1e-11;
/// The residual, over the eigenvalue, below which there is nothing but rounding.
const ROUNDING: f64 = 1e-14;
/// Steps of a cycle after which the best vector so far is taken; those before it have as many together.
const STEPS: usize = 4_000;
/// Steps between two looks at how near it is.
const LOOK_EVERY: usize = 4;
/// Steps of the first cycles. Vectors of so few are kept in memory that has been written before, which costs less than the
/// step or two that each new beginning does.
const CYCLE: usize = 16;
/// The residual, over the eigenvalue, below which a cycle sees the next eigenvalue where it is.
const SEEN: f64 = 1e-3;
/// A cycle that leaves more than this of the residual was too short.
const NEARER: f64 = 1e-2;
/// Numbers of vectors that are kept in a cycle; what comes after them is made a second time.
const KEPT: usize = 16 << 20;
/// People of one task.
const BLOCK: usize = 1_024;
/// From so many people on the tasks are shared among threads: below it, waking them at every step costs what they save.
const SHARED_FROM: usize = 24 * BLOCK;

/// The vector, its largest value 1, of a connected part of an undirected graph that has two people or more; `inside` says
/// who is in it. 0 outside.
pub(super) fn largest(rows: &Rows, inside: impl Fn(u32) -> bool) -> Vec<f64> {
    largest_keeping(rows, inside, KEPT / rows.len().max(1))
}

/// The same with so many vectors kept in one cycle, beside the two that are at hand.
fn largest_keeping(rows: &Rows, inside: impl Fn(u32) -> bool, most: usize) -> Vec<f64> {
    let degree = |v: u32| if inside(v) { f64::from(rows.degree(v)) } else { 0.0 };
    let mut best: Vec<f64> = (0..rows.len() as u32).map(degree).collect();
    let ties = Ties::of(rows);
    let (mut free, mut long, mut far, mut gap) = (Vec::new(), CYCLE, 1.0, f64::INFINITY);
    loop {
        let cycle = Cycle::of(&ties, best, (long, most), gap, &mut free);
        best = cycle.best;
        if cycle.is_near || long >= STEPS {
            return finished(&ties, best, cycle.value);
        }
        // Where values lie close to each other a longer walk gets further than several short ones.
        if cycle.far > far * NEARER {
            long = STEPS.min(2 * long);
        }
        // A short cycle sees the next eigenvalue farther away than it is: what one before saw of it holds.
        if cycle.far < SEEN {
            gap = cycle.gap.min(gap);
        }
        far = cycle.far;
    }
}

/// Some steps from a vector on, and the vector they lead to.
struct Cycle {
    best: Vec<f64>,
    value: f64,
    /// The residual over the eigenvalue.
    far: f64,
    /// How far the next eigenvalue is away, as this cycle sees it.
    gap: f64,
    is_near: bool,
}

impl Cycle {
    /// At most `long` steps from `first`, of any length, with `most` vectors kept beside the two at hand. The next
    /// eigenvalue is no farther away than `gap`. `free` is memory of vectors, before and after.
    fn of(ties: &Ties, mut first: Vec<f64>, (long, most): (usize, usize), gap: f64, free: &mut Vec<Vec<f64>>) -> Cycle {
        let length = product(&first, &first).sqrt();
        scale(&mut first, 1.0 / length);
        let mut small = Tridiagonal::default();
        let mut walk = Walk { ties, before: Vec::new(), now: first, left: 0.0 };
        // Those before the two at hand, from the first on.
        let mut kept: Vec<Vec<f64>> = Vec::new();
        let mut top = Top::default();
        let (mut residual, mut is_near) = (f64::INFINITY, false);
        while small.len() < long && !is_near {
            let (own, left, old) = walk.step(free.pop().unwrap_or_default());
            small.push(own, left);
            if kept.len() < most.max(2) && kept.len() + 2 == small.len() {
                kept.push(old);
            } else if !old.is_empty() {
                free.push(old);
            }
            let done = left <= ROUNDING * small.scale();
            if done || small.len() == long || small.len().is_multiple_of(LOOK_EVERY) {
                top = small.top(&top);
                residual = if done { 0.0 } else { left * top.vector[small.len() - 1] };
                is_near = residual <= (ANGLE * top.gap.min(gap)).min(CLOSE * top.value).max(ROUNDING * top.value);
            }
        }
        let Walk { before, now, .. } = walk;
        // The last step led to a vector that is not needed.
        if kept.len() + 1 == small.len() {
            kept.push(before);
        } else {
            free.push(before);
        }
        let best = assembled(ties, &mut kept, now, &small, &top.vector);
        free.append(&mut kept);
        Cycle { best, value: top.value, far: residual / top.value, gap: top.gap, is_near }
    }
}

/// The sum of the vectors of the walk, each as often as `parts` says, written into `sum`. Those that were not kept come out
/// of the same steps again, to the last bit.
fn assembled(ties: &Ties, kept: &mut Vec<Vec<f64>>, mut sum: Vec<f64>, small: &Tridiagonal, parts: &[f64]) -> Vec<f64> {
    let many = kept.len();
    let block = |(b, sum): (usize, &mut [f64])| {
        sum.fill(0.0);
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
        let mut walk = Walk { ties, before, now, left: small.left(many - 2) };
        let mut spare = kept.pop().unwrap_or_default();
        for part in &parts[many..] {
            spare = walk.step(spare).2;
            sum.iter_mut().zip(&walk.now).for_each(|(sum, x)| *sum += part * x);
        }
        kept.extend([walk.before, walk.now, spare]);
    }
    sum
}

/// The vector with the right sign and scale. Two more steps over the ties make the small values of people far from
/// everything sums of their contacts' values, as they should be, and not what rounding left of them.
fn finished(ties: &Ties, mut x: Vec<f64>, value: f64) -> Vec<f64> {
    x.iter_mut().for_each(|x| *x = x.abs());
    let mut next = vec![0.0; x.len()];
    for _ in 0..2 {
        // With half of the own value, so that two halves do not swing.
        let block = |(b, next): (usize, &mut [f64])| {
            ties.sums(b, &x, |i, sum| next[i] = f64::midpoint(sum / value, x[b * BLOCK + i]));
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

/// Where the walk stands: the vector before (nobody's at the first), this one, and how much of the one before the next
/// product still holds.
struct Walk<'a> {
    ties: &'a Ties,
    before: Vec<f64>,
    now: Vec<f64>,
    left: f64,
}

impl Walk<'_> {
    /// Goes on to the next vector of length 1 at right angles to the last two, written into `next` when that has room.
    /// How much of this one the product with the ties holds, how much of the next, and the vector before, which is
    /// needed no more.
    fn step(&mut self, mut next: Vec<f64>) -> (f64, f64, Vec<f64>) {
        let Walk { ties, before, now, left } = self;
        if next.is_empty() {
            // Its pages are first written below, by all threads.
            next = vec![0.0; now.len()];
        }
        let taken = |(b, next): (usize, &mut [f64])| {
            let from = b * BLOCK;
            let before = before.get(from..from + next.len()).unwrap_or_default();
            if before.is_empty() {
                ties.sums(b, now, |i, sum| next[i] = sum);
            } else {
                ties.sums(b, now, |i, sum| next[i] = sum - *left * before[i]);
            }
            next.iter().zip(&now[from..]).fold(0.0, |own, (next, now)| own + next * now)
        };
        let own = in_blocks(&mut next, taken);
        let turned = |(b, next): (usize, &mut [f64])| {
            next.iter_mut().zip(&now[b * BLOCK..]).for_each(|(next, now)| *next -= own * now);
            product(next, next)
        };
        let length = in_blocks(&mut next, turned).sqrt();
        if length > 0.0 {
            scale(&mut next, 1.0 / length);
        }
        *left = length;
        let old = std::mem::replace(before, std::mem::replace(now, next));
        (own, length, old)
    }
}

/// The ties in the order in which they are walked, so that memory is read from end to end: block by block, people of a
/// block by number of contacts, and of four who have as many their first contacts, their second ones and so on. Four are
/// added up side by side, and where a row ends comes as no surprise.
struct Ties {
    order: Vec<u32>,
    /// By place in the order, how many contacts.
    many: Vec<u32>,
    contacts: Vec<u32>,
    /// Where the contacts of each block begin.
    starts: Vec<usize>,
}

impl Ties {
    fn of(rows: &Rows) -> Self {
        let mut order: Vec<u32> = (0..rows.len() as u32).collect();
        let of_block = |block: &mut [u32]| {
            block.sort_by_key(|&v| rows.degree(v));
            let mut contacts = Vec::with_capacity(block.iter().map(|&v| rows.degree(v) as usize).sum());
            let (fours, rest) = block.as_chunks::<4>();
            for four in fours {
                let near = four.map(|v| rows.of(v));
                if near[0].len() == near[3].len() {
                    (0..near[0].len()).for_each(|at| contacts.extend(near.map(|row| row[at])));
                } else {
                    near.iter().for_each(|row| contacts.extend_from_slice(row));
                }
            }
            rest.iter().for_each(|&v| contacts.extend_from_slice(rows.of(v)));
            contacts
        };
        let blocks: Vec<Vec<u32>> = if shared(order.len()) {
            order.par_chunks_mut(BLOCK).map(of_block).collect()
        } else {
            order.chunks_mut(BLOCK).map(of_block).collect()
        };
        let mut starts = Vec::with_capacity(blocks.len());
        let mut contacts = Vec::with_capacity(blocks.iter().map(Vec::len).sum());
        for block in blocks {
            starts.push(contacts.len());
            contacts.extend(block);
        }
        Ties { many: order.iter().map(|&v| rows.degree(v)).collect(), order, contacts, starts }
    }

    /// What the contacts of each person of a block add up to, in their order: `put` gets the person's place in the block
    /// and the sum.
    #[inline]
    fn sums(&self, block: usize, x: &[f64], mut put: impl FnMut(usize, f64)) {
        let from = block * BLOCK;
        let to = self.order.len().min(from + BLOCK);
        let mut ahead = &self.contacts[self.starts[block]..];
        let mut next = |many: usize| {
            let (own, behind) = ahead.split_at(many);
            ahead = behind;
            own
        };
        let sum = |row: &[u32]| row.iter().map(|&w| x[w as usize]).sum::<f64>();
        let (fours, rest) = self.order[from..to].as_chunks::<4>();
        let (many, many_of_rest) = self.many[from..to].as_chunks::<4>();
        for (four, many) in fours.iter().zip(many) {
            let mut sums = [-0.0; 4];
            if many[0] == many[3] {
                for near in next(4 * many[0] as usize).as_chunks::<4>().0 {
                    (0..4).for_each(|i| sums[i] += x[near[i] as usize]);
                }
            } else {
                sums = many.map(|many| sum(next(many as usize)));
            }
            four.iter().zip(sums).for_each(|(&v, sum)| put(v as usize - from, sum));
        }
        rest.iter().zip(many_of_rest).for_each(|(&v, &many)| put(v as usize - from, sum(next(many as usize))));
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

    /// What a person's contacts add up to.
    fn sum_of(rows: &Rows, x: &[f64], v: usize) -> f64 {
        rows.of(v as u32).iter().map(|&w| x[w as usize]).sum()
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
        let n = 30_000u32;
        let ties = move || (0..n).flat_map(move |v| [(v, (v + 1) % n), (v, v / 2), (v, v.wrapping_mul(7_919) % n)]);
        let rows = graph(n as usize, ties());
        let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let one = pool(1).install(|| whole(&rows));
        is_eigenvector(&rows, &one, 1e-12);
        assert!(one == pool(3).install(|| whole(&rows)));
    }

    #[test]
    fn of_two_eigenvalues_close_to_each_other_the_larger_has_the_vector() {
        // Everybody of twenty with everybody, and the same without one of the ties, joined by a path of three.
        let clique = |from: u32| (from..from + 20).flat_map(move |a| (a + 1..from + 20).map(move |b| (a, b)));
        let joined = [(19, 40), (40, 41), (41, 42), (42, 20)];
        let ties = clique(0).chain(clique(20)).filter(|t| *t != (24, 25)).chain(joined);
        let rows = graph(43, ties);
        // The matrix, squared until one vector is left.
        let mut matrix = vec![vec![0.0; 43]; 43];
        (0..43).for_each(|a| rows.of(a).iter().for_each(|&b| matrix[a as usize][b as usize] = 1.0));
        for _ in 0..40 {
            let column = |j: usize| matrix.iter().map(|row| row[j]).collect::<Vec<f64>>();
            let columns: Vec<Vec<f64>> = (0..43).map(column).collect();
            let most = matrix.iter().flatten().copied().fold(0.0, f64::max);
            let cell = |row: &Vec<f64>, column: &Vec<f64>| {
                row.iter().zip(column).map(|(x, y)| x / most * (y / most)).sum::<f64>()
            };
            matrix = matrix.iter().map(|row| columns.iter().map(|column| cell(row, column)).collect()).collect();
        }
        let most = (0..43).map(|v| matrix[v][0]).fold(0.0, f64::max);
        let x = whole(&rows);
        let off = (0..43).map(|v| (x[v] - matrix[v][0] / most).abs()).fold(0.0, f64::max);
        assert!(off < 1e-9, "off by {off}");
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
