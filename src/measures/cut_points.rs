//! Single points of failure: people and ties on whom the link between others depends.

use super::ground::group_graph;
use super::{Column, Family, Kind, Made, Scope, Value};
use crate::network::adjacency::{Adjacency, Rows};
use rayon::prelude::*;
use std::borrow::Cow;
use std::ops::Range;

/// Cut points and bridges of a layer.
pub(crate) const CUTPOINTS: Family = Family {
    name: "cutpoints",
    columns: &[(Scope::Person, "cut_point"), (Scope::Layer, "bridges"), (Scope::Layer, "cut_points")],
    walks_paths: false,
    make: |scene| {
        let own = cut_points(scene.adjacency);
        let row = match group_graph(scene) {
            Cow::Borrowed(_) => counts(&own),
            Cow::Owned(graph) => figures(&graph),
        };
        let yes_no = own.people.iter().map(|&cut| f64::from(u8::from(cut))).collect();
        vec![
            Made::new(Scope::Person, vec![Column::full("cut_point", Kind::YesNo, yes_no)]),
            Made::new(Scope::Layer, row.map(|(name, kind, value)| Column::new(name, kind, [value])).into()),
        ]
    },
};

/// The people and ties that hold parts together.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CutPoints {
    /// By person: others lose touch when this person leaves.
    pub people: Vec<bool>,
    /// Pairs whose tie is the only link between two parts, the smaller number first, in order.
    pub bridges: Vec<(u32, u32)>,
}

/// Cut points and bridges: people and ties whose loss breaks a component in two.
///
/// # Formula
/// i is a cut point when the component of i has more parts without i; {i, j} is a bridge when i and j are in two
/// components without their tie.
///
/// # Reads
/// The undirected graph. Ties that nobody reported because somebody did not answer would make fewer cut points.
///
/// # Value
/// Yes or no for everybody; the bridges.
///
/// # Cost
/// One walk over the contacts, without recursion. On large networks threads share a walk in each part of the people, and a
/// second walk goes over what is left of the parts: people with contacts elsewhere and what holds them together.
///
/// # Source
/// Hopcroft and Tarjan (1973), *Communications of the ACM* 16:372–378; as igraph `articulation_points` and `bridges` on
/// the undirected simple graph.
///
/// # Example
/// ```
/// use staffroom::{measures::cut_points::cut_points, network::adjacency::Adjacency};
/// let path = cut_points(&Adjacency::from_arcs(3, [(0, 1, 1.0), (2, 1, 1.0)]));
/// assert_eq!((path.people, path.bridges), (vec![false, true, false], vec![(0, 1), (1, 2)]));
/// ```
pub fn cut_points(adjacency: &Adjacency) -> CutPoints {
    in_parts(&adjacency.both, PART)
}

/// Up to so many people are walked in one go, and larger networks in parts of so many.
const PART: u32 = 1 << 14;

fn in_parts(both: &Rows, part: u32) -> CutPoints {
    let n = both.len() as u32;
    let mut found = if n <= part {
        Found::by_walking(both)
    } else {
        let parts = (0..n.div_ceil(part)).into_par_iter().map(|at| at * part..n.min((at + 1) * part));
        let parts: Vec<Part> = parts.map_init(Blocks::default, |own, people| own.of(both, people)).collect();
        Found::by_walking(&rest(both, &parts))
    };
    found.people.truncate(n as usize);
    found.bridges.retain(|bridge| bridge.1 < n);
    found.bridges.sort_unstable();
    CutPoints { people: found.people, bridges: found.bridges }
}

/// What a walk tells.
trait Told {
    /// A component begins here.
    fn begins(&mut self, root: u32);
    /// Somebody is met for the first time.
    fn meets(&mut self, person: u32);
    /// From `child`, who was met from `head`, and those met after, no way leads to anybody who was met before `head`; to
    /// `head` neither but by this tie where it is a bridge.
    fn closes(&mut self, head: u32, child: u32, is_bridge: bool);
}

/// Somebody on the path of a walk.
struct Step {
    person: u32,
    /// The place of the contact that is looked at next.
    next: u32,
    /// Behind the last contact.
    end: u32,
    /// When the earliest person was seen who can be reached from here on another way.
    earliest: u32,
}

/// What a walk needs; kept from walk to walk.
#[derive(Default)]
struct Walker {
    /// Where the contacts of each stand: looked up in order, so that the walk, which jumps, finds them near by.
    contacts: Vec<(u32, u32)>,
    /// When somebody was first seen; 0: not yet. All else is known only of those on the path.
    seen: Vec<u32>,
    path: Vec<Step>,
}

