//! The school × school matrix: ties from one school to another, and how many there could be.

use super::{Span, plain, spans};
use crate::error::Why;
use crate::measures::bits::Bits;
use crate::measures::ground::SHARE_FROM;
use crate::measures::{Column, Kind, Made, Scope, Value};
use crate::network::adjacency::Adjacency;
use rayon::prelude::*;
use std::borrow::Cow;

/// Up to so many schools every pair has a row; beyond, a pair of schools has one when there is a tie.
const EVERY_PAIR_UP_TO: usize = 100;
/// How many schools one task takes.
const BLOCK: usize = 64;

/// Ties from the people of one school to those of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cell {
    /// School of those who name.
    pub from: u32,
    /// School of those who are named.
    pub to: u32,
    /// Ties.
    pub ties: u64,
}

/// Pairs of schools with a tie, and each school that has people with itself, in order.
pub(crate) type Matrix = Vec<Cell>;

/// Ties from school to school: the cells that are not empty, in order.
///
/// # Formula
/// `ties(a, b) = |{ (i, j) : i → j, i at a, j at b }|`
///
/// # Reads
/// The arcs, strength ignored; `schools` by person, people without one are left out.
///
/// # Value
/// Ties; `possible` is n(a) · n(b), or n(a)(n(a) − 1) within a school.
///
/// # Cost
/// One walk over the arcs, shared among threads on large networks, and a bit for each pair of schools; no table of schools
/// by schools.
///
/// # Example
/// ```
/// use staffroom::{measures::between_schools::pairs::school_matrix, network::adjacency::Adjacency};
/// let cells = school_matrix(&Adjacency::from_arcs(3, [(0, 2, 1.0), (1, 2, 1.0)]), &[Some(0), Some(0), Some(1)]);
/// assert_eq!((cells.len(), cells[0].from, cells[0].to, cells[0].ties), (1, 0, 1, 2));
/// ```
pub fn school_matrix(adjacency: &Adjacency, schools: &[Option<u32>]) -> Vec<Cell> {
    let label: Vec<u32> = schools.iter().copied().map(plain).collect();
    let count = schools.iter().flatten().max().map_or(0, |&s| s + 1);
    let mut cells = matrix(adjacency, &label, count);
    cells.retain(|cell| cell.ties > 0);
    cells
}

/// The same with plain labels below `count`; other labels are left out. A school's own cell is there even if it is empty.
pub(crate) fn matrix(adjacency: &Adjacency, label: &[u32], count: u32) -> Matrix {
    let spans = spans(label, count);
    let scattered = spans.iter().any(|span| span.count < span.people);
    let people = if scattered { by_school(label, &spans) } else { Vec::new() };
    let block = |(ties, touched, room): &mut (Vec<u32>, Vec<u64>, Vec<u32>), b: usize| -> Matrix {
        ties.resize(count as usize, 0);
        touched.resize((count as usize).div_ceil(64), 0);
        let mut cells = Vec::new();
        for school in (b * BLOCK..((b + 1) * BLOCK).min(count as usize)).filter(|&s| spans[s].people > 0) {
            let mut see = |w: u32| {
                let to = label[w as usize];
                if to < count {
                    ties[to as usize] += 1;
                    touched[to as usize / 64] |= 1 << (to % 64);
                }
            };
            let span = spans[school];
            let mut own = 0;
            if span.count > 0 {
                // The people stand in a row, and so do those they name: most are colleagues and need no look-up.
                let nodes = span.nodes();
                let named = adjacency.out.range(nodes.start).start..adjacency.out.range(nodes.end - 1).end;
                let named = &adjacency.out.targets()[named];
                let leaving = span.leaving(named, room);
                own = (named.len() - leaving.len()) as u32;
                leaving.iter().for_each(|&place| see(named[place as usize]));
            } else {
                people[school].iter().flat_map(|&v| adjacency.out.of(v)).for_each(|&w| see(w));
            }
            ties[school] += own;
            touched[school / 64] |= 1 << (school % 64);
            // Bits come in the order of the schools, so that nothing is sorted.
            for (first, word) in (0..).step_by(64).zip(&mut *touched) {
                cells.extend(Bits::of(std::mem::take(word), first).map(|to| {
                    let ties = std::mem::take(&mut ties[to as usize]);
                    Cell { from: school as u32, to, ties: ties.into() }
                }));
            }
        }
        cells
    };
    let blocks = 0..(count as usize).div_ceil(BLOCK);
    if adjacency.len() < SHARE_FROM {
        let mut own = Default::default();
        blocks.flat_map(|b| block(&mut own, b)).collect()
    } else {
        blocks.into_par_iter().map_init(Default::default, block).collect::<Vec<_>>().concat()
    }
}

