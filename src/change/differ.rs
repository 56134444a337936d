//! Whether two waves were asked in the same way: else a difference between them is one of the questionnaire.

use crate::dates::{self, Period};
use crate::error::Difference;
use crate::network::Network;
use crate::survey::{End, Question};

/// Two periods are of one length when they differ by no more than this share of the longer: school terms do not have
/// the same number of days every year, and a half year is not a whole one.
const SAME_LENGTH: f64 = 0.1;
/// A school year that is written as a year may leave its holidays out: so many days at most.
const HOLIDAYS: i64 = 56;
/// Two periods are of the same season when their middles lie no further apart than this many days of the year: holidays
/// move by some weeks, and September to January is not February to June.
const SAME_SEASON: i64 = 45;

/// In what two waves differ, beside what people answered.
///
/// # Reads
/// What was asked of whom, from which frequency a tie counts, whom people could name, and the periods as `study.toml`
/// gives them; a period that is not given, not understood or no more than one moment is not compared.
///
/// # Example
/// ```
/// use staffroom::{change::differ::differences, network::Network};
/// let first = Network::of_school(3).tie(0, 1, "advice");
/// let second = Network::of_school(3).tie(0, 1, "advice").tie(1, 2, "friendship");
/// assert!(differences((&first, "2025", None), (&first, "2026", None)).is_empty());
/// assert_eq!(differences((&first, "2025", None), (&second, "2026", None)).len(), 1);
/// ```
pub fn differences(first: (&Network, &str, Option<&str>), second: (&Network, &str, Option<&str>)) -> Vec<Difference> {
    let mut found = Vec::new();
    let ((then, then_id, then_period), (now, now_id, now_period)) = (first, second);
    let name = |network: &Network, q: &Question| network.relations[q.relation as usize].id.clone();
    let asked = |network: &Network, q: &Question| {
        network.questions.iter().find(|o| (o.relation, o.end) == (q.relation, q.end)).cloned()
    };
    for (own, other, id) in [(then, now, then_id), (now, then, now_id)] {
        for q in own.questions.iter().filter(|q| asked(other, q).is_none()) {
            let (relation, host_side) = (name(own, q), q.end == End::To);
            found.push(Difference::AskedOnce { relation, host_side, wave: id.to_owned() });
        }
    }
    for q in &then.questions {
        let (Some(other), relation) = (asked(now, q), name(then, q)) else { continue };
        if (q.at_least - other.at_least).abs() > f32::EPSILON {
            let (before, after) = (q.at_least, other.at_least);
            found.push(Difference::Threshold { relation: relation.clone(), before, after });
        }
        if q.within_school != other.within_school {
            let wave = if q.within_school { then_id } else { now_id }.to_owned();
            found.push(Difference::OwnSchoolOnly { relation: relation.clone(), wave });
        }
        if q.max_names != other.max_names {
            found.push(Difference::MostNames { relation, before: q.max_names, after: other.max_names });
        }
    }
    for (ix, relation) in then.relations.iter().enumerate() {
        let other = &now.relations[ix];
        let same = (relation.directed, relation.family, relation.openness, relation.opens, relation.channel)
            == (other.directed, other.family, other.openness, other.opens, other.channel);
        if !same && then.questions.iter().any(|q| q.relation == ix as u32) {
            found.push(Difference::Meaning { relation: relation.id.clone() });
        }
    }
    if then.include_guided != now.include_guided {
        found.push(Difference::Guided);
    }
    if let (Some(before), Some(after)) = (then_period, now_period)
        && let (Some(a), Some(b)) = (dates::period(before), dates::period(after))
    {
        periods(a, b, (before, after), &mut found);
    }
    found
}

