//! Shares of doors over any set of teachers: a school's, a stratum's, the group's.
//!
//! Every function takes the doors of the people it is about, eligible or not, and leaves out those who are not.

use super::doors::{Door, DoorStatus, both_ways};
use super::sight::Sight;
use crate::error::Why;
use crate::measures::Value;
use crate::measures::intervals::wilson;
use serde::{Deserialize, Serialize};

/// Counts of doors, from which every share is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DoorCounts {
    /// Teachers with a class of their own.
    pub eligible: u32,
    /// Of these, those whose door is known whatever the truth.
    pub known: u32,
    /// Of the known, open.
    pub open: u32,
    /// Of the known, open by a confirmed report.
    pub open_confirmed: u32,
    /// Of the known, open by either end's report.
    pub open_either: u32,
    /// Shown open, known or not.
    pub open_at_least: u32,
    /// Neither known nor shown open: it cannot be told whether the door was open.
    pub unknown: u32,
    /// A door that cannot be told because only others were asked and some of them did not answer.
    pub others_missing: u32,
    /// Not asked about.
    pub not_asked: u32,
}

/// Counts doors.
///
/// # Formula
/// `known` counts [`Door::is_known`]; `open` those among them with breadth 1 or more; `open_at_least` counts every
/// eligible teacher with breadth 1 or more.
///
/// # Reads
/// Doors of [`doors`](super::doors()); people who are not eligible are left out.
///
/// # Value
/// Counts of teachers.
///
/// # Example
/// ```
/// use staffroom::{measures::openness::{count, doors}, network::Network};
/// let counts = count(&doors(&Network::of_school(4).tie(0, 1, "class_visit")));
/// assert_eq!((counts.eligible, counts.known, counts.open), (4, 4, 1));
/// ```
pub fn count(doors: &[Door]) -> DoorCounts {
    let mut c = DoorCounts::default();
    for d in doors.iter().filter(|d| d.eligible) {
        c.add(d.door, d.is_open(), [d.open_confirmed, d.open_either]);
    }
    c
}

impl DoorCounts {
    /// One more teacher: whether the door would be known, whether it is open, and whether it is so when only confirmed
    /// reports count, and when each does.
    pub(super) fn add(&mut self, door: Sight, is_open: bool, [confirmed, either]: [bool; 2]) {
        let (is_known, one_known) = (door == Sight::Known, u32::from(door == Sight::Known));
        self.eligible += 1;
        self.known += one_known;
        self.open += one_known * u32::from(is_open);
        self.open_confirmed += one_known * u32::from(confirmed);
        self.open_either += one_known * u32::from(either);
        self.open_at_least += u32::from(is_open);
        self.unknown += u32::from(!is_open && !is_known);
        self.others_missing += u32::from(door == Sight::OthersMissing);
        self.not_asked += u32::from(door == Sight::NotAsked);
    }

    /// A share of the known doors, or why there is none.
    fn of_known(&self, count: u32) -> Value {
        match self.why_no_rate() {
            Some(why) => Value::Undefined(why),
            None => Value::Number(f64::from(count) / f64::from(self.known)),
        }
    }

    /// Why there is no rate, when there is none.
    pub(crate) fn why_no_rate(&self) -> Option<Why> {
        if self.eligible == 0 {
            Some(Why::TooFew)
        } else if self.not_asked == self.eligible {
            Some(Why::NotAsked)
        } else if self.others_missing > 0 || self.known == 0 {
            Some(Why::CannotTell)
        } else {
            None
        }
    }

    /// Open doors among the known, as a share; see [`open_door_rate`].
    pub fn rate(&self) -> Value {
        self.of_known(self.open)
    }

    /// The rate with only confirmed reports; same denominator.
    pub fn rate_confirmed(&self) -> Value {
        self.of_known(self.open_confirmed)
    }

    /// The rate with either end's report; same denominator.
    pub fn rate_either(&self) -> Value {
        self.of_known(self.open_either)
    }

    /// The Wilson interval of the rate: how far it could move in another half year of the same habits.
    pub fn rate_interval(&self) -> (Value, Value) {
        match (self.why_no_rate(), wilson(self.open, self.known)) {
            (None, Some((low, high))) => (Value::Number(low), Value::Number(high)),
            (why, _) => {
                let why = Value::Undefined(why.unwrap_or(Why::CannotTell));
                (why, why)
            }
        }
    }

