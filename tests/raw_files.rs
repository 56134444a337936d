//! Every raw file of the shared real networks gives the network that stands beside it as `ties_*.csv`.
//!
//! The files are looked for in `../shared/data`, or where the variable `STAFFROOM_DATA` says. Where they are absent
//! these tests say so and pass.

use staffroom::error::Error;
use staffroom::error::Notice;
use staffroom::survey::formats::{AnswerOptions, Answers, Frequency, ReadOptions, read_answers, read_table};
use staffroom::survey::{ReadSettings, Survey};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A raw file that holds ties.
struct Case {
    file: &'static str,
    sheet: Option<&'static str>,
    /// Number of the question, and the file that its ties stand in.
    ties: Vec<(usize, String)>,
    /// From a name in the raw file to the name in `ties_*.csv`.
    rename: fn(&str) -> String,
    undirected: bool,
    people: usize,
    aside: u64,
    shape: &'static str,
}

fn same(name: &str) -> String {
    name.into()
}

fn case(file: &'static str, shape: &'static str, people: usize, ties: &[&str]) -> Case {
    let ties = ties.iter().enumerate().map(|(n, &ties)| (n, ties.into())).collect();
    Case { file, sheet: None, ties, rename: same, undirected: false, people, aside: 0, shape }
}

/// `v1`, `id1`, `1` and the like: the number alone.
fn number(name: &str) -> usize {
    name.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().expect("a number")
}

fn a(name: &str) -> String {
    format!("A{:02}", number(name))
}

fn p(name: &str) -> String {
    format!("P{:03}", number(name))
}

fn bare(name: &str) -> String {
    number(name).to_string()
}

fn capitals(name: &str) -> String {
    name.to_uppercase().chars().take(9).collect()
}

#[rustfmt::skip]
fn cases() -> Vec<Case> {
    let with = |case: Case, rename: fn(&str) -> String| Case { rename, ..case };
    let undirected = |case: Case| Case { undirected: true, ..case };
    let weeks = (0..9).chain(10..16).enumerate().map(|(n, week)| (n, format!("ties_rank_w{week:02}.csv"))).collect();
    vec![
        case("carolan_classroom/raw/student-edgelist.csv", "long", 26, &["ties_student_reported.csv"]),
        case("carolan_classroom/raw/student-reported-friends.xlsx", "matrix", 27, &["ties_student_reported.csv"]),
        case("carolan_classroom/raw/student-reported-valued.xlsx", "matrix", 27, &["ties_student_reported_valued.csv"]),
        case("carolan_classroom/raw/teacher-reported-friends.xlsx", "matrix", 27, &["ties_teacher_reported.csv"]),
        case("carolan_school_leaders/raw/year-1-collaboration-ties.xlsx", "matrix", 43, &["ties_collaboration_y1.csv"]),
        case("carolan_school_leaders/raw/year-1-confidential-ties.xlsx", "matrix", 43, &["ties_confide_y1.csv"]),
        case("carolan_school_leaders/raw/year-3-collaboration-ties.xlsx", "matrix", 43, &["ties_collaboration_y3.csv"]),
        case("cross_parker_consulting/raw/Cross_Parker-Consulting_info.txt", "long", 46, &["ties_info_request.csv"]),
        case("dlt1_mooc_educators/raw/dlt1-edges.csv", "long", 442, &["ties_discussion.csv"]),
        Case { sheet: Some("Messages"), ..with(case("freeman_eies/raw/EIES.paj", "network", 32, &["ties_messages.csv"]), eies_32) },
        with(case("freeman_eies/raw/EIES.paj", "network", 48, &["ties_acquaintance_t1.csv", "ties_acquaintance_t2.csv"]), eies_48),
        case("hitech_union_firm/raw/Hi-tech.net", "network", 36, &["ties_friendship.csv"]),
        case("hitech_union_firm/raw/Hi-tech.paj", "network", 36, &["ties_friendship.csv"]),
        case("knoke_bureaucracies/raw/Knok.dat", "network", 10, &["ties_information.csv", "ties_money.csv"]),
        case("knoke_bureaucracies/raw/KnokBur.paj", "network", 10, &["ties_information.csv", "ties_money.csv"]),
        with(case("krackhardt_hightech/raw/HighTech.paj", "network", 21, &["ties_advice.csv", "ties_friendship.csv", "ties_reports_to.csv"]), a),
        case("mcfarland_class182/raw/class182_networkdata.csv", "long", 16, &["ties_friend.csv", "ties_social.csv", "ties_task.csv"]),
        case("mcfarland_class237/raw/class237_sem1_edgelist.txt", "long", 25, &["ties_friendship_sem1.csv"]),
        case("mcfarland_class237/raw/class237_sem2_edgelist.txt", "long", 25, &["ties_friendship_sem2.csv"]),
        case("mcfarland_class555/raw/class555_adjacency_list.csv", "nominations", 24, &["ties_nomination.csv"]),
        case("mcfarland_class555/raw/class555_edgelist.csv", "long", 24, &["ties_nomination.csv"]),
        with(case("mcfarland_class555/raw/class555_matrix.csv", "matrix", 24, &["ties_nomination.csv"]), bare),
        case("mcfarland_s641/raw/social_interactions_s641.csv", "long", 22, &["ties_social.csv"]),
        case("mcfarland_s641/raw/task_interactions_s641.csv", "long", 22, &["ties_task.csv"]),
        Case { ties: weeks, ..with(case("newcomb_fraternity/raw/NEWFRAT.DAT", "network", 17, &[]), a) },
        undirected(case("padgett_florentine/raw/PADGETT.DAT", "network", 16, &["ties_marriage.csv", "ties_business.csv"])),
        undirected(with(case("padgett_florentine/raw/Padgett.paj", "network", 16, &["ties_business.csv", "ties_marriage.csv"]), capitals)),
        with(case("physicians_ckm/raw/colemankatzmentzel.txt", "matrix", 246, &["ties_advice.csv", "ties_discussion.csv", "ties_friendship.csv"]), p),
        case("sawmill_communication/raw/Sawmill.net", "network", 36, &["ties_communication.csv"]),
        // 14 members did not answer: 14 rows of 72 cells.
        Case { aside: 14 * 72, ..case("sorority_nonresponse/raw/sorority_matrix_wmissingdata.csv", "matrix", 72, &["ties_nomination.csv"]) },
    ]
}

