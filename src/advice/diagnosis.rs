//! Two axes side by side: how much people talk, and how much of that talk has a door.

use super::teams::{Gate, ResponseGate, Team};
use crate::error::Why;
use crate::measures::openness::{Door, TalkAndVisits, TalkPair};
use crate::measures::{Column, Made, Scope, Value};
use crate::network::{Network, adjacency::Rows, layer::Layer};
use serde::{Deserialize, Serialize};

/// Where a school stands on the two axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Diagnosis {
    /// Much talk, much of it with a door.
    ConnectedAndOpen,
    /// Much talk, little of it with a door (praten zonder kijken): the classic case of lagging deprivatisation.
    TalkWithoutLooking,
    /// Little talk, much of it with a door (kijken zonder praten): organised visits, risk of contrived collegiality.
    LookingWithoutTalk,
    /// Little of either: first build contact, visits are the wrong first step.
    LittleOfEither,
}

impl Diagnosis {
    /// The labels of the column `diagnosis`, in the order of the variants.
    pub const LABELS: [&'static str; 4] =
        ["connected_and_open", "talk_without_looking", "looking_without_talk", "little_of_either"];
}

/// Where the axes are cut.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Cuts {
    /// From this mean number of talk contacts on, there is much talk.
    pub talk: Option<f64>,
    /// From this conversion on, much of the talk has a door.
    pub conversion: Option<f64>,
}

/// Mean number of talk contacts in the own school, per teacher who answered, for each school.
///
/// # Formula
/// `mean over teachers i of |{ j in i's school, j teaches : i talks with j or j with i }|`
///
/// # Reads
/// The layer `talk` as undirected pairs, of teachers of one school; means over those who answered about talk.
///
/// # Value
/// A mean. `NotAsked` when talk was not asked, `TooFew` without teachers, `CannotTell` when none of them answered.
///
/// # Cost
/// One pass over the talk ties.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.4, diagnosis).
///
/// # Example
/// ```
/// use staffroom::{advice::diagnosis::talk_contacts, network::Network};
/// let school = Network::of_school(4).tie(0, 1, "teaching_talk").tie(1, 0, "advice").tie(2, 1, "advice");
/// assert_eq!(talk_contacts(&school)[0].number(), Some(1.0));
/// ```
pub fn talk_contacts(network: &Network) -> Vec<Value> {
    talk_contacts_from(network, &network.adjacency(&Layer::talk()).both)
}

/// The same from pairs who talk that are at hand already.
pub(super) fn talk_contacts_from(network: &Network, talk: &Rows) -> Vec<Value> {
    let layer = Layer::talk();
    if talk.targets().is_empty() && !network.is_asked(&layer) {
        return vec![Value::Undefined(Why::NotAsked); network.schools as usize];
    }
    let answered = network.answered(&layer);
    let of_school = |school: u32| {
        let nodes = network.nodes_of_school(school);
        let (mut teachers, mut speaking, mut contacts) = (0, 0.0, 0.0);
        for i in nodes.clone().filter(|&i| network.member(i).is_eligible()) {
            teachers += 1;
            if answered[i as usize].speaks() {
                speaking += 1.0;
                let own = talk.of(i).iter().filter(|&&j| nodes.contains(&j) && network.member(j).is_eligible());
                contacts += own.count() as f64;
            }
        }
        Value::ratio(contacts, speaking, if teachers == 0 { Why::TooFew } else { Why::CannotTell })
    };
    (0..network.schools).map(of_school).collect()
}

