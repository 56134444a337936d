//! In which networks a teacher takes part, and who comes in as a guide.

use super::sight::layer_links;
use crate::error::Why;
use crate::measures::Value;
use crate::network::{Network, layer::Layer};
use crate::survey::reconcile::Reading;
use crate::survey::{Channel, Family};

/// How many formal and informal networks each person takes part in.
///
/// # Formula
/// `formal(i) = groups of i + relations in which i has an organised tie`,
/// `informal(i) = informal groups of i + relations in which i has a tie of own choice`
///
/// # Reads
/// Group membership, and the accepted ties of the layer `all` in either direction; a tie is organised when it was
/// assigned, of own choice when it was, else as its relation's family says. A relation with ties of both kinds counts
/// once on either side.
///
/// # Value
/// (formal, informal) by node. `NotAsked` when the study has nothing of that kind; `DidNotAnswer` for somebody who
/// did not answer and of whom nothing is seen.
///
/// # Cost
/// One pass over the ties and one over the memberships.
///
/// # Source
/// "In which formal and informal networks teachers take part": the founding article's own question, as counted in
/// `domain.md` 1.4.
///
/// # Example
/// ```
/// use staffroom::{measures::openness::networks_of, network::Network};
/// let school = Network::of_school(2).tie(0, 1, "advice").tie(0, 1, "teaching_talk").tie(0, 1, "buddy");
/// let (formal, informal) = networks_of(&school)[0];
/// assert_eq!((formal.number(), informal.number()), (Some(1.0), Some(2.0)));
/// ```
pub fn networks_of(network: &Network) -> Vec<(Value, Value)> {
    let words = network.relations.len().div_ceil(64).max(1);
    let n = network.len();
    let mut seen = [vec![0u64; n * words], vec![0u64; n * words]];
    let mut groups = [vec![0u32; n], vec![0u32; n]];
    let mut asked = [false, false];
    let layer = Layer::all();
    for (a, b, link) in layer_links(network, &layer, network.reading) {
        let kind = usize::from(!network.is_formal(link));
        asked[kind] = true;
        let (word, bit) = (link.relation as usize / 64, 1u64 << (link.relation % 64));
        for node in [a, b] {
            seen[kind][node as usize * words + word] |= bit;
        }
    }
    for m in &network.memberships {
        let kind = usize::from(m.informal);
        asked[kind] = true;
        m.nodes.iter().for_each(|&v| groups[kind][v as usize] += 1);
    }
    for q in network.questions_of(&layer) {
        asked[usize::from(network.relations[q.relation as usize].family == Family::Informal)] = true;
    }
    let count = |kind: usize, node: usize, answered: bool| {
        let ties: u32 = seen[kind][node * words..(node + 1) * words].iter().map(|w| w.count_ones()).sum();
        match ties + groups[kind][node] {
            _ if !asked[kind] => Value::Undefined(Why::NotAsked),
            0 if !answered => Value::Undefined(Why::DidNotAnswer),
            k => Value::Number(f64::from(k)),
        }
    };
    network
        .members()
        .enumerate()
        .map(|(i, m)| (count(0, i, m.response.speaks()), count(1, i, m.response.speaks())))
        .collect()
}

/// Consultants and advisers who came to each teacher: the guided channel, apart from colleagues' visits.
///
/// # Formula
/// `guided(i) = |{ consultants and advisers who worked in i's class or looked at i's practice }|`
///
/// # Reads
/// Accepted ties of relations of the channel `guided`, and peer relations of openness 3 or more whose looking end is
/// a consultant or adviser.
///
/// # Value
/// People, by node. `NotAsked` when the survey has no guided relation and no consultant or adviser; `DidNotAnswer` for
/// somebody who did not answer and of whom nothing is seen.
///
/// # Cost
/// One pass over the ties.
///
/// # Source
/// The measurement design of this program (`domain.md` 9, decision 2).
///
/// # Example
/// ```
/// use staffroom::{measures::openness::guided, network::Network};
/// let school = Network::of_school(2).tie(0, 1, "consult");
/// assert_eq!(guided(&school)[1].number(), Some(1.0));
/// ```
pub fn guided(network: &Network) -> Vec<Value> {
    let is_guide = |v: u32| network.member(v).role.is_guide();
    let guided_relation = |ix: u32| network.relations[ix as usize].channel == Channel::Guided;
    let layer = Layer::all();
    let mut looks: Vec<(u32, u32)> = Vec::new();
    let mut asked = network.questions.iter().any(|q| guided_relation(q.relation));
    for (a, b, link) in layer_links(network, &layer, network.reading) {
        let by_relation = guided_relation(link.relation);
        asked |= by_relation;
        if by_relation || network.relation(link).openness >= 3 {
            let found = network.openings(a, b, link).filter(|&(v, o)| v != o && (by_relation || is_guide(v)));
            looks.extend(found.map(|(viewer, opener)| (opener, viewer)));
        }
    }
    let door = Layer::open_door();
    let doors_asked = network.is_asked(&door) || layer_links(network, &door, Reading::Either).next().is_some();
    asked |= doors_asked && network.members().any(|m| m.role.is_guide());
    looks.sort_unstable();
    looks.dedup();
    let mut count = vec![0u32; network.len()];
    for &(opener, _) in &looks {
        count[opener as usize] += 1;
    }
    let values = network.members().zip(count).map(|(m, k)| match k {
        _ if !asked => Value::Undefined(Why::NotAsked),
        0 if !m.response.speaks() => Value::Undefined(Why::DidNotAnswer),
        k => Value::Number(f64::from(k)),
    });
    values.collect()
}
