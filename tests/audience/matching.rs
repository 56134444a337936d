//! What a consultant's edition proposes, and that it tells nothing of those who did not agree.

use crate::studies::random;
use staffroom::advice::plan::{Because, Means, NeedKind, Wanted};
use staffroom::analyse::{self, Options, advised};
use staffroom::audience::{Audience, edition};
use staffroom::findings::{Advice, Findings, Response, Scope};
use staffroom::report;
use staffroom::survey::{self, ReadSettings};
use staffroom::timings::Timings;
use staffroom::words::{Lang, words};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/de-brug")
}

/// A study with its advice, as the analyst has it.
fn with_advice(folder: &Path) -> Findings {
    let (study, survey) = survey::read(folder, &ReadSettings::default()).unwrap();
    let mut options = Options::default();
    options.permutations = Some(0);
    let mut found = analyse::findings(&study, &survey, &options, &mut Timings::default()).unwrap();
    let wave = found.waves.len() as u32 - 1;
    advised(&survey, wave, None, &Wanted::default(), &mut found);
    found
}

/// A random study in which four of five agreed to be named.
fn invented(seed: u64) -> Findings {
    let (staff, ties) = random(seed);
    let other = |line: &str| {
        let mut cells: Vec<&str> = line.split(',').collect();
        if let Some(consent) = cells.get_mut(5).filter(|c| ["yes", "no"].contains(c)) {
            *consent = if *consent == "yes" { "no" } else { "yes" };
        }
        cells.join(",") + "\n"
    };
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("teachers.csv"), staff.lines().map(other).collect::<String>()).unwrap();
    std::fs::write(folder.path().join("ties.csv"), ties).unwrap();
    with_advice(folder.path())
}

/// No more people of a unit are told of than have it, less those who did not agree: schools that are shown by
/// themselves, all others together.
fn tells_no_more_than_it_may(findings: &Findings, seed: u64) {
    let consultant = edition(findings, Audience::Consultant, None);
    let Some(advice) = &consultant.advice else { panic!("no advice") };
    let wave = &findings.waves[advice.wave as usize];
    let hidden: BTreeSet<u32> =
        consultant.hidden.iter().filter(|h| h.layer.is_none()).filter_map(|h| h.school).collect();
    let unit = |position: u32| wave.staff[position as usize].school.filter(|s| !hidden.contains(s));
    let lines = || advice.plan.lines.iter();
    let in_need = |kind: NeedKind| advice.plan.needs.iter().filter(move |n| n.kind == kind).filter_map(|n| n.person);
    let visited: Vec<u32> = lines().filter(|l| l.kind == Means::ReturnVisit).filter_map(|l| l.to).collect();
    let guests = lines().filter(|l| l.kind == Means::HostVisit).filter_map(|l| l.from).collect::<BTreeSet<u32>>();
    let members = lines().filter(|l| l.kind == Means::Intervision).filter_map(|l| l.from).collect::<BTreeSet<u32>>();
    // Whoever never laid their own practice on the table has a closed door as well.
    let closed = visited.into_iter().chain(in_need(NeedKind::ClosedWithTalk)).chain(members.iter().copied());
    let closed = closed.collect::<BTreeSet<u32>>();
    let block = findings.block(Scope::Openness, advice.wave, None);
    for (told, measure, below) in [(closed, "breadth", 1.0), (guests, "rooms_entered", 1.0), (members, "depth", 2.0)] {
        let units: BTreeSet<Option<u32>> = told.iter().map(|&p| unit(p)).collect();
        for one in units {
            let of_unit = |p: &usize| wave.staff[*p].eligible && unit(*p as u32) == one;
            let number = |p: &usize| block.and_then(|b| b.number(measure, *p)).is_some_and(|x| x < below);
            let all = (0..wave.staff.len()).filter(of_unit).filter(number).count();
            let silent =
                (0..wave.staff.len()).filter(of_unit).filter(|&p| wave.staff[p].consent_named != Some(true)).count();
            let said = told.iter().filter(|&&p| unit(p) == one).count();
            assert!(said + silent <= all, "seed {seed}, {measure}: {said} told of {all}, {silent} did not agree");
        }
    }
    assert!(lines().all(|l| !l.reasons.contains(&Because::Alone)));
    assert_eq!(in_need(NeedKind::Isolated).chain(in_need(NeedKind::SingleThread)).count(), 0);
    groups_are_whole(advice, seed);
    assert!(advice.effects.is_empty());
    assert_eq!(advice.plan.not_named, 0, "seed {seed}: how many of those who did not agree are in need");
    for person in &advice.people {
        let staff = &wave.staff[person.position as usize];
        assert!(staff.consent_named == Some(true) && staff.response != Response::DidNotAnswer, "seed {seed}");
    }
}

#[test]
fn beside_the_figures_of_schools_the_proposals_tell_nothing_of_those_who_did_not_agree() {
    for seed in 0..20 {
        tells_no_more_than_it_may(&invented(seed), seed);
    }
}

