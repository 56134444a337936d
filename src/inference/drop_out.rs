//! What would still stand had fewer people answered: respondents are silenced at random, again and again.

use super::{Draw, generator};
use crate::measures::isolation::not_told;
use crate::measures::openness::Door;
use crate::network::{Network, layer::Layer, layer::Rule};
use crate::survey::reconcile::State;
use crate::survey::{Survey, Tie};
use rand::Rng;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

mod counts;
mod paths;
mod ranks;

use counts::{Counts, Figures, Kind, Run, TOGETHER};
use ranks::{Correlations, Ranks, correlation};

/// The shares of respondents that are silenced.
pub const SHARES: [f64; 3] = [0.1, 0.2, 0.3];
/// How often, for each share.
pub const TIMES: u32 = 200;
/// So many people and pairs are gone over for each share; where there are more, it is done less often, which the rows say.
const WORK: usize = 40_000_000;
/// But never less often than this.
const FEWEST_TIMES: u32 = 20;

/// Figures of persons whose order is compared, then figures of the layer whose range is given.
const OF_PERSONS: [&str; 2] = ["in_degree", "degree"];
const OF_LAYER: [&str; 6] =
    ["density", "density_respondents", "reciprocity_pairs_observed", "ei_index", "isolates", "open_door_rate"];

/// Mean and range of a number over the draws.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Spread {
    /// Mean over the draws in which it exists.
    pub mean: f64,
    /// The 2.5th percentile.
    pub low: f64,
    /// The 97.5th percentile.
    pub high: f64,
}

/// What became of one measure when a share of the respondents was silenced.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DropOut {
    /// Index of the wave.
    pub wave: u32,
    /// Id of the layer.
    pub layer: String,
    /// The measure.
    pub measure: String,
    /// Share of respondents silenced.
    pub dropped: f64,
    /// Draws in which it exists.
    pub draws: u32,
    /// For a measure of persons: Spearman's rank correlation with the measure as it is.
    pub rank_correlation: Option<Spread>,
    /// For a measure of the layer: as it is.
    pub value: Option<f64>,
    /// And its values in the draws.
    pub values: Option<Spread>,
}

