//! Several binary relations at once, as one list of pairs with a bit for each relation, and a quick look-up.
//!
//! One walk over the pairs that have any of the relations gives, for one permutation, every inner product that QAP or
//! MRQAP needs: a table counts how often a moved pair with these bits comes to lie on a pair with those.

use super::ties::{BYTES_UP_TO, Filter, Ties};
use super::variable::{NO_LABEL, Variable};

/// At most this many relations and labels together.
pub(in crate::inference) const BITS: usize = 8;

/// Pairs with the bits of the relations that they have.
#[derive(Debug, Clone)]
pub(in crate::inference) struct Cells {
    nodes: usize,
    from: Vec<u32>,
    to: Vec<u32>,
    bits: Vec<u8>,
    look_up: LookUp,
}

#[derive(Debug, Clone)]
enum LookUp {
    /// A byte per pair.
    Bytes(Vec<u8>),
    /// Rows of sorted targets behind a bit filter that says "surely not" for almost every pair without a tie.
    Rows { offsets: Vec<u32>, filter: Filter },
}

impl Cells {
    /// The pairs of some variables; variable `k` has bit `k`. None unless all are binary ties.
    pub(in crate::inference) fn of(nodes: usize, variables: &[&Ties]) -> Option<Cells> {
        if variables.len() > BITS || variables.iter().any(|v| v.is_valued()) {
            return None;
        }
        let mut list: Vec<(u32, u32, u8)> = Vec::new();
        for (k, ties) in variables.iter().enumerate() {
            list.extend(ties.each().map(|(i, j, _)| (i, j, 1u8 << k)));
        }
        list.sort_unstable_by_key(|c| (c.0, c.1));
        list.dedup_by(|later, first| {
            let same = (later.0, later.1) == (first.0, first.1);
            if same {
                first.2 |= later.2;
            }
            same
        });
        let look_up = if nodes <= BYTES_UP_TO {
            let mut bytes = vec![0u8; nodes * nodes];
            for &(i, j, bits) in &list {
                bytes[i as usize * nodes + j as usize] = bits;
            }
            LookUp::Bytes(bytes)
        } else {
            let mut offsets = vec![0u32; nodes + 1];
            for c in &list {
                offsets[c.0 as usize + 1] += 1;
            }
            for v in 0..nodes {
                offsets[v + 1] += offsets[v];
            }
            LookUp::Rows { offsets, filter: Filter::of(list.len(), list.iter().map(|c| (c.0, c.1))) }
        };
        Some(Cells {
            nodes,
            from: list.iter().map(|c| c.0).collect(),
            to: list.iter().map(|c| c.1).collect(),
            bits: list.iter().map(|c| c.2).collect(),
            look_up,
        })
    }

    /// How often, after people have moved, a pair with bits `m` lies on a pair with bits `f`: a table `[m][f]` of 256
    /// by 256 with rows for the moved; and for the labels, how often a moved pair with bits `m` lies where two people
    /// have the same label, and a label pair moves onto a pair with bits `f`.
    pub(in crate::inference) fn tally(&self, places: &[u32], inverse: &[u32], labels: &[&[u32]], to: &mut Tally) {
        to.clear();
        let width = to.width;
        match &self.look_up {
            LookUp::Bytes(bytes) => {
                for ((&i, &j), &f) in self.from.iter().zip(&self.to).zip(&self.bits) {
                    let (p, q) = (places[i as usize] as usize, places[j as usize] as usize);
                    to.on[usize::from(bytes[p * self.nodes + q]) * width + usize::from(f)] += 1;
                }
            }
            LookUp::Rows { offsets, filter } => {
                for ((&i, &j), &f) in self.from.iter().zip(&self.to).zip(&self.bits) {
                    let (p, q) = (places[i as usize], places[j as usize]);
                    if filter.may_hold(p, q) {
                        let row = offsets[p as usize] as usize..offsets[p as usize + 1] as usize;
                        if let Ok(k) = self.to[row.clone()].binary_search(&q) {
                            to.on[usize::from(self.bits[row.start + k]) * width + usize::from(f)] += 1;
                        }
                    }
                }
            }
        }
        for (k, label) in labels.iter().enumerate() {
            let same = |a: u32, b: u32| {
                let x = label[a as usize];
                u64::from(x == label[b as usize] && x != NO_LABEL)
            };
            for ((&i, &j), &bits) in self.from.iter().zip(&self.to).zip(&self.bits) {
                let slot = k * width + usize::from(bits);
                to.labels_moved[slot] += same(places[i as usize], places[j as usize]);
                to.labels_fixed[slot] += same(inverse[i as usize], inverse[j as usize]);
            }
        }
    }
}

/// Counts of one permutation.
#[derive(Debug, Clone)]
pub(in crate::inference) struct Tally {
    width: usize,
    relations: usize,
    on: Vec<u64>,
    labels_moved: Vec<u64>,
    labels_fixed: Vec<u64>,
}

