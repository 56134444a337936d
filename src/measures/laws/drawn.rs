//! Surveys drawn for the laws, and everything that is counted of them.

use crate::measures::{ALL, Column, Family, Kind, Made, ON_REQUEST, Scene, Scope, Value, openness, overlap};
use crate::network::sketch::Sketch;
use crate::network::{Network, layer::Layer};
use crate::survey::{End, Initiative, Response, Role, Survey};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Relations of drawn surveys: with and without direction, formal and informal, told, shown and seen; and which ends were
/// asked.
pub(super) const RELATIONS: [(&str, bool, &[End]); 6] = [
    ("teaching_talk", true, &[End::From]),
    ("advice", true, &[End::From]),
    ("class_visit", true, &[End::From, End::To]),
    ("host_visit", true, &[End::To]),
    ("team_teaching", false, &[End::From]),
    ("buddy", false, &[End::From]),
];

/// One report of a tie: relation, from, to, how often, by choice, topic, and which end says so.
#[derive(Debug, Clone)]
pub(super) struct Report {
    relation: usize,
    pub(super) ends: (u32, u32),
    often: u8,
    initiative: Initiative,
    topic: Option<u32>,
    by: End,
}

/// A survey in the making.
#[derive(Debug, Clone)]
pub(super) struct Drawn {
    /// People of each school; the last ones may be of no school.
    pub(super) sizes: Vec<u32>,
    /// How many of the last school's people are of none.
    pub(super) apart: u32,
    pub(super) reports: Vec<Report>,
    phases: Vec<Option<u32>>,
    roles: Vec<Role>,
    groups: Vec<Vec<u32>>,
    pub(super) silent: Vec<u32>,
    not_asked: Option<u32>,
    pub(super) within_school: bool,
    /// Which layer stands beside `all`.
    pub(super) beside: usize,
}

/// Layers beside `all`, by number.
pub(super) fn layer_beside(k: usize, network: &Network) -> Layer {
    let one = |id: &str| {
        let ix = network.relations.iter().position(|r| r.id == id).unwrap_or_default() as u32;
        Layer::of_relations(id, vec![ix])
    };
    let mut built_in = Layer::built_in();
    match k {
        0..5 => built_in.remove(k + 1),
        5 => one("class_visit"),
        _ => one("team_teaching"),
    }
}

pub(super) fn plain(v: u32) -> String {
    format!("p{v:02}")
}

impl Drawn {
    pub(super) fn people(&self) -> u32 {
        self.sizes.iter().sum()
    }

    /// Whether everybody has a school and said what there was to say.
    pub(super) fn is_complete(&self) -> bool {
        self.silent.is_empty() && self.not_asked.is_none() && self.apart == 0
    }

    /// The same with everybody in a school, asked about everybody, and answering.
    pub(super) fn complete(self) -> Drawn {
        Drawn { silent: Vec::new(), not_asked: None, apart: 0, within_school: false, ..self }
    }

    fn school_of(&self, v: u32) -> Option<usize> {
        if v >= self.people() - self.apart {
            return None;
        }
        let mut before = 0;
        self.sizes.iter().position(|size| {
            before += size;
            v < before
        })
    }

