//! Whether waves stand in the order of time, as far as their periods and labels tell it: told, never corrected, for
//! only the user knows. In the wrong order every tie that was made counts as lost.

use super::Wave;
use crate::dates::{self, Period};
use crate::error::Notice;

/// Words that say a wave's place among others, in groups that belong together, the earliest first.
const PLACES: [&[&[&str]]; 2] = [
    &[
        &[
            "voor",
            "voormeting",
            "nulmeting",
            "begin",
            "beginmeting",
            "start",
            "startmeting",
            "before",
            "pre",
            "pretest",
            "baseline",
        ],
        &["tussen", "tussenmeting", "tussentijds", "midden", "halverwege", "mid", "middle", "midterm", "halfway"],
        &["na", "nameting", "eind", "einde", "eindmeting", "after", "post", "posttest", "end", "final"],
        &["vervolg", "vervolgmeting", "followup"],
    ],
    &[
        &["eerste", "first", "een", "one"],
        &["tweede", "second", "twee", "two"],
        &["derde", "third", "drie", "three"],
        &["vierde", "fourth", "vier", "four"],
    ],
];
/// Words of what comes again every year: a number after them, or before and after, tells no order.
const EVERY_YEAR: [&str; 22] = [
    "week",
    "weeknummer",
    "wk",
    "periode",
    "period",
    "maand",
    "month",
    "kwartaal",
    "quarter",
    "blok",
    "block",
    "semester",
    "trimester",
    "term",
    "vakantie",
    "zomervakantie",
    "kerstvakantie",
    "herfstvakantie",
    "holiday",
    "holidays",
    "winter",
    "kerst",
];
/// Words of a year, of which before and after may be those of two: the end of one comes before the begin of the next.
const YEARS: [&str; 4] = ["schooljaar", "cursusjaar", "jaar", "year"];
/// What is to be said of the order of waves.
pub(super) fn told(waves: &[Wave], is_listed: bool) -> Vec<Notice> {
    let mut notices = Vec::new();
    let periods: Vec<Option<Period>> = waves.iter().map(|w| w.period.as_deref().and_then(dates::period)).collect();
    let begins: Vec<Option<i64>> = periods.iter().map(|period| period.and_then(begin)).collect();
    // Where periods tell it all, labels are but names.
    let labels = begins.contains(&None).then(|| by_label(waves)).flatten();
    for (index, wave) in waves.iter().enumerate() {
        let Some(written) = wave.period.clone() else { continue };
        let ends_before = periods[index].is_some_and(Period::is_turned);
        let orders_nothing = periods[index].is_none() && labels.is_none() && waves.len() > 1;
        if ends_before || orders_nothing {
            notices.push(Notice::WavePeriod { wave: wave.id.clone(), written, ends_before });
        }
    }
    let by_period = other_order(waves, &begins);
    // Labels that are at odds with the periods there are tell nothing.
    let of_known = |labels: &[Option<i64>]| -> Vec<Option<i64>> {
        labels.iter().zip(&begins).map(|(label, begin)| label.filter(|_| begin.is_some())).collect()
    };
    let labels = labels.filter(|labels| other_order(waves, &of_known(labels)).is_none());
    let by_label = labels.and_then(|labels| other_order(waves, &labels));
    // Both may tell the same.
    if let Some(order) = by_period.clone() {
        notices.push(Notice::WaveOrder { waves: ids(waves), order, by_period: true, is_listed });
    } else if let Some(order) = by_label {
        notices.push(Notice::WaveOrder { waves: ids(waves), order, by_period: false, is_listed });
    }
    notices
}

/// When a period begins; one that ends before it begins tells no order.
fn begin(period: Period) -> Option<i64> {
    (!period.is_turned()).then(|| period.first().number())
}

fn ids(waves: &[Wave]) -> Vec<String> {
    waves.iter().map(|w| w.id.clone()).collect()
}

/// The waves that have a moment, by it, where they stand in another order.
fn other_order(waves: &[Wave], moments: &[Option<i64>]) -> Option<Vec<String>> {
    let mut known: Vec<(i64, &Wave)> = moments.iter().zip(waves).filter_map(|(m, w)| Some(((*m)?, w))).collect();
    if known.is_sorted_by_key(|k| k.0) {
        return None;
    }
    known.sort_by_key(|k| k.0);
    Some(known.into_iter().map(|(_, w)| w.id.clone()).collect())
}

