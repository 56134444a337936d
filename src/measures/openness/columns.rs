//! The columns of openness: per person (`openness.csv`) and per school (`schools.csv`, layer `open_door`).

use super::at_hand::TalkAndVisits;
use super::chosen::{ChosenDoors, chosen_doors_from};
use super::conversion::{
    DoorPair, TalkPair, conversion, door_pairs_from, door_without_talk, latent_by_person, latent_pairs, talk_pairs_from,
};
use super::doors::{Door, DoorStatus, counted, doors_from, rungs_asked};
use super::participation::{guided, networks_of};
use super::rates::{
    DoorCounts, count, cross_school_reach, depth_rate, host_dependency, mean_breadth, mean_depth, open_door_rate_broad,
    status_rate,
};
use super::sight::Sight;
use crate::error::Why;
use crate::measures::knotting::links_groups;
use crate::measures::{Column, Kind, Made, Scope, Value};
use crate::network::Network;
use crate::survey::Response;
use std::borrow::Cow;

/// The columns that [`openness`] makes: scope and name, in their order.
pub const COLUMNS: &[(Scope, &str)] = &[
    (Scope::Openness, "eligible"),
    (Scope::Openness, "door_status"),
    (Scope::Openness, "known"),
    (Scope::Openness, "rough"),
    (Scope::Openness, "depth"),
    (Scope::Openness, "breadth"),
    (Scope::Openness, "rooms_entered"),
    (Scope::Openness, "mutual"),
    (Scope::Openness, "reach"),
    (Scope::Openness, "latent"),
    (Scope::Openness, "closed_door_with_talk"),
    (Scope::Openness, "guided"),
    (Scope::Openness, "networks_formal"),
    (Scope::Openness, "networks_informal"),
    (Scope::Openness, "links_groups"),
    (Scope::School, "people"),
    (Scope::School, "eligible"),
    (Scope::School, "known"),
    (Scope::School, "open_doors"),
    (Scope::School, "open_doors_at_least"),
    (Scope::School, "open_door_rate"),
    (Scope::School, "open_door_rate_low"),
    (Scope::School, "open_door_rate_high"),
    (Scope::School, "open_door_rate_confirmed"),
    (Scope::School, "open_door_rate_either"),
    (Scope::School, "open_door_rate_ci_low"),
    (Scope::School, "open_door_rate_ci_high"),
    (Scope::School, "open_door_rate_broad"),
    (Scope::School, "two_way_rate"),
    (Scope::School, "visitor_only_rate"),
    (Scope::School, "closed_rate"),
    (Scope::School, "door_unknown"),
    (Scope::School, "depth_0"),
    (Scope::School, "depth_1"),
    (Scope::School, "depth_2"),
    (Scope::School, "depth_3"),
    (Scope::School, "depth_4"),
    (Scope::School, "mean_depth"),
    (Scope::School, "mean_breadth"),
    (Scope::School, "talk_pairs"),
    (Scope::School, "talk_pairs_with_door"),
    (Scope::School, "conversion"),
    (Scope::School, "latent_pairs"),
    (Scope::School, "door_pairs"),
    (Scope::School, "door_without_talk"),
    (Scope::School, "host_dependency"),
    (Scope::School, "cross_school_reach"),
    (Scope::School, "door_formal_only"),
    (Scope::School, "door_formal_only_returned"),
    (Scope::School, "door_own_choice"),
    (Scope::School, "door_assigned"),
];

/// Openness of one wave: per person in roster order (`Scope::Openness`), and per school and for the group as a whole
/// (`Scope::School`, to stand on the rows of the layer `open_door`).
///
/// # Formula
/// Each column's own function: [`doors`](super::doors()), [`open_door_rate`](super::open_door_rate), [`conversion`], …
///
/// # Reads
/// One wave, all relations. The group's row is about everybody, people without a school included.
///
/// # Value
/// Columns; every one undefined with the reason `NotAsked` when the survey asked nothing about doors.
///
/// # Cost
/// A few passes over the ties.
///
/// # Example
/// ```
/// use staffroom::{measures::{Scope, openness::openness}, network::Network};
/// let made = openness(&Network::of_school(5).tie(1, 0, "class_visit"));
/// let rate = made[1].columns.iter().find(|c| c.measure == "open_door_rate").unwrap();
/// assert_eq!((made[1].scope, rate.of(0).number()), (Scope::School, Some(0.2)));
/// ```
pub fn openness(network: &Network) -> Vec<Made> {
    let at_hand = TalkAndVisits::of(network);
    let (doors, talk) = (doors_from(network, &at_hand), talk_pairs_from(network, &at_hand));
    openness_at_hand((network, &doors, &talk), &at_hand, &chosen_doors_from(network, &at_hand))
}

