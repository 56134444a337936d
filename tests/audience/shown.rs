//! What stands in each edition, and what does not.

use crate::studies::{analysed, analysed_with, two_editions};
use staffroom::audience::{Audience, FEWEST, edition, key};
use staffroom::findings::{Findings, Hidden, Scope, Value, Why};
use staffroom::report;
use staffroom::words::{ALL, words};
use std::fmt::Write as _;

const HIDDEN: Value = Value::Undefined(Why::Suppressed);

/// Schools with so many teachers, of whom so many had a visitor; everybody answered both questions.
fn schools(of: &[(usize, usize)]) -> Findings {
    schools_with(of, "")
}

/// The same with settings.
pub fn schools_with(of: &[(usize, usize)], settings: &str) -> Findings {
    let mut staff = String::from("id,school,role,answered\n");
    let mut ties = String::from("from,to,relation,reporter\nA0,A1,teaching_talk,from\n");
    for (school, &(teachers, open)) in of.iter().enumerate() {
        let id = |k: usize| format!("{}{k}", (b'A' + school as u8) as char);
        for k in 0..teachers {
            writeln!(staff, "{},{},teacher,yes", id(k), (b'A' + school as u8) as char).unwrap();
        }
        for k in 0..open {
            for end in ["from", "to"] {
                writeln!(ties, "{},{},class_visit,{end}", id((k + 1) % teachers), id(k)).unwrap();
            }
        }
    }
    analysed_with(&staff, &ties, settings)
}

/// The known doors of each school and of the group as a board sees them.
fn known(findings: &Findings) -> Vec<Option<f64>> {
    let board = edition(findings, Audience::Board, None);
    let block = board.block(Scope::School, 0, Some("open_door")).unwrap();
    for measure in ["open_doors", "open_door_rate", "open_door_rate_ci_low", "open_door_rate_ci_high"] {
        for row in 0..=findings.schools.len() {
            let both = (block.number("known", row).is_some(), block.number(measure, row).is_some());
            assert_eq!(both.0, both.1, "{measure}, row {row}");
        }
    }
    block.column("known").unwrap().values().map(Value::number).collect()
}

#[test]
fn with_9_4_and_7_known_doors_the_second_and_third_school_are_hidden_and_the_group_is_shown() {
    assert_eq!(known(&schools(&[(9, 4), (4, 2), (7, 3)])), [Some(9.0), None, None, Some(20.0)]);
}

#[test]
fn with_9_4_and_4_known_doors_nothing_more_is_hidden() {
    assert_eq!(known(&schools(&[(9, 4), (4, 2), (4, 1)])), [Some(9.0), None, None, Some(17.0)]);
}

#[test]
fn more_is_hidden_while_hidden_doors_are_all_closed_or_all_open() {
    // Two schools without an open door: the next one has some.
    assert_eq!(known(&schools(&[(9, 4), (4, 0), (7, 0), (12, 3)])), [None, None, None, Some(12.0), Some(32.0)]);
    assert_eq!(known(&schools(&[(9, 4), (4, 4), (7, 7), (12, 3)])), [None, None, None, Some(12.0), Some(32.0)]);
    // No school has: at last the group's figure.
    assert_eq!(known(&schools(&[(9, 0), (4, 0), (7, 0)])), [None; 4]);
    assert_eq!(known(&schools(&[(9, 9), (4, 4), (7, 7)])), [None; 4]);
}

#[test]
fn nothing_is_hidden_where_every_school_has_five() {
    let board = edition(&schools(&[(5, 5), (6, 6), (14, 8)]), Audience::Board, None);
    // But of kinds of isolation some are of few.
    assert!(board.hidden.iter().all(|h| h.figures == ["isolation"]), "{:?}", board.hidden);
    assert!(!board.blocks.iter().flat_map(|b| &b.columns).any(|c| c.values().any(|v| v == HIDDEN)));
}

/// Who has no tie in each school and the group, as a board sees it.
fn without_ties(findings: &Findings) -> Vec<Option<f64>> {
    let board = edition(findings, Audience::Board, None);
    let isolates = board.block(Scope::School, 0, Some("all")).unwrap().column("isolates").unwrap();
    // What the group's figure of all relations hides, no other layer tells.
    for block in board.blocks.iter().filter(|b| b.scope == Scope::Layer) {
        let of_group = block.number("isolates", 0);
        assert_eq!(
            of_group,
            isolates.of(findings.schools.len()).number().filter(|_| block.layer.as_deref() == Some("all"))
        );
    }
    isolates.values().map(Value::number).collect()
}