/// The diagnosis of each school on two axes.
///
/// # Formula
/// Talk (mean talk contacts in the own school) and conversion, each at or above its cut or below it. The cuts are the
/// group's medians over the schools that have both figures, unless given.
///
/// # Reads
/// `contacts` of [`talk_contacts`]; conversion of each [`Team`].
///
/// # Value
/// (diagnosis by school, the cuts used). Undefined: `TooFew` below five known doors, `CannotTell` below 70 % response
/// or when only visitors were asked and some are missing, `NoTies` when nobody talks and so nothing can be converted,
/// `NotAsked`. With medians as cuts some school is always on the lower side: it is a position among these schools, no
/// verdict.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.4).
///
/// # Example
/// ```
/// use staffroom::advice::{diagnosis::{Cuts, diagnoses, talk_contacts}, teams::Team};
/// use staffroom::{measures::openness::{doors, talk_pairs}, network::Network};
/// let small = Network::of_school(3).tie(0, 1, "teaching_talk").tie(0, 1, "class_visit");
/// let teams = Team::of_network(&small, &doors(&small), &talk_pairs(&small));
/// assert_eq!(diagnoses(&teams, &talk_contacts(&small), Cuts::default()).0[0].ok(), None); // three teachers
/// ```
pub fn diagnoses(teams: &[Team], contacts: &[Value], cuts: Cuts) -> (Vec<Result<Diagnosis, Why>>, Cuts) {
    let axes: Vec<Result<(f64, f64), Why>> = teams.iter().zip(contacts).map(|(t, &c)| axes(t, c)).collect();
    let median = |pick: fn(&(f64, f64)) -> f64| median(&mut axes.iter().flatten().map(pick).collect::<Vec<_>>());
    let cuts =
        Cuts { talk: cuts.talk.or_else(|| median(|a| a.0)), conversion: cuts.conversion.or_else(|| median(|a| a.1)) };
    let place = |&(talk, conversion): &(f64, f64)| {
        let much = (cuts.talk.is_some_and(|c| talk >= c), cuts.conversion.is_some_and(|c| conversion >= c));
        match much {
            (true, true) => Diagnosis::ConnectedAndOpen,
            (true, false) => Diagnosis::TalkWithoutLooking,
            (false, true) => Diagnosis::LookingWithoutTalk,
            (false, false) => Diagnosis::LittleOfEither,
        }
    };
    (axes.iter().map(|a| a.as_ref().map(place).map_err(|&w| w)).collect(), cuts)
}

/// The diagnosis of each school as the column `diagnosis`, on the school rows; the group has none.
pub(crate) fn column(network: &Network, (doors, talk): (&[Door], &[TalkPair]), at_hand: &TalkAndVisits) -> Made {
    let teams = Team::of_network(network, doors, talk);
    let contacts = talk_contacts_from(network, &at_hand.talk);
    Made::new(Scope::School, vec![column_of(&diagnoses(&teams, &contacts, Cuts::default()).0)])
}

/// The column `diagnosis`.
pub(super) fn column_of(places: &[Result<Diagnosis, Why>]) -> Column {
    let of = |p: &Result<Diagnosis, Why>| p.map_or_else(Value::Undefined, |d| Value::Number(f64::from(d as u8)));
    let group = Value::Undefined(Why::DoesNotApply);
    Column::labels("diagnosis", &Diagnosis::LABELS, places.iter().map(of).chain([group]))
}

/// Talk and conversion of a school, or why it has no place.
fn axes(team: &Team, contacts: Value) -> Result<(f64, f64), Why> {
    let talk = match contacts {
        Value::Number(x) => x,
        Value::Undefined(why) => return Err(why),
    };
    if team.doors.eligible > 0 && team.doors.not_asked == team.doors.eligible {
        return Err(Why::NotAsked);
    }
    if team.others_missing() || team.response_gate() < ResponseGate::Warning {
        return Err(Why::CannotTell);
    }
    if team.gate() < Gate::Careful {
        return Err(Why::TooFew);
    }
    let (pairs, with) = team.talk();
    if pairs == 0 { Err(Why::NoTies) } else { Ok((talk, f64::from(with) / f64::from(pairs))) }
}

/// The middle value; the mean of the two middle ones.
pub(super) fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    (n > 0).then(|| f64::midpoint(values[(n - 1) / 2], values[n / 2]))
}
