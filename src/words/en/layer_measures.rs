//! English names of the numbers about a layer, a pair of layers and two waves.

use crate::words::measures::Row;

#[rustfmt::skip]
pub(super) const LAYER: &[Row] = &[
    ("people", "people", "How many people are in the network, whether they answered or not."),
    ("answered", "answered", "How many of them answered the questions behind the layer."),
    ("ties", "ties", "How many ties there are, each counted in its own direction."),
    ("pairs", "pairs", "How many pairs of people have a tie, either way."),
    ("density", "density", "Ties divided by the ties there could be; falls as a school grows, so compare schools of one size only."),
    ("density_observed", "density, observed", "The same over those pairs that the answers could show."),
    ("mean_degree", "contacts per person", "How many contacts a person has on average, direction left aside."),
    ("mutual", "mutual pairs", "Pairs in which each names the other."),
    ("asymmetric", "one-way pairs", "Pairs in which one names the other and is not named back."),
    ("null", "pairs without a tie", "Pairs in which neither names the other."),
    ("reciprocity_arcs", "reciprocity of ties", "The share of ties that are returned."),
    ("reciprocity_pairs", "reciprocity of pairs", "Of the pairs with a tie, the share in which each names the other."),
    ("dyads_observed", "pairs seen from both sides", "Pairs of whom both answered."),
    ("reciprocity_arcs_observed", "reciprocity of ties, both answered", "The share of ties that are returned, over pairs of whom both answered."),
    ("reciprocity_pairs_observed", "reciprocity, both answered", "Of the pairs with a tie of whom both answered, the share in which each names the other."),
    ("reciprocity_dyadic", "reciprocity, all pairs", "Of all pairs, the share tied both ways or not at all: sna's default; near 1 wherever there are few ties."),
    ("transitivity", "closed triangles", "How often two contacts of one person are each other's contact too."),
    ("transitivity_directed", "closed triangles, directed", "How often a names b, b names c, and a names c as well."),
    ("mean_clustering", "closed circle, mean", "The mean, over people with two contacts or more, of how far their contacts know each other."),
    ("components_weak", "separate parts", "Into how many parts without any tie between them the network falls; each isolated person is one."),
    ("components_strong", "parts that reach each other", "Into how many parts the network falls in which everybody can reach everybody along the ties."),
    ("largest_component_share", "share in the largest part", "The share of all people who are in the largest part."),
    ("isolates", "isolated", "People who answered and have no tie in either direction."),
    ("unknown", "did not answer", "People who did not answer: of them isolation cannot be told."),
    ("mean_distance", "mean distance", "How many steps lie between two people on average, over pairs that are connected at all, direction left aside."),
    ("diameter", "largest distance", "How many steps lie between the two people furthest apart, over connected pairs, direction left aside."),
    ("mean_inverse_distance", "nearness, mean", "The mean of 1/distance along the ties; pairs that cannot reach each other count as 0."),
    ("in_centralisation", "centralisation, named by", "1 when all ties point to one person, 0 when everybody is named equally often."),
    ("out_centralisation", "centralisation, names", "1 when one person names everybody and nobody else names anyone, 0 when all name equally many."),
    ("degree_centralisation", "centralisation, contacts", "1 for a star around one person, 0 when all have equally many contacts."),
    ("betweenness_centralisation", "centralisation, in between", "1 when all routes run through one person, 0 when all are in between equally; direction left aside."),
    ("gini_in_degree", "inequality of being named", "0 when all are named equally often, towards 1 when a few are named by all."),
    ("top1_in_share", "share of the most named", "The share of all ties that point to the one most named person."),
    ("top2_in_share", "share of the two most named", "The share of all ties that point to the two most named people."),
    ("bridges", "bridges", "Single ties without which the network would fall into more parts."),
    ("cut_points", "cut points", "People without whom the network would fall into more parts."),
    ("fragmentation", "fragmentation", "The share of pairs who cannot reach each other at all."),
    ("krackhardt_connectedness", "connectedness", "The share of pairs who can reach each other, direction left aside."),
    ("krackhardt_hierarchy", "hierarchy", "Of the pairs who can reach each other along the ties, the share in which it goes one way only."),
    ("krackhardt_efficiency", "efficiency", "1 when no more ties are there than needed to connect each part, 0 when all possible ones are."),
    ("krackhardt_lubness", "common boss", "The share of pairs who have somebody above both, following the ties."),
    ("max_coreness", "largest core", "The largest k for which there is a group whose members all have k contacts within it."),
    ("core_periphery_fit", "core and periphery", "How well the network looks like one core that all belong around; 1 is exactly so."),
    ("communities", "circles", "Into how many close circles the ties divide people."),
    ("modularity", "separation of circles", "How much more often ties stay within circles than chance would give."),
    ("community_school_ari", "circles and schools", "1 when the circles are exactly the schools, 0 when they have nothing to do with each other."),
    ("modularity_school", "separation of schools", "How much more often ties stay within schools than chance would give."),
    ("assortativity_school", "preference for the own school", "1 when all ties stay within schools, 0 when schools play no part."),
    ("ei_index", "E-I", "Pairs between schools minus pairs within, divided by all: −1 is all within, +1 all between."),
    ("ei_arcs", "E-I of ties", "The same with every tie counted in its own direction."),
    ("ei_expected", "E-I, expected", "What E-I would be if ties paid no heed to schools of this size."),
    ("ei_min", "E-I, lowest possible", "The lowest E-I that is possible with so many ties and schools of this size."),
    ("ei_max", "E-I, highest possible", "The highest E-I that is possible with so many ties and schools of this size."),
    ("ei_rescaled", "E-I, rescaled", "E-I on a scale from −1 (as low as possible) to +1 (as high as possible)."),
    ("ei_p_lower", "p, at most this", "How often chance gives an E-I as low as this one."),
    ("ei_p_upper", "p, at least this", "How often chance gives an E-I as high as this one."),
    ("freeman_segregation", "segregation", "0 when ties between schools are as many as chance gives, 1 when there are none."),
    ("community_searches", "searches for circles", "How many times circles were looked for, each time from another start."),
    ("community_equal", "exactly these circles", "The share of the searches that found exactly these circles."),
    ("community_phase_ari", "circles and phases", "1 when the circles are exactly the phases, 0 when they have nothing to do with each other."),
    ("community_stability", "stability of circles", "How alike the circles are when they are looked for again with another start; 1 is always the same."),
    ("pairs_across", "pairs between schools", "Pairs of people of different schools with a tie, either way."),
    ("pairs_within", "pairs within schools", "Pairs of people of one school with a tie, either way."),
    ("brokerage_coordinator", "coordinators", "How often somebody links a colleague of the own school to another to whom that one does not go directly."),
    ("brokerage_itinerant", "itinerant brokers", "How often somebody links somebody of another school to a colleague there to whom that one does not go directly."),
    ("brokerage_gatekeeper", "gatekeepers", "How often somebody passes on from another school to the own."),
    ("brokerage_representative", "representatives", "How often somebody passes on from the own school to another."),
    ("brokerage_liaison", "liaisons", "How often somebody links people of two other schools."),
];

