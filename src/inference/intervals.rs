//! How far density, reciprocity and E-I of the group and of each school could move: vertex bootstrap and jackknife, and
//! each school beside the others.

mod between;
mod conversion;
mod drawn;

pub(crate) use between::{Draws, differences, differences_left_out};
pub(crate) use conversion::conversion;

use super::bootstrap::{Stability, difference_in_standard_errors, standard_error};
use super::told::DRAWN;
use crate::error::{Notice, Why};
use crate::measures::{Column, Kind, Made, Scene, Scope, Value};
use crate::network::sight::{Sight, Told};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// How often people are drawn.
pub const DRAWS: usize = 1_000;
/// So many people and pairs are gone over in all draws together; where there are more, fewer draws are made: a second or
/// two for a country.
const WORK: usize = 200_000_000;
/// But never fewer than this: the outermost 2.5 % are two or three draws.
const FEWEST_DRAWS: usize = 100;

/// Endings of the columns about a figure: interval, standard error by bootstrap and by jackknife; difference with the
/// other schools together, and how many standard errors that is (schools only).
pub const ENDINGS: [&str; 6] = ["_ci_low", "_ci_high", "_se", "_jackknife_se", "_difference", "_difference_z"];

/// Counts from which the figures of some people follow; each may be a mean where pairs stand for others.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Counts {
    /// Ties that could be seen, and ordered pairs that could.
    arcs: f64,
    cells: f64,
    /// Mutual and connected pairs of people who both answered.
    mutual: f64,
    connected: f64,
    /// Connected pairs inside and with other schools.
    inside: f64,
    across: f64,
}

impl Counts {
    fn plus(self, o: Counts, times: f64) -> Counts {
        Counts {
            arcs: self.arcs + times * o.arcs,
            cells: self.cells + times * o.cells,
            mutual: self.mutual + times * o.mutual,
            connected: self.connected + times * o.connected,
            inside: self.inside + times * o.inside,
            across: self.across + times * o.across,
        }
    }

    /// The figures, in the order of [`DRAWN`].
    fn figures(self) -> [Option<f64>; 3] {
        let share = |a: f64, b: f64| (b > 1e-9).then(|| a / b);
        let ties = self.inside + self.across;
        [share(self.arcs, self.cells), share(self.mutual, self.connected), share(self.across - self.inside, ties)]
    }
}

/// A connected pair.
#[derive(Debug, Clone, Copy)]
struct Pair {
    a: u32,
    b: u32,
    /// Ties that could be seen, 0 to 2.
    arcs: u8,
    /// Both answered.
    both: bool,
    mutual: bool,
}

/// One school: its people stand in one run of places.
struct School {
    from: usize,
    size: usize,
    /// Its pairs in the list of pairs inside.
    pairs: std::ops::Range<usize>,
    /// What of a pair without a tie could be seen, on average.
    cells_of_null: f64,
}

/// A layer, people sorted by school; those without a school, and outsiders, are in none and are not drawn.
struct Frame {
    schools: Vec<School>,
    /// Their numbers in the order of nodes, in which they are drawn.
    in_turn: Vec<u32>,
    /// What each place answered, by number of the answer.
    told: Vec<usize>,
    /// For every two answers, whether the ordered pair is seen inside a school, and across.
    seen: Vec<Vec<(bool, bool)>>,
    school_of: Vec<u32>,
    inside: Vec<Pair>,
    across: Vec<Pair>,
    /// Ties with outsiders by place: outward whatever happens.
    outward: Vec<u32>,
    /// Pairs across schools could be asked about.
    asked_across: bool,
    /// How often people are drawn.
    draws: usize,
}

