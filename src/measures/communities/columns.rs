//! The columns of communities: of people, of the layer and of each school.

use super::agreement::{alike, plain};
use super::leiden::{NONE, Scratch};
use super::{Communities, by_size, decided, divided};
use crate::error::Why;
use crate::measures::ground::{SHARE_FROM, group_graph, is_one_network, schools, staff};
use crate::measures::{Column, Family, Kind, Made, Scene, Scope, Value};
use crate::network::adjacency::Adjacency;
use rayon::prelude::*;

/// Communities of a layer, and within each school.
pub(crate) const COMMUNITIES: Family = Family {
    name: "communities",
    columns: &[
        (Scope::Person, "community"),
        (Scope::Layer, "communities"),
        (Scope::Layer, "modularity"),
        (Scope::Layer, "community_searches"),
        (Scope::Layer, "community_equal"),
        (Scope::Layer, "community_stability"),
        (Scope::Layer, "community_school_ari"),
        (Scope::Layer, "community_phase_ari"),
        (Scope::School, "communities"),
        (Scope::School, "modularity"),
    ],
    walks_paths: false,
    make: columns,
};

/// About as many people and ends of ties as all searches of a layer together may begin with: a tenth of a second.
const LOOKS: usize = 1_000_000;
/// Fewest and most searches of a layer: 20 for a group of schools, 7 for a region of 10,000, 4 for a country.
const SEARCHES: std::ops::RangeInclusive<usize> = 4..=20;

/// How many searches: as many as fit the work that a layer may cost, and enough to see whether they agree.
pub(super) fn searches(adjacency: &Adjacency) -> u32 {
    let looks = (adjacency.len() + adjacency.both.targets().len()).max(1);
    (LOOKS / looks).clamp(*SEARCHES.start(), *SEARCHES.end()) as u32
}

/// The communities of each school by itself. Where all schools are one network, how sure those of a school are is not
/// told.
fn each_school(scene: &Scene<'_>, schools: &[Vec<u32>], searches: u32, one_network: bool) -> Vec<Communities> {
    let one = |scratch: &mut Scratch, nodes: &Vec<u32>| {
        let rows = scene.adjacency.among(nodes).both;
        if one_network { decided(&rows, scene.seed, searches, scratch) } else { divided(&rows, scene.seed, searches) }
    };
    if scene.network.len() < SHARE_FROM {
        let mut scratch = Scratch::default();
        schools.iter().map(|nodes| one(&mut scratch, nodes)).collect()
    } else {
        schools.par_iter().map_init(Scratch::default, one).collect()
    }
}

/// Communities of schools side by side: nobody could name a colleague across, so that each is divided by itself.
fn side_by_side(scene: &Scene<'_>, schools: &[Vec<u32>], found: &[Communities]) -> Communities {
    let mut labels = vec![NONE; scene.network.len()];
    let mut before = 0;
    for (nodes, own) in schools.iter().zip(found) {
        for (&v, label) in nodes.iter().zip(plain(&own.of)) {
            labels[v as usize] = if label == NONE { NONE } else { before + label };
        }
        before += own.sizes.len() as u32;
    }
    // Equal sizes are numbered by their first person.
    let mut number = vec![NONE; before as usize];
    let mut count = 0;
    for &label in &labels {
        if label != NONE && number[label as usize] == NONE {
            number[label as usize] = count;
            count += 1;
        }
    }
    labels.iter_mut().filter(|l| **l != NONE).for_each(|l| *l = number[*l as usize]);
    let (of, sizes) = by_size(&labels);
    let weighed = found.iter().filter_map(|f| Some((f64::from(f.sizes.iter().sum::<u32>()), f.stability?)));
    let (people, stability) = weighed.fold((0.0, 0.0), |sum, (n, s)| (sum.0 + n, sum.1 + n * s));
    let searches = found.iter().map(|f| f.searches).max().unwrap_or(0);
    let equal = found.iter().filter(|f| f.modularity.is_some()).map(|f| f.equal).min().unwrap_or(0);
    let stability = (people > 0.0).then(|| stability / people);
    Communities { of, sizes, modularity: None, searches, equal, stability }
}

