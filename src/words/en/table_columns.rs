//! English names of the columns that are no measure of one wave: what tells rows apart, two waves, plans, answers.

use crate::words::columns::{ColumnWords, Dyads};
use crate::words::measures::Row;

pub(super) const COLUMNS: ColumnWords = ColumnWords {
    keys: KEYS,
    tables: &[
        ("changes", CHANGES),
        ("drop_out", DROP_OUT),
        ("plan", PLAN),
        ("plan_lines", PLAN_LINES),
        ("plan_followed", PLAN_FOLLOWED),
        ("suppressed", SUPPRESSED),
        ("named", NAMED),
        ("questions", QUESTIONS),
        ("ledger", LEDGER),
        ("columns", OF_COLUMNS),
    ],
    dyads: Dyads {
        kinds: [("null", "no tie"), ("asymmetric", "one way"), ("mutual", "both ways")],
        then: ", then ",
        reads: "Pairs of people who stayed, known both ways in both waves: what they were in the first and what they became in the second.",
    },
    tested: TESTED,
    tested_endings: TESTED_ENDINGS,
    wave_endings: WAVE_ENDINGS,
};

#[rustfmt::skip]
const KEYS: &[Row] = &[
    ("wave", "wave", "The wave, by its label."),
    ("layer", "layer", "Which ties are counted: a built-in layer, one of the study's own, or a single relation, by its id."),
    ("layer_a", "first layer", "The first of the two layers, by its id."),
    ("layer_b", "second layer", "The second of the two layers, by its id."),
    ("teacher", "person", "The person, by the id on the staff list; a pseudonym in an edition for researchers."),
    ("school", "school", "The school, by its id; empty for somebody without one; in rows about schools * is the group as a whole."),
    ("from_school", "from school", "The school of those who name, by its id."),
    ("to_school", "to school", "The school of those who are named, by its id; the same as from_school for ties within it."),
    ("from_wave", "first wave", "The first of the two waves, by its label."),
    ("to_wave", "second wave", "The second of the two waves, by its label."),
];

