//! The worked cases of the measurement design (`domain.md` section 4), as far as they speak of doors.

use super::*;
use crate::error::Why;
use crate::measures::{Column, Made, Value};
use crate::network::Network;
use crate::network::sketch::Sketch;
use crate::survey::reconcile::{State, both_asked};
use crate::survey::{End, Initiative, Role};

/// Columns of the school rows.
struct Schools(Made);

impl Schools {
    fn of(network: &Network) -> Schools {
        let mut made = openness(network);
        Schools(made.remove(1))
    }

    fn column(&self, measure: &str) -> &Column {
        self.0.columns.iter().find(|c| c.measure == measure).unwrap_or_else(|| panic!("no column {measure}"))
    }

    fn value(&self, measure: &str, row: usize) -> Value {
        self.column(measure).of(row)
    }

    /// Every row of a column; panics where a row has no number.
    fn all(&self, measure: &str) -> Vec<f64> {
        self.column(measure).values().map(|v| v.number().unwrap_or_else(|| panic!("{measure}: {v:?}"))).collect()
    }
}

/// A person's value of an openness column, by code.
fn person(sketch: &Sketch, measure: &str, code: &str) -> Value {
    let made = openness(&sketch.network()).remove(0);
    let column = made.columns.iter().find(|c| c.measure == measure).unwrap_or_else(|| panic!("no column {measure}"));
    column.of(sketch.at(code) as usize)
}

fn statuses(sketch: &Sketch) -> Vec<DoorStatus> {
    doors(&sketch.network()).iter().map(Door::status).collect()
}

fn near(a: f64, b: f64) {
    assert!((a - b).abs() < 5e-5, "{a} is not {b}");
}

use DoorStatus::{Closed, Host, TwoWay, Unknown, Visitor};

#[test]
fn t1_in_the_host_star_everybody_takes_part_and_one_door_in_five_is_open() {
    let star = Sketch::of(&["a b c d e"]).asks_both("class_visit").ties("class_visit", "b>a c>a d>a e>a");
    assert_eq!(statuses(&star), [Host, Visitor, Visitor, Visitor, Visitor]);
    let schools = Schools::of(&star.network());
    for (measure, expected) in [
        ("open_door_rate", 0.2),
        ("two_way_rate", 0.0),
        ("visitor_only_rate", 0.8),
        ("closed_rate", 0.0),
        ("host_dependency", 1.0),
        ("door_unknown", 0.0),
        ("mean_breadth", 0.8),
    ] {
        assert_eq!(schools.all(measure), [expected, expected], "{measure}");
    }
}

#[test]
fn t1b_with_every_visit_returned_all_doors_are_open_both_ways() {
    let star =
        Sketch::of(&["a b c d e"]).asks_both("class_visit").ties("class_visit", "b>a c>a d>a e>a a>b a>c a>d a>e");
    assert_eq!(statuses(&star), [TwoWay; 5]);
    let schools = Schools::of(&star.network());
    assert_eq!(schools.all("open_door_rate"), [1.0, 1.0]);
    assert_eq!(schools.all("two_way_rate"), [1.0, 1.0]);
    assert_eq!(person(&star, "mutual", "a"), Value::Number(1.0));
}

#[test]
fn t2_in_the_carousel_everybody_is_open_without_any_mutual_pair() {
    let ring = Sketch::of(&["a b c d"]).asks_both("class_visit").ties("class_visit", "a>b b>c c>d d>a");
    assert_eq!(statuses(&ring), [TwoWay; 4]);
    assert_eq!(Schools::of(&ring.network()).all("open_door_rate"), [1.0, 1.0]);
    assert_eq!(person(&ring, "mutual", "a"), Value::Number(0.0));
}

#[test]
fn t3_in_the_closed_trio_every_door_is_open() {
    let trio = Sketch::of(&["a b c"]).asks_both("class_visit").ties("class_visit", "a>b b>a a>c c>a b>c c>b");
    assert_eq!(Schools::of(&trio.network()).all("open_door_rate"), [1.0, 1.0]);
}

