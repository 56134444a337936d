//! What is known of every ordered pair of people: ties, likeness, difference, and properties of one end.
//!
//! None of them is ever written out as a matrix. A permutation test needs one number of two variables, the sum over
//! all pairs of one variable after moving people around times the other ([`product`](super::product::product)).

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
/// school could be named), and sets of those who name and those who are named, every one of the first with every one of
/// the second; no pair is in two of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairs {
    block_of: Vec<u32>,
    blocks: u32,
    parts: Vec<Part>,
}

/// Weights, 0 or 1, of those who name and of those who are named.
#[derive(Debug, Clone, PartialEq)]
struct Part {
    ego: Vec<f64>,
    alter: Vec<f64>,
}

/// One of the sets that pairs are made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sides<'a> {
    pub(super) block_of: &'a [u32],
    pub(super) blocks: u32,
    pub(super) ego: &'a [f64],
    pub(super) alter: &'a [f64],
}

fn weights(of: &[bool]) -> Vec<f64> {
    of.iter().map(|&x| f64::from(u8::from(x))).collect()
}

fn times(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a * b).collect()
}

impl Pairs {
    /// Every ordered pair.
    pub fn all(nodes: usize) -> Pairs {
        Pairs::between(&vec![true; nodes], &vec![true; nodes])
    }

    /// Every one of some who name with every one of some who are named.
    pub fn between(ego: &[bool], alter: &[bool]) -> Pairs {
        Pairs::of_sets(ego.len(), [(ego.to_vec(), alter.to_vec())])
    }

    /// Pairs in any of some sets that do not overlap, by those who name and those who are named.
    pub(super) fn of_sets(nodes: usize, sets: impl IntoIterator<Item = (Vec<bool>, Vec<bool>)>) -> Pairs {
        let part = |(ego, alter): (Vec<bool>, Vec<bool>)| Part { ego: weights(&ego), alter: weights(&alter) };
        Pairs { block_of: vec![0; nodes], blocks: 1, parts: sets.into_iter().map(part).collect() }
    }

    /// Only pairs within the same block.
    #[must_use]
    pub fn within(mut self, block_of: Vec<u32>) -> Pairs {
        self.blocks = block_of.iter().max().map_or(0, |b| b + 1);
        self.block_of = block_of;
        self
    }

    /// Pairs that count in both; blocks are those of the first.
    #[must_use]
    pub fn and(self, other: &Pairs) -> Pairs {
        let crossed = |a: &Part, b: &Part| Part { ego: times(&a.ego, &b.ego), alter: times(&a.alter, &b.alter) };
        self.crossed(&other.parts, crossed)
    }

    /// Pairs that count both ways.
    #[must_use]
    pub fn both_ways(self) -> Pairs {
        let back = self.parts.clone();
        self.crossed(&back, |a, b| Part { ego: times(&a.ego, &b.alter), alter: times(&a.alter, &b.ego) })
    }

    /// Every part with every other; those with the same people named put together, and those of nobody left out.
    fn crossed(mut self, others: &[Part], crossed: impl Fn(&Part, &Part) -> Part) -> Pairs {
        let every = self.parts.iter().flat_map(|a| others.iter().map(move |b| (a, b)));
        let mut parts: Vec<Part> = Vec::new();
        for part in every.map(|(a, b)| crossed(a, b)) {
            let nobody = |x: &[f64]| x.iter().all(|&x| x < 0.5);
            if nobody(&part.ego) || nobody(&part.alter) {
                continue;
            }
            match parts.iter_mut().find(|p| p.alter == part.alter) {
                Some(same) => same.ego.iter_mut().zip(&part.ego).for_each(|(x, y)| *x += y),
                None => parts.push(part),
            }
        }
        self.parts = parts;
        self
    }

