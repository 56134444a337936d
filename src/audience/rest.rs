//! Which figures of the group would give away what is hidden of schools.
//!
//! The group's figure less those of the schools that are shown is what the hidden ones have together: their rest. A
//! rest of nothing, or of everybody, says the same of each of them, so that the group's figure is hidden as well, and
//! every other figure of the group from which it could be worked out. Any other rest can be shared out in several ways.

use super::categories::Categories;
use super::small::{Counts, Small};
use crate::findings::{Block, Findings, Scope};

/// Figures of the group on doors that stand and fall together. What tells them apart from each other is in one list.
const KNOWN_AND_NOT: [&str; 5] =
    ["eligible", "door_unknown", "open_doors_at_least", "open_door_rate_low", "open_door_rate_high"];
const REPORTING: [&str; 2] = ["open_door_rate_confirmed", "open_door_rate_either"];
const BROAD: [&str; 1] = ["open_door_rate_broad"];
const RUNGS: [&str; 5] = ["depth_0", "depth_1", "depth_2", "depth_3", "depth_4"];
const TALK: [&str; 4] = ["talk_pairs", "talk_pairs_with_door", "conversion", "latent_pairs"];
const RESPONSE: [&str; 2] = ["answered", "unknown"];
const ISOLATED: [&str; 2] = ["isolates", "components_weak"];
const TIES: [&str; 3] = ["ties", "pairs", "mean_degree"];
const ACROSS: [&str; 2] = ["pairs_within", "pairs_across"];
const SIZE: [&str; 2] = ["people", "mean_degree"];
const OVERLAP: [&str; 8] = [
    "only_formal_pairs",
    "also_informal",
    "only_informal_pairs",
    "also_formal",
    "shared_pairs",
    "only_a_pairs",
    "only_b_pairs",
    "jaccard_pairs",
];

/// One wave, as far as the rests of its figures need it.
pub(super) struct Rests<'a> {
    pub(super) findings: &'a Findings,
    pub(super) small: &'a Small,
    pub(super) counts: &'a Counts,
    pub(super) few: &'a Categories<'a>,
    pub(super) wave: u32,
}

/// A rest that is neither nothing nor everybody. Shares are made counts again, hence the margin.
fn is_open(rest: Option<f64>, all: Option<f64>) -> bool {
    const MARGIN: f64 = 0.75;
    matches!((rest, all), (Some(rest), Some(all)) if rest > MARGIN && rest < all - MARGIN)
}

/// What hidden schools have together of a count.
fn rest_of(block: &Block, measure: &str, mask: &[bool]) -> Option<f64> {
    weighted(block, measure, None, mask)
}

/// What they have together of a share of the known, counted.
fn rest_of_share(block: &Block, measure: &str, mask: &[bool]) -> Option<f64> {
    weighted(block, measure, Some("known"), mask)
}

fn weighted(block: &Block, measure: &str, by: Option<&str>, mask: &[bool]) -> Option<f64> {
    let count = |row: usize| {
        let weight = by.map_or(Some(1.0), |w| block.number(w, row));
        block.number(measure, row).zip(weight).map(|(x, w)| x * w)
    };
    let group = count(mask.len())?;
    let shown: f64 = (0..mask.len()).filter(|&s| !mask[s]).filter_map(count).sum();
    Some(group - shown)
}

/// What they have together of a tally by school, the group's figure last.
fn rest_of_tally(tally: &[f64], mask: &[bool]) -> f64 {
    let shown: f64 = (0..mask.len()).filter(|&s| !mask[s]).map(|s| tally[s]).sum();
    tally.last().copied().unwrap_or(0.0) - shown
}

