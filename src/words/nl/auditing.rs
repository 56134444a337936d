//! The data report in Dutch.

use super::Dutch;
use crate::findings::{About, End, Gate, Ground, Remark, ResponseGate};
use crate::words::auditing::{AuditSay, Auditing, Quiet};
use crate::words::numbers::{Noun, Numbers, with};

/// `(T-01, T-02 …)`, or nothing.
fn who(people: u64, first: &[String]) -> String {
    let more = if people > first.len() as u64 { ", …" } else { "" };
    if first.is_empty() { String::new() } else { format!(" ({}{more})", first.join(", ")) }
}

/// A number as an answer: without decimals that say nothing.
fn plain(x: f64) -> String {
    Dutch.decimal(x, usize::from(x.fract().abs() > 1e-9))
}

fn quoted(labels: &[String]) -> String {
    let quoted: Vec<String> = labels.iter().map(|l| format!("‘{l}’")).collect();
    Dutch.list(&quoted)
}

/// `1 formulier ontbreekt`.
fn missing_forms(n: u64) -> String {
    format!("{} {}", Dutch.many(n, Noun::Form), if n == 1 { "ontbreekt" } else { "ontbreken" })
}

impl Auditing for Dutch {
    fn audit(&self, what: AuditSay) -> &'static str {
        match what {
            AuditSay::FormsTitle => "Formulieren die nog ontbreken",
            AuditSay::FormsIntroduction => {
                "Zolang de vragenlijst openstaat, loont het om deze na te vragen. Vanaf 70 procent krijgt een school een uitspraak, vanaf 80 procent is niets meer ruw. Geteld over iedereen die gevraagd is en over de leraren; hier staat het grootste van de twee."
            }
            AuditSay::FormsTable => "Formulieren binnen, en formulieren die ontbreken",
            AuditSay::HeadFormsIn => "Binnen",
            AuditSay::HeadToVerdict => "Nog tot 70%",
            AuditSay::HeadToNormal => "Nog tot 80%",
            AuditSay::QuestionsTable => "Hoe elke vraag gebruikt is",
            AuditSay::HeadReportedBy => "Ingevuld door",
            AuditSay::HeadFilledIn => "Beantwoord",
            AuditSay::HeadNaming => "Noemde iemand",
            AuditSay::HeadNames => "Namen",
            AuditSay::ScalesTitle => "Hoe vaak: de antwoorden die gegeven zijn",
            AuditSay::ScalesIntroduction => {
                "Elk antwoord zoals het er staat, met het aantal keren. Namen zonder een woord over hoe vaak staan er niet bij."
            }
            AuditSay::ScalesTable => "Antwoorden per vraag",
            AuditSay::HeadGiven => "Antwoorden",
            AuditSay::NothingOdd => "Er valt niets op.",
            AuditSay::PeopleTitle => "Mensen",
            AuditSay::StrangersTable => "Genoemd, en niet op de personeelslijst",
            AuditSay::HeadWritten => "Geschreven",
            AuditSay::HeadMayBe => "Is misschien",
            AuditSay::NobodyStandsOut => {
                "Iedereen die genoemd is, staat op de personeelslijst, en niemand lijkt er twee keer op te staan."
            }
            AuditSay::TwoSidedTitle => "Twee kanten van één bezoek",
            AuditSay::TwoSidedIntroduction => {
                "Waar beide kanten gevraagd zijn, is de ene melding naast de andere te leggen. Wat de ene kant zegt en de andere ontkent, telt niet mee; wat maar één kant kon zeggen wel."
            }
            AuditSay::TwoSidedTable => "Wat beide kanten zeggen",
            AuditSay::HeadBothSay => "Beide zeggen het",
            AuditSay::HeadOneSays => "Eén kant, andere onbekend",
            AuditSay::HeadDenied => "Andere zegt nee",
            AuditSay::ConclusionsTitle => "Wat hieruit te concluderen is, en wat niet",
            AuditSay::ConclusionsIntroduction => {
                "Beoordeeld naar wat gevraagd is, wie antwoordde en hoe groot de scholen zijn, niet naar de uitkomst. De grenzen zijn afspraken, geen natuurwetten: 50, 70 en 80 procent van de formulieren; 3, 5 en 10 bekende deuren."
            }
            AuditSay::Can => "Dit is te concluderen",
            AuditSay::WithCare => "Dit met voorbehoud",
            AuditSay::Cannot => "Dit niet",
            AuditSay::SchoolsTitle => "Per school",
        }
    }

    fn reported_by(&self, end: End) -> &'static str {
        match end {
            End::From => "wie noemt",
            End::To => "wie genoemd wordt",
        }
    }

    fn unused(&self, questions: &[String]) -> String {
        format!(
            "Niemand noemde iemand bij: {}. Stond de vraag op het formulier, en wordt de kolom gelezen?",
            self.list(questions)
        )
    }

    fn named_unfinished(&self, question: &str, people: u64) -> String {
        format!(
            "{question}: {} die iemand noemde{} als niet ingevuld (zo aangegeven, of een formulier dat niet af is). De namen tellen mee en staan in de twee rechterkolommen.",
            self.many(people, Noun::Person),
            with(people, " geldt", "n gelden")
        )
    }

    fn not_found(&self, questions: &[String]) -> String {
        format!(
            "Het studiebestand noemt {}, maar geen bestand heeft zo’n kolom. Vergelijk het letter voor letter met de kopjes.",
            quoted(questions)
        )
    }

    fn remark(&self, questions: &[String], remark: &Remark) -> String {
        let asked = self.list(questions);
        let says = match remark {
            Remark::OneAnswer { value, written } => {
                let answer = written.clone().map_or_else(|| plain(*value), |w| format!("‘{w}’"));
                format!("iedereen gaf hetzelfde antwoord, {answer}. Dat zegt wie, en niets over hoe vaak.")
            }
            Remark::TopNotUsed { highest, top } => format!(
                "niemand antwoordde meer dan {}, terwijl de schaal tot {} loopt. Misschien is het zeldzaam, misschien zijn de antwoorden anders gecodeerd.",
                plain(*highest),
                plain(*top)
            ),
            Remark::BelowOthers { highest, top } => format!(
                "niemand antwoordde meer dan {}, terwijl de antwoorden bij een andere vraag tot {} gaan. Misschien is het zeldzaam, misschien zijn de antwoorden anders gecodeerd.",
                plain(*highest),
                plain(*top)
            ),
            Remark::AboveOthers { value, answers, below } => format!(
                "{} staat er {} keer, terwijl alle andere antwoorden tot {} gaan; het telt als vaker dan die. Is het een vergissing, verbeter het dan in het bestand; betekent het ‘geen antwoord’, zet dan  missing = [\"{}\"]  in study.toml.",
                plain(*value),
                self.count(*answers),
                plain(*below),
                plain(*value)
            ),
            Remark::Mixed { labels } => format!(
                "de antwoorden {} horen niet bij één schaal, zodat hun volgorde onzeker is. Zet in study.toml bij [frequencies] waarvoor elk telt.",
                quoted(labels)
            ),
            Remark::SameStep { labels, value } => format!(
                "de antwoorden {} tellen allemaal als {}. Zijn het verschillende stappen, zet dat dan in study.toml bij [frequencies].",
                quoted(labels),
                plain(*value)
            ),
            Remark::LooksLikeCode { value, answers, below } => format!(
                "{} staat er {} keer, terwijl alle andere antwoorden tot {} gaan. Betekent het ‘geen antwoord’, zet dan  missing = [\"{}\"]  in study.toml.",
                plain(*value),
                self.count(*answers),
                plain(*below),
                plain(*value)
            ),
            Remark::NoneReachesCut { at_least } => {
                format!(
                    "verbindingen tellen vanaf {}, en geen antwoord haalt dat: niemand heeft deze verbinding.",
                    plain(*at_least)
                )
            }
            Remark::NotUnderstood { answers } => format!(
                "{} {} niet begrepen en {} niet mee. Zet in study.toml bij [frequencies] waarvoor {}.",
                self.many(*answers, Noun::Answer),
                with(*answers, "is", "zijn"),
                with(*answers, "telt", "tellen"),
                with(*answers, "het telt", "ze tellen")
            ),
        };
        format!("{asked}: {says}")
    }

    fn always_the_same(&self, people: u64, first: &[String]) -> String {
        format!(
            "{} {} alle collega’s hetzelfde antwoord, minstens tien keer over twee of meer vragen{}. Misschien is er ingevuld zonder te kijken.",
            self.many(people, Noun::Person),
            if people == 1 { "gaf" } else { "gaven" },
            who(people, first)
        )
    }

    fn not_understood(&self) -> &'static str {
        "niet begrepen"
    }

    fn not_listed(&self, names: u64, answers: u64) -> String {
        let stand = if names == 1 { "1 naam staat".to_owned() } else { format!("{} namen staan", self.count(names)) };
        let count = if answers == 1 { "telt" } else { "tellen" };
        format!("{stand} niet op de personeelslijst; daardoor {count} {} niet mee.", self.many(answers, Noun::Answer))
    }

    fn doubles(&self, names: u64, first: &[String]) -> String {
        let stand = if names == 1 { "1 naam staat".to_owned() } else { format!("{} namen staan", self.count(names)) };
        format!(
            "{stand} op de personeelslijst onder meer dan één code: {}. Is het één persoon, geef dan één code; niemand wordt op naam samengevoegd.",
            first.join("; ")
        )
    }

    fn twice(&self, ids: &[String]) -> String {
        format!("Twee keer op de personeelslijst in één meting: {}.", self.list(ids))
    }

    fn quiet(&self, why: Quiet, people: u64, named: u64, first: &[String]) -> String {
        let some = self.many(people, Noun::Person);
        let of_them = match (named, people) {
            (0, 1) => "anderen noemen deze persoon niet".to_owned(),
            (0, _) => "geen van hen wordt door anderen genoemd".to_owned(),
            (1, 1) => "anderen noemen deze persoon wel".to_owned(),
            (n, p) if n == p => "allen worden door anderen genoemd".to_owned(),
            (1, _) => "1 van hen wordt door anderen genoemd".to_owned(),
            (n, _) => format!("{} van hen worden door anderen genoemd", self.count(n)),
        };
        let one = people == 1;
        match why {
            Quiet::Answered => format!(
                "{some} {} en {} niemand{}; {of_them}.",
                if one { "antwoordde" } else { "antwoordden" },
                if one { "noemde" } else { "noemden" },
                who(people, first)
            ),
            Quiet::Missing => format!(
                "{some} {} niet; {of_them}. Wat {} zeggen is niet bekend.",
                if one { "antwoordde" } else { "antwoordden" },
                if one { "deze persoon zelf zou" } else { "zij zelf zouden" }
            ),
            Quiet::NotKnown => format!(
                "{some} {} niets{}, en nergens staat of {}; {of_them}.",
                if one { "meldde" } else { "meldden" },
                who(people, first),
                if one { "die antwoordde" } else { "zij antwoordden" }
            ),
        }
    }

    fn about(&self, about: About) -> &'static str {
        match about {
            About::Isolation => "Wie alleen staat",
            About::Doors => "Wiens klas open is",
            About::Lagging => "Welke school achterblijft bij de andere",
            About::Formal => "Hoe georganiseerd contact en eigen keus samengaan",
            About::Schools => "Hoe scholen verbonden zijn",
            About::Between => "Wie tussen anderen in staat",
            About::Strength => "Hoe vaak mensen elkaar zien",
            About::Topics => "Waar het gesprek over gaat",
            About::Change => "Wat veranderde sinds de vorige meting",
        }
    }

    fn ground(&self, about: About, ground: Ground) -> String {
        match ground {
            Ground::AllIsThere => "gevraagd, en door genoeg mensen beantwoord.".into(),
            Ground::FormsMissing { missing } => {
                let forms = missing_forms(missing);
                match about {
                    About::Isolation => {
                        let who = with(missing, "deze persoon", "deze mensen");
                        let stand = with(missing, "die alleen staat", "zij alleen staan");
                        format!("{forms}; van {who} wordt niet gezegd dat {stand}.")
                    }
                    About::Between => {
                        let one = with(missing, "wie het niet invulde", "een van hen");
                        format!("{forms}; {one} kan de brug zijn. Het getal is ruw.")
                    }
                    _ => {
                        let would = with(missing, "deze persoon zou", "deze mensen zouden");
                        format!("{forms}; wat {would} zeggen, zit er niet in.")
                    }
                }
            }
            Ground::SomeSchools { schools, of } => {
                format!(
                    "{} scholen {} genoeg antwoorden en bekende deuren voor een uitspraak.",
                    self.of(schools, of),
                    with(schools, "heeft", "hebben")
                )
            }
            Ground::Bounds { missing } => format!(
                "{}; het aandeel van alle leraren ligt tussen een laagste en een hoogste waarde.",
                missing_forms(missing)
            ),
            Ground::OneEnd { end: End::From } => {
                "alleen bezoekers zijn gevraagd, zodat geen bezoek te controleren is.".into()
            }
            Ground::OneEnd { end: End::To } => {
                "alleen gastheren zijn gevraagd, zodat geen bezoek te controleren is.".into()
            }
            Ground::LimitedByForm => {
                "het formulier had plaats voor een vast aantal namen; wie er meer had, kon die niet kwijt.".into()
            }
            Ground::SomeWithinSchools => "sommige vragen gingen alleen over de eigen school.".into(),
            Ground::NotAsked => "dit is niet gevraagd.".into(),
            Ground::OneAnswer => "elk antwoord is hetzelfde, of een ja; dat zegt wie, en niets over hoe vaak.".into(),
            Ground::ResponseNotKnown => {
                "nergens staat wie antwoordde. Een kolom ingevuld in de personeelslijst verandert dat.".into()
            }
            Ground::LowResponse { answered, asked } => {
                format!(
                    "{} formulieren {} binnen, en dat is te weinig: er worden alleen aantallen gemeld.",
                    self.of(answered, asked),
                    with(answered, "kwam", "kwamen")
                )
            }
            Ground::OnlyVisitors { missing } => format!(
                "alleen bezoekers zijn gevraagd en {}: hoeveel deuren minstens open zijn, en geen aandeel.",
                missing_forms(missing)
            ),
            Ground::NoTeachers => "niemand op de personeelslijst heeft een eigen klas.".into(),
            Ground::OneSchool => "er is één school.".into(),
            Ground::WithinSchools => "men kon alleen collega’s van de eigen school noemen.".into(),
            Ground::NoFormal => {
                "nergens staat wat georganiseerd is. Teams, maatjes of studiedagen zeggen dat wel.".into()
            }
            Ground::GroupsAreNoTies => {
                "er zijn groepen bekend, maar de studie telt geen van hun soorten als verbinding (as_ties in study.toml).".into()
            }
            Ground::OneWave => "er is één meting.".into(),
        }
    }

    fn gates(&self, response: ResponseGate, size: Gate, doors: bool) -> String {
        let by_response = match response {
            ResponseGate::NotKnown => {
                return "Aantallen en aandelen, geen uitspraak: nergens staat wie antwoordde.".into();
            }
            ResponseGate::CountsOnly => {
                return "Alleen aantallen: minder dan de helft van de formulieren is binnen.".into();
            }
            ResponseGate::NoVerdict => {
                "Wat mensen over zichzelf zeggen, en open deuren tussen grenzen; geen uitspraak, en niets over wie tussen anderen in staat"
            }
            ResponseGate::Warning => "Bijna alles; wie tussen anderen in staat is ruw",
            ResponseGate::Normal => "Alles wat gevraagd is",
        };
        let few = |n: &str| {
            if doors {
                format!("minder dan {n} deuren zijn bekend")
            } else {
                format!("minder dan {n} mensen antwoordden")
            }
        };
        match size {
            Gate::Full => format!("{by_response}."),
            Gate::Careful if doors => {
                format!("{by_response}. Met minder dan tien bekende deuren is een uitspraak zeldzaam.")
            }
            Gate::Careful => format!(
                "{by_response}. Minder dan tien mensen antwoordden, zodat één meer of minder elk aandeel verandert."
            ),
            Gate::CountsOnly => format!("Alleen aantallen, en alleen voor de onderzoeker: {}.", few("vijf")),
            Gate::Nothing => format!("Op zichzelf niets: {}. De school telt mee in de groep.", few("drie")),
        }
    }
}
