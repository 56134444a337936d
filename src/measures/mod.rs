//! What we count: plain functions on a [`Network`] or an [`Adjacency`], and the table [`ALL`] that turns them into
//! columns.
//!
//! A measure is an ordinary function, useful without the rest of the program. A [`Family`] is a row of the table: which
//! columns it makes, of which scope, and the function that makes them from a [`Scene`]. A column that a family makes
//! reaches every table, the JSON and the report without another line.

pub mod access;
pub mod between_schools;
pub mod betweenness;
pub(crate) mod bits;
pub mod brokerage;
pub mod cohesion;
pub mod communities;
pub mod concentration;
pub mod conventions;
pub mod cores;
pub mod cut_points;
pub mod degree;
pub(crate) mod ground;
pub mod intervals;
pub mod isolation;
pub mod knotting;
pub mod one_sidedness;
pub mod openness;
pub mod overlap;
pub mod paths;
pub mod prominence;
pub mod stories;
pub mod triads;
pub(crate) mod workers;

use crate::error::{Notice, Why};
use crate::network::{Network, adjacency::Adjacency, layer::Layer};
use crate::survey::Response;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What a row of a column is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Scope {
    /// People of a wave, in roster order (`teachers.csv`).
    Person,
    /// People of a wave and their doors, on the layers of openness (`openness.csv`).
    Openness,
    /// Schools in roster order, then the group as a whole, `*` (`schools.csv`).
    School,
    /// Ordered pairs of schools (`school_pairs.csv`).
    SchoolPair,
    /// The layer as a whole (`layers.csv`).
    Layer,
    /// A pair of layers (`layer_pairs.csv`).
    LayerPair,
}

/// How a column's numbers are meant and printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// A count.
    Count,
    /// A share between 0 and 1.
    Share,
    /// Any number.
    Number,
    /// Yes (1) or no (0).
    YesNo,
    /// One of these, by index.
    Label(Vec<Cow<'static, str>>),
}

/// One number or the reason why there is none; in JSON the number, or the reason's name.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// The number; never NaN.
    Number(f64),
    /// No number, and why.
    Undefined(Why),
}

impl Value {
    /// The number, if there is one.
    pub fn number(self) -> Option<f64> {
        match self {
            Value::Number(x) => Some(x),
            Value::Undefined(_) => None,
        }
    }

    /// A ratio; undefined when the denominator is zero.
    ///
    /// ```
    /// use staffroom::{error::Why, measures::Value};
    /// assert_eq!(Value::ratio(1.0, 4.0, Why::NoTies), Value::Number(0.25));
    /// assert_eq!(Value::ratio(0.0, 0.0, Why::NoTies), Value::Undefined(Why::NoTies));
    /// ```
    pub fn ratio(numerator: f64, denominator: f64, otherwise: Why) -> Value {
        if denominator == 0.0 { Value::Undefined(otherwise) } else { Value::Number(numerator / denominator) }
    }
}

/// One measure for all rows of a block: numbers, and which are undefined and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// The measure's name, as in the tables: `in_degree`.
    pub measure: Cow<'static, str>,
    /// How the numbers are meant.
    pub kind: Kind,
    /// A number for each row; 0 where it is undefined.
    #[serde(with = "crate::measures::compact")]
    pub numbers: Vec<f64>,
    /// The rows without a number, in order, each with its reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undefined: Vec<(u32, Why)>,
}

impl Column {
    /// A column from values.
    pub fn new(measure: impl Into<Cow<'static, str>>, kind: Kind, values: impl IntoIterator<Item = Value>) -> Column {
        let values = values.into_iter();
        let mut numbers = Vec::with_capacity(values.size_hint().0);
        let mut undefined = Vec::new();
        for v in values {
            match v {
                // A sum of nothing is −0, which reads "−0" and is not read back as it was.
                Value::Number(x) if x.is_finite() => numbers.push(x + 0.0),
                Value::Number(_) => {
                    undefined.push((numbers.len() as u32, Why::TooFew));
                    numbers.push(0.0);
                }
                Value::Undefined(why) => {
                    undefined.push((numbers.len() as u32, why));
                    numbers.push(0.0);
                }
            }
        }
        Column { measure: measure.into(), kind, numbers, undefined }
    }

    /// A column in which every row has a number.
    pub fn full(measure: impl Into<Cow<'static, str>>, kind: Kind, mut numbers: Vec<f64>) -> Column {
        if !numbers.iter().all(|x| x.is_finite()) {
            return Column::new(measure, kind, numbers.into_iter().map(Value::Number));
        }
        // As it is: for a country a second list costs more than many a measure. A sum of nothing is −0 here, too.
        numbers.iter_mut().for_each(|x| *x += 0.0);
        Column { measure: measure.into(), kind, numbers, undefined: Vec::new() }
    }

    /// A column in which no row has a number, all for the same reason.
    pub fn empty(measure: impl Into<Cow<'static, str>>, kind: Kind, rows: usize, why: Why) -> Column {
        Column::new(measure, kind, (0..rows).map(|_| Value::Undefined(why)))
    }

