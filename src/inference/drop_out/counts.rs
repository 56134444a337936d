//! What is left of a layer when some are silent, counted for several draws side by side.

use super::{Frame, OF_LAYER};

/// Draws that are counted together.
pub(super) const TOGETHER: usize = 16;

/// A number for each draw, or all ones where something holds and zero where it does not.
pub(super) type Lanes = [u32; TOGETHER];

/// Figures of the layer in one draw.
pub(super) type Figures = [Option<f64>; OF_LAYER.len()];

/// What is counted in some draws; memory that is used again.
pub(super) struct Counts {
    /// By person: in which draws silenced.
    pub(super) silent: Vec<Lanes>,
    /// By person: how many others name this person.
    pub(super) named: Vec<Lanes>,
    /// By person: how many others this person is tied to.
    pub(super) contacts: Vec<Lanes>,
}

/// Pairs of which the same is counted.
pub(super) struct Run {
    pub(super) pairs: std::ops::Range<usize>,
    pub(super) kind: Kind,
}

/// What is counted of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    /// Neither is an outsider.
    pub(super) staff: bool,
    /// Both answered.
    pub(super) answered: bool,
    /// Both have a school: whether it is the same.
    pub(super) within: Option<bool>,
}

impl Kind {
    /// How many kinds there are.
    pub(super) const MANY: usize = 12;

    /// Its number, in the order of kinds.
    pub(super) fn number(self) -> usize {
        let within = match self.within {
            None => 0,
            Some(same) => 1 + usize::from(same),
        };
        6 * usize::from(self.staff) + 3 * usize::from(self.answered) + within
    }
}

/// Over the pairs of a run: tied ones and ties; the same of those of whom both answer, and mutual ones among them.
#[derive(Default, Clone, Copy)]
struct Sums {
    tied: Lanes,
    ties: Lanes,
    connected: Lanes,
    among: Lanes,
    mutual: Lanes,
}

impl Counts {
    pub(super) fn of(frame: &Frame) -> Counts {
        let none = || vec![[0; TOGETHER]; frame.staff.len()];
        Counts { silent: none(), named: none(), contacts: none() }
    }
}

/// One more in the draws in which something holds.
#[inline]
fn add(to: &mut Lanes, holds: &Lanes) {
    to.iter_mut().zip(holds).for_each(|(n, h)| *n = n.wrapping_sub(*h));
}

/// In which draws a tie stands: `stands` tells by whether the one who names and the one who is named are silent.
#[inline]
fn standing(stands: &[u32; 4], from: &Lanes, to: &Lanes) -> Lanes {
    let either = |of: [u32; 2], which: u32| of[0] ^ (which & (of[0] ^ of[1]));
    std::array::from_fn(|draw| {
        let spoken = either([stands[0], stands[1]], from[draw]);
        let silent = either([stands[2], stands[3]], from[draw]);
        either([spoken, silent], to[draw])
    })
}

