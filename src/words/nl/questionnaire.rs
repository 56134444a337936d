//! The questionnaire, in Dutch.

use super::Dutch;
use crate::words::questionnaire::{Questionnaire, QuestionnaireWords};

impl Questionnaire for Dutch {
    fn questionnaire(&self) -> &'static QuestionnaireWords {
        &WORDS
    }
}

static WORDS: QuestionnaireWords = QuestionnaireWords {
    files: ["vragenlijst.html", "personeel.csv", "antwoorden.csv", "LEESMIJ.txt"],
    title: "Met wie werkt u samen?",
    introduction: &[
        (
            "Waar het om gaat",
            &[
                "We willen weten hoe collega's van elkaars werk leren: wie met wie over lesgeven praat, wie samen voorbereidt en wie bij wie in de klas komt. Het gaat om openheid tussen collega's, niet om de kwaliteit van lessen.",
                "De antwoorden worden niet gebruikt voor beoordeling. Weinig namen noemen is niet slechter dan veel namen noemen.",
            ],
        ),
        (
            "Meedoen is vrijwillig",
            &[
                "U mag een vraag overslaan en u mag op elk moment stoppen, zonder reden en zonder gevolgen.",
                "Wie niet meedoet, kan wel door anderen genoemd worden. Wie dat niet wil, laat dat weten aan wie de lijst rondstuurt: dan wordt de naam van de lijst gehaald.",
            ],
        ),
        (
            "Wie uw antwoorden ziet",
            &[
                "Deze vragenlijst is niet anoniem: zonder namen is er geen netwerk te tekenen. Wie de antwoorden verzamelt, ziet ze allemaal. Dat mag niet iemand zijn die collega's beoordeelt. Hier is dat: ______________________",
                "In verslagen voor schoolleiding, bestuur en team staan geen namen, en niets over een school van minder dan vijf mensen. Over meer mensen staat er wel hoeveel van hen iets deden, ook als dat er weinig waren: bij 3 van 20 leraren was een collega in de klas. Hoeveel mensen met niemand een verbinding hebben, staat er niet als dat er één tot vier zijn.",
                "Een naam komt alleen met toestemming op de lijst van een consulent. De tabel zegt wie wat ziet.",
            ],
        ),
        (
            "Hoe lang de gegevens bewaard worden",
            &[
                "De ingevulde lijsten worden bewaard tot: ______________________ (invullen vóór het rondsturen). Daarna worden zij gewist, met de lijst van namen en codes.",
                "U mag uw antwoorden inzien, verbeteren of laten wissen. Vragen of bezwaren: ______________________",
            ],
        ),
    ],
    sees: ["Wie ziet wat", "Wie", "Ziet", "Ziet nooit"],
    readers: &[
        ["Wie de antwoorden verzamelt (geen beoordelaar)", "alle antwoorden", "-"],
        ["U zelf", "wat u zelf invulde, uitkomsten van de groep", "wie u niet terugnoemde"],
        [
            "Schoolleider",
            "uitkomsten van de eigen school, vanaf vijf mensen",
            "namen, antwoorden, wie wie noemde, vriendschap en vertrouwen",
        ],
        ["Bestuur", "uitkomsten per school, vanaf vijf mensen", "personen"],
        [
            "Consulent",
            "namen van wie daar toestemming voor gaf, alleen om mensen bij elkaar te brengen",
            "vriendschap en vertrouwen",
        ],
        ["Onderzoeker", "verbindingen onder pseudoniem, met een contract", "namen"],
    ],
    period: "dit schooljaar tot nu toe",
    between: ["de periode van", "tot en met"],
    about: "Alle vragen gaan over {}.",
    how: &[
        "Noem bij elke vraag de collega's voor wie het klopt, ook collega's van andere scholen. Gebruik de code van de personeelslijst, of de hele naam.",
        "Klopt het voor niemand, schrijf dan \"niemand\" op de eerste regel. Een lege vraag telt als niet ingevuld zolang u ook de andere vragen leeg laat.",
        "Schrijf achter elke naam hoe vaak:",
    ],
    scale: ["1 = één keer", "2 = twee of drie keer", "3 = maandelijks", "4 = wekelijks"],
    lines: [
        "Collega (code of naam)",
        "Hoe vaak (1-4)",
        "Eigen keuze, gevraagd of ingedeeld",
        "Nabespreking gehad (ja of nee)",
    ],
    nobody: "niemand",
    code: "Uw code of naam",
    person: [
        "Mag uw naam genoemd worden aan de consulent, alleen om collega's bij elkaar te brengen? (ja of nee)",
        "Wilt u collega's in uw klas ontvangen? (ja of nee)",
    ],
    columns: ["collega", "hoe vaak", "initiatief", "nabespreking"],
    staff: &["code", "naam", "school", "functie", "bouw", "werkdagen", "ervaring", "nieuw", "capaciteit"],
    questions: &[
        "Met wie praat u inhoudelijk over uw lesgeven?",
        "Aan wie vraagt u advies over uw onderwijs?",
        "Van wie gebruikt u lesmateriaal of ideeën?",
        "Met wie bereidt u lessen, toetsen of materiaal samen voor?",
        "Wie heeft meegekeken naar een eigen casus, video of resultaten van uw groep (bijv. intervisie)?",
        "Bij wie was u in de klas terwijl die collega lesgaf?",
        "Welke collega's waren bij u in de klas terwijl u lesgaf? (geen beoordeling)",
        "Met wie gaf u samen les aan dezelfde kinderen?",
        "Bij wie durft u een les te bespreken die mislukte?",
        "Met wie gaat u ook buiten het werk om?",
        "Bij wie zou u graag eens in de klas kijken?",
    ],
    instructions: &[
        "1. Vul personeel.csv: een regel per collega, ook wie niet meedoet. Geef iedereen een code. Wie van de lijst wil, houdt een regel, zonder naam; voeg dan een kolom \"verwijderd\" toe met ja.",
        "2. Leg de vragenlijst voor aan de (G)MR en de functionaris gegevensbescherming, en vul op vragenlijst.html de open plekken in: wie verzamelt, tot wanneer bewaard, bij wie bezwaar.",
        "3. Druk vragenlijst.html af, of neem de vragen over in een online formulier. Houd de woorden van de vragen gelijk.",
        "4. Zet in antwoorden.csv een regel per ingevulde lijst: de code, en per vraag in elke kolom één collega. Wie niet invulde, krijgt geen regel. Meer collega's dan kolommen: voeg een kolom toe met dezelfde vraag en het volgende nummer, en zet haar in study.toml.",
        "5. Bekijk met `staffroom check` of alles gelezen is, en maak met `staffroom analyse` het verslag. Aan study.toml hoeft niets te veranderen.",
        "Bewaar personeel.csv en antwoorden.csv achter slot: zij bevatten namen en antwoorden. Niet voor beoordeling.",
    ],
    more: "Meer vragen om uit te kiezen; neem er in totaal hoogstens zes, dan duurt het een kwartier. Vriendschap en vertrouwen liggen gevoelig. Erbij met:",
};
