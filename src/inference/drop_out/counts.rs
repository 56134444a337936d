//! What is left of a layer when some are silent, counted for several draws side by side.
//!
//! A draw is a bit, so that what holds in all of them is one word. How many there are of something is written in the digits
//! of a binary number, the same digit of all draws in one word: adding one to all of them is a handful of steps, whatever
//! the number of draws.

use super::{Frame, OF_LAYER};

/// Draws that are counted together.
pub(super) const TOGETHER: usize = 32;

/// In which draws something holds.
pub(super) type Draws = u32;

/// A number for each draw.
pub(super) type Lanes = [u32; TOGETHER];

/// Figures of the layer in one draw.
pub(super) type Figures = [Option<f64>; OF_LAYER.len()];

/// How many others of each person, in each draw.
pub(super) struct PerPerson {
    /// Words for each person: enough for the largest number.
    digits: usize,
    words: Vec<Draws>,
}

/// What is counted in some draws; memory that is used again.
pub(super) struct Counts {
    /// By person: in which draws silenced.
    pub(super) silent: Vec<Draws>,
    /// By person: how many others name this person.
    pub(super) named: PerPerson,
    /// By person: how many others this person is tied to.
    pub(super) contacts: PerPerson,
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

    /// Its number.
    pub(super) fn number(self) -> usize {
        let within = match self.within {
            None => 0,
            Some(same) => 1 + usize::from(same),
        };
        6 * usize::from(self.staff) + 3 * usize::from(self.answered) + within
    }
}

/// A sum in each draw.
#[derive(Default, Clone, Copy)]
struct Sum {
    digits: [Draws; u32::BITS as usize],
}

/// Over the pairs of a run: tied ones, and those both ways; the same of those of whom both answer. There are as many ties
/// as these together.
#[derive(Default, Clone, Copy)]
struct Sums {
    tied: Sum,
    both_ways: Sum,
    connected: Sum,
    mutual: Sum,
}

/// One more in the draws in which something holds.
#[inline]
fn add(digits: &mut [Draws], holds: Draws) {
    let mut carried = holds;
    for digit in digits {
        if carried == 0 {
            return;
        }
        let next = *digit & carried;
        *digit ^= carried;
        carried = next;
    }
}

/// The number in each draw.
#[inline]
fn numbers(digits: &[Draws]) -> Lanes {
    let mut numbers = [0; TOGETHER];
    for (place, &digit) in digits.iter().enumerate().filter(|(_, digit)| **digit != 0) {
        for (draw, number) in numbers.iter_mut().enumerate() {
            *number |= if digit & (1 << draw) != 0 { 1 << place } else { 0 };
        }
    }
    numbers
}

impl Sum {
    #[inline]
    fn add(&mut self, holds: Draws) {
        add(&mut self.digits, holds);
    }

    fn numbers(&self) -> Lanes {
        numbers(&self.digits)
    }
}

impl PerPerson {
    pub(super) fn of(people: usize, most: u32) -> PerPerson {
        let digits = (u32::BITS - most.leading_zeros()).max(1) as usize;
        PerPerson { digits, words: vec![0; people * digits] }
    }

    fn digits(&self, person: usize) -> &[Draws] {
        &self.words[person * self.digits..(person + 1) * self.digits]
    }

    #[inline]
    pub(super) fn add(&mut self, person: usize, holds: Draws) {
        add(&mut self.words[person * self.digits..(person + 1) * self.digits], holds);
    }

    /// In which draws there is somebody.
    fn some(&self, person: usize) -> Draws {
        self.digits(person).iter().fold(0, |some, digit| some | digit)
    }

    /// How many there are in one draw.
    pub(super) fn number(&self, person: u32, draw: usize) -> u32 {
        let digits = self.digits(person as usize).iter().enumerate();
        digits.fold(0, |number, (place, digit)| number | (digit >> draw & 1) << place)
    }

    /// How many there are, in each draw.
    pub(super) fn numbers(&self, person: u32) -> Lanes {
        numbers(self.digits(person as usize))
    }

    /// No number is larger.
    pub(super) fn most(&self) -> usize {
        (1 << self.digits) - 1
    }
}

impl Counts {
    pub(super) fn of(frame: &Frame) -> Counts {
        let people = frame.staff.len();
        let counts = || PerPerson::of(people, frame.most);
        Counts { silent: vec![0; people], named: counts(), contacts: counts() }
    }
}

