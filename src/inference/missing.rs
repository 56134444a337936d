//! What missing answers could change: bounds, other readings of the reports, and those who answered among themselves.
//!
//! Nothing is imputed. Each figure stands beside what it would be if every tie that nobody could tell were absent,
//! present, or returned where the other end names it; if only what both ends say counted, or what either says; and
//! among the people who answered alone.

#[cfg(test)]
mod cases;

use super::told::{Figure, TREATED};
use crate::error::Why;
use crate::measures::cohesion::dyads::Dyads;
use crate::measures::ground::{SHARE_FROM, schools};
use crate::measures::isolation::not_told;
use crate::measures::{Column, Kind, Made, Scene, Scope, Value};
use crate::network::adjacency::Adjacency;
use crate::network::sight::{Sight, Told};
use crate::survey::reconcile::{Reading, State};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// How missing or doubtful ties are treated: ending of a column's name.
pub const TREATMENTS: [&str; 6] = ["all_absent", "all_present", "all_returned", "confirmed", "either", "respondents"];

/// Columns about persons: isolated whatever the missing answers; isolated once only confirmed ties count. Of somebody
/// whose answer about a tie could not be used neither can be told.
pub const OF_PEOPLE: [&str; 2] = ["isolate_certain", "isolate_confirmed"];

/// Pairs of people of whom both directions are certain, one of the two, neither; and ordered pairs that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Dyadic {
    full: i64,
    half: i64,
    none: i64,
    known: i64,
}

/// What somebody settles for certain, and so that it is known.
type Settles = (Told, Told);

impl Dyadic {
    fn plus(self, other: Dyadic, times: i64) -> Dyadic {
        Dyadic {
            full: self.full + times * other.full,
            half: self.half + times * other.half,
            none: self.none + times * other.none,
            known: self.known + times * other.known,
        }
    }

    fn all(self) -> i64 {
        self.full + self.half + self.none
    }

    /// Among people who told so much, each of `a` with each of `b`, or all with each other.
    fn among(people: &BTreeMap<Settles, i64>, need: u128) -> Dyadic {
        let mut sum = Dyadic::default();
        for (k, (&c, &n)) in people.iter().enumerate() {
            for (l, (&d, &m)) in people.iter().enumerate().take(k + 1) {
                let pairs = if k == l { n * (n - 1) / 2 } else { n * m };
                let known = |a: Settles, b: Settles| i64::from(Sight::seen(a.1, b.1, need));
                sum.known += pairs * (known(c, d) + known(d, c));
                match (Sight::seen(c.0, d.0, need), Sight::seen(d.0, c.0, need)) {
                    (true, true) => sum.full += pairs,
                    (false, false) => sum.none += pairs,
                    _ => sum.half += pairs,
                }
            }
        }
        sum
    }
}

/// Ties by what could be seen of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Tied {
    arcs: i64,
    pairs: i64,
    /// Arcs that could be seen.
    seen_arcs: i64,
    /// Arcs on pairs that are known.
    known_arcs: i64,
    /// Connected pairs of which both directions could be seen, and mutual ones among them.
    full: i64,
    full_mutual: i64,
    /// Pairs of which one direction could be seen, and is a tie.
    half_seen: i64,
    /// One-way pairs whose other direction could not be seen.
    open: i64,
}

impl Tied {
    fn add(&mut self, (forth, back): (bool, bool), (sees_forth, sees_back): (bool, bool)) {
        self.arcs += i64::from(forth) + i64::from(back);
        self.pairs += 1;
        self.seen_arcs += i64::from(forth && sees_forth) + i64::from(back && sees_back);
        match (sees_forth, sees_back) {
            (true, true) => {
                self.full += 1;
                self.full_mutual += i64::from(forth && back);
            }
            (true, false) => self.half_seen += i64::from(forth),
            (false, true) => self.half_seen += i64::from(back),
            (false, false) => {}
        }
        self.open += i64::from((forth && !back && !sees_back) || (back && !forth && !sees_forth));
    }

    fn plus(self, other: Tied, times: i64) -> Tied {
        Tied {
            arcs: self.arcs + times * other.arcs,
            pairs: self.pairs + times * other.pairs,
            seen_arcs: self.seen_arcs + times * other.seen_arcs,
            known_arcs: self.known_arcs + times * other.known_arcs,
            full: self.full + times * other.full,
            full_mutual: self.full_mutual + times * other.full_mutual,
            half_seen: self.half_seen + times * other.half_seen,
            open: self.open + times * other.open,
        }
    }
}

