//! Tables whose rows stand in the findings column by column: a country has 300,000 teachers, so that rows are written
//! without being put together first, many by each thread.

use super::{Lines, TableOptions, Whole, key_cells};
use crate::findings::{Block, Column, Findings, Kind};
use rayon::prelude::*;

/// Cells that are written by one task, about: so few that no thread is left with the last of them.
const CELLS: usize = 65_536;

/// All rows of some blocks.
pub(super) fn whole<'a, B: Iterator<Item = &'a Block>>(
    findings: &'a Findings,
    measures: Vec<String>,
    blocks: impl Fn() -> B + Send + 'a,
) -> Whole<'a> {
    Box::new(move |options: TableOptions| {
        let mut tasks: Vec<(&Block, std::ops::Range<usize>)> = Vec::new();
        let each = (CELLS / measures.len().max(1)).max(1);
        for block in blocks() {
            let rows = block.columns.iter().map(Column::len).max().unwrap_or(0);
            tasks.extend((0..rows.div_ceil(each)).map(|t| (block, t * each..rows.min((t + 1) * each))));
        }
        let one = |(block, rows): &(&Block, std::ops::Range<usize>)| {
            some(findings, block, rows.clone(), &measures, Lines::new(options, Vec::new()))
        };
        tasks.par_iter().map(one).collect()
    })
}

/// Some rows of a block.
fn some(
    findings: &Findings,
    block: &Block,
    rows: std::ops::Range<usize>,
    measures: &[String],
    mut lines: Lines,
) -> Vec<u8> {
    // Of each column the next row without a number; rows come in order.
    let mut columns: Vec<Option<(&Column, usize)>> = measures
        .iter()
        .map(|m| block.column(m).map(|c| (c, c.undefined.partition_point(|u| (u.0 as usize) < rows.start))))
        .collect();
    let mut keys = Vec::new();
    for row in rows {
        keys.clear();
        key_cells(findings, block, row, &mut keys);
        lines.cells(&keys);
        for slot in &mut columns {
            let Some((column, next)) = slot.as_mut().filter(|(c, _)| row < c.len()) else {
                lines.empty();
                continue;
            };
            if column.undefined.get(*next).is_some_and(|u| u.0 as usize == row) {
                *next += 1;
                lines.empty();
                continue;
            }
            let x = column.numbers[row];
            match &column.kind {
                Kind::Label(labels) => match labels.get(x as usize) {
                    Some(label) => lines.text(label),
                    None => lines.empty(),
                },
                Kind::YesNo => lines.text(if x > 0.5 { "yes" } else { "no" }),
                _ => lines.number(x),
            }
        }
        lines.end();
    }
    lines.bytes()
}
