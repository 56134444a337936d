//! The network as it stands, and as it would be with more ties.

use super::cuts::Skeleton;
use super::events::Events;
use super::{OF_GROUP, OF_SCHOOL};
use crate::error::Why;
use crate::measures::Value;
use crate::measures::between_schools::labels;
use crate::measures::cohesion::components::weak_components;
use crate::measures::cut_points::cut_points;
use crate::measures::isolation::{Isolation, in_layer};
use crate::measures::openness::{Door, count, cross_school_reach, doors, host_dependency};
use crate::network::adjacency::Adjacency;
use crate::network::{Network, layer::Layer};

/// The figures of the group and of the schools that were asked for, in the order of the rows.
pub(super) type Snapshot = Vec<Value>;

/// What stands before the plan.
pub(super) struct Base {
    all: Adjacency,
    visits: Adjacency,
    doors: Vec<Door>,
    /// By node: answered on `all`, so that silence means no tie.
    answered: Vec<bool>,
    /// By node: school or outside; none at group level.
    label: Vec<Option<u32>>,
    /// By node: the home school.
    school: Vec<Option<u32>>,
    /// By node: the weak component, and how many there are.
    component: Vec<u32>,
    components: u32,
    /// Contact between schools was asked, in all and by visits.
    across: bool,
    across_doors: bool,
    /// Ties across and within, for the group and by school.
    ties: Vec<(u32, u32)>,
    isolates: Vec<u32>,
    single: Vec<bool>,
    schools: u32,
    nodes_of: Vec<std::ops::Range<u32>>,
    cut_before: u32,
    skeleton: Option<Skeleton>,
}

/// What a thread needs to look at one draw, cleared by the draw that filled it.
pub(super) struct Scratch {
    doors: Vec<Door>,
    pairs: Vec<(u32, u32)>,
    visits: Vec<(u32, u32)>,
    gained: Vec<u32>,
    parent: Vec<u32>,
    ties: Vec<(u32, u32)>,
}

impl Scratch {
    pub(super) fn new(base: &Base, events: &Events) -> Scratch {
        Scratch {
            doors: base.doors.clone(),
            pairs: Vec::with_capacity(events.len()),
            visits: Vec::with_capacity(events.len()),
            gained: vec![0; base.all.len()],
            parent: (0..base.components).collect(),
            ties: base.ties.clone(),
        }
    }
}

impl Base {
    pub(super) fn of(network: &Network) -> Base {
        let layer = Layer::all();
        let all = network.adjacency(&layer);
        let responses = network.answered(&layer);
        let school: Vec<Option<u32>> = network.members().map(|m| m.school).collect();
        let nodes_of: Vec<_> = (0..network.schools).map(|s| network.nodes_of_school(s)).collect();
        let own = |s: &Option<u32>| s.filter(|&s| nodes_of[s as usize].len() > 1);
        let own: Vec<Option<u32>> = school.iter().map(own).collect();
        let kinds = in_layer(network, &layer, &all, &responses, &own);
        let isolates = (0u32..).zip(&kinds).filter(|(_, k)| **k == Some(Isolation::Isolate)).map(|k| k.0).collect();
        let label = labels(network).of;
        let mut ties = vec![(0, 0); network.schools as usize + 1];
        let parts = weak_components(&all);
        let mut base = Base {
            visits: network.adjacency(&Layer::open_door()),
            doors: doors(network),
            answered: responses.iter().map(|r| r.speaks()).collect(),
            component: parts.of,
            components: parts.sizes.len() as u32,
            across: network.schools > 1 && !network.is_within_school(&layer),
            across_doors: network.schools > 1 && !network.is_within_school(&Layer::open_door()),
            single: Vec::new(),
            cut_before: cut_points(&all).people.iter().filter(|&&c| c).count() as u32,
            skeleton: None,
            schools: network.schools,
            ties: Vec::new(),
            isolates,
            label,
            school,
            nodes_of,
            all,
        };
        for a in 0..base.all.len() as u32 {
            for &b in base.all.both.of(a).iter().filter(|&&b| b > a) {
                base.add_tie(&mut ties, a, b);
            }
        }
        base.ties = ties;
        base.single = (0..base.all.len()).map(|v| base.answered[v] && base.all.both.degree(v as u32) == 1).collect();
        base
    }

