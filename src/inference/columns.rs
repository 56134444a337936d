//! The tests that every analysis makes, as columns: E-I of a layer, QAP of two layers.

use super::PValues;
use super::draws::Draws;
use super::ei::ei_test;
use super::permutation::Exchange;
use super::qap::{Known, qap};
use super::ties::Ties;
use super::variable::{Pairs, Variable};
use crate::error::Why;
use crate::measures::between_schools::labels;
use crate::measures::{Column, Kind, Made, Scope, Value};
use crate::network::{Network, adjacency::Adjacency, layer::Layer, sight::Sight};

/// The columns of the E-I test.
const EI: [&str; 2] = ["ei_p_lower", "ei_p_upper"];

/// p of the E-I index of a layer and of each school: how often schools dealt out at random look as much inward, outward.
pub(crate) fn ei_columns(network: &Network, layer: &Layer, adjacency: &Adjacency, draws: &Draws<'_>) -> Vec<Made> {
    let rows = network.schools as usize + 1;
    if network.is_within_school(layer) {
        draws.pass_over();
        let empty =
            |scope, rows| Made::new(scope, EI.map(|name| Column::empty(name, Kind::Share, rows, Why::NotAsked)).into());
        return vec![empty(Scope::Layer, 1), empty(Scope::School, rows)];
    }
    let labels = labels(network);
    let test = ei_test(adjacency, &labels.of, network.schools, draws);
    if test.group.index.is_none() {
        draws.pass_over();
    }
    let done = test.group_p.permutations > 0;
    let p = |index: Option<f64>, p: f64| match index {
        None => Value::Undefined(Why::NoTies),
        // Ended before the first permutation.
        Some(_) if !done => Value::Undefined(Why::CannotTell),
        Some(_) => Value::Number(p),
    };
    let of: [fn(&PValues) -> f64; 2] = [|p| p.lower, |p| p.upper];
    let group =
        EI.iter().zip(of).map(|(&name, of)| Column::new(name, Kind::Share, [p(test.group.index, of(&test.group_p))]));
    let schools = EI.iter().zip(of).map(|(&name, of)| {
        let each = test.schools.iter().zip(&test.schools_p).map(|(frame, own)| p(frame.index, of(own)));
        Column::new(name, Kind::Share, each.chain([p(test.group.index, of(&test.group_p))]))
    });
    vec![Made::new(Scope::Layer, group.collect()), Made::new(Scope::School, schools.collect())]
}

/// The pairs of which it is known whether there is a tie, as [`Sight`] says. Outsiders are in none. Where only a part of
/// the layer was asked within schools, a pair of two schools is used when nothing that was asked within them is open
/// either.
pub(super) fn known_pairs(network: &Network, layer: &Layer) -> Pairs {
    let inside = |v: u32| !network.member(v).outside;
    Pairs::of_sets(network.len(), Sight::of(network, layer).rectangles(inside))
}

/// The columns of QAP, freely and within schools: names without ending, and kinds.
const QAP: [(&str, Kind); 4] = [
    ("qap_r", Kind::Number),
    ("qap_p_lower", Kind::Share),
    ("qap_p_upper", Kind::Share),
    ("qap_p_two_sided", Kind::Share),
];

/// The endings of these columns.
const QAP_ENDINGS: [&str; 2] = ["", "_within_school"];

/// The columns of QAP for two layers that are not tested: the permutations of every pair of layers would take longer
/// than all else. `staffroom test qap` makes them for any two.
pub(crate) fn qap_left_out() -> Vec<Column> {
    let every = QAP_ENDINGS.iter().flat_map(|ending| QAP.map(|(name, kind)| (format!("{name}{ending}"), kind)));
    every.map(|(name, kind)| Column::empty(name, kind, 1, Why::NotComputed)).collect()
}

/// For each node a number for the school, for pairs within schools. People without a school are each alone.
pub(super) fn school_blocks(network: &Network) -> Vec<u32> {
    network.members().enumerate().map(|(v, m)| m.school.unwrap_or(network.schools + v as u32)).collect()
}

