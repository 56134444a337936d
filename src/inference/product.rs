//! The sum over all pairs of one variable, after people have moved, times another: all that a permutation test needs.
//!
//! For ties that is a walk over ties, for labels and properties of people a count, for absolute differences a sort. No
//! matrix of people by people is ever written out.

use super::differences::{difference_sums, product_of_differences};
use super::variable::{NO_LABEL, Pairs, Sides, Ties, Variable};

/// What is kept between permutations, so that nothing needs to be asked for anew.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    inverse: Vec<u32>,
    groups: Vec<(u64, f64, f64)>,
    order: Vec<(u64, u32)>,
}

/// The sum over all ordered pairs of different people of `moved(p(i), p(j)) · fixed(i, j) · weight(i, j)`, where `p`
/// says who stands at each place.
///
/// # Cost
/// One walk over the ties of the smaller variable; people, sorted, for labels, properties and differences.
pub fn product(moved: &Variable, fixed: &Variable, places: &[u32], pairs: &Pairs, scratch: &mut Scratch) -> f64 {
    match (moved, fixed) {
        (Variable::Ties(a), Variable::Ties(b)) if a.len() <= b.len() => walk_moved(a, fixed, places, pairs, scratch),
        (_, Variable::Ties(b)) => {
            let here = |v: u32| places[v as usize];
            b.each().map(|(i, j, x)| x * pairs.weight(i, j) * moved.of(here(i), here(j))).sum()
        }
        (Variable::Ties(a), _) => walk_moved(a, fixed, places, pairs, scratch),
        _ => {
            let (moved, fixed) = (Placed { of: moved, places: Some(places) }, Placed { of: fixed, places: None });
            pairs.sides().map(|sides| of_people(&moved, &fixed, sides, scratch)).sum()
        }
    }
}

/// The sum of a variable over the pairs that count.
pub fn total(variable: &Variable, pairs: &Pairs, scratch: &mut Scratch) -> f64 {
    if let Variable::Ties(ties) = variable {
        return ties.each().map(|(i, j, x)| x * pairs.weight(i, j)).sum();
    }
    let one = Variable::Ends { ego: vec![1.0; pairs.nodes()], alter: vec![0.0; pairs.nodes()] };
    let (of, one) = (Placed { of: variable, places: None }, Placed { of: &one, places: None });
    pairs.sides().map(|sides| of_people(&of, &one, sides, scratch)).sum()
}

fn walk_moved(a: &Ties, fixed: &Variable, places: &[u32], pairs: &Pairs, scratch: &mut Scratch) -> f64 {
    scratch.inverse.resize(places.len(), 0);
    for (v, &p) in places.iter().enumerate() {
        scratch.inverse[p as usize] = v as u32;
    }
    let at = &scratch.inverse;
    a.each()
        .map(|(p, q, x)| {
            let (i, j) = (at[p as usize], at[q as usize]);
            x * pairs.weight(i, j) * fixed.of(i, j)
        })
        .sum()
}

/// A variable made of properties of people, and who stands at each place.
struct Placed<'a> {
    of: &'a Variable,
    places: Option<&'a [u32]>,
}

impl Placed<'_> {
    fn person(&self, place: usize) -> usize {
        self.places.map_or(place, |p| p[place] as usize)
    }
}

