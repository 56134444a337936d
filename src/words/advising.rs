//! Who could visit or support whom, and what that would change.

use crate::findings::{Because, Means, NeedKind, WhyNot};

/// A text about advice without numbers in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the text that the languages give for it")]
#[non_exhaustive]
pub enum AdviceSay {
    Edition,
    EditionOwnPlan,
    First,
    Needs,
    NeedsIntroduction,
    NeedsCounted,
    NeedsOfSchools,
    NoNeeds,
    NoNeedsHere,
    NeedsWithout,
    Proposals,
    ProposalsIntroduction,
    NoProposals,
    GroupLevel,
    Schedule,
    ScheduleIntroduction,
    Without,
    WithoutIntroduction,
    WithoutOwnPlan,
    WhatIf,
    WhatIfIntroduction,
    NotAboutLearning,
    Regression,
    EvaluateBefore,
    HeldBack,
    Method,
    MethodConstraints,
    MethodPoints,
    HeadNeed,
    HeadCount,
    HeadWho,
    HeadNumbers,
    HeadMeans,
    HeadFrom,
    HeadTo,
    HeadDays,
    HeadOpens,
    HeadWhy,
    HeadScore,
    HeadRunnerUp,
    HeadGroup,
    HeadFigure,
    HeadBefore,
    Head30,
    Head60,
    Head100,
    HeadPoints,
    Everybody,
}

/// Advice in words.
pub trait Advising {
    /// A text.
    fn advice(&self, what: AdviceSay) -> &'static str;
    /// A means, as the name of a line.
    fn means(&self, means: Means) -> &'static str;
    /// A reason, in a few words.
    fn because(&self, why: Because) -> &'static str;
    /// Why nothing is proposed.
    fn why_not(&self, why: WhyNot) -> &'static str;
    /// A need, as the name of a row.
    fn need(&self, kind: NeedKind) -> &'static str;
    /// The numbers behind a need; empty when the kind says it all.
    fn need_numbers(&self, kind: NeedKind, count: u32, of: Option<u32>) -> String;
    /// Working days: `Monday and Tuesday`.
    fn days(&self, days: u8) -> String;
    /// A figure that a plan changes.
    fn effect(&self, measure: &str) -> &'static str;
    /// How many lines, how many of the teachers in the list of needs are in them, and for how many none was found.
    fn advice_lead(&self, lines: u64, listed: (u64, u64), without: u64) -> String;
    /// People in need who did not agree to be named.
    fn advice_not_named(&self, people: u64) -> String;
    /// People in need where nothing says of anybody whether they agreed.
    fn advice_nobody_asked(&self, people: u64) -> String;
    /// People in a plan of the users' own who did not agree to be named, or did not answer.
    fn advice_not_agreed(&self, people: u64) -> String;
    /// The open-door rate before, at 30 and 60 %, and if everything happens; each as written.
    fn advice_rate(&self, before: &str, some: &str, most: &str, all: &str) -> String;
    /// After an advice was written.
    fn open_advice(&self, page: &str, plan: &str) -> String;
}
