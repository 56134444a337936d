//! Visits: guests to host teachers, and visitors to those whose door is closed.

use super::assign::{Choice, Guest, Room, assign};
use super::load::Load;
use super::score::{LOAD, reasons, score};
use super::standing::Standing;
use super::{Because, CAPACITY, Line, Means};
use crate::measures::isolation::Isolation;

/// Visits to host teachers, for those who are alone or went to see nobody.
pub(super) fn host_visits(standing: &Standing<'_>) -> Vec<Line> {
    let hosts: Vec<u32> = standing.by_id.iter().copied().filter(|&h| is_host(standing, h)).collect();
    let guests: Vec<u32> = standing.by_id.iter().copied().filter(|&g| host_visit_helps(standing, g)).collect();
    let rooms: Vec<Room> =
        hosts.iter().map(|&h| Room::new(standing.seat(h).capacity.unwrap_or(CAPACITY), LOAD)).collect();
    let nearby = Nearby::of(standing, &hosts);
    let fits = |guest: u32, host: u32| may_visit(standing, guest, host);
    let pairs = pair_up(standing, &guests, &hosts, &rooms, |g| nearby.near(standing, g), fits, |g| need(standing, g));
    pairs
        .into_iter()
        .map(|pair| {
            let mut line = pair.line(standing, Means::HostVisit, (pair.guest, pair.other));
            line.opens_door_of = Some(standing.position(pair.other));
            line
        })
        .collect()
}

/// Visits to those whose door is known and closed and whom no guest is to see yet, by somebody they know or are near to.
pub(super) fn return_visits(standing: &Standing<'_>, load: &Load) -> Vec<Line> {
    let latent = standing.latent();
    let stays_closed = |&n: &u32| is_closed(standing, n) && !load.is_visited(n);
    let closed: Vec<u32> = standing.by_id.iter().copied().filter(stays_closed).collect();
    let visitors: Vec<u32> = standing.by_id.iter().copied().filter(|&n| can_visit(standing, n)).collect();
    let rooms: Vec<Room> = visitors.iter().map(|&n| Room::new(load.may_make(n), LOAD * 4)).collect();
    let mut place = vec![u32::MAX; standing.network.len()];
    (0..).zip(&visitors).for_each(|(i, &n)| place[n as usize] = i);
    let near = |host: u32| {
        let mut known: Vec<u32> =
            standing.seat(host).school.map_or(0..0, |s| standing.network.nodes_of_school(s)).collect();
        for layer in [&standing.talk, &standing.wishes, &standing.visits, &standing.all] {
            known.extend_from_slice(layer.both.of(host));
        }
        known.sort_unstable();
        known.dedup();
        let mut found: Vec<u32> = known.iter().map(|&n| place[n as usize]).filter(|&p| p != u32::MAX).collect();
        found.sort_unstable();
        found
    };
    let fits = |host: u32, visitor: u32| may_visit(standing, visitor, host);
    let rank = |host: u32| if latent[host as usize] > 0 { 2 } else { 1 };
    let pairs = pair_up(standing, &closed, &visitors, &rooms, near, fits, rank);
    let mut lines: Vec<Line> = pairs
        .iter()
        .map(|pair| {
            let mut line = pair.line(standing, Means::ReturnVisit, (pair.other, pair.guest));
            line.opens_door_of = Some(standing.position(pair.guest));
            line.reasons.push(Because::ClosedDoor);
            line
        })
        .collect();
    carousels(&mut lines);
    lines
}

/// Visits that close a circle belong together: everybody visits one and is visited by another.
fn carousels(lines: &mut [Line]) {
    // Who visits this person: one line at the most, for a closed door is opened once.
    let visited: std::collections::BTreeMap<u32, usize> =
        lines.iter().enumerate().filter_map(|(i, l)| l.to.map(|to| (to, i))).collect();
    let mut number = 0;
    let mut done = vec![false; lines.len()];
    for start in 0..lines.len() {
        let mut circle = Vec::new();
        let mut at = start;
        let closes = loop {
            if done[at] || circle.contains(&at) {
                break circle.first() == Some(&at);
            }
            circle.push(at);
            match lines[at].from.and_then(|from| visited.get(&from)) {
                Some(&next) => at = next,
                None => break false,
            }
        };
        if !closes {
            continue;
        }
        number += 1;
        for &i in &circle {
            done[i] = true;
            lines[i].group = Some(format!("circle-{number}"));
            lines[i].reasons.push(Because::Carousel);
        }
    }
}

/// Whether this person could be visited by that one: both may be named, work on a day together, and the room is one
/// that the visitor has not been to.
fn may_visit(standing: &Standing<'_>, visitor: u32, host: u32) -> bool {
    standing.may_meet(visitor, host)
        && standing.is_wanted(visitor, host)
        && standing.shared_days(visitor, host) != 0
        && standing.seat(host).capacity != Some(0)
        && !standing.visits.out.has(visitor, host)
}

pub(super) fn is_host(standing: &Standing<'_>, node: u32) -> bool {
    let seat = standing.seat(node);
    seat.host && seat.eligible && seat.may_be_named && seat.capacity != Some(0) && !carries_much(standing, node)
}

/// A host who received at least this many visitors, and more than the roster allows, carries too much.
const MANY_VISITORS: u32 = 5;