    /// The survey, with people called as asked.
    pub(super) fn survey(&self, name: impl Fn(u32) -> String) -> Survey {
        let mut from = 0;
        let rows: Vec<String> = self
            .sizes
            .iter()
            .map(|size| {
                from += size;
                (from - size..from).map(&name).collect::<Vec<_>>().join(" ")
            })
            .collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let list = |of: &[u32]| of.iter().map(|&v| name(v)).collect::<Vec<_>>().join(" ");
        let last: Vec<u32> = (self.people() - self.apart..self.people()).collect();
        let mut sketch = Sketch::of(&rows).silent(&list(&self.silent)).without_school(&list(&last));
        for (relation, _, ends) in RELATIONS {
            for &end in ends {
                // A report below the smallest frequency that counts is no tie.
                let at_least = if relation == "advice" { 2.0 } else { 1.0 };
                sketch = sketch.question(relation, end, self.within_school, at_least);
            }
        }
        for report in &self.reports {
            let (a, b) = report.ends;
            let (relation, directed, asked) = RELATIONS[report.relation];
            let teller = if report.by == End::From { a } else { b };
            let speaks = !self.silent.contains(&teller) && self.not_asked != Some(teller);
            // Of a relation without direction either end may say so; it is kept with the smaller index first.
            let was_asked = asked.contains(&report.by) || !directed;
            let near = self.school_of(a).is_some() && self.school_of(a) == self.school_of(b);
            if a == b || !speaks || !was_asked || (self.within_school && !near) {
                continue;
            }
            let tie = format!("{}>{}", name(a), name(b));
            let end = if directed || a < b { report.by } else { other(report.by) };
            sketch = sketch.says_often(end, relation, &tie, f32::from(report.often), report.initiative);
            if let Some(topic) = report.topic {
                let tie = if directed || a < b { tie } else { format!("{}>{}", name(b), name(a)) };
                sketch = sketch.about(relation, &tie, &format!("topic {topic}"));
            }
        }
        for members in &self.groups {
            sketch = sketch.group(if members.len() % 2 == 0 { "team" } else { "study_day" }, &list(members));
        }
        let sketch = sketch.with(|survey| {
            survey.phases = ["under", "middle", "upper"].map(Into::into).to_vec();
            survey.group_kinds_as_ties = vec!["team".into()];
            for (staff, (phase, role)) in survey.waves[0].staff.iter_mut().zip(self.phases.iter().zip(&self.roles)) {
                (staff.phase, staff.role) = (*phase, *role);
            }
            if let Some(v) = self.not_asked {
                survey.waves[0].staff[v as usize].response = Response::NotAsked;
            }
        });
        sketch.survey()
    }
}

fn other(end: End) -> End {
    match end {
        End::From => End::To,
        End::To => End::From,
    }
}

/// Any survey of up to three schools.
pub(super) fn drawn() -> impl Strategy<Value = Drawn> {
    (proptest::collection::vec(1u32..9, 1..4), any::<bool>(), 0u32..4, 0usize..7)
        .prop_flat_map(|(sizes, within_school, apart, beside)| {
            let n: u32 = sizes.iter().sum();
            let initiative = prop::sample::select(vec![
                Initiative::NotSaid,
                Initiative::Own,
                Initiative::Asked,
                Initiative::Assigned,
            ]);
            let by = prop::sample::select(vec![End::From, End::To]);
            let topic = proptest::option::of(0u32..3);
            let report = (0..RELATIONS.len(), (0..n, 0..n), 1u8..5, initiative, topic, by).prop_map(
                |(relation, ends, often, initiative, topic, by)| Report {
                    relation,
                    ends,
                    often,
                    initiative,
                    topic,
                    by,
                },
            );
            let role = prop::sample::select(vec![
                Role::Teacher,
                Role::Teacher,
                Role::Teacher,
                Role::Host,
                Role::New,
                Role::Director,
                Role::Consultant,
            ]);
            let people = n as usize;
            (
                Just((sizes, within_school, beside)),
                // One or two people of no school, in half of the surveys none.
                Just(apart.saturating_sub(1).min(n)),
                proptest::collection::vec(report, 0..people * 5),
                proptest::collection::vec(proptest::option::weighted(0.8, 0u32..3), people),
                proptest::collection::vec(role, people),
                proptest::collection::vec(proptest::collection::btree_set(0..n, 1..6), 0..3),
                proptest::collection::btree_set(0..n, 0..3),
                proptest::option::weighted(0.3, 0..n),
            )
        })
        .prop_map(|((sizes, within_school, beside), apart, reports, phases, roles, groups, silent, not_asked)| {
            let apart = apart.min(sizes.last().copied().unwrap_or(0));
            let groups = groups.into_iter().map(|g| g.into_iter().collect()).collect();
            let silent = silent.into_iter().filter(|v| Some(*v) != not_asked).collect();
            Drawn { sizes, apart, reports, phases, roles, groups, silent, not_asked, within_school, beside }
        })
}

