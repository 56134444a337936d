//! Between waves: who stayed, who came and went, and what became of the ties.

pub mod bands;
pub mod compared;
pub mod differ;
pub mod expected;
pub mod figures;
pub mod found;
pub mod kept;
pub mod panel;
mod seen;
pub mod status;
mod tested;
pub mod ties;

use crate::error::Why;
use crate::measures::Value;
use crate::network::Network;
use serde::{Deserialize, Serialize};

/// What became of a person between two waves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Course {
    /// In both waves, in the same school.
    Stayer,
    /// In both waves, in another school.
    Mover,
    /// Only in the first.
    Leaver,
    /// Only in the second.
    Joiner,
    /// Away in one of the two, and there before or after it: on leave, not gone.
    Absent,
}

impl Course {
    /// The names of the courses, in the order of the variants.
    pub const LABELS: [&'static str; 5] = ["stayer", "mover", "leaver", "joiner", "absent"];
}

/// Everybody who is in one of two waves, with the node in each.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Matched {
    /// Node in the first wave, node in the second, by person; only people who are in one of them.
    pub people: Vec<(Option<u32>, Option<u32>, Course)>,
    second_of_first: Vec<Option<u32>>,
    first_of_second: Vec<Option<u32>>,
}

impl Matched {
    /// Matches the people of two waves by person; the survey has matched ids already.
    pub fn of(first: &Network, second: &Network) -> Matched {
        let most = first.members().chain(second.members()).map(|m| m.person as usize + 1).max().unwrap_or(0);
        let mut nodes = vec![(None, None); most];
        for (node, m) in first.members().enumerate() {
            nodes[m.person as usize].0 = Some(node as u32);
        }
        for (node, m) in second.members().enumerate() {
            nodes[m.person as usize].1 = Some(node as u32);
        }
        let mut second_of_first = vec![None; first.len()];
        let mut first_of_second = vec![None; second.len()];
        let people = nodes
            .into_iter()
            .filter_map(|(a, b)| {
                let course = match (a, b) {
                    (Some(a), Some(b)) if first.member(a).school == second.member(b).school => Course::Stayer,
                    (Some(_), Some(_)) => Course::Mover,
                    (Some(_), None) => Course::Leaver,
                    (None, Some(_)) => Course::Joiner,
                    (None, None) => return None,
                };
                if let (Some(a), Some(b)) = (a, b) {
                    second_of_first[a as usize] = Some(b);
                    first_of_second[b as usize] = Some(a);
                }
                Some((a, b, course))
            })
            .collect();
        Matched { people, second_of_first, first_of_second }
    }

    /// The same people, of whom those who come back in a later wave, or were there in an earlier one, are called absent.
    /// `elsewhere` says of a person whether there is a wave after the second (`true`) or before the first with them.
    #[must_use]
    pub fn with_absent(mut self, first: &Network, second: &Network, elsewhere: impl Fn(u32, bool) -> bool) -> Matched {
        for (a, b, course) in &mut self.people {
            let away = match (*a, *b) {
                (Some(a), None) => elsewhere(first.member(a).person, true),
                (None, Some(b)) => elsewhere(second.member(b).person, false),
                _ => false,
            };
            if away {
                *course = Course::Absent;
            }
        }
        self
    }

    /// The node in the second wave of a node of the first.
    pub fn later(&self, first: u32) -> Option<u32> {
        self.second_of_first[first as usize]
    }

    /// The node in the first wave of a node of the second.
    pub fn earlier(&self, second: u32) -> Option<u32> {
        self.first_of_second[second as usize]
    }

    /// How many people took a course.
    pub fn count(&self, course: Course) -> usize {
        self.people.iter().filter(|p| p.2 == course).count()
    }
}

/// A share in two waves, told apart into what stayers did and who came and went.
///
/// # Formula
/// `rate = w · rate of stayers + (1 − w) · rate of others`, with `w` the share of stayers among those counted in the
/// wave (`domain.md` 6.2).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Decomposition {
    /// Everybody.
    pub rate: Value,
    /// Stayers only.
    pub stayers: Value,
    /// Those who are in this wave only.
    pub others: Value,
    /// Share of stayers among those counted.
    pub weight: Value,
}

/// Splits a share of one wave over stayers and others. `counted` holds for each person counted whether it is a stayer
/// and whether it has the property.
///
/// ```
/// use staffroom::change::decomposition;
/// // Wave 1 of the worked case T9: stayers b, c open, d, e not; leaver a open.
/// let wave = decomposition([(true, true), (true, true), (true, false), (true, false), (false, true)]);
/// assert_eq!(wave.rate.number(), Some(0.6));
/// assert_eq!((wave.stayers.number(), wave.others.number(), wave.weight.number()), (Some(0.5), Some(1.0), Some(0.8)));
/// ```
pub fn decomposition(counted: impl IntoIterator<Item = (bool, bool)>) -> Decomposition {
    let (mut all, mut have) = ([0.0f64; 2], [0.0f64; 2]);
    for (stayer, has) in counted {
        all[usize::from(stayer)] += 1.0;
        have[usize::from(stayer)] += f64::from(u8::from(has));
    }
    let ratio = |a: f64, b: f64| Value::ratio(a, b, Why::TooFew);
    Decomposition {
        rate: ratio(have[0] + have[1], all[0] + all[1]),
        stayers: ratio(have[1], all[1]),
        others: ratio(have[0], all[0]),
        weight: ratio(all[1], all[0] + all[1]),
    }
}
