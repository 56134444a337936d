//! Where openness lags, not only who: doors by phase, working time, experience and relation.

use super::doors::Door;
use super::rates::DoorCounts;
use super::sight::{Sides, Sight, looks};
use crate::network::{
    Network,
    layer::{Layer, Rule},
};
use crate::survey::{Response, Role, Staff};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// From this working time on somebody is full-time. A convention.
const FULL_TIME_FROM: f64 = 0.9;
/// Below so many years of experience somebody is new, where the roster does not say. A convention.
const NEW_BELOW_YEARS: f64 = 3.0;

/// What people or reports of a stratum have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum StratumKind {
    /// A phase, by index.
    Phase(u32),
    /// Works nine tenths or more.
    FullTime,
    /// Works less.
    PartTime,
    /// New.
    New,
    /// Not new.
    Experienced,
    /// Doors as one relation shows them (openness 2 or more), by index: visits may be rare where intervision is not.
    Relation(u32),
}

impl StratumKind {
    /// Strata of one dimension part the same people; relations are all about the same people.
    pub fn dimension(self) -> u8 {
        match self {
            StratumKind::Phase(_) => 0,
            StratumKind::FullTime | StratumKind::PartTime => 1,
            StratumKind::New | StratumKind::Experienced => 2,
            StratumKind::Relation(_) => 3,
        }
    }
}

/// The doors of a stratum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Stratum {
    /// The school; none for the group.
    pub school: Option<u32>,
    /// Which stratum.
    pub kind: StratumKind,
    /// Its doors.
    pub doors: DoorCounts,
    /// Teachers from whom an answer came; none when nothing says who answered.
    pub answered: Option<u32>,
}

/// Doors by stratum: for the group, then for each school.
///
/// # Formula
/// [`count`](super::count()) over the doors of the eligible people of each phase, working time and experience; and for each relation of
/// openness 2 or more that was asked, over everybody eligible, with the doors that this relation alone shows and the
/// known rule for it alone.
///
/// # Reads
/// Doors of [`doors`](super::doors()), in node order; `staff` of the network's wave. People of whom the roster does not
/// say a phase, working time or experience are in no stratum of that kind.
///
/// # Value
/// Strata with somebody in them: those of the group first, then those of each school, by kind.
///
/// # Cost
/// A pass over the people for each kind, over the ties for each relation.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.7).
///
/// # Example
/// ```
/// use staffroom::measures::openness::{StratumKind, doors, strata};
/// use staffroom::network::Network;
/// let school = Network::of_school(3).tie(0, 1, "class_visit").tie(1, 2, "intervision");
/// let by_relation = strata(&school, &doors(&school), &[]);
/// // In the group: visits open one door, intervision lays two practices on the table.
/// let open: Vec<u32> = by_relation.iter().filter(|s| s.school.is_none()).map(|s| s.doors.open).collect();
/// assert_eq!(open, [2, 1]);
/// ```
pub fn strata(network: &Network, doors: &[Door], staff: &[Staff]) -> Vec<Stratum> {
    let of_schools = (0..network.schools).map(|s| (Some(s), network.nodes_of_school(s)));
    of_each(network, (doors, staff), std::iter::once((None, 0..network.len() as u32)).chain(of_schools))
}

/// Those of the group alone.
pub(crate) fn strata_of_group(network: &Network, doors: &[Door], staff: &[Staff]) -> Vec<Stratum> {
    of_each(network, (doors, staff), std::iter::once((None, 0..network.len() as u32)))
}

fn of_each(
    network: &Network,
    (doors, staff): (&[Door], &[Staff]),
    sets: impl Iterator<Item = (Option<u32>, Range<u32>)>,
) -> Vec<Stratum> {
    let kinds: Vec<[Option<StratumKind>; 3]> =
        network.members().map(|m| kinds(m.phase, staff.get(m.position as usize))).collect();
    let relations = by_relation(network);
    let mut found = Vec::new();
    for (school, nodes) in sets {
        let mut people: BTreeMap<StratumKind, Counted> = BTreeMap::new();
        let mut everybody = vec![Counted::default(); relations.len()];
        for (node, member) in nodes.clone().map(|node| (node as usize, network.member(node))) {
            let door = &doors[node];
            if !door.eligible {
                continue;
            }
            let whether = (member.response != Response::NotKnown, door.answered);
            let readings = [door.open_confirmed, door.open_either];
            for kind in kinds[node].into_iter().flatten() {
                people.entry(kind).or_default().add(whether, (door.door, door.is_open(), readings));
            }
            for (of, (_, sight, opened)) in everybody.iter_mut().zip(&relations) {
                of.add(whether, (sight[node], opened[node], readings));
            }
        }
        let by_relation = relations.iter().map(|of| StratumKind::Relation(of.0)).zip(everybody);
        let with_somebody = people.into_iter().chain(by_relation).filter(|(_, of)| of.doors.eligible > 0);
        found.extend(with_somebody.map(|(kind, of)| {
            let answered = Some(of.answered).filter(|_| !of.response_not_known);
            Stratum { school, kind, doors: of.doors, answered }
        }));
    }
    found
}

