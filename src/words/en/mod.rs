//! English.

mod labels;
mod measures;
mod messages;
mod sentences;

use super::{Lang, Words};

/// English.
pub(super) struct English;

impl Words for English {
    fn lang(&self) -> Lang {
        Lang::En
    }
}
