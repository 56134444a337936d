//! People who are there in both waves, and what each pair of them was and became.

use super::seen::Seen;
use super::{Course, Matched};
use crate::network::Network;
use std::collections::BTreeMap;

/// Somebody who is there in both waves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stayer {
    /// Node in the first wave.
    pub first: u32,
    /// Node in the second.
    pub second: u32,
    /// The school, when it is the same in both.
    pub school: Option<u32>,
}

/// Everybody who is there in both waves, those who moved to another school included; outsiders are not.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Panel {
    /// In the order of the first wave's nodes: by school.
    pub stayers: Vec<Stayer>,
    /// Place among the stayers of a node of the first wave; `u32::MAX` for others.
    of_first: Vec<u32>,
    /// Place among the stayers of a node of the second wave.
    of_second: Vec<u32>,
}

impl Panel {
    /// Of two waves.
    pub fn of(first: &Network, second: &Network, matched: &Matched) -> Panel {
        let mut panel = Panel {
            stayers: Vec::new(),
            of_first: vec![u32::MAX; first.len()],
            of_second: vec![u32::MAX; second.len()],
        };
        for a in (0..first.len() as u32).filter(|&a| !first.member(a).outside) {
            let Some(x) = matched.later(a).filter(|&x| !second.member(x).outside) else { continue };
            let school = first.member(a).school.filter(|s| second.member(x).school == Some(*s));
            panel.of_first[a as usize] = panel.stayers.len() as u32;
            panel.of_second[x as usize] = panel.stayers.len() as u32;
            panel.stayers.push(Stayer { first: a, second: x, school });
        }
        panel
    }

    /// The place of a node of the first wave.
    pub fn place_of_first(&self, node: u32) -> Option<u32> {
        self.of_first.get(node as usize).copied().filter(|&p| p != u32::MAX)
    }

    /// The place of a node of the second wave.
    pub fn place_of_second(&self, node: u32) -> Option<u32> {
        self.of_second.get(node as usize).copied().filter(|&p| p != u32::MAX)
    }

    /// Whether somebody moved between schools.
    pub fn has_movers(matched: &Matched) -> bool {
        matched.people.iter().any(|p| p.2 == Course::Mover)
    }

    /// The stayers of each school, by place.
    pub fn by_school(&self, schools: u32) -> Vec<Vec<u32>> {
        let mut each = vec![Vec::new(); schools as usize];
        for (place, stayer) in self.stayers.iter().enumerate() {
            if let Some(slot) = stayer.school.and_then(|s| each.get_mut(s as usize)) {
                slot.push(place as u32);
            }
        }
        each
    }
}

/// Two stayers with a tie between them in either wave, by place. Bit 0 is from the first to the second, bit 1 back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pair {
    /// The first by place.
    pub a: u32,
    /// The second by place.
    pub b: u32,
    /// Ties in the first wave.
    pub was: u8,
    /// Ties in the second.
    pub is: u8,
    /// Directions that both waves know.
    pub known: u8,
    /// Both waves would know both directions had there been no tie at all.
    pub told: bool,
}

impl Pair {
    /// Everything that matters about a pair in six bits: ties in the first wave, in the second, what is known.
    pub fn code(self) -> u8 {
        self.was | self.is << 2 | self.known << 4
    }

    /// The school that both are of in both waves.
    pub fn school(self, panel: &Panel) -> Option<u32> {
        let school = |p: u32| panel.stayers[p as usize].school;
        school(self.a).filter(|s| school(self.b) == Some(*s))
    }
}

/// Every pair of stayers with a tie in either wave, in order.
pub fn pairs(first: &Seen<'_>, second: &Seen<'_>, panel: &Panel) -> Vec<Pair> {
    let mut found = Vec::new();
    let mut others: Vec<u32> = Vec::new();
    for (a, one) in panel.stayers.iter().enumerate() {
        let a = a as u32;
        others.clear();
        others.extend(first.adjacency().both.of(one.first).iter().filter_map(|&b| panel.place_of_first(b)));
        others.extend(second.adjacency().both.of(one.second).iter().filter_map(|&b| panel.place_of_second(b)));
        others.retain(|&b| b > a);
        others.sort_unstable();
        others.dedup();
        for &b in &others {
            let two = panel.stayers[b as usize];
            let ties = |seen: &Seen<'_>, v: u32, w: u32| u8::from(seen.has(v, w)) | u8::from(seen.has(w, v)) << 1;
            let told = |seen: &Seen<'_>, v: u32, w: u32| {
                let (v_says, w_says, same) = (seen.mark(v), seen.mark(w), seen.same_school(v, w));
                u8::from(seen.answers(v_says, w_says, same)) | u8::from(seen.answers(w_says, v_says, same)) << 1
            };
            let was = ties(first, one.first, two.first);
            let is = ties(second, one.second, two.second);
            let (then, now) = (told(first, one.first, two.first), told(second, one.second, two.second));
            let known = (was | then) & (is | now);
            found.push(Pair { a, b, was, is, known, told: then & now == 3 });
        }
    }
    found
}