/// Intervals of a layer and of each school, as columns.
///
/// # Formula
/// People are drawn with replacement within their school, 1,000 times (fewer where there are very many, which a notice
/// says); a pair of drawn people is what the pair is that it
/// came from, and where the same person is drawn twice that pair is one drawn at random from the school (Snijders and
/// Borgatti 1999). Interval: 2.5th to 97.5th percentile; standard error: standard deviation of the draws. The jackknife
/// leaves out one person at a time. The difference is that with all other schools together, divided by
/// `√(SE² + SE²)`.
///
/// # Reads
/// Density over the pairs that could be seen, mutual pairs of connected ones among people who both answered, E-I over
/// all connected pairs; those of a school inside it. For the other schools together each counts inside.
///
/// # Value
/// As the figure. It says how far the figure could move if the same habits produced another period, not how far it is
/// from the truth where forms are missing.
///
/// # Cost
/// People and pairs for each draw.
///
/// # Source
/// Snijders and Borgatti (1999), *Connections* 22(2):161–170.
pub(crate) fn columns(scene: &Scene<'_>) -> (Vec<Made>, Draws) {
    let frame = Frame::of(scene);
    let own = frame.counts();
    let group = own.iter().copied().fold(frame.between(), |s, c| s.plus(c, 1.0));
    let (drawn, together) = frame.drawn(scene.seed);
    let jack = frame.jackknifes(&own, group);
    let asked = |m: usize| m < 2 || frame.asked_across;
    let count = frame.schools.len();
    // What each school has, drawn and left out: then the group.
    let spreads: Vec<[Option<Stability>; 3]> = (0..=count)
        .into_par_iter()
        .map(|row| {
            let of = |k: usize| if row < count { drawn[k * count + row].into() } else { together[k] };
            figures_of((0..frame.draws).map(of)).map(Stability::of)
        })
        .collect();
    let inside: Counts = own.iter().copied().fold(Counts::default(), |s, c| s.plus(c, 1.0));
    let each_draw = || drawn.chunks_exact(count.max(1));
    let insides: Vec<Counts> =
        each_draw().map(|of| of.iter().fold(Counts::default(), |s, c| s.plus((*c).into(), 1.0))).collect();
    let rest = |row: usize| -> [Option<(f64, f64)>; 2] {
        let value = inside.plus(own[row], -1.0).figures();
        let [density, reciprocity, _] =
            figures_of(insides.iter().zip(each_draw()).map(|(all, of)| all.plus(of[row].into(), -1.0)));
        let about = |value: Option<f64>, draws: &[f64]| Some((value?, standard_error(draws)?));
        [about(value[0], &density), about(value[1], &reciprocity)]
    };
    let rests: Vec<[Option<(f64, f64)>; 2]> =
        if count > 1 { (0..count).into_par_iter().map(rest).collect() } else { vec![[None; 2]; count] };
    let rows: Vec<[[Value; 6]; 3]> = (0..=count)
        .map(|row| {
            let counts = if row < count { own[row] } else { group };
            std::array::from_fn(|m| {
                let none = if asked(m) { Why::TooFew } else { Why::NotAsked };
                let number = |x: Option<f64>| x.filter(|_| asked(m)).map_or(Value::Undefined(none), Value::Number);
                let spread = spreads[row][m].filter(|_| counts.figures()[m].is_some());
                let apart =
                    if row < count && m < 2 { rests[row][m].zip(counts.figures()[m]).zip(spread) } else { None };
                let beside = |x: Option<f64>| match x {
                    Some(x) => Value::Number(x),
                    None => Value::Undefined(if row < count && m < 2 { Why::TooFew } else { Why::DoesNotApply }),
                };
                [
                    number(spread.map(|s| s.low)),
                    number(spread.map(|s| s.high)),
                    number(spread.map(|s| s.standard_error)),
                    number(jack[row][m].filter(|_| spread.is_some())),
                    beside(apart.map(|((rest, own), _)| own - rest.0)),
                    beside(apart.and_then(|((rest, own), s)| {
                        difference_in_standard_errors(own, s.standard_error, rest.0, rest.1)
                    })),
                ]
            })
        })
        .collect();
    let name = |m: usize, e: usize| format!("{}{}", DRAWN[m].printed, ENDINGS[e]);
    let column = |m: usize, e: usize, rows: &mut dyn Iterator<Item = &[[Value; 6]; 3]>| {
        Column::new(name(m, e), Kind::Number, rows.map(|r| r[m][e]).collect::<Vec<_>>())
    };
    let each = |of: &dyn Fn(usize, usize) -> Column, endings: usize| {
        (0..3).flat_map(|m| (0..endings).map(move |e| (m, e))).map(|(m, e)| of(m, e)).collect::<Vec<Column>>()
    };
    let mut of_group = Made::new(Scope::Layer, each(&|m, e| column(m, e, &mut rows[count..].iter()), 4));
    if frame.draws < DRAWS {
        of_group.notices.push(Notice::FewerDraws {
            // Put in by who knows its label.
            wave: String::new(),
            layer: scene.layer.id.clone(),
            draws: frame.draws as u64,
            usual: DRAWS as u64,
        });
    }
    let of_schools = Made::new(Scope::School, each(&|m, e| column(m, e, &mut rows.iter()), ENDINGS.len()));
    (vec![of_group, of_schools], Draws::of(group, &together, frame.asked_across))
}