/// In which draws a tie stands: `stands` tells by whether the one who names and the one who is named are silent.
#[inline]
fn standing(stands: &[Draws; 4], from: Draws, to: Draws) -> Draws {
    let either = |of: [Draws; 2], which: Draws| of[0] ^ (which & (of[0] ^ of[1]));
    let spoken = either([stands[0], stands[1]], from);
    let silent = either([stands[2], stands[3]], from);
    either([spoken, silent], to)
}

impl Frame {
    /// Everything of the draws whose silent people stand in `own`: the figures of the layer in each.
    pub(super) fn counted(&self, own: &mut Counts) -> [Figures; TOGETHER] {
        own.named.words.fill(0);
        own.contacts.words.fill(0);
        let none = [0; TOGETHER];
        let (mut within, mut across) = (none, none);
        let (mut ties, mut connected, mut among, mut mutual) = (none, none, none, none);
        for Run { pairs, kind } in &self.runs {
            let pairs = &self.pairs[pairs.clone()];
            let found = if kind.answered { self.run::<true>(pairs, own) } else { self.run::<false>(pairs, own) };
            let plus = |to: &mut Lanes, more: &Sum| to.iter_mut().zip(more.numbers()).for_each(|(n, m)| *n += m);
            if !kind.staff || kind.within == Some(false) {
                plus(&mut across, &found.tied);
            } else if kind.within == Some(true) {
                plus(&mut within, &found.tied);
            }
            if kind.staff {
                for more in [&found.tied, &found.both_ways] {
                    plus(&mut ties, more);
                }
                plus(&mut connected, &found.connected);
                for more in [&found.connected, &found.mutual] {
                    plus(&mut among, more);
                }
                plus(&mut mutual, &found.mutual);
            }
        }
        let seen = self.seen(&own.silent);
        let (mut isolates, mut known, mut open) = (Sum::default(), Sum::default(), Sum::default());
        for (v, silent) in own.silent.iter().enumerate() {
            if self.answered[v] && !self.not_told[v] {
                isolates.add(!silent & !own.contacts.some(v));
            }
            if self.doors.as_ref().is_some_and(|doors| doors[v]) {
                known.add(!silent);
                open.add(!silent & own.named.some(v));
            }
        }
        let (isolates, known, open) = (isolates.numbers(), known.numbers(), open.numbers());
        let share = |a: u32, b: u64| (b > 0).then(|| f64::from(a) / b as f64);
        std::array::from_fn(|draw| {
            let (within, across) = (within[draw], across[draw]);
            let ei = (within + across > 0 && !self.within_school)
                .then(|| (f64::from(across) - f64::from(within)) / f64::from(across + within));
            [
                share(ties[draw], self.possible),
                share(among[draw], seen[draw]),
                share(mutual[draw], u64::from(connected[draw])),
                // An outsider may be tied to somebody without a school: then only the column itself tells.
                if self.outside { None } else { ei },
                Some(f64::from(isolates[draw])),
                if self.doors.is_some() { share(open[draw], u64::from(known[draw])) } else { None },
            ]
        })
    }

    /// Ordered pairs of people who answer, in each draw.
    fn seen(&self, silent: &[Draws]) -> [u64; TOGETHER] {
        let groups = if self.within_school { self.sizes.len() } else { 1 };
        let mut still = vec![Sum::default(); groups];
        for (v, silent) in silent.iter().enumerate().filter(|s| self.answered[s.0]) {
            let group = if self.within_school { self.school[v] } else { Some(0) };
            if let Some(group) = group {
                still[group as usize].add(!silent);
            }
        }
        let still: Vec<Lanes> = still.iter().map(Sum::numbers).collect();
        std::array::from_fn(|draw| still.iter().map(|n| super::ordered(u64::from(n[draw]))).sum())
    }

    fn run<const ANSWERED: bool>(&self, pairs: &[(u32, u32, u8, u8)], own: &mut Counts) -> Sums {
        let mut sums = Sums::default();
        for &(a, b, forth, back) in pairs {
            let (a, b) = (a as usize, b as usize);
            let (x, y) = (own.silent[a], own.silent[b]);
            let forth = standing(&self.stands[forth as usize], x, y);
            let back = standing(&self.stands[back as usize], y, x);
            let tied = forth | back;
            own.named.add(b, forth);
            own.named.add(a, back);
            own.contacts.add(a, tied);
            own.contacts.add(b, tied);
            sums.tied.add(tied);
            sums.both_ways.add(forth & back);
            if ANSWERED {
                let speak = !(x | y);
                sums.connected.add(tied & speak);
                sums.mutual.add(forth & back & speak);
            }
        }
        sums
    }
}