/// The product of two variables that are properties of people.
fn of_people(x: &Placed<'_>, y: &Placed<'_>, pairs: Sides<'_>, scratch: &mut Scratch) -> f64 {
    let label = |l: &[u32], of: &Placed<'_>, v: usize| Some(l[of.person(v)]).filter(|&l| l != NO_LABEL);
    let block = |v: usize| u64::from(pairs.block_of[v]);
    match (x.of, y.of) {
        (Variable::Same(a), Variable::Same(b)) => {
            if pairs.blocks > 1 {
                // Three numbers do not fit into one key: those of people who are alike in the first stand for it.
                return alike_in_blocks(|v| Some((label(a, x, v)?, label(b, y, v)?)), pairs);
            }
            let key = |v: usize| Some(u64::from(label(a, x, v)?) << 32 | u64::from(label(b, y, v)?));
            alike(key, |_| 1.0, |_| 0.0, pairs, scratch)
        }
        (Variable::Same(l), Variable::Ends { ego, alter }) => {
            let key = |v: usize| Some(block(v) << 32 | u64::from(label(l, x, v)?));
            alike(key, |v| ego[y.person(v)], |v| alter[y.person(v)], pairs, scratch)
        }
        (Variable::Ends { ego: ea, alter: aa }, Variable::Ends { ego: eb, alter: ab }) => {
            let first = |v: usize| (ea[x.person(v)], aa[x.person(v)]);
            ends_with_ends(first, |v| (eb[y.person(v)], ab[y.person(v)]), pairs)
        }
        (Variable::AbsoluteDifference(a), Variable::Same(l)) => {
            let key = |v: usize| Some(block(v) << 32 | u64::from(label(l, y, v)?));
            let value = |v: usize| a[x.person(v)];
            difference_sums(
                key,
                value,
                |v| pairs.alter[v],
                pairs.ego.len(),
                &mut scratch.order,
                |v, sum| pairs.ego[v] * sum,
            )
        }
        (Variable::AbsoluteDifference(a), Variable::Ends { ego, alter }) => {
            let (key, value) = (|v: usize| Some(block(v)), |v: usize| a[x.person(v)]);
            let n = pairs.ego.len();
            let forth = difference_sums(
                key,
                value,
                |v| pairs.alter[v],
                n,
                &mut scratch.order,
                |v, sum| pairs.ego[v] * ego[y.person(v)] * sum,
            );
            let back = difference_sums(
                key,
                value,
                |v| pairs.ego[v],
                n,
                &mut scratch.order,
                |v, sum| pairs.alter[v] * alter[y.person(v)] * sum,
            );
            forth + back
        }
        (Variable::AbsoluteDifference(a), Variable::AbsoluteDifference(b)) => {
            product_of_differences(|v| a[x.person(v)], |v| b[y.person(v)], pairs)
        }
        // The same with the two in the other order.
        (Variable::Ends { .. }, Variable::Same(_))
        | (Variable::Same(_) | Variable::Ends { .. }, Variable::AbsoluteDifference(_)) => {
            of_people(y, x, pairs, scratch)
        }
        // `product` and `total` walk ties.
        (Variable::Ties(_), _) | (_, Variable::Ties(_)) => every_pair(
            |i, j| {
                let at = |p: &Placed<'_>, v: u32| p.person(v as usize) as u32;
                x.of.of(at(x, i), at(x, j)) * y.of.of(at(y, i), at(y, j))
            },
            |i, j| pairs.weight(i, j),
            pairs.ego.len(),
        ),
    }
}

/// The sum over ordered pairs of people with the same key of the one's `ego` plus the other's `alter`.
fn alike(
    key: impl Fn(usize) -> Option<u64>,
    ego: impl Fn(usize) -> f64,
    alter: impl Fn(usize) -> f64,
    pairs: Sides<'_>,
    scratch: &mut Scratch,
) -> f64 {
    let mut sum = 0.0;
    // Σ ego·e over one end times Σ a over the other, and the same for the other end, less everybody with themselves.
    for back in [false, true] {
        let values = |v: usize| {
            let (e, a) = (pairs.ego[v], pairs.alter[v]);
            if back { (e, a * alter(v)) } else { (e * ego(v), a) }
        };
        scratch.groups.clear();
        for v in 0..pairs.ego.len() {
            if let Some(key) = key(v) {
                let (e, a) = values(v);
                scratch.groups.push((key, e, a));
                sum -= e * a;
            }
        }
        scratch.groups.sort_by_key(|c| c.0);
        for group in scratch.groups.chunk_by(|x, y| x.0 == y.0) {
            let (e, a) = group.iter().fold((0.0, 0.0), |s, g| (s.0 + g.1, s.1 + g.2));
            sum += e * a;
        }
    }
    sum
}

/// Ordered pairs of people of one block with the same two labels.
fn alike_in_blocks(labels: impl Fn(usize) -> Option<(u32, u32)>, pairs: Sides<'_>) -> f64 {
    let mut people: Vec<(u32, u32, u32, usize)> =
        (0..pairs.ego.len()).filter_map(|v| labels(v).map(|(a, b)| (pairs.block_of[v], a, b, v))).collect();
    people.sort_unstable();
    let mut sum = 0.0;
    for group in people.chunk_by(|x, y| (x.0, x.1, x.2) == (y.0, y.1, y.2)) {
        let of = |weights: &[f64]| group.iter().map(|g| weights[g.3]).sum::<f64>();
        let own: f64 = group.iter().map(|g| pairs.ego[g.3] * pairs.alter[g.3]).sum();
        sum += of(pairs.ego) * of(pairs.alter) - own;
    }
    sum
}

