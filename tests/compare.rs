//! Two waves side by side, from files to findings: the worked case with turnover, networks that others have published,
//! accounts that add up, and no change where nothing changed.

#![allow(clippy::items_after_statements, reason = "the names of a table stand beside it")]
#![allow(clippy::format_collect, reason = "a few lines of a small file")]

mod common;

use common::real_networks;
use rand::{RngExt, SeedableRng};
use rayon::prelude::*;
use staffroom::analyse::{Compare, Options, Purpose, findings};
use staffroom::error::{Difference, EarlierWhy, Error, Notice};
use staffroom::findings::{Change, Course, Findings, LayerChange, Said, Scope, TieAccount};
use staffroom::survey::{ReadSettings, read};
use staffroom::timings::Timings;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What is computed about a study of these files.
fn analysed(files: &[(&str, String)], how: impl FnOnce(&mut Options)) -> Result<Findings, Error> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let (study, survey) = staffroom::analyse::read(folder.path(), &ReadSettings::default())?;
    let mut options = Options::default();
    options.purpose = Purpose::Changes;
    options.permutations = Some(200);
    how(&mut options);
    findings(&study, &survey, &options, &mut Timings::default())
}

fn found(files: &[(&str, String)]) -> Findings {
    analysed(files, |_| {}).unwrap()
}

/// The account of everybody.
fn group(layer: &LayerChange) -> TieAccount {
    *layer.accounts.last().unwrap()
}

fn figure(layer: &LayerChange, name: &str) -> Option<f64> {
    let column = layer.figures.iter().find(|c| c.measure == name)?;
    column.of(column.len() - 1).number()
}

fn near(a: Option<f64>, b: f64) -> bool {
    a.is_some_and(|a| (a - b).abs() < 1e-12)
}

/// T9 of the measurement design; `b` did or did not answer in the second wave, and `f` is in school `A` or `B`.
fn t9() -> Vec<(&'static str, String)> {
    let people = |wave: u32, ids: &str| {
        let rows = ids.split(' ').map(|id| format!("{wave},{id},A,teacher,yes\n"));
        rows.collect::<String>()
    };
    let ties = |wave: u32, ties: &str| {
        ties.split(' ').map(|t| format!("{wave},{},{},class_visit\n", &t[..1], &t[2..])).collect::<String>()
    };
    let roster = format!("wave,id,school,role,answered\n{}{}", people(1, "a b c d e"), people(2, "b c d e f"));
    let visits = format!("wave,from,to,relation\n{}{}", ties(1, "a>b b>a c>b d>c"), ties(2, "c>b b>c d>c f>e"));
    vec![("teachers.csv", roster), ("ties.csv", visits)]
}

#[test]
fn turnover_hides_what_those_who_stayed_did() {
    let findings = found(&t9());
    let change = &findings.changes[0];
    let layer = change.layer("open_door").unwrap();
    let account = group(layer);
    assert_eq!((account.kept, account.new, account.lost), (2, 1, 0));
    assert_eq!((account.lost_with_leavers, account.new_with_joiners), (2, 1));
    assert_eq!((account.before(), account.after(), account.hamming()), (4, 4, 1));
    assert!(near(account.jaccard().number(), 2.0 / 3.0));
    assert_eq!(account.transitions, [[4, 0, 0], [0, 1, 1], [0, 0, 0]]);
    // The open-door rate stays 3/5 while that of stayers goes from 2/4 to 3/4.
    assert!(near(figure(layer, "open_door_rate_before"), 0.6) && near(figure(layer, "open_door_rate_after"), 0.6));
    assert!(near(figure(layer, "open_door_rate_stayers_before"), 0.5));
    assert!(near(figure(layer, "open_door_rate_stayers_after"), 0.75));
    let (then, now) = *change.doors.as_ref().unwrap().rates.last().unwrap();
    for (rate, weight, stayers, others) in [(then, 0.8, 0.5, 1.0), (now, 0.8, 0.75, 0.0)] {
        assert!(near(rate.weight.number(), weight) && near(rate.stayers.number(), stayers));
        assert!(near(rate.others.number(), others) && near(rate.rate.number(), 0.6));
    }
    // Density 0.2 and 0.2; among stayers 2/12 and 3/12.
    assert!(near(figure(layer, "density_before"), 0.2) && near(figure(layer, "density_after"), 0.2));
    assert!(near(figure(layer, "density_stayers_before"), 2.0 / 12.0));
    assert!(near(figure(layer, "density_stayers_after"), 0.25));
    let doors = change.doors.as_ref().unwrap().open.last().unwrap();
    assert_eq!((doors.stayed_yes, doors.to_yes, doors.to_no, doors.stayed_no), (2, 1, 0, 1));
    let courses: Vec<Course> = change.people.iter().map(|p| p.course).collect();
    use Course::{Joiner, Leaver, Stayer};
    assert_eq!(courses, [Leaver, Stayer, Stayer, Stayer, Stayer, Joiner]);
    // Four stayers are too few for a band; nothing is said to have changed.
    assert!(change.tested.iter().all(|t| t.said != Said::Changed));
}

