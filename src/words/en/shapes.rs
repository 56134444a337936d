//! English: the shape in which a file was read, and why.

use super::English;
use crate::error::{Reason, Shape};
use crate::words::numbers::{Noun, Numbers};

/// What a shape is called.
pub(super) fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Long => "a list of ties",
        Shape::Matrix => "a matrix",
        Shape::Nominations => "nominations",
        Shape::MultiSelect => "lists of names (multi_select)",
        Shape::Grid => "a grid",
        _ => "a network",
    }
}

/// Why a file was read so.
pub(super) fn reason(reason: &Reason) -> String {
    let columns = |n: u64, what: &str| {
        if n == 1 { format!("1 {what}column") } else { format!("{} {what}columns", English.count(n)) }
    };
    let questions = |n: u64| if n > 1 { format!(", {} questions", English.count(n)) } else { String::new() };
    match reason {
        Reason::BothEnds { from, to } => format!("one row per tie, from \"{from}\" to \"{to}\""),
        Reason::TwoColumnsOfNames => "one row per tie: the first two columns hold the same names".to_owned(),
        Reason::Square { people, stacked, column_labels, row_labels } => {
            let labels = match (column_labels, row_labels) {
                (true, true) => "rows and columns have names",
                (true, false) => "columns have names",
                (false, true) => "rows have names",
                (false, false) => "without names: people are called 1, 2, 3, …",
            };
            let several = if *stacked > 1 { format!(", {stacked} under each other") } else { String::new() };
            format!(
                "{} in the rows and the same in the columns{several}; {labels}",
                English.many(*people, Noun::Person)
            )
        }
        Reason::NameColumns { columns: n, questions: of } => {
            format!("one row per person, {}{}", columns(*n, "name "), questions(*of))
        }
        Reason::NameLists { columns: n } => {
            format!("one row per person, {} with several names in a cell", columns(*n, ""))
        }
        Reason::ColleagueColumns { columns: n, questions: of } => {
            format!("one row per person, {} named after a colleague{}", columns(*n, ""), questions(*of))
        }
        Reason::EventColumns { events } => {
            format!("one row per person, {} with a mark for who was there", columns(*events, ""))
        }
        Reason::EventRows { events, people } => format!(
            "{} named after people, with a mark for who was there; each of the {} is a group",
            columns(*people, ""),
            English.many(*events, Noun::Row)
        ),
        Reason::Format(name) => format!("the file is {name}"),
    }
}
