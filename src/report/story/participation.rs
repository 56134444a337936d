//! In which networks people take part, which groups share people, and how strongly it is all knotted together.

use super::parts::{self, MOST_SCHOOLS, by_school, share_of, tally};
use super::told::{Told, head};
use super::{Block, Cell, Chapter, Table};
use crate::findings::{Response, Scope, Value};
use crate::words::{Heading, Tell};
use std::collections::BTreeMap;

/// So many pairs of groups with most members in common are shown.
const MOST_PAIRS: usize = 12;

/// The chapter; nothing where nothing of the kind is known.
pub(super) fn chapter(told: &Told<'_>) -> Chapter {
    let words = told.words;
    let mut blocks = Vec::new();
    let people = taking_part(told);
    let groups = groups(told);
    let knotted = knotted(told);
    if people.is_some() || !groups.is_empty() || knotted.is_some() {
        blocks.push(Block::Paragraph(words.tell(Tell::NetworksIntroduction).into()));
        blocks.push(Block::Basis(told.basis(told.main.unwrap_or("all"))));
        blocks.extend(people.map(Block::Table));
        blocks.extend(groups);
        if let Some(t) = knotted {
            blocks.push(Block::Heading(words.tell(Tell::KnottedTitle).into()));
            blocks.push(Block::Paragraph(words.tell(Tell::KnottedReads).into()));
            let layer = if super::first::is_empty(told, "formal") { told.main.unwrap_or("all") } else { "formal" };
            blocks.push(Block::Basis(told.basis(layer)));
            blocks.push(Block::Table(t));
        }
    }
    Chapter { id: "networks", title: words.tell(Tell::Networks).into(), blocks, is_reference: false }
}

/// The middle of some numbers.
fn middle(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    (n > 0).then(|| f64::midpoint(values[(n - 1) / 2], values[n / 2]))
}

/// How many networks people of each school take part in; only those who answered.
fn taking_part(told: &Told<'_>) -> Option<Table> {
    let block = told.block(Scope::Openness, None)?;
    let columns = [block.column("networks_formal")?, block.column("networks_informal")?];
    let asked = columns.map(|c| c.values().any(|v| matches!(v, Value::Number(_))));
    if asked == [false, false] {
        return None;
    }
    let in_groups = told.findings.overview(told.wave).map(|o| &o.in_groups);
    let has_groups = in_groups.is_some_and(|g| g.iter().any(|v| matches!(v, Value::Number(_))));
    let mut heads = vec![Tell::FormalPerPerson, Tell::InformalPerPerson, Tell::NoneOfOwnChoice];
    if has_groups {
        heads.push(Tell::InAGroup);
    }
    let mut t = by_school(told, Tell::NetworksTable, &heads);
    t.heads.insert(1, head(told.words, Heading::People));
    for (row, name) in told.school_rows() {
        let here: Vec<usize> = told.staff_of(row).map(|(position, _)| position).collect();
        let spoke = |p: &&usize| told.info.staff[**p].response != Response::DidNotAnswer;
        let numbers =
            |at: usize| -> Vec<f64> { here.iter().filter(spoke).filter_map(|&p| columns[at].of(p).number()).collect() };
        let cell = |at: usize| match middle(numbers(at)) {
            Some(x) => Cell::Number(told.words.decimal(x, usize::from(x.fract() > 0.0)), x),
            None => parts::dash(),
        };
        let own = numbers(1);
        let none = own.iter().filter(|&&n| n < 0.5).count() as u64;
        let mut cells = vec![Cell::Text(name), told.counted(here.len() as u64), cell(0), cell(1)];
        cells.push(if own.is_empty() { parts::dash() } else { told.part_of(none, own.len() as u64) });
        if has_groups {
            let share = in_groups.and_then(|g| if row == told.findings.group_row() { g.last() } else { g.get(row) });
            cells.push(match share {
                Some(&Value::Number(x)) => told.part_of((x * here.len() as f64).round() as u64, here.len() as u64),
                Some(&Value::Undefined(why)) => parts::missing(told, why),
                None => parts::dash(),
            });
        }
        t.rows.push(cells);
    }
    t.totals = told.schools().len() > 1;
    Some(t)
}

/// Groups by kind, those that share most people, and who holds groups together.
fn groups(told: &Told<'_>) -> Vec<Block> {
    let words = told.words;
    let Some(overview) = told.findings.overview(told.wave).filter(|o| !o.groups.is_empty()) else { return Vec::new() };
    let informal = overview.groups.iter().filter(|g| g.informal).count() as u64;
    let mut blocks = vec![Block::Heading(words.tell(Tell::GroupsTitle).into())];
    let people = told.staff().count() as u64;
    if let Some(Value::Number(share)) = overview.in_groups.last() {
        let members = (share * people as f64).round() as u64;
        blocks.push(Block::Paragraph(words.groups(members, people, overview.groups.len() as u64 - informal, informal)));
    }
    let mut kinds: Vec<(&str, Vec<f64>)> = Vec::new();
    for group in &overview.groups {
        match kinds.iter_mut().find(|k| k.0 == group.kind) {
            Some(known) => known.1.push(f64::from(group.members)),
            None => kinds.push((&group.kind, vec![f64::from(group.members)])),
        }
    }
    let heads = [
        parts::text(told, Tell::KindOfGroup),
        parts::number(told, Tell::GroupsOfKind),
        parts::number(told, Tell::Members),
    ];
    let mut t = parts::table(told, Tell::GroupsTable, heads);
    for (kind, members) in kinds {
        let number = told.counted(members.len() as u64);
        t.rows.push(vec![Cell::Text(words.group_kind(kind).into()), number, parts::range(told, members, 0)]);
    }
    blocks.push(Block::Table(t));
    blocks.extend(shared(told));
    if let Some(Value::Number(n)) = overview.linking_people.last() {
        let reads = words.tell(Tell::LinkingReads);
        blocks.push(Block::Paragraph(format!("{} {reads}", words.linking(n.round() as u64))));
    }
    blocks
}