/// Raw files that say something of people, with how many.
const TABLES: [(&str, u64); 12] = [
    ("carolan_classroom/raw/student-attributes.csv", 27),
    ("carolan_school_leaders/raw/school-leader-nodes.csv", 43),
    ("carolan_school_leaders/raw/school-leader-nodes.xlsx", 43),
    ("dlt1_mooc_educators/raw/dlt1-nodes.csv", 445),
    ("mcfarland_class237/raw/class237_sem1_attributes.txt", 25),
    ("mcfarland_class237/raw/class237_sem2_attributes.txt", 25),
    ("mcfarland_class555/raw/class555_attributedata.csv", 24),
    ("sorority_nonresponse/raw/sorority_attributes_wmissingdata.csv", 72),
    // No heading: its first row stands for one.
    ("physicians_ckm/raw/ColemanKatzMentzAttributes.txt", 245),
    // Tested on their own below.
    ("padgett_florentine/raw/PADGW.DAT", 0),
    ("knoke_bureaucracies/raw/KnokBur.DAT", 0),
    ("krackhardt_css/raw/KRACKAD.DAT", 0),
];

/// The folder of the shared data; says so when it is not there.
fn data() -> Option<PathBuf> {
    let said = std::env::var_os("STAFFROOM_DATA").map(PathBuf::from);
    let folder = said.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"));
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: the shared data are not at {}", folder.display());
    None
}

fn read(folder: &Path, file: &str, sheet: Option<&str>) -> Result<Answers, Error> {
    let options = AnswerOptions { read: ReadOptions { sheet, ..ReadOptions::default() }, ..AnswerOptions::default() };
    read_answers(&folder.join(file), file, &options)
}

/// Ties with their weights, as often as each stands there; of undirected ones the smaller name first.
fn sorted(
    ties: impl Iterator<Item = (String, String, Option<f64>)>,
    undirected: bool,
) -> BTreeMap<(String, String), Vec<String>> {
    let mut map: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for (from, to, weight) in ties {
        let pair = if undirected && to < from { (to, from) } else { (from, to) };
        let weights = map.entry(pair).or_default();
        if !undirected || weights.is_empty() {
            weights.push(weight.map_or_else(String::new, |weight| weight.to_string()));
        }
    }
    map
}