/// Each figure of some draws, where it exists.
fn figures_of(draws: impl ExactSizeIterator<Item = Counts>) -> [Vec<f64>; 3] {
    let mut lists = std::array::from_fn(|_| Vec::with_capacity(draws.len()));
    draws.for_each(|counts| lists.iter_mut().zip(counts.figures()).for_each(|(list, figure)| list.extend(figure)));
    lists
}

impl Frame {
    fn of(scene: &Scene<'_>) -> Frame {
        let (network, graph) = (scene.network, scene.adjacency);
        let sight = Sight::of(scene.network, scene.layer);
        let mut place = vec![usize::MAX; network.len()];
        let mut people = Vec::new();
        let each = crate::measures::ground::schools(network);
        let mut schools = Vec::with_capacity(each.len());
        let mut school_of = Vec::new();
        for (s, nodes) in each.iter().enumerate() {
            schools.push(School { from: people.len(), size: nodes.len(), pairs: 0..0, cells_of_null: 0.0 });
            for &v in nodes {
                place[v as usize] = people.len();
                people.push(v);
                school_of.push(s as u32);
            }
        }
        let mut kinds: BTreeMap<Told, usize> = BTreeMap::new();
        let told: Vec<usize> = people
            .iter()
            .map(|&v| {
                let next = kinds.len();
                *kinds.entry(sight.told(v)).or_insert(next)
            })
            .collect();
        let mut list: Vec<(Told, usize)> = kinds.into_iter().collect();
        list.sort_by_key(|k| k.1);
        let seen = list
            .iter()
            .map(|a| {
                let sees =
                    |b: &(Told, usize)| (Sight::seen(a.0, b.0, sight.asked), Sight::seen(a.0, b.0, sight.across));
                list.iter().map(sees).collect()
            })
            .collect();
        let asked_across = !scene.within_school && sight.across != 0;
        let mut frame = Frame {
            schools,
            in_turn: network.schools_in_turn(),
            told,
            seen,
            school_of,
            inside: Vec::new(),
            across: Vec::new(),
            outward: vec![0; people.len()],
            asked_across,
            draws: DRAWS,
        };
        let speaks = |v: u32| scene.answered[v as usize].speaks();
        for (p, &v) in people.iter().enumerate() {
            for &w in graph.both.of(v) {
                let q = place[w as usize];
                if q == usize::MAX {
                    frame.outward[p] += u32::from(network.member(w).outside && asked_across);
                    continue;
                }
                if q < p {
                    continue;
                }
                let own = frame.school_of[p] == frame.school_of[q];
                let (forth, back) = (graph.out.has(v, w), graph.out.has(w, v));
                let arcs = u8::from(forth && frame.sees(p, q, own)) + u8::from(back && frame.sees(q, p, own));
                let pair = Pair { a: p as u32, b: q as u32, arcs, both: speaks(v) && speaks(w), mutual: forth && back };
                if own {
                    frame.inside.push(pair);
                } else if asked_across {
                    frame.across.push(pair);
                }
            }
        }
        let mut from = 0;
        for s in 0..frame.schools.len() {
            let end =
                from + frame.inside[from..].iter().take_while(|p| frame.school_of[p.a as usize] as usize == s).count();
            frame.schools[s].pairs = from..end;
            let school = &frame.schools[s];
            let of_ties: f64 = frame.inside[from..end]
                .iter()
                .map(|p| {
                    let (a, b) = (p.a as usize, p.b as usize);
                    f64::from(u8::from(frame.sees(a, b, true)) + u8::from(frame.sees(b, a, true)))
                })
                .sum();
            let nulls = (school.size * school.size.saturating_sub(1) / 2) as f64 - (end - from) as f64;
            let cells = frame.cells(&frame.many(s), true, &|c| frame.alone(s, c));
            frame.schools[s].cells_of_null = if nulls > 0.0 { (cells - of_ties) / nulls } else { 0.0 };
            from = end;
        }
        let work = people.len() + frame.inside.len() + frame.across.len();
        frame.draws = (WORK / work.max(1)).clamp(FEWEST_DRAWS, DRAWS);
        frame
    }

