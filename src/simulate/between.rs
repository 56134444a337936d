//! What crosses the walls of schools: talk, guests of host teachers, directors, consultants; and wishes.

use super::dice::Dice;
use super::doors::visit_frequency;
use super::people::Role;
use super::reports::{Happened, Initiative, Relation};
use super::talk::Scene;

const TASK: u64 = 20;

/// A group of schools: who can be met there.
struct Board {
    schools: Vec<usize>,
    bridges: Vec<usize>,
    hosts: Vec<usize>,
    directors: Vec<usize>,
    guides: Vec<usize>,
    superintendents: Vec<usize>,
}

/// Every tie of a wave that is not among the teachers of one school, and the wishes.
pub(super) fn ties(scene: &Scene<'_>, ties: &mut Vec<Happened>) {
    let boards = boards(scene);
    for (number, board) in boards.iter().enumerate() {
        let mut dice = scene.dice(TASK, number);
        talk_across(scene, board, &mut dice, ties);
        guests(scene, board, &mut dice, ties);
        directors(scene, board, &mut dice, ties);
        guides(scene, board, &mut dice, ties);
    }
    let visited = visited(ties);
    for (number, board) in boards.iter().enumerate() {
        wishes(scene, board, &visited, &mut scene.dice(TASK + 1, number), ties);
    }
}

fn boards(scene: &Scene<'_>) -> Vec<Board> {
    let empty = || Board {
        schools: Vec::new(),
        bridges: Vec::new(),
        hosts: Vec::new(),
        directors: Vec::new(),
        guides: Vec::new(),
        superintendents: Vec::new(),
    };
    let mut boards: Vec<Board> = (0..scene.boards).map(|_| empty()).collect();
    for (at, member) in scene.staff.iter().enumerate() {
        let board = &mut boards[member.board as usize];
        match member.role {
            Role::Director => {
                board.directors.push(at);
                board.schools.extend(member.school.map(|s| s as usize));
            }
            Role::Consultant | Role::Adviser => board.guides.push(at),
            Role::Superintendent => board.superintendents.push(at),
            Role::Teacher | Role::Host => {
                if member.role == Role::Host && scene.open[at] {
                    board.hosts.push(at);
                }
                if scene.traits(at).bridge && !scene.apart[at] {
                    board.bridges.push(at);
                }
            }
        }
    }
    boards
}

/// A teacher of another school of the same group, more often of a school next door.
fn elsewhere(scene: &Scene<'_>, board: &Board, at: usize, dice: &mut Dice) -> Option<usize> {
    let own = scene.staff[at].school.map(|s| s as usize);
    (0..8).find_map(|_| {
        let place = board.schools.iter().position(|&s| Some(s) == own).unwrap_or(0);
        let n = board.schools.len();
        let step = if dice.chance(0.5) { [1, n - 1][dice.below(2)] } else { dice.below(n) };
        let school = board.schools[(place + step) % n];
        let there = dice.pick(&scene.seats[school]);
        there.filter(|&m| Some(school) != own && !scene.apart[m])
    })
}

