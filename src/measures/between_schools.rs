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
use std::ops::Range;

/// Which school everybody belongs to.
pub(crate) struct Labels {
    /// By node: the school, `external` for outsiders, none at group level.
    pub(crate) of: Vec<Option<u32>>,
    /// The label of outsiders: the number of schools.
    pub(crate) external: u32,
}

/// The schools of a network's people.
pub(crate) fn labels(network: &Network) -> Labels {
    let of = |m: &crate::network::Member| if m.outside { Some(network.schools) } else { m.school };
    Labels { of: network.members().map(of).collect(), external: network.schools }
}

/// The same as plain numbers, `u32::MAX` for none; outsiders have the number of schools.
fn plain_labels(network: &Network) -> Vec<u32> {
    let of = |m: &crate::network::Member| if m.outside { network.schools } else { plain(m.school) };
    network.members().map(of).collect()
}

fn plain(school: Option<u32>) -> u32 {
    school.unwrap_or(u32::MAX)
}

/// The people of a school: how many, outsiders and people at group level in none, and the run of nodes that they are;
/// nobody is in the run when they do not stand in one. In a [`Network`] they do, so that most contacts need no look-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Span {
    first: u32,
    count: u32,
    people: u32,
}

impl Span {
    fn holds(self, v: u32) -> bool {
        v.wrapping_sub(self.first) < self.count
    }

    /// The nodes of the run.
    fn nodes(self) -> Range<u32> {
        self.first..self.first + self.count
    }

    /// Which of these ties, by place, lead out of the run. `room` is for them.
    fn leaving<'a>(self, targets: &[u32], room: &'a mut Vec<u32>) -> &'a [u32] {
        if room.len() < targets.len() {
            room.resize(targets.len(), 0);
        }
        let mut many = 0;
        for (place, &w) in (0..).zip(targets) {
            // Written in any case, and kept or not: the processor could not foresee which.
            room[many] = place;
            many += usize::from(!self.holds(w));
        }
        &room[..many]
    }
}

/// For each school where its people stand.
fn spans(label: &[u32], schools: u32) -> Vec<Span> {
    let mut spans = vec![Span::default(); schools as usize];
    let mut next = 0;
    for run in label.chunk_by(|a, b| a == b) {
        let (first, count) = (next, run.len() as u32);
        next += count;
        let Some(span) = spans.get_mut(run[0] as usize) else { continue };
        if span.people == 0 {
            (span.first, span.count) = (first, count);
        }
        span.people += count;
    }
    spans.iter_mut().filter(|span| span.count < span.people).for_each(|span| span.count = 0);
    spans
}

/// People per school.
fn sizes(spans: &[Span]) -> Vec<u64> {
    spans.iter().map(|span| u64::from(span.people)).collect()
}

/// A column of one row.
fn single(name: &'static str, kind: Kind, value: Value) -> Column {
    Column::new(name, kind, [value])
}

/// A value, or none for want of ties.
fn or_no_ties(value: Option<f64>) -> Value {
    value.map_or(Value::Undefined(Why::NoTies), Value::Number)
}