/// Arcs and connected pairs of some people under a treatment, and how many ordered pairs there are, with the arcs on
/// these: where reports are read otherwise, only pairs that are known count for density.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Counted {
    arcs: i64,
    pairs: i64,
    on_possible: i64,
    possible: i64,
}

impl Counted {
    fn density(self) -> Value {
        Value::ratio(self.on_possible as f64, self.possible as f64, Why::TooFew)
    }

    fn reciprocity(self) -> Value {
        let (mutual, asymmetric) = (self.arcs - self.pairs, 2 * self.pairs - self.arcs);
        Dyads { mutual: mutual.max(0) as u64, asymmetric: asymmetric.max(0) as u64, null: 0 }.reciprocity_pairs()
    }
}

/// The three bounds from what could be seen.
fn bounds(dyads: Dyadic, tied: Tied) -> [Counted; 3] {
    let possible = 2 * dyads.all();
    // All present: whatever could not be seen is a tie.
    let of = |arcs: i64, pairs: i64| Counted { arcs, pairs, on_possible: arcs, possible };
    let present = of(tied.seen_arcs + dyads.half + 2 * dyads.none, tied.full + dyads.half + dyads.none);
    [of(tied.arcs, tied.pairs), present, of(tied.arcs + tied.open, tied.pairs)]
}

/// One layer with its other readings; a reading that changes no tie is the layer itself.
struct Layers<'a> {
    scene: &'a Scene<'a>,
    confirmed: Option<Adjacency>,
    either: Option<Adjacency>,
    /// What no missing form could change.
    sight: Sight,
    /// What is known as reports are read.
    known: Sight,
    school: Vec<u32>,
    answered: Vec<bool>,
    /// Without a tie it cannot be told whether they are alone.
    not_told: Vec<bool>,
}

/// No school, and outside.
const NO_SCHOOL: u32 = u32::MAX;

/// What every figure of a layer becomes under each treatment, as columns of the layer and of each school; and of each
/// person called isolated, whether that is certain.
///
/// # Formula
/// A tie is *unknown* when nobody who was asked about it answered. *All absent*: unknown ties are none; *all present*:
/// every one is a tie; *all returned*: an unknown tie is one where the other end names it. *Confirmed*, *either*: what
/// both ends say, what one of them says (over the pairs that could be seen). *Respondents*: people who did not answer
/// are left out with their ties. Density, mutual pairs of connected ones, isolates, E-I.
///
/// # Reads
/// One layer; outsiders left out. Where the layer was asked within schools, only pairs within them.
///
/// # Value
/// As the figure itself. Isolates are people without any tie: with *all absent* those who did not answer are among
/// them, with *all present* only those of whom every pair could be seen. Whoever named somebody in an answer that could
/// not be used is one with *all absent* and *all returned* alone.
///
/// # Cost
/// A few walks over the ties.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.6); listwise deletion as the worst choice: Smith, Morgan and
/// Moody (2022), *Social Networks* 68:148–178.
pub(crate) fn columns(scene: &Scene<'_>) -> Vec<Made> {
    let network = scene.network;
    let doubtful = |r: Reading| {
        let differs = |s: State| s.is_tie(r) != s.is_tie(network.reading);
        network.reported().any(|(_, _, link)| differs(link.state))
    };
    let under = |r: Reading| doubtful(r).then(|| network.adjacency_under(scene.layer, r));
    let layers = Layers {
        scene,
        confirmed: under(Reading::Confirmed),
        either: under(Reading::Either),
        sight: Sight::for_certain(network, scene.layer),
        known: Sight::of(network, scene.layer),
        school: network.members().map(|m| m.school.filter(|_| !m.outside).unwrap_or(NO_SCHOOL)).collect(),
        answered: scene.answered.iter().zip(network.members()).map(|(r, m)| r.speaks() && !m.outside).collect(),
        not_told: not_told(network, scene.layer),
    };
    layers.columns()
}