impl Tally {
    /// For so many relations and so many labels.
    pub(in crate::inference) fn new(relations: usize, labels: usize) -> Tally {
        let width = 1 << relations;
        Tally {
            width,
            relations,
            on: vec![0; width * width],
            labels_moved: vec![0; width * labels],
            labels_fixed: vec![0; width * labels],
        }
    }

    fn clear(&mut self) {
        self.on.fill(0);
        self.labels_moved.fill(0);
        self.labels_fixed.fill(0);
    }

    /// For every pair of relations, the number of pairs that have the moved one and lie on the fixed one.
    pub(in crate::inference) fn products(&self) -> Vec<u64> {
        let mut sums = vec![0; self.relations * self.relations];
        for m in 1..self.width {
            for f in 1..self.width {
                let count = self.on[m * self.width + f];
                if count > 0 {
                    for a in (0..self.relations).filter(|a| m >> a & 1 == 1) {
                        for b in (0..self.relations).filter(|b| f >> b & 1 == 1) {
                            sums[a * self.relations + b] += count;
                        }
                    }
                }
            }
        }
        sums
    }

    /// Pairs of relation `b`, unmoved, on which two people of the same moved label come to lie.
    pub(in crate::inference) fn label_on_relation(&self, label: usize, b: usize) -> u64 {
        self.sum(&self.labels_moved, label, b)
    }

    /// Pairs of relation `a`, moved, that come to lie on two people of the same label.
    pub(in crate::inference) fn relation_on_label(&self, a: usize, label: usize) -> u64 {
        self.sum(&self.labels_fixed, label, a)
    }

    fn sum(&self, table: &[u64], label: usize, relation: usize) -> u64 {
        (0..self.width).filter(|bits| bits >> relation & 1 == 1).map(|bits| table[label * self.width + bits]).sum()
    }
}

/// Where the variables of a model stand in [`Cells`]: relations and labels by number; none when a variable is neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::inference) enum Slot {
    /// Bit of a relation.
    Relation(usize),
    /// Number of a label.
    Label(usize),
}

/// Variables sorted: where each stands, the relations, the labels.
pub(in crate::inference) type Sorted<'a> = (Vec<Slot>, Vec<&'a Ties>, Vec<&'a [u32]>);

/// Sorts variables into relations and labels; none when one is neither, a relation has strengths, or there are too
/// many.
pub(in crate::inference) fn slots<'a>(variables: &[&'a Variable]) -> Option<Sorted<'a>> {
    let (mut slots, mut ties, mut labels) = (Vec::new(), Vec::new(), Vec::new());
    for variable in variables {
        match variable {
            Variable::Ties(t) => {
                slots.push(Slot::Relation(ties.len()));
                ties.push(t);
            }
            Variable::Same(l) => {
                slots.push(Slot::Label(labels.len()));
                labels.push(l.as_slice());
            }
            _ => return None,
        }
    }
    (ties.len() <= 6 && !ties.is_empty()).then_some((slots, ties, labels))
}

impl Cells {
    /// How many pairs have any of the relations.
    pub(in crate::inference) fn len(&self) -> usize {
        self.from.len()
    }

    /// How many of the given ties come to lie on a pair that has any bit, after people have moved.
    pub(in crate::inference) fn hits(&self, from: &[u32], to: &[u32], places: &[u32]) -> u64 {
        match &self.look_up {
            LookUp::Bytes(bytes) => {
                let on = |(&i, &j): (&u32, &u32)| {
                    bytes[places[i as usize] as usize * self.nodes + places[j as usize] as usize]
                };
                from.iter().zip(to).map(|arc| u64::from(on(arc) != 0)).sum()
            }
            LookUp::Rows { offsets, filter } => {
                let on = |(&i, &j): (&u32, &u32)| {
                    let (p, q) = (places[i as usize], places[j as usize]);
                    filter.may_hold(p, q)
                        && self.to[offsets[p as usize] as usize..offsets[p as usize + 1] as usize]
                            .binary_search(&q)
                            .is_ok()
                };
                from.iter().zip(to).filter(|&arc| on(arc)).count() as u64
            }
        }
    }
}

/// Ordered pairs of different people who have the same label both after moving and where they come to lie.
///
/// Adding one to a cell of `c` people adds `2c` ordered pairs; `count` holds zeros before and after.
pub(in crate::inference) fn same_and_same(
    moved: &[u32],
    fixed: &[u32],
    places: &[u32],
    width: usize,
    count: &mut [u32],
) -> u64 {
    let cell = |v: usize| {
        let (x, y) = (moved[places[v] as usize], fixed[v]);
        (x != NO_LABEL && y != NO_LABEL).then(|| x as usize * width + y as usize)
    };
    let mut sum = 0;
    for slot in (0..places.len()).filter_map(cell) {
        sum += 2 * u64::from(count[slot]);
        count[slot] += 1;
    }
    for slot in (0..places.len()).filter_map(cell) {
        count[slot] = 0;
    }
    sum
}
