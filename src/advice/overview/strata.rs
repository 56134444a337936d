//! Where openness lags: each stratum with its rate, its bounds, and how it stands against the others.

use super::Sources;
use crate::advice::frames::Frame;
use crate::advice::lagging::strata_against_each_other;
use crate::measures::Value;
use crate::measures::openness::{Stratum, strata, strata_of_group};
use serde::{Deserialize, Serialize};

/// Up to so many people, strata of each school are listed beside those of the group.
const SCHOOLS_UP_TO: usize = 20_000;

/// The doors of a stratum.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StratumFinding {
    /// Which stratum, of which school or of the group, and its doors.
    pub stratum: Stratum,
    /// Open among the known.
    pub rate: Value,
    /// The rate when every door that is not known is taken as closed, and as open.
    pub bounds: (Value, Value),
    /// How far the rate could move in another half year of the same habits.
    pub interval: (Value, Value),
    /// How it stands against the other strata of its kind; none for a school's and for relations.
    pub frame: Option<Frame>,
}

pub(super) fn findings(sources: &Sources<'_>) -> Vec<StratumFinding> {
    let network = sources.network;
    let staff = &sources.survey.waves[network.wave as usize].staff;
    let of = if network.len() > SCHOOLS_UP_TO { strata_of_group } else { strata };
    let list = of(network, sources.doors, staff);
    let frames = strata_against_each_other(&list);
    let finding = |(stratum, frame): (Stratum, Option<Frame>)| StratumFinding {
        stratum,
        rate: stratum.doors.rate(),
        bounds: stratum.doors.rate_bounds(),
        interval: stratum.doors.rate_interval(),
        frame,
    };
    list.into_iter().zip(frames).map(finding).collect()
}