    /// Bounds over everybody eligible: doors of which it cannot be told counted as not open, as open.
    pub fn rate_bounds(&self) -> (Value, Value) {
        if self.eligible == 0 || self.not_asked == self.eligible {
            let why = Value::Undefined(if self.eligible == 0 { Why::TooFew } else { Why::NotAsked });
            return (why, why);
        }
        let share = |count: u32| Value::Number(f64::from(count) / f64::from(self.eligible));
        (share(self.open_at_least), share(self.open_at_least + self.unknown))
    }
}

/// The open-door rate (opendeurgraad): the share of teachers who had at least one peer in their class.
///
/// # Formula
/// `open among the known / known`
///
/// # Reads
/// Doors of [`doors`](super::doors()): teachers with a class of their own whose door would be known whatever the
/// truth. A door that is shown open and not known in this sense stays out; it stands in the bounds of
/// [`DoorCounts::rate_bounds`].
///
/// # Value
/// A share. Undefined: `TooFew` without eligible teachers, `NotAsked` when the survey asked about no open door,
/// `CannotTell` when nobody's door is known, or when only those who visit were asked and some of them did not answer:
/// then the lower bound stands ("at least").
///
/// # Cost
/// One pass over the doors.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.3 and 3.4).
///
/// # Example
/// ```
/// use staffroom::{measures::openness::{doors, open_door_rate}, network::Network};
/// let star = Network::of_school(5).tie(1, 0, "class_visit").tie(2, 0, "class_visit");
/// assert_eq!(open_door_rate(&doors(&star)).number(), Some(0.2));
/// ```
pub fn open_door_rate(doors: &[Door]) -> Value {
    count(doors).rate()
}

/// The broad open-door rate: the share of teachers who laid their practice before a peer, in the room or not.
///
/// # Formula
/// `teachers with a tie of openness 2 or more at whose opening end they stand / known`
///
/// # Reads
/// Doors of [`doors`](super::doors()), with the known rule over every relation of openness 2 or more.
///
/// # Value
/// A share, undefined as [`open_door_rate`].
///
/// # Source
/// The measurement design of this program (`domain.md` 0, point 2: the broad reading stands beside the strict one).
///
/// # Example
/// ```
/// use staffroom::{measures::openness::{doors, open_door_rate_broad}, network::Network};
/// let school = Network::of_school(4).tie(0, 1, "class_visit").tie(2, 1, "intervision");
/// assert_eq!(open_door_rate_broad(&doors(&school)).number(), Some(0.5));
/// ```
pub fn open_door_rate_broad(doors: &[Door]) -> Value {
    share(doors, |d| d.practice, |d| d.open_broad)
}

/// The share of teachers of a door status, over those of whom both sides are known: who came in and where they went.
///
/// # Formula
/// `teachers with the status / teachers whose door is known and of whom it is known whether they went to see somebody`
///
/// # Reads
/// Doors of [`doors`](super::doors()).
///
/// # Value
/// A share, undefined as [`open_door_rate`]. The shares of `TwoWay`, `Host`, `Visitor` and `Closed` add up to 1.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.4).
///
/// # Example
/// ```
/// use staffroom::{measures::openness::{DoorStatus, doors, status_rate}, network::Network};
/// let pair = Network::of_school(4).tie(0, 1, "class_visit").tie(1, 0, "class_visit");
/// assert_eq!(status_rate(&doors(&pair), DoorStatus::TwoWay).number(), Some(0.5));
/// ```
pub fn status_rate(doors: &[Door], status: DoorStatus) -> Value {
    share(doors, both_ways, |d| d.status() == status)
}

/// A rung of the ladder (openheidsladder): the share of teachers whose practice is open to this depth and not further.
///
/// # Formula
/// `known teachers of depth k / known teachers`; 0 closed, 1 told, 2 shown, 3 seen, 4 taught together.
///
/// # Reads
/// Doors of [`doors`](super::doors()) that are known; depth as counted from the reports.
///
/// # Value
/// A share, undefined as [`open_door_rate`]; the five add up to 1, and rungs 3 and 4 to the open-door rate.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.1 and 3.4).
///
/// # Example
/// ```
/// use staffroom::{measures::openness::{depth_rate, doors}, network::Network};
/// let school = Network::of_school(4).tie(0, 1, "class_visit").tie(2, 3, "joint_test");
/// let rungs: Vec<f64> = (0..5).filter_map(|k| depth_rate(&doors(&school), k).number()).collect();
/// assert_eq!(rungs, [0.25, 0.5, 0.0, 0.25, 0.0]);
/// ```
pub fn depth_rate(doors: &[Door], depth: u8) -> Value {
    share(doors, |d| d.door, |d| d.depth == depth)
}

