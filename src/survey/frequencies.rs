//! How often: numbers, and the answer labels of the usual scales in Dutch and English (`domain.md` 5.2).
//!
//! A label stands for the number that its scale gives it; *never* is 0, which is no tie. Labels of the study come first.

use super::headings::fold;
use super::written::{is_nobody, number, one_dash};
use std::collections::BTreeMap;

/// The labels of one number on one scale.
type Row = (f32, Scales, &'static [&'static str]);

/// The scales that a label belongs to, a bit for each; a label of the study's own may belong to any.
pub(crate) type Scales = u8;
/// Half a year in five steps, and daily above them.
pub(crate) const HALF_YEAR: Scales = 1;
/// The school year in six, as in TALIS.
pub(crate) const SCHOOL_YEAR: Scales = 2;
/// Five points from never to always.
pub(crate) const POINTS: Scales = 4;
/// Yes or no.
pub(crate) const YES_NO: Scales = 8;

/// The highest step of each scale that every form with it has.
pub(crate) const TOPS: [(Scales, f32); 4] = [(HALF_YEAR, 4.0), (SCHOOL_YEAR, 6.0), (POINTS, 4.0), (YES_NO, 1.0)];

/// The built-in scales.
#[rustfmt::skip]
const LABELS: &[Row] = &[
    (0.0, HALF_YEAR | SCHOOL_YEAR | POINTS, &["nooit", "never", "0 keer", "0 times"]),
    (0.0, HALF_YEAR | YES_NO, &["niet", "not", "not at all", "helemaal niet", "geen contact", "no contact"]),
    (0.0, YES_NO, &["nee", "neen", "no"]),
    (0.0, POINTS, &["(bijna) nooit", "nooit of bijna nooit", "(almost) never", "never or almost never"]),
    (1.0, HALF_YEAR, &[
        "een keer", "eenmaal", "1 keer", "1x", "eens", "once", "one time", "1 time", "een enkele keer",
    ]),
    (1.0, YES_NO, &["ja", "yes", "x", "wel"]),
    (1.0, POINTS, &[
        "zelden", "bijna nooit", "rarely", "seldom", "almost never", "hardly ever", "heel af en toe",
    ]),
    (2.0, HALF_YEAR, &[
        "2-3 keer", "2 of 3 keer", "2 a 3 keer", "2 tot 3 keer", "2-3x", "twee of drie keer", "twee tot drie keer",
        "een paar keer", "enkele keren", "2-3 times", "2 or 3 times", "two or three times", "two to three times",
        "a few times",
    ]),
    (2.0, SCHOOL_YEAR, &["een keer per jaar of minder", "1 keer per jaar of minder", "once a year or less"]),
    (2.0, POINTS, &["soms", "af en toe", "sometimes", "occasionally", "now and then"]),
    (3.0, HALF_YEAR, &[
        "maandelijks", "elke maand", "een keer per maand", "1 keer per maand", "1x per maand", "monthly", "every month",
        "once a month", "about monthly", "ongeveer maandelijks",
    ]),
    (3.0, SCHOOL_YEAR, &["2-4 keer per jaar", "2-4 times a year"]),
    (3.0, POINTS, &["vaak", "regelmatig", "geregeld", "often", "regularly", "frequently"]),
    (4.0, HALF_YEAR, &[
        "wekelijks", "elke week", "een keer per week", "1 keer per week", "1x per week", "weekly", "every week",
        "once a week", "about weekly", "ongeveer wekelijks",
    ]),
    (4.0, SCHOOL_YEAR, &["5-10 keer per jaar", "5-10 times a year"]),
    (4.0, POINTS, &["altijd", "zeer vaak", "heel vaak", "meestal", "always", "very often"]),
    (5.0, HALF_YEAR, &[
        "dagelijks", "elke dag", "iedere dag", "bijna dagelijks", "daily", "every day", "almost daily",
        "meerdere keren per week", "several times a week",
    ]),
    (5.0, SCHOOL_YEAR, &["1-3 keer per maand", "1-3 times a month"]),
    (6.0, SCHOOL_YEAR, &["wekelijks of vaker", "once a week or more", "weekly or more", "weekly or more often"]),
];

/// What a cell says of how often.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Frequency {
    /// So often; 0 is never.
    Is(f32),
    /// A code that the study calls missing.
    Missing,
    /// Neither a number nor a known label.
    Unknown,
}

