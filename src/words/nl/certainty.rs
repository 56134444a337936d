//! How sure the figures are, in Dutch.

use super::Dutch;
use crate::words::certainty::{Certainty, Chance, SHOWN, Sure};
use crate::words::measures::Row;
use crate::words::numbers::Numbers;

impl Certainty for Dutch {
    #[rustfmt::skip]
    fn sure(&self, what: Sure) -> &'static str {
        match what {
            Sure::Title => "Hoe zeker is dit?",
            Sure::Introduction => "Drie dingen staan los van elkaar en worden nooit opgeteld: wat alleen het toeval zou geven, wat dezelfde gewoonten in een andere periode zouden geven, en wat ontbrekende formulieren en twijfelachtige meldingen kunnen veranderen.",
            Sure::Interrupted => "De toetsen zijn eerder gestopt: hun p-waarden rusten op minder permutaties dan gevraagd.",
            Sure::ChanceTitle => "Wat alleen het toeval zou geven",
            Sure::IntervalsTitle => "Dezelfde gewoonten in een andere periode",
            Sure::IntervalsReads => "Er worden telkens opnieuw mensen geloot, elke school onder elkaar; 95 van de 100 lotingen liggen tussen de twee grenzen. Dat zegt niets over formulieren die ontbreken.",
            Sure::IntervalsTable => "Getallen van de groep, met hun stabiliteitsmarge",
            Sure::SchoolsTable => "Dichtheid binnen elke school, en naast de andere scholen samen",
            Sure::MissingTitle => "Wat ontbrekende formulieren en twijfelachtige meldingen kunnen veranderen",
            Sure::TreatmentsReads => "Er wordt niets stilletjes ingevuld. Elke kolom telt op een andere manier; waar ze ver uit elkaar liggen, hangt het getal af van wie toevallig antwoordde.",
            Sure::TreatmentsTable => "Dezelfde getallen, anders geteld",
            Sure::DropOutTitle => "Als er minder mensen hadden geantwoord",
            Sure::DropOutReads => "Van wie antwoordden, zwijgen er enkelen door het lot, 200 keer voor elk aandeel; 95 van de 100 keer ligt het getal tussen de twee grenzen.",
            Sure::PathsReads => "Wat uit paden tussen mensen volgt (nabijheid, tussenpositie) kost meer tijd: 20 tot 200 trekkingen voor elk aandeel, minder in een grotere groep.",
            Sure::PathsLeftOut => "Wat uit paden tussen mensen volgt (nabijheid, tussenpositie) ontbreekt hier: in een groep van deze omvang zouden ook 20 trekkingen te lang duren.",
            Sure::OrderTable => "Blijft de volgorde van mensen? (1 is dezelfde volgorde, 0 niets ervan)",
            Sure::RangeTable => "Blijven de getallen?",
            Sure::CutsTitle => "Geteld vanaf een andere frequentie, of strenger gelezen",
            Sure::CutsReads => "Een conclusie die bij de volgende stap verandert, is een conclusie over de grens.",
            Sure::CutsTable => "Opendeurgraad, naar hoe vaak een verbinding moet zijn om te tellen",
            Sure::CutsIsolates => "Mensen zonder verbinding, naar hoe vaak een verbinding moet zijn om te tellen",
            Sure::SameVerdicts => "Geen enkele uitspraak over een school zou veranderen bij een andere grens of een andere lezing van de meldingen.",
            Sure::Figure => "getal",
            Sure::AsPrinted => "zoals het hier staat",
            Sure::From => "van",
            Sure::To => "tot",
            Sure::Error => "standaardfout",
            Sure::Jackknife => "idem, telkens één persoon minder",
            Sure::Difference => "verschil met de andere",
            Sure::Apart => "in standaardfouten",
            Sure::Silenced => "zwijgt",
            Sure::OnAverage => "gemiddeld",
        }
    }

    fn ei_by_chance(&self, ei: f64, expected: f64, chance: &Chance) -> String {
        let numbers = format!(
            "E-I is {}, alleen de grootte van de scholen zou {} geven",
            self.decimal(ei, 2),
            self.decimal(expected, 2)
        );
        let deals = format!("bij {} keer loten wie op welke school werkt", self.count(chance.permutations));
        if chance.lower < SHOWN {
            format!(
                "Verbindingen blijven meer binnen scholen dan het toeval zou geven: {numbers}; {deals} was het zelden zo laag (p = {}).",
                self.decimal(chance.lower, 3)
            )
        } else if chance.upper < SHOWN {
            format!(
                "Verbindingen lopen meer tussen scholen dan het toeval zou geven: {numbers}; {deals} was het zelden zo hoog (p = {}).",
                self.decimal(chance.upper, 3)
            )
        } else {
            format!(
                "Niet aangetoond is dat verbindingen meer of minder binnen scholen blijven dan het toeval zou geven: {numbers}; {deals} lag het vaak even ver weg (p = {} voor zo laag, {} voor zo hoog).",
                self.decimal(chance.lower, 3),
                self.decimal(chance.upper, 3)
            )
        }
    }

    fn formal_by_chance(&self, r: f64, free: &Chance, within: &Chance) -> String {
        let numbers = |p: f64, q: f64| {
            format!(
                "correlatie {}; p = {} als mensen binnen hun school van plaats wisselen, {} als iedereen dat doet",
                self.decimal(r, 2),
                self.decimal(p, 3),
                self.decimal(q, 3)
            )
        };
        if within.upper < SHOWN {
            format!(
                "Formele en informele verbindingen gaan samen, ook onder collega's van één school: {}.",
                numbers(within.upper, free.upper)
            )
        } else if within.lower < SHOWN {
            format!(
                "Onder collega's van één school gaan formele en informele verbindingen minder samen dan het toeval zou geven: {}.",
                numbers(within.lower, free.lower)
            )
        } else if free.upper < SHOWN {
            format!(
                "Formele en informele verbindingen gaan samen, maar niet meer dan het werken op één school verklaart: {}.",
                numbers(within.upper, free.upper)
            )
        } else {
            format!(
                "Niet aangetoond is dat formele en informele verbindingen samengaan: {}.",
                numbers(within.upper, free.upper)
            )
        }
    }

    fn could_move(&self, figure: &str, value: f64, low: f64, high: f64) -> String {
        let x = |x: f64| self.decimal(x, 3);
        format!(
            "Met dezelfde gewoonten kan een andere periode voor {figure} een getal van {} tot {} geven; nu is het {}.",
            x(low),
            x(high),
            x(value)
        )
    }

    fn missing_could_change(&self, figure: &str, absent: f64, present: f64) -> String {
        let x = |x: f64| self.decimal(x, 3);
        if (absent - present).abs() < 5e-4 {
            return format!("Ontbrekende formulieren kunnen aan {figure} niets veranderen: hoe dan ook {}.", x(absent));
        }
        format!(
            "Als elke verbinding die niemand kon melden er niet was, zou {figure} {} zijn; als ze er allemaal waren, {}.",
            x(absent),
            x(present)
        )
    }

    fn isolated_for_certain(&self, certain: u64, all: u64) -> String {
        match (certain, all) {
            (_, 0) => "Van niemand die antwoordde wordt gezegd dat er geen verbinding is.".into(),
            (0, a) => format!(
                "Van {} zonder verbinding is dat bij niemand zeker: een ontbrekend formulier of een twijfelachtige melding kan er een bevatten.",
                people(a, self)
            ),
            (c, a) if c == a => format!(
                "Van {} zonder verbinding is dat zeker, wat ontbrekende formulieren en twijfelachtige meldingen ook bevatten.",
                people(a, self)
            ),
            (c, a) => format!(
                "Van {} zonder verbinding is dat bij {} zeker; bij de anderen kan een ontbrekend formulier of een twijfelachtige melding er een bevatten.",
                people(a, self),
                self.count(c)
            ),
        }
    }

    fn isolated_in_doubt(&self, who: &str) -> String {
        format!("Niet zeker: {who}.")
    }

    fn order_would_stay(&self, silenced: f64, r: f64, low: f64, high: f64) -> String {
        let how = if r >= 0.9 {
            "vrijwel dezelfde"
        } else if r >= 0.7 {
            "ongeveer dezelfde"
        } else {
            "grotendeels een andere"
        };
        format!(
            "Als {} van wie antwoordden had gezwegen, was de volgorde van mensen naar hoe vaak ze genoemd worden {how} geweest (rangcorrelatie {}, van {} tot {}).",
            self.percent(silenced),
            self.decimal(r, 2),
            self.decimal(low, 2),
            self.decimal(high, 2)
        )
    }

    fn verdict_changes(&self, school: &str, frame: &str, now: &str, then: &str, when: &str) -> String {
        format!("{school}, {frame}: nu ‘{now}’; {when}: ‘{then}’.")
    }

    fn frame(&self, column: &str) -> &'static str {
        match column {
            "lagging_standard" => "naast de eigen norm van de groep",
            "lagging_group" => "naast de andere scholen",
            _ => "naast het eigen praten",
        }
    }

    fn when(&self, alternative: &str) -> String {
        match (alternative, alternative.strip_prefix("at_")) {
            (_, Some(cut)) => format!("als verbindingen vanaf frequentie {} tellen", cut.replace('.', ",")),
            ("confirmed", _) => "als alleen telt wat beide kanten melden".into(),
            _ => "als telt wat een van beide kanten meldt".into(),
        }
    }

    fn treatment(&self, name: &str) -> String {
        match (name, name.strip_prefix("at_")) {
            (_, Some(cut)) => return format!("frequentie {} en meer", cut.replace('.', ",")),
            ("all_absent", _) => "onbekende er niet",
            ("all_present", _) => "onbekende er wel",
            ("all_returned", _) => "onbekende wederzijds",
            ("confirmed", _) => "beide kanten melden het",
            ("either", _) => "één kant meldt het",
            _ => "alleen wie antwoordde",
        }
        .into()
    }
}