fn ties_of(folder: &Path, file: &str, undirected: bool) -> (BTreeMap<(String, String), Vec<String>>, bool) {
    let table = read_table(&folder.join(file), file, &ReadOptions::default()).expect("ties beside the raw file");
    let column = |name: &str| table.headings.iter().position(|heading| heading == name);
    let (from, to) = (column("from").expect("from"), column("to").expect("to"));
    let weight = column("weight").or_else(|| column("value")).or_else(|| column("frequency"));
    let mut ties = Vec::new();
    table
        .for_each(|row| {
            let weight = weight.map(|c| row.cell(c).parse().expect("a number"));
            ties.push((row.cell(from).to_owned(), row.cell(to).to_owned(), weight));
            Ok(())
        })
        .expect("ties");
    (sorted(ties.into_iter(), undirected), weight.is_some())
}

fn ties_in(answers: &Answers, question: usize, case: &Case, weighted: bool) -> BTreeMap<(String, String), Vec<String>> {
    let name = |n: u32| (case.rename)(&answers.people[n as usize]);
    let ties = answers.answers.iter().filter(|answer| answer.question as usize == question).map(|answer| {
        let weight = match answer.frequency {
            Frequency::Number(number) => number,
            _ => 1.0,
        };
        (name(answer.from), name(answer.to), weighted.then_some(weight))
    });
    let ties = ties.filter(|(from, to, _)| !from.is_empty() && !to.is_empty());
    sorted(ties, case.undirected)
}

/// The 32 of Freeman's researchers who are in all three networks, in the order of `nodes.csv`.
static EIES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let path = data().expect("the data").join("freeman_eies/nodes.csv");
    let mut ids = Vec::new();
    let nodes = read_table(&path, "nodes.csv", &ReadOptions::default()).expect("nodes");
    nodes.for_each(|row| (ids.push(row.cell(0).to_owned()), Ok(())).1).expect("nodes");
    ids
});

/// Which of the 48 are among the 32 stands in the file itself, as the partition "Select 32 from 48".
static SELECTED: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = data().expect("the data");
    let answers = read(&folder, "freeman_eies/raw/EIES.paj", None).expect("a network");
    answers.attributes.into_iter().find(|a| a.name.starts_with("Select")).expect("the partition").values
});

fn eies_32(name: &str) -> String {
    EIES[number(name) - 1].clone()
}

fn eies_48(name: &str) -> String {
    let person = number(name) - 1;
    let before = SELECTED[..person].iter().filter(|value| *value == "1").count();
    if SELECTED[person] == "1" { EIES[before].clone() } else { String::new() }
}

