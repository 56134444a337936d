//! Printed values of betweenness, closeness and distances.

use super::{Data, printed};
use staffroom::measures::Value;
use staffroom::measures::betweenness::{Way, betweenness, betweenness_centralisation, betweenness_undirected};
use staffroom::measures::conventions::{closeness_reachable, closeness_wasserman_faust};
use staffroom::measures::paths::{closeness, harmonic};
use staffroom::network::adjacency::Adjacency;

/// The fifteen families with a marriage, as the test suite of networkx 3.6.1 has them: Pucci left out.
fn families(data: &Data) -> (Adjacency, Vec<&str>) {
    let pucci = data.place("PUCCI");
    let with: Vec<u32> = (0..data.len() as u32).filter(|&v| v != pucci).collect();
    let names = with.iter().map(|&v| data.people[v as usize][0].as_str()).collect();
    (data.both_ways("ties_marriage.csv").among(&with), names)
}

#[test]
fn florentine_families_have_the_printed_betweenness() {
    // networkx 3.6.1, test_betweenness_centrality.py, test_florentine_families_graph: normalised, three digits.
    let Some(data) = Data::of("padgett_florentine") else { return };
    let (marriage, names) = families(&data);
    let between = betweenness_undirected(&marriage, Way::Exact, 1).scores;
    let table = [
        ("MEDICI", 0.522),
        ("GUADAGNI", 0.255),
        ("ALBIZZI", 0.212),
        ("SALVIATI", 0.143),
        ("RIDOLFI", 0.114),
        ("BISCHERI", 0.104),
        ("STROZZI", 0.103),
        ("BARBADORI", 0.093),
        ("TORNABUON", 0.092),
        ("CASTELLAN", 0.055),
        ("PERUZZI", 0.022),
        ("ACCIAIUOL", 0.0),
        ("GINORI", 0.0),
        ("LAMBERTES", 0.0),
        ("PAZZI", 0.0),
    ];
    for (family, expected) in table {
        let at = names.iter().position(|n| *n == family).unwrap();
        printed(Value::Number(between[at] / (14.0 * 13.0 / 2.0)), expected, 3);
    }
    assert_eq!(names.len(), table.len());
    // Computed with sna 2.7-1 and networkx 3.6.1.
    printed(Value::Number(between.iter().copied().fold(0.0, f64::max)), 47.5, 1);
    printed(betweenness_centralisation(&between), 0.4368, 4);
}

#[test]
fn florentine_families_have_the_printed_closeness() {
    // networkx 3.6.1, test_closeness_centrality.py, test_florentine_families_graph.
    let Some(data) = Data::of("padgett_florentine") else { return };
    let (marriage, names) = families(&data);
    let (near, within_reach) = (closeness_wasserman_faust(&marriage), closeness_reachable(&marriage));
    for (family, expected, digits) in [
        ("MEDICI", 0.560, 3),
        ("RIDOLFI", 0.500, 3),
        ("ALBIZZI", 0.483, 3),
        ("TORNABUON", 0.483, 3),
        ("GUADAGNI", 0.467, 3),
        ("BARBADORI", 0.4375, 4),
        ("STROZZI", 0.4375, 4),
        ("BISCHERI", 0.400, 3),
        ("CASTELLAN", 0.389, 3),
        ("SALVIATI", 0.389, 3),
        ("ACCIAIUOL", 0.368, 3),
        ("PERUZZI", 0.368, 3),
        ("GINORI", 0.333, 3),
        ("LAMBERTES", 0.326, 3),
        ("PAZZI", 0.286, 3),
    ] {
        let at = names.iter().position(|n| *n == family).unwrap();
        printed(near[at], expected, digits);
        // Everybody is reached, so that both conventions agree.
        printed(within_reach[at], expected, digits);
    }
    // Computed with networkx 3.6.1 on all sixteen: whoever cannot be reached makes everybody a little less near.
    let all = data.both_ways("ties_marriage.csv");
    let near = closeness_wasserman_faust(&all);
    printed(near[data.place("MEDICI") as usize], 0.5227, 4);
    let sum = |name: &str| closeness(&all).harmonic[data.place(name) as usize].number().unwrap() * 15.0;
    printed(Value::Number(sum("MEDICI")), 9.5, 6);
    assert!(sum("PUCCI").abs() < f64::EPSILON);
}

