//! Who works with whom: one wave as one petgraph multigraph of people and ties, isolates included.
//!
//! petgraph is the model at the edge: construction, filters, export, a stranger's graph. Every measure walks one
//! compact [`Adjacency`](adjacency::Adjacency) per layer instead, because petgraph's edge lists cost two to three
//! times as much to walk at the size of a country. Nodes are ordered by school and id, so that neighbours lie
//! close in memory and whatever goes by node, as random draws do, is the same for any order of the rows in the files;
//! [`Network::roster_position`] leads back to the order of the roster.

pub mod adjacency;
mod among;
pub mod groups;
pub mod layer;
pub(crate) mod order;
pub(crate) mod sight;
#[cfg(test)]
pub(crate) mod sketch;

use crate::survey::reconcile::{Reading, State};
use crate::survey::{
    Channel, End, Family, Initiative, Opens, Question, Relation, Response, Role, Survey, Tie, catalogue,
};
use petgraph::graph::DiGraph;
use rayon::prelude::*;
use std::ops::Range;
use std::sync::OnceLock;

/// Ties of one task.
const TIES_PER_TASK: usize = 1 << 16;

/// A person in the network of one wave.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Member {
    /// Index into `Survey::people`.
    pub person: u32,
    /// Position on the wave's roster.
    pub position: u32,
    /// Index of the home school; none at group level and for outsiders.
    pub school: Option<u32>,
    /// Role.
    pub role: Role,
    /// Index of the phase.
    pub phase: Option<u32>,
    /// Whether this person answered at all.
    pub response: Response,
    /// Added because named: in no denominator.
    pub outside: bool,
    /// Named somebody else in an answer that was set aside: without a tie it cannot be told whether this person is alone.
    pub named_in_vain: bool,
    /// Taken off the list: the seat counts, nobody could name it.
    pub removed: bool,
}

impl Member {
    /// Whether a class of one's own can be open.
    pub fn is_eligible(&self) -> bool {
        !self.outside && self.role.is_eligible()
    }
}

/// A tie in the network: the relation, how it was reported, and how often.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Link {
    /// Index into `Network::relations`.
    pub relation: u32,
    /// What the reports of both ends make of it.
    pub state: State,
    /// The larger reported frequency.
    pub strength: f32,
    /// Whether it was chosen.
    pub initiative: Initiative,
    /// Index of the topic, `Tie::NO_TOPIC` without.
    pub topic: u32,
}

/// One wave: people, and every reported tie with its state. Undirected relations stand once.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Network {
    /// Index of the wave.
    pub wave: u32,
    /// Relations, as in the survey.
    pub relations: Vec<Relation>,
    /// Questions of this wave, answers by node.
    pub questions: Vec<Question>,
    /// Number of schools in the survey.
    pub schools: u32,
    /// Topics, as written.
    pub topics: Vec<String>,
    /// How reports are read: `Default` everywhere except for the reporting interval.
    pub reading: Reading,
    /// Ties of formal groups: a pair of nodes and 1/(size − 1), summed over shared groups; `a < b`, sorted.
    pub group_ties: Vec<(u32, u32, f32)>,
    /// Who belongs to which group.
    pub memberships: Vec<groups::Membership>,
    /// Count visits of consultants and advisers as open doors (`--include-guided`).
    pub include_guided: bool,
    people: Vec<Member>,
    ties: Vec<Placed>,
    /// The same as a petgraph graph, for who asks for one.
    graph: OnceLock<DiGraph<Member, Link, u32>>,
    /// Runs of ties of one relation, in the order of the ties: of a survey one for each relation, so that who asks for some
    /// relations does not go through the ties of all.
    runs: Runs,
    node_of_position: Vec<u32>,
    /// By school, the nodes of its people.
    of_schools: Vec<Range<u32>>,
}

/// A tie and the nodes that it runs between.
#[derive(Debug, Clone, Copy)]
struct Placed {
    from: u32,
    to: u32,
    link: Link,
}

