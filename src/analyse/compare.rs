//! What changed between two waves, from what was computed about each.

use super::wave::{Plan, Seen};
use super::{Compare, EVERY_LAYER_UP_TO};
use crate::advice::{BOOTSTRAP_DRAWS, FEWEST_FOR_VERDICT, MINIMUM_OF_INTEREST, RESPONSE_FOR_VERDICT, SIGNIFICANCE};
use crate::change::compared::{Rules, Sides, change};
use crate::change::differ::differences;
use crate::change::figures::{Making, Side};
use crate::change::{Matched, found::Change};
use crate::error::{Error, Notice, Result};
use crate::findings::Findings;
use crate::measures::{Column, Scope};

/// Two waves of a study.
pub(super) struct Pair<'a> {
    pub(super) first: &'a Seen,
    pub(super) second: &'a Seen,
    pub(super) how: Compare,
}

/// What changed between two waves, or a notice that says in what they differ.
///
/// # Errors
/// When the waves differ and the comparison is to stop at that.
pub(super) fn compare(
    pair: &Pair<'_>,
    plan: &Plan<'_>,
    findings: &Findings,
) -> Result<(Option<Change>, Option<Notice>)> {
    let waves = &plan.survey.waves;
    let (first, second) = (&pair.first.network, &pair.second.network);
    let (then, now) = (&waves[first.wave as usize], &waves[second.wave as usize]);
    let differences = differences((first, &then.id, then.period.as_deref()), (second, &now.id, now.period.as_deref()));
    let (from, to) = (then.id.clone(), now.id.clone());
    let notice = match pair.how {
        _ if differences.is_empty() => None,
        Compare::OrStop => return Err(Error::WavesDiffer { from, to, differences }),
        Compare::Alike => return Ok((None, Some(Notice::WavesNotCompared { from, to, differences }))),
        Compare::All => Some(Notice::WavesDiffer { from, to, differences: differences.clone() }),
    };
    let mut found = compared(pair, plan, findings);
    (found.from, found.to, found.differences) = (first.wave, second.wave, differences);
    Ok((Some(found), notice))
}

fn compared(pair: &Pair<'_>, plan: &Plan<'_>, findings: &Findings) -> Change {
    let waves = &plan.survey.waves;
    let (first, second) = (&pair.first.network, &pair.second.network);
    let there = |person: u32, wave: usize| waves[wave].staff.binary_search_by_key(&person, |s| s.person).is_ok();
    let elsewhere = |person: u32, later: bool| {
        let range = if later { second.wave as usize + 1..waves.len() } else { 0..first.wave as usize };
        range.into_iter().any(|w| there(person, w))
    };
    let matched = Matched::of(first, second).with_absent(first, second, elsewhere);
    let columns = |side: Side, scope: Scope, layer: Option<&str>| -> &[Column] {
        let wave = if side == Side::First { first.wave } else { second.wave };
        findings.block(scope, wave, layer).map_or(&[], |b| &b.columns)
    };
    let sides = Sides {
        first,
        second,
        matched: &matched,
        layers: plan.layers,
        doors: (&pair.first.doors, &pair.second.doors),
        talk: (&pair.first.talk, &pair.second.talk),
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
