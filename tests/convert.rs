//! Read, convert, read: the same network comes back from every format that can hold it, whatever people are called.

#[path = "convert/elsewhere.rs"]
mod elsewhere;

use proptest::prelude::*;
use staffroom::error::{NotHeld, Notice};
use staffroom::exchange::{Options, TARGETS, Written, target, write};
use staffroom::survey::formats::{Answer, AnswerOptions, Answers, Frequency, answers_from_bytes};
use staffroom::survey::reconcile::Reading;
use staffroom::survey::study::Study;
use staffroom::survey::{ReadSettings, Response, Survey, Wave, read};
use std::collections::BTreeSet;
use std::path::Path;

/// Beginnings of names that have hurt somebody's program before.
const HOSTILE: [&str; 24] = [
    "An",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "'=x",
    "''",
    "\"quoted\"",
    "a,b",
    "a;b",
    "a\tb",
    "line\nend",
    "line\r\nend",
    "</script><img src=x>",
    "&amp;<b>",
    "]]>",
    "\u{202e}right to left",
    "\u{200f}r",
    "👩‍🏫",
    "Zoë",
    "null",
    "NA",
    "*Vertices",
    "DATA:",
];

fn name(number: usize, kind: usize, long: bool) -> String {
    let long = if long { "x".repeat(300) } else { String::new() };
    format!("{}{long} {number}", HOSTILE[kind % HOSTILE.len()])
}

fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

fn in_folder<N: AsRef<str>, B: AsRef<[u8]>>(files: &[(N, B)]) -> (Study, Survey) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name.as_ref()), bytes).unwrap();
    }
    read(folder.path(), &ReadSettings::default()).unwrap()
}

/// A study that is one network file.
fn from_one_file(name: &str, bytes: &[u8]) -> (Study, Survey) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("network.{name}"));
    std::fs::write(&path, bytes).unwrap();
    read(&path, &ReadSettings::default()).unwrap()
}

type Person = (usize, bool, u8);
type Row = (usize, usize, u8, u8, u8, u8);

/// A study of these people and ties.
fn study(people: &[Person], ties: &[Row], waves: u8) -> (Study, Survey) {
    let cells = |row: &[&str]| row.iter().map(|&c| c.to_owned()).collect::<Vec<_>>();
    let mut roster = vec![cells(&["id", "school", "answered", "wave", "Note"])];
    for wave in 0..waves {
        for (number, &(kind, long, what)) in people.iter().enumerate() {
            // Some are not there in every wave.
            if wave > 0 && what % 5 == 4 {
                continue;
            }
            let school = name(usize::from(what % 2), kind / 2, false);
            let answered = if what % 4 == 3 { "no" } else { "yes" };
            let note = if what % 3 == 0 { String::new() } else { name(9, kind + 1, false) };
            let id = name(number, kind, long);
            roster.push(vec![id, school, answered.into(), format!("w{wave}"), note]);
        }
    }
    let relations = ["advice", "class_visit", "buddy", "Eigen vraag"];
    let mut rows = vec![cells(&["from", "to", "relation", "frequency", "wave", "reporter", "topic"])];
    for &(from, to, relation, often, wave, reporter) in ties {
        let person = |n: usize| {
            let n = n % people.len();
            name(n, people[n].0, people[n].1)
        };
        rows.push(vec![
            person(from),
            person(to),
            relations[usize::from(relation) % 4].into(),
            (f64::from(often % 7) + 0.5).to_string(),
            format!("w{}", wave % waves),
            if reporter % 3 == 0 && relation % 4 == 1 { "to" } else { "from" }.into(),
            if reporter % 4 == 0 { name(0, often.into(), false) } else { String::new() },
        ]);
    }
    in_folder(&[
        ("teachers.csv", csv(&roster)),
        ("ties.csv", csv(&rows)),
        ("study.toml", b"[teachers]\nkeep = \"all\"\n".to_vec()),
    ])
}

fn converted(of: &(Study, Survey), to: &str) -> Written {
    let mut options = Options::default();
    options.names = true;
    write(&of.0, &of.1, target(to).unwrap(), options).unwrap()
}

/// Everything that is known, as text.
fn everything(of: &(Study, Survey)) -> String {
    let json = converted(of, "json");
    // What was found out from the reports the first time stands in the study file the second; which ends were asked is
    // compared question by question.
    let text = String::from_utf8(json.files[0].1.clone()).unwrap();
    text.replace("\"both_sides_asked\":true", "\"both_sides_asked\":null")
}

/// A tie: wave, relation, from, to, how often.
type Tie = (String, String, String, String, String);

/// The ties that count.
fn network(survey: &Survey, name: &dyn Fn(&str) -> String) -> BTreeSet<Tie> {
    let counted = survey.ties.iter().filter(|t| t.state.is_tie(Reading::Default));
    counted
        .map(|tie| {
            let id = |p: u32| name(&survey.people[p as usize].id);
            let relation = &survey.relations[tie.relation as usize];
            let (from, to) = (id(tie.from), id(tie.to));
            let (from, to) = if relation.directed || from < to { (from, to) } else { (to, from) };
            let wave = survey.waves[tie.wave as usize].id.clone();
            (wave, relation.id.clone(), from, to, tie.strength().to_string())
        })
        .collect()
}