#[rustfmt::skip]
const CHANGES: &[Row] = &[
    ("scope", "about", "Whom the row is about: group (everybody), school (ties within it), or person (ties of which this person is an end). People who stayed are those of both waves; in a school's row, those who are in this school in both."),
    ("subject", "who", "The school or the person, by its id; * for everybody."),
    ("not_comparable_before", "not comparable, first wave", "Ties of the first wave between people who stayed, of which the second wave cannot tell."),
    ("not_comparable_after", "not comparable, second wave", "Ties of the second wave between people who stayed, of which the first wave cannot tell."),
    ("partner_renewal", "new of now", "Of the ties that people who stayed have with each other in the second wave, the share that is new."),
    ("pairs", "ordered pairs", "Ordered pairs of people who stayed: every tie that there could be among them."),
    ("pairs_compared", "ordered pairs compared", "Of the ordered pairs of people who stayed, those of which both waves know whether there is a tie."),
    ("people_before", "people, first wave", "People in the first wave: stayers + moved_out + leavers + away."),
    ("people_after", "people, second wave", "People in the second wave: stayers + moved_in + joiners + back."),
    ("stayers", "same school", "People who are in both waves and in the same school."),
    ("moved_out", "moved away", "People who are in both waves and left this school for another; of everybody, those who moved."),
    ("moved_in", "moved here", "People who are in both waves and came to this school from another; of everybody, those who moved."),
    ("leavers", "left", "People who are in the first wave only."),
    ("joiners", "came", "People who are in the second wave only."),
    ("away", "away for a time", "People of the first wave who are absent in the second and back in a later one."),
    ("back", "back", "People of the second wave who were absent in the first and there before it."),
    ("isolated_stayed", "isolated in both", "People who stayed, answered and have no tie in either direction in either wave."),
    ("isolated_no_longer", "no longer isolated", "People who stayed, were isolated in the first wave and are not in the second."),
    ("newly_isolated", "newly isolated", "People who stayed, were not isolated in the first wave and are in the second."),
    ("isolation_not_comparable", "isolation not comparable", "People who stayed of whom one of the waves cannot tell whether they are isolated."),
    ("without_contacts", "without contacts, first wave", "People who stayed, are known in both waves, and have no contact in the first."),
    ("without_contacts_then_some", "without contacts, then some", "Of the people without a contact in the first wave, those who have one in the second."),
    ("without_contacts_then_some_expected", "the same, to expect anyhow", "How many of the people without a contact would have one in the second wave if nobody changed anything: part of the low number was chance."),
    ("contacts_then_none", "contacts, then none", "People who stayed and had a contact in the first wave and have none in the second."),
    ("link_persons_stayed", "contacts at other schools, those who stayed", "People who stayed, are known in both waves, and have a contact at another school in the first."),
    ("link_persons_still", "contacts at other schools, still", "Of the people with a contact at another school in the first wave, those who have one in the second."),
    ("link_persons_still_expected", "the same, to expect anyhow", "How many of the people with a contact at another school would have one in the second wave if nobody changed anything."),
    ("link_persons_new", "contacts at other schools, new", "People who stayed and have a contact at another school in the second wave and had none in the first."),
    ("doors_stayed_open", "doors open in both", "Teachers who stayed, whose door is known in both waves, and is open in both."),
    ("doors_opened", "doors opened", "The same teachers, whose door was not open in the first wave and is in the second."),
    ("doors_closed", "doors closed", "The same teachers, whose door was open in the first wave and is not in the second."),
    ("doors_stayed_closed", "doors open in neither", "The same teachers, whose door is open in neither wave."),
    ("doors_not_comparable", "doors not comparable", "Teachers who stayed and whose door is not known in one of the waves."),
    ("doors_shut", "nobody came in, first wave", "Teachers who stayed, whose door is known in both waves, and whom no colleague visited in the first."),
    ("doors_shut_then_open", "nobody came in, then somebody", "Of the teachers whom nobody visited in the first wave, those whom somebody visited in the second."),
    ("doors_shut_then_open_expected", "the same, to expect anyhow", "How many of the teachers whom nobody visited would have a visitor in the second wave if nobody changed anything."),
    ("doors_open_then_shut", "somebody came in, then nobody", "Teachers who stayed and whom somebody visited in the first wave and nobody in the second."),
    ("open_door_rate_stayers_weight_before", "share of those who stayed, first wave", "Of the people whose door is known in the first wave, the share who stayed: the rate is this weight times that of those who stayed, plus the rest times that of the others."),
    ("open_door_rate_stayers_weight_after", "share of those who stayed, second wave", "Of the people whose door is known in the second wave, the share who stayed: the rate is this weight times that of those who stayed, plus the rest times that of the others."),
    ("open_door_rate_others_before", "open-door rate of the others, first wave", "The open-door rate in the first wave of people who did not stay."),
    ("open_door_rate_others_after", "open-door rate of the others, second wave", "The open-door rate in the second wave of people who were not there, or elsewhere, in the first."),
    ("course", "what became of this person", "stayer (in both waves, same school), mover (in both, another school), leaver (first wave only), joiner (second wave only), or absent (away in one of the two, and there before or after it)."),
    ("school_before", "school, first wave", "The person's school in the first wave, by its id."),
    ("school_after", "school, second wave", "The person's school in the second wave, by its id."),
    ("role_before", "role, first wave", "The person's role in the first wave; empty for somebody who was not there."),
    ("role_after", "role, second wave", "The person's role in the second wave; empty for somebody who was not there."),
];

#[rustfmt::skip]
const TESTED: &[Row] = &[
    ("density", "density, compared", "Ties divided by the ordered pairs that both waves know, among people who stayed (people drawn at random again and again, the same ones in both waves: Snijders and Borgatti 1999)."),
    ("reciprocity", "returned ties, compared", "The share of ties that are returned, over pairs of people who stayed that both waves know both ways (people drawn at random again and again, the same ones in both waves: Snijders and Borgatti 1999)."),
    ("open_door_rate", "open-door rate, compared", "The share of open doors, over people who stayed and whose door is known in both waves (exact test of McNemar)."),
    ("isolated", "isolated, compared", "The share of people without a tie in either direction, over people who stayed and of whom both waves can tell (exact test of McNemar)."),
    ("out_degree", "colleagues named, compared", "How many colleagues a person names on average, over people who stayed and are known in both waves (each person's two waves change places at random)."),
    ("degree", "contacts, compared", "How many contacts a person has on average, over people who stayed and are known in both waves (each person's two waves change places at random)."),
    ("outside_contacts", "contacts at other schools, compared", "How many contacts at other schools a person has on average, over people who stayed and are known in both waves (each person's two waves change places at random)."),
    ("breadth", "colleagues let in, compared", "How many colleagues were in somebody's class on average, over people who stayed and are known in both waves (each person's two waves change places at random)."),
];

