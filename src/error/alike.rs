//! Two schools that may be one.

use super::Place;
use serde::{Deserialize, Serialize};

/// Two schools whose names differ by an article, a kind or a space.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AlikeSchools {
    /// The first row of the one that comes later.
    pub place: Place,
    /// That one and the other.
    pub schools: [String; 2],
    /// How many people each has.
    pub people: [u64; 2],
}
