//! The numbers that sentences are made of, picked from the findings.

use crate::findings::{Block, Findings, Response, Scope};
use crate::words::sentences::{DoorFacts, LinkFacts, OverlapFacts, ResponseFacts};

/// Who answered in a wave, of all schools or of one.
pub(crate) fn response(findings: &Findings, wave: u32, school: Option<u32>) -> ResponseFacts {
    let info = &findings.waves[wave as usize];
    let staff = || info.staff.iter().filter(|s| school.is_none() || s.school == school);
    let count = |r: Response| staff().filter(|s| s.response == r).count() as f64;
    let asked = staff().filter(|s| s.response != Response::NotAsked).count() as f64;
    ResponseFacts { known: info.response_known, answered: count(Response::Answered), asked }
}

/// The block with the figures on open doors, when the survey asked about them.
pub(crate) fn doors_block(findings: &Findings, wave: u32) -> Option<&Block> {
    findings
        .blocks
        .iter()
        .find(|b| b.scope == Scope::School && b.wave == wave && b.column("open_door_rate").is_some())
        .filter(|b| b.number("open_door_rate_low", findings.group_row()).is_some())
}

/// What is known of doors in a row of the schools' block.
pub(crate) fn doors(block: &Block, row: usize) -> DoorFacts {
    let n = |m: &str| block.number(m, row);
    let both = |a: &str, b: &str| n(a).zip(n(b));
    let eligible = n("eligible").unwrap_or(0.0);
    DoorFacts {
        eligible,
        known: n("known").unwrap_or(0.0),
        open: n("open_doors").unwrap_or(0.0),
        at_least: n("open_doors_at_least").unwrap_or(0.0),
        rate: n("open_door_rate"),
        bounds: both("open_door_rate_low", "open_door_rate_high"),
        reporting: both("open_door_rate_confirmed", "open_door_rate_either"),
        stability: both("open_door_rate_ci_low", "open_door_rate_ci_high"),
        broad: n("open_door_rate_broad"),
    }
}

/// Ties within and between schools on layer `all`; none when there is one school or contact across was not asked.
pub(crate) fn links(findings: &Findings, wave: u32) -> Option<LinkFacts> {
    let block = findings.block(Scope::Layer, wave, Some("all"))?;
    let n = |m: &str| block.number(m, 0);
    let (external, within) = (n("pairs_across")?, n("pairs_within")?);
    let ei = n("ei_index")?;
    (findings.schools.len() > 1).then_some(LinkFacts {
        external,
        pairs: external + within,
        ei,
        expected: n("ei_expected"),
    })
}

/// How formal and informal pairs overlap; none when there is no formal tie.
pub(crate) fn overlap(findings: &Findings, wave: u32) -> Option<OverlapFacts> {
    let block = findings.blocks_of(Scope::LayerPair).find(|b| {
        b.wave == wave && b.layer.as_deref() == Some("formal") && b.other_layer.as_deref() == Some("informal")
    })?;
    let n = |m: &str| block.number(m, 0);
    let (shared, only_formal, only_informal) = (n("shared_pairs")?, n("only_a_pairs")?, n("only_b_pairs")?);
    (shared + only_formal > 0.0).then_some(OverlapFacts { shared, only_formal, only_informal })
}

/// Whether contact across schools could not be reported on any question.
pub(crate) fn only_within_school(findings: &Findings, wave: u32) -> bool {
    let mut questions = findings.questions.iter().filter(|q| q.wave == wave).peekable();
    questions.peek().is_some() && questions.all(|q| q.within_school)
}
