//! How sure the figures are: chance, another period, missing forms, another cut.

/// A text without numbers in it, of the chapter on how sure the figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the text that the languages give for it")]
#[non_exhaustive]
pub enum Sure {
    Title,
    Introduction,
    Interrupted,
    ChanceTitle,
    IntervalsTitle,
    IntervalsReads,
    IntervalsTable,
    SchoolsTable,
    MissingTitle,
    TreatmentsReads,
    TreatmentsTable,
    DropOutTitle,
    DropOutReads,
    PathsReads,
    PathsLeftOut,
    OrderTable,
    RangeTable,
    CutsTitle,
    CutsReads,
    CutsTable,
    CutsIsolates,
    SameVerdicts,
    // Heads of columns.
    Figure,
    AsPrinted,
    From,
    To,
    Error,
    Jackknife,
    Difference,
    Apart,
    Silenced,
    OnAverage,
}

/// A test, as a sentence needs it: p at most as large, p at least as large, draws.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Chance {
    /// How often chance gives a value as low.
    pub lower: f64,
    /// How often it gives one as high.
    pub upper: f64,
    /// Permutations made.
    pub permutations: u64,
}

impl Chance {
    pub(crate) fn new(lower: f64, upper: f64, permutations: u64) -> Chance {
        Chance { lower, upper, permutations }
    }
}

/// Below this p a test is said to show something.
pub(crate) const SHOWN: f64 = 0.05;

/// Sentences of the chapter on how sure the figures are.
pub trait Certainty {
    /// A text.
    fn sure(&self, what: Sure) -> &'static str;
    /// E-I as it is and by chance.
    fn ei_by_chance(&self, ei: f64, expected: f64, chance: &Chance) -> String;
    /// Formal beside informal: correlation, with everybody changing places, within schools alone.
    fn formal_by_chance(&self, r: f64, free: &Chance, within: &Chance) -> String;
    /// A share and between which bounds another period of the same habits could put it.
    fn could_move(&self, figure: &str, value: f64, low: f64, high: f64) -> String;
    /// A share as printed, and if every unknown tie were absent, or there.
    fn missing_could_change(&self, figure: &str, absent: f64, present: f64) -> String;
    /// Of people called isolated, how many are so whatever the missing forms say.
    fn isolated_for_certain(&self, certain: u64, all: u64) -> String;
    /// Those of whom it is not certain, by their codes.
    fn isolated_in_doubt(&self, who: &str) -> String;
    /// Had a share of the respondents been silent: rank correlation of how often people are named, and its range.
    fn order_would_stay(&self, silenced: f64, r: f64, low: f64, high: f64) -> String;
    /// A school's verdict, and what it becomes.
    fn verdict_changes(&self, school: &str, frame: &str, now: &str, then: &str, when: &str) -> String;
    /// What a verdict is about, by the name of its column.
    fn frame(&self, column: &str) -> &'static str;
    /// How ties are counted otherwise, by the ending of a column: `confirmed`, `either`, `at_4`.
    fn when(&self, alternative: &str) -> String;
    /// The head of a column, by the name of a treatment or alternative.
    fn treatment(&self, name: &str) -> String;
}

#[cfg(test)]
mod tests {
    use super::super::{ALL, Lang, words};
    use super::*;

    #[test]
    fn what_chance_does_as_well_is_not_said_to_be_shown() {
        let (rare, common) = (Chance::new(0.001, 1.0, 999), Chance::new(0.4, 0.61, 999));
        let (en, nl) = (words(Lang::En), words(Lang::Nl));
        assert!(en.ei_by_chance(-0.7, 0.2, &rare).starts_with("Ties stay within schools more"));
        assert!(en.ei_by_chance(-0.7, 0.2, &common).starts_with("It is not shown"));
        assert!(nl.ei_by_chance(-0.7, 0.2, &common).starts_with("Niet aangetoond"));
        let often = Chance::new(1.0, 0.001, 999);
        // Same school explains it: free says yes, within schools says no.
        let text = en.formal_by_chance(0.3, &often, &common);
        assert!(text.contains("no more than"), "{text}");
        assert!(!en.formal_by_chance(0.3, &often, &often).contains("no more than"));
        for (lang, words) in ALL {
            let all = [
                words.ei_by_chance(0.1, 0.2, &rare),
                words.formal_by_chance(0.1, &common, &common),
                words.could_move("x", 0.1, 0.05, 0.2),
                words.missing_could_change("x", 0.1, 0.3),
                words.isolated_for_certain(1, 4),
                words.order_would_stay(0.2, 0.95, 0.9, 0.99),
                words.verdict_changes("A", words.frame("lagging_group"), "x", "y", &words.when("at_4")),
            ];
            for text in all {
                assert!(text.ends_with('.') && !text.contains('_') && !text.contains("  "), "{lang:?}: {text}");
            }
        }
    }

    #[test]
    fn every_treatment_has_a_head() {
        for (lang, words) in ALL {
            for name in crate::findings::TREATMENTS.iter().chain(&crate::findings::READINGS).chain(&["at_3", "at_2.5"])
            {
                let text = words.treatment(name);
                assert!(!text.is_empty() && !text.contains('_'), "{lang:?} {name}: {text}");
            }
        }
    }
}
