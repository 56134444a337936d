//! What is said of two waves side by side.

use crate::error::Difference;

/// Who came, who went and who stayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Turnover {
    /// People in the first wave.
    pub before: u64,
    /// People in the second.
    pub after: u64,
    /// In both, in the same school.
    pub stayers: u64,
    /// In both, in another school.
    pub movers: u64,
    /// Only in the first.
    pub leavers: u64,
    /// Only in the second.
    pub joiners: u64,
    /// Away in one of the two, and there before or after it.
    pub absent: u64,
}

/// What became of people who stood out in the first wave, beside what to expect if nothing had changed.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Stood {
    /// Without a contact.
    WithoutContacts,
    /// Without a visitor.
    DoorsShut,
    /// With contacts at other schools.
    LinkPersons,
}

/// A text about two waves without numbers in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the text that the languages give for it")]
#[non_exhaustive]
pub enum ChangeText {
    Introduction,
    PeopleTable,
    FiguresTitle,
    FiguresTable,
    FiguresReads,
    SchoolsTitle,
    SchoolsTable,
    TiesTitle,
    TiesTable,
    TiesReads,
    DyadsTable,
    DyadNone,
    DyadOneWay,
    DyadMutual,
    DoorsTitle,
    DoorsTable,
    DoorsReads,
    LowTitle,
    LowReads,
    SlopesTitle,
    SlopesMutualTitle,
    SlopesReads,
    NetworksTitle,
    NetworksReads,
    NetworksWhere,
    KeyUp,
    KeyDown,
    KeyWithin,
    Differ,
    HeadFigure,
    HeadAll,
    HeadStayers,
    HeadWithin,
    HeadRest,
    HeadBand,
    HeadSaid,
    HeadBefore,
    HeadAfter,
    HeadStayed,
    HeadLeft,
    HeadCame,
    HeadMovedOut,
    HeadMovedIn,
    HeadAbsent,
    HeadKept,
    HeadLost,
    HeadNew,
    HeadWithLeavers,
    HeadWithJoiners,
    HeadUnknown,
    HeadJaccard,
    HeadRenewal,
    HeadWas,
    Density,
    Reciprocity,
    OpenDoorRate,
    Isolated,
    OutDegree,
    Degree,
    Outside,
    Breadth,
    SaidChanged,
    SaidNotShown,
    SaidCannotTell,
}

/// Sentences about two waves.
pub trait Changes {
    /// A text without numbers.
    fn change_text(&self, text: ChangeText) -> &'static str;
    /// In what two waves differ.
    fn difference(&self, difference: &Difference) -> String;
    /// From which wave to which.
    fn waves_between(&self, from: &str, to: &str) -> String;
    /// Who came, who went and who stayed.
    fn turnover(&self, turnover: Turnover) -> String;
    /// What became of the ties of a layer: kept, lost, new; with those who left and came; not to be compared.
    fn ties_account(&self, layer: &str, stayers: (u64, u64, u64), turnover: (u64, u64), not_comparable: u64) -> String;
    /// How many of the figures that were looked at changed by more than noise.
    fn changed_figures(&self, changed: u64, looked_at: u64) -> String;
    /// So many people stood out, so many of them are so no longer (or still), and this many that would be anyhow.
    fn stood(&self, what: Stood, people: u64, then: u64, expected: Option<f64>, other_way: u64) -> String;
    /// Pairs of stayers of whom both waves know whether there is a tie, of all.
    fn pairs_compared(&self, compared: u64, all: u64) -> String;
    /// Of one rate: everybody, and those who stayed, in both waves.
    fn rate_told_apart(&self, all: (f64, f64), stayers: (f64, f64)) -> String;
}
