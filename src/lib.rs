//! staffroom
pub mod error;
pub mod findings;
pub mod measures;
pub mod network;
pub mod simulate;
pub mod survey;
