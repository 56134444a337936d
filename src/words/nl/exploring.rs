//! What stands beside the network that can be looked through, in Dutch.

use super::Dutch;
use crate::words::exploring::{Explore, Exploring};

impl Exploring for Dutch {
    fn explore(&self, what: Explore) -> &'static str {
        match what {
            Explore::Title => "Kijk zelf rond in het netwerk",
            Explore::How => {
                "Sleep om te schuiven en gebruik + en − om dichterbij te kijken. Met de pijltjestoetsen ga je van persoon naar persoon; Enter toont iemands eigen verbindingen, Escape toont weer iedereen."
            }
            Explore::Wave => "Meting",
            Explore::Layer => "Laag",
            Explore::Relation => "Relatie",
            Explore::EveryRelation => "elke relatie",
            Explore::School => "School",
            Explore::EverySchool => "alle scholen",
            Explore::Often => "Minstens hoe vaak",
            Explore::HoweverOften => "hoe vaak ook",
            Explore::Size => "Grootte van een teken",
            Explore::SameSize => "voor iedereen gelijk",
            Explore::Colour => "Kleur van een teken",
            Explore::ByTies => "wie geen verbindingen heeft",
            Explore::ByDoors => "wiens deur open is",
            Explore::View => "Laat zien",
            Explore::Schools => "een schijf per school",
            Explore::People => "iedereen",
            Explore::Discs => "In de schijven",
            Explore::Search => "Zoek iemand",
            Explore::NoHit => "Niemand met die naam",
            Explore::Closer => "Dichterbij",
            Explore::Farther => "Verder weg",
            Explore::Whole => "Alles in beeld",
            Explore::Shown => "{0} van {1} gemelde verbindingen zijn getekend.",
            Explore::Basis => {
                "Getallen en kleuren veranderen niet mee met de keuzes: ze gaan over alle verbindingen van meting {0}."
            }
            Explore::NobodyChosen => "Kies iemand om de eigen verbindingen te zien.",
            Explore::NoTies => "Geen verbindingen onder wat getekend is.",
            Explore::Names => "noemt: {0}",
            Explore::NamedBy => "wordt genoemd: {0}",
            Explore::With => "samen: {0}",
            Explore::Formal => "formeel",
            Explore::Group => "samen in een formele groep",
            Explore::Contacts => "Getekende verbindingen, met {0} mensen",
            Explore::Rings => "De verbindingen van {0}",
            Explore::RingsRead => {
                "In het midden de persoon, daaromheen iedereen met wie er een verbinding is; de binnenste ring is de eigen school, de buitenste ring zijn andere scholen. Een doorgetrokken lijn is formeel, een streepjeslijn informeel."
            }
            Explore::Close => "Weer iedereen",
            Explore::Absent => "Staat in deze meting niet op de lijst.",
            Explore::NoNumber => "niet bekend",
            Explore::SortPictures => "Volgorde van de afbeeldingen",
            Explore::ReportOrder => "zoals in het rapport",
        }
    }
}