/// As [`openness`], from doors and talk pairs that are at hand already.
pub fn openness_from(network: &Network, doors: &[Door], talk: &[TalkPair]) -> Vec<Made> {
    let at_hand = TalkAndVisits::of(network);
    openness_at_hand((network, doors, talk), &at_hand, &chosen_doors_from(network, &at_hand))
}

/// The same when everything it stands on is at hand (lagging needs it as well).
pub(crate) fn openness_at_hand(
    (network, doors, talk): (&Network, &[Door], &[TalkPair]),
    at_hand: &TalkAndVisits,
    chosen: &[ChosenDoors],
) -> Vec<Made> {
    let (people, schools) = rayon::join(
        || by_person((network, doors, talk), at_hand),
        || by_school((network, doors, talk), at_hand, chosen),
    );
    vec![people, schools]
}

fn yes_no(yes: bool) -> Value {
    Value::Number(f64::from(u8::from(yes)))
}

fn by_person((network, doors, talk): (&Network, &[Door], &[TalkPair]), at_hand: &TalkAndVisits) -> Made {
    let n = network.len();
    let (latent, unknown) = latent_by_person(talk, n);
    let (guided, networks) = (guided(network), networks_of(network));
    let talk_asked = at_hand.talk_there;
    let cross_asked = doors.iter().any(|d| d.reach.is_some());
    let roster: Vec<usize> = (0..n as u32).map(|p| network.node_of_position(p) as usize).collect();
    // A figure about somebody's door: only for those who have one, and only when doors were asked about.
    let about_door = |f: &dyn Fn(usize, &Door) -> Value| -> Vec<Value> {
        let value = |&i: &usize| match &doors[i] {
            d if !d.eligible => Value::Undefined(Why::DoesNotApply),
            d if d.door == Sight::NotAsked => Value::Undefined(Why::NotAsked),
            d => asked_or_silent(network, i, f(i, d)),
        };
        roster.iter().map(value).collect()
    };
    let latent_of = |i: usize, d: &Door| {
        let missing = if unknown[i] > 0 { Sight::OthersMissing } else { Sight::Known };
        match (talk_asked, d.answered) {
            (false, _) => Value::Undefined(Why::NotAsked),
            (true, true) => counted(latent[i], missing),
            (true, false) => counted(latent[i], Sight::FormMissing),
        }
    };
    let reach_of = |d: &Door| match (d.reach, super::doors::both_ways(d)) {
        (None, _) if cross_asked => Value::Undefined(Why::DoesNotApply),
        (None, _) => Value::Undefined(Why::NotAsked),
        (Some(true), _) => yes_no(true),
        (Some(false), sight) => counted(0, sight),
    };
    let closed_with_talk = |i: usize, d: &Door| match (d.is_open(), d.is_known()) {
        (true, _) => yes_no(false),
        (false, false) => counted(0, d.door),
        // Whether or not this person went to see somebody.
        (false, true) => match latent_of(i, d) {
            Value::Number(k) => yes_no(k > 0.0),
            why @ Value::Undefined(_) => why,
        },
    };
    let about_networks = |which: &dyn Fn(&(Value, Value)) -> Value| -> Vec<Value> {
        roster.iter().map(|&i| asked_or_silent(network, i, which(&networks[i]))).collect()
    };
    let about_guides: Vec<Value> =
        roster.iter().map(|&i| if_eligible(&doors[i], asked_or_silent(network, i, guided[i]))).collect();
    let links = links_groups(network);
    let link = |&i: &usize| {
        if network.memberships.is_empty() { Value::Undefined(Why::NotAsked) } else { yes_no(links[i]) }
    };
    let about_groups: Vec<Value> = roster.iter().map(link).collect();
    let columns = vec![
        Column::new("eligible", Kind::YesNo, roster.iter().map(|&i| yes_no(doors[i].eligible))),
        Column::labels(
            "door_status",
            &DoorStatus::LABELS,
            about_door(&|_, d| Value::Number(f64::from(d.status() as u8))),
        ),
        Column::new("known", Kind::YesNo, about_door(&|_, d| yes_no(d.is_known()))),
        Column::new("rough", Kind::YesNo, about_door(&|_, d| yes_no(d.is_rough()))),
        Column::new("depth", Kind::Count, about_door(&|_, d| counted(u32::from(d.depth), d.door))),
        Column::new("breadth", Kind::Count, about_door(&|_, d| counted(d.breadth, d.door))),
        Column::new("rooms_entered", Kind::Count, about_door(&|_, d| counted(d.rooms_entered, d.rooms))),
        Column::new("mutual", Kind::Share, about_door(&|_, d| d.mutual())),
        Column::new("reach", Kind::YesNo, about_door(&|_, d| reach_of(d))),
        Column::new("latent", Kind::Count, about_door(&latent_of)),
        Column::new("closed_door_with_talk", Kind::YesNo, about_door(&closed_with_talk)),
        Column::new("guided", Kind::Count, about_guides),
        Column::new("networks_formal", Kind::Count, about_networks(&|p| p.0)),
        Column::new("networks_informal", Kind::Count, about_networks(&|p| p.1)),
        Column::new("links_groups", Kind::YesNo, about_groups),
    ];
    Made::new(Scope::Openness, columns)
}

