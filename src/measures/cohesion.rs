//! How a layer hangs together: density, closure, parts, centralisation, of the group and of each school.

pub mod components;
pub mod dyads;
pub mod krackhardt;
pub mod transitivity;
mod waiting;

use self::transitivity::{clustering, mean_clustering, transitivity, transitivity_directed, triangles};
use super::ground::{Ground, SHARE_FROM, each_school, group, group_graph, silent, staff};
use super::{Column, Family, Kind, Made, Scene, Scope, Value, concentration, cores, cut_points};
use crate::error::Why;
use crate::network::adjacency::Adjacency;
use crate::network::sight::Sight;
use crate::survey::Response;
use rayon::prelude::*;
use std::borrow::Cow;

/// How many people and ties a layer has. It is always made: every other number is told over these.
pub(crate) const SIZE: Family = Family {
    name: "size",
    columns: &[(Scope::Layer, "people"), (Scope::Layer, "answered"), (Scope::Layer, "ties"), (Scope::Layer, "pairs")],
    walks_paths: false,
    make: |scene| {
        let answered: Vec<Response> = staff(scene.network).iter().map(|&v| scene.answered[v as usize]).collect();
        let row = heads(&group_graph(scene), &answered).map(|(name, kind, value)| Column::new(name, kind, [value]));
        vec![Made::new(Scope::Layer, row.into())]
    },
};

/// Cohesion of a layer, of each school within it, and clustering of each person.
pub(crate) const COHESION: Family = Family {
    name: "cohesion",
    columns: &[
        (Scope::Person, "clustering"),
        (Scope::Layer, "density"),
        (Scope::Layer, "density_observed"),
        (Scope::Layer, "mean_degree"),
        (Scope::Layer, "transitivity"),
        (Scope::Layer, "transitivity_directed"),
        (Scope::Layer, "mean_clustering"),
        (Scope::Layer, "isolates"),
        (Scope::Layer, "unknown"),
        (Scope::Layer, "in_centralisation"),
        (Scope::Layer, "out_centralisation"),
        (Scope::Layer, "degree_centralisation"),
        (Scope::Layer, "gini_in_degree"),
        (Scope::Layer, "top1_in_share"),
        (Scope::Layer, "top2_in_share"),
        (Scope::Layer, "fragmentation"),
        (Scope::Layer, "krackhardt_connectedness"),
        (Scope::Layer, "krackhardt_hierarchy"),
        (Scope::Layer, "krackhardt_efficiency"),
        (Scope::Layer, "krackhardt_lubness"),
        (Scope::Layer, "core_periphery_fit"),
        (Scope::School, "people"),
        (Scope::School, "answered"),
        (Scope::School, "ties"),
        (Scope::School, "pairs"),
        (Scope::School, "density"),
        (Scope::School, "density_observed"),
        (Scope::School, "mean_degree"),
        (Scope::School, "mutual"),
        (Scope::School, "asymmetric"),
        (Scope::School, "null"),
        (Scope::School, "reciprocity_arcs"),
        (Scope::School, "reciprocity_pairs"),
        (Scope::School, "dyads_observed"),
        (Scope::School, "reciprocity_arcs_observed"),
        (Scope::School, "reciprocity_pairs_observed"),
        (Scope::School, "transitivity"),
        (Scope::School, "transitivity_directed"),
        (Scope::School, "mean_clustering"),
        (Scope::School, "components_weak"),
        (Scope::School, "components_strong"),
        (Scope::School, "largest_component_share"),
        (Scope::School, "isolates"),
        (Scope::School, "unknown"),
        (Scope::School, "in_centralisation"),
        (Scope::School, "out_centralisation"),
        (Scope::School, "degree_centralisation"),
        (Scope::School, "gini_in_degree"),
        (Scope::School, "top1_in_share"),
        (Scope::School, "top2_in_share"),
        (Scope::School, "bridges"),
        (Scope::School, "cut_points"),
        (Scope::School, "fragmentation"),
        (Scope::School, "krackhardt_connectedness"),
        (Scope::School, "krackhardt_hierarchy"),
        (Scope::School, "krackhardt_efficiency"),
        (Scope::School, "krackhardt_lubness"),
        (Scope::School, "max_coreness"),
        (Scope::School, "core_periphery_fit"),
    ],
    walks_paths: false,
    make: columns,
};

