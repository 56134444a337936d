//! The one table that turns what is written into an index: looked up, never walked.

// Only looked up, so that its order shows nowhere; a tree is too slow for millions of rows.
type Table = rustc_hash::FxHashMap<Box<str>, u32>;

/// Written text to an index.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ids {
    table: Table,
}

impl Ids {
    /// The index of a text.
    pub(crate) fn get(&self, text: &str) -> Option<u32> {
        self.table.get(text).copied()
    }

    /// Sets the index of a text; the index it had before, if any.
    pub(crate) fn insert(&mut self, text: &str, index: u32) -> Option<u32> {
        self.table.insert(text.into(), index)
    }

    /// The index of a text, and whether the text is new: then it gets the next index.
    pub(crate) fn number(&mut self, text: &str) -> (u32, bool) {
        if let Some(index) = self.get(text) {
            return (index, false);
        }
        let next = self.table.len() as u32;
        self.table.insert(text.into(), next);
        (next, true)
    }
}
