//! What people answered: from files to a checked [`Survey`].
//!
//! Once a `Survey` exists, no later room checks input again. People, schools, relations and waves are referred to by
//! index; everything is in roster order.

mod assemble;
mod attendance;
pub mod audit;
pub mod benchmarks;
pub mod catalogue;
mod cells;
mod check;
mod columns;
mod decimals;
mod desk;
mod find;
pub mod formats;
mod forms;
mod frequencies;
pub mod headings;
mod homes;
mod identities;
mod ids;
mod labels;
mod ledger;
mod likely_waves;
mod long;
pub mod look;
mod names;
mod never;
mod order;
mod other_shapes;
mod people_names;
mod plain;
mod read;
mod recognise;
pub mod reconcile;
mod relations;
mod reports;
mod roles;
mod roster;
#[cfg(test)]
pub(crate) mod sample;
mod scales;
mod sheets;
mod staff;
mod structures;
pub mod study;
mod study_file;
mod suggest;
mod tell;
mod tie_files;
mod wave_order;
mod waves;
mod wording;
#[cfg(test)]
#[cfg(feature = "xlsx")]
mod workbook_cases;
mod written;

pub use ledger::{Aside, AsideCount, Input, Ledger, LedgerFile};
pub use read::{ReadSettings, read};
pub use scales::{Remark, ScaleUse, Step};
pub use structures::Group;

use crate::error::{Notice, Place};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A checked survey: who was there in each wave, what was asked of whom, and who reported which tie.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Survey {
    /// Title of the study; the folder's name when it has none.
    pub title: String,
    /// In order.
    pub waves: Vec<Wave>,
    /// In roster order, those of the schools file that have nobody at the end.
    pub schools: Vec<School>,
    /// Everybody who is on the roster in some wave, in order of first appearance.
    pub people: Vec<Person>,
    /// Phases (grades, teams) as written.
    pub phases: Vec<String>,
    /// Topics as written.
    pub topics: Vec<String>,
    /// The catalogue with the study's own relations behind it.
    pub relations: Vec<Relation>,
    /// Named mixes of relations beside the built-in layers.
    pub mixes: Vec<Mix>,
    /// Formal structures.
    pub groups: Vec<Group>,
    /// Kinds of groups that become ties of the formal layer.
    pub group_kinds_as_ties: Vec<String>,
    /// The user's own norms.
    pub benchmarks: Vec<benchmarks::Benchmark>,
    /// Pairs of people who must never be proposed to each other.
    pub never: Vec<(u32, u32)>,
    /// What was asked.
    pub questions: Vec<Question>,
    /// What was reported, two reports of one tie put together; grouped by wave, sorted by relation, from, to.
    pub ties: Vec<Tie>,
    /// What became of every answer.
    pub ledger: Ledger,
    /// Names that are not on the staff list.
    pub unmatched: Vec<Unmatched>,
    /// The answers to each question of how often.
    pub scales: Vec<ScaleUse>,
    /// Questions of the study file that no file asks.
    pub not_found: Vec<String>,
    /// What a reader should know.
    pub notices: Vec<Notice>,
    /// The files read.
    pub inputs: Vec<Input>,
}

/// A name that answers give and the staff list does not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Unmatched {
    /// As written.
    pub written: String,
    /// How many answers.
    pub answers: u64,
    /// Where first.
    pub first: Place,
    /// People who may be meant, by index, the likeliest first.
    pub candidates: Vec<u32>,
}

/// One period in which everybody was asked.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Wave {
    /// Its label.
    pub id: String,
    /// First and last day, as written (`2025-08-25/2026-01-31`).
    pub period: Option<String>,
    /// Who is on the roster in this wave, in roster order.
    pub staff: Vec<Staff>,
    /// Whether anything says who answered (the roster, or files with a row per respondent).
    pub response_known: bool,
}

/// A person, in whatever wave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Person {
    /// The id, unique.
    pub id: String,
    /// The name, when the roster has one beside the id.
    pub name: Option<String>,
    /// Not on the roster, added because named (`--unknown add`).
    pub outside: bool,
    /// The id was made while reading, in the order of rows.
    pub id_made: bool,
}

