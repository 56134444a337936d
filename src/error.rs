//! What can go wrong, as data: an [`Error`] stops the run, a [`Notice`] travels with the results.
//!
//! Nothing here is phrased for a reader: `words` turns both into sentences, in each language, so that a test can
//! match the variant and a Dutch user reads Dutch. `Display` on [`Error`] is a terse English line for library users.

mod alike;
mod difference;
mod names;
mod notice;
mod shape;
mod subject;

pub use alike::AlikeSchools;
pub use difference::Difference;
pub use names::{Field, Limit, NotHeld, Thing, Why};
pub use notice::Notice;
use serde::{Deserialize, Serialize};
pub use shape::{DecimalShown, Reason, Shape};
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
    /// A plan that somebody edited stands where another is to be written.
    #[error("{path}: the plan was edited since it was written")]
    PlanEdited {
        /// The plan.
        path: String,
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
    /// `study.toml` names a shape that the file does not have.
    #[error("{place}: this is not in the shape {shape:?}")]
    NotInShape {
        /// The file and its heading line.
        place: Place,
        /// The shape that `study.toml` names.
        shape: Shape,
        /// The headings that are there.
        seen: Vec<String>,
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
        /// A line further down that looks like the headings, and what stands in it.
        headings: Option<(u64, Vec<String>)>,
    },
    /// Rows that are parted by another sign than the headings, so that all of a row is one cell.
    #[error("{place}: parted by {other}, and the headings by {separator}")]
    MixedSeparators {
        /// The first of these rows.
        place: Place,
        /// The sign between the headings.
        separator: String,
        /// The sign in the rows.
        other: String,
        /// How many rows.
        rows: u64,
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
    /// The staff list and the ties are sheets of one workbook, and nothing says which is which.
    #[error("{file}: the staff list and the ties are in one workbook")]
    StaffAndTies {
        /// The workbook.
        file: String,
        /// The sheet that looks like the staff list; none where that is given.
        staff: Option<String>,
        /// The sheets that look like ties.
        ties: Vec<String>,
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
    /// Something that a file names and that is not there.
    #[error("{place}: there is no {what:?} \"{name}\"")]
    UnknownAt {
        /// Where.
        place: Place,
        /// What kind of thing.
        what: Thing,
        /// The name that stands there.
        name: String,
        /// What there is; empty when there is too much to list.
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
    /// Two waves that were not asked in the same way, and nobody said that they are to be compared all the same.
    #[error("the waves {from} and {to} were not asked in the same way")]
    WavesDiffer {
        /// The first wave.
        from: String,
        /// The second.
        to: String,
        /// In what they differ.
        differences: Vec<Difference>,
    },
    /// A period of which the questionnaire must have the first and the last day, and it does not give both for sure.
    #[error("{seen}: not the first and the last day of a period")]
    NotBothDays {
        /// The period as it is written.
        seen: String,
    },
    /// Two waves are wanted, and there are fewer, or the second is not after the first.
    #[error("two waves are needed, the second after the first")]
    NotTwoWaves {
        /// The waves there are, in order.
        seen: Vec<String>,
    },
    /// A plan of people who have no ids: the numbers they got instead may be somebody else's since.
    #[error("{path}: a plan of people without ids")]
    PlanWithoutIds {
        /// The plan.
        path: String,
    },
    /// The first of two waves that were named does not come before the second.
    #[error("wave {from} does not come before wave {to}")]
    WrongOrder {
        /// The first as named.
        from: String,
        /// The second.
        to: String,
        /// The waves there are, in order.
        seen: Vec<String>,
    },
    /// An earlier report that cannot stand in for a wave: it does not hold what is needed, or is not of this program's version.
    #[error("{path}: cannot stand in for a wave")]
    EarlierWave {
        /// The file.
        path: String,
        /// Name and version of the program that made it.
        program: String,
        /// Why not.
        why: EarlierWhy,
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

/// Why an earlier report cannot stand in for a wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EarlierWhy {
    /// Another version of the program made it, which may count in another way.
    Version,
    /// It is an edition without people.
    Edition,
    /// Its ties stand in tables beside it, because it is about very many people.
    NoTies,
    /// It has no wave of that name, and more than one.
    NoWave,
    /// A relation that has a direction there has none here, or the other way round.
    Meaning,
    /// It was given as a file of ties, and it is what this program found.
    NotTies,
    /// People have no ids, there or in this study: the numbers they got instead may be somebody else's in another wave.
    NoIds,
    /// People stand under pseudonyms, which are drawn anew for every edition.
    Pseudonyms,
}

/// A shorthand for results of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
