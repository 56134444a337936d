//! Shortest paths from everybody at once: 512 breadth-first walks side by side, a bit for each.
//!
//! Then et al. (2014), "The More the Merrier", PVLDB 8:449–460. A person's row of 512 bits says which of the batch's
//! targets were reached so far; one step takes over what the contacts have. What is counted are bits, so nothing is
//! rounded before the end and the sums are the same for any number of threads.

use super::lanes::{LANES, LaneCounts, Lanes};
use crate::measures::cohesion::components::strong_from;
use crate::measures::workers::workers;
use crate::network::adjacency::Rows;

/// From so many people times ties on, walks are shared among threads.
const SHARE_FROM: usize = 4_000_000;
/// Up to this distance, 1/distance is a whole number of units: the least common multiple of 1 to 28.
const WHOLE: u64 = 80_313_433_200;
/// Walks step from the few who were just reached to their neighbours until these have so many ties that it is cheaper
/// to ask everybody not yet done: one in so many of all ties.
const FEW: usize = 24;

/// What shortest paths along some rows come to.
pub(crate) struct Walks {
    /// By person: the sum of 1/distance to everybody reached, in parts of [`Walks::unit`].
    to: Vec<u64>,
    /// By person: the same from everybody who reaches this person; empty when not asked for.
    from: Vec<u64>,
    /// By person: how many are reached, and in how many steps together; empty when not asked for.
    pub(crate) reached: Vec<(u32, u64)>,
    /// By person: how many are within two steps.
    pub(crate) within_two: Vec<u32>,
    /// Ordered pairs by distance, from 1 at place 0.
    pub(crate) pairs: Vec<u64>,
    unit: u64,
}

/// What is wanted beyond distances outwards.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Wanted {
    /// Distances inwards as well.
    pub(crate) from: bool,
    /// How many are reached, and in how many steps.
    pub(crate) reached: bool,
}

impl Walks {
    /// By person, the sum of 1/distance to everybody reached.
    pub(crate) fn nearness(&self) -> impl Iterator<Item = f64> + '_ {
        self.to.iter().map(|&x| x as f64 / self.unit as f64)
    }

    /// By person, the sum of 1/distance from everybody who reaches this person.
    pub(crate) fn nearness_from(&self) -> impl Iterator<Item = f64> + '_ {
        self.from.iter().map(|&x| x as f64 / self.unit as f64)
    }

    /// The sum over all ordered pairs of 1/distance.
    pub(crate) fn total_nearness(&self) -> f64 {
        self.pairs.iter().zip(1u32..).map(|(&pairs, distance)| pairs as f64 / f64::from(distance)).sum()
    }

    /// Ordered pairs of which one reaches the other, and the steps between them together.
    pub(crate) fn connected(&self) -> (u64, u64) {
        let steps = self.pairs.iter().zip(1u64..).map(|(&pairs, distance)| pairs * distance).sum();
        (self.pairs.iter().sum(), steps)
    }

    /// The largest distance; 0 when nobody is tied.
    pub(crate) fn diameter(&self) -> usize {
        self.pairs.len()
    }

    fn new(n: usize, wanted: Wanted) -> Walks {
        // The largest unit with which n people at distance 1 still fit.
        let room = (u64::MAX / (n as u64).max(1) / WHOLE).clamp(1, 64);
        Walks {
            to: vec![0; n],
            from: vec![0; if wanted.from { n } else { 0 }],
            reached: vec![(0, 0); if wanted.reached { n } else { 0 }],
            within_two: vec![0; n],
            pairs: Vec::new(),
            unit: WHOLE * room,
        }
    }

    fn add(&mut self, other: &Walks) {
        let sum = |to: &mut Vec<u64>, more: &[u64]| {
            to.resize(to.len().max(more.len()), 0);
            to.iter_mut().zip(more).for_each(|(x, y)| *x += y);
        };
        sum(&mut self.to, &other.to);
        sum(&mut self.from, &other.from);
        sum(&mut self.pairs, &other.pairs);
        self.within_two.iter_mut().zip(&other.within_two).for_each(|(x, y)| *x += y);
        self.reached.iter_mut().zip(&other.reached).for_each(|(x, y)| *x = (x.0 + y.0, x.1 + y.1));
    }

    /// So many targets at this distance from v.
    #[inline]
    fn seen(&mut self, v: u32, distance: u32, targets: u32, nearness: u64) {
        self.to[v as usize] += nearness * u64::from(targets);
        if distance <= 2 {
            self.within_two[v as usize] += targets;
        }
        if let Some((people, steps)) = self.reached.get_mut(v as usize) {
            *people += targets;
            *steps += u64::from(targets) * u64::from(distance);
        }
    }
}

