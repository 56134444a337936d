//! Proposals on small schools drawn by hand and at random: no hard constraint is ever broken.

use super::what_if::{Effect, what_if};
use super::{Because, Line, Means, NeedKind, Plan, Wanted, Where, WhyNot, plan, plan_file::line};
use crate::network::Network;
use crate::network::sketch::Sketch;
use crate::survey::{Response, Role, Survey};
use proptest::prelude::*;

/// Everybody agreed to be named and works all week.
fn agreed(survey: &mut Survey) {
    for s in &mut survey.waves[0].staff {
        s.consent_named = Some(true);
        s.days = Some(0b1_1111);
    }
}

fn planned(survey: &Survey) -> Plan {
    plan(survey, &Network::of_wave(survey, 0), (&[], &[]), &Wanted::default())
}

fn of(plan: &Plan, kind: Means) -> Vec<(Option<u32>, Option<u32>)> {
    plan.lines.iter().filter(|l| l.kind == kind).map(|l| (l.from, l.to)).collect()
}

/// A figure of the group: before, at 30 and 60 %, all.
fn figure(effects: &[Effect], measure: &str) -> [Option<f64>; 4] {
    let found = effects.iter().find(|e| e.school.is_none() && e.measure == measure).unwrap();
    [found.before, found.uptake_30, found.uptake_60, found.uptake_100].map(crate::measures::Value::number)
}

#[test]
fn four_return_visits_to_closed_doors_open_them_in_proportion_to_uptake() {
    // Ten teachers, two open.
    let school = Network::of_school(10).tie(0, 1, "class_visit").tie(1, 0, "class_visit");
    let lines: Vec<Line> = (2..6).map(|host| line(Means::ReturnVisit, 0, host)).collect();
    let rate = figure(&what_if(&school, &lines, 3), "open_door_rate");
    for (found, expected) in rate.iter().zip([0.2, 0.32, 0.44, 0.6]) {
        assert!((found.unwrap() - expected).abs() < 1e-12, "{rate:?}");
    }
}

#[test]
fn t12_one_bridge_makes_two_cut_points_and_two_bridges_make_none() {
    let mut schools = Network::of_schools(&[3, 3]);
    for (a, b) in [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5)] {
        schools = schools.tie(a, b, "teaching_talk");
    }
    let one = [line(Means::Bridge, 0, 3)];
    let two = [line(Means::Bridge, 0, 3), line(Means::Bridge, 1, 4)];
    let (one, two) = (what_if(&schools, &one, 1), what_if(&schools, &two, 1));
    let close = |x: Option<f64>, y: f64| assert!((x.unwrap() - y).abs() < 1e-12, "{x:?} {y}");
    let [before, .., after] = figure(&one, "ei_index");
    close(before, -1.0);
    close(after, -5.0 / 7.0);
    close(figure(&two, "ei_index")[3], -0.5);
    for (effects, parts, cut) in [(&one, 1.0, 2.0), (&two, 1.0, 0.0)] {
        let [before, .., after] = figure(effects, "components_weak");
        assert_eq!((before, after), (Some(2.0), Some(parts)));
        let [before, .., after] = figure(effects, "cut_points");
        assert_eq!((before, after), (Some(0.0), Some(cut)));
    }
    // With one line either all or nothing happens: the mean over draws is the share.
    let [_, some, most, _] = figure(&one, "components_weak");
    assert!((some.unwrap() - 1.7).abs() < 0.05 && (most.unwrap() - 1.4).abs() < 0.05, "{some:?} {most:?}");
}

#[test]
fn t12_with_one_bridge_and_with_two_the_network_has_the_figures_of_the_design() {
    use crate::measures::betweenness::{Way, betweenness_undirected};
    use crate::measures::cohesion::{components::weak_components, krackhardt::fragmentation};
    use crate::measures::{cut_points::cut_points, paths::harmonic};
    let apart = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5)];
    for (bridges, connectedness, nearness, between) in [
        (&[][..], 0.4, 0.4, [0.0; 6]),
        (&[(0, 3)], 1.0, 0.688_888_888_888_888_9, [6.0, 0.0, 0.0, 6.0, 0.0, 0.0]),
        (&[(0, 3), (1, 4)], 1.0, 0.755_555_555_555_555_6, [2.0, 2.0, 0.0, 2.0, 2.0, 0.0]),
    ] {
        let ties = apart.iter().chain(bridges);
        let both = ties.flat_map(|&(a, b)| [(a, b, 1.0), (b, a, 1.0)]);
        let network = crate::network::adjacency::Adjacency::from_arcs(6, both);
        let apart = fragmentation(&weak_components(&network), 30).number().unwrap();
        assert!((1.0 - apart - connectedness).abs() < 1e-12);
        assert!((harmonic(&network).mean_inverse_distance.number().unwrap() - nearness).abs() < 1e-12);
        assert_eq!(betweenness_undirected(&network, Way::Exact, 1).scores, between);
        assert_eq!(cut_points(&network).bridges, if bridges.len() == 1 { bridges } else { &[] });
    }
}

