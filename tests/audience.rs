//! Editions: what a reader may see, and what nobody can work out from it.

#[path = "audience/attack.rs"]
mod attack;
#[path = "audience/matching.rs"]
mod matching;
#[path = "audience/recovery.rs"]
mod recovery;
#[path = "audience/researcher.rs"]
mod researcher;
#[path = "audience/schools.rs"]
mod schools;
#[path = "audience/shown.rs"]
mod shown;
#[path = "audience/studies.rs"]
mod studies;