/// A figure of a group or school: name, kind and value.
type Figure = (&'static str, Kind, Value);

/// Density: of all ordered pairs, how many are tied.
///
/// # Formula
/// `arcs / (n(n − 1))`
///
/// # Reads
/// The arcs, strength ignored; everybody counts in n, isolates and people who did not answer too. The column of a group
/// asked within schools only divides by the ordered pairs within schools.
///
/// # Value
/// A share. `Undefined::TooFew` under two people.
///
/// # Source
/// Wasserman and Faust (1994), *Social Network Analysis*.
///
/// # Example
/// ```
/// use staffroom::{measures::cohesion::density, network::adjacency::Adjacency};
/// assert_eq!(density(&Adjacency::from_arcs(3, [(0, 1, 1.0), (1, 0, 1.0), (0, 2, 1.0)])).number(), Some(0.5));
/// ```
pub fn density(adjacency: &Adjacency) -> Value {
    let n = adjacency.len() as f64;
    Value::ratio(adjacency.arcs() as f64, n * (n - 1.0), Why::TooFew)
}

/// Mean number of contacts.
///
/// # Formula
/// `Σ_i d(i) / n = 2 · pairs / n`, d the contacts either way
///
/// # Reads
/// The undirected graph; everybody counts in n, people who did not answer too.
///
/// # Value
/// People. `Undefined::TooFew` without people.
pub fn mean_degree(adjacency: &Adjacency) -> Value {
    Value::ratio(2.0 * adjacency.pairs() as f64, adjacency.len() as f64, Why::TooFew)
}

/// Density over what is known: of the ordered pairs of which it is known whether there is a tie, how many are tied.
///
/// Which pairs are known is said in one place, [`Sight`]; a tie on a pair that is not known is left out. On one relation
/// this is sna's `gden` of the matrix that `convert --to r` writes, whose cells of pairs that are not known are `NA`.
fn density_observed(ground: &Ground<'_>) -> Value {
    let why = if ground.people() < 2 { Why::TooFew } else { Why::DidNotAnswer };
    Value::ratio(ground.observable_arcs as f64, ground.observable as f64, why)
}

/// How many people and ties there are.
fn heads(graph: &Adjacency, responses: &[Response]) -> [Figure; 4] {
    let count = |x: usize| Value::Number(x as f64);
    let of = |response: Response| responses.iter().filter(|&&r| r == response).count();
    let (answered, unsaid) = (of(Response::Answered), of(Response::NotKnown));
    let answered = if answered == 0 && unsaid > 0 { Value::Undefined(Why::CannotTell) } else { count(answered) };
    [
        ("people", Kind::Count, count(responses.len())),
        ("answered", Kind::Count, answered),
        ("ties", Kind::Count, count(graph.arcs())),
        ("pairs", Kind::Count, count(graph.pairs())),
    ]
}

/// How dense the network is.
fn size(ground: &Ground<'_>) -> [Figure; 3] {
    let graph = &ground.graph;
    [
        ("density", Kind::Share, Value::ratio(graph.arcs() as f64, ground.possible as f64, Why::TooFew)),
        ("density_observed", Kind::Share, density_observed(ground)),
        ("mean_degree", Kind::Number, mean_degree(graph)),
    ]
}

/// How closed the network is.
fn closure(graph: &Adjacency, triangles: &[u64]) -> [Figure; 3] {
    [
        ("transitivity", Kind::Share, transitivity(graph, triangles)),
        ("transitivity_directed", Kind::Share, transitivity_directed(graph)),
        ("mean_clustering", Kind::Share, mean_clustering(graph, triangles)),
    ]
}

/// Who stands alone, and of whom it cannot be told.
fn alone(ground: &Ground<'_>) -> [Figure; 2] {
    [
        ("isolates", Kind::Count, Value::Number(ground.isolates as f64)),
        ("unknown", Kind::Count, Value::Number(ground.count(Response::DidNotAnswer) as f64)),
    ]
}

/// Core–periphery fit, where everybody could name anybody.
fn fit(ground: &Ground<'_>) -> Figure {
    let value =
        if ground.one_network { cores::core_periphery_fit(&ground.graph) } else { Value::Undefined(Why::NotAsked) };
    ("core_periphery_fit", Kind::Number, value)
}

/// The figures of a group or school that no other family makes.
struct Own {
    size: [Figure; 3],
    closure: [Figure; 3],
    alone: [Figure; 2],
    concentration: [Figure; 6],
    order: [Figure; 5],
    fit: Figure,
}

impl Own {
    fn of(ground: &Ground<'_>, triangles: &[u64]) -> Own {
        Own {
            size: size(ground),
            closure: closure(&ground.graph, triangles),
            alone: alone(ground),
            concentration: concentration::figures(&ground.graph, ground.one_network),
            order: krackhardt::figures(&ground.graph, ground.possible),
            fit: fit(ground),
        }
    }

    /// The row of the layer.
    fn row(&self) -> Vec<Figure> {
        let front = self.size.iter().chain(&self.closure).chain(&self.alone);
        front.chain(&self.concentration).chain(&self.order).chain([&self.fit]).cloned().collect()
    }

    /// The row of a school, or of the group among schools: with the figures of the other families of a layer.
    fn school_row(self, ground: &Ground<'_>) -> Vec<Figure> {
        let graph: &Adjacency = &ground.graph;
        let mut row = Vec::with_capacity(38);
        row.extend(heads(graph, &ground.answered));
        row.extend(self.size);
        row.extend(dyads::figures(ground));
        row.extend(self.closure);
        row.extend(components::figures(graph));
        row.extend(self.alone);
        row.extend(self.concentration);
        row.extend(cut_points::figures(graph));
        row.extend(self.order);
        row.push(cores::figure(graph));
        row.push(self.fit);
        row
    }
}

fn columns(scene: &Scene<'_>) -> Vec<Made> {
    let sight = Sight::of(scene.network, scene.layer);
    let whole = group(scene, &sight);
    let own = triangles(scene.adjacency);
    let of_whole = match &whole.graph {
        Cow::Borrowed(_) => Own::of(&whole, &own),
        Cow::Owned(graph) => Own::of(&whole, &triangles(graph)),
    };
    let told = clustering(scene.adjacency, &own)
        .into_iter()
        .zip(scene.answered)
        .map(|(value, &r)| silent(r).map_or(value, Value::Undefined));
    let person = vec![Column::new("clustering", Kind::Share, told)];
    let layer = turned(&[of_whole.row()]);
    let schools = each_school(scene, &sight);
    let of_school = |ground: &Ground<'_>| Own::of(ground, &triangles(&ground.graph)).school_row(ground);
    let mut rows: Vec<Vec<Figure>> = if scene.network.len() < SHARE_FROM {
        schools.iter().map(of_school).collect()
    } else {
        schools.par_iter().map(of_school).collect()
    };
    rows.push(of_whole.school_row(&whole));
    vec![Made::new(Scope::Person, person), Made::new(Scope::Layer, layer), Made::new(Scope::School, turned(&rows))]
}

/// Columns from rows of figures; every row holds the same ones.
pub(crate) fn turned(rows: &[Vec<Figure>]) -> Vec<Column> {
    let Some(first) = rows.first() else { return Vec::new() };
    let column = |(place, (name, kind, _)): (usize, &Figure)| {
        Column::new(*name, kind.clone(), rows.iter().map(|row| row[place].2))
    };
    first.iter().enumerate().map(column).collect()
}
