//! A plan as things that happen or do not.

use super::{Line, Means};
use crate::network::Network;
use std::collections::BTreeMap;

/// Something that happens whole or not at all: a visit, a buddy, a group that meets.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Event {
    /// A visit: who goes to whom, when it would open that door.
    pub visit: Option<(u32, u32)>,
    /// Pairs who meet, the smaller node first.
    pub pairs: Vec<(u32, u32)>,
}

/// All of a plan.
pub(super) struct Events {
    list: Vec<Event>,
}

impl Events {
    /// `tied` tells which pairs have a tie already.
    pub(super) fn of(network: &Network, tied: impl Fn(u32, u32) -> bool, plan: &[Line]) -> Events {
        let node = |position: u32| network.node_of_position(position);
        let mut list = Vec::new();
        let mut groups: BTreeMap<(Means, &str), Vec<u32>> = BTreeMap::new();
        for line in plan {
            match (line.from, line.to, &line.group) {
                (Some(from), Some(to), _) => {
                    let (from, to) = (node(from), node(to));
                    // A visit counts when a peer comes and the door is one of a class.
                    let opens = line.kind.is_visit() && network.is_peer(from) && network.member(to).is_eligible();
                    let visit = opens.then_some((from, to));
                    list.push(Event { visit, pairs: vec![(from.min(to), from.max(to))] });
                }
                (Some(from), None, Some(group)) if !matches!(line.kind, Means::Consultant | Means::OutsidePartner) => {
                    groups.entry((line.kind, group)).or_default().push(node(from));
                }
                _ => {}
            }
        }
        for members in groups.into_values() {
            let mut pairs = Vec::new();
            for (i, &a) in members.iter().enumerate() {
                pairs.extend(members[i + 1..].iter().map(|&b| (a.min(b), a.max(b))));
            }
            list.push(Event { visit: None, pairs });
        }
        for event in &mut list {
            event.pairs.retain(|&(a, b)| a != b && !tied(a, b));
            event.pairs.sort_unstable();
            event.pairs.dedup();
        }
        // Draws go by the place of an event: not by that of a line in the plan.
        list.sort_unstable();
        Events { list }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Event> {
        self.list.iter()
    }

    /// Those that happen.
    pub(super) fn happening<'a>(&'a self, which: &'a [bool]) -> impl Iterator<Item = &'a Event> {
        self.list.iter().zip(which).filter(|(_, happens)| **happens).map(|(event, _)| event)
    }

    /// Schools of anybody in the plan, sorted.
    pub(super) fn schools_touched(&self, network: &Network) -> Vec<u32> {
        let people = self.list.iter().flat_map(|e| {
            let visit = e.visit.into_iter().flat_map(|(a, b)| [a, b]);
            visit.chain(e.pairs.iter().flat_map(|&(a, b)| [a, b]))
        });
        let mut schools: Vec<u32> = people.filter_map(|n| network.member(n).school).collect();
        schools.sort_unstable();
        schools.dedup();
        schools
    }
}
