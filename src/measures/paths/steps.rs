//! The steps of some hundreds of walks side by side: from the few who were just reached, then by everybody who is not done.

use super::lanes::{LaneCounts, Lanes};
use super::walk::{Bulk, Walks};
use crate::measures::bits::Bits;
use crate::network::adjacency::Rows;
use fearless_simd::{Level, dispatch};
use std::ops::Range;

/// Walks go on from those who were reached in the last step until these have so many ties that it is cheaper to let
/// everybody look at all contacts: one in so many of all ties.
const FEW: usize = 3;

/// What the walks of a batch go by: back from as many targets as a row has bits, or fewer.
pub(super) struct Batch<'a, const W: usize> {
    rows: &'a Rows,
    back: &'a Rows,
    bulk: &'a Bulk,
    targets: Range<u32>,
    /// All targets.
    every: Lanes<W>,
    /// Those who are reached by the bulk.
    of_bulk: Lanes<W>,
}

impl<const W: usize> Batch<'_, W> {
    pub(super) fn of<'a>(rows: &'a Rows, back: &'a Rows, bulk: &'a Bulk, targets: Range<u32>) -> Batch<'a, W> {
        let (mut every, mut of_bulk) = (Lanes::EMPTY, Lanes::EMPTY);
        for (lane, t) in targets.clone().enumerate() {
            every.set(lane);
            if bulk.reached[t as usize] {
                of_bulk.set(lane);
            }
        }
        Batch { rows, back, bulk, targets, every, of_bulk }
    }

    /// Whether a person has seen everybody who can be reached.
    #[inline(always)]
    fn done(&self, v: u32, seen: &Lanes<W>) -> bool {
        seen.has_all(if self.bulk.inside[v as usize] { &self.of_bulk } else { &self.every })
    }
}

/// What the walks of one thread need. A row is read only once it was written in the same batch, so rows are not emptied
/// in between: that would take as long as a step.
pub(super) struct Scratch<const W: usize> {
    /// Which targets of the batch each person has reached.
    seen: Vec<Lanes<W>>,
    /// The same after this step.
    next: Vec<Lanes<W>>,
    /// People who reached somebody in the last step; kept while these are few.
    front: People,
    /// People whose row of `seen` was written; kept while walks go on from few.
    written: People,
    /// People who are not done; kept since everybody looks.
    open: People,
    /// While walks go on from few: who is tied to them. Then: who was done in the last step.
    touched: People,
    counts: LaneCounts<W>,
}

impl<const W: usize> Scratch<W> {
    pub(super) fn new(n: usize) -> Scratch<W> {
        Scratch {
            seen: vec![Lanes::EMPTY; n],
            next: vec![Lanes::EMPTY; n],
            front: People::none(n),
            written: People::none(n),
            open: People::none(n),
            touched: People::none(n),
            counts: LaneCounts::new(),
        }
    }

    /// Walks back from the targets: a person's bit for a target is set once the person reaches it.
    pub(super) fn walk(&mut self, batch: &Batch<'_, W>, found: &mut Walks) {
        // Compiled for several widths of registers, of which this machine's is taken; what is counted are the same bits.
        dispatch!(Level::new(), _ => self.walk_here(batch, found));
    }

    #[inline(always)]
    fn walk_here(&mut self, batch: &Batch<'_, W>, found: &mut Walks) {
        self.front.clear();
        self.written.clear();
        for (lane, t) in batch.targets.clone().enumerate() {
            self.seen[t as usize] = Lanes::EMPTY;
            self.seen[t as usize].set(lane);
            self.front.put(t);
            self.written.put(t);
        }
        let mut everybody = false;
        for distance in 1u32.. {
            if !everybody {
                let mut ties = 0;
                for word in 0..self.front.0.len() {
                    for w in self.front.of(word) {
                        ties += batch.back.degree(w) as usize;
                    }
                }
                everybody = ties * FEW > batch.rows.targets().len();
                if everybody {
                    self.start_with_everybody(batch);
                }
            }
            let nearness = (found.unit + u64::from(distance) / 2) / u64::from(distance);
            let pairs = if everybody {
                self.step_of_everybody(batch, distance, nearness, found)
            } else {
                self.step_from_few(batch, distance, nearness, found)
            };
            if pairs == 0 {
                break;
            }
            if found.pairs.len() < distance as usize {
                found.pairs.resize(distance as usize, 0);
            }
            found.pairs[distance as usize - 1] += pairs;
            if !found.from.is_empty() {
                self.counts.take(|lane, people| {
                    if let Some(sum) = found.from.get_mut(batch.targets.start as usize + lane) {
                        *sum += nearness * u64::from(people);
                    }
                });
            }
        }
    }

