//! Tables: with caption and scope; the script makes the heads of those that can be sorted into buttons.
//!
//! End tags of cells and rows are left out, as HTML allows: a report by mail is a tenth shorter.

use super::super::story::{Cell, Head, Table};
use super::Page;
use super::safe::escaped;
use crate::words::Lang;
use std::fmt::Write as _;

/// A table with fewer rows is seen at a glance.
const SORTABLE_FROM: usize = 5;

/// The style sheet knows tables whose columns up to this one hold numbers.
const NUMBERED: usize = 12;

/// A table with more columns is set closer.
const MANY: usize = 7;

/// A table with more rows is a window through which the rows go by.
const TALL: usize = 40;

/// How a column of text breaks: short texts never, long ones not after every word. The style sheet knows both for the
/// first columns.
fn wrapping(table: &Table, column: usize) -> Option<String> {
    const LAST: usize = 8;
    if column >= LAST || table.heads[column].number {
        return None;
    }
    let texts = table.rows.iter().filter_map(|row| row.get(column)).filter(|c| !matches!(c, Cell::Missing(_)));
    let longest = texts.map(|c| c.text().chars().count()).max()?;
    let short = if table.heads.len() > MANY { 15 } else { 28 };
    match longest {
        0 => None,
        n if n <= short => Some(format!("k{}", column + 1)),
        n if n > 28 && column > 0 && column + 1 < LAST => Some(format!("w{}", column + 1)),
        _ => None,
    }
}

/// The number that the script reads in a cell: the one behind a bracket, else the first. The same rule stands in the
/// script; where it puts a column in its order, no cell needs a copy of its number.
fn read(text: &str, decimal: char) -> Option<f64> {
    let text = text.split_once('(').map_or(text, |t| t.1);
    let mut number = String::new();
    for c in text.chars() {
        match c {
            '0'..='9' => number.push(c),
            '-' | '−' if number.is_empty() => number.push('-'),
            '.' | ',' if number.is_empty() || number == "-" => number.clear(),
            c if c == decimal && !number.contains('.') => number.push('.'),
            '.' | ',' | '\u{a0}' | '\u{202f}' => {}
            _ if number == "-" || number.is_empty() => number.clear(),
            _ => break,
        }
    }
    number.trim_end_matches('.').parse().ok()
}

/// The numbers of a column from small to large, each once, where the script would not put its cells in that order by
/// what it reads in them; a cell then says at which place its number stands.
fn order(table: &Table, column: usize, decimal: char) -> Option<Vec<f64>> {
    let numbers = table.rows.iter().filter_map(|row| row.get(column)).filter_map(|cell| match cell {
        Cell::Number(text, value) => Some((*value, read(text, decimal))),
        _ => None,
    });
    let mut both: Vec<(f64, Option<f64>)> = numbers.collect();
    both.sort_by(|a, b| a.0.total_cmp(&b.0));
    let in_order = |pair: &[(f64, Option<f64>)]| pair[0].1.zip(pair[1].1).is_some_and(|(a, b)| a <= b);
    if both.windows(2).all(in_order) && both.iter().all(|b| b.1.is_some()) {
        return None;
    }
    let mut values: Vec<f64> = both.into_iter().map(|b| b.0).collect();
    values.dedup_by(|a, b| a.total_cmp(b).is_eq());
    Some(values)
}

impl Page<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let caption = escaped(&table.caption);
        let sortable = table.rows.len() >= SORTABLE_FROM && table.heads.iter().any(|h| h.number);
        // Which columns hold numbers is said by the table and not by each cell: all but the first, or one by one.
        let nums = table.heads.len() > 1 && table.heads.iter().skip(1).all(|h| h.number);
        let mut classes: Vec<String> = Vec::new();
        if sortable {
            classes.push("sortable".into());
        }
        if nums {
            classes.push("nums".into());
        }
        let one_by_one = |at: usize| !nums && at < NUMBERED && table.heads[at].number;
        classes.extend((0..table.heads.len()).filter(|&at| one_by_one(at)).map(|at| format!("n{}", at + 1)));
        classes.extend((0..table.heads.len().min(NUMBERED)).filter_map(|at| wrapping(table, at)));
        if table.heads.len() > MANY {
            classes.push("many".into());
        }
        let class = match &classes[..] {
            [] => String::new(),
            [one] => format!(" class={one}"),
            several => format!(" class=\"{}\"", several.join(" ")),
        };
        let scroll = if table.rows.len() > TALL { "\"scroll tall\"" } else { "scroll" };
        let _ = writeln!(
            self.text,
            "<div class={scroll} tabindex=0>\n<table{class}><caption>{caption}</caption><thead><tr>"
        );
        table.heads.iter().for_each(|h| self.table_head(h));
        self.raw("<tbody>\n");
        let decimal = if self.words.lang() == Lang::Nl { ',' } else { '.' };
        let orders: Vec<Option<Vec<f64>>> =
            (0..table.heads.len()).map(|c| if sortable { order(table, c, decimal) } else { None }).collect();
        for (at, row) in table.rows.iter().enumerate() {
            let total = table.totals && at + 1 == table.rows.len();
            self.raw(if total { "<tr class=total>" } else { "<tr>" });
            for (column, cell) in row.iter().enumerate() {
                let number = !nums && column >= NUMBERED && table.heads.get(column).is_some_and(|h| h.number);
                self.cell(cell, column == 0, number, orders.get(column).and_then(Option::as_deref));
            }
        }
        self.raw("</table></div>\n");
    }

    // A cell that heads a row or a column is known as such by where it stands.
    fn table_head(&mut self, head: &Head) {
        let class = if head.number { " class=n" } else { "" };
        let title = head.reads.as_ref().map_or_else(String::new, |r| format!(" title=\"{}\"", escaped(r)));
        let _ = write!(self.text, "<th{class}{title}>{}", escaped(&head.text));
    }

    /// `number`: the cell stands in a column of numbers of which the table does not tell.
    fn cell(&mut self, cell: &Cell, names_row: bool, number: bool, order: Option<&[f64]>) {
        let text = escaped(cell.text());
        let class = if number { " class=n" } else { "" };
        let _ = match (names_row, cell) {
            (true, _) => write!(self.text, "<th>{text}"),
            (_, Cell::Number(_, value)) => match order {
                Some(order) => {
                    let place = order.partition_point(|v| v.total_cmp(value).is_lt());
                    write!(self.text, "<td{class} data-v={place}>{text}")
                }
                None => write!(self.text, "<td{class}>{text}"),
            },
            (_, Cell::Missing(_)) if number => write!(self.text, "<td class=\"m n\">{text}"),
            (_, Cell::Missing(_)) => write!(self.text, "<td class=m>{text}"),
            (_, Cell::Text(_)) => write!(self.text, "<td>{text}"),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_the_script_reads_it() {
        for (text, decimal, number) in [
            ("9 van 17 (53%)", ',', Some(53.0)),
            ("1.234", ',', Some(1234.0)),
            ("1,234", '.', Some(1234.0)),
            ("−0,5 … 2", ',', Some(-0.5)),
            ("+16", ',', Some(16.0)),
            ("< 0,001", ',', Some(0.001)),
            ("31 tot 74%", ',', Some(31.0)),
            ("geen", ',', None),
            ("12.", '.', Some(12.0)),
        ] {
            assert_eq!(read(text, decimal), number, "{text}");
        }
    }
}