impl Placed {
    fn lent(&self) -> (u32, u32, &Link) {
        (self.from, self.to, &self.link)
    }
}

/// Relations, and where their ties stand.
type Runs = Vec<(u32, Range<usize>)>;

/// The runs of ties in any order.
fn runs(ties: &[Placed]) -> Runs {
    let mut runs = Runs::new();
    for same in ties.chunk_by(|a, b| a.link.relation == b.link.relation) {
        let from = runs.last().map_or(0, |run| run.1.end);
        runs.push((same[0].link.relation, from..from + same.len()));
    }
    runs
}

/// The runs of ties that stand by relation, as those of a survey do: without a look at each of them.
fn sorted_runs(ties: &[Placed]) -> Runs {
    let mut runs = Runs::new();
    let mut from = 0;
    while let Some(first) = ties.get(from) {
        let relation = first.link.relation;
        let to = from + ties[from..].partition_point(|tie| tie.link.relation <= relation);
        runs.push((relation, from..to));
        from = to;
    }
    runs
}

impl Network {
    /// The network of one wave of a survey. Nodes are sorted by the id of their school, people without a school last, then by
    /// their own id.
    pub fn of_wave(survey: &Survey, wave: u32) -> Network {
        let staff = &survey.waves[wave as usize].staff;
        let order = order::of_staff(survey, staff);
        let mut node_of_position = vec![0u32; staff.len()];
        let mut node_of_person = vec![u32::MAX; survey.people.len()];
        let mut people = Vec::with_capacity(staff.len());
        for (node, &position) in order.iter().enumerate() {
            let s = &staff[position as usize];
            node_of_position[position as usize] = node as u32;
            node_of_person[s.person as usize] = node as u32;
            people.push(Member {
                person: s.person,
                position,
                school: s.school,
                role: s.role,
                phase: s.phase,
                response: s.response,
                outside: survey.people[s.person as usize].outside,
                named_in_vain: s.named_in_vain,
                removed: s.removed,
            });
        }
        let own = survey.ties_of(wave);
        let placed = |t: &crate::survey::Tie| Placed {
            from: node_of_person[t.from as usize],
            to: node_of_person[t.to as usize],
            link: Link {
                relation: t.relation,
                state: t.state,
                strength: t.strength(),
                initiative: t.initiative,
                topic: t.topic,
            },
        };
        let ties: Vec<Placed> = if own.len() > TIES_PER_TASK {
            own.par_iter().with_min_len(TIES_PER_TASK).map(placed).collect()
        } else {
            own.iter().map(placed).collect()
        };
        let questions =
            survey.questions.iter().filter(|q| q.wave == wave).map(|q| q.seated(order.iter().copied())).collect();
        let group_ties = groups::ties(survey, wave, &node_of_person);
        let memberships = groups::memberships(survey, wave, &node_of_person);
        Network {
            wave,
            relations: survey.relations.clone(),
            questions,
            schools: survey.schools.len() as u32,
            topics: survey.topics.clone(),
            reading: Reading::Default,
            group_ties,
            memberships,
            include_guided: false,
            of_schools: order::of_schools(&people, survey.schools.len()),
            people,
            runs: sorted_runs(&ties),
            ties,
            graph: OnceLock::new(),
            node_of_position,
        }
    }

    /// A school of `people` teachers who all answered, without ties: for examples and tests.
    ///
    /// ```
    /// use staffroom::network::{Network, layer::Layer};
    /// let school = Network::of_school(3).tie(0, 1, "class_visit");
    /// assert_eq!(school.adjacency(&Layer::open_door()).arcs(), 1);
    /// ```
    pub fn of_school(people: u32) -> Network {
        Network::of_schools(&[people])
    }

