//! Networks that others have published numbers of. The networks themselves are not part of this project: they are read
//! from the folder named in `STAFFROOM_REFERENCE_NETWORKS`, else from `../shared/data` beside the checkout, and a test
//! whose network is not there says so and is skipped. Sources: the books and packages named at each test, as collected
//! in that folder's `PUBLISHED.md`; where a number was computed with another program, its name stands beside it.

#[path = "published/likeness.rs"]
mod likeness;
#[path = "published/more.rs"]
mod more;
#[path = "published/paths.rs"]
mod paths;

use staffroom::measures::Value;
use staffroom::measures::between_schools::ei::ei_arcs;
use staffroom::measures::brokerage::structural_holes::{constraint, holes};
use staffroom::measures::cohesion::{components, density, dyads, transitivity};
use staffroom::measures::communities::communities;
use staffroom::measures::overlap::{Overlap, overlap, overlap_pairs};
use staffroom::measures::{concentration, degree, triads};
use staffroom::network::adjacency::Adjacency;
use std::io::Write;
use std::path::PathBuf;

/// A folder of the collection, or none with a line that says so.
fn folder(name: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let all = std::env::var_os("STAFFROOM_REFERENCE_NETWORKS").map_or_else(beside, PathBuf::from);
    let path = all.join(name);
    if path.is_dir() {
        return Some(path);
    }
    // Written past the capture of passing tests, so that it is seen.
    let line = format!("skipped: the network {name} is not at {}\n", all.display());
    let _ = std::io::stderr().write_all(line.as_bytes());
    None
}

/// Rows of a table, without its heading.
fn rows(path: &std::path::Path) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let heading = reader.headers().unwrap().iter().map(Into::into).collect();
    (heading, reader.records().map(|r| r.unwrap().iter().map(Into::into).collect()).collect())
}

struct Data {
    folder: PathBuf,
    heading: Vec<String>,
    people: Vec<Vec<String>>,
}

impl Data {
    fn of(name: &str) -> Option<Data> {
        let folder = folder(name)?;
        let (heading, people) = rows(&folder.join("nodes.csv"));
        Some(Data { folder, heading, people })
    }

    fn len(&self) -> usize {
        self.people.len()
    }

    fn place(&self, id: &str) -> u32 {
        self.people.iter().position(|p| p[0] == id).unwrap_or_else(|| panic!("nobody is called {id}")) as u32
    }

    /// Ties of a file, of some weight or more; without weights all.
    fn arcs(&self, file: &str, at_least: f32) -> Vec<(u32, u32, f32)> {
        let (heading, ties) = rows(&self.folder.join(file));
        let weight = heading.iter().position(|h| h == "weight");
        let strength = |row: &[String]| weight.map_or(1.0, |w| row[w].parse().unwrap());
        let kept = ties.iter().filter(|row| strength(row) >= at_least);
        kept.map(|row| (self.place(&row[0]), self.place(&row[1]), strength(row))).collect()
    }

    fn ties(&self, file: &str) -> Adjacency {
        Adjacency::from_arcs(self.len(), self.arcs(file, f32::MIN))
    }

    fn both_ways(&self, file: &str) -> Adjacency {
        let arcs = self.arcs(file, f32::MIN).into_iter().flat_map(|(a, b, w)| [(a, b, w), (b, a, w)]);
        Adjacency::from_arcs(self.len(), arcs)
    }

    /// A column of attributes, as labels.
    fn labels(&self, column: &str) -> Vec<Option<u32>> {
        let at = self.heading.iter().position(|h| h == column).unwrap();
        let mut known: Vec<&str> = self.people.iter().map(|p| p[at].as_str()).collect();
        known.sort_unstable();
        known.dedup();
        self.people.iter().map(|p| known.iter().position(|k| *k == p[at]).map(|k| k as u32)).collect()
    }
}

