//! The first screen in Dutch.

use super::Dutch;
use crate::words::chapters::Chapters;
use crate::words::headlines::{
    Answers, Basis, Beyond, Caution, Circles, Doors, Headlines, Sentence, WhyNoRate, likeness,
};
use crate::words::numbers::{FEWEST_FOR_PERCENT, Noun, Numbers, with};

/// A percentage in brackets, when enough people stand behind it.
fn share(part: u64, whole: u64) -> String {
    if whole < FEWEST_FOR_PERCENT {
        return String::new();
    }
    format!(" ({})", Dutch.percent(part as f64 / whole as f64))
}

impl Headlines for Dutch {
    fn basis(&self, basis: &Basis<'_>) -> String {
        let who = match basis.response {
            Answers { hidden: true, .. } => "hoeveel er antwoordden wordt niet getoond".to_owned(),
            Answers { known: false, .. } => "wie antwoordde is niet bekend".to_owned(),
            Answers { answered, asked, .. } => {
                let verb = with(answered, "antwoordde", "antwoordden");
                format!("{} {verb}{}", self.of(answered, asked), share(answered, asked))
            }
        };
        let ties = basis.ties.map_or_else(
            || "verbindingen waarvan het aantal niet wordt getoond".to_owned(),
            |n| self.many(n, Noun::Tie),
        );
        let people = basis
            .people
            .map_or_else(|| "mensen van wie het aantal niet wordt getoond".to_owned(), |n| self.many(n, Noun::Person));
        format!("Over {ties} ({}) tussen {people}; {who}.", basis.layer)
    }

    fn answered(&self, answers: Answers) -> String {
        if answers.hidden {
            return "Hoeveel er antwoordden wordt niet getoond.".into();
        }
        if !answers.known {
            return "Nergens staat wie antwoordde.".into();
        }
        format!(
            "{} mensen {}{}.",
            self.of(answers.answered, answers.asked),
            with(answers.answered, "antwoordde", "antwoordden"),
            share(answers.answered, answers.asked)
        )
    }

    fn about_wave(&self, id: &str, period: Option<&str>) -> String {
        period.map_or_else(|| format!("Meting {id}"), |p| format!("Meting {id}, {}", self.period(p)))
    }

    fn about_people(&self, people: u64, without_school: u64, schools: u64) -> String {
        let (all, schools_of) = (self.many(people, Noun::Person), self.many(schools, Noun::School));
        match (schools, without_school) {
            (0, _) => all,
            (_, 0) => format!("{all} op {schools_of}"),
            (_, without) => format!("{all}, van wie {} op {schools_of}", self.count(people.saturating_sub(without))),
        }
    }

    fn beyond_rows(&self, without_school: u64, beyond: Beyond) -> String {
        let people = format!("{} zonder school", self.many(without_school, Noun::Person));
        let also = match beyond {
            Beyond::Nothing => "",
            Beyond::Ties => "verbindingen tussen scholen",
            Beyond::Pairs => "paren van twee scholen",
        };
        let also = match (without_school, also) {
            (0, also) => also.to_owned(),
            (_, "") => people,
            (_, also) => format!("{also} en {people}"),
        };
        format!("De onderste rij telt ook {also} mee, en is daarom meer dan de rijen erboven samen.")
    }