#[test]
fn on_the_sample_the_consultant_has_proposals_a_plan_and_a_schedule_and_nobody_else_has() {
    let findings = with_advice(&sample());
    tells_no_more_than_it_may(&findings, 0);
    let consultant = edition(&findings, Audience::Consultant, None);
    let plan = &consultant.advice.as_ref().unwrap().plan;
    let count = |kind: Means| plan.lines.iter().filter(|l| l.kind == kind).count();
    assert!(
        count(Means::ReturnVisit) > 20 && count(Means::HostVisit) > 5,
        "{} {}",
        count(Means::ReturnVisit),
        count(Means::HostVisit)
    );
    for audience in Audience::ALL {
        let own = edition(&findings, audience, None);
        let may = [Audience::Consultant, Audience::Analyst].contains(&audience);
        assert_eq!(own.advice.is_some(), may, "{audience:?}");
        let words = words(Lang::Nl);
        if may {
            let files = report::files(&own, words).unwrap();
            let page = String::from_utf8_lossy(&files["report.html"]);
            assert!(files.contains_key("plan.csv"));
            assert!(page.contains("id=\"schedule\"") && page.contains("Bezoekrooster"), "{audience:?}");
        }
    }
}

/// Circles close, other visits do not say that they are part of one, and groups are numbered without gaps.
fn groups_are_whole(advice: &Advice, seed: u64) -> usize {
    let mut circles: BTreeMap<&str, (BTreeSet<u32>, BTreeSet<u32>)> = BTreeMap::new();
    for line in advice.plan.lines.iter().filter(|l| l.kind == Means::ReturnVisit) {
        assert_eq!(line.group.is_some(), line.reasons.contains(&Because::Carousel), "seed {seed}");
        if let Some(group) = &line.group {
            let circle = circles.entry(group).or_default();
            circle.0.extend(line.from);
            circle.1.extend(line.to);
        }
    }
    assert!(circles.values().all(|(from, to)| from == to), "seed {seed}: {circles:?}");
    for kind in [Means::ReturnVisit, Means::Intervision, Means::Bridge, Means::RoundTable] {
        let lines = advice.plan.lines.iter().filter(|l| l.kind == kind);
        let groups: BTreeSet<&str> = lines.filter_map(|l| l.group.as_deref()).collect();
        let numbers: BTreeSet<usize> = groups.iter().map(|g| g.rsplit_once('-').unwrap().1.parse().unwrap()).collect();
        assert_eq!(numbers, (1..=groups.len()).collect(), "seed {seed}: {groups:?}");
    }
    circles.len()
}

#[test]
fn what_is_left_out_of_a_consultants_proposals_leaves_no_gap() {
    let findings = with_advice(&sample());
    let before = groups_are_whole(findings.advice.as_ref().unwrap(), 0);
    let consultant = edition(&findings, Audience::Consultant, None);
    let after = groups_are_whole(consultant.advice.as_ref().unwrap(), 0);
    assert!(after > 0 && after < before, "some circles are broken and some are not: {after} of {before}");
}

#[test]
fn who_withdrew_is_not_named_in_proposals_for_an_earlier_wave() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["groups.csv", "members.csv", "schools.csv", "study.toml", "teachers.csv", "ties.csv"] {
        let mut text = std::fs::read_to_string(sample().join(name)).unwrap();
        if name == "teachers.csv" {
            let line = |l: &str| {
                let withdraws = l.ends_with(",2025") && l[..5].ends_with(['1', '3', '5', '7', '9']);
                if withdraws { l.replace(",yes,yes,2025", ",no,yes,2025") + "\n" } else { l.to_owned() + "\n" }
            };
            text = text.lines().map(line).collect();
        }
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let (study, survey) = survey::read(folder.path(), &ReadSettings::default()).unwrap();
    let mut options = Options::default();
    options.permutations = Some(0);
    let mut found = analyse::findings(&study, &survey, &options, &mut Timings::default()).unwrap();
    advised(&survey, 0, None, &Wanted::default(), &mut found);
    let consultant = edition(&found, Audience::Consultant, None);
    let agreed: BTreeSet<&str> = consultant.named.iter().map(|n| n.id.as_str()).collect();
    let people = &consultant.advice.as_ref().unwrap().people;
    assert!(people.len() > 20, "{}", people.len());
    for person in people {
        assert!(agreed.contains(person.id.as_str()), "{} withdrew", person.id);
    }
}

#[test]
fn how_many_contacts_somebody_new_has_is_not_told_to_a_consultant() {
    let mut new = 0;
    let folder = tempfile::tempdir().unwrap();
    let mut staff = String::from("id,school,role,answered,consent_named,is_new\nA0,A,teacher,yes,yes,yes\n");
    let mut ties = String::from("from,to,relation\nA0,A1,teaching_talk\n");
    for k in 1..6 {
        writeln!(staff, "A{k},A,teacher,yes,yes,no").unwrap();
        writeln!(ties, "A{k},A{},teaching_talk", k % 5 + 1).unwrap();
    }
    std::fs::write(folder.path().join("teachers.csv"), staff).unwrap();
    std::fs::write(folder.path().join("ties.csv"), ties).unwrap();
    let truth = with_advice(folder.path());
    let consultant = edition(&truth, Audience::Consultant, None);
    for need in consultant.advice.iter().flat_map(|a| &a.plan.needs) {
        if need.kind == NeedKind::NewWithoutBuddy {
            new += 1;
            assert!(serde_json::to_value(need).unwrap()["count"].is_null(), "{need:?}");
        }
    }
    assert!(new > 0, "there are such needs");
    let said = |findings: &Findings| {
        let files = report::files(findings, words(Lang::En)).unwrap();
        let mut all = String::new();
        files.values().for_each(|bytes| write!(all, "{}", String::from_utf8_lossy(bytes)).unwrap());
        all.contains("own contacts")
    };
    assert!(said(&truth) && !said(&consultant));
}
