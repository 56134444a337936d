//! The way for binary relations and labels: all inner products of a permutation from counts of bits.

use super::{Crossed, Gram, Model};
use crate::inference::cells::{Cells, Labels};
use crate::inference::variable::{NO_LABEL, Pairs, Sides, Ties, Variable};

/// The pairs with their bits, and which bit each variable has.
pub(super) struct Quick {
    cells: Cells,
    labels: Vec<Labels>,
    /// By variable, from 1: its bit.
    bit: Vec<usize>,
}

/// What a thread keeps between permutations.
pub(super) struct Own {
    inverse: Vec<u32>,
    /// For each label, those of the people who stand at each place, and of the places at which people stand.
    here: Vec<Vec<u32>>,
    there: Vec<Vec<u32>>,
    /// Bits of the moved by bits of the fixed; bits of the moved; for each label, bits of the moved where the fixed are
    /// alike.
    met: Vec<u32>,
    moved: Vec<u32>,
    on_alike: Vec<u32>,
    sums: Vec<u32>,
    counts: Vec<(u32, u32)>,
    places: Pairs,
    people: Pairs,
}

impl Quick {
    /// None unless every variable is a binary relation or a label, and there are no more than fit into a byte.
    pub(super) fn of(model: &Model<'_>, nodes: usize) -> Option<Quick> {
        let (mut ties, mut labels): (Vec<&Ties>, Vec<Labels>) = (Vec::new(), Vec::new());
        let mut slots = Vec::new();
        for variable in model.predictors.iter().chain([model.response]) {
            match variable {
                Variable::Ties(t) => {
                    slots.push((true, ties.len()));
                    ties.push(t);
                }
                Variable::Same(l) => {
                    slots.push((false, labels.len()));
                    labels.push(Labels::of(l, model.pairs));
                }
                _ => return None,
            }
        }
        // People who are alike only with themselves are counted label by label: that must not be everybody.
        if ties.is_empty() || labels.iter().any(|l| l.many() > nodes.max(1_000)) {
            return None;
        }
        let cells = Cells::of(&ties, &labels, model.pairs)?;
        let bit = [0].into_iter().chain(slots.iter().map(|&(tie, k)| if tie { k } else { ties.len() + k })).collect();
        Some(Quick { cells, labels, bit })
    }

    /// About how much work a permutation is.
    pub(super) fn steps(&self) -> usize {
        4 * self.cells.len()
    }

    pub(super) fn own(&self, model: &Model<'_>) -> Own {
        let (nodes, bits) = (model.pairs.nodes(), self.cells.relations + self.labels.len());
        Own {
            inverse: vec![0; nodes],
            here: vec![vec![0; nodes]; self.labels.len()],
            there: vec![vec![0; nodes]; self.labels.len()],
            met: vec![0; 1 << (2 * bits)],
            moved: vec![0; 1 << bits],
            on_alike: vec![0; self.labels.len() << bits],
            sums: vec![0; bits * bits],
            counts: Vec::new(),
            places: model.pairs.clone(),
            people: model.pairs.clone(),
        }
    }

    /// Everything that changes when people move.
    pub(super) fn crossed(&self, model: &Model<'_>, places: &[u32], own: &mut Own, to: &mut Crossed) {
        for (v, &p) in places.iter().enumerate() {
            own.inverse[p as usize] = v as u32;
        }
        for (l, labels) in self.labels.iter().enumerate() {
            for (v, &p) in places.iter().enumerate() {
                own.here[l][v] = labels.of[p as usize];
                own.there[l][p as usize] = labels.of[v];
            }
        }
        own.met.fill(0);
        own.moved.fill(0);
        own.on_alike.fill(0);
        if model.complete {
            self.tally::<true>(places, |_, _| true, own);
        } else {
            model.pairs.after(model.pairs, places, &mut own.places);
            own.places.of_people(places, &mut own.people);
            let known = own.places.clone();
            self.tally::<false>(places, |i, j| known.weight(i, j) > 0.5, own);
            self.grams(own, to);
        }
        self.products(own, to);
    }

