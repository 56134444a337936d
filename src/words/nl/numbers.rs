//! Dutch numbers.

use super::Dutch;
use crate::dates::{Date, days};
use crate::words::numbers::{Noun, Numbers, grouped, pointed, whole_percent};

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

impl Numbers for Dutch {
    fn decimal(&self, x: f64, digits: usize) -> String {
        pointed(x, digits).replace('.', ",")
    }

    fn count(&self, n: u64) -> String {
        grouped(n, '.')
    }

    fn percent(&self, share: f64) -> String {
        format!("{}%", whole_percent(share))
    }

    fn of(&self, part: u64, whole: u64) -> String {
        format!("{} van {}", self.count(part), self.count(whole))
    }

    fn of_range(&self, low: u64, high: u64, whole: u64) -> String {
        format!("{} tot {} van {}", self.count(low), self.count(high), self.count(whole))
    }

    fn percent_range(&self, low: f64, high: f64) -> String {
        match (whole_percent(low), whole_percent(high)) {
            (a, b) if a == b => format!("{a}%"),
            (a, b) => format!("{a} tot {b}%"),
        }
    }

    fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [rest @ .., last] => format!("{} en {last}", rest.join(", ")),
        }
    }

    fn yes_no(&self, yes: bool) -> &'static str {
        if yes { "ja" } else { "nee" }
    }

    fn period(&self, period: &str) -> String {
        let day = |day: Date| format!("{} {} {}", day.day, MONTHS[usize::from(day.month) - 1], day.year);
        days(period)
            .map_or_else(|| period.to_owned(), |[first, last]| format!("{} tot en met {}", day(first), day(last)))
    }

    fn many(&self, n: u64, noun: Noun) -> String {
        let (one, more) = match noun {
            Noun::Person => ("persoon", "mensen"),
            Noun::Teacher => ("leraar", "leraren"),
            Noun::School => ("school", "scholen"),
            Noun::Tie => ("verbinding", "verbindingen"),
            Noun::Answer => ("antwoord", "antwoorden"),
            Noun::Row => ("regel", "regels"),
            Noun::Wave => ("meting", "metingen"),
            Noun::Pair => ("paar", "paren"),
            Noun::Form => ("formulier", "formulieren"),
            Noun::Problem => ("probleem", "problemen"),
        };
        format!("{} {}", self.count(n), if n == 1 { one } else { more })
    }
}
