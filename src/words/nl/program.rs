//! What the program itself says, in Dutch.

use super::Dutch;
use super::shapes::{reason, shape};
use crate::error::{Reason, Shape};
use crate::words::numbers::Numbers;
use crate::words::program::{Program, duration};

impl Program for Dutch {
    fn open_this(&self, page: &str) -> String {
        format!("Open dit in een browser: {page}")
    }

    fn simulated(&self, folder: &str) -> String {
        format!("In {folder} staat een verzonnen onderzoek; bekijk het met: staffroom analyse {folder}")
    }

    fn converted(&self, path: &str) -> String {
        format!("Geschreven: {path}")
    }

    fn aliases_written(&self, file: &str, names: u64) -> String {
        format!(
            "Niet op de personeelslijst: {} in {file}; vul de kolom id in waar u weet wie bedoeld is",
            self.count(names)
        )
    }

    fn aliases_not_written(&self, file: &str, why: &str, instead: Option<&str>) -> String {
        let then = instead.map_or_else(
            || "de namen staan in het verslag; met --out MAP worden ze daar geschreven".to_owned(),
            |path| format!("de namen staan nu in {path}; zet dat bestand bij de gegevens zodra id is ingevuld"),
        );
        format!("let op: {file} is niet te schrijven ({why}); {then}")
    }

    fn init_written(&self, file: &str, folder: &str) -> String {
        format!("In {file} staat wat er gevonden is; kijk of het klopt, en dan: staffroom check {folder}")
    }

    fn init_introduction(&self) -> String {
        "Wat staffroom in deze bestanden vond. Het werkt zoals het hier staat; verbeter wat niet klopt.".to_owned()
    }

    fn init_no_staff_list(&self) -> String {
        "Er is geen personeelslijst gevonden. Zonder lijst is niemand geïsoleerd te noemen en is de respons niet bekend.\n[teachers]\nfile = \"leraren.csv\"".to_owned()
    }

    fn init_other_staff_lists(&self, files: &[String]) -> String {
        format!("Dit kan ook de personeelslijst zijn: {}", files.join(", "))
    }

    fn shape_found(&self, found: Shape, why: &Reason) -> String {
        format!("Gelezen als {}: {}.", shape(found), reason(why))
    }

    fn init_relation(&self) -> String {
        "In het bestand staat niet welke relatie dit is. Klopt dit?".to_owned()
    }

    fn init_questions(&self) -> String {
        "Wat elke vraag vraagt. reporter = \"to\": ingevuld door wie bezoek kreeg.".to_owned()
    }

    fn init_not_understood(&self, files: &[String]) -> String {
        format!("Geen personeelslijst en geen antwoorden gevonden in: {}", files.join(", "))
    }

    fn init_earlier(&self, file: &str) -> String {
        format!(
            "Een eerder rapport: noem de metingen op volgorde, dan komt één ervan hieruit.\n[[waves]]\nid = \"2024\"\nfindings = {file}\n[[waves]]\nid = \"2026\""
        )
    }

    fn init_more(&self) -> String {
        "title = \"…\" en language = \"nl\" komen bovenaan dit bestand.\nOnder [[ties]]: wave = \"2026\", at_least = 2, asked_within = \"school\", missing = [\"9\"]; de README noemt de rest.".to_owned()
    }

    fn progress(&self, done: u64, all: u64, left: Option<u64>) -> String {
        let left = left.map_or_else(String::new, |s| format!(", nog {}", duration(s, "s", "min")));
        format!("{} van {} permutaties{left}; met Ctrl-C stopt het met wat klaar is", self.count(done), self.count(all))
    }

    fn interrupted(&self, done: u64, all: u64) -> String {
        format!(
            "Onderbroken: er zijn {} van {} permutaties gemaakt. Wat hier staat, rust daarop, en p kan niet onder 1 op {} komen.",
            self.count(done),
            self.count(all),
            self.count(done + 1)
        )
    }

