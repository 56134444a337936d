//! English names of the numbers about a school and a pair of schools.

use crate::words::measures::Row;

#[rustfmt::skip]
pub(super) const SCHOOL: &[Row] = &[
    ("ei_index", "E-I", "The school's ties with other schools minus those within, divided by all: -1 is all within, +1 all with others."),
    ("group_degree", "people outside in contact", "The share of people outside the school who have a tie with somebody in it."),
    ("group_closeness", "closeness of the school", "How near the people outside are to the nearest person of the school."),
    ("group_betweenness", "school in between", "The share of shortest routes between people outside that run through the school."),
    ("schools_reached", "schools reached", "With how many other schools the school has at least one tie."),
    ("link_persons", "link persons", "How many people carry the ties with other schools."),
    ("eligible", "teachers with a class", "How many people count in the open-door rate."),
    ("known", "doors known", "Of how many teachers it is known, whatever the truth, whether a colleague came in."),
    ("open_doors", "open doors", "How many of the known doors were open: at least one colleague was in the room during a lesson."),
    ("open_doors_at_least", "open at least", "How many doors are shown to have been open, known or not; there may be more."),
    ("open_door_rate", "open-door rate", "Open doors divided by known doors."),
    ("open_door_rate_low", "at least", "The open-door rate over all teachers if every unknown door were closed."),
    ("open_door_rate_high", "at most", "The open-door rate over all teachers if every unknown door were open."),
    ("open_door_rate_confirmed", "confirmed", "The open-door rate if only visits count that both sides report."),
    ("open_door_rate_either", "either side", "The open-door rate if every visit counts that one of the sides reports."),
    ("open_door_rate_ci_low", "stability, from", "How low the rate could be in another half year of the same habits (95% Wilson interval)."),
    ("open_door_rate_ci_high", "stability, to", "How high the rate could be in another half year of the same habits (95% Wilson interval)."),
    ("open_door_rate_broad", "practice on the table", "The share of teachers who laid their practice before a colleague, in the room or with a case, a video or results."),
    ("two_way_rate", "two-way", "The share of teachers who were visited and went to see a colleague."),
    ("visitor_only_rate", "visitor only", "The share of teachers who went to see a colleague and were not visited."),
    ("closed_rate", "closed", "The share of teachers who were not visited and went nowhere."),
    ("door_unknown", "doors unknown", "Of how many teachers it cannot be told whether the door was open."),
    ("depth_0", "closed", "The share of known teachers with nothing about the classroom shared."),
    ("depth_1", "told", "The share of known teachers who talk about teaching or share material, and no more."),
    ("depth_2", "shown", "The share of known teachers who showed a piece of their practice, and had nobody in the room."),
    ("depth_3", "seen", "The share of known teachers who had a colleague in the room while they taught."),
    ("depth_4", "taught together", "The share of known teachers who taught the same pupils together with a colleague."),
    ("mean_depth", "mean openness", "The mean step on the ladder of openness, over known teachers."),
    ("mean_breadth", "colleagues let in, mean", "How many colleagues came in, on average, over known teachers."),
    ("talk_pairs", "pairs who talk", "How many pairs of colleagues talk about teaching, of whom it is known whether a door is open between them."),
    ("talk_pairs_with_door", "talk, and a door", "How many of these pairs have a door open between them."),
    ("conversion", "conversion", "Of the pairs who talk about teaching, the share with an open door between them."),
    ("latent_pairs", "latent pairs", "How many pairs talk about teaching without a door open between them: the nearest chance for a visit."),
    ("door_pairs", "pairs with a door", "How many pairs of colleagues have a door open between them."),
    ("door_without_talk", "door without talk", "Of the pairs with an open door, the share who do not talk about teaching: visits that were organised and not more."),
    ("host_dependency", "host dependency", "The share of all visits that go to the most visited teacher."),
    ("cross_school_reach", "reach across schools", "The share of teachers with an open door, either way, between them and another school."),
    ("lagging_standard", "against the own standard", "Whether the school lags behind what the group itself agreed."),
    ("lagging_group", "against the other schools", "Whether the school lags behind the other schools of the group."),
    ("lagging_potential", "against its own talk", "Whether fewer of the pairs who talk have a door open than in the other schools."),
    ("lagging_change", "against before", "Whether the school went back between two waves."),
];

#[rustfmt::skip]
pub(super) const SCHOOL_PAIR: &[Row] = &[
    ("ties", "ties", "How many ties run from people of the one school to people of the other."),
    ("possible", "possible", "How many ties there could be: every person of the one naming every person of the other."),
    ("density", "density", "Ties divided by possible ties."),
];
