//! The report before its skin: what is said, in which order, decided once and then shown on a terminal and as a page.
//!
//! A story is made from findings and words alone. It counts what stands in the findings and phrases it; it computes
//! no figure of its own. Whatever a study does not have, it says so instead of showing zeros.

mod between;
mod data;
mod first;
mod isolation;
mod network;
mod openness;
mod reading;
mod schools;
pub(crate) mod told;
mod waves;

use crate::findings::Findings;
use crate::words::{Lang, Message, Sentence, Words};
use told::Told;

/// A report, in reading order.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Story {
    /// Its language.
    pub lang: Lang,
    /// Title of the study.
    pub title: String,
    /// Above everything: for whom this copy is, and for what it is not.
    pub edition: Vec<String>,
    /// Under the title: wave, people, response.
    pub about: Vec<String>,
    /// Chapters, those without anything to say left out.
    pub chapters: Vec<Chapter>,
}

impl Story {
    /// Leaves the pictures out, for a reader who does not have them.
    pub fn without_figures(&mut self) {
        for chapter in &mut self.chapters {
            chapter.blocks.retain(|block| !matches!(block, Block::Figure(_) | Block::Gallery(_)));
        }
    }
}

/// A chapter.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Chapter {
    /// What links point to.
    pub id: &'static str,
    /// Its title.
    pub title: String,
    /// What is in it.
    pub blocks: Vec<Block>,
    /// Long explanations: folded away on a page, left out on a terminal.
    pub is_reference: bool,
}

/// Something to read or to look at.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Block {
    /// Sentences, each with what it rests on.
    Headlines(Vec<Headline>),
    /// Numbers at a glance.
    Cards(Vec<Card>),
    /// What cannot be concluded, each with what would change that.
    Cautions(Vec<(String, String)>),
    /// A heading within a chapter.
    Heading(String),
    /// Text.
    Paragraph(String),
    /// Text that stands apart.
    Note(String),
    /// Points.
    List(Vec<String>),
    /// Terms with their meaning.
    Terms(Vec<(String, String)>),
    /// A table.
    Table(Table),
    /// A picture.
    Figure(Figure),
    /// Pictures of the same kind, small, side by side.
    Gallery(Vec<Figure>),
    /// Notices.
    Notices(Vec<Message>),
}

/// A sentence, what it rests on, and where the figure is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Headline {
    /// The fact and what it means.
    pub sentence: Sentence,
    /// Over which ties and people.
    pub basis: String,
    /// The chapter where it is shown.
    pub see: &'static str,
}

/// A number at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Card {
    /// The number.
    pub value: String,
    /// What it counts.
    pub label: String,
    /// The chapter where it is shown.
    pub see: &'static str,
}

/// A picture by its name, and the same facts as a table.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Figure {
    /// Name of the picture.
    pub name: String,
    /// Its title.
    pub title: String,
    /// How to read it, in a sentence; empty in a gallery.
    pub reads: String,
    /// The same facts for those who cannot see it; none when a table beside it says the same.
    pub table: Option<Table>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Table {
    /// What it is about.
    pub caption: String,
    /// Heads of its columns; the first column names the rows.
    pub heads: Vec<Head>,
    /// Rows.
    pub rows: Vec<Vec<Cell>>,
    /// The last row is the whole of the others.
    pub totals: bool,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Head {
    /// Its text.
    pub text: String,
    /// Holds numbers: aligned at the right.
    pub number: bool,
    /// How to read it.
    pub reads: Option<String>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Cell {
    /// Text.
    Text(String),
    /// A number as written, and as sorted.
    Number(String, f64),
    /// No number, and why.
    Missing(String),
}

impl Cell {
    /// What stands in it.
    pub fn text(&self) -> &str {
        match self {
            Cell::Text(t) | Cell::Number(t, _) | Cell::Missing(t) => t,
        }
    }
}

/// The report of a study: its last wave, with the earlier ones beside it.
pub fn story(findings: &Findings, words: &dyn Words) -> Story {
    let Some(told) = Told::last(findings, words) else { return data_story(findings, words) };
    let chapters = vec![
        first::chapter(&told),
        openness::chapter(&told),
        isolation::chapter(&told),
        schools::chapter(&told),
        network::chapter(&told),
        between::chapter(&told),
        waves::chapter(&told),
        data::chapter(findings, words),
        reading::terms(&told),
        reading::measures(findings, words),
        reading::method(findings, words),
    ];
    let edition = if findings.settings.audience == "analyst" || findings.settings.audience.is_empty() {
        vec![words.say(crate::words::Say::WorkingCopy), words.say(crate::words::Say::NotForAppraisal)]
    } else {
        vec![words.say(crate::words::Say::NotForAppraisal)]
    };
    Story {
        lang: words.lang(),
        title: findings.title.clone(),
        edition: edition.into_iter().map(str::to_owned).collect(),
        about: told.about(),
        chapters: chapters.into_iter().filter(|c| !c.blocks.is_empty()).collect(),
    }
}

/// What was read and who answered, and nothing else: for a look at the files before anything is computed.
pub fn data_story(findings: &Findings, words: &dyn Words) -> Story {
    let chapters = vec![data::chapter(findings, words), reading::method(findings, words)];
    Story {
        lang: words.lang(),
        title: findings.title.clone(),
        edition: vec![words.say(crate::words::Say::DataReport).into()],
        about: Vec::new(),
        chapters: chapters.into_iter().filter(|c| !c.blocks.is_empty()).collect(),
    }
}
