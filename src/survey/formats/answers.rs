//! Answers about ties as a file of any shape gives them: names as written, nothing matched or judged yet.

use super::Limits;
use crate::error::{Error, Field, Limit, Notice, Place, Result};
pub use crate::error::{Reason, Shape};
use crate::survey::{Aside, AsideCount};
use std::collections::BTreeMap;

/// Answers about ties, and everybody named in the file.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Answers {
    /// The file's name for places.
    pub file: String,
    /// The shape it was read in.
    pub shape: Shape,
    /// Why.
    pub reason: Reason,
    /// How it was read: encoding, separator, line ends, or the format.
    pub read_as: String,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    /// Rows of data, or lines that hold data.
    pub rows: u64,
    /// What the reader should know.
    pub notices: Vec<Notice>,
    /// Everybody in the file, in its order, those without a tie included, as written.
    pub people: Vec<String>,
    /// Whether the file names its people; if not they are called `1` … `n`.
    pub named: bool,
    /// What the file says of people, a value for each of [`Answers::people`].
    pub attributes: Vec<Attribute>,
    /// What was asked, in the file's words. Never empty: a file that does not say has one without a text.
    pub questions: Vec<Asked>,
    /// The waves that the file names.
    pub waves: Vec<String>,
    /// Answers in words (`wekelijks`), which [`Frequency::Label`] refers to.
    pub labels: Vec<String>,
    /// The answers that name somebody, in the file's order.
    pub answers: Vec<Answer>,
    /// Further particulars of answers: initiative, topic, feedback, reporter. In the order of the answers.
    pub details: Vec<Detail>,
    /// Cells with a 0: answers that say no.
    pub zeros: u64,
    /// Those of them that are a number, by question.
    pub zeros_of: Vec<u64>,
    /// Answers that name somebody, or cells that are filled, but cannot be used.
    pub aside: BTreeMap<Aside, AsideCount>,
    /// Who answered what, in files with a row per respondent.
    pub respondents: Vec<Respondent>,
    /// Headings for places, by column.
    pub headings: Vec<String>,
}

/// Something a file says of its people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attribute {
    /// Its heading.
    pub name: String,
    /// A value for each person; empty where there is none. Of several forms the last one.
    pub values: Vec<String>,
    /// On forms: index of the person, index of the wave as in [`Respondent::wave`], and what stands there.
    pub on_forms: Vec<(u32, u32, String)>,
}

/// A question, or a relation that a file names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// The heading, its stem, or the relation's label; empty when the file does not say.
    pub text: String,
    /// The same question in other words: the second heading of a survey export.
    pub also: Vec<String>,
    /// The sheet it stands in, when there are several.
    pub sheet: Option<String>,
    /// How many names the form had room for.
    pub max_names: Option<u32>,
}

/// One answer that names somebody.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    /// Index into [`Answers::people`]: who visits, asks, names; in files with a row per respondent, the respondent.
    pub from: u32,
    /// Index into [`Answers::people`]: who is named.
    pub to: u32,
    /// Index into [`Answers::questions`].
    pub question: u32,
    /// Index into [`Answers::waves`]; [`Answer::NO_WAVE`] when the file does not say.
    pub wave: u32,
    /// How often.
    pub frequency: Frequency,
    /// The file says that the tie has no direction.
    pub undirected: bool,
    /// Line, as a spreadsheet counts.
    pub line: u32,
    /// Column, from 0; [`Answer::NO_COLUMN`] in files without columns.
    pub column: u32,
}

impl Answer {
    /// The file names no wave.
    pub const NO_WAVE: u32 = u32::MAX;
    /// The file has no columns.
    pub const NO_COLUMN: u32 = u32::MAX;
}

/// How often, as it was written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Frequency {
    /// Named, without a word of how often.
    Named,
    /// A number.
    Number(f64),
    /// A label: index into [`Answers::labels`].
    Label(u32),
}

impl Frequency {
    /// Whether it is the number that says no.
    pub fn is_zero(self) -> bool {
        matches!(self, Frequency::Number(number) if number.abs() < f64::MIN_POSITIVE)
    }
}

/// A further particular of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// Index into [`Answers::answers`].
    pub answer: u32,
    /// Initiative, topic, feedback or reporter.
    pub field: Field,
    /// As written.
    pub text: String,
}

/// A person's form, as far as one question goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Respondent {
    /// Index into [`Answers::people`].
    pub person: u32,
    /// Index into [`Answers::questions`].
    pub question: u32,
    /// Index into [`Answers::waves`]; [`Answer::NO_WAVE`] when the file does not say.
    pub wave: u32,
    /// Cells that are filled, zeros and "nobody" included, missing codes not.
    pub filled: u32,
    /// The survey tool says that the form was finished and no preview.
    pub finished: bool,
    /// Line, as a spreadsheet counts.
    pub line: u32,
}

impl Answers {
    /// Nothing yet.
    pub(crate) fn new(file: &str, shape: Shape, reason: Reason) -> Self {
        Answers {
            file: file.into(),
            shape,
            reason,
            read_as: String::new(),
            sha256: String::new(),
            rows: 0,
            notices: Vec::new(),
            people: Vec::new(),
            named: true,
            attributes: Vec::new(),
            questions: Vec::new(),
            waves: Vec::new(),
            labels: Vec::new(),
            answers: Vec::new(),
            details: Vec::new(),
            zeros: 0,
            zeros_of: Vec::new(),
            aside: BTreeMap::new(),
            respondents: Vec::new(),
            headings: Vec::new(),
        }
    }

    /// Where an answer stands.
    pub fn place(&self, answer: &Answer) -> Place {
        self.cell(answer.line, answer.column, answer.question)
    }

    /// A cell, by line and column, in the sheet of a question.
    pub(crate) fn cell(&self, line: u32, column: u32, question: u32) -> Place {
        let sheet = self.questions.get(question as usize).and_then(|q| q.sheet.as_deref());
        let file = sheet.map_or_else(|| self.file.clone(), |sheet| format!("{}, {sheet}", self.file));
        let place = Place::line(file, line.into());
        match self.headings.get(column as usize) {
            Some(heading) if !heading.is_empty() => place.column(heading),
            _ => place,
        }
    }

    /// Answers read: what the ledger has to account for.
    pub fn read(&self) -> u64 {
        self.answers.len() as u64 + self.zeros + self.aside.values().map(|a| a.answers).sum::<u64>()
    }

    /// One more answer that cannot be used.
    pub(crate) fn set_aside(&mut self, why: Aside, line: u32, column: u32, question: u32) {
        let place = self.cell(line, column, question);
        self.aside.entry(why).or_default().add(|| place);
    }

    /// One more answer, unless there are too many.
    pub(crate) fn push(&mut self, answer: Answer, limits: &Limits) -> Result<()> {
        if self.answers.len() as u64 >= limits.ties.min(u64::from(u32::MAX)) {
            let seen = self.answers.len() as u64 + 1;
            return Err(Error::TooLarge { file: self.file.clone(), what: Limit::Ties, seen, limit: limits.ties });
        }
        if answer.frequency.is_zero() {
            self.zeros += 1;
            let question = answer.question as usize;
            if self.zeros_of.len() <= question {
                self.zeros_of.resize(question + 1, 0);
            }
            self.zeros_of[question] += 1;
        } else {
            self.answers.push(answer);
        }
        Ok(())
    }
}
