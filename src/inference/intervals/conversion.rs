//! How far the share of talk that has a door could move, in each school and in the group.

use super::{DRAWS, ENDINGS, FEWEST_DRAWS, WORK};
use crate::error::Why;
use crate::inference::bootstrap::{PairClasses, Stability, jackknife, vertex_bootstrap};
use crate::inference::permutation::Exchange;
use crate::measures::openness::TalkPair;
use crate::measures::{Column, Kind, Made, Scope, Value};
use crate::network::Network;
use rayon::prelude::*;

/// Intervals and standard errors of `conversion`, a row per school and one for the group.
///
/// # Formula
/// As the intervals of the other figures: teachers are drawn with replacement within their school, and a pair of drawn
/// teachers is what the pair is that it came from; the jackknife leaves out one teacher at a time.
///
/// # Reads
/// Talk pairs whose door is known; those of a school inside it, those of the group of teachers with a school.
///
/// # Value
/// As `conversion`. `TooFew` where fewer than two draws have a pair who talk.
///
/// # Cost
/// Talk pairs and teachers for each draw, twice; fewer draws in a country, as for the other figures.
///
/// # Source
/// Snijders and Borgatti (1999), *Connections* 22(2):161–170.
pub(crate) fn conversion(network: &Network, talk: &[TalkPair], seed: u64) -> Made {
    let teacher = |v: u32| {
        let member = network.member(v);
        if member.is_eligible() { member.school } else { None }
    };
    let known: Vec<(u32, u32, usize)> = talk
        .iter()
        .filter(|p| teacher(p.a).is_some() && teacher(p.b).is_some())
        .filter_map(|p| Some((p.a, p.b, usize::from(!p.door?))))
        .collect();
    let draws = (WORK / (network.len() + known.len()).max(1)).clamp(FEWEST_DRAWS, DRAWS) as u32;
    let schools = network.schools as usize;
    let mut people: Vec<Vec<u32>> = vec![Vec::new(); schools];
    for v in 0..network.len() as u32 {
        if let Some(school) = teacher(v) {
            people[school as usize].push(v);
        }
    }
    let mut inside: Vec<Vec<(u32, u32, usize)>> = vec![Vec::new(); schools];
    for &(a, b, class) in &known {
        if let Some(school) = teacher(a).filter(|s| teacher(b) == Some(*s)) {
            inside[school as usize].push((a, b, class));
        }
    }
    let mut rows: Vec<[Option<f64>; 4]> =
        people.par_iter().zip(inside).map(|(people, pairs)| about(&[people], pairs, draws, seed)).collect();
    rows.push(about(&people.iter().collect::<Vec<_>>(), known, draws, seed));
    let column = |at: usize| {
        let value = |row: &[Option<f64>; 4]| row[at].map_or(Value::Undefined(Why::TooFew), Value::Number);
        Column::new(format!("conversion{}", ENDINGS[at]), Kind::Number, rows.iter().map(value).collect::<Vec<_>>())
    };
    Made::new(Scope::School, (0..4).map(column).collect())
}

/// Interval and both standard errors of some blocks of people and the pairs among them.
fn about(blocks: &[&Vec<u32>], mut pairs: Vec<(u32, u32, usize)>, draws: u32, seed: u64) -> [Option<f64>; 4] {
    // People by their place among these alone, block by block.
    let mut everybody: Vec<(u32, u32)> = Vec::new();
    for (b, people) in blocks.iter().enumerate() {
        everybody.extend(people.iter().map(|&v| (v, b as u32)));
    }
    everybody.sort_unstable();
    let place = |v: u32| everybody.partition_point(|p| p.0 < v) as u32;
    for pair in &mut pairs {
        (pair.0, pair.1) = (place(pair.0), place(pair.1));
    }
    let block_of: Vec<u32> = everybody.iter().map(|p| p.1).collect();
    let share = |counts: &[f64]| {
        let all = counts[0] + counts[1];
        (all > 1e-9).then(|| counts[0] / all)
    };
    let (mut own, mut all) = (vec![[0.0; 2]; everybody.len()], [0.0; 2]);
    for &(a, b, class) in &pairs {
        own[a as usize][class] += 1.0;
        own[b as usize][class] += 1.0;
        all[class] += 1.0;
    }
    if share(&all).is_none() {
        return [None; 4];
    }
    let left: Vec<f64> = own.iter().filter_map(|o| share(&[all[0] - o[0], all[1] - o[1]])).collect();
    let classes = PairClasses { classes: 2, pairs };
    let spread = Stability::of(vertex_bootstrap(&classes, &Exchange::within(&block_of), draws, seed, share));
    [spread.map(|s| s.low), spread.map(|s| s.high), spread.map(|s| s.standard_error), jackknife(&left)]
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
        let made = conversion(&network, &talk_pairs(&network), 7);
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
        let made = conversion(&network, &talk_pairs(&network), 1);
        assert!(made.columns.iter().all(|c| (0..2).all(|row| c.of(row) == Value::Undefined(Why::TooFew))));
    }
}
