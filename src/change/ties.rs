//! Ties kept, made and lost between two waves, and what of that is only people coming and going.

use super::{Course, Matched};
use crate::error::Why;
use crate::measures::Value;
use crate::network::{Network, adjacency::Adjacency, layer::Layer};
use crate::survey::End;

/// What became of the ties of a layer. The accounts add up:
/// ties of the first wave = kept + lost + lost with leavers + not comparable before;
/// ties of the second = kept + new + new with joiners + not comparable after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct TieAccount {
    /// In both waves, between two who stayed.
    pub kept: u64,
    /// Dropped between two who stayed.
    pub lost: u64,
    /// Made between two who stayed.
    pub new: u64,
    /// Gone because an end left.
    pub lost_with_leavers: u64,
    /// There because an end came.
    pub new_with_joiners: u64,
    /// In the first wave; the second cannot tell.
    pub not_comparable_before: u64,
    /// In the second wave; the first cannot tell.
    pub not_comparable_after: u64,
    /// Pairs of stayers known in both waves, from (none, one way, mutual) to (none, one way, mutual).
    pub transitions: [[u64; 3]; 3],
}

impl TieAccount {
    /// Ties between stayers that differ: lost and new.
    pub fn hamming(&self) -> u64 {
        self.lost + self.new
    }

    /// Kept among the ties that stayers had in either wave.
    pub fn jaccard(&self) -> Value {
        Value::ratio(self.kept as f64, (self.kept + self.lost + self.new) as f64, Why::NoTies)
    }

    /// New among the ties that stayers have in the second wave: other rooms, which is often the aim.
    pub fn partner_renewal(&self) -> Value {
        Value::ratio(self.new as f64, (self.kept + self.new) as f64, Why::NoTies)
    }
}

/// One wave of a layer: its ties, and of which ordered pairs silence means "no".
pub struct Seen<'a> {
    network: &'a Network,
    adjacency: Adjacency,
    relations: Vec<Asked>,
}

/// Who answered about a relation.
struct Asked {
    directed: bool,
    within_school: bool,
    from: Option<Vec<bool>>,
    to: Option<Vec<bool>>,
}

