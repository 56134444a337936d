//! What people write in a cell: numbers with a comma, yes and no, nobody, days of the week, labels as identifiers.

use super::headings::{TableKind, field_of, fold};
use super::{End, Initiative};
use crate::error::Field;
use std::cmp::Ordering;

/// A label as an identifier: `Data-team` becomes `data_team`. Letters and digits of any script stay.
pub(crate) fn identifier(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in fold(text).chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('_') && !out.is_empty() {
            out.push('_');
        }
    }
    while out.ends_with('_') {
        out.pop();
    }
    out
}

/// Text in which every kind of dash is the plain one.
pub(crate) fn one_dash(text: &str) -> String {
    text.replace(['‐', '‑', '‒', '–', '—', '―', '−'], "-")
}

/// Natural order: numbers inside text count as numbers, so that `wave 2` comes before `wave 10`.
pub(crate) fn natural(a: &str, b: &str) -> Ordering {
    let (mut x, mut y) = (a.as_bytes(), b.as_bytes());
    loop {
        match (x.first(), y.first()) {
            (None, None) => return a.cmp(b),
            (None, _) => return Ordering::Less,
            (_, None) => return Ordering::Greater,
            (Some(p), Some(q)) if p.is_ascii_digit() && q.is_ascii_digit() => {
                let (m, rest_x) = digits(x);
                let (n, rest_y) = digits(y);
                let order = m.len().cmp(&n.len()).then_with(|| m.cmp(n));
                if order.is_ne() {
                    return order;
                }
                (x, y) = (rest_x, rest_y);
            }
            (Some(p), Some(q)) => {
                let order = p.to_ascii_lowercase().cmp(&q.to_ascii_lowercase());
                if order.is_ne() {
                    return order;
                }
                (x, y) = (&x[1..], &y[1..]);
            }
        }
    }
}

/// The digits at the start without their leading zeros, and what follows.
fn digits(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|b| !b.is_ascii_digit()).unwrap_or(text.len());
    let zeros = text[..end].iter().take_while(|&&b| b == b'0').count();
    (&text[zeros..end], &text[end..])
}

/// A number, with a decimal point or a decimal comma. Never infinite.
pub(crate) fn number(cell: &str) -> Option<f64> {
    // Rust would read `inf`, `nan` and `infinity` as numbers.
    if !cell.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-' | b'+' | b'e' | b'E')) {
        return None;
    }
    let parsed: Option<f64> = match (cell.rfind(','), cell.rfind('.')) {
        // What stands there more than once parts thousands.
        (None, Some(point)) if cell[..point].contains('.') => thousands(cell, '.'),
        (Some(comma), None) if cell[..comma].contains(',') => thousands(cell, ','),
        (None, _) => cell.parse().ok(),
        (Some(_), None) => cell.replacen(',', ".", 1).parse().ok(),
        // Both: the last one is the decimal sign, the other groups thousands.
        (Some(comma), Some(point)) if comma > point => cell.replace('.', "").replacen(',', ".", 1).parse().ok(),
        (Some(_), Some(_)) => cell.replace(',', "").parse().ok(),
    };
    parsed.filter(|x| x.is_finite())
}

/// A number whose digits are parted in threes.
fn thousands(cell: &str, sign: char) -> Option<f64> {
    let mut groups = cell.split(sign);
    let first = groups.next()?.trim_start_matches(['-', '+']);
    let is_number = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let fits = (1..=3).contains(&first.len()) && is_number(first) && groups.all(|g| g.len() == 3 && is_number(g));
    if fits { cell.replace(sign, "").parse().ok() } else { None }
}

/// Yes or no, in Dutch or English or as a mark.
pub(crate) fn yes_no(cell: &str) -> Option<bool> {
    match cell {
        "1" => return Some(true),
        "0" => return Some(false),
        _ => {}
    }
    match fold(cell).as_str() {
        "ja" | "j" | "yes" | "y" | "true" | "t" | "waar" | "wel" | "x" | "v" | "✓" | "✔" | "1" | "1.0" | "1,0" => {
            Some(true)
        }
        "nee" | "neen" | "n" | "no" | "false" | "f" | "onwaar" | "niet" | "0" | "0.0" | "0,0" => Some(false),
        _ => None,
    }
}

/// Whether a cell in the place of a name says that there is nobody.
pub(crate) fn is_nobody(cell: &str) -> bool {
    matches!(cell, "-" | "–" | "—")
        || matches!(
            fold(cell).trim_end_matches(['.', '!']),
            "niemand" | "geen" | "geen een" | "niemand anders" | "nobody" | "none" | "no one" | "no-one"
        )
}

/// Which end of a tie a word means.
pub(crate) fn end(cell: &str) -> Option<End> {
    match cell {
        "from" => return Some(End::From),
        "to" => return Some(End::To),
        _ => {}
    }
    match field_of(TableKind::Never, cell) {
        Some(Field::From) => return Some(End::From),
        Some(Field::To) => return Some(End::To),
        _ => {}
    }
    match fold(cell).as_str() {
        "gast" | "guest" => Some(End::From),
        "gastheer" | "gastvrouw" | "host" => Some(End::To),
        _ => None,
    }
}