impl Rests<'_> {
    /// How many people are in hidden schools or in none, where no more can be known of their number.
    fn people(&self, mask: &[bool]) -> f64 {
        let shown: f64 = (0..mask.len()).filter(|&s| !mask[s]).map(|s| self.counts.people[s]).sum();
        self.counts.everybody - shown
    }

    /// Whether the response of everybody may be shown.
    pub(super) fn shows_response(&self) -> bool {
        let mask = &self.small.doors;
        let answered = rest_of_tally(&self.counts.answered, mask);
        let asked = rest_of_tally(&self.counts.asked, mask);
        !mask.contains(&true) || is_open(Some(answered), Some(asked.min(self.people(mask))))
    }

    /// The group's figures to be kept back on a layer: on its school rows, its own and beside another layer.
    pub(super) fn kept_back(&self, layer: &str) -> Vec<&'static str> {
        let mut kept: Vec<&'static str> = Vec::new();
        let mask = self.small.on_layer(self.findings, layer);
        let block = self.findings.block(Scope::School, self.wave, Some(layer));
        if self.small.group_people[self.wave as usize] {
            kept.extend(SIZE.iter().chain(&RESPONSE).chain(&ISOLATED).chain(&TIES).chain(&ACROSS).chain(&OVERLAP));
        }
        if layer == "open_door" {
            self.doors(block, &mut kept);
        }
        let Some(block) = block else {
            if mask.contains(&true) {
                kept.extend(SIZE.iter().chain(&RESPONSE).chain(&ISOLATED).chain(&TIES).chain(&ACROSS).chain(&OVERLAP));
            }
            return kept;
        };
        // Where nobody's answers are shown of a school, the group's must leave room for them.
        let of_doors = &self.small.doors;
        if of_doors.contains(&true) {
            let all = Some(self.people(of_doors));
            let open = |m: &str| is_open(rest_of(block, m, of_doors), all);
            if !(open("answered") && open("unknown") && self.shows_response()) {
                kept.extend(RESPONSE);
            }
            // Who is isolated, answered.
            if !is_open(rest_of(block, "isolates", of_doors), all) {
                kept.extend(ISOLATED);
            }
        }
        if mask.contains(&true) {
            self.network(block, layer, mask, &mut kept);
        }
        kept
    }

    fn network(&self, block: &Block, layer: &str, mask: &[bool], kept: &mut Vec<&'static str>) {
        let (cells, ties, across) = self.hidden_ties(layer, mask);
        if cells < 2 || ties <= 0.0 {
            kept.extend(TIES);
        }
        let within = self.within(layer, block, mask);
        if cells < 2 || across <= 0.0 || within.is_none_or(|w| w <= 0.5) {
            kept.extend(ACROSS);
        }
        if !self.overlap_is_open(mask) {
            kept.extend(OVERLAP);
        }
    }

    /// Connected pairs inside hidden schools.
    fn within(&self, layer: &str, block: &Block, mask: &[bool]) -> Option<f64> {
        let all = self.findings.block(Scope::Layer, self.wave, Some(layer))?.number("pairs_within", 0)?;
        let shown: f64 = (0..mask.len()).filter(|&s| !mask[s]).filter_map(|s| block.number("pairs", s)).sum();
        Some(all - shown)
    }

    /// How many pairs of schools are hidden, the ties in them, and those of them between schools.
    fn hidden_ties(&self, layer: &str, mask: &[bool]) -> (usize, f64, f64) {
        let Some(pairs) = self.findings.block(Scope::SchoolPair, self.wave, Some(layer)) else {
            return (0, 0.0, 0.0);
        };
        let is_hidden = |s: u32| mask.get(s as usize).copied().unwrap_or(true);
        let (mut cells, mut ties, mut across) = (0, 0.0, 0.0);
        for (row, &(from, to)) in pairs.pairs.iter().enumerate() {
            if is_hidden(from) || is_hidden(to) {
                let here = pairs.number("ties", row).unwrap_or(0.0);
                cells += 1;
                ties += here;
                across += if from == to { 0.0 } else { here };
            }
        }
        (cells, ties, across)
    }

    /// Pairs tied formally, informally and both ways, each with some left for hidden schools.
    fn overlap_is_open(&self, mask: &[bool]) -> bool {
        let (findings, wave) = (self.findings, self.wave);
        let layer = |id: &str| findings.block(Scope::School, wave, Some(id));
        let (Some(formal), Some(informal)) = (layer("formal"), layer("informal")) else { return true };
        let both = findings.blocks.iter().find(|b| {
            let layers = (b.layer.as_deref(), b.other_layer.as_deref());
            b.scope == Scope::LayerPair && b.wave == wave && layers == (Some("formal"), Some("informal"))
        });
        let rest = |of: &str, block: &Block, by_school: &dyn Fn(usize) -> Option<f64>| {
            let shown: f64 = (0..mask.len()).filter(|&s| !mask[s]).filter_map(by_school).sum();
            block.number(of, 0).is_some_and(|all| all - shown > 0.5)
        };
        let count = |block: &Block, m: &str, s: usize| block.number(m, s);
        both.is_none_or(|both| {
            let shared = |s| Some(count(formal, "pairs", s)? - count(formal, "only_formal_pairs", s)?);
            rest("only_a_pairs", both, &|s| count(formal, "only_formal_pairs", s))
                && rest("only_b_pairs", both, &|s| count(informal, "only_informal_pairs", s))
                && rest("shared_pairs", both, &shared)
        })
    }

    fn doors(&self, block: Option<&Block>, kept: &mut Vec<&'static str>) {
        let mask = &self.small.doors;
        let all = KNOWN_AND_NOT.iter().chain(&REPORTING).chain(&BROAD).chain(&RUNGS).chain(&TALK);
        if self.small.group_doors[self.wave as usize] {
            kept.extend(all);
            kept.extend(["known", "open_doors", "open_door_rate", "open_door_rate_ci_low", "open_door_rate_ci_high"]);
            // What chance allows a school is reckoned from the others.
            kept.extend(["funnel_low", "funnel_high"]);
            return;
        }
        let Some(block) = block.filter(|_| mask.contains(&true)) else { return };
        let known = rest_of(block, "known", mask);
        let share_is_open = |m: &str| is_open(rest_of_share(block, m, mask), known);
        // People of hidden schools whose number is shown may all be eligible.
        let (eligible, people) = (rest_of(block, "eligible", mask), Some(self.people(mask)));
        let unknown = rest_of(block, "door_unknown", mask);
        let beyond = eligible.zip(known).map(|(e, k)| e - k);
        let least = rest_of(block, "open_doors_at_least", mask);
        if !(is_open(eligible, people) && is_open(unknown, beyond.map(|b| b + 1.0)) && is_open(least, eligible)) {
            kept.extend(KNOWN_AND_NOT);
        }
        if !REPORTING.iter().all(|m| share_is_open(m)) {
            kept.extend(REPORTING);
        }
        if !share_is_open(BROAD[0]) {
            kept.extend(BROAD);
        }
        if !RUNGS.iter().all(|m| share_is_open(m)) {
            kept.extend(RUNGS);
        }
        let pairs = rest_of(block, "talk_pairs", mask);
        if !is_open(rest_of(block, "talk_pairs_with_door", mask), pairs) {
            kept.extend(TALK);
        }
    }
}
