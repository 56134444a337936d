//! Who could visit or support whom: needs, proposals under hard constraints, and why each was made.
//!
//! Nobody is proposed who did not agree to be named or did not answer. A line says which door it opens: a visit opens
//! the door of the one who is visited, so that host visits raise the load of hosts, and return visits the open-door
//! rate. Reasons read ties either way, so that a plan never tells who named whom.

pub mod assign;
mod bridges;
pub mod followed;
mod groups;
mod load;
mod needs;
pub mod plan_file;
mod score;
mod standing;
mod support;
#[cfg(test)]
mod tests;
mod visits;
pub mod what_if;

pub use needs::{Need, NeedKind};
pub use score::{LOAD, POINTS, points};

use crate::network::Network;
use crate::survey::Survey;
use load::Load;
use serde::{Deserialize, Serialize};
use standing::Standing;
pub(crate) use standing::may_be_named;

/// Visitors that a host receives at the most when the roster names no capacity.
pub const CAPACITY: u32 = 2;

/// Visits that one person makes at the most: somebody has to take the class meanwhile.
pub const VISITS_TO_MAKE: u32 = 2;

/// A means that the founding article names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Means {
    /// A visit to a host teacher (gastheer-leraar): opens the host's door.
    HostVisit,
    /// A visit to somebody whose door is closed (onderling klasbezoek): opens that door.
    ReturnVisit,
    /// A colleague who looks after somebody new (maatje).
    Buddy,
    /// A group that discusses its own cases.
    Intervision,
    /// New teachers of several schools with two experienced ones.
    RoundTable,
    /// A visit between two schools without contact.
    Bridge,
    /// Time of the internal consultant for a school.
    Consultant,
    /// A partner from outside for a closed school.
    OutsidePartner,
}

impl Means {
    /// Every means, in the order in which a plan lists them.
    pub const ALL: [Means; 8] = [
        Means::HostVisit,
        Means::ReturnVisit,
        Means::Buddy,
        Means::Intervision,
        Means::RoundTable,
        Means::Bridge,
        Means::Consultant,
        Means::OutsidePartner,
    ];

    /// Its name in a plan file.
    pub fn name(self) -> &'static str {
        match self {
            Means::HostVisit => "host_visit",
            Means::ReturnVisit => "return_visit",
            Means::Buddy => "buddy",
            Means::Intervision => "intervision",
            Means::RoundTable => "round_table",
            Means::Bridge => "bridge",
            Means::Consultant => "consultant",
            Means::OutsidePartner => "outside_partner",
        }
    }

    /// Whether somebody enters somebody's classroom.
    pub fn is_visit(self) -> bool {
        matches!(self, Means::HostVisit | Means::ReturnVisit | Means::Bridge)
    }
}

/// Why two people, or a group, are proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Because {
    /// They teach the same phase.
    SamePhase,
    /// One of the two would like to see the other's class.
    Wish,
    /// They talk about teaching.
    Talk,
    /// They have the same subject.
    SameSubject,
    /// They have a colleague in common.
    SharedContact,
    /// They work in the same school.
    SameSchool,
    /// They share more than one working day.
    SeveralDays,
    /// The working days of one of them are not known.
    DaysNotKnown,
    /// The guest has no tie, or one.
    Alone,
    /// Nobody visited this classroom yet.
    ClosedDoor,
    /// New, and without a buddy.
    NewTeacher,
    /// Each knows somebody in the group.
    EachKnowsOne,
    /// Members come from several phases or schools.
    Mixed,
    /// Two who have been there longer.
    Experienced,
    /// Their schools have no tie.
    NoTieBetweenSchools,
    /// All contact between the school and others runs through one person.
    HangsOnOne,
    /// Little talk and few open doors: first build contact.
    LittleOfEither,
    /// Most signs of a closed profile.
    ClosedProfile,
    /// Part of a round: everybody visits one and is visited by another.
    Carousel,
}

/// A line of a plan: two people, or somebody's place in a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Line {
    /// The means.
    pub kind: Means,
    /// Who visits, supports, takes part: position on the wave's roster.
    pub from: Option<u32>,
    /// Who is visited or supported.
    pub to: Option<u32>,
    /// What belongs together; the school's id for a consultant and an outside partner.
    pub group: Option<String>,
    /// Days on which both work, bit 0 is Monday; 0 where it does not matter.
    pub days: u8,
    /// Whose door it opens.
    pub opens_door_of: Option<u32>,
    /// The sum of the points of the reasons; none for groups.
    pub score: Option<i64>,
    /// Why.
    pub reasons: Vec<Because>,
    /// The next best, for whoever would choose otherwise.
    pub runner_up: Option<u32>,
}

impl Line {
    /// An empty line of a kind.
    pub(crate) fn of(kind: Means) -> Line {
        Line {
            kind,
            from: None,
            to: None,
            group: None,
            days: 0,
            opens_door_of: None,
            score: None,
            reasons: Vec::new(),
            runner_up: None,
        }
    }
}

/// Why nothing is proposed to somebody in need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum WhyNot {
    /// Nobody in reach agreed to take part.
    NobodyAgreed,
    /// Nobody who agreed works on the same day.
    NoSharedDay,
    /// Nobody whose door is closed needs a visit, and no host teacher in reach agreed and has room.
    NoHost,
    /// Nobody who agreed is of the phase, subject or school that was asked for.
    NotAsWanted,
    /// Everybody who would fit is taken.
    EverybodyTaken,
}