#[test]
fn with_enough_stayers_mcnemar_is_that_of_the_worked_case() {
    // T9 with a fifth stayer, whose door is closed in both waves.
    let mut files = t9();
    files[0].1 += "1,g,A,teacher,yes\n2,g,A,teacher,yes\n";
    let findings = found(&files);
    let test = findings.changes[0].tested("open_door", "open_door_rate", None).unwrap();
    assert!((test.p - 1.0).abs() < 1e-12, "1 opened, 0 closed");
    assert_eq!((test.people, test.said), (5, Said::CannotTell));
}

#[test]
fn a_missing_form_takes_pairs_out_and_loses_no_tie() {
    // Only visitors are asked; d did not answer in the second wave: d>c cannot be told.
    let mut files = t9();
    files[0].1 = files[0].1.replace("2,d,A,teacher,yes", "2,d,A,teacher,no");
    files[1].1 = files[1].1.replace("2,d,c,class_visit\n", "");
    let change = &found(&files).changes[0];
    let account = group(change.layer("open_door").unwrap());
    assert_eq!((account.kept, account.lost, account.new), (1, 0, 1));
    assert_eq!((account.not_comparable_before, account.before(), account.after()), (1, 4, 3));
    assert_eq!((account.pairs, account.pairs_compared), (12, 9));
}

#[test]
fn somebody_who_moved_to_another_school_is_no_stayer_of_either() {
    let mut files = t9();
    files[0].1 = files[0].1.replace("2,d,A,", "2,d,B,");
    let findings = found(&files);
    let change = &findings.changes[0];
    let layer = change.layer("open_door").unwrap();
    // Of everybody d>c is kept; of school A it went with d.
    assert_eq!((group(layer).kept, layer.accounts[0].kept), (2, 1));
    assert_eq!((group(layer).lost_with_leavers, layer.accounts[0].lost_with_leavers), (2, 3));
    let (a, all) = (change.courses[0], change.courses.last().unwrap());
    assert_eq!((a.before, a.stayers, a.leavers, a.moved_out, a.joiners, a.after), (5, 3, 1, 1, 1, 4));
    assert_eq!((all.stayers, all.moved_out, all.moved_in, all.leavers, all.joiners), (3, 1, 1, 1, 1));
    assert_eq!(change.people[3].course, Course::Mover);
}

#[test]
fn somebody_on_leave_for_one_wave_neither_left_nor_came() {
    let mut files = t9();
    files[0].1 += "3,a,A,teacher,yes\n3,b,A,teacher,yes\n3,c,A,teacher,yes\n";
    files[1].1 += "3,a,b,class_visit\n";
    let findings = found(&files);
    assert_eq!(findings.changes.len(), 2);
    let all = |c: &Change| *c.courses.last().unwrap();
    let (first, second) = (all(&findings.changes[0]), all(&findings.changes[1]));
    assert_eq!((first.leavers, first.away, first.joiners), (0, 1, 1));
    assert_eq!((second.joiners, second.back, second.leavers), (0, 1, 3));
}

