//! Who belongs to which group: two-mode membership, as the lists say.

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

/// Ties of the kinds of groups that count as ties: every pair of members, 1/(size − 1) per shared group (Newman 2001),
/// so that a study day of 200 people does not weigh more than a pair.
pub(super) fn ties(survey: &Survey, wave: u32, node_of_person: &[u32]) -> Vec<(u32, u32, f32)> {
    let mut ties: Vec<(u32, u32, f32)> = Vec::new();
    for group in &survey.groups {
        if group.informal || !survey.group_kinds_as_ties.contains(&group.kind) {
            continue;
        }
        let mut nodes: Vec<u32> = group
            .members
            .iter()
            .filter(|&&(w, _)| w == wave)
            .map(|&(_, p)| node_of_person[p as usize])
            .filter(|&n| n != u32::MAX)
            .collect();
        nodes.sort_unstable();
        nodes.dedup();
        for (i, &a) in nodes.iter().enumerate() {
            for &b in &nodes[i + 1..] {
                ties.push((a, b, 1.0 / (nodes.len() as f32 - 1.0)));
            }
        }
    }
    ties.sort_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)).then(x.2.total_cmp(&y.2)));
    ties.dedup_by(|later, first| {
        let same = (later.0, later.1) == (first.0, first.1);
        if same {
            first.2 += later.2;
        }
        same
    });
    ties
}
