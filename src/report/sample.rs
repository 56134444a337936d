//! Findings by hand, for the tests of the report: nothing in them was computed, and nothing was measured.

use crate::findings::{
    Block, Channel, Column, End, Family, Findings, Kind, Notice, Opens, PersonInfo, Place, QuestionInfo, Relation,
    Response, Role, SCHEMA_VERSION, SchoolInfo, Scope, Settings, StaffInfo, State, TieInfo, Value, WaveInfo, Why,
};
use std::borrow::Cow;

/// A relation of the sample.
fn relation(id: &str, label: &str, family: Family, openness: u8) -> Relation {
    let json = serde_json::json!({
        "id": id, "label_en": label, "label_nl": label, "aliases": [], "family": family, "directed": true,
        "openness": openness, "interdependence": 1, "opens": Opens::To, "channel": Channel::Peer,
        "both_sides_asked": null,
    });
    serde_json::from_value(json).unwrap()
}

/// A group of schools that was asked about talk, advice, buddies and class visits: everything is there.
pub(crate) fn group(schools: u32, people: u32) -> Findings {
    let mut f = Findings {
        schema_version: SCHEMA_VERSION,
        program: "staffroom 0.1.0".into(),
        title: "Sample".into(),
        language: "en".into(),
        settings: Settings { seed: 7, audience: "analyst".into(), ..Settings::default() },
        relations: vec![
            relation("teaching_talk", "talks about teaching with", Family::Informal, 1),
            relation("buddy", "is buddy of", Family::Formal, 1),
            relation("class_visit", "visited the class of", Family::Informal, 3),
        ],
        layers: ["all", "formal", "informal", "talk", "open_door"].map(str::to_owned).to_vec(),
        ..Findings::default()
    };
    for s in 0..schools {
        f.schools.push(SchoolInfo {
            id: format!("S{s:02}"),
            name: Some(format!("School {s}")),
            ..SchoolInfo::default()
        });
    }
    let mut wave = WaveInfo::new("2026".into(), Some("2025-08-25/2026-01-31".into()), true, Vec::new());
    for p in 0..schools * people {
        f.people.push(PersonInfo { id: format!("T-{p:03}"), ..PersonInfo::default() });
        let silent = p % 9 == 4;
        wave.staff.push(StaffInfo {
            person: p,
            school: Some(p / people),
            role: if p % people == 0 { Role::Director } else { Role::Teacher },
            response: if silent { Response::DidNotAnswer } else { Response::Answered },
            eligible: p % people != 0,
            ..StaffInfo::default()
        });
    }
    f.waves.push(wave);
    ties(&mut f, people);
    blocks(&mut f, schools, people);
    for relation in ["teaching_talk", "buddy", "class_visit"] {
        question(&mut f, relation, End::From);
    }
    question(&mut f, "class_visit", End::To);
    f
}

fn question(f: &mut Findings, relation: &str, end: End) {
    let staff = &f.waves[0].staff;
    f.questions.push(QuestionInfo {
        wave: 0,
        relation: relation.into(),
        end,
        within_school: false,
        max_names: None,
        at_least: 0.0,
        answered: Some(staff.iter().filter(|s| s.response == Response::Answered).count() as u64),
        asked: Some(staff.len() as u64),
        responses: Vec::new(),
        in_vain: Vec::new(),
        may_be_named: Vec::new(),
    });
}

fn ties(f: &mut Findings, people: u32) {
    let n = f.people.len() as u32;
    for p in (0..n).filter(|p| p % 9 != 4 && p % 13 != 5) {
        for (step, relation) in [(1, 0), (2, 0), (3, 2), (5, 1)] {
            let within = p / people * people + (p % people + step) % people;
            let to = if relation == 0 && p % 11 == 0 { (p + people) % n } else { within };
            if to != p && to % 13 != 5 {
                f.ties.push(TieInfo {
                    wave: 0,
                    relation,
                    from: p,
                    to,
                    strength: 1.0,
                    state: State::Confirmed,
                    formal: relation == 1,
                    topic: None,
                    initiative: crate::findings::Initiative::NotSaid,
                });
            }
        }
    }
}

