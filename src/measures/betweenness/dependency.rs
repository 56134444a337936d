//! Brandes' dependencies, a batch of sources at a time.
//!
//! One walk of bits finds at which steps each person is reached from which of the sources; path counts and dependencies
//! then run over the list of (person, step) entries, forwards and backwards, a row of numbers for each with one number
//! for each source. A row is zero for sources that reach the person at another step, so that adding rows needs no
//! asking, and whoever is not at the step in question is looked up as row 0, which is zero. Sources that stand side by
//! side reach most people at the same steps, so that there are few entries.
//!
//! Brandes (2001), *Journal of Mathematical Sociology* 25:163–177; the stored row is (1 + δ)/σ.

use crate::measures::bits::Bits;
use crate::network::adjacency::Rows;
use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, f64x8, mask64x8};

/// Sources in one register, as wide as registers come. How many registers of sources walk together is `N`.
pub(super) const WIDE: usize = 8;

/// A row of numbers, one for each source of the batch; it begins where a cache line does.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Row<const N: usize>([[f64; WIDE]; N]);

impl<const N: usize> Row<N> {
    const ZERO: Self = Row([[0.0; WIDE]; N]);
}

/// A row while it is reckoned with: in registers, as wide as this machine has them. Places are counted, not gone over by
/// iterators, so that all is compiled where it is called, for these registers.
#[derive(Clone, Copy)]
pub(super) struct Held<S: Simd, const N: usize>([f64x8<S>; N]);

#[expect(clippy::needless_range_loop, reason = "iterators would be compiled for the narrowest registers")]
impl<S: Simd, const N: usize> Held<S, N> {
    #[inline(always)]
    pub(super) fn of(simd: S, row: &[[f64; WIDE]; N]) -> Self {
        let mut held = Held::all(simd, 0.0);
        for at in 0..N {
            held.0[at] = f64x8::from_slice(simd, &row[at]);
        }
        held
    }

    #[inline(always)]
    fn all(simd: S, number: f64) -> Self {
        Held([f64x8::splat(simd, number); N])
    }

    #[inline(always)]
    fn put(self, row: &mut Row<N>) {
        for at in 0..N {
            self.0[at].store_slice(&mut row.0[at]);
        }
    }

    #[inline(always)]
    fn add(&mut self, simd: S, row: &Row<N>) {
        for at in 0..N {
            self.0[at] += f64x8::from_slice(simd, &row.0[at]);
        }
    }

    #[inline(always)]
    pub(super) fn times(mut self, other: Self) -> Self {
        for at in 0..N {
            self.0[at] *= other.0[at];
        }
        self
    }

    /// Leaves 0 for sources that are not in the mask.
    #[inline(always)]
    fn kept(mut self, simd: S, mask: u32) -> Self {
        let none = f64x8::splat(simd, 0.0);
        for at in 0..N {
            let bits = u64::from(mask >> (WIDE * at) & 0xFF);
            self.0[at] = mask64x8::from_bitmask(simd, bits).select(self.0[at], none);
        }
        self
    }

    /// (1 + δ)/σ of sources with paths, from their numbers σ and the sum δ/σ of who lies behind.
    #[inline(always)]
    fn through(mut self, simd: S, behind: Self) -> Self {
        let (none, one) = (f64x8::splat(simd, 0.0), f64x8::splat(simd, 1.0));
        for at in 0..N {
            let paths = self.0[at];
            self.0[at] = paths.simd_gt(none).select(one / paths + behind.0[at], none);
        }
        self
    }

    /// The numbers added up, registers first, then halves.
    #[inline(always)]
    pub(super) fn total(self) -> f64 {
        let mut sum = self.0[0];
        for at in 1..N {
            sum += self.0[at];
        }
        let (low, high) = sum.split();
        let four: [f64; 4] = (low + high).into();
        (four[0] + four[2]) + (four[1] + four[3])
    }
}

/// Who takes what is found; to be put in where it is called, so that it is compiled for the same registers.
pub(super) trait Take<const N: usize> {
    /// The dependencies of each source on a person.
    fn take<S: Simd>(&mut self, simd: S, person: u32, of_each: Held<S, N>);
}

/// What one thread needs.
pub(super) struct Scratch<const N: usize> {
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
    rows: Vec<Row<N>>,
    /// Where the entries of each step start.
    steps: Vec<usize>,
}

impl<const N: usize> Scratch<N> {
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

    /// The dependencies of a batch of different sources on everybody who lies behind one of them, for each source δ: the
    /// sum over targets of the share of shortest paths that run through the person.
    pub(super) fn dependencies(
        &mut self,
        rows: &Rows,
        back: &Rows,
        sources: impl ExactSizeIterator<Item = u32>,
        found: &mut impl Take<N>,
    ) {
        // Compiled for several widths of registers, of which this machine's is taken: the same numbers, more at a time.
        let level = Level::new();
        dispatch!(level, simd => self.walk(simd, rows, back, sources));
        dispatch!(level, simd => self.gather(simd, rows, found));
    }

    /// Backwards: nobody lies behind the last step.
    #[inline(always)]
    fn gather<S: Simd>(&mut self, simd: S, rows: &Rows, found: &mut impl Take<N>) {
        for step in (1..self.steps.len() - 1).rev() {
            let (from, to) = (self.steps[step], self.steps[step + 1]);
            for at in from..to {
                let v = self.people[at];
                let mut behind = Held::all(simd, 0.0);
                for &w in rows.of(v) {
                    behind.add(simd, &self.rows[self.entry[w as usize] as usize]);
                }
                let paths = Held::of(simd, &self.rows[at].0);
                paths.through(simd, behind).put(&mut self.rows[at]);
                found.take(simd, v, paths.times(behind));
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
    fn walk<S: Simd>(&mut self, simd: S, rows: &Rows, back: &Rows, sources: impl ExactSizeIterator<Item = u32>) {
        debug_assert!(sources.len() <= N * WIDE && N * WIDE <= u32::BITS as usize);
        self.seen.fill(0);
        self.people.clear();
        self.masks.clear();
        self.rows.clear();
        self.steps.clear();
        self.push(u32::MAX, 0, Row::ZERO);
        self.steps.push(1);
        for (lane, s) in sources.enumerate() {
            let mut row = Row::ZERO;
            row.0[lane / WIDE][lane % WIDE] = 1.0;
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
                for w in Bits::of(std::mem::take(&mut self.touched[word]), word as u32 * 64) {
                    let new = std::mem::take(&mut self.now[w as usize]) & !self.seen[w as usize];
                    if new == 0 {
                        continue;
                    }
                    self.seen[w as usize] |= new;
                    if from == 1 {
                        // One path leads to each contact.
                        self.push_held(w, new, Held::all(simd, 1.0).kept(simd, new));
                        continue;
                    }
                    let mut row = Held::all(simd, 0.0);
                    for &u in back.of(w) {
                        row.add(simd, &self.rows[self.entry[u as usize] as usize]);
                    }
                    self.push_held(w, new, row.kept(simd, new));
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
    fn push_held<S: Simd>(&mut self, person: u32, mask: u32, held: Held<S, N>) {
        let mut row = Row::ZERO;
        held.put(&mut row);
        self.push(person, mask, row);
    }

    #[inline(always)]
    fn push(&mut self, person: u32, mask: u32, row: Row<N>) {
        self.people.push(person);
        self.masks.push(mask);
        self.rows.push(row);
    }
}
