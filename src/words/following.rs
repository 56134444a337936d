//! What became of a plan.

/// A text about a plan and the next wave, without numbers in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the text that the languages give for it")]
#[non_exhaustive]
pub enum FollowSay {
    Title,
    Introduction,
    LinesTable,
    LinesReads,
    PlannedTitle,
    PlannedReads,
    DoneTitle,
    DoneReads,
    Alike,
    Limits,
    HeadMeans,
    HeadPlanned,
    HeadSeen,
    HeadNotSeen,
    HeadNotKnown,
    HeadOutcome,
    HeadInvited,
    HeadExpected,
    HeadBeyond,
    HeadOthers,
    HeadOthersExpected,
    HeadDifference,
    HeadSaid,
    DoorOpened,
    WentToSee,
    NoLongerAlone,
    FewerOwnContacts,
    SaidDiffers,
    SaidNotShown,
    SaidCannotTell,
}

/// A plan and the next wave in words.
pub trait Following {
    /// A text.
    fn follow(&self, what: FollowSay) -> &'static str;
    /// How many lines were planned, how many the next wave shows, of how many it cannot be told.
    fn lines_followed(&self, planned: u64, seen: u64, not_known: u64) -> String;
    /// How many people were invited, and how many of them are gone.
    fn people_invited(&self, invited: u64, gone: u64) -> String;
    /// Pairs of an outcome: of the same school and phase, the same school, the same phase, neither; invited people
    /// without anybody beside them, and those not known in the next wave.
    fn pairs_alike(&self, outcome: &str, alike: [u64; 4], alone: u64, not_known: u64) -> String;
}
