//! Cells and tables that several chapters are made from.

use super::told::{Told, head};
use super::{Cell, Head, Table};
use crate::findings::{Block, Value, Why};
use crate::words::numbers::FEWEST_FOR_PERCENT;
use crate::words::{Heading, Tell};

/// Above so many schools a table of details shows only those about which there is something to look at.
pub(super) const MOST_SCHOOLS: usize = 60;

/// A table by school with these further heads; all of them numbers unless said.
pub(super) fn by_school(told: &Told<'_>, caption: Tell, heads: &[Tell]) -> Table {
    let first = head(told.words, Heading::School);
    table(told, caption, std::iter::once(first).chain(heads.iter().map(|&t| number(told, t))))
}

/// A table with these heads.
pub(super) fn table(told: &Told<'_>, caption: Tell, heads: impl IntoIterator<Item = Head>) -> Table {
    Table { caption: told.words.tell(caption).into(), heads: heads.into_iter().collect(), ..Table::default() }
}

/// The head of a column of numbers.
pub(super) fn number(told: &Told<'_>, what: Tell) -> Head {
    Head { text: told.words.tell(what).into(), number: true, reads: None }
}

/// The head of a column of text.
pub(super) fn text(told: &Told<'_>, what: Tell) -> Head {
    Head { text: told.words.tell(what).into(), number: false, reads: None }
}

/// No number, and why.
pub(super) fn missing(told: &Told<'_>, why: Why) -> Cell {
    Cell::Missing(told.words.why(why).into())
}

/// Nothing to show.
pub(super) fn dash() -> Cell {
    Cell::Missing("–".into())
}

/// What is in a column and row; a dash where there is no such column.
pub(super) fn value(block: &Block, measure: &str, row: usize) -> Result<f64, Option<Why>> {
    match block.column(measure).filter(|c| row < c.len()).map(|c| c.of(row)) {
        Some(Value::Number(x)) => Ok(x),
        Some(Value::Undefined(why)) => Err(Some(why)),
        None => Err(None),
    }
}

fn otherwise(told: &Told<'_>, why: Option<Why>) -> Cell {
    why.map_or_else(dash, |w| missing(told, w))
}

/// `7 of 18 (39%)` from a share and the column that it is a share of.
pub(super) fn share_of(told: &Told<'_>, block: &Block, (share, whole): (&str, &str), row: usize) -> Cell {
    match (value(block, share, row), value(block, whole, row)) {
        (Ok(share), Ok(whole)) => told.part_of((share * whole).round() as u64, whole.round() as u64),
        (Err(why), _) | (_, Err(why)) => otherwise(told, why),
    }
}

/// A percentage beside the column whose count it is a share of; where that is small, a dash.
pub(super) fn percent(told: &Told<'_>, block: &Block, (share, whole): (&str, &str), row: usize) -> Cell {
    match (value(block, share, row), value(block, whole, row)) {
        (Ok(share), Ok(whole)) if whole >= FEWEST_FOR_PERCENT as f64 => Cell::Number(told.words.percent(share), share),
        (Ok(_), Ok(_)) => missing(told, Why::TooFew),
        (Err(why), _) | (_, Err(why)) => otherwise(told, why),
    }
}

/// A count by itself.
pub(super) fn tally(told: &Told<'_>, block: &Block, measure: &str, row: usize) -> Cell {
    value(block, measure, row).map_or_else(|why| otherwise(told, why), |n| told.counted(n.max(0.0).round() as u64))
}

/// A decimal number.
pub(super) fn decimal(told: &Told<'_>, value: Value, digits: usize) -> Cell {
    match value {
        Value::Number(x) => Cell::Number(told.words.decimal(x, digits), x),
        Value::Undefined(why) => missing(told, why),
    }
}

/// A decimal number of a column.
pub(super) fn decimal_of(told: &Told<'_>, block: &Block, measure: &str, digits: usize, row: usize) -> Cell {
    value(block, measure, row)
        .map_or_else(|why| otherwise(told, why), |x| Cell::Number(told.words.decimal(x, digits), x))
}

/// `31 to 74%` from two columns.
pub(super) fn interval(told: &Told<'_>, block: &Block, (low, high): (&str, &str), row: usize) -> Cell {
    match (value(block, low, row), value(block, high, row)) {
        (Ok(low), Ok(high)) => Cell::Number(told.words.percent_range(low, high), low),
        (Err(why), _) | (_, Err(why)) => otherwise(told, why),
    }
}

/// A difference in percentage points, with its sign.
pub(super) fn points(told: &Told<'_>, difference: f64) -> Cell {
    let text = told.words.decimal(100.0 * difference, 0);
    let sign = if difference > 0.0 && text != "0" { "+" } else { "" };
    Cell::Number(format!("{sign}{text}"), difference)
}