    fn doors(&self, doors: &Doors) -> Sentence {
        let mut detail = String::from(
            "Open betekent: in deze periode was er tijdens een les ten minste één collega in de klas. Wie bij een collega gaat \
             kijken, opent de deur van die collega, niet de eigen deur.",
        );
        let most = doors.at_least + doors.unknown;
        let Some(why) = doors.no_rate else {
            let mut lead = format!(
                "{} klassen {} open voor een collega{}",
                self.of(doors.open, doors.known),
                with(doors.open, "stond", "stonden"),
                share(doors.open, doors.known)
            );
            if doors.open == 0 {
                lead = format!("Geen van {} klassen stond open voor een collega", self.count(doors.known));
            }
            if doors.unknown > 0 {
                lead += &format!("; van nog {} is het niet te zeggen", self.count(doors.unknown));
                detail += &format!(
                    " Van alle {} samen stonden er tussen de {} en {} open.",
                    self.many(doors.eligible, Noun::Teacher),
                    self.count(doors.at_least),
                    self.count(most)
                );
                if doors.seen_hidden {
                    detail += " Deuren die niet bekend zijn en die anderen open zagen, tellen hier als niet te zeggen.";
                }
            }
            if let Some((low, high)) = doors.stability.filter(|_| doors.known >= FEWEST_FOR_PERCENT) {
                detail += &format!(
                    " Nog een half jaar met dezelfde gewoonten kan {} geven (stabiliteitsmarge).",
                    self.percent_range(low, high)
                );
            }
            if !doors.response_known {
                detail += " Nergens staat wie antwoordde: dit geldt alsof iedereen het deed.";
            }
            return Sentence::new(lead + ".", detail);
        };
        let lead = format!(
            "Ten minste {} klassen {} open voor een collega.",
            self.of(doors.at_least, doors.eligible),
            with(doors.at_least, "stond", "stonden")
        );
        detail += &match why {
            WhyNoRate::OnlyVisitors(missing) => format!(
                " Alleen aan bezoekers is iets gevraagd, en er {}: bezoeken van {} zijn nergens te zien. Daarom is er \
                 geen percentage; het kunnen er {} zijn.",
                if missing == 1 {
                    "ontbreekt 1 formulier".into()
                } else {
                    format!("ontbreken {}", self.many(missing, Noun::Form))
                },
                with(missing, "deze persoon", "deze mensen"),
                self.of(most, doors.eligible)
            ),
            WhyNoRate::NobodyKnown => format!(
                " Van niemand is het zeker, dus er is geen percentage; het kunnen er {} zijn.",
                self.of(most, doors.eligible)
            ),
        };
        Sentence::new(lead, detail)
    }

    fn doors_finer(&self, doors: &Doors) -> String {
        let mut detail = String::new();
        let seen_open = doors.eligible.saturating_sub(doors.known + doors.unknown);
        if seen_open > 0 && doors.no_rate.is_some() {
            // Without a rate they are among those that were counted.
            detail += &match seen_open {
                1 => " Dat 1 daarvan open was, blijkt alleen uit meldingen van anderen; een percentage zou daarmee te hoog worden.".to_owned(),
                n => format!(" Dat {} daarvan open waren, blijkt alleen uit meldingen van anderen; een percentage zou daarmee te hoog worden.", self.count(n)),
            };
        } else if seen_open > 0 {
            detail += &format!(
                " Dat er nog {} open {}, blijkt alleen uit meldingen van anderen; daarmee zou het deel te hoog worden.",
                self.count(seen_open),
                with(seen_open, "was", "waren")
            );
        }
        if let Some((low, high)) = doors.reporting.filter(|r| r.0 != r.1) {
            detail += &format!(
                " Tellen alleen bezoeken die beide kanten melden, dan zijn het er {}; telt elke melding, dan {}.",
                self.of(low, doors.known),
                self.count(high)
            );
        }
        detail.trim_start().to_owned()
    }

    fn doors_not_asked(&self) -> Sentence {
        Sentence::new(
            "Deze vragenlijst vroeg niets dat een klasdeur opent.",
            "Hoe open klassen zijn, is niet te zeggen; dat is iets anders dan gesloten deuren.",
        )
    }

    fn doors_without_teachers(&self) -> Sentence {
        Sentence::new(
            "Er is geen opendeurgraad: niemand op de personeelslijst telt als leraar met een eigen klas.",
            "Alleen wie een eigen klas heeft, kan een deur openzetten. Welke functies dat zijn, staat in study.toml.",
        )
    }