/// Somebody who had so many visitors that a plan adds none.
pub(super) fn carries_much(standing: &Standing<'_>, node: u32) -> bool {
    let visitors = standing.visits.into.degree(node);
    visitors >= MANY_VISITORS && standing.seat(node).capacity.is_none_or(|room| visitors > room)
}

pub(super) fn can_visit(standing: &Standing<'_>, node: u32) -> bool {
    let seat = standing.seat(node);
    seat.eligible && seat.may_be_named
}

/// A teacher who is alone, or whose visits are known and none.
pub(super) fn host_visit_helps(standing: &Standing<'_>, node: u32) -> bool {
    let door = &standing.doors[node as usize];
    let went_nowhere = door.rooms_entered == 0 && door.rooms == crate::measures::openness::Sight::Known;
    can_visit(standing, node) && (went_nowhere || need(standing, node) == 2)
}

/// A door that is known and closed.
pub(super) fn is_closed(standing: &Standing<'_>, node: u32) -> bool {
    let door = &standing.doors[node as usize];
    can_visit(standing, node) && standing.seat(node).capacity != Some(0) && door.is_known() && !door.is_open()
}

/// 2 for somebody who answered and is alone or hangs on one contact, else 1.
pub(super) fn need(standing: &Standing<'_>, node: u32) -> u8 {
    let alone = matches!(standing.isolation[node as usize], Some(Isolation::Isolate | Isolation::SingleThread));
    if alone { 2 } else { 1 }
}

/// Those of a list who are near somebody: of the same board, or known.
pub(super) struct Nearby {
    by_block: Vec<Vec<u32>>,
    place: Vec<u32>,
}

impl Nearby {
    pub(super) fn of(standing: &Standing<'_>, list: &[u32]) -> Nearby {
        let blocks = standing.block.iter().max().map_or(0, |b| b + 1);
        let mut by_block = vec![Vec::new(); blocks as usize];
        let mut place = vec![u32::MAX; standing.network.len()];
        for (i, &node) in (0..).zip(list) {
            place[node as usize] = i;
            if let Some(block) = standing.block_of(node) {
                by_block[block as usize].push(i);
            }
        }
        Nearby { by_block, place }
    }

    /// Positions in the list, sorted.
    pub(super) fn near(&self, standing: &Standing<'_>, node: u32) -> Vec<u32> {
        let mut found: Vec<u32> = standing.block_of(node).map_or(Vec::new(), |b| self.by_block[b as usize].clone());
        for layer in [&standing.talk, &standing.wishes, &standing.all] {
            found.extend(layer.both.of(node).iter().map(|&n| self.place[n as usize]).filter(|&p| p != u32::MAX));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// A guest and the one who was found.
pub(super) struct Pair {
    pub guest: u32,
    pub other: u32,
    pub score: i64,
    pub reasons: Vec<Because>,
    pub runner_up: Option<u32>,
}

impl Pair {
    /// A line from one to the other.
    pub(super) fn line(&self, standing: &Standing<'_>, kind: Means, (from, to): (u32, u32)) -> Line {
        let mut reasons = self.reasons.clone();
        let known = |n: u32| standing.seat(n).days_known;
        if kind.is_visit() && !(known(from) && known(to)) {
            reasons.push(Because::DaysNotKnown);
        }
        if need(standing, self.guest) == 2 {
            reasons.push(Because::Alone);
        }
        Line {
            from: Some(standing.position(from)),
            to: Some(standing.position(to)),
            days: if kind.is_visit() { standing.shared_days(from, to) } else { 0 },
            score: Some(self.score),
            reasons,
            runner_up: self.runner_up.map(|n| standing.position(n)),
            ..Line::of(kind)
        }
    }
}

/// The best pairs of guests and others, in the order of the guests. `near` gives positions in `others`.
pub(super) fn pair_up(
    standing: &Standing<'_>,
    guests: &[u32],
    others: &[u32],
    rooms: &[Room],
    near: impl Fn(u32) -> Vec<u32> + Sync,
    fits: impl Fn(u32, u32) -> bool + Sync,
    rank: impl Fn(u32) -> u8 + Sync,
) -> Vec<Pair> {
    use rayon::prelude::*;
    let choices = |&guest: &u32| {
        let possible =
            near(guest).into_iter().filter(|&p| rooms[p as usize].capacity > 0 && fits(guest, others[p as usize]));
        let choice = |p: u32| Choice::new(p, score(&reasons(standing, guest, others[p as usize])));
        Guest::new(rank(guest), possible.map(choice).collect())
    };
    let asked: Vec<Guest> = guests.par_iter().map(choices).collect();
    let found = assign(&asked, rooms);
    let pair = |((&guest, asked), found): ((&u32, &Guest), Option<u32>)| {
        let place = found?;
        let other = others[place as usize];
        let reasons = reasons(standing, guest, other);
        // The best of the rest; the first of equals, in the order of ids.
        let next = asked.choices.iter().filter(|c| c.host != place).min_by_key(|c| (-c.score, c.host));
        Some(Pair { guest, other, score: score(&reasons), reasons, runner_up: next.map(|c| others[c.host as usize]) })
    };
    guests.iter().zip(&asked).zip(found).filter_map(pair).collect()
}
