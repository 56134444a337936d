//! Formal structures: how many people they reach, which of them share members, and who holds them together.

use super::Sources;
use crate::error::Why;
use crate::measures::Value;
use crate::measures::knotting::{links_groups, shared_members};
use serde::{Deserialize, Serialize};

/// A group in this wave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GroupSize {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Its kind: `team`, `data_team`, …
    pub kind: String,
    /// An informal one.
    pub informal: bool,
    /// Members in this wave.
    pub members: u32,
}

/// Two groups with members in common.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SharedGroups {
    /// Id of the first.
    pub a: String,
    /// Id of the second.
    pub b: String,
    /// Members of both.
    pub shared: u32,
    /// Members of both over members of either.
    pub jaccard: f64,
}

pub(super) fn sizes(sources: &Sources<'_>) -> Vec<GroupSize> {
    let size = |m: &crate::network::groups::Membership| {
        let group = &sources.survey.groups[m.group as usize];
        GroupSize {
            id: group.id.clone(),
            name: group.name.clone(),
            kind: group.kind.clone(),
            informal: group.informal,
            members: m.nodes.len() as u32,
        }
    };
    sources.network.memberships.iter().map(size).collect()
}

pub(super) fn shared(sources: &Sources<'_>) -> Vec<SharedGroups> {
    let id = |group: u32| sources.survey.groups[group as usize].id.clone();
    let pairs = shared_members(sources.network).into_iter();
    pairs.map(|p| SharedGroups { a: id(p.a), b: id(p.b), shared: p.shared, jaccard: p.jaccard }).collect()
}

/// The share of people who are in a group: by school, then everybody; `NotAsked` without groups.
pub(super) fn in_groups(sources: &Sources<'_>) -> Vec<Value> {
    let mut is_in = vec![false; sources.network.len()];
    sources.network.memberships.iter().flat_map(|m| &m.nodes).for_each(|&v| is_in[v as usize] = true);
    by_school(sources, &is_in, |people, marked| Value::ratio(marked, people, Why::TooFew))
}

/// How many people's leaving would cut groups apart: by school, then everybody; `NotAsked` without groups.
pub(super) fn linking_people(sources: &Sources<'_>) -> Vec<Value> {
    by_school(sources, &links_groups(sources.network), |_, marked| Value::Number(marked))
}

fn by_school(sources: &Sources<'_>, marked: &[bool], value: impl Fn(f64, f64) -> Value) -> Vec<Value> {
    let schools = sources.schools();
    if sources.network.memberships.is_empty() {
        return vec![Value::Undefined(Why::NotAsked); schools + 1];
    }
    let mut counts = vec![(0.0, 0.0); schools + 1];
    for (m, &is_marked) in sources.network.members().zip(marked).filter(|(m, _)| !m.outside) {
        for row in m.school.map(|s| s as usize).into_iter().chain([schools]) {
            counts[row].0 += 1.0;
            counts[row].1 += f64::from(u8::from(is_marked));
        }
    }
    counts.into_iter().map(|(people, marked)| value(people, marked)).collect()
}
