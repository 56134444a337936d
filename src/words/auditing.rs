//! What stands out about the answers as such, and what can be concluded from them.

use crate::findings::{About, End, Gate, Ground, Remark, ResponseGate};

/// A text of the data report without numbers in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the text that the languages give for it")]
#[non_exhaustive]
pub enum AuditSay {
    FormsTitle,
    FormsIntroduction,
    FormsTable,
    HeadFormsIn,
    HeadToVerdict,
    HeadToNormal,
    QuestionsTable,
    HeadReportedBy,
    HeadFilledIn,
    HeadNaming,
    HeadNames,
    ScalesTitle,
    ScalesIntroduction,
    ScalesTable,
    HeadGiven,
    NothingOdd,
    PeopleTitle,
    StrangersTable,
    HeadWritten,
    HeadMayBe,
    NobodyStandsOut,
    TwoSidedTitle,
    TwoSidedIntroduction,
    TwoSidedTable,
    HeadBothSay,
    HeadOneSays,
    HeadDenied,
    ConclusionsTitle,
    ConclusionsIntroduction,
    Can,
    WithCare,
    Cannot,
    SchoolsTitle,
}

/// Why people of a wave are said to be quiet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quiet {
    /// They answered and named nobody.
    Answered,
    /// They did not answer.
    Missing,
    /// They named nobody, and nothing says whether they answered.
    NotKnown,
}

/// The data report in words.
pub trait Auditing {
    /// A text.
    fn audit(&self, what: AuditSay) -> &'static str;
    /// Who fills in a question, in two or three words.
    fn reported_by(&self, end: End) -> &'static str;
    /// Questions in which nobody named anybody.
    fn unused(&self, questions: &[String]) -> String;
    /// People who named somebody in a question and count as not having answered.
    fn named_unfinished(&self, question: &str, people: u64) -> String;
    /// Questions of the study file that no file asks.
    fn not_found(&self, questions: &[String]) -> String;
    /// What looks odd about the answers to these questions.
    fn remark(&self, questions: &[String], remark: &Remark) -> String;
    /// People who gave everybody the same answer.
    fn always_the_same(&self, people: u64, who: &[String]) -> String;
    /// How many answers of a scale are not understood, within a list of its answers.
    fn not_understood(&self) -> &'static str;
    /// Names that are not on the staff list.
    fn not_listed(&self, names: u64, answers: u64) -> String;
    /// People with the same name under several ids: of each name those ids.
    fn doubles(&self, names: u64, who: &[String]) -> String;
    /// Ids that stand on the staff list more than once in a wave.
    fn twice(&self, ids: &[String]) -> String;
    /// People who said nothing, how many of these are named by others, and some of them.
    fn quiet(&self, why: Quiet, people: u64, named: u64, who: &[String]) -> String;
    /// Something to conclude, as the start of a line.
    fn about(&self, about: About) -> &'static str;
    /// Why it can or cannot be concluded.
    fn ground(&self, about: About, ground: Ground) -> String;
    /// What the response and the size of a school allow: how many doors are known, or else how many people answered.
    fn gates(&self, response: ResponseGate, size: Gate, doors: bool) -> String;
}

#[cfg(test)]
mod tests {
    use super::super::{ALL, Lang, words};
    use super::*;

    #[test]
    fn each_pair_of_gates_says_something_and_the_widest_says_all() {
        let responses = [
            ResponseGate::NotKnown,
            ResponseGate::CountsOnly,
            ResponseGate::NoVerdict,
            ResponseGate::Warning,
            ResponseGate::Normal,
        ];
        for (lang, words) in ALL {
            for response in responses {
                for size in [Gate::Nothing, Gate::CountsOnly, Gate::Careful, Gate::Full] {
                    for doors in [true, false] {
                        let text = words.gates(response, size, doors);
                        assert!(text.ends_with('.'), "{lang:?} {response:?} {size:?}: {text}");
                    }
                }
            }
        }
        assert_eq!(words(Lang::En).gates(ResponseGate::Normal, Gate::Full, true), "Everything that was asked.");
    }

    #[test]
    fn nobody_who_did_not_answer_is_said_to_have_named_nobody() {
        for (lang, words) in ALL {
            let text = words.quiet(Quiet::Missing, 3, 2, &[]);
            assert!(!text.contains("nobody") && !text.contains("niemand"), "{lang:?}: {text}");
        }
    }
}
