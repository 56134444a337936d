//! Talk and doors of the same pairs: used potential, latent pairs, and doors without talk.

use super::at_hand::TalkAndVisits;
use super::sight::Sight;
use crate::error::Why;
use crate::measures::Value;
use crate::network::{Network, layer::Layer};

/// Two teachers who talk about teaching, and whether one has been in the other's room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct TalkPair {
    /// The first by node.
    pub a: u32,
    /// The second by node.
    pub b: u32,
    /// Whether there is an open-door tie, either way; none when missing forms may hide one or the survey could not
    /// ask about these two.
    pub door: Option<bool>,
}

/// Two teachers with an open-door tie, and whether they talk about teaching.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct DoorPair {
    /// The first by node.
    pub a: u32,
    /// The second by node.
    pub b: u32,
    /// Whether there is a talk tie, either way; none when one of them did not say whom they talk with.
    pub talk: Option<bool>,
}

/// Every pair of teachers with a talk tie.
///
/// # Formula
/// `{ {i, j} : i talks with j or j with i }`, each with whether i was in j's room or j in i's.
///
/// # Reads
/// The layers `talk` and `open_door` as undirected pairs, of people who are both eligible: between others no door can
/// open. A pair's door is known when, for both directions and every open-door relation asked, the one who visits or
/// the one who is visited answered; not that it is closed where only an answer tells that names somebody who is not
/// found.
///
/// # Value
/// Pairs in order of their nodes; empty when nobody talks or talk was not asked.
///
/// # Cost
/// One pass over the talk ties.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.4, conversion).
///
/// # Example
/// ```
/// use staffroom::{measures::openness::{conversion, latent_pairs, talk_pairs}, network::Network};
/// let school = Network::of_school(3).tie(0, 1, "teaching_talk").tie(1, 2, "advice").tie(0, 1, "class_visit");
/// let pairs = talk_pairs(&school);
/// assert_eq!((conversion(&pairs).number(), latent_pairs(&pairs)), (Some(0.5), 1));
/// ```
pub fn talk_pairs(network: &Network) -> Vec<TalkPair> {
    talk_pairs_from(network, &TalkAndVisits::of(network))
}

/// The same from what is at hand already.
pub(crate) fn talk_pairs_from(network: &Network, at_hand: &TalkAndVisits) -> Vec<TalkPair> {
    let TalkAndVisits { talk, visits, sides, doors_there, .. } = at_hand;
    if !doors_there {
        return Vec::new();
    }
    let mut pairs = Vec::with_capacity(talk.targets().len() / 2);
    for a in (0..network.len() as u32).filter(|&a| network.member(a).is_eligible()) {
        for &b in talk.of(a).iter().filter(|&&b| b > a && network.member(b).is_eligible()) {
            let has = visits.both.has(a, b);
            let known = sides.pair(network, a, b).beside(has) == Sight::Known;
            pairs.push(TalkPair { a, b, door: known.then_some(has) });
        }
    }
    pairs
}

/// Every pair of teachers with an open-door tie.
///
/// # Formula
/// `{ {i, j} : i was in j's room or j in i's }`, each with whether they talk.
///
/// # Reads
/// The layers `open_door` and `talk` as undirected pairs, of people who are both eligible. Whether a pair talks is
/// known when both answered the questions about talk.
///
/// # Value
/// Pairs in order of their nodes.
///
/// # Cost
/// One pass over the open-door ties.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.4).
///
/// # Example
/// ```
/// use staffroom::{measures::openness::{door_pairs, door_without_talk}, network::Network};
/// let school = Network::of_school(3).asked("teaching_talk").tie(0, 1, "class_visit");
/// assert_eq!(door_without_talk(&door_pairs(&school)).number(), Some(1.0));
/// ```
pub fn door_pairs(network: &Network) -> Vec<DoorPair> {
    door_pairs_from(network, &TalkAndVisits::of(network))
}

/// The same from what is at hand already.
pub(super) fn door_pairs_from(network: &Network, at_hand: &TalkAndVisits) -> Vec<DoorPair> {
    let layer = Layer::talk();
    let TalkAndVisits { talk, visits, talk_there: asked, .. } = at_hand;
    let answered = network.answered(&layer);
    let within = network.is_within_school(&layer);
    let mut pairs = Vec::with_capacity(visits.pairs());
    for a in (0..network.len() as u32).filter(|&a| network.member(a).is_eligible()) {
        for &b in visits.both.of(a).iter().filter(|&&b| b > a && network.member(b).is_eligible()) {
            let could_say = *asked && (!within || network.member(a).school == network.member(b).school);
            let known = could_say && answered[a as usize].speaks() && answered[b as usize].speaks();
            pairs.push(DoorPair { a, b, talk: known.then(|| talk.has(a, b)) });
        }
    }
    pairs
}

/// Conversion (benut potentieel): of the pairs who talk about teaching, the share who have been in each other's room.
///
/// # Formula
/// `pairs with talk and an open door / pairs with talk`
///
/// # Reads
/// Pairs of [`talk_pairs`] whose door is known.
///
/// # Value
/// A share. Undefined: `NoTies` when nobody talks, `CannotTell` when no pair's door is known.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.4).
///
/// # Example
/// See [`talk_pairs`].
pub fn conversion(pairs: &[TalkPair]) -> Value {
    let both = pairs.iter().filter(|p| p.door == Some(true)).count();
    ratio(both, both + latent_pairs(pairs), pairs.len())
}

/// Latent pairs (sluimerende paren): pairs who talk about teaching and have never been in each other's room.
///
/// # Formula
/// `|{ pairs with talk and without an open door }|`
///
/// # Reads
/// Pairs of [`talk_pairs`] whose door is known.
///
/// # Value
/// A count of pairs.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.4).
///
/// # Example
/// See [`talk_pairs`].
pub fn latent_pairs(pairs: &[TalkPair]) -> usize {
    pairs.iter().filter(|p| p.door == Some(false)).count()
}

/// Doors without talk: of the pairs with an open-door tie, the share who do not talk about teaching.
///
/// # Formula
/// `pairs with an open door and without talk / pairs with an open door`
///
/// # Reads
/// Pairs of [`door_pairs`] of whom it is known whether they talk.
///
/// # Value
/// A share. Undefined: `NoTies` without an open door, `CannotTell` when of no pair it is known whether they talk.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.4).
///
/// # Example
/// See [`door_pairs`].
pub fn door_without_talk(pairs: &[DoorPair]) -> Value {
    let without = pairs.iter().filter(|p| p.talk == Some(false)).count();
    ratio(without, pairs.iter().filter(|p| p.talk.is_some()).count(), pairs.len())
}

pub(super) fn ratio(count: usize, known: usize, all: usize) -> Value {
    Value::ratio(count as f64, known as f64, if all == 0 { Why::NoTies } else { Why::CannotTell })
}

/// By node: colleagues talked with and no door either way, and those talked with whose door is not known.
pub(super) fn latent_by_person(pairs: &[TalkPair], people: usize) -> (Vec<u32>, Vec<u32>) {
    let (mut latent, mut unknown) = (vec![0; people], vec![0; people]);
    for p in pairs {
        let slots = match p.door {
            Some(true) => continue,
            Some(false) => &mut latent,
            None => &mut unknown,
        };
        slots[p.a as usize] += 1;
        slots[p.b as usize] += 1;
    }
    (latent, unknown)
}
