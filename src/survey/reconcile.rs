//! Two reports of one tie: confirmed, single, contradicted, absent or unknown.

use super::{End, Response};
use serde::{Deserialize, Serialize};

/// What the reports of the two ends together say of a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Both ends say so.
    Confirmed,
    /// The one who visits says so; the other did not answer, or named somebody who is not found.
    SingleFrom,
    /// The one who is visited says so; the other did not answer, or named somebody who is not found.
    SingleTo,
    /// One end says so and the other, who answered, does not.
    Contradicted,
    /// Only one end was asked, and it says so.
    Reported,
    /// Both ends answered and neither says so.
    Absent,
    /// One end answered and does not say so.
    AbsentOneSide,
    /// Nobody who was asked answered.
    Unknown,
}

/// How strictly reports are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// Only what both ends say.
    Confirmed,
    /// Agreement where both answered, the single report where one did.
    Default,
    /// What either end says.
    Either,
}

impl State {
    /// Whether this is a tie under a reading. A relation of which only one end was asked cannot be confirmed: its
    /// report is a tie under every reading.
    ///
    /// ```
    /// use staffroom::survey::reconcile::{Reading, State};
    /// assert!(!State::Contradicted.is_tie(Reading::Default));
    /// assert!(State::Contradicted.is_tie(Reading::Either));
    /// assert!(!State::SingleTo.is_tie(Reading::Confirmed));
    /// ```
    pub fn is_tie(self, reading: Reading) -> bool {
        match self {
            State::Confirmed | State::Reported => true,
            State::SingleFrom | State::SingleTo => reading != Reading::Confirmed,
            State::Contradicted => reading == Reading::Either,
            State::Absent | State::AbsentOneSide | State::Unknown => false,
        }
    }
}

/// The state of one ordered pair when both ends were asked (`domain.md` 3.2).
///
/// `*_says` is whether that end reports the tie, `*_response` whether it answered the question. A report by somebody
/// who is marked as not having answered counts as a report. Of whoever named somebody who is not found it is not known
/// whom they did not name: as if they had not answered.
///
/// ```
/// use staffroom::survey::{reconcile::{both_asked, State}, Response::{Answered, DidNotAnswer}};
/// assert_eq!(both_asked(true, Answered, true, Answered), State::Confirmed);
/// assert_eq!(both_asked(true, Answered, false, Answered), State::Contradicted);
/// assert_eq!(both_asked(true, Answered, false, DidNotAnswer), State::SingleFrom);
/// assert_eq!(both_asked(false, DidNotAnswer, false, DidNotAnswer), State::Unknown);
/// ```
pub fn both_asked(from_says: bool, from_response: Response, to_says: bool, to_response: Response) -> State {
    let from = from_says || from_response.speaks();
    let to = to_says || to_response.speaks();
    match (from_says, to_says) {
        (true, true) => State::Confirmed,
        (true, false) if to => State::Contradicted,
        (false, true) if from => State::Contradicted,
        (true, false) => State::SingleFrom,
        (false, true) => State::SingleTo,
        (false, false) => match (from, to) {
            (true, true) => State::Absent,
            (false, false) => State::Unknown,
            _ => State::AbsentOneSide,
        },
    }
}

/// The state when only one end of a directed relation was asked, or for an undirected relation when either end's word
/// is enough.
pub fn one_asked(says: bool, asked_end: Response) -> State {
    match (says, asked_end.speaks()) {
        (true, _) => State::Reported,
        (false, true) => State::AbsentOneSide,
        (false, false) => State::Unknown,
    }
}

impl End {
    /// The other end.
    #[must_use]
    pub fn other(self) -> End {
        match self {
            End::From => End::To,
            End::To => End::From,
        }
    }
}
