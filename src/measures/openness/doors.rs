//! Each teacher's door: whether it is open, to how many, how far, and whether that would be known at all.

use super::at_hand::TalkAndVisits;
use super::sight::{Sides, Sight, layer_links, looks, together};
use crate::measures::Value;
use crate::network::{Network, adjacency::Adjacency, layer::Layer};
use crate::survey::reconcile::Reading;
use crate::survey::{Channel, Opens};
use rayon::prelude::*;

/// People of whom one task puts things together, at least.
const PEOPLE_PER_TASK: usize = 1 << 14;

/// What the reports say of a teacher's door (deurstatus).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoorStatus {
    /// Let somebody in and went to see somebody.
    TwoWay,
    /// Let somebody in.
    Host,
    /// Went to see somebody, let nobody in.
    Visitor,
    /// Neither.
    Closed,
    /// It cannot be told whether the door was open; or it was not, and it cannot be told whether this person went to
    /// see somebody.
    Unknown,
}

impl DoorStatus {
    /// The labels of the column `door_status`, in the order of the variants.
    pub const LABELS: [&'static str; 5] = ["two_way", "host", "visitor", "closed", "unknown"];
}

/// A person's door in one wave.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
#[expect(clippy::struct_excessive_bools, reason = "separate facts about one door, not states of a machine")]
pub struct Door {
    /// Teaches a class, so that there is a door to open.
    pub eligible: bool,
    /// Answered everything that was asked about talk, practice and doors.
    pub answered: bool,
    /// Whether it would be known that somebody came in.
    pub door: Sight,
    /// Whether it would be known that this person went to see somebody.
    pub rooms: Sight,
    /// Whether it would be known that somebody looked at this person's practice at all (openness 2 or more).
    pub practice: Sight,
    /// Colleagues let in.
    pub breadth: u32,
    /// Colleagues whose room this person entered.
    pub rooms_entered: u32,
    /// Colleagues either way, and those with whom it went both ways.
    pub partners: (u32, u32),
    /// Somebody came in, and both ends say so (or only one end was asked).
    pub open_confirmed: bool,
    /// Somebody came in, as at least one end says.
    pub open_either: bool,
    /// Somebody looked at this person's practice: openness 2 or more.
    pub open_broad: bool,
    /// Highest openness of what was opened to a peer.
    pub depth: u8,
    /// Came in or went out across schools; none when the survey could not ask about other schools.
    pub reach: Option<bool>,
}

impl Door {
    /// Whether a colleague was let in, known or not.
    pub fn is_open(&self) -> bool {
        self.breadth > 0
    }

    /// Whether the door would be known whatever the truth.
    pub fn is_known(&self) -> bool {
        self.eligible && self.door == Sight::Known
    }

    /// Whether both would be known: who came in, and where this person went.
    pub fn is_known_both_ways(&self) -> bool {
        self.is_known() && self.rooms == Sight::Known
    }

    /// Whether the figures are counted from what the others reported, or could be higher with the missing forms.
    pub fn is_rough(&self) -> bool {
        self.eligible && self.door != Sight::NotAsked && !(self.answered && self.is_known_both_ways())
    }

    /// The status of the door.
    ///
    /// # Formula
    /// `two_way` when in ≥ 1 and out ≥ 1, `host` when in ≥ 1 only, `visitor` when out ≥ 1 only, `closed` when
    /// neither; `unknown` when nobody is seen to come in and the door is not [known](Door::is_known), or when the
    /// person is seen neither as host nor as visitor and it would not be known whether they visited.
    ///
    /// # Reads
    /// The accepted open-door ties of [`doors`].
    ///
    /// # Value
    /// A status. A door that a report shows open keeps `host` or `two_way` even where it is not known; it is then
    /// [rough](Door::is_rough), counts as open in both bounds and stays out of the rate. A door that is known and not
    /// open counts so in the rate even where visitor and closed cannot be told apart, and is rough as well.
    ///
    /// # Source
    /// The measurement design of this program (`domain.md` 3.3).
    ///
    /// # Example
    /// ```
    /// use staffroom::{measures::openness::{DoorStatus, doors}, network::Network};
    /// let school = Network::of_school(3).tie(0, 1, "class_visit");
    /// let status: Vec<DoorStatus> = doors(&school).iter().map(|d| d.status()).collect();
    /// assert_eq!(status, [DoorStatus::Visitor, DoorStatus::Host, DoorStatus::Closed]);
    /// ```
    pub fn status(&self) -> DoorStatus {
        match (self.breadth > 0, self.rooms_entered > 0) {
            (true, true) => DoorStatus::TwoWay,
            (true, false) => DoorStatus::Host,
            (false, _) if self.door != Sight::Known => DoorStatus::Unknown,
            (false, true) => DoorStatus::Visitor,
            (false, false) if self.rooms != Sight::Known => DoorStatus::Unknown,
            (false, false) => DoorStatus::Closed,
        }
    }

