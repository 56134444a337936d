//! The way for binary relations and labels of which every pair is known: all inner products from one tally.

use super::{Gram, Model};
use crate::inference::cells::{Cells, Slot, Tally, same_and_same, slots};
use crate::inference::variable::{NO_LABEL, Variable};

/// The pairs with their bits, and where each variable stands in them.
pub(super) struct Quick<'a> {
    cells: Cells,
    slots: Vec<Slot>,
    labels: Vec<&'a [u32]>,
    relations: usize,
    width: usize,
}

/// What a thread keeps between permutations.
pub(super) struct Counts {
    tally: Tally,
    inverse: Vec<u32>,
    people: Vec<u32>,
}

impl<'a> Quick<'a> {
    pub(super) fn of(model: &Model<'a>, nodes: usize) -> Option<Quick<'a>> {
        if !model.complete {
            return None;
        }
        let variables: Vec<&'a Variable> = model.predictors.iter().chain([model.response]).collect();
        let (slots, ties, labels) = slots(&variables)?;
        let width =
            labels.iter().flat_map(|l| l.iter()).filter(|&&l| l != NO_LABEL).max().map_or(0, |&l| l as usize + 1);
        if width > 2_000 {
            return None;
        }
        let cells = Cells::of(nodes, &ties)?;
        Some(Quick { cells, slots, labels, relations: ties.len(), width })
    }

    /// About how much work a permutation is.
    pub(super) fn steps(&self) -> usize {
        2 * self.cells.len()
    }

    pub(super) fn counts(&self) -> Counts {
        Counts {
            tally: Tally::new(self.relations, self.labels.len()),
            inverse: Vec::new(),
            people: vec![0; self.width * self.width],
        }
    }

    pub(super) fn t_values(
        &self,
        model: &Model<'_>,
        gram: &Gram,
        residuals: &[Vec<f64>],
        places: &[u32],
        counts: &mut Counts,
    ) -> Vec<Option<f64>> {
        let k = model.predictors.len();
        let y = k + 1;
        counts.inverse.resize(places.len(), 0);
        for (v, &p) in places.iter().enumerate() {
            counts.inverse[p as usize] = v as u32;
        }
        self.cells.tally(places, &counts.inverse, &self.labels, &mut counts.tally);
        let products = counts.tally.products();
        let people = &mut counts.people;
        let tally = &counts.tally;
        let mut product = |moved: usize, fixed: usize| match (self.slots[moved - 1], self.slots[fixed - 1]) {
            (Slot::Relation(a), Slot::Relation(b)) => products[a * self.relations + b] as f64,
            (Slot::Relation(a), Slot::Label(l)) => tally.relation_on_label(a, l) as f64,
            (Slot::Label(l), Slot::Relation(b)) => tally.label_on_relation(l, b) as f64,
            (Slot::Label(l), Slot::Label(m)) => {
                same_and_same(self.labels[l], self.labels[m], places, self.width, people) as f64
            }
        };
        let mut cross = vec![0.0; (k + 1) * (k + 2)];
        for (b, slot) in cross.iter_mut().enumerate().take(y + 1) {
            *slot = gram.of(0, b);
        }
        for a in 1..=k {
            cross[a * (k + 2)] = gram.of(a, 0);
            for b in 1..=y {
                cross[a * (k + 2) + b] = product(a, b);
            }
        }
        let mut moved_response = gram.clone();
        for a in 1..=k {
            moved_response.set(a, y, product(y, a));
        }
        let mut order: Vec<usize> = (1..=k).collect();
        order.push(0);
        let intercept = moved_response.fit(&order, model.once).ok().map(|f| f.t_of_last);
        model.t_values(intercept, gram, gram, residuals, &cross)
    }
}