/// Shortest paths along `rows` between all pairs; `back` are the same ties the other way round.
///
/// # Cost
/// people / 512 walks of a few passes over the ties each; 200 bytes per person and thread.
pub(crate) fn walks(rows: &Rows, back: &Rows, wanted: Wanted) -> Walks {
    let n = rows.len();
    let bulk = Bulk::of(rows, back);
    let share = n > LANES && n.saturating_mul(rows.targets().len()) >= SHARE_FROM;
    let new = || (Walks::new(n, wanted), Scratch::new(n));
    let found = workers(n.div_ceil(LANES), share, new, |(own, scratch), batch| {
        let first = batch * LANES;
        scratch.walk(rows, back, &bulk, first as u32..n.min(first + LANES) as u32, own);
    });
    let mut parts = found.into_iter().map(|(walks, _)| walks);
    let mut all = parts.next().unwrap_or_else(|| Walks::new(n, wanted));
    parts.for_each(|part| all.add(&part));
    all
}

/// The largest set of people who all reach each other, and whom they reach: those are done when they have seen these.
struct Bulk {
    inside: Vec<bool>,
    reached: Vec<bool>,
}

impl Bulk {
    fn of(rows: &Rows, back: &Rows) -> Bulk {
        let n = rows.len();
        let parts = strong_from(rows, n, 0..n as u32);
        let largest = (0..parts.sizes.len() as u32).max_by_key(|&p| parts.sizes[p as usize]);
        let inside: Vec<bool> = parts.of.iter().map(|&p| Some(p) == largest).collect();
        let mut reached = inside.clone();
        let mut queue: Vec<u32> = (0..n as u32).filter(|&v| inside[v as usize]).collect();
        while let Some(v) = queue.pop() {
            for &w in rows.of(v) {
                if !std::mem::replace(&mut reached[w as usize], true) {
                    queue.push(w);
                }
            }
        }
        debug_assert_eq!(back.len(), n);
        Bulk { inside, reached }
    }
}

/// What the walks of one thread need; empty between batches.
struct Scratch {
    /// Which targets of the batch each person has reached.
    seen: Vec<Lanes>,
    /// Those reached in the last step.
    front: Vec<Lanes>,
    /// Those reached in this step.
    next: Vec<Lanes>,
    /// People with a bit in `front`, in order.
    at: Vec<u32>,
    /// People who are in front, as bits; kept while everybody looks at the contacts.
    there: Vec<u64>,
    /// People who may have a bit in `next`, as bits.
    touched: Vec<u64>,
    /// People who are not done.
    active: Vec<u32>,
    counts: LaneCounts,
}

impl Scratch {
    fn new(n: usize) -> Scratch {
        Scratch {
            seen: vec![Lanes::EMPTY; n],
            front: vec![Lanes::EMPTY; n],
            next: vec![Lanes::EMPTY; n],
            at: Vec::with_capacity(n),
            there: vec![0; n.div_ceil(64)],
            touched: vec![0; n.div_ceil(64)],
            active: Vec::with_capacity(n),
            counts: LaneCounts::default(),
        }
    }

