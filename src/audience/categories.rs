//! Which counts of people by category are hidden: how many have no tie, and on which rung of the ladder they are.
//!
//! Rates over five people or more are figures of a school. How many of its people are of one kind is something else:
//! "one of 22 has no tie" makes everybody look for that one. A count from one to four is hidden, and nobody or five and
//! more is shown, as long as that says nothing of others. The middle rung is what the broad rate has more than the strict
//! one, and stays; the two rungs on either side of it are hidden together.
//!
//! Where one to four people named only colleagues who could not be found, nobody can be told to have a tie or none: how
//! many have none is hidden with what tells it.
//!
//! Where one to four people did not answer, or have a door that is not known, what others said of them is hidden as well:
//! how many of their doors were seen open, and how many pairs they are in.
//!
//! Whoever knows this rule must not be able to count on with it. So the group's count goes as soon as one school's does,
//! whatever they are: then a hidden count says no more than that it is one to four. Where the ties or the rungs leave
//! only one such number, the count is hidden also when it is another one.

use super::FEWEST;
use super::small::Small;
use crate::findings::{Block, Column, Findings, Hidden, Response, Scope};

/// The two pairs of rungs, those of closed and of open doors.
const RUNGS: [[&str; 2]; 2] = [["depth_0", "depth_1"], ["depth_3", "depth_4"]];
/// What tells, beside the known doors, how many of the others are open.
const NOT_KNOWN: [&str; 4] = ["open_doors_at_least", "open_door_rate_low", "open_door_rate_high", "door_unknown"];
/// What tells, beside the ties and pairs, how many pairs have somebody in them who did not answer.
const OBSERVED: [&str; 1] = ["reciprocity_pairs_observed"];
/// What tells how many have no tie.
pub(super) const ISOLATED: [&str; 2] = ["isolates", "components_weak"];

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

/// Whether one count is one to four less than another.
fn few_less(block: &Block, [all, some]: [&str; 2], row: usize) -> bool {
    block.number(all, row).zip(block.number(some, row)).is_some_and(|(all, some)| is_few(all - some))
}

/// How many people are on two rungs.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Rungs {
    lower: f64,
    upper: f64,
}

impl Rungs {
    /// None where one of them was not asked about: then the other is a rate's own count.
    fn of(block: &Block, pair: &[&str; 2], row: usize) -> Option<Rungs> {
        let known = block.number("known", row)?;
        let [lower, upper] = pair.map(|m| block.number(m, row).map(|share| (share * known).round()));
        lower.zip(upper).map(|(lower, upper)| Rungs { lower, upper })
    }

    fn is_few(&self) -> bool {
        is_few(self.lower) || is_few(self.upper)
    }
}

/// One wave, as far as it says how many people have no tie.
struct Ground<'a> {
    main: &'a Block,
    doors: Option<&'a Block>,
    /// Ties with other schools, by school; none of the group.
    across: Vec<f64>,
    /// People who answered and of whom it cannot be told whether they have a tie, by school, and the group's last.
    in_vain: Vec<f64>,
}