/// Equal in the digits that are printed.
fn printed(found: Value, expected: f64, digits: i32) {
    let found = found.number().expect("a number");
    assert!((found - expected).abs() <= 0.500_001 * 10f64.powi(-digits), "found {found}, printed {expected}");
}

fn census(ties: &Adjacency) -> (u64, u64, u64) {
    let d = dyads::dyads(ties);
    (d.mutual, d.asymmetric, d.null)
}

fn ei(ties: &Adjacency, groups: &[Option<u32>]) -> Value {
    Value::Number(ei_arcs(ties, groups).unwrap())
}

#[test]
fn high_tech_managers_have_the_dyads_and_triads_of_the_r_book() {
    // Network analysis in R, chapter 7 (R sna).
    let Some(data) = Data::of("krackhardt_hightech") else { return };
    let (friends, advice) = (data.ties("ties_friendship.csv"), data.ties("ties_advice.csv"));
    assert_eq!(census(&friends), (23, 56, 131));
    printed(dyads::dyads(&friends).reciprocity_pairs(), 0.291_139_2, 7);
    printed(dyads::dyads(&advice).reciprocity_pairs(), 0.310_344_8, 7);
    assert_eq!(triads::triad_census(&friends), [376, 366, 143, 114, 34, 35, 39, 101, 23, 0, 20, 16, 25, 9, 23, 6]);
    assert_eq!(triads::triad_census(&advice), [74, 153, 90, 160, 86, 49, 59, 101, 190, 2, 72, 62, 78, 17, 107, 30]);
}

#[test]
fn high_tech_managers_agree_with_sna_and_networkx() {
    // Computed with sna 2.7-1 and networkx 3.6.1.
    let Some(data) = Data::of("krackhardt_hightech") else { return };
    let (friends, advice) = (data.ties("ties_friendship.csv"), data.ties("ties_advice.csv"));
    for (ties, expected) in [
        (&advice, [0.452_381_0, 0.473_684_2, 0.663_978_5, 0.734_508_8, 0.47, 0.575]),
        (&friends, [0.242_857_1, 0.450_980_4, 0.461_052_6, 0.471_494_6, 0.27, 0.69]),
    ] {
        printed(density(ties), expected[0], 7);
        printed(dyads::dyads(ties).reciprocity_arcs(), expected[1], 7);
        printed(transitivity::transitivity_directed(ties), expected[2], 7);
        printed(transitivity::transitivity(ties, &transitivity::triangles(ties)), expected[3], 7);
        printed(concentration::in_centralisation(ties), expected[4], 7);
        printed(concentration::out_centralisation(ties), expected[5], 7);
    }
    let named = [8, 10, 5, 5, 6, 2, 3, 5, 6, 1, 6, 8, 1, 5, 4, 4, 6, 4, 5, 3, 5].map(f64::from);
    assert_eq!(degree::in_degree(&friends), named);
    printed(ei(&advice, &data.labels("Department")), 0.515_789_5, 7);
    printed(ei(&friends, &data.labels("Department")), 0.254_902_0, 7);
    printed(ei(&advice, &data.labels("Level")), -0.094_736_8, 7);
    printed(ei(&friends, &data.labels("Level")), -0.490_196_1, 7);
    let reports = data.ties("ties_reports_to.csv");
    let shared = |o: Overlap| (o.shared, o.shared + o.only_a + o.only_b);
    assert_eq!(shared(overlap(&advice, &friends)), (60, 232));
    assert_eq!(shared(overlap(&advice, &reports)), (19, 191));
    assert_eq!(shared(overlap(&friends, &reports)), (12, 110));
}

