//! What limits, fields, things and missing numbers are called.

use serde::{Deserialize, Serialize};

/// What a limit is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Limit {
    /// Bytes of a file, unpacked.
    Bytes,
    /// Bytes of one cell.
    Cell,
    /// Columns of a row.
    Columns,
    /// People on the roster.
    People,
    /// Answers about ties.
    Ties,
    /// Relations between two people.
    Relations,
    /// Waves.
    Waves,
}

/// A field that a column may carry, in any of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Field {
    /// A person's id, or name in its place.
    Id,
    /// A person's name.
    Name,
    /// A school.
    School,
    /// A role.
    Role,
    /// A phase, grade or team.
    Phase,
    /// A subject.
    Subject,
    /// Working time as a fraction of a full week.
    Fte,
    /// Working days.
    Days,
    /// Years of experience.
    Years,
    /// Whether somebody is new.
    IsNew,
    /// Whether somebody receives visitors.
    Host,
    /// How many visitors somebody can receive.
    Capacity,
    /// Whether somebody may be named.
    ConsentNamed,
    /// Whether somebody answered.
    Answered,
    /// Whether somebody did not answer.
    DidNotAnswer,
    /// Whether somebody was asked.
    Asked,
    /// Who appraises somebody.
    Appraiser,
    /// A wave.
    Wave,
    /// An e-mail address: used for matching, never written.
    Email,
    /// Whether somebody asked to be taken off the list.
    Removed,
    /// The one who visits, asks, names.
    From,
    /// The one who is visited, asked, named.
    To,
    /// A relation.
    Relation,
    /// How often.
    Frequency,
    /// Who reported a tie.
    Reporter,
    /// Own choice, asked or assigned.
    Initiative,
    /// What a talk was about.
    Topic,
    /// Whether there was a talk afterwards.
    Feedback,
    /// A board or other group of schools.
    Group,
    /// A person in a group.
    Person,
    /// The kind of a group.
    Kind,
    /// Formal or informal.
    Family,
    /// First day.
    Start,
    /// Last day.
    End,
    /// Whether a school serves as a reference.
    Reference,
    /// A free note.
    Note,
    /// A measure.
    Measure,
    /// A number.
    Value,
    /// Where a number comes from.
    Source,
    /// A year.
    Year,
    /// A name as written.
    Written,
}

/// A kind of thing that can be asked for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Thing {
    /// A wave.
    Wave,
    /// A layer.
    Layer,
    /// A school.
    School,
    /// A family of measures.
    Measures,
    /// A relation.
    Relation,
    /// A person.
    Person,
    /// A means of a plan.
    Means,
}

/// Why a number is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Why {
    /// The person did not answer.
    DidNotAnswer,
    /// The survey did not ask.
    NotAsked,
    /// Too few people for the figure to exist (a denominator of zero).
    TooFew,
    /// No tie to compute it from.
    NoTies,
    /// Not in the part of the network that the figure is defined on.
    OutsideComponent,
    /// Not somebody that the figure is about (not eligible, no school, …).
    DoesNotApply,
    /// Forms are missing, so it cannot be told.
    CannotTell,
    /// Hidden because too few people stand behind it.
    Suppressed,
    /// Not computed at this size, or not asked for.
    NotComputed,
}
