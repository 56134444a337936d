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
/// school could be named), weights 0 or 1 for the one who names and the one who is named.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairs {
    pub(super) block_of: Vec<u32>,
    pub(super) blocks: u32,
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

    /// Pairs that count in both.
    #[must_use]
    pub fn and(mut self, other: &Pairs) -> Pairs {
        self.ego.iter_mut().zip(&other.ego).for_each(|(a, b)| *a *= b);
        self.alter.iter_mut().zip(&other.alter).for_each(|(a, b)| *a *= b);
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

    /// These pairs, which are those of places, as the pairs of the people who stand there.
    pub(super) fn of_people(&self, places: &[u32], to: &mut Pairs) {
        for (v, &p) in places.iter().enumerate() {
            to.ego[p as usize] = self.ego[v];
            to.alter[p as usize] = self.alter[v];
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

    /// Whether the answers of everybody are known: then moving people loses no pair.
    pub fn is_complete(&self) -> bool {
        self.ego.iter().chain(&self.alter).all(|&x| x > 0.5)
    }
}
