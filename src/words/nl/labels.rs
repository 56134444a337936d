//! Labels in het Nederlands.

use super::{Dutch, measures::MEASURES};
use crate::findings::{Role, Why};
use crate::words::Labels;

impl Labels for Dutch {
    fn measure(&self, name: &str) -> Option<(&'static str, &'static str)> {
        MEASURES.iter().find(|m| m.0 == name).map(|m| (m.1, m.2))
    }

    fn layer(&self, id: &str) -> Option<&'static str> {
        Some(match id {
            "all" => "alle relaties",
            "formal" => "formeel",
            "informal" => "informeel",
            "talk" => "praten over lesgeven",
            "practice" => "praktijk op tafel",
            "open_door" => "open deur",
            _ => return None,
        })
    }

    fn label(&self, value: &str) -> Option<&'static str> {
        Some(match value {
            "unknown" => "onbekend (niet ingevuld)",
            "isolate" => "geïsoleerd",
            "external_only" => "alleen relaties buiten de school",
            "formal_only" => "alleen georganiseerd",
            "single_thread" => "aan een draadje",
            "named_only" => "alleen genoemd",
            "naming_only" => "alleen noemend",
            "peripheral" => "aan de rand",
            "embedded" => "ingebed",
            "two_way" => "wederzijds",
            "host" => "gastheer",
            "visitor" => "bezoeker",
            "closed" => "gesloten",
            "lagging" => "blijft achter",
            "not_shown" => "blijft niet aantoonbaar achter",
            "cannot_tell" => "geen uitspraak mogelijk",
            "connected_and_open" => "verbonden en open",
            "talk_without_looking" => "praten zonder kijken",
            "looking_without_talk" => "kijken zonder praten",
            "little_of_either" => "van beide weinig",
            _ => return None,
        })
    }

    fn role(&self, role: Role) -> &'static str {
        match role {
            Role::NotSaid => "functie niet genoemd",
            Role::Teacher => "leraar",
            Role::Host => "gastheer-leraar",
            Role::New => "nieuwe leraar",
            Role::Director => "schooldirecteur",
            Role::Superintendent => "bovenschoolse directeur",
            Role::Consultant => "interne consulent",
            Role::Adviser => "externe begeleider",
            Role::Trainee => "leraar in opleiding",
            Role::Support => "ondersteuning",
            _ => "andere functie",
        }
    }

    fn why(&self, why: Why) -> &'static str {
        match why {
            Why::DidNotAnswer => "niet ingevuld",
            Why::NotAsked => "niet gevraagd",
            Why::TooFew => "te weinig mensen",
            Why::NoTies => "geen relaties",
            Why::OutsideComponent => "buiten het grootste deelnetwerk",
            Why::DoesNotApply => "niet van toepassing",
            Why::CannotTell => "geen uitspraak mogelijk",
            Why::Suppressed => "onderdrukt (te weinig mensen)",
            Why::NotComputed => "niet berekend",
        }
    }

    fn yes_no(&self, yes: bool) -> &'static str {
        if yes { "ja" } else { "nee" }
    }

    fn decimal(&self) -> char {
        ','
    }

    fn thousands(&self) -> char {
        '.'
    }
}