impl Layers<'_> {
    fn columns(&self) -> Vec<Made> {
        let network = self.scene.network;
        let every: Vec<u32> = (0..network.len() as u32).filter(|&v| !network.member(v).outside).collect();
        let schools = schools(network);
        let certain = self.certain(&every);
        let of_schools = || -> Vec<[Figures; 6]> {
            let inside = |nodes: &Vec<u32>| self.inside(nodes, &certain);
            if every.len() < SHARE_FROM {
                schools.iter().map(inside).collect()
            } else {
                schools.par_iter().map(inside).collect()
            }
        };
        let (inside, group) = rayon::join(of_schools, || self.group(&every, &schools, &certain));
        let row = |f: &Figures| [f.counted.density(), f.counted.reciprocity(), Value::Number(f.isolates as f64)];
        let (mut of_layer, mut of_school) = (Vec::new(), Vec::new());
        for (t, treatment) in TREATMENTS.iter().enumerate() {
            for (m, Figure { name: measure, .. }) in TREATED.iter().enumerate() {
                let name = format!("{measure}_{treatment}");
                if *measure == "ei_index" {
                    let value = group[t].ei.map_or(Value::Undefined(Why::NotAsked), |(across, within)| {
                        Value::ratio((across - within) as f64, (across + within) as f64, Why::NoTies)
                    });
                    of_layer.push(Column::new(name, Kind::Number, [value]));
                    continue;
                }
                let kind = if *measure == "isolates" { Kind::Count } else { Kind::Share };
                let rows = inside.iter().map(|of| row(&of[t])[m]).chain([row(&group[t])[m]]);
                of_school.push(Column::new(name.clone(), kind.clone(), rows));
                of_layer.push(Column::new(name, kind, [row(&group[t])[m]]));
            }
        }
        vec![
            Made::new(Scope::Layer, of_layer),
            Made::new(Scope::School, of_school),
            Made::new(Scope::Person, self.people(&certain)),
        ]
    }

    fn reading(&self, treatment: usize) -> &Adjacency {
        let other = match treatment {
            3 => self.confirmed.as_ref(),
            4 => self.either.as_ref(),
            _ => None,
        };
        other.unwrap_or(self.scene.adjacency)
    }

    fn same_school(&self, a: u32, b: u32) -> bool {
        let (p, q) = (self.school[a as usize], self.school[b as usize]);
        p == q && p != NO_SCHOOL
    }

    fn settles(&self, v: u32) -> Settles {
        (self.sight.told(v), self.known.told(v))
    }

    /// Whom everybody's pairs could be seen with: by node, whether all of them were.
    fn certain(&self, every: &[u32]) -> Vec<bool> {
        let mut all: BTreeMap<Told, i64> = BTreeMap::new();
        let mut own: BTreeMap<(u32, Told), i64> = BTreeMap::new();
        for &v in every {
            *all.entry(self.sight.told(v)).or_default() += 1;
            *own.entry((self.school[v as usize], self.sight.told(v))).or_default() += 1;
        }
        let is_certain = |school: u32, told: Told| {
            let sees = |other: Told, need: u128| {
                need == 0 || (Sight::seen(told, other, need) && Sight::seen(other, told, need))
            };
            let inside =
                |other: Told| if school == NO_SCHOOL { 0 } else { own.get(&(school, other)).copied().unwrap_or(0) };
            all.iter().all(|(&other, &many)| {
                let within = inside(other);
                let me = i64::from(other == told);
                let (near, far) = if school == NO_SCHOOL { (0, many - me) } else { (within - me, many - within) };
                (near == 0 || sees(other, self.sight.asked)) && (far == 0 || sees(other, self.sight.across))
            })
        };
        // The same of everybody in a school who answered the same.
        let certain_of: BTreeMap<(u32, Told), bool> =
            own.keys().map(|&(school, told)| ((school, told), is_certain(school, told))).collect();
        let mut certain = vec![false; self.school.len()];
        let (mut last, mut of_last) = (None, false);
        for &v in every {
            let key = (self.school[v as usize], self.sight.told(v));
            if last != Some(key) {
                (last, of_last) = (Some(key), certain_of.get(&key).is_some_and(|&certain| certain));
            }
            certain[v as usize] = of_last;
        }
        certain
    }

    /// People without a tie under each treatment.
    fn isolates(&self, nodes: &[u32], certain: &[bool]) -> [u64; 6] {
        let alone = |graph: &Adjacency, v: u32| graph.both.degree(v) == 0;
        let count = |f: &dyn Fn(u32) -> bool| nodes.iter().filter(|&&v| f(v)).count() as u64;
        let seen = self.scene.adjacency;
        let answered = |v: u32| self.answered[v as usize];
        // Whoever named somebody in vain may have that tie, and so may whoever is meant.
        let told = |v: u32| answered(v) && !self.not_told[v as usize];
        let without = |v: u32| !seen.both.of(v).iter().any(|&w| answered(w));
        [
            count(&|v| alone(seen, v)),
            count(&|v| alone(seen, v) && certain[v as usize] && told(v)),
            count(&|v| alone(seen, v)),
            count(&|v| told(v) && alone(self.reading(3), v)),
            count(&|v| told(v) && alone(self.reading(4), v)),
            count(&|v| told(v) && without(v)),
        ]
    }

    /// The figures inside a school.
    fn inside(&self, nodes: &[u32], certain: &[bool]) -> [Figures; 6] {
        let (dyads, tied) = self.of(nodes, |_, _| true);
        Layers::figures(dyads, &tied, self.isolates(nodes, certain), self.respondents(nodes))
    }

    /// How many of some people answered.
    fn respondents(&self, nodes: &[u32]) -> i64 {
        nodes.iter().map(|&v| i64::from(self.answered[v as usize])).sum()
    }

    /// What could be seen among some people who were asked about each other as about their school, and their ties.
    fn of(&self, nodes: &[u32], takes: impl Fn(u32, u32) -> bool) -> (Dyadic, [Tied; 4]) {
        let mut told: BTreeMap<Settles, i64> = BTreeMap::new();
        nodes.iter().for_each(|&v| *told.entry(self.settles(v)).or_default() += 1);
        (Dyadic::among(&told, self.sight.asked), self.tied(nodes, takes))
    }

    /// Ties among some people: as read, confirmed, either, and among those who answered.
    fn tied(&self, nodes: &[u32], takes: impl Fn(u32, u32) -> bool) -> [Tied; 4] {
        let mut sums = [Tied::default(); 4];
        for (t, sum) in sums.iter_mut().enumerate() {
            let same = (t == 1 && self.confirmed.is_none()) || (t == 2 && self.either.is_none());
            if same {
                continue;
            }
            let graph = self.reading([0, 3, 4, 5][t]);
            let counts = |v: u32| t != 3 || self.answered[v as usize];
            // Of people who stand side by side it need not be looked up who is among them.
            let last = nodes.last().copied().unwrap_or_default();
            let side_by_side = nodes.first().is_some_and(|first| (last - first) as usize + 1 == nodes.len());
            let among = |b: u32| if side_by_side { b <= last } else { nodes.binary_search(&b).is_ok() };
            for &a in nodes.iter().filter(|&&a| counts(a)) {
                for &b in graph.both.of(a).iter().filter(|&&b| b > a && counts(b) && takes(a, b)) {
                    if !among(b) {
                        continue;
                    }
                    let same = self.same_school(a, b);
                    let sees = |sight: &Sight| (sight.sees(a, b, same), sight.sees(b, a, same));
                    let (forth, back) = (graph.out.has(a, b), graph.out.has(b, a));
                    sum.add((forth, back), sees(&self.sight));
                    let known = sees(&self.known);
                    sum.known_arcs += i64::from(forth && known.0) + i64::from(back && known.1);
                }
            }
        }
        if self.confirmed.is_none() {
            sums[1] = sums[0];
        }
        if self.either.is_none() {
            sums[2] = sums[0];
        }
        sums
    }

    fn figures(dyads: Dyadic, tied: &[Tied; 4], isolates: [u64; 6], answered: i64) -> [Figures; 6] {
        let [absent, present, returned] = bounds(dyads, tied[0]);
        let read =
            |t: &Tied| Counted { arcs: t.arcs, pairs: t.pairs, on_possible: t.known_arcs, possible: dyads.known };
        let r = answered;
        let own = tied[3];
        let among = Counted { arcs: own.arcs, pairs: own.pairs, on_possible: own.arcs, possible: r * (r - 1).max(0) };
        let counted = [absent, present, returned, read(&tied[1]), read(&tied[2]), among];
        std::array::from_fn(|t| Figures { counted: counted[t], isolates: isolates[t], ei: None })
    }

    /// The figures of everybody: inside schools and across them.
    fn group(&self, every: &[u32], schools: &[Vec<u32>], certain: &[bool]) -> [Figures; 6] {
        let counts = |nodes: &[u32], need: u128| {
            let mut told: BTreeMap<Settles, i64> = BTreeMap::new();
            nodes.iter().for_each(|&v| *told.entry(self.settles(v)).or_default() += 1);
            Dyadic::among(&told, need)
        };
        let sum = |need: u128| schools.iter().fold(Dyadic::default(), |s, nodes| s.plus(counts(nodes, need), 1));
        let across_asked = !self.scene.within_school && self.sight.across != 0;
        let across = |nodes: &[u32]| {
            if across_asked {
                counts(nodes, self.sight.across).plus(sum(self.sight.across), -1)
            } else {
                Dyadic::default()
            }
        };
        let own =
            |a: u32, b: u32| self.school[a as usize] == self.school[b as usize] && self.school[a as usize] != NO_SCHOOL;
        let across_schools = || if across_asked { self.tied(every, |a, b| !own(a, b)) } else { [Tied::default(); 4] };
        let (within, between) = rayon::join(|| self.tied(every, own), across_schools);
        let (dyads_within, dyads_across) = (sum(self.sight.asked), across(every));
        let all: [Tied; 4] = std::array::from_fn(|t| within[t].plus(between[t], 1));
        let answered = self.respondents(every);
        let mut figures =
            Layers::figures(dyads_within.plus(dyads_across, 1), &all, self.isolates(every, certain), answered);
        if self.scene.within_school {
            let pairs = |nodes: &Vec<u32>| {
                let r = self.respondents(nodes);
                r * (r - 1).max(0)
            };
            figures[5].counted.possible = schools.iter().map(pairs).sum();
            return figures;
        }
        // E-I is about people with a school; a tie with an outsider is a tie outward whatever is missing.
        let schooled: Vec<u32> = every.iter().copied().filter(|&v| self.school[v as usize] != NO_SCHOOL).collect();
        let (far, ties) = if schooled.len() == every.len() {
            (dyads_across, between)
        } else {
            (across(&schooled), self.tied(&schooled, |a, b| !own(a, b)))
        };
        let (near, out) = (bounds(dyads_within, within[0]), bounds(far, ties[0]));
        let outward = self.outward(&schooled);
        for (t, f) in figures.iter_mut().enumerate() {
            let (inside, across) = match t {
                0..=2 => (near[t].pairs, out[t].pairs),
                _ => (within[t - 2].pairs, ties[t - 2].pairs),
            };
            f.ei = Some((across + outward, inside));
        }
        figures
    }

    /// Pairs of people with a school and outsiders.
    fn outward(&self, schooled: &[u32]) -> i64 {
        let network = self.scene.network;
        let outside = |v: &&u32| network.member(**v).outside;
        let own = |&v: &u32| self.scene.adjacency.both.of(v).iter().filter(outside).map(|_| 1i64).sum::<i64>();
        schooled.iter().map(own).sum()
    }

    fn people(&self, certain: &[bool]) -> Vec<Column> {
        let in_vain = |v: usize| self.not_told[v];
        let without = |graph: &Adjacency, v: usize| self.answered[v] && graph.both.degree(v as u32) == 0;
        let none = |v: usize| match (self.answered[v], in_vain(v) && without(self.scene.adjacency, v)) {
            (false, _) => Why::DidNotAnswer,
            (true, true) => Why::CannotTell,
            (true, false) => Why::DoesNotApply,
        };
        let n = self.answered.len();
        let either = |v: usize| self.reading(4).both.degree(v as u32) == 0;
        let sure = (0..n).map(|v| {
            if without(self.scene.adjacency, v) && !in_vain(v) {
                Value::Number(f64::from(u8::from(certain[v] && either(v))))
            } else {
                Value::Undefined(none(v))
            }
        });
        let confirmed = (0..n).map(|v| match (self.answered[v], without(self.reading(3), v)) {
            (false, _) => Value::Undefined(Why::DidNotAnswer),
            (true, true) if in_vain(v) => Value::Undefined(Why::CannotTell),
            (true, own) => Value::Number(f64::from(u8::from(own))),
        });
        vec![Column::new(OF_PEOPLE[0], Kind::YesNo, sure), Column::new(OF_PEOPLE[1], Kind::YesNo, confirmed)]
    }
}

/// The figures of some people under one treatment.
#[derive(Debug, Clone, Copy, Default)]
struct Figures {
    counted: Counted,
    isolates: u64,
    ei: Option<(i64, i64)>,
}