/// The order that labels tell: of dates, of one number each, or of words such as before and after. None where one of
/// them tells nothing.
fn by_label(waves: &[Wave]) -> Option<Vec<Option<i64>>> {
    let all = |moment: &dyn Fn(&str) -> Option<i64>| -> Option<Vec<Option<i64>>> {
        waves.iter().map(|w| moment(&w.id).map(Some)).collect()
    };
    let alike = |rest: &dyn Fn(&str) -> Option<(String, i64)>| -> Option<Vec<Option<i64>>> {
        let parts: Vec<(String, i64)> = waves.iter().map(|w| rest(&w.id)).collect::<Option<_>>()?;
        let same = parts.iter().all(|p| p.0 == parts[0].0);
        same.then(|| parts.iter().map(|p| Some(p.1)).collect())
    };
    all(&|label| dates::period(label).and_then(begin))
        .or_else(|| alike(&numbered))
        .or_else(|| PLACES.iter().find_map(|places| alike(&|label| placed(label, places))))
}

/// `T2`, `meting 2`: the label without its number, and the number.
fn numbered(label: &str) -> Option<(String, i64)> {
    let digits: String = label.chars().filter(char::is_ascii_digit).collect();
    let parts = label.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).count();
    let rest: String = label.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    (parts == 1 && !comes_again(label)).then(|| digits.parse().ok().map(|n| (rest, n))).flatten()
}

/// Whether a label speaks of what comes again every year.
fn comes_again(label: &str) -> bool {
    let is_such = |word: &str| EVERY_YEAR.contains(&word) || dates::is_season(word);
    label.to_lowercase().split(|c: char| !c.is_alphabetic()).any(is_such)
}

/// Whether a word says a wave's place among others by before and after.
pub(super) fn is_place(word: &str) -> bool {
    PLACES[0].iter().any(|words| words.contains(&word))
}

