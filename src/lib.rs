//! staffroom
pub mod change;
pub mod drawing;
pub mod error;
pub mod findings;
pub mod inference;
pub mod measures;
pub mod network;
pub mod report;
pub mod survey;
pub mod timings;
pub mod words;
