//! Whether organised ties took the place of chosen ones: a sign of forced collegiality that two waves can show.

use crate::change::Matched;
use crate::error::Why;
use crate::measures::Value;
use crate::network::{Network, layer::Layer, layer::Rule};
use crate::survey::Initiative;
use serde::{Deserialize, Serialize};

/// People who had an assigned tie in the wave before, beside people who had none.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Exposure {
    /// People with an assigned tie in the wave before, whose own choices both waves know.
    pub exposed: u32,
    /// Of these, those with fewer ties of own choice now.
    pub exposed_fell: u32,
    /// Their mean change in contacts of own choice.
    pub exposed_change: Value,
    /// People without an assigned tie in the wave before.
    pub others: u32,
    /// Of these, those with fewer ties of own choice now.
    pub others_fell: u32,
    /// Their mean change.
    pub others_change: Value,
}

/// What became of chosen contacts since the wave before, of people with and without assigned ties in it.
///
/// Only people who answered about the layer `informal` in both waves; undefined when nothing says that a tie was
/// assigned (`NotAsked`), or nobody is there to compare (`TooFew`).
pub(super) fn exposure(before: &Network, now: &Network) -> Exposure {
    let layer = Layer { id: "informal".into(), rule: Rule::Informal };
    let (then, later) = (before.adjacency(&layer), now.adjacency(&layer));
    let (spoke_then, speaks_now) = (before.answered(&layer), now.answered(&layer));
    let mut assigned = vec![false; before.len()];
    let mut said = false;
    for (a, b, link) in before.ties().filter(|(_, _, link)| before.is_counted(link)) {
        said |= link.initiative != Initiative::NotSaid;
        if link.initiative == Initiative::Assigned {
            assigned[a as usize] = true;
            assigned[b as usize] = true;
        }
    }
    let matched = Matched::of(before, now);
    // People, how many fell, sum of changes: without an assigned tie, and with one.
    let mut sums = [(0u32, 0u32, 0.0); 2];
    for v in 0..before.len() as u32 {
        let Some(w) = matched.later(v) else { continue };
        if spoke_then[v as usize].speaks() && speaks_now[w as usize].speaks() {
            let change = f64::from(later.both.degree(w)) - f64::from(then.both.degree(v));
            let sum = &mut sums[usize::from(assigned[v as usize])];
            *sum = (sum.0 + 1, sum.1 + u32::from(change < 0.0), sum.2 + change);
        }
    }
    let mean = |(people, _, sum): (u32, u32, f64)| {
        Value::ratio(sum, f64::from(people), if said { Why::TooFew } else { Why::NotAsked })
    };
    let [others, exposed] = sums;
    Exposure {
        exposed: exposed.0,
        exposed_fell: exposed.1,
        exposed_change: mean(exposed),
        others: others.0,
        others_fell: others.1,
        others_change: mean(others),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::sketch::Sketch;
    use crate::survey::End;

    #[test]
    fn chosen_contacts_that_people_with_assigned_ties_lose_are_counted_beside_those_of_others() {
        let school = || Sketch::of(&["a b c d e"]).asks("advice");
        let before = school()
            .asks("class_visit")
            .ties("advice", "a>b b>c c>d d>e")
            .says_often(End::From, "class_visit", "a>b", 1.0, Initiative::Assigned)
            .network();
        let after = school().silent("e").ties("advice", "b>c c>d").network();
        let found = exposure(&before, &after);
        // a loses 1 of 1 and b 1 of 2; c keeps two, d loses one of two; of e nothing is known.
        assert_eq!((found.exposed, found.exposed_fell, found.exposed_change), (2, 2, Value::Number(-1.0)));
        assert_eq!((found.others, found.others_fell, found.others_change), (2, 1, Value::Number(-0.5)));
        let unsaid = exposure(&after, &after);
        assert_eq!((unsaid.exposed, unsaid.exposed_change), (0, Value::Undefined(Why::NotAsked)));
    }
}
