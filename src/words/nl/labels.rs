//! Dutch names.

use super::Dutch;
use crate::findings::{Aside, Channel, End, Family, Relation, Response, Role, Why};
use crate::words::labels::{Heading, Labels};

impl Labels for Dutch {
    fn heading(&self, heading: Heading) -> &'static str {
        heading_text(heading)
    }

    fn layer(&self, id: &str) -> Option<&'static str> {
        Some(match id {
            "all" => "alle relaties",
            "formal" => "formeel",
            "informal" => "informeel",
            "talk" => "praten over lesgeven",
            "practice" => "praktijk op tafel",
            "open_door" => "open deuren",
            _ => return None,
        })
    }

    fn layer_counts(&self, id: &str) -> Option<&'static str> {
        Some(match id {
            "all" => "elke relatie die meetelt, formeel en informeel",
            "formal" => "wat georganiseerd is: ingedeelde verbindingen, maatjes, gastheerbezoek, teams",
            "informal" => "verbindingen uit eigen keuze",
            "talk" => "praten, advies en samen voorbereiden uit eigen keuze, zonder een blik in de klas",
            "practice" => "een stuk eigen praktijk werd aan een collega voorgelegd, of meer dan dat",
            "open_door" => "een collega was tijdens de les in de klas, of gaf mee les",
            _ => return None,
        })
    }

    fn relation<'a>(&self, relation: &'a Relation) -> &'a str {
        if relation.label_nl.is_empty() { &relation.id } else { &relation.label_nl }
    }

    fn role(&self, role: Role) -> &'static str {
        match role {
            Role::NotSaid => "niet gezegd",
            Role::Teacher => "leraar",
            Role::Host => "gastheer-leraar",
            Role::New => "nieuwe leraar",
            Role::Director => "directeur",
            Role::Superintendent => "bovenschools directeur",
            Role::Consultant => "interne consulent",
            Role::Adviser => "externe begeleider",
            Role::Trainee => "leraar in opleiding",
            Role::Support => "ondersteuning",
            Role::Other => "anders",
        }
    }

    fn response(&self, response: Response) -> &'static str {
        match response {
            Response::Answered => "antwoordde",
            Response::DidNotAnswer => "niet ingevuld",
            Response::NotAsked => "niet gevraagd",
            Response::NotKnown => "niet bekend",
        }
    }

    fn isolation(&self, kind: &str, response_known: bool) -> Option<&'static str> {
        Some(match kind {
            "unknown" => "onbekend",
            "isolate" if response_known => "geïsoleerd",
            "isolate" => "geen verbinding: geïsoleerd, of niet ingevuld",
            "external_only" => "alleen buiten de school",
            "formal_only" => "alleen georganiseerd",
            "single_thread" => "aan een draadje",
            "named_only" => "alleen genoemd",
            "naming_only" => "alleen noemend",
            "peripheral" => "aan de rand",
            "embedded" => "ingebed",
            _ => return None,
        })
    }

    fn isolation_means(&self, kind: &str) -> Option<&'static str> {
        Some(match kind {
            "unknown" => {
                "vulde niet in, of anderen hen nu noemen of niet; of heeft geen verbinding doordat het antwoord niet te gebruiken was, \
                          zoals een naam die niet op de lijst staat; of is misschien met zo'n antwoord bedoeld, en niemand anders \
                          noemt deze persoon: over isolement is niets te zeggen"
            }
            "isolate" => "antwoordde, noemt niemand en wordt door niemand genoemd",
            "external_only" => "heeft verbindingen, maar geen met een collega van de eigen school",
            "formal_only" => "elke verbinding is ingedeeld, geen is gekozen",
            "single_thread" => "heeft een verbinding met precies één collega",
            "named_only" => "wordt door anderen genoemd en noemt niemand",
            "naming_only" => "noemt anderen en wordt door niemand genoemd",
            "peripheral" => "hangt aan de rand van een school waarin anderen een kern vormen",
            "embedded" => "geen van deze",
            _ => return None,
        })
    }

    fn door_status(&self, status: &str) -> Option<&'static str> {
        Some(match status {
            "two_way" => "wederzijds",
            "host" => "gastheer",
            "visitor" => "bezoeker",
            "closed" => "gesloten",
            "unknown" => "onbekend",
            _ => return None,
        })
    }

    fn door_status_means(&self, status: &str) -> Option<&'static str> {
        Some(match status {
            "two_way" => "er kwam een collega binnen, en deze leraar ging bij een collega kijken",
            "host" => "er kwam een collega binnen; deze leraar ging nergens kijken, of dat is niet bekend",
            "visitor" => "deze leraar ging bij een collega kijken; er kwam niemand binnen",
            "closed" => "er kwam niemand binnen, en deze leraar ging nergens kijken",
            "unknown" => {
                "niet te zeggen of er iemand binnenkwam; of er kwam niemand, en het is niet bekend of deze leraar zelf ging \
                          kijken. Dat is iets anders dan gesloten"
            }
            _ => return None,
        })
    }

    fn verdict(&self, verdict: &str) -> Option<&'static str> {
        Some(match verdict {
            "lagging" => "blijft achter",
            "not_shown" => "achterblijven niet aangetoond",
            "cannot_tell" => "geen uitspraak mogelijk",
            _ => return None,
        })
    }

    fn reason(&self, reason: &str) -> Option<&'static str> {
        Some(match reason {
            "interval_below" => "de hele marge ligt eronder",
            "interval_above" => "de hele marge ligt erop of erboven",
            "interval_across" => "het ligt binnen de marge: het kan beide",
            "stands_out" => "verder onder de andere scholen dan het toeval zou geven",
            "not_far_below" => "niet of nauwelijks onder de andere scholen",
            "chance_does_as_much" => "onder de andere scholen, maar het toeval doet bij zo'n school evenveel",
            "too_few_known" => "van te weinig deuren is het bekend",
            "suppressed" => "de cijfers worden niet getoond",
            "small_team" => "een klein team: de marge is te breed",
            "low_response" => "te weinig mensen antwoordden",
            "response_not_known" => "nergens staat wie antwoordde",
            "visitors_only" => "alleen aan bezoekers gevraagd, en er ontbreken formulieren",
            "nobody_talks" => "van niemand hier is bekend dat die over lesgeven praat",
            "nothing_to_compare" => "geen andere school heeft genoeg antwoorden",
            "no_standard" => "er is geen norm afgesproken",
            "one_school" => "er is één school",
            "not_asked" => "niet gevraagd",
            "one_wave" => "er is geen eerdere meting",
            "other_questions" => "de vorige meting vroeg iets anders over bezoeken",
            "no_teachers" => "niemand hier heeft een klas",
            _ => return None,
        })
    }

    fn diagnosis(&self, place: &str) -> Option<&'static str> {
        Some(match place {
            "connected_and_open" => "verbonden en open",
            "talk_without_looking" => "praten zonder kijken",
            "looking_without_talk" => "kijken zonder praten",
            "little_of_either" => "van beide weinig",
            _ => return None,
        })
    }

    fn response_gate(&self, gate: &str) -> Option<&'static str> {
        Some(match gate {
            "not_known" => "niet bekend",
            "counts_only" => "alleen aantallen",
            "no_verdict" => "geen uitspraak",
            "warning" => "met een waarschuwing",
            "normal" => "alles",
            _ => return None,
        })
    }

    fn rung(&self, rung: u8) -> &'static str {
        ["gesloten", "verteld", "getoond", "gezien", "samen gegeven"]
            .get(usize::from(rung))
            .copied()
            .unwrap_or("onbekend")
    }

    fn rung_means(&self, rung: u8) -> &'static str {
        match rung {
            0 => "over de klas wordt niets gedeeld",
            1 => "er wordt over lesgeven gepraat, of materiaal doorgegeven",
            2 => "een casus, een video of resultaten van de eigen klas worden aan collega's voorgelegd",
            3 => "een collega was tijdens de les in de klas",
            4 => "twee collega's gaven samen les aan dezelfde leerlingen",
            _ => "niet bekend",
        }
    }

    fn family(&self, family: Family) -> &'static str {
        match family {
            Family::Formal => "formeel",
            Family::Informal => "informeel",
        }
    }

    fn channel(&self, channel: Channel) -> &'static str {
        match channel {
            Channel::Peer => "onder collega's",
            Channel::Guided => "door een consulent of begeleider; geen open deur",
            Channel::Personal => "persoonlijk; in geen enkele ingebouwde laag",
            Channel::NotCounted => "telt niet mee: beoordeling, inspectie of opleiding",
            Channel::NotATie => "een wens, geen verbinding",
        }
    }

    fn end_asked(&self, end: End) -> &'static str {
        match end {
            End::From => "wie op bezoek gaat, vraagt of noemt",
            End::To => "wie bezoek krijgt, gevraagd of genoemd wordt",
        }
    }

    fn why(&self, why: Why) -> &'static str {
        match why {
            Why::DidNotAnswer => "niet ingevuld",
            Why::NotAsked => "niet gevraagd",
            Why::TooFew => "te weinig",
            Why::NoTies => "geen verbindingen",
            Why::OutsideComponent => "in een ander deel",
            Why::DoesNotApply => "niet van toepassing",
            Why::CannotTell => "niet te zeggen",
            Why::Suppressed => "niet getoond",
            Why::NotComputed => "niet berekend",
        }
    }

    fn aside(&self, aside: Aside) -> &'static str {
        match aside {
            Aside::SelfTie => "noemde zichzelf",
            Aside::Repeated => "nog eens hetzelfde antwoord",
            Aside::UnknownPerson => "niet op de personeelslijst",
            Aside::Removed => "wilde van de lijst af",
            Aside::NotInWave => "wel op de lijst, niet in deze meting",
            Aside::UnknownFrequency => "frequentie niet begrepen",
            Aside::MissingCode => "een code voor geen antwoord",
            Aside::Incomplete => "er ontbreekt een naam",
            Aside::Contradicted => "de andere kant zegt nee",
            Aside::AcrossSchools => "tussen scholen, terwijl alleen naar de eigen school gevraagd is",
            Aside::EarlierForm => "een eerder formulier van dezelfde persoon",
            Aside::Preview => "het formulier werd alleen uitgeprobeerd",
        }
    }

    fn all_schools(&self) -> &'static str {
        "Alles samen"
    }

    fn no_school(&self) -> &'static str {
        "Bovenschools"
    }

    fn within_school(&self, within: bool) -> &'static str {
        if within { "alleen de eigen school" } else { "iedereen" }
    }
}

