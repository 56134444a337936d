//! The report before its skin: headings, sentences, tables and pictures in reading order, decided once and then shown
//! in a terminal and as a page.

mod chapters;
pub(crate) mod facts;
mod quality;

use crate::findings::Findings;
use crate::words::Words;
use crate::words::sentences::Say;

/// A report, still without a skin.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Story {
    /// Language code.
    pub language: &'static str,
    /// Title of the study.
    pub title: String,
    /// Which wave, who made it: lines under the title.
    pub lines: Vec<String>,
    /// What must be seen before anything else: which edition this is.
    pub banner: String,
    /// In reading order.
    pub chapters: Vec<Chapter>,
}

/// A chapter.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Chapter {
    /// For links: letters and hyphens.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

/// A part of a chapter.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Part {
    /// The most important sentences.
    Headlines(Vec<Headline>),
    /// Numbers to look at.
    Cards(Vec<Card>),
    /// Running text.
    Paragraph(String),
    /// A list.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// A picture, by name.
    Figure(Figure),
    /// Text in a box.
    Note(String),
}

/// A sentence that leads to where it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// The sentence.
    pub text: String,
    /// What it stands on: ties, people, response, uncertainty.
    pub basis: String,
    /// Id of the chapter that shows it.
    pub target: &'static str,
}

/// A number to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The number, with its denominator.
    pub value: String,
    /// What it is.
    pub label: String,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its caption.
    pub caption: String,
    /// Headings; the first column names the row.
    pub headings: Vec<Heading>,
    /// Rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A column's heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Short.
    pub text: String,
    /// How to read it, when it is a measure.
    pub explanation: Option<String>,
    /// Numbers stand at the right.
    pub numeric: bool,
}

impl Heading {
    /// A heading of text.
    pub fn text(text: impl Into<String>) -> Heading {
        Heading { text: text.into(), explanation: None, numeric: false }
    }

    /// A heading of numbers.
    pub fn number(text: impl Into<String>) -> Heading {
        Heading { text: text.into(), explanation: None, numeric: true }
    }

    /// The heading of a measure.
    pub fn measure(name: &str, words: &dyn Words) -> Heading {
        let (text, explanation) =
            words.measure(name).map_or((name.to_owned(), None), |(t, e)| (t.into(), Some(e.into())));
        Heading { text, explanation, numeric: true }
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// As shown.
    pub text: String,
    /// What it is sorted by; none sorts last.
    pub sort: Option<f64>,
}

impl Cell {
    /// A cell of text.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), sort: None }
    }

    /// A number as shown.
    pub fn number(text: impl Into<String>, sort: f64) -> Cell {
        Cell { text: text.into(), sort: Some(sort) }
    }
}

/// A picture, by name: the page puts the drawing there, the terminal names the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its name: `open-doors`.
    pub name: String,
    /// Its caption.
    pub caption: String,
}

/// The report of everything.
pub fn story(findings: &Findings, words: &dyn Words) -> Story {
    let mut story = frame(findings, words);
    story.chapters = chapters::all(findings, words);
    story.chapters.push(quality::data_quality(findings, words));
    story.chapters.push(quality::how_to_read(findings, words));
    story.chapters.push(quality::method(findings, words));
    story.chapters.retain(|c| !c.parts.is_empty());
    story
}

/// The report on the data alone.
pub fn data_story(findings: &Findings, words: &dyn Words) -> Story {
    let mut story = frame(findings, words);
    story.chapters = vec![quality::data_quality(findings, words), quality::method(findings, words)];
    story
}

fn frame(findings: &Findings, words: &dyn Words) -> Story {
    let mut lines = Vec::new();
    if let Some(wave) = findings.waves.last() {
        lines.push(words.wave(&wave.id, wave.period.as_deref()));
    }
    lines.push(format!("{} {}", words.say(Say::AboutOpenness), words.say(Say::NotForAppraisal)));
    Story {
        language: words.lang().code(),
        title: findings.title.clone(),
        lines,
        banner: words.say(Say::WorkingCopy).into(),
        chapters: Vec::new(),
    }
}
