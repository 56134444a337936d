//! Everybody's standing before anything is proposed: who agreed, who answered, when they work, whom they know.

use super::{Wanted, Where};
use crate::measures::cut_points::cut_points;
use crate::measures::isolation::{Isolation, in_layer};
use crate::measures::openness::{Door, TalkPair, doors, talk_pairs};
use crate::network::adjacency::Adjacency;
use crate::network::{Network, layer::Layer, order::places};
use crate::survey::{Role, Staff, Survey};
use std::collections::BTreeMap;

/// A working week when nothing says which days somebody works.
const ANY_DAY: u8 = 0b1_1111;

/// A person who may be proposed for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seat {
    /// Agreed to be named, in the last wave as well, answered, and is neither an outsider nor taken off the list.
    pub may_be_named: bool,
    /// Answered: silence means no tie.
    pub answered: bool,
    /// Teaches a class.
    pub eligible: bool,
    /// Home school.
    pub school: Option<u32>,
    /// Phase.
    pub phase: Option<u32>,
    /// Number of the subject, the same for the same subject.
    pub subject: Option<u32>,
    /// Working days, bit 0 is Monday; the whole week when nothing is said.
    pub days: u8,
    /// Whether the roster says which days.
    pub days_known: bool,
    /// New in the school.
    pub is_new: bool,
    /// Willing to receive visitors.
    pub host: bool,
    /// How many visitors the roster allows; none when it says nothing.
    pub capacity: Option<u32>,
    /// Node of the one who appraises.
    pub appraiser: Option<u32>,
}

/// What is known of everybody in a wave, by node, with the ties that proposals look at.
pub(super) struct Standing<'a> {
    pub survey: &'a Survey,
    pub network: &'a Network,
    pub seats: Vec<Seat>,
    /// Nodes in the order of their ids: the order in which equal proposals are preferred.
    pub by_id: Vec<u32>,
    pub doors: Vec<Door>,
    pub talk_pairs: Vec<TalkPair>,
    pub isolation: Vec<Option<Isolation>>,
    pub all: Adjacency,
    pub talk: Adjacency,
    pub informal: Adjacency,
    pub visits: Adjacency,
    /// Talk and trust: colleagues one is at ease with.
    pub trusted: Adjacency,
    /// Wishes, either way.
    pub wishes: Adjacency,
    /// Buddies and mentors.
    pub buddies: Adjacency,
    /// By node: others lose touch when this person leaves.
    pub cut: Vec<bool>,
    /// Pairs of nodes that must never be proposed, the smaller first, sorted.
    never: Vec<(u32, u32)>,
    wanted: Wanted,
    /// By school, its place among the ids of schools.
    pub rank: Vec<u32>,
    /// By school, its block: schools that are looked at together when people are brought together.
    pub block: Vec<u32>,
}

/// At most so many schools are looked at together: a larger group is cut into blocks, in the order of the ids of schools.
const SCHOOLS_IN_A_BLOCK: u32 = 12;