fn people(n: u64, words: &Dutch) -> String {
    if n == 1 { "de ene persoon".into() } else { format!("{} mensen", words.count(n)) }
}

#[rustfmt::skip]
pub(super) const ENDINGS: &[Row] = &[
    ("_ci_low", "ondergrens", "Hoe laag het getal in een andere periode van dezelfde gewoonten kan zijn: het 2,5e percentiel van 1.000 lotingen van mensen."),
    ("_ci_high", "bovengrens", "Hoe hoog het getal in een andere periode van dezelfde gewoonten kan zijn: het 97,5e percentiel van 1.000 lotingen van mensen."),
    ("_jackknife_se", "standaardfout, telkens één persoon minder", "Standaardfout door telkens één persoon weg te laten."),
    ("_se", "standaardfout", "Hoeveel het getal tussen lotingen van mensen beweegt: de standaardafwijking over 1.000 lotingen."),
    ("_difference_z", "verschil in standaardfouten", "Het verschil met de andere scholen samen, in standaardfouten; boven 2 is het nauwelijks toeval."),
    ("_difference", "naast de andere scholen", "Het getal min dat van alle andere scholen samen."),
    ("_all_absent", "onbekende verbindingen er niet", "Het getal als elke verbinding die niemand van de ondervraagden kon melden er niet was."),
    ("_all_present", "onbekende verbindingen er wel", "Het getal als elke verbinding die niemand van de ondervraagden kon melden er wel was."),
    ("_all_returned", "onbekende verbindingen wederzijds", "Het getal als een verbinding die niemand kon melden er is zodra de andere kant haar noemt."),
    ("_confirmed", "beide kanten melden het", "Het getal als een verbinding alleen telt wanneer beide kanten haar melden, waar beide gevraagd zijn."),
    ("_either", "één kant meldt het", "Het getal als een verbinding telt zodra één kant haar meldt."),
    ("_respondents", "alleen wie antwoordde", "Het getal als wie niet antwoordde met alle verbindingen wordt weggelaten."),
];

pub(super) const CUT: (&str, &str) = (
    "frequentie",
    "Het getal als verbindingen van relaties met frequenties tellen vanaf deze frequentie; verbindingen zonder frequentie blijven.",
);
