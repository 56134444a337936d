//! The thresholds on which what is said of a wave rests.

use super::{ClosedSchool, Sources, StratumFinding};
use crate::advice::teams::Team;
use crate::advice::{self, THRESHOLDS, Threshold};
use crate::measures::Scope;
use serde::{Deserialize, Serialize};

/// A threshold that was used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ThresholdUsed {
    /// Its name, under which a report explains it.
    pub id: String,
    /// The value.
    pub value: f64,
    /// Where it comes from; `convention` when it is this program's own.
    pub source: String,
}

pub(super) fn thresholds(
    sources: &Sources<'_>,
    teams: &[Team],
    strata: &[StratumFinding],
    closed: &[ClosedSchool],
) -> Vec<ThresholdUsed> {
    let defined = |measure: &str| {
        let column = (sources.figures)(Scope::School, Some("open_door"), measure);
        column.is_some_and(|c| c.undefined.len() < c.len())
    };
    let gates = teams.iter().any(|t| t.doors.eligible > t.doors.not_asked);
    let tested = defined("lagging_group_p") || strata.iter().any(|s| s.frame.is_some_and(|f| f.p.is_some()));
    let drawn = defined("conversion_low") || defined("lagging_potential_p");
    let asked = closed.iter().any(|c| c.question.is_some());
    let used = |t: &Threshold| match t.id {
        id if id == advice::BOOTSTRAP_DRAWS.id => drawn,
        id if id == advice::CLOSED_VALUES.id => asked,
        id if id == advice::MINIMUM_OF_INTEREST.id || id == advice::SIGNIFICANCE.id => tested || drawn,
        _ => gates,
    };
    let shown = |t: &Threshold| ThresholdUsed { id: t.id.into(), value: t.value, source: t.source.into() };
    THRESHOLDS.iter().filter(|t| used(t)).map(shown).collect()
}
