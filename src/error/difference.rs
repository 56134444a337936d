//! In what two waves differ, so that their figures do not compare.

use serde::{Deserialize, Serialize};

/// One way in which two waves differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "difference", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Difference {
    /// A relation was asked, of one end or the other, in one wave only.
    AskedOnce {
        /// The relation.
        relation: String,
        /// True when it is the one who is visited, asked or named.
        host_side: bool,
        /// The wave in which it was asked.
        wave: String,
    },
    /// Another smallest frequency counts as a tie.
    Threshold {
        /// The relation.
        relation: String,
        /// In the first wave.
        before: f32,
        /// In the second.
        after: f32,
    },
    /// In one wave only colleagues of the own school could be named.
    OwnSchoolOnly {
        /// The relation.
        relation: String,
        /// That wave.
        wave: String,
    },
    /// The form allowed another number of names.
    MostNames {
        /// The relation.
        relation: String,
        /// In the first wave; none when there was no limit.
        before: Option<u32>,
        /// In the second.
        after: Option<u32>,
    },
    /// The waves are about periods of another length.
    PeriodLength {
        /// Days of the first.
        before: u32,
        /// Days of the second.
        after: u32,
    },
    /// The waves are about another part of the year.
    Season {
        /// Period of the first.
        before: String,
        /// Period of the second.
        after: String,
    },
    /// A relation means something else: another openness, direction, family or channel.
    Meaning {
        /// The relation.
        relation: String,
    },
    /// Visits of consultants and advisers count as open doors in one of them only.
    Guided,
}