    /// Schools of so many teachers each, all of whom answered, without ties.
    pub fn of_schools(sizes: &[u32]) -> Network {
        let mut people = Vec::new();
        for (school, &size) in sizes.iter().enumerate() {
            for _ in 0..size {
                let node = people.len() as u32;
                people.push(Member {
                    person: node,
                    position: node,
                    school: Some(school as u32),
                    role: Role::Teacher,
                    phase: None,
                    response: Response::Answered,
                    outside: false,
                    named_in_vain: false,
                    removed: false,
                });
            }
        }
        let n = people.len() as u32;
        Network {
            wave: 0,
            relations: catalogue::relations(),
            questions: Vec::new(),
            schools: sizes.len() as u32,
            topics: Vec::new(),
            reading: Reading::Default,
            group_ties: Vec::new(),
            memberships: Vec::new(),
            include_guided: false,
            of_schools: order::of_schools(&people, sizes.len()),
            people,
            ties: Vec::new(),
            graph: OnceLock::new(),
            runs: Runs::new(),
            node_of_position: (0..n).collect(),
        }
    }

    /// The same network with one more tie, confirmed and of strength 1. The relation is asked of everybody, of both
    /// ends where it has a direction and opens a door.
    ///
    /// # Panics
    /// When the relation is not in the catalogue or a node is out of range: this is for examples and tests.
    #[must_use]
    pub fn tie(mut self, from: u32, to: u32, relation: &str) -> Network {
        let found = self.relations.iter().position(|r| r.id == relation);
        assert!(found.is_some(), "no relation {relation}");
        let ix = found.unwrap_or_default() as u32;
        self = self.asked(relation);
        assert!((from.max(to) as usize) < self.len(), "no node {}", from.max(to));
        let (a, b) = if self.relations[ix as usize].directed { (from, to) } else { (from.min(to), from.max(to)) };
        let link = Link {
            relation: ix,
            state: State::Confirmed,
            strength: 1.0,
            initiative: Initiative::NotSaid,
            topic: crate::survey::Tie::NO_TOPIC,
        };
        let place = self.ties.len();
        self.ties.push(Placed { from: a, to: b, link });
        match self.runs.last_mut() {
            Some(run) if run.0 == link.relation => run.1.end = place + 1,
            _ => self.runs.push((link.relation, place..place + 1)),
        }
        self.graph = OnceLock::new();
        self
    }

    /// The same network in which a relation was asked of everybody, even if nobody has it.
    #[must_use]
    pub fn asked(mut self, relation: &str) -> Network {
        let Some(ix) = self.relations.iter().position(|r| r.id == relation) else { return self };
        if self.questions.iter().any(|q| q.relation == ix as u32) {
            return self;
        }
        let answered = self.members().map(|m| m.response).collect::<Vec<_>>();
        let both = self.relations[ix].directed && self.relations[ix].openness >= 3;
        for end in if both { &[End::From, End::To][..] } else { &[End::From][..] } {
            self.questions.push(Question {
                wave: self.wave,
                relation: ix as u32,
                end: *end,
                within_school: false,
                max_names: None,
                at_least: 0.0,
                answered: answered.clone(),
                in_vain: Vec::new(),
                may_be_named: Vec::new(),
            });
        }
        self
    }

    /// The petgraph graph behind it: a multigraph, every reported tie with its state.
    pub fn graph(&self) -> &DiGraph<Member, Link, u32> {
        self.graph.get_or_init(|| {
            let mut graph = DiGraph::with_capacity(self.people.len(), self.ties.len());
            self.people.iter().for_each(|member| _ = graph.add_node(member.clone()));
            self.ties.iter().for_each(|tie| _ = graph.add_edge(tie.from.into(), tie.to.into(), tie.link));
            graph
        })
    }