#[rustfmt::skip]
const TESTED_ENDINGS: &[Row] = &[
    ("_compared_before", "first wave", "Here: its value in the first wave."),
    ("_compared_after", "second wave", "Here: its value in the second wave."),
    ("_low", "change, lower end", "Here: the lower end of the noise band of its change, second wave less first: 95 times in 100 the change could lie between the two ends if the same habits gave another period."),
    ("_high", "change, upper end", "Here: the upper end of the noise band of its change, second wave less first: 95 times in 100 the change could lie between the two ends if the same habits gave another period."),
    ("_p_adjusted", "p of the change, adjusted", "Here: the p of its change, with the many figures that are looked at taken into account (Benjamini and Hochberg, doubled). Changed is said below .05, and below .025 where layers of single relations are tested beside the built-in ones."),
    ("_p", "p of the change", "Here: how likely noise alone gives a change at least as large."),
    ("_said", "what can be said", "Here: what is said of its change: changed (by more than noise), not_shown (any change is smaller than is worth talking about) or cannot_tell."),
];

#[rustfmt::skip]
const WAVE_ENDINGS: &[Row] = &[
    ("_stayers_before", "those who stayed, first wave", "Here: in the first wave, over people who stayed alone (in a school's row, in the same school in both waves), without their ties to others; whether a door is open goes by everybody who came in."),
    ("_stayers_after", "those who stayed, second wave", "Here: in the second wave, over people who stayed alone (in a school's row, in the same school in both waves), without their ties to others; whether a door is open goes by everybody who came in."),
    ("_before", "first wave", "Here: in the first wave, as in the table of that wave."),
    ("_after", "second wave", "Here: in the second wave, as in the table of that wave."),
];

#[rustfmt::skip]
const DROP_OUT: &[Row] = &[
    ("measure", "figure", "The figure, by its name in the tables of people, layers and schools."),
    ("silenced", "silenced", "The share of those who answered that is taken, at random, as if they had not."),
    ("draws", "draws", "In how many of the draws the figure exists; 0 where they were left out because they would take too long."),
    ("rank_correlation", "order stays", "Of a figure of people: how far their order stays the same (Spearman's rank correlation with the figure as it is), the mean over the draws; 1 is the same order."),
    ("rank_correlation_low", "order stays, lower end", "The 2.5th percentile of that rank correlation over the draws."),
    ("rank_correlation_high", "order stays, upper end", "The 97.5th percentile of that rank correlation over the draws."),
    ("value", "as it is", "Of a figure of the layer: its value with everybody who answered."),
    ("mean", "on average", "Of a figure of the layer: its mean over the draws."),
    ("low", "lower end", "Of a figure of the layer: the 2.5th percentile over the draws."),
    ("high", "upper end", "Of a figure of the layer: the 97.5th percentile over the draws."),
];

#[rustfmt::skip]
const PLAN: &[Row] = &[
    ("kind", "means", "What is proposed: host_visit, return_visit, buddy, intervision, round_table, bridge, consultant or outside_partner."),
    ("from", "who", "Who visits, supports or takes part, by id; empty for a school's consultant or partner."),
    ("to", "to whom", "Who is visited or supported, by id; empty where more than two belong together."),
    ("group", "belongs together", "Lines with the same text belong together; a school's id for a consultant and an outside partner."),
    ("day", "days", "Working days on which both are there; empty where it does not matter."),
    ("opens_door_of", "opens the door of", "Whose door the line opens, by id; empty for what opens none."),
    ("score", "points", "The sum of the points of the reasons; empty for groups."),
    ("reasons", "reasons", "Why these people, in words."),
];

#[rustfmt::skip]
const PLAN_LINES: &[Row] = &[
    ("kind", "means", "What was proposed, as in plan.csv."),
    ("planned", "planned", "Lines of this kind in the plan."),
    ("seen", "took place", "Lines of which the next wave has the tie."),
    ("not_seen", "did not", "Lines of which the next wave would know the tie, and does not have it."),
    ("not_known", "not to be told", "Lines of which it cannot be told: somebody left or did not answer, or nothing of the kind was asked."),
];

