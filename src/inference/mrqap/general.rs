//! Inner products of one permutation for any kind of variables, one by one.

use super::{Crossed, Gram, Model};
use crate::inference::product::{Scratch, product, total};
use crate::inference::variable::Pairs;

/// What a thread keeps between permutations.
pub(super) struct Own {
    scratch: Scratch,
    places: Pairs,
    people: Pairs,
}

impl Model<'_> {
    pub(super) fn own(&self) -> Own {
        Own { scratch: Scratch::default(), places: self.pairs.clone(), people: self.pairs.clone() }
    }

    /// Inner products over some pairs, nobody moved; those with the response only where they are asked for.
    pub(super) fn gram(&self, pairs: &Pairs, scratch: &mut Scratch, gram: &mut Gram, with_response: bool) {
        let stay: Vec<u32> = (0..pairs.nodes() as u32).collect();
        gram.set(0, 0, pairs.count());
        for a in 1..gram.size() - usize::from(!with_response) {
            gram.set(0, a, total(self.variable(a), pairs, scratch));
            for b in 1..=a {
                gram.set(a, b, product(self.variable(a), self.variable(b), &stay, pairs, scratch));
            }
        }
    }

    /// Everything that changes when people move.
    pub(super) fn crossed(&self, places: &[u32], own: &mut Own, to: &mut Crossed) {
        if !self.complete {
            self.pairs.after(self.pairs, places, &mut own.places);
            own.places.of_people(places, &mut own.people);
            self.gram(&own.places, &mut own.scratch, &mut to.fixed, true);
            self.gram(&own.people, &mut own.scratch, &mut to.moved, false);
        }
        let size = to.fixed.size();
        for b in 0..size {
            to.set(0, b, to.fixed.of(0, b));
        }
        for a in 1..size - 1 {
            to.set(a, 0, to.moved.of(a, 0));
            for b in 1..size {
                to.set(a, b, product(self.variable(a), self.variable(b), places, &own.places, &mut own.scratch));
            }
        }
    }
}
