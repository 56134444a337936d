//! Dutch: the shape in which a file was read, and why.

use super::Dutch;
use crate::error::{Reason, Shape};
use crate::words::numbers::{Noun, Numbers};

/// What a shape is called.
pub(super) fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Long => "een lijst van verbindingen",
        Shape::Matrix => "een matrix",
        Shape::Nominations => "genoemde namen (nominations)",
        Shape::MultiSelect => "lijsten van namen (multi_select)",
        Shape::Grid => "een rooster (grid)",
        _ => "een netwerk",
    }
}

/// Why a file was read so.
pub(super) fn reason(reason: &Reason) -> String {
    let columns = |n: u64| if n == 1 { "1 kolom".to_owned() } else { format!("{} kolommen", Dutch.count(n)) };
    let questions = |n: u64| if n > 1 { format!(", {} vragen", Dutch.count(n)) } else { String::new() };
    match reason {
        Reason::BothEnds { from, to } => format!("één regel per verbinding, van \"{from}\" naar \"{to}\""),
        Reason::TwoColumnsOfNames => {
            "één regel per verbinding: in de eerste twee kolommen staan dezelfde namen".to_owned()
        }
        Reason::Square { people, stacked, column_labels, row_labels } => {
            let labels = match (column_labels, row_labels) {
                (true, true) => "rijen en kolommen hebben namen",
                (true, false) => "de kolommen hebben namen",
                (false, true) => "de rijen hebben namen",
                (false, false) => "zonder namen: de mensen heten 1, 2, 3, …",
            };
            let several = if *stacked > 1 { format!(", {stacked} onder elkaar") } else { String::new() };
            format!("{} in de rijen en dezelfde in de kolommen{several}; {labels}", Dutch.many(*people, Noun::Person))
        }
        Reason::NameColumns { columns: n, questions: of } => {
            format!("één regel per persoon, {} met een naam{}", columns(*n), questions(*of))
        }
        Reason::NameLists { columns: n } => {
            format!("één regel per persoon, {} met meer namen in één cel", columns(*n))
        }
        Reason::ColleagueColumns { columns: n, questions: of } => {
            format!("één regel per persoon, {} met de naam van een collega erboven{}", columns(*n), questions(*of))
        }
        Reason::EventColumns { events } => {
            format!("één regel per persoon, {} met een teken voor wie er was", columns(*events))
        }
        Reason::EventRows { events, people } => format!(
            "{} met de naam van een persoon erboven en een teken voor wie er was; elk van de {} is een groep",
            columns(*people),
            Dutch.many(*events, Noun::Row)
        ),
        Reason::Format(name) => format!("het bestand is {name}"),
    }
}
