//! What the chapters on openness, lagging, networks, stories, access, warnings and capacities say.

use super::headlines::Sentence;

/// More schools than this are counted, not named.
pub(crate) const MOST_NAMED: usize = 20;

/// A text without numbers in the chapters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the text that the languages give for it")]
#[non_exhaustive]
pub enum Tell {
    // Open classrooms.
    StatusesBySchool,
    BreadthTable,
    BreadthReads,
    NobodyCameIn,
    OneCameIn,
    TwoCameIn,
    MoreCameIn,
    FurtherTable,
    FurtherReads,
    Visits,
    MostVisited,
    Returned,
    AcrossSchools,
    GuidedVisits,
    // Lagging.
    Lagging,
    BehindTitle,
    BehindIntroduction,
    PerSchool,
    NotShown,
    Verdict,
    ThisSchool,
    TheOthers,
    TheNorm,
    EarlierAndNow,
    OthersChange,
    Difference,
    Interval,
    ChanceOf,
    DiagnosisTitle,
    DiagnosisIntroduction,
    TalkPartners,
    TalkWithDoor,
    Place,
    OnlyOrganised,
    StrataTitle,
    StrataIntroduction,
    Stratum,
    FullTime,
    PartTime,
    New,
    Experienced,
    Phases,
    RulesTitle,
    RulesIntroduction,
    SmallTeams,
    // Networks and how they are knotted together.
    Networks,
    NetworksIntroduction,
    NetworksTable,
    FormalPerPerson,
    InformalPerPerson,
    NoneOfOwnChoice,
    InAGroup,
    GroupsTitle,
    GroupsTable,
    KindOfGroup,
    GroupsOfKind,
    Members,
    SharedTitle,
    SharedReads,
    SharedMembers,
    FirstGroup,
    SecondGroup,
    LinkingReads,
    KnottedTitle,
    KnottedReads,
    AlsoChosen,
    AlsoOrganised,
    MoreThanOne,
    // Stories.
    Stories,
    StoriesIntroduction,
    NoTopics,
    TopicTable,
    Topic,
    TalkTies,
    OnMainTopic,
    Variety,
    StoriesTable,
    WhoseStories,
    WhoseReads,
    ToMostNamed,
    ToTwoMostNamed,
    ToLeaders,
    CommunitiesTable,
    Community,
    // Access.
    Access,
    AccessIntroduction,
    AccessTable,
    SchoolsInReach,
    PhasesInReach,
    TopicsInReach,
    WithOutside,
    WithOutsideGroup,
    Separate,
    // Warnings.
    Warnings,
    WarningsIntroduction,
    ClosedTitle,
    ClosedReads,
    ClosedCount,
    KeptSince,
    VoicesTitle,
    VoicesReads,
    Centralised,
    Unequal,
    RolesTitle,
    RolesReads,
    FromRole,
    ToRole,
    SaidBack,
    ForcedTitle,
    ForcedReads,
    OwnChoice,
    Assigned,
    OutsideTitle,
    OutsideReads,
    OutsideNotAsked,
    ReferencesTitle,
    ReferencesReads,
    NormsTitle,
    NormsReads,
    NoNorms,
    References,
    IntervalOfDifference,
    DifferenceItself,
    Norm,
    // Capacities.
    Capacities,
    CapacitiesIntroduction,
    Shows,
    Figure,
    WholeGroup,
    LowestHighest,
    CannotShow,
}

/// The verdicts of one frame, counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Verdicts<'a> {
    /// The frame, by the name of its column.
    pub frame: &'a str,
    /// Names of the schools that lag, in roster order.
    pub lagging: Vec<String>,
    /// Schools not shown to lag.
    pub not_shown: u64,
    /// Schools of which it cannot be told.
    pub cannot_tell: u64,
    /// Why not, by the name of the reason in the tables, with the number of schools.
    pub reasons: Vec<(String, u64)>,
    /// Why the frame does not apply, by its name in the tables, when it applies to no school.
    pub not_for: Option<&'a str>,
}

impl Verdicts<'_> {
    /// Schools with a verdict, one of the three.
    pub fn schools(&self) -> u64 {
        self.lagging.len() as u64 + self.not_shown + self.cannot_tell
    }
}

/// What a change among people with and without organised ties looks like.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct Exposed {
    /// People with an organised tie in the wave before, and those of them with fewer ties of own choice now.
    pub with: (u64, u64),
    /// People without one, and those of them with fewer.
    pub without: (u64, u64),
}

