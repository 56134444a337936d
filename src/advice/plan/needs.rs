//! Who and what could do with help, each with the numbers behind it.

use super::bridges::{hanging, links};
use super::standing::Standing;
use super::support::needs_buddy;
use super::visits::{can_visit, carries_much, host_visit_helps, is_closed, is_host};
use super::{Line, Means, WhyNot};
use crate::measures::isolation::Isolation;
use crate::network::layer::Layer;
use serde::{Deserialize, Serialize};

/// A kind of need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NeedKind {
    /// Answered, and has no tie; `count` colleagues of the school did not answer.
    Isolated,
    /// One contact.
    SingleThread,
    /// New, without a buddy, and with `count` own contacts.
    NewWithoutBuddy,
    /// Talks with `count` colleagues and has no door in common with any of them; the own door is closed.
    ClosedWithTalk,
    /// Received `count` visitors; the roster allows `of`, or all the school's visits are `of`.
    HostCarriesMuch,
    /// A school whose people were visited by `count` from other schools and visited none there.
    OnlyReceives,
    /// A school whose people visited `count` in other schools and received none.
    OnlySends,
    /// All ties to `count` other schools run through one person.
    HangsOnOne,
    /// Two schools without any tie among `of` possible pairs.
    NoTie,
    /// Little talk and few doors.
    LittleOfEither,
    /// Most signs of a closed profile.
    ClosedProfile,
}

/// A need of a person, a school, or a pair of schools.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Need {
    /// Its kind.
    pub kind: NeedKind,
    /// Whose it is: position on the wave's roster; only people who agreed to be named.
    pub person: Option<u32>,
    /// The school it is about.
    pub school: Option<u32>,
    /// The second school of a pair.
    pub other: Option<u32>,
    /// The number behind it; see [`NeedKind`]. None where an edition does not tell it.
    pub count: Option<u32>,
    /// What the number is out of, where it is out of something.
    pub of: Option<u32>,
}

/// Every need, by kind, people in the order of ids and schools in roster order.
pub(super) fn needs(standing: &Standing<'_>, closed: &[u32], little: &[u32]) -> Vec<Need> {
    let mut list = people(standing);
    list.extend(schools(standing));
    let of_school =
        |kind, &school: &u32| Need { kind, person: None, school: Some(school), other: None, count: Some(0), of: None };
    list.extend(little.iter().map(|s| of_school(NeedKind::LittleOfEither, s)));
    list.extend(closed.iter().map(|s| of_school(NeedKind::ClosedProfile, s)));
    list.sort_by_key(|n| n.kind);
    list
}

/// Needs of people who agreed to be named.
fn people(standing: &Standing<'_>) -> Vec<Need> {
    let latent = standing.latent();
    let silent: Vec<u32> = (0..standing.network.schools)
        .map(|s| standing.network.nodes_of_school(s).filter(|&n| !standing.seat(n).answered).count() as u32)
        .collect();
    let mut list = Vec::new();
    for &node in standing.by_id.iter().filter(|&&n| can_visit(standing, n)) {
        let seat = standing.seat(node);
        let mut add = |kind, count, of| {
            let person = Some(standing.position(node));
            list.push(Need { kind, person, school: seat.school, other: None, count: Some(count), of });
        };
        match standing.isolation[node as usize] {
            Some(Isolation::Isolate) => add(NeedKind::Isolated, seat.school.map_or(0, |s| silent[s as usize]), None),
            Some(Isolation::SingleThread) => add(NeedKind::SingleThread, 1, None),
            _ => {}
        }
        if needs_buddy(standing, node) {
            add(NeedKind::NewWithoutBuddy, standing.informal.both.degree(node), None);
        }
        if is_closed(standing, node) && latent[node as usize] > 0 {
            add(NeedKind::ClosedWithTalk, latent[node as usize], None);
        }
        if carries_much(standing, node) {
            add(NeedKind::HostCarriesMuch, standing.visits.into.degree(node), seat.capacity);
        }
    }
    list
}

