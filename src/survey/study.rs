//! The study: what `study.toml` says beyond the conventions. Paths and settings only, nothing opened yet.

use super::{Channel, End, Family, Opens, Role, find};
use serde::{Deserialize, Deserializer, de};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// A study, read: paths and settings only.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Study {
    /// The folder that relative paths start from.
    pub folder: PathBuf,
    /// The study file by its name, when there is one.
    pub file: Option<String>,
    /// The files were found by looking at them, for nobody says which they are.
    pub found: bool,
    /// The only file of ties, when a study is nothing else.
    pub single: Option<String>,
    /// Title; the folder's name when the study file has none.
    pub title: String,
    /// Language of the report: `en` or `nl`.
    pub language: Option<String>,
    /// The encoding of all files that do not say it; found out file by file when none.
    pub encoding: Option<String>,
    /// Seed of everything that draws.
    pub seed: Option<u64>,
    /// An open-door rate that the group itself agreed on.
    pub standard: Option<f64>,
    /// Waves in order; empty when the labels in the files decide.
    pub waves: Vec<WaveEntry>,
    /// Own labels of roles.
    pub roles: BTreeMap<String, Role>,
    /// The staff list.
    pub teachers: TeachersEntry,
    /// Files of ties.
    pub ties: Vec<TiesEntry>,
    /// Files that say who is in which group.
    pub members: Vec<MembersEntry>,
    /// What a survey question means.
    pub questions: BTreeMap<String, Meaning>,
    /// Own labels of frequency.
    pub frequencies: BTreeMap<String, f32>,
    /// Relations that are added to the catalogue or override it.
    pub relations: Vec<RelationEntry>,
    /// Named mixes of relations.
    pub layers: Vec<LayerEntry>,
    /// Roster columns of which each value in a school is a formal team.
    pub teams_from: Vec<String>,
    /// Columns of the roster that are read because a test uses them, where they are there.
    pub columns_used: Vec<String>,
    /// Kinds of groups that become ties of the formal layer.
    pub as_ties: Vec<String>,
}

impl Study {
    /// The path of a file that the study names.
    pub fn path_of(&self, file: &str) -> PathBuf {
        self.folder.join(Path::new(file))
    }

    /// The encoding of a file, where the study file says it: of the entry that names the file or whose conventional name
    /// it has, else of all files.
    pub(crate) fn encoding_of(&self, file: &str) -> Option<&str> {
        let stem = Path::new(file).file_stem().map(|s| s.to_string_lossy().to_lowercase()).unwrap_or_default();
        let is = |named: Option<&String>, usual: &[&str]| {
            named.map_or_else(|| usual.contains(&stem.as_str()), |named| named == file)
        };
        let ties = self.ties.iter().filter(|e| is(e.file.as_ref(), find::TIES)).map(|e| &e.encoding);
        let members = self.members.iter().filter(|e| is(e.file.as_ref(), find::MEMBERS)).map(|e| &e.encoding);
        let staff = is(self.teachers.file.as_ref(), find::TEACHERS).then_some(&self.teachers.encoding);
        let own = staff.into_iter().chain(ties).chain(members).find_map(Option::as_deref);
        own.or(self.encoding.as_deref())
    }

    /// The name by which places speak of the study file.
    pub(crate) fn file_name(&self) -> &str {
        self.file.as_deref().unwrap_or("study.toml")
    }
}

/// A wave, as the study file lists it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct WaveEntry {
    /// Its label.
    #[serde(deserialize_with = "text")]
    pub id: String,
    /// First and last day.
    #[serde(default)]
    pub period: Option<String>,
    /// An earlier edition that stands in for raw data.
    #[serde(default)]
    pub findings: Option<String>,
}

/// The staff list, as the study file describes it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct TeachersEntry {
    /// The file; a conventional name when none.
    pub file: Option<String>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The encoding; found out when none.
    pub encoding: Option<String>,
    /// Which column is which.
    pub columns: BTreeMap<String, String>,
    /// Further columns that are kept, by heading.
    pub keep: Keep,
    /// The ids are no one's own: this program made them when it wrote the list of people who had none.
    pub ids_made: bool,
}

/// Which further roster columns are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keep {
    /// All of them.
    All,
    /// These, by heading.
    These(Vec<String>),
}

impl Default for Keep {
    fn default() -> Self {
        Keep::These(Vec::new())
    }
}