/// The same survey with the rows of every file in another order: people, schools, groups, phases and topics stand
/// elsewhere. `people[i]` is the new place of person i, and so on.
pub(super) fn in_other_order(survey: &Survey, people: &[u32], schools: &[u32]) -> Survey {
    let mut other = survey.clone();
    let moved = |list: &[u32], to: u32| list.iter().position(|&new| new == to).unwrap_or_default();
    for place in 0..people.len() as u32 {
        let old = moved(people, place);
        other.people[place as usize] = survey.people[old].clone();
        let staff = &mut other.waves[0].staff[place as usize];
        *staff = survey.waves[0].staff[old].clone();
        staff.person = place;
        staff.school = staff.school.map(|s| schools[s as usize]);
        // Labels are known in the order in which they are first met.
        staff.phase = staff.phase.map(|p| survey.phases.len() as u32 - 1 - p);
        for (new, question) in other.questions.iter_mut().zip(&survey.questions) {
            new.answered[place as usize] = question.answered[old];
        }
    }
    for place in 0..schools.len() as u32 {
        other.schools[place as usize] = survey.schools[moved(schools, place)].clone();
    }
    other.phases.reverse();
    other.topics.reverse();
    other.groups.reverse();
    for group in &mut other.groups {
        group.members.iter_mut().for_each(|m| m.1 = people[m.1 as usize]);
        group.members.sort_unstable();
    }
    for tie in &mut other.ties {
        (tie.from, tie.to) = (people[tie.from as usize], people[tie.to as usize]);
        if !other.relations[tie.relation as usize].directed && tie.from > tie.to {
            (tie.from, tie.to) = (tie.to, tie.from);
            (tie.from_says, tie.to_says) = (tie.to_says, tie.from_says);
        }
        if tie.topic != crate::survey::Tie::NO_TOPIC {
            tie.topic = survey.topics.len() as u32 - 1 - tie.topic;
        }
    }
    other.ties.sort_by_key(|t| (t.relation, t.from, t.to));
    other
}

/// By layer, scope and name: a column, and for pairs of schools its rows.
pub(super) type Told = BTreeMap<(String, Scope, String), (Column, Vec<(u32, u32)>)>;

/// Every family, those on request too.
pub(super) fn every_family() -> Vec<Family> {
    ALL.iter().chain(ON_REQUEST).cloned().collect()
}

/// All columns of some layers.
pub(super) fn columns(network: &Network, layers: &[Layer], families: &[Family]) -> Told {
    let mut found = Told::new();
    for layer in layers {
        let (adjacency, answered) = (network.adjacency(layer), network.answered(layer));
        let scene = Scene::new(network, layer, &adjacency, &answered, 1);
        for family in families {
            (family.make)(&scene).into_iter().for_each(|made| put(&mut found, network, &layer.id, made));
        }
    }
    found
}

/// All columns of some layers, of each pair of them, and of openness.
pub(super) fn everything(network: &Network, layers: &[Layer]) -> Told {
    let mut found = columns(network, layers, &every_family());
    openness::openness(network).into_iter().for_each(|made| put(&mut found, network, "openness", made));
    for (k, one) in layers.iter().enumerate() {
        for two in &layers[k + 1..] {
            let made = overlap::layer_pair(&network.adjacency(one), &network.adjacency(two));
            put(&mut found, network, &format!("{} {}", one.id, two.id), Made::new(Scope::LayerPair, made));
        }
    }
    found
}

fn put(found: &mut Told, network: &Network, layer: &str, made: Made) {
    for column in made.columns {
        let rows = match made.scope {
            Scope::Person | Scope::Openness => network.len(),
            Scope::School => network.schools as usize + 1,
            Scope::SchoolPair => made.pairs.len(),
            Scope::Layer | Scope::LayerPair => 1,
        };
        assert_eq!(column.len(), rows, "{} of {:?}", column.measure, made.scope);
        let key = (layer.to_owned(), made.scope, column.measure.to_string());
        // Two families may count the same thing, and then find the same.
        match found.entry(key) {
            std::collections::btree_map::Entry::Vacant(free) => _ = free.insert((column, made.pairs.clone())),
            std::collections::btree_map::Entry::Occupied(known) => assert_eq!(known.get().0, column),
        }
    }
}

/// A value as it is read: of labels the label.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Read {
    Label(String),
    Plain(Value),
}

/// The values of a column by row.
pub(super) fn read(column: &Column) -> Vec<Read> {
    (0..column.len())
        .map(|row| match &column.kind {
            Kind::Label(_) if column.label(row).is_some() => {
                Read::Label(column.label(row).unwrap_or_default().to_owned())
            }
            _ => Read::Plain(column.of(row)),
        })
        .collect()
}
