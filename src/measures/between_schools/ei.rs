//! The E-I index: does a person, a school, the group look inward or outward, and how much of that lies in the sizes?

use super::pairs::{Matrix, matrix, pair_rows};
use super::{or_no_ties, plain, plain_labels, single, sizes, spans};
use crate::error::Why;
use crate::measures::ground::{SHARE_FROM, silent};
use crate::measures::{Column, Family, Kind, Made, Scene, Scope, Value};
use crate::network::adjacency::Adjacency;
use crate::survey::Response;
use rayon::prelude::*;

/// E-I of people, schools and the group, and the ties from school to school.
pub(crate) const EI: Family = Family {
    name: "ei",
    columns: &[
        (Scope::Person, "ei_index"),
        (Scope::Layer, "ei_index"),
        (Scope::Layer, "ei_arcs"),
        (Scope::Layer, "ei_expected"),
        (Scope::Layer, "ei_min"),
        (Scope::Layer, "ei_max"),
        (Scope::Layer, "ei_rescaled"),
        (Scope::Layer, "pairs_across"),
        (Scope::Layer, "pairs_within"),
        (Scope::School, "ei_index"),
        (Scope::School, "ei_expected"),
        (Scope::School, "ei_min"),
        (Scope::School, "ei_max"),
        (Scope::School, "ei_rescaled"),
        (Scope::SchoolPair, "ties"),
        (Scope::SchoolPair, "possible"),
        (Scope::SchoolPair, "density"),
    ],
    walks_paths: false,
    make: columns,
};

/// How many people one task takes.
const BLOCK: usize = 4_096;

/// An E-I index and the values it could take.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct EiFrame {
    /// (E − I)/(E + I); none without ties.
    pub index: Option<f64>,
    /// The value that follows from the sizes of the schools alone, when every pair is equally likely to be tied.
    pub expected: Option<f64>,
    /// The least it can be with this number of ties and these schools.
    pub min: Option<f64>,
    /// The most it can be.
    pub max: Option<f64>,
    /// The index on the scale from `min` (−1) to `max` (1); none when these are the same.
    pub rescaled: Option<f64>,
}

impl EiFrame {
    /// From pairs tied within and across, of which `outside` with somebody who belongs to no school, and the pairs there
    /// could be within and across. Ties outside are across whatever happens; the others could have fallen otherwise.
    fn of(tally: Tally, possible_within: f64, possible_across: f64) -> EiFrame {
        let (within, across, outside) = (f64::from(tally.within), f64::from(tally.across), f64::from(tally.outside));
        let (ties, free) = (within + across, within + across - outside);
        let possible = possible_within + possible_across;
        let index = |inside: f64| (ties > 0.0).then(|| (ties - 2.0 * inside) / ties);
        let by_size = (possible > 0.0).then(|| (possible_across - possible_within) / possible);
        let expected =
            if outside > 0.0 { by_size.and_then(|_| index(free * possible_within / possible)) } else { by_size };
        let (min, max) = (index(free.min(possible_within)), index((free - possible_across).max(0.0)));
        let own = index(within);
        let rescaled = match (own, min, max) {
            (Some(x), Some(low), Some(high)) if high > low => Some(2.0 * (x - low) / (high - low) - 1.0),
            _ => None,
        };
        EiFrame { index: own, expected, min, max, rescaled }
    }
}

/// Contacts of a person, or pairs of a school or the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tally {
    /// Within the school.
    pub(crate) within: u32,
    /// Across, outside included.
    pub(crate) across: u32,
    /// With somebody who belongs to no school.
    pub(crate) outside: u32,
}

/// E-I tallies of everybody.
pub(crate) struct Tallies {
    pub(crate) people: Vec<Tally>,
    pub(crate) schools: Vec<Tally>,
    pub(crate) group: Tally,
    pub(crate) sizes: Vec<u64>,
    everybody: f64,
}