/// The shape of a file of ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Shape {
    /// A row per tie.
    Long,
    /// Square: row names, column is named.
    Matrix,
    /// A row per respondent, several columns with one name each.
    Nominations,
    /// A row per respondent, one cell with several names.
    MultiSelect,
    /// A row per respondent, a column per colleague.
    Grid,
}

impl Shape {
    /// Its name in the study file.
    pub fn name(self) -> &'static str {
        match self {
            Shape::Long => "long",
            Shape::Matrix => "matrix",
            Shape::Nominations => "nominations",
            Shape::MultiSelect => "multi_select",
            Shape::Grid => "grid",
        }
    }
}

/// Whom people could name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskedWithin {
    /// Colleagues of their own school only.
    School,
    /// Everybody in the group of schools.
    #[default]
    Group,
}

/// What an empty cell of a wide form means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Blank {
    /// Nobody, when the same person filled another question.
    #[default]
    Nobody,
    /// No answer.
    Missing,
}

/// A file of ties, as the study file describes it.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct TiesEntry {
    /// The file; a conventional name when none.
    pub file: Option<String>,
    /// The shape; found out when none.
    pub shape: Option<Shape>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The encoding; found out when none.
    pub encoding: Option<String>,
    /// The wave, for rows that do not say.
    #[serde(deserialize_with = "some_text")]
    pub wave: Option<String>,
    /// The relation, for rows that do not say.
    pub relation: Option<String>,
    /// Whether a relation that nobody gives was assumed after the file's name; else it is talk.
    #[serde(skip)]
    pub(crate) assumed_by_name: Option<bool>,
    /// Which column is which.
    pub columns: BTreeMap<String, String>,
    /// Codes for "no answer".
    #[serde(deserialize_with = "texts")]
    pub missing: Vec<String>,
    /// The smallest frequency that counts as a tie.
    pub at_least: f32,
    /// Whether frequencies are ranks, of which 1 is the strongest.
    pub rank: bool,
    /// Who filled it in, for rows that do not say.
    pub reporter: Option<End>,
    /// Whom people could name.
    pub asked_within: AskedWithin,
    /// The form allowed no more names.
    pub max_names: Option<u32>,
    /// Only these columns of a wide file.
    pub range: Option<String>,
    /// What an empty cell of a wide file means.
    pub blank: Blank,
}

/// A file that says who is in which group, as the study file describes it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct MembersEntry {
    /// The file; a conventional name when none.
    pub file: Option<String>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The encoding; found out when none.
    pub encoding: Option<String>,
    /// `long`: a row for each member; `grid`: an attendance sheet. Found out when none.
    pub shape: Option<Shape>,
    /// The wave, for rows that do not say; every wave when none.
    #[serde(deserialize_with = "some_text")]
    pub wave: Option<String>,
    /// The kind of the groups that the groups file does not have.
    pub kind: Option<String>,
    /// Which column is which.
    pub columns: BTreeMap<String, String>,
}

/// What a question of the survey means.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Meaning {
    /// It asks for a relation.
    Relation {
        /// The relation.
        relation: String,
        /// Which end of the tie is asked.
        reporter: End,
    },
    /// It asks something about the person.
    Person(String),
    /// It goes with another question.
    Companion {
        /// The other question.
        of: String,
        /// What it says of it.
        is: String,
    },
}

/// A relation, as the study file describes it: what is left out is as in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RelationEntry {
    /// Its id.
    pub id: String,
    /// Its label.
    #[serde(default)]
    pub label: Option<Label>,
    /// Further names under which it is recognised.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Formal or informal.
    #[serde(default)]
    pub family: Option<Family>,
    /// Whether it has a direction.
    #[serde(default)]
    pub directed: Option<bool>,
    /// 0 closed, 1 told, 2 shown, 3 seen, 4 taught together.
    #[serde(default)]
    pub openness: Option<u8>,
    /// 0 none, 1 talk, 2 aid, 3 sharing, 4 joint work.
    #[serde(default)]
    pub interdependence: Option<u8>,
    /// Whose practice it opens.
    #[serde(default)]
    pub opens: Option<Opens>,
    /// What it counts for.
    #[serde(default)]
    pub channel: Option<Channel>,
    /// Whether both ends are asked.
    #[serde(default)]
    pub both_sides_asked: Option<bool>,
}

/// A label in one language or two.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Label {
    /// English.
    pub en: Option<String>,
    /// Dutch.
    pub nl: Option<String>,
}

/// A named mix of relations, as the study file lists it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct LayerEntry {
    /// Its id.
    pub id: String,
    /// The relations in it.
    pub relations: Vec<String>,
}

