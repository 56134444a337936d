//! Tests of the known rule: who was asked, who answered, and what can be said.

use super::*;
use crate::error::Why;
use crate::measures::Value;
use crate::network::sketch::Sketch;
use crate::survey::{End, Response, Role};
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

fn of(sketch: &Sketch) -> (Vec<Door>, DoorCounts) {
    let doors = doors(&sketch.network());
    let counts = count(&doors);
    (doors, counts)
}

#[test]
fn a_door_shown_open_by_a_visitor_and_not_answered_for_stays_out_of_the_rate_and_in_both_bounds() {
    let (doors, counts) =
        of(&Sketch::of(&["a b c d"]).silent("c d").asks_both("class_visit").says(End::From, "class_visit", "a>c"));
    assert_eq!(doors[2].status(), DoorStatus::Host);
    assert!(doors[2].is_rough() && !doors[2].is_known());
    assert_eq!((counts.known, counts.open, counts.open_at_least), (2, 0, 1));
    assert_eq!(counts.rate_bounds(), (Value::Number(0.25), Value::Number(0.5)));
}

#[test]
fn with_visitors_only_asked_and_a_form_missing_there_is_no_rate_and_the_lower_bound_stands() {
    let sketch = Sketch::of(&["a b c d"]).silent("d").asks("class_visit").ties("class_visit", "a>b c>a");
    let (doors, counts) = of(&sketch);
    assert_eq!(counts.rate(), Value::Undefined(Why::CannotTell));
    assert_eq!(counts.rate_interval().0, Value::Undefined(Why::CannotTell));
    assert_eq!(counts.rate_bounds(), (Value::Number(0.5), Value::Number(0.75)));
    assert_eq!(doors[2].status(), DoorStatus::Unknown);
}

#[test]
fn visitor_and_closed_cannot_be_told_apart_when_only_the_own_missing_form_would_tell() {
    // The only form missing is d's own: everybody who could have named d answered, and nobody did.
    let visitors = Sketch::of(&["a b c d"]).silent("d").asks("class_visit").ties("class_visit", "a>b c>a");
    let d = &of(&visitors).0[3];
    assert_eq!(d.status(), DoorStatus::Unknown);
    assert!(d.is_known() && !d.is_open() && d.is_rough());
    let counts = count(std::slice::from_ref(d));
    assert_eq!((counts.known, counts.open, counts.unknown), (1, 0, 0));
    assert_eq!(counts.rate_bounds(), (Value::Number(0.0), Value::Number(0.0)));
    assert_eq!(status_rate(std::slice::from_ref(d), DoorStatus::Closed), Value::Undefined(Why::CannotTell));
    // A colleague who was asked as host as well would have told: now it is known that d stayed at home.
    let both = Sketch::of(&["a b c d"]).silent("d").asks_both("class_visit").ties("class_visit", "a>b c>a");
    assert_eq!(of(&both).0[3].status(), DoorStatus::Closed);
    // Where only hosts were asked, c says that nobody came; whether c went to see d hangs on d's form.
    let hosts = Sketch::of(&["a b c d"]).silent("d").asks_host("class_visit").ties("class_visit", "a>b");
    let statuses: Vec<DoorStatus> = of(&hosts).0.iter().map(Door::status).collect();
    assert_eq!(statuses, [DoorStatus::Visitor, DoorStatus::Host, DoorStatus::Unknown, DoorStatus::Unknown]);
    assert_eq!((of(&hosts).1.known, of(&hosts).1.unknown), (3, 1));
}

#[test]
fn a_list_of_organised_visits_shows_doors_open_and_makes_none_unknown() {
    // Everybody was asked about class visits from both sides; the host visits come from the visitors alone, or from a
    // list that says nothing of who reported them. Two forms are missing.
    let sketch = Sketch::of(&["a b c d e f"])
        .silent("e f")
        .asks_both("class_visit")
        .asks("host_visit")
        .ties("class_visit", "a>b")
        .says(End::From, "host_visit", "a>c a>e");
    let (doors, counts) = of(&sketch);
    assert_eq!(doors.iter().map(Door::is_known).collect::<Vec<_>>(), [true, true, true, true, false, false]);
    assert_eq!((counts.known, counts.open, counts.open_at_least, counts.unknown), (4, 2, 3, 1));
    assert_eq!(counts.rate(), Value::Number(0.5));
    let pairs = Sketch::of(&["a b c"])
        .silent("b c")
        .asks("teaching_talk")
        .asks_both("class_visit")
        .asks("host_visit")
        .ties("teaching_talk", "a>b")
        .network();
    assert_eq!(talk_pairs(&pairs)[0].door, Some(false), "a answered from both sides");
}