impl Frame {
    /// Everything of the draws whose silent people stand in `own`: the figures of the layer in each.
    pub(super) fn counted(&self, own: &mut Counts) -> [Figures; TOGETHER] {
        own.named.fill([0; TOGETHER]);
        own.contacts.fill([0; TOGETHER]);
        let (mut all, mut within, mut across) = (Sums::default(), [0; TOGETHER], [0; TOGETHER]);
        for Run { pairs, kind } in &self.runs {
            let pairs = &self.pairs[pairs.clone()];
            let found = if kind.answered { self.run::<true>(pairs, own) } else { self.run::<false>(pairs, own) };
            let plus = |to: &mut Lanes, more: &Lanes| to.iter_mut().zip(more).for_each(|(n, m)| *n += m);
            if !kind.staff || kind.within == Some(false) {
                plus(&mut across, &found.tied);
            } else if kind.within == Some(true) {
                plus(&mut within, &found.tied);
            }
            if kind.staff {
                plus(&mut all.ties, &found.ties);
                plus(&mut all.connected, &found.connected);
                plus(&mut all.among, &found.among);
                plus(&mut all.mutual, &found.mutual);
            }
        }
        let seen = self.seen(&own.silent);
        let (mut isolates, mut known, mut open) = ([0; TOGETHER], [0; TOGETHER], [0; TOGETHER]);
        for v in 0..self.staff.len() {
            let speaks: Lanes = own.silent[v].map(|s| !s);
            let none = |counts: &Lanes| counts.map(|n| if n == 0 { u32::MAX } else { 0 });
            let both = |x: &Lanes, y: &Lanes| std::array::from_fn(|draw| x[draw] & y[draw]);
            if self.answered[v] {
                add(&mut isolates, &both(&speaks, &none(&own.contacts[v])));
            }
            if self.doors.as_ref().is_some_and(|doors| doors[v]) {
                add(&mut known, &speaks);
                add(&mut open, &both(&speaks, &none(&own.named[v]).map(|n| !n)));
            }
        }
        let share = |a: u32, b: u64| (b > 0).then(|| f64::from(a) / b as f64);
        std::array::from_fn(|draw| {
            let (within, across) = (within[draw], across[draw]);
            let ei = (within + across > 0 && !self.within_school)
                .then(|| (f64::from(across) - f64::from(within)) / f64::from(across + within));
            [
                share(all.ties[draw], self.possible),
                share(all.among[draw], seen[draw]),
                share(all.mutual[draw], u64::from(all.connected[draw])),
                // An outsider may be tied to somebody without a school: then only the column itself tells.
                if self.outside { None } else { ei },
                Some(f64::from(isolates[draw])),
                if self.doors.is_some() { share(open[draw], u64::from(known[draw])) } else { None },
            ]
        })
    }

    /// Ordered pairs of people who answer, in each draw.
    fn seen(&self, silent: &[Lanes]) -> [u64; TOGETHER] {
        let groups = if self.within_school { self.sizes.len() } else { 1 };
        let mut still = vec![[0u32; TOGETHER]; groups];
        for (v, silent) in silent.iter().enumerate().filter(|s| self.answered[s.0]) {
            let group = if self.within_school { self.school[v] } else { Some(0) };
            if let Some(group) = group {
                add(&mut still[group as usize], &silent.map(|s| !s));
            }
        }
        std::array::from_fn(|draw| still.iter().map(|n| super::ordered(u64::from(n[draw]))).sum())
    }

    fn run<const ANSWERED: bool>(&self, pairs: &[(u32, u32, u8, u8)], own: &mut Counts) -> Sums {
        let mut sums = Sums::default();
        for &(a, b, forth, back) in pairs {
            let (a, b) = (a as usize, b as usize);
            let (x, y) = (own.silent[a], own.silent[b]);
            let forth = standing(&self.stands[forth as usize], &x, &y);
            let back = standing(&self.stands[back as usize], &y, &x);
            let tied = std::array::from_fn(|draw| forth[draw] | back[draw]);
            add(&mut own.named[b], &forth);
            add(&mut own.named[a], &back);
            add(&mut own.contacts[a], &tied);
            add(&mut own.contacts[b], &tied);
            add(&mut sums.tied, &tied);
            add(&mut sums.ties, &forth);
            add(&mut sums.ties, &back);
            if ANSWERED {
                let speak: Lanes = std::array::from_fn(|draw| !(x[draw] | y[draw]));
                let among = |ties: &Lanes| std::array::from_fn(|draw| ties[draw] & speak[draw]);
                let (forth, back) = (among(&forth), among(&back));
                add(&mut sums.connected, &among(&tied));
                add(&mut sums.among, &forth);
                add(&mut sums.among, &back);
                add(&mut sums.mutual, &std::array::from_fn(|draw| forth[draw] & back[draw]));
            }
        }
        sums
    }
}
