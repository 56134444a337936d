//! What to do, on the sample: sensible proposals, the same figures as in the tables, plans that can be edited.
#![cfg(feature = "cli")]

use staffroom::advice::plan::{Means, NeedKind, Plan, Wanted};
use staffroom::analyse::{Options, advised, findings};
use staffroom::findings::{Findings, Scope};
use staffroom::survey::{self, Survey};
use staffroom::timings::Timings;
use std::path::Path;

fn sample() -> (Survey, Findings) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/de-brug");
    let (study, survey) = survey::read(&folder, &survey::ReadSettings::default()).unwrap();
    let mut options = Options::default();
    options.waves = vec!["2026".into()];
    options.permutations = Some(0);
    let mut found = findings(&study, &survey, &options, &mut Timings::default()).unwrap();
    advised(&survey, 1, None, &Wanted::default(), &mut found);
    (survey, found)
}

fn plan(findings: &Findings) -> &Plan {
    &findings.advice.as_ref().unwrap().plan
}

#[test]
fn every_isolated_teacher_who_agreed_gets_a_proposal_or_a_reason() {
    let (survey, findings) = sample();
    let plan = plan(&findings);
    let block = findings.block(Scope::Person, 1, Some("all")).unwrap();
    let isolation = block.column("isolation").unwrap();
    let staff = &survey.waves[1].staff;
    let mut isolated = 0;
    for (position, s) in staff.iter().enumerate() {
        let alone = isolation.label(position) == Some("isolate") && s.role.is_eligible();
        if !alone || s.consent_named != Some(true) {
            continue;
        }
        isolated += 1;
        let here = Some(position as u32);
        let named = plan.lines.iter().any(|l| l.from == here || l.to == here);
        assert!(named || plan.without.iter().any(|w| Some(w.0) == here), "{}", survey.people[s.person as usize].id);
        assert!(plan.needs.iter().any(|n| n.kind == NeedKind::Isolated && n.person == here));
    }
    assert!(isolated > 3, "the sample has isolated teachers who agreed: {isolated}");
}

#[test]
fn what_stands_before_the_plan_is_what_the_tables_say() {
    let (_, findings) = sample();
    let advice = findings.advice.as_ref().unwrap();
    let layer = findings.block(Scope::Layer, 1, Some("all")).unwrap();
    let doors = findings.block(Scope::School, 1, Some("open_door")).unwrap();
    let all = findings.block(Scope::School, 1, Some("all")).unwrap();
    let mut compared = 0;
    for effect in &advice.effects {
        let row = effect.school.map_or(findings.group_row(), |s| s as usize);
        let table = match effect.measure.as_str() {
            "open_door_rate" | "cross_school_reach" | "host_dependency" => doors.value(&effect.measure, row),
            "ei_index" | "isolates" if effect.school.is_some() => all.value(&effect.measure, row),
            "ei_index" | "isolates" | "components_weak" | "cut_points" => layer.value(&effect.measure, 0),
            _ => continue,
        };
        let (Some(there), Some(here)) = (table.and_then(staffroom::findings::Value::number), effect.before.number())
        else {
            assert!(
                table.and_then(staffroom::findings::Value::number).is_none() && effect.before.number().is_none(),
                "{effect:?} {table:?}"
            );
            continue;
        };
        assert!((there - here).abs() < 1e-9, "{effect:?} {there}");
        compared += 1;
    }
    assert!(compared > 60, "{compared}");
}

#[test]
fn people_who_know_schools_would_call_the_list_sensible() {
    let (survey, findings) = sample();
    let plan = plan(&findings);
    let staff = &survey.waves[1].staff;
    let visits: Vec<_> = plan.lines.iter().filter(|l| l.kind == Means::ReturnVisit).collect();
    let same_phase = visits.iter().filter(|l| {
        let phase = |p: Option<u32>| staff[p.unwrap() as usize].phase;
        phase(l.from).is_some() && phase(l.from) == phase(l.to)
    });
    assert!(same_phase.count() * 3 >= visits.len() * 2, "most visits stay within the phase");
    for l in plan.lines.iter().filter(|l| l.kind == Means::HostVisit) {
        let host = &staff[l.to.unwrap() as usize];
        let guests = plan.lines.iter().filter(|x| x.kind == Means::HostVisit && x.to == l.to).count();
        assert!(host.host == Some(true) && guests <= host.capacity.unwrap_or(2) as usize);
    }
}