/// Sentences of the chapters.
pub trait Chapters {
    /// A text without numbers.
    fn tell(&self, what: Tell) -> &'static str;
    /// Seen and shown, of the known.
    fn two_readings(&self, strict: u64, broad: u64, known: u64) -> String;
    /// Visits of consultants and advisers: so many teachers received one, of so many.
    fn guided(&self, teachers: u64, of: u64) -> String;
    /// Where openness lags, for the first screen.
    fn lagging(&self, group: &Verdicts<'_>, others: &[Verdicts<'_>]) -> Sentence;
    /// What a frame says of the schools, in a line.
    fn frame_told(&self, verdicts: &Verdicts<'_>) -> String;
    /// Why nothing can be told of any row of a table.
    fn none_told(&self, why: &str) -> String;
    /// The name of a frame, at the head of its table.
    fn frame_name(&self, frame: &str) -> &'static str;
    /// How many forms would allow a verdict, school by school.
    fn forms_needed(&self, schools: &[(String, u64)]) -> String;
    /// A corner of the two axes: what it means, and what would be a first step.
    fn corner_means(&self, place: &str) -> Option<&'static str>;
    /// Where the axes are cut.
    fn cuts(&self, talk: f64, conversion: f64) -> String;
    /// Doors as only one relation shows them.
    fn only_relation(&self, relation: &str) -> String;
    /// A threshold: its name, and what it does.
    fn threshold(&self, id: &str, value: f64) -> Option<(&'static str, String)>;
    /// People in a group, of everybody; groups, and those of own choice.
    fn groups(&self, people: u64, of: u64, formal: u64, informal: u64) -> String;
    /// People whose leaving would cut groups apart.
    fn linking(&self, people: u64) -> String;
    /// A kind of group by its name in the study; as it stands when unknown.
    fn group_kind<'a>(&self, kind: &'a str) -> &'a str;
    /// What the talk is about: the main topic, its ties, all ties with a topic.
    fn story(&self, topic: &str, ties: u64, all: u64) -> Sentence;
    /// People with a contact outside the school, of those who answered.
    fn outside(&self, people: u64, of: u64) -> Sentence;
    /// People with a contact outside their school, and outside the group of schools where that was asked.
    fn view_from_outside(&self, near: u64, of: u64, far: Option<(u64, u64)>) -> String;
    /// How many schools raise the question of a closed profile, by name; of so many that can be told.
    fn closed(&self, schools: &[String], of: u64) -> String;
    /// Open-door ties that are organised and carry no tie of own choice.
    fn forced(&self, only_organised: u64, ties: u64, returned: u64) -> String;
    /// What became of chosen contacts of people with and without organised ties.
    fn exposed(&self, exposed: &Exposed) -> String;
    /// A capacity: its name, and what it is.
    fn capacity(&self, capacity: &str) -> Option<(&'static str, &'static str)>;
    /// What no network shows of a capacity, by name.
    fn beyond(&self, id: &str) -> Option<&'static str>;
    /// A figure of a capacity, by measure and layer, where the name of the measure would not say enough.
    fn evidence(&self, measure: &str, layer: Option<&str>) -> Option<&'static str>;
}

#[cfg(test)]
mod tests {
    use super::super::{ALL, Lang, words};
    use super::*;

    fn some(lagging: &[&str], not_shown: u64, cannot_tell: u64) -> Verdicts<'static> {
        Verdicts {
            frame: "lagging_group",
            lagging: lagging.iter().map(|&s| s.to_owned()).collect(),
            not_shown,
            cannot_tell,
            reasons: if cannot_tell > 0 { vec![("low_response".into(), cannot_tell)] } else { Vec::new() },
            not_for: None,
        }
    }

    #[test]
    fn a_verdict_is_told_in_counts_and_cannot_tell_is_no_verdict() {
        let (en, nl) = (words(Lang::En), words(Lang::Nl));
        let two = some(&["A", "B"], 10, 0);
        assert_eq!(en.lagging(&two, &[]).lead, "2 of 12 schools lag behind the others in openness: A and B.");
        assert_eq!(nl.lagging(&two, &[]).lead, "2 van 12 scholen blijven in openheid achter bij de andere: A en B.");
        let none = some(&[], 0, 12);
        assert_eq!(
            en.lagging(&none, &[]).lead,
            "Whether a school lags cannot be told of any of the 12 schools: too few answered."
        );
        for (lang, words) in ALL {
            assert!(!words.lagging(&some(&[], 3, 9), &[]).lead.is_empty(), "{lang:?}");
        }
        // The leader of one school is told of that school.
        let alone = some(&["A"], 0, 0);
        assert_eq!(en.lagging(&alone, &[]).lead, "A lags behind the other schools in openness.");
        assert_eq!(nl.lagging(&alone, &[]).lead, "A blijft in openheid achter bij de andere scholen.");
        assert!(nl.frame_told(&alone).ends_with(": blijft achter."));
        assert!(en.lagging(&some(&[], 1, 0), &[]).lead.starts_with("This school is not shown to lag"));
    }
}