/// Nothing is seen of somebody: who was not asked did not fail to answer.
fn asked_or_silent(network: &Network, node: usize, value: Value) -> Value {
    let not_asked = network.member(node as u32).response == Response::NotAsked;
    if not_asked && value == Value::Undefined(Why::DidNotAnswer) { Value::Undefined(Why::NotAsked) } else { value }
}

fn if_eligible(door: &Door, value: Value) -> Value {
    if door.eligible { value } else { Value::Undefined(Why::DoesNotApply) }
}

/// What one row of the school table is made from.
struct Row<'a> {
    people: u32,
    doors: &'a [Door],
    counts: DoorCounts,
    talk: Cow<'a, [TalkPair]>,
    visited: Cow<'a, [DoorPair]>,
}

fn by_school(
    (network, doors, talk): (&Network, &[Door], &[TalkPair]),
    at_hand: &TalkAndVisits,
    chosen: &[ChosenDoors],
) -> Made {
    let visited = door_pairs_from(network, at_hand);
    let rows = rows(network, doors, talk, &visited);
    let asked = (at_hand.doors_there, at_hand.talk_there);
    let rungs = rungs_asked(network);
    let column = |name: &'static str, kind: Kind, of: &dyn Fn(&Row<'_>) -> Value| {
        Column::new(name, kind, rows.iter().map(of).collect::<Vec<_>>())
    };
    let number = |k: u32| Value::Number(f64::from(k));
    let doors_asked = |value: Value| if asked.0 { value } else { Value::Undefined(Why::NotAsked) };
    let both_asked = |value: Value| if asked.0 && asked.1 { value } else { Value::Undefined(Why::NotAsked) };
    let pairs = |k: usize| both_asked(Value::Number(k as f64));
    let share = |name, of: &dyn Fn(&Row<'_>) -> Value| column(name, Kind::Share, of);
    let tally = |name, of: &dyn Fn(&Row<'_>) -> Value| column(name, Kind::Count, of);
    let mut columns = vec![
        tally("people", &|r| number(r.people)),
        tally("eligible", &|r| number(r.counts.eligible)),
        tally("known", &|r| doors_asked(number(r.counts.known))),
        // Of no known door at all none is open, which says nothing of the others: no rate, and no count of it.
        tally("open_doors", &|r| {
            let c = r.counts;
            c.why_no_rate().map_or(number(c.open), Value::Undefined)
        }),
        tally("open_doors_at_least", &|r| doors_asked(number(r.counts.open_at_least))),
        share("open_door_rate", &|r| r.counts.rate()),
        share("open_door_rate_low", &|r| r.counts.rate_bounds().0),
        share("open_door_rate_high", &|r| r.counts.rate_bounds().1),
        share("open_door_rate_confirmed", &|r| r.counts.rate_confirmed()),
        share("open_door_rate_either", &|r| r.counts.rate_either()),
        share("open_door_rate_ci_low", &|r| r.counts.rate_interval().0),
        share("open_door_rate_ci_high", &|r| r.counts.rate_interval().1),
        share("open_door_rate_broad", &|r| open_door_rate_broad(r.doors)),
        share("two_way_rate", &|r| status_rate(r.doors, DoorStatus::TwoWay)),
        share("visitor_only_rate", &|r| status_rate(r.doors, DoorStatus::Visitor)),
        share("closed_rate", &|r| status_rate(r.doors, DoorStatus::Closed)),
        tally("door_unknown", &|r| doors_asked(number(r.counts.unknown))),
    ];
    let names = ["depth_0", "depth_1", "depth_2", "depth_3", "depth_4"];
    for (depth, name) in names.into_iter().enumerate() {
        let rung = |r: &Row<'_>| {
            if rungs[depth] { depth_rate(r.doors, depth as u8) } else { Value::Undefined(Why::NotAsked) }
        };
        columns.push(share(name, &rung));
    }
    columns.extend([
        column("mean_depth", Kind::Number, &|r| mean_depth(r.doors)),
        column("mean_breadth", Kind::Number, &|r| mean_breadth(r.doors)),
        tally("talk_pairs", &|r| pairs(r.talk.iter().filter(|p| p.door.is_some()).count())),
        tally("talk_pairs_with_door", &|r| pairs(r.talk.iter().filter(|p| p.door == Some(true)).count())),
        share("conversion", &|r| both_asked(conversion(&r.talk))),
        tally("latent_pairs", &|r| pairs(latent_pairs(&r.talk))),
        tally("door_pairs", &|r| doors_asked(number(r.visited.len() as u32))),
        share("door_without_talk", &|r| both_asked(door_without_talk(&r.visited))),
        share("host_dependency", &|r| host_dependency(r.doors)),
        share("cross_school_reach", &|r| cross_school_reach(r.doors)),
    ]);
    let from_ties = |name, of: fn(&ChosenDoors) -> Value| {
        Column::new(name, Kind::Share, chosen.iter().map(|c| doors_asked(of(c))).collect::<Vec<_>>())
    };
    columns.extend([
        from_ties("door_formal_only", ChosenDoors::formal_only),
        from_ties("door_formal_only_returned", ChosenDoors::formal_only_returned),
        from_ties("door_own_choice", ChosenDoors::own_choice),
        from_ties("door_assigned", ChosenDoors::assigned),
    ]);
    Made::new(Scope::School, columns)
}

