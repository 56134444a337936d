//! What a consultant's edition proposes, and that it tells nothing of those who did not agree.

use crate::studies::random;
use staffroom::advice::plan::{Because, Means, NeedKind, Wanted};
use staffroom::analyse::{self, Options, advised};
use staffroom::audience::{Audience, edition};
use staffroom::findings::{Findings, Response, Scope};
use staffroom::survey::{self, ReadSettings};
use staffroom::timings::Timings;
use std::collections::BTreeSet;
use std::path::Path;

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
    let closed = visited.into_iter().chain(in_need(NeedKind::ClosedWithTalk)).collect::<BTreeSet<u32>>();
    let guests = lines().filter(|l| l.kind == Means::HostVisit).filter_map(|l| l.from).collect::<BTreeSet<u32>>();
    let members = lines().filter(|l| l.kind == Means::Intervision).filter_map(|l| l.from).collect::<BTreeSet<u32>>();
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
    assert!(advice.effects.is_empty());
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
    let findings = with_advice(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/de-brug"));
    tells_no_more_than_it_may(&findings, 0);
    let consultant = edition(&findings, Audience::Consultant, None);
    let plan = &consultant.advice.as_ref().unwrap().plan;
    let count = |kind: Means| plan.lines.iter().filter(|l| l.kind == kind).count();
    assert!(
        count(Means::ReturnVisit) > 20 && count(Means::HostVisit) > 10,
        "{} {}",
        count(Means::ReturnVisit),
        count(Means::HostVisit)
    );
    for audience in Audience::ALL {
        let own = edition(&findings, audience, None);
        let may = [Audience::Consultant, Audience::Analyst].contains(&audience);
        assert_eq!(own.advice.is_some(), may, "{audience:?}");
        let words = staffroom::words::words(staffroom::words::Lang::Nl);
        if may {
            let files = staffroom::report::files(&own, words).unwrap();
            let page = String::from_utf8_lossy(&files["report.html"]);
            assert!(files.contains_key("plan.csv"));
            assert!(page.contains("id=\"schedule\"") && page.contains("Bezoekrooster"), "{audience:?}");
        }
    }
}