#[test]
fn waves_that_were_asked_otherwise_are_refused_with_the_difference_named() {
    let mut files = t9();
    files[1].1 += "2,b,c,advice\n";
    let findings = found(&files);
    let want = Difference::AskedOnce { relation: "advice".into(), host_side: false, wave: "2".into() };
    assert!(findings.changes.is_empty());
    assert!(findings.notices.iter().any(
        |n| matches!(n, Notice::WavesNotCompared { differences, .. } if differences == std::slice::from_ref(&want))
    ));
    let stopped = analysed(&files, |o| o.compare = Compare::OrStop);
    assert!(matches!(stopped, Err(Error::WavesDiffer { differences, .. }) if differences == [want.clone()]));
    let all = analysed(&files, |o| o.compare = Compare::All).unwrap();
    assert_eq!(all.changes[0].differences, [want]);
    // What was asked in one wave only is neither new nor lost.
    let advice = group(all.changes[0].layer("advice").unwrap());
    assert_eq!((advice.new, advice.not_comparable_after), (0, 1));
    let periods = "[[waves]]\nid = \"1\"\nperiod = \"2024-08-26/2025-01-31\"\n[[waves]]\nid = \"2\"\nperiod = \
                   \"2025-02-01/2025-07-11\"\n";
    let mut files = t9();
    files.push(("study.toml", periods.into()));
    assert!(matches!(
        analysed(&files, |o| o.compare = Compare::OrStop),
        Err(Error::WavesDiffer { differences, .. }) if matches!(differences[..], [Difference::Season { .. }])
    ));
}

/// The lines of a table that are about one wave, under its heading.
fn of_wave(table: &str, wave: &str) -> String {
    let mut lines = table.lines();
    let heading = lines.next().unwrap().to_owned() + "\n";
    lines.filter(|l| l.starts_with(&format!("{wave},"))).fold(heading, |text, line| text + line + "\n")
}

#[test]
fn an_earlier_edition_stands_in_for_raw_data_with_the_same_numbers() {
    let plan = Plan { schools: 3, teachers: 8, turnover: 0.15, moves: 0.1, silent: 0.1, habit: 0.4, growth: 1.0 };
    let files = invented(&plan, 3);
    let whole = |o: &mut Options| o.purpose = Purpose::Report;
    let raw = analysed(&files, whole).unwrap();
    let only = |wave: &str| -> Vec<(&'static str, String)> {
        files.iter().map(|(name, text)| (*name, of_wave(text, wave))).collect()
    };
    let mut earlier = Vec::new();
    staffroom::report::json::write(&analysed(&only("0"), whole).unwrap(), &mut earlier).unwrap();
    let earlier = String::from_utf8(earlier).unwrap();
    let with = |text: &str| {
        let mut files = only("1");
        let toml = "[[waves]]\nid = \"0\"\nfindings = \"2024.json\"\n[[waves]]\nid = \"1\"\n";
        files.extend([("study.toml", toml.to_owned()), ("2024.json", text.to_owned())]);
        analysed(&files, whole)
    };
    let stood_in = with(&earlier).unwrap();
    assert_eq!(stood_in.changes, raw.changes);
    assert_eq!((&stood_in.people, &stood_in.schools), (&raw.people, &raw.schools));
    assert_eq!((&stood_in.blocks, &stood_in.ties), (&raw.blocks, &raw.ties));
    assert_eq!(stood_in.inputs.last().map(|i| i.file.as_str()), Some("2024.json"));
    // Another version may count in another way: refused, and named.
    let other = earlier.replace(&format!("staffroom {}", env!("CARGO_PKG_VERSION")), "staffroom 0.0.1");
    assert!(matches!(with(&other), Err(Error::EarlierWave { program, .. }) if program == "staffroom 0.0.1"));
    let of = |audience: &str| earlier.replace("\"audience\":\"analyst\"", &format!("\"audience\":\"{audience}\""));
    let board = of("board");
    assert!(matches!(with(&board), Err(Error::EarlierWave { why: EarlierWhy::Edition, .. })));
    // P001 is somebody else in the next edition.
    assert!(matches!(with(&of("researcher")), Err(Error::EarlierWave { why: EarlierWhy::Pseudonyms, .. })));
}

