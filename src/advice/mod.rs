//! What to look at first: where deprivatisation lags, and on which numbers that rests.
//!
//! Every threshold stands here once, beside its reason and its source, and a report prints those it used. None is a law
//! of nature: most are conventions, and said to be.

pub mod alternatives;
pub mod benchmark;
pub mod capacities;
#[cfg(test)]
mod cases;
pub mod change;
mod columns;
pub mod diagnosis;
pub mod frames;
pub mod lagging;
pub mod outlook;
pub mod overview;
pub mod plan;
pub mod teams;
pub mod warnings;

pub(crate) use columns::verdicts_and_alternatives;
pub use columns::{COLUMNS, RESPONSE_LABELS, columns};

/// A setting on which a verdict rests.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Threshold {
    /// Its name, under which a report explains it.
    pub id: &'static str,
    /// The value.
    pub value: f64,
    /// Where it comes from; `convention` when it is this program's own.
    pub source: &'static str,
}

/// Smallest difference in a share that is worth talking about: three teachers of twenty. Smaller ones come and go
/// between two half years of the same habits.
pub const MINIMUM_OF_INTEREST: Threshold = Threshold { id: "minimum_of_interest", value: 0.15, source: "convention" };

/// Largest adjusted p-value with which a school is said to differ from the others: of the schools flagged, at most one
/// in twenty is expected to be flagged for nothing.
pub const SIGNIFICANCE: Threshold =
    Threshold { id: "significance", value: 0.05, source: "Benjamini and Hochberg (1995)" };

/// Below this number of known doors nothing is said of a school: a single teacher would decide.
pub const FEWEST_KNOWN: Threshold = Threshold { id: "fewest_known", value: 3.0, source: "convention" };

/// Below this number of known doors there are counts and no verdict; leaders see nothing.
pub const FEWEST_FOR_VERDICT: Threshold = Threshold { id: "fewest_for_verdict", value: 5.0, source: "convention" };

/// Below this number of known doors there is a verdict only when the whole interval lies on one side.
pub const FULL_PROFILE_FROM: Threshold = Threshold { id: "full_profile_from", value: 10.0, source: "convention" };

/// From this share of answers on, everything is printed as usual.
pub const RESPONSE_NORMAL: Threshold = Threshold { id: "response_normal", value: 0.8, source: "convention" };

/// Below this share of answers there is no verdict; between it and [`RESPONSE_NORMAL`] a warning goes with it. Bias grows
/// with what is missing, and measures on paths suffer most.
pub const RESPONSE_FOR_VERDICT: Threshold =
    Threshold { id: "response_for_verdict", value: 0.7, source: "convention; direction: Smith and Moody (2013)" };

/// Below this share of answers there are counts and nothing else.
pub const RESPONSE_FOR_SHARES: Threshold =
    Threshold { id: "response_for_shares", value: 0.5, source: "convention; direction: Smith and Moody (2013)" };

/// Resampled groups behind a stability interval.
pub const BOOTSTRAP_DRAWS: Threshold =
    Threshold { id: "bootstrap_draws", value: 1_000.0, source: "Snijders and Borgatti (1999)" };

/// A school is asked about a closed profile only when at least this many of six values are in the closed third.
pub const CLOSED_VALUES: Threshold = Threshold { id: "closed_values", value: 4.0, source: "convention" };

/// Every threshold, for the report that prints those it used.
pub const THRESHOLDS: &[Threshold] = &[
    MINIMUM_OF_INTEREST,
    SIGNIFICANCE,
    FEWEST_KNOWN,
    FEWEST_FOR_VERDICT,
    FULL_PROFILE_FROM,
    RESPONSE_NORMAL,
    RESPONSE_FOR_VERDICT,
    RESPONSE_FOR_SHARES,
    BOOTSTRAP_DRAWS,
    CLOSED_VALUES,
];
