//! From what happened to what people report of it.

use super::Group;
use super::dice::Dice;

/// What two people do with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Relation {
    /// Talks about teaching with.
    TeachingTalk,
    /// Asks advice of.
    Advice,
    /// Prepares lessons with; undirected.
    JointPlanning,
    /// Looked at a case of.
    Shown,
    /// Visited the class of.
    ClassVisit,
    /// Was guest in the class of a host teacher.
    HostVisit,
    /// Coaches in the class of.
    PeerCoaching,
    /// Teaches together with; undirected.
    TeamTeaching,
    /// Is buddy of; undirected.
    Buddy,
    /// Consultant or adviser in the class of.
    Consult,
    /// The leader of the group in the class of.
    InspectionVisit,
    /// Would like to visit.
    Wish,
}

impl Relation {
    /// Its id in the catalogue of relations.
    pub fn id(self) -> &'static str {
        match self {
            Relation::TeachingTalk => "teaching_talk",
            Relation::Advice => "advice",
            Relation::JointPlanning => "joint_planning",
            Relation::Shown => "shown",
            Relation::ClassVisit => "class_visit",
            Relation::HostVisit => "host_visit",
            Relation::PeerCoaching => "peer_coaching",
            Relation::TeamTeaching => "team_teaching",
            Relation::Buddy => "buddy",
            Relation::Consult => "consult",
            Relation::InspectionVisit => "inspection_visit",
            Relation::Wish => "wish",
        }
    }

    /// Whether it has a direction.
    pub fn directed(self) -> bool {
        !matches!(self, Relation::JointPlanning | Relation::TeamTeaching | Relation::Buddy)
    }

    /// Whether the end that visits, asks, names was asked, and whether the other end was.
    pub fn asked(self, hosts_asked: bool) -> (bool, bool) {
        match self {
            Relation::ClassVisit | Relation::HostVisit | Relation::PeerCoaching => (true, hosts_asked),
            // "Who looked with you at a case of your own class?"
            Relation::Shown => (false, true),
            Relation::JointPlanning | Relation::TeamTeaching | Relation::Buddy => (true, true),
            _ => (true, false),
        }
    }
}

/// Whether a tie was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Initiative {
    /// Not asked.
    NotSaid,
    /// Own choice.
    Own,
    /// Somebody asked for it.
    Asked,
    /// It was arranged.
    Assigned,
}

/// A tie, and how often each end says it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tie {
    /// Index into `Group::waves`.
    pub wave: u32,
    /// What the two do with each other.
    pub relation: Relation,
    /// The one who visits, asks, names: index into `Group::people`.
    pub from: u32,
    /// The one who is visited, asked, named.
    pub to: u32,
    /// How often it happened, from 1 (once in half a year) to 4 (weekly).
    pub frequency: u8,
    /// How often `from` reports it; 0 when that end was not asked, did not answer or forgot.
    pub from_says: u8,
    /// How often `to` reports it.
    pub to_says: u8,
    /// Whether it was chosen.
    pub initiative: Initiative,
    /// What the talk was about.
    pub topic: Option<&'static str>,
}

/// A tie as it happened, its people by their place in the staff list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Happened {
    relation: Relation,
    from: usize,
    to: usize,
    frequency: u8,
    initiative: Initiative,
    topic: Option<&'static str>,
}

impl Happened {
    pub(super) fn new(relation: Relation, from: usize, to: usize, frequency: u8) -> Happened {
        Happened { relation, from, to, frequency, initiative: Initiative::NotSaid, topic: None }
    }

    pub(super) fn about(self, topic: &'static str) -> Happened {
        Happened { topic: Some(topic), ..self }
    }

    pub(super) fn by(self, initiative: Initiative) -> Happened {
        Happened { initiative, ..self }
    }

    pub(super) fn ends(&self) -> (Relation, usize, usize) {
        (self.relation, self.from, self.to)
    }
}

const TASK: u64 = 40;

/// What became of the ties of each wave: each once, in order, with what both ends say.
pub(super) fn ties(group: &Group, happened: Vec<Vec<Happened>>) -> Vec<Tie> {
    let mut ties = Vec::new();
    for (wave, list) in happened.into_iter().enumerate() {
        let staff = &group.waves[wave].staff;
        let mut keyed: Vec<((Relation, u32, u32), Happened)> = list
            .into_iter()
            .map(|h| {
                let (a, b) = (staff[h.from].person, staff[h.to].person);
                let swap = !h.relation.directed() && a > b;
                let (from, to) = if swap { (h.to, h.from) } else { (h.from, h.to) };
                ((h.relation, staff[from].person, staff[to].person), Happened { from, to, ..h })
            })
            .collect();
        keyed.sort_by_key(|(key, _)| *key);
        keyed.dedup_by_key(|(key, _)| *key);
        let mut dice = Dice::new(group.plan.seed, [TASK, wave as u64, 0]);
        for ((relation, from, to), h) in keyed {
            let (from_asked, to_asked) = relation.asked(group.plan.hosts_asked);
            let forgetting = if from_asked && to_asked { group.plan.forgetting } else { 0.0 };
            let says = |asked: bool, at: usize, dice: &mut Dice| {
                let forgot = dice.chance(forgetting);
                let other = if dice.chance(0.5) { h.frequency.max(2) - 1 } else { (h.frequency + 1).min(4) };
                let said = if dice.chance(0.1) { other } else { h.frequency };
                if asked && staff[at].answered && !forgot { said } else { 0 }
            };
            let from_says = says(from_asked, h.from, &mut dice);
            let to_says = says(to_asked, h.to, &mut dice);
            let (initiative, topic, frequency) = (h.initiative, h.topic, h.frequency);
            ties.push(Tie { wave: wave as u32, relation, from, to, frequency, from_says, to_says, initiative, topic });
        }
    }
    ties
}
