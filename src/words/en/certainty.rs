//! How sure the figures are, in English.

use super::English;
use crate::words::certainty::{Certainty, Chance, SHOWN, Sure};
use crate::words::measures::Row;
use crate::words::numbers::Numbers;

impl Certainty for English {
    #[rustfmt::skip]
    fn sure(&self, what: Sure) -> &'static str {
        match what {
            Sure::Title => "How sure is this?",
            Sure::Introduction => "Three things are told apart and never added up: what chance alone would give, what another period of the same habits could give, and what missing forms and doubtful reports could change.",
            Sure::Interrupted => "The tests were ended early: their p-values stand on fewer permutations than asked for.",
            Sure::ChanceTitle => "What chance alone would give",
            Sure::IntervalsTitle => "Another period of the same habits",
            Sure::IntervalsReads => "People are drawn at random, again and again, each school among itself; 95 of 100 draws lie between the two ends. That says nothing about forms that are missing.",
            Sure::IntervalsTable => "Figures of the group, with their stability interval",
            Sure::SchoolsTable => "Density inside each school, and beside the other schools together",
            Sure::MissingTitle => "What missing forms and doubtful reports could change",
            Sure::TreatmentsReads => "Nothing is filled in silently. Each column counts in another way; where they lie far apart, the figure rests on who happened to answer.",
            Sure::TreatmentsTable => "The same figures, counted in other ways",
            Sure::DropOutTitle => "Had fewer people answered",
            Sure::DropOutReads => "Of those who answered, some are silenced at random, 200 times for each share; 95 of 100 times the number lies between the two ends.",
            Sure::PathsReads => "What follows from paths between people (closeness, betweenness) takes longer: 20 to 200 draws for each share, fewer in a larger group.",
            Sure::PathsLeftOut => "What follows from paths between people (closeness, betweenness) is left out here: in a group of this size even 20 draws would take too long.",
            Sure::OrderTable => "Does the order of people stay? (1 is the same order, 0 none of it)",
            Sure::RangeTable => "Do the figures stay?",
            Sure::CutsTitle => "Counted from another frequency on, or read more strictly",
            Sure::CutsReads => "A conclusion that changes with the next step is a conclusion about the cut.",
            Sure::CutsTable => "Open-door rate by how often a tie must be to count",
            Sure::CutsIsolates => "People without a tie, by how often a tie must be to count",
            Sure::SameVerdicts => "No verdict on a school would change with another cut or another reading of the reports.",
            Sure::Figure => "figure",
            Sure::AsPrinted => "as printed",
            Sure::From => "from",
            Sure::To => "to",
            Sure::Error => "standard error",
            Sure::Jackknife => "the same, leaving one out",
            Sure::Difference => "difference with the others",
            Sure::Apart => "in standard errors",
            Sure::Silenced => "silenced",
            Sure::OnAverage => "on average",
        }
    }

    fn ei_by_chance(&self, ei: f64, expected: f64, chance: &Chance) -> String {
        let numbers = format!(
            "E-I is {}, the sizes of the schools alone would give {}",
            self.decimal(ei, 2),
            self.decimal(expected, 2)
        );
        let deals = format!("in {} random deals of people over the schools", self.count(chance.permutations));
        if chance.lower < SHOWN {
            format!(
                "Ties stay within schools more than chance would give: {numbers}; {deals} it was rarely this low (p = {}).",
                self.decimal(chance.lower, 3)
            )
        } else if chance.upper < SHOWN {
            format!(
                "Ties run between schools more than chance would give: {numbers}; {deals} it was rarely this high (p = {}).",
                self.decimal(chance.upper, 3)
            )
        } else {
            format!(
                "It is not shown that ties stay within schools more or less than chance would give: {numbers}; {deals} it was often as far away (p = {} for as low, {} for as high).",
                self.decimal(chance.lower, 3),
                self.decimal(chance.upper, 3)
            )
        }
    }

    fn formal_by_chance(&self, r: f64, free: &Chance, within: &Chance) -> String {
        let numbers = |p: f64, q: f64| {
            format!(
                "correlation {}; p = {} when people change places within their school, {} when everybody does",
                self.decimal(r, 2),
                self.decimal(p, 3),
                self.decimal(q, 3)
            )
        };
        if within.upper < SHOWN {
            format!(
                "Formal and informal ties go together, also among colleagues of one school: {}.",
                numbers(within.upper, free.upper)
            )
        } else if within.lower < SHOWN {
            format!(
                "Among colleagues of one school, formal and informal ties go together less than chance would give: {}.",
                numbers(within.lower, free.lower)
            )
        } else if free.upper < SHOWN {
            format!(
                "Formal and informal ties go together, but no more than being of one school explains: {}.",
                numbers(within.upper, free.upper)
            )
        } else {
            format!("It is not shown that formal and informal ties go together: {}.", numbers(within.upper, free.upper))
        }
    }

    fn could_move(&self, figure: &str, value: f64, low: f64, high: f64) -> String {
        let x = |x: f64| self.decimal(x, 3);
        format!(
            "The same habits in another period could give a {figure} from {} to {}; now it is {}.",
            x(low),
            x(high),
            x(value)
        )
    }

    fn missing_could_change(&self, figure: &str, absent: f64, present: f64) -> String {
        let x = |x: f64| self.decimal(x, 3);
        if (absent - present).abs() < 5e-4 {
            return format!("Missing forms could change nothing about the {figure}: {} either way.", x(absent));
        }
        format!(
            "If every tie that nobody could tell were absent, the {figure} would be {}; if every one were there, {}.",
            x(absent),
            x(present)
        )
    }

    fn isolated_for_certain(&self, certain: u64, all: u64) -> String {
        match (certain, all) {
            (_, 0) => "Of nobody who answered is it said that they are without ties.".into(),
            (0, a) => format!(
                "Of {} without any tie it is certain for nobody: a missing form or a doubtful report could hold one.",
                people(a, self)
            ),
            (c, a) if c == a => format!(
                "Of {} without any tie that is certain, whatever the missing forms and doubtful reports hold.",
                people(a, self)
            ),
            (c, a) => format!(
                "Of {} without any tie that is certain for {}; for the others a missing form or a doubtful report could hold one.",
                people(a, self),
                self.count(c)
            ),
        }
    }

    fn isolated_in_doubt(&self, who: &str) -> String {
        format!("Not certain: {who}.")
    }

    fn order_would_stay(&self, silenced: f64, r: f64, low: f64, high: f64) -> String {
        let how = if r >= 0.9 {
            "nearly the same"
        } else if r >= 0.7 {
            "roughly the same"
        } else {
            "largely another one"
        };
        format!(
            "Had {} of those who answered been silent, the order of people by how often they are named would be {how} (rank correlation {}, from {} to {}).",
            self.percent(silenced),
            self.decimal(r, 2),
            self.decimal(low, 2),
            self.decimal(high, 2)
        )
    }

    fn verdict_changes(&self, school: &str, frame: &str, now: &str, then: &str, when: &str) -> String {
        format!("{school}, {frame}: now “{now}”; {when}: “{then}”.")
    }

    fn frame(&self, column: &str) -> &'static str {
        match column {
            "lagging_standard" => "beside the group's own standard",
            "lagging_group" => "beside the other schools",
            _ => "beside its own talk",
        }
    }

    fn when(&self, alternative: &str) -> String {
        match (alternative, alternative.strip_prefix("at_")) {
            (_, Some(cut)) => format!("counting ties of frequency {cut} and more"),
            ("confirmed", _) => "counting only what both sides report".into(),
            _ => "counting what either side reports".into(),
        }
    }

    fn treatment(&self, name: &str) -> String {
        match (name, name.strip_prefix("at_")) {
            (_, Some(cut)) => return format!("frequency {cut} and more"),
            ("all_absent", _) => "unknown ties absent",
            ("all_present", _) => "unknown ties there",
            ("all_returned", _) => "unknown ties returned",
            ("confirmed", _) => "both sides report it",
            ("either", _) => "either side reports it",
            _ => "only people who answered",
        }
        .into()
    }
}