    /// A column of labels, by index into `labels`.
    pub fn labels(
        measure: impl Into<Cow<'static, str>>,
        labels: &[&'static str],
        rows: impl IntoIterator<Item = Value>,
    ) -> Column {
        Column::new(measure, Kind::Label(labels.iter().map(|&l| Cow::Borrowed(l)).collect()), rows)
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The value of a row.
    pub fn of(&self, row: usize) -> Value {
        match self.undefined.binary_search_by_key(&(row as u32), |u| u.0) {
            Ok(i) => Value::Undefined(self.undefined[i].1),
            Err(_) => Value::Number(self.numbers[row]),
        }
    }

    /// All values in order.
    pub fn values(&self) -> impl Iterator<Item = Value> + '_ {
        let mut next = self.undefined.iter().peekable();
        self.numbers.iter().enumerate().map(move |(row, &x)| match next.next_if(|u| u.0 == row as u32) {
            Some(u) => Value::Undefined(u.1),
            None => Value::Number(x),
        })
    }

    /// The label of a row, for a column of labels.
    pub fn label(&self, row: usize) -> Option<&str> {
        match (&self.kind, self.of(row)) {
            (Kind::Label(labels), Value::Number(x)) => labels.get(x as usize).map(AsRef::as_ref),
            _ => None,
        }
    }

    /// The same column with the rows in another order: row `i` of the new one is row `order[i]` of this one.
    #[must_use]
    pub fn reordered(&self, order: impl Iterator<Item = u32>) -> Column {
        Column::new(self.measure.clone(), self.kind.clone(), order.map(|r| self.of(r as usize)))
    }
}

/// Numbers in JSON: whole ones without a point, all in the shortest form that reads back equal.
pub(crate) mod compact {
    use serde::{Deserialize, Deserializer, Serializer, ser::SerializeSeq};

    pub(crate) fn serialize<S: Serializer>(numbers: &[f64], to: S) -> Result<S::Ok, S::Error> {
        let mut seq = to.serialize_seq(Some(numbers.len()))?;
        for &x in numbers {
            if x.fract() == 0.0 && x.abs() < 9e15 {
                seq.serialize_element(&(x as i64))?;
            } else {
                seq.serialize_element(&x)?;
            }
        }
        seq.end()
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<f64>, D::Error> {
        Vec::<f64>::deserialize(from)
    }
}

/// One wave and one layer, ready to be measured.
#[non_exhaustive]
pub struct Scene<'a> {
    /// The wave.
    pub network: &'a Network,
    /// The layer.
    pub layer: &'a Layer,
    /// The layer's ties.
    pub adjacency: &'a Adjacency,
    /// By node: who answered on this layer.
    pub answered: &'a [Response],
    /// The layer could only be answered within the own school.
    pub within_school: bool,
    /// Seed of everything that draws.
    pub seed: u64,
    /// How betweenness is computed.
    pub betweenness: betweenness::Way,
}

impl<'a> Scene<'a> {
    /// A layer of a network: its ties, and who answered on it.
    pub fn new(
        network: &'a Network,
        layer: &'a Layer,
        adjacency: &'a Adjacency,
        answered: &'a [Response],
        seed: u64,
    ) -> Scene<'a> {
        let within_school = network.is_within_school(layer);
        Scene { network, layer, adjacency, answered, within_school, seed, betweenness: betweenness::Way::default() }
    }
}

/// The columns of one scope that a family made. Person columns are in node order; `analyse` puts them in roster order.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// What the rows are.
    pub scope: Scope,
    /// For `Scope::SchoolPair`: from and to, indices of schools; else empty.
    pub pairs: Vec<(u32, u32)>,
    /// The columns.
    pub columns: Vec<Column>,
    /// What a reader of them should know.
    pub notices: Vec<Notice>,
}

impl Made {
    /// Columns of a scope.
    pub fn new(scope: Scope, columns: Vec<Column>) -> Made {
        Made { scope, pairs: Vec::new(), columns, notices: Vec::new() }
    }
}

/// A row of the table: a family of measures.
#[derive(Clone)]
pub struct Family {
    /// Its name, as `--measures` takes it and `--timings` prints it.
    pub name: &'static str,
    /// The columns it makes: scope and name. The tables print them in the order of [`ALL`].
    pub columns: &'static [(Scope, &'static str)],
    /// Walks shortest paths from everybody: left to layer `all` on large networks.
    pub walks_paths: bool,
    /// Makes them.
    pub make: fn(&Scene<'_>) -> Vec<Made>,
}

/// The table: every family of measures, in the order in which the tables print their columns.
pub const ALL: &[Family] = &[
    degree::DEGREE,
    isolation::ISOLATION,
    cohesion::SIZE,
    cohesion::components::COMPONENTS,
    cores::KCORE,
    cohesion::COHESION,
    cohesion::dyads::RECIPROCITY,
    cut_points::CUTPOINTS,
    paths::PATHS,
    paths::HARMONIC,
    betweenness::BETWEENNESS,
    betweenness::BETWEENNESS_UNDIRECTED,
    prominence::EIGENVECTOR,
    prominence::PAGERANK,
    brokerage::CONSTRAINT,
    brokerage::HOLES,
    between_schools::contacts::LINKS,
    between_schools::ei::EI,
    communities::COMMUNITIES,
    between_schools::segregation::SEGREGATION,
    between_schools::group_centrality::GROUP_CENTRALITY,
    brokerage::BROKERAGE,
    triads::TRIADS,
    access::FAMILY,
    stories::FAMILY,
    knotting::FAMILY,
];

/// Families that are computed only when asked for by name.
pub const ON_REQUEST: &[Family] = &[conventions::CONVENTIONS];

#[cfg(test)]
pub(crate) mod drawn;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod worked_cases;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_holds_neither_minus_zero_nor_nan() {
        let nothing = std::iter::empty::<f64>().sum::<f64>();
        let column = Column::full("in_strength", Kind::Number, vec![nothing, -0.0, f64::NAN, -1.5]);
        assert!(column.numbers.iter().all(|x| !x.is_sign_negative() || (*x + 1.5).abs() < 1e-12), "{column:?}");
        assert_eq!(column.of(2), Value::Undefined(Why::TooFew));
        let column = Column::full("in_strength", Kind::Number, vec![nothing, -0.0, 2.0]);
        assert!(column.numbers.iter().all(|x| x.is_sign_positive()) && column.undefined.is_empty());
    }
}