/// Without ids the first on the staff list is p001: whoever that is in this wave.
#[test]
fn people_without_ids_are_not_taken_for_those_of_an_earlier_edition() {
    let of = |wave: &str, names: [&str; 2], id: bool| {
        let rows = names.map(|name| if id { format!("{name},{name},{wave}\n") } else { format!("{name},{wave}\n") });
        let heading = if id { "id,name,wave\n" } else { "name,wave\n" };
        vec![
            ("staff.csv", heading.to_owned() + &rows.concat()),
            ("ties.csv", format!("wave,from,to,relation\n{wave},{},{},advice\n", names[0], names[1])),
        ]
    };
    let with = |earlier: bool, now: bool| {
        let mut text = Vec::new();
        staffroom::report::json::write(&found(&of("0", ["Ann", "Bo"], earlier)), &mut text).unwrap();
        let mut files = of("1", ["Cem", "Ann"], now);
        let toml = "[[waves]]\nid = \"0\"\nfindings = \"2024.json\"\n[[waves]]\nid = \"1\"\n";
        files.extend([("study.toml", toml.to_owned()), ("2024.json", String::from_utf8(text).unwrap())]);
        analysed(&files, |_| ())
    };
    assert_eq!(with(true, true).unwrap().people.len(), 3);
    for (earlier, now) in [(false, false), (false, true), (true, false)] {
        let refused = with(earlier, now);
        assert!(matches!(refused, Err(Error::EarlierWave { why: EarlierWhy::NoIds, .. })), "{earlier} {now}");
    }
}

// --- Networks that others have published numbers of -------------------------------------------------------------------

/// A study with a file of ties for each wave.
fn study(
    nodes: &Path,
    relation: &str,
    waves: &[(&str, PathBuf)],
    how: &str,
    further: &str,
) -> Vec<(&'static str, String)> {
    let mut text = format!("[teachers]\nfile = {:?}\n{further}\n", nodes.display().to_string());
    for (id, _) in waves {
        let _ = writeln!(text, "[[waves]]\nid = \"{id}\"");
    }
    for (id, file) in waves {
        let file = file.display().to_string();
        let _ = writeln!(
            text,
            "[[ties]]\nfile = {file:?}\nwave = \"{id}\"\nrelation = \"{relation}\"\nshape = \"long\"\n{how}"
        );
    }
    vec![("study.toml", text)]
}

fn kept_lost_new(change: &Change, layer: &str) -> (u64, u64, u64) {
    let account = group(change.layer(layer).unwrap());
    (account.kept, account.lost, account.new)
}

/// `PUBLISHED.md`: computed with sna 2.7-1 (R) on the matrices at a cut of 3.
#[test]
fn school_leaders_keep_33_of_403_ties_from_year_1_to_year_3() {
    let Some(folder) = real_networks().map(|f| f.join("carolan_school_leaders")) else { return };
    let waves = [("y1", folder.join("ties_collaboration_y1.csv")), ("y3", folder.join("ties_collaboration_y3.csv"))];
    let files = study(&folder.join("nodes.csv"), "collaboration", &waves, "at_least = 3", "");
    let change = &found(&files).changes[0];
    assert_eq!(kept_lost_new(change, "collaboration"), (33, 41, 329));
    let account = group(change.layer("collaboration").unwrap());
    assert!(near(account.jaccard().number(), 33.0 / 403.0));
    // Everybody stayed, and nothing says who answered: all 43 · 42 pairs count, and no verdict is given.
    assert_eq!((account.pairs, account.pairs_compared), (1_806, 1_806));
    assert!(change.tested.iter().all(|t| t.said == Said::CannotTell));
}

/// `PUBLISHED.md`: Jaccard 43/112 and 47/111 on undirected pairs.
#[test]
fn fifty_pupils_keep_their_friends_as_published() {
    let Some(folder) = real_networks().map(|f| f.join("glasgow_s50")) else { return };
    let waves = [1, 2, 3].map(|k| (["", "1", "2", "3"][k], folder.join(format!("ties_friendship_t{k}.csv"))));
    let undirected = "[[relations]]\nid = \"friendship\"\ndirected = false";
    let files = study(&folder.join("nodes.csv"), "friendship", &waves, "", undirected);
    let findings = found(&files);
    for (change, (kept, all)) in findings.changes.iter().zip([(43, 112), (47, 111)]) {
        let (k, l, n) = kept_lost_new(change, "friendship");
        assert_eq!((k, k + l + n), (2 * kept, 2 * all), "an undirected tie is an arc each way");
    }
    assert_eq!(findings.changes.len(), 2);
}

/// `PUBLISHED.md`: 153 and 204 ties at a cut of 3, Jaccard 143/214.
#[test]
fn researchers_by_mail_keep_143_of_214_acquaintances() {
    let Some(folder) = real_networks().map(|f| f.join("freeman_eies")) else { return };
    let waves = [1, 2].map(|k| (["", "1", "2"][k], folder.join(format!("ties_acquaintance_t{k}.csv"))));
    let change = &found(&study(&folder.join("nodes.csv"), "acquaintance", &waves, "at_least = 3", "")).changes[0];
    let account = group(change.layer("acquaintance").unwrap());
    assert_eq!((account.kept, account.kept + account.lost + account.new), (143, 214));
    assert_eq!((account.before(), account.after()), (153, 204));
}

