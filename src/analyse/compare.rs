//! What changed between two waves, from what was computed about each.

use super::{Compare, EVERY_LAYER_UP_TO, Plan};
use crate::advice::{BOOTSTRAP_DRAWS, FEWEST_FOR_VERDICT, MINIMUM_OF_INTEREST, RESPONSE_FOR_VERDICT, SIGNIFICANCE};
use crate::change::compared::{Rules, Sides, change};
use crate::change::differ::differences;
use crate::change::figures::{Making, Side};
use crate::change::{Matched, found::Change};
use crate::error::{Error, Notice, Result};
use crate::findings::Findings;
use crate::measures::openness::{doors, talk_pairs};
use crate::measures::{Column, Scope};
use crate::network::{Network, layer::Layer};

/// Two waves of a study.
pub(super) struct Pair<'a> {
    pub(super) first: &'a Network,
    pub(super) second: &'a Network,
    pub(super) layers: &'a [Layer],
    pub(super) how: Compare,
}

/// Adds what changed between two waves to the findings, or a notice that says in what they differ.
///
/// # Errors
/// When the waves differ and the comparison is to stop at that.
pub(super) fn add(pair: &Pair<'_>, plan: &Plan<'_>, findings: &mut Findings) -> Result<()> {
    let waves = &plan.survey.waves;
    let (then, now) = (&waves[pair.first.wave as usize], &waves[pair.second.wave as usize]);
    let differences =
        differences((pair.first, &then.id, then.period.as_deref()), (pair.second, &now.id, now.period.as_deref()));
    if !differences.is_empty() {
        let (from, to) = (then.id.clone(), now.id.clone());
        match pair.how {
            Compare::OrStop => return Err(Error::WavesDiffer { from, to, differences }),
            Compare::Alike => {
                findings.notices.push(Notice::WavesNotCompared { from, to, differences });
                return Ok(());
            }
            Compare::All => {
                findings.notices.push(Notice::WavesDiffer { from, to, differences: differences.clone() });
            }
        }
    }
    let mut found = compared(pair, plan, findings);
    (found.from, found.to, found.differences) = (pair.first.wave, pair.second.wave, differences);
    findings.changes.push(found);
    Ok(())
}

fn compared(pair: &Pair<'_>, plan: &Plan<'_>, findings: &Findings) -> Change {
    let waves = &plan.survey.waves;
    let (first, second) = (pair.first, pair.second);
    let there = |person: u32, wave: usize| waves[wave].staff.binary_search_by_key(&person, |s| s.person).is_ok();
    let elsewhere = |person: u32, later: bool| {
        let range = if later { second.wave as usize + 1..waves.len() } else { 0..first.wave as usize };
        range.into_iter().any(|w| there(person, w))
    };
    let matched = Matched::of(first, second).with_absent(first, second, elsewhere);
    let (doors, talk) = rayon::join(|| (doors(first), doors(second)), || (talk_pairs(first), talk_pairs(second)));
    let columns = |side: Side, scope: Scope, layer: Option<&str>| -> &[Column] {
        let wave = if side == Side::First { first.wave } else { second.wave };
        findings.block(scope, wave, layer).map_or(&[], |b| &b.columns)
    };
    let sides = Sides {
        first,
        second,
        matched: &matched,
        layers: pair.layers,
        doors: (&doors.0, &doors.1),
        talk: (&talk.0, &talk.1),
        columns: &columns,
        making: Making {
            families: plan.families,
            paths_everywhere: plan.paths_everywhere,
            seed: plan.draws.seed,
            betweenness: plan.betweenness,
        },
        response_known: waves[first.wave as usize].response_known && waves[second.wave as usize].response_known,
    };
    let rules = Rules {
        significance: SIGNIFICANCE.value,
        minimum: MINIMUM_OF_INTEREST.value,
        response: RESPONSE_FOR_VERDICT.value,
        fewest: FEWEST_FOR_VERDICT.value as u32,
        draws: BOOTSTRAP_DRAWS.value as u32,
        permutations: plan.draws.count,
        people_on_every_layer: EVERY_LAYER_UP_TO,
    };
    change(&sides, &rules)
}
