//! Warnings of the founding article: their numbers side by side, as questions to discuss and never as a verdict.

use super::parts::{self, MOST_SCHOOLS, by_school};
use super::told::{Told, head};
use super::{Block, Cell, Chapter, Head, Table};
use crate::findings::{CLOSED_PROFILE, ChosenDoors, Scope, Value, Why};
use crate::words::{Exposed, Heading, Say, Tell};

/// The chapter; nothing where none of it can be told.
pub(super) fn chapter(told: &Told<'_>) -> Chapter {
    let words = told.words;
    let mut blocks = Vec::new();
    for part in [closed(told), voices(told), roles(told), forced(told), outside(told), beside(told)] {
        blocks.extend(part);
    }
    if !blocks.is_empty() {
        blocks.insert(0, Block::Paragraph(words.tell(Tell::WarningsIntroduction).into()));
        blocks.push(Block::Note(told.say(Say::StandingIsolation)));
    }
    Chapter { id: "warnings", title: words.tell(Tell::Warnings).into(), blocks, is_reference: false }
}

fn titled(told: &Told<'_>, title: Tell, reads: Tell) -> Vec<Block> {
    vec![Block::Heading(told.words.tell(title).into()), Block::Paragraph(told.words.tell(reads).into())]
}

/// Self-complacency: six values side by side.
fn closed(told: &Told<'_>) -> Vec<Block> {
    let words = told.words;
    let Some(overview) = told.findings.overview(told.wave) else { return Vec::new() };
    let told_of: Vec<_> = overview.closed.iter().filter(|c| c.question.is_some()).collect();
    if told_of.is_empty() {
        return Vec::new();
    }
    let name = |school: u32| told.findings.schools.get(school as usize).map(|s| s.label().to_owned());
    let asked: Vec<String> =
        told_of.iter().filter(|c| c.question == Some(true)).filter_map(|c| name(c.school)).collect();
    let mut blocks = titled(told, Tell::ClosedTitle, Tell::ClosedReads);
    blocks.insert(1, Block::Paragraph(words.closed(&asked, told_of.len() as u64)));
    blocks.push(Block::Basis(told.basis(told.main.unwrap_or("all"))));
    let mut t = by_school(told, Tell::PerSchool, &[]);
    t.heads.extend(CLOSED_PROFILE.iter().map(|sign| {
        let scope = match sign.measure {
            "constraint" => Scope::Person,
            _ => Scope::School,
        };
        let measure = words.measure(scope, sign.measure).or_else(|| words.measure(Scope::LayerPair, sign.measure));
        Head {
            text: measure.as_ref().map_or_else(|| sign.measure.replace('_', " "), |m| m.label.to_string()),
            number: true,
            reads: measure.map(|m| m.reads.into_owned()),
        }
    }));
    t.heads[6].text = words.tell(Tell::KeptSince).into();
    t.heads.push(parts::number(told, Tell::ClosedCount));
    let few = told.schools().len() <= MOST_SCHOOLS;
    for c in overview.closed.iter().filter(|c| few || c.question == Some(true)) {
        let Some(name) = name(c.school) else { continue };
        let mut cells = vec![Cell::Text(name)];
        for (value, closed) in c.values.iter().zip(c.closed) {
            cells.push(match (value, closed) {
                (Value::Number(x), Some(true)) => Cell::Number(format!("{} ●", words.decimal(*x, 2)), *x),
                (Value::Number(x), _) => Cell::Number(words.decimal(*x, 2), *x),
                (Value::Undefined(why), _) => parts::missing(told, *why),
            });
        }
        let count = c.closed.iter().filter(|x| **x == Some(true)).count() as u64;
        cells.push(match c.why {
            Some(why) => parts::missing(told, why),
            None => told.counted(count),
        });
        t.rows.push(cells);
    }
    blocks.push(Block::Table(t));
    blocks
}

/// Dominant voices: how much of the talk goes to few.
fn voices(told: &Told<'_>) -> Vec<Block> {
    let Some(block) = told.block(Scope::School, Some("talk")) else { return Vec::new() };
    let schools = told.schools();
    if schools.len() > MOST_SCHOOLS || block.column("in_centralisation").is_none() {
        return Vec::new();
    }
    let leaders = block.column("to_leaders").is_some_and(|c| c.values().any(|v| matches!(v, Value::Number(_))));
    let mut heads = vec![Tell::Centralised, Tell::Unequal];
    if leaders {
        heads.push(Tell::ToLeaders);
    }
    let mut t = by_school(told, Tell::PerSchool, &heads);
    for row in schools {
        let mut cells = vec![
            Cell::Text(told.findings.schools[row].label().into()),
            parts::decimal_of(told, block, "in_centralisation", 2, row),
        ];
        cells.push(parts::decimal_of(told, block, "gini_in_degree", 2, row));
        if leaders {
            cells.push(parts::percent(told, block, ("to_leaders", "ties"), row));
        }
        t.rows.push(cells);
    }
    let mut blocks = titled(told, Tell::VoicesTitle, Tell::VoicesReads);
    blocks.push(Block::Basis(told.basis("talk")));
    blocks.push(Block::Table(t));
    blocks
}