/// `PUBLISHED.md`: 42/147 among the 24 who are in both semesters.
#[test]
fn a_class_is_compared_among_those_who_are_in_both_semesters() {
    let Some(folder) = real_networks().map(|f| f.join("mcfarland_class237")) else { return };
    let waves = [1, 2].map(|k| (["", "1", "2"][k], folder.join(format!("ties_friendship_sem{k}.csv"))));
    let mut roster = "wave,id\n".to_owned();
    for wave in [1, 2] {
        for id in common::column(&folder.join(format!("nodes_sem{wave}.csv")), "id") {
            let _ = writeln!(roster, "{wave},{id}");
        }
    }
    let mut files = study(Path::new("roster.csv"), "friendship", &waves, "", "");
    files.push(("roster.csv", roster));
    let change = &found(&files).changes[0];
    let account = group(change.layer("friendship").unwrap());
    assert_eq!((account.kept, account.kept + account.lost + account.new), (42, 147));
    assert_eq!((account.before(), account.after()), (96, 111));
    let all = change.courses.last().unwrap();
    assert_eq!((all.stayers, all.leavers, all.joiners), (24, 1, 1));
}

/// `PUBLISHED.md` for the plain ties; with the codes for "no answer" and "not in the class" respected, counted from the
/// matrices with a few lines of Python 3.11 that use nothing of this program.
#[test]
fn a_dutch_class_with_and_without_its_missing_codes() {
    let Some(folder) = real_networks().map(|f| f.join("knecht_class12b")) else { return };
    let waves = [1, 2, 3, 4].map(|k| (["", "1", "2", "3", "4"][k], folder.join(format!("ties_friendship_t{k}.csv"))));
    let plain = found(&study(&folder.join("nodes.csv"), "friendship", &waves, "", ""));
    let jaccard = |c: &Change| group(c.layer("friendship").unwrap()).jaccard().number();
    for (change, want) in plain.changes.iter().zip([0.405_405_4, 0.388_888_9, 0.423_728_8]) {
        assert!((jaccard(change).unwrap() - want).abs() < 5e-8);
    }
    let mut roster = "wave,id,answered\n".to_owned();
    let status = folder.join("response_status.csv");
    let columns = ["wave", "id", "status"].map(|c| common::column(&status, c));
    for ((wave, id), status) in columns[0].iter().zip(&columns[1]).zip(&columns[2]) {
        if status != "not_in_class" {
            let _ = writeln!(roster, "{wave},{id},{}", if status == "answered" { "yes" } else { "no" });
        }
    }
    let mut files = study(Path::new("roster.csv"), "friendship", &waves, "", "");
    files.push(("roster.csv", roster));
    let coded = found(&files);
    // Kept, lost, new; not comparable before and after; gone with those who left; pairs compared of all.
    let want = [
        (60, 28, 57, 3, 0, 0, 625, 650, 0.413_793_1),
        (70, 34, 53, 3, 10, 10, 528, 600, 0.445_859_9),
        (75, 58, 40, 0, 4, 0, 552, 600, 0.433_526_0),
    ];
    for (change, want) in coded.changes.iter().zip(want) {
        let a = group(change.layer("friendship").unwrap());
        let counts = (a.kept, a.lost, a.new, a.not_comparable_before, a.not_comparable_after, a.lost_with_leavers);
        assert_eq!(counts, (want.0, want.1, want.2, want.3, want.4, want.5));
        assert_eq!((a.pairs_compared, a.pairs), (want.6, want.7));
        assert!((a.jaccard().number().unwrap() - want.8).abs() < 5e-8);
    }
}

/// Ties of a file by the test's own reading: from, to, weight.
fn weights(file: &Path) -> Vec<(String, String, f64)> {
    let columns = ["from", "to", "weight"].map(|c| common::column(file, c));
    let rows = columns[0].iter().zip(&columns[1]).zip(&columns[2]);
    rows.map(|((a, b), w)| (a.clone(), b.clone(), w.parse().unwrap())).collect()
}