#[test]
fn organised_visits_of_one_side_are_a_question_like_another_where_nothing_else_asks_as_far() {
    // Nothing else asks who was in the room: three hosts hang on the missing form.
    let alone = Sketch::of(&["a b c d"]).silent("d").asks("host_visit").ties("host_visit", "a>b");
    assert_eq!(of(&alone).1.rate(), Value::Undefined(Why::CannotTell));
    // Intervision asks less far: it is known, and who was in the room is not.
    let shown = alone.clone().asks("intervision");
    assert_eq!(of(&shown).1.rate(), Value::Undefined(Why::CannotTell));
    assert_eq!(open_door_rate_broad(&of(&shown).0), Value::Undefined(Why::CannotTell));
    // Visits of own choice from one side are no list, and are not set aside for another question.
    let chosen = Sketch::of(&["a b c d"]).silent("d").asks_both("class_visit").asks("peer_coaching");
    assert_eq!(of(&chosen).1.rate(), Value::Undefined(Why::CannotTell));
}

#[test]
fn with_visitors_only_asked_and_every_form_in_the_rate_stands() {
    let (_, counts) = of(&Sketch::of(&["a b c d"]).asks("class_visit").ties("class_visit", "a>b c>a"));
    assert_eq!((counts.known, counts.rate()), (4, Value::Number(0.5)));
}

#[test]
fn with_hosts_only_asked_each_own_answer_is_enough() {
    let sketch = Sketch::of(&["a b c d"]).silent("d").asks_host("class_visit").ties("class_visit", "a>b");
    let (doors, counts) = of(&sketch);
    assert_eq!((counts.known, counts.open, counts.unknown), (3, 1, 1));
    assert_eq!(doors[3].status(), DoorStatus::Unknown);
    // Whether b went to see anybody hangs on d's form, so that the two-way rate cannot be told.
    assert_eq!(status_rate(&doors, DoorStatus::TwoWay), Value::Undefined(Why::CannotTell));
}

#[test]
fn a_visit_that_could_only_be_named_within_the_school_hangs_on_that_school_alone() {
    let within = Sketch::of(&["a b c", "p q r"])
        .silent("p")
        .question("class_visit", End::From, true, 1.0)
        .ties("class_visit", "a>b q>r");
    let doors = doors(&within.network());
    assert_eq!(open_door_rate(&doors[..3]), Value::Number(1.0 / 3.0));
    assert_eq!(open_door_rate(&doors[3..]), Value::Undefined(Why::CannotTell));
    assert_eq!(cross_school_reach(&doors), Value::Undefined(Why::NotAsked));
    let everywhere = Sketch::of(&["a b c", "p q r"]).silent("p").asks("class_visit").ties("class_visit", "a>b q>r");
    let doors = super::doors(&everywhere.network());
    assert_eq!(open_door_rate(&doors[..3]), Value::Undefined(Why::CannotTell));
}

#[test]
fn team_teaching_opens_both_doors_and_the_own_answer_is_enough() {
    let sketch = Sketch::of(&["a b c d"]).silent("d").asks("team_teaching").says(End::From, "team_teaching", "a-b c-d");
    let (doors, counts) = of(&sketch);
    assert_eq!((counts.known, counts.open), (4, 4), "everybody who could name d answered");
    assert_eq!(doors.iter().map(|d| d.depth).collect::<Vec<_>>(), [4, 4, 4, 4]);
    let (_, counts) = of(&Sketch::of(&["a b c d"]).silent("c d").asks("team_teaching").ties("team_teaching", "a-b"));
    assert_eq!((counts.known, counts.open, counts.rate()), (2, 2, Value::Number(1.0)));
}

#[test]
fn every_open_door_relation_must_be_known() {
    // Team teaching is answered for by c, but who came to see c is not.
    let sketch = Sketch::of(&["a b c"])
        .asks_host("class_visit")
        .asks("team_teaching")
        .with(|s| s.waves[0].staff[2].response = Response::Answered)
        .ties("team_teaching", "a-b");
    let mut survey = sketch.survey();
    survey.questions[0].answered[2] = Response::DidNotAnswer;
    let doors = doors(&crate::network::Network::of_wave(&survey, 0));
    assert_eq!(doors.iter().map(Door::is_known).collect::<Vec<_>>(), [true, true, false]);
    assert!(doors[2].is_rough());
}