/// The study file as it stands.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct StudyFile {
    pub(crate) title: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) encoding: Option<String>,
    pub(crate) seed: Option<u64>,
    pub(crate) waves: Vec<WaveEntry>,
    pub(crate) roles: BTreeMap<String, Role>,
    pub(crate) teachers: TeachersEntry,
    pub(crate) ties: Vec<TiesEntry>,
    pub(crate) members: Vec<MembersEntry>,
    pub(crate) questions: BTreeMap<String, Meaning>,
    pub(crate) frequencies: BTreeMap<String, f32>,
    pub(crate) relations: Vec<RelationEntry>,
    pub(crate) layers: Vec<LayerEntry>,
    pub(crate) groups: GroupsEntry,
    pub(crate) standard: StandardEntry,
}

/// Which structures are formal groups, and which of them count as ties.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct GroupsEntry {
    pub(crate) teams_from: Vec<String>,
    pub(crate) as_ties: Vec<String>,
}

/// Norms that the group itself agreed on.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct StandardEntry {
    pub(crate) open_door_rate: Option<f64>,
}

/// Text that may be written without quotes when it is a number: `wave = 2026`.
struct Text(String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Text;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text or a number")
            }
            fn visit_str<E: de::Error>(self, v: &str) -> Result<Text, E> {
                Ok(Text(v.trim().to_owned()))
            }
            fn visit_i64<E: de::Error>(self, v: i64) -> Result<Text, E> {
                Ok(Text(v.to_string()))
            }
            fn visit_f64<E: de::Error>(self, v: f64) -> Result<Text, E> {
                Ok(Text(v.to_string()))
            }
        }
        from.deserialize_any(Visitor)
    }
}

fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Text::deserialize(from).map(|t| t.0)
}

fn some_text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Text::deserialize(from).map(|t| Some(t.0))
}

fn texts<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    Vec::<Text>::deserialize(from).map(|list| list.into_iter().map(|t| t.0).collect())
}

impl<'de> Deserialize<'de> for Keep {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Keep;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of headings or \"all\"")
            }
            fn visit_str<E: de::Error>(self, v: &str) -> Result<Keep, E> {
                Ok(if v == "all" { Keep::All } else { Keep::These(vec![v.to_owned()]) })
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, seq: A) -> Result<Keep, A::Error> {
                Vec::deserialize(de::value::SeqAccessDeserializer::new(seq)).map(Keep::These)
            }
        }
        from.deserialize_any(Visitor)
    }
}

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Both {
            #[serde(default)]
            en: Option<String>,
            #[serde(default)]
            nl: Option<String>,
        }
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Label;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a label, or { en = \"…\", nl = \"…\" }")
            }
            fn visit_str<E: de::Error>(self, v: &str) -> Result<Label, E> {
                Ok(Label { en: Some(v.to_owned()), nl: Some(v.to_owned()) })
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Label, A::Error> {
                let both = Both::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(Label { en: both.en, nl: both.nl })
            }
        }
        from.deserialize_any(Visitor)
    }
}

impl<'de> Deserialize<'de> for Meaning {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Keys {
            #[serde(default)]
            relation: Option<String>,
            #[serde(default)]
            reporter: Option<End>,
            #[serde(default)]
            person: Option<String>,
            #[serde(default)]
            of: Option<String>,
            #[serde(default)]
            is: Option<String>,
        }
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Meaning;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a relation, { relation = … }, { person = … } or { of = …, is = … }")
            }
            fn visit_str<E: de::Error>(self, v: &str) -> Result<Meaning, E> {
                Ok(Meaning::Relation { relation: v.to_owned(), reporter: End::From })
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Meaning, A::Error> {
                let keys = Keys::deserialize(de::value::MapAccessDeserializer::new(map))?;
                match keys {
                    Keys { relation: Some(relation), reporter, person: None, of: None, is: None } => {
                        Ok(Meaning::Relation { relation, reporter: reporter.unwrap_or(End::From) })
                    }
                    Keys { person: Some(person), relation: None, reporter: None, of: None, is: None } => {
                        Ok(Meaning::Person(person))
                    }
                    Keys { of: Some(of), is: Some(is), relation: None, reporter: None, person: None } => {
                        Ok(Meaning::Companion { of, is })
                    }
                    _ => Err(de::Error::custom(
                        "a question is { relation = … }, { person = … } or { of = …, is = … }, one of these",
                    )),
                }
            }
        }
        from.deserialize_any(Visitor)
    }
}
