//! The school × school matrix: ties from one school to another, and how many there could be.

use super::{Span, spans};
use crate::error::Why;
use crate::measures::ground::SHARE_FROM;
use crate::measures::{Column, Kind, Made, Scope, Value};
use crate::network::adjacency::Adjacency;
use rayon::prelude::*;

/// Up to so many schools every pair has a row; beyond, a pair of schools has one when there is a tie.
const EVERY_PAIR_UP_TO: usize = 100;
/// How many schools one task takes.
const BLOCK: usize = 256;

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

/// Pairs of schools with a tie, in order.
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
/// One walk over the arcs, shared among threads on large networks; no table of schools by schools.
///
/// # Example
/// ```
/// use staffroom::{measures::between_schools::pairs::school_matrix, network::adjacency::Adjacency};
/// let cells = school_matrix(&Adjacency::from_arcs(3, [(0, 2, 1.0), (1, 2, 1.0)]), &[Some(0), Some(0), Some(1)]);
/// assert_eq!((cells.len(), cells[0].from, cells[0].to, cells[0].ties), (1, 0, 1, 2));
/// ```
pub fn school_matrix(adjacency: &Adjacency, schools: &[Option<u32>]) -> Vec<Cell> {
    let label: Vec<u32> = schools.iter().map(|s| s.unwrap_or(u32::MAX)).collect();
    let count = schools.iter().flatten().max().map_or(0, |&s| s + 1);
    matrix(adjacency, &label, count)
}

/// The same with plain labels below `count`; other labels are left out.
pub(crate) fn matrix(adjacency: &Adjacency, label: &[u32], count: u32) -> Matrix {
    // People by school: nodes mostly are in this order already.
    let mut start = vec![0usize; count as usize + 1];
    label.iter().filter(|&&s| s < count).for_each(|&s| start[s as usize + 1] += 1);
    for s in 0..count as usize {
        start[s + 1] += start[s];
    }
    let mut people = vec![0u32; start[count as usize]];
    let mut next = start.clone();
    for (v, &s) in label.iter().enumerate().filter(|(_, s)| **s < count) {
        people[next[s as usize]] = v as u32;
        next[s as usize] += 1;
    }
    let spans = spans(label, count);
    let block = |b: usize| -> Matrix {
        let mut ties = vec![0u32; count as usize];
        let mut touched: Vec<u32> = Vec::new();
        let mut cells = Vec::new();
        for school in b * BLOCK..((b + 1) * BLOCK).min(count as usize) {
            let span = spans[school];
            let mut see = |named: &[u32], ties: &mut [u32]| {
                for &w in named.iter().filter(|&&w| !span.holds(w)) {
                    let to = label[w as usize];
                    if to < count {
                        let cell = &mut ties[to as usize];
                        if *cell == 0 {
                            touched.push(to);
                        }
                        *cell += 1;
                    }
                }
            };
            if span.count > 0 {
                // The people stand in a row, and so do those they name: most are colleagues and need no look-up.
                let named = &adjacency.out.targets()[named_by(adjacency, span)];
                see(named, &mut ties);
                let own = named.iter().filter(|&&w| span.holds(w)).count() as u32;
                if own > 0 {
                    touched.push(school as u32);
                    ties[school] = own;
                }
            } else {
                for &v in &people[start[school]..start[school + 1]] {
                    see(adjacency.out.of(v), &mut ties);
                }
            }
            touched.sort_unstable();
            cells.extend(touched.drain(..).map(|to| Cell {
                from: school as u32,
                to,
                ties: u64::from(std::mem::take(&mut ties[to as usize])),
            }));
        }
        cells
    };
    let blocks = 0..(count as usize).div_ceil(BLOCK);
    if adjacency.len() < SHARE_FROM {
        blocks.flat_map(block).collect()
    } else {
        blocks.into_par_iter().map(block).collect::<Vec<_>>().concat()
    }
}

/// Where those stand whom the people of a span name.
fn named_by(adjacency: &Adjacency, span: Span) -> std::ops::Range<usize> {
    adjacency.out.range(span.first).start..adjacency.out.range(span.first + span.count - 1).end
}

/// The rows of `school_pairs.csv`. Where people were asked within their own school, pairs of schools have none.
pub(crate) fn pair_rows(matrix: &Matrix, sizes: &[u64], within_school: bool) -> Made {
    let filled: Vec<u32> = (0..sizes.len() as u32).filter(|&s| sizes[s as usize] > 0).collect();
    let real = matrix.iter().filter(|c| (c.from as usize) < sizes.len() && (c.to as usize) < sizes.len());
    let rows: Vec<Cell> = if filled.len() <= EVERY_PAIR_UP_TO {
        let every = filled.iter().flat_map(|&from| filled.iter().map(move |&to| (from, to)));
        let mut cells = real.peekable();
        every
            .map(|(from, to)| {
                let found = cells.next_if(|c| (c.from, c.to) == (from, to));
                Cell { from, to, ties: found.map_or(0, |c| c.ties) }
            })
            .collect()
    } else {
        let own = filled.iter().map(|&s| Cell { from: s, to: s, ties: 0 });
        let mut cells: Vec<Cell> = real.copied().chain(own).collect();
        // The cell that was counted stands before the empty one of the same school.
        cells.sort_by_key(|c| (c.from, c.to, std::cmp::Reverse(c.ties)));
        cells.dedup_by_key(|c| (c.from, c.to));
        cells
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
        let made = pair_rows(&Vec::new(), &[2, 0], false);
        assert_eq!(made.pairs, [(0, 0)]);
    }
}
