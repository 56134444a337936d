//! `plan_lines.csv` and `plan_followed.csv`: a plan and the next wave.

use super::{Cell, Table};
use crate::error::Result;
use crate::findings::{Findings, Followed, LIKENESSES, Said, Value};

/// Counts and figures of an outcome, behind its keys.
const FIGURES: [&str; 16] = [
    "invited",
    "invited_not_known",
    "invited_came",
    "invited_expected",
    "invited_beyond_plan",
    "pool",
    "others",
    "others_came",
    "others_expected",
    "pairs_both",
    "pairs_only_invited",
    "pairs_only_other",
    "pairs_neither",
    "difference",
    "difference_low",
    "difference_high",
];

fn waves(findings: &Findings, followed: &Followed) -> [Cell; 2] {
    let id = |w: u32| findings.waves.get(w as usize).map_or(Cell::Empty, |w| Cell::Text(w.id.clone()));
    [id(followed.from), id(followed.to)]
}

fn value(value: Value) -> Cell {
    value.number().map_or(Cell::Empty, Cell::Number)
}

/// Both tables; none where no plan was given.
pub(super) fn tables(findings: &Findings) -> Vec<Table<'_>> {
    let Some(followed) = &findings.followed else { return Vec::new() };
    vec![lines(findings, followed), outcomes(findings, followed)]
}

fn lines<'a>(findings: &'a Findings, followed: &'a Followed) -> Table<'a> {
    let headings = ["from_wave", "to_wave", "kind", "planned", "seen", "not_seen", "not_known"];
    let rows = move |each: &mut dyn FnMut(&[Cell]) -> Result<()>| {
        for line in &followed.lines {
            let mut cells = waves(findings, followed).to_vec();
            cells.push(Cell::Text(line.kind.name().into()));
            let counts = [line.planned, line.seen, line.not_seen, line.not_known];
            cells.extend(counts.map(|n| Cell::Number(f64::from(n))));
            each(&cells)?;
        }
        Ok(())
    };
    Table::new("plan_lines", headings.map(str::to_owned).to_vec(), Box::new(rows))
}

fn outcomes<'a>(findings: &'a Findings, followed: &'a Followed) -> Table<'a> {
    let keys = ["from_wave", "to_wave", "part", "outcome"];
    let mut headings: Vec<String> = keys.into_iter().chain(FIGURES).map(str::to_owned).collect();
    headings.extend(["p", "p_adjusted", "said"].map(str::to_owned));
    headings.extend(LIKENESSES.map(|name| format!("pairs_{name}")));
    let rows = move |each: &mut dyn FnMut(&[Cell]) -> Result<()>| {
        for (part, list) in [("planned", &followed.planned), ("done", &followed.done)] {
            for row in list {
                let n = |count: u32| Cell::Number(f64::from(count));
                let mut cells = waves(findings, followed).to_vec();
                cells.extend([Cell::Text(part.into()), Cell::Text(row.outcome.name().into())]);
                cells.extend([
                    n(row.invited.people),
                    n(row.not_known),
                    n(row.invited.came),
                    value(row.invited.expected),
                ]);
                cells.extend([n(row.beyond_plan), n(row.pool), n(row.others.people), n(row.others.came)]);
                cells.push(value(row.others.expected));
                cells.extend(row.pairs.map(n));
                cells.extend([row.difference, row.low, row.high, row.p, row.p_adjusted].map(value));
                cells.push(Cell::Text(Said::LABELS[row.said as usize].into()));
                cells.extend(row.likeness.map(n));
                each(&cells)?;
            }
        }
        Ok(())
    };
    Table::new("plan_followed", headings, Box::new(rows))
}