    /// Walks back from up to 512 targets: a person's bit for a target is set once the person reaches it.
    fn walk(&mut self, rows: &Rows, back: &Rows, bulk: &Bulk, targets: std::ops::Range<u32>, found: &mut Walks) {
        self.seen.fill(Lanes::EMPTY);
        self.at.clear();
        let (mut every, mut of_bulk) = (Lanes::EMPTY, Lanes::EMPTY);
        for (lane, t) in targets.clone().enumerate() {
            self.seen[t as usize].set(lane);
            self.front[t as usize].set(lane);
            every.set(lane);
            if bulk.reached[t as usize] {
                of_bulk.set(lane);
            }
            self.at.push(t);
        }
        let done = |v: u32, seen: &Lanes| seen.has_all(if bulk.inside[v as usize] { &of_bulk } else { &every });
        let mut dense = false;
        for distance in 1u32.. {
            let nearness = (found.unit + u64::from(distance) / 2) / u64::from(distance);
            if !dense {
                let ties: usize = self.at.iter().map(|&v| back.degree(v) as usize).sum();
                dense = ties * FEW > rows.targets().len();
                if dense {
                    self.active.clear();
                    let open = |v: &u32| rows.degree(*v) > 0 && !done(*v, &self.seen[*v as usize]);
                    self.active.extend((0..rows.len() as u32).filter(open));
                    self.at.iter().for_each(|v| self.there[*v as usize / 64] |= 1 << (v % 64));
                }
            }
            let pairs = if dense {
                self.dense_step(rows, &done, distance, nearness, found)
            } else {
                self.sparse_step(back, distance, nearness, found)
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
                    if let Some(sum) = found.from.get_mut(targets.start as usize + lane) {
                        *sum += nearness * u64::from(people);
                    }
                });
            }
            std::mem::swap(&mut self.front, &mut self.next);
        }
        self.there.fill(0);
        self.front.fill(Lanes::EMPTY);
        self.next.fill(Lanes::EMPTY);
    }

    /// One step in which everybody who is not done looks at the contacts that are in front. Rows of people who are not
    /// in front hold what they held before, and are not looked at.
    fn dense_step(
        &mut self,
        rows: &Rows,
        done: &impl Fn(u32, &Lanes) -> bool,
        distance: u32,
        nearness: u64,
        found: &mut Walks,
    ) -> u64 {
        let (seen, next, counts, then) = (&mut self.seen, &mut self.next, &mut self.counts, &mut self.touched);
        let (front, there) = (&self.front, &self.there);
        let inwards = !found.from.is_empty();
        let mut pairs = 0;
        self.active.retain(|&v| {
            let own = &mut seen[v as usize];
            if done(v, own) {
                return false;
            }
            let mut new = Lanes::EMPTY;
            for &w in rows.of(v) {
                if there[w as usize / 64] >> (w % 64) & 1 == 1 {
                    new.take_over(&front[w as usize]);
                }
            }
            new.leave_out(own);
            if !new.is_empty() {
                own.take_over(&new);
                next[v as usize] = new;
                then[v as usize / 64] |= 1 << (v % 64);
                let targets = new.count();
                pairs += u64::from(targets);
                found.seen(v, distance, targets, nearness);
                if inwards {
                    counts.add(&new);
                }
            }
            true
        });
        std::mem::swap(&mut self.there, &mut self.touched);
        self.touched.fill(0);
        pairs
    }

    /// One step from the few people in front to those who are tied to them.
    fn sparse_step(&mut self, back: &Rows, distance: u32, nearness: u64, found: &mut Walks) -> u64 {
        for &w in &self.at {
            let there = std::mem::take(&mut self.front[w as usize]);
            for &v in back.of(w) {
                self.next[v as usize].take_over(&there);
                self.touched[v as usize / 64] |= 1 << (v % 64);
            }
        }
        self.at.clear();
        let inwards = !found.from.is_empty();
        let mut pairs = 0;
        for word in 0..self.touched.len() {
            let mut bits = std::mem::take(&mut self.touched[word]);
            while bits != 0 {
                let v = word as u32 * 64 + bits.trailing_zeros();
                bits &= bits - 1;
                let (own, new) = (&mut self.seen[v as usize], &mut self.next[v as usize]);
                new.leave_out(own);
                if new.is_empty() {
                    continue;
                }
                own.take_over(new);
                let targets = new.count();
                pairs += u64::from(targets);
                found.seen(v, distance, targets, nearness);
                if inwards {
                    self.counts.add(new);
                }
                self.at.push(v);
            }
        }
        pairs
    }
}
