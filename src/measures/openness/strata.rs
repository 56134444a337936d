//! Where openness lags, not only who: doors by phase, working time, experience and relation.

use super::doors::Door;
use super::rates::{DoorCounts, count};
use super::sight::{Sides, Sight, looks};
use crate::network::{
    Network,
    layer::{Layer, Rule},
};
use crate::survey::{Response, Role, Staff};
use serde::{Deserialize, Serialize};

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
/// [`count`] over the doors of the eligible people of each phase, working time and experience; and for each relation of
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
    let mut kinds: Vec<Vec<StratumKind>> = vec![Vec::new(); network.len()];
    for (of_person, member) in kinds.iter_mut().zip(network.members()) {
        of_person.extend(member.phase.map(StratumKind::Phase));
        if let Some(s) = staff.get(member.position as usize) {
            let full = |fte: f64| if fte >= FULL_TIME_FROM { StratumKind::FullTime } else { StratumKind::PartTime };
            of_person.extend(s.fte.map(full));
            let new = if s.role == Role::New { Some(true) } else { s.is_new.or(s.years.map(|y| y < NEW_BELOW_YEARS)) };
            of_person.extend(new.map(|n| if n { StratumKind::New } else { StratumKind::Experienced }));
        }
    }
    let mut rows = Rows { network, found: Vec::new() };
    let everybody = std::iter::once((None, 0..network.len() as u32));
    let schools = (0..network.schools).map(|s| (Some(s), network.nodes_of_school(s)));
    let relations = by_relation(network, doors);
    for (school, nodes) in everybody.chain(schools) {
        let range = nodes.start as usize..nodes.end as usize;
        let mut present: Vec<StratumKind> = kinds[range.clone()].iter().flatten().copied().collect();
        present.sort_unstable();
        present.dedup();
        let mut people: Vec<Vec<usize>> = vec![Vec::new(); present.len()];
        for i in range.clone() {
            for kind in &kinds[i] {
                if let Ok(place) = present.binary_search(kind) {
                    people[place].push(i);
                }
            }
        }
        for (kind, members) in present.into_iter().zip(people) {
            rows.add(school, kind, doors, members.into_iter());
        }
        for (relation, seen) in &relations {
            rows.add(school, StratumKind::Relation(*relation), seen, range.clone());
        }
    }
    rows.found
}

struct Rows<'a> {
    network: &'a Network,
    found: Vec<Stratum>,
}

impl Rows<'_> {
    fn add(&mut self, school: Option<u32>, kind: StratumKind, doors: &[Door], people: impl Iterator<Item = usize>) {
        let (mut chosen, mut answered, mut known) = (Vec::new(), 0, true);
        for i in people.filter(|&i| doors[i].eligible) {
            known &= self.network.member(i as u32).response != Response::NotKnown;
            answered += u32::from(doors[i].answered);
            chosen.push(doors[i].clone());
        }
        if !chosen.is_empty() {
            let answered = known.then_some(answered);
            self.found.push(Stratum { school, kind, doors: count(&chosen), answered });
        }
    }
}

/// Everybody's door as each relation of openness 2 or more shows it by itself.
fn by_relation(network: &Network, doors: &[Door]) -> Vec<(u32, Vec<Door>)> {
    let practice = Layer::practice();
    let mut relations: Vec<u32> = network.questions_of(&practice).map(|q| q.relation).collect();
    relations.sort_unstable();
    relations.dedup();
    relations
        .into_iter()
        .map(|relation| {
            let layer =
                Layer { id: network.relations[relation as usize].id.clone(), rule: Rule::Relations(vec![relation]) };
            let sight: Vec<Sight> = Sides::of(network, &layer).doors(network);
            let mut seen: Vec<Door> = doors
                .iter()
                .zip(sight)
                .map(|(d, door)| Door { door, rooms: door, breadth: 0, rooms_entered: 0, ..d.clone() })
                .collect();
            for (_, opener) in looks(network, &layer, network.reading) {
                seen[opener as usize].breadth += 1;
            }
            (relation, seen)
        })
        .collect()
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