#[test]
fn every_raw_file_gives_the_ties_beside_it() {
    let Some(folder) = data() else { return };
    let mut wrong = Vec::new();
    for case in cases() {
        let answers = match read(&folder, case.file, case.sheet) {
            Ok(answers) => answers,
            Err(error) => {
                wrong.push(format!("{}: {error}", case.file));
                continue;
            }
        };
        let aside: u64 = answers.aside.values().map(|a| a.answers).sum();
        println!(
            "{}: {} ({}), {} people, {} ties, {} zeros, {aside} set aside",
            case.file,
            answers.shape.name(),
            answers.reason,
            answers.people.len(),
            answers.answers.len(),
            answers.zeros
        );
        let seen = (answers.shape.name(), answers.people.len(), aside, answers.questions.len());
        let want = (case.shape, case.people, case.aside, case.ties.len());
        if seen != want {
            wrong.push(format!("{}: {seen:?} in place of {want:?}", case.file));
        }
        for (question, ties) in &case.ties {
            let dir = case.file.split('/').next().expect("a folder");
            let (want, weighted) = ties_of(&folder, &format!("{dir}/{ties}"), case.undirected);
            let seen = ties_in(&answers, *question, &case, weighted);
            if seen != want {
                let extra: Vec<_> = seen.iter().filter(|(pair, w)| want.get(*pair) != Some(w)).take(3).collect();
                let gone: Vec<_> = want.iter().filter(|(pair, w)| seen.get(*pair) != Some(w)).take(3).collect();
                wrong.push(format!(
                    "{} {ties}: {} in place of {}: {extra:?} {gone:?}",
                    case.file,
                    seen.len(),
                    want.len()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_table_of_people_is_read_with_all_its_rows() {
    let Some(folder) = data() else { return };
    for (file, people) in TABLES.into_iter().filter(|(_, people)| *people > 0) {
        let table = read_table(&folder.join(file), file, &ReadOptions::default()).expect(file);
        println!("{file}: {} rows, {} columns, {}", table.rows(), table.headings.len(), table.read_as);
        assert_eq!((table.rows(), table.notices.len()), (people, 0), "{file}: {:?}", table.notices);
    }
}

#[test]
fn no_raw_file_is_left_out() {
    let Some(folder) = data() else { return };
    let mut known: Vec<&str> = cases().iter().map(|case| case.file).chain(TABLES.map(|(file, _)| file)).collect();
    known.push("krackhardt_css/raw/KRACKFR.DAT");
    for study in std::fs::read_dir(&folder).expect("the folder") {
        let study = study.expect("a study").path();
        let Ok(files) = std::fs::read_dir(study.join("raw")) else { continue };
        for file in files {
            let path = file.expect("a file").path();
            let name = path.strip_prefix(&folder).expect("inside").to_string_lossy().replace('\\', "/");
            assert!(known.contains(&name.as_str()), "{name} is tested nowhere");
        }
    }
}

#[test]
fn each_of_twenty_one_managers_sees_a_network_of_their_own() {
    let Some(folder) = data() else { return };
    for (file, ties) in [("KRACKAD.DAT", "advice"), ("KRACKFR.DAT", "friendship")] {
        let answers = read(&folder, &format!("krackhardt_css/raw/{file}"), None).expect("a network");
        assert_eq!((answers.people.len(), answers.questions.len()), (21, 21));
        let mut seen: Vec<(u32, u32, u32)> =
            answers.answers.iter().map(|a| (a.question + 1, a.from + 1, a.to + 1)).collect();
        let mut want = Vec::new();
        let path = folder.join(format!("krackhardt_css/ties_{ties}_perceived.csv"));
        let number = |text: &str| text.parse::<u32>().expect("a number");
        read_table(&path, "t", &ReadOptions::default())
            .expect("ties")
            .for_each(|row| (want.push((number(row.cell(0)), number(row.cell(1)), number(row.cell(2)))), Ok(())).1)
            .expect("ties");
        seen.sort_unstable();
        want.sort_unstable();
        assert_eq!(seen, want, "{file}");
    }
}

#[test]
fn what_is_known_of_families_and_managers_comes_with_them() {
    let Some(folder) = data() else { return };
    let wealth = read(&folder, "padgett_florentine/raw/PADGW.DAT", None).expect("attributes");
    assert_eq!((wealth.people.len(), wealth.answers.len()), (16, 0));
    assert_eq!(wealth.attributes.iter().map(|a| a.name.as_str()).collect::<Vec<_>>(), ["WEALTH", "#PRIORS", "#TIES"]);
    assert_eq!((wealth.people[3].as_str(), wealth.attributes[0].values[3].as_str()), ("STROZZI", "146"));
    let managers = read(&folder, "krackhardt_hightech/raw/HighTech.paj", None).expect("a network");
    let names: Vec<&str> = managers.attributes.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["Department", "Level", "Age", "Tenure"]);
    let members = read(&folder, "sorority_nonresponse/raw/sorority_matrix_wmissingdata.csv", None).expect("a matrix");
    let silent: Vec<&str> = members
        .respondents
        .iter()
        .filter(|respondent| respondent.filled == 0)
        .map(|respondent| members.people[respondent.person as usize].trim_start_matches("id"))
        .collect();
    assert_eq!(silent, ["2", "7", "12", "26", "29", "30", "44", "45", "47", "50", "54", "64", "65", "66"]);
}

#[test]
fn a_file_that_says_itself_that_it_must_be_converted_is_refused() {
    let Some(folder) = data() else { return };
    let file = "knoke_bureaucracies/raw/KnokBur.DAT";
    let refused = read(&folder, file, None).map(|answers| answers.reason.to_string());
    // Its third line is the head of a data set of UCINET before DL; the message says so, and what to do.
    match refused {
        Err(error @ Error::Broken { .. }) => {
            let Error::Broken { place, format, seen } = &error else { unreachable!() };
            assert_eq!((place.line, format.as_str(), seen.as_str()), (Some(3), "DL", "UCINET 3"));
            let said = staffroom::words::words(staffroom::words::Lang::En).error(&error);
            assert!(said.help.iter().any(|help| help.contains("save it again")), "{said:?}");
        }
        other => panic!("{other:?}"),
    }
}

/// The ties of a survey, relation by relation: names as in the files beside the raw one, and the reported strength.
fn relations_of(survey: &Survey, case: &Case) -> BTreeMap<u32, BTreeMap<(String, String), f32>> {
    let name = |p: u32| (case.rename)(&survey.people[p as usize].id);
    let mut all: BTreeMap<u32, BTreeMap<(String, String), f32>> = BTreeMap::new();
    for tie in &survey.ties {
        let (from, to) = (name(tie.from), name(tie.to));
        if from.is_empty() || to.is_empty() {
            continue;
        }
        let pair = if case.undirected && to < from { (to, from) } else { (from, to) };
        all.entry(tie.relation).or_default().insert(pair, tie.strength());
    }
    all
}

/// What a study must hold of a file of ties: nobody is their own colleague, and the same answer counts once.
fn wanted(folder: &Path, file: &str, undirected: bool) -> (BTreeMap<(String, String), f32>, bool) {
    let (ties, weighted) = ties_of(folder, file, undirected);
    let strongest =
        |weights: &Vec<String>| weights.iter().filter_map(|w| w.parse().ok()).reduce(f32::max).unwrap_or(1.0);
    let ties = ties.iter().filter(|((from, to), _)| from != to);
    (ties.map(|(pair, weights)| (pair.clone(), strongest(weights))).collect(), weighted)
}

#[test]
fn every_raw_file_is_a_study_by_itself_and_gives_the_network_beside_it() {
    let Some(folder) = data() else { return };
    let mut wrong = Vec::new();
    for case in cases().into_iter().filter(|case| case.sheet.is_none()) {
        let survey = match staffroom::survey::read(&folder.join(case.file), &ReadSettings::default()) {
            Ok((_, survey)) => survey,
            Err(error) => {
                wrong.push(format!("{}: {error:?}", case.file));
                continue;
            }
        };
        let file = &survey.ledger.files[0];
        let found = survey.notices.iter().find_map(|notice| match notice {
            Notice::ShapeFound { shape, reason, .. } => Some(format!("{} ({reason})", shape.name())),
            _ => None,
        });
        let found = found.unwrap_or_else(|| "long (headings for both ends)".to_owned());
        let aside: Vec<String> = file.aside.iter().map(|(why, count)| format!("{why:?} {}", count.answers)).collect();
        println!(
            "{}: {found}, {} people, {} answers = {} ties + {} merged + {} no + set aside [{}]",
            case.file,
            survey.people.len(),
            file.answers,
            file.kept,
            file.merged,
            file.no,
            aside.join(", ")
        );
        if !file.adds_up() || survey.ledger.files.len() != 1 {
            wrong.push(format!("{}: the ledger does not add up: {file:?}", case.file));
        }
        // Rows and cells, counted by the reader of the format alone.
        let read = read(&folder, case.file, None).expect("answers");
        if file.answers != read.read() || survey.people.len() != case.people || !found.starts_with(case.shape) {
            wrong.push(format!("{}: {} answers, {} people, {found}", case.file, file.answers, survey.people.len()));
        }
        let mut relations = relations_of(&survey, &case);
        for (_, ties) in &case.ties {
            let dir = case.file.split('/').next().expect("a folder");
            let (want, weighted) = wanted(&folder, &format!("{dir}/{ties}"), case.undirected);
            let same = |seen: &BTreeMap<(String, String), f32>| {
                seen.len() == want.len()
                    && seen.iter().zip(&want).all(|((a, x), (b, y))| a == b && (!weighted || (x - y).abs() < 1e-6))
            };
            match relations.iter().find(|(_, seen)| same(seen)).map(|(&relation, _)| relation) {
                Some(relation) => drop(relations.remove(&relation)),
                None => wrong.push(format!("{} {ties}: no relation has these {} ties", case.file, want.len())),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
