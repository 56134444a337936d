//! staffroom
pub mod error;
pub mod findings;
pub mod inference;
pub mod measures;
pub mod network;
pub mod survey;
pub mod timings;
