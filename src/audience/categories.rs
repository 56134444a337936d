//! Which counts of people by category are hidden: how many have no tie, and on which rung of the ladder they are.
//!
//! Rates over five people or more are figures of a school. How many of its people are of one kind is something else:
//! "one of 22 has no tie" makes everybody look for that one. A count from one to four is hidden, and then others, so
//! that it cannot be worked out from those and the group's; not even by somebody who knows this rule. Nobody of a kind
//! is shown: that says nothing of anybody. The middle rung is what the broad rate has more than the strict one, and
//! stays; the two rungs on either side of it are hidden together.

use super::FEWEST;
use super::small::Small;
use crate::findings::{Block, Column, Findings, Hidden, Scope};

/// The two pairs of rungs, those of closed and of open doors.
pub(super) const RUNGS: [[&str; 2]; 2] = [["depth_0", "depth_1"], ["depth_3", "depth_4"]];

/// What is hidden of one layer's counts.
struct Cells<'a> {
    layer: &'a str,
    measures: &'static [&'static str],
    /// By school, and the group last.
    hidden: Vec<bool>,
}

/// What is hidden in one wave.
pub(super) struct Categories<'a> {
    wave: u32,
    cells: Vec<Cells<'a>>,
}

/// Whether a count of people is neither nobody nor enough of them.
pub(super) fn is_few(count: f64) -> bool {
    count > 0.5 && count < FEWEST - 0.5
}

/// People of a school of one kind, and all of whom it is told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Part {
    of: f64,
    all: f64,
    /// Between how many and how many there are, for who knows why this count is hidden.
    between: (f64, f64),
}

impl Part {
    /// Whether one to four people are of one of two kinds.
    pub(super) fn is_few(&self) -> bool {
        is_few(self.of) || is_few(self.all - self.of)
    }
}

/// Hides further schools until what is hidden could be shared out among them in several ways; whether the group's
/// count can stay. `few` are those to be hidden, `small` those that are hidden anyway.
///
/// Each hidden count lies between two bounds. As long as there are two and their sum is neither the least nor the most
/// that it could be, one can be higher and another lower, whichever one looks at.
fn complemented(parts: &[Option<Part>], few: &[bool], small: &[bool], hidden: &mut [bool]) -> bool {
    hidden.copy_from_slice(few);
    loop {
        let rows: Vec<(usize, Part)> =
            (0..parts.len()).filter(|&s| hidden[s] || small[s]).filter_map(|s| Some((s, parts[s]?))).collect();
        let sum = |of: &dyn Fn(usize, &Part) -> f64| rows.iter().map(|(s, part)| of(*s, part)).sum::<f64>();
        let there = sum(&|_, p| p.of);
        let least = sum(&|s, p| if few[s] { p.between.0 } else { 0.0 });
        let most = sum(&|s, p| if few[s] { p.between.1 } else { p.all });
        if rows.is_empty() || (rows.len() > 1 && there > least + 0.5 && there < most - 0.5) {
            return true;
        }
        let left = (0..parts.len()).filter(|&s| !hidden[s] && !small[s]);
        let left = left.filter_map(|s| Some((s, parts[s]?.all))).filter(|(_, all)| *all > 0.5);
        let Some((next, _)) = left.min_by(|a, b| a.1.total_cmp(&b.1)) else {
            // Nobody is shown. With the least there can be, some have none, and it could be any of them.
            return hidden != few && there > 0.5 && there < most - 0.5;
        };
        hidden[next] = true;
    }
}

