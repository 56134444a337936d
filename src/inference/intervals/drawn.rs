//! People drawn with replacement, sixteen draws at a time, and left out one at a time.

use super::{Counts, Frame, LANES, Pair};
use crate::inference::bootstrap::jackknife;
use crate::inference::{Draw, generator};
use rand::Rng;
use rayon::prelude::*;

impl Frame {
    /// The counts of each school, draw after draw, and of the group in every draw.
    pub(super) fn drawn(&self, seed: u64) -> (Vec<Counts>, Vec<Counts>) {
        let chunks: Vec<(Vec<Counts>, Vec<Counts>)> =
            (0..self.draws.div_ceil(LANES)).into_par_iter().map(|chunk| self.chunk(seed, chunk)).collect();
        let mut schools = Vec::with_capacity(self.draws * self.schools.len());
        let mut groups = Vec::with_capacity(self.draws);
        for (of_schools, of_group) in chunks {
            schools.extend(of_schools);
            groups.extend(of_group);
        }
        (schools, groups)
    }

    /// Sixteen draws.
    fn chunk(&self, seed: u64, chunk: usize) -> (Vec<Counts>, Vec<Counts>) {
        let lanes = LANES.min(self.draws - chunk * LANES);
        let mut times = vec![[0u32; LANES]; self.told.len()];
        // By school and lane: arcs, cells, mutual, connected, inside of people drawn twice.
        let mut doubles = vec![[Counts::default(); LANES]; self.schools.len()];
        for lane in 0..lanes {
            let mut random = generator(seed, Draw::Bootstrap, (chunk * LANES + lane) as u64);
            let mut below = |bound: usize| ((u128::from(random.next_u64()) * bound as u128) >> 64) as usize;
            for (school, double) in self.schools.iter().zip(&mut doubles) {
                for _ in 0..school.size {
                    times[school.from + below(school.size)][lane] += 1;
                }
                let own = &times[school.from..school.from + school.size];
                let twice: u32 = own.iter().map(|t| t[lane] * t[lane].saturating_sub(1) / 2).sum();
                let possible = school.size * school.size.saturating_sub(1) / 2;
                for _ in 0..twice {
                    let to = &mut double[lane];
                    match self.inside[school.pairs.clone()].get(below(possible.max(1))) {
                        Some(pair) => {
                            let (a, b) = (pair.a as usize, pair.b as usize);
                            to.arcs += f64::from(pair.arcs);
                            to.cells += f64::from(u8::from(self.sees(a, b, true)) + u8::from(self.sees(b, a, true)));
                            to.mutual += f64::from(u8::from(pair.both && pair.mutual));
                            to.connected += f64::from(u8::from(pair.both));
                            to.inside += 1.0;
                        }
                        None => to.cells += school.cells_of_null,
                    }
                }
            }
        }
        let mut sums = vec![[[0u32; LANES]; 5]; self.schools.len()];
        let mut between = [[0u32; LANES]; 4];
        let product = |pair: &Pair| -> [u32; LANES] {
            let (x, y) = (&times[pair.a as usize], &times[pair.b as usize]);
            std::array::from_fn(|l| x[l] * y[l])
        };
        let add = |to: &mut [u32; LANES], copies: &[u32; LANES], weight: u32| {
            for l in 0..LANES {
                to[l] += copies[l] * weight;
            }
        };
        for pair in &self.inside {
            let (copies, to) = (product(pair), &mut sums[self.school_of[pair.a as usize] as usize]);
            add(&mut to[0], &copies, u32::from(pair.arcs));
            add(&mut to[1], &copies, u32::from(pair.both && pair.mutual));
            add(&mut to[2], &copies, u32::from(pair.both));
            add(&mut to[3], &copies, 1);
        }
        for pair in &self.across {
            let copies = product(pair);
            for end in [pair.a, pair.b] {
                add(&mut sums[self.school_of[end as usize] as usize][4], &copies, 1);
            }
            add(&mut between[0], &copies, u32::from(pair.arcs));
            add(&mut between[1], &copies, u32::from(pair.both && pair.mutual));
            add(&mut between[2], &copies, u32::from(pair.both));
            add(&mut between[3], &copies, 1);
        }
        for (p, &outward) in self.outward.iter().enumerate().filter(|o| *o.1 > 0) {
            add(&mut sums[self.school_of[p] as usize][4], &times[p], outward);
        }
        let mut schools = Vec::with_capacity(lanes * self.schools.len());
        let many = &mut Default::default();
        let groups =
            (0..lanes).map(|lane| self.put_together(lane, &times, &doubles, (&sums, &between), many, &mut schools));
        let groups = groups.collect();
        (schools, groups)
    }

    /// The group in one draw; its schools are put behind `schools`.
    fn put_together(
        &self,
        lane: usize,
        times: &[[u32; LANES]],
        doubles: &[[Counts; LANES]],
        (sums, between): (&[[[u32; LANES]; 5]], &[[u32; LANES]; 4]),
        [all, many, own]: &mut [Vec<f64>; 3],
        schools: &mut Vec<Counts>,
    ) -> Counts {
        let empty = |list: &mut Vec<f64>| {
            list.clear();
            list.resize(self.seen.len(), 0.0);
        };
        empty(all);
        let (first, mut within) = (schools.len(), 0.0);
        for (s, school) in self.schools.iter().enumerate() {
            empty(many);
            empty(own);
            for p in school.from..school.from + school.size {
                let t = f64::from(times[p][lane]);
                many[self.told[p]] += t;
                own[self.told[p]] += t * t;
            }
            all.iter_mut().zip(many.iter()).for_each(|(a, m)| *a += m);
            let of = |k: usize| f64::from(sums[s][k][lane]);
            let counted = Counts {
                arcs: of(0),
                cells: self.cells(many, true, &|c| own[c]),
                mutual: of(1),
                connected: of(2),
                inside: of(3),
                across: of(4),
            };
            if self.asked_across {
                within += self.cells(many, false, &|_| 0.0);
            }
            schools.push(counted.plus(doubles[s][lane], 1.0));
        }
        let of = |k: usize| f64::from(between[k][lane]);
        let cells = if self.asked_across { self.cells(all, false, &|_| 0.0) - within } else { 0.0 };
        let apart = Counts { arcs: of(0), cells, mutual: of(1), connected: of(2), inside: 0.0, across: -of(3) };
        schools[first..].iter().copied().fold(apart, |s, c| s.plus(c, 1.0))
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