/// The labels of a study, its own before the built-in ones.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scale {
    labels: BTreeMap<String, (f32, Scales)>,
}

impl Scale {
    /// The built-in scales and a study's own labels.
    pub(crate) fn new(own: &BTreeMap<String, f32>) -> Scale {
        let mut labels: BTreeMap<String, (f32, Scales)> = BTreeMap::new();
        for (value, scales, names) in LABELS {
            labels.extend(names.iter().map(|n| (tidy(n), (*value, *scales))));
        }
        labels.extend(own.iter().map(|(label, &value)| (tidy(label), (value, Scales::MAX))));
        Scale { labels }
    }

    /// The scales that a label belongs to; none for a number and for a label that is not known.
    pub(crate) fn scales_of(&self, cell: &str) -> Option<Scales> {
        if number(cell).is_some() {
            return None;
        }
        self.labels.get(&tidy(cell)).map(|(_, scales)| *scales)
    }

    /// What a cell says. An empty one is a tie of 1: somebody is named, and how often is not said.
    pub(crate) fn read(&self, cell: &str, missing: &[String]) -> Frequency {
        if missing.iter().any(|code| code == cell) {
            return Frequency::Missing;
        }
        match cell.as_bytes() {
            [] => return Frequency::Is(1.0),
            [digit @ b'0'..=b'9'] => return Frequency::Is(f32::from(digit - b'0')),
            _ => {}
        }
        // A negative number is some tool's code for "no answer", never a frequency.
        match number(cell) {
            Some(x) if x >= 0.0 => Frequency::Is(x as f32),
            Some(_) => Frequency::Unknown,
            None => match self.labels.get(&tidy(cell)) {
                Some(&(x, _)) => Frequency::Is(x),
                None if is_nobody(cell) => Frequency::Is(0.0),
                None => Frequency::Unknown,
            },
        }
    }
}

/// A label without accidents of writing.
fn tidy(label: &str) -> String {
    let mut text = one_dash(&fold(label)).replace(" - ", "-").replace('×', "x");
    while text.ends_with(['.', '!', ' ']) {
        text.pop();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str) -> Frequency {
        Scale::new(&BTreeMap::new()).read(cell, &[])
    }

    #[test]
    fn the_half_year_scale_has_five_steps() {
        for (cell, value) in
            [("Niet", 0.0), ("Eén keer", 1.0), ("2–3 keer", 2.0), ("maandelijks", 3.0), ("Wekelijks", 4.0)]
        {
            assert_eq!(read(cell), Frequency::Is(value), "{cell}");
        }
    }

    #[test]
    fn the_school_year_scale_has_its_codes() {
        let scale = [
            ("één keer per jaar of minder", 2.0),
            ("2-4 keer per jaar", 3.0),
            ("5-10 keer per jaar", 4.0),
            ("1-3 keer per maand", 5.0),
            ("wekelijks of vaker", 6.0),
        ];
        for (cell, value) in scale {
            assert_eq!(read(cell), Frequency::Is(value), "{cell}");
        }
    }

    #[test]
    fn numbers_may_have_a_decimal_comma_and_never_is_no_tie() {
        assert_eq!(read("1,5"), Frequency::Is(1.5));
        assert_eq!(read("3"), Frequency::Is(3.0));
        assert_eq!(read("Never"), Frequency::Is(0.0));
        assert_eq!(read("-99"), Frequency::Unknown);
        assert_eq!(read("heel vaak denk ik"), Frequency::Unknown);
    }

    #[test]
    fn nothing_said_is_a_tie_of_one() {
        assert_eq!(read(""), Frequency::Is(1.0));
    }

    #[test]
    fn the_study_s_own_labels_and_missing_codes_come_first() {
        let own = BTreeMap::from([("Af en toe".to_owned(), 7.0)]);
        let missing = vec!["NA".to_owned(), "9".to_owned()];
        let scale = Scale::new(&own);
        assert_eq!(scale.read("af en toe", &missing), Frequency::Is(7.0));
        assert_eq!(scale.read("9", &missing), Frequency::Missing);
        assert_eq!(scale.read("NA", &missing), Frequency::Missing);
        assert_eq!(scale.read("19", &missing), Frequency::Is(19.0));
    }
}
