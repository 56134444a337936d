//! The decimal sign of a column: found out from its other cells where one cell alone may be read in two ways.

use super::formats::Table;
use super::written::number;
use crate::error::{DecimalShown, Notice};
use std::collections::BTreeMap;

/// What the cells of a column show of their decimal sign, each with a cell that shows it.
#[derive(Debug, Default, Clone)]
struct Shown {
    comma: Option<String>,
    point: Option<String>,
}

/// The columns of one table in which somebody met a number that may be read in two ways.
#[derive(Debug, Default)]
pub(crate) struct Decimals {
    columns: BTreeMap<usize, Shown>,
    notices: Vec<Notice>,
}

impl Decimals {
    /// The number in a cell. `1.234` and `1,234` may be a thousand and something, or one and something: the other cells
    /// of the column decide, and where they do not, the sign is taken for a decimal sign and that is told.
    pub(crate) fn number(&mut self, cell: &str, table: &Table, line: u64, column: usize) -> Option<f64> {
        if !is_doubtful(cell) {
            return number(cell);
        }
        let first = !self.columns.contains_key(&column);
        let shown = self.columns.entry(column).or_insert_with(|| shown_in(table, column));
        let comma = cell.contains(',');
        let (own, other) = if comma { (&shown.comma, &shown.point) } else { (&shown.point, &shown.comma) };
        let (read, shown) = match (own, other) {
            (Some(_), None) => return number(cell),
            (None, Some(example)) => {
                let digits: String = cell.chars().filter(|c| !matches!(c, '.' | ',')).collect();
                (number(&digits), DecimalShown::ByOthers { example: example.clone() })
            }
            (Some(_), Some(_)) => (number(cell), DecimalShown::Both),
            (None, None) => (number(cell), DecimalShown::Nowhere),
        };
        if let Some(read) = read.filter(|_| first) {
            let place = table.place(line, column);
            self.notices.push(Notice::DecimalSign { place, written: cell.to_owned(), read, shown });
        }
        read
    }

    /// What was found out.
    pub(crate) fn tell(self, seen: &mut super::check::Seen) {
        seen.notices.extend(self.notices);
    }
}

/// Whether a sign before exactly three digits may part thousands as well as decimals.
pub(crate) fn is_doubtful(cell: &str) -> bool {
    let digits = cell.trim_start_matches(['-', '+']);
    let Some((whole, rest)) = digits.split_once(['.', ',']) else { return false };
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    (1..=3).contains(&whole.len())
        && !whole.starts_with('0')
        && rest.len() == 3
        && all_digits(whole)
        && all_digits(rest)
}

fn shown_in(table: &Table, column: usize) -> Shown {
    let mut shown = Shown::default();
    let _ = table.for_each(|row| {
        let cell = row.cell(column);
        if number(cell).is_none() || is_doubtful(cell) {
            return Ok(());
        }
        let count = |sign: char| cell.matches(sign).count();
        let comma = match (count(','), count('.')) {
            (0, 0) => return Ok(()),
            (commas, points) if commas > 0 && points > 0 => cell.rfind(',') > cell.rfind('.'),
            // What stands there more than once parts thousands.
            (commas, points) => commas == 1 || points > 1,
        };
        let slot = if comma { &mut shown.comma } else { &mut shown.point };
        slot.get_or_insert_with(|| cell.to_owned());
        Ok(())
    });
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::sample::survey;

    /// The working times of a staff list, and what was told of the column.
    fn of(cells: &[&str]) -> (Vec<Option<f64>>, Vec<DecimalShown>) {
        let rows: Vec<String> = cells.iter().enumerate().map(|(n, cell)| format!("p{n};{cell}\n")).collect();
        let staff = format!("id;ervaring\n{}", rows.concat());
        let survey = survey(&[("teachers.csv", &staff), ("ties.csv", "from,to\np0,p1\n")]);
        let told = survey.notices.iter().filter_map(|n| match n {
            Notice::DecimalSign { shown, .. } => Some(shown.clone()),
            _ => None,
        });
        (survey.waves[0].staff.iter().map(|s| s.years).collect(), told.collect())
    }

    #[test]
    fn the_other_cells_of_a_column_say_what_a_sign_before_three_digits_is() {
        let (years, told) = of(&["1.234", "0,8", "2,5"]);
        assert_eq!(years, [Some(1234.0), Some(0.8), Some(2.5)]);
        assert_eq!(told, [DecimalShown::ByOthers { example: "0,8".into() }]);
        let (years, told) = of(&["1.234", "0.8"]);
        assert_eq!((years, told), (vec![Some(1.234), Some(0.8)], vec![]));
        let (years, _) = of(&["1,234", "12.5"]);
        assert_eq!(years, [Some(1234.0), Some(12.5)]);
        let (years, _) = of(&["1.234.567", "1,234"]);
        assert_eq!(years, [Some(1_234_567.0), Some(1.234)]);
    }

    #[test]
    fn where_nothing_shows_it_the_sign_is_a_decimal_sign_and_that_is_told_once() {
        let (years, told) = of(&["1,234", "7", "2,345"]);
        assert_eq!(years, [Some(1.234), Some(7.0), Some(2.345)]);
        assert_eq!(told, [DecimalShown::Nowhere]);
        let (_, told) = of(&["1,234", "0,5", "0.5"]);
        assert_eq!(told, [DecimalShown::Both]);
    }

    #[test]
    fn a_number_that_starts_with_nothing_is_in_no_doubt() {
        assert!(!is_doubtful("0,125") && !is_doubtful("12,5") && !is_doubtful("1.2345") && !is_doubtful("1234"));
        assert!(is_doubtful("1,234") && is_doubtful("-12.500"));
    }
}
