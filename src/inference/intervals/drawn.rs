//! People drawn with replacement, sixteen draws at a time, and left out one at a time.

use super::{Counts, Frame, Pair};
use crate::inference::bootstrap::{LANES, Times, copies, jackknife, once_more};
use crate::inference::{Draw, generator};
use rand::Rng;
use rayon::prelude::*;

/// A number for each of some draws.
type Sums = [u32; LANES];

/// Pairs of which the same is counted.
struct Alike {
    arcs: u32,
    both: bool,
    mutual: bool,
    ends: Vec<(u32, u32)>,
}

impl Alike {
    fn of(pairs: &[Pair]) -> Vec<Alike> {
        let kind = |p: &Pair| (p.arcs, p.both, p.mutual);
        let mut sorted: Vec<&Pair> = pairs.iter().collect();
        sorted.sort_by_key(|p| kind(p));
        let of = |same: &[&Pair]| Alike {
            arcs: u32::from(same[0].arcs),
            both: same[0].both,
            mutual: same[0].mutual,
            ends: same.iter().map(|p| (p.a, p.b)).collect(),
        };
        sorted.chunk_by(|p, q| kind(p) == kind(q)).map(of).collect()
    }

    /// How many copies of these pairs there are, added to what they count for: arcs, mutual, connected and all.
    fn count(&self, times: &[Times], to: &mut [Sums; 4]) {
        let copies = copies(&self.ends, times);
        let weights = [self.arcs, u32::from(self.both && self.mutual), u32::from(self.both), 1];
        for (to, weight) in to.iter_mut().zip(weights) {
            to.iter_mut().zip(copies).for_each(|(to, copies)| *to += copies as u32 * weight);
        }
    }
}

/// The counts of a school in one draw. There are up to a thousand of them for each school: with whole numbers as such they
/// take two thirds of the room.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Drawn {
    cells: f64,
    arcs: u32,
    mutual: u32,
    connected: u32,
    inside: u32,
    across: u32,
}

impl From<Drawn> for Counts {
    fn from(drawn: Drawn) -> Counts {
        Counts {
            arcs: f64::from(drawn.arcs),
            cells: drawn.cells,
            mutual: f64::from(drawn.mutual),
            connected: f64::from(drawn.connected),
            inside: f64::from(drawn.inside),
            across: f64::from(drawn.across),
        }
    }
}

impl Frame {
    /// The counts of each school, draw after draw, and of the group in every draw.
    pub(super) fn drawn(&self, seed: u64) -> (Vec<Drawn>, Vec<Counts>) {
        let inside: Vec<Vec<Alike>> =
            self.schools.iter().map(|school| Alike::of(&self.inside[school.pairs.clone()])).collect();
        let across = Alike::of(&self.across);
        let count = self.schools.len();
        let mut schools = vec![Drawn::default(); self.draws * count];
        let mut groups = vec![Counts::default(); self.draws];
        // Without a school there is nobody to draw.
        schools
            .par_chunks_mut((LANES * count).max(1))
            .zip(groups.par_chunks_mut(LANES))
            .enumerate()
            .for_each(|(chunk, (schools, groups))| self.chunk(seed, chunk, (&inside, &across), schools, groups));
        (schools, groups)
    }

