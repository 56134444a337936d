//! One shortest path between two people, drawn evenly from all of them.
//!
//! Walks go forwards from the one and backwards from the other, always on the side whose next step is the cheaper one,
//! until they meet: on a network in which everybody is near, a small part of it is looked at (Borassi and Natale 2019,
//! *ACM Journal of Experimental Algorithmics* 24:1.2).

use crate::network::adjacency::Rows;
use rand::RngExt;
use rand_xoshiro::Xoshiro256PlusPlus;

/// One of the two walks: everybody reached so far, and the last step of it.
#[derive(Default)]
struct Side {
    /// People in the order in which they were reached.
    reached: Vec<u32>,
    /// Where in `reached` the last step begins.
    last: usize,
    /// How many steps it took.
    steps: u32,
    /// Ties that the next step would look at.
    ahead: u64,
}

impl Side {
    fn start(&mut self, person: u32, rows: &Rows) {
        self.reached.clear();
        self.reached.push(person);
        (self.last, self.steps, self.ahead) = (0, 0, u64::from(rows.degree(person)));
    }
}

/// What drawing paths needs; empty between two.
pub(super) struct Paths {
    /// By person: 0 when not reached, else 1 + 2 · steps, and 1 more on the side that walks backwards.
    mark: Vec<u32>,
    /// By person: shortest paths from that side's end.
    count: Vec<f64>,
    forwards: Side,
    backwards: Side,
    /// Ties at which the walks met.
    meetings: Vec<(u32, u32)>,
}

impl Paths {
    pub(super) fn new(n: usize) -> Paths {
        Paths {
            mark: vec![0; n],
            count: vec![0.0; n],
            forwards: Side::default(),
            backwards: Side::default(),
            meetings: Vec::new(),
        }
    }

    /// Draws a shortest path from one person to another along `rows`, and gives everybody who lies between the two to
    /// `through`; nobody when there is no path.
    pub(super) fn draw(
        &mut self,
        rows: &Rows,
        back: &Rows,
        (from, to): (u32, u32),
        random: &mut Xoshiro256PlusPlus,
        mut through: impl FnMut(u32),
    ) {
        self.forwards.start(from, rows);
        self.backwards.start(to, back);
        (self.mark[from as usize], self.count[from as usize]) = (1, 1.0);
        (self.mark[to as usize], self.count[to as usize]) = (2, 1.0);
        while self.meetings.is_empty() {
            if self.forwards.ahead == 0 || self.backwards.ahead == 0 {
                break;
            }
            if self.forwards.ahead <= self.backwards.ahead {
                step(&mut self.forwards, rows, 0, &mut self.mark, &mut self.count, |v, w| self.meetings.push((v, w)));
            } else {
                step(&mut self.backwards, back, 1, &mut self.mark, &mut self.count, |v, w| self.meetings.push((w, v)));
            }
        }
        if !self.meetings.is_empty() {
            // Every shortest path crosses exactly one of the ties at which the walks met.
            let weight = |&(v, w): &(u32, u32)| self.count[v as usize] * self.count[w as usize];
            let (v, w) = chosen(&self.meetings, weight, random);
            self.home(v, from, back, random, &mut through);
            self.home(w, to, rows, random, &mut through);
            self.meetings.clear();
        }
        for side in [&self.forwards, &self.backwards] {
            side.reached.iter().for_each(|&v| self.mark[v as usize] = 0);
        }
    }

    /// From somebody back to the end of a side, one of those a step nearer at a time; `towards` leads there.
    fn home(
        &self,
        mut at: u32,
        end: u32,
        towards: &Rows,
        random: &mut Xoshiro256PlusPlus,
        through: &mut impl FnMut(u32),
    ) {
        while at != end {
            through(at);
            let nearer = self.mark[at as usize] - 2;
            // What is left of the share that was drawn; the last one takes what rounding left over.
            let mut left = random.random::<f64>() * self.count[at as usize];
            for &v in towards.of(at) {
                if self.mark[v as usize] == nearer {
                    at = v;
                    left -= self.count[v as usize];
                    if left < 0.0 {
                        break;
                    }
                }
            }
        }
    }
}

/// One step of a side; ties at which it meets the other are told.
fn step(side: &mut Side, rows: &Rows, odd: u32, mark: &mut [u32], count: &mut [f64], mut met: impl FnMut(u32, u32)) {
    let (from, to) = (side.last, side.reached.len());
    (side.last, side.steps, side.ahead) = (to, side.steps + 1, 0);
    let own = 1 + 2 * side.steps + odd;
    for at in from..to {
        let v = side.reached[at];
        let paths = count[v as usize];
        for &w in rows.of(v) {
            let seen = &mut mark[w as usize];
            if *seen == 0 {
                *seen = own;
                count[w as usize] = paths;
                side.reached.push(w);
                side.ahead += u64::from(rows.degree(w));
            } else if *seen == own {
                count[w as usize] += paths;
            } else if *seen & 1 == odd {
                // Of the other side: 1, 3, 5 … forwards, 2, 4, 6 … backwards.
                met(v, w);
            }
        }
    }
}

/// One of several, each with a chance in proportion to its weight.
fn chosen<T: Copy>(list: &[T], weight: impl Fn(&T) -> f64, random: &mut Xoshiro256PlusPlus) -> T {
    let mut left = random.random::<f64>() * list.iter().map(&weight).sum::<f64>();
    let found = list.iter().find(|item| {
        left -= weight(item);
        left < 0.0
    });
    *found.unwrap_or(&list[list.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::adjacency::Adjacency;
    use rand::SeedableRng;

    #[test]
    fn every_shortest_path_is_drawn_as_often() {
        // From 0 to 5: over 1 and 3, over 2 and 3, over 2 and 4; and a longer way over 6, 7 and 8.
        let arcs = [(0, 1), (0, 2), (1, 3), (2, 3), (2, 4), (3, 5), (4, 5), (0, 6), (6, 7), (7, 8), (8, 5)];
        let ties = Adjacency::from_arcs(9, arcs.map(|(a, b)| (a, b, 1.0)));
        let mut random = Xoshiro256PlusPlus::seed_from_u64(7);
        let mut paths = Paths::new(9);
        let mut drawn = std::collections::BTreeMap::new();
        for _ in 0..30_000 {
            let mut met = Vec::new();
            paths.draw(&ties.out, &ties.into, (0, 5), &mut random, |v| met.push(v));
            met.sort_unstable();
            *drawn.entry(met).or_insert(0) += 1;
        }
        assert_eq!(drawn.keys().map(Vec::as_slice).collect::<Vec<_>>(), [&[1, 3][..], &[2, 3], &[2, 4]]);
        // Five standard deviations of 30,000 draws with a chance of a third.
        assert!(drawn.values().all(|&n: &i32| (n - 10_000).abs() < 5 * 82), "{drawn:?}");
    }

    #[test]
    fn nobody_lies_between_neighbours_and_where_there_is_no_path() {
        let ties = Adjacency::from_arcs(4, [(0, 1, 1.0), (1, 2, 1.0)]);
        let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
        let mut paths = Paths::new(4);
        for (pair, between) in
            [((0, 1), vec![]), ((0, 2), vec![1]), ((2, 0), vec![]), ((0, 3), vec![]), ((0, 2), vec![1])]
        {
            let mut met = Vec::new();
            paths.draw(&ties.out, &ties.into, pair, &mut random, |v| met.push(v));
            assert_eq!(met, between, "{pair:?}");
        }
        assert!(paths.mark.iter().all(|&m| m == 0));
    }
}