/// Everybody answered. b names a visitor who is not found, c as well; d names one who is and one who is not.
const TYPED: [(&str, &str); 2] = [
    ("teachers.csv", "id,school,role\na,S,teacher\nb,S,teacher\nc,S,teacher\nd,S,teacher\ne,S,teacher\n"),
    (
        "form.csv",
        "id,Bij wie was u in de klas?,Wie was bij u in de klas?,Met wie praat u over lesgeven?\na,b; d,niemand,c\n\
         b,niemand,juf An,c\nc,niemand,juf An,a; b\nd,niemand,a; juf An,e\ne,juf An,niemand,d\n",
    ),
];

#[test]
fn a_door_is_not_called_closed_by_an_answer_that_names_a_visitor_who_is_not_found() {
    use DoorStatus::{Host, Unknown, Visitor};
    let survey = crate::survey::sample::survey(&TYPED);
    // The one who is not found may be the one who says so: nobody denies it.
    let ties = crate::survey::sample::ties(&survey);
    let visits: Vec<&str> = ties.iter().filter_map(|tie| tie.strip_prefix("1 class_visit ")).collect();
    assert_eq!(visits, ["a>b 1/0 SingleFrom", "a>d 1/1 Confirmed"]);
    let network = crate::network::Network::of_wave(&survey, 0);
    let doors = doors(&network);
    let statuses: Vec<DoorStatus> = doors.iter().map(Door::status).collect();
    // a is visitor; whether e went to see somebody of the school is not known either.
    assert_eq!(statuses, [Visitor, Host, Unknown, Host, Unknown]);
    assert_eq!(doors.iter().map(Door::is_known).collect::<Vec<_>>(), [true, true, false, true, true]);
    assert_eq!(count(&doors).rate(), Value::Number(0.5));
    assert_eq!(count(&doors).rate_bounds(), (Value::Number(0.4), Value::Number(0.6)));
    // Of a, b and c it is known where they went. Whether e was with d, neither tells.
    let pairs: Vec<(u32, u32, Option<bool>)> = talk_pairs(&network).iter().map(|p| (p.a, p.b, p.door)).collect();
    assert_eq!(pairs, [(0, 2, Some(false)), (1, 2, Some(false)), (3, 4, None)]);
}

#[test]
fn what_was_not_understood_is_not_known_in_other_ways_of_counting_either() {
    let survey = crate::survey::sample::survey(&TYPED);
    let network = crate::network::Network::of_wave(&survey, 0);
    let stands = crate::measures::openness::otherwise::Stands { tie: 1, told: 1 };
    let ties = network.graph().edge_count();
    let otherwise = crate::measures::openness::otherwise::Otherwise::of(&network, 1, &vec![stands; ties]);
    assert_eq!(otherwise.doors(&network, 0)[1].rate_bounds(), count(&doors(&network)).rate_bounds());
    assert_eq!(otherwise.conversion(&network, 0)[1], conversion(&talk_pairs(&network)));
}

/// Only visitors were asked, and everybody answered: a was with somebody whose name is not found.
const MISSPELT: [(&str, &str); 2] = [
    (
        "teachers.csv",
        "id,name,school,role\na,Ans Bos,S,teacher\nb,Bea Vos,S,teacher\nc,Cor Kip,S,teacher\nd,Dirk Ree,S,teacher\n",
    ),
    (
        "form.csv",
        "id,Bij wie was u in de klas?,Met wie praat u over lesgeven?\na,Bea Voss; Cor Kip,Bea Vos\nb,niemand,niemand\n\
         c,niemand,niemand\nd,niemand,niemand\n",
    ),
];

fn doors_of(files: &[(&str, &str)]) -> Vec<Door> {
    doors(&crate::network::Network::of_wave(&crate::survey::sample::survey(files), 0))
}

