//! Where the cells of a row of ties stand, and what rows before said in the same place.

use super::columns::Columns;
use super::ids::{Short, short};
use crate::error::Field;

/// What cells of rows before said in one place, the last of them: rows of one person stand together, and there are few
/// relations, waves and answers of how often.
#[derive(Debug)]
pub(crate) struct Recent<T, const MOST: usize> {
    met: Vec<(Short, T)>,
    last: usize,
}

impl<T, const MOST: usize> Default for Recent<T, MOST> {
    fn default() -> Self {
        Recent { met: Vec::with_capacity(MOST), last: 0 }
    }
}

impl<T: Copy, const MOST: usize> Recent<T, MOST> {
    /// What a cell says, read again only when it is long or was not met for long.
    pub(crate) fn get(&mut self, cell: &str, read: impl FnOnce() -> T) -> T {
        let Some(cell) = short(cell) else { return read() };
        if let Some(same) = self.met.get(self.last).filter(|m| m.0 == cell) {
            return same.1;
        }
        if let Some(at) = self.met.iter().position(|m| m.0 == cell) {
            self.last = at;
        } else if self.met.len() < MOST {
            self.last = self.met.len();
            self.met.push((cell, read()));
        } else {
            self.last = (self.last + 1) % MOST;
            self.met[self.last] = (cell, read());
        }
        self.met[self.last].1
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