/// Silences 10, 20 and 30 % of those who answered, 200 times each (less often in a very large network; each row says how
/// often), and looks what is left of each measure.
///
/// # Formula
/// So many respondents, drawn without replacement, are taken as if they had not answered. A tie of a relation of which
/// both ends were asked stands as long as one of the two that reported it answers (and a contradicted one comes to stand
/// when the one who says no is silenced); any other tie goes with its reporter; ties of formal lists stay. Rank
/// correlation: Spearman's, ties averaged, over all people for `in_degree` (what others say of them), over those still
/// answering for `degree`; over all people for `harmonic_closeness` and `betweenness` of all ties together, of which 20 to
/// 200 draws are made, fewer the larger the network, and none (a row without draws) above some 330 people with usual
/// numbers of ties. Range: 2.5th to 97.5th percentile.
///
/// # Reads
/// One layer of a wave; where nothing says who answered, everybody counts as a respondent. `doors` for the open-door
/// rate, when this is the layer `open_door` and those whose door it is were asked.
///
/// # Value
/// A row for each measure and share. Empty with fewer than ten respondents: there nothing could be said.
///
/// # Cost
/// One walk over the connected pairs for each of 600 draws.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.6); Costenbader and Valente (2003), *Social Networks*
/// 25:283–307, for the design.
pub fn drop_out(survey: &Survey, network: &Network, layer: &Layer, doors: &[Door], seed: u64) -> Vec<DropOut> {
    let Some(frame) = Frame::of(survey, network, layer, doors) else { return Vec::new() };
    let row = |measure: &str, share: f64| DropOut {
        wave: network.wave,
        layer: layer.id.clone(),
        measure: measure.into(),
        dropped: share,
        draws: 0,
        rank_correlation: None,
        value: None,
        values: None,
    };
    // Ranked are: of what others say, everybody of the staff; of ties, those still answering.
    let staff: Vec<u32> = (0..network.len() as u32).filter(|&v| frame.staff[v as usize]).collect();
    let mut rows = Vec::new();
    let work = (network.len() + frame.pairs.len()).max(1);
    let times = u32::try_from(WORK / work).unwrap_or(TIMES).clamp(FEWEST_TIMES, TIMES);
    let draws = SHARES.len() as u32 * times;
    // In the last place nobody is silent: there everything is as it is.
    let (full, together) = (TOGETHER - 1, TOGETHER as u32 - 1);
    let some = |(own, order, correlations): &mut (Counts, Vec<u32>, Correlations), chunk: u32| {
        let numbers = chunk * together..draws.min((chunk + 1) * together);
        own.silent.fill(0);
        for (lane, draw) in numbers.clone().enumerate() {
            let silenced = frame.silenced(seed, (draw / times) as usize, draw % times, order);
            silenced.iter().for_each(|&v| own.silent[v as usize] |= 1 << lane);
        }
        let figures = frame.counted(own);
        let ranks = Ranks::of(staff.iter().map(|&v| own.named.number(v, full)));
        let contacts: Vec<u32> = (0..network.len() as u32).map(|v| own.contacts.number(v, full)).collect();
        let named = correlations.with_ranks(&ranks, &staff, &own.named);
        let tied = correlations.among_some(&frame.respondents, &contacts, &own.contacts, &own.silent);
        let of_draw = |lane: usize| ([named[lane], tied[lane]], figures[lane]);
        ((0..numbers.len()).map(of_draw).collect::<Vec<Drawn>>(), figures[full])
    };
    let own = || (Counts::of(&frame), Vec::new(), Correlations::default());
    let drawn: Vec<(Vec<Drawn>, Figures)> = (0..draws.div_ceil(together)).into_par_iter().map_init(own, some).collect();
    let figures = drawn.first().map_or([None; OF_LAYER.len()], |of| of.1);
    let drawn: Vec<Drawn> = drawn.into_iter().flat_map(|of| of.0).collect();
    for (s, &share) in SHARES.iter().enumerate() {
        let drawn = &drawn[s * times as usize..(s + 1) * times as usize];
        for (m, measure) in OF_PERSONS.iter().enumerate() {
            let values: Vec<f64> = drawn.iter().filter_map(|d| d.0[m]).collect();
            if let Some(spread) = Spread::of(&values) {
                rows.push(DropOut {
                    draws: values.len() as u32,
                    rank_correlation: Some(spread),
                    ..row(measure, share)
                });
            }
        }
        for (m, measure) in OF_LAYER.iter().enumerate() {
            let values: Vec<f64> = drawn.iter().filter_map(|d| d.1[m]).collect();
            if let (Some(value), Some(spread)) = (figures[m], Spread::of(&values)) {
                let draws = values.len() as u32;
                rows.push(DropOut { draws, value: Some(value), values: Some(spread), ..row(measure, share) });
            }
        }
    }
    // Paths take longer, and are told of all ties together.
    if layer.id == "all" {
        rows.extend(paths::of_paths(&frame, seed, &row));
    }
    rows
}

impl DropOut {
    /// Whether it is about a measure of paths, which is told of the layer `all` alone.
    pub(crate) fn is_of_paths(&self) -> bool {
        paths::OF_PATHS.contains(&self.measure.as_str())
    }
}

impl Spread {
    /// None without a value.
    pub(crate) fn of(values: &[f64]) -> Option<Spread> {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let last = sorted.len().checked_sub(1)?;
        let at = |share: f64| {
            let place = share * last as f64;
            let (below, above) = (place.floor() as usize, place.ceil() as usize);
            sorted[below] + (sorted[above] - sorted[below]) * place.fract()
        };
        Some(Spread { mean: sorted.iter().sum::<f64>() / sorted.len() as f64, low: at(0.025), high: at(0.975) })
    }
}

/// Under which of these a tie stands: it stands in any case; while the one who names answers; while the one who is
/// named answers; only while the one who names answers and the other does not (who contradicts it); the reverse.
const ALWAYS: u8 = 1;
const FROM: u8 = 2;
const TO: u8 = 4;
const FROM_ALONE: u8 = 8;
const TO_ALONE: u8 = 16;

/// Fewer respondents than this, and nothing is simulated.
const FEWEST: usize = 10;

/// First and second, what the tie from first to second needs, and back.
type Pair = (u32, u32, u8, u8);

