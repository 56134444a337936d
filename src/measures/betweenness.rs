//! Who lies between others: how many shortest paths run through a person, exact or from a sample with a proven bound.

mod dependency;
mod drawn_paths;
mod path;
mod sample;
mod sums;

pub use self::sample::{Drawn, Sampled};

use super::ground::{each_school_graph, group_graph, is_one_network};
use super::paths::{Others, by_person};
use super::{Column, Family, Kind, Made, Scene, Scope, Value};
use crate::error::{Notice, Why};
use crate::network::adjacency::{Adjacency, Rows};
use rayon::prelude::*;

/// Betweenness along the ties.
pub(crate) const BETWEENNESS: Family = Family {
    name: "betweenness",
    columns: &[(Scope::Person, "betweenness"), (Scope::Person, "betweenness_normalised")],
    walks_paths: true,
    make: directed_columns,
};

/// Betweenness when direction is left aside.
pub(crate) const BETWEENNESS_UNDIRECTED: Family = Family {
    name: "betweenness_undirected",
    columns: &[
        (Scope::Person, "betweenness_undirected"),
        (Scope::Layer, "betweenness_centralisation"),
        (Scope::School, "betweenness_centralisation"),
    ],
    walks_paths: true,
    make: undirected_columns,
};

/// Up to so many people times ties every source is walked from; above it shortest paths are drawn. About ten seconds on
/// two cores; a region of 10,000 teachers comes to a tenth of it.
pub const EXACT_UP_TO: usize = 10_000_000_000;
/// How far off a score may be above that when nothing else is asked for: this share of all pairs of others.
pub const USUAL_BOUND: f64 = 0.001;

/// How betweenness is computed.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub enum Way {
    /// From everybody up to [`EXACT_UP_TO`], within [`USUAL_BOUND`] above.
    #[default]
    Usual,
    /// From everybody, however long it takes.
    Exact,
    /// From so many sources, drawn at random.
    Pivots(u32),
    /// From as many shortest paths, drawn at random, as make sure that no score is further off than this share of all
    /// pairs of others.
    Bound(f64),
}

/// Betweenness of everybody, and how it was sampled if it was.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Betweenness {
    /// By person: shortest paths through this person, over all ordered (directed) or unordered (undirected) pairs.
    pub scores: Vec<f64>,
    /// How the sources were drawn and how far off a score can be; none when the scores are exact.
    pub sampled: Option<Sampled>,
}

/// Betweenness along the ties: how many shortest paths between others run through a person.
///
/// # Formula
/// `b(i) = Σ_{s ≠ i ≠ t} g(s,t;i) / g(s,t)` over ordered pairs, g(s,t) the number of shortest paths along ties and
/// g(s,t;i) those through i
///
/// # Reads
/// The arcs of the graph, unweighted: survey frequencies are strengths and no distances.
///
/// # Value
/// 0 or more, not normalised. Never undefined; somebody who did not answer has what the ties that others reported make
/// of it, at least that.
///
/// # Cost
/// people · ties: thirty-two sources at a time, sixteen in large networks. With [`Way::Usual`] above [`EXACT_UP_TO`], or
/// [`Way::Bound`], shortest paths between random pairs are drawn until the bound holds (Riondato and Kornaropoulos 2016,
/// *Data Mining and Knowledge Discovery* 30:438–475; Borassi and Natale 2019); with [`Way::Pivots`] the sum is over a
/// random sample of the sources and scaled up. [`Sampled`] says how far off a score can be.
///
/// # Source
/// Freeman (1977), *Sociometry* 40:35–41; Brandes (2001). As igraph `betweenness`, NetworkX
/// `betweenness_centrality(normalized=False)` and sna `betweenness` on the directed graph.
///
/// # Example
/// ```
/// use staffroom::measures::betweenness::{Way, betweenness};
/// use staffroom::network::adjacency::Adjacency;
/// let chain = Adjacency::from_arcs(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)]);
/// assert_eq!(betweenness(&chain, Way::Exact, 1).scores, [0.0, 2.0, 2.0, 0.0]);
/// ```
pub fn betweenness(adjacency: &Adjacency, way: Way, seed: u64) -> Betweenness {
    along(&adjacency.out, &adjacency.into, way, seed)
}

/// What is kept between networks of the same people.
#[derive(Default)]
pub(crate) struct Kept(Option<sums::ManyFound>);

/// Exact [`betweenness`] of everybody on this thread alone: for the many networks of a simulation, which share threads
/// among themselves. All have as many people.
pub(crate) fn betweenness_alone(adjacency: &Adjacency, kept: &mut Kept) -> Vec<f64> {
    sums::of_everybody_alone(&adjacency.out, &adjacency.into, &mut kept.0)
}

