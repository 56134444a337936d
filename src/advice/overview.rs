//! What is known of a wave beside the columns: where openness lags, what is organised, who is one-sided, what asks for
//! a talk, and on which thresholds all of it rests.
//!
//! Data for the story, nothing phrased. Schools stand by index, groups and layers by id, nobody as a person. What is
//! not known says why and is never 0.

mod chosen;
mod evidence;
mod groups;
mod norms;
mod profiles;
mod stories;
mod strata;
mod used;

pub use chosen::Exposure;
pub use evidence::{CapacityFigure, Limit};
pub use groups::{GroupSize, SharedGroups};
pub use norms::{BesideNorm, Norm, ReferenceSchool};
pub use profiles::ClosedSchool;
pub use stories::CommunityStories;
pub use strata::StratumFinding;
pub use used::ThresholdUsed;

use super::diagnosis::{Cuts, diagnoses, talk_contacts_from};
use super::teams::Team;
use crate::measures::one_sidedness::{RolePair, role_pairs};
use crate::measures::openness::{ChosenDoors, Door, TalkAndVisits, TalkPair, chosen_doors_from};
use crate::measures::overlap::overlap_pairs;
use crate::measures::{Column, Scope, Value};
use crate::network::{Network, adjacency::Adjacency, layer::Layer};
use crate::survey::Survey;
use serde::{Deserialize, Serialize};

/// What is known of one wave beside the columns.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Overview {
    /// Index of the wave.
    pub wave: u32,
    /// Where openness lags: doors by phase, working time, experience and relation, of the group and of each school.
    pub strata: Vec<StratumFinding>,
    /// Chosen or organised: a row per school, then the group. Signs of forced collegiality.
    pub chosen: Vec<ChosenDoors>,
    /// Whether people with organised ties lost ties of their own choice since the wave before; none without one.
    pub exposure: Option<Exposure>,
    /// Formal and informal groups, and how many members they have.
    pub groups: Vec<GroupSize>,
    /// Groups with members in common.
    pub shared: Vec<SharedGroups>,
    /// Share of people who are in a group: by school, then everybody.
    pub in_groups: Vec<Value>,
    /// How many people's leaving would cut groups apart: by school, then everybody.
    pub linking_people: Vec<Value>,
    /// How strongly layers are knotted together: pairs of layers.
    pub knots: Vec<Knot>,
    /// One-sidedness between roles.
    pub roles: Vec<RoleTies>,
    /// Signs of self-complacency: by school.
    pub closed: Vec<ClosedSchool>,
    /// Each school beside the schools that serve as a reference; empty when none does.
    pub references: Vec<ReferenceSchool>,
    /// The users' own norms.
    pub norms: Vec<Norm>,
    /// What the network shows of the three capacities.
    pub capacities: Vec<CapacityFigure>,
    /// What no network can show of them.
    pub beyond: Vec<Limit>,
    /// How many talk ties are about each topic, by index into the survey's topics; empty when none has a topic.
    #[serde(default)]
    pub topics: Vec<u32>,
    /// What people who are much in contact talk about.
    pub communities: Vec<CommunityStories>,
    /// Where the axes of the diagnosis are cut.
    pub cuts: Cuts,
    /// The thresholds on which all of this rests, as far as they were used.
    pub thresholds: Vec<ThresholdUsed>,
}

/// Ties from one role to another in a layer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RoleTies {
    /// Id of the layer.
    pub layer: String,
    /// The roles, the ties between them, and how many are returned.
    pub pair: RolePair,
}

/// Pairs of people who are connected in one layer, and in another as well.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Knot {
    /// Id of the first layer.
    pub a: String,
    /// Id of the second.
    pub b: String,
    /// Pairs in both.
    pub shared: u64,
    /// Of the pairs of the first, the share that is in the second.
    pub of_a: Value,
    /// Of the pairs of the second, the share that is in the first.
    pub of_b: Value,
}

/// Finds a column that was computed for this wave: by scope, layer and measure.
pub type Figures<'a> = dyn Fn(Scope, Option<&str>, &str) -> Option<&'a Column> + Sync + 'a;

/// What an overview is made from.
#[non_exhaustive]
pub struct Sources<'a> {
    /// The survey: groups, reference schools, the users' norms.
    pub survey: &'a Survey,
    /// The wave.
    pub network: &'a Network,
    /// The wave before, when there is one.
    pub before: Option<&'a Network>,
    /// Everybody's door, by node.
    pub doors: &'a [Door],
    /// Pairs who talk.
    pub talk: &'a [TalkPair],
    /// The layers that were computed.
    pub layers: &'a [(&'a Layer, Adjacency)],
    /// The columns that were computed, people in roster order.
    pub figures: &'a Figures<'a>,
    /// Talk and visits, and which of these were chosen, when that is at hand already.
    pub(crate) at_hand: Option<(&'a TalkAndVisits, &'a [ChosenDoors])>,
}

