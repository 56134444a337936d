//! Dates and periods as people write them, in Dutch and English: `2025-08-25/2026-01-31`, `25-8-2025 t/m 31-1-2026`,
//! `1 september 2025 - 31 januari 2026`, `najaar 2025`, `schooljaar 2025/26`.

use std::fmt;

/// Months in Dutch and English, whole and cut short.
const MONTHS: [&[&str]; 12] = [
    &["januari", "january", "jan"],
    &["februari", "february", "feb"],
    &["maart", "march", "mrt", "mar"],
    &["april", "apr"],
    &["mei", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["augustus", "august", "aug"],
    &["september", "sept", "sep"],
    &["oktober", "october", "okt", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];
/// Seasons, by the months in which they begin and end; a winter is one only with both its years.
const SEASONS: [(&[&str], u8, u8); 3] = [
    (&["voorjaar", "lente", "spring"], 3, 6),
    (&["zomer", "summer"], 6, 9),
    (&["najaar", "herfst", "autumn", "fall"], 9, 12),
];
/// Words that may stand before a date and say nothing of it.
const SAYS_NOTHING: [&str; 14] = [
    "schooljaar",
    "school",
    "year",
    "jaar",
    "cursusjaar",
    "meting",
    "wave",
    "ronde",
    "round",
    "periode",
    "period",
    "van",
    "from",
    "the",
];
/// Words of which a number may follow: `ronde 4 2024` is no April.
const NUMBERED: [&str; 6] = ["meting", "wave", "ronde", "round", "periode", "period"];
/// What may stand between the ends of a period; a hyphen without spaces only between dates in words.
const BETWEEN: [&str; 11] = [" t/m ", " tot en met ", " tot ", " until ", " to ", "...", "..", "/", "–", " - ", HYPHEN];
const HYPHEN: &str = "-";
/// Signs of which it cannot be told whether the last day is in the period.
const MAY_LEAVE_OUT: [&str; 2] = [" tot ", " until "];
/// A school year goes from August to July.
const FIRST_MONTH: u8 = 8;

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date {
    pub(crate) year: i64,
    /// From 1.
    pub(crate) month: u8,
    /// From 1.
    pub(crate) day: u8,
}

impl Date {
    fn of(year: i64, month: u8, day: u8) -> Option<Date> {
        let is_there = (1..=12).contains(&month) && (1..=length_of_month(year, month)).contains(&day);
        is_there.then_some(Date { year, month, day })
    }

    /// Its number in the Gregorian calendar (Hinnant, `days_from_civil`).
    pub(crate) fn number(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = if month <= 2 { self.year - 1 } else { self.year };
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn length_of_month(year: i64, month: u8) -> u8 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + u8::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// What a date says: a day, or a month, a quarter, a season or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) first: Date,
    pub(crate) last: Date,
}

impl Span {
    fn of_day(year: i64, month: u8, day: u8) -> Option<Span> {
        Date::of(year, month, day).map(|day| Span { first: day, last: day })
    }

    fn of_months(first: (i64, u8), last: (i64, u8)) -> Span {
        Span {
            first: Date { year: first.0, month: first.1, day: 1 },
            last: Date { year: last.0, month: last.1, day: length_of_month(last.0, last.1) },
        }
    }

    /// The day, where it is a single one.
    fn day(self) -> Option<Date> {
        (self.first == self.last).then_some(self.first)
    }
}

/// A period as it is written: one date, or the date in which it begins and that in which it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) begin: Span,
    pub(crate) end: Option<Span>,
    /// It cannot be told whether the last day is in it.
    may_leave_out: bool,
}

impl Period {
    /// Its first day.
    pub(crate) fn first(self) -> Date {
        self.begin.first
    }

    /// Its last day: before the first, where it is written so.
    pub(crate) fn last(self) -> Date {
        self.end.unwrap_or(self.begin).last
    }

    /// Whether it ends before it begins.
    pub(crate) fn is_turned(self) -> bool {
        self.last() < self.first()
    }
}

/// The first and last day of a period that gives both, in order, and leaves no doubt that the last is in it.
pub(crate) fn days(text: &str) -> Option<[Date; 2]> {
    let period = period(text)?;
    let both = [period.begin.day()?, period.end?.day()?];
    (!period.is_turned() && !period.may_leave_out).then_some(both)
}

/// A date, month, season, year, school year, or two of them as the ends of a period.
pub(crate) fn period(text: &str) -> Option<Period> {
    let text = text.trim().to_lowercase().replace('—', "–");
    let mut text = text.as_str();
    let (mut is_school_year, mut is_numbered) = (false, false);
    while let Some((word, rest)) =
        SAYS_NOTHING.iter().find_map(|word| Some((word, text.strip_prefix(word)?.strip_prefix(' ')?)))
    {
        is_school_year |= ["schooljaar", "school", "cursusjaar"].contains(word);
        is_numbered |= NUMBERED.contains(word);
        text = rest.trim_start();
    }
    if is_numbered && is_number_and_year(text) {
        return None;
    }
    let date_in = |part: &str, day_first: Option<bool>| {
        school_year(part, is_school_year).or_else(|| winter(part)).or_else(|| date(part, day_first))
    };
    if let Some(begin) = date_in(text, None) {
        return Some(Period { begin, end: None, may_leave_out: false });
    }
    // Which of several signs parts the ends is seen by what is left of it and right.
    BETWEEN.iter().flat_map(|sign| text.match_indices(sign)).find_map(|(at, sign)| {
        let (from, to) = (text[..at].trim(), text[at + sign.len()..].trim());
        let in_words = |part: &str| part.contains(char::is_alphabetic);
        // Both ends are written alike: 31/1 says that the other has its day first, too.
        let day_first = match (is_day_first(from), is_day_first(to)) {
            (Some(one), Some(other)) if one != other => return None,
            (one, other) => one.or(other),
        };
        if sign == HYPHEN && !(in_words(from) && in_words(to)) {
            return None;
        }
        let (begin, end) = (date_in(from, day_first)?, date_in(to, day_first)?);
        Some(Period { begin, end: Some(end), may_leave_out: MAY_LEAVE_OUT.contains(&sign) })
    })
}

/// `4 2024`, `1-2 2025`: one number or more, and then a year.
fn is_number_and_year(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(numbers, rest)| {
        let is_numbers = numbers.chars().all(|c| c.is_ascii_digit() || "-–/+.".contains(c));
        is_numbers && year(numbers).is_none() && rest.split(' ').find(|word| !word.is_empty()).and_then(year).is_some()
    })
}

/// A year in which people may have been asked: another number of four digits is a code of something.
pub(crate) fn year(text: &str) -> Option<i64> {
    let year = text.parse().ok().filter(|_| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()))?;
    (1900..2100).contains(&year).then_some(year)
}

