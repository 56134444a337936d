//! The worked cases on lagging (`domain.md` 3.6, 3.7 and section 4), the gates, and how often chance raises a flag.

use super::diagnosis::{Cuts, Diagnosis, diagnoses, talk_contacts};
use super::frames::{Frame, Reason, Verdict};
use super::lagging::{against_group, against_potential, against_standard, strata_against_each_other};
use super::teams::{Gate, ResponseGate, Team};
use crate::inference::by_block::BlockPairs;
use crate::measures::openness::{DoorCounts, StratumKind, doors, talk_pairs};
use crate::network::Network;
use crate::network::sketch::Sketch;
use rand::{Rng, RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// A school of which everything is known.
fn team(open: u32, known: u32) -> Team {
    answered(open, known, known, known)
}

/// A school with some unknown doors.
fn answered(open: u32, known: u32, eligible: u32, answers: u32) -> Team {
    let doors = DoorCounts { eligible, known, open, open_at_least: open, ..DoorCounts::default() };
    Team { doors, answered: Some(answers), talk_asked: true, pairs: BlockPairs::new(eligible, Vec::new()) }
}

/// A school of that size among eleven others of it in which half of the doors are open, over all twelve.
fn among_twelve(open: u32, size: u32) -> Frame {
    let rest = 12 * size / 2 - open;
    let mut teams: Vec<Team> = (0..11).map(|i| team(rest / 11 + u32::from(i < rest % 11), size)).collect();
    teams.insert(0, team(open, size));
    against_group(&teams)[0]
}

fn teams_of(network: &Network) -> Vec<Team> {
    Team::of_network(network, &doors(network), &talk_pairs(network))
}

#[test]
fn among_twelve_schools_of_twenty_three_open_doors_stand_out_and_five_do_not() {
    let (five, three) = (among_twelve(5, 20), among_twelve(3, 20));
    assert!((five.p.unwrap() - 2.0 * 0.016_642).abs() < 1e-6);
    assert!((three.p.unwrap() - 2.0 * 0.000_844).abs() < 1e-6);
    assert_eq!((five.verdict, five.reason), (Some(Verdict::CannotTell), Reason::ChanceDoesAsMuch));
    assert_eq!((three.verdict, three.reason), (Some(Verdict::Lagging), Reason::StandsOut));
    assert_eq!(among_twelve(10, 20).verdict, Some(Verdict::NotShown));
}

#[test]
fn a_school_of_eight_with_one_open_door_cannot_be_told() {
    let one = among_twelve(1, 8);
    assert!((one.p.unwrap() - 2.0 * 0.029_499).abs() < 1e-5);
    assert_eq!((one.verdict, one.reason), (Some(Verdict::CannotTell), Reason::ChanceDoesAsMuch));
    // And where it is not far below, its interval holds the others' rate.
    let four = among_twelve(4, 8);
    assert_eq!((four.verdict, four.reason), (Some(Verdict::CannotTell), Reason::SmallTeam));
}

#[test]
fn a_small_school_needs_its_whole_interval_on_one_side() {
    let mut teams = vec![team(40, 40); 12];
    teams.push(team(0, 8));
    let frames = against_group(&teams);
    assert_eq!((frames[12].verdict, frames[12].reason), (Some(Verdict::Lagging), Reason::StandsOut));
    let mut closed = vec![team(0, 40); 12];
    closed.push(team(6, 8));
    assert_eq!(against_group(&closed)[12].verdict, Some(Verdict::NotShown));
}

#[test]
fn t7_a_school_of_three_is_never_called_lagging() {
    let frames = against_group(&[team(1, 3), team(1, 2), team(2, 3)]);
    assert!(frames.iter().all(|f| (f.verdict, f.reason) == (Some(Verdict::CannotTell), Reason::TooFewKnown)));
}

#[test]
fn t6b_conversion_of_one_in_six_against_four_in_six_cannot_be_told() {
    let sketch = Sketch::of(&["a b c d e f", "p q r s t u"])
        .asks("teaching_talk")
        .asks_both("class_visit")
        .ties("teaching_talk", "a>b a>c a>d b>c b>d c>d p>q p>r p>s q>r q>s r>s")
        .ties("class_visit", "a>b a>c a>d b>c p>q");
    let frames = against_potential(&teams_of(&sketch.network()), 1);
    let b = frames[1];
    assert!((b.p_at_least.unwrap() - 2.0 * 0.1212).abs() < 1e-4);
    assert!(b.p.unwrap() >= b.p_at_least.unwrap());
    assert_eq!(b.verdict, Some(Verdict::CannotTell));
    let (low, high) = b.interval.unwrap();
    assert!(low < 1.0 / 6.0 && 1.0 / 6.0 < high);
}

#[test]
fn a_response_of_sixty_percent_gives_no_verdict_and_says_how_many_forms_would() {
    let mut teams = vec![team(12, 20); 11];
    teams.push(answered(1, 12, 20, 12));
    let frame = against_group(&teams)[11];
    assert_eq!((frame.verdict, frame.reason), (Some(Verdict::CannotTell), Reason::LowResponse));
    assert_eq!(against_standard(&teams[11], Some(0.5)).reason, Reason::LowResponse);
    assert_eq!((teams[11].response_gate(), teams[11].forms_to_verdict()), (ResponseGate::NoVerdict, Some(2)));
    assert_eq!(answered(1, 14, 20, 14).response_gate(), ResponseGate::Warning);
    assert_eq!(answered(1, 16, 20, 16).response_gate(), ResponseGate::Normal);
    assert_eq!(answered(1, 9, 20, 9).response_gate(), ResponseGate::CountsOnly);
    assert_eq!(team(1, 4).gate(), Gate::CountsOnly);
}

#[test]
fn what_is_missing_in_one_school_keeps_it_out_of_what_others_are_compared_with() {
    let frames = against_group(&[team(10, 20), answered(0, 8, 20, 8), team(10, 20)]);
    assert!((frames[0].reference.unwrap() - 0.5).abs() < 1e-12);
    let alone = against_group(&[team(10, 20), answered(0, 8, 20, 8)]);
    assert_eq!((alone[0].verdict, alone[0].reason), (Some(Verdict::CannotTell), Reason::NothingToCompare));
}

#[test]
fn visitors_only_with_a_form_missing_gives_cannot_tell_in_every_frame() {
    let sketch = Sketch::of(&["a b c d e f", "p q r s t u"])
        .silent("a")
        .asks("teaching_talk")
        .asks("class_visit")
        .ties("class_visit", "b>c c>d p>q")
        .ties("teaching_talk", "b>c p>q q>r");
    let teams = teams_of(&sketch.network());
    let frames = [against_standard(&teams[0], Some(0.5)), against_group(&teams)[0], against_potential(&teams, 1)[0]];
    for frame in frames {
        assert_eq!((frame.verdict, frame.reason), (Some(Verdict::CannotTell), Reason::VisitorsOnly));
    }
}

#[test]
fn when_nothing_says_who_answered_no_frame_gives_a_verdict() {
    let unknown = Team { answered: None, ..team(2, 20) };
    let teams = [team(12, 20), unknown];
    assert_eq!(against_group(&teams)[1].reason, Reason::ResponseNotKnown);
    assert_eq!(against_standard(&teams[1], Some(0.9)).verdict, Some(Verdict::CannotTell));
}

#[test]
fn the_norm_is_the_users_own_and_without_one_the_frame_does_not_apply() {
    assert_eq!(against_standard(&team(1, 20), None), Frame::not_for(Reason::NoStandard));
    assert_eq!(against_standard(&team(5, 20), Some(0.5)).verdict, Some(Verdict::Lagging));
    assert_eq!(against_standard(&team(8, 20), Some(0.5)).verdict, Some(Verdict::CannotTell));
    assert_eq!(against_standard(&team(18, 20), Some(0.5)).verdict, Some(Verdict::NotShown));
}

#[test]
fn one_school_alone_is_compared_with_nobody() {
    assert_eq!(against_group(&[team(1, 20)])[0], Frame::not_for(Reason::OneSchool));
    let unasked = Sketch::of(&["a b c", "d e f"]).asks("advice").network();
    assert_eq!(against_group(&teams_of(&unasked))[0], Frame::not_for(Reason::NotAsked));
    assert_eq!(against_potential(&teams_of(&unasked), 1)[0], Frame::not_for(Reason::NotAsked));
}

/// How one invented school behaves: the chance that two colleagues talk, that a talk pair has a door, and that a pair
/// without talk has one.
#[derive(Clone, Copy)]
struct Habits {
    talk: f64,
    door_of_talk: f64,
    door_without: f64,
}

const USUAL: Habits = Habits { talk: 0.25, door_of_talk: 0.35, door_without: 0.02 };

/// Schools of twenty in which some teachers are more inclined to open their door than others.
fn study(schools: &[Habits], random: &mut impl Rng) -> Network {
    let mut network = Network::of_schools(&vec![20; schools.len()]).asked("teaching_talk").asked("class_visit");
    for (s, habits) in schools.iter().enumerate() {
        let inclined: Vec<f64> = (0..20).map(|_| 0.5 + random.random::<f64>()).collect();
        for a in 0..20 {
            for b in a + 1..20 {
                let (x, y) = (20 * s as u32 + a, 20 * s as u32 + b);
                let talk = random.random_bool(habits.talk);
                let door = if talk { habits.door_of_talk } else { habits.door_without };
                if talk {
                    network = network.tie(x, y, "teaching_talk");
                }
                if random.random_bool((door * inclined[a as usize] * inclined[b as usize]).min(1.0)) {
                    network = network.tie(x, y, "class_visit");
                }
            }
        }
    }
    network
}

#[test]
fn three_ways_of_lagging_are_told_apart() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(3);
    let mut schools = [USUAL; 12];
    schools[2] = Habits { talk: 0.03, door_of_talk: 0.3, door_without: 0.002 };
    schools[5] = Habits { talk: 0.3, door_of_talk: 0.015, door_without: 0.002 };
    schools[9] = Habits { talk: 0.08, door_of_talk: 0.8, door_without: 0.1 };
    let network = study(&schools, &mut random);
    let teams = teams_of(&network);
    let flagged = |frames: Vec<Frame>| -> Vec<usize> {
        (0..12).filter(|&i| frames[i].verdict == Some(Verdict::Lagging)).collect()
    };
    assert_eq!(flagged(against_group(&teams)), [2, 5]);
    assert_eq!(flagged(against_potential(&teams, 1)), [5]);
    let places = diagnoses(&teams, &talk_contacts(&network), Cuts::default()).0;
    assert_eq!(places[5], Ok(Diagnosis::TalkWithoutLooking));
    assert_eq!(places[9], Ok(Diagnosis::LookingWithoutTalk));
}

