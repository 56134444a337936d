//! The sentences on the first screen: what is known, on what it stands, what cannot be concluded.

/// A headline: the fact in one line, and what it means and rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Sentence {
    /// The fact, in counts.
    pub lead: String,
    /// What it means, and how uncertain it is.
    pub detail: String,
}

impl Sentence {
    pub(crate) fn new(lead: impl Into<String>, detail: impl Into<String>) -> Sentence {
        Sentence { lead: lead.into(), detail: detail.into() }
    }
}

/// What a figure was computed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Basis<'a> {
    /// Ties, each in its own direction; none when their number is not shown.
    pub ties: Option<u64>,
    /// The layer's name, as it stands within a sentence.
    pub layer: &'a str,
    /// People in the network; none when their number is not shown.
    pub people: Option<u64>,
    /// Who answered.
    pub response: Answers,
}

/// How many answered, of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Answers {
    /// Answered.
    pub answered: u64,
    /// Were asked.
    pub asked: u64,
    /// Whether anything says so.
    pub known: bool,
    /// Not shown in this edition.
    pub hidden: bool,
}

/// What is known of doors.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct Doors {
    /// Teachers with a class.
    pub eligible: u64,
    /// Doors that would be known whatever the truth.
    pub known: u64,
    /// Of these, open.
    pub open: u64,
    /// Shown open, known or not.
    pub at_least: u64,
    /// Cannot be told.
    pub unknown: u64,
    /// Why no rate is given; none when there is one.
    pub no_rate: Option<WhyNoRate>,
    /// How far the rate could move in another half year of the same habits.
    pub stability: Option<(f64, f64)>,
    /// Open among the known when only confirmed reports count, when either end's report counts.
    pub reporting: Option<(u64, u64)>,
    /// Practice on the table among the known, when more was asked than visits.
    pub broad: Option<f64>,
    /// Whether anything says who answered.
    pub response_known: bool,
    /// What there is beyond the known is not shown in this edition.
    pub beyond_hidden: bool,
    /// What others saw of doors that are not known is not shown in this edition, and counted nowhere.
    pub seen_hidden: bool,
}

/// What a row of everybody counts that no row of a school does, beside people without a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Beyond {
    /// Nothing else.
    Nothing,
    /// Ties between schools.
    Ties,
    /// Pairs of people of two schools.
    Pairs,
}

/// Why there is no open-door rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WhyNoRate {
    /// Only those who visit were asked, and so many of them did not answer.
    OnlyVisitors(u64),
    /// Nobody's door is known for certain.
    NobodyKnown,
}

/// What cannot be concluded.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Caution {
    /// The quality of lessons: always.
    Quality,
    /// So many people did not answer.
    MissingForms(Answers),
    /// Nothing says who answered.
    ResponseNotKnown,
    /// Schools of which few answered.
    LowResponse(Vec<(String, u64, u64)>),
    /// So many more forms from teachers would allow a verdict, school by school; some of these have no verdict now.
    FormsToVerdict(Vec<(String, u64)>),
    /// Only visitors were asked, and so many forms are missing: no rate, and no verdict.
    OnlyVisitorsMissing(u64),
    /// Only visitors were asked.
    OnlyVisitors,
    /// Only hosts were asked.
    OnlyHosts,
    /// Nothing that opens a door was asked.
    NoDoors,
    /// Nobody is a teacher with a class.
    NoTeachers,
    /// There is no role column.
    NoRoles,
    /// Contact between schools was not asked.
    WithinSchools,
    /// Some relations were asked within schools only.
    SomeWithinSchools(Vec<String>),
    /// There are no formal ties.
    NoFormal,
    /// The form allowed no more names, and so many people reached that number.
    LimitedByForm(u64),
    /// So many schools have fewer than ten known doors.
    SmallSchools(u64),
    /// One wave only.
    OneWave,
}

/// Communities by ties, beside schools and phases.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct Circles {
    /// How many there are.
    pub circles: u64,
    /// How alike they come out when looked for again: adjusted Rand index.
    pub stability: Option<f64>,
    /// How far they are the schools: adjusted Rand index.
    pub schools: Option<f64>,
    /// How far they are the phases: adjusted Rand index.
    pub phases: Option<f64>,
}

