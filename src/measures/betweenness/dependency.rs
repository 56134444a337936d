//! Brandes' dependencies, a batch of sources at a time.
//!
//! One walk of bits finds at which steps each person is reached from which of the sources; path counts and dependencies
//! then run over the list of (person, step) entries, forwards and backwards, a row of numbers for each with one number
//! for each source. A row is zero for sources that reach the person at another step, so that adding rows needs no
//! asking, and whoever is not at the step in question is looked up as row 0, which is zero. Sources that stand side by
//! side reach most people at the same steps, so that there are few entries.
//!
//! Brandes (2001), *Journal of Mathematical Sociology* 25:163–177; the stored row is (1 + δ)/σ.

use crate::network::adjacency::Rows;
use fearless_simd::{Level, dispatch};

/// A row of numbers, one for each source of the batch; it begins where a cache line does.
#[derive(Clone, Copy)]
#[repr(align(64))]
pub(super) struct Row<const L: usize>(pub(super) [f64; L]);

impl<const L: usize> Row<L> {
    pub(super) const ZERO: Self = Row([0.0; L]);

    #[inline(always)]
    fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(x, y)| *x += y);
    }

    /// 1 for each source of the mask.
    #[inline(always)]
    fn ones(mask: u32) -> Self {
        let mut row = Row([1.0; L]);
        row.keep(mask);
        row
    }

    /// Leaves 0 for sources that are not in the mask.
    #[inline(always)]
    fn keep(&mut self, mask: u32) {
        let (fours, _) = self.0.as_chunks_mut::<4>();
        for (place, four) in fours.iter_mut().enumerate() {
            let kept = &KEPT[(mask >> (4 * place) & 15) as usize];
            four.iter_mut().zip(kept).for_each(|(x, k)| *x = f64::from_bits(x.to_bits() & k));
        }
    }
}

/// Who takes what is found; to be put in where it is called, so that it is compiled for the same registers.
pub(super) trait Take<const L: usize> {
    /// The dependencies of each source on a person.
    fn take(&mut self, person: u32, of_each: &Row<L>);
}

/// For four bits, all ones where the bit is set.
const KEPT: [[u64; 4]; 16] = {
    let mut kept = [[0; 4]; 16];
    let mut bits = 0;
    while bits < 16 {
        let mut lane = 0;
        while lane < 4 {
            if bits >> lane & 1 == 1 {
                kept[bits][lane] = u64::MAX;
            }
            lane += 1;
        }
        bits += 1;
    }
    kept
};

/// What one thread needs.
pub(super) struct Scratch<const L: usize> {
    /// By person: the sources that have reached this person.
    seen: Vec<u32>,
    /// By person: the sources that reach this person in this step.
    now: Vec<u32>,
    /// People who may have a bit in `now`, as bits.
    touched: Vec<u64>,
    /// By person: the entry of the step that is looked at; 0 when there is none.
    entry: Vec<u32>,
    /// By entry: the person. Entry 0 is nobody.
    people: Vec<u32>,
    /// By entry: the sources that reach the person at this step.
    masks: Vec<u32>,
    /// By entry: path counts, later (1 + δ)/σ.
    rows: Vec<Row<L>>,
    /// Where the entries of each step start.
    steps: Vec<usize>,
}

impl<const L: usize> Scratch<L> {
    pub(super) fn new(n: usize) -> Self {
        Scratch {
            seen: vec![0; n],
            now: vec![0; n],
            touched: vec![0; n.div_ceil(64)],
            entry: vec![0; n],
            people: Vec::new(),
            masks: Vec::new(),
            rows: Vec::new(),
            steps: Vec::new(),
        }
    }

    /// The dependencies of up to `L` different sources on everybody who lies behind one of them, for each source δ: the sum
    /// over targets of the share of shortest paths that run through the person.
    pub(super) fn dependencies(
        &mut self,
        rows: &Rows,
        back: &Rows,
        sources: impl ExactSizeIterator<Item = u32>,
        found: &mut impl Take<L>,
    ) {
        // Compiled for several widths of registers, of which this machine's is taken: the same numbers, more at a time.
        let level = Level::new();
        dispatch!(level, _ => self.walk(rows, back, sources));
        dispatch!(level, _ => self.gather(rows, found));
    }