/// Counts contacts within and across schools, for everybody with a school.
pub(crate) fn tallies(adjacency: &Adjacency, label: &[u32], external: u32, schools: u32) -> Tallies {
    let spans = spans(label, schools);
    let n = adjacency.len();
    let block = |room: &mut Vec<u32>, (b, tallies): (usize, &mut [Tally])| {
        let (from, to) = (b * BLOCK, b * BLOCK + tallies.len());
        for (v, tally) in (from..to).zip(&mut *tallies).filter(|of| label[of.0] < schools) {
            tally.within = adjacency.both.degree(v as u32);
        }
        let mut at = from;
        while at < to {
            // The colleagues who stand here in a row, or one person.
            let own = label[at];
            let span = spans.get(own as usize).copied().unwrap_or_default();
            let end = if span.count > 0 { to.min(span.nodes().end as usize) } else { at + 1 };
            if own < schools {
                let ties = adjacency.both.range(at as u32).start..adjacency.both.range(end as u32 - 1).end;
                let targets = &adjacency.both.targets()[ties.clone()];
                // Most contacts stand in the same span; only the others' schools are looked up.
                let mut v = at;
                for &place in span.leaving(targets, room) {
                    let other = label[targets[place as usize] as usize];
                    while ties.start + place as usize >= adjacency.both.range(v as u32).end {
                        v += 1;
                    }
                    let tally = &mut tallies[v - from];
                    tally.within -= u32::from(other != own);
                    tally.across += u32::from(other != own && other != u32::MAX);
                    tally.outside += u32::from(other == external);
                }
            }
            at = end;
        }
    };
    let mut people = vec![Tally::default(); n];
    if n < SHARE_FROM {
        let mut room = Vec::new();
        people.chunks_mut(BLOCK).enumerate().for_each(|of| block(&mut room, of));
    } else {
        people.par_chunks_mut(BLOCK).enumerate().for_each_init(Vec::new, block);
    }
    let mut of_schools = vec![Tally::default(); schools as usize];
    let mut rest = &people[..];
    for run in label.chunk_by(|a, b| a == b) {
        let (own, behind) = rest.split_at(run.len());
        rest = behind;
        if let Some(school) = of_schools.get_mut(run[0] as usize) {
            school.within += own.iter().map(|tally| tally.within).sum::<u32>();
            school.across += own.iter().map(|tally| tally.across).sum::<u32>();
            school.outside += own.iter().map(|tally| tally.outside).sum::<u32>();
        }
    }
    let mut group = Tally::default();
    for school in &mut of_schools {
        // Both ends of a pair within counted it.
        school.within /= 2;
        group.within += school.within;
        group.outside += school.outside;
        group.across += school.across - school.outside;
    }
    group.across = group.across / 2 + group.outside;
    let sizes = sizes(&spans);
    let everybody = sizes.iter().sum::<u64>() as f64;
    Tallies { people, schools: of_schools, group, sizes, everybody }
}

impl Tallies {
    /// The group's index.
    pub(crate) fn group_frame(&self) -> EiFrame {
        let all = self.everybody;
        let within: f64 = self.sizes.iter().map(|&n| (n * n.saturating_sub(1) / 2) as f64).sum();
        EiFrame::of(self.group, within, all * (all - 1.0) / 2.0 - within)
    }

    /// A school's index: its ties to others against those inside.
    pub(crate) fn school_frame(&self, school: usize) -> EiFrame {
        let n = self.sizes[school] as f64;
        EiFrame::of(self.schools[school], n * (n - 1.0).max(0.0) / 2.0, n * (self.everybody - n))
    }

    /// A person's index, on contacts.
    pub(crate) fn person_frame(&self, person: usize, school: u32) -> EiFrame {
        let n = self.sizes[school as usize] as f64;
        EiFrame::of(self.people[person], n - 1.0, self.everybody - n)
    }
}