/// How alike two divisions of people are, in three steps. Good from 0.8 and poor below 0.65: Steinley (2004),
/// *Psychological Methods* 9:386–396; below 0.2 there is little more than chance.
pub(crate) fn likeness(ari: f64) -> usize {
    [0.2, 0.8].iter().filter(|&&step| ari >= step).count()
}

/// Sentences of the first screen.
pub trait Headlines {
    /// `Over 1,432 ties (all relations) among 256 people; 227 of 256 answered (89%).`
    fn basis(&self, basis: &Basis<'_>) -> String;
    /// Who answered, as a sentence of its own.
    fn answered(&self, answers: Answers) -> String;
    /// Which wave this is about.
    fn about_wave(&self, id: &str, period: Option<&str>) -> String;
    /// How many people in how many schools, and how many of them are in none.
    fn about_people(&self, people: u64, without_school: u64, schools: u64) -> String;
    /// Why the last row of a table is more than its rows: so many people without a school, and what else.
    fn beyond_rows(&self, without_school: u64, beyond: Beyond) -> String;
    /// Doors known to be open.
    fn doors(&self, doors: &Doors) -> Sentence;
    /// What stands beside the rate in a second reading: doors that only others' reports show, stricter and laxer
    /// readings. Empty when there is nothing to say.
    fn doors_finer(&self, doors: &Doors) -> String;
    /// The survey asked nothing that opens a door.
    fn doors_not_asked(&self) -> Sentence;
    /// Nobody on the staff list has a class of their own.
    fn doors_without_teachers(&self) -> Sentence;
    /// People without a tie, people of whom it cannot be told.
    fn isolated(&self, isolated: u64, unknown: u64, response_known: bool) -> Sentence;
    /// Connected pairs of different schools, of all; E-I, and what it would be by chance.
    fn between(&self, across: u64, all: u64, ei: Option<f64>, expected: Option<f64>) -> Sentence;
    /// The same where some relations were asked within schools only.
    fn between_partly(&self, across: u64, all: u64, ei: Option<f64>, within: &[String]) -> Sentence;
    /// Into how many circles the ties divide people, and whether these are the schools or the phases.
    fn circles(&self, found: &Circles) -> Sentence;
    /// Contact between schools was not asked.
    fn between_not_asked(&self) -> Sentence;
    /// Pairs tied in both ways, formally, informally.
    fn knotted(&self, shared: u64, formal: u64, informal: u64) -> Sentence;
    /// No formal ties, with the lines that would make some.
    fn no_formal(&self) -> Sentence;
    /// No informal ties.
    fn no_informal(&self) -> Sentence;
    /// Pairs who talk about teaching, those of them with an open door.
    fn latent(&self, talk: u64, with_door: u64) -> Sentence;
    /// What cannot be concluded, and what would change that.
    fn caution(&self, caution: &Caution) -> (String, String);
}

#[cfg(test)]
mod tests {
    use super::super::{ALL, Lang, words};
    use super::*;

    fn doors() -> Doors {
        Doors {
            eligible: 240,
            known: 212,
            open: 111,
            at_least: 122,
            unknown: 17,
            response_known: true,
            ..Doors::default()
        }
    }

    #[test]
    fn the_rate_stands_behind_its_counts() {
        let (en, nl) = (words(Lang::En), words(Lang::Nl));
        let sentence = en.doors(&doors());
        assert_eq!(
            sentence.lead,
            "111 of 212 classrooms were open to a colleague (52%); of 17 more it cannot be told."
        );
        assert!(sentence.detail.contains("between 122 and 139"), "{}", sentence.detail);
        assert_eq!(
            nl.doors(&doors()).lead,
            "111 van 212 klassen stonden open voor een collega (52%); van nog 17 is het niet te zeggen."
        );
    }

