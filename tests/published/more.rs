//! Printed figures of dyads, spread, parts, divisions, E-I and of the sixteen Florentine families.

use super::{Data, census, printed};
use staffroom::measures::Value;
use staffroom::measures::between_schools::ei::{ei_frame, ei_schools};
use staffroom::measures::betweenness::{Way, betweenness_undirected};
use staffroom::measures::cohesion::{components, transitivity};
use staffroom::measures::communities::modularity;
use staffroom::measures::overlap::{overlap, overlap_pairs};
use staffroom::measures::{degree, paths, prominence};
use staffroom::network::adjacency::Adjacency;

/// Mean and standard deviation (n − 1), as R prints them.
fn mean_and_spread(x: &[f64]) -> (f64, f64) {
    let n = x.len() as f64;
    let mean = x.iter().sum::<f64>() / n;
    (mean, (x.iter().map(|y| (y - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt())
}

/// The people with a label.
fn of_label(labels: &[Option<u32>], label: u32) -> Vec<u32> {
    (0..labels.len() as u32).filter(|&v| labels[v as usize] == Some(label)).collect()
}

#[test]
fn dyads_of_managers_by_level_and_by_relation_are_those_of_the_r_book() {
    // Network analysis in R, chapter 7.
    let Some(data) = Data::of("krackhardt_hightech") else { return };
    let (friends, advice) = (data.ties("ties_friendship.csv"), data.ties("ties_advice.csv"));
    let level = data.labels("Level");
    let levels = level.iter().flatten().max().unwrap() + 1;
    let inside: Vec<_> = (0..levels).map(|l| census(&friends.among(&of_label(&level, l)))).collect();
    let same = inside.iter().fold((0, 0, 0), |sum, d| (sum.0 + d.0, sum.1 + d.1, sum.2 + d.2));
    let all = census(&friends);
    assert_eq!(same, (19, 38, 69));
    assert_eq!((all.0 - same.0, all.1 - same.1, all.2 - same.2), (4, 18, 62));
    // Friendship by row and advice by column: asymmetric, mutual.
    let only = |ties: &Adjacency, mutual: bool| {
        let pairs = (0..21u32).flat_map(|a| ties.both.of(a).iter().map(move |&b| (a, b)));
        let kept = pairs.filter(|&(a, b)| (ties.out.has(a, b) && ties.out.has(b, a)) == mutual);
        Adjacency::from_arcs(21, kept.map(|(a, b)| (a, b, 1.0)).collect::<Vec<_>>())
    };
    let table =
        [false, true].map(|f| [false, true].map(|a| overlap_pairs(&only(&friends, f), &only(&advice, a)).shared));
    assert_eq!(table, [[37, 10], [9, 9]]);
    // What is left of the rows and columns: no advice, no friendship, neither.
    let none = |x: u64, row: [u64; 2]| x - row[0] - row[1];
    assert_eq!((none(all.1, table[0]), none(all.0, table[1])), (9, 5));
    let asked = census(&advice);
    assert_eq!((asked.1 - 37 - 9, asked.0 - 10 - 9, asked.2 - 9 - 5), (54, 26, 51));
}

#[test]
fn spread_parts_and_transitivity_are_those_that_are_printed() {
    // Network analysis in R, chapter 9.
    if let Some(data) = Data::of("mcfarland_s641") {
        for (file, digits, spread) in [("ties_social.csv", 5, 2.039_12), ("ties_task.csv", 6, 3.459_099)] {
            printed(Value::Number(mean_and_spread(&degree::in_degree(&data.ties(file))).1), spread, digits);
        }
    }
    // The key of the course to Pittinsky and Carolan (2008).
    if let Some(data) = Data::of("carolan_classroom") {
        for (file, parts) in [("ties_student_reported.csv", 2), ("ties_teacher_reported.csv", 6)] {
            assert_eq!(components::weak_components(&data.ties(file)).sizes.len(), parts);
        }
    }
    // The key of the online course (R igraph).
    if let Some(data) = Data::of("dlt1_mooc_educators") {
        let ties = data.ties("ties_discussion.csv");
        printed(transitivity::transitivity(&ties, &transitivity::triangles(&ties)), 0.088_807_74, 8);
    }
}

#[test]
fn walktrap_divisions_of_class_182_have_the_printed_modularity() {
    // Network analysis in R, chapter 8: the divisions by igraph's walktrap of 4 and of 3 steps, and what is printed of them.
    let Some(data) = Data::of("mcfarland_class182") else { return };
    let friends = data.ties("ties_friend.csv");
    for (division, expected) in [
        ([0, 1, 0, 2, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 3], 0.269_557_8),
        ([0, 1, 2, 3, 2, 2, 1, 1, 0, 0, 2, 0, 1, 1, 0, 4], 0.279_761_9),
    ] {
        printed(modularity(&friends, &division.map(Some)), expected, 7);
    }
}

#[test]
fn school_leaders_have_the_printed_degrees() {
    // Carolan (2014), table 9.1: school (25), district (18), all (43), at a frequency of 3 or more. Self-ties change nothing
    // of confiding and of the means of the first year.
    let Some(data) = Data::of("carolan_school_leaders") else { return };
    let cut = |file: &str| Adjacency::from_arcs(data.len(), data.arcs(file, 3.0));
    let (confide, first) = (cut("ties_confide_y1.csv"), cut("ties_collaboration_y1.csv"));
    let level = data.labels("district_site");
    let groups = [of_label(&level, 0), of_label(&level, 1), (0..43).collect()];
    assert_eq!(groups.each_ref().map(Vec::len), [25, 18, 43]);
    let check = |degrees: Vec<f64>, expected: [(f64, Option<f64>); 3]| {
        for (group, (mean, spread)) in groups.iter().zip(expected) {
            let found = mean_and_spread(&group.iter().map(|&v| degrees[v as usize]).collect::<Vec<_>>());
            printed(Value::Number(found.0), mean, 2);
            if let Some(spread) = spread {
                printed(Value::Number(found.1), spread, 2);
            }
        }
    };
    // The last spread is .073 in print.
    check(degree::out_degree(&confide), [(0.60, Some(0.71)), (0.56, Some(0.78)), (0.58, Some(0.73))]);
    check(degree::in_degree(&confide), [(0.44, Some(0.58)), (0.78, Some(1.17)), (0.58, Some(0.88))]);
    check(degree::out_degree(&first), [(1.52, None), (2.00, None), (1.72, None)]);
    check(degree::in_degree(&first), [(1.48, None), (2.06, None), (1.72, None)]);
}

#[test]
fn advice_within_grade_teams_of_fifteen_schools_is_as_computed_with_sna() {
    let Some(data) = Data::of("pitts_spillane_15_schools") else { return };
    let (advice, grade) = (data.ties("ties_advice.csv"), data.both_ways("ties_same_grade.csv"));
    let school = data.labels("school");
    let inside = [21, 28, 38, 17, 29, 65, 167, 60, 35, 42, 0, 43, 3, 5, 19];
    for (s, expected) in (0u32..).zip(inside) {
        let own = of_label(&school, s);
        assert_eq!(overlap(&advice.among(&own), &grade.among(&own)).shared, expected, "school {}", s + 1);
    }
}

#[test]
fn lawyers_have_the_printed_e_i_by_office() {
    // LMU course jfb-h/intro-to-sna @466ce78, 11-ei-index.html: advice made symmetric. Printed are the index of all, and by
    // office the ties to others and inside of its people added up, which counts a tie inside twice.
    let Some(data) = Data::of("lazega_lawyers") else { return };
    let (advice, office) = (data.ties("ties_advice.csv"), data.labels("Office"));
    printed(ei_frame(&advice, &office).index.map_or(Value::Number(f64::NAN), Value::Number), -0.548_117_2, 7);
    for (frame, (across, twice)) in
        ei_schools(&advice, &office).into_iter().zip([(153.0, 896.0), (137.0, 206.0), (34.0, 8.0)])
    {
        let inside = twice / 2.0;
        assert!((frame.index.unwrap() - (across - inside) / (across + inside)).abs() < 1e-12, "{frame:?}");
    }
}

#[test]
fn sixteen_florentine_families_have_the_printed_centralities() {
    // The same course, 07-centrality.html (sna 2.7-2): marriages, families in alphabetical order.
    let Some(data) = Data::of("padgett_florentine") else { return };
    let marriage = data.both_ways("ties_marriage.csv");
    let mut order: Vec<usize> = (0..data.len()).collect();
    order.sort_by(|&a, &b| data.people[a][0].cmp(&data.people[b][0]));
    let (near, between) =
        (paths::closeness(&marriage).harmonic, betweenness_undirected(&marriage, Way::Exact, 1).scores);
    let prominent = prominence::eigenvector(&marriage);
    let harmonic = [
        0.394_444_4,
        0.522_222_2,
        0.472_222_2,
        0.480_000_0,
        0.461_111_1,
        0.355_555_6,
        0.538_888_9,
        0.357_777_8,
        0.633_333_3,
        0.317_777_8,
        0.452_222_2,
        0.0,
        0.533_333_3,
        0.438_888_9,
        0.522_222_2,
        0.522_222_2,
    ];
    let betweenness = [
        0.0, 19.333_333, 8.5, 9.5, 5.0, 0.0, 23.166_667, 0.0, 47.5, 0.0, 2.0, 0.0, 10.333_333, 13.0, 9.333_333,
        8.333_333,
    ];
    // Of length 1 there, the largest is 1 here; Pucci, without a marriage, is 0 there and has none here.
    let evcent = [
        0.132_154_29,
        0.243_956_11,
        0.211_705_25,
        0.282_800_09,
        0.259_026_17,
        0.074_922_71,
        0.289_115_60,
        0.088_791_89,
        0.430_308_09,
        0.044_813_44,
        0.275_730_37,
        0.0,
        0.341_552_64,
        0.145_917_20,
        0.355_980_45,
        0.325_842_30,
    ];
    for (k, &v) in order.iter().enumerate() {
        printed(near[v], harmonic[k], 7);
        printed(Value::Number(between[v]), betweenness[k], 6);
        match prominent[v].number() {
            Some(x) => assert!((x * evcent[8] - evcent[k]).abs() < 2e-8, "{}: {x}", data.people[v][0]),
            None => assert_eq!(data.people[v][0], "PUCCI"),
        }
    }
}