impl<'a> Seen<'a> {
    /// A layer of a wave.
    pub fn of(network: &'a Network, layer: &Layer) -> Seen<'a> {
        let mut ids: Vec<u32> = network.questions_of(layer).map(|q| q.relation).collect();
        ids.sort_unstable();
        ids.dedup();
        let relations = ids
            .into_iter()
            .map(|id| {
                let spoken = |end: End| {
                    network
                        .questions_of(layer)
                        .find(|q| q.relation == id && q.end == end)
                        .map(|q| q.answered.iter().map(|r| r.speaks()).collect())
                };
                Asked {
                    directed: network.relations[id as usize].directed,
                    within_school: network.questions_of(layer).filter(|q| q.relation == id).all(|q| q.within_school),
                    from: spoken(End::From),
                    to: spoken(End::To),
                }
            })
            .collect();
        Seen { network, adjacency: network.adjacency(layer), relations }
    }

    /// The ties.
    pub fn adjacency(&self) -> &Adjacency {
        &self.adjacency
    }

    fn has(&self, a: u32, b: u32) -> bool {
        self.adjacency.out.has(a, b)
    }

    /// Whether it is known if there is a tie: there is one, or every relation of the layer was answered about by an end
    /// that was asked.
    pub fn knows(&self, a: u32, b: u32) -> bool {
        self.has(a, b) || self.relations.iter().all(|r| r.knows(self.network, a, b))
    }
}

impl Asked {
    fn knows(&self, network: &Network, a: u32, b: u32) -> bool {
        let says = |who: &Option<Vec<bool>>, v: u32| who.as_ref().is_some_and(|w| w[v as usize]);
        let school = |v: u32| network.member(v).school;
        (!self.within_school || (school(a).is_some() && school(a) == school(b)))
            && (says(&self.from, a)
                || says(&self.to, b)
                || (!self.directed && (says(&self.from, b) || says(&self.to, a))))
    }
}

/// The account of a layer over everybody.
///
/// # Formula
/// Over ordered pairs of people in both waves (stayers and movers): kept, lost and new where both waves know; the rest
/// of each wave's ties by why it cannot be compared.
///
/// # Reads
/// Directed ties; strength ignored.
///
/// # Cost
/// The ties of both waves and, for the transitions, the pairs of stayers: quadratic only in whether each answered.
pub fn tie_account(first: &Seen<'_>, second: &Seen<'_>, matched: &Matched) -> TieAccount {
    account(first, second, matched, |_| true, |_| true)
}

/// The account of a layer within one school: people who are in it in both waves are its stayers, movers leave one
/// school and join another.
pub fn school_tie_account(first: &Seen<'_>, second: &Seen<'_>, matched: &Matched, school: u32) -> TieAccount {
    account(
        first,
        second,
        matched,
        |v| first.network.member(v).school == Some(school),
        |v| second.network.member(v).school == Some(school),
    )
}

fn account(
    first: &Seen<'_>,
    second: &Seen<'_>,
    matched: &Matched,
    in_first: impl Fn(u32) -> bool,
    in_second: impl Fn(u32) -> bool,
) -> TieAccount {
    let mut account = TieAccount::default();
    let later = |v: u32| matched.later(v).filter(|&w| in_second(w));
    let earlier = |v: u32| matched.earlier(v).filter(|&w| in_first(w));
    for a in (0..first.adjacency.len() as u32).filter(|&a| in_first(a)) {
        for &b in first.adjacency.out.of(a).iter().filter(|&&b| in_first(b)) {
            match (later(a), later(b)) {
                (Some(x), Some(y)) if second.has(x, y) => account.kept += 1,
                (Some(x), Some(y)) if second.knows(x, y) => account.lost += 1,
                (Some(_), Some(_)) => account.not_comparable_before += 1,
                _ => account.lost_with_leavers += 1,
            }
        }
    }
    for a in (0..second.adjacency.len() as u32).filter(|&a| in_second(a)) {
        for &b in second.adjacency.out.of(a).iter().filter(|&&b| in_second(b)) {
            match (earlier(a), earlier(b)) {
                (Some(x), Some(y)) if first.has(x, y) => {}
                (Some(x), Some(y)) if first.knows(x, y) => account.new += 1,
                (Some(_), Some(_)) => account.not_comparable_after += 1,
                _ => account.new_with_joiners += 1,
            }
        }
    }
    let stayers: Vec<(u32, u32)> = matched
        .people
        .iter()
        .filter(|p| matches!(p.2, Course::Stayer | Course::Mover))
        .filter_map(|&(a, b, _)| Some((a?, b?)))
        .filter(|&(a, b)| in_first(a) && in_second(b))
        .collect();
    transitions(first, second, &stayers, &mut account);
    account
}

/// Pairs of stayers known both ways in both waves, sorted by what they were and became.
fn transitions(first: &Seen<'_>, second: &Seen<'_>, stayers: &[(u32, u32)], account: &mut TieAccount) {
    let kind = |seen: &Seen<'_>, a: u32, b: u32| {
        (seen.knows(a, b) && seen.knows(b, a)).then(|| usize::from(seen.has(a, b)) + usize::from(seen.has(b, a)))
    };
    for (i, &(a, x)) in stayers.iter().enumerate() {
        for &(b, y) in &stayers[i + 1..] {
            if let (Some(was), Some(is)) = (kind(first, a, b), kind(second, x, y)) {
                account.transitions[was][is] += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::sketch::Sketch;

    /// T9 of the worked cases: wave 1 a..e, wave 2 b..f, all answered.
    #[test]
    fn turnover_is_told_apart_from_change() {
        let one = Sketch::of(&["a b c d e"]).asks("class_visit").ties("class_visit", "a>b b>a c>b d>c").network();
        let two = Sketch::of(&["b c d e f"]).asks("class_visit").ties("class_visit", "c>b b>c d>c f>e").network();
        // The second sketch numbers its people from 0 again: person 1 of the first is person 0 of the second.
        let matched = Matched {
            people: (0..6u32)
                .map(|p| match p {
                    0 => (Some(0), None, Course::Leaver),
                    5 => (None, Some(4), Course::Joiner),
                    _ => (Some(p), Some(p - 1), Course::Stayer),
                })
                .collect(),
            second_of_first: vec![None, Some(0), Some(1), Some(2), Some(3)],
            first_of_second: vec![Some(1), Some(2), Some(3), Some(4), None],
        };
        let layer = Layer::open_door();
        let account = tie_account(&Seen::of(&one, &layer), &Seen::of(&two, &layer), &matched);
        assert_eq!((account.kept, account.new, account.lost), (2, 1, 0));
        assert_eq!((account.lost_with_leavers, account.new_with_joiners), (2, 1));
        assert_eq!(account.jaccard().number(), Some(2.0 / 3.0));
        assert_eq!(account.transitions, [[4, 0, 0], [0, 1, 1], [0, 0, 0]]);
    }
}
