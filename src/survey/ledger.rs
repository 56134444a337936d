//! What becomes of every answer: one book per file of ties, in which rows add up.

use crate::error::Place;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many places are kept for each reason.
const PLACES: usize = 3;

/// What became of every answer: each line's counts add up to `answers`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Ledger {
    /// A line per file of ties.
    pub files: Vec<LedgerFile>,
}

/// What became of the answers of one file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LedgerFile {
    /// The file.
    pub file: String,
    /// Answers read.
    pub answers: u64,
    /// Became a tie.
    pub kept: u64,
    /// Second report of a tie, or the other direction of an undirected one.
    pub merged: u64,
    /// "Never", or below the cut.
    pub no: u64,
    /// Set aside, by reason.
    pub aside: BTreeMap<Aside, AsideCount>,
}

/// How many answers were set aside for a reason, and where first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AsideCount {
    /// How many answers.
    pub answers: u64,
    /// The first places, at most three.
    pub first: Vec<Place>,
}

impl AsideCount {
    /// One more, at a place.
    pub fn add(&mut self, place: impl FnOnce() -> Place) {
        self.answers += 1;
        if self.first.len() < 3 {
            self.first.push(place());
        }
    }
}

impl LedgerFile {
    /// Whether every answer is accounted for.
    pub fn adds_up(&self) -> bool {
        self.kept + self.merged + self.no + self.aside.values().map(|a| a.answers).sum::<u64>() == self.answers
    }
}

/// Why an answer was set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Aside {
    /// Somebody named themselves.
    SelfTie,
    /// The same answer again.
    Repeated,
    /// The one who is named is not on the staff list.
    UnknownPerson,
    /// The one who is named asked to be taken off the list.
    Removed,
    /// On the list, but not in this wave.
    NotInWave,
    /// Neither a number nor a known label of frequency.
    UnknownFrequency,
    /// A code that the study calls missing.
    MissingCode,
    /// A name is missing.
    Incomplete,
    /// The other end was asked and says no.
    Contradicted,
    /// Asked within schools only, and this is across.
    AcrossSchools,
    /// An earlier form of the same person.
    EarlierForm,
    /// A form that its maker filled in to try it out.
    Preview,
}

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
    places: Vec<Place>,
}

impl Tally {
    /// Keeps a place if it is among the first.
    fn keep(&mut self, line: Option<u64>, place: impl FnOnce() -> Place) {
        let at = self.places.partition_point(|p| p.line <= line);
        if at < PLACES {
            self.places.insert(at, place());
            self.places.truncate(PLACES);
        }
    }
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
        tally.keep(Some(line), || Place::line(&self.file, line));
    }

    /// One more answer set aside, at a place that may be in a sheet or a column.
    pub(crate) fn set_aside_at(&mut self, why: Aside, place: &Place) {
        let tally = self.aside.entry(why).or_default();
        tally.answers += 1;
        tally.keep(place.line, || place.clone());
    }

    /// Answers that were set aside before they came here.
    pub(crate) fn set_all_aside(&mut self, why: Aside, count: &AsideCount) {
        let tally = self.aside.entry(why).or_default();
        tally.answers += count.answers;
        count.first.iter().for_each(|place| tally.keep(place.line, || place.clone()));
    }

    /// How many answers were set aside for a reason, and the place of the first.
    pub(crate) fn aside(&self, why: Aside) -> Option<(u64, Place)> {
        let tally = self.aside.get(&why)?;
        let place = tally.places.first().cloned().unwrap_or_else(|| Place::file(&self.file));
        Some((tally.answers, place))
    }

    /// The line of the ledger.
    pub(crate) fn closed(self) -> LedgerFile {
        let file = self.file;
        let aside = self
            .aside
            .into_iter()
            .map(|(why, tally)| (why, AsideCount { answers: tally.answers, first: tally.places }));
        let aside = aside.collect();
        let (answers, kept, merged, no) = (self.answers, self.kept, self.merged, self.no);
        LedgerFile { file, answers, kept, merged, no, aside }
    }
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Input {
    /// Relative to the study.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Rows of data.
    pub rows: u64,
    /// How it was read, for a data report: encoding, delimiter, shape.
    pub read_as: String,
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
