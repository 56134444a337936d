//! How far the share of talk that has a door could move, in each school and in the group.

use super::{DRAWS, ENDINGS, FEWEST_DRAWS, WORK};
use crate::error::Why;
use crate::inference::bootstrap::{PairClasses, Stability, jackknife, vertex_bootstrap};
use crate::inference::permutation::Exchange;
use crate::measures::openness::TalkPair;
use crate::measures::{Column, Kind, Made, Scope, Value};
use crate::network::Network;

/// Intervals and standard errors of `conversion`, a row per school and one for the group.
///
/// # Formula
/// As the intervals of the other figures: teachers are drawn with replacement within their school, and a pair of drawn
/// teachers is what the pair is that it came from; the jackknife leaves out one teacher at a time.
///
/// # Reads
/// Talk pairs whose door is known; those of a school inside it, those of the group of teachers with a school.
/// `of_schools` is what was drawn of the schools where their shares were compared: nothing where fewer than two schools
/// have teachers. That one has the interval of the group.
///
/// # Value
/// As `conversion`. `TooFew` where fewer than two draws have a pair who talk, and of the jackknife with fewer than three
/// teachers.
///
/// # Cost
/// Talk pairs and teachers for each draw of the group: fewer draws in a country, as for the other figures.
///
/// # Source
/// Snijders and Borgatti (1999), *Connections* 22(2):161–170.
pub(crate) fn conversion(
    network: &Network,
    talk: &[TalkPair],
    of_schools: Option<&[Option<Stability>]>,
    seed: u64,
) -> Made {
    // Teachers of schools by number: those of one school stand behind each other.
    let (mut number, mut school_of) = (vec![None; network.len()], Vec::new());
    let mut people = vec![0..0; network.schools as usize];
    for (number, member) in number.iter_mut().zip(network.members()) {
        if let Some(school) = member.school.filter(|_| member.is_eligible()) {
            let (own, next) = (&mut people[school as usize], school_of.len());
            *own = if own.start == own.end { next..next + 1 } else { own.start..next + 1 };
            *number = Some(next as u32);
            school_of.push(school);
        }
    }
    // With a door and without: of each teacher and of all, inside schools and in the group.
    let mut inside = (vec![[0.0; 2]; school_of.len()], vec![[0.0; 2]; people.len()]);
    let mut group = (vec![[0.0; 2]; school_of.len()], [0.0; 2]);
    let mut pairs = Vec::new();
    for pair in talk {
        let ends = number[pair.a as usize].zip(number[pair.b as usize]);
        let Some(((a, b), door)) = ends.zip(pair.door) else { continue };
        let class = usize::from(!door);
        pairs.push((a, b, class));
        let (a, b) = (a as usize, b as usize);
        group.0[a][class] += 1.0;
        group.0[b][class] += 1.0;
        group.1[class] += 1.0;
        if school_of[a] == school_of[b] {
            inside.0[a][class] += 1.0;
            inside.0[b][class] += 1.0;
            inside.1[school_of[a] as usize][class] += 1.0;
        }
    }
    let draws = (WORK / (network.len() + pairs.len()).max(1)).clamp(FEWEST_DRAWS, DRAWS) as u32;
    let classes = PairClasses { classes: 2, pairs };
    let of_group = Stability::of(vertex_bootstrap(&classes, &Exchange::within(&school_of), draws, seed, share));
    let of_school = |school: usize| match of_schools {
        Some(drawn) => drawn[school],
        None => of_group.filter(|_| people.iter().filter(|people| people.start < people.end).count() < 2),
    };
    let row = |spread: Option<Stability>, own: &[[f64; 2]], all: [f64; 2]| {
        let spread = spread.filter(|_| share(&all).is_some());
        [spread.map(|s| s.low), spread.map(|s| s.high), spread.map(|s| s.standard_error), left_out(own, all)]
    };
    let each = people.iter().zip(&inside.1).enumerate();
    let mut rows: Vec<[Option<f64>; 4]> =
        each.map(|(s, (people, all))| row(of_school(s), &inside.0[people.clone()], *all)).collect();
    rows.push(row(of_group, &group.0, group.1));
    let column = |at: usize| {
        let value = |row: &[Option<f64>; 4]| row[at].map_or(Value::Undefined(Why::TooFew), Value::Number);
        Column::new(format!("conversion{}", ENDINGS[at]), Kind::Number, rows.iter().map(value).collect::<Vec<_>>())
    };
    Made::new(Scope::School, (0..4).map(column).collect())
}

/// Of pairs with a door and pairs without.
fn share(counts: &[f64]) -> Option<f64> {
    let all = counts[0] + counts[1];
    (all > 1e-9).then(|| counts[0] / all)
}

/// The jackknife standard error of a share, from the pairs of each person and of all.
fn left_out(own: &[[f64; 2]], all: [f64; 2]) -> Option<f64> {
    share(&all)?;
    let left: Vec<f64> = own.iter().filter_map(|own| share(&[all[0] - own[0], all[1] - own[1]])).collect();
    jackknife(&left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inference::by_block::{BlockPairs, Drawn, resampled_under};
    use crate::measures::openness::talk_pairs;
    use crate::network::sketch::Sketch;

    #[test]
    fn conversion_moves_between_bounds_and_leaves_one_out_by_hand() {
        // Three pairs who talk, ab with a door; c and d of another school talk and have one.
        let network = Sketch::of(&["a b e", "c d"])
            .asks("teaching_talk")
            .asks_both("class_visit")
            .ties("teaching_talk", "a>b b>e a>e c>d")
            .ties("class_visit", "a>b c>d")
            .network();
        let blocks = [
            BlockPairs::new(3, vec![(0, 1, true), (0, 2, false), (1, 2, false)]),
            BlockPairs::new(2, vec![(0, 1, true)]),
        ];
        let drawn = resampled_under(&[blocks.iter().collect()], &[0, 1], 1_000, 7).swap_remove(0);
        let spreads: Vec<Option<Stability>> = drawn.iter().map(Drawn::spread).collect();
        let made = conversion(&network, &talk_pairs(&network), Some(&spreads), 7);
        let of = |name: &str, row: usize| made.columns.iter().find(|c| c.measure == name).unwrap().of(row).number();
        // Left out: a, then b, then e: 0 of 1, 0 of 1, 1 of 1. Mean 1/3, squares 2/3; (n − 2)/(2n) = 1/6.
        let error = (2.0f64 / 3.0 / 6.0).sqrt();
        assert!((of("conversion_jackknife_se", 0).unwrap() - error).abs() < 1e-12);
        let (low, high) = (of("conversion_ci_low", 0).unwrap(), of("conversion_ci_high", 0).unwrap());
        assert!((0.0..=1.0 / 3.0).contains(&low) && (1.0 / 3.0..=1.0).contains(&high), "{low} {high}");
        // In the second school everybody who talks has a door, however they are drawn.
        assert_eq!((of("conversion_ci_low", 1), of("conversion_se", 1)), (Some(1.0), Some(0.0)));
        assert_eq!(of("conversion_jackknife_se", 1), None);
        assert!(of("conversion_ci_low", 2).unwrap() < of("conversion_ci_high", 2).unwrap());
    }

    #[test]
    fn without_talk_there_is_no_interval() {
        let network = Sketch::of(&["a b c"]).asks("teaching_talk").asks_both("class_visit").network();
        let made = conversion(&network, &talk_pairs(&network), None, 1);
        assert!(made.columns.iter().all(|c| (0..2).all(|row| c.of(row) == Value::Undefined(Why::TooFew))));
    }
}