#[test]
fn nobody_is_called_closed_because_somebody_else_misspelt_their_name() {
    use DoorStatus::{Closed, Host, Unknown, Visitor};
    let status = |files: &[(&str, &str)]| doors_of(files).iter().map(Door::status).collect::<Vec<_>>();
    let told = doors_of(&MISSPELT);
    assert_eq!(status(&MISSPELT), [Visitor, Unknown, Host, Closed]);
    assert_eq!(told.iter().map(Door::is_known).collect::<Vec<_>>(), [true, false, true, true]);
    assert_eq!(count(&told).rate(), Value::Number(1.0 / 3.0));
    assert_eq!(count(&told).rate_bounds(), (Value::Number(0.25), Value::Number(0.5)));
    // Somebody else is seen to come in; a stranger is nobody's door; a name that is settled is known.
    let with = |from: &str, to: &str| [MISSPELT[0], ("form.csv", &*MISSPELT[1].1.replace(from, to).leak())];
    assert_eq!(status(&with("\nd,niemand", "\nd,Bea Vos")), [Visitor, Host, Host, Visitor]);
    assert_eq!(status(&with("Bea Voss", "Xanthippe Quist")), [Visitor, Closed, Host, Closed]);
    let settled = [MISSPELT[0], MISSPELT[1], ("aliases.csv", "written,id\nBea Voss,b\n")];
    assert_eq!(status(&settled), [Visitor, Host, Host, Closed]);
    // Whoever wrote it is not the one: nobody visits oneself.
    assert_eq!(status(&with("niemand,niemand\nc", "Bea Voss,niemand\nc"))[1], Unknown);
    let own = with("Bea Voss; Cor", "Cor");
    let own = [own[0], ("form.csv", &*own[1].1.replace("\nb,niemand", "\nb,Bea Voss").leak())];
    assert!(doors_of(&own)[1].is_known());
}

#[test]
fn a_name_that_is_not_found_counts_for_its_own_relation_and_wave_only() {
    let staff = (
        "teachers.csv",
        "id,name,school,role,wave\na,Ans Bos,S,teacher,1\nb,Bea Vos,S,teacher,1\nc,Cor Kip,S,teacher,1\n\
         a,Ans Bos,S,teacher,2\nb,Bea Vos,S,teacher,2\nc,Cor Kip,S,teacher,2\n",
    );
    let rows = "from,to,relation,wave\na,Cor Kip,class_visit,1\na,Cor Kip,class_visit,2\na,Bea Voss,class_visit,2\n\
                a,Bea Voss,advice,1\nb,c,advice,1\nb,c,advice,2\nc,b,class_visit,0\n";
    let rows = rows.replace(",0\n", ",2\nc,a,advice,1\n");
    let survey = crate::survey::sample::survey(&[staff, ("ties.csv", &rows)]);
    let may_be: Vec<(u32, &str, Vec<usize>)> = survey
        .questions
        .iter()
        .map(|q| {
            let of = q.may_be_named.iter().enumerate().filter(|(_, may)| **may).map(|(at, _)| at);
            (q.wave, &*survey.relations[q.relation as usize].id, of.collect::<Vec<usize>>())
        })
        .filter(|q| !q.2.is_empty())
        .collect();
    assert_eq!(may_be, [(0, "advice", vec![1]), (1, "class_visit", vec![1])]);
}

#[test]
fn where_hosts_were_asked_too_their_own_answer_is_known_and_elsewhere_one_word_is_enough() {
    let form = |question: &str| {
        let text = MISSPELT[1].1.replace("Bij wie was u in de klas?", question);
        doors_of(&[MISSPELT[0], ("form.csv", &text)])
    };
    // Both may say so of a lesson that was given together: b's own "nobody" would not take it back.
    assert!(!form("Met wie gaf u samen les?")[1].is_known());
    let both = "id,Bij wie was u in de klas?,Wie was bij u in de klas?\na,Bea Voss,niemand\nb,niemand,niemand\n\
                c,niemand,niemand\nd,niemand,niemand\n";
    assert_eq!(doors_of(&[MISSPELT[0], ("form.csv", both)])[1].status(), DoorStatus::Closed);
    // Only hosts were asked: where b went cannot be told.
    let hosts = form("Wie was bij u in de klas?");
    assert!(hosts[1].is_known() && hosts[1].rooms != crate::measures::openness::Sight::Known);
}