/// A layer as pairs, with what each direction of a pair needs to stand.
struct Frame {
    /// Kind after kind.
    pairs: Vec<Pair>,
    runs: Vec<Run>,
    /// Nobody is in more pairs.
    most: u32,
    respondents: Vec<u32>,
    /// Not outside.
    staff: Vec<bool>,
    answered: Vec<bool>,
    /// Without a tie it cannot be told whether they are alone.
    not_told: Vec<bool>,
    school: Vec<Option<u32>>,
    /// Nobody could name a colleague of another school.
    within_school: bool,
    sizes: Vec<u64>,
    /// Ordered pairs that could be tied.
    possible: u64,
    outside: bool,
    /// Known doors, when the open-door rate can be followed.
    doors: Option<Vec<bool>>,
    /// All ones where a tie stands: by what it needs, and whether either end was silenced.
    stands: [[u32; 4]; 32],
}

/// Rank correlations of the measures of persons, and the figures of the layer, in one draw.
type Drawn = ([Option<f64>; OF_PERSONS.len()], Figures);

/// Ordered pairs of so many people.
fn ordered(n: u64) -> u64 {
    n * n.saturating_sub(1)
}

impl Frame {
    fn of(survey: &Survey, network: &Network, layer: &Layer, doors: &[Door]) -> Option<Frame> {
        let answered: Vec<bool> =
            network.answered(layer).iter().zip(network.members()).map(|(r, m)| r.speaks() && !m.outside).collect();
        let respondents: Vec<u32> = (0..network.len() as u32).filter(|&v| answered[v as usize]).collect();
        if respondents.len() < FEWEST {
            return None;
        }
        let pairs = pairs(network.len(), || needs(survey, network, layer));
        let mut stands = [[0; 4]; 32];
        for (need, row) in stands.iter_mut().enumerate() {
            for (silent, slot) in row.iter_mut().enumerate() {
                let (from, to) = (silent & 1 == 0, silent & 2 == 0);
                let has = |bit: u8| need as u8 & bit != 0;
                let stands = has(ALWAYS)
                    || (has(FROM) && from)
                    || (has(TO) && to)
                    || (has(FROM_ALONE) && from && !to)
                    || (has(TO_ALONE) && to && !from);
                *slot = if stands { u32::MAX } else { 0 };
            }
        }
        let school: Vec<Option<u32>> = network.members().map(|m| m.school.filter(|_| !m.outside)).collect();
        let mut sizes = vec![0u64; network.schools as usize];
        school.iter().flatten().for_each(|&s| sizes[s as usize] += 1);
        let staff: Vec<bool> = network.members().map(|m| !m.outside).collect();
        let within_school = network.is_within_school(layer);
        let possible = if within_school {
            sizes.iter().map(|&n| ordered(n)).sum()
        } else {
            ordered(staff.iter().filter(|s| **s).count() as u64)
        };
        let kind = |&(a, b, ..): &(u32, u32, u8, u8)| {
            let (a, b) = (a as usize, b as usize);
            Kind {
                staff: staff[a] && staff[b],
                answered: answered[a] && answered[b],
                within: school[a].zip(school[b]).filter(|_| staff[a] && staff[b]).map(|(p, q)| p == q),
            }
        };
        let (pairs, runs) = by_kind(&pairs, kind);
        let mut degree = vec![0u32; network.len()];
        for &(a, b, ..) in &pairs {
            degree[a as usize] += 1;
            degree[b as usize] += 1;
        }
        // A door that only all visitors together make known is unknown once one of them is silent.
        let followed = layer.rule == Rule::OpenDoor
            && network.questions_of(layer).any(|q| q.end == crate::survey::End::To)
            && doors.len() == network.len();
        let known: Vec<bool> = doors.iter().zip(&answered).map(|(d, &a)| d.is_known() && a).collect();
        Some(Frame {
            pairs,
            runs,
            most: degree.into_iter().max().unwrap_or(0),
            respondents,
            staff,
            answered,
            not_told: not_told(network, layer),
            school,
            within_school,
            sizes,
            possible,
            outside: network.members().any(|m| m.outside),
            doors: followed.then_some(known),
            stands,
        })
    }

