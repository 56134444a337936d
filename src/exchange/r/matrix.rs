//! One relation in one wave as a matrix: who names whom, who does not, who did not answer, what was not asked.

use crate::exchange::Source;
use crate::survey::{End, Question, Response, Staff};

/// What is known of an ordered pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::exchange) enum Cell {
    /// A tie of this strength.
    Tie(f32),
    /// Somebody who would know of a tie answered and says nothing of one.
    None,
    /// Nobody who would know answered.
    NoAnswer,
    /// The survey could not have heard of it.
    NotAsked,
}

/// The matrix of some people, rows naming columns. Who is not on the staff list in this wave was not asked.
pub(in crate::exchange) fn of(source: &Source<'_>, wave: usize, relation: u32, people: &[u32]) -> Vec<Vec<Cell>> {
    let survey = source.survey;
    let staff = &survey.waves[wave].staff;
    let member = |person: u32| staff.binary_search_by_key(&person, |s| s.person).ok();
    let positions: Vec<Option<usize>> = people.iter().map(|&p| member(p)).collect();
    let asked: Vec<&Question> =
        survey.questions.iter().filter(|q| q.wave as usize == wave && q.relation == relation).collect();
    let mut place = vec![u32::MAX; survey.people.len()];
    people.iter().enumerate().for_each(|(at, &p)| place[p as usize] = at as u32);
    let cell = |from: usize, to: usize| match (positions[from], positions[to]) {
        _ if from == to => Cell::None,
        (Some(a), Some(b)) => silence(&asked, staff, a, b),
        _ => Cell::NotAsked,
    };
    let mut matrix: Vec<Vec<Cell>> =
        (0..people.len()).map(|from| (0..people.len()).map(|to| cell(from, to)).collect()).collect();
    let directed = survey.relations[relation as usize].directed;
    let start = source.ties.counted.partition_point(|&t| {
        let tie = &survey.ties[t as usize];
        (tie.wave as usize, tie.relation) < (wave, relation)
    });
    for &number in &source.ties.counted[start..] {
        let tie = &survey.ties[number as usize];
        if (tie.wave as usize, tie.relation) != (wave, relation) {
            break;
        }
        let (from, to) = (place[tie.from as usize], place[tie.to as usize]);
        if from == u32::MAX || to == u32::MAX {
            continue;
        }
        matrix[from as usize][to as usize] = Cell::Tie(tie.strength());
        if !directed {
            matrix[to as usize][from as usize] = Cell::Tie(tie.strength());
        }
    }
    if !directed {
        // Either end's word is enough, so what one direction says holds for the other.
        let pairs = (0..people.len()).flat_map(|from| (0..from).map(move |to| (from, to)));
        for (from, to) in pairs {
            let both = known(matrix[from][to], matrix[to][from]);
            (matrix[from][to], matrix[to][from]) = (both, both);
        }
    }
    matrix
}

fn known(one: Cell, other: Cell) -> Cell {
    match (one, other) {
        (Cell::NoAnswer | Cell::NotAsked, known) => known,
        (known, _) => known,
    }
}

/// What it means that no tie stands between two people.
fn silence(asked: &[&Question], staff: &[Staff], from: usize, to: usize) -> Cell {
    let mut best = Cell::NotAsked;
    for question in asked {
        if question.within_school && !share_a_school(&staff[from], &staff[to]) {
            continue;
        }
        let speaker = if question.end == End::From { from } else { to };
        // The seat of who asked to be taken off is there; nobody could name it.
        let removed = staff[from].removed || staff[to].removed;
        match question.answered[speaker] {
            Response::NotAsked => {}
            response if response.speaks() && !removed => return Cell::None,
            _ => best = Cell::NoAnswer,
        }
    }
    best
}

fn share_a_school(a: &Staff, b: &Staff) -> bool {
    let schools = |s: &Staff| s.school.iter().chain(&s.other_schools).copied().collect::<Vec<u32>>();
    let theirs = schools(b);
    schools(a).iter().any(|s| theirs.contains(s))
}
