//! One wave of a layer: its ties, and of which ordered pairs silence means "no".

use crate::network::{Network, adjacency::Adjacency, layer::Layer};
use crate::survey::End;

/// One wave of a layer: its ties, and of which ordered pairs silence means "no".
pub struct Seen<'a> {
    network: &'a Network,
    adjacency: Adjacency,
    /// By node, a bit for each relation: this person answered as the one who names.
    from: Vec<u128>,
    /// By node, a bit for each relation: this person answered as the one who is named.
    to: Vec<u128>,
    /// Relations without a direction: either end tells of both.
    undirected: u128,
    /// Relations that were asked at all.
    asked: u128,
    /// Relations that were asked about people of other schools as well.
    across: u128,
    /// Nothing was asked, and the ties come from lists: what is not on them is not there.
    listed: bool,
}

impl<'a> Seen<'a> {
    /// A layer of a wave.
    pub fn of(network: &'a Network, layer: &Layer) -> Seen<'a> {
        let n = network.len();
        let mut relations: Vec<u32> = network.questions_of(layer).map(|q| q.relation).collect();
        relations.sort_unstable();
        relations.dedup();
        let (mut from, mut to) = (vec![0u128; n], vec![0u128; n]);
        let (mut undirected, mut asked, mut across) = (0, 0, 0);
        // Beyond 127 relations the rest share a bit, which is then set only where all of them were answered.
        let bit_of = |relation: u32| 1u128 << relations.partition_point(|&r| r < relation).min(127);
        let (mut denied_from, mut denied_to) = (vec![0u128; n], vec![0u128; n]);
        for q in network.questions_of(layer) {
            let bit = bit_of(q.relation);
            asked |= bit;
            if !q.within_school {
                across |= bit;
            }
            if !network.relations[q.relation as usize].directed {
                undirected |= bit;
            }
            let (side, denied) = match q.end {
                End::From => (&mut from, &mut denied_from),
                End::To => (&mut to, &mut denied_to),
            };
            for (v, response) in q.answered.iter().enumerate() {
                let mask = if response.speaks() { &mut side[v] } else { &mut denied[v] };
                *mask |= bit;
            }
        }
        from.iter_mut().zip(denied_from).for_each(|(m, d)| *m &= !d);
        to.iter_mut().zip(denied_to).for_each(|(m, d)| *m &= !d);
        let adjacency = network.adjacency(layer);
        let listed = asked == 0 && network.is_asked(layer);
        Seen { network, adjacency, from, to, undirected, asked, across, listed }
    }

    /// The ties.
    pub fn adjacency(&self) -> &Adjacency {
        &self.adjacency
    }

    /// The wave.
    pub fn network(&self) -> &'a Network {
        self.network
    }

    /// Whether there is a tie.
    pub fn has(&self, a: u32, b: u32) -> bool {
        self.adjacency.out.has(a, b)
    }

    /// Whether anything of the layer was asked or listed.
    pub fn is_asked(&self) -> bool {
        self.asked != 0 || self.listed
    }

    /// Whether it is known if there is a tie: there is one, or every relation of the layer that could be asked about
    /// the two was answered by an end that was asked.
    pub fn knows(&self, a: u32, b: u32) -> bool {
        self.has(a, b) || self.answers(self.mark(a), self.mark(b), self.same_school(a, b))
    }

    /// Whether two people are of the same school in this wave.
    pub(super) fn same_school(&self, a: u32, b: u32) -> bool {
        let school = |v: u32| self.network.member(v).school;
        school(a).is_some() && school(a) == school(b)
    }

    /// Whether it matters that two people are of the same school.
    pub(super) fn asks_by_school(&self) -> bool {
        self.across != self.asked
    }

    /// What somebody answered: as the one who names, as the one who is named.
    pub(super) fn mark(&self, v: u32) -> (u128, u128) {
        (self.from[v as usize], self.to[v as usize])
    }

    /// Whether people with these marks leave nothing open about a tie from the first to the second.
    pub(super) fn answers(&self, a: (u128, u128), b: (u128, u128), same_school: bool) -> bool {
        if self.listed {
            return true;
        }
        let need = if same_school { self.asked } else { self.across };
        let told = a.0 | b.1 | ((a.1 | b.0) & self.undirected);
        need != 0 && told & need == need
    }
}