/// Few people talk with somebody in another school; those who know each other from the network meeting do more.
fn talk_across(scene: &Scene<'_>, board: &Board, dice: &mut Dice, ties: &mut Vec<Happened>) {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for &school in &board.schools {
        for &at in scene.seats[school].iter().filter(|&&m| !scene.apart[m]) {
            let bridge = scene.traits(at).bridge;
            let lasting = if bridge { 1.0 + 2.0 * dice.unit() } else { 0.04 };
            for _ in 0..dice.about(lasting * scene.habits[school].across) {
                let other_bridge = if dice.chance(if bridge { 0.5 } else { 0.2 }) {
                    dice.pick(&board.bridges).filter(|&b| scene.staff[b].school != scene.staff[at].school)
                } else {
                    None
                };
                if let Some(other) = other_bridge.or_else(|| elsewhere(scene, board, at, dice)) {
                    pairs.push((at.min(other), at.max(other)));
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    for (a, b) in pairs {
        scene.talk(a, b, 1.0, dice, ties);
        if dice.chance(0.12) {
            ties.push(Happened::new(Relation::Shown, a, b, 1));
        }
    }
}

/// Guests of host teachers, from their own school and from others; some stay in touch.
fn guests(scene: &Scene<'_>, board: &Board, dice: &mut Dice, ties: &mut Vec<Happened>) {
    for &host in &board.hosts {
        let capacity = usize::from(scene.staff[host].capacity.unwrap_or(0));
        for _ in 0..=dice.below(capacity.max(1)) {
            let own = scene.staff[host].school.map(|s| s as usize);
            let guest = if dice.chance(0.4) {
                own.and_then(|s| dice.pick(&scene.seats[s])).filter(|&m| m != host && !scene.apart[m])
            } else {
                elsewhere(scene, board, host, dice)
            };
            let Some(guest) = guest else { continue };
            let visit = Happened::new(Relation::HostVisit, guest, host, visit_frequency(dice));
            ties.push(visit.by(Initiative::Assigned));
            if scene.staff[guest].school != scene.staff[host].school && dice.chance(0.25) {
                scene.talk(guest, host, 1.0, dice, ties);
            }
        }
    }
}

/// Directors talk with some of their teachers, who ask them advice, and with each other every month.
fn directors(scene: &Scene<'_>, board: &Board, dice: &mut Dice, ties: &mut Vec<Happened>) {
    let n = board.directors.len();
    for (place, &director) in board.directors.iter().enumerate() {
        let Some(school) = scene.staff[director].school.map(|s| s as usize) else { continue };
        let near = (scene.habits[school].talk / 6.0).min(1.2);
        let mut teachers: Vec<usize> = scene.seats[school].iter().copied().filter(|&m| !scene.apart[m]).collect();
        dice.shuffle(&mut teachers);
        for &teacher in teachers.iter().take(dice.about(4.0 * near)) {
            scene.talk(director, teacher, 1.0, dice, ties);
        }
        dice.shuffle(&mut teachers);
        for &teacher in teachers.iter().take(dice.about(3.5 * near)) {
            ties.push(Happened::new(Relation::Advice, teacher, director, 2));
        }
        for step in [1, 3] {
            let other = board.directors[(place + step) % n];
            if other > director {
                scene.talk(director, other, 0.5, dice, ties);
            }
            if other != director && dice.chance(0.5) {
                ties.push(Happened::new(Relation::Advice, director, other, 2));
            }
        }
        if scene.staff[director].is_new && n > 1 {
            let other = board.directors[(place + 1 + dice.below(n - 1)) % n];
            if !scene.staff[other].is_new {
                ties.push(Happened::new(Relation::Buddy, director, other, 3).by(Initiative::Assigned));
            }
        }
        for &superintendent in &board.superintendents {
            if dice.chance(0.4) {
                scene.talk(superintendent, director, 0.5, dice, ties);
            }
            // The superintendent sees a class or two in each school every half year: that opens no door.
            for _ in 0..=dice.below(2) {
                if let Some(teacher) = dice.pick(&scene.seats[school]) {
                    ties.push(Happened::new(Relation::InspectionVisit, superintendent, teacher, 1));
                }
            }
        }
    }
}

/// Consultants and advisers work in a few classes each, more often where there is little contact.
fn guides(scene: &Scene<'_>, board: &Board, dice: &mut Dice, ties: &mut Vec<Happened>) {
    if board.schools.is_empty() {
        return;
    }
    let need: Vec<f64> = board.schools.iter().map(|&s| if scene.habits[s].talk < 4.0 { 2.0 } else { 1.0 }).collect();
    for &guide in &board.guides {
        let classes = if scene.staff[guide].role == Role::Consultant { 9 } else { 4 };
        for _ in 0..classes {
            let school = board.schools[dice.weighted(&need)];
            let Some(teacher) = dice.pick(&scene.seats[school]).filter(|&m| !scene.apart[m]) else { continue };
            let often = 2 + dice.below(2) as u8;
            ties.push(Happened::new(Relation::Consult, guide, teacher, often).by(Initiative::Assigned));
            if dice.chance(0.4) {
                ties.push(Happened::new(Relation::Advice, teacher, guide, 2));
            }
        }
    }
}

/// Who was in whose class already, sorted.
fn visited(ties: &[Happened]) -> Vec<(usize, usize)> {
    let opens = |r| matches!(r, Relation::ClassVisit | Relation::HostVisit | Relation::PeerCoaching);
    let mut pairs: Vec<(usize, usize)> =
        ties.iter().map(Happened::ends).filter(|&(r, _, _)| opens(r)).map(|(_, from, to)| (from, to)).collect();
    pairs.sort_unstable();
    pairs
}

/// Whose class people would like to see: colleagues who are often named, and host teachers of other schools. Those
/// who have nobody have wishes as well.
fn wishes(scene: &Scene<'_>, board: &Board, visited: &[(usize, usize)], dice: &mut Dice, ties: &mut Vec<Happened>) {
    for &school in &board.schools {
        let seats = &scene.seats[school];
        for &at in seats {
            if !dice.chance(0.45) {
                continue;
            }
            for _ in 0..=dice.below(2) {
                let wished = if dice.chance(0.65) {
                    let (a, b) = (dice.pick(seats), dice.pick(seats));
                    a.zip(b).map(|(a, b)| if scene.traits(a).sociability < scene.traits(b).sociability { b } else { a })
                } else {
                    dice.pick(&board.hosts)
                };
                // A wish for somebody who keeps apart would not be a tie, yet few would think of it.
                let fits = |&to: &usize| to != at && !scene.apart[to] && visited.binary_search(&(at, to)).is_err();
                if let Some(to) = wished.filter(fits) {
                    ties.push(Happened::new(Relation::Wish, at, to, 1));
                }
            }
        }
    }
}
