//! What a cell says: a tick, a number, a word, nothing, nobody, or that there is no answer.

use super::network_file::number;
use crate::survey::headings::{fold, key};

/// What a cell of a matrix or grid says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Cell {
    Blank,
    /// No answer, by a code.
    Missing,
    /// Ticked, without a word of how often.
    Tick,
    Number(f64),
    /// A word of how often.
    Word,
}

/// Codes that mean no answer wherever an answer is a number.
const NO_ANSWER: [&str; 6] = ["na", "n/a", "#n/a", "nan", ".", "null"];

/// Reads a cell of a matrix or grid. `missing` are the study's own codes for no answer.
pub(crate) fn cell(text: &str, missing: &[String]) -> Cell {
    if text.is_empty() {
        return Cell::Blank;
    }
    if missing.iter().any(|code| code.trim() == text) {
        return Cell::Missing;
    }
    if let Some(number) = number(text) {
        return Cell::Number(number);
    }
    match fold(text).as_str() {
        word if NO_ANSWER.contains(&word) => Cell::Missing,
        "x" | "v" | "✓" | "✔" | "☑" | "ja" | "yes" | "true" => Cell::Tick,
        "nee" | "no" | "false" | "☐" => Cell::Number(0.0),
        _ => Cell::Word,
    }
}

/// Whether a name cell says that nobody is meant.
pub(crate) fn is_nobody(text: &str) -> bool {
    text.trim() == "-"
        || matches!(
            key(text).as_str(),
            "niemand"
                | "geen"
                | "geeneen"
                | "geenvandeze"
                | "geenvanallen"
                | "nobody"
                | "none"
                | "noone"
                | "nvt"
                | "noneofthese"
        )
}

/// The names in a cell. They are parted by semicolons or line ends; by commas only in a cell of several names, since
/// `Jansen, Piet` is one; by `en` and the like where every part is known. What is known as a name is never cut.
pub(crate) fn names_in<'a>(text: &'a str, several: bool, is_known: &dyn Fn(&str) -> bool) -> Vec<&'a str> {
    let clean = |part: &'a str| Some(part.trim()).filter(|part| !part.is_empty());
    if is_known(text) {
        return clean(text).into_iter().collect();
    }
    let mut names = Vec::new();
    for part in text.split([';', '\n', '\r']).filter_map(clean) {
        let by_comma: Vec<&str> = part.split(',').filter_map(clean).collect();
        let all_known = by_comma.iter().all(|name| is_known(name));
        let any_known = by_comma.iter().any(|name| is_known(name));
        if by_comma.len() > 1 && !is_known(part) && (all_known || (several && (any_known || by_comma.len() > 2))) {
            names.extend(by_comma);
        } else {
            names.push(part);
        }
    }
    names.into_iter().flat_map(|name| joined(name, is_known)).collect()
}

/// `Piet Jansen en Mies Bos` is two names when both are known.
fn joined<'a>(text: &'a str, is_known: &dyn Fn(&str) -> bool) -> Vec<&'a str> {
    for sign in [" en ", " and ", " & ", " + "] {
        let parts: Vec<&str> = text.split(sign).map(str::trim).collect();
        if parts.len() > 1 && !is_known(text) && parts.iter().all(|part| is_known(part)) {
            return parts;
        }
    }
    vec![text]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_a_number_a_tick_a_word_or_no_answer() {
        let told = ["9".to_string()];
        for (text, want) in [
            ("", Cell::Blank),
            ("9", Cell::Missing),
            ("NA", Cell::Missing),
            ("1", Cell::Number(1.0)),
            ("0,5", Cell::Number(0.5)),
            ("X", Cell::Tick),
            ("Ja", Cell::Tick),
            ("nee", Cell::Number(0.0)),
            ("wekelijks", Cell::Word),
        ] {
            assert_eq!(cell(text, &told), want, "{text}");
        }
    }

    #[test]
    fn nobody_is_an_answer() {
        for text in ["niemand", "Geen", "NONE", "-", "n.v.t.", "No one"] {
            assert!(is_nobody(text), "{text}");
        }
        assert!(!is_nobody("Noone, P.") && !is_nobody(""));
    }

    #[test]
    fn a_known_name_is_never_cut() {
        let known = |name: &str| matches!(name, "Jansen, Piet" | "Zoë" | "Mies" | "De Wit; Jan");
        let names = |text, several| names_in(text, several, &known);
        assert_eq!(names("Zoë;Jansen, Piet;", true), ["Zoë", "Jansen, Piet"]);
        assert_eq!(names("Zoë, Mies", false), ["Zoë", "Mies"]);
        assert_eq!(names("Zoë, Unknown", true), ["Zoë", "Unknown"]);
        assert_eq!(names("Smit, Kees", true), ["Smit, Kees"]);
        assert_eq!(names("a, b, c", true), ["a", "b", "c"]);
        assert_eq!(names("De Wit; Jan", true), ["De Wit; Jan"]);
        assert_eq!(names("Zoë\nMies", false), ["Zoë", "Mies"]);
        assert_eq!(names("Zoë en Mies", false), ["Zoë", "Mies"]);
        assert_eq!(names("Zoë, Mies en Zoë", true), ["Zoë", "Mies", "Zoë"]);
        assert_eq!(names("Zoë en Karel", true), ["Zoë en Karel"]);
    }
}