impl<'a> Categories<'a> {
    /// Decides for a wave, after it was decided which schools are hidden.
    pub(super) fn of(findings: &'a Findings, small: &Small, wave: u32) -> Categories<'a> {
        let mut cells = Vec::new();
        let main = main_layer(findings, wave);
        for block in findings.blocks.iter().filter(|b| b.wave == wave && b.scope == Scope::School) {
            let Some(layer) = block.layer.as_deref() else { continue };
            let rows = 0..=small.people.len();
            let mut isolates: Vec<Option<Part>> = rows.clone().map(|s| isolates(block, s)).collect();
            if Some(layer) != main {
                // Of these schools it is not told at all.
                isolates[..small.people.len()].fill(None);
            }
            cells.extend(of_parts(layer, &["isolates", "components_weak"], &isolates, small, |p| is_few(p.of)));
            for pair in RUNGS.iter().filter(|_| layer == "open_door") {
                let parts: Vec<Option<Part>> = rows.clone().map(|s| rungs(block, pair, s)).collect();
                cells.extend(of_parts(layer, pair, &parts, small, Part::is_few));
            }
        }
        Categories { wave, cells }
    }

    /// Whether a count of a school, or of the group behind the last of them, is hidden.
    pub(super) fn hides(&self, layer: &str, measure: &str, row: usize) -> bool {
        let cells = self.cells.iter().filter(|c| c.layer == layer && c.measures.contains(&measure));
        cells.into_iter().any(|c| c.hidden.get(row).copied().unwrap_or(false))
    }

    /// Schools of which something is hidden, layer by layer, as the log tells it; the group's figures stand elsewhere.
    pub(super) fn log(&self, of: &Block) -> Vec<Hidden> {
        let Some(layer) = of.layer.as_deref().filter(|_| of.scope == Scope::School) else { return Vec::new() };
        let schools = of.columns.first().map_or(0, Column::len).saturating_sub(1);
        let entry = |school: usize| {
            let hidden = of.columns.iter().filter(|c| self.hides(layer, &c.measure, school));
            let figures: Vec<String> = hidden.map(|c| c.measure.to_string()).collect();
            let (wave, layer, school) = (Some(self.wave), Some(layer.to_owned()), Some(school as u32));
            (!figures.is_empty()).then_some(Hidden { wave, layer, school, figures })
        };
        (0..schools).filter_map(entry).collect()
    }
}

/// The layer on which it is told who is isolated: all relations, or the first there is.
pub(super) fn main_layer(findings: &Findings, wave: u32) -> Option<&str> {
    let layers = findings.blocks.iter().filter(|b| b.wave == wave && b.scope == Scope::Layer);
    let all = layers.clone().find(|b| b.layer.as_deref() == Some("all"));
    all.or_else(|| layers.clone().next()).and_then(|b| b.layer.as_deref())
}

/// Those without a tie, and who answered.
fn isolates(block: &Block, row: usize) -> Option<Part> {
    let (of, all) = block.number("isolates", row).zip(block.number("answered", row))?;
    Some(Part { of, all, between: (1.0, FEWEST - 1.0) })
}

/// The upper rung of a pair, and both; none where one of them was not asked about: then it is a rate's own count.
pub(super) fn rungs(block: &Block, pair: &[&str; 2], row: usize) -> Option<Part> {
    let known = block.number("known", row)?;
    let [lower, upper] = pair.map(|m| block.number(m, row).map(|share| (share * known).round()));
    let (lower, upper) = lower.zip(upper)?;
    let all = lower + upper;
    // As many as would be shown are not all on one of the two.
    let each = if all >= FEWEST { 1.0 } else { 0.0 };
    Some(Part { of: upper, all, between: (each, all - each) })
}

/// What is hidden of some counts; nothing when that is nothing. The group's part is the last.
fn of_parts<'a>(
    layer: &'a str,
    measures: &'static [&'static str],
    parts: &[Option<Part>],
    small: &Small,
    is_few: impl Fn(&Part) -> bool,
) -> Option<Cells<'a>> {
    let (group, schools) = parts.split_last()?;
    let small = &small.doors;
    let few: Vec<bool> = schools.iter().zip(small).map(|(p, s)| !s && p.as_ref().is_some_and(&is_few)).collect();
    let mut hidden = few.clone();
    // A group's count that is hidden gives nothing away.
    let mut is_hidden = group.as_ref().is_some_and(&is_few);
    if !is_hidden && few.contains(&true) && !complemented(schools, &few, small, &mut hidden) {
        hidden = few;
        is_hidden = true;
    }
    hidden.push(is_hidden);
    hidden.contains(&true).then_some(Cells { layer, measures, hidden })
}