#[test]
fn fifteen_weeks_of_rankings_and_five_waves_of_an_agency_run() {
    let Some(data) = real_networks() else { return };
    let folder = data.join("newcomb_fraternity");
    let weeks: Vec<String> = (0..16).filter(|w| *w != 9).map(|w| format!("{w:02}")).collect();
    let file = |w: &String| folder.join(format!("ties_rank_w{w}.csv"));
    let waves: Vec<(&str, PathBuf)> = weeks.iter().map(|w| (w.as_str(), file(w))).collect();
    // The three most liked of sixteen: turned around, a rank of 3 is 14.
    let files = study(&folder.join("nodes.csv"), "friendship", &waves, "rank = true\nat_least = 14", "");
    let findings = found(&files);
    assert_eq!(findings.changes.len(), 14);
    let best = |w: &String| {
        let mut pairs: Vec<_> = weights(&file(w)).into_iter().filter(|t| t.2 <= 3.0).map(|t| (t.0, t.1)).collect();
        pairs.sort();
        pairs
    };
    for (change, pair) in findings.changes.iter().zip(weeks.windows(2)) {
        let (then, now) = (best(&pair[0]), best(&pair[1]));
        let kept = then.iter().filter(|t| now.binary_search(t).is_ok()).count() as u64;
        assert_eq!(kept_lost_new(change, "friendship"), (kept, 51 - kept, 51 - kept), "{pair:?}");
    }
    let folder = data.join("burkhardt_agency");
    let file = |k: usize| folder.join(format!("ties_workadvice_t{k}.csv"));
    let waves: Vec<(&str, PathBuf)> = (1..6).map(|k| (["", "1", "2", "3", "4", "5"][k], file(k))).collect();
    let undirected = "[[relations]]\nid = \"work_advice\"\ndirected = false";
    let findings = found(&study(&folder.join("nodes.csv"), "work_advice", &waves, "", undirected));
    assert_eq!(findings.changes.len(), 4);
    for (k, change) in findings.changes.iter().enumerate() {
        let pairs = |k: usize| {
            let mut pairs: Vec<_> =
                weights(&file(k)).into_iter().map(|t| if t.0 < t.1 { (t.0, t.1) } else { (t.1, t.0) }).collect();
            pairs.sort();
            pairs.dedup();
            pairs
        };
        let (then, now) = (pairs(k + 1), pairs(k + 2));
        let kept = then.iter().filter(|t| now.binary_search(t).is_ok()).count();
        let want = [kept, then.len() - kept, now.len() - kept].map(|n| 2 * n as u64);
        assert_eq!(kept_lost_new(change, "work_advice"), (want[0], want[1], want[2]));
    }
}

// --- Invented pairs of waves --------------------------------------------------------------------------------------------

/// How an invented pair of waves is made.
struct Plan {
    schools: u32,
    teachers: u32,
    /// Chance that somebody leaves, comes, moves, does not answer.
    turnover: f64,
    moves: f64,
    silent: f64,
    /// Chance that a pair is in the second wave what it was in the first.
    habit: f64,
    /// How many more ties there are in the second wave.
    growth: f64,
}

