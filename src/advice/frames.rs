//! The verdict of one frame, and the reason as data.

use serde::{Deserialize, Serialize};

/// What a frame says of a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Lags by the rule of the frame.
    Lagging,
    /// Not shown to lag.
    NotShown,
    /// It cannot be told.
    CannotTell,
}

impl Verdict {
    /// The labels of a verdict column, in the order of the variants.
    pub const LABELS: [&'static str; 3] = ["lagging", "not_shown", "cannot_tell"];
}

/// Why a frame says what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The whole interval is below what it is compared with.
    IntervalBelow,
    /// The whole interval is at or above it.
    IntervalAbove,
    /// The interval holds what it is compared with.
    IntervalAcross,
    /// Further below the others than chance and the smallest difference of interest allow.
    StandsOut,
    /// Not further below the others than the smallest difference of interest.
    NotFarBelow,
    /// Further below than that, but chance does as much in schools of this size.
    ChanceDoesAsMuch,
    /// Too few known doors for a verdict.
    TooFewKnown,
    /// Few known doors, and the interval is not wholly on one side.
    SmallTeam,
    /// Too few answered.
    LowResponse,
    /// Nothing says who answered.
    ResponseNotKnown,
    /// Only those who visit were asked, and some of them did not answer.
    VisitorsOnly,
    /// Nobody talks with a colleague in the school about teaching, as far as is known.
    NobodyTalks,
    /// No other school with enough answers to compare with.
    NothingToCompare,
    /// The frame does not apply: no norm was agreed.
    NoStandard,
    /// The frame does not apply: there is one school.
    OneSchool,
    /// The frame does not apply: the survey did not ask.
    NotAsked,
    /// The frame does not apply: nobody here has a class of their own.
    NoTeachers,
    /// The frame does not apply: there is no wave before.
    OneWave,
    /// The frame does not apply: the wave before did not ask the same about doors.
    OtherQuestions,
}

impl Reason {
    /// The labels of a reason column, in the order of the variants.
    pub const LABELS: [&'static str; 19] = [
        "interval_below",
        "interval_above",
        "interval_across",
        "stands_out",
        "not_far_below",
        "chance_does_as_much",
        "too_few_known",
        "small_team",
        "low_response",
        "response_not_known",
        "visitors_only",
        "nobody_talks",
        "nothing_to_compare",
        "no_standard",
        "one_school",
        "not_asked",
        "no_teachers",
        "one_wave",
        "other_questions",
    ];
}

/// What one frame says of one school, with the numbers that led to it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Frame {
    /// The verdict; none when the frame does not apply.
    pub verdict: Option<Verdict>,
    /// Why.
    pub reason: Reason,
    /// What the school is compared with: the norm, or the figure of the others.
    pub reference: Option<f64>,
    /// The school's figure less the reference.
    pub difference: Option<f64>,
    /// Interval of the school's figure.
    pub interval: Option<(f64, f64)>,
    /// Two-sided p-value of the difference.
    pub p: Option<f64>,
    /// The same, adjusted for all schools tested.
    pub p_adjusted: Option<f64>,
    /// A p-value that takes pairs as independent: too small, a lower bound. Only for the potential.
    pub p_at_least: Option<f64>,
}

impl Frame {
    /// A frame without numbers.
    pub(super) fn bare(verdict: Option<Verdict>, reason: Reason) -> Frame {
        Frame {
            verdict,
            reason,
            reference: None,
            difference: None,
            interval: None,
            p: None,
            p_adjusted: None,
            p_at_least: None,
        }
    }

    /// It cannot be told.
    pub(super) fn cannot_tell(reason: Reason) -> Frame {
        Frame::bare(Some(Verdict::CannotTell), reason)
    }

    /// The frame does not apply.
    pub(super) fn not_for(reason: Reason) -> Frame {
        Frame::bare(None, reason)
    }

    /// The same with another verdict.
    #[must_use]
    pub(super) fn says(mut self, verdict: Verdict, reason: Reason) -> Frame {
        self.verdict = Some(verdict);
        self.reason = reason;
        self
    }
}
