//! What people who are much in contact talk about: stories by community.

use super::Sources;
use crate::measures::stories::stories;
use crate::measures::{Scope, Value};
use crate::network::{Network, layer::Layer};
use serde::{Deserialize, Serialize};

/// What a community talks about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CommunityStories {
    /// Id of the layer in which it is a community.
    pub layer: String,
    /// Its number, as in the column `community`.
    pub community: u32,
    /// How many people are in it.
    pub people: u32,
    /// Talk ties with a topic among them.
    pub ties: u32,
    /// The topic of most of these ties, by index.
    pub dominant: Option<u32>,
    /// The share of these ties on that topic.
    pub dominance: Value,
    /// Herfindahl–Hirschman index of the topics.
    pub hhi: Value,
    /// Blau's index of the topics.
    pub blau: Value,
}

/// How many ties of the layer `talk` are about each topic.
pub(super) fn topics(network: &Network) -> Vec<u32> {
    let mut all = stories(network, &Layer::talk(), 0, |_| None);
    all.pop().map_or_else(Vec::new, |row| row.ties)
}

/// Communities of the layer `talk`, or of `all` where talk has none; empty when none were computed or no topic was
/// given.
pub(super) fn communities(sources: &Sources<'_>) -> Vec<CommunityStories> {
    let network = sources.network;
    let found = ["talk", "all"]
        .into_iter()
        .find_map(|layer| Some((layer, (sources.figures)(Scope::Person, Some(layer), "community")?)));
    let Some((layer, column)) = found else { return Vec::new() };
    let number = |node: u32| column.of(network.roster_position(node) as usize).number().map(|x| x as u32);
    let of: Vec<Option<u32>> = (0..network.len() as u32).map(number).collect();
    let mut numbers: Vec<u32> = of.iter().flatten().copied().collect();
    numbers.sort_unstable();
    numbers.dedup();
    let place = |node: u32| of[node as usize].and_then(|c| numbers.binary_search(&c).ok()).map(|p| p as u32);
    let mut people = vec![0u32; numbers.len()];
    (0..network.len() as u32).filter_map(place).for_each(|p| people[p as usize] += 1);
    let rows = stories(network, &Layer::talk(), numbers.len(), place);
    if rows[numbers.len()].all() == 0 {
        return Vec::new();
    }
    let told = numbers.into_iter().zip(people).zip(rows).map(|((community, people), row)| CommunityStories {
        layer: layer.into(),
        community,
        people,
        ties: row.all(),
        dominant: row.dominant(&network.topics),
        dominance: row.dominance(),
        hhi: row.hhi(),
        blau: row.blau(),
    });
    told.collect()
}
