//! Warnings of the founding article that a network can show signs of. Each shows its numbers; none is a verdict.

use super::CLOSED_VALUES;
use crate::measures::Value;
use crate::network::Network;
use serde::{Deserialize, Serialize};

/// The six values of a closed profile, in this order everywhere.
pub const CLOSED_PROFILE: [ClosedSign; 6] = [
    ClosedSign { measure: "density", closed_when_high: true },
    ClosedSign { measure: "ei_index", closed_when_high: false },
    ClosedSign { measure: "with_outside_contact", closed_when_high: false },
    ClosedSign { measure: "constraint", closed_when_high: true },
    ClosedSign { measure: "topic_blau", closed_when_high: false },
    ClosedSign { measure: "jaccard", closed_when_high: true },
];

/// A value of a closed profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClosedSign {
    /// The measure: density within the school, E-I of its ties, share of people with an outside contact, median
    /// constraint, diversity of topics, share of ties kept since the last wave.
    pub measure: &'static str,
    /// Whether a high value is the closed side.
    pub closed_when_high: bool,
}

/// The six values of a school side by side.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ClosedProfile {
    /// In the order of [`CLOSED_PROFILE`]; none where there is no such value.
    pub values: [Option<f64>; 6],
    /// Whether each is in the closed third of the schools; none where there is no value or fewer than three schools.
    pub closed: [Option<bool>; 6],
    /// Whether at least four are: a question to discuss. None when fewer than four can be told.
    pub question: Option<bool>,
}

/// Signs of self-complacency (zelfgenoegzaamheid): a school that is dense, inward, without outside contacts, each person
/// closed in, one topic, the same ties as before.
///
/// # Formula
/// A value is in the closed third when at least two thirds of the schools that have it are strictly less closed. The
/// question is raised when at least four of the six are.
///
/// # Reads
/// For each school the six values of [`CLOSED_PROFILE`], as other measures give them.
///
/// # Value
/// A profile for each school. Being in a closed third is relative to the schools in the file.
///
/// # Cost
/// Sorting the schools.
///
/// # Source
/// The measurement design of this program (`domain.md` 1.5); "strong communities may protect old practice" is the
/// founding article's warning.
///
/// # Example
/// ```
/// use staffroom::advice::warnings::closed_profiles;
/// let open = [Some(0.1), Some(0.2), Some(0.8), Some(0.2), Some(0.7), Some(0.3)];
/// let shut = [Some(0.9), Some(-0.9), Some(0.1), Some(0.9), Some(0.6), None];
/// let profiles = closed_profiles(&[open, open, shut]);
/// assert_eq!((profiles[0].question, profiles[2].question), (Some(false), Some(true)));
/// ```
pub fn closed_profiles(values: &[[Option<f64>; 6]]) -> Vec<ClosedProfile> {
    let mut profiles: Vec<ClosedProfile> =
        values.iter().map(|&values| ClosedProfile { values, closed: [None; 6], question: None }).collect();
    for (sign, of) in CLOSED_PROFILE.iter().enumerate() {
        let closedness = |row: &[Option<f64>; 6]| row[sign].map(|v| if of.closed_when_high { v } else { -v });
        let mut sorted: Vec<f64> = values.iter().filter_map(closedness).collect();
        sorted.sort_by(f64::total_cmp);
        if sorted.len() < 3 {
            continue;
        }
        for (profile, row) in profiles.iter_mut().zip(values) {
            profile.closed[sign] = closedness(row).map(|own| {
                let less_closed = sorted.partition_point(|&other| other < own);
                3 * less_closed >= 2 * sorted.len()
            });
        }
    }
    for profile in &mut profiles {
        let told = profile.closed.iter().flatten().count() as f64;
        let closed = profile.closed.iter().flatten().filter(|&&c| c).count() as f64;
        profile.question = (told >= CLOSED_VALUES.value).then_some(closed >= CLOSED_VALUES.value);
    }
    profiles
}

/// The median of a figure of persons, for each school.
///
/// ```
/// use staffroom::{advice::warnings::medians, measures::Value, network::Network};
/// let figures = [1.0, 2.0, 9.0, 4.0, 6.0].map(Value::Number);
/// assert_eq!(medians(&Network::of_schools(&[3, 2]), &figures), [Some(2.0), Some(5.0)]);
/// ```
pub fn medians(network: &Network, by_node: &[Value]) -> Vec<Option<f64>> {
    let of_school = |school: u32| {
        let nodes = network.nodes_of_school(school);
        let mut values: Vec<f64> =
            by_node[nodes.start as usize..nodes.end as usize].iter().filter_map(|v| v.number()).collect();
        super::diagnosis::median(&mut values)
    };
    (0..network.schools).map(of_school).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dense(density: f64) -> [Option<f64>; 6] {
        [Some(density), None, None, None, None, None]
    }

    #[test]
    fn the_closed_third_of_six_schools_is_two_and_equal_schools_are_in_none() {
        let profiles = closed_profiles(&[0.1, 0.2, 0.3, 0.4, 0.5, 0.6].map(dense));
        let closed: Vec<bool> = profiles.iter().filter_map(|p| p.closed[0]).collect();
        assert_eq!(closed, [false, false, false, false, true, true]);
        assert!(closed_profiles(&[0.5; 6].map(dense)).iter().all(|p| p.closed[0] == Some(false)));
    }

    #[test]
    fn with_fewer_than_four_values_or_three_schools_no_question_is_raised() {
        assert!(closed_profiles(&[0.1, 0.2, 0.9].map(dense)).iter().all(|p| p.question.is_none()));
        let full = [Some(0.5); 6];
        assert!(closed_profiles(&[full, full]).iter().all(|p| p.question.is_none()));
    }
}
