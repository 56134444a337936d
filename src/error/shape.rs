//! Shapes of files of ties, and why a file was read in its shape.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The shape of a file of ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Shape {
    /// A row per tie.
    Long,
    /// Square: the row's person names the column's.
    Matrix,
    /// A row per respondent, several columns with one name each.
    Nominations,
    /// A row per respondent, one cell with several names.
    MultiSelect,
    /// A row per respondent, a column per colleague, the cell a frequency.
    Grid,
    /// A network file: GraphML, GEXF, Pajek, DL, JSON.
    Network,
}

impl Shape {
    /// The shape as `study.toml` calls it; none for a network file, which says itself what it is.
    pub fn named(name: &str) -> Option<Shape> {
        [Shape::Long, Shape::Matrix, Shape::Nominations, Shape::MultiSelect, Shape::Grid]
            .into_iter()
            .find(|shape| shape.name() == name.trim())
    }

    /// Its name in `study.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Shape::Long => "long",
            Shape::Matrix => "matrix",
            Shape::Nominations => "nominations",
            Shape::MultiSelect => "multi_select",
            Shape::Grid => "grid",
            Shape::Network => "network",
        }
    }
}

/// Why a file was read in its shape. `Display` is a terse English line; `words` may say it better.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// Columns for both ends of a tie.
    BothEnds {
        /// The headings.
        from: String,
        /// The headings.
        to: String,
    },
    /// No known heading, but the first two columns hold the same names.
    TwoColumnsOfNames,
    /// As many rows as columns, or a multiple of it.
    Square {
        /// People.
        people: u64,
        /// Matrices under each other.
        stacked: u64,
        /// The first row names the columns.
        column_labels: bool,
        /// The first column names the rows.
        row_labels: bool,
    },
    /// Columns that share a heading but for a number, with a name in each cell.
    NameColumns {
        /// How many columns.
        columns: u64,
        /// How many questions they belong to.
        questions: u64,
    },
    /// Columns whose cells hold lists of names.
    NameLists {
        /// How many columns.
        columns: u64,
    },
    /// Columns that are named after colleagues.
    ColleagueColumns {
        /// How many columns.
        columns: u64,
        /// How many questions they belong to.
        questions: u64,
    },
    /// An attendance sheet with people in the rows.
    EventColumns {
        /// How many columns with marks.
        events: u64,
    },
    /// An attendance sheet with people in the columns.
    EventRows {
        /// How many rows with marks.
        events: u64,
        /// How many columns.
        people: u64,
    },
    /// A network file of this kind.
    Format(String),
}

/// What the other cells of a column show of its decimal sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalShown {
    /// That the sign in the cell parts thousands.
    ByOthers {
        /// A cell that shows it.
        example: String,
    },
    /// One sign and the other.
    Both,
    /// Nothing.
    Nowhere,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::BothEnds { from, to } => write!(f, "one row per tie, from \"{from}\" to \"{to}\""),
            Reason::TwoColumnsOfNames => f.write_str("one row per tie: the first two columns hold the same names"),
            Reason::Square { people, stacked, column_labels, row_labels } => {
                let labels = match (column_labels, row_labels) {
                    (true, true) => "rows and columns named",
                    (true, false) => "columns named",
                    (false, true) => "rows named",
                    (false, false) => "without names",
                };
                write!(f, "{people} by {people}, {labels}")?;
                if *stacked > 1 { write!(f, ", {stacked} under each other") } else { Ok(()) }
            }
            Reason::NameColumns { columns, questions } => {
                write!(f, "one row per person, {columns} name columns, questions: {questions}")
            }
            Reason::NameLists { columns } => write!(f, "one row per person, {columns} columns with lists of names"),
            Reason::ColleagueColumns { columns, questions } => {
                write!(f, "one row per person, {columns} columns named after colleagues, questions: {questions}")
            }
            Reason::EventColumns { events } => write!(f, "one row per person, {events} columns with marks"),
            Reason::EventRows { events, people } => write!(f, "{events} rows with marks, {people} columns with people"),
            Reason::Format(name) => f.write_str(name),
        }
    }
}
