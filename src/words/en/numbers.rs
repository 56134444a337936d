//! English numbers.

use super::English;
use crate::dates::{Date, days};
use crate::words::numbers::{Noun, Numbers, grouped, pointed, whole_percent};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Numbers for English {
    fn decimal(&self, x: f64, digits: usize) -> String {
        pointed(x, digits)
    }

    fn count(&self, n: u64) -> String {
        grouped(n, ',')
    }

    fn percent(&self, share: f64) -> String {
        format!("{}%", whole_percent(share))
    }

    fn of(&self, part: u64, whole: u64) -> String {
        format!("{} of {}", self.count(part), self.count(whole))
    }

    fn of_range(&self, low: u64, high: u64, whole: u64) -> String {
        format!("{} to {} of {}", self.count(low), self.count(high), self.count(whole))
    }

    fn percent_range(&self, low: f64, high: f64) -> String {
        match (whole_percent(low), whole_percent(high)) {
            (a, b) if a == b => format!("{a}%"),
            (a, b) => format!("{a} to {b}%"),
        }
    }

    fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
        }
    }

    fn yes_no(&self, yes: bool) -> &'static str {
        if yes { "yes" } else { "no" }
    }

    fn period(&self, period: &str) -> String {
        let day = |day: Date| format!("{} {} {}", day.day, MONTHS[usize::from(day.month) - 1], day.year);
        days(period).map_or_else(|| period.to_owned(), |[first, last]| format!("{} to {}", day(first), day(last)))
    }

    fn many(&self, n: u64, noun: Noun) -> String {
        let (one, more) = match noun {
            Noun::Person => ("person", "people"),
            Noun::Teacher => ("teacher", "teachers"),
            Noun::School => ("school", "schools"),
            Noun::Tie => ("tie", "ties"),
            Noun::Answer => ("answer", "answers"),
            Noun::Row => ("row", "rows"),
            Noun::Wave => ("wave", "waves"),
            Noun::Pair => ("pair", "pairs"),
            Noun::Form => ("form", "forms"),
            Noun::Problem => ("problem", "problems"),
        };
        format!("{} {}", self.count(n), if n == 1 { one } else { more })
    }
}
