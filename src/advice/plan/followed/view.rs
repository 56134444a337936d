//! Two waves and a plan, as the comparison asks for them.

use super::{LinesSeen, Outcome};
use crate::advice::plan::{Line, Means};
use crate::change::{Matched, ties::Seen};
use crate::measures::isolation::{Isolation, in_layer};
use crate::measures::openness::{Door, Sight, doors};
use crate::network::{Network, layer::Layer};
use crate::survey::Survey;
use std::collections::BTreeMap;

/// What is known of somebody before the plan.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    pub door: u8,
    /// Unknown, without a tie, with one, with more.
    pub isolation: u8,
    pub is_new: bool,
    pub school: Option<u32>,
    pub phase: Option<u32>,
    pub consent: Option<bool>,
}

/// What a line came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Came {
    Yes,
    No,
    Unknown,
}

/// One wave: doors, and layers of which it is known who answered.
struct Wave<'a> {
    network: &'a Network,
    doors: Vec<Door>,
    all: Seen<'a>,
    own: Seen<'a>,
    visits: Seen<'a>,
    answered_all: Vec<bool>,
    answered_own: Vec<bool>,
}

impl<'a> Wave<'a> {
    fn of(network: &'a Network) -> Wave<'a> {
        let built_in = Layer::built_in();
        let own = built_in.iter().find(|l| l.id == "informal").cloned().unwrap_or_else(Layer::all);
        let answered = |layer: &Layer| -> Vec<bool> { network.answered(layer).iter().map(|r| r.speaks()).collect() };
        Wave {
            network,
            doors: doors(network),
            all: Seen::of(network, &Layer::all()),
            visits: Seen::of(network, &Layer::open_door()),
            answered_all: answered(&Layer::all()),
            answered_own: answered(&own),
            own: Seen::of(network, &own),
        }
    }

    /// The count on which an outcome stands; none where it is not known.
    fn count(&self, outcome: Outcome, v: u32) -> Option<u32> {
        let door = &self.doors[v as usize];
        let outside = self.network.member(v).outside;
        match outcome {
            Outcome::DoorOpened => door.is_known().then_some(door.breadth),
            Outcome::WentToSee => (door.eligible && door.rooms == Sight::Known).then_some(door.rooms_entered),
            Outcome::NoLongerAlone => {
                (self.answered_all[v as usize] && !outside).then(|| self.all.adjacency().both.degree(v))
            }
            Outcome::FewerOwnContacts => {
                (self.answered_own[v as usize] && !outside).then(|| self.own.adjacency().both.degree(v))
            }
        }
    }
}

/// Two waves and a plan.
pub(super) struct View<'a> {
    first: Wave<'a>,
    second: Wave<'a>,
    matched: &'a Matched,
    /// Nodes of the first wave in the order of ids.
    pub by_id: Vec<u32>,
    before: Vec<Before>,
    /// By node of the first wave: in a line between people, one who visits, one whose door a line opens.
    people: Vec<bool>,
    visitors: Vec<bool>,
    hosts: Vec<bool>,
    /// The same of lines that took place.
    done: [Vec<bool>; 3],
    /// Pairs of the plan, by node of the first wave: visitor and host; and anybody with anybody, the smaller first.
    visits: Vec<(u32, u32)>,
    meetings: Vec<(u32, u32)>,
    lines: Vec<LinesSeen>,
    /// By node and outcome: ties of the next wave that are the plan's own.
    own_ties: Vec<[u32; 4]>,
}