fn heading_text(heading: Heading) -> &'static str {
    match heading {
        Heading::School => "School",
        Heading::People => "Mensen",
        Heading::Teachers => "Leraren",
        Heading::Answered => "Antwoordden",
        Heading::TiesWithin => "Verbindingen binnen",
        Heading::Ties => "Verbindingen",
        Heading::Contacts => "Contacten per persoon",
        Heading::WithoutTies => "Geïsoleerd",
        Heading::NoTie => "Geen verbinding erin",
        Heading::CannotTell => "Niet te zeggen",
        Heading::OpenDoors => "Open deuren",
        Heading::Bounds => "Ligt tussen",
        Heading::Stability => "Stabiliteitsmarge",
        Heading::Broad => "Praktijk op tafel",
        Heading::Layer => "Laag",
        Heading::Counts => "Wat telt",
        Heading::Relation => "Soort relatie",
        Heading::Family => "Soort",
        Heading::Step => "Openheid",
        Heading::EndAsked => "Aan wie gevraagd",
        Heading::Where => "Wie men kon noemen",
        Heading::MostNames => "Hoogstens namen",
        Heading::CountsFrom => "Telt vanaf",
        Heading::File => "Bestand",
        Heading::Read => "Antwoorden gelezen",
        Heading::Kept => "Werd verbinding",
        Heading::Merged => "Bij een verbinding gevoegd",
        Heading::No => "‘Nee’",
        Heading::Aside => "Telt niet mee",
        Heading::Reason => "Reden",
        Heading::Answers => "Antwoorden",
        Heading::FirstPlaces => "Eerste plaatsen",
        Heading::Wave => "Meting",
        Heading::Period => "Periode",
        Heading::Kind => "Hoe zij erin staan",
        Heading::Status => "Deurstatus",
        Heading::Who => "Wie",
        Heading::Rows => "Regels",
        Heading::ReadAs => "Gelezen als",
        Heading::Fingerprint => "SHA-256",
        Heading::FirstLayer => "Eerste laag",
        Heading::SecondLayer => "Tweede laag",
        Heading::InBoth => "In beide",
        Heading::OnlyFirst => "Alleen eerste",
        Heading::OnlySecond => "Alleen tweede",
        Heading::Overlap => "Overlap",
        Heading::PairsTalk => "Paren die praten",
        Heading::WithDoor => "Met een deur",
        Heading::Latent => "Zonder",
        Heading::FromSchool => "Van \\ naar",
        Heading::Name => "Naam in de tabellen",
        Heading::Number => "Getal",
        Heading::HowToRead => "Hoe te lezen",
        Heading::Phase => "Bouw",
        Heading::WorkingDays => "Werkdagen",
        Heading::Receives => "Ontvangt bezoek (hoeveel)",
        Heading::Setting => "Instelling",
        Heading::Value => "Waarde",
        Heading::Meaning => "Wat het betekent",
    }
}
