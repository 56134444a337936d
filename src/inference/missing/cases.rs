//! Bounds and readings by hand, and against studies in which every pair is written out.

use super::*;
use crate::network::Network;
use crate::network::layer::Layer;
use crate::network::sketch::Sketch;
use crate::survey::End;

fn made(network: &Network) -> Vec<Made> {
    let layer = Layer::all();
    let (adjacency, answered) = (network.adjacency(&layer), network.answered(&layer));
    let scene = Scene {
        network,
        layer: &layer,
        adjacency: &adjacency,
        answered: &answered,
        within_school: network.is_within_school(&layer),
        seed: 1,
        betweenness: crate::measures::betweenness::Way::Usual,
    };
    columns(&scene)
}

fn layer_row(made: &[Made], measure: &str) -> [Option<f64>; 6] {
    TREATMENTS.map(|t| {
        let name = format!("{measure}_{t}");
        made[0].columns.iter().find(|c| c.measure == name).unwrap().of(0).number()
    })
}

fn close(seen: [Option<f64>; 6], wanted: [f64; 6]) {
    for (a, b) in seen.iter().zip(wanted) {
        assert!((a.unwrap() - b).abs() < 1e-12, "{seen:?} instead of {wanted:?}");
    }
}

#[test]
fn unknown_ties_are_absent_there_or_returned() {
    // a, b of one school, c, d of another; d did not answer whom they talk with. a>b b>a a>d c>b.
    let network = Sketch::of(&["a b", "c d"])
        .silent("d")
        .asks("teaching_talk")
        .ties("teaching_talk", "a>b b>a a>d c>b")
        .network();
    let made = made(&network);
    // Of 12 ordered pairs d's three are unknown. Absent 4; present 7; returned 5. Seen 9. Among a, b, c: 3 of 6.
    close(layer_row(&made, "density"), [4.0 / 12.0, 7.0 / 12.0, 5.0 / 12.0, 4.0 / 9.0, 4.0 / 9.0, 0.5]);
    // Mutual of connected: {ab}, {ad}, {cb}; present adds {bd}, {cd} one way and makes {ad} mutual.
    let third = 1.0 / 3.0;
    close(layer_row(&made, "reciprocity_pairs"), [third, 0.4, 2.0 * third, third, third, 0.5]);
    // Pairs across ad, bc and inside ab; with every unknown tie also bd across and cd inside.
    close(layer_row(&made, "ei_index"), [third, 0.2, third, third, third, 0.0]);
    close(layer_row(&made, "isolates"), [0.0; 6]);
}

#[test]
fn a_bound_is_what_a_study_with_these_answers_would_give() {
    // Every pair written out: what could be seen, from the questions, and what could not.
    let network = Sketch::of(&["a b c", "d e f g"])
        .silent("c g")
        .asks_both("class_visit")
        .asks("teaching_talk")
        .ties("class_visit", "a>b d>e e>d c>a")
        .ties("teaching_talk", "a>b b>a d>f g>d")
        .says(End::From, "class_visit", "b>c f>g")
        .network();
    let (layer, n) = (Layer::all(), network.len() as u32);
    let graph = network.adjacency(&layer);
    let silent = |v: u32| !network.member(v).response.speaks();
    // Talk was asked of the one who names: nobody sees what c and g would say.
    let seen = |a: u32, _: u32| !silent(a);
    let ordered = || (0..n).flat_map(|a| (0..n).filter(move |&b| b != a).map(move |b| (a, b)));
    let with = |take: &dyn Fn(u32, u32) -> bool| {
        let arcs: Vec<(u32, u32, f32)> = ordered().filter(|&(a, b)| take(a, b)).map(|(a, b)| (a, b, 1.0)).collect();
        Adjacency::from_arcs(n as usize, arcs)
    };
    let bounds = [
        with(&|a, b| graph.out.has(a, b)),
        with(&|a, b| graph.out.has(a, b) || !seen(a, b)),
        with(&|a, b| graph.out.has(a, b) || (!seen(a, b) && graph.out.has(b, a))),
    ];
    let made = made(&network);
    let labels: Vec<Option<u32>> = network.members().map(|m| m.school).collect();
    for (t, bound) in bounds.iter().enumerate() {
        let reciprocity = crate::measures::cohesion::dyads::dyads(bound).reciprocity_pairs().number();
        assert_eq!(layer_row(&made, "reciprocity_pairs")[t], reciprocity, "{t}");
        let density = bound.arcs() as f64 / 42.0;
        assert!((layer_row(&made, "density")[t].unwrap() - density).abs() < 1e-12, "{t}");
        let ei = crate::measures::between_schools::ei::ei_frame(bound, &labels).index;
        assert_eq!(layer_row(&made, "ei_index")[t], ei, "{t}");
    }
}

#[test]
fn somebody_without_a_tie_is_isolated_for_certain_only_when_everybody_else_answered() {
    let all = Sketch::of(&["a b c d"]).asks("advice").ties("advice", "a>b");
    let certain = |sketch: Sketch| {
        let network = sketch.network();
        let made = made(&network);
        let column = made[2].columns[0].clone();
        (layer_row(&made, "isolates"), (0..4).map(|v| column.of(v)).collect::<Vec<Value>>())
    };
    let (counts, people) = certain(all.clone());
    assert_eq!(counts, [Some(2.0), Some(2.0), Some(2.0), Some(2.0), Some(2.0), Some(2.0)]);
    assert_eq!(people[2], Value::Number(1.0));
    assert_eq!(people[0], Value::Undefined(Why::DoesNotApply));
    // d is silent: c could have been named; d is unknown, never isolated for certain.
    let (counts, people) = certain(all.silent("d"));
    assert_eq!(counts, [Some(2.0), Some(0.0), Some(2.0), Some(1.0), Some(1.0), Some(1.0)]);
    assert_eq!((people[2], people[3]), (Value::Number(0.0), Value::Undefined(Why::DidNotAnswer)));
}

#[test]
fn a_contradicted_visit_counts_for_either_and_not_for_both() {
    let network = Sketch::of(&["a b c"])
        .asks_both("class_visit")
        .ties("class_visit", "a>b")
        .says(End::From, "class_visit", "b>c")
        .network();
    let density = layer_row(&made(&network), "density");
    assert_eq!((density[3], density[4]), (Some(1.0 / 6.0), Some(2.0 / 6.0)));
}

/// c answered with a name that is not on the list: nobody can say that c is alone, and nobody that c is not.
#[test]
fn of_whoever_named_somebody_in_vain_no_reading_says_that_they_are_alone() {
    let network = Sketch::of(&["a b c d"])
        .with(|survey| survey.waves[0].staff[2].named_in_vain = true)
        .asks("teaching_talk")
        .ties("teaching_talk", "a>b b>a")
        .network();
    let made = made(&network);
    // d is alone in every way of counting; c only where every tie that could not be told is none.
    let expected = [2.0, 1.0, 2.0, 1.0, 1.0, 1.0];
    assert_eq!(layer_row(&made, "isolates"), expected.map(Some));
    for column in &made[2].columns {
        assert_eq!(column.of(2), Value::Undefined(Why::CannotTell), "{}", column.measure);
        assert_eq!(column.of(3), Value::Number(1.0), "{}", column.measure);
    }
}