fn ends_with_ends(first: impl Fn(usize) -> (f64, f64), second: impl Fn(usize) -> (f64, f64), pairs: Sides<'_>) -> f64 {
    // (a + b)(c + d) with a, c of the one who names and b, d of the one who is named: four products of block sums.
    let mut sums = vec![[0.0f64; 8]; pairs.blocks as usize];
    let mut own = 0.0;
    for v in 0..pairs.ego.len() {
        let ((a, b), (c, d)) = (first(v), second(v));
        let (r, k) = (pairs.ego[v], pairs.alter[v]);
        let s = &mut sums[pairs.block_of[v] as usize];
        for (slot, x) in s.iter_mut().zip([r * a * c, r * a, r * c, r, k * b * d, k * b, k * d, k]) {
            *slot += x;
        }
        own += r * k * (a + b) * (c + d);
    }
    sums.iter().map(|s| s[0] * s[7] + s[1] * s[6] + s[2] * s[5] + s[3] * s[4]).sum::<f64>() - own
}

/// The same with every pair written out: what the others are checked against.
fn every_pair(value: impl Fn(u32, u32) -> f64, weight: impl Fn(u32, u32) -> f64, people: usize) -> f64 {
    let n = people as u32;
    let mut sum = 0.0;
    for i in 0..n {
        for j in (0..n).filter(|&j| j != i) {
            let w = weight(i, j);
            if w > 0.0 {
                sum += w * value(i, j);
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inference::permutation::Exchange;

    #[test]
    fn every_product_is_the_sum_over_all_pairs() {
        let n = 17u32;
        let number = |v: u32, k: u32| f64::from((v * v + k * v) % 11) - 3.0;
        let ties = |k: u32, valued: bool| {
            let arcs: Vec<(u32, u32, f64)> = (0..n)
                .flat_map(|i| (0..n).filter(move |&j| j != i && (i * 7 + j * k + i * j) % 5 < 2).map(move |j| (i, j)))
                .map(|(i, j)| (i, j, number(i + j, k)))
                .collect();
            Variable::Ties(Ties::from_sorted(n as usize, &arcs, valued))
        };
        let label = |v: u32| if v % 5 == 3 { NO_LABEL } else { v * v % 4 };
        let numbers = |k: u32| (0..n).map(|v| number(v, k)).collect::<Vec<f64>>();
        let variables = [
            ties(3, false),
            ties(2, true),
            Variable::Same((0..n).map(label).collect()),
            Variable::Same((0..n).map(|v| v % 3).collect()),
            Variable::Ends { ego: numbers(1), alter: numbers(4) },
            Variable::Ends { ego: numbers(5), alter: vec![0.0; n as usize] },
            Variable::AbsoluteDifference(numbers(2)),
            Variable::AbsoluteDifference(numbers(7)),
        ];
        let known = |of: u32| (0..n).map(|v| v % of != 1).collect::<Vec<bool>>();
        let schools: Vec<u32> = (0..n).map(|v| v / 6).collect();
        let everybody = vec![true; n as usize];
        let mixed = Pairs::between(&known(7), &(0..n).map(|v| v != 4).collect::<Vec<_>>());
        // Known from either end, as where both were asked.
        let silent: Vec<bool> = known(5).iter().map(|k| !k).collect();
        let either = Pairs::of_sets(n as usize, [(known(5), everybody.clone()), (silent, known(6))]);
        let each = [
            (Pairs::all(n as usize), Exchange::free(n as usize)),
            (mixed.clone(), Exchange::free(n as usize)),
            (either.clone(), Exchange::free(n as usize)),
            (mixed.within(schools.clone()), Exchange::within(&schools)),
            (either.within(schools.clone()), Exchange::within(&schools)),
        ];
        let mut scratch = Scratch::default();
        for (pairs, exchange) in &each {
            for a in &variables {
                let sum = every_pair(|i, j| a.of(i, j), |i, j| pairs.weight(i, j), n as usize);
                assert!((total(a, pairs, &mut scratch) - sum).abs() < 1e-9, "{a:?}");
                for b in &variables {
                    let places = exchange.permutation(1, 1);
                    let moved = |i: u32, j: u32| a.of(places[i as usize], places[j as usize]) * b.of(i, j);
                    let plain = every_pair(moved, |i, j| pairs.weight(i, j), n as usize);
                    let quick = product(a, b, &places, pairs, &mut scratch);
                    assert!((quick - plain).abs() < 1e-9 * plain.abs().max(1.0), "{quick} {plain} {a:?} {b:?}");
                }
            }
        }
    }
}