#[test]
fn the_same_plan_comes_out_for_any_number_of_threads_and_is_read_back() {
    let sample = format!("{}/samples/de-brug", env!("CARGO_MANIFEST_DIR"));
    let here = tempfile::tempdir().unwrap();
    let run = |threads: &str, name: &str, more: &[&str]| {
        let out = here.path().join(name);
        let mut args = vec!["staffroom", "advise", &sample, "--threads", threads, "--json", "--quiet", "--out"];
        args.push(out.to_str().unwrap());
        args.extend(more);
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let code = staffroom::cli::run(args, &mut stdout, &mut stderr);
        (code, String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
    };
    let one = run("1", "one", &[]);
    assert_eq!((one.0, one.2.as_str()), (0, ""));
    assert_eq!(run("3", "three", &[]), one);
    let file = here.path().join("one/plan.csv");
    let again = run("2", "again", &["--plan", file.to_str().unwrap()]);
    let what_if = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap()["what_if"].clone();
    assert_eq!(
        what_if(&again.1),
        what_if(&one.1),
        "a plan that is read back changes as much as the one that was written"
    );
    // Over an earlier advice of ours; a plan with somebody unknown says where.
    assert_eq!(run("2", "again", &[]).0, 0);
    std::fs::write(here.path().join("bad.csv"), "kind,from,to\nhost_visit,T-001,T-999\nparty,T-001,T-002\n").unwrap();
    let bad = run("1", "bad", &["--plan", here.path().join("bad.csv").to_str().unwrap()]);
    assert_eq!(bad.0, 1, "{}", bad.2);
    assert!(bad.2.contains("T-999") && bad.2.contains("party") && bad.2.contains("bad.csv"), "{}", bad.2);
    assert!(!here.path().join("bad").exists());
}

/// Runs `advise` on a study; exit code, standard output and standard error.
fn advise(study: &Path, out: &Path, more: &[&str]) -> (u8, String, String) {
    let mut args = vec!["staffroom", "advise", study.to_str().unwrap(), "--out", out.to_str().unwrap()];
    args.extend(more);
    ran(&args)
}

fn ran(args: &[&str]) -> (u8, String, String) {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let code = staffroom::cli::run(args, &mut stdout, &mut stderr);
    (code, String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// A school of six: c did not agree to be named, d did not answer; b is a host, whom e and f could visit.
const SCHOOL: (&str, &str) = (
    "id,name,school,role,answered,consent_named,host\n\
     a,Anna Appel,S,teacher,yes,yes,no\nb,Bea Braam,S,teacher,yes,yes,yes\nc,Cora Citroen,S,teacher,yes,no,no\n\
     d,Dirk Druif,S,teacher,no,yes,no\ne,Eva Els,S,teacher,yes,yes,no\nf,Fred Framboos,S,teacher,yes,yes,no\n",
    "from,to,relation\na,b,talk\nb,e,talk\ne,f,talk\nf,a,talk\nc,a,talk\na,c,class_visit\n",
);

/// g and h saw each other's class, i's nobody; nobody is a host.
const WITHOUT_HOST: (&str, &str) = (
    "id,school,role,answered,consent_named\ng,S,teacher,yes,yes\nh,S,teacher,yes,yes\ni,S,teacher,yes,no\n",
    "from,to,relation\ng,h,class_visit\ni,g,class_visit\ng,i,talk\ni,h,talk\ng,h,talk\n",
);

/// A study folder of two files.
fn study(here: &Path, (teachers, ties): (&str, &str)) -> std::path::PathBuf {
    let folder = here.join("study");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("teachers.csv"), teachers).unwrap();
    std::fs::write(folder.join("ties.csv"), ties).unwrap();
    folder
}

/// As it stands on a terminal, whatever its lines.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn whoever_did_not_agree_is_not_named_for_standing_in_somebodys_own_plan() {
    let here = tempfile::tempdir().unwrap();
    let study = study(here.path(), SCHOOL);
    let plan = here.path().join("own.csv");
    std::fs::write(&plan, "kind,from,to\nhost_visit,c,b\nreturn_visit,d,f\nreturn_visit,e,c\n").unwrap();
    let plan = plan.to_str().unwrap();
    for (lang, there) in [("nl", "In het eigen plan staan 2 mensen"), ("en", "there are 2 people who did not agree")] {
        let out = here.path().join(lang);
        let run = advise(&study, &out, &["--names", "--lang", lang, "--plan", plan]);
        assert_eq!(run.0, 0, "{}", run.2);
        let page = std::fs::read_to_string(out.join("advice.html")).unwrap();
        let files = ["advice.json", "plan.csv"].map(|f| std::fs::read_to_string(out.join(f)).unwrap());
        let terminal = in_one_line(&run.1);
        for name in ["Cora", "Citroen", "Dirk", "Druif"] {
            for text in [&page, &terminal, &run.2, &files[0], &files[1]] {
                assert!(!text.contains(name), "{lang}: {name} in {text}");
            }
        }
        for id in ["c", "d"] {
            assert!(page.contains(&format!("<td>{id}<td>")), "{lang}: {id} stands by id");
        }
        for name in ["Bea Braam", "Eva Els", "Fred Framboos"] {
            assert!(page.contains(name), "{lang}: {name} agreed and is named as asked");
        }
        assert!(page.contains(there) && terminal.contains(there), "{lang}: it is said");
        let edition = ["Alleen wie toestemming gaf, staat erin", "Only people who agreed to be named are in it"];
        assert!(edition.iter().all(|e| !page.contains(e)), "{lang}: what is not so is not said");
        assert!(run.2.contains("c; d"), "{}", run.2);
    }
    let out = here.path().join("strict");
    assert_eq!(advise(&study, &out, &["--strict", "--quiet", "--plan", plan]).0, 3, "it is a notice");
    let own = advise(&study, &here.path().join("all"), &["--names", "--lang", "en"]);
    assert!(!own.2.contains("in the plan") && !own.1.contains("plan of your own"), "{}", own.2);
}

#[test]
fn a_plan_that_somebody_edited_is_neither_replaced_nor_taken_away() {
    let here = tempfile::tempdir().unwrap();
    let study = study(here.path(), SCHOOL);
    let out = here.path().join("out");
    let file = out.join("plan.csv");
    let read = || std::fs::read_to_string(&file).unwrap();
    let advise = |more: &[&str]| advise(&study, &out, more);
    assert_eq!(advise(&["--lang", "en"]).0, 0);
    let english = read();
    assert_eq!(english.lines().count(), 3);
    assert_eq!(advise(&["--lang", "nl"]).0, 0, "as it was written it may be replaced");
    let made = read();
    assert_ne!(made, english);
    let edited = made.lines().take(2).collect::<Vec<_>>().join("\n") + "\n";
    std::fs::write(&file, &edited).unwrap();
    for (lang, says) in [("nl", "is veranderd sinds het geschreven werd"), ("en", "was edited since it was written")] {
        let refused = advise(&["--lang", lang]);
        assert_eq!(refused.0, 1);
        assert!(refused.2.contains(says) && refused.2.contains("--force"), "{}", refused.2);
        assert!(refused.1.is_empty() && read() == edited);
    }
    // Asked about, it stays as it is to the byte, days and reasons included, and stays known as edited.
    for _ in 0..2 {
        let asked = advise(&["--plan", file.to_str().unwrap()]);
        assert_eq!((asked.0, read() == edited), (0, true), "{}", asked.2);
        assert_eq!(advise(&[]).0, 1);
    }
    // A report that comes into the folder leaves it there.
    let report = ["staffroom", "analyse", study.to_str().unwrap(), "--no-plots", "--out", out.to_str().unwrap()];
    assert_eq!(ran(&report).0, 0);
    assert!(out.join("report.html").exists() && !out.join("advice.html").exists() && read() == edited);
    assert_eq!(advise(&[]).0, 1);
    assert_eq!(advise(&["--force", "--lang", "nl"]).0, 0);
    assert_eq!(read(), made);
}

#[test]
fn a_consultants_plan_that_was_edited_stays_too() {
    let here = tempfile::tempdir().unwrap();
    let study = study(here.path(), SCHOOL);
    let out = here.path().join("out");
    let edition = |audience: &str, more: &[&str]| {
        let mut args = vec!["staffroom", "analyse", study.to_str().unwrap(), "--audience", audience];
        args.extend(["--no-plots", "--permutations", "0", "--lang", "en", "--out", out.to_str().unwrap()]);
        args.extend(more);
        ran(&args)
    };
    let run = |more: &[&str]| edition("consultant", more);
    assert_eq!(run(&[]).0, 0);
    assert_eq!(run(&["--seed", "3"]).0, 0, "as it was written it may be replaced");
    let file = out.join("plan.csv");
    let made = std::fs::read_to_string(&file).unwrap();
    let edited = format!("{made}buddy,a,b,,,,,\n");
    std::fs::write(&file, &edited).unwrap();
    // Nor does an edition that names nobody come to stand beside it, to be handed on with it.
    let report = std::fs::read(out.join("report.html")).unwrap();
    for refused in [run(&[]), edition("board", &[]), edition("researcher", &[])] {
        assert_eq!(refused.0, 1);
        assert!(refused.2.contains("was edited since it was written"), "{}", refused.2);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), edited);
        assert_eq!(std::fs::read(out.join("report.html")).unwrap(), report);
    }
    assert_eq!(run(&["--force"]).0, 0);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), made);
}

