//! The bits of a word that are set.

/// The places of the bits that are set, in order. A loop over them keeps its body where it stands, so that it is compiled
/// for the same registers.
pub(crate) struct Bits {
    first: u32,
    left: u64,
}

impl Bits {
    /// Of a word, its first bit being at place `first`.
    #[inline(always)]
    pub(crate) fn of(word: u64, first: u32) -> Bits {
        Bits { first, left: word }
    }
}

impl Iterator for Bits {
    type Item = u32;

    #[inline(always)]
    fn next(&mut self) -> Option<u32> {
        if self.left == 0 {
            return None;
        }
        let place = self.first + self.left.trailing_zeros();
        self.left &= self.left - 1;
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_come_by_their_places() {
        assert_eq!(Bits::of(0, 64).next(), None);
        assert_eq!(Bits::of(1 | 1 << 5 | 1 << 63, 64).collect::<Vec<_>>(), [64, 69, 127]);
    }
}