/// Likeness of two layers of one wave: r over the known pairs; p with people changing places freely, and within their
/// school.
///
/// # Reads
/// Directed ties, strength ignored; pairs of which both layers are known ([`Sight`]).
/// Where a layer was asked within schools, only pairs within them, and then people change places within schools only.
pub(crate) fn qap_columns(
    network: &Network,
    x: (&Layer, &Adjacency),
    y: (&Layer, &Adjacency),
    draws: &Draws<'_>,
) -> Vec<Column> {
    let within_only = network.is_within_school(x.0) || network.is_within_school(y.0);
    let blocks = school_blocks(network);
    let pairs = |l: (&Layer, &Adjacency)| {
        let own = known_pairs(network, l.0);
        if within_only { own.within(blocks.clone()) } else { own }
    };
    let ties = |l: (&Layer, &Adjacency)| Variable::Ties(Ties::binary(l.1.out.clone()));
    let (px, py, vx, vy) = (pairs(x), pairs(y), ties(x), ties(y));
    let outside = |v: u32| network.member(v).outside;
    let test = |exchange: Exchange| {
        let exchange = exchange.without(outside);
        qap(&Known { variable: &vx, pairs: &px }, &Known { variable: &vy, pairs: &py }, &exchange, draws)
    };
    let within = test(Exchange::within(&blocks));
    let free = if within_only { within } else { test(Exchange::free(network.len())) };
    let mut columns = Vec::new();
    for (suffix, result) in QAP_ENDINGS.into_iter().zip([free, within]) {
        let defined = |x: f64| result.statistic.map_or(Value::Undefined(Why::NoTies), |_| Value::Number(x));
        // Ended before the first permutation: there is a correlation, and no p.
        let none = result.statistic.is_some() && result.p.permutations == 0;
        let chance = |p: f64| if none { Value::Undefined(Why::CannotTell) } else { defined(p) };
        let r = defined(result.statistic.unwrap_or_default());
        let values = [r, chance(result.p.lower), chance(result.p.upper), chance(result.p.two_sided)];
        for ((name, kind), value) in QAP.into_iter().zip(values) {
            columns.push(Column::new(format!("{name}{suffix}"), kind, [value]));
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::sketch::Sketch;

    fn layer(network: &Network, id: &str) -> (Layer, Adjacency) {
        let layer = Layer::built_in().into_iter().find(|l| l.id == id).unwrap();
        let adjacency = network.adjacency(&layer);
        (layer, adjacency)
    }

    fn number(columns: &[Column], name: &str) -> Option<f64> {
        columns.iter().find(|c| c.measure == name).unwrap().of(0).number()
    }

    #[test]
    fn two_layers_are_compared_over_the_pairs_that_were_seen() {
        // T6 as talk and a formal buddy in the place of the visit, everybody answered: r over ordered pairs.
        let school = Sketch::of(&["a b c d"])
            .asks("teaching_talk")
            .asks("host_visit")
            .ties("teaching_talk", "a>b b>a a>c c>a b>c c>b c>d d>c")
            .ties("host_visit", "b>a a>b d>c")
            .network();
        let (formal, informal) = (layer(&school, "formal"), layer(&school, "informal"));
        let columns = qap_columns(&school, (&formal.0, &formal.1), (&informal.0, &informal.1), &Draws::new(2_000, 1));
        // By hand: n 12, Σx 3, Σy 8, Σxy 3: (36 − 24)/√(27 · 32).
        let r = 12.0 / (27.0f64 * 32.0).sqrt();
        assert!((number(&columns, "qap_r").unwrap() - r).abs() < 1e-12);
        assert_eq!(number(&columns, "qap_r"), number(&columns, "qap_r_within_school"));
        // One school: the same permutations either way.
        assert_eq!(number(&columns, "qap_p_upper"), number(&columns, "qap_p_upper_within_school"));
    }

    #[test]
    fn pairs_of_somebody_who_did_not_answer_are_left_out() {
        let school = Sketch::of(&["a b c d"])
            .silent("d")
            .asks("teaching_talk")
            .asks("host_visit")
            .ties("teaching_talk", "a>b b>a a>c")
            .ties("host_visit", "b>a c>d")
            .network();
        let (formal, informal) = (layer(&school, "formal"), layer(&school, "informal"));
        let columns = qap_columns(&school, (&formal.0, &formal.1), (&informal.0, &informal.1), &Draws::new(50, 1));
        // Rows a, b, c: n 9, Σx 2, Σy 3, Σxy 1: (9 − 6)/√(14 · 18).
        assert!((number(&columns, "qap_r").unwrap() - 3.0 / (14.0f64 * 18.0).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn a_layer_asked_within_schools_has_no_e_i_and_people_stay_in_their_school() {
        let schools = Sketch::of(&["a b c", "d e f"])
            .question("teaching_talk", crate::survey::End::From, true, 1.0)
            .asks("host_visit")
            .ties("teaching_talk", "a>b d>e")
            .ties("host_visit", "a>b d>e b>d")
            .network();
        let (formal, informal) = (layer(&schools, "formal"), layer(&schools, "informal"));
        let draws = Draws::new(200, 1);
        let made = ei_columns(&schools, &informal.0, &informal.1, &draws);
        assert_eq!(made[0].columns[0].of(0), Value::Undefined(Why::NotAsked));
        assert_eq!(made[1].columns[1].len(), 3);
        let columns = qap_columns(&schools, (&formal.0, &formal.1), (&informal.0, &informal.1), &draws);
        // The visit across is not compared: the two layers are the same within schools.
        assert!((number(&columns, "qap_r").unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(number(&columns, "qap_p_upper"), number(&columns, "qap_p_upper_within_school"));
    }
}