impl<'a> Standing<'a> {
    pub(super) fn of(survey: &'a Survey, network: &'a Network, wanted: Wanted) -> Standing<'a> {
        let seats = seats(survey, network);
        let by_id = network.people_in_order(survey);
        let (doors, talk_pairs) = rayon::join(|| doors(network), || talk_pairs(network));
        let layer = Layer::all();
        let all = network.adjacency(&layer);
        let school: Vec<Option<u32>> = own_schools(network);
        let isolation = in_layer(network, &layer, &all, &network.answered(&layer), &school);
        let built_in = Layer::built_in();
        let of = |id: &str| built_in.iter().find(|l| l.id == id).map(|l| network.adjacency(l)).unwrap_or_default();
        let (talk, informal, visits) = (of("talk"), of("informal"), of("open_door"));
        let relation = |ids: &[&str]| {
            let list: Vec<u32> =
                (0..).zip(&network.relations).filter(|(_, r)| ids.contains(&r.id.as_str())).map(|r| r.0).collect();
            network.adjacency(&Layer::of_relations("", list))
        };
        let trust = relation(&["trust", "friendship"]);
        let trusted = union(network.len(), &[&talk, &trust]);
        let wishes = relation(&["wish"]);
        let buddies = relation(&["buddy", "mentor"]);
        let cut = cut_points(&all).people;
        let never = never(survey, network);
        let schools = survey.schools_in_order();
        let rank = places(&schools);
        let block = blocks(survey, &schools);
        Standing {
            survey,
            network,
            seats,
            by_id,
            doors,
            talk_pairs,
            isolation,
            all,
            talk,
            informal,
            visits,
            trusted,
            wishes,
            buddies,
            cut,
            never,
            wanted,
            rank,
            block,
        }
    }

    /// Some schools, in the order of their ids.
    pub(super) fn in_order(&self, schools: impl IntoIterator<Item = u32>) -> Vec<u32> {
        let mut schools: Vec<u32> = schools.into_iter().collect();
        schools.sort_by_key(|&s| self.rank[s as usize]);
        schools
    }

    /// The position on the roster of a node.
    pub(super) fn position(&self, node: u32) -> u32 {
        self.network.roster_position(node)
    }

    pub(super) fn seat(&self, node: u32) -> &Seat {
        &self.seats[node as usize]
    }

    /// Whether nothing forbids that these two are brought together: both agreed and answered, neither appraises the
    /// other, the pair is not on the list of those never to be proposed.
    pub(super) fn may_meet(&self, a: u32, b: u32) -> bool {
        let (x, y) = (self.seat(a), self.seat(b));
        a != b
            && x.may_be_named
            && y.may_be_named
            && x.appraiser != Some(b)
            && y.appraiser != Some(a)
            && self.never.binary_search(&(a.min(b), a.max(b))).is_err()
    }

    /// Whether two people are as whoever makes the plan wants a pair to be.
    pub(super) fn is_wanted(&self, a: u32, b: u32) -> bool {
        let (x, y) = (self.seat(a), self.seat(b));
        let same = |p: Option<u32>, q: Option<u32>| p.is_some() && p == q;
        (!self.wanted.same_phase || same(x.phase, y.phase))
            && (!self.wanted.same_subject || same(x.subject, y.subject))
            && match self.wanted.school {
                Where::Anywhere => true,
                Where::Own => same(x.school, y.school),
                Where::Other => x.school != y.school,
            }
    }

    /// Days on which both work.
    pub(super) fn shared_days(&self, a: u32, b: u32) -> u8 {
        self.seat(a).days & self.seat(b).days
    }

    /// Whether two people have a contact in common.
    pub(super) fn shares_contact(&self, a: u32, b: u32) -> bool {
        let (mut x, mut y) = (self.all.both.of(a).iter().peekable(), self.all.both.of(b).iter().peekable());
        while let (Some(&&i), Some(&&j)) = (x.peek(), y.peek()) {
            match i.cmp(&j) {
                std::cmp::Ordering::Less => _ = x.next(),
                std::cmp::Ordering::Greater => _ = y.next(),
                std::cmp::Ordering::Equal => return true,
            }
        }
        false
    }

    /// The block of a person's school.
    pub(super) fn block_of(&self, node: u32) -> Option<u32> {
        self.seat(node).school.map(|s| self.block[s as usize])
    }

    /// Talk with a colleague and no door either way, by node.
    pub(super) fn latent(&self) -> Vec<u32> {
        let mut latent = vec![0; self.network.len()];
        for pair in self.talk_pairs.iter().filter(|p| p.door == Some(false)) {
            latent[pair.a as usize] += 1;
            latent[pair.b as usize] += 1;
        }
        latent
    }
}

/// By node, the home school where it has two people or more.
fn own_schools(network: &Network) -> Vec<Option<u32>> {
    let size = |s: u32| network.nodes_of_school(s).len();
    let sizes: Vec<usize> = (0..network.schools).map(size).collect();
    network.members().map(|m| m.school.filter(|&s| sizes[s as usize] > 1)).collect()
}