    fn isolated(&self, isolated: u64, unknown: u64, response_known: bool) -> Sentence {
        if !response_known {
            let mut lead = match isolated {
                0 => "Iedereen noemde iemand of werd door iemand genoemd".to_owned(),
                1 => "1 persoon noemde niemand en werd door niemand genoemd: geïsoleerd, of niet ingevuld".to_owned(),
                n => format!(
                    "{} mensen noemden niemand en werden door niemand genoemd: geïsoleerd, of niet ingevuld",
                    self.count(n)
                ),
            };
            if unknown > 0 {
                lead += &format!("; van {} is het niet te zeggen", self.many(unknown, Noun::Person));
            }
            lead.push('.');
            return Sentence::new(lead, "Nergens staat wie antwoordde, dus niemand kan geïsoleerd heten.");
        }
        let mut lead = match isolated {
            0 => "Niemand die antwoordde, staat er alleen voor".to_owned(),
            1 => "1 persoon die antwoordde, heeft met niemand een verbinding".to_owned(),
            n => format!("{} mensen die antwoordden, hebben met niemand een verbinding", self.count(n)),
        };
        if unknown > 0 {
            lead += &format!("; van {} is het niet te zeggen", self.many(unknown, Noun::Person));
        }
        let detail = "Geïsoleerd betekent: antwoordde, noemt niemand en wordt door niemand genoemd. Wie niet invulde is onbekend, \
                      nooit geïsoleerd. Binnen de eigen school blijven is geen isolement.";
        Sentence::new(lead + ".", detail)
    }

    fn between(&self, across: u64, all: u64, ei: Option<f64>, expected: Option<f64>) -> Sentence {
        let lead = if across == 0 {
            format!("Geen van {} met een verbinding is van twee scholen.", self.many(all, Noun::Pair))
        } else {
            format!(
                "{} verbonden paren {} mensen van verschillende scholen{}.",
                self.of(across, all),
                with(across, "bestaat uit", "zijn"),
                share(across, all)
            )
        };
        let mut detail = String::new();
        if let Some(ei) = ei {
            let way = match ei {
                x if x < -0.05 => "naar binnen gericht",
                x if x > 0.05 => "naar buiten gericht",
                _ => "binnen en tussen scholen evenveel",
            };
            detail += &format!(
                "E-I-index {}: {way}. Op deze schaal is −1 alles binnen de school en +1 alles tussen scholen.",
                self.decimal(ei, 2)
            );
        }
        if let Some(expected) = expected {
            detail += &format!(
                " Als verbindingen zich niets van scholen aantrokken, zou het {} zijn.",
                self.decimal(expected, 2)
            );
        }
        Sentence::new(lead, detail.trim_start())
    }

    fn between_partly(&self, across: u64, all: u64, ei: Option<f64>, within: &[String]) -> Sentence {
        let lead = self.between(across, all, None, None).lead;
        let lead =
            format!("{}; {}: alleen binnen de eigen school gevraagd.", lead.trim_end_matches('.'), self.list(within));
        let ei = ei.map_or_else(String::new, |ei| format!("E-I-index {} over wat gevraagd is. ", self.decimal(ei, 2)));
        Sentence::new(
            lead,
            format!("{ei}Of scholen naar binnen of naar buiten gericht zijn, is hieruit niet te zeggen."),
        )
    }

    fn circles(&self, found: &Circles) -> Sentence {
        if found.circles < 2 {
            return Sentence::new(
                "De verbindingen laten geen aparte kringen zien: iedereen met een verbinding hoort bij één kring.",
                "",
            );
        }
        let lead = format!(
            "De verbindingen laten {} kringen zien van mensen die meer met elkaar te maken hebben dan met anderen.",
            self.count(found.circles)
        );
        let against = |ari: f64, what: &str| {
            let how = ["hebben weinig te maken met", "volgen voor een deel", "vallen vrijwel samen met"][likeness(ari)];
            format!("{how} {what} ({})", self.decimal(ari, 2))
        };
        let pairs = [(found.schools, "de scholen"), (found.phases, "de bouwen")];
        let said: Vec<String> = pairs.into_iter().filter_map(|(ari, what)| Some(against(ari?, what))).collect();
        let mut detail = String::new();
        if !said.is_empty() {
            detail = format!("Zij {}; 1 zou precies hetzelfde zijn, 0 is toeval.", said.join(" en "));
        }
        if let Some(stability) = found.stability {
            let how = match stability {
                s if s >= 0.8 => "komen er vrijwel dezelfde kringen uit",
                s if s >= 0.65 => "komen er kringen uit die erop lijken, niet dezelfde",
                _ => "komen er andere kringen uit: bouw niet op hun grenzen",
            };
            detail += &format!(" Opnieuw gezocht met een ander begin {how} ({}).", self.decimal(stability, 2));
        }
        Sentence::new(lead, detail.trim_start())
    }