/// Betweenness when direction is left aside.
///
/// # Formula
/// As [`betweenness`], over unordered pairs and paths of contacts.
///
/// # Reads
/// The undirected graph, unweighted.
///
/// # Value
/// 0 or more, not normalised: half of what sna's default gives, which treats the graph as directed.
///
/// # Cost
/// As [`betweenness`].
///
/// # Source
/// Freeman (1977). As igraph and NetworkX (`normalized=False`) on the undirected graph, sna
/// `betweenness(gmode = "graph")`.
///
/// # Example
/// ```
/// use staffroom::measures::betweenness::{Way, betweenness_undirected};
/// use staffroom::network::adjacency::Adjacency;
/// let star = Adjacency::from_arcs(4, [(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0)]);
/// assert_eq!(betweenness_undirected(&star, Way::Exact, 1).scores, [3.0, 0.0, 0.0, 0.0]);
/// ```
pub fn betweenness_undirected(adjacency: &Adjacency, way: Way, seed: u64) -> Betweenness {
    let mut found = along(&adjacency.both, &adjacency.both, way, seed);
    found.scores.iter_mut().for_each(|b| *b /= 2.0);
    found
}

fn along(rows: &Rows, back: &Rows, way: Way, seed: u64) -> Betweenness {
    let work = rows.len().saturating_mul(rows.targets().len());
    match way {
        Way::Pivots(pivots) if (pivots as usize) < rows.len() => sample::from_pivots(rows, back, pivots.max(2), seed),
        Way::Bound(bound) => drawn_paths::from_paths(rows, back, bound, seed),
        Way::Usual if work > EXACT_UP_TO => drawn_paths::from_paths(rows, back, USUAL_BOUND, seed),
        _ => Betweenness { scores: sums::of_everybody(rows, back), sampled: None },
    }
}

/// Freeman's centralisation of betweenness: 1 for a star.
///
/// # Formula
/// `Σ_i (max b − b(i)) / ((n − 1)² (n − 2) / 2)`, b as [`betweenness_undirected`]
///
/// # Reads
/// The scores of everybody.
///
/// # Value
/// 0 to 1. `Undefined::TooFew` under three people.
///
/// # Source
/// Freeman (1979), *Social Networks* 1:215–239; as sna `centralization(betweenness, mode = "graph")` and igraph
/// `centr_betw(directed = FALSE)`.
///
/// # Example
/// ```
/// use staffroom::measures::betweenness::betweenness_centralisation;
/// assert_eq!(betweenness_centralisation(&[3.0, 0.0, 0.0, 0.0]).number(), Some(1.0));
/// ```
pub fn betweenness_centralisation(scores: &[f64]) -> Value {
    let n = scores.len() as f64;
    let most = scores.iter().copied().fold(0.0, f64::max);
    let sum: f64 = scores.iter().map(|b| most - b).sum();
    Value::ratio(sum, if n < 3.0 { 0.0 } else { (n - 1.0).powi(2) * (n - 2.0) / 2.0 }, Why::TooFew)
}

/// What a reader of a column made of these scores should know: that they are estimated, and how far off they can be.
pub(super) fn notices(scene: &Scene<'_>, measure: &str, found: &Betweenness) -> Vec<Notice> {
    let notice = |&Sampled { drawn, bound, certainty }: &Sampled| {
        // The wave is put in by who knows its label.
        let (wave, layer, measure) = (String::new(), scene.layer.id.clone(), measure.to_owned());
        let (people, seed) = (found.scores.len() as u64, scene.seed);
        match drawn {
            Drawn::Sources(sources) => Notice::BetweennessSampled {
                wave,
                layer,
                measure,
                sources: u64::from(sources),
                people,
                bound,
                certainty,
                seed,
            },
            Drawn::Paths(paths) => {
                Notice::BetweennessFromPaths { wave, layer, measure, paths, people, bound, certainty, seed }
            }
        }
    };
    found.sampled.iter().map(notice).collect()
}

fn directed_columns(scene: &Scene<'_>) -> Vec<Made> {
    let graph = group_graph(scene);
    let found = betweenness(&graph, scene.betweenness, scene.seed);
    let others = Others::of(scene, &graph);
    let share = |(v, &b): (usize, &f64)| Value::ratio(b, others.pairs(v), Why::TooFew);
    let columns = vec![
        Column::new(
            "betweenness",
            Kind::Number,
            by_person(scene, false, found.scores.iter().map(|&b| Value::Number(b))),
        ),
        Column::new(
            "betweenness_normalised",
            Kind::Share,
            by_person(scene, false, found.scores.iter().enumerate().map(share)),
        ),
    ];
    let mut made = Made::new(Scope::Person, columns);
    made.notices = notices(scene, "betweenness", &found);
    vec![made]
}

fn undirected_columns(scene: &Scene<'_>) -> Vec<Made> {
    let graph = group_graph(scene);
    let found = betweenness_undirected(&graph, scene.betweenness, scene.seed);
    let whole =
        if is_one_network(scene) { betweenness_centralisation(&found.scores) } else { Value::Undefined(Why::NotAsked) };
    let schools: Vec<Value> = each_school_graph(scene)
        .par_iter()
        .map(|school| betweenness_centralisation(&betweenness_undirected(school, Way::Exact, 0).scores))
        .collect();
    let mut made = Made::new(
        Scope::Person,
        vec![Column::new(
            "betweenness_undirected",
            Kind::Number,
            by_person(scene, false, found.scores.iter().map(|&b| Value::Number(b))),
        )],
    );
    made.notices = notices(scene, "betweenness_undirected", &found);
    let column = |values: Vec<Value>| vec![Column::new("betweenness_centralisation", Kind::Share, values)];
    vec![
        made,
        Made::new(Scope::Layer, column(vec![whole])),
        Made::new(Scope::School, column(schools.into_iter().chain([whole]).collect())),
    ]
}
