//! What can go wrong, as data: an [`Error`] stops the run, a [`Notice`] travels with the results.
//!
//! Nothing here is phrased for a reader: `words` turns both into sentences, in each language, so that a test can
//! match the variant and a Dutch user reads Dutch. `Display` on [`Error`] is a terse English line for library users.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Where something was seen: a file, and in it a line (counted as a spreadsheet counts) and a column by its heading.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Place {
    /// The file as the user named it, relative to the study.
    pub file: String,
    /// Line, from 1, the heading included; none when it is about the whole file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The column's heading as it stands in the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
}

impl Place {
    /// The whole of a file.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), line: None, column: None }
    }

    /// A line of a file.
    pub fn line(file: impl Into<String>, line: u64) -> Self {
        Self { file: file.into(), line: Some(line), column: None }
    }

    /// The same line, in a column.
    #[must_use]
    pub fn column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column \"{column}\"")?;
        }
        Ok(())
    }
}

/// What stops a run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A path that was named does not exist.
    #[error("{path}: there is no such file or folder")]
    NotFound {
        /// The path as it was given.
        path: String,
    },
    /// A file could not be read.
    #[error("{path}: cannot be read")]
    CannotRead {
        /// The path as it was given.
        path: String,
        /// What the operating system says.
        #[source]
        source: std::io::Error,
    },
    /// A file or folder could not be written.
    #[error("{path}: cannot be written")]
    CannotWrite {
        /// The path as it was given.
        path: String,
        /// What the operating system says.
        #[source]
        source: std::io::Error,
    },
    /// The output folder holds something that is not an earlier report of ours.
    #[error("{path}: the folder is not empty and is not an earlier report")]
    OutputNotEmpty {
        /// The folder.
        path: String,
        /// Some of what is in it.
        seen: Vec<String>,
    },
    /// A file with nothing in it.
    #[error("{file}: the file is empty")]
    EmptyFile {
        /// The file.
        file: String,
    },
    /// A file that is not text where a table was expected.
    #[error("{file}: this is not a table of text")]
    NotText {
        /// The file.
        file: String,
        /// What it looks like (its first bytes, or the kind of file recognised).
        seen: String,
    },
    /// A kind of file that this edition does not read.
    #[error("{file}: this kind of file is not read")]
    NotRead {
        /// The file.
        file: String,
        /// The kind, as recognised.
        seen: String,
    },
    /// A file that breaks off, or breaks the rules of its own format.
    #[error("{place}: this is not right as {format} ({seen})")]
    Broken {
        /// Where.
        place: Place,
        /// The format that it was read as: GraphML, Pajek, xlsx, …
        format: String,
        /// What was seen there.
        seen: String,
    },
    /// A limit that keeps a hostile or broken file from filling the memory.
    #[error("{file}: too large ({what:?} {seen}, the limit is {limit})")]
    TooLarge {
        /// The file.
        file: String,
        /// What there is too much of.
        what: Limit,
        /// How much was seen.
        seen: u64,
        /// How much is allowed.
        limit: u64,
    },
    /// A column that the file cannot do without.
    #[error("{place}: no column for {want:?}")]
    NoColumn {
        /// The file and its heading line.
        place: Place,
        /// What was looked for.
        want: Field,
        /// The headings that are there.
        seen: Vec<String>,
    },
    /// `study.toml` names a column that is not in the file.
    #[error("{place}: there is no column \"{name}\"")]
    ColumnNotThere {
        /// The file.
        place: Place,
        /// The heading that `study.toml` names.
        name: String,
        /// The headings that are there.
        seen: Vec<String>,
    },
    /// `study.toml` is not right.
    #[error("{place}: {message}")]
    Study {
        /// Where in `study.toml`.
        place: Place,
        /// What the reader of the file says.
        message: String,
        /// The nearest thing that would be right, when there is one.
        nearest: Option<String>,
    },
    /// Two people, schools or relations under one id, in conflict.
    #[error("{place}: \"{id}\" stands here with other particulars than before")]
    Conflict {
        /// The second place.
        place: Place,
        /// The id.
        id: String,
        /// Which particular differs.
        field: Field,
        /// The first value and the second.
        seen: (String, String),
    },
    /// Neither staff list nor ties could be found.
    #[error("{path}: no ties found")]
    NoTies {
        /// The folder.
        path: String,
        /// The files that are there.
        seen: Vec<String>,
    },
    /// A staff list, but nobody on it.
    #[error("{file}: nobody is on the staff list")]
    NoPeople {
        /// The file.
        file: String,
    },
    /// A wave, layer, school or measure that was asked for is not there.
    #[error("there is no {what:?} \"{name}\"")]
    Unknown {
        /// What kind of thing.
        what: Thing,
        /// The name asked for.
        name: String,
        /// What there is.
        seen: Vec<String>,
    },
    /// A value that was given in an option or a setting and cannot be used.
    #[error("{option}: \"{seen}\" cannot be used")]
    BadOption {
        /// The option or setting.
        option: String,
        /// What was given.
        seen: String,
        /// What would be right.
        want: String,
    },
    /// An earlier report that cannot be used here.
    #[error("{path}: made as schema {seen}, this program reads {want}")]
    Schema {
        /// The file.
        path: String,
        /// The schema version seen.
        seen: u32,
        /// The schema version read here.
        want: u32,
    },
    /// A picture could not be drawn.
    #[error("{name}: the picture could not be drawn ({message})")]
    Drawing {
        /// The picture.
        name: String,
        /// What the drawing library says.
        message: String,
    },
    /// Several problems at once: all are shown.
    #[error("{} problems", .0.len())]
    Several(Vec<Error>),
}

