//! The result: everything that was computed, serialisable, from which every output is drawn.
//!
//! Equal input, settings and seed give equal bytes. Nothing here is phrased; nothing above here computes. What the
//! front of the house needs by name is re-exported from here.

mod editions;
mod in_table;
mod seats;

pub use crate::advice::alternatives::{READINGS, VERDICTS};
pub use crate::advice::benchmark::Beside;
pub use crate::advice::capacities::Capacity;
pub use crate::advice::diagnosis::Cuts;
pub use crate::advice::frames::{Frame, Reason, Verdict};
pub use crate::advice::outlook::{About, Because as Ground, Can, Conclusion, Outlook, SchoolOutlook};
pub use crate::advice::overview::{
    BesideNorm, CapacityFigure, ClosedSchool, CommunityStories, Exposure, GroupSize, Knot, Limit, Norm, Overview,
    ReferenceSchool, RoleTies, SharedGroups, StratumFinding, ThresholdUsed,
};
pub use crate::advice::plan::followed::{Arm, Beside as BesidePlan, Followed, LIKENESSES, LinesSeen, Outcome};
pub use crate::advice::plan::plan_file::COLUMNS as PLAN_COLUMNS;
pub use crate::advice::plan::what_if::Effect;
pub use crate::advice::plan::{Advice, Because, Line, Means, Mentioned, Need, NeedKind, POINTS, Plan, WhyNot};
pub use crate::advice::teams::{Gate, ResponseGate};
pub use crate::advice::warnings::{CLOSED_PROFILE, ClosedSign};
pub use crate::change::bands::{How, Said, Tested};
pub use crate::change::expected::Chosen;
pub use crate::change::found::{Change, CourseCounts, DoorChange, LayerChange, PersonCourse};
pub use crate::change::status::Turned;
pub use crate::change::ties::TieAccount;
pub use crate::change::{Course, Decomposition};
pub use crate::error::{Difference, Notice, Place, Why};
pub use crate::inference::drop_out::{DropOut, Spread};
pub use crate::inference::missing::TREATMENTS;
pub use crate::inference::told::{DRAWN as WITH_INTERVAL, Figure, TREATED};
pub use crate::measures::one_sidedness::RolePair;
pub use crate::measures::openness::{ChosenDoors, DoorCounts, Stratum, StratumKind};
pub use crate::measures::{Column, Kind, Scope, Value};
pub use crate::survey::audit::{Audit, Listed, NotListed, QuestionUse, Silent, Stranger, TwoSided};
pub use crate::survey::reconcile::State;
pub use crate::survey::{
    Aside, Channel, End, Family, Initiative, Input, Ledger, LedgerFile, Opens, Relation, Remark, Response, Role,
    ScaleUse, Step,
};
pub use editions::{Hidden, Named, Tally};
pub use in_table::Header;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Raised when the shape of [`Findings`] changes.
pub const SCHEMA_VERSION: u32 = 1;

/// The built-in layers, in order.
pub const BUILT_IN_LAYERS: [&str; 6] = ["all", "formal", "informal", "talk", "practice", "open_door"];

/// Everything that was computed about a study.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Findings {
    /// See [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// Name and version of the program.
    pub program: String,
    /// Title of the study.
    pub title: String,
    /// Language of the report: `en` or `nl`.
    pub language: String,
    /// What was asked for, as far as it changes a number or what is shown.
    pub settings: Settings,
    /// The files read.
    pub inputs: Vec<Input>,
    /// In order.
    pub waves: Vec<WaveInfo>,
    /// In roster order.
    pub schools: Vec<SchoolInfo>,
    /// Everybody in any wave.
    pub people: Vec<PersonInfo>,
    /// Phases as written.
    pub phases: Vec<String>,
    /// Topics as written.
    pub topics: Vec<String>,
    /// Relations that were asked or reported.
    pub relations: Vec<Relation>,
    /// Structures and who is in them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupInfo>,
    /// Layers that were computed, in order.
    pub layers: Vec<String>,
    /// What was asked, and how many answered.
    pub questions: Vec<QuestionInfo>,
    /// Every reported tie with its state, by wave; empty above 20,000 people (then see the tables).
    pub ties: Vec<TieInfo>,
    /// Pairs tied by formal groups that count as ties: wave and two positions; empty above 20,000 people.
    pub group_ties: Vec<(u32, u32, u32)>,
    /// Columns, grouped by scope, wave and layer.
    pub blocks: Vec<Block>,
    /// What is known of each wave beside the columns.
    #[serde(default)]
    pub overviews: Vec<Overview>,
    /// What would still stand had fewer people answered: the last wave that was computed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drop_out: Vec<DropOut>,
    /// What is found between each wave and the one before it, where they compare.
    #[serde(default)]
    pub changes: Vec<Change>,
    /// Who could visit or support whom; only where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<Advice>,
    /// What became of an earlier plan; only where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub followed: Option<Followed>,
    /// What a reader should know.
    pub notices: Vec<Notice>,
    /// What became of every answer.
    pub ledger: Ledger,
    /// What stands out about the answers as such; none in an edition without people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audit: Option<Audit>,
    /// What can be concluded from the last wave; none in an edition without people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlook: Option<Outlook>,
    /// How many people there are, in an edition without them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tallies: Vec<Tally>,
    /// What is hidden in this edition because too few people stand behind it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden: Vec<Hidden>,
    /// Who may be named, in a consultant's edition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<Named>,
}

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Settings {
    /// Seed of everything that draws.
    pub seed: u64,
    /// Names are shown.
    pub names: bool,
    /// Edition: `analyst`, …
    pub audience: String,
    /// The school that a leader's edition is about; none when it is about all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
    /// Visits of consultants and advisers count as open doors.
    pub include_guided: bool,
    /// Permutations of each test; 0 when none were made.
    #[serde(default)]
    pub permutations: u32,
    /// Somebody ended the tests early: they stand on fewer permutations than asked for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub interrupted: bool,
    /// A norm agreed by the group itself for the open-door rate.
    pub standard: Option<f64>,
    /// Families of measures that were computed.
    pub families: Vec<String>,
    /// Further settings by name, as given.
    pub other: BTreeMap<String, String>,
    /// Which files were asked for, so that they can be made again.
    #[serde(default, skip_serializing_if = "Outputs::is_usual")]
    pub outputs: Outputs,
}