    fn tests_interrupted(&self) -> &'static str {
        "Onderbroken: de toetsen rusten op minder permutaties dan gevraagd; het rapport zegt dat ook."
    }

    fn workbook_contents(&self) -> &'static str {
        "Inhoud"
    }

    fn pass_on(&self, study: &str) -> String {
        format!("werkexemplaar, niet doorgeven; een uitgave voor anderen: staffroom analyse {study} --audience board")
    }

    fn key_written(&self, path: &str) -> String {
        format!(
            "In {path} staat wie wie is. Bewaar het apart van het rapport en geef het niet aan wie er onderzoek mee doet; zonder \
             dit bestand is niemand terug te vinden."
        )
    }

    fn read_as(&self, read_as: &str) -> String {
        // Only what is a text has a line end last; elsewhere the second is the name of a sheet.
        let parts: Vec<&str> = read_as.split(", ").collect();
        let [encoding, separator, end @ ("LF" | "CR LF" | "CR")] = parts[..] else { return read_as.to_owned() };
        let separator = match separator {
            "comma" => "komma",
            "semicolon" => "puntkomma",
            "bar" => "rechte streep",
            "space" => "spatie",
            other => other,
        };
        format!("{encoding}, {separator}, {end}")
    }

    fn workbook_introduction<'a>(&self, edition: &'a str) -> [&'a str; 5] {
        [
            edition,
            "Getallen over wie met wie werkt. Niet voor beoordeling: dit gaat over openheid, niet over de kwaliteit van lessen.",
            "Een lege cel is een getal dat er niet is of niet wordt getoond: niet gevraagd, niet ingevuld, of te weinig. Leeg is nooit hetzelfde als 0.",
            "Wie niet invulde, is onbekend en niet geïsoleerd.",
            "Wat elke kolom betekent, staat op het laatste blad.",
        ]
    }

    fn workbook_relations(&self) -> &'static str {
        "Op de bladen staan de ingebouwde lagen en die van het onderzoek zelf; de rijen van losse relaties staan in de map tables."
    }

    fn workbook_heads(&self) -> [&'static str; 3] {
        ["Blad", "Rijen", "Wat erop staat"]
    }

    fn sheet_holds(&self, table: &str) -> &'static str {
        match table {
            "teachers" => "Een rij per persoon, meting en laag.",
            "schools" => "Een rij per school, meting en laag; de rij * is iedereen samen.",
            "school_pairs" => "Verbindingen van school naar school: een rij per twee scholen, meting en laag.",
            "layers" => "Het netwerk als geheel: een rij per laag en meting.",
            "layer_pairs" => "Hoe twee lagen overlappen: een rij per twee lagen en meting.",
            "openness" => "Over de klasdeur: een rij per persoon en meting.",
            "changes" => "Wat er tussen twee metingen veranderde: een rij per laag en iedereen, school of persoon.",
            "plan_lines" => "Wat er van de regels van een plan werd, per soort.",
            "plan_followed" => "Wie door een plan is uitgenodigd naast vergelijkbare mensen die dat niet zijn.",
            "suppressed" => {
                "Welke cijfers niet worden getoond omdat er te weinig mensen achter staan, of omdat andere ermee te berekenen zijn."
            }
            "named" => "Wie genoemd mag worden.",
            "drop_out" => "Wat er overeind zou blijven als minder mensen hadden ingevuld.",
            "questions" => {
                "Wie welke vraag beantwoordde: een rij per vraag, meting en school; de rij * is iedereen samen."
            }
            "ledger" => "Wat er van elk antwoord werd.",
            "plan" => "Wie bij wie op bezoek kan of wie wie kan steunen; te bewerken in plan.csv.",
            "columns" => "Wat elke kolom van deze bladen betekent.",
            _ => "",
        }
    }

    fn sheet_left_out(&self, table: &str, rows: u64, columns: u64, texts: u64) -> String {
        let some = |n: u64, one: &str, many: &str| {
            let what = if n == 1 { one } else { many };
            (n > 0).then(|| format!("{} {what}", self.count(n)))
        };
        let parts = [
            some(rows, "rij", "rijen"),
            some(columns, "kolom", "kolommen"),
            some(texts, "volledige tekst", "volledige teksten"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        format!("Meer past niet op een blad: {} alleen in tables/{table}.csv.", self.list(&parts))
    }
}