    /// Fills the counts from two walks: over the fixed pairs, and over those that have moved. Pairs that meet nothing
    /// are counted only where some pairs are not known.
    fn tally<const COMPLETE: bool>(&self, places: &[u32], known: impl Fn(u32, u32) -> bool, own: &mut Own) {
        let width = own.moved.len();
        self.cells.meet(places, &own.here, |i, j, fixed, moved| {
            if (!COMPLETE || moved != 0) && known(i, j) {
                own.met[usize::from(moved) * width + usize::from(fixed)] += 1;
            }
        });
        for (p, q, moved) in self.cells.each() {
            if known(own.inverse[p as usize], own.inverse[q as usize]) {
                if !COMPLETE {
                    own.moved[usize::from(moved)] += 1;
                }
                for (l, there) in own.there.iter().enumerate() {
                    let label = there[p as usize];
                    let alike = label == there[q as usize] && label != NO_LABEL;
                    own.on_alike[l * width + usize::from(moved)] += u32::from(alike);
                }
            }
        }
    }

    /// Inner products of the moved with the fixed.
    fn products(&self, own: &mut Own, to: &mut Crossed) {
        let (width, bits, relations) = (own.moved.len(), self.bits(), self.cells.relations);
        own.sums.fill(0);
        for (moved, row) in own.met.chunks_exact(width).enumerate().skip(1) {
            for (fixed, &count) in row.iter().enumerate().filter(|c| *c.1 > 0) {
                for a in (0..bits).filter(|a| moved >> a & 1 == 1) {
                    for b in (0..relations).filter(|b| fixed >> b & 1 == 1) {
                        own.sums[a * bits + b] += count;
                    }
                }
            }
        }
        let size = to.fixed.size();
        for b in 0..size {
            to.set(0, b, to.fixed.of(0, b));
        }
        for v in 1..size - 1 {
            to.set(v, 0, to.moved.of(v, 0));
            for w in 1..size {
                let (a, b) = (self.bit[v], self.bit[w]);
                let sum = if b < relations {
                    u64::from(own.sums[a * bits + b])
                } else if a < relations {
                    holding(&own.on_alike[(b - relations) * width..][..width], 1 << a)
                } else {
                    let (own_labels, here) = (&self.labels[b - relations], &own.here[a - relations]);
                    alike_in(own_labels, here, &own.places, &mut own.counts)
                };
                to.set(v, w, sum as f64);
            }
        }
    }

    /// Inner products of the fixed among themselves and of the moved, over the pairs that are known.
    fn grams(&self, own: &mut Own, to: &mut Crossed) {
        let width = own.moved.len();
        let mut fixed = vec![0u32; width];
        for row in own.met.chunks_exact(width) {
            fixed.iter_mut().zip(row).for_each(|(sum, c)| *sum += c);
        }
        let pairs = own.places.count();
        for (gram, bits, known) in [(&mut to.fixed, &fixed, &own.places), (&mut to.moved, &own.moved, &own.people)] {
            self.gram(bits, known, pairs, &mut own.counts, gram);
        }
    }

    fn gram(&self, bits: &[u32], known: &Pairs, pairs: f64, counts: &mut Vec<(u32, u32)>, gram: &mut Gram) {
        let relations = self.cells.relations;
        gram.set(0, 0, pairs);
        for v in 1..gram.size() {
            for w in 0..=v {
                let (a, b) = (self.bit[v], if w == 0 { self.bit[v] } else { self.bit[w] });
                let sum = if a < relations || b < relations {
                    holding(bits, 1 << a | 1 << b)
                } else {
                    alike_in(&self.labels[a - relations], &self.labels[b - relations].of, known, counts)
                };
                gram.set(v, w, sum as f64);
            }
        }
    }

    fn bits(&self) -> usize {
        self.cells.relations + self.labels.len()
    }
}

/// Known pairs that are alike in a label and in another.
fn alike_in(labels: &Labels, other: &[u32], known: &Pairs, counts: &mut Vec<(u32, u32)>) -> u64 {
    let in_set = |of: Sides<'_>| labels.alike_in(other, |v| (of.ego[v] as u32, of.alter[v] as u32), &mut *counts);
    known.sides().map(in_set).sum()
}

/// The sum of the counts of those who have all of some bits.
fn holding(counts: &[u32], bits: usize) -> u64 {
    counts.iter().enumerate().filter(|(own, _)| own & bits == bits).map(|(_, &c)| u64::from(c)).sum()
}