/// A person in one wave.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Staff {
    /// Index into `Survey::people`.
    pub person: u32,
    /// Home school; none for somebody at group level.
    pub school: Option<u32>,
    /// Further schools.
    pub other_schools: Vec<u32>,
    /// Role.
    pub role: Role,
    /// Index into `Survey::phases`.
    pub phase: Option<u32>,
    /// Subject as written.
    pub subject: Option<String>,
    /// Working time, 1 is full.
    pub fte: Option<f64>,
    /// Working days, bit 0 is Monday.
    pub days: Option<u8>,
    /// Years of experience.
    pub years: Option<f64>,
    /// New in the school.
    pub is_new: Option<bool>,
    /// Willing to receive visitors.
    pub host: Option<bool>,
    /// How many visitors.
    pub capacity: Option<u32>,
    /// May be named in a consultant's report.
    pub consent_named: Option<bool>,
    /// Index of the person who appraises.
    pub appraiser: Option<u32>,
    /// Whether this person answered the survey as a whole. Single questions may differ: `Question::answered`.
    pub response: Response,
    /// Named somebody in this wave, be it somebody whose answer was set aside.
    pub named_somebody: bool,
    /// Named somebody else in an answer that was set aside (who is not on the staff list, say), or may have: answered, and
    /// what they said can be what somebody who is not found says. Without a tie it cannot be told whether this person is
    /// alone.
    pub named_in_vain: bool,
    /// Asked to be taken off: the seat counts, the person is unknown.
    pub removed: bool,
    /// Other roster columns that the study keeps, by heading.
    pub kept: BTreeMap<String, String>,
}

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Role {
    /// The roster has no role column.
    #[default]
    NotSaid,
    /// Teaches a class.
    Teacher,
    /// Teaches a class and receives visitors.
    Host,
    /// Teaches a class, new.
    New,
    /// School leader.
    Director,
    /// Leads the group of schools.
    Superintendent,
    /// Internal consultant.
    Consultant,
    /// External adviser.
    Adviser,
    /// Teacher in training.
    Trainee,
    /// Support staff.
    Support,
    /// Any other label, or an empty cell in a role column.
    Other,
}

impl Person {
    /// What somebody is known by outside this program: the id, or where it was made while reading the name, if there is one.
    pub(crate) fn known_by(&self) -> Option<&str> {
        if self.id_made { self.name.as_deref() } else { Some(&self.id) }
    }
}

impl Survey {
    /// What people are sorted by where their order must not hang on the files: the id; where it was made while reading the
    /// name.
    pub(crate) fn in_order(&self, person: u32) -> (Option<&str>, &str) {
        let Person { id, name, id_made, .. } = &self.people[person as usize];
        (name.as_deref().filter(|_| *id_made), id)
    }

    /// Schools in the order of their ids.
    pub(crate) fn schools_in_order(&self) -> Vec<u32> {
        let mut schools: Vec<u32> = (0..self.schools.len() as u32).collect();
        schools.sort_by_key(|&school| self.schools[school as usize].id.as_str());
        schools
    }

    /// The ties of a wave: they are sorted by it.
    pub(crate) fn ties_of(&self, wave: u32) -> &[Tie] {
        let ties = &self.ties;
        &ties[ties.partition_point(|t| t.wave < wave)..ties.partition_point(|t| t.wave <= wave)]
    }
}

impl Role {
    /// The fixed name, as in `findings.json`; the staff list reads it again.
    pub fn name(self) -> &'static str {
        match self {
            Role::NotSaid => "not_said",
            Role::Teacher => "teacher",
            Role::Host => "host",
            Role::New => "new",
            Role::Director => "director",
            Role::Superintendent => "superintendent",
            Role::Consultant => "consultant",
            Role::Adviser => "adviser",
            Role::Trainee => "trainee",
            Role::Support => "support",
            Role::Other => "other",
        }
    }

    /// Whether a class of one's own can be open: the denominator of the open-door rate.
    pub fn is_eligible(self) -> bool {
        matches!(self, Role::NotSaid | Role::Teacher | Role::Host | Role::New)
    }

    /// Whether visits of this role are the guided channel: consultants and advisers.
    pub fn is_guide(self) -> bool {
        matches!(self, Role::Consultant | Role::Adviser)
    }
}

/// Whether somebody answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// Answered.
    Answered,
    /// Was asked and did not answer.
    DidNotAnswer,
    /// Was not asked.
    NotAsked,
    /// Nothing says so: counted as if answered, but the response is "not known".
    #[default]
    NotKnown,
}

impl Response {
    /// Whether silence may be read as "no": answered, or nothing says who did.
    pub fn speaks(self) -> bool {
        matches!(self, Response::Answered | Response::NotKnown)
    }
}

