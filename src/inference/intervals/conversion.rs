//! How far the share of talk that has a door could move, in each school and in the group.

use super::{DRAWS, ENDINGS, FEWEST_DRAWS, WORK};
use crate::error::Why;
use crate::inference::bootstrap::{PairClasses, Stability, jackknife, vertex_bootstrap};
use crate::inference::by_block::{BlockPairs, Drawn, resampled_under};
use crate::inference::permutation::Exchange;
use crate::measures::openness::TalkPair;
use crate::measures::{Column, Kind, Made, Scope, Value};
use crate::network::Network;
use rayon::prelude::*;

/// Intervals and standard errors of `conversion`, a row per school and one for the group.
///
/// # Formula
/// As the intervals of the other figures: teachers are drawn with replacement within their school, and a pair of drawn
/// teachers is what the pair is that it came from; the jackknife leaves out one teacher at a time. `of_schools`: what
/// was drawn of the schools already, where their share was compared.
///
/// # Reads
/// Talk pairs whose door is known; those of a school inside it, those of the group of teachers with a school.
///
/// # Value
/// As `conversion`. `TooFew` where fewer than two draws have a pair who talk.
///
/// # Cost
/// Talk pairs and teachers for each draw; of the group fewer draws in a country, as for the other figures.
///
/// # Source
/// Snijders and Borgatti (1999), *Connections* 22(2):161–170.
pub(crate) fn conversion(
    network: &Network,
    talk: &[TalkPair],
    of_schools: Option<Vec<Option<Stability>>>,
    seed: u64,
) -> Made {
    // Teachers of schools by number, those of one school behind each other, and the first number of each school.
    let (mut number, mut school_of) = (vec![None; network.len()], Vec::new());
    let mut schools = vec![BlockPairs::default(); network.schools as usize];
    let mut first = vec![0u32; network.schools as usize];
    for (number, member) in number.iter_mut().zip(network.members()) {
        if let Some(school) = member.school.filter(|_| member.is_eligible()) {
            let own = &mut schools[school as usize];
            if own.people == 0 {
                first[school as usize] = school_of.len() as u32;
            }
            own.people += 1;
            *number = Some(school_of.len() as u32);
            school_of.push(school);
        }
    }
    let mut all: Vec<(u32, u32, bool)> = Vec::new();
    for pair in talk {
        let ends = number[pair.a as usize].zip(number[pair.b as usize]);
        let Some(((a, b), door)) = ends.zip(pair.door) else { continue };
        all.push((a, b, door));
        let school = school_of[a as usize];
        if school == school_of[b as usize] {
            let first = first[school as usize];
            schools[school as usize].pairs.push((a - first, b - first, door));
        }
    }
    let drawn = || {
        let mut drawn = resampled_under(&[schools.iter().collect()], &network.turns(), DRAWS as u32, seed);
        drawn.swap_remove(0).par_iter().map(Drawn::spread).collect()
    };
    let spreads = of_schools.unwrap_or_else(drawn);
    let row = |spread: Option<Stability>, people: usize, pairs: &[(u32, u32, bool)]| {
        let spread = spread.filter(|_| !pairs.is_empty());
        [spread.map(|s| s.low), spread.map(|s| s.high), spread.map(|s| s.standard_error), left_out(people, pairs)]
    };
    let mut rows: Vec<[Option<f64>; 4]> = schools
        .par_iter()
        .zip(spreads)
        .map(|(school, spread)| row(spread, school.people as usize, &school.pairs))
        .collect();
    let draws = (WORK / (network.len() + all.len()).max(1)).clamp(FEWEST_DRAWS, DRAWS) as u32;
    rows.push(row(of_group(&all, &school_of, draws, seed), school_of.len(), &all));
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

/// How far the share of the group could move, pairs of two schools included.
fn of_group(pairs: &[(u32, u32, bool)], school_of: &[u32], draws: u32, seed: u64) -> Option<Stability> {
    let pairs = pairs.iter().map(|&(a, b, door)| (a, b, usize::from(!door))).collect();
    let classes = PairClasses { classes: 2, pairs };
    Stability::of(vertex_bootstrap(&classes, &Exchange::within(school_of), draws, seed, share))
}

/// The jackknife standard error of the share among so many people.
fn left_out(people: usize, pairs: &[(u32, u32, bool)]) -> Option<f64> {
    let (mut own, mut all) = (vec![[0.0; 2]; people], [0.0; 2]);
    for &(a, b, door) in pairs {
        let class = usize::from(!door);
        own[a as usize][class] += 1.0;
        own[b as usize][class] += 1.0;
        all[class] += 1.0;
    }
    share(&all)?;
    let left: Vec<f64> = own.iter().filter_map(|own| share(&[all[0] - own[0], all[1] - own[1]])).collect();
    jackknife(&left)
}

#[cfg(test)]
mod tests {
    use super::*;
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
        let made = conversion(&network, &talk_pairs(&network), None, 7);
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
