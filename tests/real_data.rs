//! Real networks, read from where they are kept: counts against what their own descriptions state.
//!
//! The data are not part of this project. They are looked for in the folder `shared/data` beside the crate, or where
//! the variable `STAFFROOM_DATA` points; without them these tests say that they were skipped.

use staffroom::error::Notice;
use staffroom::survey::{Aside, ReadSettings, Response, Survey, reconcile::Reading, study::Study};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The folder of a data set; none, visibly, when it is not there.
fn data(set: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let root = std::env::var_os("STAFFROOM_DATA").map_or(beside, PathBuf::from);
    let folder = root.join(set).canonicalize().ok().filter(|f| f.is_dir());
    if folder.is_none() {
        // Not `eprintln!`, which nobody sees when a test passes.
        let line = format!("skipped: no {set} in {}\n", root.display());
        let _ = std::io::stderr().write_all(line.as_bytes());
    }
    folder
}

/// A study made of a study file in a folder of its own, in which `{data}` stands for the data set.
fn study(data: &Path, study_toml: &str) -> (Study, Survey) {
    let folder = tempfile::tempdir().expect("a folder");
    let text = study_toml.replace("{data}", &data.display().to_string().replace('\\', "/"));
    std::fs::write(folder.path().join("study.toml"), text).expect("written");
    let (study, survey) = staffroom::survey::read(folder.path(), &ReadSettings::default()).expect("a survey");
    assert!(survey.ledger.files.iter().all(staffroom::survey::LedgerFile::adds_up), "{:?}", survey.ledger);
    assert!(survey.inputs.iter().all(|i| i.sha256.len() == 64 && !i.file.contains("..") && !i.file.starts_with('/')));
    (study, survey)
}

fn relation(survey: &Survey, id: &str) -> u32 {
    survey.relations.iter().position(|r| r.id == id).expect("the relation") as u32
}

/// Ties of a relation under the default reading.
fn ties(survey: &Survey, wave: u32, id: &str) -> Vec<(u32, u32)> {
    let ix = relation(survey, id);
    let own = survey.ties.iter().filter(|t| t.wave == wave && t.relation == ix && t.state.is_tie(Reading::Default));
    own.map(|t| (t.from, t.to)).collect()
}

/// Mutual, asymmetric and null dyads of a directed relation.
fn dyads(survey: &Survey, wave: u32, id: &str) -> (usize, usize, usize) {
    let ties = ties(survey, wave, id);
    let mutual = ties.iter().filter(|(a, b)| a < b && ties.binary_search(&(*b, *a)).is_ok()).count();
    let asymmetric = ties.len() - 2 * mutual;
    let n = survey.waves[wave as usize].staff.len();
    (mutual, asymmetric, n * (n - 1) / 2 - mutual - asymmetric)
}

#[test]
fn fifteen_schools_have_their_people_ties_and_no_question_across() {
    let Some(folder) = data("pitts_spillane_15_schools") else { return };
    let (_, survey) = study(
        &folder,
        r#"
title = "Fifteen schools"
[teachers]
file = "{data}/nodes.csv"
[[ties]]
file = "{data}/ties_advice.csv"
asked_within = "school"
[[ties]]
file = "{data}/ties_same_grade.csv"
relation = "same_grade"
asked_within = "school"
[[relations]]
id = "same_grade"
label = { en = "teaches the same grade as", nl = "geeft les in dezelfde groep als" }
family = "formal"
directed = false
"#,
    );
    assert_eq!((survey.people.len(), survey.schools.len(), survey.waves.len()), (433, 15, 1));
    assert_eq!(ties(&survey, 0, "advice").len(), 1540);
    let file = std::fs::read_to_string(folder.join("ties_same_grade.csv")).expect("the file");
    assert_eq!(ties(&survey, 0, "same_grade").len(), file.lines().skip(1).filter(|l| !l.is_empty()).count());
    let mut per_school = [0; 15];
    let staff = &survey.waves[0].staff;
    for (from, _) in ties(&survey, 0, "advice") {
        per_school[staff[from as usize].school.unwrap() as usize] += 1;
    }
    assert_eq!(per_school, [61, 103, 75, 54, 76, 162, 314, 172, 106, 107, 15, 117, 46, 51, 81]);
    assert!(survey.questions.iter().all(|q| q.within_school));
    assert!(survey.notices.contains(&Notice::AskedWithinSchool { relation: "advice".into() }));
    assert!(
        survey.notices.iter().any(|n| matches!(n, Notice::RelationAssumed { relation, .. } if relation == "advice"))
    );
    assert!(!survey.notices.iter().any(|n| matches!(n, Notice::NewRelation { .. } | Notice::NoFormalTies { .. })));
}

#[test]
fn high_tech_managers_have_three_relations() {
    let Some(folder) = data("krackhardt_hightech") else { return };
    let (_, survey) = study(
        &folder,
        r#"
[teachers]
file = "{data}/nodes.csv"
columns = { school = "Department" }
keep = "all"
[[ties]]
file = "{data}/ties_advice.csv"
[[ties]]
file = "{data}/ties_friendship.csv"
[[ties]]
file = "{data}/ties_reports_to.csv"
relation = "reports_to"
[[relations]]
id = "reports_to"
family = "formal"
"#,
    );
    let count = |id| ties(&survey, 0, id).len();
    assert_eq!((survey.people.len(), count("advice"), count("friendship"), count("reports_to")), (21, 190, 102, 20));
    assert_eq!(dyads(&survey, 0, "friendship"), (23, 56, 131));
    // As printed: mutual dyads among those with a tie.
    let (mutual, asymmetric, _) = dyads(&survey, 0, "advice");
    assert!((mutual as f64 / (mutual + asymmetric) as f64 - 0.310_344_8).abs() < 1e-6);
    assert_eq!(survey.waves[0].staff[0].kept["Age"], "33");
}