/// The answers in a file as ties. In a file of one wave the file does not say which.
fn in_file(answers: &Answers, survey: &Survey, wave: Option<&str>) -> BTreeSet<Tie> {
    let directed = |relation: &str| survey.relations.iter().any(|r| r.id == relation && r.directed);
    let tie = |answer: &Answer| {
        let person = |p: u32| answers.people[p as usize].clone();
        let relation = answers.questions[answer.question as usize].text.clone();
        let (from, to) = (person(answer.from), person(answer.to));
        let (from, to) = if directed(&relation) || from < to { (from, to) } else { (to, from) };
        let Frequency::Number(often) = answer.frequency else { panic!("{answer:?}") };
        let wave = wave.map_or_else(|| answers.waves[answer.wave as usize].clone(), str::to_owned);
        (wave, relation, from, to, (often as f32).to_string())
    };
    answers.answers.iter().map(tie).collect()
}

fn reread(bytes: &[u8]) -> Answers {
    answers_from_bytes(bytes.to_vec(), "t", &AnswerOptions::default()).unwrap()
}

/// A label as Pajek and DL can write it.
fn plain(label: &str) -> String {
    label.replace('"', "'").replace(char::is_control, " ").trim().to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_network_comes_back_whatever_people_are_called(
        people in prop::collection::vec((0..HOSTILE.len(), prop::bool::weighted(0.1), any::<u8>()), 2..9),
        ties in prop::collection::vec((0..9_usize, 0..9_usize, any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>()), 1..30),
        waves in 1..4_u8,
    ) {
        let first = study(&people, &ties, waves);
        let survey = &first.1;
        let again = in_folder(&converted(&first, "csv").files);
        prop_assert_eq!(everything(&first), everything(&again));
        prop_assert_eq!(network(survey, &str::to_owned), network(&again.1, &str::to_owned));
        // A study folder holds the answers that count; that others were set aside is told.
        let mut asked = survey.questions.clone();
        asked.iter_mut().for_each(|q| (q.in_vain, q.may_be_named) = Default::default());
        prop_assert_eq!(&asked, &again.1.questions);
        let marked = survey.questions.iter().filter(|q| !q.in_vain.is_empty() || !q.may_be_named.is_empty()).count();
        let set_aside = |n: &Notice| match n {
            Notice::NotHeld { what: NotHeld::SetAside, times, .. } => Some(*times),
            _ => None,
        };
        prop_assert_eq!(converted(&first, "csv").notices.iter().find_map(set_aside), (marked > 0).then_some(marked as u64));
        let ids: Vec<&str> = survey.people.iter().map(|p| p.id.as_str()).collect();
        for target in ["graphml", "gexf"] {
            let answers = reread(&converted(&first, target).files[0].1);
            prop_assert_eq!(&answers.people, &ids, "{}", target);
            prop_assert_eq!(in_file(&answers, survey, None), network(survey, &str::to_owned), "{}", target);
            let school = answers.attributes.iter().find(|a| a.name == "school").unwrap();
            prop_assert!(school.values.iter().all(|s| !s.is_empty()));
        }
        let json = reread(&converted(&first, "json").files[0].1);
        prop_assert_eq!(&json.people, &ids);
        prop_assert!(in_file(&json, survey, None).len() >= network(survey, &str::to_owned).len());
        for target in ["graphml", "gexf", "json"].into_iter().filter(|_| waves == 1) {
            let written = converted(&first, target);
            let lost = |n: &Notice| matches!(n, Notice::NotHeld { what: NotHeld::EmptyQuestions, .. });
            if written.notices.iter().any(lost) {
                continue;
            }
            let again = from_one_file(target, &written.files[0].1);
            prop_assert_eq!(network(survey, &str::to_owned), network(&again.1, &str::to_owned), "{}", target);
            let of = |survey: &Survey| -> Vec<(String, Response, Option<String>)> {
                let school = |s: Option<u32>| s.map(|s| survey.schools[s as usize].id.clone());
                let staff = survey.waves.iter().flat_map(|w| &w.staff);
                staff.map(|s| (survey.people[s.person as usize].id.clone(), s.response, school(s.school))).collect()
            };
            prop_assert_eq!(of(survey), of(&again.1), "{}", target);
        }
        let there = |wave: &Wave| -> Vec<String> {
            wave.staff.iter().map(|s| plain(&survey.people[s.person as usize].id)).collect()
        };
        let (dl, pajek) = (converted(&first, "dl"), converted(&first, "pajek"));
        let all = network(survey, &plain);
        for (number, wave) in survey.waves.iter().enumerate() {
            let want: BTreeSet<Tie> = all.iter().filter(|t| t.0 == wave.id).cloned().collect();
            let answers = reread(&dl.files[number].1);
            prop_assert_eq!(&answers.people, &there(wave));
            prop_assert_eq!(&in_file(&answers, survey, Some(&wave.id)), &want);
            let mut found = BTreeSet::new();
            let start = format!("wave{}_", number + 1);
            let nets = networks(&pajek).filter(|(name, _)| name.starts_with(&start));
            for (name, bytes) in nets {
                let mut answers = reread(bytes);
                prop_assert_eq!(&answers.people, &there(wave), "{}", name);
                // The relation stands in the study file beside it.
                answers.questions[0].text = relation_of(&pajek, name);
                found.extend(in_file(&answers, survey, Some(&wave.id)));
            }
            prop_assert_eq!(found, want);
        }
    }
}

