//! What is found between two waves: who stayed, what became of the ties, and which figures changed.

use super::bands::Tested;
use super::expected::Chosen;
use super::status::Turned;
use super::ties::TieAccount;
use super::{Course, Decomposition, Matched};
use crate::error::Difference;
use crate::measures::Column;
use crate::network::Network;
use crate::survey::Role;
use serde::{Deserialize, Serialize};

/// Everything that is found between two waves. What stands by row is about each school in the order of the schools,
/// then about everybody.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Change {
    /// Index of the first wave.
    pub from: u32,
    /// Index of the second.
    pub to: u32,
    /// In what the waves differ, compared all the same because the user said so.
    pub differences: Vec<Difference>,
    /// Everybody who is in either wave, outsiders apart, in the order of the people.
    pub people: Vec<PersonCourse>,
    /// How many came, went and stayed, by row.
    pub courses: Vec<CourseCounts>,
    /// Each layer with a tie in either wave.
    pub layers: Vec<LayerChange>,
    /// Doors, when both waves asked about them.
    pub doors: Option<DoorChange>,
    /// Figures with their noise band and what is said of them.
    pub tested: Vec<Tested>,
}

/// Somebody in two waves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PersonCourse {
    /// Index of the person.
    pub person: u32,
    /// What became of them.
    pub course: Course,
    /// Index of the school in the first wave.
    pub school_before: Option<u32>,
    /// Index of the school in the second.
    pub school_after: Option<u32>,
    /// Role in the first wave; none for those who were not there.
    pub role_before: Option<Role>,
    /// Role in the second.
    pub role_after: Option<Role>,
}

/// How many came, went and stayed. `before = stayers + moved_out + leavers + away`,
/// `after = stayers + moved_in + joiners + back`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CourseCounts {
    /// People in the first wave.
    pub before: u32,
    /// People in the second.
    pub after: u32,
    /// In both, in the same school.
    pub stayers: u32,
    /// In both, left this school for another; of everybody: those who moved.
    pub moved_out: u32,
    /// In both, came to this school from another; of everybody: those who moved.
    pub moved_in: u32,
    /// Only in the first.
    pub leavers: u32,
    /// Only in the second.
    pub joiners: u32,
    /// In the first, absent in the second, and back in a later wave.
    pub away: u32,
    /// Absent in the first, and there before it: back in the second.
    pub back: u32,
}

/// What changed on one layer.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LayerChange {
    /// The layer.
    pub layer: String,
    /// What became of the ties, by row.
    pub accounts: Vec<TieAccount>,
    /// Who was and is isolated, by row.
    pub isolated: Vec<Turned>,
    /// Kinds of isolation, from and to, in the order of their names; of everybody who is there in both waves.
    pub isolation: [[u32; 9]; 9],
    /// People without any contact and people with some, and what became of them, by row.
    pub contacts: Vec<Chosen>,
    /// The same of contacts at other schools; empty where there are none to have.
    pub links: Vec<Chosen>,
    /// Every figure of schools and layers in both waves: `…_before`, `…_after`, and among stayers `…_stayers_before`,
    /// `…_stayers_after`; a value for each row.
    pub figures: Vec<Column>,
    /// Ties and figures of each person, in the order of [`Change::people`]; empty where people are very many.
    pub people: Vec<Column>,
}

/// What became of doors.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DoorChange {
    /// Doors of stayers known in both waves, open or not, by row.
    pub open: Vec<Turned>,
    /// Door statuses, from and to, in the order of their names, by row.
    pub statuses: Vec<[[u32; 5]; 5]>,
    /// Doors that nobody came through, and what became of them, by row.
    pub breadth: Vec<Chosen>,
    /// The open-door rate told apart over stayers and others, in the first wave and in the second, by row.
    pub rates: Vec<(Decomposition, Decomposition)>,
}

impl Change {
    /// A layer.
    pub fn layer(&self, id: &str) -> Option<&LayerChange> {
        self.layers.iter().find(|l| l.layer == id)
    }

    /// A figure with its band; `school` is none for everybody.
    pub fn tested(&self, layer: &str, measure: &str, school: Option<u32>) -> Option<&Tested> {
        self.tested.iter().find(|t| t.layer == layer && t.measure == measure && t.school == school)
    }
}

/// Everybody who is in either wave, with the place in [`Matched::people`].
pub fn people(first: &Network, second: &Network, matched: &Matched) -> Vec<(usize, PersonCourse)> {
    let one = |(at, &(a, b, course)): (usize, &(Option<u32>, Option<u32>, Course))| {
        let (then, now) = (a.map(|a| first.member(a)), b.map(|b| second.member(b)));
        let any = then.or(now)?;
        let outside = then.is_some_and(|m| m.outside) || now.is_some_and(|m| m.outside);
        (!outside).then(|| {
            let course = PersonCourse {
                person: any.person,
                course,
                school_before: then.and_then(|m| m.school),
                school_after: now.and_then(|m| m.school),
                role_before: then.map(|m| m.role),
                role_after: now.map(|m| m.role),
            };
            (at, course)
        })
    };
    matched.people.iter().enumerate().filter_map(one).collect()
}

/// How many came, went and stayed, by row.
pub fn courses(people: &[(usize, PersonCourse)], schools: u32) -> Vec<CourseCounts> {
    let mut rows = vec![CourseCounts::default(); schools as usize + 1];
    for (_, p) in people {
        let rows_of = |school: Option<u32>| school.into_iter().chain([schools]).map(|row| row as usize);
        for row in rows_of(p.school_before).filter(|_| p.role_before.is_some()) {
            let counts = &mut rows[row];
            counts.before += 1;
            match p.course {
                Course::Stayer => counts.stayers += 1,
                Course::Mover => counts.moved_out += 1,
                Course::Absent => counts.away += 1,
                _ => counts.leavers += 1,
            }
        }
        for row in rows_of(p.school_after).filter(|_| p.role_after.is_some()) {
            let counts = &mut rows[row];
            counts.after += 1;
            match p.course {
                Course::Stayer => {}
                Course::Mover => counts.moved_in += 1,
                Course::Absent => counts.back += 1,
                _ => counts.joiners += 1,
            }
        }
    }
    rows
}
