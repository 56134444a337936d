//! What becomes of every answer: one book per file of ties, in which rows add up.

use super::{Aside, AsideCount, LedgerFile};
use crate::error::Place;
use std::collections::BTreeMap;

/// How many places are kept for each reason.
const PLACES: usize = 3;

/// The book of one file.
#[derive(Debug, Default)]
pub(crate) struct Book {
    /// The file.
    pub(crate) file: String,
    /// Answers read.
    pub(crate) answers: u64,
    /// Became a tie.
    pub(crate) kept: u64,
    /// Merged into a tie.
    pub(crate) merged: u64,
    /// Never, or below the cut.
    pub(crate) no: u64,
    aside: BTreeMap<Aside, Tally>,
}

/// How many answers, and the first lines. Answers are not met in the order of the file, so the smallest are kept.
#[derive(Debug, Default)]
struct Tally {
    answers: u64,
    lines: Vec<u64>,
}

impl Book {
    /// The empty book of a file.
    pub(crate) fn of(file: &str) -> Book {
        Book { file: file.to_owned(), ..Book::default() }
    }

    /// One more answer set aside.
    pub(crate) fn set_aside(&mut self, why: Aside, line: u64) {
        let tally = self.aside.entry(why).or_default();
        tally.answers += 1;
        let at = tally.lines.partition_point(|&l| l <= line);
        if at < PLACES {
            tally.lines.insert(at, line);
            tally.lines.truncate(PLACES);
        }
    }

    /// How many answers were set aside for a reason, and the place of the first.
    pub(crate) fn aside(&self, why: Aside) -> Option<(u64, Place)> {
        let tally = self.aside.get(&why)?;
        let place = tally.lines.first().map_or_else(|| Place::file(&self.file), |&l| Place::line(&self.file, l));
        Some((tally.answers, place))
    }

    /// The line of the ledger.
    pub(crate) fn closed(self) -> LedgerFile {
        let file = self.file;
        let aside = self.aside.into_iter().map(|(why, tally)| {
            let first = tally.lines.iter().map(|&line| Place::line(&file, line)).collect();
            (why, AsideCount { answers: tally.answers, first })
        });
        let aside = aside.collect();
        let (answers, kept, merged, no) = (self.answers, self.kept, self.merged, self.no);
        LedgerFile { file, answers, kept, merged, no, aside }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_places_are_those_of_the_smallest_lines() {
        let mut book = Book::of("ties.csv");
        for line in [9, 4, 7, 2, 8, 4] {
            book.answers += 1;
            book.set_aside(Aside::Repeated, line);
        }
        assert_eq!(book.aside(Aside::Repeated), Some((6, Place::line("ties.csv", 2))));
        let closed = book.closed();
        let lines: Vec<_> = closed.aside[&Aside::Repeated].first.iter().map(|p| p.line).collect();
        assert_eq!(lines, [Some(2), Some(4), Some(4)]);
        assert!(closed.adds_up());
    }
}