/// A column of the same number in every row.
pub(crate) fn same(measure: &'static str, kind: Kind, rows: usize, x: f64) -> Column {
    Column::full(measure, kind, vec![x; rows])
}

fn blocks(f: &mut Findings, schools: u32, people: u32) {
    let rows = schools as usize + 1;
    let n = f.people.len();
    for layer in ["all", "formal", "informal", "talk", "open_door"] {
        let mut block = Block::new(Scope::Layer, 0, Some(layer));
        for (measure, kind, x) in [
            ("ties", Kind::Count, 420.0),
            ("mean_degree", Kind::Number, 3.25),
            ("density_observed", Kind::Share, 0.0412),
            ("reciprocity_pairs_observed", Kind::Share, 0.31),
            ("isolates", Kind::Count, 3.0),
            ("unknown", Kind::Count, 9.0),
            ("pairs_across", Kind::Count, 35.0),
            ("pairs_within", Kind::Count, 240.0),
            ("ei_index", Kind::Number, -0.745),
            ("ei_expected", Kind::Number, 0.83),
        ] {
            block.columns.push(same(measure, kind, 1, x));
        }
        f.blocks.push(block);
        let mut block = Block::new(Scope::School, 0, Some(layer));
        block.columns.push(same("ties", Kind::Count, rows, 31.0));
        block.columns.push(same("mean_degree", Kind::Number, rows, 3.0));
        block.columns.push(same("pairs", Kind::Count, rows, 20.0));
        if layer == "formal" {
            block.columns.push(same("only_formal_pairs", Kind::Count, rows, 8.0));
        }
        if layer == "informal" {
            block.columns.push(same("only_informal_pairs", Kind::Count, rows, 15.0));
        }
        if layer == "open_door" {
            doors(&mut block, rows, f64::from(people) - 1.0);
        }
        f.blocks.push(block);
    }
    let labels: [&'static str; 3] = ["unknown", "isolate", "embedded"];
    let kind = |p: usize| {
        Value::Number(if p % 9 == 4 {
            0.0
        } else if p % 13 == 5 {
            1.0
        } else {
            2.0
        })
    };
    let mut block = Block::new(Scope::Person, 0, Some("all"));
    block.columns.push(Column::labels("isolation", &labels, (0..n).map(kind)));
    f.blocks.push(block);
    let statuses: [&'static str; 5] = ["two_way", "host", "visitor", "closed", "unknown"];
    let mut block = Block::new(Scope::Openness, 0, None);
    block.columns.push(Column::labels("door_status", &statuses, (0..n).map(|p| Value::Number((p % 5) as f64))));
    f.blocks.push(block);
    let mut block = Block::new(Scope::SchoolPair, 0, Some("all"));
    block.pairs = (0..schools).flat_map(|a| (0..schools).map(move |b| (a, b))).collect();
    let ties = block.pairs.iter().map(|&(a, b)| Value::Number(if a == b { 40.0 } else { f64::from((a + b) % 4) }));
    block.columns.push(Column::new("ties", Kind::Count, ties));
    f.blocks.push(block);
    let mut block = Block::new(Scope::LayerPair, 0, Some("formal"));
    block.other_layer = Some("informal".into());
    for (measure, x) in [("shared_pairs", 21.0), ("only_a_pairs", 27.0), ("only_b_pairs", 80.0)] {
        block.columns.push(same(measure, Kind::Count, 1, x));
    }
    f.blocks.push(block);
}

/// The open-door columns of a school block.
fn doors(block: &mut Block, rows: usize, eligible: f64) {
    let known = eligible - 2.0;
    let open = (known / 2.0).floor();
    for (measure, x) in [
        ("eligible", eligible),
        ("known", known),
        ("open_doors", open),
        ("open_doors_at_least", open + 1.0),
        ("door_unknown", 1.0),
        ("talk_pairs", 30.0),
        ("talk_pairs_with_door", 11.0),
        ("latent_pairs", 19.0),
    ] {
        block.columns.push(same(measure, Kind::Count, rows, x));
    }
    for (measure, x) in [
        ("open_door_rate", open / known),
        ("open_door_rate_low", (open + 1.0) / eligible),
        ("open_door_rate_high", (open + 2.0) / eligible),
        ("open_door_rate_confirmed", (open - 1.0) / known),
        ("open_door_rate_either", open / known),
        ("open_door_rate_ci_low", 0.4),
        ("open_door_rate_ci_high", 0.6),
        ("open_door_rate_broad", 0.7),
        ("depth_0", 0.1),
        ("depth_1", 0.2),
        ("depth_2", 0.2),
        ("depth_3", 0.4),
        ("depth_4", 0.1),
    ] {
        block.columns.push(same(measure, Kind::Share, rows, x));
    }
}

/// The same group, of which nothing says who answered.
pub(crate) fn response_not_known() -> Findings {
    let mut f = group(3, 10);
    f.waves[0].response_known = false;
    f.waves[0].staff.iter_mut().for_each(|s| s.response = Response::NotKnown);
    f.notices.push(Notice::ResponseNotKnown { wave: "2026".into(), silent: 3 });
    f
}

/// The same group, of which nobody answered.
pub(crate) fn nobody_answered() -> Findings {
    let mut f = group(3, 10);
    f.waves[0].staff.iter_mut().for_each(|s| s.response = Response::DidNotAnswer);
    f
}

/// The same group, asked within schools only and nothing about doors.
pub(crate) fn within_schools_without_doors() -> Findings {
    let mut f = group(4, 10);
    f.questions.retain(|q| q.relation != "class_visit");
    f.questions.iter_mut().for_each(|q| q.within_school = true);
    f.relations.truncate(2);
    f.ties.retain(|t| t.relation < 2);
    f.layers.retain(|l| l != "open_door");
    f.blocks.retain(|b| b.scope != Scope::Openness && b.layer.as_deref() != Some("open_door"));
    let mut block = Block::new(Scope::School, 0, Some("open_door"));
    block.columns.push(Column::empty("open_doors", Kind::Count, 5, Why::NotAsked));
    block.columns.push(Column::empty("open_door_rate", Kind::Share, 5, Why::NotAsked));
    f.blocks.push(block);
    f
}

/// One school of ten teachers; only visitors were asked, and one form is missing.
pub(crate) fn one_school() -> Findings {
    let mut f = group(1, 10);
    f.questions.retain(|q| q.end == End::From);
    f.waves[0].staff.iter_mut().for_each(|s| s.eligible = true);
    for block in f.blocks.iter_mut().filter(|b| b.layer.as_deref() == Some("open_door") && b.scope == Scope::School) {
        for column in &mut block.columns {
            let name: &str = &column.measure;
            let x = match name {
                "eligible" => 10.0,
                "open_doors_at_least" => 4.0,
                "door_unknown" => 5.0,
                "known" => 1.0,
                "open_doors" => 0.0,
                "open_door_rate" | "open_door_rate_ci_low" | "open_door_rate_ci_high" => {
                    *column = Column::empty(Cow::Owned(name.to_owned()), Kind::Share, 2, Why::CannotTell);
                    continue;
                }
                _ => continue,
            };
            column.numbers.fill(x);
        }
    }
    f.notices.push(Notice::OneSideAsked { wave: "2026".into(), relation: "class_visit".into(), host_side: false });
    f.notices.push(Notice::NoRoles { place: Place::file("teachers.csv") });
    f
}

/// No formal tie, and no layer of everything: a single relation.
pub(crate) fn one_relation() -> Findings {
    let mut f = group(1, 10);
    f.schools.clear();
    f.waves[0].staff.iter_mut().for_each(|s| {
        s.school = None;
        s.eligible = false;
    });
    f.blocks.retain(|b| b.layer.as_deref() == Some("talk") && b.scope == Scope::Layer);
    f.blocks[0].layer = Some("teaching_talk".into());
    f.layers = vec!["teaching_talk".into()];
    f.questions.truncate(1);
    f
}
