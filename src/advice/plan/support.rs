//! Support that is no visit: buddies, consultants' time, a partner from outside.

use super::assign::Room;
use super::standing::Standing;
use super::visits::{Nearby, can_visit, pair_up};
use super::{Because, Line, Means};
use crate::survey::Role;

/// A school with fewer teachers than this may not have a buddy to spare: a second one is looked for elsewhere.
const SMALL: usize = 10;

/// Schools that a consultant looks after at the most when the roster names no capacity.
const SCHOOLS_OF_A_CONSULTANT: u32 = 2;

/// A buddy in the own school for everybody new without one; in a small school a second one elsewhere.
pub(super) fn buddies(standing: &Standing<'_>) -> Vec<Line> {
    let new: Vec<u32> = standing.by_id.iter().copied().filter(|&n| needs_buddy(standing, n)).collect();
    let experienced: Vec<u32> =
        standing.by_id.iter().copied().filter(|&n| can_visit(standing, n) && !standing.seat(n).is_new).collect();
    let nearby = Nearby::of(standing, &experienced);
    let same_school = |a: u32, b: u32| {
        let school = standing.seat(a).school;
        school.is_some() && school == standing.seat(b).school
    };
    let mut rooms = vec![Room::new(1, 0); experienced.len()];
    let mut lines = Vec::new();
    for elsewhere in [false, true] {
        let asked: Vec<u32> = new.iter().copied().filter(|&n| !elsewhere || is_small(standing, n)).collect();
        let fits = |guest: u32, buddy: u32| {
            standing.may_meet(guest, buddy)
                && standing.is_wanted(guest, buddy)
                && same_school(guest, buddy) != elsewhere
                && !standing.buddies.both.has(guest, buddy)
        };
        let near = |guest: u32| nearby.near(standing, guest);
        let pairs = pair_up(standing, &asked, &experienced, &rooms, near, fits, |_| 1);
        for pair in pairs {
            let mut line = pair.line(standing, Means::Buddy, (pair.other, pair.guest));
            line.reasons.push(Because::NewTeacher);
            lines.push(line);
            // One new colleague per buddy.
            if let Some(at) = experienced.iter().position(|&e| e == pair.other) {
                rooms[at].capacity = 0;
            }
        }
    }
    lines
}

/// New, answered, and with fewer than two own contacts or none that is not assigned; and no buddy yet.
pub(super) fn needs_buddy(standing: &Standing<'_>, node: u32) -> bool {
    let seat = standing.seat(node);
    seat.is_new
        && can_visit(standing, node)
        && standing.buddies.both.degree(node) == 0
        && standing.informal.both.degree(node) < 2
}

fn is_small(standing: &Standing<'_>, node: u32) -> bool {
    let Some(school) = standing.seat(node).school else { return false };
    standing.network.nodes_of_school(school).filter(|&n| standing.seat(n).eligible).count() < SMALL
}

/// Time of the internal consultants for schools with little talk and few open doors: visits would be the wrong first
/// step there.
pub(super) fn consultants(standing: &Standing<'_>, little: &[u32]) -> Vec<Line> {
    let is_consultant = |&n: &u32| standing.network.member(n).role == Role::Consultant && standing.seat(n).may_be_named;
    let who: Vec<u32> = standing.by_id.iter().copied().filter(is_consultant).collect();
    let places = who.iter().flat_map(|&n| {
        let room = standing.seat(n).capacity.unwrap_or(SCHOOLS_OF_A_CONSULTANT);
        (0..room).map(move |round| (round, n))
    });
    let mut places: Vec<(u32, u32)> = places.collect();
    // The first school of each before the second of any.
    places.sort_by_key(|p| p.0);
    let mut places = places.into_iter();
    let little = standing.in_order(little.iter().copied());
    little
        .into_iter()
        .map(|school| Line {
            from: places.next().map(|p| standing.position(p.1)),
            ..for_school(standing, Means::Consultant, school, Because::LittleOfEither)
        })
        .collect()
}

/// A partner from outside for each school with a closed profile.
pub(super) fn outside_partners(standing: &Standing<'_>, closed: &[u32]) -> Vec<Line> {
    let closed = standing.in_order(closed.iter().copied());
    closed.into_iter().map(|s| for_school(standing, Means::OutsidePartner, s, Because::ClosedProfile)).collect()
}

fn for_school(standing: &Standing<'_>, kind: Means, school: u32, reason: Because) -> Line {
    let group = Some(standing.survey.schools[school as usize].id.clone());
    Line { group, reasons: vec![reason], ..Line::of(kind) }
}
