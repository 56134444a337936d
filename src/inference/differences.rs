//! Sums of absolute differences over all pairs, without going through all pairs: people in order, and running sums.

use super::variable::Sides;

/// Adds up `of(i, Σ weight(j)·|x(i) − x(j)|)` over people, the inner sum over those with the same key.
pub(super) fn difference_sums(
    key: impl Fn(usize) -> Option<u64>,
    value: impl Fn(usize) -> f64,
    weight: impl Fn(usize) -> f64,
    people: usize,
    order: &mut Vec<(u64, u32)>,
    of: impl Fn(usize, f64) -> f64,
) -> f64 {
    order.clear();
    order.extend((0..people).filter_map(|v| key(v).map(|k| (k, v as u32))));
    order.sort_by(|a, b| a.0.cmp(&b.0).then(value(a.1 as usize).total_cmp(&value(b.1 as usize))));
    let mut sum = 0.0;
    for group in order.chunk_by(|a, b| a.0 == b.0) {
        let (all, all_x) = group.iter().fold((0.0, 0.0), |s, &(_, v)| {
            let (w, x) = (weight(v as usize), value(v as usize));
            (s.0 + w, s.1 + w * x)
        });
        // Below: Σ w (x − x') = x·W − WX; above: the same the other way round.
        let (mut below, mut below_x) = (0.0, 0.0);
        for &(_, v) in group {
            let (w, x) = (weight(v as usize), value(v as usize));
            sum += of(v as usize, x * below - below_x + (all_x - below_x) - x * (all - below));
            below += w;
            below_x += w * x;
        }
    }
    sum
}

/// The sum over ordered pairs of `|x(i) − x(j)| · |y(i) − y(j)| · weight(i, j)`.
///
/// People come by in the order of x; those who came by lie in a tree of running sums by the rank of y.
pub(super) fn product_of_differences(x: impl Fn(usize) -> f64, y: impl Fn(usize) -> f64, pairs: Sides<'_>) -> f64 {
    let mut people: Vec<u32> = (0..pairs.ego.len() as u32).collect();
    people.sort_by(|&a, &b| y(a as usize).total_cmp(&y(b as usize)));
    let mut rank = vec![0u32; people.len()];
    let mut ranks = 0;
    for group in people.chunk_by(|&a, &b| y(a as usize).total_cmp(&y(b as usize)).is_eq()) {
        ranks += 1;
        group.iter().for_each(|&v| rank[v as usize] = ranks);
    }
    let block = |v: u32| pairs.block_of[v as usize];
    people.sort_by(|&a, &b| block(a).cmp(&block(b)).then(x(a as usize).total_cmp(&x(b as usize))));
    let mut tree = vec![[0.0f64; 8]; ranks as usize + 1];
    let mut sum = 0.0;
    for own_block in people.chunk_by(|&a, &b| block(a) == block(b)) {
        tree.fill([0.0; 8]);
        let mut all = [0.0; 8];
        for &v in own_block {
            let (v, p, q) = (v as usize, x(v as usize), y(v as usize));
            let (e, a) = (pairs.ego[v], pairs.alter[v]);
            let mut low = [0.0; 8];
            let mut at = rank[v];
            while at > 0 {
                low.iter_mut().zip(&tree[at as usize]).for_each(|(s, t)| *s += t);
                at -= at & at.wrapping_neg();
            }
            // Of those before, with y' ≤ y: Σ w (x − x')(y − y'); with y' > y the same with the other sign.
            let signed = |s: &[f64]| p * q * s[0] - p * s[2] - q * s[1] + s[3];
            let (egos, alters) =
                (2.0 * signed(&low[..4]) - signed(&all[..4]), 2.0 * signed(&low[4..]) - signed(&all[4..]));
            sum += a * egos + e * alters;
            let own = [e, e * p, e * q, e * p * q, a, a * p, a * q, a * p * q];
            all.iter_mut().zip(own).for_each(|(s, t)| *s += t);
            let mut at = rank[v];
            while at <= ranks {
                tree[at as usize].iter_mut().zip(own).for_each(|(s, t)| *s += t);
                at += at & at.wrapping_neg();
            }
        }
    }
    sum
}