/// What a consultant takes along: needs, a plan, and what it would change.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Advice {
    /// Index of the wave.
    pub wave: u32,
    /// Needs and lines.
    pub plan: Plan,
    /// The lines come from a file of the users' own.
    pub own_plan: bool,
    /// What the lines would change.
    pub effects: Vec<what_if::Effect>,
    /// Everybody who is named in any of this, by position on the roster.
    pub people: Vec<Mentioned>,
}

/// Somebody whom an advice names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mentioned {
    /// Position on the wave's roster.
    pub position: u32,
    /// The id.
    pub id: String,
    /// The name; only when names were asked for, and of those alone who agreed to be named and answered.
    pub name: Option<String>,
    /// Index of the home school.
    pub school: Option<u32>,
}

impl Mentioned {
    /// The name, or the id when there is none.
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.id)
    }
}

impl Advice {
    /// Somebody by position on the roster.
    pub fn person(&self, position: Option<u32>) -> Option<&Mentioned> {
        let at = self.people.binary_search_by_key(&position?, |p| p.position).ok()?;
        self.people.get(at)
    }
}

impl Plan {
    /// Positions of everybody who is named, sorted.
    pub(crate) fn positions(&self) -> Vec<u32> {
        let of_lines = self.lines.iter().flat_map(|l| [l.from, l.to, l.opens_door_of, l.runner_up]).flatten();
        let in_need = self.needs.iter().filter_map(|n| n.person);
        let mut all: Vec<u32> = of_lines.chain(in_need).chain(self.without.iter().map(|w| w.0)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// What whoever makes the plan asks of every pair, beside what always holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Both teach the same phase.
    pub same_phase: bool,
    /// Both have the same subject.
    pub same_subject: bool,
    /// In which school the other is.
    pub school: Where,
}

/// In which school somebody is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Where {
    /// Wherever it is best.
    #[default]
    Anywhere,
    /// In the own school.
    Own,
    /// In another one.
    Other,
}

/// What is needed, what is proposed, and to whom nothing is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Plan {
    /// Needs, by kind; of people only those who agreed to be named.
    pub needs: Vec<Need>,
    /// The lines, by means, in the order of ids.
    pub lines: Vec<Line>,
    /// Teachers in need (alone, closed, or never a visitor) without any line: position on the roster, and why.
    pub without: Vec<(u32, WhyNot)>,
    /// Teachers in need who did not agree to be named: a number, and no names.
    pub not_named: u32,
}

/// Needs, and proposals for everybody in need.
///
/// # Formula
/// For each means a list of guests and of those who could receive them; among pairs that break no constraint the
/// [best assignment](assign::assign): most in need first, then the largest sum of [`POINTS`].
///
/// # Reads
/// One wave. Hard constraints: both agreed to be named (`consent_named`, there and in the last wave) and answered; shared working days for visits;
/// neither appraises the other (the roster's `appraiser`, else the school's director); no such tie yet; the pair is not
/// in `never.csv`; only hosts receive host visits; nobody gets more visitors by this plan, of whatever kind, than the roster's capacity
/// ([`CAPACITY`] when none is given; visits of the wave are not counted, for a plan is about the time after it), none at all
/// who [carries much](NeedKind::HostCarriesMuch) already, or makes more than [`VISITS_TO_MAKE`]; the members of a group share a working day. Host visits and buddies are looked for among people of the own school, known
/// faces, and schools of the same board (at most twelve together); return visits among colleagues of the school and
/// known faces.
///
/// What is `wanted` of a pair holds for visits and buddies; groups mix phases and schools in any case.
///
/// `closed` lists the schools that are asked about a closed profile, `little` those with little talk and few doors.
///
/// # Value
/// A plan; the same for any number of threads and any order of the rows.
///
/// # Cost
/// About the number of possible pairs within schools and boards.
///
/// # Source
/// The measurement design of this program (`domain.md` 7.1), after the means named by Verbiest and Vandenberghe.
///
/// # Example
/// ```
/// use staffroom::{advice::plan::{Wanted, plan}, network::Network, survey};
/// let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/de-brug");
/// let (_, survey) = survey::read(&sample, &survey::ReadSettings::default())?;
/// let plan = plan(&survey, &Network::of_wave(&survey, 1), (&[], &[]), &Wanted::default());
/// assert!(plan.lines.iter().filter(|l| l.kind.is_visit()).all(|l| l.days != 0));
/// # Ok::<(), staffroom::error::Error>(())
/// ```
pub fn plan(survey: &Survey, network: &Network, (closed, little): (&[u32], &[u32]), wanted: &Wanted) -> Plan {
    let standing = Standing::of(survey, network, *wanted);
    let mut lines = visits::host_visits(&standing);
    let mut load = Load::of(&standing, &lines);
    let mut take = |load: &mut Load, found: Vec<Line>| {
        load.add(&standing, &found);
        lines.extend(found);
    };
    let found = visits::return_visits(&standing, &load);
    take(&mut load, found);
    take(&mut load, support::buddies(&standing));
    take(&mut load, groups::intervision(&standing));
    let found = groups::round_tables(&standing, &load);
    take(&mut load, found);
    lines.extend(bridges::bridges(&standing, &mut load));
    lines.extend(support::consultants(&standing, little));
    lines.extend(support::outside_partners(&standing, closed));
    let without = needs::without(&standing, &lines);
    let needs = needs::needs(&standing, closed, little);
    Plan { needs, lines, without, not_named: needs::not_named(&standing) }
}