/// How many pairs of stayers can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Comparable {
    /// Ordered pairs.
    pub all: u64,
    /// Ordered pairs that both waves know.
    pub known: u64,
    /// Unordered pairs that both waves know in both directions.
    pub dyads: u64,
    /// Of these, those without a tie in either wave.
    pub never_tied: u64,
}

/// What somebody answered in both waves.
type Marks = ((u128, u128), (u128, u128));

/// How many pairs of some stayers can be compared: counted by what people answered, not pair by pair. `tied` are the
/// pairs among them with a tie in either wave; `inside` says that all are of one school.
pub fn comparable(
    first: &Seen<'_>,
    second: &Seen<'_>,
    panel: &Panel,
    places: &[u32],
    tied: impl Iterator<Item = Pair>,
    inside: bool,
) -> Comparable {
    let marks = |p: u32| {
        let s = panel.stayers[p as usize];
        (first.mark(s.first), second.mark(s.second))
    };
    let knows =
        |a: Marks, b: Marks, then: bool, now: bool| first.answers(a.0, b.0, then) && second.answers(a.1, b.1, now);
    let mut classes: BTreeMap<Marks, u64> = BTreeMap::new();
    for &p in places {
        *classes.entry(marks(p)).or_insert(0) += 1;
    }
    let classes: Vec<(Marks, u64)> = classes.into_iter().collect();
    let n = places.len() as u64;
    let mut count = Comparable { all: n * n.saturating_sub(1), ..Comparable::default() };
    let (mut known, mut dyads) = (0u64, 0u64);
    for (i, (a, many)) in classes.iter().enumerate() {
        for (b, others) in &classes[i..] {
            let pairs = if a == b { many * (many - 1) / 2 } else { many * others };
            let (forth, back) = (knows(*a, *b, inside, inside), knows(*b, *a, inside, inside));
            known += pairs * (u64::from(forth) + u64::from(back));
            dyads += pairs * u64::from(forth && back);
        }
    }
    if !inside && (first.asks_by_school() || second.asks_by_school()) {
        for (a, b, then, now) in neighbours(first, second, panel, places) {
            let (a, b) = (marks(a), marks(b));
            let told = |then: bool, now: bool| (knows(a, b, then, now), knows(b, a, then, now));
            let (near, far) = (told(then, now), told(false, false));
            known = known + u64::from(near.0) + u64::from(near.1) - u64::from(far.0) - u64::from(far.1);
            dyads = dyads + u64::from(near.0 && near.1) - u64::from(far.0 && far.1);
        }
    }
    (count.known, count.dyads, count.never_tied) = (known, dyads, dyads);
    for pair in tied {
        let told = u64::from(pair.told);
        count.never_tied -= told;
        count.dyads += u64::from(pair.known == 3) - told;
        count.known += u64::from(pair.known.count_ones()) - told_ways(first, second, panel, pair);
    }
    count
}

/// Directions of a pair that the answers alone leave nothing open about.
fn told_ways(first: &Seen<'_>, second: &Seen<'_>, panel: &Panel, pair: Pair) -> u64 {
    if pair.told {
        return 2;
    }
    let (a, b) = (panel.stayers[pair.a as usize], panel.stayers[pair.b as usize]);
    let way = |a: Stayer, b: Stayer| {
        first.answers(first.mark(a.first), first.mark(b.first), first.same_school(a.first, b.first))
            && second.answers(second.mark(a.second), second.mark(b.second), second.same_school(a.second, b.second))
    };
    u64::from(way(a, b)) + u64::from(way(b, a))
}

/// Unordered pairs of the same school in either wave, and in which.
fn neighbours(first: &Seen<'_>, second: &Seen<'_>, panel: &Panel, places: &[u32]) -> Vec<(u32, u32, bool, bool)> {
    let mut near: BTreeMap<(u32, u32), (bool, bool)> = BTreeMap::new();
    let mut add = |network: &Network, node: &dyn Fn(u32) -> u32, then: bool| {
        let mut by_school: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for &p in places {
            if let Some(s) = network.member(node(p)).school {
                by_school.entry(s).or_default().push(p);
            }
        }
        for people in by_school.values() {
            for (i, &a) in people.iter().enumerate() {
                for &b in &people[i + 1..] {
                    let slot = near.entry((a.min(b), a.max(b))).or_insert((false, false));
                    if then { slot.0 = true } else { slot.1 = true }
                }
            }
        }
    };
    add(first.network(), &|p| panel.stayers[p as usize].first, true);
    add(second.network(), &|p| panel.stayers[p as usize].second, false);
    near.into_iter().map(|((a, b), (then, now))| (a, b, then, now)).collect()
}
