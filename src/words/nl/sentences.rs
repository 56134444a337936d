//! Zinnen in het Nederlands.

use super::Dutch;
use crate::findings::Aside;
use crate::words::numbers::{count, decimal, percent};
use crate::words::sentences::{DoorFacts, LinkFacts, OverlapFacts, ResponseFacts, Say, Sentences};

#[rustfmt::skip]
fn said(what: Say) -> &'static str {
    match what {
        Say::WorkingCopy => "Werkexemplaar, niet doorgeven: het spreekt over afzonderlijke mensen met hun code.",
        Say::NotForAppraisal => "Niet voor beoordeling.",
        Say::AboutOpenness => "Dit zegt iets over openheid, niet over de kwaliteit van lessen.",
        Say::SmallSchools => "Een school met weinig leraren springt snel van 0 naar 50 procent.",
        Say::NotFilledIn => "Niet ingevuld is niet hetzelfde als niet gedaan.",
        Say::Invented => "Verzonnen gegevens.",
        Say::FirstScreen => "In één oogopslag",
        Say::Openness => "Open klasdeuren",
        Say::OpennessIntroduction => "Een deur is open als er minstens één collega in de klas was terwijl deze leraar lesgaf. Op bezoek gaan opent de deur van de ander, niet die van uzelf. Bezoeken van leidinggevenden, consulenten en begeleiders tellen niet mee.",
        Say::OpennessNotAsked => "Deze vragenlijst vroeg niets dat een klasdeur opent (klasbezoek, coaching met klasbezoek, samen lesgeven). Over open deuren valt dus niets te zeggen. Dat is niet hetzelfde als gesloten deuren.",
        Say::Isolation => "Wie er alleen voor staat",
        Say::IsolationIntroduction => "Geïsoleerd betekent: vulde in, en heeft geen enkele relatie, in geen van beide richtingen. Wie niet invulde is onbekend, nooit geïsoleerd. Binnen de eigen school blijven is geen isolement.",
        Say::SchoolBySchool => "School voor school",
        Say::SchoolBySchoolIntroduction => "Elk punt is een persoon, elke lijn een relatie. Op de bank onder een school zit wie geen relatie heeft. De plaatsen zijn in elke laag dezelfde.",
        Say::BetweenSchools => "Tussen scholen",
        Say::BetweenSchoolsIntroduction => "Rijen noemen, kolommen worden genoemd. Op de diagonaal staan de relaties binnen een school.",
        Say::BetweenSchoolsNotAsked => "Mensen konden alleen collega's van de eigen school noemen. Over contact tussen scholen valt niets te zeggen: er is niet naar gevraagd.",
        Say::FormalInformal => "Georganiseerd en uit eigen keuze",
        Say::FormalInformalIntroduction => "Formele relaties zijn georganiseerd (teams, maatjes, ingedeelde bezoeken); informele relaties zijn eigen keuze. Alleen formeel is een verbinding op papier; alleen informeel heeft elkaar zelf gevonden.",
        Say::FormalEmpty => "Er is in deze studie geen formele relatie. Bouwteams worden formele relaties met [groups] teams_from = [\"phase\"] en as_ties = [\"team\"] in study.toml; ingedeelde bezoeken en maatjes zijn vanzelf formeel.",
        Say::Layers => "Lagen",
        Say::LayersIntroduction => "Een laag is de verzameling relaties die samen tellen. Een paar is verbonden als één relatie van de laag het verbindt.",
        Say::DataQuality => "Waar deze cijfers op staan",
        Say::DataQualityIntroduction => "Van elk gelezen antwoord staat hier wat ermee gebeurde: het werd een relatie, ging op in een relatie, zei nee, of is met een reden apart gelegd.",
        Say::HowToRead => "Hoe leest u de getallen",
        Say::HowToReadIntroduction => "Tenzij anders gezegd zijn relaties ja of nee, worden wegen in stappen geteld, en houdt wie niet invulde de relaties die anderen meldden.",
        Say::Method => "Werkwijze",
        Say::Lagging => "Waar openheid achterblijft",
        Say::LaggingIntroduction => "Vier afzonderlijke vergelijkingen, elk met een van drie oordelen: blijft achter, blijft niet aantoonbaar achter, geen uitspraak mogelijk. Bij teams van 8 tot 20 is dat laatste vaak het eerlijke antwoord. Een totaalcijfer is er niet.",
        Say::School => "School",
        Say::Group => "Alle scholen samen",
        Say::Layer => "Laag",
        Say::LayerA => "Eerste laag",
        Say::LayerB => "Tweede laag",
        Say::Kind => "Soort",
        Say::Number => "Aantal",
        Say::Share => "Aandeel",
        Say::Response => "Respons",
        Say::Answered => "Ingevuld",
        Say::Asked => "Gevraagd",
        Say::Wave => "Meting",
        Say::File => "Bestand",
        Say::AnswersRead => "Antwoorden gelezen",
        Say::TiesKept => "Werd een relatie",
        Say::Merged => "Samengevoegd",
        Say::SaidNo => "Zei nee",
        Say::SetAside => "Apart gelegd",
        Say::Reason => "Reden",
        Say::FirstPlaces => "Eerste plaatsen",
        Say::Question => "Vraag",
        Say::WhoWasAsked => "Aan wie gevraagd",
        Say::TheOneWhoNames => "wie noemt of op bezoek gaat",
        Say::TheOneWhoIsNamed => "wie genoemd wordt of bezoek krijgt",
        Say::Measure => "Getal",
        Say::Meaning => "Wat het betekent",
        Say::Open => "Open",
        Say::Known => "Bekend",
        Say::Rate => "Opendeurgraad",
        Say::Bounds => "Als onbekend gesloten … open",
        Say::Reporting => "Bevestigd … één melding",
        Say::Stability => "Stabiliteitsmarge",
        Say::People => "Mensen",
        Say::PeopleIsolated => "Geïsoleerd (ingevuld, geen relatie)",
        Say::NotKnown => "niet bekend",
        Say::None => "geen",
        Say::Search => "Zoeken",
        Say::SortBy => "Sorteer op",
        Say::SkipToContent => "Naar het rapport",
        Say::Contents => "Inhoud",
        Say::Verdict => "Oordeel",
        Say::Frame => "Vergeleken met",
        Say::FigureOpenDoors => "Open deuren per school",
        Say::FigureOpenDoorsKey => "Stip: aandeel open onder de bekende deuren. Balk: stabiliteitsmarge. Lichte band: als onbekende deuren gesloten of open waren.",
        Say::FigureLadder => "Openheidsladder per school",
        Say::FigureLadderKey => "Hoogste trede van elke leraar: gesloten, verteld, getoond, gezien, samen gegeven. Omlijnd: niet bekend.",
        Say::FigureMatrix => "Relaties tussen scholen",
        Say::FigureMatrixKey => "Rijen noemen, kolommen worden genoemd; het getal is het aantal relaties; de diagonaal is binnen de school.",
        Say::FigureSociogram => "Wie met wie verbonden is",
        Say::FigureSociogramKey => "Gevuld: er was een collega in de klas. Ring: niemand. Gestreept: niet ingevuld of niet bekend.",
        Say::FigureFormalInformal => "Georganiseerd en uit eigen keuze, per school",
        Say::FigureFormalInformalKey => "Verbonden paren binnen de school: in beide, alleen georganiseerd, alleen uit eigen keuze.",
        Say::FigureLatent => "Paren die over lesgeven praten, per school",
        Say::FigureLatentKey => "Donker: minstens één was bij de ander in de klas. Licht: ze praten en keken nooit.",
        Say::DoorOpen => "er was een collega in de klas",
        Say::DoorNotOpen => "niemand",
        Say::DidNotAnswer => "niet ingevuld",
        Say::NoClass => "heeft geen klas",
        Say::IsolatedBench => "geen relatie",
        Say::Formal => "formeel",
        Say::Informal => "informeel",
        Say::OnlyFormal => "alleen georganiseerd",
        Say::OnlyInformal => "alleen uit eigen keuze",
        Say::Both => "beide",
        Say::NamesRow => "noemt",
        Say::NamedColumn => "wordt genoemd",
        Say::CardOpenDoors => "open deuren",
        Say::CardIsolated => "mensen geïsoleerd",
        Say::CardTies => "verbonden paren",
        Say::CardResponse => "ingevuld",
        Say::CardLatent => "paren praten en keken nooit",
        Say::CardLinks => "paren over scholen heen",
    }
}