#[test]
fn visits_of_consultants_are_a_channel_of_their_own() {
    let sketch = Sketch::of(&["a b k"])
        .role("k", Role::Consultant)
        .asks_both("class_visit")
        .asks("consult")
        .ties("class_visit", "k>a")
        .ties("consult", "k>b");
    let (doors, counts) = of(&sketch);
    assert_eq!((counts.eligible, counts.open_at_least), (2, 0));
    assert_eq!(doors[0].depth, 0);
    let guided: Vec<Value> = guided(&sketch.network());
    assert_eq!(guided[..2], [Value::Number(1.0), Value::Number(1.0)]);
    let mut included = sketch.network();
    included.include_guided = true;
    assert_eq!(open_door_rate(&super::doors(&included)), Value::Number(0.5));
}

#[test]
fn somebody_in_no_teaching_role_lowers_no_rate_and_holds_up_no_rate() {
    let sketch =
        Sketch::of(&["a b k"]).role("k", Role::Support).silent("k").asks("class_visit").ties("class_visit", "a>b");
    let (_, counts) = of(&sketch);
    assert_eq!((counts.eligible, counts.known, counts.rate()), (2, 2, Value::Number(0.5)));
}

#[test]
fn when_nothing_says_who_answered_the_numbers_stand_as_if_everybody_had() {
    let sketch = Sketch::of(&["a b c"])
        .with(|s| s.waves[0].staff.iter_mut().for_each(|p| p.response = Response::NotKnown))
        .asks("class_visit")
        .ties("class_visit", "a>b");
    let (_, counts) = of(&sketch);
    assert_eq!((counts.known, counts.rate()), (3, Value::Number(1.0 / 3.0)));
}

#[test]
fn a_talk_pair_whose_door_missing_forms_may_hide_is_neither_latent_nor_used() {
    let sketch = Sketch::of(&["a b c"])
        .silent("c")
        .asks("teaching_talk")
        .asks("class_visit")
        .ties("teaching_talk", "a>b a>c")
        .ties("class_visit", "a>c");
    let pairs = talk_pairs(&sketch.network());
    assert_eq!(pairs.iter().map(|p| p.door).collect::<Vec<_>>(), [Some(false), None]);
    assert_eq!((latent_pairs(&pairs), conversion(&pairs)), (1, Value::Number(0.0)));
}

#[test]
fn people_without_a_school_count_for_the_group_and_for_no_school() {
    let sketch = Sketch::of(&["a b", "c d"]).without_school("b").asks_both("class_visit").ties("class_visit", "a>b");
    let made = openness(&sketch.network());
    let rate = made[1].columns.iter().find(|c| c.measure == "open_door_rate").unwrap();
    assert_eq!(rate.values().map(Value::number).collect::<Vec<_>>(), [Some(0.0), Some(0.0), Some(0.25)]);
}

/// A school of twenty in which a third of the doors are open; both sides asked, six in ten answer.
#[test]
fn the_rate_over_known_doors_is_unbiased_and_counting_what_is_seen_open_is_not() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(20);
    let names: Vec<String> = (0..20).map(|i| format!("p{i}")).collect();
    let visit = 1.0 - (2.0f64 / 3.0).powf(1.0 / 19.0);
    let (mut truth, mut known, mut open, mut counted, mut seen) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for _ in 0..400 {
        let mut ties: Vec<String> = Vec::new();
        let mut truly = [false; 20];
        for i in 0..20 {
            for j in (0..20).filter(|&j| j != i) {
                if random.random_bool(visit) {
                    truly[j] = true;
                    ties.push(format!("p{i}>p{j}"));
                }
            }
        }
        let silent: Vec<&str> = names.iter().filter(|_| random.random_bool(0.4)).map(String::as_str).collect();
        let sketch = Sketch::of(&[&names.join(" ")]).silent(&silent.join(" ")).asks_both("class_visit");
        let counts = of(&sketch.ties("class_visit", &ties.join(" "))).1;
        truth += truly.iter().filter(|t| **t).count() as f64 / 20.0 / 400.0;
        known += f64::from(counts.known);
        open += f64::from(counts.open);
        counted += f64::from(counts.known + counts.open_at_least - counts.open);
        seen += f64::from(counts.open_at_least);
    }
    assert!((truth - 1.0 / 3.0).abs() < 0.01, "{truth}");
    assert!((open / known - truth).abs() < 0.015, "{} against {truth}", open / known);
    assert!((seen / counted - 0.415).abs() < 0.015, "{}", seen / counted);
}