impl Error {
    /// One error out of a list: none when the list is empty, itself when it is alone.
    pub fn from_list(mut list: Vec<Error>) -> Option<Error> {
        match list.len() {
            0 => None,
            1 => list.pop(),
            _ => Some(Error::Several(list)),
        }
    }
}

/// A shorthand for results of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

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
}

/// What a reader should know, though the run goes on. Carried in `Findings`, printed and reported with the results.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "notice", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Notice {
    /// Somebody is named who is not on the staff list; the ties are set aside.
    UnknownPerson {
        /// Where first.
        place: Place,
        /// The name or id as written.
        written: String,
        /// How many answers name this person.
        answers: u64,
        /// The nearest on the staff list.
        nearest: Vec<String>,
    },
    /// More people of that kind than are worth a line each.
    MoreUnknownPeople {
        /// How many further names.
        names: u64,
        /// How many answers.
        answers: u64,
    },
    /// Somebody not on the staff list was added as an outside person (`--unknown add`).
    AddedPeople {
        /// How many.
        people: u64,
    },
    /// People who named themselves; these answers are set aside.
    SelfTies {
        /// Where first.
        place: Place,
        /// How many.
        answers: u64,
    },
    /// The same answer twice; the second is set aside.
    RepeatedTies {
        /// Where first.
        place: Place,
        /// How many.
        answers: u64,
    },
    /// A frequency that is neither a number nor a known label; these answers are set aside.
    UnknownFrequency {
        /// Where first.
        place: Place,
        /// The label.
        label: String,
        /// How many.
        answers: u64,
    },
    /// A value of a column that has fixed values, not understood and left out.
    UnknownValue {
        /// Where first.
        place: Place,
        /// As written.
        written: String,
        /// How often.
        times: u64,
    },
    /// A row without a value that it cannot do without; it is set aside.
    IncompleteRow {
        /// Where first.
        place: Place,
        /// What is missing.
        missing: Field,
        /// How many rows.
        rows: u64,
    },
    /// A row with more cells than the heading has.
    LongRow {
        /// Where first.
        place: Place,
        /// How many rows.
        rows: u64,
    },
    /// A relation that is not in the catalogue: taken as informal, of openness 0, from the one who names.
    NewRelation {
        /// Where first.
        place: Place,
        /// The relation as written.
        relation: String,
        /// The nearest of the catalogue.
        nearest: Option<String>,
    },
    /// The tie file says nothing of the relation: taken as what the file is called or as talk.
    RelationAssumed {
        /// The file.
        place: Place,
        /// The relation assumed.
        relation: String,
    },
    /// The ties of a wave that the roster does not have, or the other way round.
    WaveWithoutRoster {
        /// The wave.
        wave: String,
        /// The roster has no row for it, and the people of all rows are used.
        answers: u64,
    },
    /// A person stands twice on the staff list in one wave.
    PersonTwice {
        /// The second place.
        place: Place,
        /// The id.
        id: String,
    },
    /// Somebody is marked as not having answered, but there are answers.
    AnswersFromSilent {
        /// The wave.
        wave: String,
        /// How many people.
        people: u64,
        /// How many answers.
        answers: u64,
        /// Some of them.
        examples: Vec<String>,
    },
    /// Columns that are not read.
    ColumnsNotRead {
        /// The file.
        place: Place,
        /// Their headings.
        columns: Vec<String>,
    },
    /// A file that is not read because another one came first.
    FileNotRead {
        /// The file left alone.
        place: Place,
        /// The file used in its place.
        used: String,
    },
    /// The encoding was guessed.
    EncodingGuessed {
        /// The file.
        place: Place,
        /// The encoding.
        encoding: String,
        /// A word in which a quote-like sign stands between letters: perhaps it is another encoding.
        doubtful: Option<String>,
    },
    /// Letters that could not be decoded.
    BadLetters {
        /// The file.
        place: Place,
        /// The encoding used.
        encoding: String,
    },
    /// There is no role column: everybody counts for the open-door rate.
    NoRoles {
        /// The staff list.
        place: Place,
    },
    /// Role labels that mean nobody who teaches a class.
    OtherRoles {
        /// Each label with its count.
        labels: Vec<(String, u64)>,
        /// Nobody is left for the open-door rate.
        nobody_left: bool,
    },
    /// Nothing says who answered.
    ResponseNotKnown {
        /// The wave.
        wave: String,
        /// People who reported nothing and were named by nobody: isolated, or did not answer.
        silent: u64,
    },
    /// People of a school did not answer.
    LowResponse {
        /// The wave.
        wave: String,
        /// The school.
        school: String,
        /// How many answered.
        answered: u64,
        /// How many were asked.
        asked: u64,
    },
    /// Only one end of a relation was asked: its reports cannot be checked.
    OneSideAsked {
        /// The wave.
        wave: String,
        /// The relation.
        relation: String,
        /// True when only the one who is visited was asked.
        host_side: bool,
    },
    /// Reports of a visit that the other end denies.
    Contradicted {
        /// The wave.
        wave: String,
        /// The relation.
        relation: String,
        /// How many.
        ties: u64,
    },
    /// A relation was asked within schools only.
    AskedWithinSchool {
        /// The relation.
        relation: String,
    },
    /// A relation was said to be asked within schools only, and yet there are ties across.
    AcrossThoughWithin {
        /// Where first.
        place: Place,
        /// How many answers.
        answers: u64,
    },
    /// There is no formal tie.
    NoFormalTies {
        /// The wave.
        wave: String,
    },
    /// The form allowed no more names, and people reached that number.
    LimitedByForm {
        /// The wave.
        wave: String,
        /// The relation.
        relation: String,
        /// The largest number of names.
        max_names: u32,
        /// How many people reached it.
        people: u64,
    },
    /// Layers that were left out because the network is large.
    LayersLeftOut {
        /// How many people.
        people: u64,
    },
    /// Pairs of schools without a tie are not listed because there are many schools.
    PairsLeftOut {
        /// How many schools.
        schools: u64,
    },
    /// A school of `schools.csv` in which nobody is, or a person's school that is not in it.
    SchoolUnknown {
        /// Where first.
        place: Place,
        /// The school.
        school: String,
    },
    /// A group in `members.csv` that is not in `groups.csv`.
    GroupUnknown {
        /// Where first.
        place: Place,
        /// The group.
        group: String,
    },
    /// Self-made ids, because there is no id column.
    IdsMade {
        /// The staff list.
        place: Place,
        /// What people are matched by.
        by: Field,
    },
    /// No roster: the people are those named in the ties.
    NoRoster {
        /// How many.
        people: u64,
    },
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