#[test]
fn a_count_of_one_to_four_people_without_a_tie_is_hidden_and_the_group_s_with_it() {
    let of = |schools_of: &[(usize, usize)]| without_ties(&schools(schools_of));
    // Of sixteen people ten stand in a row, six have no tie.
    assert_eq!(of(&[(16, 9), (15, 9), (10, 10)]), [Some(6.0), Some(5.0), Some(0.0), Some(11.0)]);
    assert_eq!(of(&[(16, 9), (12, 9), (10, 10)]), [Some(6.0), None, Some(0.0), None]);
    // Five schools with one each: with the group's five, each would be known.
    assert_eq!(of(&[(11, 9), (11, 9), (11, 9), (11, 9), (11, 9), (10, 10)])[..], {
        let mut told = vec![None; 7];
        told[5] = Some(0.0);
        told
    });
}

/// A school of `n` who all answered, and another of ten in a ring; pairs who talk in the first.
fn talking(n: usize, pairs: &[(usize, usize)]) -> Findings {
    let mut staff = String::from("id,school,role,answered\n");
    (0..n).for_each(|k| writeln!(staff, "A{k},A,teacher,yes").unwrap());
    (0..10).for_each(|k| writeln!(staff, "B{k},B,teacher,yes").unwrap());
    let mut ties = String::from("from,to,relation\n");
    pairs.iter().for_each(|(a, b)| writeln!(ties, "A{a},A{b},teaching_talk").unwrap());
    (0..10).for_each(|k| writeln!(ties, "B{k},B{},teaching_talk", (k + 1) % 10).unwrap());
    analysed(&staff, &ties)
}

#[test]
fn a_count_that_the_ties_beside_it_would_tell_is_hidden_whatever_it_is() {
    // Twelve pairs take six people: of seven, one or none is left. Hidden because it is one, it would be known.
    let six: Vec<(usize, usize)> = (0..6).flat_map(|a| (a + 1..6).map(move |b| (a, b))).take(12).collect();
    let mut seven = six.clone();
    seven[0] = (0, 6);
    for pairs in [six, seven] {
        assert_eq!(without_ties(&talking(7, &pairs)), [None, Some(0.0), None]);
    }
    // Two pairs take three people or four: of eight, four or five are left.
    for pairs in [[(0, 1), (2, 3)], [(0, 1), (1, 2)]] {
        assert_eq!(without_ties(&talking(8, &pairs)), [None, Some(0.0), None]);
    }
    // One pair takes two: of six, four are left, and nothing is shown of this school or of the only other one.
    assert_eq!(without_ties(&talking(6, &[(0, 1)])), [None; 3]);
}

#[test]
fn who_has_no_tie_is_not_told_beside_hidden_rungs() {
    // Of twenty, eleven were visited, six have no tie and three only talk: six on the lowest rung would leave three.
    let mut staff = String::from("id,school,role,answered\n");
    let mut ties = String::from("from,to,relation,reporter\n");
    for (school, n, open, talk) in [("A", 20, 11, 3), ("B", 24, 18, 6)] {
        (0..n).for_each(|k| writeln!(staff, "{school}{k},{school},teacher,yes").unwrap());
        for k in 0..open {
            for end in ["from", "to"] {
                writeln!(ties, "{school}{},{school}{k},class_visit,{end}", (k + 1) % open).unwrap();
            }
        }
        for k in open..open + talk {
            writeln!(ties, "{school}{k},{school}0,teaching_talk,from").unwrap();
        }
    }
    let findings = analysed(&staff, &ties);
    let truth = findings.block(Scope::School, 0, Some("all")).unwrap();
    assert_eq!((truth.number("isolates", 0), truth.number("isolates", 1)), (Some(6.0), Some(0.0)));
    let board = edition(&findings, Audience::Board, None);
    let doors = board.block(Scope::School, 0, Some("open_door")).unwrap();
    assert_eq!((doors.value("depth_0", 0), doors.number("depth_0", 1)), (Some(HIDDEN), Some(0.0)));
    assert_eq!(without_ties(&findings), [None, Some(0.0), None]);
}

