//! The one table that turns what is written into an index: looked up, never walked.

// Only looked up, so that their order shows nowhere; a tree is too slow for millions of rows.
use rustc_hash::FxHashMap as Table;

/// A text of up to fifteen bytes, as nearly all ids are, with its length in the last one: it is compared at once, where it
/// stands in the table.
type Short = (u64, u64);

/// Written text to an index.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ids {
    short: Table<Short, u32>,
    long: Table<Box<str>, u32>,
}

fn short(text: &str) -> Option<Short> {
    let mut bytes = [0; 16];
    let text = text.as_bytes();
    bytes.get_mut(..text.len()).filter(|to| to.len() < 16)?.copy_from_slice(text);
    bytes[15] = text.len() as u8;
    let all = u128::from_le_bytes(bytes);
    Some((all as u64, (all >> 64) as u64))
}

impl Ids {
    /// The index of a text.
    pub(crate) fn get(&self, text: &str) -> Option<u32> {
        match short(text) {
            Some(short) => self.short.get(&short).copied(),
            None => self.long.get(text).copied(),
        }
    }

    /// Sets the index of a text; the index it had before, if any.
    pub(crate) fn insert(&mut self, text: &str, index: u32) -> Option<u32> {
        match short(text) {
            Some(short) => self.short.insert(short, index),
            None => self.long.insert(text.into(), index),
        }
    }

    /// The index of a text, and whether the text is new: then it gets the next index.
    pub(crate) fn number(&mut self, text: &str) -> (u32, bool) {
        if let Some(index) = self.get(text) {
            return (index, false);
        }
        let next = (self.short.len() + self.long.len()) as u32;
        self.insert(text, next);
        (next, true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_any_length_are_told_apart() {
        let texts = ["", "\0", "a", "a\0", "T000001", "fifteen letters", "sixteen letters.", "a longer text than that"];
        let mut ids = Ids::default();
        for (i, text) in (0..).zip(texts) {
            assert_eq!((ids.get(text), ids.number(text)), (None, (i, true)));
        }
        assert!((0..).zip(texts).all(|(i, text)| ids.get(text) == Some(i)));
        assert_eq!((ids.insert("a", 70), ids.number("a")), (Some(2), (70, false)));
    }
}
