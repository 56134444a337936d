//! What stands beside the network that can be looked through, in English.

use super::English;
use crate::words::exploring::{Explore, Exploring};

impl Exploring for English {
    fn explore(&self, what: Explore) -> &'static str {
        match what {
            Explore::Title => "Look through the network",
            Explore::How => {
                "Drag to move, and use + and − to look closer. The arrow keys step from person to person; Enter shows somebody's own ties, Escape shows everybody again."
            }
            Explore::Wave => "Wave",
            Explore::Layer => "Layer",
            Explore::Relation => "Relation",
            Explore::EveryRelation => "every relation",
            Explore::School => "School",
            Explore::EverySchool => "all schools",
            Explore::Often => "At least how often",
            Explore::HoweverOften => "however often",
            Explore::Size => "Size of a mark",
            Explore::SameSize => "the same for everybody",
            Explore::Colour => "Colour of a mark",
            Explore::ByTies => "who is without ties",
            Explore::ByDoors => "whose door is open",
            Explore::View => "Show",
            Explore::Schools => "a disc for each school",
            Explore::People => "everybody",
            Explore::Discs => "In the discs",
            Explore::Search => "Look for somebody",
            Explore::NoHit => "Nobody of that name",
            Explore::Closer => "Closer",
            Explore::Farther => "Farther",
            Explore::Whole => "Everything in view",
            Explore::Shown => "{0} of {1} reported ties are drawn.",
            Explore::Basis => "Numbers and colours do not follow the choices: they stand over all ties of wave {0}.",
            Explore::NobodyChosen => "Choose somebody to see their own ties.",
            Explore::NoTies => "No ties among those that are drawn.",
            Explore::Names => "names: {0}",
            Explore::NamedBy => "is named: {0}",
            Explore::With => "with each other: {0}",
            Explore::Formal => "formal",
            Explore::Group => "in a formal group together",
            Explore::Contacts => "Ties that are drawn, with {0} people",
            Explore::Rings => "The ties of {0}",
            Explore::RingsRead => {
                "In the middle the person, around it everybody with whom there is a tie; the inner ring is the own school, the outer ring other schools. Solid is formal, dashed informal."
            }
            Explore::Close => "Everybody again",
            Explore::Absent => "Not on the list in this wave.",
            Explore::NoNumber => "not known",
            Explore::SortPictures => "Order of the pictures",
            Explore::ReportOrder => "as in the report",
        }
    }
}
