//! Tables: with caption and scope; the script makes the heads of those that can be sorted into buttons.
//!
//! End tags of cells and rows are left out, as HTML allows: a report by mail is a tenth shorter.

use super::super::story::{Cell, Head, Table};
use super::Page;
use super::safe::escaped;
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
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{caption}\">\n<table{class}>\n\
             <caption>{caption}</caption>\n<thead>\n<tr>"
        );
        table.heads.iter().for_each(|h| self.table_head(h));
        self.raw("</thead>\n<tbody>\n");
        for (at, row) in table.rows.iter().enumerate() {
            let total = table.totals && at + 1 == table.rows.len();
            self.raw(if total { "<tr class=total>" } else { "<tr>" });
            for (column, cell) in row.iter().enumerate() {
                self.cell(cell, column == 0, !nums && table.heads.get(column).is_some_and(|h| h.number), nums);
            }
            self.raw("\n");
        }
        self.raw("</tbody>\n</table>\n</div>\n");
    }

    fn table_head(&mut self, head: &Head) {
        let class = if head.number { " class=n" } else { "" };
        let title = head.reads.as_ref().map_or_else(String::new, |r| format!(" title=\"{}\"", escaped(r)));
        let _ = writeln!(self.text, "<th scope=col{class}{title}>{}", escaped(&head.text));
    }

    fn cell(&mut self, cell: &Cell, names_row: bool, number: bool, nums: bool) {
        let text = escaped(cell.text());
        let _ = match (names_row, cell) {
            (true, _) => write!(self.text, "<th scope=row>{text}"),
            // A number that is written as it sorts needs no second copy; one that has a copy is known by it.
            (_, Cell::Number(written, sort)) if *written == sort.to_string() => {
                write!(self.text, "<td{}>{text}", if nums { "" } else { " class=n" })
            }
            (_, Cell::Number(_, sort)) => write!(self.text, "<td data-v={}>{text}", short(*sort)),
            (_, Cell::Missing(_)) if number => write!(self.text, "<td class=\"m n\">{text}"),
            (_, Cell::Missing(_)) => write!(self.text, "<td class=m>{text}"),
            (_, Cell::Text(_)) => write!(self.text, "<td>{text}"),
        };
    }
}
