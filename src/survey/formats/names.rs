//! Texts given a number each: people, questions, waves and labels of one file.

use super::Limits;
use crate::error::{Error, Limit, Result};

/// Distinct texts in order of first appearance.
#[derive(Debug, Default)]
pub(crate) struct Names {
    texts: Vec<String>,
    /// Looked up and never walked.
    numbers: rustc_hash::FxHashMap<String, u32>,
}

impl Names {
    /// The number of a text, new if it was not there.
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.texts.len() as u32;
        self.numbers.insert(text.to_owned(), number);
        self.texts.push(text.to_owned());
        number
    }

    /// The number of a person, unless there are too many.
    pub(crate) fn person(&mut self, text: &str, file: &str, limits: &Limits) -> Result<u32> {
        let number = self.number(text);
        if number >= limits.people {
            let (seen, limit) = (u64::from(number) + 1, limits.people.into());
            return Err(Error::TooLarge { file: file.into(), what: Limit::People, seen, limit });
        }
        Ok(number)
    }

    /// Refuses a file with more questions, waves or labels than anybody could have asked.
    pub(crate) fn check(&self, file: &str, limits: &Limits) -> Result<()> {
        let (seen, limit) = (self.texts.len() as u64, u64::from(limits.columns));
        if seen <= limit {
            return Ok(());
        }
        Err(Error::TooLarge { file: file.into(), what: Limit::Relations, seen, limit })
    }

    /// The number of a text, if it is there.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    pub(crate) fn texts(&self) -> &[String] {
        &self.texts
    }

    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }

    pub(crate) fn into_texts(self) -> Vec<String> {
        self.texts
    }
}
