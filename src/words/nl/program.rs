//! What the program itself says, in Dutch.

use super::Dutch;
use crate::words::numbers::Numbers;
use crate::words::program::{Program, duration};

impl Program for Dutch {
    fn open_this(&self, page: &str) -> String {
        format!("Open dit in een browser: {page}")
    }

    fn simulated(&self, folder: &str) -> String {
        format!("In {folder} staat een verzonnen onderzoek; bekijk het met: staffroom analyse {folder}")
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

    fn workbook_introduction(&self) -> Vec<String> {
        [
            "Werkexemplaar met getallen over wie met wie werkt. Niet voor beoordeling: dit gaat over openheid, niet over de kwaliteit van lessen.",
            "teachers: een regel per persoon, meting en laag. openness: een regel per persoon en meting, over de klasdeur.",
            "schools: een regel per school, meting en laag; de regel * is iedereen samen. school_pairs: verbindingen van school naar school.",
            "layers: een regel per laag en meting. layer_pairs: hoe twee lagen overlappen. ledger: wat er van elk antwoord werd.",
            "Een lege cel is een getal dat er niet is: niet gevraagd, niet ingevuld, of te weinig. Leeg is nooit hetzelfde als 0.",
            "Wie niet invulde, is onbekend en niet geïsoleerd. De namen van de kolommen staan uitgelegd in report.html.",
        ]
        .map(str::to_owned)
        .to_vec()
    }
}