    /// The same pairs among other people: by person, who that is there; `u32::MAX` for nobody.
    pub(super) fn placed(&self, place: &[u32], nodes: usize) -> Pairs {
        let put = |x: &[f64]| {
            let mut there = vec![0.0; nodes];
            place.iter().zip(x).filter(|p| *p.0 != u32::MAX).for_each(|(&p, &x)| there[p as usize] = x);
            there
        };
        let parts = self.parts.iter().map(|p| Part { ego: put(&p.ego), alter: put(&p.alter) }).collect();
        Pairs { block_of: vec![0; nodes], blocks: 1, parts }
    }

    /// Number of people.
    pub fn nodes(&self) -> usize {
        self.block_of.len()
    }

    /// For each person the block.
    pub(super) fn blocks(&self) -> &[u32] {
        &self.block_of
    }

    /// The sets that these pairs are made of.
    pub(super) fn sides(&self) -> impl Iterator<Item = Sides<'_>> {
        let Pairs { block_of, blocks, parts } = self;
        parts.iter().map(|p| Sides { block_of, blocks: *blocks, ego: &p.ego, alter: &p.alter })
    }

    /// Weight of an ordered pair.
    pub fn weight(&self, i: u32, j: u32) -> f64 {
        self.sides().map(|sides| sides.weight(i, j)).sum()
    }

    /// These pairs, less those that are lost by moving people: `moved` are the pairs known of the variable that moves.
    pub fn after(&self, moved: &Pairs, places: &[u32], to: &mut Pairs) {
        let every = self.parts.iter().flat_map(|own| moved.parts.iter().map(move |moved| (own, moved)));
        to.parts.resize_with(self.parts.len() * moved.parts.len(), || Part { ego: Vec::new(), alter: Vec::new() });
        for (part, (own, moved)) in to.parts.iter_mut().zip(every) {
            let fill = |to: &mut Vec<f64>, own: &[f64], moved: &[f64]| {
                to.clear();
                to.extend(places.iter().zip(own).map(|(&p, own)| own * moved[p as usize]));
            };
            fill(&mut part.ego, &own.ego, &moved.ego);
            fill(&mut part.alter, &own.alter, &moved.alter);
        }
    }

    /// These pairs, which are those of places, as the pairs of the people who stand there.
    pub(super) fn of_people(&self, places: &[u32], to: &mut Pairs) {
        to.parts.resize_with(self.parts.len(), || Part { ego: Vec::new(), alter: Vec::new() });
        for (part, own) in to.parts.iter_mut().zip(&self.parts) {
            part.ego.resize(places.len(), 0.0);
            part.alter.resize(places.len(), 0.0);
            for (v, &p) in places.iter().enumerate() {
                part.ego[p as usize] = own.ego[v];
                part.alter[p as usize] = own.alter[v];
            }
        }
    }

    /// How many ordered pairs count.
    pub fn count(&self) -> f64 {
        self.sides().map(Sides::count).sum()
    }

    /// Whether every pair is known: then moving people loses none.
    pub fn is_complete(&self) -> bool {
        let all = |p: &Part| p.ego.iter().chain(&p.alter).all(|&x| x > 0.5);
        self.nodes() == 0 || matches!(&self.parts[..], [part] if all(part))
    }
}

impl Sides<'_> {
    /// Weight of an ordered pair.
    pub(super) fn weight(self, i: u32, j: u32) -> f64 {
        let (i, j) = (i as usize, j as usize);
        if self.blocks != 1 && self.block_of[i] != self.block_of[j] { 0.0 } else { self.ego[i] * self.alter[j] }
    }

    fn count(self) -> f64 {
        let mut ends = vec![(0.0, 0.0); self.blocks as usize];
        let mut own = 0.0;
        for ((&block, &ego), &alter) in self.block_of.iter().zip(self.ego).zip(self.alter) {
            let sums = &mut ends[block as usize];
            *sums = (sums.0 + ego, sums.1 + alter);
            own += ego * alter;
        }
        ends.iter().map(|e| e.0 * e.1).sum::<f64>() - own
    }
}
