//! The worked cases of the measurement design, as whole tables: every family on a small network, columns by name.

use super::betweenness::Way;
use super::{ALL, Column, Made, ON_REQUEST, Scene, Scope, Value};
use crate::error::{Notice, Why};
use crate::network::{Network, layer::Layer};

/// Everything the families make of one layer.
struct Tables(Vec<Made>);

impl Tables {
    fn of(network: &Network, layer: &Layer) -> Tables {
        let adjacency = network.adjacency(layer);
        let answered = network.answered(layer);
        let scene = Scene {
            network,
            layer,
            adjacency: &adjacency,
            answered: &answered,
            within_school: network.is_within_school(layer),
            seed: 1,
            betweenness: crate::measures::betweenness::Way::default(),
        };
        Tables(ALL.iter().flat_map(|family| (family.make)(&scene)).collect())
    }

    fn column(&self, scope: Scope, name: &str) -> &Column {
        let mut columns = self.0.iter().filter(|made| made.scope == scope).flat_map(|made| &made.columns);
        columns.find(|c| c.measure == name).unwrap_or_else(|| panic!("no column {name} of {scope:?}"))
    }

    fn layer(&self, name: &str) -> Option<f64> {
        self.column(Scope::Layer, name).of(0).number()
    }

    fn people(&self, name: &str) -> Vec<Option<f64>> {
        self.column(Scope::Person, name).values().map(Value::number).collect()
    }

    fn schools(&self, name: &str) -> Vec<Option<f64>> {
        self.column(Scope::School, name).values().map(Value::number).collect()
    }

    fn near(&self, name: &str, expected: f64) {
        let found = self.layer(name);
        assert!(found.is_some_and(|x| (x - expected).abs() < 1e-12), "{name}: {found:?}, expected {expected}");
    }
}

fn visits(sizes: &[u32], list: &[(u32, u32)]) -> Tables {
    let network = list
        .iter()
        .fold(Network::of_schools(sizes).asked("class_visit"), |network, &(a, b)| network.tie(a, b, "class_visit"));
    Tables::of(&network, &Layer::open_door())
}

/// Ties without a direction, as a directed relation both ways.
fn talk(sizes: &[u32], list: &[(u32, u32)]) -> Tables {
    let network = list.iter().fold(Network::of_schools(sizes).asked("teaching_talk"), |network, &(a, b)| {
        network.tie(a, b, "teaching_talk").tie(b, a, "teaching_talk")
    });
    Tables::of(&network, &Layer::talk())
}

fn some(list: &[f64]) -> Vec<Option<f64>> {
    list.iter().copied().map(Some).collect()
}

#[test]
fn every_family_makes_the_columns_it_announces_and_no_others() {
    for (sizes, within) in [(&[3u32, 2][..], false), (&[3, 2], true), (&[], false), (&[1], false)] {
        let mut network = Network::of_schools(sizes).asked("class_visit");
        network.questions.iter_mut().for_each(|q| q.within_school = within);
        let layer = Layer::open_door();
        let adjacency = network.adjacency(&layer);
        let answered = network.answered(&layer);
        let scene = Scene {
            network: &network,
            layer: &layer,
            adjacency: &adjacency,
            answered: &answered,
            within_school: within,
            seed: 1,
            betweenness: crate::measures::betweenness::Way::default(),
        };
        for family in ALL {
            let made = (family.make)(&scene);
            let found: Vec<(Scope, &str)> =
                made.iter().flat_map(|m| m.columns.iter().map(|c| (m.scope, c.measure.as_ref()))).collect();
            // Knotting compares formal with informal, on these two layers only.
            if family.name == "knotting" {
                assert!(found.iter().all(|f| family.columns.contains(f)), "{} on {sizes:?}", family.name);
            } else {
                assert_eq!(found, family.columns, "{} on {sizes:?}", family.name);
            }
            for m in &made {
                let rows = match m.scope {
                    Scope::Person | Scope::Openness => network.len(),
                    Scope::School => sizes.len() + 1,
                    Scope::SchoolPair => m.pairs.len(),
                    Scope::Layer | Scope::LayerPair => 1,
                };
                assert!(m.columns.iter().all(|c| c.len() == rows), "{} on {sizes:?}", family.name);
            }
        }
    }
}