/// Whether a tie was chosen, asked for or assigned.
pub(crate) fn initiative(cell: &str) -> Option<Initiative> {
    match fold(cell).as_str() {
        "" => Some(Initiative::NotSaid),
        "own" | "eigen" | "zelf" | "own choice" | "eigen keuze" | "eigen initiatief" | "own initiative" => {
            Some(Initiative::Own)
        }
        "asked" | "gevraagd" | "op verzoek" | "invited" | "uitgenodigd" => Some(Initiative::Asked),
        "assigned" | "ingedeeld" | "toegewezen" | "verplicht" | "ingeroosterd" | "required" => {
            Some(Initiative::Assigned)
        }
        _ => None,
    }
}

/// Working days, bit 0 is Monday: `mo tu we`, `ma, di en do`, `ma t/m do`, `mo-fr`.
pub(crate) fn days(cell: &str) -> Option<u8> {
    let text = one_dash(&fold(cell)).replace("t/m", " - ").replace(" tot en met ", " - ").replace(" to ", " - ");
    let text = text.replace("->", "-");
    let tokens: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '+' | '&' | '.' | '|'))
        .flat_map(|word| split_keeping_dash(word))
        .filter(|t| !t.is_empty() && *t != "en" && *t != "and")
        .collect();
    // A dash is a range only between two days that stand alone: in `ma-di-do` it separates.
    if let [first, "-", last] = tokens[..] {
        let (first, last) = (day(first)?, day(last)?);
        return (first <= last).then(|| (first..=last).fold(0, |bits, d| bits | 1 << d));
    }
    let mut bits = 0;
    for token in tokens.iter().filter(|t| **t != "-") {
        bits |= 1 << day(token)?;
    }
    (bits != 0).then_some(bits)
}

/// A word and the dashes in it as tokens of their own.
fn split_keeping_dash(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for (i, part) in word.split('-').enumerate() {
        if i > 0 {
            parts.push("-");
        }
        parts.push(part);
    }
    parts
}

fn day(token: &str) -> Option<u8> {
    const DAYS: [&[&str]; 7] = [
        &["mo", "mon", "monday", "mondays", "ma", "maa", "maandag", "maandags"],
        &["tu", "tue", "tues", "tuesday", "tuesdays", "di", "din", "dinsdag", "dinsdags"],
        &["we", "wed", "wednesday", "wednesdays", "wo", "woe", "woensdag", "woensdags"],
        &["th", "thu", "thur", "thurs", "thursday", "thursdays", "do", "don", "donderdag", "donderdags"],
        &["fr", "fri", "friday", "fridays", "vr", "vrij", "vrijdag", "vrijdags"],
        &["sa", "sat", "saturday", "za", "zat", "zaterdag"],
        &["su", "sun", "sunday", "zo", "zon", "zondag"],
    ];
    DAYS.iter().position(|names| names.contains(&token)).map(|d| d as u8)
}

/// A name as it may be shown: an e-mail address serves matching and is never written, so only its domain is left.
pub(crate) fn without_address(written: &str) -> String {
    match written.rsplit_once('@') {
        Some((_, domain)) if !domain.is_empty() && !domain.contains(' ') => format!("…@{domain}"),
        _ => written.to_owned(),
    }
}

/// Whether a cell is an e-mail address.
pub(crate) fn is_address(cell: &str) -> bool {
    matches!(cell.split_once('@'), Some((user, domain))
        if !user.is_empty() && domain.contains('.') && !cell.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_become_identifiers() {
        assert_eq!(identifier("Data-team"), "data_team");
        assert_eq!(identifier(" Bij wie was u in de klas? "), "bij_wie_was_u_in_de_klas");
    }

    #[test]
    fn numbers_inside_text_are_ordered_as_numbers() {
        let mut waves = ["wave 10", "wave 2", "Wave 1", "2024", "2022-2", "2022"];
        waves.sort_by(|a, b| natural(a, b));
        assert_eq!(waves, ["2022", "2022-2", "2024", "Wave 1", "wave 2", "wave 10"]);
    }

    #[test]
    fn a_decimal_comma_is_a_decimal_point() {
        for (cell, value) in [("0,8", 0.8), ("0.8", 0.8), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("-3", -3.0)] {
            assert_eq!(number(cell), Some(value), "{cell}");
        }
        for cell in ["", "nan", "inf", "drie", "1,2,3", "1e999"] {
            assert_eq!(number(cell), None, "{cell}");
        }
    }

    #[test]
    fn yes_and_no_are_understood_in_dutch_and_english() {
        for cell in ["ja", "Ja", "YES", "1", "x", "X", "true", "WAAR"] {
            assert_eq!(yes_no(cell), Some(true), "{cell}");
        }
        for cell in ["nee", "No", "0", "false", "onwaar"] {
            assert_eq!(yes_no(cell), Some(false), "{cell}");
        }
        assert_eq!(yes_no("misschien"), None);
    }

    #[test]
    fn working_days_are_read_as_a_list_or_a_range() {
        for cell in
            ["mo tu we", "ma, di en wo", "ma/di/wo", "maandag dinsdag woensdag", "ma t/m wo", "Mon-Wed", "ma-di-wo"]
        {
            assert_eq!(days(cell), Some(0b111), "{cell}");
        }
        assert_eq!(days("ma-vr"), Some(0b11111));
        assert_eq!(days("vr"), Some(0b10000));
        assert_eq!(days("elke dag"), None);
    }

    #[test]
    fn an_address_is_never_shown() {
        assert_eq!(without_address("j.jansen@debrug.nl"), "…@debrug.nl");
        assert_eq!(without_address("Jan Jansen"), "Jan Jansen");
        assert!(is_address("j.jansen@debrug.nl") && !is_address("jan @ school") && !is_address("T-01"));
    }
}