    /// Sixteen draws.
    fn chunk(
        &self,
        seed: u64,
        chunk: usize,
        (inside, across): (&[Vec<Alike>], &[Alike]),
        schools: &mut [Drawn],
        groups: &mut [Counts],
    ) {
        let mut times: Vec<Times> = vec![[0; LANES]; self.told.len()];
        let count = self.schools.len();
        let number = |lane: usize| (chunk * LANES + lane) as u64;
        let mut randoms: Vec<_> =
            (0..groups.len()).map(|lane| generator(seed, Draw::Bootstrap, number(lane))).collect();
        // School after school, so that people who stand together in memory are drawn in all of these draws.
        for (s, school) in self.in_turn.iter().map(|&s| (s as usize, &self.schools[s as usize])) {
            let possible = school.size * school.size.saturating_sub(1) / 2;
            for (lane, random) in randoms.iter_mut().enumerate() {
                let mut below = |bound: usize| ((u128::from(random.next_u64()) * bound as u128) >> 64) as usize;
                let to = &mut schools[lane * count + s];
                let mut twice = 0u32;
                for _ in 0..school.size {
                    twice += once_more(&mut times[school.from + below(school.size)][lane]);
                }
                for _ in 0..twice {
                    match self.inside[school.pairs.clone()].get(below(possible.max(1))) {
                        Some(pair) => {
                            let (a, b) = (pair.a as usize, pair.b as usize);
                            to.arcs += u32::from(pair.arcs);
                            to.cells += f64::from(u8::from(self.sees(a, b, true)) + u8::from(self.sees(b, a, true)));
                            to.mutual += u32::from(pair.both && pair.mutual);
                            to.connected += u32::from(pair.both);
                            to.inside += 1;
                        }
                        None => to.cells += school.cells_of_null,
                    }
                }
            }
        }
        let mut outward: Vec<Sums> = vec![[0; LANES]; count];
        let mut outside = |p: u32, copies: Sums| {
            let to = &mut outward[self.school_of[p as usize] as usize];
            to.iter_mut().zip(copies).for_each(|(to, copies)| *to += copies);
        };
        for &(a, b) in across.iter().flat_map(|alike| &alike.ends) {
            let (x, y) = (&times[a as usize], &times[b as usize]);
            let copies: Sums = std::array::from_fn(|lane| u32::from(u16::from(x[lane]) * u16::from(y[lane])));
            outside(a, copies);
            outside(b, copies);
        }
        for (p, &ties) in (0..).zip(&self.outward).filter(|of| *of.1 > 0) {
            outside(p, times[p as usize].map(|t| u32::from(t) * ties));
        }
        let classes = self.seen.len();
        let none: Vec<Sums> = vec![[0; LANES]; classes];
        let (mut all, mut within) = (none.clone(), [0.0; LANES]);
        let (mut many, mut own) = (none.clone(), none);
        let [mut of_many, mut of_own] = [vec![0.0; classes], vec![0.0; classes]];
        let of_lane = |to: &mut [f64], sums: &[Sums], lane: usize| {
            to.iter_mut().zip(sums).for_each(|(to, sums)| *to = f64::from(sums[lane]));
        };
        for (s, school) in self.schools.iter().enumerate() {
            let mut sums = [[0; LANES]; 4];
            inside[s].iter().for_each(|alike| alike.count(&times, &mut sums));
            many.fill([0; LANES]);
            own.fill([0; LANES]);
            let people = school.from..school.from + school.size;
            for (times, &told) in times[people.clone()].iter().zip(&self.told[people]) {
                for (lane, &t) in times.iter().enumerate() {
                    many[told][lane] += u32::from(t);
                    own[told][lane] += u32::from(u16::from(t) * u16::from(t));
                }
            }
            all.as_flattened_mut().iter_mut().zip(many.as_flattened()).for_each(|(a, m)| *a += m);
            for lane in 0..groups.len() {
                of_lane(&mut of_many, &many, lane);
                of_lane(&mut of_own, &own, lane);
                let to = &mut schools[lane * count + s];
                to.cells += self.cells(&of_many, true, &|c| of_own[c]);
                let counts = [&mut to.arcs, &mut to.mutual, &mut to.connected, &mut to.inside];
                counts.into_iter().zip(&sums).for_each(|(to, sums)| *to += sums[lane]);
                to.across += outward[s][lane];
                if self.asked_across {
                    within[lane] += self.cells(&of_many, false, &|_| 0.0);
                }
            }
        }
        let mut between = [[0; LANES]; 4];
        across.iter().for_each(|alike| alike.count(&times, &mut between));
        for (lane, group) in groups.iter_mut().enumerate() {
            let of = |k: usize| f64::from(between[k][lane]);
            of_lane(&mut of_many, &all, lane);
            let cells = if self.asked_across { self.cells(&of_many, false, &|_| 0.0) - within[lane] } else { 0.0 };
            let apart = Counts { arcs: of(0), cells, mutual: of(1), connected: of(2), inside: 0.0, across: -of(3) };
            let schools = schools[lane * count..][..count].iter().copied();
            *group = schools.map(Counts::from).fold(apart, |s, c| s.plus(c, 1.0));
        }
    }
}

impl Frame {
    /// Jackknife standard errors of each school, then of the group.
    pub(super) fn jackknifes(&self, own: &[Counts], group: Counts) -> Vec<[Option<f64>; 3]> {
        // What leaves with each person: inside the school, and across.
        let mut inside = vec![Counts::default(); self.told.len()];
        let mut across = vec![Counts::default(); self.told.len()];
        for (list, to) in [(&self.inside, &mut inside), (&self.across, &mut across)] {
            for pair in list {
                for end in [pair.a, pair.b] {
                    let c = &mut to[end as usize];
                    c.arcs += f64::from(pair.arcs);
                    c.mutual += f64::from(u8::from(pair.both && pair.mutual));
                    c.connected += f64::from(u8::from(pair.both));
                    c.inside += 1.0;
                }
            }
        }
        let mut all = vec![0.0; self.seen.len()];
        self.told.iter().for_each(|&c| all[c] += 1.0);
        let either = |c: usize, many: &[f64], own: bool| -> f64 {
            let count = |d: usize| {
                let (x, y) = (self.seen[c][d], self.seen[d][c]);
                let of = |s: (bool, bool)| f64::from(u8::from(if own { s.0 } else { s.1 }));
                many[d] * (of(x) + of(y))
            };
            (0..many.len()).map(count).sum()
        };
        let mut rows = Vec::with_capacity(self.schools.len() + 1);
        let mut left_of_group: [Vec<f64>; 3] = Default::default();
        for (s, school) in self.schools.iter().enumerate() {
            let many = self.many(s);
            let others: Vec<f64> = all.iter().zip(&many).map(|(a, m)| a - m).collect();
            let mut left: [Vec<f64>; 3] = Default::default();
            for p in school.from..school.from + school.size {
                let c = self.told[p];
                let mut apart = many.clone();
                apart[c] -= 1.0;
                let leaves = Counts { cells: either(c, &apart, true), across: 0.0, ..inside[p] };
                let far = across[p];
                let outward = far.inside + f64::from(self.outward[p]);
                let of_school = own[s].plus(leaves, -1.0);
                let of_school = Counts { across: of_school.across - outward, ..of_school };
                let cells = if self.asked_across { either(c, &others, false) } else { 0.0 };
                let both = leaves.plus(Counts { cells, inside: 0.0, across: outward, ..far }, 1.0);
                for (list, figure) in left.iter_mut().zip(of_school.figures()) {
                    list.extend(figure);
                }
                for (list, figure) in left_of_group.iter_mut().zip(group.plus(both, -1.0).figures()) {
                    list.extend(figure);
                }
            }
            rows.push(left.map(|l| jackknife(&l)));
        }
        rows.push(left_of_group.map(|l| jackknife(&l)));
        rows
    }
}
