//! The three capacities: what this network shows of each, and what no network can.

use super::parts;
use super::told::Told;
use super::{Block, Cell, Chapter};
use crate::findings::{Capacity, CapacityFigure, Scope, Value};
use crate::words::Tell;

/// The three, by the names under which languages know them.
const CAPACITIES: [(Capacity, &str); 3] = [
    (Capacity::Personal, "personal"),
    (Capacity::Interpersonal, "interpersonal"),
    (Capacity::Organisational, "organisational"),
];

/// Figures that are a part of people or pairs, whose counts stand in the chapters before.
const PARTS: [&str; 7] = [
    "with_outside_contact",
    "open_door_rate",
    "open_door_rate_broad",
    "multiplexity",
    "also_informal",
    "also_formal",
    "reciprocity_arcs_observed",
];

/// The chapter; nothing where none of it was computed.
pub(super) fn chapter(told: &Told<'_>) -> Chapter {
    let words = told.words;
    let mut blocks = Vec::new();
    let overview = told.findings.overview(told.wave);
    if let Some(overview) = overview.filter(|o| o.capacities.iter().any(|f| f.group.number().is_some())) {
        blocks.push(Block::Paragraph(words.tell(Tell::CapacitiesIntroduction).into()));
        for (capacity, id) in CAPACITIES {
            let Some((name, means)) = words.capacity(id) else { continue };
            blocks.push(Block::Heading(name.into()));
            blocks.push(Block::Paragraph(means.into()));
            let heads = [
                parts::text(told, Tell::Figure),
                parts::text(told, Tell::Shows),
                parts::number(told, Tell::WholeGroup),
                parts::number(told, Tell::LowestHighest),
            ];
            let mut t = parts::table(told, Tell::Shows, heads);
            t.caption = format!("{name}: {}", words.tell(Tell::Shows));
            t.heads[1].text = words.heading(crate::words::Heading::Layer).into();
            t.rows = overview.capacities.iter().filter(|f| f.capacity == capacity).map(|f| row(told, f)).collect();
            blocks.push(Block::Table(t));
            let beyond: Vec<String> = overview
                .beyond
                .iter()
                .filter(|b| b.capacity == capacity)
                .filter_map(|b| words.beyond(&b.id).map(str::to_owned))
                .collect();
            if !beyond.is_empty() {
                blocks.push(Block::Paragraph(format!("{} {}.", words.tell(Tell::CannotShow), words.list(&beyond))));
            }
        }
    }
    Chapter { id: "capacities", title: words.tell(Tell::Capacities).into(), blocks, is_reference: false }
}

/// A figure: what it is, over which ties, for the group, and between which schools it ranges.
fn row(told: &Told<'_>, figure: &CapacityFigure) -> Vec<Cell> {
    let words = told.words;
    let name = words
        .evidence(&figure.measure, figure.layer.as_deref())
        .map(str::to_owned)
        .or_else(|| words.measure(figure.scope, &figure.measure).map(|m| m.label.to_string()));
    let layer = figure.layer.as_deref().map_or_else(parts::dash, |l| Cell::Text(told.layer_name(l)));
    if PARTS.contains(&figure.measure.as_str()) {
        let percent = |x: f64| Cell::Number(words.percent(x), x);
        let mut schools: Vec<f64> =
            told.schools().into_iter().filter_map(|s| figure.schools.get(s)?.number()).collect();
        schools.sort_by(f64::total_cmp);
        let range = match (schools.first(), schools.last()) {
            (Some(&low), Some(&high)) => Cell::Number(words.percent_range(low, high), low),
            _ => parts::dash(),
        };
        let group = match figure.group {
            Value::Number(x) => percent(x),
            Value::Undefined(why) => parts::missing(told, why),
        };
        return vec![Cell::Text(name.unwrap_or_else(|| figure.measure.replace('_', " "))), layer, group, range];
    }
    let digits = |x: f64| if x.fract().abs() < 1e-9 { 0 } else { 2 };
    let group = match figure.group {
        Value::Number(x) => Cell::Number(words.decimal(x, digits(x)), x),
        Value::Undefined(why) => parts::missing(told, why),
    };
    let schools: Vec<f64> = told.schools().into_iter().filter_map(|s| figure.schools.get(s)?.number()).collect();
    let fine = usize::from(schools.iter().any(|x| digits(*x) > 0)) * 2;
    let range = if figure.scope == Scope::Layer { parts::dash() } else { parts::range(told, schools, fine) };
    vec![Cell::Text(name.unwrap_or_else(|| figure.measure.replace('_', " "))), layer, group, range]
}