/// The E-I index of the group, with what it could be.
///
/// # Formula
/// `(E − I)/(E + I)`, E connected pairs across schools and I within one. Expected: `(B − W)/(B + W)`, B and W the numbers
/// of pairs across and within that there are. With L ties, I can be no more than W and E no more than B: least
/// `(L − 2 min(L, W))/L`, most `(2 min(L, B) − L)/L`. Rescaled: −1 at the least, 1 at the most.
///
/// # Reads
/// Connected pairs, either way counts once, strength ignored. `schools` by person; people without a school, and their
/// ties, are left out.
///
/// # Value
/// −1 (all ties inside) to 1 (all ties between schools). None without ties; expected none under two people. Compare with
/// the expected value and the range, not with 0.
///
/// # Cost
/// One walk over the contacts.
///
/// # Source
/// Krackhardt and Stern (1988), *Social Psychology Quarterly* 51:123–140; range and rescaling as UCINET's E-I routine.
///
/// # Example
/// ```
/// use staffroom::{measures::between_schools::ei_frame, network::adjacency::Adjacency};
/// let ties = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (0, 3)].map(|(a, b)| (a, b, 1.0));
/// let frame = ei_frame(&Adjacency::from_arcs(6, ties), &[0, 0, 0, 1, 1, 1].map(Some));
/// assert_eq!((frame.index, frame.min, frame.max), (Some(-5.0 / 7.0), Some(-5.0 / 7.0), Some(1.0)));
/// assert_eq!((frame.expected, frame.rescaled), (Some(0.2), Some(-1.0)));
/// ```
pub fn ei_frame(adjacency: &Adjacency, schools: &[Option<u32>]) -> EiFrame {
    of(adjacency, schools).group_frame()
}

/// The E-I index of each school: its ties to others against those inside it.
///
/// # Formula
/// As [`ei_frame`], over the pairs with an end in the school: W are the pairs inside it, B those with one end in it.
///
/// # Reads
/// As [`ei_frame`].
///
/// # Value
/// As [`ei_frame`], in the order of the schools.
pub fn ei_schools(adjacency: &Adjacency, schools: &[Option<u32>]) -> Vec<EiFrame> {
    let tallies = of(adjacency, schools);
    (0..tallies.sizes.len()).map(|s| tallies.school_frame(s)).collect()
}

/// The E-I index of each person, on contacts.
///
/// # Formula
/// As [`ei_frame`], over the contacts of the person: W are the colleagues at the own school, B the people of others.
///
/// # Reads
/// As [`ei_frame`].
///
/// # Value
/// As [`ei_frame`]; nothing for a person without a school.
pub fn ei_people(adjacency: &Adjacency, schools: &[Option<u32>]) -> Vec<EiFrame> {
    let tallies = of(adjacency, schools);
    let each = schools.iter().enumerate();
    each.map(|(v, school)| school.map_or(EiFrame::default(), |s| tallies.person_frame(v, s))).collect()
}

/// A label of outsiders where there are none.
const NOBODY_OUTSIDE: u32 = u32::MAX - 1;

fn of(adjacency: &Adjacency, schools: &[Option<u32>]) -> Tallies {
    let count = schools.iter().flatten().max().map_or(0, |&s| s + 1);
    let label: Vec<u32> = schools.iter().copied().map(plain).collect();
    tallies(adjacency, &label, NOBODY_OUTSIDE, count)
}

/// The E-I index on arcs: a mutual tie counts twice.
///
/// # Formula
/// `(E − I)/(E + I)`, E ties from one school to another and I within one
///
/// # Reads
/// The arcs, strength ignored; people without a school are left out.
///
/// # Value
/// −1 to 1; none without ties.
pub fn ei_arcs(adjacency: &Adjacency, schools: &[Option<u32>]) -> Option<f64> {
    let label: Vec<u32> = schools.iter().copied().map(plain).collect();
    let count = schools.iter().flatten().max().map_or(0, |&s| s + 1);
    arcs_index(&matrix(adjacency, &label, count), NOBODY_OUTSIDE)
}

fn arcs_index(matrix: &Matrix, external: u32) -> Option<f64> {
    let of = |within: bool| {
        let cells = matrix.iter().filter(|c| (c.from == c.to) == within && (!within || c.from != external));
        cells.map(|c| c.ties).sum::<u64>() as f64
    };
    let (within, across) = (of(true), of(false));
    (within + across > 0.0).then(|| (across - within) / (across + within))
}

