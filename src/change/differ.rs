//! Whether two waves were asked in the same way: else a difference between them is one of the questionnaire.

use crate::error::Difference;
use crate::network::Network;
use crate::survey::{End, Question};

/// Two periods are of one length when they differ by no more than this share of the longer: school terms do not have
/// the same number of days every year, and a half year is not a whole one.
const SAME_LENGTH: f64 = 0.1;
/// Two periods are of the same season when their middles lie no further apart than this many days of the year: holidays
/// move by some weeks, and September to January is not February to June.
const SAME_SEASON: i64 = 45;

/// In what two waves differ, beside what people answered.
///
/// # Reads
/// What was asked of whom, from which frequency a tie counts, whom people could name, and the periods as `study.toml`
/// gives them; a period that is not given is not compared.
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
    if let (Some(a), Some(b)) = (then_period.and_then(days), now_period.and_then(days)) {
        periods(a, b, (then_period.unwrap_or_default(), now_period.unwrap_or_default()), &mut found);
    }
    found
}

/// First and last day, counted from some day on.
type Days = (i64, i64);

fn periods(a: Days, b: Days, text: (&str, &str), found: &mut Vec<Difference>) {
    let length = |d: Days| d.1 - d.0 + 1;
    let (one, two) = (length(a), length(b));
    if one <= 0 || two <= 0 {
        return;
    }
    if (one - two).abs() as f64 > SAME_LENGTH * one.max(two) as f64 {
        found.push(Difference::PeriodLength { before: one as u32, after: two as u32 });
    }
    // Middles as days of a year of 365.25 days, in quarters of a day.
    let middle = |d: Days| ((d.0 + d.1) * 2).rem_euclid(1_461);
    let apart = (middle(a) - middle(b)).rem_euclid(1_461);
    if apart.min(1_461 - apart) > SAME_SEASON * 4 {
        found.push(Difference::Season { before: text.0.to_owned(), after: text.1.to_owned() });
    }
}

/// `2025-08-25/2026-01-31` as days; none when it is written in another way.
fn days(period: &str) -> Option<Days> {
    let (from, to) = period.split_once('/')?;
    Some((day(from.trim())?, day(to.trim())?))
}

/// A date as a number of days in the Gregorian calendar (Hinnant, `days_from_civil`).
fn day(date: &str) -> Option<i64> {
    let mut parts = date.split('-').map(|p| p.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year)
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
    fn dates_count_as_the_calendar_does() {
        assert_eq!(day("2000-03-01").zip(day("2000-02-28")).map(|(a, b)| a - b), Some(2));
        assert_eq!(day("1900-03-01").zip(day("1900-02-28")).map(|(a, b)| a - b), Some(1));
        assert_eq!(day("2026-01-01").zip(day("2025-01-01")).map(|(a, b)| a - b), Some(365));
        assert_eq!((day("2026-13-01"), day("2026-1"), day("x")), (None, None, None));
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
