//! What a figure stands on: the people it is about, the ties among them, and which pairs the survey could see.
//!
//! A figure of the group is over everybody but outsiders (added because named, in no denominator); a figure of a school
//! is over its people and the ties inside it. Where a layer could only be answered within the own school, pairs across
//! schools are neither tie nor null.

use super::Scene;
use super::isolation::not_told;
use crate::error::Why;
use crate::network::sight::Sight;
use crate::network::{Network, adjacency::Adjacency};
use crate::survey::Response;
use rayon::prelude::*;
use std::borrow::Cow;

/// From so many people on, independent pieces of work are shared among threads; below it starting them costs more.
pub(crate) const SHARE_FROM: usize = 2_000;

/// The people a figure is about and the ties among them.
pub(crate) struct Ground<'a> {
    /// The ties among these people.
    pub(crate) graph: Cow<'a, Adjacency>,
    /// Who answered, by node of `graph`.
    pub(crate) answered: Cow<'a, [Response]>,
    /// Ordered pairs that could be asked about.
    pub(crate) possible: u64,
    /// Dyads that could be asked about, both ends of which answered.
    pub(crate) dyads_observed: u64,
    /// Ordered pairs of which it is known whether there is a tie ([`Sight`]).
    pub(crate) observable: u64,
    /// Ties on these.
    pub(crate) observable_arcs: u64,
    /// People who answered and have no tie at all, outside the school included.
    pub(crate) isolates: u64,
    /// False where people of several schools, or of none, stand side by side and nobody could name a colleague across.
    pub(crate) one_network: bool,
}

impl Ground<'_> {
    /// Number of people.
    pub(crate) fn people(&self) -> usize {
        self.graph.len()
    }

    /// How many have this response.
    pub(crate) fn count(&self, response: Response) -> usize {
        self.answered.iter().filter(|&&r| r == response).count()
    }
}

/// The ties among everybody but outsiders; where the layer was asked within schools only, those inside them.
pub(crate) fn group_graph<'a>(scene: &Scene<'a>) -> Cow<'a, Adjacency> {
    let adjacency = scene.adjacency;
    let network = scene.network;
    let staff = staff(network);
    if scene.within_school {
        let school = |v: u32| network.member(v).school;
        let kept = |a: u32, b: u32| school(a).is_some() && school(a) == school(b);
        let nodes = 0..adjacency.len() as u32;
        if staff.len() < adjacency.len() || nodes.clone().any(|a| adjacency.out.of(a).iter().any(|&b| !kept(a, b))) {
            let place = |v: u32| staff.partition_point(|&s| s < v) as u32;
            let arcs = nodes.flat_map(|a| adjacency.out.range(a).map(move |e| (a, e))).filter_map(|(a, e)| {
                let b = adjacency.out.targets()[e];
                kept(a, b).then(|| (place(a), place(b), adjacency.strength[e]))
            });
            return Cow::Owned(Adjacency::from_arcs(staff.len(), arcs));
        }
    } else if staff.len() < adjacency.len() {
        return Cow::Owned(adjacency.among(&staff));
    }
    Cow::Borrowed(adjacency)
}

/// The group as a whole.
pub(crate) fn group<'a>(scene: &Scene<'a>, sight: &Sight) -> Ground<'a> {
    let network = scene.network;
    let staff = staff(network);
    let schools = schools(network);
    let school: Vec<Option<u32>> = network.members().map(|m| m.school.filter(|_| !m.outside)).collect();
    let answered: Cow<'a, [Response]> = if staff.len() == network.len() {
        Cow::Borrowed(scene.answered)
    } else {
        Cow::Owned(staff.iter().map(|&v| scene.answered[v as usize]).collect())
    };
    let ordered = |n: usize| (n as u64) * (n as u64).saturating_sub(1);
    let speaking = |nodes: &[u32]| nodes.iter().filter(|&&v| scene.answered[v as usize].speaks()).count();
    let (possible, ordered_observed) = if scene.within_school {
        let over = |of: &dyn Fn(&[u32]) -> usize| schools.iter().map(|s| ordered(of(s))).sum::<u64>();
        (over(&<[u32]>::len), over(&speaking))
    } else {
        (ordered(staff.len()), ordered(speaking(&staff)))
    };
    let same = |a: u32, b: u32| school[a as usize].is_some() && school[a as usize] == school[b as usize];
    Ground {
        graph: group_graph(scene),
        possible,
        dyads_observed: ordered_observed / 2,
        observable: sight.pairs(&staff, &schools),
        observable_arcs: sight.arcs(scene.adjacency, &staff, same),
        isolates: isolates(scene, &staff, &not_told(network, scene.layer)),
        one_network: is_one_network(scene),
        answered,
    }
}

