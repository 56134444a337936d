//! A school beside a figure that the users brought themselves: their own norm, or schools they call a reference.

use super::teams::Team;
use crate::measures::intervals::wilson;
use serde::{Deserialize, Serialize};

/// How far a share is from what it is held against.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Beside {
    /// The share.
    pub share: f64,
    /// What it is held against.
    pub other: f64,
    /// Share less the other.
    pub difference: f64,
    /// Interval of the difference, 95 %.
    pub interval: (f64, f64),
}

/// A share beside a fixed number from the users' own table.
///
/// # Formula
/// The difference, with the Wilson interval of the share less the number.
///
/// # Reads
/// A count and its total; the number is taken as it is.
///
/// # Value
/// None when the total is 0.
///
/// # Source
/// Wilson (1927). There is no built-in norm: the number has its own source and year.
///
/// # Example
/// ```
/// use staffroom::advice::benchmark::beside_number;
/// let beside = beside_number(10, 20, 0.8).unwrap();
/// assert!(beside.interval.1 < 0.0 && (beside.difference + 0.3).abs() < 1e-12);
/// ```
pub fn beside_number(count: u32, total: u32, number: f64) -> Option<Beside> {
    let (low, high) = wilson(count, total)?;
    let share = f64::from(count) / f64::from(total);
    Some(Beside { share, other: number, difference: share - number, interval: (low - number, high - number) })
}

/// A share beside another share.
///
/// # Formula
/// `d = p₁ − p₂`, interval `d − √((p₁ − l₁)² + (u₂ − p₂)²)` to `d + √((u₁ − p₁)² + (p₂ − l₂)²)` with the Wilson
/// intervals `l` to `u` of either.
///
/// # Reads
/// Two counts and their totals.
///
/// # Value
/// None when a total is 0.
///
/// # Source
/// Newcombe (1998), *Statistics in Medicine* 17:873–890, method 10.
///
/// # Example
/// ```
/// use staffroom::advice::benchmark::beside_share;
/// // The example of the source: 56 of 70 against 48 of 80 gives 0.0524 to 0.3339.
/// let beside = beside_share((56, 70), (48, 80)).unwrap();
/// assert_eq!(format!("{:.4} {:.4}", beside.interval.0, beside.interval.1), "0.0524 0.3339");
/// ```
pub fn beside_share(first: (u32, u32), second: (u32, u32)) -> Option<Beside> {
    let ((l1, u1), (l2, u2)) = (wilson(first.0, first.1)?, wilson(second.0, second.1)?);
    let (p1, p2) = (f64::from(first.0) / f64::from(first.1), f64::from(second.0) / f64::from(second.1));
    let d = p1 - p2;
    let interval = (d - (p1 - l1).hypot(u2 - p2), d + (u1 - p1).hypot(p2 - l2));
    Some(Beside { share: p1, other: p2, difference: d, interval })
}

/// Each school's open-door rate beside that of the schools that serve as a reference, the school itself left out.
///
/// # Formula
/// [`beside_share`] of open among known doors.
///
/// # Reads
/// Schools with a rate; `reference` by school, as `schools.csv` marks them.
///
/// # Value
/// None for a school without a rate, or without another reference school that has one.
///
/// # Source
/// The measurement design of this program (`domain.md` 1.5, benchmarking).
///
/// # Example
/// See [`beside_share`].
pub fn beside_reference(teams: &[Team], reference: &[bool]) -> Vec<Option<Beside>> {
    let counts = |t: &Team| if t.is_reference() { Some((t.doors.open, t.doors.known)) } else { None };
    let (mut open, mut known) = (0, 0);
    for (o, k) in teams.iter().zip(reference).filter(|(_, r)| **r).filter_map(|(t, _)| counts(t)) {
        (open, known) = (open + o, known + k);
    }
    let beside = |(team, is_one): (&Team, &bool)| {
        let (own_open, own_known) = counts(team)?;
        let (o, k) = if *is_one { (open - own_open, known - own_known) } else { (open, known) };
        beside_share((own_open, own_known), (o, k))
    };
    teams.iter().zip(reference).map(beside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inference::by_block::BlockPairs;
    use crate::measures::openness::DoorCounts;

    #[test]
    fn a_reference_school_is_compared_with_the_other_reference_schools() {
        let team = |open, known| Team {
            doors: DoorCounts { eligible: known, known, open, open_at_least: open, ..DoorCounts::default() },
            answered: Some(known),
            talk_asked: false,
            pairs: BlockPairs::default(),
        };
        let beside = beside_reference(&[team(5, 20), team(15, 20), team(10, 10)], &[false, true, true]);
        assert_eq!(beside[0].map(|b| b.other), Some(25.0 / 30.0));
        assert_eq!(beside[1].map(|b| b.other), Some(1.0));
        assert_eq!(beside_reference(&[team(5, 20)], &[true]), [None]);
    }
}
