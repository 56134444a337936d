//! Ties kept, made and lost between two waves, and what of that is only people coming and going.

use super::Matched;
use super::panel::{Comparable, Pair, Panel, comparable, pairs};
pub use super::seen::Seen;
use crate::error::Why;
use crate::measures::Value;
use serde::{Deserialize, Serialize};

/// What became of the ties of a layer. The accounts add up:
/// ties of the first wave = kept + lost + lost with leavers + not comparable before;
/// ties of the second = kept + new + new with joiners + not comparable after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
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
    /// Ordered pairs of stayers.
    pub pairs: u64,
    /// Of these, those that both waves know.
    pub pairs_compared: u64,
}

impl TieAccount {
    /// Ties of the first wave.
    pub fn before(&self) -> u64 {
        self.kept + self.lost + self.lost_with_leavers + self.not_comparable_before
    }

    /// Ties of the second wave.
    pub fn after(&self) -> u64 {
        self.kept + self.new + self.new_with_joiners + self.not_comparable_after
    }

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

    /// Density among stayers, over ordered pairs that both waves know: in the first wave, in the second.
    pub fn density(&self) -> (Value, Value) {
        let of = |ties: u64| Value::ratio(ties as f64, self.pairs_compared as f64, Why::TooFew);
        (of(self.kept + self.lost), of(self.kept + self.new))
    }

    /// Share of ties that are returned, over pairs of stayers that both waves know both ways: in the first wave, in the
    /// second.
    pub fn reciprocity(&self) -> (Value, Value) {
        let of =
            |one_way: u64, mutual: u64| Value::ratio(2.0 * mutual as f64, (2 * mutual + one_way) as f64, Why::NoTies);
        let was = |kind: usize| self.transitions[kind].iter().sum::<u64>();
        let is = |kind: usize| self.transitions.iter().map(|t| t[kind]).sum::<u64>();
        (of(was(1), was(2)), of(is(1), is(2)))
    }
}

/// Who an account is about.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Accounts {
    /// Each school: people who are in it in both waves are its stayers; movers leave one and join another.
    pub schools: Vec<TieAccount>,
    /// Everybody.
    pub group: TieAccount,
    /// Everybody in either wave, in the order of [`Matched::people`]: ties of which this person is an end.
    pub people: Vec<TieAccount>,
    /// Pairs of stayers with a tie in either wave.
    pub pairs: Vec<Pair>,
}

