//! One school's edition: what the board sees of it, and of no other.

use crate::findings::{Block, Column, Findings, Kind, Notice, Scope, Tally, Value, Why};

/// An edition without people, narrowed to a school: the school stands for everybody.
pub(super) fn of_school(mut findings: Findings, school: usize) -> Findings {
    let Some(own) = findings.schools.get(school).cloned() else { return findings };
    findings.notices.retain(|n| match n {
        Notice::LowResponse { school, .. } => *school == own.id,
        Notice::PairsLeftOut { .. } | Notice::NoFormalTies { .. } => false,
        _ => true,
    });
    findings.hidden.retain(|h| h.school == Some(school as u32));
    findings.hidden.iter_mut().for_each(|h| h.school = Some(0));
    findings.tallies = findings.tallies.iter().map(|t| tally(t, school)).collect();
    let blocks = std::mem::take(&mut findings.blocks);
    let schools: Vec<Block> = blocks.iter().filter(|b| b.scope == Scope::School).map(|b| rows(b, school)).collect();
    findings.blocks = schools.iter().flat_map(|b| [as_layer(b), b.clone()]).collect();
    let waves: Vec<u32> = findings.tallies.iter().map(|t| t.wave).collect();
    findings.blocks.extend(waves.into_iter().filter_map(|wave| overlap(&schools, wave)));
    findings.settings.school = Some(own.id.clone());
    findings.schools = vec![own];
    findings
}

fn tally(tally: &Tally, school: usize) -> Tally {
    let own = |values: &[Value]| vec![values.get(school).copied().unwrap_or(Value::Undefined(Why::NotAsked)); 2];
    Tally {
        wave: tally.wave,
        people: own(&tally.people),
        asked: own(&tally.asked),
        answered: own(&tally.answered),
        kinds: Vec::new(),
    }
}

/// The school's row, twice: as a school, and as everybody.
fn rows(block: &Block, school: usize) -> Block {
    let mut own = block.clone();
    own.columns = block.columns.iter().map(|c| c.reordered([school as u32; 2].into_iter())).collect();
    own
}

/// The school's figures as those of the layer.
fn as_layer(block: &Block) -> Block {
    let mut layer = Block::new(Scope::Layer, block.wave, block.layer.as_deref());
    let names = ["people", "answered", "unknown", "isolates", "ties", "pairs", "mean_degree", "density"];
    layer.columns = block
        .columns
        .iter()
        .filter(|c| names.contains(&&*c.measure))
        .map(|c| c.reordered(std::iter::once(0)))
        .collect();
    layer
}

/// How the school's formal and informal pairs overlap.
fn overlap(schools: &[Block], wave: u32) -> Option<Block> {
    let layer = |id: &str| schools.iter().find(|b| b.wave == wave && b.layer.as_deref() == Some(id));
    let (formal, informal) = (layer("formal")?, layer("informal")?);
    let only_formal = formal.number("only_formal_pairs", 0)?;
    let only_informal = informal.number("only_informal_pairs", 0)?;
    let shared = (formal.number("pairs", 0)? - only_formal).max(0.0);
    let mut block = Block::new(Scope::LayerPair, wave, Some("formal"));
    block.other_layer = Some("informal".into());
    let count = |name: &'static str, n: f64| Column::new(name, Kind::Count, [Value::Number(n)]);
    let jaccard = Value::ratio(shared, shared + only_formal + only_informal, Why::NoTies);
    block.columns = vec![
        Column::new("jaccard_pairs", Kind::Share, [jaccard]),
        count("shared_pairs", shared),
        count("only_a_pairs", only_formal),
        count("only_b_pairs", only_informal),
    ];
    Some(block)
}