#[test]
fn class_s641_has_the_centralisations_and_triads_of_the_r_book() {
    // Chapter 9 (R sna and igraph).
    let Some(data) = Data::of("mcfarland_s641") else { return };
    let (social, task) = (data.ties("ties_social.csv"), data.ties("ties_task.csv"));
    printed(concentration::in_centralisation(&social), 0.219_954_6, 7);
    printed(concentration::degree_centralisation(&task), 0.776_190_5, 7);
    let mean = |x: Vec<f64>| Value::Number(x.iter().sum::<f64>() / x.len() as f64);
    printed(mean(degree::in_degree(&social)), 2.591, 3);
    printed(mean(degree::in_degree(&task)), 2.182, 3);
    assert_eq!(triads::triad_census(&social), [1029, 37, 403, 1, 0, 0, 4, 10, 0, 0, 38, 0, 0, 0, 7, 11]);
}

#[test]
fn classes_182_and_555_have_the_printed_sizes_and_densities() {
    // Chapters 3 and 8.
    let Some(data) = Data::of("mcfarland_class182") else { return };
    let friends = data.ties("ties_friend.csv");
    assert_eq!((friends.len(), friends.arcs(), friends.pairs()), (16, 62, 42));
    printed(density(&friends), 0.258_333_3, 7);
    assert_eq!(components::weak_components(&friends).sizes, [14, 1, 1]);
    let Some(data) = Data::of("mcfarland_class555") else { return };
    let nominations = data.ties("ties_nomination.csv");
    assert_eq!((nominations.len(), nominations.arcs()), (24, 77));
    printed(density(&nominations), 0.139_492_8, 7);
}

#[test]
fn burts_example_has_the_printed_constraint_and_effective_size() {
    // The graph of Burt's structural holes in the test suite of networkx 3.6.1: A-B A-F A-G A-E E-G F-G B-G B-D D-G G-C.
    let [a, b, c, d, e, f, g] = [0u32, 1, 2, 3, 4, 5, 6];
    let pairs = [(a, b), (a, f), (a, g), (a, e), (e, g), (f, g), (b, g), (b, d), (d, g), (g, c)];
    let ties = Adjacency::from_arcs(8, pairs.iter().flat_map(|&(x, y)| [(x, y, 1.0), (y, x, 1.0)]));
    let (constraint, size) = (constraint(&ties), holes(&ties).effective_size);
    for (person, how_tight, how_large) in [(g, 0.400, 4.67), (a, 0.595, 2.50), (c, 1.0, 1.0)] {
        printed(constraint[person as usize], how_tight, 3);
        printed(size[person as usize], how_large, 2);
    }
    assert_eq!(constraint[7].number(), None);
}

#[test]
fn florentine_families_agree_with_networkx() {
    // Computed with networkx 3.6.1; Pucci is on the roster without a marriage.
    let Some(data) = Data::of("padgett_florentine") else { return };
    let marriage = data.both_ways("ties_marriage.csv");
    let (constraint, size) = (constraint(&marriage), holes(&marriage).effective_size);
    let at = |name: &str| data.place(name) as usize;
    for (name, expected) in [
        ("MEDICI", 0.2099),
        ("GUADAGNI", 0.25),
        ("ALBIZZI", 0.3333),
        ("STROZZI", 0.4583),
        ("RIDOLFI", 0.4599),
        ("TORNABUON", 0.4599),
        ("BISCHERI", 0.4823),
        ("CASTELLAN", 0.4823),
        ("BARBADORI", 0.5),
        ("SALVIATI", 0.5),
        ("PERUZZI", 0.6559),
        ("PAZZI", 1.0),
    ] {
        printed(constraint[at(name)], expected, 4);
    }
    assert_eq!(constraint[at("PUCCI")].number(), None);
    printed(size[at("MEDICI")], 5.6667, 4);
    printed(size[at("GUADAGNI")], 4.0, 4);
    printed(size[at("STROZZI")], 3.0, 4);
    printed(concentration::degree_centralisation(&marriage), 0.2667, 4);
    let both = overlap_pairs(&marriage, &data.both_ways("ties_business.csv"));
    assert_eq!((both.shared, both.shared + both.only_a + both.only_b), (8, 27));
}