/// Which files were asked for, and how they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Outputs {
    /// Pictures as files.
    pub plots: bool,
    /// Among them a picture of each school, also where there are many.
    pub school_plots: bool,
    /// The workbook.
    pub workbook: bool,
    /// Text cells as they are, even those that a spreadsheet would run as a formula.
    pub raw_csv: bool,
    /// Semicolon, decimal comma and byte order mark.
    pub excel_eu: bool,
    /// Two waves side by side, and nothing beyond what that needs.
    pub only_changes: bool,
}

impl Default for Outputs {
    fn default() -> Self {
        Outputs {
            plots: true,
            school_plots: false,
            workbook: true,
            raw_csv: false,
            excel_eu: false,
            only_changes: false,
        }
    }
}

impl Outputs {
    /// Whether nothing else was asked for.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
    fn is_usual(&self) -> bool {
        *self == Outputs::default()
    }
}

/// A wave and who was there.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WaveInfo {
    /// Its label.
    pub id: String,
    /// First and last day.
    pub period: Option<String>,
    /// Whether anything says who answered.
    pub response_known: bool,
    /// Who is on the roster, in roster order.
    pub staff: Vec<StaffInfo>,
    /// Follows from the staff.
    #[serde(skip)]
    pub(crate) seats: seats::Seats,
}

impl WaveInfo {
    /// A wave.
    pub(crate) fn new(id: String, period: Option<String>, response_known: bool, staff: Vec<StaffInfo>) -> WaveInfo {
        WaveInfo { id, period, response_known, staff, seats: seats::Seats::default() }
    }

    /// The people of a school, by position on the roster, in order.
    pub fn of_school(&self, school: u32) -> &[u32] {
        self.seats.of(&self.staff, school)
    }

    /// How many there are of them, of whom `people` tells who they are.
    pub(crate) fn everybody(&self, people: &[PersonInfo]) -> seats::Everybody {
        self.seats.everybody(&self.staff, people)
    }
}

/// A person in a wave.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StaffInfo {
    /// Index into `Findings::people`.
    pub person: u32,
    /// Index of the home school.
    pub school: Option<u32>,
    /// Role.
    pub role: Role,
    /// Index of the phase.
    pub phase: Option<u32>,
    /// Whether this person answered.
    pub response: Response,
    /// Counts for the open-door rate.
    pub eligible: bool,
    /// New in the school.
    pub is_new: Option<bool>,
    /// Working days, bit 0 is Monday.
    pub days: Option<u8>,
    /// Working time.
    pub fte: Option<f64>,
    /// Years of experience.
    pub years: Option<f64>,
    /// Willing to receive visitors.
    pub host: Option<bool>,
    /// How many visitors.
    pub capacity: Option<u32>,
    /// May be named.
    pub consent_named: Option<bool>,
    /// Named somebody else in an answer that was set aside: without a tie it cannot be told whether this person is alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub named_in_vain: bool,
}

/// A school.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SchoolInfo {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// The board or group.
    pub group: Option<String>,
    /// Serves as a reference.
    pub reference: bool,
    /// A free note.
    pub note: Option<String>,
}

impl SchoolInfo {
    /// The name, or the id when there is none.
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.id)
    }
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PersonInfo {
    /// The id.
    pub id: String,
    /// The name; only when names were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Not on the roster.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub outside: bool,
}

impl PersonInfo {
    /// The name, or the id when there is none.
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.id)
    }
}