/// A school.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct School {
    /// The id as the roster writes it.
    pub id: String,
    /// The name, when the schools file has one.
    pub name: Option<String>,
    /// The board or group.
    pub group: Option<String>,
    /// Serves as a reference.
    pub reference: bool,
    /// A free note for the report.
    pub note: Option<String>,
}

/// Formal or informal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Organised.
    Formal,
    /// Own choice.
    Informal,
}

/// Whose practice a relation opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opens {
    /// That of the one who names.
    From,
    /// That of the one who is named.
    To,
    /// Both.
    Both,
    /// Nobody's.
    None,
}

/// What a relation counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Among peers: enters every built-in layer that fits.
    Peer,
    /// Visits of consultants and advisers: in `all`, `formal`, `informal`; not in `open_door` or `practice`.
    Guided,
    /// Friendship and trust: in no built-in layer.
    Personal,
    /// Inspection, results talk, trainees: in no built-in layer.
    NotCounted,
    /// A wish: not a tie.
    NotATie,
}

/// A relation: one kind of thing that people do with each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Relation {
    /// Its id, unique.
    pub id: String,
    /// English label.
    pub label_en: String,
    /// Dutch label.
    pub label_nl: String,
    /// Other names under which it is recognised.
    pub aliases: Vec<String>,
    /// Formal or informal, when the tie itself does not say.
    pub family: Family,
    /// Whether it has a direction.
    pub directed: bool,
    /// 0 closed, 1 told, 2 shown, 3 seen, 4 taught together.
    pub openness: u8,
    /// 0 none, 1 talk, 2 aid, 3 sharing, 4 joint work.
    pub interdependence: u8,
    /// Whose practice it opens.
    pub opens: Opens,
    /// What it counts for.
    pub channel: Channel,
    /// Whether both ends are asked; found out when the study does not say.
    pub both_sides_asked: Option<bool>,
}

/// A named mix of relations.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mix {
    /// Its id.
    pub id: String,
    /// Indices of its relations.
    pub relations: Vec<u32>,
}

/// An end of a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// The one who visits, asks, names.
    From,
    /// The one who is visited, asked, named.
    To,
}

/// One relation asked of one end in one wave.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Question {
    /// Index of the wave.
    pub wave: u32,
    /// Index of the relation.
    pub relation: u32,
    /// Which end of the tie was asked.
    pub end: End,
    /// Only colleagues of the own school could be named.
    pub within_school: bool,
    /// The form allowed no more names.
    pub max_names: Option<u32>,
    /// The smallest frequency that counts as a tie.
    pub at_least: f32,
    /// Who answered it, by position in the wave's staff.
    pub answered: Vec<Response>,
    /// Who named somebody in it in an answer that was set aside, by the same position: whom they did not name cannot be
    /// told. Empty when nobody did.
    pub in_vain: Vec<bool>,
    /// Who may be named in it in an answer that was set aside, by the same position: that nobody named them cannot be
    /// told. Empty when nobody is.
    pub may_be_named: Vec<bool>,
}

/// Whether a tie was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Initiative {
    /// Not said: the relation's family decides.
    #[default]
    NotSaid,
    /// Own choice: informal.
    Own,
    /// Asked: the relation's family decides.
    Asked,
    /// Assigned: formal.
    Assigned,
}

/// One tie as its two ends reported it. Undirected ties stand once, with `from < to`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Tie {
    /// Index of the wave.
    pub wave: u32,
    /// Index of the relation.
    pub relation: u32,
    /// Person who visits, asks, names.
    pub from: u32,
    /// Person who is visited, asked, named.
    pub to: u32,
    /// The frequency that `from` reported; 0 when that end named nobody or was not asked.
    pub from_says: f32,
    /// The frequency that `to` reported.
    pub to_says: f32,
    /// What the two reports together make of it.
    pub state: reconcile::State,
    /// Whether it was chosen.
    pub initiative: Initiative,
    /// Index of the topic; `Tie::NO_TOPIC` when there is none.
    pub topic: u32,
    /// Whether there was a talk afterwards; none when not said.
    pub feedback: Option<bool>,
}

impl Tie {
    /// No topic was given.
    pub const NO_TOPIC: u32 = u32::MAX;

    /// The larger of the two reported frequencies.
    pub fn strength(&self) -> f32 {
        self.from_says.max(self.to_says)
    }
}
