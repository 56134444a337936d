//! Groups: intervision of five to seven, and round tables for new teachers.

use super::load::Load;
use super::standing::Standing;
use super::visits::can_visit;
use super::{Because, Line, Means};

/// An intervision group has five to seven members; six when there are enough.
const FEWEST: usize = 5;
const USUAL: usize = 6;

/// New teachers at a round table, beside two experienced ones: at least two and at most six.
const NEW_AT_A_TABLE: usize = 6;
const FEWEST_NEW: usize = 2;
const EXPERIENCED: usize = 2;

/// Somebody in more lines than this is asked for more only when nobody else is there.
const BUSY: u32 = 3;

/// One in so many people of a school counts as a voice that many turn to.
const DOMINANT_SHARE: u32 = 10;

/// Intervision groups among those who never laid their own practice on the table, each with somebody they trust, across
/// phases and schools, and with at most one of the voices that many turn to.
pub(super) fn intervision(standing: &Standing<'_>) -> Vec<Line> {
    let is_open = |n: u32| standing.doors[n as usize].open_broad;
    let asked = standing.doors.iter().any(|d| d.practice == crate::measures::openness::Sight::Known);
    if !asked {
        return Vec::new();
    }
    let dominant = dominant(standing);
    let mut free: Vec<bool> =
        (0..standing.network.len() as u32).map(|n| can_visit(standing, n) && !is_open(n)).collect();
    let mut lines = Vec::new();
    let mut number = 0;
    for &seed in &standing.by_id {
        if !free[seed as usize] {
            continue;
        }
        let members = grown(standing, seed, &free, &dominant);
        if members.len() < FEWEST {
            continue;
        }
        number += 1;
        members.iter().for_each(|&m| free[m as usize] = false);
        lines.extend(group(standing, Means::Intervision, &format!("intervision-{number}"), &members, |_| {
            vec![Because::EachKnowsOne, Because::Mixed]
        }));
    }
    lines
}

/// A group around somebody: whoever is added is trusted by one who is in it; those who bring a new phase or school
/// first.
fn grown(standing: &Standing<'_>, seed: u32, free: &[bool], dominant: &[bool]) -> Vec<u32> {
    let mut members = vec![seed];
    while members.len() < USUAL {
        let days = common_days(standing, &members);
        let mut candidates: Vec<u32> = members
            .iter()
            .flat_map(|&m| standing.trusted.both.of(m))
            .copied()
            .filter(|&n| free[n as usize] && !members.contains(&n) && days & standing.seat(n).days != 0)
            .filter(|&n| members.iter().all(|&m| standing.may_meet(m, n)))
            .filter(|&n| !dominant[n as usize] || !members.iter().any(|&m| dominant[m as usize]))
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let new_here = |n: u32| {
            let seat = standing.seat(n);
            let phase = seat.phase.is_some() && members.iter().all(|&m| standing.seat(m).phase != seat.phase);
            let school = seat.school.is_some() && members.iter().all(|&m| standing.seat(m).school != seat.school);
            u32::from(school) * 2 + u32::from(phase)
        };
        let rank = |n: u32| standing.survey.in_order(standing.network.member(n).person);
        let best =
            candidates.into_iter().min_by(|&a, &b| new_here(b).cmp(&new_here(a)).then_with(|| rank(a).cmp(&rank(b))));
        match best {
            Some(next) => members.push(next),
            None => break,
        }
    }
    members
}

/// The one in ten of each school to whom most colleagues turn.
fn dominant(standing: &Standing<'_>) -> Vec<bool> {
    let mut dominant = vec![false; standing.network.len()];
    for school in 0..standing.network.schools {
        let mut people: Vec<u32> = standing.network.nodes_of_school(school).collect();
        // Equals stay in the order of ids.
        people.sort_by_key(|&n| std::cmp::Reverse(standing.talk.into.degree(n)));
        let voices = (people.len() as u32).div_ceil(DOMINANT_SHARE);
        people.iter().take(voices as usize).for_each(|&n| dominant[n as usize] = true);
    }
    dominant
}

