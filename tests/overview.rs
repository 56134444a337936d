//! What stands beside the columns of a wave, from files to findings.

use staffroom::analyse::{Options, findings};
use staffroom::findings::{
    CLOSED_PROFILE, Capacity, DoorCounts, Findings, Notice, Overview, Scope, StratumKind, Value, Why,
};
use staffroom::survey::{ReadSettings, read};
use staffroom::timings::Timings;
use std::path::Path;

fn analysed(folder: &Path) -> Findings {
    let (study, survey) = read(folder, &ReadSettings::default()).unwrap();
    let mut options = Options::default();
    options.permutations = Some(0);
    findings(&study, &survey, &options, &mut Timings::default()).unwrap()
}

fn sample(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)
}

/// The sample with one more file in its folder.
fn sample_with(file: &str, text: &str) -> Findings {
    let folder = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(sample("de-brug")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    std::fs::write(folder.path().join(file), text).unwrap();
    analysed(folder.path())
}

fn last(findings: &Findings) -> &Overview {
    findings.overview(findings.last_wave().unwrap()).unwrap()
}

fn near(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-9, "{a} is not {b}");
}

#[test]
fn the_sample_has_an_overview_of_every_wave_and_nobody_stands_in_it() {
    let found = analysed(&sample("de-brug"));
    assert_eq!(found.overviews.iter().map(|o| o.wave).collect::<Vec<_>>(), [0, 1]);
    let json = serde_json::to_string(&found.overviews).unwrap();
    for person in &found.people {
        assert!(!json.contains(&format!("\"{}\"", person.id)), "{} stands in it", person.id);
    }
    let back: Vec<Overview> = serde_json::from_str(&json).unwrap();
    assert_eq!(back, found.overviews);
    assert_eq!(serde_json::to_string(&back).unwrap(), json);
    // What changed since the wave before needs a wave before.
    assert!(found.overviews[0].exposure.is_none() && found.overviews[1].exposure.is_some());
    assert!(found.overviews[0].closed.iter().all(|c| c.values[5] == Value::Undefined(Why::DoesNotApply)));
}

#[test]
fn strata_tell_where_it_lags_and_add_up_to_the_group() {
    let found = analysed(&sample("de-brug"));
    let overview = last(&found);
    let group: Vec<_> = overview.strata.iter().filter(|s| s.stratum.school.is_none()).collect();
    let phases: Vec<_> = group.iter().filter(|s| matches!(s.stratum.kind, StratumKind::Phase(_))).collect();
    assert_eq!(phases.len(), found.phases.len());
    let block = found.block(Scope::School, 1, Some("open_door")).unwrap();
    let sum = |of: fn(&DoorCounts) -> u32| -> u32 { phases.iter().map(|s| of(&s.stratum.doors)).sum() };
    near(f64::from(sum(|d| d.eligible)), block.number("eligible", 12).unwrap());
    near(f64::from(sum(|d| d.open)), block.number("open_doors", 12).unwrap());
    assert!(group.iter().all(|s| s.frame.is_some() != matches!(s.stratum.kind, StratumKind::Relation(_))));
    assert!(overview.strata.iter().filter(|s| s.stratum.school.is_some()).all(|s| s.frame.is_none()));
}

#[test]
fn organised_visits_of_one_school_stand_on_no_chosen_tie() {
    let found = analysed(&sample("de-brug"));
    let overview = last(&found);
    assert_eq!(overview.chosen.len(), 13);
    let most = |row: usize| 2 * overview.chosen[row].formal_only > overview.chosen[row].ties;
    assert_eq!((0..13).filter(|&r| most(r)).collect::<Vec<_>>(), [9], "S10 and no other");
    let all: u32 = overview.chosen[..12].iter().map(|c| c.ties).sum();
    assert!(all <= overview.chosen[12].ties, "visits across schools stand in the group's row");
}

#[test]
fn groups_and_the_members_they_share_stand_by_id() {
    let found = analysed(&sample("de-brug"));
    let overview = last(&found);
    let team = overview.groups.iter().find(|g| g.id == "S01/phase/onderbouw").unwrap();
    assert_eq!((team.kind.as_str(), team.informal), ("team", false));
    let ids: Vec<&str> = overview.groups.iter().map(|g| g.id.as_str()).collect();
    for pair in &overview.shared {
        assert!(ids.contains(&pair.a.as_str()) && ids.contains(&pair.b.as_str()));
        assert!(pair.shared > 0 && pair.jaccard > 0.0 && pair.jaccard <= 1.0);
    }
    assert!(overview.in_groups.iter().all(|v| v.number().is_some_and(|share| share > 0.9)));
    assert_eq!(overview.linking_people.len(), 13);
    let formal = overview.knots.iter().find(|k| (k.a.as_str(), k.b.as_str()) == ("formal", "informal")).unwrap();
    let pairs = found
        .blocks_of(Scope::LayerPair)
        .find(|b| b.wave == 1 && b.layer.as_deref() == Some("formal") && b.other_layer.as_deref() == Some("informal"));
    let n = |measure: &str| pairs.unwrap().number(measure, 0).unwrap();
    near(formal.of_a.number().unwrap(), n("shared_pairs") / (n("shared_pairs") + n("only_a_pairs")));
}