/// One relation asked of one end in one wave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct QuestionInfo {
    /// Index of the wave.
    pub wave: u32,
    /// Id of the relation.
    pub relation: String,
    /// Who was asked: the one who names (`from`) or the one who is named (`to`).
    pub end: crate::survey::End,
    /// Only colleagues of the own school could be named.
    pub within_school: bool,
    /// The form allowed no more names.
    pub max_names: Option<u32>,
    /// Smallest frequency that counts.
    pub at_least: f32,
    /// How many answered; none where it is not shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<u64>,
    /// How many were asked; none where it is not shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<u64>,
    /// Who answered it, by position in the wave's staff, where that is another matter than answering at all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub responses: Vec<Response>,
    /// Who named somebody in it in an answer that was set aside, by position in the wave's staff.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub in_vain: Vec<u32>,
    /// Who may be named in it in an answer that was set aside, by position in the wave's staff.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub may_be_named: Vec<u32>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_not_said(initiative: &Initiative) -> bool {
    *initiative == Initiative::NotSaid
}

/// A formal or informal structure and who is in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GroupInfo {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Formal unless said otherwise.
    pub informal: bool,
    /// Wave and person of each member.
    pub members: Vec<(u32, u32)>,
}

/// A reported tie.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TieInfo {
    /// Index of the wave.
    pub wave: u32,
    /// Index into `Findings::relations`.
    pub relation: u32,
    /// Position in the wave's staff.
    pub from: u32,
    /// Position in the wave's staff.
    pub to: u32,
    /// The larger reported frequency.
    pub strength: f32,
    /// What both reports make of it.
    pub state: State,
    /// Counted as formal.
    pub formal: bool,
    /// Whether it was chosen.
    #[serde(default, skip_serializing_if = "is_not_said")]
    pub initiative: Initiative,
    /// Index of the topic.
    pub topic: Option<u32>,
}

/// Columns over the same rows.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Block {
    /// What the rows are.
    pub scope: Scope,
    /// Index of the wave.
    pub wave: u32,
    /// Id of the layer; none for `Scope::Openness`.
    pub layer: Option<String>,
    /// Id of the second layer, for `Scope::LayerPair`.
    pub other_layer: Option<String>,
    /// For `Scope::SchoolPair`: from and to, indices of schools.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pairs: Vec<(u32, u32)>,
    /// The columns.
    #[serde(default)]
    pub columns: Vec<Column>,
    /// The columns stand in the table of this scope, and the JSON refers to it.
    #[serde(skip)]
    pub in_table: bool,
    /// Columns that are still to be read from the table: none but right behind the JSON.
    #[serde(default, rename = "in_table")]
    pub headers: Vec<Header>,
}

impl Block {
    /// An empty block.
    pub fn new(scope: Scope, wave: u32, layer: Option<&str>) -> Block {
        Block {
            scope,
            wave,
            layer: layer.map(Into::into),
            other_layer: None,
            pairs: Vec::new(),
            columns: Vec::new(),
            in_table: false,
            headers: Vec::new(),
        }
    }

    /// A column by name.
    pub fn column(&self, measure: &str) -> Option<&Column> {
        self.columns.iter().find(|c| c.measure == measure)
    }

    /// A value by name and row; none when there is no such column.
    pub fn value(&self, measure: &str, row: usize) -> Option<Value> {
        self.column(measure).map(|c| c.of(row))
    }

    /// A number by name and row; none when there is no such column or it is undefined there.
    pub fn number(&self, measure: &str, row: usize) -> Option<f64> {
        self.value(measure, row).and_then(Value::number)
    }
}

impl Findings {
    /// The block of a scope, wave and layer.
    pub fn block(&self, scope: Scope, wave: u32, layer: Option<&str>) -> Option<&Block> {
        self.blocks.iter().find(|b| b.scope == scope && b.wave == wave && b.layer.as_deref() == layer)
    }

    /// The layer on which a wave is told first, who is isolated too: all relations, or the first there is.
    pub(crate) fn main_layer(&self, wave: u32) -> Option<&str> {
        let all = self.block(Scope::Layer, wave, Some("all"));
        all.or_else(|| self.blocks_of(Scope::Layer).find(|b| b.wave == wave)).and_then(|b| b.layer.as_deref())
    }

    /// What is known of a wave beside the columns.
    pub fn overview(&self, wave: u32) -> Option<&Overview> {
        self.overviews.iter().find(|o| o.wave == wave)
    }

    /// The blocks of a scope, in order.
    pub fn blocks_of(&self, scope: Scope) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(move |b| b.scope == scope)
    }

    /// The row of `Scope::School` that stands for the group as a whole.
    pub fn group_row(&self) -> usize {
        self.schools.len()
    }

    /// Index of the last wave; none when there are none.
    pub fn last_wave(&self) -> Option<u32> {
        (self.waves.len() as u32).checked_sub(1)
    }
}
