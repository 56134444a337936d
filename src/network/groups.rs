//! Who belongs to which group: two-mode membership, as the lists say.

use super::Network;
use crate::survey::Survey;

/// A group and those of its members who are there in a wave.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Membership {
    /// Index into `Survey::groups`.
    pub group: u32,
    /// Formal unless said otherwise.
    pub informal: bool,
    /// Its members in this wave, by node, sorted.
    pub nodes: Vec<u32>,
}

/// The groups that have a member in a wave, in the order of the survey. `node_of_person` holds `u32::MAX` for those
/// who are not there.
pub(super) fn memberships(survey: &Survey, wave: u32, node_of_person: &[u32]) -> Vec<Membership> {
    let mut list = Vec::new();
    for (group, g) in survey.groups.iter().enumerate() {
        let there = g.members.iter().filter(|m| m.0 == wave).map(|m| node_of_person[m.1 as usize]);
        let mut nodes: Vec<u32> = there.filter(|&n| n != u32::MAX).collect();
        nodes.sort_unstable();
        nodes.dedup();
        if !nodes.is_empty() {
            list.push(Membership { group: group as u32, informal: g.informal, nodes });
        }
    }
    list
}

impl Network {
    /// The nodes of a school's people: they stand together.
    ///
    /// ```
    /// use staffroom::network::Network;
    /// assert_eq!(Network::of_schools(&[3, 2]).nodes_of_school(1), 3..5);
    /// ```
    pub fn nodes_of_school(&self, school: u32) -> std::ops::Range<u32> {
        self.of_schools[school as usize].clone()
    }
}