/// The label without its word for a place, and that place.
fn placed(label: &str, places: &[&[&str]]) -> Option<(String, i64)> {
    let label = label.to_lowercase().replace("follow-up", "followup");
    let place_of = |word: &str| (0..).zip(places).find(|(_, words)| words.contains(&word)).map(|(place, _)| place);
    let words = || label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut found = words().filter_map(place_of);
    let place = found.next().filter(|_| found.next().is_none())?;
    let rest: Vec<&str> = words().filter(|word| place_of(word).is_none()).collect();
    let of_a_year = words().any(is_place) && words().any(|word| YEARS.contains(&word));
    if (of_a_year || comes_again(&label)) && !rest.iter().any(|word| dates::year(word).is_some()) {
        return None;
    }
    Some((rest.join(" "), place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::sample::survey;

    fn waves(of: &[(&str, &str)]) -> Vec<Wave> {
        let period = |p: &str| (!p.is_empty()).then(|| p.to_owned());
        of.iter().map(|(id, p)| Wave { id: (*id).into(), period: period(p), ..Wave::default() }).collect()
    }

    fn order(of: &[(&str, &str)]) -> Option<(Vec<String>, bool)> {
        told(&waves(of), true).into_iter().find_map(|n| match n {
            Notice::WaveOrder { order, by_period, .. } => Some((order, by_period)),
            _ => None,
        })
    }

    fn turned(first: &str, second: &str, by_period: bool) -> Option<(Vec<String>, bool)> {
        Some((vec![second.into(), first.into()], by_period))
    }

    #[test]
    fn periods_of_any_usual_writing_tell_another_order() {
        for (late, early) in [
            ("2025-08-25/2026-01-31", "2024-08-26/2025-01-31"),
            ("2025-09..2026-06", "2024-09..2025-06"),
            ("2025-2026", "2024-2025"),
            ("schooljaar 2025/26", "schooljaar 2024/25"),
            ("25-08-2025 t/m 31-01-2026", "25-08-2024 t/m 31-01-2025"),
            ("25/8/2025 - 31/1/2026", "25/8/2024 - 31/1/2025"),
            ("september 2025", "1 juni 2025"),
            ("najaar 2025", "voorjaar 2025"),
            ("oct 2025 to jan 2026", "2025"),
        ] {
            assert_eq!(order(&[("b", late), ("a", early)]), turned("b", "a", true), "{late}");
            assert_eq!(order(&[("b", early), ("a", late)]), None, "{early}");
        }
    }

    #[test]
    fn a_year_and_a_number_up_to_twelve_are_a_month_and_a_school_year_may_end_a_century() {
        for in_order in [
            [("a", "2011-09"), ("b", "2011-12")],
            [("a", "2008-09"), ("b", "2010-11")],
            [("a", "2010-11"), ("b", "2011-12")],
            [("a", "schooljaar 2011-12"), ("b", "september 2011")],
            [("a", "1998-99"), ("b", "1999-00")],
            [("a", "1999-00"), ("b", "2000-01")],
        ] {
            assert_eq!(told(&waves(&in_order), true), [], "{in_order:?}");
            let [(a, early), (b, late)] = in_order;
            assert_eq!(order(&[(b, late), (a, early)]), turned(b, a, true), "{in_order:?}");
        }
    }

    #[test]
    fn labels_tell_an_order_by_year_number_or_word() {
        for (late, early) in [
            ("2026", "2024"),
            ("2025-2026", "2024-2025"),
            ("meting 2", "meting 1"),
            ("T1", "T0"),
            ("na", "voor"),
            ("Nameting", "Voormeting"),
            ("na de training", "voor de training"),
            ("juni 2025", "september 2024"),
            ("posttest", "pretest"),
            ("tweede ronde", "eerste ronde"),
        ] {
            assert_eq!(order(&[(late, ""), (early, "")]), turned(late, early, false), "{late}");
            assert_eq!(order(&[(early, ""), (late, "")]), None, "{late}");
        }
        for (a, b) in [
            ("groep b", "groep a"),
            ("Meijer 2024", "Jansen 2024"),
            ("A", "2024"),
            ("na de training", "voor de vakantie"),
            ("school 2", "T1"),
        ] {
            assert_eq!(order(&[(a, ""), (b, "")]), None, "{a}");
        }
        // Periods are what waves are about.
        let both = [("na", "2025-08-25/2026-01-31"), ("voor", "2024-08-25/2025-01-31")];
        assert_eq!(order(&both), turned("na", "voor", true));
    }

    #[test]
    fn labels_are_names_where_periods_tell_the_order_or_what_they_name_comes_again_every_year() {
        for in_order in [
            [("eind schooljaar", "2025-05-01/2025-05-31"), ("begin schooljaar", "2025-09-01/2025-09-30")],
            [("week 36", "2025-09-01/2025-09-07"), ("week 4", "2026-01-19/2026-01-25")],
            [("T1", "2025-05"), ("T0", "2025-09")],
            [("eind schooljaar", ""), ("begin schooljaar", "")],
            [("week 36", ""), ("week 4", "")],
            [("week36", "2025-09"), ("week4", "")],
            [("Periode 4", ""), ("Periode 1", "")],
            [("maand 9", ""), ("maand 1", "")],
            [("na de zomer", ""), ("voor de zomer", "")],
            [("derde kwartaal", ""), ("eerste kwartaal", "")],
        ] {
            assert_eq!(order(&in_order), None, "{in_order:?}");
        }
        let same_year = [("eind schooljaar 2024-2025", ""), ("begin schooljaar 2024-2025", "")];
        assert_eq!(order(&same_year), turned(same_year[0].0, same_year[1].0, false));
        assert_eq!(order(&[("jaar 2", ""), ("jaar 1", "")]), turned("jaar 2", "jaar 1", false));
        // One of them without a period: labels are asked, unless the periods there are gainsay them.
        assert_eq!(order(&[("T1", "2025-05"), ("T0", "")]), turned("T1", "T0", false));
        assert_eq!(order(&[("T2", "2025-05"), ("T1", "2025-09"), ("T0", "")]), None);
    }

    #[test]
    fn a_period_that_ends_before_it_begins_or_that_is_no_date_is_told() {
        let of = |of: &[(&str, &str)]| told(&waves(of), true);
        let period = |wave: &str, written: &str, ends_before| Notice::WavePeriod {
            wave: wave.into(),
            written: written.into(),
            ends_before,
        };
        assert_eq!(of(&[("a", "2025-09..2025-06")]), [period("a", "2025-09..2025-06", true)]);
        assert_eq!(of(&[("a", "2026-2025")]), [period("a", "2026-2025", true)]);
        let free = [("klas", "ergens in het najaar"), ("team", "2025")];
        assert_eq!(of(&free), [period("klas", "ergens in het najaar", false)]);
        // Labels tell the order, or there is one wave and nothing to put in order.
        assert_eq!(of(&[("2024", "ergens in het najaar"), ("2025", "")]), []);
        assert_eq!(of(&[("a", "ergens in het najaar")]), []);
    }

    #[test]
    fn labels_of_the_files_in_natural_order_may_be_in_another_order_of_time() {
        let files = [("teachers.csv", "id\na\nb\n"), ("ties.csv", "from,to,wave\na,b,voor\nb,a,na\n")];
        let told: Vec<_> =
            survey(&files).notices.into_iter().filter(|n| matches!(n, Notice::WaveOrder { .. })).collect();
        let (waves, order) = (vec!["na".to_owned(), "voor".into()], vec!["voor".to_owned(), "na".into()]);
        assert_eq!(told, [Notice::WaveOrder { waves, order, by_period: false, is_listed: false }]);
    }
}
