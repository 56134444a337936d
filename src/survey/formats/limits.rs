//! What keeps a hostile or broken file from filling the memory or the afternoon: every limit there is.

use crate::error::{Error, Limit, Result};

/// What keeps a hostile or broken file from filling the memory: one place for all limits.
///
/// All of them can be raised or lowered by `--limit WHAT=N`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of a file, unpacked.
    pub file_bytes: u64,
    /// Bytes of one cell.
    pub cell_bytes: u64,
    /// Columns of a row.
    pub columns: u32,
    /// People on a roster, in a network file, or named without being on the roster.
    pub people: u32,
    /// Answers about ties, and rows of any table.
    pub ties: u64,
    /// Relations between two people.
    pub relations: u16,
    /// Waves. More of them are a column of something else.
    pub waves: u16,
    /// Bytes of a study file.
    pub study_bytes: u64,
    /// Elements of XML inside each other.
    pub depth: u32,
    /// How many times as large as it is packed a workbook may be; small ones may be anything.
    pub unpacked: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 256 << 20,
            cell_bytes: 64 << 10,
            columns: 4096,
            people: 1_000_000,
            ties: 20_000_000,
            relations: 1_000,
            waves: 1_000,
            study_bytes: 4 << 20,
            depth: 200,
            unpacked: 100,
        }
    }
}

/// Blank lines of a text, beside the rows that may be in it.
pub(super) const BLANK_LINES: u64 = 1 << 20;
/// Attributes of one element of XML that are looked at.
pub(super) const ATTRIBUTES: usize = 1_000;
/// So many people a file may tell of in no more than a number.
const SMALL_GROUP: u64 = 10_000;

impl Limits {
    /// No row is longer than this, whatever its cells: room for every column of a wide survey.
    pub(super) fn row_bytes(&self) -> u64 {
        self.cell_bytes.saturating_mul(64)
    }

    /// Refuses more people than there may be, and people of whom a file cannot have told: each takes a byte at least.
    pub(super) fn check_people(&self, people: u64, bytes: usize, file: &str) -> Result<()> {
        let limit = u64::from(self.people).min(SMALL_GROUP.max(bytes as u64));
        if people <= limit {
            return Ok(());
        }
        Err(Error::TooLarge { file: file.into(), what: Limit::People, seen: people, limit })
    }

    /// Refuses XML with more nodes than there may be people, before the first of them is kept.
    pub(super) fn check_nodes(&self, text: &str, file: &str) -> Result<()> {
        // `<nodes>` counts as well: one more or less is found out when they are read.
        let (seen, limit) = (text.matches("<node").count() as u64, u64::from(self.people));
        if seen <= limit.saturating_add(SMALL_GROUP) {
            return Ok(());
        }
        Err(Error::TooLarge { file: file.into(), what: Limit::People, seen, limit })
    }
}