fn people(n: u64, words: &English) -> String {
    if n == 1 { "the 1 person".into() } else { format!("{} people", words.count(n)) }
}

#[rustfmt::skip]
pub(super) const ENDINGS: &[Row] = &[
    ("_ci_low", "lower end", "How low the figure could be in another period of the same habits: the 2.5th percentile of 1,000 draws of people."),
    ("_ci_high", "upper end", "How high the figure could be in another period of the same habits: the 97.5th percentile of 1,000 draws of people."),
    ("_jackknife_se", "standard error, leaving one out", "Standard error from leaving out one person at a time."),
    ("_se", "standard error", "How much the figure moves between draws of people: the standard deviation over 1,000 of them."),
    ("_difference_z", "apart, in standard errors", "The difference with the other schools together, in standard errors; beyond 2 it is hardly chance."),
    ("_difference", "beside the other schools", "The figure less that of all other schools together."),
    ("_all_absent", "unknown ties absent", "The figure if every tie that nobody who was asked could tell were absent."),
    ("_all_present", "unknown ties there", "The figure if every tie that nobody who was asked could tell were there."),
    ("_all_returned", "unknown ties returned", "The figure if a tie that nobody could tell is there when the other end names it."),
    ("_confirmed", "both sides report it", "The figure if a tie counts only when both sides report it, where both were asked."),
    ("_either", "either side reports it", "The figure if a tie counts as soon as one side reports it."),
    ("_respondents", "only people who answered", "The figure when people who did not answer are left out with their ties."),
];

pub(super) const CUT: (&str, &str) = (
    "frequency",
    "The figure if ties of relations with frequencies count from this frequency on; ties without frequencies stay.",
);