fn columns(scene: &Scene<'_>) -> Vec<Made> {
    let schools = scene.network.schools;
    let label = plain_labels(scene.network);
    let matrix = || matrix(scene.adjacency, &label, schools + 1);
    if scene.within_school {
        let empty = |scope: Scope, rows: usize| {
            let own = EI.columns.iter().filter(move |c| c.0 == scope);
            Made::new(scope, own.map(|c| Column::empty(c.1, Kind::Number, rows, Why::NotAsked)).collect())
        };
        let school_rows = schools as usize + 1;
        return vec![
            empty(Scope::Person, label.len()),
            empty(Scope::Layer, 1),
            empty(Scope::School, school_rows),
            pair_rows(&matrix(), &sizes(&spans(&label, schools)), true),
        ];
    }
    let (matrix, tallies) = rayon::join(matrix, || tallies(scene.adjacency, &label, schools, schools));
    let of_person = |((tally, &own), &response): ((&Tally, &u32), &Response)| {
        if own >= schools {
            return Value::Undefined(Why::DoesNotApply);
        }
        let (within, across) = (f64::from(tally.within), f64::from(tally.across));
        silent(response).map_or(Value::ratio(across - within, across + within, Why::NoTies), Value::Undefined)
    };
    let (person, pairs) = rayon::join(
        || {
            let people = tallies.people.iter().zip(&label).zip(scene.answered);
            Column::new("ei_index", Kind::Number, people.map(of_person))
        },
        || pair_rows(&matrix, &tallies.sizes, false),
    );
    let group = tallies.group_frame();
    let frames: Vec<EiFrame> = (0..schools as usize).map(|s| tallies.school_frame(s)).chain([group]).collect();
    let column = |name: &'static str, of: fn(&EiFrame) -> Option<f64>| {
        Column::new(name, Kind::Number, frames.iter().map(|f| or_no_ties(of(f))))
    };
    vec![
        Made::new(Scope::Person, vec![person]),
        Made::new(
            Scope::Layer,
            vec![
                single("ei_index", Kind::Number, or_no_ties(group.index)),
                single("ei_arcs", Kind::Number, or_no_ties(arcs_index(&matrix, schools))),
                single(
                    "ei_expected",
                    Kind::Number,
                    group.expected.map_or(Value::Undefined(Why::TooFew), Value::Number),
                ),
                single("ei_min", Kind::Number, or_no_ties(group.min)),
                single("ei_max", Kind::Number, or_no_ties(group.max)),
                single("ei_rescaled", Kind::Number, or_no_ties(group.rescaled)),
                single("pairs_across", Kind::Count, Value::Number(f64::from(tallies.group.across))),
                single("pairs_within", Kind::Count, Value::Number(f64::from(tallies.group.within))),
            ],
        ),
        Made::new(
            Scope::School,
            vec![
                column("ei_index", |f| f.index),
                column("ei_expected", |f| f.expected),
                column("ei_min", |f| f.min),
                column("ei_max", |f| f.max),
                column("ei_rescaled", |f| f.rescaled),
            ],
        ),
        pairs,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(n: usize, list: &[(u32, u32)]) -> Adjacency {
        Adjacency::from_arcs(n, list.iter().map(|&(a, b)| (a, b, 1.0)))
    }

    #[test]
    fn toy_b_has_the_e_i_of_the_conventions() {
        // Arcs 0, dyads .3333, expected from group sizes alone .6.
        let b = graph(6, &[(0, 1), (1, 0), (0, 2), (2, 1), (3, 0), (3, 2), (2, 3), (4, 3)]);
        let schools = [0, 0, 1, 1, 2, 2].map(Some);
        let frame = ei_frame(&b, &schools);
        assert_eq!((frame.index, frame.expected), (Some(1.0 / 3.0), Some(0.6)));
        assert_eq!(ei_arcs(&b, &schools), Some(0.0));
    }

    #[test]
    fn each_school_and_person_of_two_schools_with_one_bridge_looks_inward() {
        // domain.md T4: per school −.5; a1 −.3333, a2 −1.
        let t4 = graph(6, &[(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (0, 3)]);
        let schools = [0, 0, 0, 1, 1, 1].map(Some);
        let of_schools = ei_schools(&t4, &schools);
        assert_eq!(of_schools.iter().map(|f| f.index).collect::<Vec<_>>(), [Some(-0.5); 2]);
        // Of the 12 pairs with an end in a school 3 are inside; four ties can be 3 inside, or all across.
        assert_eq!((of_schools[0].expected, of_schools[0].min, of_schools[0].max), (Some(0.5), Some(-0.5), Some(1.0)));
        let people = ei_people(&t4, &schools);
        assert_eq!((people[0].index, people[1].index), (Some(-1.0 / 3.0), Some(-1.0)));
        assert_eq!(people[0].expected, Some(0.2));
    }

    #[test]
    fn the_small_group_looks_inward_on_pairs_and_on_arcs() {
        // domain.md T7: arcs −.3333, pairs −.2.
        let t7 = graph(8, &[(0, 3), (5, 3), (4, 3), (1, 2), (6, 7), (7, 6)]);
        let schools = [0, 0, 0, 1, 1, 2, 2, 2].map(Some);
        assert_eq!(ei_frame(&t7, &schools).index, Some(-0.2));
        assert_eq!(ei_arcs(&t7, &schools), Some(-1.0 / 3.0));
    }

    #[test]
    fn without_ties_there_is_no_e_i_and_people_at_group_level_are_left_out() {
        let frame = ei_frame(&graph(2, &[]), &[Some(0), Some(1)]);
        assert_eq!((frame.index, frame.expected, frame.rescaled), (None, Some(1.0), None));
        let led = ei_frame(&graph(3, &[(0, 1), (2, 0), (2, 1)]), &[Some(0), Some(0), None]);
        assert_eq!(led.index, Some(-1.0));
        assert_eq!(ei_frame(&graph(0, &[]), &[]).expected, None);
    }

    #[test]
    fn contacts_are_those_counted_one_by_one_whether_schools_stand_in_a_row_or_not() {
        let (n, schools, outside) = (9_000u32, 40u32, 40u32);
        let arcs = (0..n).flat_map(|v| [(v, (v * 7 + 3) % n), (v, (v + 1) % n), (v, (v + 5) % n)]);
        let ties = graph(n as usize, &arcs.collect::<Vec<_>>());
        // School after school with outsiders and people at group level behind; and people of a school here and there.
        let in_a_row = |v: u32| if v < 8_000 { v / 200 } else { [outside, u32::MAX][v as usize % 2] };
        let here_and_there = |v: u32| if v % 11 == 10 { u32::MAX } else { v % 41 };
        let labels: [Vec<u32>; 2] = [(0..n).map(in_a_row).collect(), (0..n).map(here_and_there).collect()];
        for label in labels {
            let found = tallies(&ties, &label, outside, schools);
            for v in 0..n {
                let own = label[v as usize];
                let others = || ties.both.of(v).iter().map(|&w| label[w as usize]).filter(|_| own < schools);
                let plain = Tally {
                    within: others().filter(|&o| o == own).count() as u32,
                    across: others().filter(|&o| o != own && o != u32::MAX).count() as u32,
                    outside: others().filter(|&o| o == outside).count() as u32,
                };
                assert_eq!(found.people[v as usize], plain, "{v}");
            }
        }
    }

    #[test]
    fn a_tie_with_an_outsider_is_a_tie_outward_that_could_not_have_fallen_otherwise() {
        // 0 1 at school 0, 2 at school 1, 3 outside; 0-1, 0-2, 0-3.
        let ties = graph(4, &[(0, 1), (0, 2), (0, 3)]);
        let tallies = tallies(&ties, &[0, 0, 1, 2], 2, 2);
        assert_eq!(tallies.group, Tally { within: 1, across: 2, outside: 1 });
        let frame = tallies.group_frame();
        assert_eq!(frame.index, Some(1.0 / 3.0));
        // Two ties among three pairs, of which one within: at least none and at most one of them is inside.
        assert_eq!((frame.min, frame.max), (Some(1.0 / 3.0), Some(1.0)));
    }
}