/// The pairs of groups that have most in common for their size.
fn shared(told: &Told<'_>) -> Vec<Block> {
    let words = told.words;
    let Some(overview) = told.findings.overview(told.wave).filter(|o| !o.shared.is_empty()) else { return Vec::new() };
    let known: BTreeMap<&str, String> = overview
        .groups
        .iter()
        .map(|g| {
            let name = g.name.as_deref().unwrap_or(&g.id);
            // Teams of every school have the same name: their id says which.
            let twice = overview.groups.iter().filter(|o| o.name == g.name).nth(1).is_some();
            let school = g.id.split('/').next().and_then(|id| told.findings.schools.iter().find(|s| s.id == id));
            let told_apart = match school {
                Some(school) if twice => format!("{name} ({})", school.label()),
                _ if twice => g.id.clone(),
                _ => name.to_owned(),
            };
            (g.id.as_str(), told_apart)
        })
        .collect();
    let mut pairs: Vec<_> = overview.shared.iter().collect();
    pairs.sort_by(|a, b| b.jaccard.total_cmp(&a.jaccard).then_with(|| (&a.a, &a.b).cmp(&(&b.a, &b.b))));
    let heads = [
        parts::text(told, Tell::FirstGroup),
        parts::text(told, Tell::SecondGroup),
        parts::number(told, Tell::SharedMembers),
        head(words, Heading::Overlap),
    ];
    let mut t = parts::table(told, Tell::SharedTitle, heads);
    let name = |id: &str| Cell::Text(known.get(id).cloned().unwrap_or_else(|| id.to_owned()));
    for pair in pairs.into_iter().take(MOST_PAIRS) {
        t.rows.push(vec![
            name(&pair.a),
            name(&pair.b),
            told.counted(u64::from(pair.shared)),
            Cell::Number(words.decimal(pair.jaccard, 2), pair.jaccard),
        ]);
    }
    vec![Block::Paragraph(words.tell(Tell::SharedReads).into()), Block::Table(t)]
}

/// Formal beside informal, by school.
fn knotted(told: &Told<'_>) -> Option<Table> {
    let schools = told.schools();
    let (formal, informal) = (told.block(Scope::School, Some("formal")), told.block(Scope::School, Some("informal")));
    let all = told.block(Scope::School, told.main)?;
    if schools.len() > MOST_SCHOOLS {
        return None;
    }
    let some = |block: Option<&crate::findings::Block>, measure: &str| {
        block.and_then(|b| b.column(measure)).is_some_and(|c| c.values().any(|v| matches!(v, Value::Number(_))))
    };
    let both = some(formal, "also_informal") && some(informal, "also_formal");
    if !both && !some(Some(all), "multiplexity") {
        return None;
    }
    let mut heads = Vec::new();
    if both {
        heads.extend([Tell::AlsoChosen, Tell::AlsoOrganised]);
    }
    heads.push(Tell::MoreThanOne);
    let mut t = by_school(told, Tell::PerSchool, &heads);
    for (row, name) in told.school_rows() {
        let mut cells = vec![Cell::Text(name)];
        if let (true, Some(formal), Some(informal)) = (both, formal, informal) {
            cells.push(part_and_rest(told, formal, ("also_informal", "only_formal_pairs"), row));
            cells.push(part_and_rest(told, informal, ("also_formal", "only_informal_pairs"), row));
        }
        // The group's pairs stand in the layer's own row.
        cells.push(match all.column("pairs").map(|c| c.of(row.min(c.len().saturating_sub(1)))) {
            Some(Value::Number(_)) => share_of(told, all, ("multiplexity", "pairs"), row),
            _ => tally(told, all, "multiplexity", row),
        });
        t.rows.push(cells);
    }
    t.totals = schools.len() > 1;
    Some(t)
}

/// `7 of 18 (39%)` from a share and the number of all others.
fn part_and_rest(told: &Told<'_>, block: &crate::findings::Block, (share, rest): (&str, &str), row: usize) -> Cell {
    match (parts::value(block, share, row), parts::value(block, rest, row)) {
        (Ok(share), Ok(rest)) if share < 1.0 => {
            let all = (rest / (1.0 - share)).round();
            told.part_of((all - rest).round() as u64, all as u64)
        }
        (Ok(share), Ok(_)) => Cell::Number(told.words.percent(share), share),
        (Err(Some(why)), _) | (_, Err(Some(why))) => parts::missing(told, why),
        _ => parts::dash(),
    }
}
