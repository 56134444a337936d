//! Short names: of layers, statuses, kinds, roles, reasons, and the heads of the report's own tables.

use crate::findings::{Aside, Channel, End, Family, Relation, Response, Role, Why};

/// The head of a column in a table of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Heading {
    /// A school.
    School,
    /// How many people.
    People,
    /// How many teachers with a class.
    Teachers,
    /// How many answered, of how many.
    Answered,
    /// Ties within the school.
    TiesWithin,
    /// Ties.
    Ties,
    /// Contacts per person.
    Contacts,
    /// Answered, and no tie.
    WithoutTies,
    /// No tie, and it is not known who answered.
    NoTie,
    /// Cannot be told.
    CannotTell,
    /// Open doors, of the known.
    OpenDoors,
    /// Between which bounds the rate lies.
    Bounds,
    /// How far the rate could move.
    Stability,
    /// Practice on the table, in counts of the known.
    Broad,
    /// A layer.
    Layer,
    /// What a layer counts.
    Counts,
    /// A relation.
    Relation,
    /// Formal or informal.
    Family,
    /// A rung of the ladder.
    Step,
    /// Which end was asked.
    EndAsked,
    /// Within the own school or everywhere.
    Where,
    /// Most names the form allowed.
    MostNames,
    /// Smallest frequency that counts.
    CountsFrom,
    /// A file.
    File,
    /// Answers read.
    Read,
    /// Became a tie.
    Kept,
    /// Merged into a tie.
    Merged,
    /// "No" answers.
    No,
    /// Set aside.
    Aside,
    /// A reason.
    Reason,
    /// Answers.
    Answers,
    /// First places.
    FirstPlaces,
    /// A wave.
    Wave,
    /// Its period.
    Period,
    /// A kind of isolation.
    Kind,
    /// A door status.
    Status,
    /// Who.
    Who,
    /// Rows of a file.
    Rows,
    /// How a file was read.
    ReadAs,
    /// Its fingerprint.
    Fingerprint,
    /// The first of two layers.
    FirstLayer,
    /// The second.
    SecondLayer,
    /// Ties in both.
    InBoth,
    /// In the first only.
    OnlyFirst,
    /// In the second only.
    OnlySecond,
    /// Overlap.
    Overlap,
    /// Pairs who talk.
    PairsTalk,
    /// Of these, with a door.
    WithDoor,
    /// Without.
    Latent,
    /// The school that names.
    FromSchool,
    /// Its name in the tables.
    Name,
    /// What it is called.
    Number,
    /// How to read it.
    HowToRead,
    /// A phase.
    Phase,
    /// Days on which somebody works.
    WorkingDays,
    /// Whether somebody receives visitors, and how many.
    Receives,
    /// A setting.
    Setting,
    /// Its value.
    Value,
    /// What it means.
    Meaning,
}