    /// Number of people.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// The reports of a survey that this network was made of, in the order of its ties.
    ///
    /// # Panics
    /// Where the network is not the whole wave of the survey: its ties would be taken for others.
    pub(crate) fn reports<'a>(&self, survey: &'a Survey) -> &'a [Tie] {
        let own = survey.ties_of(self.wave);
        assert_eq!(own.len(), self.ties.len(), "the network is not the whole wave of this survey");
        own
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A person, by node.
    pub fn member(&self, node: u32) -> &Member {
        &self.people[node as usize]
    }

    /// Everybody, in node order (by school and id).
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        self.people.iter()
    }

    /// The node of a position on the roster.
    pub fn node_of_position(&self, position: u32) -> u32 {
        self.node_of_position[position as usize]
    }

    /// The position on the roster of a node.
    pub fn roster_position(&self, node: u32) -> u32 {
        self.member(node).position
    }

    /// Values by node, put in roster order.
    pub fn in_roster_order<T: Clone>(&self, by_node: &[T]) -> Vec<T> {
        self.node_of_position.iter().map(|&n| by_node[n as usize].clone()).collect()
    }

    /// Every tie that is one under the network's reading: from, to, link. Undirected ones once.
    pub fn ties(&self) -> impl Iterator<Item = (u32, u32, &Link)> {
        self.ties_under(self.reading)
    }

    /// Every tie that is one under some reading.
    pub fn ties_under(&self, reading: Reading) -> impl Iterator<Item = (u32, u32, &Link)> {
        self.reported().filter(move |(_, _, link)| link.state.is_tie(reading))
    }

    /// Every tie that somebody reported, whether or not it is one: from, to, link. In the order of the survey's ties.
    pub fn reported(&self) -> impl Iterator<Item = (u32, u32, &Link)> {
        self.ties.iter().map(Placed::lent)
    }

    /// Every tie that is one under some reading, of the relations that are taken.
    pub(crate) fn ties_of(
        &self,
        takes: impl Fn(u32) -> bool,
        reading: Reading,
    ) -> impl Iterator<Item = (u32, u32, &Link)> {
        let taken = self.runs.iter().filter(move |run| takes(run.0));
        taken.flat_map(move |run| self.ties_in(run.1.clone(), reading))
    }

    /// Where ties of the relations that are taken stand, in pieces for tasks side by side.
    fn pieces(&self, takes: impl Fn(u32) -> bool) -> Vec<Range<usize>> {
        let taken = self.runs.iter().filter(|run| takes(run.0)).map(|run| &run.1);
        let pieces = taken.flat_map(|run| {
            let starts = run.clone().step_by(TIES_PER_TASK);
            starts.map(|start| start..run.end.min(start + TIES_PER_TASK))
        });
        pieces.collect()
    }

    /// The ties of a piece that are some under a reading.
    fn ties_in(&self, piece: Range<usize>, reading: Reading) -> impl Iterator<Item = (u32, u32, &Link)> {
        self.ties[piece].iter().map(Placed::lent).filter(move |(_, _, link)| link.state.is_tie(reading))
    }

    /// The relation of a link.
    pub fn relation(&self, link: &Link) -> &Relation {
        &self.relations[link.relation as usize]
    }

    /// Whether a tie is formal: assigned ones are, own choices are not, else the relation's family decides.
    pub fn is_formal(&self, link: &Link) -> bool {
        match link.initiative {
            Initiative::Assigned => true,
            Initiative::Own => false,
            Initiative::Asked | Initiative::NotSaid => self.relation(link).family == Family::Formal,
        }
    }

    /// Whether the visitor of an opening tie counts: a peer who teaches, or with `include_guided` a consultant or
    /// adviser as well.
    pub fn is_peer(&self, node: u32) -> bool {
        let m = self.member(node);
        m.is_eligible() || (self.include_guided && m.role.is_guide())
    }

    /// Each end at which a tie opens practice: (viewer, opener) pairs, at most two. Empty when the relation opens
    /// nobody's practice.
    pub fn openings(&self, from: u32, to: u32, link: &Link) -> impl Iterator<Item = (u32, u32)> + use<> {
        let opens = self.relation(link).opens;
        let at_to = matches!(opens, Opens::To | Opens::Both).then_some((from, to));
        let at_from = matches!(opens, Opens::From | Opens::Both).then_some((to, from));
        at_to.into_iter().chain(at_from)
    }

    /// Whether the relation's channel is in the built-in layers at all.
    pub fn is_counted(&self, link: &Link) -> bool {
        matches!(self.relation(link).channel, Channel::Peer | Channel::Guided)
    }
}