impl Walker {
    /// Walks the contacts among the people of a range, in depth.
    fn walk(&mut self, rows: &Rows, people: &Range<u32>, told: &mut impl Told) {
        let place = |person: u32| (person - people.start) as usize;
        self.contacts.clear();
        self.contacts.extend(people.clone().map(|person| within(rows, person, people)));
        self.seen.clear();
        self.seen.resize(people.len(), 0);
        let mut clock = 0u32;
        for root in people.clone() {
            if self.seen[place(root)] != 0 {
                continue;
            }
            let mut meet = |person: u32, seen: &mut [u32]| {
                clock += 1;
                seen[place(person)] = clock;
                let (next, end) = self.contacts[place(person)];
                Step { person, next, end, earliest: clock }
            };
            let mut own = meet(root, &mut self.seen);
            if own.next == own.end {
                continue;
            }
            told.begins(root);
            told.meets(root);
            let mut parent = u32::MAX;
            loop {
                let mut deeper = None;
                let mut earliest = own.earliest;
                for (at, &w) in (own.next..own.end).zip(&rows.targets()[own.next as usize..own.end as usize]) {
                    let when = self.seen[place(w)];
                    if when == 0 {
                        deeper = Some(w);
                        own.next = at + 1;
                        break;
                    }
                    earliest = earliest.min(if w == parent { u32::MAX } else { when });
                }
                own.earliest = earliest;
                if let Some(w) = deeper {
                    parent = own.person;
                    told.meets(w);
                    self.path.push(std::mem::replace(&mut own, meet(w, &mut self.seen)));
                    continue;
                }
                let Some(mut before) = self.path.pop() else { break };
                before.earliest = before.earliest.min(earliest);
                let when = self.seen[place(before.person)];
                if earliest >= when {
                    told.closes(before.person, own.person, earliest > when);
                }
                own = before;
                parent = self.path.last().map_or(u32::MAX, |step| step.person);
            }
        }
    }
}

/// Where the contacts of a person stand who are in a range.
fn within(rows: &Rows, person: u32, people: &Range<u32>) -> (u32, u32) {
    let start = rows.offsets()[person as usize];
    let row = rows.of(person);
    let (Some(first), Some(last)) = (row.first(), row.last()) else { return (start, start) };
    let before = if *first < people.start { row.partition_point(|w| *w < people.start) } else { 0 };
    let upto = if *last >= people.end { row.partition_point(|w| *w < people.end) } else { row.len() };
    (start + before as u32, start + upto as u32)
}

/// Cut points and bridges as they are found.
struct Found {
    people: Vec<bool>,
    bridges: Vec<(u32, u32)>,
    root: u32,
    /// How many branches the root has.
    branches: u32,
}

impl Found {
    fn by_walking(rows: &Rows) -> Found {
        let mut found = Found { people: vec![false; rows.len()], bridges: Vec::new(), root: 0, branches: 0 };
        Walker::default().walk(rows, &(0..rows.len() as u32), &mut found);
        found
    }
}

impl Told for Found {
    fn begins(&mut self, root: u32) {
        (self.root, self.branches) = (root, 0);
    }

    fn meets(&mut self, _: u32) {}

    fn closes(&mut self, head: u32, child: u32, is_bridge: bool) {
        if is_bridge {
            self.bridges.push((head.min(child), head.max(child)));
        }
        // Nobody was met before the root: it is a cut point when the walk left it twice.
        self.branches += u32::from(head == self.root);
        if head != self.root || self.branches > 1 {
            self.people[head as usize] = true;
        }
    }
}

/// The blocks of a part of the people: groups that stay together whoever of them leaves. A block is as good as one hub in
/// its midst with whom its people are in contact, so that the rest of the network needs to know only the hub and those of
/// its people who are in another block or have contacts outside the part: whoever leaves, the same people are in touch.
#[derive(Default)]
struct Part {
    hubs: u32,
    /// A person and the number of a hub.
    members: Vec<(u32, u32)>,
    /// Two people who alone are a block.
    ties: Vec<(u32, u32)>,
    /// People of the part and their contacts elsewhere.
    outside: Vec<(u32, u32)>,
}

/// Finds blocks, part after part.
#[derive(Default)]
struct Blocks {
    walker: Walker,
    met: Met,
}

/// What is known of the people of a part while they are walked.
#[derive(Default)]
struct Met {
    first: u32,
    /// Who has contacts outside the part.
    looks_out: Vec<bool>,
    /// Who is the head of a block.
    heads: Vec<bool>,
    /// People who were met and are not yet in a block, but as the head of one.
    open: Vec<u32>,
    part: Part,
}

impl Blocks {
    fn of(&mut self, rows: &Rows, people: Range<u32>) -> Part {
        let met = &mut self.met;
        met.first = people.start;
        met.heads.clear();
        met.heads.resize(people.len(), false);
        met.looks_out.clear();
        for person in people.clone() {
            let before = met.part.outside.len();
            let others = rows.of(person).iter().filter(|w| !people.contains(w));
            met.part.outside.extend(others.map(|&w| (person, w)));
            met.looks_out.push(met.part.outside.len() > before);
        }
        self.walker.walk(rows, &people, met);
        std::mem::take(&mut met.part)
    }
}