#[test]
fn a_host_visit_opens_the_hosts_door_and_a_return_visit_that_of_the_one_who_was_closed() {
    let sketch = Sketch::of(&["a b c"]).asks_both("class_visit").asks("teaching_talk").ties("teaching_talk", "a>b");
    let mut survey = sketch.survey();
    agreed(&mut survey);
    survey.waves[0].staff[2].host = Some(true);
    let plan = planned(&survey);
    let host_visits: Vec<&Line> = plan.lines.iter().filter(|l| l.kind == Means::HostVisit).collect();
    assert!(!host_visits.is_empty() && host_visits.iter().all(|l| l.to == Some(2) && l.opens_door_of == Some(2)));
    let mut opened: Vec<Option<u32>> =
        plan.lines.iter().filter(|l| l.kind == Means::ReturnVisit).map(|l| l.opens_door_of).collect();
    opened.sort_unstable();
    assert_eq!(opened, [Some(0), Some(1)], "each closed door once, and that of the host is opened by the guests");
}

#[test]
fn who_did_not_agree_is_counted_and_not_named() {
    let mut survey = Sketch::of(&["a b c d"]).asks_both("class_visit").ties("class_visit", "a>b").survey();
    agreed(&mut survey);
    survey.waves[0].staff[2].consent_named = None;
    survey.waves[0].staff[3].consent_named = Some(false);
    let plan = planned(&survey);
    let named = plan.lines.iter().flat_map(|l| [l.from, l.to, l.runner_up]).flatten();
    assert!(named.chain(plan.needs.iter().filter_map(|n| n.person)).all(|p| p < 2));
    assert_eq!(plan.not_named, 2);
}

#[test]
fn somebody_for_whom_nothing_fits_gets_a_reason() {
    let mut survey = Sketch::of(&["a b c"]).asks_both("class_visit").ties("class_visit", "a>b b>a").survey();
    agreed(&mut survey);
    survey.waves[0].staff[2].days = Some(0b10);
    survey.waves[0].staff[0].days = Some(0b01);
    survey.waves[0].staff[1].days = Some(0b01);
    assert_eq!(planned(&survey).without, [(0, WhyNot::NoHost), (1, WhyNot::NoHost), (2, WhyNot::NoSharedDay)]);
    survey.waves[0].staff[2].days = Some(0b01);
    survey.never = vec![(2, 0), (1, 2)];
    assert_eq!(planned(&survey).without[2], (2, WhyNot::NobodyAgreed));
}

#[test]
fn a_new_teacher_with_few_contacts_gets_a_buddy_of_the_same_phase_and_one_elsewhere_in_a_small_school() {
    let mut survey = Sketch::of(&["a b c", "x y"]).asks("teaching_talk").ties("teaching_talk", "b>c").survey();
    agreed(&mut survey);
    survey.phases = vec!["lower".into(), "upper".into()];
    for (person, phase) in [(0, 1), (1, 0), (2, 1), (3, 0), (4, 1)] {
        survey.waves[0].staff[person].phase = Some(phase);
    }
    survey.waves[0].staff[0].is_new = Some(true);
    let plan = planned(&survey);
    assert_eq!(of(&plan, Means::Buddy), [(Some(2), Some(0)), (Some(4), Some(0))]);
    assert!(plan.needs.iter().any(|n| n.kind == NeedKind::NewWithoutBuddy && n.person == Some(0)));
    // Not the one who appraises.
    survey.waves[0].staff[0].appraiser = Some(2);
    assert_eq!(of(&planned(&survey), Means::Buddy)[0], (Some(1), Some(0)));
}

#[test]
fn schools_without_a_tie_get_two_bridges_without_a_person_in_common() {
    let sketch = Sketch::of(&["a b c", "x y z"]).asks("teaching_talk").asks_both("class_visit");
    let mut survey = sketch.ties("teaching_talk", "a>b b>c c>a x>y y>z z>x").survey();
    agreed(&mut survey);
    let plan = planned(&survey);
    let bridges = of(&plan, Means::Bridge);
    assert_eq!(bridges.len(), 2);
    let mut people: Vec<u32> = bridges.iter().flat_map(|&(a, b)| [a, b]).flatten().collect();
    people.sort_unstable();
    people.dedup();
    assert_eq!(people.len(), 4, "{bridges:?}");
    assert!(plan.needs.iter().any(|n| n.kind == NeedKind::NoTie && n.of == Some(9)));
}