/// Round tables: new teachers of several schools of a board, with two experienced colleagues, all on one day.
pub(super) fn round_tables(standing: &Standing<'_>, load: &Load) -> Vec<Line> {
    let blocks = standing.block.iter().max().map_or(0, |b| b + 1);
    let mut new: Vec<Vec<u32>> = vec![Vec::new(); blocks as usize];
    let mut experienced: Vec<Vec<u32>> = vec![Vec::new(); blocks as usize];
    for &node in standing.by_id.iter().filter(|&&n| can_visit(standing, n)) {
        let Some(block) = standing.block_of(node) else { continue };
        let list = if standing.seat(node).is_new { &mut new } else { &mut experienced };
        list[block as usize].push(node);
    }
    let mut lines = Vec::new();
    let mut number = 0;
    for (new, experienced) in new.iter_mut().zip(&mut experienced) {
        if new.len() < FEWEST_NEW || experienced.len() < EXPERIENCED {
            continue;
        }
        // Host teachers first: they are used to being looked at. Those whom the plan asks a lot of already come last.
        experienced.sort_by_key(|&n| (load.lines(n) > BUSY, !standing.seat(n).host));
        let mut taken = vec![false; experienced.len()];
        for mut members in tables(standing, new) {
            let guests = members.len();
            while members.len() < guests + EXPERIENCED {
                let days = common_days(standing, &members);
                let fits = |&(i, &e): &(usize, &u32)| {
                    !taken[i]
                        && days & standing.seat(e).days != 0
                        && members.iter().all(|&m| standing.may_meet(m, e))
                        && members[guests..].iter().all(|&m| standing.seat(m).school != standing.seat(e).school)
                };
                let Some((i, &e)) = experienced.iter().enumerate().find(fits) else { break };
                taken[i] = true;
                members.push(e);
            }
            if members.len() < guests + EXPERIENCED || guests < FEWEST_NEW {
                continue;
            }
            number += 1;
            lines.extend(group(standing, Means::RoundTable, &format!("round-table-{number}"), &members, |n| {
                let why = if standing.seat(n).is_new { Because::NewTeacher } else { Because::Experienced };
                vec![why, Because::Mixed]
            }));
        }
    }
    lines
}

/// New teachers at tables: of one school in turn, so that a table mixes schools, and on a day on which all work.
fn tables(standing: &Standing<'_>, new: &mut [u32]) -> Vec<Vec<u32>> {
    new.sort_by_key(|&n| standing.seat(n).school.map(|s| standing.rank[s as usize]));
    let usual = new.len().div_ceil(NEW_AT_A_TABLE);
    let mut tables: Vec<Vec<u32>> = vec![Vec::new(); usual];
    for (i, &n) in new.iter().enumerate() {
        let fits = |table: &Vec<u32>| {
            table.len() < NEW_AT_A_TABLE && common_days(standing, table) & standing.seat(n).days != 0
        };
        let turn = (0..tables.len()).map(|k| (i + k) % tables.len()).find(|&k| fits(&tables[k]));
        match turn {
            Some(table) => tables[table].push(n),
            None => tables.push(vec![n]),
        }
    }
    tables
}

/// Days on which all of them work.
fn common_days(standing: &Standing<'_>, members: &[u32]) -> u8 {
    members.iter().fold(u8::MAX, |days, &m| days & standing.seat(m).days)
}

/// A line for each member; the days on which all of them work.
fn group(
    standing: &Standing<'_>,
    kind: Means,
    name: &str,
    members: &[u32],
    reasons: impl Fn(u32) -> Vec<Because>,
) -> Vec<Line> {
    let days = common_days(standing, members);
    let line = |&member: &u32| Line {
        from: Some(standing.position(member)),
        group: Some(name.to_owned()),
        days,
        reasons: reasons(member),
        ..Line::of(kind)
    };
    members.iter().map(line).collect()
}