    fn sees(&self, p: usize, q: usize, own: bool) -> bool {
        let (inside, across) = self.seen[self.told[p]][self.told[q]];
        if own { inside } else { across }
    }

    /// How many people of a school gave each answer.
    fn many(&self, s: usize) -> Vec<f64> {
        let school = &self.schools[s];
        let mut many = vec![0.0; self.seen.len()];
        self.told[school.from..school.from + school.size].iter().for_each(|&c| many[c] += 1.0);
        many
    }

    /// The same, as pairs of everybody with themselves.
    fn alone(&self, s: usize, c: usize) -> f64 {
        self.many(s)[c]
    }

    /// Ordered pairs that could be seen among people of whom so many gave each answer; `with_oneself` are pairs of
    /// somebody with the same person, which are none.
    fn cells(&self, many: &[f64], own: bool, with_oneself: &dyn Fn(usize) -> f64) -> f64 {
        let mut sum = 0.0;
        for (c, row) in self.seen.iter().enumerate() {
            for (d, &(inside, across)) in row.iter().enumerate() {
                if if own { inside } else { across } {
                    sum += many[c] * many[d] - if c == d { with_oneself(c) } else { 0.0 };
                }
            }
        }
        sum
    }

    /// The counts of each school as it is.
    fn counts(&self) -> Vec<Counts> {
        let mut counts: Vec<Counts> = (0..self.schools.len())
            .map(|s| Counts { cells: self.cells(&self.many(s), true, &|c| self.alone(s, c)), ..Counts::default() })
            .collect();
        for pair in &self.inside {
            let own = &mut counts[self.school_of[pair.a as usize] as usize];
            own.arcs += f64::from(pair.arcs);
            own.mutual += f64::from(u8::from(pair.both && pair.mutual));
            own.connected += f64::from(u8::from(pair.both));
            own.inside += 1.0;
        }
        for pair in &self.across {
            for end in [pair.a, pair.b] {
                counts[self.school_of[end as usize] as usize].across += 1.0;
            }
        }
        for (p, &outward) in self.outward.iter().enumerate() {
            counts[self.school_of[p] as usize].across += f64::from(outward);
        }
        counts
    }

