//! The three capacities of a professional learning community: what this network shows of each, and what it cannot.

use crate::measures::Scope;
use serde::{Deserialize, Serialize};

/// A capacity of Mitchell and Sackney's model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// Finding, testing and rebuilding one's own practical knowledge; access to new insights.
    Personal,
    /// An affective and a cognitive climate in which everybody has a voice.
    Interpersonal,
    /// Structures that reduce isolation and open critical dialogue.
    Organisational,
}

/// A figure that says something of a capacity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Evidence {
    /// Of which capacity.
    pub capacity: Capacity,
    /// What the figure is about: people, schools, the layer.
    pub scope: Scope,
    /// On which layer; none where the block has none.
    pub layer: Option<&'static str>,
    /// The column.
    pub measure: &'static str,
}

const fn of(capacity: Capacity, scope: Scope, layer: &'static str, measure: &'static str) -> Evidence {
    Evidence { capacity, scope, layer: Some(layer), measure }
}

const fn of_person(capacity: Capacity, measure: &'static str) -> Evidence {
    Evidence { capacity, scope: Scope::Openness, layer: None, measure }
}

/// What a network shows of each capacity (`domain.md` 1.3). A figure that is undefined because it was not asked is
/// what this survey cannot show.
pub const EVIDENCE: &[Evidence] = &[
    of_person(Capacity::Personal, "networks_formal"),
    of_person(Capacity::Personal, "networks_informal"),
    of(Capacity::Personal, Scope::Person, "all", "effective_size"),
    of(Capacity::Personal, Scope::Person, "all", "constraint"),
    of(Capacity::Personal, Scope::School, "all", "mean_schools_within_2"),
    of(Capacity::Personal, Scope::School, "all", "mean_phases_within_2"),
    of(Capacity::Personal, Scope::School, "all", "with_outside_contact"),
    of(Capacity::Personal, Scope::School, "talk", "topic_blau"),
    of(Capacity::Personal, Scope::School, "open_door", "open_door_rate_broad"),
    of(Capacity::Interpersonal, Scope::School, "talk", "reciprocity_arcs_observed"),
    of(Capacity::Interpersonal, Scope::School, "all", "multiplexity"),
    of(Capacity::Interpersonal, Scope::School, "all", "isolates"),
    of(Capacity::Interpersonal, Scope::School, "talk", "in_centralisation"),
    of(Capacity::Interpersonal, Scope::School, "talk", "gini_in_degree"),
    of(Capacity::Interpersonal, Scope::School, "trust", "reciprocity_arcs_observed"),
    of(Capacity::Organisational, Scope::School, "formal", "also_informal"),
    of(Capacity::Organisational, Scope::School, "informal", "also_formal"),
    of(Capacity::Organisational, Scope::School, "open_door", "open_door_rate"),
    of(Capacity::Organisational, Scope::School, "all", "ei_index"),
    of(Capacity::Organisational, Scope::School, "all", "link_persons"),
    of(Capacity::Organisational, Scope::Layer, "all", "components_weak"),
];

/// What no network can show of a capacity, by name, for the report to say.
pub const BEYOND: &[(Capacity, &str)] = &[
    (Capacity::Personal, "quality_of_inquiry"),
    (Capacity::Personal, "depth_of_dialogue"),
    (Capacity::Interpersonal, "climate"),
    (Capacity::Interpersonal, "leadership_style"),
    (Capacity::Organisational, "time_and_budget"),
    (Capacity::Organisational, "learning_outcome"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_capacity_has_figures_and_a_limit_and_no_figure_stands_twice() {
        for capacity in [Capacity::Personal, Capacity::Interpersonal, Capacity::Organisational] {
            assert!(EVIDENCE.iter().filter(|e| e.capacity == capacity).count() >= 4);
            assert!(BEYOND.iter().any(|b| b.0 == capacity));
        }
        for (i, e) in EVIDENCE.iter().enumerate() {
            assert!(!EVIDENCE[..i].contains(e), "{}", e.measure);
        }
    }
}