impl<'a> Sources<'a> {
    /// From the parts that are always there.
    pub fn new(
        survey: &'a Survey,
        network: &'a Network,
        (doors, talk): (&'a [Door], &'a [TalkPair]),
        layers: &'a [(&'a Layer, Adjacency)],
        figures: &'a Figures<'a>,
    ) -> Sources<'a> {
        Sources { survey, network, before: None, doors, talk, layers, figures, at_hand: None }
    }

    /// The school of each position on the roster.
    fn home(&self) -> Vec<Option<u32>> {
        self.survey.waves[self.network.wave as usize].staff.iter().map(|s| s.school).collect()
    }

    fn schools(&self) -> usize {
        self.network.schools as usize
    }
}

/// Everything of a wave that stands beside the columns.
///
/// # Reads
/// One wave, its doors and talk pairs, the columns that were computed before, and for what changed the wave before.
///
/// # Value
/// An [`Overview`]; a list is empty where the study has nothing of the kind.
///
/// # Cost
/// A few passes over people and ties.
///
/// # Source
/// The measurement design of this program (`domain.md` 1.3 to 1.5, 3.7).
///
/// # Example
/// ```
/// use staffroom::{advice::overview::{Sources, overview}, measures::openness::{doors, talk_pairs}};
/// use staffroom::{network::Network, survey};
/// let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/de-brug");
/// let (_, survey) = survey::read(&sample, &survey::ReadSettings::default())?;
/// let network = Network::of_wave(&survey, 1);
/// let (doors, talk) = (doors(&network), talk_pairs(&network));
/// let overview = overview(&Sources::new(&survey, &network, (&doors, &talk), &[], &|_, _, _| None));
/// assert_eq!(overview.chosen.len(), survey.schools.len() + 1);
/// # Ok::<(), staffroom::error::Error>(())
/// ```
pub fn overview(sources: &Sources<'_>) -> Overview {
    let network = sources.network;
    let of_teams = || {
        let teams = Team::of_network(network, sources.doors, sources.talk);
        let of =
            |at_hand: &TalkAndVisits| diagnoses(&teams, &talk_contacts_from(network, &at_hand.talk), Cuts::default()).1;
        let of_doors = if let Some((at_hand, chosen)) = sources.at_hand {
            (of(at_hand), chosen.to_vec())
        } else {
            let at_hand = TalkAndVisits::of(network);
            (of(&at_hand), chosen_doors_from(network, &at_hand))
        };
        let closed = profiles::closed(sources, &teams);
        (teams, of_doors, closed)
    };
    let of_ties = || rayon::join(|| strata::findings(sources), || (knots(sources.layers), roles(sources)));
    let of_stories = || (stories::topics(network), stories::communities(sources));
    let of_people = || rayon::join(|| (groups::shared(sources), evidence::figures(sources)), of_stories);
    let ((teams, (cuts, chosen), closed), (of_ties, of_people)) =
        rayon::join(of_teams, || rayon::join(of_ties, of_people));
    let ((strata, (knots, roles)), ((shared, capacities), (topics, communities))) = (of_ties, of_people);
    Overview {
        wave: network.wave,
        chosen,
        exposure: sources.before.map(|before| chosen::exposure(before, network)),
        groups: groups::sizes(sources),
        shared,
        in_groups: groups::in_groups(sources),
        linking_people: groups::linking_people(sources),
        knots,
        roles,
        references: norms::references(sources, &teams),
        norms: norms::norms(sources, &teams),
        capacities,
        beyond: evidence::beyond(),
        topics,
        communities,
        cuts,
        thresholds: used::thresholds(sources, &teams, &strata, &closed),
        strata,
        closed,
    }
}

/// Of a wave no more than the closed profile of its schools, which an advice reads.
pub fn only_closed(sources: &Sources<'_>) -> Overview {
    let teams = Team::of_network(sources.network, sources.doors, sources.talk);
    Overview { wave: sources.network.wave, closed: profiles::closed(sources, &teams), ..Overview::default() }
}

/// Every pair of layers that were computed.
fn knots(layers: &[(&Layer, Adjacency)]) -> Vec<Knot> {
    use crate::error::Why;
    let mut knots = Vec::new();
    for (i, (a, x)) in layers.iter().enumerate() {
        for (b, y) in &layers[i + 1..] {
            let both = overlap_pairs(x, y);
            let share = |rest: u64| Value::ratio(both.shared as f64, (both.shared + rest) as f64, Why::NoTies);
            let (of_a, of_b) = (share(both.only_a), share(both.only_b));
            knots.push(Knot { a: a.id.clone(), b: b.id.clone(), shared: both.shared, of_a, of_b });
        }
    }
    knots
}

/// Who names whom without being named back, in all ties and in talk.
fn roles(sources: &Sources<'_>) -> Vec<RoleTies> {
    let network = sources.network;
    let asked = sources.layers.iter().filter(|(layer, _)| ["all", "talk"].contains(&layer.id.as_str()));
    asked
        .flat_map(|(layer, adjacency)| {
            let pairs = role_pairs(network, adjacency, &network.answered(layer));
            pairs.into_iter().map(|pair| RoleTies { layer: layer.id.clone(), pair })
        })
        .collect()
}