/// A row per school, then one for the group. People of one school stand together, so that a school is a slice.
fn rows<'a>(network: &Network, doors: &'a [Door], talk: &'a [TalkPair], visited: &'a [DoorPair]) -> Vec<Row<'a>> {
    let schools = network.schools as usize;
    let home: Vec<Option<u32>> = network.members().map(|m| m.school).collect();
    let same = |a: u32, b: u32| home[a as usize].filter(|s| home[b as usize] == Some(*s)).map(|s| s as usize);
    let talk_inside = by_row(schools, talk, |p| same(p.a, p.b));
    let visited_inside = by_row(schools, visited, |p| same(p.a, p.b));
    let mut rows: Vec<Row<'a>> = Vec::with_capacity(schools + 1);
    for (school, (talk, visited)) in (0u32..).zip(talk_inside.into_iter().zip(visited_inside)) {
        let nodes = network.nodes_of_school(school);
        let doors = &doors[nodes.start as usize..nodes.end as usize];
        rows.push(Row { people: 0, doors, counts: count(doors), talk: talk.into(), visited: visited.into() });
    }
    rows.push(Row { people: 0, doors, counts: count(doors), talk: talk.into(), visited: visited.into() });
    for m in network.members().filter(|m| !m.outside) {
        rows[schools].people += 1;
        if let Some(s) = m.school {
            rows[s as usize].people += 1;
        }
    }
    rows
}

/// Pairs by the school that they are inside of.
fn by_row<T: Copy>(schools: usize, pairs: &[T], row: impl Fn(&T) -> Option<usize>) -> Vec<Vec<T>> {
    let mut rows: Vec<Vec<T>> = (0..schools).map(|_| Vec::new()).collect();
    for pair in pairs {
        if let Some(row) = row(pair) {
            rows[row].push(*pair);
        }
    }
    rows
}