pub(super) const TRIAD: (&str, &str) =
    ("triads", "How many groups of three have this pattern of mutual, one-way and missing ties (Davis and Leinhardt).");

pub(super) const COLEMAN: (&str, &str) = (
    "own school preferred:",
    "How much more often people of this school choose each other than chance gives: 0 as chance, 1 only each other, below 0 less than chance.",
);

#[rustfmt::skip]
pub(super) const LAYER_PAIR: &[Row] = &[
    ("jaccard", "overlap of ties", "Ties that are in both layers, divided by ties that are in either."),
    ("jaccard_pairs", "overlap of pairs", "Pairs that are tied in both layers, divided by pairs tied in either."),
    ("shared", "in both", "Ties that are in both layers."),
    ("only_a", "in the first only", "Ties that are in the first layer and not in the second."),
    ("only_b", "in the second only", "Ties that are in the second layer and not in the first."),
    ("qap_r", "correlation", "How far the two layers tie the same people: 1 exactly the same, 0 unrelated."),
    ("qap_p_lower", "p, at most this", "How often people in random places give a correlation as low as this one."),
    ("qap_p_upper", "p, at least this", "How often people in random places give a correlation as high as this one."),
    ("qap_p_two_sided", "p, either way", "How often people in random places give a correlation as far from 0 as this one."),
    ("shared_pairs", "pairs in both", "Pairs that are tied in both layers."),
    ("only_a_pairs", "pairs in the first only", "Pairs that are tied in the first layer and not in the second."),
    ("only_b_pairs", "pairs in the second only", "Pairs that are tied in the second layer and not in the first."),
    ("qap_r_within_school", "correlation, within schools", "The same correlation; its p compares with people changing places within their school."),
    ("qap_p_lower_within_school", "p, at most this, within schools", "How often people in random places of their own school give a correlation as low as this one."),
    ("qap_p_upper_within_school", "p, at least this, within schools", "How often people in random places of their own school give a correlation as high as this one."),
    ("qap_p_two_sided_within_school", "p, either way, within schools", "How often people in random places of their own school give a correlation as far from 0 as this one."),
    ("density_difference", "difference in density", "Density of the second layer less that of the first."),
    ("density_difference_z", "difference in density, in standard errors", "The difference in standard errors, from drawing the same people in both layers; beyond 2 it is hardly chance."),
    ("reciprocity_pairs_difference", "difference in reciprocity", "Share of tied pairs that are mutual in the second layer, less that in the first."),
    ("reciprocity_pairs_difference_z", "difference in reciprocity, in standard errors", "The difference in standard errors, from drawing the same people in both layers; beyond 2 it is hardly chance."),
    ("ei_index_difference", "difference in E-I", "E-I of the second layer less that of the first."),
    ("ei_index_difference_z", "difference in E-I, in standard errors", "The difference in standard errors, from drawing the same people in both layers; beyond 2 it is hardly chance."),
];

#[rustfmt::skip]
pub(super) const WAVES: &[Row] = &[
    ("kept", "kept", "Ties of both waves, among people who stayed."),
    ("lost", "lost", "Ties of the first wave that are gone in the second, among people who stayed."),
    ("new", "new", "Ties of the second wave that were not there in the first, among people who stayed."),
    ("lost_with_leavers", "lost with leavers", "Ties that are gone because one of the two left."),
    ("new_with_joiners", "new with joiners", "Ties that are there because one of the two joined."),
    ("not_comparable", "not comparable", "Ties of which only one of the waves can tell."),
    ("hamming", "changed", "Ties lost or new among people who stayed."),
    ("jaccard", "stability of ties", "Ties kept, divided by ties in either wave, among people who stayed."),
];

#[rustfmt::skip]
pub(super) const ENDINGS: [Row; 2] = [
    ("_expected", "by chance", "How often chance gives this role to somebody with so many contacts."),
    ("_z", "against chance", "How many standard deviations above chance the role is held; below 0 it is rarer than chance."),
];
