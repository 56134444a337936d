//! Bridges between schools, in twos: a single link makes a single point of failure.

use super::load::Load;
use super::score::{reasons, score};
use super::standing::Standing;
use super::visits::can_visit;
use super::{Because, Line, Means};
use crate::network::layer::Layer;

/// Schools to which one school is bridged at the most.
const PARTNERS: u32 = 2;

/// Visits between schools of a board that have no tie, two for each pair of schools; and a second link where all of a
/// school's contact runs through one person.
pub(super) fn bridges(standing: &Standing<'_>, load: &mut Load) -> Vec<Line> {
    if standing.network.schools < 2 || standing.network.is_within_school(&Layer::all()) {
        return Vec::new();
    }
    let links = links(standing);
    let schools = standing.network.schools;
    let reached =
        |s: u32| links.partition_point(|l| (l.0, l.1) < (s + 1, 0)) - links.partition_point(|l| (l.0, l.1) < (s, 0));
    let mut order: Vec<u32> = (0..schools).collect();
    order.sort_by_key(|&s| (reached(s), standing.rank[s as usize]));
    let mut partners = vec![0; schools as usize];
    let mut used = vec![false; standing.network.len()];
    let mut lines = Vec::new();
    for (i, &a) in order.iter().enumerate() {
        for &b in &order[i + 1..] {
            let linked = links.binary_search_by_key(&(a, b), |l| (l.0, l.1)).is_ok();
            let room = partners[a as usize].max(partners[b as usize]) < PARTNERS;
            if linked || !room || standing.block[a as usize] != standing.block[b as usize] {
                continue;
            }
            let found = between(standing, (a, b), 2, Because::NoTieBetweenSchools, load, &mut used);
            if !found.is_empty() {
                partners[a as usize] += 1;
                partners[b as usize] += 1;
                load.add(standing, &found);
                lines.extend(found);
            }
        }
    }
    for school in standing.in_order(hanging(standing, &links)) {
        // With a school that is linked already, beside the one on whom it hangs.
        let beside = links.iter().filter(|l| l.0 == school).map(|l| l.1);
        for other in standing.in_order(beside) {
            let found = between(standing, (school, other), 1, Because::HangsOnOne, load, &mut used);
            if !found.is_empty() {
                load.add(standing, &found);
                lines.extend(found);
                break;
            }
        }
    }
    for (number, pair) in (1..).zip(lines.chunk_by_mut(|x: &Line, y| x.group == y.group)) {
        pair.iter_mut().for_each(|l| l.group = Some(format!("bridge-{number}")));
    }
    lines
}

/// Pairs of schools with a tie, both ways round, sorted.
pub(super) fn links(standing: &Standing<'_>) -> Vec<(u32, u32)> {
    let mut links = Vec::new();
    for v in 0..standing.network.len() as u32 {
        let Some(own) = standing.seat(v).school else { continue };
        let others = standing.all.both.of(v).iter().filter_map(|&w| standing.seat(w).school);
        links.extend(others.filter(|&s| s != own).map(|s| (own, s)));
    }
    links.sort_unstable();
    links.dedup();
    links
}

/// Schools whose ties to other schools all have one person of theirs at the end.
pub(super) fn hanging(standing: &Standing<'_>, links: &[(u32, u32)]) -> Vec<u32> {
    let with_links = |s: u32| links.binary_search_by_key(&s, |l| l.0).is_ok();
    let goes_out = |n: u32, s: u32| {
        standing.all.both.of(n).iter().any(|&w| standing.seat(w).school.is_some_and(|other| other != s))
    };
    (0..standing.network.schools)
        .filter(|&s| with_links(s) && standing.network.nodes_of_school(s).filter(|&n| goes_out(n, s)).count() == 1)
        .collect()
}

/// Up to `count` disjoint visits between two schools; none when there are not as many.
fn between(
    standing: &Standing<'_>,
    (a, b): (u32, u32),
    count: usize,
    why: Because,
    load: &Load,
    used: &mut [bool],
) -> Vec<Line> {
    let free = |&n: &u32| can_visit(standing, n) && !used[n as usize] && !standing.cut[n as usize];
    let in_order = |school: u32| standing.network.nodes_of_school(school).filter(free).collect::<Vec<u32>>();
    let (from, to) = (in_order(a), in_order(b));
    let fits = |x: u32, y: u32| {
        standing.may_meet(x, y)
            && standing.is_wanted(x, y)
            && standing.shared_days(x, y) != 0
            && load.may_make(x) > 0
            && load.has_room(standing, y)
            && !standing.all.both.has(x, y)
    };
    let mut possible = Vec::new();
    for &x in &from {
        let others = to.iter().filter(|&&y| fits(x, y));
        possible.extend(others.map(|&y| (score(&reasons(standing, x, y)), x, y)));
    }
    // The best first; equals stay in the order of ids.
    possible.sort_by_key(|p| -p.0);
    let Some(pairs) = best_disjoint(&possible, count) else { return Vec::new() };
    let lines = pairs.iter().enumerate().map(|(i, &(score, x, y))| {
        // The second goes the other way, so that both schools receive and send.
        let back = i == 1 && load.may_make(y) > 0 && load.has_room(standing, x);
        let (from, to) = if back { (y, x) } else { (x, y) };
        let mut reasons = reasons(standing, x, y);
        if !(standing.seat(x).days_known && standing.seat(y).days_known) {
            reasons.push(Because::DaysNotKnown);
        }
        reasons.push(why);
        Line {
            from: Some(standing.position(from)),
            to: Some(standing.position(to)),
            group: Some(format!("{a}-{b}")),
            days: standing.shared_days(x, y),
            opens_door_of: Some(standing.position(to)),
            score: Some(score),
            reasons,
            ..Line::of(Means::Bridge)
        }
    });
    let lines: Vec<Line> = lines.collect();
    for &(_, x, y) in &pairs {
        used[x as usize] = true;
        used[y as usize] = true;
    }
    lines
}

/// A score and two people.
type Scored = (i64, u32, u32);

/// The best pair, or the best two without a person in common; `possible` is sorted, the best first.
fn best_disjoint(possible: &[Scored], count: usize) -> Option<Vec<Scored>> {
    if count < 2 {
        return possible.first().map(|&p| vec![p]);
    }
    let mut best: Option<(i64, Vec<Scored>)> = None;
    for (i, &first) in possible.iter().enumerate() {
        // No later pair can be part of anything better.
        if best.as_ref().is_some_and(|b| 2 * first.0 <= b.0) {
            break;
        }
        let second = possible[i + 1..].iter().find(|p| p.1 != first.1 && p.2 != first.2);
        if let Some(&second) = second.filter(|s| best.as_ref().is_none_or(|b| first.0 + s.0 > b.0)) {
            best = Some((first.0 + second.0, vec![first, second]));
        }
    }
    best.map(|b| b.1)
}