    fn between_not_asked(&self) -> Sentence {
        Sentence::new(
            "Naar contact tussen scholen is niet gevraagd.",
            "Men kon alleen collega's van de eigen school noemen. Dat is iets anders dan geen contact: over verbindingen tussen \
             scholen is niets te zeggen.",
        )
    }

    fn knotted(&self, shared: u64, formal: u64, informal: u64) -> Sentence {
        Sentence::new(
            format!(
                "{} formeel verbonden paren {} dat ook uit eigen keuze{}.",
                self.of(shared, formal),
                with(shared, "is", "zijn"),
                share(shared, formal)
            ),
            format!(
                "Formeel is wat georganiseerd is, informeel wat mensen zelf kiezen. Alleen op papier: {}. Uit eigen keuze, \
                 zonder iets georganiseerds ernaast: {}; daar vonden mensen elkaar.",
                self.many(formal.saturating_sub(shared), Noun::Pair),
                self.many(informal.saturating_sub(shared), Noun::Pair)
            ),
        )
    }

    fn no_formal(&self) -> Sentence {
        Sentence::new(
            "In dit onderzoek zijn geen formele verbindingen, dus formeel en informeel kunnen niet naast elkaar staan.",
            "Met deze regels in study.toml worden de bouwteams van elke school formeel: [groups] teams_from = [\"phase\"] \
             as_ties = [\"team\"]. Maatjes, gastheerbezoek en ingedeelde verbindingen zijn vanzelf formeel.",
        )
    }

    fn no_informal(&self) -> Sentence {
        Sentence::new(
            "In dit onderzoek zijn geen verbindingen uit eigen keuze, dus formeel en informeel kunnen niet naast elkaar staan.",
            "Vraag bijvoorbeeld: met wie praat u over lesgeven? (teaching_talk)",
        )
    }

    fn latent(&self, talk: u64, with_door: u64) -> Sentence {
        let latent = talk.saturating_sub(with_door);
        Sentence::new(
            format!(
                "Bij {} paren die over lesgeven praten is er tussen hen geen deur open{}.",
                self.of(latent, talk),
                share(latent, talk)
            ),
            "Deze sluimerende paren zijn de dichtstbijzijnde kans op een bezoek. Alleen paren van wie het bekend is tellen mee.",
        )
    }

    fn caution(&self, caution: &Caution) -> (String, String) {
        if let Caution::FormsToVerdict(schools) = caution {
            let cannot = match schools.as_slice() {
                [one] => format!("Of {} achterblijft: daar antwoordde minder dan 70% van de leraren.", one.0),
                more => format!(
                    "Of een school achterblijft: op {} scholen antwoordde minder dan 70% van de leraren.",
                    self.count(more.len() as u64)
                ),
            };
            return (cannot, self.forms_needed(schools));
        }
        if let Caution::OnlyVisitorsMissing(missing) = caution {
            let forms = self.many(*missing, Noun::Form);
            let is = with(*missing, "ontbreekt", "ontbreken");
            let these = with(*missing, "deze persoon ging", "deze mensen gingen");
            let still = if *missing == 1 { "Het formulier dat".to_owned() } else { format!("De {forms} die") };
            return (
                format!(
                    "Welk deel van de klassen openstond, en of een school achterblijft: alleen aan bezoekers is iets gevraagd, en \
                     er {is} {forms}. Waar {these} kijken, is nergens te zien."
                ),
                format!("{still} nog {is}; of het ook aan de gastheer vragen: wie was er bij u in de klas?"),
            );
        }
        let (cannot, change) = phrased(caution);
        (cannot, change.to_owned())
    }
}