#[test]
fn kinds_of_isolation_are_told_only_when_none_is_of_one_to_four_people() {
    let mut with = [0, 0];
    for seed in 0..12 {
        let (_, board) = two_editions(seed);
        for tally in &board.tallies {
            with[usize::from(tally.kinds.is_empty())] += 1;
            let told = |h: &Hidden| h.wave == Some(tally.wave) && h.figures == ["isolation"];
            assert_eq!(board.hidden.iter().any(told), tally.kinds.is_empty());
        }
    }
    assert!(with[1] > 5, "{with:?}");
}

#[test]
fn a_school_hidden_in_one_wave_is_hidden_in_all_of_them() {
    let mut staff = String::from("id,school,role,answered,wave\n");
    for (wave, second) in [(1, 4), (2, 6)] {
        for (school, teachers) in [("A", 9), ("B", second), ("C", 7), ("D", 8)] {
            for k in 0..teachers {
                writeln!(staff, "{school}{k},{school},teacher,yes,{wave}").unwrap();
            }
        }
    }
    let mut ties = String::from("from,to,relation,reporter,wave\n");
    for wave in 1..=2 {
        for school in ["A", "B", "C", "D"] {
            writeln!(ties, "{school}1,{school}0,class_visit,from,{wave}\n{school}1,{school}0,class_visit,to,{wave}")
                .unwrap();
        }
    }
    let board = edition(&analysed(&staff, &ties), Audience::Board, None);
    for wave in 0..2 {
        let known = board.block(Scope::School, wave, Some("open_door")).unwrap().column("known").unwrap();
        let is_hidden: Vec<bool> = known.values().map(|v| v == HIDDEN).collect();
        assert_eq!(is_hidden, [false, true, true, false, false], "wave {wave}");
    }
}

#[test]
fn leader_board_and_team_hold_nobody_and_see_the_same() {
    for seed in 0..6 {
        let (truth, board) = two_editions(seed);
        for audience in [Audience::Leader, Audience::Board, Audience::Team] {
            let mut shown = edition(&truth, audience, None);
            assert!(shown.people.is_empty() && shown.ties.is_empty() && shown.group_ties.is_empty());
            assert!(shown.phases.is_empty() && shown.overviews.is_empty() && shown.inputs.is_empty());
            assert!(shown.ledger.files.is_empty() && shown.waves.iter().all(|w| w.staff.is_empty()));
            assert!(!shown.blocks.iter().any(|b| matches!(b.scope, Scope::Person | Scope::Openness)));
            assert_eq!(shown.settings.audience, audience.name());
            "board".clone_into(&mut shown.settings.audience);
            assert_eq!(shown, board);
        }
    }
}

#[test]
fn no_file_of_an_edition_without_people_speaks_of_one() {
    let (truth, _) = two_editions(3);
    // An id that stands nowhere else.
    let mut named = truth.clone();
    for (at, person) in named.people.iter_mut().enumerate() {
        person.id = format!("zebra-{at}");
        person.name = Some(format!("Quagga {at}"));
    }
    for audience in [Audience::Leader, Audience::Board, Audience::Team] {
        for school in [None, Some(0)] {
            let shown = edition(&named, audience, school);
            for (lang, _) in ALL {
                for (name, bytes) in report::files(&shown, words(lang)).unwrap() {
                    let text = String::from_utf8_lossy(&bytes);
                    assert!(!text.contains("zebra") && !text.contains("Quagga"), "{name}");
                    assert!(
                        !name.contains("teachers") && !name.contains("openness.csv") && !name.contains("ledger"),
                        "{name}"
                    );
                    assert!(!name.contains("network") && !name.contains("plots/school-s"), "{name}: no sociogram");
                }
            }
        }
    }
}

#[test]
fn each_report_of_each_edition_says_for_whom_it_is_and_that_it_is_not_for_appraisal() {
    let (truth, _) = two_editions(1);
    let mut heads = Vec::new();
    for (lang, own) in ALL {
        for audience in Audience::ALL {
            let shown = edition(&truth, audience, None);
            let story = report::story::story(&shown, own);
            assert_eq!(story.edition[1], own.say(staffroom::words::Say::NotForAppraisal), "{lang:?}");
            heads.push(story.edition[0].clone());
        }
    }
    heads.sort();
    heads.dedup();
    assert_eq!(heads.len(), 2 * Audience::ALL.len(), "each has its own line");
}

