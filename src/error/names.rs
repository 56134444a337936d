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
    /// Elements of XML inside each other.
    Depth,
    /// How many times as large as it is packed a workbook is.
    Unpacked,
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

/// What a format of another program cannot hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NotHeld {
    /// Reports that do not count, and the second report of a tie: each tie that counts stands once.
    Reports,
    /// Who was asked what, and who answered which question.
    Questions,
    /// What is known of a person in one wave and differs in another: the last value stands.
    ChangesOfPeople,
    /// Who is on the staff list in which wave.
    Presence,
    /// Groups and their members.
    Groups,
    /// Initiative, topic and talk afterwards.
    Details,
    /// Names, left out unless they are asked for.
    Names,
    /// Signs that the format has no way to write: replaced.
    Signs,
    /// What is known of some people and not of all.
    PartialValues,
    /// People who were added because they were named.
    Outsiders,
    /// Questions that were asked and in which nobody was named.
    EmptyQuestions,
    /// One matrix of everybody: there is one for each school.
    Matrices,
    /// Words: they stand as numbers.
    Labels,
    /// That a tie has no direction: it stands both ways.
    Undirected,
    /// Ties with and without direction in one network: those without are two arcs, marked.
    MixedDirections,
    /// Who answered the survey and left out a question.
    LeftOut,
    /// Who named somebody in an answer that was set aside, and who may be named in one.
    SetAside,
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
