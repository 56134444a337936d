//! Columns of people that stand in a table and not in `findings.json`: of a country they would fill it.
//!
//! The JSON keeps what a table does not say of them: how the numbers are meant, and why there is none.

use super::{Block, Kind};
use crate::error::Why;
use crate::measures::Column;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};
use std::borrow::Cow;

/// A column without its numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Header {
    /// The measure's name: the heading in the table.
    pub measure: Cow<'static, str>,
    /// How the numbers are meant.
    pub kind: Kind,
    /// Number of rows.
    pub rows: u32,
    /// Rows without a number: the first of a run, how many there are, and the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undefined: Vec<(u32, u32, Why)>,
}

impl Header {
    /// What the table does not say of a column.
    pub fn of(column: &Column) -> Header {
        let mut undefined: Vec<(u32, u32, Why)> = Vec::new();
        for &(row, why) in &column.undefined {
            match undefined.last_mut() {
                Some(run) if run.0 + run.1 == row && run.2 == why => run.1 += 1,
                _ => undefined.push((row, 1, why)),
            }
        }
        let rows = column.len() as u32;
        Header { measure: column.measure.clone(), kind: column.kind.clone(), rows, undefined }
    }

    /// The column, given its numbers (0 where there is none).
    pub(crate) fn with(self, numbers: Vec<f64>) -> Column {
        let rows = |(from, many, why): (u32, u32, Why)| (from..from.saturating_add(many)).map(move |row| (row, why));
        let undefined = self.undefined.into_iter().flat_map(rows).collect();
        Column { measure: self.measure, kind: self.kind, numbers, undefined }
    }
}

impl Serialize for Block {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut block = to.serialize_struct("Block", 6)?;
        block.serialize_field("scope", &self.scope)?;
        block.serialize_field("wave", &self.wave)?;
        block.serialize_field("layer", &self.layer)?;
        block.serialize_field("other_layer", &self.other_layer)?;
        if !self.pairs.is_empty() {
            block.serialize_field("pairs", &self.pairs)?;
        }
        if self.in_table {
            block.serialize_field("in_table", &self.columns.iter().map(Header::of).collect::<Vec<_>>())?;
        } else {
            block.serialize_field("columns", &self.columns)?;
        }
        block.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::{Scope, Value};

    #[test]
    fn what_stands_in_a_table_is_put_together_again_from_its_numbers() {
        use Value::{Number, Undefined};
        let values = [
            Number(1.5),
            Undefined(Why::DidNotAnswer),
            Undefined(Why::DidNotAnswer),
            Undefined(Why::NoTies),
            Number(2.0),
        ];
        let column = Column::new("x", Kind::Number, values);
        let header = Header::of(&column);
        assert_eq!(header.undefined, [(1, 2, Why::DidNotAnswer), (3, 1, Why::NoTies)]);
        assert_eq!(header.with(column.numbers.clone()), column);
    }

    #[test]
    fn a_block_in_a_table_has_no_numbers_in_json() {
        let mut block = Block::new(Scope::Person, 0, Some("all"));
        block.columns.push(Column::full("degree", Kind::Count, vec![3.0, 4.0]));
        assert_eq!(serde_json::from_str::<Block>(&serde_json::to_string(&block).unwrap()).unwrap(), block);
        block.in_table = true;
        let text = serde_json::to_string(&block).unwrap();
        let end = r#""in_table":[{"measure":"degree","kind":"count","rows":2}]}"#;
        assert!(text.ends_with(end), "{text}");
        let read: Block = serde_json::from_str(&text).unwrap();
        assert_eq!((read.columns.len(), read.headers.len()), (0, 1));
    }
}
