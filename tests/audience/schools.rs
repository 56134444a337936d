//! What would tell of a school that is hidden, or of the few in one that is not.

use crate::shown::schools_with;
use crate::studies::{analysed, two_editions};
use staffroom::audience::{Audience, edition};
use staffroom::findings::{Findings, Scope};
use std::fmt::Write as _;

#[test]
fn a_verdict_on_a_school_of_which_nothing_is_shown_is_not_shown_either() {
    // With none of the seven open in the third school, all that the second and the third have are the second's.
    let truth = schools_with(&[(9, 4), (4, 2), (7, 0)], "[standard]\nopen_door_rate = 0.5\n");
    let label = |findings: &Findings, row: usize| {
        let block = findings.block(Scope::School, 0, Some("open_door")).unwrap();
        block.column("lagging_standard").unwrap().label(row).map(str::to_owned)
    };
    assert_eq!(label(&truth, 2).as_deref(), Some("lagging"));
    for audience in [Audience::Leader, Audience::Board, Audience::Team, Audience::Consultant] {
        let shown = edition(&truth, audience, None);
        assert_eq!(label(&shown, 0), label(&truth, 0));
        for row in [1, 2] {
            assert_eq!(label(&shown, row).as_deref(), Some("cannot_tell"), "{audience:?}, row {row}");
        }
    }
    // Nor on any other hidden school, in any frame.
    let mut hidden = 0;
    for seed in 6..12 {
        let (truth, shown) = two_editions(seed);
        for block in shown.blocks.iter().filter(|b| b.scope == Scope::School) {
            let frames = ["lagging_standard", "lagging_group", "lagging_potential", "lagging_change"];
            for column in frames.iter().filter_map(|f| block.column(f)) {
                let whole = truth.block(Scope::School, block.wave, block.layer.as_deref()).unwrap();
                for row in (0..truth.schools.len()).filter(|&r| block.number("known", r).is_none()) {
                    let own = column.label(row).is_none_or(|l| l == "cannot_tell");
                    assert!(own, "seed {seed}, {}", column.measure);
                    let was = whole.column(&column.measure).and_then(|c| c.label(row));
                    hidden += usize::from(was.is_some_and(|l| l != "cannot_tell"));
                }
            }
        }
    }
    assert!(hidden > 0, "the studies have verdicts on such schools");
}

#[test]
fn how_many_carry_the_ties_of_a_school_is_not_told_without_the_people() {
    // Two schools of six; one of the first talks with one of the second.
    let (mut staff, mut ties) =
        (String::from("id,school,role,answered\n"), String::from("from,to,relation\nA0,B0,teaching_talk\n"));
    for school in ["A", "B"] {
        (0..6).for_each(|k| writeln!(staff, "{school}{k},{school},teacher,yes").unwrap());
        (0..5).for_each(|k| writeln!(ties, "{school}{k},{school}{},teaching_talk", k + 1).unwrap());
    }
    let truth = analysed(&staff, &ties);
    let has = |f: &Findings| f.blocks.iter().any(|b| b.scope == Scope::School && b.column("link_persons").is_some());
    assert!(has(&truth));
    for audience in [Audience::Leader, Audience::Board, Audience::Team, Audience::Consultant] {
        assert!(!has(&edition(&truth, audience, None)), "{audience:?}");
    }
}

#[test]
fn what_others_said_of_one_to_four_silent_people_of_a_school_is_not_told() {
    let told = |shown: &Findings, wave: u32, layer: &str, measure: &str, row: usize| {
        shown.block(Scope::School, wave, Some(layer)).and_then(|b| b.number(measure, row)).is_some()
    };
    let is_few = |n: f64| n > 0.5 && n < 4.5;
    let doors = ["open_doors_at_least", "open_door_rate_low", "open_door_rate_high", "door_unknown"];
    let (mut few_silent, mut many, mut few_doors, mut left) = (0, 0, 0, 0);
    for seed in 0..12 {
        let (truth, shown) = two_editions(seed);
        for block in truth.blocks.iter().filter(|b| b.scope == Scope::School) {
            let (wave, Some(layer)) = (block.wave, block.layer.as_deref()) else { continue };
            // In how many pairs the silent are: not told of schools, nor of a group with few of them.
            let of_group = shown.block(Scope::Layer, wave, Some(layer));
            let group = truth.schools.len();
            let silent = block.number("people", group).zip(block.number("answered", group)).map(|(p, a)| p - a);
            if silent.is_some_and(is_few) {
                few_silent += 1;
                assert!(of_group.is_none_or(|b| b.number("reciprocity_pairs_observed", 0).is_none()), "seed {seed}");
            } else {
                many += usize::from(of_group.is_some_and(|b| b.number("reciprocity_pairs_observed", 0).is_some()));
            }
            for row in 0..truth.schools.len() {
                assert!(!told(&shown, wave, layer, "reciprocity_pairs_observed", row), "seed {seed}, {layer}, {row}");
                let less = |a: &str, b: &str| block.number(a, row).zip(block.number(b, row)).map(|(a, b)| a - b);
                if less("eligible", "known").is_some_and(is_few) {
                    few_doors += 1;
                    for measure in doors {
                        assert!(!told(&shown, wave, layer, measure, row), "seed {seed}, {measure}, {row}");
                    }
                }
                left += usize::from(told(&shown, wave, layer, "open_doors_at_least", row));
            }
        }
    }
    assert!(few_silent > 0 && many > 0 && few_doors > 3 && left > 5, "{few_silent} {many} {few_doors} {left}");
}