/// `−44 to 18` in percentage points.
pub(super) fn points_range(told: &Told<'_>, (low, high): (f64, f64)) -> Cell {
    let (a, b) = (points(told, low), points(told, high));
    Cell::Number(format!("{} … {}", a.text(), b.text()), low)
}

/// A chance.
pub(super) fn chance(told: &Told<'_>, p: f64) -> Cell {
    let text = if p < 0.001 { format!("< {}", told.words.decimal(0.001, 3)) } else { told.words.decimal(p, 3) };
    Cell::Number(text, p)
}

/// `2 to 9` from the lowest and highest of a list; one number when they are the same.
pub(super) fn range(told: &Told<'_>, values: impl IntoIterator<Item = f64>, digits: usize) -> Cell {
    let mut all: Vec<f64> = values.into_iter().collect();
    all.sort_by(f64::total_cmp);
    let (Some(&low), Some(&high)) = (all.first(), all.last()) else { return dash() };
    let (a, b) = (told.words.decimal(low, digits), told.words.decimal(high, digits));
    Cell::Number(if a == b { a } else { format!("{a} … {b}") }, low)
}

/// Leaves out columns in which no row has anything to show, as in an edition that does not tell them; a table without any
/// other column goes with its heading.
pub(super) fn without_empty_columns(blocks: &mut Vec<super::Block>) {
    use super::Block as Told;
    let mut kept: Vec<Told> = Vec::with_capacity(blocks.len());
    let mut all = std::mem::take(blocks).into_iter().peekable();
    while let Some(mut block) = all.next() {
        let table = match &mut block {
            Told::Table(table) => Some(table),
            Told::Figure(figure) => figure.table.as_mut(),
            _ => None,
        };
        let is_left = table.is_none_or(without_empty);
        if is_left || matches!(block, Told::Figure(_)) {
            kept.push(block);
        } else if matches!(all.peek(), None | Some(Told::Heading(_) | Told::Note(_))) {
            let before = kept.iter().rposition(|b| !matches!(b, Told::Paragraph(_) | Told::Basis(_)));
            if let Some(at) = before.filter(|&at| matches!(kept[at], Told::Heading(_))) {
                kept.truncate(at);
            }
        }
    }
    *blocks = kept;
}

/// Whether anything but the names of the rows is left.
fn without_empty(table: &mut Table) -> bool {
    let shown = |column: usize| {
        column == 0
            || table.rows.is_empty()
            || table.rows.iter().any(|r| r.get(column).is_some_and(|c| !matches!(c, Cell::Missing(t) if t == "–")))
    };
    let keep: Vec<bool> = (0..table.heads.len()).map(shown).collect();
    if keep.iter().all(|&k| k) {
        return true;
    }
    let mut at = keep.iter();
    table.heads.retain(|_| at.next().copied().unwrap_or(true));
    for row in &mut table.rows {
        let mut at = keep.iter();
        row.retain(|_| at.next().copied().unwrap_or(true));
    }
    table.heads.len() > 1
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;

    #[test]
    fn a_column_without_anything_in_it_goes_and_a_table_of_nothing_else_goes_with_its_heading() {
        use super::super::Block as Told;
        let head = |text: &str| Head { text: text.into(), number: true, reads: None };
        let row = |cells: [Cell; 3]| cells.to_vec();
        let text = |t: &str| Cell::Text(t.into());
        let table = |rows: Vec<Vec<Cell>>| {
            Told::Table(Table { heads: ["a", "b", "c"].map(head).to_vec(), rows, ..Table::default() })
        };
        let mut blocks = vec![
            table(vec![row([text("x"), dash(), text("1")]), row([text("y"), dash(), Cell::Missing("hidden".into())])]),
            Told::Heading("h".into()),
            Told::Paragraph("p".into()),
            table(vec![row([text("x"), dash(), dash()])]),
            Told::Heading("next".into()),
        ];
        without_empty_columns(&mut blocks);
        let [Told::Table(t), Told::Heading(next)] = &blocks[..] else { panic!("{blocks:?}") };
        assert_eq!((t.heads.len(), t.rows[1].len(), next.as_str()), (2, 2, "next"));
    }
    use crate::words::{Lang, words};

    #[test]
    fn a_chance_is_never_nothing_and_a_difference_has_its_sign() {
        let findings = sample::group(2, 12);
        let told = Told::last(&findings, words(Lang::Nl)).unwrap();
        assert_eq!(chance(&told, 0.0).text(), "< 0,001");
        assert_eq!((points(&told, -0.163).text(), points(&told, 0.2).text()), ("−16", "+20"));
        assert_eq!(points(&told, 0.001).text(), "0");
        assert_eq!(range(&told, [3.0, 1.0], 1).text(), "1,0 … 3,0");
    }
}