/// A school group at random: who agreed, answered, hosts, works when; ties, wishes, and pairs never to be proposed.
fn random_survey() -> impl Strategy<Value = Survey> {
    let person = (any::<[bool; 4]>(), 1u8..32, prop::option::of(0u32..4), 0u32..2, prop::option::of(0u32..14));
    let pairs = || prop::collection::vec((0usize..14, 0usize..14), 0..20);
    (prop::collection::vec(person, 14), pairs(), pairs(), pairs(), pairs()).prop_map(
        |(people, talk, visits, wish, never)| {
            let mut sketch = Sketch::of(&["a b c d e f", "g h i j k", "l m n"])
                .asks("teaching_talk")
                .asks_both("class_visit")
                .asks("wish");
            let codes: Vec<String> = ('a'..='n').map(String::from).collect();
            let silent: Vec<&str> =
                codes.iter().zip(&people).filter(|(_, p)| p.0[0] && p.0[1]).map(|c| c.0.as_str()).collect();
            sketch = sketch.silent(&silent.join(" "));
            for (relation, ties) in [("teaching_talk", &talk), ("class_visit", &visits), ("wish", &wish)] {
                let list = ties.iter().filter(|(a, b)| a != b).map(|&(a, b)| format!("{}>{}", codes[a], codes[b]));
                sketch = sketch.ties(relation, &list.collect::<Vec<_>>().join(" "));
            }
            let mut survey = sketch.survey();
            survey.phases = vec!["lower".into(), "upper".into()];
            for (staff, (flags, days, capacity, phase, appraiser)) in survey.waves[0].staff.iter_mut().zip(&people) {
                staff.consent_named = Some(flags[0] || flags[2]);
                staff.days = Some(*days);
                staff.capacity = *capacity;
                staff.host = Some(flags[3]);
                staff.phase = Some(*phase);
                staff.is_new = Some(flags[1] && flags[2]);
                staff.appraiser = *appraiser;
            }
            survey.waves[0].staff[4].role = Role::Director;
            survey.never = never.iter().map(|&(a, b)| (a as u32, b as u32)).collect();
            survey
        },
    )
}