#[test]
fn a_leaders_edition_of_a_school_shows_nothing_that_the_board_does_not_see() {
    for seed in 0..8 {
        let (truth, board) = two_editions(seed);
        for school in 0..truth.schools.len() {
            let own = edition(&truth, Audience::Leader, Some(school));
            assert_eq!(own.schools.len(), 1);
            for block in own.blocks.iter().filter(|b| b.scope == Scope::School) {
                let all = board.block(Scope::School, block.wave, block.layer.as_deref()).unwrap();
                for column in &block.columns {
                    for row in 0..2 {
                        assert_eq!(Some(column.of(row)), all.value(&column.measure, school), "{}", column.measure);
                    }
                }
            }
            assert!(!own.blocks.iter().any(|b| b.scope == Scope::SchoolPair), "no other school is in it");
        }
    }
}

#[test]
fn a_consultant_sees_the_boards_edition_and_those_who_may_be_named() {
    let (truth, board) = two_editions(2);
    let mut shown = edition(&truth, Audience::Consultant, None);
    let named: Vec<&str> = shown.named.iter().map(|n| n.id.as_str()).collect();
    let wave = truth.waves.last().unwrap();
    for (at, person) in truth.people.iter().enumerate() {
        let consent = wave.staff.iter().any(|s| s.person == at as u32 && s.consent_named == Some(true));
        assert_eq!(named.contains(&person.id.as_str()), consent, "{}", person.id);
    }
    assert!(!named.is_empty());
    shown.named.clear();
    "board".clone_into(&mut shown.settings.audience);
    assert_eq!(shown, board);
}

#[test]
fn friendship_and_trust_are_in_no_edition_that_is_passed_on() {
    let staff = "id,school,role,answered\na,S,teacher,yes\nb,S,teacher,yes\nc,S,teacher,yes\nd,S,teacher,yes\ne,S,teacher,yes\n";
    let ties = "from,to,relation\na,b,friendship\na,c,trust\na,b,advice\nb,c,class_visit\n";
    let truth = analysed(staff, ties);
    assert!(serde_json::to_string(&truth).unwrap().contains("friendship"));
    for audience in [Audience::Leader, Audience::Board, Audience::Team, Audience::Consultant] {
        let shown = serde_json::to_string(&edition(&truth, audience, None)).unwrap();
        assert!(!shown.contains("friendship") && !shown.contains("trust"), "{audience:?}");
    }
}

#[test]
fn a_researcher_sees_everything_under_pseudonyms_in_another_order() {
    let (truth, _) = two_editions(4);
    let shown = edition(&truth, Audience::Researcher, None);
    let key = key(&truth);
    assert_eq!((shown.people.len(), key.len()), (truth.people.len(), truth.people.len()));
    let id_of = |person: u32| {
        let pseudonym = &shown.people[person as usize].id;
        key.iter().find(|k| k.pseudonym == *pseudonym).unwrap().id.clone()
    };
    let mut moved = 0;
    for (wave, (own, old)) in shown.waves.iter().zip(&truth.waves).enumerate() {
        assert!(own.staff.windows(2).all(|w| w[0].person < w[1].person), "rows stand in the order of the pseudonyms");
        for block in truth.blocks.iter().filter(|b| b.wave as usize == wave && b.scope == Scope::Person) {
            let new = shown.block(Scope::Person, block.wave, block.layer.as_deref()).unwrap();
            for (row, staff) in own.staff.iter().enumerate() {
                let was =
                    old.staff.iter().position(|s| truth.people[s.person as usize].id == id_of(staff.person)).unwrap();
                moved += usize::from(was != row);
                assert_eq!(staff.school, old.staff[was].school);
                for column in &block.columns {
                    assert_eq!(new.value(&column.measure, row), Some(column.of(was)), "{}", column.measure);
                }
            }
        }
    }
    assert!(moved > 0);
    let ends = |f: &Findings, name: &dyn Fn(u32) -> String| {
        let of = |t: &staffroom::findings::TieInfo| {
            let staff = &f.waves[t.wave as usize].staff;
            (t.wave, t.relation, name(staff[t.from as usize].person), name(staff[t.to as usize].person))
        };
        let mut ends: Vec<_> = f.ties.iter().map(of).collect();
        ends.sort();
        ends
    };
    assert_eq!(ends(&shown, &id_of), ends(&truth, &|p| truth.people[p as usize].id.clone()));
    // Other answers, other pseudonyms: a staff list alone does not draw them again.
    let mut other = truth.clone();
    other.ties.pop();
    assert_ne!(staffroom::audience::key(&other), key);
}

#[test]
fn fewer_than_five_is_what_the_contract_says() {
    assert!((FEWEST - 5.0).abs() < f64::EPSILON);
}
