//! Who works with whom: the picture of everybody, formal beside informal, and the layers as numbers.

use super::told::{Told, head, measure_head, table};
use super::{Block, Cell, Chapter, Figure, Table};
use crate::findings::Scope;
use crate::report::figures;
use crate::words::{Circles, Heading, Say};

/// What the table of layers shows of each.
const OF_LAYERS: [&str; 7] =
    ["ties", "mean_degree", "density_observed", "reciprocity_pairs_observed", "components_weak", "isolates", "unknown"];

/// The chapter.
pub(super) fn chapter(told: &Told<'_>) -> Chapter {
    let words = told.words;
    let mut blocks = Vec::new();
    if let Some(picture) = figures::group_picture(told) {
        blocks.push(Block::Figure(Figure {
            name: picture.into(),
            title: told.say(if picture == "overview" { Say::OverviewTitle } else { Say::NetworkTitle }),
            reads: told.say(if picture == "overview" { told.overview_reads() } else { Say::NetworkReads }),
            table: None,
        }));
    }
    if figures::has_ties(told) {
        blocks.push(Block::Explorer);
    }
    // Layers that were not computed say nothing about the study.
    if ["formal", "informal"].iter().all(|l| told.findings.layers.iter().any(|c| c == l)) {
        blocks.extend(formal_beside_informal(told));
    }
    if let Some(table) = pairs_of_layers(told) {
        blocks.push(Block::Table(table));
    }
    blocks.extend(circles(told).into_iter().flatten());
    if let Some(table) = layers(told) {
        blocks.push(Block::Heading(told.say(Say::LayersTitle)));
        blocks.push(Block::Paragraph(told.say(Say::LayersIntroduction)));
        blocks.push(Block::Table(table));
        let counts: Vec<(String, String)> = told
            .findings
            .layers
            .iter()
            .filter(|l| told.block(Scope::Layer, Some(l)).is_some())
            .filter_map(|l| Some((words.layer(l)?.to_owned(), words.layer_counts(l)?.to_owned())))
            .collect();
        blocks.push(Block::Terms(counts));
    }
    told.chapter("network", Say::Network, blocks)
}

/// Formal beside informal, or which of the two is missing.
fn formal_beside_informal(told: &Told<'_>) -> Vec<Block> {
    let words = told.words;
    let mut blocks = vec![Block::Heading(told.say(Say::FormalTitle))];
    let knotted = super::first::knotted(told).filter(|k| k.1 > 0 && k.2 > 0);
    match knotted {
        Some((shared, formal, informal)) => {
            let sentence = words.knotted(shared, formal, informal);
            blocks.push(Block::Paragraph(format!("{} {}", sentence.lead, sentence.detail)));
            blocks.push(Block::Figure(Figure {
                name: "formal-informal".into(),
                title: told.say(Say::FormalTitle),
                reads: told.say(Say::FormalReads),
                table: None,
            }));
        }
        None if ["formal", "informal"].iter().all(|l| !super::first::is_empty(told, l)) && told.tally().is_some() => {
            blocks.push(Block::Note(told.say(Say::NotShownHere)));
        }
        None => {
            let empty = told.of_layer("formal", "ties").is_none_or(|n| n < 0.5);
            let sentence = if empty { words.no_formal() } else { words.no_informal() };
            blocks.push(Block::Note(format!("{} {}", sentence.lead, sentence.detail)));
        }
    }
    blocks
}

/// Whether the circles that the ties form are the schools or the phases.
fn circles(told: &Told<'_>) -> [Option<Block>; 2] {
    let main = told.main.unwrap_or("all");
    let of = |measure: &str| told.of_layer(main, measure);
    let Some(count) = of("communities").filter(|&n| n > 0.5) else { return [None, None] };
    let mut found = Circles::default();
    found.circles = count as u64;
    found.stability = of("community_stability");
    found.schools = of("community_school_ari");
    found.phases = of("community_phase_ari");
    let sentence = told.words.circles(&found);
    let text = format!("{} {}", sentence.lead, sentence.detail).trim_end().to_owned();
    [Some(Block::Heading(told.say(Say::CirclesTitle))), Some(Block::Paragraph(text))]
}

fn layers(told: &Told<'_>) -> Option<Table> {
    // Single relations stand in the tables; a study without any built-in layer shows what it has.
    let built_in = |b: &&crate::findings::Block| b.layer.as_deref().is_some_and(|l| told.words.layer(l).is_some());
    let all: Vec<_> = told.findings.blocks_of(Scope::Layer).filter(|b| b.wave == told.wave).collect();
    let some: Vec<_> = all.iter().copied().filter(built_in).collect();
    let blocks = if some.is_empty() { all } else { some };
    // Editions without people tell it of all relations together, elsewhere.
    let is_told = |m: &str| told.tally().is_none() || !matches!(m, "isolates" | "components_weak");
    let is_there = |m: &&str| blocks.iter().any(|b| b.column(m).is_some()) && is_told(m);
    let present: Vec<&str> = OF_LAYERS.into_iter().filter(is_there).collect();
    if present.is_empty() {
        return None;
    }
    let mut t = table(told.words, Say::LayersTable, &[Heading::Layer]);
    t.heads.extend(present.iter().map(|m| match *m {
        // Without a tie in one layer is not yet isolated.
        "isolates" => head(told.words, Heading::NoTie),
        m => measure_head(told.words, Scope::Layer, m),
    }));
    for block in blocks {
        let name = told.layer_name(block.layer.as_deref().unwrap_or_default());
        let cells = present.iter().map(|m| told.cell(block, m, 0));
        t.rows.push(std::iter::once(Cell::Text(name)).chain(cells).collect());
    }
    Some(t)
}

/// Overlap between built-in layers, the layer of all relations left aside.
fn pairs_of_layers(told: &Told<'_>) -> Option<Table> {
    let headings = [
        Heading::FirstLayer,
        Heading::SecondLayer,
        Heading::InBoth,
        Heading::OnlyFirst,
        Heading::OnlySecond,
        Heading::Overlap,
    ];
    let mut t = table(told.words, Say::PairsOfLayers, &headings);
    for block in told.findings.blocks_of(Scope::LayerPair).filter(|b| b.wave == told.wave) {
        let (a, b) = (block.layer.as_deref()?, block.other_layer.as_deref()?);
        let built_in = |l: &str| l != "all" && told.words.layer(l).is_some();
        if built_in(a) && built_in(b) {
            let cells =
                ["shared_pairs", "only_a_pairs", "only_b_pairs", "jaccard_pairs"].map(|m| told.cell(block, m, 0));
            let names = [a, b].map(|l| Cell::Text(told.layer_name(l)));
            t.rows.push(names.into_iter().chain(cells).collect());
        }
    }
    (!t.rows.is_empty()).then_some(t)
}