/// Whether a word is a season that comes every year.
pub(crate) fn is_season(word: &str) -> bool {
    SEASONS.iter().any(|season| season.0.contains(&word))
}

/// `2024-2025`, `2024/25`. In `2011-12` the second may be a month, and is one unless the words before say that it is a
/// school year: all that are written so begin in the order of their years either way.
fn school_year(text: &str, is_said: bool) -> Option<Span> {
    let (first, second) = text.split_once(['-', '/', '–'])?;
    let (first, second) = (year(first.trim())?, second.trim());
    let next = year(second).or_else(|| {
        let short = second.parse::<i64>().ok().filter(|_| second.len() == 2)?;
        let may_be_month = (1..=12).contains(&short);
        if short == (first + 1) % 100 {
            return (is_said || !may_be_month).then_some(first + 1);
        }
        (short > 12).then_some(first - first % 100 + short)
    })?;
    Some(Span::of_months((first, FIRST_MONTH), (next, FIRST_MONTH - 1)))
}

/// `winter 2024-2025`; in `winter 2025` it may be either.
fn winter(text: &str) -> Option<Span> {
    let years = school_year(text.strip_prefix("winter")?.trim_start(), true)?;
    let (first, last) = (years.first.year, years.last.year);
    (last == first + 1).then(|| Span::of_months((first, 12), (last, 2)))
}