    /// Backwards: nobody lies behind the last step.
    #[inline(always)]
    fn gather(&mut self, rows: &Rows, found: &mut impl Take<L>) {
        for step in (1..self.steps.len() - 1).rev() {
            let (from, to) = (self.steps[step], self.steps[step + 1]);
            for at in from..to {
                let v = self.people[at];
                let mut behind = Row::ZERO;
                for &w in rows.of(v) {
                    behind.add(&self.rows[self.entry[w as usize] as usize]);
                }
                let own = &mut self.rows[at].0;
                let mut delta = Row::ZERO;
                for ((own, behind), delta) in own.iter_mut().zip(&behind.0).zip(&mut delta.0) {
                    let paths = *own;
                    *delta = paths * behind;
                    *own = if paths > 0.0 { 1.0 / paths + behind } else { 0.0 };
                }
                found.take(v, &delta);
            }
            let next = self.steps.get(step + 2).copied().unwrap_or(to);
            for &w in &self.people[to..next] {
                self.entry[w as usize] = 0;
            }
            for (at, &v) in (from..to).zip(&self.people[from..to]) {
                self.entry[v as usize] = at as u32;
            }
        }
        if let [_, from, to, ..] = self.steps[..] {
            self.people[from..to].iter().for_each(|&v| self.entry[v as usize] = 0);
        }
    }

    /// Forwards: the entries, step by step in the order of people, with their path counts.
    #[inline(always)]
    fn walk(&mut self, rows: &Rows, back: &Rows, sources: impl ExactSizeIterator<Item = u32>) {
        debug_assert!(sources.len() <= L && L <= 32);
        self.seen.fill(0);
        self.people.clear();
        self.masks.clear();
        self.rows.clear();
        self.steps.clear();
        self.push(u32::MAX, 0, Row::ZERO);
        self.steps.push(1);
        for (lane, s) in sources.enumerate() {
            let mut row = Row::ZERO;
            row.0[lane] = 1.0;
            self.push(s, 1 << lane, row);
            self.seen[s as usize] = 1 << lane;
        }
        self.steps.push(self.people.len());
        let mut from = 1;
        loop {
            let to = self.people.len();
            // Where most people are touched, to look at all of them costs less than to note whom to look at.
            let all = (to - from) * rows.targets().len() >= rows.len() * rows.len();
            for at in from..to {
                let (v, mask) = (self.people[at], self.masks[at]);
                self.entry[v as usize] = at as u32;
                for &w in rows.of(v) {
                    self.now[w as usize] |= mask;
                    if !all {
                        self.touched[w as usize / 64] |= 1 << (w % 64);
                    }
                }
            }
            if all {
                self.touched.fill(u64::MAX);
                let beyond = self.touched.len() * 64 - rows.len();
                self.touched.last_mut().into_iter().for_each(|word| *word >>= beyond);
            }
            for word in 0..self.touched.len() {
                let mut bits = std::mem::take(&mut self.touched[word]);
                while bits != 0 {
                    let w = word as u32 * 64 + bits.trailing_zeros();
                    bits &= bits - 1;
                    let new = std::mem::take(&mut self.now[w as usize]) & !self.seen[w as usize];
                    if new == 0 {
                        continue;
                    }
                    self.seen[w as usize] |= new;
                    if from == 1 {
                        // One path leads to each contact.
                        self.push(w, new, Row::ones(new));
                        continue;
                    }
                    let mut row = Row::ZERO;
                    for &u in back.of(w) {
                        row.add(&self.rows[self.entry[u as usize] as usize]);
                    }
                    row.keep(new);
                    self.push(w, new, row);
                }
            }
            self.people[from..to].iter().for_each(|&v| self.entry[v as usize] = 0);
            if self.people.len() == to {
                return;
            }
            self.steps.push(self.people.len());
            from = to;
        }
    }

    #[inline(always)]
    fn push(&mut self, person: u32, mask: u32, row: Row<L>) {
        self.people.push(person);
        self.masks.push(mask);
        self.rows.push(row);
    }
}