/// The accounts of a layer: of everybody, of each school, of each person.
///
/// # Formula
/// Over ordered pairs of people in both waves (stayers and movers): kept, lost and new where both waves know; the rest
/// of each wave's ties by why it cannot be compared.
///
/// # Reads
/// Directed ties between people who are no outsiders; strength ignored.
///
/// # Cost
/// The ties of both waves; pairs without a tie are counted by what their ends answered.
///
/// # Example
/// ```
/// use staffroom::{change::{Matched, panel::Panel, ties::{Seen, accounts}}, network::{Network, layer::Layer}};
/// let first = Network::of_school(3).tie(0, 1, "advice").tie(1, 2, "advice");
/// let second = Network::of_school(3).tie(0, 1, "advice").tie(1, 0, "advice");
/// let (matched, layer) = (Matched::of(&first, &second), Layer::all());
/// let panel = Panel::of(&first, &second, &matched);
/// let group = accounts(&Seen::of(&first, &layer), &Seen::of(&second, &layer), &matched, &panel).group;
/// assert_eq!((group.kept, group.lost, group.new, group.hamming()), (1, 1, 1, 2));
/// ```
pub fn accounts(first: &Seen<'_>, second: &Seen<'_>, matched: &Matched, panel: &Panel) -> Accounts {
    let schools = first.network().schools.max(second.network().schools) as usize;
    let mut made = Accounts {
        schools: vec![TieAccount::default(); schools],
        group: TieAccount::default(),
        people: vec![TieAccount::default(); matched.people.len()],
        pairs: pairs(first, second, panel),
    };
    let (of_first, of_second) = places(matched, first.network().len(), second.network().len());
    let (then, now) = (first.network(), second.network());
    let staff = |network: &crate::network::Network, v: u32| !network.member(v).outside;
    let own = |network: &crate::network::Network, a: u32, b: u32| {
        network.member(a).school.filter(|s| network.member(b).school == Some(*s))
    };
    for a in (0..then.len() as u32).filter(|&a| staff(then, a)) {
        for &b in first.adjacency().out.of(a).iter().filter(|&&b| staff(then, b)) {
            let there = |v: u32| panel.place_of_first(v).map(|p| panel.stayers[p as usize]);
            let ends = there(a).zip(there(b));
            let fate = |account: &mut TieAccount, ends: Option<(u32, u32)>| match ends {
                Some((x, y)) if second.has(x, y) => account.kept += 1,
                Some((x, y)) if second.knows(x, y) => account.lost += 1,
                Some(_) => account.not_comparable_before += 1,
                None => account.lost_with_leavers += 1,
            };
            let later = ends.map(|(x, y)| (x.second, y.second));
            fate(&mut made.group, later);
            for end in [a, b] {
                fate(&mut made.people[of_first[end as usize] as usize], later);
            }
            if let Some(school) = own(then, a, b) {
                let stayed = ends.filter(|(x, y)| x.school == Some(school) && y.school == Some(school));
                fate(&mut made.schools[school as usize], stayed.map(|(x, y)| (x.second, y.second)));
            }
        }
    }
    for a in (0..now.len() as u32).filter(|&a| staff(now, a)) {
        for &b in second.adjacency().out.of(a).iter().filter(|&&b| staff(now, b)) {
            let there = |v: u32| panel.place_of_second(v).map(|p| panel.stayers[p as usize]);
            let ends = there(a).zip(there(b));
            let fate = |account: &mut TieAccount, ends: Option<(u32, u32)>| match ends {
                Some((x, y)) if first.has(x, y) => {}
                Some((x, y)) if first.knows(x, y) => account.new += 1,
                Some(_) => account.not_comparable_after += 1,
                None => account.new_with_joiners += 1,
            };
            let earlier = ends.map(|(x, y)| (x.first, y.first));
            fate(&mut made.group, earlier);
            for end in [a, b] {
                fate(&mut made.people[of_second[end as usize] as usize], earlier);
            }
            if let Some(school) = own(now, a, b) {
                let stayed = ends.filter(|(x, y)| x.school == Some(school) && y.school == Some(school));
                fate(&mut made.schools[school as usize], stayed.map(|(x, y)| (x.first, y.first)));
            }
        }
    }
    transitions(&mut made, first, second, panel);
    made
}

/// Place among the people of [`Matched`], by node of each wave.
fn places(matched: &Matched, first: usize, second: usize) -> (Vec<u32>, Vec<u32>) {
    let (mut of_first, mut of_second) = (vec![0; first], vec![0; second]);
    for (place, person) in matched.people.iter().enumerate() {
        if let Some(a) = person.0 {
            of_first[a as usize] = place as u32;
        }
        if let Some(b) = person.1 {
            of_second[b as usize] = place as u32;
        }
    }
    (of_first, of_second)
}

