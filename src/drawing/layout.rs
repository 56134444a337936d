//! Where people stand within their school, and schools among each other: seeded, and the same for every layer and
//! wave, so that from picture to picture only the ties change.
//!
//! Everybody has a place in the unit square of the own school: the top [`TITLE`] is kept free for the school's name,
//! people with ties stand in the middle, people without any stand on a bench at the foot. A picture of a school
//! stretches the square, a picture of the group puts the squares in a grid ([`grid`]) or elsewhere ([`schools`]).

use super::square::{fit, push_apart, square, straighten, thousandth};
use super::stress;
use rayon::prelude::*;

/// Share of a school's square, at its top, that is kept free for the name.
pub const TITLE: f64 = 0.16;

/// Where somebody stands in the unit square of the own school; y runs downward.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct Spot {
    /// From left to right.
    pub x: f64,
    /// From top to bottom.
    pub y: f64,
    /// Without any tie in any layer or wave: stands on the bench.
    pub bench: bool,
}

/// Everybody's place. `school` gives each person's school (people with the same number share a square), `ties` all
/// pairs of people with a tie in any layer and any wave, in any order and as often as they come.
///
/// # Value
/// Multiples of 1/1000. The same for the same input, whatever the number of threads; a tie within one school moves
/// nobody in another.
///
/// # Cost
/// Quadratic in the people of a school up to 300, near linear above; schools in parallel.
pub fn people(school: &[u32], ties: &[(u32, u32)], seed: u64) -> Vec<Spot> {
    let n = school.len();
    let mut order: Vec<u32> = (0..n as u32).collect();
    order.sort_by_key(|&p| school[p as usize]);
    let mut within = vec![0u32; n];
    let mut tied = vec![false; n];
    let mut rooms: Vec<&[u32]> = Vec::new();
    let mut room_of = vec![0u32; n];
    for members in order.chunk_by(|a, b| school[*a as usize] == school[*b as usize]) {
        for (at, &p) in members.iter().enumerate() {
            within[p as usize] = at as u32;
            room_of[p as usize] = rooms.len() as u32;
        }
        rooms.push(members);
    }
    let mut own: Vec<Vec<(u32, u32)>> = vec![Vec::new(); rooms.len()];
    for &(a, b) in ties.iter().filter(|(a, b)| a != b && (*a.max(b) as usize) < n) {
        tied[a as usize] = true;
        tied[b as usize] = true;
        if room_of[a as usize] == room_of[b as usize] {
            own[room_of[a as usize] as usize].push((within[a as usize], within[b as usize]));
        }
    }
    let placed: Vec<Vec<Spot>> = rooms
        .par_iter()
        .zip(own)
        .map(|(members, ties)| {
            let bench: Vec<bool> = members.iter().map(|&p| !tied[p as usize]).collect();
            // Seeded by the school's own number, so that another school more or less moves nobody.
            let number = members.first().map_or(0, |&p| u64::from(school[p as usize]));
            square(&bench, &ties, seed ^ number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        })
        .collect();
    let mut spots = vec![Spot::default(); n];
    for (members, places) in rooms.iter().zip(placed) {
        for (&p, spot) in members.iter().zip(places) {
            spots[p as usize] = spot;
        }
    }
    spots
}

/// Columns and rows of a grid for so many schools, a little wider than high and at most five across.
pub fn grid(schools: usize) -> (usize, usize) {
    let columns = (1..=5).find(|c| c * c * 5 >= schools * 6 || c * (c - 1) >= schools).unwrap_or(5);
    let columns = columns.clamp(1, schools.max(1));
    (columns, schools.div_ceil(columns))
}

/// Places of schools in the unit square by the ties between them: those with many lie close. `links` are pairs of
/// schools with how much there is between them, summed over directions where both come.
///
/// # Value
/// Multiples of 1/1000, at least two thirds of a grid's step apart.
pub fn schools(count: usize, links: &[(u32, u32, f64)], seed: u64) -> Vec<(f64, f64)> {
    const STRONGEST: usize = 3;
    let mut weight: Vec<(u32, u32, f64)> = links
        .iter()
        .filter(|(a, b, w)| a != b && (*a.max(b) as usize) < count && *w > 0.0)
        .flat_map(|&(a, b, w)| [(a, b, w), (b, a, w)])
        .collect();
    weight.sort_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)).then(x.2.total_cmp(&y.2)));
    weight.dedup_by(|later, first| {
        let same = (later.0, later.1) == (first.0, first.1);
        if same {
            first.2 += later.2;
        }
        same
    });
    // Every school pulls at those with which it has most; with all links, a group that knows itself well is one knot.
    let mut ties = Vec::new();
    for of_one in weight.chunk_by_mut(|x, y| x.0 == y.0) {
        of_one.sort_by(|x, y| y.2.total_cmp(&x.2).then(x.1.cmp(&y.1)));
        ties.extend(of_one.iter().take(STRONGEST).map(|&(a, b, _)| (a, b)));
    }
    let mut points = stress::places(count, &ties, seed);
    straighten(&mut points);
    let step = 1.0 / (count.max(1) as f64).sqrt();
    fit(&mut points, (step / 2.0, step / 2.0), (1.0 - step / 2.0, 1.0 - step / 2.0), f64::MAX);
    push_apart(&mut points, step * 0.7, (step / 2.0, step / 2.0), (1.0 - step / 2.0, 1.0 - step / 2.0));
    points.into_iter().map(|p| (thousandth(p.0), thousandth(p.1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Schools of 25 with some ties each and a few across.
    fn invented(schools: u32) -> (Vec<u32>, Vec<(u32, u32)>) {
        let n = schools * 25;
        let school = (0..n).map(|p| p / 25).collect();
        let mut ties = Vec::new();
        for p in 0..n {
            let (home, at) = (p / 25 * 25, p % 25);
            if at == 24 {
                continue;
            }
            ties.push((p, home + (at * 7 + 3) % 24));
            ties.push((p, home + (at + 1) % 24));
            if at == 5 {
                ties.push((p, (p + 25) % n));
            }
        }
        (school, ties)
    }

    #[test]
    fn everybody_stands_in_the_own_square_below_its_title() {
        let (school, ties) = invented(8);
        for spot in people(&school, &ties, 1) {
            assert!((0.05..=0.95).contains(&spot.x) && (TITLE..=0.95).contains(&spot.y), "{spot:?}");
            assert!((spot.x * 1000.0 - (spot.x * 1000.0).round()).abs() < 1e-9);
        }
    }

    #[test]
    fn only_people_without_any_tie_sit_on_the_bench_and_nobody_stands_there() {
        let (school, mut ties) = invented(2);
        ties.push((24, 49));
        let spots = people(&school, &ties, 1);
        assert!(!spots[24].bench, "a tie with another school is a tie");
        let (school, ties) = invented(2);
        let spots = people(&school, &ties, 1);
        assert!(spots[24].bench && spots[49].bench);
        assert_eq!(spots.iter().filter(|s| s.bench).count(), 2);
        let bench = spots[24].y;
        assert!(spots.iter().filter(|s| !s.bench).all(|s| s.y < bench - 0.05));
    }

    #[test]
    fn a_school_of_isolates_fills_its_bench_without_two_in_one_place() {
        let spots = people(&[0; 50], &[], 1);
        for (i, a) in spots.iter().enumerate() {
            assert!(a.bench && a.y > TITLE && a.x <= 0.95);
            assert!(spots[..i].iter().all(|b| (a.x, a.y) != (b.x, b.y)));
        }
    }

    #[test]
    fn a_school_in_many_parts_keeps_everybody_inside_and_apart() {
        // Forty pairs, twelve fours, eighty people who know nobody, and three who know somebody elsewhere only.
        let school: Vec<u32> = (0..211).chain([0]).map(|p| u32::from(p == 210)).collect();
        let mut ties: Vec<(u32, u32)> = (0..40).map(|i| (2 * i, 2 * i + 1)).collect();
        ties.extend(
            (0..12).flat_map(|i| [(80 + 4 * i, 81 + 4 * i), (81 + 4 * i, 82 + 4 * i), (82 + 4 * i, 83 + 4 * i)]),
        );
        ties.extend([(128, 210), (129, 210), (211, 210)]);
        let spots = people(&school, &ties, 1);
        assert_eq!(spots.iter().filter(|s| s.bench).count(), 80);
        for (i, a) in spots.iter().enumerate().filter(|(i, _)| *i != 210) {
            assert!((0.05..=0.95).contains(&a.x) && (TITLE..=0.95).contains(&a.y), "{i}: {a:?}");
            assert!(spots[..i].iter().all(|b| (a.x, a.y) != (b.x, b.y)), "{i}");
        }
    }

    #[test]
    fn places_are_the_same_for_any_number_of_threads_and_any_order_of_ties() {
        let (school, ties) = invented(12);
        let one = people(&school, &ties, 42);
        let other = rayon::ThreadPoolBuilder::new().num_threads(7).build().unwrap().install(|| {
            let mut turned: Vec<_> = ties.iter().map(|(a, b)| (*b, *a)).collect();
            turned.reverse();
            people(&school, &turned, 42)
        });
        assert_eq!(one, other);
    }

    #[test]
    fn a_tie_in_one_school_moves_nobody_in_another() {
        let (school, ties) = invented(3);
        let before = people(&school, &ties, 1);
        let mut more = ties.clone();
        more.push((2, 9));
        assert_eq!(before[25..], people(&school, &more, 1)[25..]);
    }

    #[test]
    fn people_of_a_school_do_not_stand_on_each_other() {
        let (school, ties) = invented(5);
        let spots = people(&school, &ties, 3);
        for (i, a) in spots.iter().enumerate() {
            for (j, b) in spots.iter().enumerate().take(i).filter(|(j, _)| school[*j] == school[i]) {
                assert!((a.x - b.x).hypot(a.y - b.y) > 0.05, "{i} {j}");
            }
        }
    }

    #[test]
    fn nobody_and_one_person_have_a_place_too() {
        assert!(people(&[], &[], 1).is_empty());
        assert_eq!(people(&[4], &[], 1).len(), 1);
        assert_eq!(people(&[4, 4], &[(0, 1), (0, 0), (0, 9)], 1).len(), 2);
    }

    #[test]
    fn schools_lie_apart_and_those_with_many_ties_lie_close() {
        let links: Vec<(u32, u32, f64)> = (0..9).map(|i| (i, i + 1, 5.0)).collect();
        let points = schools(10, &links, 1);
        let apart = |a: usize, b: usize| (points[a].0 - points[b].0).hypot(points[a].1 - points[b].1);
        assert!(apart(0, 1) < apart(0, 9));
        for (i, point) in points.iter().enumerate() {
            assert!((0.0..=1.0).contains(&point.0) && (0.0..=1.0).contains(&point.1));
            assert!((0..i).all(|j| apart(i, j) > 0.15));
        }
    }

    #[test]
    fn a_grid_has_room_for_every_school() {
        for n in 0..200 {
            let (columns, rows) = grid(n);
            assert!(columns * rows >= n && columns <= 5);
        }
        assert_eq!(grid(12), (4, 3));
        assert_eq!(grid(1), (1, 1));
    }
}