#[test]
fn what_is_found_is_not_said_to_be_nothing() {
    let here = tempfile::tempdir().unwrap();
    let study = study(here.path(), WITHOUT_HOST);
    let said = |lang: &str| in_one_line(&advise(&study, &here.path().join(lang), &["--lang", lang]).1);
    let dutch = said("nl");
    assert!(dutch.contains("0 voorstellen; voor 1 leraar is geen regel gevonden."), "{dutch}");
    assert!(!dutch.contains("Er is niets gevonden"), "{dutch}");
    assert!(dutch.contains("In deze lijst staat niets.") && dutch.contains("Niets voorgesteld, en waarom"), "{dutch}");
    let english = said("en");
    assert!(english.contains("0 proposals; for 1 teacher no line was found."), "{english}");
    assert!(!english.contains("Nothing was found") && english.contains("Nothing proposed, and why"), "{english}");
}

#[test]
fn nobody_is_said_to_have_refused_who_was_never_asked() {
    let here = tempfile::tempdir().unwrap();
    let asked = study(here.path(), WITHOUT_HOST);
    let said = |study: &Path, lang: &str| in_one_line(&advise(study, &here.path().join(lang), &["--lang", lang]).1);
    assert!(said(&asked, "en").contains("1 teacher more in need did not agree to be named and is left in peace."));
    let without: Vec<&str> = WITHOUT_HOST.0.lines().map(|l| l.rsplit_once(',').unwrap().0).collect();
    let unasked = study(&here.path().join("unasked"), (&without.join("\n"), WITHOUT_HOST.1));
    let english = said(&unasked, "en");
    assert!(english.contains("Nothing says who may be named") && !english.contains("to be named and"), "{english}");
    let dutch = said(&unasked, "nl");
    assert!(
        dutch.contains("Nergens staat wie genoemd mag worden") && !dutch.contains("geen toestemming en"),
        "{dutch}"
    );
}