/// The share of teachers with an open-door tie, either way, to somebody of another school.
///
/// # Formula
/// `teachers with reach / teachers of whom both sides of the door are known`
///
/// # Reads
/// Doors of [`doors`](super::doors()); people without a school are left out.
///
/// # Value
/// A share, undefined as [`open_door_rate`]; `NotAsked` when people could only name colleagues of their own school,
/// or when there is no other school.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.4).
///
/// # Example
/// ```
/// use staffroom::{measures::openness::{cross_school_reach, doors}, network::Network};
/// let group = Network::of_schools(&[2, 2]).tie(0, 2, "class_visit").tie(0, 1, "class_visit");
/// assert_eq!(cross_school_reach(&doors(&group)).number(), Some(0.5));
/// ```
pub fn cross_school_reach(doors: &[Door]) -> Value {
    let sight = |d: &Door| if d.reach.is_none() { Sight::NotAsked } else { both_ways(d) };
    share(doors, sight, |d| d.reach == Some(true))
}

/// Mean number of colleagues let in, over known doors.
pub(super) fn mean_breadth(doors: &[Door]) -> Value {
    mean(doors, |d| d.door, |d| f64::from(d.breadth))
}

/// Mean depth, over known doors.
pub(super) fn mean_depth(doors: &[Door]) -> Value {
    mean(doors, |d| d.door, |d| f64::from(d.depth))
}

/// Host dependency (gastheerafhankelijkheid): the share of all visits that the most visited teacher receives.
///
/// # Formula
/// `max breadth / sum of breadth`
///
/// # Reads
/// Breadth of eligible teachers, known or not, visitors from any school.
///
/// # Value
/// A share. Undefined: `NoTies` when nobody was visited, `NotAsked`, `TooFew` and `CannotTell` as the rate.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.4).
///
/// # Example
/// ```
/// use staffroom::{measures::openness::{doors, host_dependency}, network::Network};
/// let star = Network::of_school(4).tie(1, 0, "class_visit").tie(2, 0, "class_visit").tie(0, 3, "class_visit");
/// assert_eq!(host_dependency(&doors(&star)).number(), Some(2.0 / 3.0));
/// ```
pub fn host_dependency(doors: &[Door]) -> Value {
    let breadth = || doors.iter().filter(|d| d.eligible).map(|d| d.breadth);
    let (sum, max) = (breadth().map(f64::from).sum::<f64>(), breadth().max().unwrap_or(0));
    if max > 0 {
        return Value::Number(f64::from(max) / sum);
    }
    Value::Undefined(count(doors).why_no_rate().unwrap_or(Why::NoTies))
}

/// A share over those eligible of whom it is known.
fn share(doors: &[Door], sight: impl Fn(&Door) -> Sight, has: impl Fn(&Door) -> bool) -> Value {
    mean(doors, sight, |d| f64::from(u8::from(has(d))))
}

/// A mean over those eligible of whom it is known; undefined when only others were asked and some are missing.
fn mean(doors: &[Door], sight: impl Fn(&Door) -> Sight, of: impl Fn(&Door) -> f64) -> Value {
    let (mut eligible, mut asked, mut known, mut sum) = (0u32, 0u32, 0u32, 0.0);
    let mut others_missing = false;
    for d in doors.iter().filter(|d| d.eligible) {
        eligible += 1;
        let s = sight(d);
        asked += u32::from(s != Sight::NotAsked);
        others_missing |= s == Sight::OthersMissing;
        if s == Sight::Known {
            known += 1;
            sum += of(d);
        }
    }
    match (eligible, asked, known) {
        (0, _, _) => Value::Undefined(Why::TooFew),
        (_, 0, _) => Value::Undefined(Why::NotAsked),
        (_, _, 0) => Value::Undefined(Why::CannotTell),
        _ if others_missing => Value::Undefined(Why::CannotTell),
        _ => Value::Number(sum / f64::from(known)),
    }
}
