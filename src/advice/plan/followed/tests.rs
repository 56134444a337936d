//! Plans held against a next wave drawn by hand.

use super::*;
use crate::advice::plan::plan_file::line;
use crate::network::sketch::Sketch;

/// Twelve teachers in two schools; three went to see g and h, and that is all.
fn before() -> Sketch {
    Sketch::of(&["a b c d e f", "g h i j k l"]).asks_both("class_visit").ties("class_visit", "i>g j>g k>g i>h j>h k>h")
}

fn after(ties: &str) -> Sketch {
    Sketch::of(&["a b c d e f", "g h i j k l"]).asks_both("class_visit").ties("class_visit", ties)
}

fn row(rows: &[Beside], outcome: Outcome) -> &Beside {
    rows.iter().find(|r| r.outcome == outcome).unwrap()
}

fn close(value: Value, want: f64) {
    assert!((value.number().unwrap() - want).abs() < 1e-12, "{value:?} {want}");
}

#[test]
fn those_who_were_invited_stand_beside_those_who_were_not_with_what_to_expect_anyhow() {
    let (first, second) = (before(), after("b>a e>d i>g"));
    let at = |code: &str| first.at(code);
    let plan = [line(Means::ReturnVisit, at("b"), at("a")), line(Means::ReturnVisit, at("b"), at("c"))];
    let found = followed(&first.survey(), (&first.network(), &second.network()), &plan);
    assert_eq!((found.invited, found.gone), (3, 0));
    let lines = LinesSeen { kind: Means::ReturnVisit, planned: 2, seen: 1, not_seen: 1, not_known: 0 };
    assert_eq!(found.lines, [lines]);
    // Doors of a and c. Beside them d, whom e came to see, and e: of the same school, and as closed and alone before.
    let doors = row(&found.planned, Outcome::DoorOpened);
    assert_eq!((doors.invited.people, doors.invited.came, doors.beyond_plan), (2, 1, 0));
    assert_eq!((doors.others.people, doors.others.came), (2, 1));
    // g and h were open; b is in the plan.
    assert_eq!((doors.pool, doors.likeness, doors.pairs), (7, [0, 2, 0, 0], [1, 0, 0, 1]));
    close(doors.difference, 0.0);
    close(doors.p, 1.0);
    assert_eq!(doors.said, Said::CannotTell);
    // Visitors by person 3, 3 and ten times 0: mean 1/2, variance 15/11; shape (1/4)/(15/11 - 1/2) = 11/38, rate 11/19;
    // nothing again with the chance (30/49)^(11/38).
    let again = (30.0f64 / 49.0).powf(11.0 / 38.0);
    close(doors.invited.expected, 2.0 * (1.0 - again));
    close(doors.others.expected, 2.0 * (1.0 - again));
    // b went to see somebody; d, who had not and was not invited, did not.
    let went = row(&found.planned, Outcome::WentToSee);
    assert_eq!((went.invited.came, went.beyond_plan, went.pairs), (1, 0, [0, 1, 0, 0]));
    // What took place is a, and without the visit that was planned nobody came to a, while d was visited.
    let done = row(&found.done, Outcome::DoorOpened);
    assert_eq!((done.invited.people, done.invited.came, done.pairs), (1, 1, [0, 0, 1, 0]));
    // One contact is not two.
    let alone = row(&found.planned, Outcome::NoLongerAlone);
    assert_eq!((alone.invited.people, alone.invited.came), (3, 0));
}

#[test]
fn whom_somebody_stands_beside_is_alike_in_what_was_known_before() {
    let new = |survey: &mut Survey, who: &[u32]| {
        who.iter().for_each(|&v| survey.waves[0].staff[v as usize].is_new = Some(true));
    };
    let sketch = before();
    let (a, g, l) = (sketch.at("a"), sketch.at("g"), sketch.at("l"));
    let sketch = sketch.with(|survey| new(survey, &[a, g, l]));
    let plan = [line(Means::ReturnVisit, sketch.at("b"), a)];
    let second = after("b>a a>l");
    let found = followed(&sketch.survey(), (&sketch.network(), &second.network()), &plan);
    let doors = row(&found.planned, Outcome::DoorOpened);
    // l is new and closed as a is, in another school; those of the own school have been there longer, and g was open.
    assert_eq!((doors.likeness, doors.others.came), ([0, 0, 0, 1], 1));
}

#[test]
fn people_who_left_or_did_not_answer_are_counted_and_never_taken_for_a_no() {
    let first = before();
    let plan = [line(Means::ReturnVisit, first.at("b"), first.at("a"))];
    let second = after("").silent("a b d");
    let found = followed(&first.survey(), (&first.network(), &second.network()), &plan);
    assert_eq!(found.lines[0].not_known, 1);
    let doors = row(&found.planned, Outcome::DoorOpened);
    assert_eq!((doors.invited.people, doors.not_known, doors.pairs), (0, 1, [0; 4]));
    assert_eq!((doors.difference, doors.said), (Value::Undefined(Why::TooFew), Said::CannotTell));
}

/// Twelve who are to be visited by twelve others, and twelve who are not.
fn three_dozen(ties: &str) -> Sketch {
    let names: Vec<String> = ["h", "n", "v"].iter().flat_map(|x| (10..22).map(move |k| format!("{x}{k}"))).collect();
    Sketch::of(&[&names.join(" ")]).asks_both("class_visit").ties("class_visit", ties)
}

#[test]
fn a_difference_is_told_when_many_pairs_show_it_and_not_when_forms_are_missing() {
    let ties = (10..22).map(|k| format!("v{k}>h{k}")).collect::<Vec<_>>().join(" ");
    let (first, second) = (three_dozen(""), three_dozen(&ties));
    let at = |code: String| first.at(&code);
    let plan: Vec<Line> =
        (10..22).map(|k| line(Means::ReturnVisit, at(format!("v{k}")), at(format!("h{k}")))).collect();
    let found = followed(&first.survey(), (&first.network(), &second.network()), &plan);
    let doors = row(&found.planned, Outcome::DoorOpened);
    assert_eq!((doors.pairs, doors.said), ([0, 12, 0, 0], Said::Changed));
    // 2 / 2^12; with three outcomes of which two are as small, times 3/2, and doubled.
    close(doors.p, 2.0 / 4096.0);
    close(doors.p_adjusted, 6.0 / 4096.0);
    // Without the visits of the plan nothing came about: no difference, over so few pairs nothing to be told.
    let done = row(&found.done, Outcome::DoorOpened);
    assert_eq!((done.beyond_plan, done.pairs), (0, [0, 0, 0, 12]));
    let silent = (10..22).map(|k| format!("n{k}")).collect::<Vec<_>>().join(" ");
    let second = three_dozen(&ties).silent(&silent);
    let found = followed(&first.survey(), (&first.network(), &second.network()), &plan);
    assert!(found.planned.iter().all(|r| r.said == Said::CannotTell));
}