    /// Makes ready for the ties that a plan may bring.
    pub(super) fn prepare(&mut self, events: &Events) {
        let touched = events.iter().flat_map(|e| e.pairs.iter().flat_map(|&(a, b)| [a, b]));
        self.skeleton = Some(Skeleton::of(&self.all.both, touched));
    }

    pub(super) fn are_tied(&self, a: u32, b: u32) -> bool {
        self.all.both.has(a, b)
    }

    /// Counts a pair as across or within, for the group (the last row) and the schools at its ends.
    fn add_tie(&self, ties: &mut [(u32, u32)], a: u32, b: u32) {
        let (Some(x), Some(y)) = (self.label[a as usize], self.label[b as usize]) else { return };
        let group = self.schools as usize;
        if x == y {
            ties[group].1 += 1;
            if x < self.schools {
                ties[x as usize].1 += 1;
            }
        } else {
            ties[group].0 += 1;
            [x, y].into_iter().filter(|&s| s < self.schools).for_each(|s| ties[s as usize].0 += 1);
        }
    }

    /// The figures when some events happen.
    pub(super) fn after(&self, events: &Events, which: &[bool], schools: &[u32], scratch: &mut Scratch) -> Snapshot {
        scratch.pairs.clear();
        scratch.visits.clear();
        for event in events.happening(which) {
            scratch.pairs.extend_from_slice(&event.pairs);
            scratch.visits.extend(event.visit.filter(|&(a, b)| !self.visits.out.has(a, b)));
        }
        for list in [&mut scratch.pairs, &mut scratch.visits] {
            list.sort_unstable();
            list.dedup();
        }
        for &(from, to) in &scratch.visits {
            let elsewhere = self.school[from as usize] != self.school[to as usize];
            for (node, entered) in [(from, true), (to, false)] {
                let door = &mut scratch.doors[node as usize];
                if entered {
                    door.rooms_entered += 1;
                } else {
                    door.breadth += 1;
                }
                if elsewhere {
                    door.reach = door.reach.map(|_| true);
                }
            }
        }
        for &(a, b) in &scratch.pairs {
            scratch.gained[a as usize] += 1;
            scratch.gained[b as usize] += 1;
            self.add_tie(&mut scratch.ties, a, b);
            join(&mut scratch.parent, self.component[a as usize], self.component[b as usize]);
        }
        let found = self.figures(schools, scratch);
        for &(from, to) in &scratch.visits {
            for node in [from, to] {
                scratch.doors[node as usize].clone_from(&self.doors[node as usize]);
            }
        }
        for &(a, b) in &scratch.pairs {
            scratch.gained[a as usize] = 0;
            scratch.gained[b as usize] = 0;
        }
        (0..self.components).zip(&mut scratch.parent).for_each(|(part, parent)| *parent = part);
        scratch.ties.copy_from_slice(&self.ties);
        found
    }

    fn figures(&self, schools: &[u32], scratch: &Scratch) -> Snapshot {
        let n = self.all.len() as u32;
        let doors = |nodes: std::ops::Range<u32>| &scratch.doors[nodes.start as usize..nodes.end as usize];
        let group = self.schools as usize;
        let parts = (0..self.components).filter(|&p| scratch.parent[p as usize] == p).count();
        let isolates = |inside: &dyn Fn(u32) -> bool| {
            let left = |&&v: &&u32| scratch.gained[v as usize] == 0 && inside(v);
            Value::Number(self.isolates.iter().filter(left).count() as f64)
        };
        let single =
            (0..n).filter(|&v| self.answered[v as usize] && self.all.both.degree(v) + scratch.gained[v as usize] == 1);
        let mut row = Vec::with_capacity(OF_GROUP.len() + OF_SCHOOL.len() * schools.len());
        row.push(count(doors(0..n)).rate());
        row.push(isolates(&|_| true));
        row.push(Value::Number(single.count() as f64));
        row.push(self.reach(doors(0..n)));
        row.push(self.ei(scratch.ties[group]));
        row.push(Value::Number(parts as f64));
        row.push(Value::Number(f64::from(self.cut_after(&scratch.pairs))));
        row.push(largest_load(doors(0..n)));
        row.push(host_dependency(doors(0..n)));
        for &s in schools {
            let nodes = self.nodes_of[s as usize].clone();
            row.push(count(doors(nodes.clone())).rate());
            row.push(isolates(&|v| nodes.contains(&v)));
            row.push(self.reach(doors(nodes.clone())));
            row.push(self.ei(scratch.ties[s as usize]));
            row.push(largest_load(doors(nodes.clone())));
            row.push(host_dependency(doors(nodes)));
        }
        row
    }