/// Needs of schools and of pairs of schools; none where contact between schools was not asked.
fn schools(standing: &Standing<'_>) -> Vec<Need> {
    let mut list = Vec::new();
    let network = standing.network;
    if network.schools < 2 {
        return list;
    }
    let need = |kind, school, other, count, of| {
        let (school, count) = (Some(school), Some(count));
        Need { kind, person: None, school, other, count, of }
    };
    if !network.is_within_school(&Layer::open_door()) {
        let (mut sent, mut received) = (vec![0u32; network.schools as usize], vec![0u32; network.schools as usize]);
        for v in 0..network.len() as u32 {
            for &w in standing.visits.out.of(v) {
                if let (Some(a), Some(b)) = (standing.seat(v).school, standing.seat(w).school)
                    && a != b
                {
                    sent[a as usize] += 1;
                    received[b as usize] += 1;
                }
            }
        }
        for s in 0..network.schools {
            match (sent[s as usize], received[s as usize]) {
                (0, n) if n > 0 => list.push(need(NeedKind::OnlyReceives, s, None, n, None)),
                (n, 0) if n > 0 => list.push(need(NeedKind::OnlySends, s, None, n, None)),
                _ => {}
            }
        }
    }
    if network.is_within_school(&Layer::all()) {
        return list;
    }
    let links = links(standing);
    for s in hanging(standing, &links) {
        let reached = links.iter().filter(|l| l.0 == s).count() as u32;
        list.push(need(NeedKind::HangsOnOne, s, None, reached, None));
    }
    let size = |s: u32| network.nodes_of_school(s).len() as u32;
    for a in 0..network.schools {
        for b in a + 1..network.schools {
            let together = standing.block[a as usize] == standing.block[b as usize];
            if together && links.binary_search(&(a, b)).is_err() && size(a) * size(b) > 0 {
                list.push(need(NeedKind::NoTie, a, Some(b), 0, Some(size(a) * size(b))));
            }
        }
    }
    list
}

/// Whether somebody is one of those for whom a plan must have a line or a reason.
fn is_in_need(standing: &Standing<'_>, node: u32) -> bool {
    host_visit_helps(standing, node) || is_closed(standing, node)
}

/// Those in need for whom no line was found, with the reason, in the order of ids.
pub(super) fn without(standing: &Standing<'_>, lines: &[Line]) -> Vec<(u32, WhyNot)> {
    let mut named = vec![false; standing.network.len()];
    for line in lines.iter().filter(|l| l.kind != Means::Consultant) {
        for position in [line.from, line.to].into_iter().flatten() {
            named[position as usize] = true;
        }
    }
    let open = |&&n: &&u32| is_in_need(standing, n) && !named[standing.position(n) as usize];
    standing.by_id.iter().filter(open).map(|&n| (standing.position(n), why_not(standing, n))).collect()
}

/// Whether a host teacher of the same board could receive this person.
fn nearby_host(standing: &Standing<'_>, node: u32) -> bool {
    let block = standing.block_of(node);
    let receives = |&&h: &&u32| is_host(standing, h) && standing.block_of(h) == block && standing.may_meet(node, h);
    block.is_some() && standing.by_id.iter().any(|h| receives(&h))
}

fn why_not(standing: &Standing<'_>, node: u32) -> WhyNot {
    let mut agreed =
        standing.by_id.iter().filter(|&&m| can_visit(standing, m) && standing.may_meet(node, m)).peekable();
    if agreed.peek().is_none() {
        WhyNot::NobodyAgreed
    } else if agreed.clone().all(|&m| standing.shared_days(node, m) == 0) {
        WhyNot::NoSharedDay
    } else if agreed.all(|&m| !standing.is_wanted(node, m)) {
        WhyNot::NotAsWanted
    } else if !nearby_host(standing, node) {
        WhyNot::NoHost
    } else {
        WhyNot::EverybodyTaken
    }
}

/// Teachers in need who answered and did not agree to be named.
pub(super) fn not_named(standing: &Standing<'_>) -> u32 {
    let alone = |n: u32| {
        let kind = standing.isolation[n as usize];
        matches!(kind, Some(Isolation::Isolate | Isolation::SingleThread))
    };
    let closed = |n: u32| {
        let door = &standing.doors[n as usize];
        door.is_known() && !door.is_open()
    };
    let counts = |&n: &u32| {
        let seat = standing.seat(n);
        seat.eligible && seat.answered && !seat.may_be_named && (alone(n) || closed(n))
    };
    (0..standing.network.len() as u32).filter(counts).count() as u32
}