fn columns(scene: &Scene<'_>) -> Vec<Made> {
    let network = scene.network;
    let schools = schools(network);
    let searches = searches(scene.adjacency);
    let one_network = is_one_network(scene);
    let staff = staff(network);
    let of_group = || {
        one_network.then(|| {
            let found = divided(&group_graph(scene).both, scene.seed, searches);
            let mut of = vec![None; network.len()];
            staff.iter().zip(&found.of).for_each(|(&v, &c)| of[v as usize] = c);
            Communities { of, ..found }
        })
    };
    let (of_schools, found) = rayon::join(|| each_school(scene, &schools, searches, one_network), of_group);
    let found = found.unwrap_or_else(|| side_by_side(scene, &schools, &of_schools));
    let number = |v: usize| match found.of[v] {
        Some(c) => Value::Number(f64::from(c + 1)),
        None if network.member(v as u32).outside => Value::Undefined(Why::DoesNotApply),
        None if !one_network && network.member(v as u32).school.is_none() => Value::Undefined(Why::NotAsked),
        None => Value::Undefined(Why::NoTies),
    };
    let person = vec![Column::new("community", Kind::Count, (0..network.len()).map(number))];
    let mut schools_row: Vec<(Value, Value)> = of_schools.iter().map(|f| (count(f), modularity(f))).collect();
    schools_row.push((count(&found), if one_network { modularity(&found) } else { Value::Undefined(Why::NotAsked) }));
    let school = vec![
        Column::new("communities", Kind::Count, schools_row.iter().map(|r| r.0)),
        Column::new("modularity", Kind::Number, schools_row.iter().map(|r| r.1)),
    ];
    vec![
        Made::new(Scope::Person, person),
        Made::new(Scope::Layer, layer(scene, &found, one_network)),
        Made::new(Scope::School, school),
    ]
}

fn count(found: &Communities) -> Value {
    Value::Number(found.sizes.len() as f64)
}

fn modularity(found: &Communities) -> Value {
    found.modularity.map_or(Value::Undefined(Why::NoTies), Value::Number)
}

fn layer(scene: &Scene<'_>, found: &Communities, one_network: bool) -> Vec<Column> {
    let network = scene.network;
    let tied = !found.sizes.is_empty();
    let why = if tied { Why::TooFew } else { Why::NoTies };
    let of_searches = |value: Option<f64>| value.map_or(Value::Undefined(why), Value::Number);
    let own = plain(&found.of);
    // One school or phase alone is no division to compare with.
    let divides = |labels: &[u32]| {
        let mut there = own.iter().zip(labels).filter(|(c, l)| **c != NONE && **l != NONE).map(|(_, l)| l);
        there.next().is_some_and(|first| there.any(|other| other != first))
    };
    let against = |labels: Vec<u32>| match alike(&own, &labels).filter(|_| divides(&labels)) {
        Some(ari) => Value::Number(ari),
        None => Value::Undefined(why),
    };
    let member = |label: fn(&crate::network::Member) -> Option<u32>| {
        network.members().map(|m| label(m).filter(|_| !m.outside).unwrap_or(NONE)).collect::<Vec<_>>()
    };
    let (schools, phases) = (member(|m| m.school), member(|m| m.phase));
    let asked = |value: Value| if one_network { value } else { Value::Undefined(Why::NotAsked) };
    let phase = if phases.iter().all(|&p| p == NONE) { Value::Undefined(Why::NotAsked) } else { against(phases) };
    let single = |name: &'static str, kind: Kind, value: Value| Column::new(name, kind, [value]);
    vec![
        single("communities", Kind::Count, count(found)),
        single("modularity", Kind::Number, asked(modularity(found))),
        single("community_searches", Kind::Count, Value::Number(f64::from(found.searches))),
        single(
            "community_equal",
            Kind::Share,
            of_searches(tied.then(|| f64::from(found.equal) / f64::from(found.searches))),
        ),
        single("community_stability", Kind::Number, of_searches(found.stability)),
        single("community_school_ari", Kind::Number, asked(against(schools))),
        single("community_phase_ari", Kind::Number, phase),
    ]
}