/// Whether everybody could name anybody: not when people were asked within their school, and there are others.
pub(crate) fn is_one_network(scene: &Scene<'_>) -> bool {
    if !scene.within_school {
        return true;
    }
    // People of no school could name nobody and be named by nobody.
    let mut homes = scene.network.members().filter(|m| !m.outside).map(|m| m.school);
    let first = homes.next();
    first.is_none_or(|first| first.is_some() && homes.all(|home| home == first))
}

/// Everybody but outsiders.
pub(crate) fn staff(network: &Network) -> Vec<u32> {
    (0..network.len() as u32).filter(|&v| !network.member(v).outside).collect()
}

/// Each school by itself, in the order of the schools.
pub(crate) fn each_school<'a>(scene: &Scene<'a>, sight: &Sight) -> Vec<Ground<'a>> {
    let not_told = not_told(scene.network, scene.layer);
    let one = |nodes: &Vec<u32>| {
        let n = nodes.len() as u64;
        let speaking = nodes.iter().filter(|&&v| scene.answered[v as usize].speaks()).count() as u64;
        Ground {
            graph: Cow::Owned(scene.adjacency.among(nodes)),
            answered: Cow::Owned(nodes.iter().map(|&v| scene.answered[v as usize]).collect()),
            possible: n * n.saturating_sub(1),
            dyads_observed: speaking * speaking.saturating_sub(1) / 2,
            observable: sight.pairs_inside(nodes, sight.need(true)),
            observable_arcs: sight.arcs(scene.adjacency, nodes, |_, b| nodes.binary_search(&b).is_ok()),
            isolates: isolates(scene, nodes, &not_told),
            one_network: true,
        }
    };
    let schools = schools(scene.network);
    if scene.network.len() < SHARE_FROM {
        schools.iter().map(one).collect()
    } else {
        schools.par_iter().map(one).collect()
    }
}

/// The ties inside each school, in the order of the schools.
pub(crate) fn each_school_graph(scene: &Scene<'_>) -> Vec<Adjacency> {
    schools(scene.network).iter().map(|nodes| scene.adjacency.among(nodes)).collect()
}

/// The people of each school, outsiders and people at group level in none; sorted.
pub(crate) fn schools(network: &Network) -> Vec<Vec<u32>> {
    let mut schools = vec![Vec::new(); network.schools as usize];
    for (v, m) in network.members().enumerate().filter(|(_, m)| !m.outside) {
        if let Some(s) = m.school {
            schools[s as usize].push(v as u32);
        }
    }
    schools
}

/// Why a person's own figure is empty when silence may not be read as "no".
pub(crate) fn silent(response: Response) -> Option<Why> {
    match response {
        Response::DidNotAnswer => Some(Why::DidNotAnswer),
        Response::NotAsked => Some(Why::NotAsked),
        Response::Answered | Response::NotKnown => None,
    }
}

fn isolates(scene: &Scene<'_>, nodes: &[u32], not_told: &[bool]) -> u64 {
    let alone = |v: u32| scene.answered[v as usize].speaks() && scene.adjacency.both.degree(v) == 0;
    nodes.iter().filter(|&&v| alone(v) && !not_told[v as usize]).count() as u64
}
