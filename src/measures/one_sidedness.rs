//! One-sidedness between roles: who names whom without being named back.

use crate::network::{Network, adjacency::Adjacency};
use crate::survey::Role;
use serde::{Deserialize, Serialize};

/// Ties from people of one role to people of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RolePair {
    /// The role of those who name.
    pub from: Role,
    /// The role of those who are named.
    pub to: Role,
    /// Ties whose named end answered, so that it could have been returned.
    pub ties: u32,
    /// Of these, returned.
    pub returned: u32,
}

/// How often ties from one role to another are returned.
///
/// # Formula
/// For each ordered pair of roles, `ties = |{ (i, j) : i names j }|` and `returned = |{ (i, j) : i names j and j names
/// i }|`.
///
/// # Reads
/// Arcs of a layer whose both ends answered; `answered` by node.
///
/// # Value
/// Pairs of roles with a tie, in the order of the roles; empty without a role column.
///
/// # Cost
/// One pass over the ties.
///
/// # Source
/// The measurement design of this program (`domain.md` 1.5, micropolitics). It shows asymmetry and judges nobody.
///
/// # Example
/// ```
/// use staffroom::{measures::one_sidedness::role_pairs, network::{Network, layer::Layer}};
/// let school = Network::of_school(3).tie(0, 1, "advice").tie(1, 0, "advice").tie(0, 2, "advice");
/// let layer = Layer::all();
/// let pairs = role_pairs(&school, &school.adjacency(&layer), &school.answered(&layer));
/// assert_eq!((pairs[0].ties, pairs[0].returned), (3, 2)); // all are teachers
/// ```
pub fn role_pairs(network: &Network, adjacency: &Adjacency, answered: &[crate::survey::Response]) -> Vec<RolePair> {
    let role: Vec<Role> = network.members().map(|m| m.role).collect();
    let mut counts = std::collections::BTreeMap::<(Role, Role), (u32, u32)>::new();
    let spoke = |v: u32| answered[v as usize].speaks() && role[v as usize] != Role::NotSaid;
    for a in (0..adjacency.len() as u32).filter(|&a| spoke(a)) {
        for &b in adjacency.out.of(a).iter().filter(|&&b| spoke(b)) {
            let slot = counts.entry((role[a as usize], role[b as usize])).or_default();
            slot.0 += 1;
            slot.1 += u32::from(adjacency.out.has(b, a));
        }
    }
    counts.into_iter().map(|((from, to), (ties, returned))| RolePair { from, to, ties, returned }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::layer::Layer;
    use crate::network::sketch::Sketch;

    #[test]
    fn what_is_asked_of_the_director_and_not_returned_shows_and_silence_does_not_count() {
        let sketch = Sketch::of(&["a b c d"])
            .role("d", Role::Director)
            .silent("c")
            .asks("advice")
            .ties("advice", "a>d b>d a>b b>a a>c");
        let network = sketch.network();
        let layer = Layer::all();
        let pairs = role_pairs(&network, &network.adjacency(&layer), &network.answered(&layer));
        let found: Vec<_> = pairs.iter().map(|p| (p.from, p.to, p.ties, p.returned)).collect();
        assert_eq!(found, [(Role::Teacher, Role::Teacher, 2, 2), (Role::Teacher, Role::Director, 2, 0)]);
    }
}
