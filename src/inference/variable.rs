//! What is known of every ordered pair of people: ties, likeness, difference, and properties of one end.
//!
//! None of them is ever written out as a matrix. A permutation test needs one number of two variables, the sum over
//! all pairs of one variable after moving people around times the other; for ties that is a walk over ties, for
//! properties of people a count. Only the absolute difference needs every pair.

pub use super::ties::Ties;

/// A number for every ordered pair of people.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Variable {
    /// 1 (or a strength) where there is a tie, else 0.
    Ties(Ties),
    /// 1 where both have the same label, else 0. A person without a label is like nobody.
    Same(Vec<u32>),
    /// A property of the one who names plus a property of the one who is named: `ego`, `alter` and `diff`.
    Ends {
        /// Of the one who names.
        ego: Vec<f64>,
        /// Of the one who is named.
        alter: Vec<f64>,
    },
    /// The absolute difference of a property.
    AbsoluteDifference(Vec<f64>),
}

/// The label of somebody without one.
pub const NO_LABEL: u32 = u32::MAX;

impl Variable {
    /// Number of people.
    pub fn nodes(&self) -> usize {
        match self {
            Variable::Ties(t) => t.nodes(),
            Variable::Same(labels) => labels.len(),
            Variable::Ends { ego, .. } => ego.len(),
            Variable::AbsoluteDifference(x) => x.len(),
        }
    }

    /// The value of an ordered pair of different people.
    pub fn of(&self, i: u32, j: u32) -> f64 {
        match self {
            Variable::Ties(t) => t.of(i, j),
            Variable::Same(l) => f64::from(u8::from(l[i as usize] == l[j as usize] && l[i as usize] != NO_LABEL)),
            Variable::Ends { ego, alter } => ego[i as usize] + alter[j as usize],
            Variable::AbsoluteDifference(x) => (x[i as usize] - x[j as usize]).abs(),
        }
    }

    /// Whether a pair has the same value both ways.
    pub fn is_symmetric(&self) -> bool {
        match self {
            Variable::Ties(t) => t.each().all(|(i, j, x)| (t.of(j, i) - x).abs() < f64::EPSILON),
            Variable::Same(_) | Variable::AbsoluteDifference(_) => true,
            Variable::Ends { .. } => false,
        }
    }
}

/// The pairs that count: people in blocks (all of them in one, or a block per school where only colleagues of the own
/// school could be named), weights 0 or 1 for the one who names and the one who is named.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairs {
    block_of: Vec<u32>,
    blocks: u32,
    /// 1 when this person's answers are known.
    pub ego: Vec<f64>,
    /// 1 when pairs in which this person is named count.
    pub alter: Vec<f64>,
}

impl Pairs {
    /// Every ordered pair.
    pub fn all(nodes: usize) -> Pairs {
        Pairs { block_of: vec![0; nodes], blocks: 1, ego: vec![1.0; nodes], alter: vec![1.0; nodes] }
    }

    /// Only pairs within the same block.
    #[must_use]
    pub fn within(mut self, block_of: Vec<u32>) -> Pairs {
        self.blocks = block_of.iter().max().map_or(0, |b| b + 1);
        self.block_of = block_of;
        self
    }

    /// Only pairs in which the one who names answered; where ties have no direction, only those in which both did.
    #[must_use]
    pub fn answered(mut self, known: &[bool], directed: bool) -> Pairs {
        self.ego = known.iter().map(|&k| f64::from(u8::from(k))).collect();
        if !directed {
            self.alter.clone_from(&self.ego);
        }
        self
    }

    fn same_block(&self, i: u32, j: u32) -> bool {
        self.blocks == 1 || self.block_of[i as usize] == self.block_of[j as usize]
    }

    /// Weight of an ordered pair.
    pub fn weight(&self, i: u32, j: u32) -> f64 {
        if self.same_block(i, j) { self.ego[i as usize] * self.alter[j as usize] } else { 0.0 }
    }

    /// These pairs, less those that lose an end by moving people: `moved` are the pairs known of the variable that
    /// moves.
    pub fn after(&self, moved: &Pairs, places: &[u32], to: &mut Pairs) {
        for (v, &p) in places.iter().enumerate() {
            to.ego[v] = self.ego[v] * moved.ego[p as usize];
            to.alter[v] = self.alter[v] * moved.alter[p as usize];
        }
    }

    /// How many ordered pairs count.
    pub fn count(&self) -> f64 {
        let mut ends = vec![(0.0, 0.0); self.blocks as usize];
        let mut own = 0.0;
        for ((&block, &ego), &alter) in self.block_of.iter().zip(&self.ego).zip(&self.alter) {
            let sums = &mut ends[block as usize];
            *sums = (sums.0 + ego, sums.1 + alter);
            own += ego * alter;
        }
        ends.iter().map(|e| e.0 * e.1).sum::<f64>() - own
    }

    /// Whether every pair counts.
    pub fn is_complete(&self) -> bool {
        self.ego.iter().chain(&self.alter).all(|&x| x > 0.5)
    }
}

/// Sums by block while counting: kept between permutations.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    inverse: Vec<u32>,
    cells: Vec<(u64, f64, f64)>,
}

