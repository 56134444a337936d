//! Ties across schools: how far a person, a school and the group look outward, and how many people carry that.
//!
//! People at group level (without a school) are left out here. Outsiders, added because somebody named them, belong to
//! no school: a tie to them is a tie outward, and they are in no denominator.

pub mod contacts;
pub mod ei;
pub mod group_centrality;
pub mod pairs;
pub mod segregation;

pub use self::ei::ei_frame;

use super::{Column, Kind, Value};
use crate::error::Why;
use crate::network::Network;

/// Which school everybody belongs to.
pub(crate) struct Labels {
    /// By node: the school, `external` for outsiders, none at group level.
    pub(crate) of: Vec<Option<u32>>,
    /// The label of outsiders: the number of schools.
    pub(crate) external: u32,
}

impl Labels {
    /// The labels as plain numbers, `u32::MAX` for none.
    fn plain(&self) -> Vec<u32> {
        self.of.iter().map(|label| label.unwrap_or(u32::MAX)).collect()
    }
}

/// The schools of a network's people.
pub(crate) fn labels(network: &Network) -> Labels {
    let of = |m: &crate::network::Member| if m.outside { Some(network.schools) } else { m.school };
    Labels { of: network.members().map(of).collect(), external: network.schools }
}

/// People per school, outsiders and people at group level in none.
fn sizes(label: &[u32], schools: u32) -> Vec<u64> {
    let mut sizes = vec![0u64; schools as usize];
    label.iter().filter(|&&s| s < schools).for_each(|&s| sizes[s as usize] += 1);
    sizes
}

/// A run of nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Span {
    first: u32,
    count: u32,
}

impl Span {
    fn holds(self, v: u32) -> bool {
        v.wrapping_sub(self.first) < self.count
    }
}

/// For each school the run of nodes that are its people; empty when they do not stand in one run. In a [`Network`] they
/// do, so that most contacts need no look-up.
fn spans(label: &[u32], schools: u32) -> Vec<Span> {
    let mut spans = vec![Span::default(); schools as usize];
    let mut broken = vec![false; schools as usize];
    for (v, &s) in label.iter().enumerate().filter(|(_, s)| **s < schools) {
        let span = &mut spans[s as usize];
        if span.count == 0 {
            span.first = v as u32;
        } else if v as u32 != span.first + span.count {
            broken[s as usize] = true;
        }
        span.count += 1;
    }
    for (span, _) in spans.iter_mut().zip(broken).filter(|(_, broken)| *broken) {
        *span = Span::default();
    }
    spans
}

/// A column of one row.
fn single(name: &'static str, kind: Kind, value: Value) -> Column {
    Column::new(name, kind, [value])
}

/// A value, or none for want of ties.
fn or_no_ties(value: Option<f64>) -> Value {
    value.map_or(Value::Undefined(Why::NoTies), Value::Number)
}