fn one_missing_form() -> Sketch {
    Sketch::of(&["a b c d e"]).silent("e").asks_both("class_visit").says(End::From, "class_visit", "a>e b>a c>d").says(
        End::To,
        "class_visit",
        "b>a e>b",
    )
}

#[test]
fn t5_one_missing_form_is_filled_from_the_other_side() {
    let sketch = one_missing_form();
    let survey = sketch.survey();
    let mut seen = std::collections::BTreeMap::new();
    for from in 0..5u32 {
        for to in (0..5u32).filter(|&to| to != from) {
            let tie = survey.ties.iter().find(|t| (t.from, t.to) == (from, to));
            let of = |p: u32| survey.waves[0].staff[p as usize].response;
            let state = tie.map_or_else(|| both_asked(false, of(from), false, of(to)), |t| t.state);
            *seen.entry(state).or_insert(0) += 1;
        }
    }
    let expected = [
        (State::Confirmed, 1),
        (State::SingleFrom, 1),
        (State::SingleTo, 1),
        (State::Contradicted, 1),
        (State::Absent, 10),
        (State::AbsentOneSide, 6),
    ];
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), expected);

    let schools = Schools::of(&sketch.network());
    assert_eq!(schools.all("open_door_rate"), [0.6, 0.6]);
    assert_eq!(schools.all("open_door_rate_confirmed"), [0.2, 0.2]);
    assert_eq!(schools.all("open_door_rate_either"), [0.8, 0.8]);
    assert_eq!(schools.all("known"), [5.0, 5.0]);
    assert_eq!(person(&sketch, "rough", "e"), Value::Number(1.0));
    assert_eq!(person(&sketch, "rough", "a"), Value::Number(0.0));
}

#[test]
fn t5b_two_missing_forms_leave_bounds() {
    let sketch = Sketch::of(&["a b c d e"]).silent("d e").asks_both("class_visit").ties("class_visit", "a>b");
    assert_eq!(statuses(&sketch), [Visitor, Host, Closed, Unknown, Unknown]);
    let schools = Schools::of(&sketch.network());
    near(schools.all("open_door_rate")[0], 1.0 / 3.0);
    assert_eq!(schools.all("open_door_rate_low")[0].to_bits(), 0.2f64.to_bits());
    assert_eq!(schools.all("open_door_rate_high")[0].to_bits(), 0.6f64.to_bits());
    assert_eq!(schools.all("door_unknown"), [2.0, 2.0]);
    assert_eq!(person(&sketch, "breadth", "d"), Value::Undefined(Why::DidNotAnswer));
    assert_eq!(person(&sketch, "depth", "d"), Value::Undefined(Why::DidNotAnswer));
}

#[test]
fn t6_half_of_the_pairs_who_talk_have_a_door() {
    let sketch = Sketch::of(&["a b c d"])
        .asks("teaching_talk")
        .asks_both("class_visit")
        .ties("teaching_talk", "a>b a>c b>c c>d")
        .ties("class_visit", "b>a a>b d>c");
    assert_eq!(statuses(&sketch), [TwoWay, TwoWay, Host, Visitor]);
    let network = sketch.network();
    let schools = Schools::of(&network);
    assert_eq!(schools.all("open_door_rate"), [0.75, 0.75]);
    assert_eq!(schools.all("conversion"), [0.5, 0.5]);
    assert_eq!(schools.all("latent_pairs"), [2.0, 2.0]);
    assert_eq!(schools.all("door_without_talk"), [0.0, 0.0]);
    let latent: Vec<(u32, u32)> =
        talk_pairs(&network).iter().filter(|p| p.door == Some(false)).map(|p| (p.a, p.b)).collect();
    assert_eq!(latent, [(0, 2), (1, 2)]);
    assert_eq!(person(&sketch, "latent", "c"), Value::Number(2.0));
    assert_eq!(person(&sketch, "latent", "d"), Value::Number(0.0));
}