#[test]
fn lawyers_of_three_offices() {
    let Some(folder) = data("lazega_lawyers") else { return };
    let (_, survey) = study(
        &folder,
        r#"
[teachers]
file = "{data}/nodes.csv"
columns = { school = "Office" }
[[ties]]
file = "{data}/ties_advice.csv"
[[ties]]
file = "{data}/ties_friendship.csv"
[[ties]]
file = "{data}/ties_cowork_raw.csv"
relation = "cowork"
[[ties]]
file = "{data}/ties_cowork_mutual.csv"
relation = "cowork_mutual"
[[relations]]
id = "cowork_mutual"
directed = false
"#,
    );
    let count = |id| ties(&survey, 0, id).len();
    assert_eq!(survey.people.len(), 71);
    let seen = (count("advice"), count("friendship"), count("cowork"), count("cowork_mutual"));
    assert_eq!(seen, (892, 575, 1104, 378));
    assert_eq!(dyads(&survey, 0, "advice"), (175, 542, 1768));
    assert_eq!(dyads(&survey, 0, "friendship"), (176, 223, 2086));
    assert_eq!(dyads(&survey, 0, "cowork"), (378, 348, 1759));
    let mut sizes = [0; 3];
    survey.waves[0].staff.iter().for_each(|s| sizes[s.school.unwrap() as usize] += 1);
    assert_eq!((survey.schools.len(), sizes), (3, [48, 19, 4]));
}

#[test]
fn school_leaders_are_cut_at_three_and_name_themselves_ten_times() {
    let Some(folder) = data("carolan_school_leaders") else { return };
    let (_, survey) = study(
        &folder,
        r#"
[teachers]
file = "{data}/nodes.csv"
columns = { school = "district_site" }
[[ties]]
file = "{data}/ties_collaboration_y1.csv"
wave = "year 1"
relation = "joint work"
at_least = 3
[[ties]]
file = "{data}/ties_collaboration_y3.csv"
wave = "year 3"
relation = "collaboration"
at_least = 3
[[ties]]
file = "{data}/ties_confide_y1.csv"
wave = "year 1"
relation = "trust"
at_least = 3
[[relations]]
id = "collaboration"
aliases = ["joint work"]
"#,
    );
    let waves: Vec<&str> = survey.waves.iter().map(|w| w.id.as_str()).collect();
    assert_eq!((survey.people.len(), waves), (43, vec!["year 1", "year 3"]));
    assert_eq!(ties(&survey, 0, "collaboration").len(), 74);
    assert_eq!(ties(&survey, 1, "collaboration").len(), 362);
    assert_eq!(ties(&survey, 0, "trust").len(), 25);
    let (mutual, asymmetric, _) = dyads(&survey, 1, "collaboration");
    assert_eq!((mutual, asymmetric), (91, 180));
    let year_3 = survey.ledger.files.iter().find(|f| f.file.contains("y3")).expect("a book");
    assert_eq!((year_3.answers, year_3.aside[&Aside::SelfTie].answers), (1314, 10));
    assert_eq!(year_3.no, 1304 - 362);
    assert!(survey.notices.iter().any(|n| matches!(n, Notice::SelfTies { answers: 10, .. })));
    assert!(survey.questions.iter().all(|q| (q.at_least - 3.0).abs() < f32::EPSILON));
    // Kept by both waves: 33 of 403 (41 lost, 329 new).
    let (first, third) = (ties(&survey, 0, "collaboration"), ties(&survey, 1, "collaboration"));
    assert_eq!(first.iter().filter(|t| third.binary_search(t).is_ok()).count(), 33);
}

#[test]
fn who_did_not_answer_is_known_and_keeps_the_ties_of_others() {
    let Some(folder) = data("sorority_nonresponse") else { return };
    let (_, survey) = study(
        &folder,
        r#"
[teachers]
file = "{data}/nodes.csv"
[[ties]]
file = "{data}/ties_nomination.csv"
relation = "friendship"
"#,
    );
    let staff = &survey.waves[0].staff;
    let silent: Vec<&str> = staff
        .iter()
        .filter(|s| s.response == Response::DidNotAnswer)
        .map(|s| survey.people[s.person as usize].id.as_str())
        .collect();
    let want = [2, 7, 12, 26, 29, 30, 44, 45, 47, 50, 54, 64, 65, 66].map(|n| format!("id{n}"));
    assert_eq!((survey.people.len(), silent), (72, want.iter().map(String::as_str).collect()));
    let all = ties(&survey, 0, "friendship");
    let answered = |p: u32| staff[p as usize].response == Response::Answered;
    assert_eq!(all.len(), 157);
    assert_eq!(all.iter().filter(|(a, b)| answered(*a) && answered(*b)).count(), 125);
    assert!(survey.waves[0].response_known);
    assert!(!survey.notices.iter().any(|n| matches!(n, Notice::ResponseNotKnown { .. })));
}