#[test]
fn where_no_school_lags_a_flag_is_raised_in_at_most_sixteen_of_two_hundred_studies() {
    let (mut by_group, mut by_talk) = (0, 0);
    for seed in 0..200 {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        let teams = teams_of(&study(&[USUAL; 12], &mut random));
        let raised = |frames: Vec<Frame>| frames.iter().any(|f| f.verdict == Some(Verdict::Lagging));
        by_group += u32::from(raised(against_group(&teams)));
        by_talk += u32::from(raised(against_potential(&teams, seed)));
    }
    assert!(by_group <= 16, "{by_group}");
    assert!(by_talk <= 16, "{by_talk}");
}

#[test]
fn a_school_that_clearly_lags_is_found_in_at_least_nine_of_ten_studies() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(12);
    let mut found = 0;
    for _ in 0..200 {
        let mut open = |chance: f64| (0..20).filter(|_| random.random_bool(chance)).count() as u32;
        let teams: Vec<Team> = (0..12).map(|s| team(open(if s == 4 { 0.1 } else { 0.6 }), 20)).collect();
        found += u32::from(against_group(&teams)[4].verdict == Some(Verdict::Lagging));
    }
    assert!(found >= 180, "{found}");
}

#[test]
fn where_the_lower_phase_keeps_its_doors_shut_the_phase_lags_and_not_a_school() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(5);
    let sizes = [20; 6];
    let mut network = Network::of_schools(&sizes).asked("class_visit");
    for v in 0..120u32 {
        let low = v % 20 < 8;
        let visitor = v / 20 * 20 + (v + 1) % 20;
        if random.random_bool(if low { 0.1 } else { 0.7 }) {
            network = network.tie(visitor, v, "class_visit");
        }
    }
    let everybody = doors(&network);
    assert!(against_group(&teams_of(&network)).iter().all(|f| f.verdict != Some(Verdict::Lagging)));
    let stratum = |kind, low| {
        let of_phase: Vec<_> = (0..120).filter(|v| (v % 20 < 8) == low).map(|v| everybody[v].clone()).collect();
        let mut all = crate::measures::openness::strata(&network, &everybody, &[]);
        let mut stratum = all.remove(0);
        stratum.kind = kind;
        stratum.doors = crate::measures::openness::count(&of_phase);
        stratum.answered = Some(of_phase.len() as u32);
        stratum
    };
    let phases = [stratum(StratumKind::Phase(0), true), stratum(StratumKind::Phase(1), false)];
    let frames = strata_against_each_other(&phases);
    assert_eq!(frames[0].and_then(|f| f.verdict), Some(Verdict::Lagging));
    assert_eq!(frames[1].and_then(|f| f.verdict), Some(Verdict::NotShown));
}

