//! Talk and visits of a wave as compact arrays: made once, for everything that stands on doors.

use super::doors::open_doors;
use super::sight::{Sides, is_there};
use crate::network::{
    Network,
    adjacency::{Adjacency, Rows},
    layer::Layer,
};

/// Who talks with whom, who looked at whose door, and who was asked about it.
#[derive(Default)]
pub(crate) struct TalkAndVisits {
    /// Pairs of the layer `talk`.
    pub(crate) talk: Rows,
    /// Accepted ties of the layer `open_door`, from the one who looks to the one whose room it is.
    pub(super) visits: Adjacency,
    /// Who was asked about visits.
    pub(super) sides: Sides,
    /// Whether the survey asked about doors or has ties that open one; the same of talk.
    pub(super) doors_there: bool,
    pub(super) talk_there: bool,
}

impl TalkAndVisits {
    /// Those of a network, under its own reading.
    pub(crate) fn of(network: &Network) -> TalkAndVisits {
        let (door, talk) = (Layer::open_door(), Layer::talk());
        let (of_talk, (visits, sides)) = rayon::join(
            || network.adjacency(&talk).both,
            || (open_doors(network, network.reading), Sides::of(network, &door)),
        );
        let (doors_there, talk_there) = (is_there(network, &door), is_there(network, &talk));
        TalkAndVisits { talk: of_talk, visits, sides, doors_there, talk_there }
    }
}
