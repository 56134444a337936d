//! QAP: are two relations alike beyond what the same pattern would show if people stood elsewhere in it?

use super::cells::Cells;
use super::permutation::Exchange;
use super::variable::{Pairs, Scratch, Ties, Variable, product, total};
use super::{PValues, p_values};

/// A variable and the pairs of which it is known.
#[derive(Debug, Clone)]
pub struct Known<'a> {
    /// The variable.
    pub variable: &'a Variable,
    /// The pairs.
    pub pairs: &'a Pairs,
}

/// What a QAP test says.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Qap {
    /// Pearson correlation over the pairs used; none when a variable is the same for all of them.
    pub correlation: Option<f64>,
    /// p-values of the correlation.
    pub p: PValues,
    /// Ordered pairs used; for undirected variables each pair is counted twice here.
    pub dyads: u64,
}

/// Sums from which a correlation follows.
struct Sums {
    n: f64,
    x: f64,
    y: f64,
    xx: f64,
    yy: f64,
}

impl Sums {
    fn correlation(&self, xy: f64) -> Option<f64> {
        let scale = (self.n * self.xx - self.x * self.x) * (self.n * self.yy - self.y * self.y);
        // Sums of whole numbers are exact, so a variable without variance gives exactly zero; the bound is for others.
        (scale > 1e-12 * (self.n * self.xx) * (self.n * self.yy))
            .then(|| (self.n * xy - self.x * self.y) / scale.sqrt())
    }
}

/// The QAP correlation of two variables.
///
/// # Formula
/// Pearson's r over the ordered pairs of different people known in both; its distribution when the people of the first
/// variable change places (rows and columns together) and those of the second stay. p-values as in
/// [`p_values`](super::p_values), two-sided around 0.
///
/// # Reads
/// Both variables as they are, directed or not, binary or valued. Pairs not known in one of them are left out after
/// each permutation, so that the pairs used may differ between permutations.
///
/// # Value
/// −1 to 1; none when one variable does not vary over the pairs used.
///
/// # Cost
/// For each permutation one walk over the ties of the sparser variable; with missing answers, people on top.
///
/// # Source
/// Krackhardt (1987), *Social Networks* 9:171–186. Matches `qaptest` of sna 2.7-1 in the statistic.
pub fn qap(x: &Known<'_>, y: &Known<'_>, exchange: &Exchange, permutations: u32, seed: u64) -> Qap {
    let stay: Vec<u32> = (0..exchange.nodes() as u32).collect();
    let complete = x.pairs.is_complete() && y.pairs.is_complete();
    let mut scratch = Scratch::default();
    let mut pairs = y.pairs.clone();
    y.pairs.after(x.pairs, &stay, &mut pairs);
    let sums = sums(x, y, &stay, &pairs, &mut scratch);
    let observed = sums.correlation(product(x.variable, y.variable, &stay, &pairs, &mut scratch));
    let draws: Vec<f64> = match (observed, quick_draws(x, y, complete, exchange, permutations, seed)) {
        (None, _) => Vec::new(),
        (Some(_), Some(counts)) => counts.into_iter().filter_map(|xy| sums.correlation(xy as f64)).collect(),
        (Some(_), None) => exchange
            .draws(
                seed,
                permutations,
                || (Scratch::default(), pairs.clone()),
                |places, (scratch, pairs)| {
                    if complete {
                        return sums.correlation(product(x.variable, y.variable, places, pairs, scratch));
                    }
                    y.pairs.after(x.pairs, places, pairs);
                    let own = self::sums(x, y, places, pairs, scratch);
                    own.correlation(product(x.variable, y.variable, places, pairs, scratch))
                },
            )
            .into_iter()
            .flatten()
            .collect(),
    };
    Qap { correlation: observed, p: p_values(observed.unwrap_or(0.0), 0.0, &draws), dyads: sums.n.round() as u64 }
}

/// For two binary relations of which every pair is known only the number of shared ties changes: it is counted along
/// the ties of the sparser one. Whether the one or the other moves makes no difference to its distribution.
fn quick_draws(
    x: &Known<'_>,
    y: &Known<'_>,
    complete: bool,
    exchange: &Exchange,
    permutations: u32,
    seed: u64,
) -> Option<Vec<u64>> {
    let (Variable::Ties(a), Variable::Ties(b), true) = (x.variable, y.variable, complete) else { return None };
    let (walked, other) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if walked.is_valued() {
        return None;
    }
    let cells = Cells::of(exchange.nodes(), &[other])?;
    let (from, to): (Vec<u32>, Vec<u32>) = walked.each().map(|(i, j, _)| (i, j)).unzip();
    Some(exchange.draws(seed, permutations, || (), |places, ()| cells.hits(&from, &to, places)))
}

fn sums(x: &Known<'_>, y: &Known<'_>, places: &[u32], pairs: &Pairs, scratch: &mut Scratch) -> Sums {
    let stay: Vec<u32> = (0..places.len() as u32).collect();
    let moved = moved(x.variable, places);
    Sums {
        n: ordered_pairs(pairs, scratch),
        x: total(&moved, pairs, scratch),
        y: total(y.variable, pairs, scratch),
        xx: product(&moved, &moved, &stay, pairs, scratch),
        yy: product(y.variable, y.variable, &stay, pairs, scratch),
    }
}

/// How many ordered pairs count.
pub(super) fn ordered_pairs(pairs: &Pairs, scratch: &mut Scratch) -> f64 {
    let n = pairs.ego.len();
    total(&Variable::Ends { ego: vec![1.0; n], alter: vec![0.0; n] }, pairs, scratch)
}

/// A variable after people have moved: the one at place `i` is now `places[i]`.
pub(super) fn moved(variable: &Variable, places: &[u32]) -> Variable {
    let taken = |x: &[f64]| places.iter().map(|&p| x[p as usize]).collect::<Vec<f64>>();
    match variable {
        Variable::Ties(t) => Variable::Ties(t.moved(places)),
        Variable::Same(l) => Variable::Same(places.iter().map(|&p| l[p as usize]).collect()),
        Variable::Ends { ego, alter } => Variable::Ends { ego: taken(ego), alter: taken(alter) },
        Variable::AbsoluteDifference(x) => Variable::AbsoluteDifference(taken(x)),
    }
}

impl Ties {
    /// The same ties after people have moved.
    fn moved(&self, places: &[u32]) -> Ties {
        let mut at = vec![0u32; places.len()];
        for (v, &p) in places.iter().enumerate() {
            at[p as usize] = v as u32;
        }
        let mut arcs: Vec<(u32, u32, f64)> = self.each().map(|(p, q, x)| (at[p as usize], at[q as usize], x)).collect();
        arcs.sort_unstable_by_key(|a| (a.0, a.1));
        Ties::from_sorted(places.len(), &arcs, self.is_valued())
    }
}
