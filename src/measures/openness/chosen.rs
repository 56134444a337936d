//! Chosen or organised: signs of forced collegiality. Each is a question to discuss, never a proof.

use super::at_hand::TalkAndVisits;
use super::sight::layer_links;
use crate::error::Why;
use crate::measures::Value;
use crate::network::{Network, layer::Layer, layer::Rule};
use crate::survey::Initiative;
use serde::{Deserialize, Serialize};

/// Open-door ties by whether they were chosen, in one school or the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChosenDoors {
    /// Open-door ties: who came in to whom.
    pub ties: u32,
    /// Of these, organised and without any tie of own choice between the two.
    pub formal_only: u32,
    /// Of the formal only, returned.
    pub formal_only_returned: u32,
    /// Reported ties that say whether they were chosen.
    pub said: u32,
    /// Of these, own choice.
    pub own: u32,
    /// Of these, assigned.
    pub assigned: u32,
}

impl ChosenDoors {
    /// Share of open-door ties that are organised and carry no tie of own choice.
    pub fn formal_only(&self) -> Value {
        Value::ratio(f64::from(self.formal_only), f64::from(self.ties), Why::NoTies)
    }

    /// Share of the formal only that are returned.
    pub fn formal_only_returned(&self) -> Value {
        Value::ratio(f64::from(self.formal_only_returned), f64::from(self.formal_only), Why::NoTies)
    }

    /// Share of own choice among the ties that say.
    pub fn own_choice(&self) -> Value {
        Value::ratio(f64::from(self.own), f64::from(self.said), Why::NotAsked)
    }

    /// Share assigned among the ties that say.
    pub fn assigned(&self) -> Value {
        Value::ratio(f64::from(self.assigned), f64::from(self.said), Why::NotAsked)
    }
}

/// Open-door ties by whether they were chosen, for each school and for the group.
///
/// # Formula
/// `formal_only = |{ (v, h) : v came to h, every such tie organised, no tie of the layer informal between them }|`; of
/// these `returned` where h came to v as well.
///
/// # Reads
/// Accepted open-door ties of peers, both of whom teach; the layer `informal` in either direction. A tie is organised
/// when it was assigned, or when it does not say and its relation is formal. A school's row is about visits inside it.
///
/// # Value
/// Counts; a row per school, then the group.
///
/// # Cost
/// A few passes over the ties.
///
/// # Source
/// Hargreaves (1994), contrived collegiality, as read in `domain.md` 1.5.
///
/// # Example
/// ```
/// use staffroom::{measures::openness::chosen_doors, network::Network};
/// let school = Network::of_school(4).tie(0, 1, "host_visit").tie(2, 3, "host_visit").tie(2, 3, "advice");
/// assert_eq!(chosen_doors(&school)[0].formal_only().number(), Some(0.5));
/// ```
pub fn chosen_doors(network: &Network) -> Vec<ChosenDoors> {
    chosen_doors_from(network, &TalkAndVisits::of(network))
}

/// The same from what is at hand already.
pub(crate) fn chosen_doors_from(network: &Network, at_hand: &TalkAndVisits) -> Vec<ChosenDoors> {
    let (layer, informal) = (Layer::open_door(), Layer { id: "informal".into(), rule: Rule::Informal });
    let visits = &at_hand.visits;
    // By visit: whether there is any tie of own choice between the two. The informal layer holds visits too.
    let mut chosen = vec![false; visits.out.targets().len()];
    for (a, b, _) in layer_links(network, &informal, network.reading) {
        for (v, h) in [(a, b), (b, a)] {
            if let Ok(at) = visits.out.of(v).binary_search(&h) {
                chosen[visits.out.range(v).start + at] = true;
            }
        }
    }
    let teach: Vec<bool> = network.members().map(crate::network::Member::is_eligible).collect();
    let peers = |&(a, b): &(u32, u32)| teach[a as usize] && teach[b as usize];
    let home: Vec<Option<u32>> = network.members().map(|m| m.school).collect();
    let group = network.schools as usize;
    let rows_of = |a: u32, b: u32| {
        let own = home[a as usize].filter(|s| home[b as usize] == Some(*s));
        own.map(|s| s as usize).into_iter().chain([group])
    };
    let mut rows = vec![ChosenDoors::default(); group + 1];
    for v in 0..network.len() as u32 {
        for (&h, chosen) in visits.out.of(v).iter().zip(&chosen[visits.out.range(v)]) {
            if !peers(&(v, h)) {
                continue;
            }
            let only_formal = !chosen;
            for row in rows_of(v, h) {
                let r = &mut rows[row];
                r.ties += 1;
                r.formal_only += u32::from(only_formal);
                r.formal_only_returned += u32::from(only_formal && visits.out.has(h, v));
            }
        }
    }
    for (a, b, link) in layer_links(network, &layer, network.reading).filter(|(a, b, _)| peers(&(*a, *b))) {
        for row in rows_of(a, b) {
            let r = &mut rows[row];
            r.said += u32::from(link.initiative != Initiative::NotSaid);
            r.own += u32::from(link.initiative == Initiative::Own);
            r.assigned += u32::from(link.initiative == Initiative::Assigned);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::sketch::Sketch;
    use crate::survey::End;

    #[test]
    fn assigned_visits_without_any_chosen_tie_are_formal_only() {
        let sketch = Sketch::of(&["a b c d", "x y"])
            .asks("class_visit")
            .asks("teaching_talk")
            .ties("teaching_talk", "b>a")
            .says_often(End::From, "class_visit", "a>b c>d d>c x>a", 1.0, Initiative::Assigned)
            .says_often(End::From, "class_visit", "a>c", 1.0, Initiative::Own);
        let rows = chosen_doors(&sketch.network());
        assert_eq!((rows[0].ties, rows[0].formal_only, rows[0].formal_only_returned), (4, 2, 2));
        assert_eq!((rows[0].said, rows[0].own, rows[0].assigned), (4, 1, 3));
        assert_eq!((rows[2].ties, rows[2].formal_only), (5, 3));
        assert_eq!(rows[1].formal_only(), Value::Undefined(Why::NoTies));
    }
}