/// Pairs of stayers known both ways in both waves, sorted by what they were and became; and how many can be compared.
fn transitions(made: &mut Accounts, first: &Seen<'_>, second: &Seen<'_>, panel: &Panel) {
    let fill = |account: &mut TieAccount, count: Comparable, tied: &mut dyn Iterator<Item = Pair>| {
        (account.pairs, account.pairs_compared) = (count.all, count.known);
        account.transitions[0][0] = count.never_tied;
        for pair in tied.filter(|p| p.known == 3) {
            account.transitions[pair.was.count_ones() as usize][pair.is.count_ones() as usize] += 1;
        }
    };
    let everybody: Vec<u32> = (0..panel.stayers.len() as u32).collect();
    let pairs = &made.pairs;
    let count = comparable(first, second, panel, &everybody, pairs.iter().copied(), false);
    fill(&mut made.group, count, &mut pairs.iter().copied());
    let mut inside: Vec<Vec<Pair>> = vec![Vec::new(); made.schools.len()];
    for pair in pairs {
        if let Some(school) = pair.school(panel) {
            inside[school as usize].push(*pair);
        }
    }
    let by_school = panel.by_school(made.schools.len() as u32);
    for ((account, places), tied) in made.schools.iter_mut().zip(&by_school).zip(&inside) {
        let count = comparable(first, second, panel, places, tied.iter().copied(), true);
        fill(account, count, &mut tied.iter().copied());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{layer::Layer, sketch::Sketch};

    /// T9 of the worked cases: wave 1 a..e, wave 2 b..f, all answered. The sketches number people from 0 again.
    fn t9(leavers: usize, one: &Sketch, two: &Sketch) -> Accounts {
        let (one, mut two) = (one.survey(), two.survey());
        let people = two.people.len();
        two.waves[0].staff.iter_mut().for_each(|s| s.person += leavers as u32);
        two.ties.iter_mut().for_each(|t| (t.from, t.to) = (t.from + leavers as u32, t.to + leavers as u32));
        two.people = vec![crate::survey::Person::default(); people + leavers];
        let (one, two) = (crate::network::Network::of_wave(&one, 0), crate::network::Network::of_wave(&two, 0));
        let matched = Matched::of(&one, &two);
        let layer = Layer::open_door();
        accounts(&Seen::of(&one, &layer), &Seen::of(&two, &layer), &matched, &Panel::of(&one, &two, &matched))
    }

    #[test]
    fn turnover_is_told_apart_from_change() {
        let one = Sketch::of(&["a b c d e"]).asks("class_visit").ties("class_visit", "a>b b>a c>b d>c");
        let two = Sketch::of(&["b c d e f"]).asks("class_visit").ties("class_visit", "c>b b>c d>c f>e");
        let made = t9(1, &one, &two);
        for account in [made.group, made.schools[0]] {
            assert_eq!((account.kept, account.new, account.lost), (2, 1, 0));
            assert_eq!((account.lost_with_leavers, account.new_with_joiners), (2, 1));
            assert_eq!(account.jaccard().number(), Some(2.0 / 3.0));
            assert_eq!(account.transitions, [[4, 0, 0], [0, 1, 1], [0, 0, 0]]);
            assert_eq!((account.density().0.number(), account.density().1.number()), (Some(2.0 / 12.0), Some(0.25)));
        }
        // b: a>b and b>a gone with a; c>b kept and b>c new.
        let b = made.people[1];
        assert_eq!((b.kept, b.new, b.lost, b.lost_with_leavers), (1, 1, 0, 2));
    }

    #[test]
    fn a_tie_to_somebody_whose_form_is_missing_is_neither_kept_nor_lost() {
        let one = Sketch::of(&["a b c d e"]).asks("class_visit").ties("class_visit", "a>b b>a c>b d>c");
        let two = Sketch::of(&["b c d e f"]).silent("c d").asks("class_visit").ties("class_visit", "c>b b>c d>c f>e");
        let group = t9(1, &one, &two).group;
        // c and d did not say whom they visited: c>b and d>c cannot be told; b>c is new.
        assert_eq!((group.kept, group.new, group.lost), (0, 1, 0));
        assert_eq!((group.not_comparable_before, group.before(), group.after()), (2, 4, 2));
        // Of 12 ordered pairs those from c and d drop out; both ways known: b-e, and b-c is not.
        assert_eq!((group.pairs, group.pairs_compared), (12, 6));
        assert_eq!(group.transitions, [[1, 0, 0], [0, 0, 0], [0, 0, 0]]);
    }
}