#[test]
fn lawyers_agree_with_sna_and_igraph() {
    let Some(data) = Data::of("lazega_lawyers") else { return };
    let files = ["ties_advice.csv", "ties_friendship.csv", "ties_cowork_raw.csv", "ties_cowork_mutual.csv"];
    let [advice, friends, raw, mutual] = files.map(|file| data.ties(file));
    let cowork = data.both_ways("ties_cowork_mutual.csv");
    assert_eq!(mutual.arcs() * 2, cowork.arcs());
    for (ties, expected, isolates) in
        [(&advice, 0.179_476_9, 0), (&friends, 0.115_694_2, 2), (&raw, 0.222_132_8, 0), (&cowork, 0.152_112_7, 1)]
    {
        printed(density(ties), expected, 7);
        assert_eq!((0..71).filter(|&v| ties.both.degree(v) == 0).count(), isolates);
    }
    assert_eq!(census(&advice), (175, 542, 1768));
    assert_eq!(census(&friends), (176, 223, 2086));
    assert_eq!(census(&raw), (378, 348, 1759));
    let (office, status) = (data.labels("Office"), data.labels("Status"));
    for (ties, expected) in [(&advice, -0.569_506_7), (&friends, -0.714_782_6), (&raw, -0.541_666_7)] {
        printed(ei(ties, &office), expected, 7);
    }
    printed(ei(&advice, &status), -0.325_112_1, 7);
    printed(ei(&friends, &status), -0.561_739_1, 7);
    let shared = |o: Overlap| (o.shared, o.shared + o.only_a + o.only_b);
    assert_eq!(shared(overlap(&advice, &friends)), (358, 1109));
    assert_eq!(shared(overlap(&advice, &raw)), (582, 1414));
    assert_eq!(shared(overlap(&friends, &raw)), (304, 1375));
}

#[test]
fn school_leaders_agree_with_sna() {
    // Frequency 3 or more, self-ties left out.
    let Some(data) = Data::of("carolan_school_leaders") else { return };
    let cut = |file: &str, at_least: f32| Adjacency::from_arcs(data.len(), data.arcs(file, at_least));
    let first = cut("ties_collaboration_y1.csv", 3.0);
    let third = cut("ties_collaboration_y3.csv", 3.0);
    let confide = cut("ties_confide_y1.csv", 3.0);
    let isolates = |ties: &Adjacency| (0..43).filter(|&v| ties.both.degree(v) == 0).count();
    for (ties, arcs, expected, alone, mutual) in [
        (&first, 74, 0.040_974_5, 4, (7, 60)),
        (&third, 362, 0.200_443_0, 0, (91, 180)),
        // 25 of 1,806; the notes print .0138429.
        (&confide, 25, 0.013_842_7, 15, (1, 23)),
    ] {
        assert_eq!((ties.arcs(), isolates(ties)), (arcs, alone));
        printed(density(ties), expected, 7);
        let found = dyads::dyads(ties);
        assert_eq!((found.mutual, found.asymmetric), mutual);
    }
    printed(concentration::in_centralisation(&third), 0.282_312_9, 7);
    printed(concentration::out_centralisation(&third), 0.818_594_1, 7);
    let level = data.labels("district_site");
    for (ties, expected) in [(&first, -0.378_378_4), (&third, -0.276_243_1), (&confide, -0.68)] {
        printed(ei(ties, &level), expected, 7);
    }
    let kept = overlap(&first, &third);
    assert_eq!((kept.shared, kept.only_a, kept.only_b), (33, 41, 329));
    let knotted = overlap(&first, &confide);
    assert_eq!((knotted.shared, knotted.shared + knotted.only_a + knotted.only_b), (21, 78));
    assert_eq!(cut("ties_collaboration_y3.csv", 1.0).arcs(), 1304);
}