impl<'a> View<'a> {
    pub(super) fn of(
        survey: &'a Survey,
        (first, second): (&'a Network, &'a Network),
        matched: &'a Matched,
        plan: &[Line],
    ) -> View<'a> {
        let n = first.len();
        let wave = Wave::of(first);
        let mut view = View {
            before: before(survey, &wave),
            first: wave,
            second: Wave::of(second),
            matched,
            by_id: first.people_in_order(survey),
            people: vec![false; n],
            visitors: vec![false; n],
            hosts: vec![false; n],
            done: [vec![false; n], vec![false; n], vec![false; n]],
            visits: Vec::new(),
            meetings: Vec::new(),
            lines: Vec::new(),
            own_ties: Vec::new(),
        };
        view.read(plan);
        view
    }

    /// Takes in the lines of a plan, and what the next wave shows of them.
    fn read(&mut self, plan: &[Line]) {
        let node = |position: Option<u32>, network: &Network| position.map(|p| network.node_of_position(p));
        let mut groups: BTreeMap<(Means, &str), Vec<u32>> = BTreeMap::new();
        for line in plan {
            if let (Some(from), None, Some(group)) = (node(line.from, self.first.network), line.to, &line.group)
                && !matches!(line.kind, Means::Consultant | Means::OutsidePartner)
            {
                groups.entry((line.kind, group)).or_default().push(from);
            }
        }
        let support = self.relation(&["buddy", "mentor"]);
        let talk_on_cases = self.relation(&["intervision"]);
        for line in plan {
            let (from, to) = (node(line.from, self.first.network), node(line.to, self.first.network));
            let came = match (from, to) {
                (Some(a), Some(b)) => {
                    self.people[a as usize] = true;
                    self.people[b as usize] = true;
                    self.meetings.push((a.min(b), a.max(b)));
                    let came = if line.kind.is_visit() {
                        self.visits.push((a, b));
                        (self.visitors[a as usize], self.hosts[b as usize]) = (true, true);
                        self.went(&self.second.visits, a, b)
                    } else if line.kind == Means::Buddy {
                        self.met(support.as_ref(), a, b)
                    } else {
                        Came::Unknown
                    };
                    if came == Came::Yes {
                        let visit = line.kind.is_visit();
                        [a, b].into_iter().for_each(|v| self.done[0][v as usize] = true);
                        self.done[1][a as usize] |= visit;
                        self.done[2][b as usize] |= visit;
                    }
                    came
                }
                (Some(a), None) if !matches!(line.kind, Means::Consultant | Means::OutsidePartner) => {
                    self.people[a as usize] = true;
                    let group = line.group.as_deref().and_then(|g| groups.get(&(line.kind, g)));
                    let others = group.map_or(&[][..], Vec::as_slice).iter().copied().filter(|&b| b != a);
                    self.meetings.extend(others.clone().map(|b| (a.min(b), a.max(b))));
                    let tie = if line.kind == Means::Intervision { talk_on_cases.as_ref() } else { None };
                    let each: Vec<Came> = others.map(|b| self.met(tie, a, b)).collect();
                    let came = if each.contains(&Came::Yes) {
                        Came::Yes
                    } else if each.is_empty() || each.contains(&Came::Unknown) {
                        Came::Unknown
                    } else {
                        Came::No
                    };
                    self.done[0][a as usize] |= came == Came::Yes;
                    came
                }
                _ => Came::Unknown,
            };
            self.count_line(line.kind, came);
        }
        for pairs in [&mut self.visits, &mut self.meetings] {
            pairs.sort_unstable();
            pairs.dedup();
        }
        self.lines.sort_by_key(|l| l.kind);
        self.count_own_ties();
    }

    /// Ties of some relations in the next wave; none where they were not asked about.
    fn relation(&self, ids: &[&str]) -> Option<Seen<'a>> {
        let network = self.second.network;
        let list: Vec<u32> =
            (0..).zip(&network.relations).filter(|(_, r)| ids.contains(&r.id.as_str())).map(|r| r.0).collect();
        Some(Seen::of(network, &Layer::of_relations("", list))).filter(Seen::is_asked)
    }

    fn went(&self, seen: &Seen<'_>, from: u32, to: u32) -> Came {
        match self.matched.later(from).zip(self.matched.later(to)) {
            Some((a, b)) if seen.has(a, b) => Came::Yes,
            Some((a, b)) if seen.knows(a, b) => Came::No,
            _ => Came::Unknown,
        }
    }

    fn met(&self, seen: Option<&Seen<'_>>, a: u32, b: u32) -> Came {
        let Some(seen) = seen else { return Came::Unknown };
        match (self.went(seen, a, b), self.went(seen, b, a)) {
            (Came::Yes, _) | (_, Came::Yes) => Came::Yes,
            (Came::No, Came::No) => Came::No,
            _ => Came::Unknown,
        }
    }

    fn count_line(&mut self, kind: Means, came: Came) {
        let at = self.lines.iter().position(|l| l.kind == kind).unwrap_or_else(|| {
            self.lines.push(LinesSeen { kind, planned: 0, seen: 0, not_seen: 0, not_known: 0 });
            self.lines.len() - 1
        });
        let line = &mut self.lines[at];
        line.planned += 1;
        match came {
            Came::Yes => line.seen += 1,
            Came::No => line.not_seen += 1,
            Came::Unknown => line.not_known += 1,
        }
    }

    pub(super) fn lines(&self) -> Vec<LinesSeen> {
        self.lines.clone()
    }

    pub(super) fn before(&self, node: u32) -> &Before {
        &self.before[node as usize]
    }

    /// Whether somebody is in any line between people.
    pub(super) fn is_in_plan(&self, node: u32) -> bool {
        self.people[node as usize]
    }

    pub(super) fn is_invited(&self, outcome: Outcome, node: u32) -> bool {
        let list = match outcome {
            Outcome::DoorOpened => &self.hosts,
            Outcome::WentToSee => &self.visitors,
            _ => &self.people,
        };
        list[node as usize]
    }

    pub(super) fn is_done(&self, outcome: Outcome, node: u32) -> bool {
        let list = match outcome {
            Outcome::DoorOpened => 2,
            Outcome::WentToSee => 1,
            _ => 0,
        };
        self.done[list][node as usize]
    }

    /// By node of the first wave: the count before and, where it is known, in the next wave.
    pub(super) fn counts(&self, outcome: Outcome) -> Vec<Option<(u32, Option<u32>)>> {
        let both = |v: u32| {
            let after = self.matched.later(v).and_then(|x| self.second.count(outcome, x));
            self.first.count(outcome, v).map(|before| (before, after))
        };
        (0..self.first.network.len() as u32).map(both).collect()
    }

    /// How many of somebody's ties in the next wave are those of the plan itself.
    pub(super) fn own_ties(&self, outcome: Outcome, node: u32) -> u32 {
        self.own_ties[node as usize][outcome as usize]
    }

    /// The same for everybody, once the plan is read.
    fn count_own_ties(&mut self) {
        let there = |seen: &Seen<'_>, a: u32, b: u32| {
            self.matched.later(a).zip(self.matched.later(b)).is_some_and(|(a, b)| seen.has(a, b))
        };
        let either = |seen: &Seen<'_>, a: u32, b: u32| there(seen, a, b) || there(seen, b, a);
        let mut own = vec![[0; 4]; self.first.network.len()];
        for &(visitor, host) in self.visits.iter().filter(|p| there(&self.second.visits, p.0, p.1)) {
            own[host as usize][Outcome::DoorOpened as usize] += 1;
            own[visitor as usize][Outcome::WentToSee as usize] += 1;
        }
        let layers = [
            (Outcome::NoLongerAlone, &self.first.all, &self.second.all),
            (Outcome::FewerOwnContacts, &self.first.own, &self.second.own),
        ];
        for (outcome, then, now) in layers {
            for &(a, b) in self.meetings.iter().filter(|p| !then.adjacency().both.has(p.0, p.1)) {
                if either(now, a, b) {
                    own[a as usize][outcome as usize] += 1;
                    own[b as usize][outcome as usize] += 1;
                }
            }
        }
        self.own_ties = own;
    }
}

/// By node, what is known before the plan.
fn before(survey: &Survey, wave: &Wave<'_>) -> Vec<Before> {
    let network = wave.network;
    let layer = Layer::all();
    let home: Vec<Option<u32>> = network.members().map(|m| m.school).collect();
    let (all, answered) = (wave.all.adjacency(), network.answered(&layer));
    let kinds = in_layer(network, &layer, all, &answered, &home);
    let staff = &survey.waves[network.wave as usize].staff;
    let one = |((member, kind), door): ((&crate::network::Member, &Option<Isolation>), &Door)| {
        let s = &staff[member.position as usize];
        Before {
            door: door.status() as u8,
            isolation: match kind {
                None | Some(Isolation::Unknown) => 0,
                Some(Isolation::Isolate) => 1,
                Some(Isolation::SingleThread) => 2,
                Some(_) => 3,
            },
            is_new: s.is_new == Some(true) || s.role == crate::survey::Role::New,
            school: member.school,
            phase: s.phase,
            consent: s.consent_named,
        }
    };
    network.members().zip(&kinds).zip(&wave.doors).map(one).collect()
}
