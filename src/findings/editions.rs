//! What an edition in which nobody stands by themselves says of people: how many, and what is hidden.

use crate::measures::Value;
use serde::{Deserialize, Serialize};

/// How many people stand behind a wave, in an edition without them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Tally {
    /// Index of the wave.
    pub wave: u32,
    /// People, by school, then everybody.
    pub people: Vec<Value>,
    /// Of these, those who were asked.
    pub asked: Vec<Value>,
    /// Of these, those who answered.
    pub answered: Vec<Value>,
    /// Kinds of isolation on the main layer, of everybody.
    pub kinds: Vec<(String, Value)>,
}

/// Figures that are hidden, and whose. That a figure is hidden says that fewer than five people stand behind it, or
/// that with it another hidden one could be worked out; never which of the two.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Hidden {
    /// Index of the wave; none for all of them.
    pub wave: Option<u32>,
    /// Id of the layer; none for every one.
    pub layer: Option<String>,
    /// Index of the school; none for the group as a whole.
    pub school: Option<u32>,
    /// Names of the figures; `people` and `doors` for every figure on people and ties, and on doors.
    pub figures: Vec<String>,
}

/// Somebody who may be named, for finding people who could visit or support each other.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Named {
    /// The id.
    pub id: String,
    /// The name; only when names were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Index of the school.
    pub school: Option<u32>,
    /// Phase as written.
    pub phase: Option<String>,
    /// Working days, bit 0 is Monday.
    pub days: Option<u8>,
    /// Willing to receive visitors.
    pub host: Option<bool>,
    /// How many visitors.
    pub capacity: Option<u32>,
}