#[rustfmt::skip]
const PLAN_FOLLOWED: &[Row] = &[
    ("part", "part", "planned: everybody who was invited; done: only those whose line took place; what is counted of pairs leaves the plan's own ties out then."),
    ("outcome", "what may have come about", "door_opened (door closed, then somebody came in), went_to_see (went nowhere, then went to see somebody), no_longer_alone (no contact or one, then two or more) or fewer_own_contacts (fewer contacts of their own choice: harm)."),
    ("invited", "invited", "People who were invited, with the starting value, and known in both waves."),
    ("invited_not_known", "invited, not known", "People who were invited, with the starting value, and not known in the next wave: they left or did not answer."),
    ("invited_came", "invited, it came about", "Of those invited, with how many it came about, the plan's own ties counted."),
    ("invited_expected", "invited, to expect anyhow", "With how many of those invited it would have come about if nothing had changed."),
    ("invited_beyond_plan", "invited, without the plan's own ties", "Of those invited, with how many it came about without the plan's own ties."),
    ("pool", "could be compared with", "People who were not invited, with the same starting value, and known in both waves."),
    ("others", "not invited", "Of these, those who stand beside somebody who was invited: one for each pair."),
    ("others_came", "not invited, it came about", "Of those beside somebody who was invited, with how many it came about."),
    ("others_expected", "not invited, to expect anyhow", "With how many of those beside somebody who was invited it would have come about if nothing had changed."),
    ("pairs_both", "pairs: both", "Pairs in which it came about for both; in the part done, for the one invited without the plan's own ties."),
    ("pairs_only_invited", "pairs: only the one invited", "Pairs in which it came about for the one invited only; in the part done, without the plan's own ties."),
    ("pairs_only_other", "pairs: only the other", "Pairs in which it came about for the one not invited only."),
    ("pairs_neither", "pairs: neither", "Pairs in which it came about for neither."),
    ("difference", "difference", "The share among the invited less that among the others, over pairs."),
    ("difference_low", "difference, lower end", "The lower end of the difference's interval of 95% (Newcombe, paired shares)."),
    ("difference_high", "difference, upper end", "The upper end of the difference's interval of 95% (Newcombe, paired shares)."),
    ("p", "p", "How likely chance alone gives a difference at least as large (exact test of McNemar over pairs)."),
    ("p_adjusted", "p, adjusted", "The same with the outcomes that are looked at taken into account (Benjamini and Hochberg, doubled)."),
    ("said", "what can be said", "changed (differs by more than chance), not_shown or cannot_tell."),
    ("pairs_same_school_and_phase", "pairs: school and phase alike", "Pairs of the same school and phase."),
    ("pairs_same_school", "pairs: school alike", "Pairs of the same school, and not of the same phase as far as is known."),
    ("pairs_same_phase", "pairs: phase alike", "Pairs of the same phase, and not of the same school."),
    ("pairs_other_school_and_phase", "pairs: neither alike", "Pairs alike in neither school nor phase."),
];

#[rustfmt::skip]
const SUPPRESSED: &[Row] = &[
    ("wave", "wave", "The wave in which it is hidden, by its label; empty for every wave."),
    ("layer", "layer", "The layer on which it is hidden, by its id; empty for every layer."),
    ("school", "school", "The school of which it is hidden, by its id; * for the group as a whole."),
    ("figures", "figures", "Columns that are hidden, by name; people stands for every figure on people and ties, doors for every one on doors."),
    ("reason", "reason", "Why: fewer than five people stand behind it, or with it another hidden figure could be worked out; never which of the two."),
];

#[rustfmt::skip]
const NAMED: &[Row] = &[
    ("wave", "wave", "The last wave, by its label."),
    ("teacher", "person", "Somebody who agreed to be named, by id."),
    ("name", "name", "The name; empty unless names were asked for."),
    ("phase", "phase", "The phase, as on the staff list."),
    ("days", "days", "Working days."),
    ("host", "receives visitors", "Whether this person is willing to receive visitors; empty where it is not known."),
    ("capacity", "visitors at most", "How many visitors this person can receive; empty where it is not known."),
];

#[rustfmt::skip]
const QUESTIONS: &[Row] = &[
    ("relation", "relation", "The relation that the question is about, by its id."),
    ("reporter", "end asked", "Which end was asked: from (the one who names) or to (the one who is named)."),
    ("asked", "asked", "How many people were asked."),
    ("answered", "answered", "How many of them answered; empty where nothing says who did."),
    ("named_somebody", "named somebody", "How many people named somebody, of everybody; empty in the rows of schools."),
    ("names", "names", "How many names they gave, two reports of one tie by one person counted once; empty in the rows of schools."),
];

#[rustfmt::skip]
const LEDGER: &[Row] = &[
    ("file", "file", "The file with answers."),
    ("reason", "what became of them", "read (all answers), of these kept (became a tie), merged (second report of a tie, or its other direction), no (never, or below the cut); every other word is a reason for which answers were set aside."),
    ("answers", "answers", "How many answers."),
    ("first_places", "first places", "Where the first of the answers that were set aside stand: file, line, column. Empty for read, kept, merged and no, and in a researcher's edition."),
];

#[rustfmt::skip]
const OF_COLUMNS: &[Row] = &[
    ("table", "table", "The table, by the name of its file without ending."),
    ("column", "column", "The heading of the column, the same in every language."),
    ("name", "name", "What the column is called in the report's language."),
    ("how_to_read", "how to read it", "What stands in the column."),
];