/// A day, a month, a quarter or a season says when people were asked, and not what they were asked about: only two ends,
/// or a year, are compared. A month or a season at an end is any day of it, and a difference is told when it is there
/// whichever day is meant.
fn periods(a: Period, b: Period, text: (&str, &str), found: &mut Vec<Difference>) {
    let whole = |p: Period| p.last().number() - p.first().number() + 1;
    let is_covered = |p: Period| !p.is_turned() && (p.end.is_some() || whole(p) >= 365);
    if !is_covered(a) || !is_covered(b) {
        return;
    }
    let between = |begin: dates::Span, end: dates::Span| (end.first.number() - begin.last.number() + 1).max(1);
    let shortest = |p: Period| p.end.map_or(whole(p) - HOLIDAYS, |end| between(p.begin, end));
    let is_longer = |shortest: i64, other: i64| (shortest - other) as f64 > SAME_LENGTH * shortest as f64;
    if is_longer(shortest(a), whole(b)) || is_longer(shortest(b), whole(a)) {
        found.push(Difference::PeriodLength { before: whole(a) as u32, after: whole(b) as u32 });
    }
    // Middles as days of a year of 365.25 days, in quarters of a day, and how far they may be moved either way.
    let ends = |p: Period| [p.begin, p.end.unwrap_or(p.begin)];
    let middle = |p: Period| ends(p).iter().map(|end| end.first.number() + end.last.number()).sum::<i64>();
    let room = |p: Period| ends(p).iter().map(|end| end.last.number() - end.first.number()).sum::<i64>();
    let apart = (middle(a) - middle(b)).rem_euclid(1_461);
    if apart.min(1_461 - apart) - room(a) - room(b) > SAME_SEASON * 4 {
        found.push(Difference::Season { before: text.0.to_owned(), after: text.1.to_owned() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::sketch::Sketch;

    fn of_periods(a: &str, b: &str) -> Vec<Difference> {
        let school = Network::of_school(2).tie(0, 1, "advice");
        differences((&school, "1", Some(a)), (&school, "2", Some(b)))
    }

    #[test]
    fn the_same_half_year_of_other_years_compares_and_another_half_year_does_not() {
        assert_eq!(of_periods("2023-08-28/2024-01-31", "2025-08-25/2026-01-31"), []);
        assert_eq!(of_periods("2023-08-28/2024-01-31", "winter"), []);
        let spring = of_periods("2025-08-25/2026-01-31", "2026-02-01/2026-07-10");
        assert!(matches!(&spring[..], [Difference::Season { .. }]), "{spring:?}");
        let year = of_periods("2024-08-26/2025-07-11", "2025-08-25/2026-01-31");
        assert!(matches!(year[0], Difference::PeriodLength { before: 320, after: 160 }), "{year:?}");
        // Around the turn of the year: middles on 31 December and 1 January are a day apart.
        assert_eq!(of_periods("2024-12-01/2025-01-30", "2025-12-03/2026-01-31"), []);
    }

    #[test]
    fn periods_in_words_compare_as_those_in_numbers_do() {
        let half_year = "1 september 2025 - 31 januari 2026";
        assert_eq!(of_periods("2024-09-02/2025-01-31", half_year), []);
        assert_eq!(of_periods("1-9-2024 t/m 31-1-2025", half_year), []);
        let year = of_periods("1 september 2024 - 31 mei 2025", half_year);
        assert!(matches!(year[0], Difference::PeriodLength { before: 273, after: 153 }), "{year:?}");
        let (before, after) = (half_year.to_owned(), "1 February 2026 to 30 June 2026".to_owned());
        assert_eq!(of_periods(&before, &after), [Difference::Season { before, after }]);
    }

    #[test]
    fn a_period_that_does_not_give_its_days_differs_only_if_it_does_whichever_day_is_meant() {
        let spring = of_periods("september 2025 - januari 2026", "februari 2026 t/m juni 2026");
        assert!(matches!(&spring[..], [Difference::Season { .. }]), "{spring:?}");
        let year = of_periods("sep 2024 - jun 2025", "sep 2025 - jan 2026");
        assert!(matches!(year[0], Difference::PeriodLength { before: 303, after: 153 }), "{year:?}");
        let year = of_periods("schooljaar 2024-2025", "2025-08-25/2026-01-31");
        assert!(matches!(year[..], [Difference::PeriodLength { before: 365, after: 160 }]), "{year:?}");
        for (before, after) in [
            // A year has every season in it.
            ("2024", "schooljaar 2025-2026"),
            ("schooljaar 2024-2025", "2025-08-25/2026-07-10"),
            ("september 2024 - januari 2025", "2025-09-15/2026-01-15"),
            // When people were asked, and the time that they were asked about.
            ("31 januari 2025", "2025-08-25/2026-01-31"),
            ("2024", "mei 2025"),
            // When people were asked, both times.
            ("november 2024", "mei 2025"),
            ("2024-11-12", "2025-05-11"),
            ("12 november 2025", "11 mei 2026"),
            ("2024Q4", "2025Q2"),
            ("najaar 2024", "voorjaar 2025"),
            ("3/9/2024 - 3/1/2025", "2025-08-25/2026-01-31"),
            ("2026-01-31/2025-08-25", "2026-02-01/2026-06-30"),
        ] {
            assert_eq!(of_periods(before, after), [], "{before}, {after}");
        }
    }

    #[test]
    fn another_cut_another_reach_and_another_end_are_named() {
        let one = Sketch::of(&["a b"]).question("advice", End::From, false, 1.0).network();
        let two = Sketch::of(&["a b"])
            .question("advice", End::From, true, 3.0)
            .question("advice", End::To, true, 3.0)
            .network();
        let found = differences((&one, "1", None), (&two, "2", None));
        let want = [
            Difference::AskedOnce { relation: "advice".into(), host_side: true, wave: "2".into() },
            Difference::Threshold { relation: "advice".into(), before: 1.0, after: 3.0 },
            Difference::OwnSchoolOnly { relation: "advice".into(), wave: "2".into() },
        ];
        assert_eq!(found, want);
    }
}
