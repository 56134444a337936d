//! The one table that turns what is written into an index: looked up, never walked.

// Only looked up, so that their order shows nowhere; a tree is too slow for millions of rows.
use rustc_hash::FxHashMap as Table;

/// A text of up to fifteen bytes, as nearly all ids are, with its length in the last one: it is compared at once, where it
/// stands in the table.
pub(crate) type Short = (u64, u64);

/// Written text to an index.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ids {
    short: Table<Short, u32>,
    long: Table<Box<str>, u32>,
}

/// A text of up to fifteen bytes as one number; none of a longer one.
pub(crate) fn short(text: &str) -> Option<Short> {
    let bytes = text.as_bytes();
    let length = bytes.len();
    let (low, high) = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) if length < 16 => {
            let behind = u64::from_le_bytes(*last).checked_shr(8 * (16 - length as u32)).unwrap_or(0);
            (u64::from_le_bytes(*first), behind)
        }
        (None, None) => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            // The two may overlap, and then their bits are the same there.
            (Some(first), Some(last)) => {
                let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
                (u64::from(first) | u64::from(last) << (8 * (length - 4)), 0)
            }
            _ => (bytes.iter().rev().fold(0, |low, &byte| low << 8 | u64::from(byte)), 0),
        },
        _ => return None,
    };
    Some((low, high | (length as u64) << 56))
}

impl Ids {
    /// Room for so many more.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.short.reserve(more);
    }

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
    fn a_short_text_is_the_number_of_its_bytes_and_its_length() {
        let text = "an id, or a name";
        for length in 0..16 {
            let mut bytes = [0; 16];
            bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
            bytes[15] = length as u8;
            let all = u128::from_le_bytes(bytes);
            assert_eq!(short(&text[..length]), Some((all as u64, (all >> 64) as u64)));
        }
        assert_eq!(short(text), None);
    }

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