/// The networks of Pajek among the files.
fn networks(written: &Written) -> impl Iterator<Item = &(String, Vec<u8>)> {
    written.files.iter().filter(|(name, _)| Path::new(name).extension().is_some_and(|ending| ending == "net"))
}

/// The relation of a file, as the study file in the folder has it.
fn relation_of(written: &Written, file: &str) -> String {
    let (_, toml) = written.files.iter().find(|(name, _)| name == "study.toml").unwrap();
    let toml: toml::Table = toml::from_str(std::str::from_utf8(toml).unwrap()).unwrap();
    let entries = toml["ties"].as_array().unwrap();
    let entry = entries.iter().find(|entry| entry["file"].as_str() == Some(file)).unwrap();
    entry["relation"].as_str().unwrap().to_owned()
}

#[test]
fn every_sample_comes_back_as_it_was() {
    for sample in ["samples/de-brug", "samples/minimal"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(sample);
        let first = read(&path, &ReadSettings::default()).unwrap();
        let again = in_folder(&converted(&first, "csv").files);
        assert_eq!(everything(&first), everything(&again), "{sample}");
        let of = |study: &(Study, Survey)| network(&study.1, &str::to_owned);
        assert_eq!(of(&first), of(&again), "{sample}");
        let pajek = in_folder(&converted(&first, "pajek").files);
        assert_eq!((of(&first), staff(&first.1)), (of(&pajek), staff(&pajek.1)), "{sample}");
        assert_eq!(first.1.questions, again.1.questions, "{sample}");
    }
}

/// Who was there in each wave, at which school, in which role, and whether they answered.
fn staff(survey: &Survey) -> Vec<String> {
    let mut all = Vec::new();
    for wave in &survey.waves {
        for s in &wave.staff {
            let school = s.school.map(|i| &survey.schools[i as usize].id);
            let person = &survey.people[s.person as usize].id;
            all.push(format!(
                "{} {person} {school:?} {:?} {:?} {:?} {:?}",
                wave.id, s.role, s.response, s.years, s.fte
            ));
        }
    }
    all.sort();
    all
}

#[test]
fn who_was_there_in_which_wave_comes_back_from_one_file() {
    let first = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/de-brug"), &ReadSettings::default()).unwrap();
    for (format, name) in [("json", "n.json"), ("graphml", "n.graphml"), ("gexf", "n.gexf")] {
        let again = from_one_file(name, &converted(&first, format).files[0].1);
        assert_eq!(staff(&first.1), staff(&again.1), "{format}");
    }
}

#[test]
fn a_sign_that_xml_does_not_know_is_replaced_and_told() {
    let first = in_folder(&[("teachers.csv", "id\na\u{ffff}b\nc\n"), ("ties.csv", "from,to\na\u{ffff}b,c\n")]);
    let written = converted(&first, "graphml");
    let answers = reread(&written.files[0].1);
    assert_eq!(answers.people, ["a\u{fffd}b", "c"]);
    let told = |n: &Notice| matches!(n, Notice::NotHeld { what: NotHeld::Signs, times: 1, .. });
    assert!(written.notices.iter().any(told));
}

#[test]
fn the_command_writes_a_file_or_a_folder_and_overwrites_neither() {
    let folder = tempfile::tempdir().unwrap();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/minimal");
    let run = |to: &str, out: &Path, more: &[&str]| {
        let mut args = vec!["staffroom", "convert", sample, "--to", to, "--out", out.to_str().unwrap(), "--quiet"];
        args.extend(more);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = staffroom::cli::run(args, &mut out, &mut err);
        (code, out, String::from_utf8(err).unwrap())
    };
    for target in TARGETS {
        let path = folder.path().join(target.name);
        assert_eq!(run(target.name, &path, &[]).0, 0, "{}", target.name);
        assert_eq!(path.is_file(), target.ending.is_some(), "{}", target.name);
        let (code, _, err) = run(target.name, &path, &[]);
        assert_eq!(code, 1, "{}: {err}", target.name);
        assert_eq!(run(target.name, &path, &["--force"]).0, 0, "{}", target.name);
    }
    let (code, out, _) = run("graphml", Path::new("-"), &[]);
    assert!(code == 0 && out.starts_with(b"<?xml"));
    assert_eq!(run("xlsx", Path::new("x"), &[]).0, 2);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), TARGETS.len());
}
