//! Which classrooms are open, to whom, how far, and what cannot be told.
//!
//! A visit is an arc from visitor to host: the host's door opens, not the visitor's. Everything here stands on
//! [`doors`]; shares over any set of teachers are functions of their doors, so that a school, a phase and the group
//! are computed in the same way.
//!
//! It says how open classrooms are, not how good the lessons are.

mod at_hand;
mod chosen;
mod columns;
mod conversion;
mod doors;
#[cfg(test)]
mod known_rule;
pub(crate) mod otherwise;
mod participation;
mod rates;
mod sight;
mod strata;
#[cfg(test)]
mod worked_cases;

pub(crate) use at_hand::TalkAndVisits;
pub(crate) use chosen::chosen_doors_from;
pub use chosen::{ChosenDoors, chosen_doors};
pub(crate) use columns::openness_at_hand;
pub use columns::{COLUMNS, openness, openness_from};
pub(crate) use conversion::talk_pairs_from;
pub use conversion::{DoorPair, TalkPair, conversion, door_pairs, door_without_talk, latent_pairs, talk_pairs};
pub(crate) use doors::doors_from;
pub use doors::{Door, DoorStatus, doors};
pub use participation::{guided, networks_of};
pub use rates::{
    DoorCounts, count, cross_school_reach, depth_rate, host_dependency, open_door_rate, open_door_rate_broad,
    status_rate,
};
pub use sight::Sight;
pub(crate) use strata::strata_of_group;
pub use strata::{Stratum, StratumKind, strata};