/// Who names whom without being named back, by role.
fn roles(told: &Told<'_>) -> Vec<Block> {
    let words = told.words;
    let Some(overview) = told.findings.overview(told.wave) else { return Vec::new() };
    let layer = if overview.roles.iter().any(|r| r.layer == "talk") { "talk" } else { "all" };
    let pairs: Vec<_> = overview.roles.iter().filter(|r| r.layer == layer && r.pair.from != r.pair.to).collect();
    if pairs.is_empty() {
        return Vec::new();
    }
    let heads = [
        parts::text(told, Tell::FromRole),
        parts::text(told, Tell::ToRole),
        head(words, Heading::Ties),
        parts::number(told, Tell::SaidBack),
    ];
    let mut t = parts::table(told, Tell::RolesTitle, heads);
    for r in pairs {
        let (ties, back) = (u64::from(r.pair.ties), u64::from(r.pair.returned));
        let names = [r.pair.from, r.pair.to].map(|role| Cell::Text(words.role(role).into()));
        t.rows.push(names.into_iter().chain([told.counted(ties), told.part_of(back, ties)]).collect());
    }
    let mut blocks = titled(told, Tell::RolesTitle, Tell::RolesReads);
    blocks.push(Block::Basis(told.basis(layer)));
    blocks.push(Block::Table(t));
    blocks
}

/// The row of visits by choice of a row of the school tables.
fn chosen<'a>(told: &Told<'a>, row: usize) -> Option<&'a ChosenDoors> {
    let list = &told.findings.overview(told.wave)?.chosen;
    if row == told.findings.group_row() { list.last() } else { list.get(row) }
}

/// Visits that are organised and rest on no tie of own choice.
pub(super) fn only_organised(told: &Told<'_>, row: usize) -> Cell {
    match chosen(told, row) {
        Some(c) if c.ties > 0 => told.part_of(u64::from(c.formal_only), u64::from(c.ties)),
        Some(_) => parts::missing(told, Why::NoTies),
        None => parts::dash(),
    }
}

/// Forced collegiality: visits that stand on no choice, and what became of people with organised ties.
fn forced(told: &Told<'_>) -> Vec<Block> {
    let words = told.words;
    let group = told.findings.group_row();
    let Some(all) = chosen(told, group).filter(|c| c.ties > 0) else { return Vec::new() };
    let mut blocks = titled(told, Tell::ForcedTitle, Tell::ForcedReads);
    let n = u64::from;
    blocks.push(Block::Paragraph(words.forced(n(all.formal_only), n(all.ties), n(all.formal_only_returned))));
    if let Some(e) =
        told.findings.overview(told.wave).and_then(|o| o.exposure).filter(|e| e.exposed > 0 && e.others > 0)
    {
        let told_of = Exposed { with: (n(e.exposed), n(e.exposed_fell)), without: (n(e.others), n(e.others_fell)) };
        blocks.push(Block::Paragraph(words.exposed(&told_of)));
    }
    blocks.push(Block::Basis(told.basis("open_door")));
    if told.schools().len() > MOST_SCHOOLS {
        return blocks;
    }
    let says = all.said > 0;
    let mut heads = vec![Tell::OnlyOrganised];
    if says {
        heads.extend([Tell::OwnChoice, Tell::Assigned]);
    }
    let mut t = by_school(told, Tell::PerSchool, &heads);
    for (row, name) in told.school_rows() {
        let mut cells = vec![Cell::Text(name), only_organised(told, row)];
        if says {
            let said = |pick: fn(&ChosenDoors) -> u32| match chosen(told, row) {
                Some(c) if c.said > 0 => told.part_of(n(pick(c)), n(c.said)),
                _ => parts::missing(told, Why::NoTies),
            };
            cells.extend([said(|c| c.own), said(|c| c.assigned)]);
        }
        t.rows.push(cells);
    }
    t.totals = told.schools().len() > 1;
    blocks.push(Block::Table(t));
    blocks
}