    fn reach(&self, doors: &[Door]) -> Value {
        if self.across_doors { cross_school_reach(doors) } else { Value::Undefined(Why::NotAsked) }
    }

    fn ei(&self, (across, within): (u32, u32)) -> Value {
        if !self.across {
            return Value::Undefined(Why::NotAsked);
        }
        Value::ratio(f64::from(across) - f64::from(within), f64::from(across + within), Why::NoTies)
    }

    fn cut_after(&self, pairs: &[(u32, u32)]) -> u32 {
        match &self.skeleton {
            Some(skeleton) if !pairs.is_empty() => skeleton.cut_points(pairs),
            _ => self.cut_before,
        }
    }

    /// The exact expectation of shares and counts of people when each event happens with a share; undefined for the
    /// other figures.
    pub(super) fn expected(&self, events: &Events, share: f64, schools: &[u32]) -> Snapshot {
        let n = self.all.len();
        let (mut closed, mut alone, mut inside) = (vec![1.0; n], vec![1.0; n], vec![1.0; n]);
        for event in events.iter() {
            if let Some((from, to)) = event.visit.filter(|&(a, b)| !self.visits.out.has(a, b)) {
                closed[to as usize] *= 1.0 - share;
                if self.school[from as usize] != self.school[to as usize] {
                    inside[from as usize] *= 1.0 - share;
                    inside[to as usize] *= 1.0 - share;
                }
            }
            let mut met: Vec<u32> = event.pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
            met.sort_unstable();
            met.dedup();
            met.into_iter().for_each(|v| alone[v as usize] *= 1.0 - share);
        }
        let whole = 0..n as u32;
        let rate = |nodes: &std::ops::Range<u32>| {
            let doors = &self.doors[nodes.start as usize..nodes.end as usize];
            let of = |v: u32, d: &Door| if d.is_open() { 1.0 } else { 1.0 - closed[v as usize] };
            mean(count(doors).rate(), nodes.clone().zip(doors).filter(|(_, d)| d.is_known()).map(|(v, d)| of(v, d)))
        };
        let reach = |nodes: &std::ops::Range<u32>| {
            let doors = &self.doors[nodes.start as usize..nodes.end as usize];
            let of = |v: u32, d: &Door| if d.reach == Some(true) { 1.0 } else { 1.0 - inside[v as usize] };
            let known = nodes.clone().zip(doors).filter(|(_, d)| d.reach.is_some() && d.is_known_both_ways());
            mean(self.reach(doors), known.map(|(v, d)| of(v, d)))
        };
        let isolates = |nodes: &std::ops::Range<u32>| {
            let inside = self.isolates.iter().filter(|v| nodes.contains(v));
            Value::Number(inside.map(|&v| alone[v as usize]).sum())
        };
        let by_draws = Value::Undefined(Why::CannotTell);
        let mut row = vec![rate(&whole), isolates(&whole), by_draws, reach(&whole)];
        row.resize(OF_GROUP.len(), by_draws);
        for &s in schools {
            let nodes = &self.nodes_of[s as usize];
            row.extend([rate(nodes), isolates(nodes), reach(nodes), by_draws, by_draws, by_draws]);
        }
        row
    }
}

/// The mean of chances where there is a rate; the reason otherwise.
fn mean(rate: Value, chances: impl Iterator<Item = f64>) -> Value {
    if rate.number().is_none() {
        return rate;
    }
    let (sum, n) = chances.fold((0.0, 0u32), |(sum, n), x| (sum + x, n + 1));
    Value::ratio(sum, f64::from(n), Why::CannotTell)
}

/// Visitors of the host who receives most.
fn largest_load(doors: &[Door]) -> Value {
    let most = doors.iter().filter(|d| d.eligible).map(|d| d.breadth).max();
    most.map_or(Value::Undefined(Why::TooFew), |m| Value::Number(f64::from(m)))
}

fn root(parent: &mut [u32], mut at: u32) -> u32 {
    while parent[at as usize] != at {
        parent[at as usize] = parent[parent[at as usize] as usize];
        at = parent[at as usize];
    }
    at
}

fn join(parent: &mut [u32], a: u32, b: u32) {
    let (a, b) = (root(parent, a), root(parent, b));
    parent[a.max(b) as usize] = a.min(b);
}