impl Sentences for Dutch {
    fn say(&self, what: Say) -> &'static str {
        said(what)
    }

    fn of(&self, part: f64, whole: f64) -> String {
        format!("{} van {}", count(part, self), count(whole, self))
    }

    fn range(&self, low: f64, high: f64) -> String {
        format!("{} tot {}", percent(low, self), percent(high, self))
    }

    fn at_least_of(&self, part: f64, whole: f64) -> String {
        format!("ten minste {}", self.of(part, whole))
    }

    fn wave(&self, id: &str, period: Option<&str>) -> String {
        match period {
            Some(period) => format!("Meting {id} ({})", period.replace('/', " tot ")),
            None => format!("Meting {id}"),
        }
    }

    fn doors(&self, f: &DoorFacts) -> String {
        match f.rate {
            Some(rate) if (f.known - f.eligible).abs() < 0.5 => {
                format!(
                    "{} klasdeuren stonden open voor een collega ({}).",
                    self.of(f.open, f.eligible),
                    percent(rate, self)
                )
            }
            Some(rate) => format!(
                "{} klasdeuren waarvan het bekend is, stonden open voor een collega ({}).",
                self.of(f.open, f.known),
                percent(rate, self)
            ),
            None => format!(
                "Ten minste {} klasdeuren stonden open voor een collega; hoeveel precies is niet te zeggen, want er ontbreken formulieren.",
                self.of(f.at_least, f.eligible)
            ),
        }
    }

    fn doors_basis(&self, f: &DoorFacts) -> String {
        let mut parts = Vec::new();
        if f.known < f.eligible {
            parts.push(format!("bekend van {} leraren met een klas", self.of(f.known, f.eligible)));
        }
        if let Some((low, high)) = f.bounds.filter(|b| b.1 > b.0) {
            parts.push(format!("{} als de onbekende deuren gesloten of open waren", self.range(low, high)));
        }
        if let Some((low, high)) = f.reporting.filter(|r| r.1 > r.0) {
            parts.push(format!("{} bij strengere of ruimere lezing van de meldingen", self.range(low, high)));
        }
        if let Some((low, high)) = f.stability {
            parts.push(format!("een volgende periode met dezelfde gewoonten kan {} geven", self.range(low, high)));
        }
        if let Some(broad) = f.broad {
            parts.push(format!("{} als ook de praktijk op tafel leggen meetelt", percent(broad, self)));
        }
        parts.join("; ")
    }

    fn isolated(&self, isolated: f64, r: &ResponseFacts, unknown: f64) -> String {
        if !r.known {
            return format!(
                "{} mensen meldden niets en worden door niemand genoemd: geïsoleerd, of niet ingevuld. Nergens staat welk van de twee.",
                count(isolated, self)
            );
        }
        let rest = if unknown > 0.0 {
            format!(" Van de {} die niet invulden is het niet te zeggen.", count(unknown, self))
        } else {
            String::new()
        };
        let text = if isolated == 0.0 {
            format!("Niemand van de {} mensen die invulden is geïsoleerd.", count(r.answered, self))
        } else {
            format!(
                "{} mensen die invulden zijn geïsoleerd: geen relatie, in geen van beide richtingen.",
                self.of(isolated, r.answered)
            )
        };
        text + &rest
    }

    fn links(&self, f: &LinkFacts) -> String {
        let expected = match f.expected {
            Some(e) => format!(
                " (E-I {}; de grootte van de scholen alleen zou {} geven)",
                decimal(f.ei, 2, self),
                decimal(e, 2, self)
            ),
            None => format!(" (E-I {})", decimal(f.ei, 2, self)),
        };
        format!("{} verbonden paren gaan over een schoolgrens heen{expected}.", self.of(f.external, f.pairs))
    }

    fn overlap(&self, f: &OverlapFacts) -> String {
        let formal = f.shared + f.only_formal;
        format!(
            "{} georganiseerde paren zoeken elkaar ook uit zichzelf op; {} paren doen dat zonder dat het georganiseerd is.",
            self.of(f.shared, formal),
            count(f.only_informal, self)
        )
    }

    fn latent(&self, latent: f64, talk: f64) -> String {
        format!("{} paren die over lesgeven praten, waren nooit bij elkaar in de klas.", self.of(latent, talk))
    }

    fn response(&self, r: &ResponseFacts) -> String {
        if r.known {
            format!(
                "{} gevraagde mensen vulden in ({}).",
                self.of(r.answered, r.asked),
                percent(r.answered / r.asked.max(1.0), self)
            )
        } else {
            "Nergens staat wie invulde: de respons is niet bekend.".into()
        }
    }

    fn basis(&self, layer: &str, ties: f64, people: f64) -> String {
        format!("Laag {layer}: {} relaties onder {} mensen.", count(ties, self), count(people, self))
    }

    fn made_with(&self, program: &str, seed: u64) -> String {
        format!("Gemaakt met {program}, seed {seed}. Gelijke invoer, instellingen en seed geven hetzelfde rapport.")
    }

    fn input(&self, file: &str, rows: u64, read_as: &str, sha256: &str) -> String {
        format!("{file}: {} regels, gelezen als {read_as}, SHA-256 {sha256}", count(rows as f64, self))
    }

    fn layers_computed(&self, layers: &[String]) -> String {
        format!("Berekende lagen: {}.", layers.join(", "))
    }

    fn aside(&self, reason: Aside) -> &'static str {
        match reason {
            Aside::SelfTie => "noemde zichzelf",
            Aside::Repeated => "hetzelfde antwoord nog eens",
            Aside::UnknownPerson => "noemde iemand die niet op de personeelslijst staat",
            Aside::Removed => "over iemand die van de lijst wilde",
            Aside::NotInWave => "over iemand die er in deze meting niet was",
            Aside::UnknownFrequency => "hoe vaak is niet begrepen",
            Aside::MissingCode => "als ontbrekend gemerkt",
            Aside::Incomplete => "onvolledig",
            Aside::Contradicted => "door de andere kant tegengesproken",
            Aside::AcrossSchools => "over een andere school, en daar is niet naar gevraagd",
            Aside::EarlierForm => "een eerder formulier van dezelfde persoon",
            _ => "een andere reden",
        }
    }

    fn workbook_contents(&self) -> &'static str {
        "Inhoud"
    }

    fn workbook_introduction(&self) -> Vec<String> {
        vec![
            "Elk blad is een van de tabellen; een lege cel is een getal dat niet bestaat (de reden staat in findings.json).".into(),
            "teachers: een regel per persoon en laag. schools: een regel per school en laag; * is de groep als geheel.".into(),
            "school_pairs: van welke school naar welke. layers, layer_pairs: hele netwerken. openness: klasdeuren. ledger: wat er van elk antwoord werd.".into(),
            said(Say::NotForAppraisal).into(),
        ]
    }

    fn more(&self, number: usize) -> String {
        format!("en nog {number}")
    }
}