/// Two waves of talk and visits. People differ in how often they name, and in how often they are named.
fn invented(plan: &Plan, seed: u64) -> Vec<(&'static str, String)> {
    let mut random = rand_xoshiro::Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut chance = |p: f64| random.random::<f64>() < p;
    let many = plan.schools * plan.teachers;
    let home: Vec<u32> = (0..many).map(|v| v / plan.teachers).collect();
    let mut there = [vec![true; many as usize], vec![true; many as usize]];
    let mut homes = [home.clone(), home];
    for v in 0..many as usize {
        there[0][v] = !chance(plan.turnover);
        there[1][v] = !there[0][v] || !chance(plan.turnover);
        if chance(plan.moves) {
            homes[1][v] = (homes[1][v] + 1) % plan.schools;
        }
    }
    let mut rates = rand_xoshiro::Xoshiro256PlusPlus::seed_from_u64(seed ^ 0x5eed);
    let mut rate = || 0.5 - (1.0 - rates.random::<f64>()).ln() * 0.5;
    let (gives, gets): (Vec<f64>, Vec<f64>) = (0..many).map(|_| (rate(), rate())).unzip();
    let mut roster = "wave,id,school,role,answered\n".to_owned();
    let mut ties = "wave,from,to,relation\n".to_owned();
    let mut was: Vec<Vec<bool>> = Vec::new();
    for wave in 0..2 {
        let silent: Vec<bool> = (0..many).map(|_| chance(plan.silent)).collect();
        for v in (0..many as usize).filter(|&v| there[wave][v]) {
            let said = if silent[v] { "no" } else { "yes" };
            let _ = writeln!(roster, "{wave},p{v:03},S{},teacher,{said}", homes[wave][v]);
        }
        let growth = if wave == 1 { plan.growth } else { 1.0 };
        let mut at = 0;
        for (relation, near, far) in [("advice", 0.14, 0.01), ("class_visit", 0.05, 0.003)] {
            for a in 0..many as usize {
                for b in (0..many as usize).filter(|&b| b != a) {
                    let same = homes[wave][a] == homes[wave][b];
                    let p = if same { near } else { far } * gives[a] * gets[b] * growth;
                    let fresh = chance(p.min(1.0));
                    let again = chance(plan.habit);
                    if wave == 0 {
                        was.push(vec![fresh]);
                    }
                    let tie = if wave == 1 && again && growth <= 1.0 { was[at][0] } else { fresh };
                    at += 1;
                    if tie && there[wave][a] && there[wave][b] && !silent[a] {
                        let _ = writeln!(ties, "{wave},p{a:03},p{b:03},{relation}");
                    }
                }
            }
        }
    }
    vec![("teachers.csv", roster), ("ties.csv", ties)]
}

#[test]
fn the_accounts_add_up_whoever_comes_goes_moves_or_keeps_silent() {
    (0..24u64).into_par_iter().for_each(|seed| {
        let plan = Plan {
            schools: 1 + (seed % 4) as u32,
            teachers: 6 + (seed % 5) as u32,
            turnover: 0.2,
            moves: if seed % 2 == 0 { 0.15 } else { 0.0 },
            silent: 0.2,
            habit: 0.5,
            growth: 1.0,
        };
        let findings = analysed(&invented(&plan, seed), |o| {
            // In a school this small a wave may have no visit at all, which looks as if none had been asked about.
            (o.permutations, o.purpose, o.compare) = (Some(0), Purpose::Report, Compare::All);
        })
        .unwrap();
        let change = &findings.changes[0];
        for layer in &change.layers {
            for (row, account) in layer.accounts.iter().enumerate() {
                let ties = |wave: u32| {
                    let block = findings.block(Scope::School, wave, Some(&layer.layer));
                    block.and_then(|b| b.number("ties", row)).unwrap_or(0.0) as u64
                };
                assert_eq!((account.before(), account.after()), (ties(0), ties(1)), "{seed} {} {row}", layer.layer);
                let known: u64 = account.transitions.iter().flatten().sum();
                assert!(2 * known <= account.pairs_compared && account.pairs_compared <= account.pairs);
                assert!(account.kept + account.lost + account.new <= account.pairs_compared);
                let c = change.courses[row];
                assert_eq!(c.before, c.stayers + c.moved_out + c.leavers + c.away);
                assert_eq!(c.after, c.stayers + c.moved_in + c.joiners + c.back);
            }
            // Every tie has two ends.
            let own = |name: &str| -> u64 {
                let column = layer.people.iter().find(|c| c.measure == name).unwrap();
                column.numbers.iter().map(|&n| n as u64).sum()
            };
            let all = group(layer);
            assert_eq!((own("kept"), own("lost"), own("new")), (2 * all.kept, 2 * all.lost, 2 * all.new));
            assert_eq!(own("lost_with_leavers"), 2 * all.lost_with_leavers);
            assert_eq!(own("not_comparable"), 2 * (all.not_comparable_before + all.not_comparable_after));
        }
        for (then, now) in change.doors.iter().flat_map(|d| &d.rates) {
            for rate in [then, now] {
                if let (Some(w), Some(all)) = (rate.weight.number(), rate.rate.number()) {
                    let (s, o) = (rate.stayers.number().unwrap_or(0.0), rate.others.number().unwrap_or(0.0));
                    assert!((w * s + (1.0 - w) * o - all).abs() < 1e-12);
                }
            }
        }
    });
}

