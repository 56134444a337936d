//! A table as lines: numbers at the right, names at the left, and in parts below each other when it is too wide.

use super::super::story::Table;
use super::lines::{width_of, wrapped};
use crate::words::clean;

/// Between two columns.
const GAP: usize = 2;
/// A text column is not made narrower than this while others can give.
const NARROW: usize = 12;
/// Nor than its longest word, up to this.
const LONG_WORD: usize = 24;

/// The lines of some rows of a table, none wider than `width`.
pub(super) fn lines(table: &Table, rows: &[usize], width: usize) -> Vec<String> {
    let texts: Vec<Vec<String>> =
        rows.iter().map(|&r| table.rows[r].iter().map(|c| clean(c.text()).into_owned()).collect()).collect();
    let numbers: Vec<bool> = table.heads.iter().map(|h| h.number).collect();
    let heads: Vec<String> = table.heads.iter().map(|h| clean(&h.text).into_owned()).collect();
    let natural: Vec<usize> = (0..heads.len()).map(|c| natural_width(&heads[c], &texts, c, numbers[c])).collect();
    let least = |c: usize| if numbers[c] { natural[c] } else { least_width(&heads[c], &texts, c).min(natural[c]) };
    let least: Vec<usize> = (0..heads.len()).map(least).collect();
    let mut lines = Vec::new();
    for part in parts(&least, width) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let widths = fitted(&part, &natural, &least, width);
        lines.extend(row_lines(&part, &heads, &widths, &numbers, true));
        for (at, row) in texts.iter().enumerate() {
            let total = table.totals && rows.get(at).is_some_and(|&r| r + 1 == table.rows.len());
            if total {
                lines.push(widths.iter().map(|&w| "-".repeat(w)).collect::<Vec<_>>().join("  "));
            }
            lines.extend(row_lines(&part, row, &widths, &numbers, false));
        }
    }
    lines
}

/// As wide as its widest cell; a head may wrap, but not within a word.
fn natural_width(head: &str, rows: &[Vec<String>], column: usize, number: bool) -> usize {
    let head = if number { longest(head) } else { width_of(head).min(24).max(longest(head)) };
    rows.iter().filter_map(|r| r.get(column)).map(|t| width_of(t)).max().unwrap_or(0).max(head).max(1)
}

/// The longest word of a text.
fn longest(text: &str) -> usize {
    text.split_whitespace().map(width_of).max().unwrap_or(0)
}

/// What a column of texts is not made narrower than: no usual word is broken.
fn least_width(head: &str, rows: &[Vec<String>], column: usize) -> usize {
    let words = rows.iter().filter_map(|r| r.get(column)).map(|t| longest(t));
    words.max().unwrap_or(0).max(longest(head)).clamp(NARROW, LONG_WORD)
}

/// Which columns stand together: the first in every part, the others as they fit.
fn parts(least: &[usize], width: usize) -> Vec<Vec<usize>> {
    let mut parts: Vec<Vec<usize>> = vec![vec![0]];
    let start = least.first().copied().unwrap_or(0);
    let mut used = start;
    for (c, &own) in least.iter().enumerate().skip(1) {
        if used + GAP + own > width && parts.last().is_some_and(|p| p.len() > 1) {
            parts.push(vec![0]);
            used = start;
        }
        used += GAP + own;
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts
}

/// Widths that fit: columns give way down to the least they need, the widest first; below it only when nothing else is
/// left.
fn fitted(part: &[usize], natural: &[usize], least: &[usize], width: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = part.iter().map(|&c| natural[c]).collect();
    let room = width.saturating_sub(GAP * (part.len() - 1)).max(part.len());
    while widths.iter().sum::<usize>() > room {
        let texts = (0..part.len()).filter(|&i| widths[i] > least[part[i]]).max_by_key(|&i| widths[i]);
        let any = (0..part.len()).filter(|&i| widths[i] > 1).max_by_key(|&i| widths[i]);
        let Some(at) = texts.or(any) else { break };
        widths[at] -= 1;
    }
    widths
}

/// A row as one line or more: what does not fit in its column goes on below.
fn row_lines(part: &[usize], cells: &[String], widths: &[usize], numbers: &[bool], head: bool) -> Vec<String> {
    let blocks: Vec<Vec<String>> =
        part.iter().zip(widths).map(|(&c, &w)| wrapped(cells.get(c).map_or("", String::as_str), w)).collect();
    let height = blocks.iter().map(Vec::len).max().unwrap_or(0).max(1);
    (0..height)
        .map(|at| {
            let cells = blocks.iter().zip(part).zip(widths).map(|((lines, &c), &w)| {
                // Heads stand on the numbers, cells hang from the top.
                let skip = if head { height - lines.len() } else { 0 };
                let text = at.checked_sub(skip).and_then(|a| lines.get(a)).map_or("", String::as_str);
                let gap = " ".repeat(w.saturating_sub(width_of(text)));
                if numbers[c] { format!("{gap}{text}") } else { format!("{text}{gap}") }
            });
            cells.collect::<Vec<_>>().join("  ")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::story::{Cell, Head};
    use super::*;

    fn table() -> Table {
        let head = |text: &str, number| Head { text: text.into(), number, reads: None };
        Table {
            caption: "t".into(),
            heads: vec![head("School", false), head("Open doors", true), head("People", true)],
            rows: vec![
                vec![
                    Cell::Text("De Brug".into()),
                    Cell::Number("7 of 18".into(), 0.4),
                    Cell::Number("20".into(), 20.0),
                ],
                vec![Cell::Text("All".into()), Cell::Number("9 of 20".into(), 0.4), Cell::Number("22".into(), 22.0)],
            ],
            totals: true,
        }
    }

    #[test]
    fn numbers_stand_at_the_right_and_the_total_apart() {
        assert_eq!(
            lines(&table(), &[0, 1], 60),
            [
                "            Open        ",
                "School     doors  People",
                "De Brug  7 of 18      20",
                "-------  -------  ------",
                "All      9 of 20      22",
            ]
        );
    }

    #[test]
    fn no_word_is_broken_while_columns_can_stand_below_each_other() {
        let texts = ["gastheerbezoek", "Willemijn Schaapman", "een van beiden zou graag bij de ander kijken"];
        let table = Table {
            heads: ["Middel", "Wie", "Waarom", "Hoe"]
                .map(|h| Head { text: h.into(), number: false, reads: None })
                .into(),
            rows: vec![texts.iter().chain(&texts[..1]).map(|t| Cell::Text((*t).into())).collect()],
            ..Table::default()
        };
        for width in [30, 40, 50, 60, 100] {
            let lines = lines(&table, &[0], width);
            assert!(lines.iter().all(|l| width_of(l) <= width), "{width}: {lines:#?}");
            assert!(lines.iter().any(|l| l.starts_with("gastheerbezoek ")), "{width}: {lines:#?}");
        }
    }

    #[test]
    fn a_table_that_is_too_wide_goes_on_below_with_its_names_again() {
        let lines = lines(&table(), &[0, 1], 18);
        assert!(lines.iter().all(|l| width_of(l) <= 18), "{lines:#?}");
        assert_eq!(lines.iter().filter(|l| l.starts_with("De Brug")).count(), 2);
    }
}
