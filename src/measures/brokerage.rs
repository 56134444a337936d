//! Standing between others: Burt's structural holes and the brokerage roles of Gould and Fernandez.

pub mod roles;
pub mod structural_holes;

use self::roles::{ROLES, gould_fernandez};
use self::structural_holes::{constraint, efficiency, holes};
use super::between_schools::labels;
use super::ground::silent;
use super::{Column, Family, Kind, Made, Scene, Scope, Value};
use crate::error::Why;

/// Burt's constraint of each person.
pub(crate) const CONSTRAINT: Family = Family {
    name: "constraint",
    columns: &[(Scope::Person, "constraint")],
    walks_paths: false,
    make: |scene| {
        let values = told(scene, constraint(scene.adjacency));
        vec![Made::new(Scope::Person, vec![Column::new("constraint", Kind::Number, values)])]
    },
};

/// Burt's other three figures of each person.
pub(crate) const HOLES: Family = Family {
    name: "holes",
    columns: &[(Scope::Person, "effective_size"), (Scope::Person, "efficiency"), (Scope::Person, "hierarchy")],
    walks_paths: false,
    make: |scene| {
        let found = holes(scene.adjacency);
        let efficiency = efficiency(scene.adjacency, &found.effective_size);
        vec![Made::new(
            Scope::Person,
            vec![
                Column::new("effective_size", Kind::Number, told(scene, found.effective_size)),
                Column::new("efficiency", Kind::Share, told(scene, efficiency)),
                Column::new("hierarchy", Kind::Share, told(scene, found.hierarchy)),
            ],
        )]
    },
};

/// Brokerage roles between schools.
pub(crate) const BROKERAGE: Family = Family {
    name: "brokerage",
    columns: &[
        (Scope::Person, "brokerage_coordinator"),
        (Scope::Person, "brokerage_itinerant"),
        (Scope::Person, "brokerage_gatekeeper"),
        (Scope::Person, "brokerage_representative"),
        (Scope::Person, "brokerage_liaison"),
        (Scope::Person, "brokerage_coordinator_z"),
        (Scope::Person, "brokerage_itinerant_z"),
        (Scope::Person, "brokerage_gatekeeper_z"),
        (Scope::Person, "brokerage_representative_z"),
        (Scope::Person, "brokerage_liaison_z"),
        (Scope::Layer, "brokerage_coordinator"),
        (Scope::Layer, "brokerage_itinerant"),
        (Scope::Layer, "brokerage_gatekeeper"),
        (Scope::Layer, "brokerage_representative"),
        (Scope::Layer, "brokerage_liaison"),
        (Scope::Layer, "brokerage_coordinator_expected"),
        (Scope::Layer, "brokerage_itinerant_expected"),
        (Scope::Layer, "brokerage_gatekeeper_expected"),
        (Scope::Layer, "brokerage_representative_expected"),
        (Scope::Layer, "brokerage_liaison_expected"),
        (Scope::Layer, "brokerage_coordinator_z"),
        (Scope::Layer, "brokerage_itinerant_z"),
        (Scope::Layer, "brokerage_gatekeeper_z"),
        (Scope::Layer, "brokerage_representative_z"),
        (Scope::Layer, "brokerage_liaison_z"),
    ],
    walks_paths: false,
    make: brokerage,
};

/// The same values, empty for who did not answer.
fn told(scene: &Scene<'_>, values: Vec<Value>) -> impl Iterator<Item = Value> {
    values.into_iter().zip(scene.answered).map(|(value, &r)| silent(r).map_or(value, Value::Undefined))
}

fn brokerage(scene: &Scene<'_>) -> Vec<Made> {
    let names = |suffix: &'static str| ROLES.iter().map(move |role| format!("brokerage_{role}{suffix}"));
    if scene.within_school {
        let empty = |rows: usize| move |name: String| Column::empty(name, Kind::Count, rows, Why::NotAsked);
        let person = names("").chain(names("_z")).map(empty(scene.network.len())).collect();
        let layer = names("").chain(names("_expected")).chain(names("_z")).map(empty(1)).collect();
        return vec![Made::new(Scope::Person, person), Made::new(Scope::Layer, layer)];
    }
    let labels = labels(scene.network);
    let found = gould_fernandez(scene.adjacency, &labels.of, labels.external);
    let mut person = Vec::with_capacity(10);
    for (role, name) in names("").enumerate() {
        let of = |v: usize| match labels.of[v].filter(|&s| s != labels.external) {
            Some(_) => Value::Number(found.counts[v][role] as f64),
            None => Value::Undefined(Why::DoesNotApply),
        };
        person.push(Column::new(name, Kind::Count, told(scene, (0..labels.of.len()).map(of).collect())));
    }
    for (role, name) in names("_z").enumerate() {
        let of = |v: usize| match labels.of[v].filter(|&s| s != labels.external) {
            Some(school) => found.person_z(v, school, role),
            None => Value::Undefined(Why::DoesNotApply),
        };
        person.push(Column::new(name, Kind::Number, told(scene, (0..labels.of.len()).map(of).collect())));
    }
    let total = names("")
        .enumerate()
        .map(|(role, name)| Column::new(name, Kind::Count, [Value::Number(found.totals[role] as f64)]));
    let expected = names("_expected").enumerate().map(|(role, name)| {
        Column::new(
            name,
            Kind::Number,
            [found.group.map_or(Value::Undefined(Why::TooFew), |g| Value::Number(g[role].mean))],
        )
    });
    let z = names("_z").enumerate().map(|(role, name)| Column::new(name, Kind::Number, [found.total_z(role)]));
    vec![Made::new(Scope::Person, person), Made::new(Scope::Layer, total.chain(expected).chain(z).collect())]
}
