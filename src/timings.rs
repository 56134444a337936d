//! How long each step took: printed on request, never part of the findings.

use std::time::Instant;

/// Steps and their seconds, in the order in which they ended.
#[derive(Debug, Default)]
pub struct Timings {
    steps: Vec<(String, f64)>,
}

impl Timings {
    /// Runs a step and remembers how long it took.
    pub fn time<T>(&mut self, step: &str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.steps.push((step.into(), start.elapsed().as_secs_f64()));
        result
    }

    /// Steps that were timed elsewhere, behind these.
    pub fn append(&mut self, other: Timings) {
        self.steps.extend(other.steps);
    }

    /// The seconds of all steps of a name together.
    pub fn seconds(&self, step: &str) -> f64 {
        self.steps.iter().filter(|s| s.0 == step).map(|s| s.1).sum()
    }

    /// The steps so far.
    pub fn steps(&self) -> &[(String, f64)] {
        &self.steps
    }
}