/// The people of each school.
fn by_school(label: &[u32], spans: &[Span]) -> Vec<Vec<u32>> {
    let mut people: Vec<Vec<u32>> = spans.iter().map(|s| Vec::with_capacity(s.people as usize)).collect();
    (0u32..).zip(label).for_each(|(v, &s)| people.get_mut(s as usize).into_iter().for_each(|own| own.push(v)));
    people
}

/// The rows of `school_pairs.csv`. Where people were asked within their own school, pairs of schools have none.
pub(crate) fn pair_rows(matrix: &[Cell], sizes: &[u64], within_school: bool) -> Made {
    let filled: Vec<u32> = (0..sizes.len() as u32).filter(|&s| sizes[s as usize] > 0).collect();
    let is_real = |c: &Cell| (c.from as usize) < sizes.len() && (c.to as usize) < sizes.len();
    let rows: Cow<'_, [Cell]> = if filled.len() <= EVERY_PAIR_UP_TO {
        let every = filled.iter().flat_map(|&from| filled.iter().map(move |&to| (from, to)));
        let mut cells = matrix.iter().filter(|c| is_real(c)).peekable();
        every
            .map(|(from, to)| {
                let found = cells.next_if(|c| (c.from, c.to) == (from, to));
                Cell { from, to, ties: found.map_or(0, |c| c.ties) }
            })
            .collect()
    } else if matrix.iter().all(is_real) {
        Cow::Borrowed(matrix)
    } else {
        matrix.iter().copied().filter(is_real).collect()
    };
    let asked = |c: &Cell| !within_school || c.from == c.to;
    let possible = |c: &Cell| {
        let (a, b) = (sizes[c.from as usize], sizes[c.to as usize]);
        if c.from == c.to { a * (a - 1) } else { a * b }
    };
    let column = |name: &'static str, kind: Kind, of: &dyn Fn(&Cell) -> Value| {
        let value = |c: &Cell| if asked(c) { of(c) } else { Value::Undefined(Why::NotAsked) };
        Column::new(name, kind, rows.iter().map(value))
    };
    let columns = vec![
        column("ties", Kind::Count, &|c| Value::Number(c.ties as f64)),
        column("possible", Kind::Count, &|c| Value::Number(possible(c) as f64)),
        column("density", Kind::Share, &|c| Value::ratio(c.ties as f64, possible(c) as f64, Why::TooFew)),
    ];
    let mut made = Made::new(Scope::SchoolPair, columns);
    made.pairs = rows.iter().map(|c| (c.from, c.to)).collect();
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::drawn::drawn;

    fn t7() -> (Adjacency, [u32; 8]) {
        let arcs = [(0, 3), (5, 3), (4, 3), (1, 2), (6, 7), (7, 6)].map(|(a, b)| (a, b, 1.0));
        (Adjacency::from_arcs(8, arcs), [0, 0, 0, 1, 1, 2, 2, 2])
    }

    #[test]
    fn the_matrix_of_the_small_group_is_that_of_the_worked_case() {
        // domain.md T7: AA 1/6, AB 1/6, AC 0/9, BA 0/6, BB 1/2, BC 0/6, CA 0/9, CB 1/6, CC 2/6.
        let (ties, label) = t7();
        let made = pair_rows(&matrix(&ties, &label, 3), &[3, 2, 3], false);
        assert_eq!(made.pairs, [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)]);
        assert_eq!(made.columns[0].numbers, [1.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 2.0]);
        assert_eq!(made.columns[1].numbers, [6.0, 6.0, 9.0, 6.0, 2.0, 6.0, 9.0, 6.0, 6.0]);
        assert_eq!(made.columns[2].of(4), Value::Number(0.5));
    }

    #[test]
    fn ties_are_those_counted_one_by_one_whether_schools_stand_in_a_row_or_not() {
        let mut draw = drawn(5);
        for case in 0..60 {
            let (n, schools) = (1 + draw(30), 1 + draw(6));
            // Some at group level; in every other case the people of a school stand in a row.
            let mut label: Vec<u32> =
                (0..n).map(|_| Some(draw(schools + 1)).filter(|&s| s < schools).unwrap_or(u32::MAX)).collect();
            if case % 2 == 0 {
                label.sort_unstable();
            }
            let arcs: Vec<(u32, u32)> = (0..draw(4 * n)).map(|_| (draw(n), draw(n))).collect();
            let ties = Adjacency::from_arcs(n as usize, arcs.iter().map(|&(a, b)| (a, b, 1.0)));
            let plain = |from: u32, to: u32| {
                let own = (0..n).filter(|&v| label[v as usize] == from).flat_map(|v| ties.out.of(v));
                own.filter(|&&w| label[w as usize] == to).count() as u64
            };
            let cells = matrix(&ties, &label, schools);
            assert!(cells.is_sorted_by_key(|c| (c.from, c.to)));
            for from in 0..schools {
                for to in 0..schools {
                    let found = cells.iter().find(|c| (c.from, c.to) == (from, to));
                    assert_eq!(found.map_or(0, |c| c.ties), plain(from, to));
                    let people = label.iter().filter(|&&s| s == from).count();
                    assert_eq!(found.is_some(), plain(from, to) > 0 || from == to && people > 0);
                }
            }
        }
    }

    #[test]
    fn the_block_of_a_school_of_one_teacher_is_undefined_and_its_links_are_not() {
        // domain.md T17.
        let ties = Adjacency::from_arcs(3, [(0, 1, 1.0)]);
        let made = pair_rows(&matrix(&ties, &[0, 1, 1], 2), &[1, 2], false);
        assert_eq!(made.columns[2].of(0), Value::Undefined(Why::TooFew));
        assert_eq!(made.columns[2].of(1), Value::Number(0.5));
    }

    #[test]
    fn across_schools_nothing_is_known_when_nobody_was_asked() {
        let (ties, label) = t7();
        let made = pair_rows(&matrix(&ties, &label, 3), &[3, 2, 3], true);
        assert_eq!(made.columns[0].of(0), Value::Number(1.0));
        assert_eq!(made.columns[0].of(1), Value::Undefined(Why::NotAsked));
    }

    #[test]
    fn among_many_schools_only_those_with_ties_have_a_row_and_each_school_itself() {
        let n = 150u32;
        let ties = Adjacency::from_arcs(n as usize, [(0, 3, 1.0), (7, 2, 1.0)]);
        let label: Vec<u32> = (0..n).collect();
        let made = pair_rows(&matrix(&ties, &label, n), &vec![1; n as usize], false);
        assert_eq!(made.pairs.len(), 152);
        assert_eq!(&made.pairs[..2], [(0, 0), (0, 3)]);
    }

    #[test]
    fn a_school_without_people_this_wave_has_no_row() {
        let made = pair_rows(&[], &[2, 0], false);
        assert_eq!(made.pairs, [(0, 0)]);
    }
}