    /// Mutual share: of the colleagues either way, those with whom it went both ways.
    pub fn mutual(&self) -> Value {
        match self.partners {
            (0, _) => match counted(0, both_ways(self)) {
                Value::Number(_) => Value::Undefined(crate::error::Why::NoTies),
                why @ Value::Undefined(_) => why,
            },
            (all, both) => Value::Number(f64::from(both) / f64::from(all)),
        }
    }
}

/// Whether both sides of a door would be known: who came in, and where this person went.
pub(super) fn both_ways(door: &Door) -> Sight {
    together(door.door, door.rooms)
}

/// A count from the reports: undefined rather than 0 where missing forms may hide somebody.
pub(super) fn counted(count: u32, sight: Sight) -> Value {
    use crate::error::Why;
    match sight {
        Sight::NotAsked => Value::Undefined(Why::NotAsked),
        Sight::FormMissing if count == 0 => Value::Undefined(Why::DidNotAnswer),
        Sight::Unclear | Sight::OthersMissing if count == 0 => Value::Undefined(Why::CannotTell),
        _ => Value::Number(f64::from(count)),
    }
}

/// Everybody's door, by node (people of one school stand together; see [`Network::members`]).
///
/// # Formula
/// `breadth(i) = |{ j ≠ i : j looked at i's practice }|`, `rooms_entered(i) = |{ j ≠ i : i looked at j's }|`, on ties
/// of openness 3 or more; `depth(i)` is the highest openness of a tie at whose opening end i stands. A door is known
/// when, for every open-door relation asked, i answered as the one who is visited, or everybody eligible who could
/// name i answered as the one who visits; for an undirected relation one's own answer is enough. An answer that names
/// somebody who is not found makes known whom else it names, and never that there is nobody. An organised relation
/// that one side alone reports, or that comes from a list, shows doors open and makes no door unknown that another
/// open-door relation makes known.
///
/// # Reads
/// One wave, the accepted ties of the layers `open_door`, `practice` and (for depth) of every peer relation, from the
/// one who looks to the one whose practice it is, as the relation says which end it opens. Only peers look: visits of
/// consultants and advisers are left out unless the network includes them. Strength is ignored. Visitors who did not
/// answer count where the host reported them.
///
/// # Value
/// Counts of people. [`Sight::NotAsked`] everywhere when the survey has no relation of openness 3 or more.
///
/// # Cost
/// Three passes over the ties and one over the questions.
///
/// # Source
/// In- and out-degree, Freeman (1979), *Social Networks* 1:215–239, on the open-door layer; the known rule is that of
/// this program (`domain.md` 3.3).
///
/// # Example
/// ```
/// use staffroom::{measures::openness::doors, network::Network};
/// let school = Network::of_school(3).tie(0, 1, "class_visit").tie(2, 1, "class_visit");
/// let doors = doors(&school);
/// assert_eq!((doors[1].breadth, doors[0].rooms_entered, doors[1].depth), (2, 1, 3));
/// assert!(doors[0].is_known() && !doors[0].is_open());
/// ```
pub fn doors(network: &Network) -> Vec<Door> {
    doors_from(network, &TalkAndVisits::of(network))
}

/// The same from what is at hand already.
pub(crate) fn doors_from(network: &Network, at_hand: &TalkAndVisits) -> Vec<Door> {
    let (layer, practice) = (Layer::open_door(), Layer::practice());
    let n = network.len();
    let TalkAndVisits { visits, sides, .. } = at_hand;
    let opened = |reading| by_opener(n, looks(network, &layer, reading));
    let seen_open = || (opened(Reading::Confirmed), opened(Reading::Either));
    let broadly = || by_opener(n, looks(network, &practice, network.reading));
    let in_sight = || {
        let (door, rooms) = (sides.doors(network), sides.rooms(network));
        (door, rooms, Sides::of(network, &practice).doors(network))
    };
    let others = || (depths(network), answered_all(network), across_schools(network, visits));
    let (((confirmed, either), broad), ((door, rooms, practice_sight), (depth, answered, crosses))) =
        rayon::join(|| rayon::join(seen_open, broadly), || rayon::join(in_sight, others));
    let of = |i: usize| {
        let (node, m) = (i as u32, network.member(i as u32));
        let (inside, out) = (visits.into.degree(node), visits.out.degree(node));
        let both = visits.both.degree(node);
        Door {
            eligible: m.is_eligible(),
            answered: answered[i],
            door: door[i].beside(inside > 0),
            rooms: rooms[i].beside(out > 0),
            practice: practice_sight[i].beside(broad[i]),
            breadth: inside,
            rooms_entered: out,
            partners: (both, inside + out - both),
            open_confirmed: confirmed[i],
            open_either: either[i],
            open_broad: broad[i],
            depth: depth[i],
            reach: crosses.as_ref().filter(|_| m.school.is_some()).map(|c| c[i]),
        }
    };
    (0..n).into_par_iter().with_min_len(PEOPLE_PER_TASK).map(of).collect()
}

/// Open-door ties as compact arrays, from the one who looks to the one whose room it is.
pub(super) fn open_doors(network: &Network, reading: Reading) -> Adjacency {
    let layer = Layer::open_door();
    Adjacency::from_arcs(network.len(), looks(network, &layer, reading).map(|(a, b)| (a, b, 1.0)))
}

fn by_opener(n: usize, looks: impl Iterator<Item = (u32, u32)>) -> Vec<bool> {
    let mut opened = vec![false; n];
    looks.for_each(|(_, opener)| opened[opener as usize] = true);
    opened
}

/// Highest openness of what each person opened to a peer.
fn depths(network: &Network) -> Vec<u8> {
    let mut depth = vec![0u8; network.len()];
    let counts = |relation: u32| {
        let relation = &network.relations[relation as usize];
        let peer = relation.channel == Channel::Peer || (network.include_guided && relation.channel == Channel::Guided);
        peer && relation.opens != Opens::None
    };
    for (a, b, link) in network.ties_of(counts, network.reading) {
        let openness = network.relation(link).openness;
        for (viewer, opener) in network.openings(a, b, link) {
            if viewer != opener && network.is_peer(viewer) {
                let slot = &mut depth[opener as usize];
                *slot = (*slot).max(openness);
            }
        }
    }
    depth
}

/// By node: answered everything that was asked about talk, practice and doors.
fn answered_all(network: &Network) -> Vec<bool> {
    let mut all: Vec<bool> = network.members().map(|m| m.response.speaks()).collect();
    for layer in [Layer::talk(), Layer::practice()] {
        for q in network.questions_of(&layer) {
            all.iter_mut().zip(&q.answered).for_each(|(slot, r)| *slot &= r.speaks());
        }
    }
    all
}

/// By node: an open-door tie with somebody of another school, or with an outsider. None when the survey could not ask
/// about other schools, or there are none.
fn across_schools(network: &Network, visits: &Adjacency) -> Option<Vec<bool>> {
    let others = network.schools > 1 || network.members().any(|m| m.outside);
    if !others || network.is_within_school(&Layer::open_door()) {
        return None;
    }
    let school: Vec<Option<u32>> = network.members().map(|m| m.school).collect();
    let elsewhere = |i: usize, j: u32| {
        let there = school[j as usize];
        network.member(j).outside || (school[i].is_some() && there.is_some() && school[i] != there)
    };
    Some((0..network.len()).map(|i| visits.both.of(i as u32).iter().any(|&j| elsewhere(i, j))).collect())
}

/// Rungs of the ladder that the survey asked about: `asked[k]` for openness k. Rung 0 is always there.
pub(super) fn rungs_asked(network: &Network) -> [bool; 5] {
    let mut asked = [true, false, false, false, false];
    let mut mark = |relation: u32| {
        let r = &network.relations[relation as usize];
        let counts = r.channel == Channel::Peer || (network.include_guided && r.channel == Channel::Guided);
        if counts && r.opens != crate::survey::Opens::None && r.openness < 5 {
            asked[r.openness as usize] = true;
        }
    };
    network.questions.iter().for_each(|q| mark(q.relation));
    let all = Layer::all();
    layer_links(network, &all, Reading::Either).for_each(|(_, _, l)| mark(l.relation));
    asked
}