#[test]
fn fifteen_schools_agree_with_sna_school_by_school() {
    let Some(data) = Data::of("pitts_spillane_15_schools") else { return };
    let all = data.ties("ties_advice.csv");
    let school = data.labels("school");
    let ties = [61, 103, 75, 54, 76, 162, 314, 172, 106, 107, 15, 117, 46, 51, 81];
    let densities = [
        0.07011, 0.24524, 0.125, 0.15789, 0.11692, 0.06888, 0.05509, 0.09988, 0.10038, 0.13177, 0.11364, 0.15476,
        0.25275, 0.28022, 0.38571,
    ];
    let centralisations = [
        0.21284, 0.53, 0.47743, 0.18519, 0.2112, 0.33377, 0.36302, 0.47234, 0.2832, 0.34439, 0.27273, 0.60768, 0.39053,
        0.44379, 0.35204,
    ];
    let unnamed = [7, 0, 2, 1, 3, 9, 5, 1, 1, 1, 3, 4, 0, 0, 0];
    let silent = [5, 1, 5, 6, 6, 11, 13, 10, 10, 7, 5, 5, 2, 1, 2];
    for s in 0..15 {
        let own: Vec<u32> = (0..data.len() as u32).filter(|&v| school[v as usize] == Some(s as u32)).collect();
        let inside = all.among(&own);
        assert_eq!(inside.arcs(), ties[s]);
        printed(density(&inside), densities[s], 5);
        printed(concentration::in_centralisation(&inside), centralisations[s], 5);
        let nobody = |x: Vec<f64>| x.into_iter().filter(|&d| d < 0.5).count();
        assert_eq!(nobody(degree::in_degree(&inside)), unnamed[s]);
        assert_eq!(nobody(degree::out_degree(&inside)), silent[s]);
        assert_eq!(nobody(degree::degree(&inside)), 0);
        assert_eq!(components::weak_components(&inside).sizes.len(), 1);
    }
}

#[test]
fn physicians_agree_with_sna() {
    let Some(data) = Data::of("physicians_ckm") else { return };
    let [advice, talk, friends] =
        ["ties_advice.csv", "ties_discussion.csv", "ties_friendship.csv"].map(|file| data.ties(file));
    for (ties, arcs, alone, mutual) in [(&advice, 480, 31, 31), (&talk, 565, 15, 67), (&friends, 506, 18, 83)] {
        let isolates = (0..data.len() as u32).filter(|&v| ties.both.degree(v) == 0).count();
        assert_eq!((ties.arcs(), isolates, dyads::dyads(ties).mutual), (arcs, alone, mutual));
        assert_eq!(ei_arcs(ties, &data.labels("city")), Some(-1.0));
    }
    let shared = |o: Overlap| (o.shared, o.shared + o.only_a + o.only_b);
    assert_eq!(shared(overlap(&advice, &talk)), (256, 789));
    assert_eq!(shared(overlap(&advice, &friends)), (111, 875));
    assert_eq!(shared(overlap(&talk, &friends)), (176, 895));
}

#[test]
fn bureaucracies_agree_with_sna() {
    let Some(data) = Data::of("knoke_bureaucracies") else { return };
    let (information, money) = (data.ties("ties_information.csv"), data.ties("ties_money.csv"));
    printed(density(&information), 0.544_444_4, 7);
    assert_eq!(degree::out_degree(&information), [4, 7, 6, 4, 8, 3, 3, 6, 3, 5].map(f64::from));
    assert_eq!(degree::in_degree(&information), [5, 8, 4, 5, 8, 1, 9, 2, 5, 2].map(f64::from));
    printed(ei(&information, &data.labels("sector")), 0.510_204_1, 7);
    let both = overlap(&information, &money);
    assert_eq!((both.shared, both.shared + both.only_a + both.only_b), (11, 60));
}

#[test]
fn repeated_and_self_ties_are_put_together_and_left_out_in_the_online_course() {
    // The course's key counts repeats; as a simple graph it has 1,936 ties (igraph).
    let Some(data) = Data::of("dlt1_mooc_educators") else { return };
    let ties = data.ties("ties_discussion.csv");
    assert_eq!((ties.len(), ties.arcs()), (445, 1936));
    printed(density(&ties), 0.009_798_56, 8);
    printed(dyads::dyads(&ties).reciprocity_arcs(), 0.219_008_3, 7);
    assert_eq!(components::weak_components(&ties).sizes.len(), 4);
}

