//! Dutch.

mod labels;
mod measures;
mod messages;
mod sentences;

use super::{Lang, Words};

/// Dutch.
pub(super) struct Dutch;

impl Words for Dutch {
    fn lang(&self) -> Lang {
        Lang::Nl
    }
}
