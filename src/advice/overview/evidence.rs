//! The three capacities: the figures that say something of each, for every school and for the group.

use super::Sources;
use crate::advice::capacities::{BEYOND, Capacity, EVIDENCE, Evidence};
use crate::advice::diagnosis::median;
use crate::error::Why;
use crate::measures::{Column, Scope, Value};
use crate::network::layer::Layer;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// A figure that says something of a capacity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CapacityFigure {
    /// Of which capacity.
    pub capacity: Capacity,
    /// What the figure is about: for people it is the median of those who have one.
    pub scope: Scope,
    /// On which layer.
    pub layer: Option<String>,
    /// The measure.
    pub measure: String,
    /// By school; empty for a figure of the layer as a whole.
    pub schools: Vec<Value>,
    /// Of the group.
    pub group: Value,
}

/// What no network can show of a capacity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Limit {
    /// Of which capacity.
    pub capacity: Capacity,
    /// Under which name a report explains it.
    pub id: String,
}

pub(super) fn figures(sources: &Sources<'_>) -> Vec<CapacityFigure> {
    let schools = sources.schools();
    let home = sources.home();
    let figure = |of: &Evidence| {
        let (by_school, group) = match (sources.figures)(of.scope, of.layer, of.measure) {
            Some(column) if of.scope == Scope::Layer => (Vec::new(), column.of(0)),
            Some(column) if of.scope == Scope::School => {
                let mut all: Vec<Value> = column.values().collect();
                let group = all.pop().unwrap_or(Value::Undefined(Why::NotComputed));
                (all, group)
            }
            Some(column) => medians_of(column, &home, schools),
            None => {
                let why = Value::Undefined(why_not(sources, of));
                (if of.scope == Scope::Layer { Vec::new() } else { vec![why; schools] }, why)
            }
        };
        CapacityFigure {
            capacity: of.capacity,
            scope: of.scope,
            layer: of.layer.map(Into::into),
            measure: of.measure.into(),
            schools: by_school,
            group,
        }
    };
    EVIDENCE.par_iter().map(figure).collect()
}

pub(super) fn beyond() -> Vec<Limit> {
    BEYOND.iter().map(|&(capacity, id)| Limit { capacity, id: id.into() }).collect()
}

/// A layer that was not computed was not asked about, unless it was left out.
fn why_not(sources: &Sources<'_>, of: &Evidence) -> Why {
    let network = sources.network;
    let Some(id) = of.layer else { return Why::NotComputed };
    let layer = Layer::every(sources.survey).into_iter().find(|l| l.id == id);
    let is_there = layer.is_some_and(|l| network.is_asked(&l) || network.arcs(&l).next().is_some());
    if is_there { Why::NotComputed } else { Why::NotAsked }
}

/// The median over the people of each school who have a figure, and over everybody. Where nobody has one, the reason
/// that most of them have.
fn medians_of(column: &Column, home: &[Option<u32>], schools: usize) -> (Vec<Value>, Value) {
    let mut rows: Vec<Vec<Value>> = vec![Vec::new(); schools];
    for (value, school) in column.values().zip(home) {
        if let Some(s) = school {
            rows[*s as usize].push(value);
        }
    }
    let everybody: Vec<Value> = column.values().collect();
    (rows.iter().map(|r| median_of(r)).collect(), median_of(&everybody))
}

fn median_of(values: &[Value]) -> Value {
    let mut numbers: Vec<f64> = values.iter().filter_map(|v| v.number()).collect();
    if let Some(middle) = median(&mut numbers) {
        return Value::Number(middle);
    }
    let mut reasons = std::collections::BTreeMap::new();
    for value in values {
        if let Value::Undefined(why) = value {
            *reasons.entry(*why).or_insert(0u32) += 1;
        }
    }
    let most = reasons.iter().fold(None, |best: Option<(&Why, &u32)>, r| match best {
        Some(b) if b.1 >= r.1 => Some(b),
        _ => Some(r),
    });
    Value::Undefined(most.map_or(Why::TooFew, |(why, _)| *why))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::Kind;

    #[test]
    fn the_middle_of_those_who_have_a_figure_or_the_reason_of_most() {
        use Value::{Number, Undefined};
        let values = [Number(1.0), Undefined(Why::DidNotAnswer), Number(5.0), Undefined(Why::DidNotAnswer)];
        let column = Column::new("x", Kind::Number, values.into_iter().chain([Undefined(Why::NoTies)]));
        let home = [Some(0), Some(1), Some(0), Some(1), Some(1)];
        let (schools, group) = medians_of(&column, &home, 3);
        assert_eq!(schools, [Number(3.0), Undefined(Why::DidNotAnswer), Undefined(Why::TooFew)]);
        assert_eq!(group, Number(3.0));
    }
}