#[test]
fn group_counts_are_those_that_the_sources_state() {
    let Some(data) = Data::of("hitech_union_firm") else { return };
    let friends = data.ties("ties_friendship.csv");
    assert_eq!((friends.arcs(), dyads::dyads(&friends).mutual), (147, 56));
    let Some(data) = Data::of("sawmill_communication") else { return };
    let talk = data.both_ways("ties_communication.csv");
    assert_eq!((talk.len(), talk.pairs()), (36, 62));
}

#[test]
fn members_who_answered_have_the_printed_reciprocity_and_in_degrees() {
    // Network analysis in R, chapter 4: the 58 members who answered, ties among them.
    let Some(data) = Data::of("sorority_nonresponse") else { return };
    let silent = data.heading.iter().position(|h| h == "did_not_answer").unwrap();
    let who: Vec<u32> = (0..data.len() as u32).filter(|&v| data.people[v as usize][silent] == "0").collect();
    let answered = data.ties("ties_nomination.csv").among(&who);
    assert_eq!((answered.len(), answered.arcs()), (58, 125));
    printed(dyads::dyads(&answered).reciprocity_pairs(), 0.420_454_5, 7);
    let named = degree::in_degree(&answered);
    let mean = named.iter().sum::<f64>() / 58.0;
    let deviation = (named.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 57.0).sqrt();
    printed(Value::Number(deviation), 1.609_203, 6);
}

#[test]
fn pupils_and_consultants_agree_with_sna() {
    let Some(data) = Data::of("carolan_classroom") else { return };
    let (pupils, teacher) = (data.ties("ties_student_reported.csv"), data.ties("ties_teacher_reported.csv"));
    printed(density(&pupils), 0.289_173_8, 7);
    printed(density(&teacher), 0.098_290_6, 7);
    let both = overlap(&pupils, &teacher);
    assert_eq!((both.shared, both.shared + both.only_a + both.only_b), (44, 228));
    // Pittinsky and Carolan (2008): teacher-reported density .086 and mean degree 2.22, on mutual ties.
    let mutual = dyads::dyads(&teacher).mutual as f64;
    printed(Value::Number(mutual / 351.0), 0.0855, 4);
    printed(Value::Number(2.0 * mutual / 27.0), 2.22, 2);
    let Some(data) = Data::of("cross_parker_consulting") else { return };
    let of = |at_least: f32| Adjacency::from_arcs(data.len(), data.arcs("ties_info_request.csv", at_least)).arcs();
    assert_eq!([f32::MIN, 3.0, 4.0].map(of), [877, 310, 168]);
}

#[test]
fn communities_of_class_182_have_the_printed_modularity() {
    // Chapter 8 prints the modularity of the walktrap divisions, .2695578 (4 steps) and .2797619 (3 steps); the latter is
    // the largest there is (igraph 1.0.0 `community_optimal_modularity`).
    let Some(data) = Data::of("mcfarland_class182") else { return };
    let found = communities(&data.ties("ties_friend.csv"), 1, 40);
    printed(found.modularity.map_or(Value::Number(f64::NAN), Value::Number), 0.279_761_9, 7);
    // The two who named nobody and were named by nobody are in no community.
    assert_eq!(found.of.iter().filter(|c| c.is_none()).count(), 2);
}

#[test]
fn communities_of_the_florentine_families_are_the_best_there_are() {
    // The largest modularity of the marriages, by igraph 1.0.0 `community_optimal_modularity`.
    let Some(data) = Data::of("padgett_florentine") else { return };
    let found = communities(&data.both_ways("ties_marriage.csv"), 1, 40);
    printed(found.modularity.map_or(Value::Number(f64::NAN), Value::Number), 0.398_75, 5);
}