/// People with a view from outside, all together; school by school they stand with access.
fn outside(told: &Told<'_>) -> Vec<Block> {
    let group = told.findings.group_row();
    let count = |measure: &str| super::access::with_contact(told, measure, group).filter(|c| c.1 > 0);
    let Some((near, of)) = count("outside_contacts").filter(|_| told.schools().len() > 1) else { return Vec::new() };
    let mut blocks = titled(told, Tell::OutsideTitle, Tell::OutsideReads);
    let far = count("contacts_outside_group");
    blocks.insert(1, Block::Paragraph(told.words.view_from_outside(near, of, far)));
    blocks.push(Block::Basis(told.basis(told.main.unwrap_or("all"))));
    blocks
}

/// Beside reference schools and norms of the users' own.
fn beside(told: &Told<'_>) -> Vec<Block> {
    let words = told.words;
    let Some(overview) = told.findings.overview(told.wave) else { return Vec::new() };
    let doors = told.block(Scope::School, Some("open_door"));
    let mut blocks = Vec::new();
    if let (Some(doors), true) = (doors, overview.references.iter().any(|r| r.beside.is_some())) {
        blocks.extend(titled(told, Tell::ReferencesTitle, Tell::ReferencesReads));
        let mut t = by_school(
            told,
            Tell::PerSchool,
            &[Tell::ThisSchool, Tell::References, Tell::Difference, Tell::IntervalOfDifference],
        );
        let few = told.schools().len() <= MOST_SCHOOLS;
        for r in overview.references.iter().filter(|r| few || r.beside.is_some_and(|b| b.interval.1 < 0.0)) {
            let Some(school) = told.findings.schools.get(r.school as usize) else { continue };
            let star = if r.is_reference { " *" } else { "" };
            let mut cells = vec![
                Cell::Text(format!("{}{star}", school.label())),
                parts::share_of(told, doors, ("open_door_rate", "known"), r.school as usize),
            ];
            match (r.beside, r.why) {
                (Some(b), _) => cells.extend([
                    Cell::Number(words.percent(b.other), b.other),
                    parts::points(told, b.difference),
                    parts::points_range(told, b.interval),
                ]),
                (None, why) => {
                    let cell = why.map_or_else(parts::dash, |w| parts::missing(told, w));
                    cells.extend([cell, parts::dash(), parts::dash()]);
                }
            }
            t.rows.push(cells);
        }
        blocks.push(Block::Table(t));
    }
    let norms: Vec<_> = overview.norms.iter().filter(|n| n.layer.is_some()).collect();
    if !norms.is_empty() {
        blocks.extend(titled(told, Tell::NormsTitle, Tell::NormsReads));
    }
    for norm in norms {
        blocks.push(Block::Table(beside_norm(told, norm)));
    }
    if blocks.is_empty() && doors.is_some() {
        blocks.push(Block::Heading(words.tell(Tell::NormsTitle).into()));
        blocks.push(Block::Note(words.tell(Tell::NoNorms).into()));
    }
    blocks
}

/// Each school and the group beside one norm.
fn beside_norm(told: &Told<'_>, norm: &crate::findings::Norm) -> Table {
    let words = told.words;
    let label =
        words.measure(Scope::School, &norm.measure).map_or_else(|| norm.measure.clone(), |m| m.label.to_string());
    let from: Vec<String> = [norm.source.clone(), norm.year.clone()].into_iter().flatten().collect();
    let digits = if norm.value.fract().abs() < 1e-9 { 0 } else { 2 };
    let mut t = by_school(
        told,
        Tell::Norm,
        &[Tell::ThisSchool, Tell::Norm, Tell::DifferenceItself, Tell::IntervalOfDifference],
    );
    t.caption = if from.is_empty() { label } else { format!("{label} ({})", from.join(", ")) };
    for (row, name) in told.school_rows() {
        let at = if row == told.findings.group_row() { norm.rows.last() } else { norm.rows.get(row) };
        let Some(beside) = at else { continue };
        let interval = beside.interval.map_or_else(parts::dash, |(low, high)| {
            Cell::Number(format!("{} … {}", words.decimal(low, 2), words.decimal(high, 2)), low)
        });
        t.rows.push(vec![
            Cell::Text(name),
            parts::decimal(told, beside.figure, 2),
            Cell::Number(words.decimal(norm.value, digits), norm.value),
            parts::decimal(told, beside.difference, 2),
            interval,
        ]);
    }
    t.totals = told.schools().len() > 1;
    t
}
