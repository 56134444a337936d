//! `--limit WHAT=N`: the limits that keep a hostile or broken file from filling the memory, raised or lowered by hand.

use crate::survey::formats::Limits;

/// One limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LimitOption {
    what: What,
    most: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Bytes,
    Cell,
    Columns,
    People,
    Ties,
    Relations,
    Waves,
    Study,
    Depth,
    Unpacked,
}

impl LimitOption {
    /// `people=2000000`.
    pub(crate) fn parse(text: &str) -> Result<LimitOption, String> {
        const WANT: &str = "one of bytes, cell, columns, people, ties, relations, waves, study, depth, unpacked, an \
                            equals sign, and a whole number above 0";
        let (what, most) = text.split_once('=').ok_or(WANT)?;
        let what = match what.trim() {
            "bytes" => What::Bytes,
            "cell" => What::Cell,
            "columns" => What::Columns,
            "people" => What::People,
            "ties" => What::Ties,
            "relations" => What::Relations,
            "waves" => What::Waves,
            "study" => What::Study,
            "depth" => What::Depth,
            "unpacked" => What::Unpacked,
            _ => return Err(WANT.into()),
        };
        let most = most.trim().parse().ok().filter(|&n: &u64| n > 0).ok_or(WANT)?;
        // As many as the readers can count.
        let countable = match what {
            What::Bytes | What::Cell | What::Ties | What::Study => u64::MAX,
            What::Columns | What::People | What::Depth | What::Unpacked => u32::MAX.into(),
            What::Relations | What::Waves => u16::MAX.into(),
        };
        if most > countable { Err(WANT.into()) } else { Ok(LimitOption { what, most }) }
    }

    /// Puts it in its place.
    pub(crate) fn set(self, limits: &mut Limits) {
        match self.what {
            What::Bytes => limits.file_bytes = self.most,
            What::Cell => limits.cell_bytes = self.most,
            What::Columns => limits.columns = self.most as u32,
            What::People => limits.people = self.most as u32,
            What::Ties => limits.ties = self.most,
            What::Relations => limits.relations = self.most as u16,
            What::Waves => limits.waves = self.most as u16,
            What::Study => limits.study_bytes = self.most,
            What::Depth => limits.depth = self.most as u32,
            What::Unpacked => limits.unpacked = self.most as u32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_a_word_and_a_whole_number() {
        let mut limits = Limits::default();
        LimitOption::parse("people = 12").unwrap().set(&mut limits);
        LimitOption::parse("bytes=1000000000").unwrap().set(&mut limits);
        assert_eq!((limits.people, limits.file_bytes), (12, 1_000_000_000));
        for wrong in ["people", "people=0", "people=-1", "rows=3", "columns=4294967296", "waves=65536", "=3"] {
            assert!(LimitOption::parse(wrong).is_err(), "{wrong}");
        }
    }
}