/// The sum over all ordered pairs of different people of `moved(p(i), p(j)) · fixed(i, j) · weight(i, j)`, where `p`
/// says who stands at each place.
///
/// # Cost
/// One walk over the ties of the smaller variable; people for labels and properties; all pairs only when neither is
/// sparse and one is an absolute difference.
pub fn product(moved: &Variable, fixed: &Variable, places: &[u32], pairs: &Pairs, scratch: &mut Scratch) -> f64 {
    match (moved, fixed) {
        (Variable::Ties(a), Variable::Ties(b)) if a.len() <= b.len() => walk_moved(a, fixed, places, pairs, scratch),
        (_, Variable::Ties(b)) => {
            b.each().map(|(i, j, x)| x * pairs.weight(i, j) * moved.of(places[i as usize], places[j as usize])).sum()
        }
        (Variable::Ties(a), _) => walk_moved(a, fixed, places, pairs, scratch),
        (Variable::Same(a), Variable::Same(b)) => {
            let key = |v: usize| {
                let (x, y) = (a[places[v] as usize], b[v]);
                (x != NO_LABEL && y != NO_LABEL).then_some((x, y))
            };
            same_in_both(key, pairs, scratch)
        }
        (Variable::Same(a), Variable::Ends { ego, alter }) => {
            likeness_with_ends(|v| a[places[v] as usize], |v| (ego[v], alter[v]), pairs, scratch)
        }
        (Variable::Ends { ego, alter }, Variable::Same(b)) => {
            let ends = |v: usize| (ego[places[v] as usize], alter[places[v] as usize]);
            likeness_with_ends(|v| b[v], ends, pairs, scratch)
        }
        (Variable::Ends { ego: ea, alter: aa }, Variable::Ends { ego: eb, alter: ab }) => {
            let first = |v: usize| (ea[places[v] as usize], aa[places[v] as usize]);
            ends_with_ends(first, |v| (eb[v], ab[v]), pairs)
        }
        (Variable::AbsoluteDifference(_), _) | (_, Variable::AbsoluteDifference(_)) => {
            every_pair(|i, j| moved.of(places[i as usize], places[j as usize]) * fixed.of(i, j), pairs)
        }
    }
}

/// The sum of a variable over the pairs that count.
pub fn total(variable: &Variable, pairs: &Pairs, scratch: &mut Scratch) -> f64 {
    let n = variable.nodes();
    let one = Variable::Ends { ego: vec![1.0; n], alter: vec![0.0; n] };
    let stay: Vec<u32> = (0..n as u32).collect();
    product(variable, &one, &stay, pairs, scratch)
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

/// Groups people by block and key and hands each group's entries to `each`.
fn by_key(
    key: impl Fn(usize) -> Option<u64>,
    values: impl Fn(usize) -> (f64, f64),
    cells: &mut Vec<(u64, f64, f64)>,
    nodes: usize,
) {
    cells.clear();
    cells.extend((0..nodes).filter_map(|v| key(v).map(|k| (k, values(v).0, values(v).1))));
    cells.sort_by_key(|c| c.0);
    cells.dedup_by(|later, first| {
        let same = later.0 == first.0;
        if same {
            first.1 += later.1;
            first.2 += later.2;
        }
        same
    });
}

fn same_in_both(key: impl Fn(usize) -> Option<(u32, u32)>, pairs: &Pairs, scratch: &mut Scratch) -> f64 {
    let n = pairs.ego.len();
    let mut own = 0.0;
    for v in 0..n {
        if key(v).is_some() {
            own += pairs.ego[v] * pairs.alter[v];
        }
    }
    if pairs.blocks == 1 {
        let key = |v: usize| key(v).map(|(x, y)| u64::from(x) << 32 | u64::from(y));
        by_key(key, |v| (pairs.ego[v], pairs.alter[v]), &mut scratch.cells, n);
        return scratch.cells.iter().map(|c| c.1 * c.2).sum::<f64>() - own;
    }
    every_pair(|i, j| f64::from(u8::from(key(i as usize).is_some() && key(i as usize) == key(j as usize))), pairs)
}

fn likeness_with_ends(
    label: impl Fn(usize) -> u32,
    ends: impl Fn(usize) -> (f64, f64),
    pairs: &Pairs,
    scratch: &mut Scratch,
) -> f64 {
    let n = pairs.ego.len();
    let key = |v: usize| {
        let l = label(v);
        (l != NO_LABEL).then(|| u64::from(pairs.block_of[v]) << 32 | u64::from(l))
    };
    // Σ ego·e over one end times Σ alter over the other, and the same for the other end, less everybody with themselves.
    by_key(key, |v| (pairs.ego[v] * ends(v).0, pairs.alter[v]), &mut scratch.cells, n);
    let mut sum: f64 = scratch.cells.iter().map(|c| c.1 * c.2).sum();
    by_key(key, |v| (pairs.ego[v], pairs.alter[v] * ends(v).1), &mut scratch.cells, n);
    sum += scratch.cells.iter().map(|c| c.1 * c.2).sum::<f64>();
    for v in 0..n {
        if key(v).is_some() {
            sum -= pairs.ego[v] * pairs.alter[v] * (ends(v).0 + ends(v).1);
        }
    }
    sum
}

fn ends_with_ends(first: impl Fn(usize) -> (f64, f64), second: impl Fn(usize) -> (f64, f64), pairs: &Pairs) -> f64 {
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

fn every_pair(value: impl Fn(u32, u32) -> f64, pairs: &Pairs) -> f64 {
    let n = pairs.ego.len() as u32;
    let mut sum = 0.0;
    for i in 0..n {
        for j in (0..n).filter(|&j| j != i) {
            let w = pairs.weight(i, j);
            if w > 0.0 {
                sum += w * value(i, j);
            }
        }
    }
    sum
}