#[test]
fn the_three_schools_of_the_sample_that_were_made_to_differ_are_found_and_no_other() {
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/de-brug");
    let (_, survey) = crate::survey::read(&sample, &crate::survey::ReadSettings::default()).unwrap();
    let network = Network::of_wave(&survey, survey.waves.len() as u32 - 1);
    let teams = teams_of(&network);
    let ids = |chosen: &dyn Fn(usize) -> bool| -> Vec<&str> {
        (0..survey.schools.len()).filter(|&s| chosen(s)).map(|s| survey.schools[s].id.as_str()).collect()
    };
    let (by_group, by_talk) = (against_group(&teams), against_potential(&teams, 1));
    assert_eq!(ids(&|s| by_group[s].verdict == Some(Verdict::Lagging)), ["S04", "S07"]);
    assert_eq!(ids(&|s| by_talk[s].verdict == Some(Verdict::Lagging)), ["S07"]);
    let places = diagnoses(&teams, &talk_contacts(&network), Cuts::default()).0;
    assert!(ids(&|s| places[s] == Ok(Diagnosis::TalkWithoutLooking)).contains(&"S07"));
    assert!(ids(&|s| places[s] == Ok(Diagnosis::LookingWithoutTalk)).contains(&"S10"));
    // The sign of forced collegiality: most visits of S10 are organised and stand on no tie of own choice.
    let chosen = crate::measures::openness::chosen_doors(&network);
    assert_eq!(ids(&|s| chosen[s].formal_only().number().is_some_and(|share| share > 0.5)), ["S10"]);
}