/// Short names.
pub trait Labels {
    /// The head of a column.
    fn heading(&self, heading: Heading) -> &'static str;
    /// A built-in layer, within a sentence; none for relations and mixes.
    fn layer(&self, id: &str) -> Option<&'static str>;
    /// What a built-in layer counts.
    fn layer_counts(&self, id: &str) -> Option<&'static str>;
    /// A relation, as a verb.
    fn relation<'a>(&self, relation: &'a Relation) -> &'a str;
    /// A role.
    fn role(&self, role: Role) -> &'static str;
    /// Whether somebody answered.
    fn response(&self, response: Response) -> &'static str;
    /// A kind of isolation by its name in the tables. Where nothing says who answered, nobody is called isolated.
    fn isolation(&self, kind: &str, response_known: bool) -> Option<&'static str>;
    /// What a kind of isolation means.
    fn isolation_means(&self, kind: &str) -> Option<&'static str>;
    /// A door status by its name in the tables.
    fn door_status(&self, status: &str) -> Option<&'static str>;
    /// What a door status means.
    fn door_status_means(&self, status: &str) -> Option<&'static str>;
    /// A verdict on lagging by its name in the tables.
    fn verdict(&self, verdict: &str) -> Option<&'static str>;
    /// Why a verdict is what it is, by its name in the tables.
    fn reason(&self, reason: &str) -> Option<&'static str>;
    /// A place on the axes of talk and conversion, by its name in the tables.
    fn diagnosis(&self, place: &str) -> Option<&'static str>;
    /// What the response allows, by its name in the tables.
    fn response_gate(&self, gate: &str) -> Option<&'static str>;
    /// A rung of the ladder of openness, 0 to 4.
    fn rung(&self, rung: u8) -> &'static str;
    /// Rungs that are told together.
    fn step(&self, rungs: &[u8]) -> String {
        rungs.iter().map(|&rung| self.rung(rung)).collect::<Vec<_>>().join(" / ")
    }
    /// What a rung means.
    fn rung_means(&self, rung: u8) -> &'static str;
    /// Formal or informal.
    fn family(&self, family: Family) -> &'static str;
    /// What a relation counts for.
    fn channel(&self, channel: Channel) -> &'static str;
    /// Who was asked about a relation.
    fn end_asked(&self, end: End) -> &'static str;
    /// Why a number is not there, as it stands in a cell.
    fn why(&self, why: Why) -> &'static str;
    /// Why an answer was set aside.
    fn aside(&self, aside: Aside) -> &'static str;
    /// The row of all schools together.
    fn all_schools(&self) -> &'static str;
    /// People who belong to no school.
    fn no_school(&self) -> &'static str;
    /// Only the own school could be named, or everybody.
    fn within_school(&self, within: bool) -> &'static str;
}

#[cfg(test)]
mod tests {
    use super::super::{ALL, Lang, words};

    const KINDS: [&str; 9] = [
        "unknown",
        "isolate",
        "external_only",
        "formal_only",
        "single_thread",
        "named_only",
        "naming_only",
        "peripheral",
        "embedded",
    ];

    #[test]
    fn every_kind_of_isolation_and_every_door_status_has_words() {
        for (lang, words) in ALL {
            for kind in KINDS {
                assert!(
                    words.isolation(kind, true).is_some() && words.isolation_means(kind).is_some(),
                    "{lang:?} {kind}"
                );
            }
            for status in ["two_way", "host", "visitor", "closed", "unknown"] {
                assert!(words.door_status(status).is_some() && words.door_status_means(status).is_some(), "{lang:?}");
            }
            for verdict in ["lagging", "not_shown", "cannot_tell"] {
                assert!(words.verdict(verdict).is_some(), "{lang:?} {verdict}");
            }
            for layer in ["all", "formal", "informal", "talk", "practice", "open_door"] {
                assert!(words.layer(layer).is_some() && words.layer_counts(layer).is_some(), "{lang:?} {layer}");
            }
        }
    }

    #[test]
    fn somebody_without_ties_is_not_called_isolated_when_nobody_knows_who_answered() {
        assert_eq!(words(Lang::En).isolation("isolate", true), Some("isolated"));
        assert_eq!(words(Lang::En).isolation("isolate", false), Some("no tie: isolated, or did not answer"));
        assert_eq!(words(Lang::Nl).isolation("isolate", false), Some("geen verbinding: geïsoleerd, of niet ingevuld"));
    }

    /// The glossary of the measurement design, section 8.
    #[test]
    fn the_dutch_words_are_those_of_the_glossary() {
        let nl = words(Lang::Nl);
        assert_eq!(nl.door_status("two_way"), Some("wederzijds"));
        assert_eq!((1..5).map(|r| nl.rung(r)).collect::<Vec<_>>(), ["verteld", "getoond", "gezien", "samen gegeven"]);
        assert_eq!(nl.verdict("cannot_tell"), Some("geen uitspraak mogelijk"));
        assert_eq!(nl.isolation("single_thread", true), Some("aan een draadje"));
    }
}
