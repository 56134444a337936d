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

/// A number to sort by, without what is not needed to read it.
fn short(x: f64) -> String {
    let text = format!("{x:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match text.strip_prefix("0.") {
        Some(rest) => format!(".{rest}"),
        None => text.replacen("-0.", "-.", 1),
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

/// Whether the script puts the cells of a column in their order without being told their numbers.
fn reads_in_order(table: &Table, column: usize, decimal: char) -> bool {
    let mut both: Vec<(f64, f64)> = Vec::new();
    for cell in table.rows.iter().filter_map(|row| row.get(column)) {
        if let Cell::Number(text, value) = cell {
            let Some(read) = read(text, decimal) else { return false };
            both.push((*value, read));
        }
    }
    both.sort_by(|a, b| a.0.total_cmp(&b.0));
    both.windows(2).all(|pair| pair[0].1 <= pair[1].1)
}

impl Page<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let caption = escaped(&table.caption);
        let sortable = table.rows.len() >= SORTABLE_FROM && table.heads.iter().any(|h| h.number);
        // Where every column but the first holds numbers, the table says so once and not each cell.
        let nums = table.heads.len() > 1 && table.heads.iter().skip(1).all(|h| h.number);
        let class = match (sortable, nums) {
            (true, true) => " class=\"sortable nums\"",
            (true, false) => " class=\"sortable\"",
            (false, true) => " class=\"nums\"",
            (false, false) => "",
        };
        let _ = writeln!(
            self.text,
            "<div class=scroll role=group tabindex=0 aria-label=\"{caption}\">\n<table{class}>\n\
             <caption>{caption}</caption><thead><tr>"
        );
        table.heads.iter().for_each(|h| self.table_head(h));
        self.raw("<tbody>\n");
        let decimal = if self.words.lang() == Lang::Nl { ',' } else { '.' };
        let needs_no_copy: Vec<bool> =
            (0..table.heads.len()).map(|c| !sortable || reads_in_order(table, c, decimal)).collect();
        for (at, row) in table.rows.iter().enumerate() {
            let total = table.totals && at + 1 == table.rows.len();
            self.raw(if total { "<tr class=total>" } else { "<tr>" });
            for (column, cell) in row.iter().enumerate() {
                let number = !nums && table.heads.get(column).is_some_and(|h| h.number);
                self.cell(cell, column == 0, number, needs_no_copy.get(column).copied().unwrap_or(true));
            }
            self.raw("\n");
        }
        self.raw("</table></div>\n");
    }

    // A cell that heads a row or a column is known as such by where it stands.
    fn table_head(&mut self, head: &Head) {
        let class = if head.number { " class=n" } else { "" };
        let title = head.reads.as_ref().map_or_else(String::new, |r| format!(" title=\"{}\"", escaped(r)));
        let _ = write!(self.text, "<th{class}{title}>{}", escaped(&head.text));
    }

    /// `number`: the cell stands in a column of numbers of a table that has others.
    fn cell(&mut self, cell: &Cell, names_row: bool, number: bool, needs_no_copy: bool) {
        let text = escaped(cell.text());
        let class = if number { " class=n" } else { "" };
        let _ = match (names_row, cell) {
            (true, _) => write!(self.text, "<th>{text}"),
            (_, Cell::Number(..)) if needs_no_copy => write!(self.text, "<td{class}>{text}"),
            (_, Cell::Number(_, sort)) => write!(self.text, "<td{class} data-v={}>{text}", short(*sort)),
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