#[test]
fn what_is_asked_of_leaders_and_not_returned_shows_by_role() {
    let found = analysed(&sample("de-brug"));
    let roles = &last(&found).roles;
    assert!(roles.iter().any(|r| r.layer == "talk"));
    assert!(roles.iter().all(|r| r.pair.returned <= r.pair.ties && r.pair.ties > 0));
}

#[test]
fn a_closed_profile_shows_its_six_values_and_asks_only_from_four_on() {
    let found = analysed(&sample("de-brug"));
    for school in &last(&found).closed {
        assert_eq!(school.values.len(), CLOSED_PROFILE.len());
        let closed = school.closed.iter().flatten().filter(|c| **c).count();
        assert_eq!(school.question, Some(closed >= 4));
        assert_eq!(school.why, None);
    }
}

#[test]
fn reference_schools_are_those_that_the_schools_file_marks() {
    let found = analysed(&sample("de-brug"));
    let overview = last(&found);
    let marked: Vec<usize> = (0..12).filter(|&s| found.schools[s].reference).collect();
    assert_eq!(marked.len(), 1);
    let only = &overview.references[marked[0]];
    assert!(only.is_reference && only.beside.is_none() && only.why == Some(Why::DoesNotApply), "{only:?}");
    let block = found.block(Scope::School, 1, Some("open_door")).unwrap();
    let other = overview.references[3].beside.unwrap();
    near(other.share, block.number("open_door_rate", 3).unwrap());
    near(other.other, block.number("open_door_rate", marked[0]).unwrap());
    assert!(other.interval.1 < 0.0, "S04 is below the reference school");
    // A study that names none has none.
    assert!(last(&analysed(&sample("minimal"))).references.is_empty());
}

#[test]
fn norms_of_the_users_own_are_held_beside_every_school_and_the_group() {
    let norms = "measure,value,source,year\nopen_door_rate,60%,Our plan,2025\ndensity,\"0,1\",,\nopenness_rate,1,,\n";
    let found = sample_with("benchmarks.csv", norms);
    let overview = last(&found);
    let names: Vec<_> = overview.norms.iter().map(|n| (n.measure.as_str(), n.layer.as_deref())).collect();
    assert_eq!(names, [("open_door_rate", Some("open_door")), ("density", Some("all")), ("openness_rate", None)]);
    let rate = &overview.norms[0];
    assert_eq!((rate.source.as_deref(), rate.year.as_deref(), rate.rows.len()), (Some("Our plan"), Some("2025"), 13));
    let doors = found.block(Scope::School, 1, Some("open_door")).unwrap();
    for (school, row) in rate.rows.iter().enumerate() {
        let figure = doors.number("open_door_rate", school).unwrap();
        near(row.difference.number().unwrap(), figure - 0.6);
        let (low, high) = row.interval.unwrap();
        near(low, doors.number("open_door_rate_ci_low", school).unwrap() - 0.6);
        near(high, doors.number("open_door_rate_ci_high", school).unwrap() - 0.6);
    }
    // Density is no share of counted teachers, and has no interval.
    assert!(overview.norms[1].rows.iter().all(|r| r.interval.is_none() && r.difference.number().is_some()));
    // A norm about something that is no measure is told, once, with its place.
    assert!(overview.norms[2].rows.iter().all(|r| r.figure == Value::Undefined(Why::NotComputed)));
    let told = found.notices.iter().filter(|n| {
        matches!(n, Notice::UnknownValue { place, written, .. } if written == "openness_rate" && place.line == Some(4))
    });
    assert_eq!(told.count(), 1);
}

#[test]
fn each_capacity_has_its_figures_or_the_reason_why_not() {
    let found = analysed(&sample("de-brug"));
    let overview = last(&found);
    for capacity in [Capacity::Personal, Capacity::Interpersonal, Capacity::Organisational] {
        let own = || overview.capacities.iter().filter(|f| f.capacity == capacity);
        assert!(own().count() >= 4 && own().any(|f| f.group.number().is_some()));
        assert!(overview.beyond.iter().any(|l| l.capacity == capacity));
    }
    let trust = overview.capacities.iter().find(|f| f.layer.as_deref() == Some("trust")).unwrap();
    assert_eq!(trust.group, Value::Undefined(Why::NotAsked));
    // Every other figure was computed: a name that no table has would be found nowhere.
    let missing: Vec<_> =
        overview.capacities.iter().filter(|f| f.group == Value::Undefined(Why::NotComputed)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_study_that_asked_little_has_lists_that_are_empty_and_no_figure_that_is_0() {
    let found = analysed(&sample("minimal"));
    let overview = last(&found);
    assert!(overview.norms.is_empty() && overview.shared.is_empty());
    assert!(overview.in_groups.iter().all(|v| *v == Value::Undefined(Why::NotAsked)));
    assert!(overview.closed.iter().all(|c| c.question.is_none() && c.why == Some(Why::TooFew)));
    let told = |id: &str| overview.thresholds.iter().any(|t| t.id == id);
    assert!(!told("closed_values") && !told("significance"));
    let notices = found.notices.iter().filter(|n| matches!(n, Notice::UnknownValue { .. }));
    assert_eq!(notices.count(), 0);
}