impl<'a> Ground<'a> {
    fn of(findings: &'a Findings, wave: u32) -> Option<Ground<'a>> {
        let layer = findings.main_layer(wave)?;
        let main = findings.block(Scope::School, wave, Some(layer))?;
        let mut across = vec![0.0; findings.schools.len() + 1];
        if let Some(pairs) = findings.block(Scope::SchoolPair, wave, Some(layer)) {
            for (row, &(from, to)) in pairs.pairs.iter().enumerate().filter(|(_, (from, to))| from != to) {
                for school in [from, to] {
                    if let Some(sum) = across.get_mut(school as usize) {
                        *sum += pairs.number("ties", row).unwrap_or(0.0);
                    }
                }
            }
        }
        let doors = findings.block(Scope::School, wave, Some("open_door"));
        Some(Ground { main, doors, across, in_vain: in_vain(findings, wave, layer) })
    }

    fn isolates(&self, row: usize) -> Option<f64> {
        self.main.number("isolates", row)
    }

    /// The fewest and the most people without a tie that the figures beside it allow: each tie has two ends, so many
    /// pairs take so many people, and whoever has no tie is on the lowest rung.
    fn possible(&self, row: usize) -> Option<(f64, f64)> {
        let of = |m: &str| self.main.number(m, row);
        let (people, answered, pairs) = (of("people")?, of("answered")?, of("pairs")?);
        let (silent, across) = (people - answered, self.across.get(row).copied().unwrap_or(0.0));
        // The smallest m with m · (m − 1) / 2 pairs.
        let takes = if pairs < 0.5 { 0.0 } else { (0.5 + (0.25 + 2.0 * pairs).sqrt() - 1e-9).ceil() };
        let takes = if across > 0.5 { f64::max(takes, 1.0) } else { takes };
        let least = (answered - 2.0 * pairs - across).max(0.0);
        let most = answered - (takes - silent).max(0.0);
        let lowest = self.doors.and_then(|doors| {
            let known = doors.number("known", row)?;
            let lowest = match Rungs::of(doors, &RUNGS[0], row) {
                Some(rungs) if rungs.is_few() => rungs.lower + rungs.upper,
                Some(rungs) => rungs.lower,
                None => (doors.number("depth_0", row)? * known).round(),
            };
            Some(lowest + answered - (known - silent).max(0.0))
        });
        Some((least, lowest.map_or(most, |lowest| most.min(lowest))))
    }

    /// Whether only one number from one to four is possible.
    fn leaves_one(&self, row: usize) -> bool {
        self.possible(row).is_some_and(|(least, most)| {
            let (least, most) = (least.max(1.0), most.min(FEWEST - 1.0));
            (most - least).abs() < 0.5
        })
    }

    fn lowest_are_few(&self, row: usize) -> bool {
        self.doors.and_then(|doors| Rungs::of(doors, &RUNGS[0], row)).is_some_and(|r| r.is_few())
    }

    /// Whether how many have no tie is hidden in a row.
    fn hides(&self, row: usize) -> bool {
        let in_vain = self.in_vain.get(row).is_some_and(|&n| is_few(n));
        let hides = |n| is_few(n) || in_vain || (n > 0.5 && self.lowest_are_few(row)) || self.leaves_one(row);
        self.isolates(row).is_some_and(hides)
    }
}

/// People whose kind is unknown though they answered, by school, and the group's last.
fn in_vain(findings: &Findings, wave: u32, layer: &str) -> Vec<f64> {
    let mut counts = vec![0.0; findings.schools.len() + 1];
    let column = findings.block(Scope::Person, wave, Some(layer)).and_then(|b| b.column("isolation"));
    let staff = findings.waves.get(wave as usize).map_or(&[][..], |w| &w.staff);
    for (row, person) in staff.iter().enumerate() {
        let is_unknown = column.is_some_and(|c| row < c.len() && c.label(row) == Some("unknown"));
        let is_outside = findings.people.get(person.person as usize).is_none_or(|p| p.outside);
        if is_unknown && !is_outside && person.response != Response::DidNotAnswer {
            let school = person.school.map(|s| s as usize).filter(|&s| s < findings.schools.len());
            school.into_iter().chain([findings.schools.len()]).for_each(|row| counts[row] += 1.0);
        }
    }
    counts
}

/// Schools with one to four people of a kind whose number the ties tell: of these, ties are hidden as well.
pub(super) fn told_by_ties(findings: &Findings, wave: u32) -> Vec<bool> {
    let schools = findings.schools.len();
    let Some(ground) = Ground::of(findings, wave) else { return vec![false; schools] };
    let is_told = |school: usize| {
        let ties = ground.main.number("pairs", school).unwrap_or(0.0) + ground.across[school];
        let is_sure = ground.possible(school).is_some_and(|(least, most)| (most - least).abs() < 0.5);
        let is_few = ground.isolates(school).is_some_and(is_few);
        (is_few && is_sure) || (ties < 1.5 && (is_few || ground.lowest_are_few(school)))
    };
    (0..schools).map(is_told).collect()
}

impl<'a> Categories<'a> {
    /// Decides for a wave, after it was decided which schools are hidden.
    pub(super) fn of(findings: &'a Findings, small: &Small, wave: u32) -> Categories<'a> {
        let schools = small.people.len();
        let mut cells = Vec::new();
        let mut add = |layer: &'a str, measures: &'static [&'static str], hides: &dyn Fn(usize) -> bool| {
            let mut hidden: Vec<bool> = (0..schools).map(|s| !small.doors[s] && hides(s)).collect();
            hidden.push(hidden.contains(&true) || hides(schools));
            if hidden.contains(&true) {
                cells.push(Cells { layer, measures, hidden });
            }
        };
        if let Some((layer, ground)) = findings.main_layer(wave).zip(Ground::of(findings, wave)) {
            add(layer, &ISOLATED, &|row| ground.hides(row));
        }
        if let Some(doors) = findings.block(Scope::School, wave, Some("open_door")) {
            for pair in &RUNGS {
                add("open_door", pair, &|row| Rungs::of(doors, pair, row).is_some_and(|r| r.is_few()));
            }
            add("open_door", &NOT_KNOWN, &|row| few_less(doors, ["eligible", "known"], row));
        }
        let layers = findings.blocks.iter().filter(|b| b.scope == Scope::School && b.wave == wave);
        for (block, layer) in layers.filter_map(|b| b.layer.as_deref().map(|layer| (b, layer))) {
            // Of schools it is not told at all.
            add(layer, &OBSERVED, &|row| row == schools && few_less(block, ["people", "answered"], row));
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
