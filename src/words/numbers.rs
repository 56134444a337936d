//! How a language writes numbers: counts first, percentages only beside the counts that they come from.

/// Number formats.
pub trait Numbers {
    /// A decimal number with so many digits behind the sign, and a real minus.
    fn decimal(&self, x: f64, digits: usize) -> String;
    /// A whole number, grouped by thousands.
    fn count(&self, n: u64) -> String;
    /// A share as a percentage. Never printed without the counts beside it.
    fn percent(&self, share: f64) -> String;
    /// `7 of 18`.
    fn of(&self, part: u64, whole: u64) -> String;
    /// `122 to 139 of 240`.
    fn of_range(&self, low: u64, high: u64, whole: u64) -> String;
    /// `51 to 64%`.
    fn percent_range(&self, low: f64, high: f64) -> String;
    /// `a, b and c`.
    fn list(&self, items: &[String]) -> String;
    /// `yes` or `no`.
    fn yes_no(&self, yes: bool) -> &'static str;
    /// A period that gives its first and last day in words; as it stands when it is something else.
    fn period(&self, period: &str) -> String;
    /// A count with its noun in the right form.
    fn many(&self, n: u64, noun: Noun) -> String;
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Noun {
    /// People.
    Person,
    /// Teachers with a class of their own.
    Teacher,
    /// Schools.
    School,
    /// Directed ties.
    Tie,
    /// Answers in a file.
    Answer,
    /// Rows of a file.
    Row,
    /// Waves.
    Wave,
    /// Pairs of colleagues.
    Pair,
    /// Forms that somebody filled in.
    Form,
    /// Problems with the input.
    Problem,
}

/// Below this number no percentage stands beside a count: one person more or less would move it by twenty points.
pub(crate) const FEWEST_FOR_PERCENT: u64 = 5;

/// The word that goes with a count: the first with one, else the second.
pub(crate) fn with<'a>(n: u64, one: &'a str, more: &'a str) -> &'a str {
    if n == 1 { one } else { more }
}

/// Digits in groups of three.
pub(crate) fn grouped(n: u64, separator: char) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// A number without its sign as a whole number, a half upwards, as people round. A half that the computer holds as
/// slightly less is one too: 29 of 200 are 15 %.
fn whole(x: f64) -> f64 {
    (x.abs() + 1e-9).round()
}

/// A decimal number with a point and a real minus, without a minus before nothing.
pub(crate) fn pointed(x: f64, digits: usize) -> String {
    let text = format!("{:.*}", digits, if digits == 0 { whole(x) } else { x.abs() });
    let nothing = text.chars().all(|c| matches!(c, '0' | '.'));
    if x < 0.0 && !nothing { format!("\u{2212}{text}") } else { text }
}

/// Whole percents; only what is all or nothing says 0 or 100.
pub(crate) fn whole_percent(share: f64) -> u64 {
    let rounded = whole((share * 100.0).max(0.0)) as u64;
    match rounded {
        0 if share > 0.0 => 1,
        100 if share < 1.0 => 99,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Lang, words};

    #[test]
    fn numbers_are_written_as_the_language_writes_them() {
        let (en, nl) = (words(Lang::En), words(Lang::Nl));
        assert_eq!((en.decimal(-0.745, 2).as_str(), nl.decimal(-0.745, 2).as_str()), ("−0.74", "−0,74"));
        assert_eq!((en.count(12_345).as_str(), nl.count(12_345).as_str()), ("12,345", "12.345"));
        assert_eq!((en.of(7, 18).as_str(), nl.of(7, 18).as_str()), ("7 of 18", "7 van 18"));
        assert_eq!((en.percent(0.389), nl.percent(0.389)), ("39%".into(), "39%".into()));
        assert_eq!(nl.percent_range(0.51, 0.64), "51 tot 64%");
        assert_eq!(nl.list(&["a".into(), "b".into(), "c".into()]), "a, b en c");
        assert_eq!(en.decimal(-0.001, 2), "0.00");
    }

    #[test]
    fn only_all_is_a_hundred_percent_and_only_nothing_is_none() {
        let en = words(Lang::En);
        assert_eq!((en.percent(0.999), en.percent(0.001)), ("99%".into(), "1%".into()));
        assert_eq!((en.percent(1.0), en.percent(0.0)), ("100%".into(), "0%".into()));
    }

    #[test]
    fn half_a_percent_goes_up_away_from_nothing_in_both_languages_and_in_differences() {
        for words in [words(Lang::En), words(Lang::Nl)] {
            for (part, whole, percent) in [(2.0, 16.0, "13"), (3.0, 24.0, "13"), (29.0, 200.0, "15"), (5.0, 8.0, "63")]
            {
                assert_eq!(words.percent(part / whole), format!("{percent}%"));
                assert_eq!(words.decimal(part / whole * 100.0, 0), percent);
                assert_eq!(words.decimal(-part / whole * 100.0, 0), format!("\u{2212}{percent}"));
            }
            assert_eq!(words.percent_range(0.125, 0.625), words.percent_range(0.13, 0.63));
        }
    }

    #[test]
    fn a_period_is_read_as_a_sentence_and_anything_else_is_left_alone() {
        let (en, nl) = (words(Lang::En), words(Lang::Nl));
        assert_eq!(en.period("2025-08-25/2026-01-31"), "25 August 2025 to 31 January 2026");
        assert_eq!(nl.period("2025-08-25/2026-01-31"), "25 augustus 2025 tot en met 31 januari 2026");
        assert_eq!(en.period("1 september 2025 - 31 januari 2026"), "1 September 2025 to 31 January 2026");
        assert_eq!(nl.period("voorjaar"), "voorjaar");
        assert_eq!(nl.period("2025-02-30/2025-04-30"), "2025-02-30/2025-04-30");
    }
}
