//! Where the cells of a row of ties stand, and what the row before said in the same place.

use super::columns::Columns;
use crate::error::Field;

/// What a cell of the row before said: rows of one person, one relation or one wave stand together.
#[derive(Debug)]
pub(crate) struct Last<T> {
    cell: String,
    meaning: Option<T>,
}

impl<T> Default for Last<T> {
    fn default() -> Self {
        Last { cell: String::new(), meaning: None }
    }
}

impl<T: Copy> Last<T> {
    /// What a cell says, read again only when it differs from the row before.
    pub(crate) fn get(&mut self, cell: &str, read: impl FnOnce() -> T) -> T {
        match self.meaning {
            Some(meaning) if self.cell == cell => meaning,
            _ => {
                let meaning = read();
                cell.clone_into(&mut self.cell);
                self.meaning = Some(meaning);
                meaning
            }
        }
    }
}

/// Which column is which.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cells {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) relation: Option<usize>,
    pub(crate) wave: Option<usize>,
    pub(crate) frequency: Option<usize>,
    pub(crate) reporter: Option<usize>,
    pub(crate) initiative: Option<usize>,
    pub(crate) topic: Option<usize>,
    pub(crate) feedback: Option<usize>,
}

impl Cells {
    /// The columns of a file; none when one of the two ends is not there.
    pub(crate) fn of(columns: &Columns) -> Option<Cells> {
        Some(Cells {
            from: columns.get(Field::From)?,
            to: columns.get(Field::To)?,
            relation: columns.get(Field::Relation),
            wave: columns.get(Field::Wave),
            frequency: columns.get(Field::Frequency),
            reporter: columns.get(Field::Reporter),
            initiative: columns.get(Field::Initiative),
            topic: columns.get(Field::Topic),
            feedback: columns.get(Field::Feedback),
        })
    }
}