#[test]
fn managers_students_and_offices_have_the_printed_betweenness() {
    let largest = |ties: &Adjacency| {
        let mut scores: Vec<(f64, usize)> = betweenness(ties, Way::Exact, 1).scores.into_iter().zip(1..).collect();
        scores.sort_by(|a, b| b.0.total_cmp(&a.0));
        scores
    };
    // Computed with sna 2.7-1 and igraph 1.0.0: the three managers who lie most between others.
    if let Some(data) = Data::of("krackhardt_hightech") {
        for (file, expected) in [
            ("ties_advice.csv", [(18, 88.9167), (21, 60.1270), (7, 27.6246)]),
            ("ties_friendship.csv", [(17, 134.4333), (11, 58.45), (21, 33.9167)]),
        ] {
            for (found, (manager, score)) in largest(&data.ties(file)).into_iter().zip(expected) {
                assert_eq!(found.1, manager);
                printed(Value::Number(found.0), score, 4);
            }
        }
    }
    // Network analysis in R, chapter 9: the first six students.
    if let Some(data) = Data::of("mcfarland_s641") {
        let social = betweenness(&data.ties("ties_social.csv"), Way::Exact, 1).scores;
        for (found, expected) in social.into_iter().zip([24.0, 0.0, 0.0, 0.0, 24.0, 28.0]) {
            assert!((found - expected).abs() < 1e-9, "{found}, printed {expected}");
        }
    }
    // Computed with sna 2.7-1.
    if let Some(data) = Data::of("knoke_bureaucracies") {
        let information = betweenness(&data.ties("ties_information.csv"), Way::Exact, 1).scores;
        for (office, expected) in [("MAYR", 17.8333), ("COMM", 12.3333), ("EDUC", 11.6944)] {
            printed(Value::Number(information[data.place(office) as usize]), expected, 4);
        }
    }
}

#[test]
fn classes_and_members_have_the_printed_mean_inverse_distance() {
    // Network analysis in R, chapter 3.
    if let Some(data) = Data::of("mcfarland_class555") {
        printed(harmonic(&data.ties("ties_nomination.csv")).mean_inverse_distance, 0.348_227_2, 7);
    }
    // Chapter 4: those who answered; with those who were named and did not answer, who then name nobody; and with the
    // ties that these received taken as returned.
    let Some(data) = Data::of("sorority_nonresponse") else { return };
    let silent = data.heading.iter().position(|h| h == "did_not_answer").unwrap();
    let everybody = data.ties("ties_nomination.csv");
    let answered = |v: u32| data.people[v as usize][silent] == "0";
    let people = 0..data.len() as u32;
    let spoke: Vec<u32> = people.clone().filter(|&v| answered(v)).collect();
    printed(harmonic(&everybody.among(&spoke)).mean_inverse_distance, 0.109_818_2, 7);
    let named: Vec<u32> = people.filter(|&v| answered(v) || everybody.into.degree(v) > 0).collect();
    assert_eq!(named.len(), 71);
    printed(harmonic(&everybody.among(&named)).mean_inverse_distance, 0.089_203_13, 8);
    let nominations = data.arcs("ties_nomination.csv", f32::MIN);
    let returned = nominations.iter().filter(|t| !answered(t.1)).map(|&(a, b, w)| (b, a, w));
    let filled = Adjacency::from_arcs(data.len(), nominations.iter().copied().chain(returned)).among(&named);
    assert_eq!(filled.arcs(), 189);
    printed(harmonic(&filled).mean_inverse_distance, 0.157_466_9, 7);
}
