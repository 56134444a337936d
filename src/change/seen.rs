//! One wave of a layer: its ties, and of which ordered pairs silence means "no".

use crate::network::sight::{Sight, Told};
use crate::network::{Network, adjacency::Adjacency, layer::Layer};

/// One wave of a layer: its ties, and of which ordered pairs silence means "no".
pub struct Seen<'a> {
    network: &'a Network,
    adjacency: Adjacency,
    sight: Sight,
    is_asked: bool,
}

impl<'a> Seen<'a> {
    /// A layer of a wave.
    pub fn of(network: &'a Network, layer: &Layer) -> Seen<'a> {
        let (adjacency, sight) = (network.adjacency(layer), Sight::of(network, layer));
        Seen { network, adjacency, sight, is_asked: network.is_asked(layer) }
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
        self.is_asked
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
        self.sight.asks_by_school()
    }

    /// What somebody answered: as the one who names, as the one who is named.
    pub(super) fn mark(&self, v: u32) -> Told {
        self.sight.told(v)
    }

    /// Whether people with these marks leave nothing open about a tie from the first to the second.
    pub(super) fn answers(&self, a: Told, b: Told, same_school: bool) -> bool {
        self.is_asked && Sight::seen(a, b, self.sight.need(same_school))
    }
}