fn phrased(caution: &Caution) -> (String, &'static str) {
    match caution {
        Caution::Quality => (
            "Of lessen goed zijn. Dit zegt iets over openheid, niet over de kwaliteit van lessen.".into(),
            "Niets hierin: dat vraagt ander onderzoek.",
        ),
        Caution::MissingForms(a) => (
            format!(
                "Wat mensen die niet antwoordden ({}) gezegd zouden hebben. Zij zijn onbekend, niet geïsoleerd en niet gesloten.",
                Dutch.count(a.asked.saturating_sub(a.answered))
            ),
            "Hun formulieren, of een volgende meting met meer antwoorden.",
        ),
        Caution::ResponseNotKnown => (
            "Wie geïsoleerd is en welke deuren gesloten zijn: nergens staat wie antwoordde, en stilte kan een ontbrekend formulier zijn.".into(),
            "Een kolom ingevuld (ja of nee) in de personeelslijst.",
        ),
        Caution::LowResponse(schools) => {
            let list: Vec<String> = schools.iter().map(|(s, a, n)| format!("{s} ({})", Dutch.of(*a, *n))).collect();
            (
                format!("Hoe het is op scholen waar weinig mensen antwoordden: {}.", Dutch.list(&list)),
                "De ontbrekende formulieren.",
            )
        }
        Caution::OnlyVisitors => (
            "Of gemelde bezoeken er echt waren: alleen aan bezoekers is het gevraagd, en niemand kon het bevestigen.".into(),
            "Het ook aan de gastheer vragen: wie was er bij u in de klas?",
        ),
        Caution::OnlyHosts => (
            "Of gemelde bezoeken er echt waren: alleen aan wie bezoek kreeg is het gevraagd, en niemand kon het bevestigen.".into(),
            "Het ook aan de bezoeker vragen: bij wie was u in de klas?",
        ),
        Caution::NoDoors => (
            "Hoe open klassen zijn: de vragenlijst vroeg niets dat een deur opent.".into(),
            "Een vraag als: bij wie was u tijdens een les in de klas? (class_visit)",
        ),
        Caution::NoTeachers => (
            "Hoe open klassen zijn: niemand op de personeelslijst telt als leraar met een eigen klas.".into(),
            "Regels onder [roles] in study.toml die zeggen welke functies lesgeven.",
        ),
        Caution::NoRoles => (
            "Of ieder die meetelt een eigen klas heeft: er is geen kolom met functies, dus percentages kunnen te laag zijn.".into(),
            "Een kolom functie in de personeelslijst.",
        ),
        Caution::WithinSchools => (
            "Of scholen van elkaar leren: men kon alleen collega's van de eigen school noemen.".into(),
            "Mensen ook collega's van andere scholen laten noemen.",
        ),
        Caution::SomeWithinSchools(list) => (
            format!("Hoe het tussen scholen is bij {}: daarnaar is alleen binnen de eigen school gevraagd.", Dutch.list(list)),
            "Mensen ook daar collega's van andere scholen laten noemen.",
        ),
        Caution::NoFormal => (
            "Of wat georganiseerd is ook leeft: in dit onderzoek zijn geen formele verbindingen.".into(),
            "Bouwteams als formele groepen, of een lijst van maatjes en gastheerbezoeken.",
        ),
        Caution::FormsToVerdict(_) | Caution::OnlyVisitorsMissing(_) => (String::new(), ""),
        Caution::LimitedByForm(people) => (
            format!("Bij hoeveel collega's mensen echt te rade gaan: alle regels van het formulier zijn gebruikt door {}.", Dutch.many(*people, Noun::Person)),
            "Een lijst van alle collega's, zonder grens aan het aantal namen.",
        ),
        Caution::SmallSchools(n) => (
            format!(
                "Of scholen met minder dan 10 bekende deuren ({}) anders zijn dan de rest: een school met weinig leraren \
                 springt snel van 0 naar 50 procent.",
                Dutch.count(*n)
            ),
            "Meer formulieren, of meer metingen samen.",
        ),
        Caution::OneWave => (
            "Of het beter of slechter gaat: dit is één meting.".into(),
            "Dezelfde vragen over dezelfde maanden in een ander jaar.",
        ),
    }
}