    /// A share of the respondents, who are silenced: the same people whatever is measured of them.
    fn silenced<'a>(&self, seed: u64, share: usize, draw: u32, order: &'a mut Vec<u32>) -> &'a [u32] {
        let many = (SHARES[share] * self.respondents.len() as f64).round() as usize;
        let mut random = generator(seed, Draw::DropOut, (share as u64) << 32 | u64::from(draw));
        order.clone_from(&self.respondents);
        for at in 0..many {
            let left = (order.len() - at) as u128;
            let other = at + ((u128::from(random.next_u64()) * left) >> 64) as usize;
            order.swap(at, other);
        }
        &order[..many]
    }
}

/// Pairs in order, with what the tie from first to second needs to stand and what the tie back does. `arcs` are gone
/// through twice and may come in any order.
fn pairs<I: Iterator<Item = Arc>>(people: usize, arcs: impl Fn() -> I) -> Vec<Pair> {
    let mut next = vec![0u32; people + 1];
    arcs().for_each(|arc| next[arc.from.min(arc.to) as usize + 1] += 1);
    for v in 0..people {
        next[v + 1] += next[v];
    }
    let starts = next.clone();
    let mut all = vec![(0u32, 0u8, 0u8); starts[people] as usize];
    for Arc { from, to, needs: (forth, back) } in arcs() {
        let slot = &mut next[from.min(to) as usize];
        all[*slot as usize] = match from.cmp(&to) {
            Ordering::Less => (to, forth, back),
            Ordering::Equal => (from, 0, forth | back),
            Ordering::Greater => (from, back, forth),
        };
        *slot += 1;
    }
    let mut pairs = Vec::with_capacity(all.len());
    for (first, row) in (0u32..).zip(starts.windows(2)) {
        let row = &mut all[row[0] as usize..row[1] as usize];
        row.sort_unstable();
        for same in row.chunk_by(|x, y| x.0 == y.0) {
            let (forth, back) = same.iter().fold((0, 0), |needs, arc| (needs.0 | arc.1, needs.1 | arc.2));
            pairs.push((first, same[0].0, forth, back));
        }
    }
    pairs
}

/// What the ties of one report need to stand: from the one who names, and back; nothing where there is none.
struct Arc {
    from: u32,
    to: u32,
    needs: (u8, u8),
}

/// Pairs kind after kind, those of a kind in their order, and where each kind stands.
fn by_kind(pairs: &[Pair], kind: impl Fn(&Pair) -> Kind) -> (Vec<Pair>, Vec<Run>) {
    // By number of the kind, which is in the order of kinds.
    let mut kinds: [(usize, Option<Kind>); Kind::MANY] = [(0, None); Kind::MANY];
    for pair in pairs {
        let kind = kind(pair);
        let slot = &mut kinds[kind.number()];
        *slot = (slot.0 + 1, Some(kind));
    }
    let (mut runs, mut next, mut from): (Vec<Run>, _, _) = (Vec::new(), [0; Kind::MANY], 0);
    for ((many, kind), next) in kinds.into_iter().zip(&mut next) {
        *next = from;
        runs.extend(kind.map(|kind| Run { pairs: from..from + many, kind }));
        from += many;
    }
    let mut placed = vec![(0, 0, 0, 0); pairs.len()];
    for pair in pairs {
        let slot = &mut next[kind(pair).number()];
        placed[*slot] = *pair;
        *slot += 1;
    }
    (placed, runs)
}

/// Every tie that a layer has or could come to have, with what it needs to stand.
fn needs<'a>(survey: &'a Survey, network: &'a Network, layer: &'a Layer) -> impl Iterator<Item = Arc> + 'a {
    let reports = network.reports(survey);
    let peers_only = matches!(layer.rule, Rule::OpenDoor | Rule::Practice);
    let asked: Vec<bool> =
        (0..network.relations.len() as u32).map(|r| network.questions.iter().any(|q| q.relation == r)).collect();
    let own = network.places_of(layer).map(move |(place, (from, to, link))| {
        let need = need(&reports[place], asked[link.relation as usize]);
        let forth = if !peers_only || network.is_peer(from) { need } else { 0 };
        let back = !network.relation(link).directed && (!peers_only || network.is_peer(to));
        Arc { from, to, needs: (forth, if back { turned(need) } else { 0 }) }
    });
    let groups = if layer.rule == Rule::Formal { &network.group_ties[..] } else { &[] };
    let in_groups = groups.iter().map(|&(from, to, _)| Arc { from, to, needs: (ALWAYS, ALWAYS) });
    own.chain(in_groups).filter(|arc| arc.needs != (0, 0))
}