/// Everything that a plan must never do.
fn broken(survey: &Survey, plan: &Plan) -> Vec<String> {
    let staff = &survey.waves[0].staff;
    let tied = |relation: &str, a: u32, b: u32| {
        survey.ties.iter().any(|t| {
            survey.relations[t.relation as usize].id == relation
                && (t.from, t.to) == (a, b)
                && t.state.is_tie(crate::survey::reconcile::Reading::Default)
        })
    };
    let may = |p: u32| {
        let s = &staff[p as usize];
        s.consent_named == Some(true) && s.response == Response::Answered
    };
    let never = |a: u32, b: u32| survey.never.iter().any(|&(x, y)| (x, y) == (a, b) || (y, x) == (a, b));
    let director = |p: u32| staff[p as usize].school == Some(0) && staff[p as usize].appraiser.is_none();
    let appraises = |a: u32, b: u32| {
        staff[b as usize].appraiser == Some(a) || (director(b) && staff[a as usize].role == Role::Director)
    };
    let mut wrong = Vec::new();
    let (mut visitors, mut made) = (vec![0u32; staff.len()], vec![0u32; staff.len()]);
    for l in &plan.lines {
        let mut fail = |what: &str| wrong.push(format!("{what}: {l:?}"));
        for p in [l.from, l.to, l.runner_up].into_iter().flatten() {
            if !may(p) {
                fail("did not agree or did not answer");
            }
        }
        if matches!(l.kind, Means::Intervision | Means::RoundTable) && l.days == 0 {
            fail("a group without a day");
        }
        let (Some(a), Some(b)) = (l.from, l.to) else { continue };
        for (a, b) in [Some((a, b)), l.runner_up.map(|r| if l.kind == Means::HostVisit { (a, r) } else { (r, b) })]
            .into_iter()
            .flatten()
        {
            if a == b || never(a, b) || appraises(a, b) || appraises(b, a) {
                fail("must not meet");
            }
        }
        if l.kind.is_visit() {
            let shared = staff[a as usize].days.unwrap() & staff[b as usize].days.unwrap();
            if l.days == 0 || l.days != shared {
                fail("no shared day");
            }
            if tied("class_visit", a, b) || staff[b as usize].capacity == Some(0) || l.opens_door_of != Some(b) {
                fail("visit");
            }
        }
        if l.kind == Means::HostVisit && staff[b as usize].host != Some(true) {
            fail("no host");
        }
        if l.kind.is_visit() {
            visitors[b as usize] += 1;
            made[a as usize] += 1;
        }
    }
    wrong.extend(
        (0..).zip(&made).filter(|(_, n)| **n > super::VISITS_TO_MAKE).map(|(p, n): (u32, _)| format!("{p} makes {n}")),
    );
    for (p, &n) in visitors.iter().enumerate() {
        if n > staff[p].capacity.unwrap_or(super::CAPACITY) {
            wrong.push(format!("{p} receives {n}"));
        }
    }
    wrong
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_proposal_ever_breaks_a_hard_constraint(survey in random_survey()) {
        let plan = planned(&survey);
        prop_assert_eq!(broken(&survey, &plan), Vec::<String>::new());
        // Everybody in need who may be named has a line or a reason.
        let named: Vec<u32> = plan.lines.iter().flat_map(|l| [l.from, l.to]).flatten().collect();
        for need in plan.needs.iter().filter(|n| n.kind == NeedKind::Isolated) {
            let person = need.person.unwrap();
            prop_assert!(named.contains(&person) || plan.without.iter().any(|w| w.0 == person));
        }
    }

    #[test]
    fn swapping_who_named_whom_changes_no_reason(survey in random_survey()) {
        // Talk and wishes turned round: a plan that told who named whom would differ.
        let mut turned = survey.clone();
        let visits = survey.relations.iter().position(|r| r.id == "class_visit").unwrap() as u32;
        for t in turned.ties.iter_mut().filter(|t| t.relation != visits) {
            std::mem::swap(&mut t.from, &mut t.to);
            std::mem::swap(&mut t.from_says, &mut t.to_says);
        }
        turned.ties.sort_by_key(|t| (t.wave, t.relation, t.from, t.to));
        let visits_of = |plan: &Plan| {
            let lines = plan.lines.iter().filter(|l| l.kind.is_visit() || l.kind == Means::Buddy);
            lines.map(|l| (l.kind, l.from, l.to, l.score, l.reasons.clone())).collect::<Vec<_>>()
        };
        prop_assert_eq!(visits_of(&planned(&survey)), visits_of(&planned(&turned)));
    }

}

proptest! {
    // Each case is three thousand networks.
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_plan_lowers_no_share_and_leaves_nobody_more_alone(survey in random_survey()) {
        let plan = planned(&survey);
        for e in what_if(&Network::of_wave(&survey, 0), &plan.lines, 1) {
            let [before, some, most, all] = [e.before, e.uptake_30, e.uptake_60, e.uptake_100].map(crate::measures::Value::number);
            let (Some(before), Some(some), Some(most), Some(all)) = (before, some, most, all) else { continue };
            match e.measure.as_str() {
                "open_door_rate" | "cross_school_reach" => prop_assert!(before <= some && some <= most && most <= all + 1e-12),
                "isolates" | "components_weak" => prop_assert!(before >= some && some >= most && most >= all - 1e-12),
                _ => {}
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_is_wanted_of_a_pair_holds_for_every_pair(survey in random_survey(), own in any::<bool>()) {
        let wanted = Wanted { same_phase: true, school: if own { Where::Own } else { Where::Other }, ..Wanted::default() };
        let plan = plan(&survey, &Network::of_wave(&survey, 0), (&[], &[]), &wanted);
        let staff = &survey.waves[0].staff;
        for (a, b) in plan.lines.iter().filter_map(|l| l.from.zip(l.to)) {
            let (a, b) = (&staff[a as usize], &staff[b as usize]);
            prop_assert!(a.phase.is_some() && a.phase == b.phase && (a.school == b.school) == own);
        }
    }
}

#[test]
fn a_round_of_visits_is_called_one() {
    let sketch = Sketch::of(&["a b c"]).asks_both("class_visit").asks("teaching_talk");
    let mut survey = sketch.ties("teaching_talk", "a>b b>c c>a").survey();
    agreed(&mut survey);
    let plan = planned(&survey);
    let visits: Vec<&Line> = plan.lines.iter().filter(|l| l.kind == Means::ReturnVisit).collect();
    assert_eq!(visits.len(), 3);
    assert!(visits.iter().any(|l| l.group.is_some() && l.reasons.contains(&Because::Carousel)), "{visits:?}");
}
