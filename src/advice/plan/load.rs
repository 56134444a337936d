//! What a plan asks of everybody so far: nobody is to be away from the own class all the time, or to have visitors
//! beyond what the roster allows.

use super::standing::Standing;
use super::visits::carries_much;
use super::{CAPACITY, Line, VISITS_TO_MAKE};

/// Visits and lines, by node.
pub(super) struct Load {
    makes: Vec<u32>,
    receives: Vec<u32>,
    lines: Vec<u32>,
}

impl Load {
    pub(super) fn of(standing: &Standing<'_>, lines: &[Line]) -> Load {
        let none = || vec![0; standing.network.len()];
        let mut load = Load { makes: none(), receives: none(), lines: none() };
        load.add(standing, lines);
        load
    }

    /// Further lines of the same plan.
    pub(super) fn add(&mut self, standing: &Standing<'_>, lines: &[Line]) {
        let node = |position: Option<u32>| position.map(|p| standing.network.node_of_position(p) as usize);
        for line in lines {
            let (from, to) = (node(line.from), node(line.to));
            from.into_iter().chain(to).for_each(|v| self.lines[v] += 1);
            if line.kind.is_visit() {
                from.into_iter().for_each(|v| self.makes[v] += 1);
                to.into_iter().for_each(|v| self.receives[v] += 1);
            }
        }
    }

    /// How many more visits somebody may make.
    pub(super) fn may_make(&self, node: u32) -> u32 {
        VISITS_TO_MAKE.saturating_sub(self.makes[node as usize])
    }

    /// Whether somebody may have another visitor: within the roster's capacity for this plan, and not beyond many that
    /// there were already.
    pub(super) fn has_room(&self, standing: &Standing<'_>, node: u32) -> bool {
        !carries_much(standing, node) && self.receives[node as usize] < standing.seat(node).capacity.unwrap_or(CAPACITY)
    }

    /// Whether somebody is to be visited already.
    pub(super) fn is_visited(&self, node: u32) -> bool {
        self.receives[node as usize] > 0
    }

    /// How many lines somebody is in.
    pub(super) fn lines(&self, node: u32) -> u32 {
        self.lines[node as usize]
    }
}
