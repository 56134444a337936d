//! The same wave with some of its people only.

use super::groups::Membership;
use super::{Member, Network, Placed};
use crate::survey::Question;
use std::sync::OnceLock;

impl Network {
    /// The network of some of its people: the ties, answers and memberships among them.
    ///
    /// `nodes` are sorted; `keeps_school` says of each whether they are still counted with their school, or with none.
    /// The roster is that of those who are left.
    ///
    /// ```
    /// use staffroom::network::{Network, layer::Layer};
    /// let school = Network::of_school(4).tie(0, 1, "advice").tie(2, 3, "advice");
    /// let some = school.among(&[0, 2, 3], |node| node != 2);
    /// assert_eq!((some.len(), some.adjacency(&Layer::all()).arcs()), (3, 1));
    /// assert_eq!((some.member(1).person, some.member(2).school), (3, None));
    /// ```
    #[must_use]
    pub fn among(&self, nodes: &[u32], keeps_school: impl Fn(u32) -> bool) -> Network {
        let (mut nodes, last): (Vec<u32>, Vec<u32>) = nodes.iter().partition(|&&v| keeps_school(v));
        let homes = nodes.len();
        nodes.extend(last);
        let nodes = &nodes[..];
        let mut place = vec![u32::MAX; self.len()];
        for (at, &node) in nodes.iter().enumerate() {
            place[node as usize] = at as u32;
        }
        let mut roster: Vec<u32> = (0..nodes.len() as u32).collect();
        roster.sort_by_key(|&at| self.member(nodes[at as usize]).position);
        let mut position = vec![0u32; nodes.len()];
        for (p, &at) in roster.iter().enumerate() {
            position[at as usize] = p as u32;
        }
        let people = nodes.iter().enumerate().map(|(at, &node)| {
            let member = self.member(node).clone();
            Member { position: position[at], school: member.school.filter(|_| at < homes), ..member }
        });
        let people: Vec<Member> = people.collect();
        let ties = self.ties.iter().map(|tie| {
            let (from, to) = (place[tie.from as usize], place[tie.to as usize]);
            Placed { from, to, ..*tie }
        });
        let ties: Vec<Placed> = ties.filter(|tie| tie.from != u32::MAX && tie.to != u32::MAX).collect();
        let question = |q: &Question| q.seated(nodes.iter().copied());
        let membership = |m: &Membership| {
            let mut nodes: Vec<u32> = m.nodes.iter().map(|&v| place[v as usize]).filter(|&v| v != u32::MAX).collect();
            nodes.sort_unstable();
            (!nodes.is_empty()).then(|| Membership { nodes, ..m.clone() })
        };
        let group_ties = self.group_ties.iter().filter_map(|&(a, b, strength)| {
            let (a, b) = (place[a as usize], place[b as usize]);
            (a != u32::MAX && b != u32::MAX).then_some((a.min(b), a.max(b), strength))
        });
        let mut group_ties: Vec<(u32, u32, f32)> = group_ties.collect();
        group_ties.sort_by_key(|t| (t.0, t.1));
        Network {
            questions: self.questions.iter().map(question).collect(),
            group_ties,
            memberships: self.memberships.iter().filter_map(membership).collect(),
            relations: self.relations.clone(),
            topics: self.topics.clone(),
            of_schools: super::order::of_schools(&people, self.schools as usize),
            people,
            runs: super::runs(&ties),
            ties,
            graph: OnceLock::new(),
            node_of_position: roster,
            reading: self.reading,
            include_guided: self.include_guided,
            wave: self.wave,
            schools: self.schools,
        }
    }
}
