//! Advice in words, in Dutch.

use super::Dutch;
use crate::findings::{Because, Means, NeedKind, WhyNot};
use crate::words::advising::{AdviceSay, Advising};
use crate::words::numbers::{Noun, Numbers, with};

const DAYS: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];

impl Advising for Dutch {
    fn advice(&self, what: AdviceSay) -> &'static str {
        match what {
            AdviceSay::Edition => {
                "Werkexemplaar voor wie mensen bij elkaar brengt. Niet voor beoordeling. Alleen wie toestemming gaf, staat erin. Naast de cijfers van scholen kan het iets zeggen over wie geen toestemming gaf: wat aan een begeleider mag worden doorgegeven, maakt analyse --audience consultant."
            }
            AdviceSay::EditionOwnPlan => {
                "Werkexemplaar voor wie mensen bij elkaar brengt. Niet voor beoordeling. Er staan mensen in die daarvoor geen toestemming gaven: geef het niet door."
            }
            AdviceSay::First => "Wat eerst te doen",
            AdviceSay::Needs => "Wie en wat hulp kan gebruiken",
            AdviceSay::NeedsIntroduction => {
                "Elke vraag met de getallen erachter. Wie niet invulde, staat in geen enkele lijst: daarover is niets bekend. Verbindingen tellen in beide richtingen, zodat niemand ziet wie wie noemde."
            }
            AdviceSay::NeedsCounted => "Hoeveel van elk",
            AdviceSay::NeedsOfSchools => "Scholen en paren van scholen",
            AdviceSay::HeadCount => "Hoeveel",
            AdviceSay::NoNeeds => "Er is niets gevonden bij wie invulde en toestemming gaf.",
            AdviceSay::NoNeedsHere => {
                "In deze lijst staat niets. Een voorstel kan er ook zijn voor wie alleen zelf nergens ging kijken."
            }
            AdviceSay::NeedsWithout => "Voor wie geen regel is gevonden, staat bij de voorstellen, met de reden.",
            AdviceSay::Proposals => "Voorstellen",
            AdviceSay::ProposalsIntroduction => {
                "Per school een tabel. Bij elke regel staat wiens deur ermee opengaat, waarom juist deze twee, en wie de volgende keus is. Een voorstel, geen indeling: mensen kiezen zelf."
            }
            AdviceSay::NoProposals => "Er kon niets worden voorgesteld.",
            AdviceSay::GroupLevel => "Zonder school",
            AdviceSay::Schedule => "Bezoekrooster",
            AdviceSay::ScheduleIntroduction => {
                "Wie bij wie kijkt, en op welke dagen beiden werken. Regel eerst vervanging voor de klas van de bezoeker: zonder vervanging gaan de meeste bezoeken niet door."
            }
            AdviceSay::Without => "Niets voorgesteld, en waarom",
            AdviceSay::WithoutIntroduction => {
                "Leraren die alleen staan, bij wie niemand in de klas keek of die zelf nergens gingen kijken, en voor wie geen regel is gevonden."
            }
            AdviceSay::WithoutOwnPlan => {
                "Leraren die alleen staan, bij wie niemand in de klas keek of die zelf nergens gingen kijken, die niet in het eigen plan staan, en voor wie ook het programma geen regel vond."
            }
            AdviceSay::WhatIf => "Wat het zou veranderen",
            AdviceSay::WhatIfIntroduction => {
                "Als elke regel doorgaat: een bovengrens. Bij 30 en 60 procent gaat elke regel al dan niet door, bij toeval; tussen haakjes de middelste 95 procent van 1.000 trekkingen. In een Engelse proef met onderling klasbezoek gingen veel minder bezoeken door dan gepland."
            }
            AdviceSay::NotAboutLearning => {
                "Dit gaat over wie wie ontmoet. Het zegt niets over leren, vertrouwen of resultaten."
            }
            AdviceSay::Regression => {
                "Mensen staan in deze lijst omdat hun getal deze keer laag was. Een deel van hen zou de volgende keer ook zonder plan meer verbindingen hebben: van wie er geen enkele had, kan meer dan de helft er bij een volgende meting een hebben, alleen door toeval. Vergelijk daarom met mensen die niet zijn uitgenodigd."
            }
            AdviceSay::EvaluateBefore => {
                "Schrijf vooraf op: het doel, de maat, de kleinste verandering die ertoe doet, en wie nog niet wordt uitgenodigd. Bewaar plan.csv: de volgende meting kan ernaast worden gelegd."
            }
            AdviceSay::HeldBack => {
                "In deze editie zijn sommige vragen en voorstellen weggelaten, door loting, en staat er niet bij wie geen of één verbinding heeft: naast de cijfers van de scholen zou anders iets te vinden zijn over mensen die geen toestemming gaven."
            }
            AdviceSay::Method => "Hoe de voorstellen tot stand kwamen",
            AdviceSay::MethodConstraints => {
                "Nooit voorgesteld: wie geen toestemming gaf of niet invulde; twee mensen zonder gezamenlijke werkdag voor een bezoek; iemand en zijn of haar beoordelaar; een paar dat deze verbinding al heeft; een paar op de lijst van paren die nooit worden voorgesteld; meer bezoeken door dit plan dan een gastheer aankan (kolom capaciteit; zonder die kolom twee); een bezoek aan een gastheer die al veel draagt: vijf bezoekers of meer, en meer dan er plaats is. Bezoeken uit de meting tellen verder niet mee: een plan gaat over de tijd erna. Waar werkdagen niet bekend zijn, wordt de hele week aangenomen en staat dat erbij."
            }
            AdviceSay::MethodPoints => {
                "Uit alles wat overblijft de beste verdeling als geheel: wie het meest nodig heeft eerst, dan de grootste som van deze punten. Een tweede bezoek aan dezelfde gastheer kost een punt."
            }
            AdviceSay::HeadNeed => "Vraag",
            AdviceSay::HeadWho => "Wie",
            AdviceSay::HeadNumbers => "Getallen",
            AdviceSay::HeadMeans => "Middel",
            AdviceSay::HeadFrom => "Wie",
            AdviceSay::HeadTo => "Bij of met wie",
            AdviceSay::HeadDays => "Gezamenlijke dagen",
            AdviceSay::HeadOpens => "Opent de deur van",
            AdviceSay::HeadWhy => "Waarom",
            AdviceSay::HeadScore => "Punten",
            AdviceSay::HeadRunnerUp => "Volgende keus",
            AdviceSay::HeadGroup => "Groep",
            AdviceSay::HeadFigure => "Getal",
            AdviceSay::HeadBefore => "Nu",
            AdviceSay::Head30 => "Bij 30%",
            AdviceSay::Head60 => "Bij 60%",
            AdviceSay::Head100 => "Als alles doorgaat",
            AdviceSay::HeadPoints => "Punten",
            AdviceSay::Everybody => "Iedereen samen",
        }
    }

    fn means(&self, means: Means) -> &'static str {
        match means {
            Means::HostVisit => "gastheerbezoek",
            Means::ReturnVisit => "klasbezoek",
            Means::Buddy => "maatje",
            Means::Intervision => "intervisiegroep",
            Means::RoundTable => "rondetafel",
            Means::Bridge => "brugbezoek",
            Means::Consultant => "tijd van de consulent",
            Means::OutsidePartner => "partner van buiten",
        }
    }

    fn because(&self, why: Because) -> &'static str {
        match why {
            Because::SamePhase => "zelfde bouw",
            Because::Wish => "een van beiden zou graag bij de ander kijken",
            Because::Talk => "ze praten over lesgeven",
            Because::SameSubject => "zelfde vak",
            Because::SharedContact => "een gezamenlijke collega",
            Because::SameSchool => "zelfde school",
            Because::SeveralDays => "meer dan één gezamenlijke dag",
            Because::DaysNotKnown => "werkdagen niet bekend",
            Because::Alone => "heeft geen verbinding, of één",
            Because::ClosedDoor => "hier was nog niemand in de klas",
            Because::NewTeacher => "nieuw",
            Because::EachKnowsOne => "ieder kent iemand in de groep",
            Because::Mixed => "over bouwen of scholen heen",
            Because::Experienced => "is er al langer",
            Because::NoTieBetweenSchools => "tussen hun scholen is geen verbinding",
            Because::HangsOnOne => "al het contact van de school loopt via één persoon",
            Because::LittleOfEither => "weinig gesprek en weinig open deuren: bouw eerst contact op",
            Because::ClosedProfile => "de meeste tekens van een gesloten profiel",
            Because::Carousel => "een rondje: ieder kijkt bij een ander en krijgt een ander op bezoek",
        }
    }

    fn why_not(&self, why: WhyNot) -> &'static str {
        match why {
            WhyNot::NobodyAgreed => "niemand in de buurt gaf toestemming",
            WhyNot::NoSharedDay => "niemand met toestemming werkt op dezelfde dagen",
            WhyNot::NoHost => "geen gastheer-leraar in de buurt gaf toestemming en heeft plaats",
            WhyNot::NotAsWanted => {
                "niemand die toestemming gaf, is van de gevraagde bouw, het gevraagde vak of de gevraagde school"
            }
            WhyNot::EverybodyTaken => "wie zou passen, is al bezet",
        }
    }

    fn need(&self, kind: NeedKind) -> &'static str {
        match kind {
            NeedKind::Isolated => "geen verbinding",
            NeedKind::SingleThread => "één contact",
            NeedKind::NewWithoutBuddy => "nieuw, zonder maatje",
            NeedKind::ClosedWithTalk => "gesloten deur, wel gesprek",
            NeedKind::HostCarriesMuch => "een gastheer die veel draagt",
            NeedKind::OnlyReceives => "school die alleen ontvangt",
            NeedKind::OnlySends => "school die alleen stuurt",
            NeedKind::HangsOnOne => "contact hangt aan één persoon",
            NeedKind::NoTie => "twee scholen zonder verbinding",
            NeedKind::LittleOfEither => "weinig gesprek en weinig deuren",
            NeedKind::ClosedProfile => "gesloten profiel: een vraag om te bespreken",
        }
    }

    fn need_numbers(&self, kind: NeedKind, count: u32, of: Option<u32>) -> String {
        let n = self.count(u64::from(count));
        match kind {
            NeedKind::Isolated if count > 0 => {
                format!("{} op school niet ingevuld", self.many(u64::from(count), Noun::Form))
            }
            NeedKind::NewWithoutBuddy => format!("eigen contacten: {n}"),
            NeedKind::ClosedWithTalk => format!("praat met {n} zonder deur ertussen"),
            NeedKind::HostCarriesMuch => match of {
                Some(room) => {
                    format!("bezoekers: {n}; plaats voor {}", self.count(u64::from(room)))
                }
                None => format!("bezoekers: {n}"),
            },
            NeedKind::OnlyReceives => format!("bezoeken van andere scholen: {n}; aan andere scholen: 0"),
            NeedKind::OnlySends => format!("bezoeken aan andere scholen: {n}; van andere scholen: 0"),
            NeedKind::HangsOnOne => format!("verbindingen met {}", self.many(u64::from(count), Noun::School)),
            NeedKind::NoTie => of.map_or_else(String::new, |of| format!("0 van {} paren", self.count(u64::from(of)))),
            _ => String::new(),
        }
    }

    fn days(&self, days: u8) -> String {
        let named = DAYS.iter().enumerate().filter(|(bit, _)| days & (1 << bit) != 0);
        self.list(&named.map(|(_, day)| (*day).to_owned()).collect::<Vec<_>>())
    }

    fn effect(&self, measure: &str) -> &'static str {
        match measure {
            "open_door_rate" => "opendeurgraad",
            "isolates" => "mensen zonder verbinding",
            "single_thread" => "mensen met één contact",
            "cross_school_reach" => "leraren met een deur in een andere school",
            "ei_index" => "E-I-index (−1 alles binnen, 1 alles buiten)",
            "components_weak" => "losse delen",
            "cut_points" => "mensen aan wie het contact van anderen hangt",
            "largest_host_load" => "bezoekers van de drukste gastheer",
            "host_dependency" => "aandeel van de drukste gastheer in de bezoeken",
            _ => "",
        }
    }

    fn advice_lead(&self, lines: u64, (reached, listed): (u64, u64), without: u64) -> String {
        let lines = if lines == 1 { "1 voorstel".to_owned() } else { format!("{} voorstellen", self.count(lines)) };
        let of = match (reached, listed) {
            (_, 0) => String::new(),
            (0, 1) => ", zonder de ene leraar uit de lijst van vragen".to_owned(),
            (_, 1) => ", met de ene leraar uit de lijst van vragen".to_owned(),
            (0, n) => format!(", met geen van de {} leraren uit de lijst van vragen", self.count(n)),
            (m, n) if m == n => format!(", met alle {} leraren uit de lijst van vragen", self.count(n)),
            (m, n) => format!(", met {} van de {} leraren uit de lijst van vragen", self.count(m), self.count(n)),
        };
        let none = if without == 0 {
            String::new()
        } else {
            format!("; voor {} is geen regel gevonden", self.many(without, Noun::Teacher))
        };
        format!("{lines}{of}{none}.")
    }

    fn advice_not_named(&self, people: u64) -> String {
        format!(
            "Nog {} met een vraag {} geen toestemming en {} met rust gelaten.",
            self.many(people, Noun::Teacher),
            with(people, "gaf", "gaven"),
            with(people, "wordt", "worden")
        )
    }

    fn advice_nobody_asked(&self, people: u64) -> String {
        format!(
            "{} {} een vraag. Nergens staat wie genoemd mag worden (kolom toestemming in de personeelslijst), en daarom wordt niemand voorgesteld.",
            self.many(people, Noun::Teacher),
            with(people, "heeft", "hebben")
        )
    }

    fn advice_not_agreed(&self, people: u64) -> String {
        format!(
            "In het eigen plan {} {} van wie geen toestemming of geen antwoord bekend is. Hun naam staat nergens, alleen de code die het plan geeft; het programma stelt hen zelf nooit voor. Vraag hun eerst om toestemming, of haal die regels uit het plan.",
            with(people, "staat", "staan"),
            self.many(people, Noun::Person)
        )
    }

    fn advice_rate(&self, before: &str, some: &str, most: &str, all: &str) -> String {
        format!(
            "Opendeurgraad nu {before}. Als elke regel doorgaat {all}, een bovengrens; als 30% doorgaat {some}, bij 60% {most}."
        )
    }

    fn open_advice(&self, page: &str, plan: &str) -> String {
        format!(
            "Open dit in een browser: {page}. Het plan staat in {plan}: pas het aan en bekijk met --plan {plan} wat het zou veranderen"
        )
    }
}