/// Phase, working time and experience of a person.
fn kinds(phase: Option<u32>, staff: Option<&Staff>) -> [Option<StratumKind>; 3] {
    let full = |fte: f64| if fte >= FULL_TIME_FROM { StratumKind::FullTime } else { StratumKind::PartTime };
    let new =
        |s: &Staff| if s.role == Role::New { Some(true) } else { s.is_new.or(s.years.map(|y| y < NEW_BELOW_YEARS)) };
    [
        phase.map(StratumKind::Phase),
        staff.and_then(|s| s.fte).map(full),
        staff.and_then(new).map(|n| if n { StratumKind::New } else { StratumKind::Experienced }),
    ]
}

/// Doors of some people, and who of them answered.
#[derive(Clone, Default)]
struct Counted {
    doors: DoorCounts,
    answered: u32,
    response_not_known: bool,
}

impl Counted {
    fn add(&mut self, (known, answered): (bool, bool), (sight, is_open, readings): (Sight, bool, [bool; 2])) {
        self.doors.add(sight, is_open, readings);
        self.answered += u32::from(answered);
        self.response_not_known |= !known;
    }
}

/// Of each relation of openness 2 or more: of whom it would be known by itself that somebody came in, and to whom
/// somebody did.
fn by_relation(network: &Network) -> Vec<(u32, Vec<Sight>, Vec<bool>)> {
    let practice = Layer::practice();
    let mut relations: Vec<u32> = network.questions_of(&practice).map(|q| q.relation).collect();
    relations.sort_unstable();
    relations.dedup();
    let of = |relation: u32| {
        let id = network.relations[relation as usize].id.clone();
        let layer = Layer { id, rule: Rule::Relations(vec![relation]) };
        let mut opened = vec![false; network.len()];
        looks(network, &layer, network.reading).for_each(|(_, opener)| opened[opener as usize] = true);
        let sight = Sides::of(network, &layer).doors(network);
        (relation, sight.into_iter().zip(&opened).map(|(sight, open)| sight.beside(*open)).collect(), opened)
    };
    relations.into_iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::sketch::Sketch;

    #[test]
    fn doors_are_counted_by_phase_working_time_and_experience() {
        let sketch = Sketch::of(&["a b c", "d e"])
            .with(|s| {
                s.phases = vec!["low".into(), "high".into()];
                for (i, p) in s.waves[0].staff.iter_mut().enumerate() {
                    p.phase = [Some(0), Some(1), Some(0), Some(1), None][i];
                    p.fte = [Some(1.0), Some(0.4), None, Some(0.9), Some(0.8)][i];
                    p.years = [Some(1.0), Some(10.0), None, Some(3.0), None][i];
                }
            })
            .role("e", Role::New)
            .asks_both("class_visit")
            .ties("class_visit", "a>b c>b a>d d>e");
        let survey = sketch.survey();
        let network = sketch.network();
        let all = strata(&network, &super::super::doors(&network), &survey.waves[0].staff);
        let of = |school, kind| {
            let found = all.iter().find(|s| s.school == school && s.kind == kind).unwrap();
            (found.doors.eligible, found.doors.open)
        };
        assert_eq!(of(None, StratumKind::Phase(0)), (2, 0));
        assert_eq!(of(None, StratumKind::Phase(1)), (2, 2));
        assert_eq!(of(None, StratumKind::FullTime), (2, 1));
        assert_eq!(of(None, StratumKind::PartTime), (2, 2));
        assert_eq!(of(None, StratumKind::New), (2, 1));
        assert_eq!(of(None, StratumKind::Experienced), (2, 2));
        assert_eq!(of(Some(0), StratumKind::Phase(0)), (2, 0));
        assert!(!all.iter().any(|s| s.school == Some(1) && s.kind == StratumKind::Phase(0)));
    }

    #[test]
    fn each_relation_is_known_by_its_own_questions() {
        let sketch = Sketch::of(&["a b c d"])
            .silent("d")
            .asks("class_visit")
            .asks("intervision")
            .ties("class_visit", "a>b")
            .ties("intervision", "a-c");
        let network = sketch.network();
        let all = strata(&network, &super::super::doors(&network), &[]);
        let group: Vec<(u32, u32, u32)> = all
            .iter()
            .filter(|s| s.school.is_none())
            .map(|s| (s.doors.known, s.doors.open, s.doors.others_missing))
            .collect();
        // Intervision: everybody but d tells of it, and so d's is known too. Visits: only visitors were asked.
        assert_eq!(group, [(4, 2, 0), (1, 0, 3)]);
    }
}
