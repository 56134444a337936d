//! What each number is called and how it is read. A measure that nobody can explain in two sentences does not ship.

use crate::findings::Scope;
use std::borrow::Cow;

/// The words of a measure.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Measure {
    /// For the head of a column.
    pub label: Cow<'static, str>,
    /// How to read it.
    pub reads: Cow<'static, str>,
}

/// A row of a language's table: name as in the tables, label, how to read it.
pub(crate) type Row = (&'static str, &'static str, &'static str);

/// Names of measures.
pub trait Measures {
    /// The words of a measure; none when there is no such measure.
    fn measure(&self, scope: Scope, name: &str) -> Option<Measure>;
    /// The words of a column of a table, by the name of its file without ending; none when there is no such column.
    fn column(&self, table: &str, name: &str) -> Option<Measure>;
}

/// The tables of a language.
pub(crate) struct Tables {
    pub(crate) person: &'static [Row],
    pub(crate) openness: &'static [Row],
    pub(crate) layer: &'static [Row],
    pub(crate) school: &'static [Row],
    pub(crate) school_pair: &'static [Row],
    pub(crate) layer_pair: &'static [Row],
    pub(crate) waves: &'static [Row],
    /// Label before the type of a triad, and how to read it.
    pub(crate) triad: (&'static str, &'static str),
    /// Label before the name of a school, and how to read it.
    pub(crate) coleman: (&'static str, &'static str),
    /// Ending of a role's name, what is put behind its label, and how to read it.
    pub(crate) endings: [Row; 2],
    /// The same for figures of a layer or school.
    pub(crate) figure_endings: &'static [Row],
    /// What is put before a cut, and how to read it.
    pub(crate) cut: (&'static str, &'static str),
    /// Columns of the tables that are no measure of one wave.
    pub(crate) columns: super::columns::ColumnWords,
}

impl Tables {
    /// Looks a name up; a school has the figures of a layer too, each within the school.
    pub(crate) fn look_up(&self, scope: Scope, name: &str) -> Option<Measure> {
        let (own, further): (&[Row], &[Row]) = match scope {
            Scope::Person => (self.person, &[]),
            Scope::Openness => (self.openness, &[]),
            Scope::School => (self.school, self.layer),
            Scope::SchoolPair => (self.school_pair, &[]),
            Scope::LayerPair => (self.layer_pair, &[]),
            _ => (self.layer, &[]),
        };
        let found = [own, further, self.waves].into_iter().flatten().find(|row| row.0 == name);
        if let Some(&(_, label, reads)) = found {
            return Some(Measure { label: label.into(), reads: reads.into() });
        }
        let prefixed = |prefix: &str, words: (&str, &'static str)| {
            let rest = name.strip_prefix(prefix)?;
            Some(Measure { label: format!("{} {rest}", words.0).into(), reads: words.1.into() })
        };
        let ended = || {
            self.endings.iter().find_map(|&(ending, words, reads)| {
                let role = self.person.iter().find(|row| name.strip_suffix(ending) == Some(row.0))?;
                Some(Measure { label: format!("{}, {words}", role.1).into(), reads: reads.into() })
            })
        };
        let figure = |base: &str| [own, further].into_iter().flatten().find(|row| row.0 == base).map(|row| row.1);
        let counted = || {
            let found =
                self.figure_endings.iter().find(|row| name.ends_with(row.0)).and_then(|&(ending, words, reads)| {
                    let base = figure(name.strip_suffix(ending)?)?;
                    Some(Measure { label: format!("{base}, {words}").into(), reads: reads.into() })
                });
            found.or_else(|| {
                let (base, cut) = name.rsplit_once("_at_")?;
                Some(Measure {
                    label: format!("{}, {} {cut}", figure(base)?, self.cut.0).into(),
                    reads: self.cut.1.into(),
                })
            })
        };
        prefixed("triad_", self.triad).or_else(|| prefixed("coleman_", self.coleman)).or_else(ended).or_else(counted)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ALL, Lang, words};
    use super::*;

    /// The names of contract section 4, by table.
    const CONTRACT: &[(Scope, &str)] = &[
        (
            Scope::Person,
            "answered in_degree out_degree degree in_strength out_strength mutual_share isolation component coreness \
             clustering harmonic_closeness harmonic_in harmonic_out betweenness betweenness_undirected \
             betweenness_normalised eigenvector pagerank constraint effective_size efficiency hierarchy reach_2 \
             schools_within_2 phases_within_2 school_diversity ei_index outside_contacts brokerage_coordinator \
             brokerage_itinerant brokerage_gatekeeper brokerage_representative brokerage_liaison cut_point community",
        ),
        (
            Scope::Layer,
            "people answered ties pairs density density_observed mean_degree mutual asymmetric null reciprocity_arcs \
             reciprocity_pairs dyads_observed reciprocity_arcs_observed reciprocity_pairs_observed transitivity \
             transitivity_directed mean_clustering components_weak components_strong largest_component_share isolates \
             unknown mean_distance diameter mean_inverse_distance in_centralisation out_centralisation \
             degree_centralisation betweenness_centralisation gini_in_degree top1_in_share top2_in_share bridges \
             cut_points fragmentation krackhardt_connectedness krackhardt_hierarchy krackhardt_efficiency \
             krackhardt_lubness max_coreness core_periphery_fit communities modularity community_school_ari \
             modularity_school assortativity_school ei_index ei_arcs ei_expected ei_min ei_max ei_rescaled ei_p_lower \
             ei_p_upper coleman_S1 freeman_segregation triad_003 triad_012 triad_102 triad_021D triad_021U triad_021C \
             triad_111D triad_111U triad_030T triad_030C triad_201 triad_120D triad_120U triad_120C triad_210 triad_300",
        ),
        (
            Scope::School,
            "people answered ties density isolates unknown group_degree group_closeness group_betweenness ei_index \
             schools_reached link_persons eligible known open_door_rate open_door_rate_low open_door_rate_high \
             open_door_rate_confirmed open_door_rate_either open_door_rate_ci_low open_door_rate_ci_high \
             open_door_rate_broad two_way_rate visitor_only_rate closed_rate door_unknown depth_0 depth_1 depth_2 \
             depth_3 depth_4 conversion latent_pairs door_without_talk host_dependency cross_school_reach \
             lagging_standard lagging_group lagging_potential lagging_change open_doors open_doors_at_least mean_depth \
             mean_breadth talk_pairs talk_pairs_with_door door_pairs",
        ),
        (Scope::SchoolPair, "ties possible density"),
        (
            Scope::Openness,
            "eligible door_status known rough depth breadth rooms_entered mutual reach latent closed_door_with_talk \
             guided networks_formal networks_informal",
        ),
        (
            Scope::LayerPair,
            "jaccard jaccard_pairs shared only_a only_b qap_r qap_p_lower qap_p_upper qap_p_two_sided shared_pairs \
             only_a_pairs only_b_pairs qap_r_within_school qap_p_two_sided_within_school",
        ),
        (Scope::Layer, "kept lost new lost_with_leavers new_with_joiners not_comparable hamming jaccard"),
    ];

    #[test]
    fn every_measure_has_a_name_in_every_language() {
        for (lang, words) in ALL {
            for &(scope, names) in CONTRACT {
                for name in names.split_whitespace() {
                    let found = words.measure(scope, name);
                    let found = found.unwrap_or_else(|| panic!("{lang:?} has no words for {scope:?} {name}"));
                    assert!(!found.label.is_empty() && found.reads.ends_with('.'), "{lang:?} {name}");
                    assert!(!found.label.contains('_') || name.starts_with("coleman"), "{lang:?} {name}");
                }
            }
        }
    }

    #[test]
    fn no_measure_is_named_in_one_language_only() {
        let (en, nl) = (super::super::en::tables(), super::super::nl::tables());
        let names = |t: &Tables| {
            [t.person, t.openness, t.layer, t.school, t.school_pair, t.layer_pair, t.waves]
                .map(|rows| rows.iter().map(|r| r.0).collect::<Vec<_>>())
        };
        assert_eq!(names(&en), names(&nl));
    }

    #[test]
    fn a_name_in_two_tables_means_what_its_table_says() {
        let en = words(Lang::En);
        let of = |scope| en.measure(scope, "mutual").map(|m| m.label);
        assert_ne!(of(Scope::Layer), of(Scope::Openness));
        assert_eq!(en.measure(Scope::Person, "no_such_thing"), None);
    }
}