#[test]
fn t6b_two_schools_with_as_much_talk_differ_in_conversion() {
    let sketch = Sketch::of(&["a b c d", "p q r s"])
        .asks("teaching_talk")
        .asks_both("class_visit")
        .ties("teaching_talk", "a>b a>c a>d b>c b>d c>d p>q p>r p>s q>r q>s r>s")
        .ties("class_visit", "a>b a>c a>d b>c p>q");
    let schools = Schools::of(&sketch.network());
    assert_eq!(schools.all("talk_pairs"), [6.0, 6.0, 12.0]);
    assert_eq!(schools.all("talk_pairs_with_door"), [4.0, 1.0, 5.0]);
    near(schools.all("conversion")[0], 0.6667);
    near(schools.all("conversion")[1], 0.1667);
}

#[test]
fn t7_a_small_group_of_three_schools() {
    let sketch = Sketch::of(&["a1 a2 a3", "b1 b2", "c1 c2 c3"])
        .asks_both("class_visit")
        .ties("class_visit", "a1>b1 c1>b1 b2>b1 a2>a3 c2>c3 c3>c2");
    assert_eq!(statuses(&sketch), [Visitor, Visitor, Host, Host, Visitor, Visitor, TwoWay, TwoWay]);
    let schools = Schools::of(&sketch.network());
    let rates = schools.all("open_door_rate");
    near(rates[0], 1.0 / 3.0);
    near(rates[1], 0.5);
    near(rates[2], 2.0 / 3.0);
    near(rates[3], 0.5);
    assert_eq!(schools.all("closed_rate"), [0.0; 4]);
    assert_eq!(schools.all("host_dependency")[3].to_bits(), 0.5f64.to_bits());
    near(schools.all("cross_school_reach")[3], 3.0 / 8.0);
    for (code, reach) in [("a1", 1.0), ("b1", 1.0), ("c1", 1.0), ("a2", 0.0), ("b2", 0.0), ("c2", 0.0)] {
        assert_eq!(person(&sketch, "reach", code), Value::Number(reach), "{code}");
    }
}

#[test]
fn t10_a_door_can_be_known_of_somebody_who_did_not_answer() {
    let sketch = Sketch::of(&["a b c d e g h", "x y"])
        .silent("g")
        .asks("teaching_talk")
        .asks("buddy")
        .asks_both("class_visit")
        .ties("teaching_talk", "a>b b>a a>c x>y y>x d>x")
        .says_often(End::From, "buddy", "h>a", 1.0, Initiative::Assigned)
        .ties("class_visit", "b>a");
    let g = sketch.at("g") as usize;
    let door = &doors(&sketch.network())[g];
    assert_eq!(door.status(), Closed);
    assert!(door.is_known() && door.is_rough());
    let marked: Vec<&str> = "a b c d e g h x y"
        .split(' ')
        .filter(|c| person(&sketch, "closed_door_with_talk", c) == Value::Number(1.0))
        .collect();
    assert_eq!(marked, ["c", "d", "x", "y"]);
    assert_eq!(person(&sketch, "networks_formal", "h"), Value::Number(1.0));
    assert_eq!(person(&sketch, "networks_informal", "h"), Value::Number(0.0));
    assert_eq!(person(&sketch, "networks_informal", "b"), Value::Number(2.0));
    assert_eq!(person(&sketch, "networks_informal", "g"), Value::Undefined(Why::DidNotAnswer));
}

#[test]
fn t14_the_ladder_and_what_a_threshold_changes() {
    let ladder = Sketch::of(&["a b c d"])
        .with(|s| s.relations.iter_mut().filter(|r| r.id == "peer_coaching").for_each(|r| r.openness = 4))
        .asks_both("class_visit")
        .asks_both("peer_coaching")
        .asks_both("critical_friend")
        .asks("advice")
        .ties("peer_coaching", "d>a")
        .ties("class_visit", "d>b")
        .ties("critical_friend", "a>c")
        .ties("advice", "d>a");
    let depth: Vec<u8> = doors(&ladder.network()).iter().map(|d| d.depth).collect();
    assert_eq!(depth, [4, 3, 2, 1]);
    let schools = Schools::of(&ladder.network());
    assert_eq!(schools.all("open_door_rate")[0].to_bits(), 0.5f64.to_bits());
    assert_eq!(schools.all("open_door_rate_broad")[0].to_bits(), 0.75f64.to_bits());
    assert_eq!(schools.all("mean_depth")[0].to_bits(), 2.5f64.to_bits());
    for rung in ["depth_1", "depth_2", "depth_3", "depth_4"] {
        assert_eq!(schools.all(rung)[0].to_bits(), 0.25f64.to_bits(), "{rung}");
    }
    for (at_least, breadth) in [(2.0, 3), (3.0, 2), (5.0, 1)] {
        let visits = Sketch::of(&["a b c d"])
            .question("class_visit", End::From, false, at_least)
            .says_often(End::From, "class_visit", "b>a", 2.0, Initiative::NotSaid)
            .says_often(End::From, "class_visit", "c>a", 3.0, Initiative::NotSaid)
            .says_often(End::From, "class_visit", "d>a", 5.0, Initiative::NotSaid);
        let doors = doors(&visits.network());
        assert_eq!(doors[0].breadth, breadth);
        assert_eq!(open_door_rate(&doors), Value::Number(0.25));
    }
}