    /// What the group has beside the sums of its schools: a pair across stood in two schools.
    fn between(&self) -> Counts {
        let mut counts = Counts { across: -(self.across.len() as f64), ..Counts::default() };
        for pair in &self.across {
            counts.arcs += f64::from(pair.arcs);
            counts.mutual += f64::from(u8::from(pair.both && pair.mutual));
            counts.connected += f64::from(u8::from(pair.both));
        }
        if self.asked_across {
            let mut all = vec![0.0; self.seen.len()];
            self.told.iter().for_each(|&c| all[c] += 1.0);
            let within: f64 = (0..self.schools.len()).map(|s| self.cells(&self.many(s), false, &|_| 0.0)).sum();
            counts.cells = self.cells(&all, false, &|_| 0.0) - within;
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inference::bootstrap::{PairClasses, vertex_bootstrap};
    use crate::inference::permutation::Exchange;
    use crate::network::Network;
    use crate::network::layer::Layer;
    use crate::network::sketch::Sketch;

    fn made(network: &Network) -> Vec<Made> {
        let layer = Layer::all();
        let (adjacency, answered) = (network.adjacency(&layer), network.answered(&layer));
        columns(&Scene {
            network,
            layer: &layer,
            adjacency: &adjacency,
            answered: &answered,
            within_school: network.is_within_school(&layer),
            seed: 1,
            betweenness: crate::measures::betweenness::Way::Usual,
        })
        .0
    }

    fn number(made: &[Made], scope: usize, name: &str, row: usize) -> f64 {
        made[scope].columns.iter().find(|c| c.measure == name).unwrap().of(row).number().unwrap()
    }

    #[test]
    fn t6_the_jackknife_of_the_density_is_that_of_the_worked_case() {
        // b>a a>b d>c: leaving one out gives 1/6, 1/6, 1/3, 1/3; domain.md: SE 0.0833.
        let school = Sketch::of(&["a b c d"]).asks("advice").ties("advice", "b>a a>b d>c").network();
        let made = made(&school);
        for scope in [0, 1] {
            let se = number(&made, scope, "density_observed_jackknife_se", 0);
            assert!((se - 1.0 / 12.0).abs() < 1e-12, "{se}");
        }
    }

    #[test]
    fn the_intervals_are_those_of_the_plain_vertex_bootstrap_within_their_error() {
        // Two schools of twelve: rings with chords, some ties across.
        let mut network = Network::of_schools(&[12, 12]);
        for v in 0..12u32 {
            network = network.tie(v, (v + 1) % 12, "advice").tie((v + 1) % 12, v, "advice");
            network = network.tie(12 + v, 12 + (v + 5) % 12, "advice");
            if v % 3 == 0 {
                network = network.tie(v, 12 + v, "advice");
            }
        }
        let made = made(&network);
        let graph = network.adjacency(&Layer::all());
        let mut classes = PairClasses { classes: 3, pairs: Vec::new() };
        for a in 0..24u32 {
            for &b in graph.both.of(a).iter().filter(|&&b| b > a) {
                let class = if a / 12 == b / 12 { usize::from(graph.out.has(a, b) && graph.out.has(b, a)) } else { 2 };
                classes.pairs.push((a, b, class));
            }
        }
        let blocks = Exchange::within(&(0..24u32).map(|v| v / 12).collect::<Vec<_>>());
        let check = |name: &str, figure: &(dyn Fn(&[f64]) -> Option<f64> + Sync)| {
            let plain = Stability::of(vertex_bootstrap(&classes, &blocks, 4_000, 9, figure)).unwrap();
            let (low, se) =
                (number(&made, 0, &format!("{name}_ci_low"), 0), number(&made, 0, &format!("{name}_se"), 0));
            // A standard deviation over 1,000 draws has an error of about 2.2 %.
            assert!((se / plain.standard_error - 1.0).abs() < 0.12, "{name}: {se} and {plain:?}");
            assert!((low - plain.low).abs() < plain.standard_error * 0.3, "{name}: {low} and {plain:?}");
        };
        check("density_observed", &|c| Some((c[0] + 2.0 * c[1] + c[2]) / 552.0));
        check("ei_index", &|c| Some((c[2] - c[0] - c[1]) / (c[0] + c[1] + c[2])));
        check("reciprocity_pairs_observed", &|c| Some(c[1] / (c[0] + c[1] + c[2])));
        // The first school has twice the ties of the second: 24/132 and 12/132.
        let apart = number(&made, 1, "density_observed_difference", 0);
        assert!((apart - 12.0 / 132.0).abs() < 1e-12);
        assert!((number(&made, 1, "density_observed_difference", 1) + apart).abs() < 1e-12);
        assert!(number(&made, 1, "density_observed_difference_z", 0) > 1.0);
    }

    #[test]
    fn the_same_numbers_come_out_for_any_number_of_threads_and_nothing_is_made_up_without_people() {
        let group =
            Sketch::of(&["a b c", "d e f"]).silent("f").asks("advice").ties("advice", "a>b b>a c>d e>d").network();
        let run = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| made(&group))
        };
        assert_eq!(run(1), run(3));
        let nobody = made(&Network::of_schools(&[1]));
        assert!(nobody[0].columns.iter().all(|c| c.of(0).number().is_none()), "{nobody:?}");
    }
}