/// Whether the day stands before the month in `31/1/2026`, or after it as in `1-31-2026`, where it cannot be both.
fn is_day_first(text: &str) -> Option<bool> {
    let parts: Vec<i64> = text.split(['/', '-']).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    match parts[..] {
        [13..=31, 1..=12, _] => Some(true),
        [1..=12, 13..=31, _] => Some(false),
        _ => None,
    }
}

/// One date, or a month, a quarter, a season or a year. Of 3/9 it must be told whether the day stands first; in 3-9 and
/// 3.9 it does unless the other end tells otherwise.
fn date(text: &str, day_first: Option<bool>) -> Option<Span> {
    let text = &text.replace('q', " q");
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ', '_']).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| part.parse::<u8>().ok().filter(|_| part.bytes().all(|b| b.is_ascii_digit()));
    let month = |part: &str| {
        let by_number = number(part).filter(|m| (1..=12).contains(m));
        by_number.or_else(|| (1..).zip(MONTHS).find(|(_, names)| names.contains(&part)).map(|(m, _)| m))
    };
    let season = |part: &str| SEASONS.iter().find(|s| s.0.contains(&part)).map(|s| (s.1, s.2));
    let quarter = |part: &str| {
        let which = number(part.strip_prefix('q')?).filter(|n| (1..=4).contains(n))?;
        Some((which * 3 - 2, which * 3))
    };
    match parts[..] {
        [only] => year(only).map(|y| Span::of_months((y, 1), (y, 12))),
        [a, b] => {
            let (year, other) = year(a).map(|y| (y, b)).or_else(|| Some((year(b)?, a)))?;
            let (first, last) = season(other).or_else(|| quarter(other)).or_else(|| month(other).map(|m| (m, m)))?;
            Some(Span::of_months((year, first), (year, last)))
        }
        [a, b, c] => {
            let (year, m, d) = match (year(a), year(c)) {
                (Some(year), _) => (year, month(b)?, number(c)?),
                (_, Some(year)) if month(b).is_none() || number(a).is_none() => (year, month(a)?, number(b)?),
                (_, Some(year)) => {
                    // 3/9 is a day in September here and in March there.
                    let either = a != b && month(a).is_some() && number(b).is_some();
                    let day_first = match day_first {
                        _ if !either => true,
                        None if text.contains('/') => return None,
                        told => told.unwrap_or(true),
                    };
                    if day_first { (year, month(b)?, number(a)?) } else { (year, month(a)?, number(b)?) }
                }
                _ => return None,
            };
            Span::of_day(year, m, d)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(text: &str) -> Option<String> {
        period(text).map(|period| format!("{} {}", period.first(), period.last()))
    }

    #[test]
    fn days_months_seasons_and_years_of_both_languages_are_understood() {
        let half_year = Some("2025-09-01 2026-01-31".to_owned());
        for text in [
            "2025-09-01/2026-01-31",
            "1 september 2025 - 31 januari 2026",
            "1 sep 2025 to 31 January 2026",
            "september 1 2025 until january 31 2026",
            "1-9-2025 t/m 31-1-2026",
            "01/09/2025 - 31/01/2026",
            "09/01/2025 - 01/31/2026",
            "van 1.9.2025 tot en met 31.1.2026",
            "2025-09..2026-01",
            "09-01-2025 - 01-31-2026",
            "periode 1 september 2025 t/m 31 januari 2026",
            "1 september 2025-31 januari 2026",
            "sep 2025-jan 2026",
        ] {
            assert_eq!(ends(text), half_year, "{text}");
        }
        assert_eq!(ends("25/08/2025 t/m 01/02/2026").as_deref(), Some("2025-08-25 2026-02-01"));
        assert_eq!(ends("najaar 2025").as_deref(), Some("2025-09-01 2025-12-31"));
        assert_eq!(ends("schooljaar 2025/26").as_deref(), Some("2025-08-01 2026-07-31"));
        for text in ["2025Q1", "2025-Q1", "Q1 2025", "2025 q1"] {
            assert_eq!(ends(text).as_deref(), Some("2025-01-01 2025-03-31"), "{text}");
        }
        assert_eq!(ends("2025Q3 - 2025Q4").as_deref(), Some("2025-07-01 2025-12-31"));
        for text in ["winter 2024-2025", "Winter 2024/25"] {
            assert_eq!(ends(text).as_deref(), Some("2024-12-01 2025-02-28"), "{text}");
        }
    }

    #[test]
    fn what_may_be_two_things_or_is_no_day_is_not_understood() {
        // The third of September or the ninth of March; the winter that begins in that year, or that ends in it.
        for text in ["3/9/2025", "01/09/2025 - 03/01/2026", "winter 2025", "2025Q5", "ergens in het najaar"] {
            assert_eq!(period(text), None, "{text}");
        }
        for text in ["9999-99-99", "2026-13-01", "2025-02-29", "31 juni 2025", "2025-00-10", "2025-01-00", ""] {
            assert_eq!(period(text), None, "{text}");
        }
        assert_eq!(ends("2024-02-29").as_deref(), Some("2024-02-29 2024-02-29"));
    }

    #[test]
    fn days_are_those_of_a_period_that_gives_both_of_them_in_order() {
        let both = days("1 september 2025 - 31 januari 2026").map(|days| days.map(|day| day.to_string()));
        assert_eq!(both, Some(["2025-09-01".into(), "2026-01-31".into()]));
        for text in ["2025-09-01", "september 2025 - januari 2026", "2026-01-31/2025-09-01", "2025"] {
            assert_eq!(days(text), None, "{text}");
        }
    }

    #[test]
    fn the_number_of_a_round_or_a_period_is_no_month() {
        for text in ["ronde 4 2024", "periode 4 2024", "Period 1 2024", "periode 1-2 2025", "meting 2  2025"] {
            assert_eq!(period(text), None, "{text}");
        }
        assert_eq!(ends("ronde 2024").as_deref(), Some("2024-01-01 2024-12-31"));
        assert_eq!(ends("periode 9-2025 t/m 1-2026").as_deref(), Some("2025-09-01 2026-01-31"));
    }

    #[test]
    fn both_ends_have_the_month_first_or_neither_has() {
        for text in ["09-15-2025 - 02-01-2026", "9/15/2025 - 2/1/2026", "9-15-2025 t/m 2-1-2026"] {
            assert_eq!(ends(text).as_deref(), Some("2025-09-15 2026-02-01"), "{text}");
        }
        assert_eq!(ends("15-09-2025 - 02-01-2026").as_deref(), Some("2025-09-15 2026-01-02"));
        for text in ["09-15-2025 - 31-01-2026", "15/09/2025 - 01/31/2026"] {
            assert_eq!(period(text), None, "{text}");
        }
    }

    #[test]
    fn whether_the_last_day_is_in_it_cannot_be_told_after_until() {
        for text in ["1 september 2025 tot 1 februari 2026", "1 September 2025 until 1 February 2026"] {
            assert_eq!((days(text), ends(text).as_deref()), (None, Some("2025-09-01 2026-02-01")), "{text}");
        }
        assert!(days("1 september 2025 tot en met 1 februari 2026").is_some());
    }

    #[test]
    fn days_count_as_the_calendar_does() {
        let apart = |a, b| Some(days(&format!("{a}/{b}"))?.map(Date::number)).map(|[a, b]| b - a);
        assert_eq!(apart("2000-02-28", "2000-03-01"), Some(2));
        assert_eq!(apart("1900-02-28", "1900-03-01"), Some(1));
        assert_eq!(apart("2025-01-01", "2026-01-01"), Some(365));
    }
}
