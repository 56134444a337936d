//! What a plan would change: if every line happens, and if only some do. Nothing is said about learning.

mod cuts;
mod events;
mod state;

use super::{Line, Means};
use crate::inference::{Draw, generator};
use crate::measures::Value;
use crate::network::Network;
use events::Events;
use rand::RngExt;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use state::{Base, Scratch, Snapshot};

/// Shares of a plan that happen, beside all of it: in the English trial of peer observation far fewer visits took place
/// than planned.
pub const UPTAKES: [f64; 2] = [0.3, 0.6];

/// Simulated uptakes of each share.
pub const DRAWS: u32 = 1_000;

/// A figure before the plan, and after so much of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Effect {
    /// The school; none for the group as a whole.
    pub school: Option<u32>,
    /// The figure, as the tables call it.
    pub measure: String,
    /// As it stands.
    pub before: Value,
    /// Expected when each line happens with 30 %: mean, and the middle 95 % of the draws.
    pub uptake_30: Value,
    /// See `uptake_30`.
    pub uptake_30_low: Value,
    /// See `uptake_30`.
    pub uptake_30_high: Value,
    /// The same for 60 %.
    pub uptake_60: Value,
    /// See `uptake_60`.
    pub uptake_60_low: Value,
    /// See `uptake_60`.
    pub uptake_60_high: Value,
    /// When every line happens: an upper bound.
    pub uptake_100: Value,
}

/// The figures that are shown for the group, in order.
pub const OF_GROUP: [&str; 9] = [
    "open_door_rate",
    "isolates",
    "single_thread",
    "cross_school_reach",
    "ei_index",
    "components_weak",
    "cut_points",
    "largest_host_load",
    "host_dependency",
];

/// Those that are shown for each school.
pub const OF_SCHOOL: [&str; 6] =
    ["open_door_rate", "isolates", "cross_school_reach", "ei_index", "largest_host_load", "host_dependency"];

/// Structural change under a plan: an upper bound if all of it happens, and what is expected at an uptake of 30 and 60 %.
///
/// # Formula
/// Each line happens or not, independently, with the share in question; the members of a group meet all together or not
/// at all. A visit adds a tie from visitor to host to `open_door` and `all`; a buddy and a group add ties to `all`. For
/// shares of people (`open_door_rate`, `isolates`, `cross_school_reach`) the expectation is exact,
/// `1 − Π(1 − u)` over the lines that would do it; the others are means over [`DRAWS`] draws. Intervals are the 2.5th and
/// 97.5th percentile of the draws.
///
/// # Reads
/// The layers `all` and `open_door` of one wave, doors that are known, people who answered. `isolates` and
/// `single_thread` count people who answered with no contact, with one. Lines that name nobody change nothing.
///
/// # Value
/// A row per figure, the group first, then schools that the plan touches. `before` equals the tables. Undefined where
/// the tables have no number.
///
/// # Cost
/// Per draw the lines of the plan and one walk over the contacts.
///
/// # Source
/// The measurement design of this program (`domain.md` 7.2).
///
/// # Example
/// ```
/// use staffroom::advice::plan::{Means, plan_file::line, what_if::what_if};
/// use staffroom::network::Network;
/// // Ten teachers, two open doors; four visits to closed doors.
/// let school = Network::of_school(10).tie(0, 1, "class_visit").tie(1, 0, "class_visit");
/// let plan: Vec<_> = (2..6).map(|host| line(Means::ReturnVisit, 0, host)).collect();
/// let effects = what_if(&school, &plan, 1);
/// let rate = &effects[0];
/// assert_eq!((rate.before.number(), rate.uptake_100.number()), (Some(0.2), Some(0.6)));
/// assert!((rate.uptake_30.number().unwrap() - 0.32).abs() < 1e-12);
/// ```
pub fn what_if(network: &Network, plan: &[Line], seed: u64) -> Vec<Effect> {
    let mut base = Base::of(network);
    let events = Events::of(network, |a, b| base.are_tied(a, b), plan);
    base.prepare(&events);
    let schools = events.schools_touched(network);
    let all = vec![true; events.len()];
    let none = vec![false; events.len()];
    let mut scratch = Scratch::new(&base, &events);
    let before = base.after(&events, &none, &schools, &mut scratch);
    let full = base.after(&events, &all, &schools, &mut scratch);
    let by_uptake = UPTAKES.map(|share| {
        let draws: Vec<Snapshot> = (0..DRAWS)
            .into_par_iter()
            .with_min_len(50)
            .map_init(
                || Scratch::new(&base, &events),
                |scratch, number| {
                    // The same luck at both shares: what happens at 30 % happens at 60 % as well.
                    let mut random = generator(seed, Draw::Uptake, u64::from(number));
                    let happens: Vec<bool> = (0..events.len()).map(|_| random.random::<f64>() < share).collect();
                    base.after(&events, &happens, &schools, scratch)
                },
            )
            .collect();
        (base.expected(&events, share, &schools), draws)
    });
    rows(&schools, &before, &full, &by_uptake)
}

/// One row per figure, the group first.
fn rows(
    schools: &[u32],
    before: &Snapshot,
    full: &Snapshot,
    by_uptake: &[(Snapshot, Vec<Snapshot>); 2],
) -> Vec<Effect> {
    let names = OF_GROUP.iter().map(|&m| (None, m));
    let of_schools = schools.iter().flat_map(|&s| OF_SCHOOL.iter().map(move |&m| (Some(s), m)));
    let effect = |(row, (school, measure)): (usize, (Option<u32>, &str))| {
        let of = |(exact, draws): &(Snapshot, Vec<Snapshot>)| {
            let mut values: Vec<f64> = draws.iter().filter_map(|d| d[row].number()).collect();
            if values.is_empty() {
                return [before[row]; 3];
            }
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            values.sort_by(f64::total_cmp);
            let at = |share: f64| Value::Number(values[((values.len() - 1) as f64 * share).round() as usize]);
            let middle = if exact[row].number().is_some() { exact[row] } else { Value::Number(mean) };
            [middle, at(0.025), at(0.975)]
        };
        let [a, b] = by_uptake.each_ref().map(of);
        Effect {
            school,
            measure: measure.into(),
            before: before[row],
            uptake_30: a[0],
            uptake_30_low: a[1],
            uptake_30_high: a[2],
            uptake_60: b[0],
            uptake_60_low: b[1],
            uptake_60_high: b[2],
            uptake_100: full[row],
        }
    };
    names.chain(of_schools).enumerate().map(effect).collect()
}