#[test]
fn pairs_counted_by_what_people_answered_are_those_counted_one_by_one() {
    // With relations asked within schools and across in one layer, movers and missing forms.
    for seed in 0..6 {
        let plan = Plan { schools: 3, teachers: 7, turnover: 0.1, moves: 0.2, silent: 0.3, habit: 0.5, growth: 1.0 };
        let mut files = invented(&plan, 100 + seed);
        let (mut within, mut across) = ("wave,from,to,relation\n".to_owned(), "wave,from,to,relation\n".to_owned());
        for line in files[1].1.lines().skip(1) {
            let to = if line.ends_with("advice") { &mut within } else { &mut across };
            to.push_str(&format!("{line}\n"));
        }
        files[1].1 = across;
        files.push(("own.csv", within));
        let toml = "[[ties]]\nfile = \"ties.csv\"\n[[ties]]\nfile = \"own.csv\"\nasked_within = \"school\"\n";
        files.push(("study.toml", toml.into()));
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in &files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let (_, survey) = read(folder.path(), &ReadSettings::default()).unwrap();
        let networks = [0, 1].map(|w| staffroom::network::Network::of_wave(&survey, w));
        use staffroom::change::{Matched, panel::Panel, ties::Seen, ties::accounts};
        let matched = Matched::of(&networks[0], &networks[1]);
        let panel = Panel::of(&networks[0], &networks[1], &matched);
        for layer in staffroom::network::layer::Layer::built_in() {
            let seen = networks.each_ref().map(|n| Seen::of(n, &layer));
            let found = accounts(&seen[0], &seen[1], &matched, &panel).group;
            let (mut known, mut dyads) = (0, 0);
            for (i, a) in panel.stayers.iter().enumerate() {
                for b in &panel.stayers[i + 1..] {
                    let forth = seen[0].knows(a.first, b.first) && seen[1].knows(a.second, b.second);
                    let back = seen[0].knows(b.first, a.first) && seen[1].knows(b.second, a.second);
                    known += u64::from(forth) + u64::from(back);
                    dyads += u64::from(forth && back);
                }
            }
            let all: u64 = found.transitions.iter().flatten().sum();
            assert_eq!((found.pairs_compared, all), (known, dyads), "{seed} {}", layer.id);
        }
    }
}

/// Pairs of waves behind the rate of false alarms: with 200 of which each raises one with a probability of 5 %, 16 is two
/// standard errors above what is expected.
const UNCHANGED: u64 = 200;

#[test]
fn where_nothing_changed_a_change_is_said_in_no_more_pairs_of_waves_than_chance_allows() {
    let alarms: Vec<Vec<String>> = (0..UNCHANGED)
        .into_par_iter()
        .map(|seed| {
            let habit = [0.0, 0.3, 0.6][seed as usize % 3];
            let plan = Plan { schools: 3, teachers: 12, turnover: 0.1, moves: 0.02, silent: 0.08, habit, growth: 1.0 };
            let files = invented(&plan, 10_000 + seed);
            let findings = analysed(&files, |o| o.layers = vec!["all".into(), "open_door".into()]).unwrap();
            let said = findings.changes[0].tested.iter().filter(|t| t.said == Said::Changed);
            said.map(|t| format!("{seed}: {} {} {:?} p {:.4}", t.layer, t.measure, t.school, t.p)).collect()
        })
        .collect();
    let raised = alarms.iter().filter(|a| !a.is_empty()).count();
    assert!(raised <= 16, "{raised} of {UNCHANGED}: {alarms:?}");
}

#[test]
fn where_much_changed_it_is_said() {
    let said = (0..6u64)
        .into_par_iter()
        .filter(|&seed| {
            let plan =
                Plan { schools: 3, teachers: 12, turnover: 0.1, moves: 0.0, silent: 0.05, habit: 0.0, growth: 3.5 };
            let findings = found(&invented(&plan, 777 + seed));
            let density = findings.changes[0].tested("all", "density", None).unwrap();
            density.said == Said::Changed && density.change() > 0.0
        })
        .count();
    assert!(said >= 5, "{said} of 6");
}

#[test]
fn the_same_bytes_for_any_number_of_threads() {
    let plan = Plan { schools: 3, teachers: 8, turnover: 0.1, moves: 0.1, silent: 0.1, habit: 0.3, growth: 1.0 };
    let files = invented(&plan, 5);
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| found(&files).changes)
    };
    assert_eq!(run(1), run(3));
}