    /// One step from the few people in front: who is tied to them looks at those of the contacts who are in front.
    #[inline(always)]
    fn step_from_few(&mut self, batch: &Batch<'_, W>, distance: u32, nearness: u64, found: &mut Walks) -> u64 {
        let (seen, next, counts, touched) = (&self.seen, &mut self.next, &mut self.counts, &mut self.touched);
        let (front, written) = (&self.front, &self.written);
        touched.clear();
        for word in 0..front.0.len() {
            for w in front.of(word) {
                for &v in batch.back.of(w) {
                    touched.put(v);
                }
            }
        }
        let inwards = !found.from.is_empty();
        let mut pairs = 0;
        for word in 0..touched.0.len() {
            let mut changed = 0;
            for v in touched.of(word) {
                let mut new = Lanes::EMPTY;
                for &w in batch.rows.of(v) {
                    if front.has(w) {
                        new.take_over(&seen[w as usize]);
                    }
                }
                let own = if written.has(v) { seen[v as usize] } else { Lanes::EMPTY };
                new.leave_out(&own);
                if !new.is_empty() {
                    let targets = new.count();
                    pairs += u64::from(targets);
                    found.seen(v, distance, targets, nearness);
                    if inwards {
                        counts.add(&new);
                    }
                    new.take_over(&own);
                    next[v as usize] = new;
                    changed |= 1 << (v % 64);
                }
            }
            touched.0[word] = changed;
        }
        for word in 0..self.touched.0.len() {
            for v in self.touched.of(word) {
                self.seen[v as usize] = self.next[v as usize];
            }
            self.written.0[word] |= self.touched.0[word];
        }
        std::mem::swap(&mut self.front, &mut self.touched);
        pairs
    }

    /// Makes ready for steps in which rows go over from `seen` to `next` and back: rows that will not change stand in both.
    #[inline(always)]
    fn start_with_everybody(&mut self, batch: &Batch<'_, W>) {
        self.touched.clear();
        self.open.clear();
        for v in 0..batch.rows.len() as u32 {
            let own = &mut self.seen[v as usize];
            if !self.written.has(v) {
                *own = Lanes::EMPTY;
            }
            if batch.rows.degree(v) > 0 && !batch.done(v, own) {
                self.open.put(v);
            } else {
                self.next[v as usize] = *own;
            }
        }
    }

    /// One step in which everybody who is not done takes over what all contacts have. Whether a contact was reached by
    /// somebody new is not asked: taking over the same again costs less than not knowing what comes next.
    #[inline(always)]
    fn step_of_everybody(&mut self, batch: &Batch<'_, W>, distance: u32, nearness: u64, found: &mut Walks) -> u64 {
        let (seen, next, counts) = (&self.seen[..], &mut self.next[..], &mut self.counts);
        let inwards = !found.from.is_empty();
        let mut pairs = 0;
        for word in 0..self.open.0.len() {
            for v in self.touched.of(word) {
                next[v as usize] = seen[v as usize];
            }
            let mut done = 0;
            for v in self.open.of(word) {
                let own = seen[v as usize];
                let mut new = own;
                for &w in batch.rows.of(v) {
                    new.take_over(&seen[w as usize]);
                }
                next[v as usize] = new;
                let shut = batch.done(v, &new);
                new.leave_out(&own);
                if !new.is_empty() {
                    let targets = new.count();
                    pairs += u64::from(targets);
                    found.seen(v, distance, targets, nearness);
                    if inwards {
                        counts.add(&new);
                    }
                    if shut {
                        done |= 1 << (v % 64);
                    }
                }
            }
            self.open.0[word] &= !done;
            self.touched.0[word] = done;
        }
        std::mem::swap(&mut self.seen, &mut self.next);
        pairs
    }
}

/// Some of the people, a bit for each.
struct People(Vec<u64>);

impl People {
    fn none(n: usize) -> People {
        People(vec![0; n.div_ceil(64)])
    }

    fn clear(&mut self) {
        self.0.fill(0);
    }

    #[inline(always)]
    fn put(&mut self, v: u32) {
        self.0[v as usize / 64] |= 1 << (v % 64);
    }

    #[inline(always)]
    fn has(&self, v: u32) -> bool {
        self.0[v as usize / 64] >> (v % 64) & 1 == 1
    }

    /// Those of a word, in order.
    #[inline(always)]
    fn of(&self, word: usize) -> Bits {
        Bits::of(self.0[word], word as u32 * 64)
    }
}