fn need(tie: &Tie, asked: bool) -> u8 {
    let (from, to) = (tie.from_says > 0.0, tie.to_says > 0.0);
    match tie.state {
        _ if !asked => ALWAYS,
        State::Contradicted => {
            if from {
                FROM_ALONE
            } else {
                TO_ALONE
            }
        }
        State::Absent | State::AbsentOneSide | State::Unknown => 0,
        _ if !from && !to => ALWAYS,
        _ => (if from { FROM } else { 0 }) | (if to { TO } else { 0 }),
    }
}

/// The same for the tie back: the ends change places.
fn turned(need: u8) -> u8 {
    let swap = |a: u8, b: u8| if need & a != 0 { b } else { 0 };
    need & ALWAYS | swap(FROM, TO) | swap(TO, FROM) | swap(FROM_ALONE, TO_ALONE) | swap(TO_ALONE, FROM_ALONE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::openness::doors;
    use crate::network::sketch::Sketch;
    use crate::survey::End;

    #[test]
    fn a_tie_stands_as_long_as_one_of_those_who_reported_it_answers() {
        let network = Sketch::of(&["a b c d e f g h i j"])
            .asks_both("class_visit")
            .asks("advice")
            .ties("class_visit", "a>b")
            .says(End::From, "class_visit", "c>d")
            .ties("advice", "e>f");
        let survey = network.clone().survey();
        let network = network.network();
        let layer = Layer::all();
        let frame = Frame::of(&survey, &network, &layer, &doors(&network)).unwrap();
        let named = |who: &str| {
            let mut own = Counts::of(&frame);
            who.bytes().for_each(|c| own.silent[usize::from(c - b'a')] |= 1 << 2);
            frame.counted(&mut own);
            let of = |v| own.named.numbers(v)[2];
            (of(1), of(3), of(5))
        };
        // Both report a>b; d contradicts c>d; only e speaks of e>f.
        assert_eq!(named(""), (1, 0, 1));
        assert_eq!(named("a"), (1, 0, 1));
        assert_eq!(named("ab"), (0, 0, 1));
        assert_eq!(named("d"), (1, 1, 1));
        assert_eq!(named("cd"), (1, 0, 1));
        assert_eq!(named("e"), (1, 0, 0));
        assert_eq!(named("f"), (1, 0, 1));
    }

    #[test]
    fn the_same_draws_come_out_for_any_number_of_threads_and_few_people_get_none() {
        let ring = |n: u32| {
            let mut network = Network::of_school(n);
            for v in 0..n {
                network = network.tie(v, (v + 1) % n, "advice");
            }
            network
        };
        let run = |n: u32, threads: usize| {
            let network = ring(n);
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| drop_out(&survey_of(&network), &network, &Layer::all(), &doors(&network), 3))
        };
        assert_eq!(run(12, 1), run(12, 3));
        assert!(run(9, 1).is_empty());
        let density =
            run(12, 2).into_iter().find(|d| d.measure == "density" && (d.dropped - 0.3).abs() < 1e-9).unwrap();
        // Four of twelve silent: eight of twelve ties are left, whoever they are.
        assert!((density.values.unwrap().mean - 8.0 / 132.0).abs() < 1e-12 && density.draws == 200);
    }

    /// The ties of a network as a survey of one wave, each reported by the one who names.
    fn survey_of(network: &Network) -> Survey {
        let mut survey = Survey::default();
        for e in network.graph().raw_edges() {
            survey.ties.push(Tie {
                wave: 0,
                relation: e.weight.relation,
                from: e.source().index() as u32,
                to: e.target().index() as u32,
                from_says: 1.0,
                to_says: 0.0,
                state: State::Reported,
                initiative: e.weight.initiative,
                topic: Tie::NO_TOPIC,
                feedback: None,
            });
        }
        survey
    }
}