/// By position on the roster of a wave: who agreed to be named, there and in the last wave, and answered. Whoever
/// withdrew since then, or is not there any more, is not named for an earlier wave either.
pub(crate) fn may_be_named(survey: &Survey, wave: u32) -> Vec<bool> {
    let mut still_agrees = vec![false; survey.people.len()];
    for s in survey.waves.last().into_iter().flat_map(|w| &w.staff).filter(|s| s.consent_named == Some(true)) {
        still_agrees[s.person as usize] = true;
    }
    let agrees = |s: &Staff| {
        let (person, answered) = (s.person as usize, s.response.speaks() && !s.removed);
        answered && !survey.people[person].outside && s.consent_named == Some(true) && still_agrees[person]
    };
    survey.waves[wave as usize].staff.iter().map(agrees).collect()
}

fn seats(survey: &Survey, network: &Network) -> Vec<Seat> {
    let staff = &survey.waves[network.wave as usize].staff;
    let may_be_named = may_be_named(survey, network.wave);
    let mut node_of_person = vec![None; survey.people.len()];
    for (node, member) in (0u32..).zip(network.members()) {
        node_of_person[member.person as usize] = Some(node);
    }
    let director_of = |school: Option<u32>| {
        let school = school?;
        network.nodes_of_school(school).find(|&n| network.member(n).role == Role::Director)
    };
    let directors: Vec<Option<u32>> = (0..network.schools).map(|s| director_of(Some(s))).collect();
    let mut subjects: Vec<&str> = staff.iter().filter_map(|s| s.subject.as_deref()).collect();
    subjects.sort_unstable();
    subjects.dedup();
    let seat = |member: &crate::network::Member| {
        let s = &staff[member.position as usize];
        Seat {
            may_be_named: may_be_named[member.position as usize],
            answered: s.response.speaks() && !s.removed,
            eligible: member.is_eligible(),
            school: member.school,
            phase: s.phase,
            subject: s.subject.as_deref().and_then(|x| subjects.binary_search(&x).ok()).map(|x| x as u32),
            days: s.days.unwrap_or(ANY_DAY),
            days_known: s.days.is_some(),
            is_new: s.is_new == Some(true) || s.role == Role::New,
            host: s.host == Some(true) || (s.host.is_none() && s.role == Role::Host),
            capacity: s.capacity,
            appraiser: match s.appraiser {
                Some(person) => node_of_person[person as usize],
                None => member.school.and_then(|school| directors[school as usize]),
            },
        }
    };
    network.members().map(seat).collect()
}

/// Pairs never to be proposed, by node.
fn never(survey: &Survey, network: &Network) -> Vec<(u32, u32)> {
    let mut node_of_person = vec![u32::MAX; survey.people.len()];
    for (node, member) in (0u32..).zip(network.members()) {
        node_of_person[member.person as usize] = node;
    }
    let by_node = survey.never.iter().map(|&(a, b)| (node_of_person[a as usize], node_of_person[b as usize]));
    let mut pairs: Vec<(u32, u32)> = by_node.map(|(a, b)| (a.min(b), a.max(b))).collect();
    pairs.sort_unstable();
    pairs
}

/// The block of each school: those of one board, at most twelve, in the order of their ids.
fn blocks(survey: &Survey, in_order: &[u32]) -> Vec<u32> {
    let mut open: BTreeMap<Option<&str>, (u32, u32)> = BTreeMap::new();
    let mut next = 0;
    let mut of = vec![0; survey.schools.len()];
    for &school in in_order {
        let (block, size) = open.entry(survey.schools[school as usize].group.as_deref()).or_insert((u32::MAX, 0));
        if *block == u32::MAX || *size == SCHOOLS_IN_A_BLOCK {
            (*block, *size) = (next, 0);
            next += 1;
        }
        *size += 1;
        of[school as usize] = *block;
    }
    of
}

fn union(nodes: usize, layers: &[&Adjacency]) -> Adjacency {
    let arcs = |layer: &Adjacency| {
        (0..nodes as u32).flat_map(|v| layer.out.of(v).iter().map(move |&w| (v, w, 1.0))).collect::<Vec<_>>()
    };
    Adjacency::from_arcs(nodes, layers.iter().flat_map(|l| arcs(l)))
}
