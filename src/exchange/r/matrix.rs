//! One relation in one wave as a matrix: who names whom, who does not, who did not answer, what was not asked. What is
//! known is what all numbers take for known: [`Sight`].

use crate::exchange::Source;
use crate::network::sight::Sight;
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
    let directed = survey.relations[relation as usize].directed;
    let sight = Sight::of_questions(&asked, staff.len(), |_| directed, |position| staff[position].removed);
    let silence = |a: usize, b: usize| {
        let same_school = share_a_school(&staff[a], &staff[b]);
        if sight.sees(a as u32, b as u32, same_school) {
            return Cell::None;
        }
        // Either end's word is enough where there is no direction.
        let could = could_tell(&asked, a, b, same_school) || (!directed && could_tell(&asked, b, a, same_school));
        if could { Cell::NoAnswer } else { Cell::NotAsked }
    };
    let mut place = vec![u32::MAX; survey.people.len()];
    people.iter().enumerate().for_each(|(at, &p)| place[p as usize] = at as u32);
    let cell = |from: usize, to: usize| match (positions[from], positions[to]) {
        _ if from == to => Cell::None,
        (Some(a), Some(b)) => silence(a, b),
        _ => Cell::NotAsked,
    };
    let mut matrix: Vec<Vec<Cell>> =
        (0..people.len()).map(|from| (0..people.len()).map(|to| cell(from, to)).collect()).collect();
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
    matrix
}

/// Whether somebody was asked who would know of a tie.
fn could_tell(asked: &[&Question], from: usize, to: usize, same_school: bool) -> bool {
    asked.iter().filter(|question| same_school || !question.within_school).any(|question| {
        let speaker = if question.end == End::From { from } else { to };
        question.answered[speaker] != Response::NotAsked
    })
}

fn share_a_school(a: &Staff, b: &Staff) -> bool {
    let schools = |s: &Staff| s.school.iter().chain(&s.other_schools).copied().collect::<Vec<u32>>();
    let theirs = schools(b);
    schools(a).iter().any(|s| theirs.contains(s))
}
