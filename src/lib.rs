//! staffroom
pub mod drawing;
pub mod error;
pub mod findings;
pub mod measures;
pub mod network;
pub mod survey;