#[test]
fn a_host_who_carries_much_gets_no_more_and_nobody_gets_more_than_there_is_room_for() {
    let (survey, findings) = sample();
    let plan = plan(&findings);
    let much: Vec<u32> =
        plan.needs.iter().filter(|n| n.kind == NeedKind::HostCarriesMuch).filter_map(|n| n.person).collect();
    assert!(much.len() > 3, "the sample has hosts who carry much: {}", much.len());
    let staff = &survey.waves[1].staff;
    for position in 0..staff.len() as u32 {
        let visits = plan.lines.iter().filter(|l| l.kind.is_visit() && l.to == Some(position)).count();
        let room = if much.contains(&position) { 0 } else { staff[position as usize].capacity.unwrap_or(2) };
        assert!(visits <= room as usize, "{position}: {visits} visits, room for {room}");
    }
}

#[test]
fn a_plan_of_one_line_is_not_said_to_be_for_everybody_in_need() {
    let here = tempfile::tempdir().unwrap();
    // j and k have one contact each.
    let more = (
        format!("{}j,Jo,S,teacher,yes,yes,no\nk,Ko,S,teacher,yes,yes,no\n", SCHOOL.0),
        format!("{}j,k,talk\n", SCHOOL.1),
    );
    let study = study(here.path(), (&more.0, &more.1));
    let plan = here.path().join("own.csv");
    let said = |lines: &str| {
        std::fs::write(&plan, format!("kind,from,to\n{lines}")).unwrap();
        in_one_line(&advise(&study, &here.path().join("out"), &["--lang", "nl", "--plan", plan.to_str().unwrap()]).1)
    };
    let one = said("buddy,a,b\n");
    assert!(one.contains("1 voorstel, met geen van de 2 leraren uit de lijst van vragen."), "{one}");
    let two = said("buddy,a,b\nbuddy,a,j\n");
    assert!(two.contains("2 voorstellen, met 1 van de 2 leraren uit de lijst van vragen."), "{two}");
}

#[test]
fn neither_advice_nor_check_points_to_a_file_that_is_not_written() {
    let here = tempfile::tempdir().unwrap();
    let study = study(here.path(), SCHOOL);
    for lang in ["nl", "en"] {
        let out = here.path().join(lang);
        let advice = advise(&study, &out, &["--lang", lang]);
        assert!(advice.1.contains("advice.html") && !advice.1.contains("report.html"), "{}", advice.1);
        let check = ["staffroom", "check", study.to_str().unwrap(), "--lang", lang];
        let alone = ran(&check);
        assert!(alone.0 == 0 && !alone.1.contains("report.html"), "{}", alone.1);
        let data = here.path().join(format!("data-{lang}"));
        let written = ran(&[&check[..], &["--out", data.to_str().unwrap()]].concat());
        let last = written.1.lines().last().unwrap();
        assert!(last.contains(data.join("report.html").to_str().unwrap()), "{last}");
        assert_eq!(written.1.matches("report.html").count(), 1);
    }
}