#[test]
fn t17_what_does_not_exist_is_undefined_and_never_zero() {
    let nobody = Schools::of(&Network::of_school(0).asked("class_visit"));
    assert_eq!(nobody.value("open_door_rate", 0), Value::Undefined(Why::TooFew));
    let support =
        Sketch::of(&["a b", "c"]).role("c", Role::Support).asks_both("class_visit").ties("class_visit", "a>b");
    let schools = Schools::of(&support.network());
    assert_eq!(schools.value("open_door_rate", 1), Value::Undefined(Why::TooFew));
    assert_eq!(schools.value("open_door_rate", 0), Value::Number(0.5));
    assert_eq!(schools.value("host_dependency", 1), Value::Undefined(Why::TooFew));
    assert_eq!(person(&support, "door_status", "c"), Value::Undefined(Why::DoesNotApply));
    let quiet = Sketch::of(&["a b"]).asks_both("class_visit").asks("teaching_talk");
    let schools = Schools::of(&quiet.network());
    assert_eq!(schools.value("host_dependency", 0), Value::Undefined(Why::NoTies));
    assert_eq!(schools.value("conversion", 0), Value::Undefined(Why::NoTies));
    assert_eq!(schools.value("door_without_talk", 0), Value::Undefined(Why::NoTies));
    assert_eq!(person(&quiet, "mutual", "a"), Value::Undefined(Why::NoTies));
}

#[test]
fn a_survey_without_openness_says_not_asked_and_prints_no_zero() {
    let sketch = Sketch::of(&["a b c", "d e"]).asks("advice").ties("advice", "a>b c>d");
    let made = openness(&sketch.network());
    let counts_without_doors = ["people", "eligible", "networks_informal", "networks_formal"];
    for column in made.iter().flat_map(|m| &m.columns).filter(|c| !counts_without_doors.contains(&c.measure.as_ref())) {
        let all = column.values().all(|v| v == Value::Undefined(Why::NotAsked));
        assert!(all, "{} is {:?}", column.measure, column);
    }
}

#[test]
fn every_column_stands_in_the_list_of_columns_in_its_order() {
    let made = openness(&Network::of_school(2).tie(0, 1, "class_visit"));
    let names: Vec<(crate::measures::Scope, String)> =
        made.iter().flat_map(|m| m.columns.iter().map(|c| (m.scope, c.measure.to_string()))).collect();
    let listed: Vec<_> = COLUMNS.iter().map(|(s, n)| (*s, (*n).to_owned())).collect();
    assert_eq!(names, listed);
}

#[test]
fn people_stand_in_roster_order_whatever_their_school() {
    let mixed = Sketch::of(&["a b", "c d"])
        .with(|s| s.waves[0].staff.iter_mut().zip([1, 0, 1, 0]).for_each(|(p, school)| p.school = Some(school)))
        .asks_both("class_visit")
        .ties("class_visit", "a>c d>c");
    assert_eq!(person(&mixed, "breadth", "c"), Value::Number(2.0));
    let schools = Schools::of(&mixed.network());
    assert_eq!(schools.all("open_door_rate"), [0.0, 0.5, 0.25]);
    assert_eq!(schools.all("people"), [2.0, 2.0, 4.0]);
}