impl Told for Met {
    fn begins(&mut self, _: u32) {
        self.open.clear();
    }

    fn meets(&mut self, person: u32) {
        self.open.push(person);
    }

    fn closes(&mut self, head: u32, child: u32, is_bridge: bool) {
        self.heads[(head - self.first) as usize] = true;
        if is_bridge {
            self.open.pop();
            self.part.ties.push((head, child));
            return;
        }
        let hub = self.part.hubs;
        self.part.hubs += 1;
        self.part.members.push((head, hub));
        while let Some(person) = self.open.pop() {
            let at = (person - self.first) as usize;
            if self.heads[at] || self.looks_out[at] {
                self.part.members.push((person, hub));
            }
            if person == child {
                break;
            }
        }
    }
}

/// The network with hubs in the place of blocks; the hubs stand behind the people.
fn rest(both: &Rows, parts: &[Part]) -> Rows {
    let mut ties: Vec<(u32, u32)> = Vec::new();
    let mut hubs = both.len() as u32;
    for part in parts {
        ties.extend(&part.outside);
        let members = part.members.iter().map(|&(person, hub)| (person, hubs + hub));
        ties.extend(members.chain(part.ties.iter().copied()).flat_map(|(a, b)| [(a, b), (b, a)]));
        hubs += part.hubs;
    }
    ties.par_sort_unstable();
    Rows::from_sorted(hubs as usize, ties.into_iter())
}

/// How many bridges and cut points a graph has.
pub(crate) fn figures(adjacency: &Adjacency) -> [(&'static str, Kind, Value); 2] {
    counts(&cut_points(adjacency))
}

fn counts(found: &CutPoints) -> [(&'static str, Kind, Value); 2] {
    let people = found.people.iter().filter(|&&cut| cut).count();
    [
        ("bridges", Kind::Count, Value::Number(found.bridges.len() as f64)),
        ("cut_points", Kind::Count, Value::Number(people as f64)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::drawn::drawn;

    fn graph(n: usize, list: &[(u32, u32)]) -> Adjacency {
        Adjacency::from_arcs(n, list.iter().map(|&(a, b)| (a, b, 1.0)))
    }

    /// Removing one and counting parts, as the definition says.
    fn by_hand(adjacency: &Adjacency) -> (Vec<bool>, Vec<(u32, u32)>) {
        use crate::measures::cohesion::components::weak_components;
        let n = adjacency.len() as u32;
        let ties: Vec<(u32, u32)> =
            (0..n).flat_map(|v| adjacency.both.of(v).iter().filter(move |&&w| v < w).map(move |&w| (v, w))).collect();
        let parts = |ties: &[(u32, u32)]| weak_components(&graph(n as usize, ties)).sizes.len();
        let all = parts(&ties);
        let without = |v: u32| ties.iter().copied().filter(|t| t.0 != v && t.1 != v).collect::<Vec<_>>();
        let people = (0..n).map(|v| parts(&without(v)) > all + usize::from(adjacency.both.degree(v) > 0)).collect();
        let bridges =
            ties.iter().copied().filter(|t| parts(&ties.iter().copied().filter(|u| u != t).collect::<Vec<_>>()) > all);
        (people, bridges.collect())
    }

    #[test]
    fn the_bridge_between_two_schools_is_found_with_both_its_ends() {
        // domain.md T4.
        let t4 = graph(6, &[(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (0, 3)]);
        let found = cut_points(&t4);
        assert_eq!(found.bridges, [(0, 3)]);
        assert_eq!(found.people, [true, false, false, true, false, false]);
    }

    #[test]
    fn two_bridges_leave_no_cut_point() {
        // domain.md T12.
        let t12 = graph(6, &[(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (0, 3), (1, 4)]);
        let found = cut_points(&t12);
        assert!(found.bridges.is_empty() && !found.people.contains(&true));
    }

    #[test]
    fn cut_points_and_bridges_are_those_of_the_definition_on_many_small_networks() {
        let mut draw = drawn(11);
        for case in 0..300 {
            let n = 1 + draw(14);
            let list: Vec<(u32, u32)> = (0..draw(2 * n)).map(|_| (draw(n), draw(n))).collect();
            let g = graph(n as usize, &list);
            for part in [PART, 1, 2, 3, 5] {
                let found = in_parts(&g.both, part);
                assert_eq!((found.people, found.bridges), by_hand(&g), "case {case}, parts of {part}: {list:?}");
            }
        }
    }

    #[test]
    fn a_very_long_chain_does_not_overflow_the_stack() {
        let n = 200_000u32;
        let chain = Adjacency::from_arcs(n as usize, (1..n).map(|v| (v - 1, v, 1.0)));
        assert_eq!(cut_points(&chain).bridges.len(), n as usize - 1);
    }
}