    #[test]
    fn without_a_rate_it_says_at_least_and_no_percentage() {
        let few = Doors {
            eligible: 10,
            known: 1,
            open: 0,
            at_least: 4,
            unknown: 5,
            no_rate: Some(WhyNoRate::OnlyVisitors(1)),
            response_known: true,
            ..Doors::default()
        };
        for (lang, words) in ALL {
            let Sentence { lead, detail } = words.doors(&few);
            assert!(!lead.contains('%') && !detail.contains('%'), "{lang:?}: {lead} {detail}");
        }
        assert_eq!(words(Lang::En).doors(&few).lead, "At least 4 of 10 classrooms were open to a colleague.");
        assert_eq!(words(Lang::Nl).doors(&few).lead, "Ten minste 4 van 10 klassen stonden open voor een collega.");
    }

    #[test]
    fn nobody_is_called_isolated_when_it_is_not_known_who_answered() {
        for (lang, words) in ALL {
            let known = words.isolated(3, 4, true);
            let not = words.isolated(3, 0, false);
            assert_ne!(known.lead, not.lead, "{lang:?}");
        }
        assert_eq!(
            words(Lang::En).isolated(3, 0, false).lead,
            "3 people reported nothing and were named by nobody: isolated, or did not answer."
        );
    }

    #[test]
    fn few_people_get_no_percentage() {
        let few = Doors { eligible: 4, known: 4, open: 2, at_least: 2, response_known: true, ..Doors::default() };
        assert_eq!(words(Lang::En).doors(&few).lead, "2 of 4 classrooms were open to a colleague.");
    }

    #[test]
    fn circles_are_set_beside_schools_and_phases_and_shaky_ones_are_called_so() {
        let found = Circles { circles: 12, stability: Some(0.97), schools: Some(0.93), phases: Some(0.02) };
        assert_eq!(
            words(Lang::En).circles(&found).detail,
            "They are nearly the schools (0.93) and have little to do with the phases (0.02); 1 would be exactly the same, 0 \
             is chance. Looked for again from another start, nearly the same circles come out (0.97)."
        );
        assert_eq!(
            words(Lang::Nl).circles(&found).detail,
            "Zij vallen vrijwel samen met de scholen (0,93) en hebben weinig te maken met de bouwen (0,02); 1 zou precies \
             hetzelfde zijn, 0 is toeval. Opnieuw gezocht met een ander begin komen er vrijwel dezelfde kringen uit (0,97)."
        );
        for (lang, words) in ALL {
            let shaky = words.circles(&Circles { circles: 3, stability: Some(0.4), ..Circles::default() });
            assert!(shaky.detail.contains(&words.decimal(0.4, 2)), "{lang:?}: {}", shaky.detail);
            let one = words.circles(&Circles { circles: 1, stability: Some(1.0), schools: Some(0.0), phases: None });
            assert!(one.detail.is_empty() && one.lead.ends_with('.'), "{lang:?}: {}", one.detail);
        }
    }

    #[test]
    fn every_caution_says_what_would_change_it() {
        let all = [
            Caution::Quality,
            Caution::MissingForms(Answers { answered: 9, asked: 10, known: true, hidden: false }),
            Caution::ResponseNotKnown,
            Caution::LowResponse(vec![("A".into(), 3, 9)]),
            Caution::FormsToVerdict(vec![("A".into(), 2), ("B".into(), 1)]),
            Caution::OnlyVisitorsMissing(4),
            Caution::OnlyVisitors,
            Caution::OnlyHosts,
            Caution::NoDoors,
            Caution::NoTeachers,
            Caution::NoRoles,
            Caution::WithinSchools,
            Caution::SomeWithinSchools(vec!["advice".into()]),
            Caution::NoFormal,
            Caution::LimitedByForm(3),
            Caution::SmallSchools(2),
            Caution::OneWave,
        ];
        for (lang, words) in ALL {
            for caution in &all {
                let (cannot, change) = words.caution(caution);
                assert!(cannot.ends_with('.') && change.ends_with(['.', '?', ')']), "{lang:?}: {cannot} / {change}");
            }
        }
    }
}