#[test]
fn every_family_with_a_column_from_a_sample_says_so() {
    let ties = (0..40u32).flat_map(|i| [(i, (i + 1) % 40), (i, (7 * i + 3) % 40)]).filter(|(a, b)| a != b);
    let network =
        ties.fold(Network::of_schools(&[40]).asked("class_visit"), |network, (a, b)| network.tie(a, b, "class_visit"));
    let layer = Layer::open_door();
    let (adjacency, answered) = (network.adjacency(&layer), network.answered(&layer));
    let families = || ALL.iter().chain(ON_REQUEST);
    let made = |way: Way| {
        let mut scene = Scene::new(&network, &layer, &adjacency, &answered, 1);
        scene.betweenness = way;
        families().map(|family| (family.make)(&scene)).collect::<Vec<_>>()
    };
    let mut sampled = Vec::new();
    for ((family, exact), drawn) in families().zip(made(Way::Exact)).zip(made(Way::Pivots(5))) {
        let differs = exact.iter().zip(&drawn).any(|(exact, drawn)| exact.columns != drawn.columns);
        let said: Vec<&str> = drawn
            .iter()
            .flat_map(|made| &made.notices)
            .filter_map(|notice| match notice {
                Notice::BetweennessSampled { measure, sources: 5, people: 40, .. } => Some(measure.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(differs, !said.is_empty(), "{}", family.name);
        sampled.extend(said.into_iter().map(str::to_owned));
    }
    assert_eq!(sampled, ["betweenness", "betweenness_undirected", "betweenness_undirected_normalised"]);
}

#[test]
fn t1_a_host_star() {
    let t = visits(&[5], &[(1, 0), (2, 0), (3, 0), (4, 0)]);
    t.near("density", 0.2);
    assert_eq!([t.layer("mutual"), t.layer("asymmetric"), t.layer("null")], [Some(0.0), Some(4.0), Some(6.0)]);
    t.near("reciprocity_arcs", 0.0);
    t.near("in_centralisation", 1.0);
    t.near("out_centralisation", 1.0 / 16.0);
    t.near("degree_centralisation", 1.0);
    t.near("top1_in_share", 1.0);
    assert_eq!(t.people("constraint"), some(&[0.25, 1.0, 1.0, 1.0, 1.0]));
    assert_eq!(t.people("effective_size"), some(&[4.0, 1.0, 1.0, 1.0, 1.0]));
    assert_eq!(t.people("in_degree"), some(&[4.0, 0.0, 0.0, 0.0, 0.0]));
    // T1b: all visits returned.
    let t = visits(&[5], &[(1, 0), (2, 0), (3, 0), (4, 0), (0, 1), (0, 2), (0, 3), (0, 4)]);
    t.near("density", 0.4);
    assert_eq!([t.layer("mutual"), t.layer("asymmetric"), t.layer("null")], [Some(4.0), Some(0.0), Some(6.0)]);
    t.near("reciprocity_arcs", 1.0);
    t.near("in_centralisation", 0.75);
    assert_eq!(t.people("mutual_share"), some(&[1.0; 5]));
}

#[test]
fn t2_a_carousel() {
    let t = visits(&[4], &[(0, 1), (1, 2), (2, 3), (3, 0)]);
    t.near("density", 1.0 / 3.0);
    assert_eq!([t.layer("mutual"), t.layer("asymmetric"), t.layer("null")], [Some(0.0), Some(4.0), Some(2.0)]);
    t.near("reciprocity_arcs", 0.0);
    t.near("in_centralisation", 0.0);
    assert_eq!(t.people("constraint"), some(&[0.5; 4]));
    assert_eq!(t.people("effective_size"), some(&[2.0; 4]));
    assert_eq!([t.layer("components_weak"), t.layer("components_strong")], [Some(1.0), Some(1.0)]);
}

#[test]
fn t3_a_closed_trio() {
    let t = visits(&[3], &[(0, 1), (1, 0), (1, 2), (2, 1), (0, 2), (2, 0)]);
    t.near("reciprocity_arcs", 1.0);
    t.near("density", 1.0);
    t.near("transitivity_directed", 1.0);
    assert_eq!(t.people("constraint"), some(&[1.125; 3]));
    assert_eq!(t.people("effective_size"), some(&[1.0; 3]));
    assert_eq!(t.layer("triad_300"), Some(1.0));
}

#[test]
fn t4_two_schools_with_one_bridge() {
    let t = talk(&[3, 3], &[(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (0, 3)]);
    t.near("ei_index", -5.0 / 7.0);
    t.near("ei_expected", 0.2);
    t.near("ei_min", -5.0 / 7.0);
    t.near("ei_max", 1.0);
    t.near("ei_rescaled", -1.0);
    assert_eq!(t.schools("ei_index"), [Some(-0.5), Some(-0.5), Some(-5.0 / 7.0)]);
    assert_eq!(t.people("ei_index")[..2], some(&[-1.0 / 3.0, -1.0]));
    assert_eq!(t.schools("density"), some(&[1.0, 1.0, 14.0 / 30.0]));
    let pairs = t.column(Scope::SchoolPair, "density");
    assert!((pairs.of(1).number().unwrap() - 1.0 / 9.0).abs() < 1e-12);
    t.near("degree_centralisation", 0.2);
    let constraint = t.people("constraint");
    assert!((constraint[0].unwrap() - 0.611_111_111_111).abs() < 1e-9);
    assert!((constraint[1].unwrap() - 1.006_944_444_444).abs() < 1e-9);
    assert!((t.people("effective_size")[0].unwrap() - 7.0 / 3.0).abs() < 1e-12);
    assert_eq!(t.people("effective_size")[1], Some(1.0));
    assert_eq!([t.layer("bridges"), t.layer("cut_points")], [Some(1.0), Some(2.0)]);
    assert_eq!(t.people("cut_point"), some(&[1.0, 0.0, 0.0, 1.0, 0.0, 0.0]));
    t.near("fragmentation", 0.0);
    t.near("krackhardt_connectedness", 1.0);
    t.near("krackhardt_hierarchy", 0.0);
    t.near("krackhardt_efficiency", 0.64);
    t.near("krackhardt_lubness", 1.0);
    assert_eq!(t.people("schools_within_2"), some(&[2.0; 6]));
    assert_eq!(t.people("outside_contacts"), some(&[1.0, 0.0, 0.0, 1.0, 0.0, 0.0]));
    assert_eq!(t.schools("schools_reached"), [Some(1.0), Some(1.0), None]);
    assert_eq!(t.schools("link_persons"), some(&[1.0, 1.0, 2.0]));
    assert_eq!(t.schools("group_degree")[..2], some(&[1.0 / 3.0; 2]));
    assert_eq!(t.schools("group_closeness")[..2], some(&[0.6; 2]));
    assert_eq!(t.schools("group_betweenness")[..2], some(&[0.0; 2]));
}

#[test]
fn t4_removing_a_bridging_person_breaks_the_group_in_parts() {
    // Without a1: {a2, a3} and {b1, b2, b3}.
    talk(&[2, 3], &[(0, 1), (2, 3), (2, 4), (3, 4)]).near("fragmentation", 0.6);
}

#[test]
fn t6_visits_of_four() {
    let t = visits(&[4], &[(1, 0), (0, 1), (3, 2)]);
    assert_eq!([t.layer("mutual"), t.layer("asymmetric"), t.layer("null")], [Some(1.0), Some(1.0), Some(4.0)]);
    t.near("reciprocity_arcs", 2.0 / 3.0);
    t.near("reciprocity_pairs", 0.5);
    t.near("density", 0.25);
    let t = talk(&[4], &[(0, 1), (0, 2), (1, 2), (2, 3)]);
    let constraint: Vec<f64> = t.people("constraint").into_iter().flatten().collect();
    let rounded: Vec<f64> = constraint.iter().map(|c| (c * 1e4).round() / 1e4).collect();
    assert_eq!(rounded, [1.0069, 1.0069, 0.6111, 1.0]);
    t.near("degree_centralisation", 4.0 / 6.0);
}

#[test]
fn t7_a_small_group_of_schools() {
    let t = visits(&[3, 2, 3], &[(0, 3), (5, 3), (4, 3), (1, 2), (6, 7), (7, 6)]);
    t.near("ei_index", -0.2);
    t.near("ei_arcs", -1.0 / 3.0);
    assert_eq!(t.column(Scope::SchoolPair, "ties").numbers, [1.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 2.0]);
    assert_eq!(t.column(Scope::SchoolPair, "possible").numbers, [6.0, 6.0, 9.0, 6.0, 2.0, 6.0, 9.0, 6.0, 6.0]);
    assert_eq!([t.layer("mutual"), t.layer("asymmetric"), t.layer("null")], [Some(1.0), Some(4.0), Some(23.0)]);
    t.near("reciprocity_arcs", 1.0 / 3.0);
    t.near("in_centralisation", 18.0 / 49.0);
    t.near("top1_in_share", 0.5);
    t.near("gini_in_degree", 0.625);
}

#[test]
fn t8_the_broker_in_all_roles() {
    let t = visits(&[2, 3, 1], &[(0, 2), (2, 3), (2, 5), (4, 2), (2, 1)]);
    for (role, count) in
        ["coordinator", "itinerant", "gatekeeper", "representative", "liaison"].iter().zip([1, 1, 1, 2, 1])
    {
        let column = t.people(&format!("brokerage_{role}"));
        let expected: Vec<Option<f64>> = (0..6).map(|v| Some(if v == 2 { f64::from(count) } else { 0.0 })).collect();
        assert_eq!(column, expected, "{role}");
        t.near(&format!("brokerage_{role}"), f64::from(count));
    }
}

/// The network of the isolation case: A = a b c d e g h (nodes 0 to 6), B = x y (7, 8); g did not answer.
fn t10() -> Network {
    let mut network = Network::of_schools(&[7, 2])
        .asked("teaching_talk")
        .asked("buddy")
        .asked("class_visit")
        .tie(0, 1, "teaching_talk")
        .tie(1, 0, "teaching_talk")
        .tie(0, 2, "teaching_talk")
        .tie(7, 8, "teaching_talk")
        .tie(8, 7, "teaching_talk")
        .tie(3, 7, "teaching_talk")
        .tie(6, 0, "buddy")
        .tie(1, 0, "class_visit");
    network.questions.iter_mut().for_each(|q| q.answered[5] = crate::survey::Response::DidNotAnswer);
    network
}

#[test]
fn t10_kinds_of_isolation() {
    let network = t10();
    let t = Tables::of(&network, &Layer::all());
    let column = t.column(Scope::Person, "isolation");
    let found: Vec<&str> = (0..9).map(|v| column.label(v).unwrap()).collect();
    let expected = [
        "embedded",
        "single_thread",
        "single_thread",
        "external_only",
        "isolate",
        "unknown",
        "formal_only",
        "embedded",
        "single_thread",
    ];
    assert_eq!(found, expected);
    t.near("ei_index", -0.6);
    assert_eq!([t.layer("isolates"), t.layer("unknown")], [Some(1.0), Some(1.0)]);
    assert_eq!(t.schools("isolates"), some(&[1.0, 0.0, 1.0]));
    assert_eq!([t.layer("people"), t.layer("answered")], [Some(9.0), Some(8.0)]);
    // Who did not answer has no figure of the own answers, and keeps what others report.
    assert_eq!(t.column(Scope::Person, "out_degree").of(5), Value::Undefined(Why::DidNotAnswer));
    assert_eq!(t.people("in_degree")[5], Some(0.0));
    // On the layer of talk, c is named only, and keeps its first label.
    let talk = Tables::of(&network, &Layer::talk());
    assert_eq!(talk.column(Scope::Person, "isolation").label(2), Some("single_thread"));
    assert_eq!(talk.column(Scope::Person, "isolation").label(6), Some("isolate"));
}

#[test]
fn t11_a_path() {
    let t = talk(&[4], &[(0, 1), (1, 2), (2, 3)]);
    assert_eq!(t.people("constraint"), some(&[1.0, 0.5, 0.5, 1.0]));
    assert_eq!(t.people("effective_size"), some(&[1.0, 2.0, 2.0, 1.0]));
    t.near("degree_centralisation", 2.0 / 6.0);
    // Without b: {a}, {c, d}.
    talk(&[3], &[(1, 2)]).near("fragmentation", 2.0 / 3.0);
}

#[test]
fn t14_visits_to_one_host() {
    let t = visits(&[4], &[(1, 0), (2, 0), (3, 0)]);
    assert_eq!(t.people("in_degree")[0], Some(3.0));
}

#[test]
fn t17_what_is_undefined_is_not_zero() {
    let t = visits(&[2], &[]);
    for name in ["reciprocity_arcs", "reciprocity_pairs", "ei_index", "ei_rescaled", "gini_in_degree", "top1_in_share"]
    {
        assert_eq!(t.column(Scope::Layer, name).of(0), Value::Undefined(Why::NoTies), "{name}");
    }
    t.near("density", 0.0);
    assert_eq!(t.column(Scope::Layer, "degree_centralisation").of(0), Value::Undefined(Why::TooFew));
    assert_eq!(t.column(Scope::Person, "constraint").of(0), Value::Undefined(Why::NoTies));
    assert_eq!(t.column(Scope::Person, "ei_index").of(0), Value::Undefined(Why::NoTies));
    let one = visits(&[1], &[]);
    assert_eq!(one.column(Scope::Layer, "density").of(0), Value::Undefined(Why::TooFew));
    // A school of one teacher: its own block is undefined, the one with the other school is not.
    let two = visits(&[1, 2], &[(0, 1)]);
    assert_eq!(two.column(Scope::SchoolPair, "density").of(0), Value::Undefined(Why::TooFew));
    assert_eq!(two.column(Scope::SchoolPair, "density").of(1), Value::Number(0.5));
}

#[test]
fn t18_an_out_tree() {
    let t = visits(&[4], &[(0, 1), (0, 2), (0, 3)]);
    for name in ["connectedness", "hierarchy", "efficiency", "lubness"] {
        t.near(&format!("krackhardt_{name}"), 1.0);
    }
}

#[test]
fn density_with_missing_rows_is_over_what_could_be_seen() {
    // conventions.md toy B with rows 5 and 6 missing: sna has .35, 7 of 20; the tie that row 5 reports is left out.
    let arcs = [(0, 1), (1, 0), (0, 2), (2, 1), (3, 0), (3, 2), (2, 3), (4, 3)];
    let mut network =
        arcs.iter().fold(Network::of_schools(&[6]), |network, &(a, b)| network.tie(a, b, "teaching_talk"));
    for v in [4, 5] {
        network.questions[0].answered[v] = crate::survey::Response::DidNotAnswer;
    }
    let t = Tables::of(&network, &Layer::talk());
    t.near("density", 8.0 / 30.0);
    t.near("density_observed", 0.35);
    assert_eq!(t.schools("density_observed"), some(&[0.35, 0.35]));
    assert_eq!(t.layer("dyads_observed"), Some(6.0));
    // Among the four who answered: mutual 1-2 and 3-4, one way 1>3, 3>2, 4>1.
    t.near("reciprocity_arcs_observed", 4.0 / 7.0);
    t.near("reciprocity_pairs_observed", 2.0 / 5.0);
}

#[test]
fn a_visit_that_the_host_was_asked_about_is_observable_though_the_visitor_did_not_answer() {
    // Three people, both sides asked; 0 did not answer. Pairs with 0 as visitor are seen by the hosts.
    let mut network = Network::of_schools(&[3]).tie(0, 1, "class_visit").tie(1, 2, "class_visit");
    network.questions.iter_mut().for_each(|q| q.answered[0] = crate::survey::Response::DidNotAnswer);
    let t = Tables::of(&network, &Layer::open_door());
    t.near("density_observed", 2.0 / 6.0);
    // Only the visitors' form counts: 0 is seen by nobody as a visitor.
    network.questions.retain(|q| q.end == crate::survey::End::From);
    let t = Tables::of(&network, &Layer::open_door());
    t.near("density_observed", 1.0 / 4.0);
}

#[test]
fn where_people_were_asked_within_their_school_nothing_across_is_a_null() {
    let mut network =
        Network::of_schools(&[3, 2]).tie(0, 1, "teaching_talk").tie(1, 0, "teaching_talk").tie(3, 4, "teaching_talk");
    network.questions.iter_mut().for_each(|q| q.within_school = true);
    let t = Tables::of(&network, &Layer::talk());
    assert_eq!([t.layer("mutual"), t.layer("asymmetric"), t.layer("null")], [Some(1.0), Some(1.0), Some(2.0)]);
    t.near("density", 3.0 / 8.0);
    t.near("density_observed", 3.0 / 8.0);
    assert_eq!(t.layer("dyads_observed"), Some(4.0));
    t.near("fragmentation", 1.0 - 4.0 / 8.0);
    // One triad, in the school of three.
    assert_eq!((t.layer("triad_102"), t.layer("triad_003")), (Some(1.0), Some(0.0)));
    for (scope, name) in [
        (Scope::Layer, "ei_index"),
        (Scope::Layer, "in_centralisation"),
        (Scope::Layer, "modularity_school"),
        (Scope::Person, "outside_contacts"),
        (Scope::Person, "brokerage_liaison"),
        (Scope::School, "group_closeness"),
        (Scope::School, "link_persons"),
    ] {
        assert_eq!(t.column(scope, name).of(0), Value::Undefined(Why::NotAsked), "{name}");
    }
    assert_eq!(t.schools("in_centralisation")[..2], some(&[0.25, 1.0]));
    assert_eq!(t.column(Scope::SchoolPair, "ties").of(1), Value::Undefined(Why::NotAsked));
}

/// Two teachers of one school and one of another, and an outsider who was only named: 0-1, 0-2, 0 names the outsider.
fn with_outsider() -> Network {
    use crate::survey::{
        End, Person, Question, Response, School, Staff, Survey, Tie, Wave, catalogue, reconcile::State,
    };
    let answered = [Response::Answered, Response::Answered, Response::Answered, Response::NotAsked];
    let person = |id: u32| Person { id: format!("p{id}"), outside: id == 3, ..Person::default() };
    let staff = |(id, &response): (usize, &Response)| Staff {
        person: id as u32,
        school: [Some(0), Some(0), Some(1), None][id],
        response,
        ..Staff::default()
    };
    let tie = |(from, to)| Tie {
        wave: 0,
        relation: 0,
        from,
        to,
        from_says: 1.0,
        to_says: 0.0,
        state: State::Reported,
        initiative: crate::survey::Initiative::Own,
        topic: Tie::NO_TOPIC,
        feedback: None,
    };
    let question = Question {
        wave: 0,
        relation: 0,
        end: End::From,
        within_school: false,
        max_names: None,
        at_least: 0.0,
        answered: answered.into(),
        in_vain: Vec::new(),
        may_be_named: Vec::new(),
    };
    let survey = Survey {
        waves: vec![Wave { staff: answered.iter().enumerate().map(staff).collect(), ..Wave::default() }],
        schools: vec![School::default(), School::default()],
        people: (0..4).map(person).collect(),
        relations: catalogue::relations(),
        questions: vec![question],
        ties: [(0, 1), (0, 2), (0, 3), (1, 0)].map(tie).into(),
        ..Survey::default()
    };
    Network::of_wave(&survey, 0)
}

#[test]
fn an_outsider_is_in_no_denominator_and_a_tie_to_one_is_a_tie_outward() {
    let t = Tables::of(&with_outsider(), &Layer::talk());
    assert_eq!([t.layer("people"), t.layer("answered"), t.layer("ties")], [Some(3.0), Some(3.0), Some(3.0)]);
    t.near("density", 0.5);
    t.near("density_observed", 0.5);
    assert_eq!(t.schools("people"), some(&[2.0, 1.0, 3.0]));
    assert_eq!(t.people("out_degree")[0], Some(3.0));
    assert_eq!(t.people("outside_contacts")[0], Some(2.0));
    assert_eq!(t.people("schools_within_2")[0], Some(3.0));
    t.near("ei_index", 1.0 / 3.0);
    assert_eq!(t.people("ei_index")[0], Some(1.0 / 3.0));
    // 1 → 0 → 2 and 1 → 0 → outside: twice a representative of the school.
    assert_eq!(t.people("brokerage_representative")[0], Some(2.0));
    assert_eq!(t.column(Scope::Person, "isolation").label(2), Some("single_thread"));
    assert_eq!(t.column(Scope::Person, "isolation").of(3), Value::Undefined(Why::NotAsked));
    assert_eq!(t.schools("link_persons"), some(&[1.0, 1.0, 2.0]));
    assert_eq!(t.column(Scope::SchoolPair, "ties").numbers, [2.0, 1.0, 0.0, 0.0]);
}

#[test]
fn an_empty_school_an_empty_group_and_silence_are_met_without_a_figure() {
    let nobody = visits(&[], &[]);
    assert_eq!(nobody.column(Scope::Layer, "density").of(0), Value::Undefined(Why::TooFew));
    assert_eq!(nobody.layer("people"), Some(0.0));
    let t = visits(&[2, 0], &[(0, 1)]);
    assert_eq!(t.schools("people"), some(&[2.0, 0.0, 2.0]));
    assert_eq!(t.column(Scope::School, "density").of(1), Value::Undefined(Why::TooFew));
    let silence = visits(&[3, 3], &[]);
    assert_eq!(silence.layer("isolates"), Some(6.0));
    assert_eq!(silence.layer("triad_003"), Some(20.0));
}
