//! What changed between two waves: people, figures, ties, doors, and people who stood out.

use super::told::Told;
use super::{Block, Cell, Figure, Head, Table};
use crate::findings::{BUILT_IN_LAYERS, Change, Chosen, How, LayerChange, Said, Tested};
use crate::report::figures;
use crate::words::{ChangeText, Stood, Turnover};

/// Layers whose figures are shown where they hold anything.
const SHOWN: [&str; 3] = ["all", "talk", "open_door"];

/// A change and the words for it.
#[derive(Clone, Copy)]
pub(crate) struct Between<'a> {
    /// The second wave.
    pub(crate) told: Told<'a>,
    pub(crate) change: &'a Change,
}

impl<'a> Between<'a> {
    /// Every change of the findings, in order.
    pub(crate) fn all(told: &Told<'a>) -> Vec<Between<'a>> {
        let of = |change: &'a Change| Between { told: Told::of(told.findings, told.words, change.to), change };
        told.findings.changes.iter().map(of).collect()
    }

    pub(crate) fn text(&self, text: ChangeText) -> String {
        self.told.words.change_text(text).to_owned()
    }

    /// The layer on which ties and contacts are told.
    pub(crate) fn main(&self) -> Option<&'a LayerChange> {
        self.change.layer("all").or_else(|| self.change.layers.first())
    }

    fn head(&self, text: ChangeText) -> Head {
        let number = !matches!(text, ChangeText::HeadFigure | ChangeText::HeadSaid | ChangeText::HeadWas);
        Head { text: self.text(text), number, reads: None }
    }

    fn table(&self, caption: ChangeText, heads: &[ChangeText]) -> Table {
        Table { caption: self.text(caption), heads: heads.iter().map(|&h| self.head(h)).collect(), ..Table::default() }
    }

    /// What is said of a figure.
    fn said(&self, said: Said) -> String {
        self.text(match said {
            Said::Changed => ChangeText::SaidChanged,
            Said::NotShown => ChangeText::SaidNotShown,
            _ => ChangeText::SaidCannotTell,
        })
    }

    /// A value of a tested figure: a share as a percentage, other figures as they are.
    fn number(&self, t: &Tested, x: f64, signed: bool) -> String {
        let words = self.told.words;
        // The difference of two percentages is in points.
        let unit = if signed { POINTS } else { "%" };
        let text = match (is_percentage(t), signed) {
            (true, true) => words.decimal(x * 100.0, 0) + unit,
            (true, false) => words.percent(x),
            (false, _) => words.decimal(x, digits(t)),
        };
        if signed && x > 0.0 && !text.trim_end_matches(unit).chars().all(|c| matches!(c, '0' | '.' | ',')) {
            format!("+{text}")
        } else {
            text
        }
    }

    /// From one value to another.
    pub(crate) fn both_waves(&self, t: &Tested, before: f64, after: f64) -> String {
        format!("{} → {}", self.number(t, before, false), self.number(t, after, false))
    }

    fn band(&self, t: &Tested) -> Cell {
        // The unit once, behind both.
        let low = self.number(t, t.low, true);
        let text = format!("{} … {}", low.trim_end_matches(POINTS), self.number(t, t.high, true));
        Cell::Number(text, t.low)
    }

    /// The name of a tested figure.
    fn figure_name(&self, measure: &str) -> String {
        self.text(match measure {
            "density" => ChangeText::Density,
            "reciprocity" => ChangeText::Reciprocity,
            "open_door_rate" => ChangeText::OpenDoorRate,
            "isolated" => ChangeText::Isolated,
            "out_degree" => ChangeText::OutDegree,
            "degree" => ChangeText::Degree,
            "outside_contacts" => ChangeText::Outside,
            "breadth" => ChangeText::Breadth,
            other => return other.replace('_', " "),
        })
    }

    /// The same figure of everybody who is there, in both waves.
    fn of_all(&self, t: &Tested) -> Option<(f64, f64)> {
        let layer = self.change.layer(&t.layer)?;
        let row = t.school.map_or(layer.accounts.len() - 1, |s| s as usize);
        let figure = |name: &str, ending: &str| {
            let column = layer.figures.iter().find(|c| c.measure == format!("{name}_{ending}"))?;
            column.of(row).number()
        };
        let both = |name: &str| figure(name, "before").zip(figure(name, "after"));
        match t.measure.as_str() {
            "density" => both("density_observed"),
            "reciprocity" => both("reciprocity_arcs_observed"),
            "open_door_rate" => both("open_door_rate"),
            "degree" => both("mean_degree"),
            "breadth" => both("mean_breadth"),
            _ => None,
        }
    }
}

/// Behind a difference of two percentages.
const POINTS: &str = "\u{a0}pp";

fn is_percentage(t: &Tested) -> bool {
    t.how == How::Mcnemar || t.measure == "reciprocity"
}

fn digits(t: &Tested) -> usize {
    if t.measure == "density" && t.before.abs().max(t.after.abs()) < 0.1 { 3 } else { 2 }
}

/// Everything that is told of one change.
pub(super) fn blocks(told: &Between<'_>) -> Vec<Block> {
    let (words, change) = (told.told.words, told.change);
    let wave = |w: u32| told.told.findings.waves.get(w as usize).map_or("", |w| w.id.as_str());
    let mut blocks = vec![Block::Heading(words.waves_between(wave(change.from), wave(change.to)))];
    if !change.differences.is_empty() {
        blocks.push(Block::Note(told.text(ChangeText::Differ)));
        blocks.push(Block::List(change.differences.iter().map(|d| words.difference(d)).collect()));
    }
    people(told, &mut blocks);
    figures_of_group(told, &mut blocks);
    schools(told, &mut blocks);
    ties(told, &mut blocks);
    doors(told, &mut blocks);
    stood_out(told, &mut blocks);
    networks(told, &mut blocks);
    blocks
}

fn people(told: &Between<'_>, blocks: &mut Vec<Block>) {
    let Some(group) = told.change.courses.last() else { return };
    let n = u64::from;
    blocks.push(Block::Paragraph(told.told.words.turnover(Turnover {
        before: n(group.before),
        after: n(group.after),
        stayers: n(group.stayers),
        movers: n(group.moved_out),
        leavers: n(group.leavers),
        joiners: n(group.joiners),
        absent: n(group.away + group.back),
    })));
    let schools = told.told.findings.schools.len();
    let there = |row: usize| told.change.courses.get(row).is_some_and(|c| c.before + c.after > 0);
    let rows: Vec<usize> = (0..schools).filter(|&s| there(s)).collect();
    if rows.len() < 2 {
        return;
    }
    let mut heads = vec![
        ChangeText::HeadFigure,
        ChangeText::HeadBefore,
        ChangeText::HeadStayed,
        ChangeText::HeadLeft,
        ChangeText::HeadMovedOut,
        ChangeText::HeadCame,
        ChangeText::HeadMovedIn,
        ChangeText::HeadAfter,
    ];
    let absent = group.away + group.back > 0;
    if absent {
        heads.push(ChangeText::HeadAbsent);
    }
    let mut table = told.table(ChangeText::PeopleTable, &heads);
    told.told.words.heading(crate::words::Heading::School).clone_into(&mut table.heads[0].text);
    for row in rows.into_iter().chain([schools]) {
        let c = &told.change.courses[row];
        let label = told.told.findings.schools.get(row).map_or(told.told.words.all_schools(), |s| s.label());
        let mut counts = vec![c.before, c.stayers, c.leavers, c.moved_out, c.joiners, c.moved_in, c.after];
        counts.extend(absent.then_some(c.away + c.back));
        let cells = counts.into_iter().map(|count| told.told.counted(n(count)));
        table.rows.push(std::iter::once(Cell::Text(label.to_owned())).chain(cells).collect());
    }
    table.totals = true;
    blocks.push(Block::Table(table));
}

fn figures_of_group(told: &Between<'_>, blocks: &mut Vec<Block>) {
    let group: Vec<&Tested> = told.change.tested.iter().filter(|t| t.school.is_none()).collect();
    let looked_at: Vec<&&Tested> = group.iter().filter(|t| BUILT_IN_LAYERS.contains(&t.layer.as_str())).collect();
    let looked_at = if looked_at.is_empty() { group.iter().collect() } else { looked_at };
    if looked_at.is_empty() {
        return;
    }
    let words = told.told.words;
    blocks.push(Block::Heading(told.text(ChangeText::FiguresTitle)));
    let changed = looked_at.iter().filter(|t| t.said == Said::Changed).count() as u64;
    blocks.push(Block::Paragraph(words.changed_figures(changed, looked_at.len() as u64)));
    // The numbers of the table below, where those who stayed are those whose door is known in both waves.
    let doors = group.iter().find(|t| t.layer == "open_door" && t.measure == "open_door_rate");
    if let Some((doors, all)) = doors.and_then(|t| Some((t, told.of_all(t)?))) {
        blocks.push(Block::Paragraph(words.rate_told_apart(all, (doors.before, doors.after))));
    }
    let shown = |t: &&&Tested| {
        t.said == Said::Changed
            || (t.measure != "outside_contacts" && SHOWN.contains(&t.layer.as_str()))
            || !looked_at.iter().any(|o| SHOWN.contains(&o.layer.as_str()))
    };
    let heads = [
        ChangeText::HeadFigure,
        ChangeText::HeadAll,
        ChangeText::HeadStayers,
        ChangeText::HeadWithin,
        ChangeText::HeadRest,
        ChangeText::HeadBand,
        ChangeText::HeadSaid,
    ];
    let mut table = told.table(ChangeText::FiguresTable, &heads);
    for t in looked_at.iter().filter(|t| shown(t)) {
        let dash = || Cell::Missing("–".into());
        let all = told.of_all(t);
        let name = format!("{} ({})", told.figure_name(&t.measure), told.told.layer_name(&t.layer));
        let all_cell = all.map_or_else(dash, |(a, b)| Cell::Number(told.both_waves(t, a, b), b - a));
        let rest = all.map_or_else(dash, |(a, b)| {
            let rest = (b - a) - t.change();
            Cell::Number(told.number(t, rest, true), rest)
        });
        table.rows.push(vec![
            Cell::Text(name),
            all_cell,
            Cell::Number(told.both_waves(t, t.before, t.after), t.after),
            Cell::Number(told.number(t, t.change(), true), t.change()),
            rest,
            told.band(t),
            Cell::Text(told.said(t.said)),
        ]);
    }
    blocks.push(Block::Table(table));
    blocks.push(Block::Paragraph(told.text(ChangeText::FiguresReads)));
}

/// The figure that is shown school by school: doors, else returned ties.
pub(crate) fn by_school<'a>(told: &Between<'a>) -> Vec<&'a Tested> {
    let of = |layer: &str, measure: &str| -> Vec<&'a Tested> {
        let own = |t: &&Tested| t.school.is_some() && t.layer == layer && t.measure == measure;
        told.change.tested.iter().filter(own).collect()
    };
    let doors = of("open_door", "open_door_rate");
    if doors.len() > 1 {
        return doors;
    }
    let found = told.main().map_or(Vec::new(), |layer| of(&layer.layer, "reciprocity"));
    if found.len() > 1 { found } else { Vec::new() }
}

fn schools(told: &Between<'_>, blocks: &mut Vec<Block>) {
    let rows = by_school(told);
    let Some(first) = rows.first() else { return };
    let doors = first.measure == "open_door_rate";
    let title = if doors { ChangeText::SlopesTitle } else { ChangeText::SlopesMutualTitle };
    blocks.push(Block::Heading(told.text(ChangeText::SchoolsTitle)));
    let heads = [
        ChangeText::HeadFigure,
        ChangeText::HeadStayed,
        ChangeText::HeadAll,
        ChangeText::HeadStayers,
        ChangeText::HeadWithin,
        ChangeText::HeadBand,
        ChangeText::HeadSaid,
    ];
    let mut table = told.table(ChangeText::SchoolsTable, &heads);
    told.told.words.heading(crate::words::Heading::School).clone_into(&mut table.heads[0].text);
    for t in &rows {
        let label = t.school.and_then(|s| told.told.findings.schools.get(s as usize)).map_or("", |s| s.label());
        let all = told.of_all(t);
        table.rows.push(vec![
            Cell::Text(label.to_owned()),
            told.told.counted(u64::from(t.people)),
            all.map_or_else(|| Cell::Missing("–".into()), |(a, b)| Cell::Number(told.both_waves(t, a, b), b)),
            Cell::Number(told.both_waves(t, t.before, t.after), t.after),
            Cell::Number(told.number(t, t.change(), true), t.change()),
            told.band(t),
            Cell::Text(told.said(t.said)),
        ]);
    }
    blocks.push(Block::Figure(Figure {
        name: figures::slopes_name(told.change),
        title: told.text(title),
        reads: told.text(ChangeText::SlopesReads),
        table: None,
    }));
    blocks.push(Block::Table(table));
}

fn ties(told: &Between<'_>, blocks: &mut Vec<Block>) {
    let Some(main) = told.main() else { return };
    let Some(account) = main.accounts.last() else { return };
    let words = told.told.words;
    blocks.push(Block::Heading(told.text(ChangeText::TiesTitle)));
    blocks.push(Block::Paragraph(words.ties_account(
        &told.told.layer_name(&main.layer),
        (account.kept, account.lost, account.new),
        (account.lost_with_leavers, account.new_with_joiners),
        account.not_comparable_before + account.not_comparable_after,
    )));
    blocks.push(Block::Paragraph(words.pairs_compared(account.pairs_compared, account.pairs)));
    let heads = [
        ChangeText::HeadFigure,
        ChangeText::HeadKept,
        ChangeText::HeadLost,
        ChangeText::HeadNew,
        ChangeText::HeadWithLeavers,
        ChangeText::HeadWithJoiners,
        ChangeText::HeadUnknown,
        ChangeText::HeadJaccard,
        ChangeText::HeadRenewal,
    ];
    let mut table = told.table(ChangeText::TiesTable, &heads);
    words.heading(crate::words::Heading::Layer).clone_into(&mut table.heads[0].text);
    for layer in &told.change.layers {
        let Some(a) = layer.accounts.last() else { continue };
        let unknown = a.not_comparable_before + a.not_comparable_after;
        let counts = [a.kept, a.lost, a.new, a.lost_with_leavers, a.new_with_joiners, unknown];
        let mut cells = vec![Cell::Text(told.told.layer_name(&layer.layer))];
        cells.extend(counts.map(|n| told.told.counted(n)));
        cells.push(told.told.part_of(a.kept, a.kept + a.lost + a.new));
        cells.push(told.told.part_of(a.new, a.kept + a.new));
        table.rows.push(cells);
    }
    blocks.push(Block::Table(table));
    blocks.push(Block::Note(told.text(ChangeText::TiesReads)));
    let names = [ChangeText::DyadNone, ChangeText::DyadOneWay, ChangeText::DyadMutual].map(|t| told.text(t));
    blocks.push(Block::Table(moves(told, ChangeText::DyadsTable, &names, &account.transitions)));
}

/// From what to what: a row for each state that was, a column for each that is.
fn moves<const N: usize, C: Copy + Into<u64>>(
    told: &Between<'_>,
    caption: ChangeText,
    names: &[String; N],
    counts: &[[C; N]; N],
) -> Table {
    let mut table = told.table(caption, &[ChangeText::HeadWas]);
    table.heads.extend(names.iter().map(|n| Head { text: n.clone(), number: true, reads: None }));
    for (name, row) in names.iter().zip(counts) {
        let cells = row.iter().map(|&n| told.told.counted(n.into()));
        table.rows.push(std::iter::once(Cell::Text(name.clone())).chain(cells).collect());
    }
    table
}

fn doors(told: &Between<'_>, blocks: &mut Vec<Block>) {
    let Some(statuses) = told.change.doors.as_ref().and_then(|d| d.statuses.last()) else { return };
    blocks.push(Block::Heading(told.text(ChangeText::DoorsTitle)));
    let names = ["two_way", "host", "visitor", "closed", "unknown"]
        .map(|s| told.told.words.door_status(s).unwrap_or(s).to_owned());
    blocks.push(Block::Table(moves(told, ChangeText::DoorsTable, &names, statuses)));
    blocks.push(Block::Note(told.text(ChangeText::DoorsReads)));
}

fn stood_out(told: &Between<'_>, blocks: &mut Vec<Block>) {
    let words = told.told.words;
    let mut sentences = Vec::new();
    let low = |what, c: &Chosen| {
        let expected = c.low_then_some_expected.number();
        words.stood(what, c.low.into(), c.low_then_some.into(), expected, c.some_then_low.into())
    };
    if let Some(c) = told.main().and_then(|l| l.contacts.last()).filter(|c| c.low > 0) {
        sentences.push(low(Stood::WithoutContacts, c));
    }
    if let Some(c) = told.change.doors.as_ref().and_then(|d| d.breadth.last()).filter(|c| c.low > 0) {
        sentences.push(low(Stood::DoorsShut, c));
    }
    if let Some(c) = told.main().and_then(|l| l.links.last()).filter(|c| c.some > 0) {
        let expected = c.some_then_some_expected.number();
        sentences.push(words.stood(
            Stood::LinkPersons,
            c.some.into(),
            c.some_then_some.into(),
            expected,
            (c.some - c.some_then_some).into(),
        ));
    }
    if !sentences.is_empty() {
        blocks.push(Block::Heading(told.text(ChangeText::LowTitle)));
        blocks.push(Block::List(sentences));
        blocks.push(Block::Note(told.text(ChangeText::LowReads)));
    }
}

fn networks(told: &Between<'_>, blocks: &mut Vec<Block>) {
    let figures: Vec<Figure> = figures::wave_pictures(&told.told)
        .into_iter()
        .filter(|p| p.wave == told.change.from || p.wave == told.change.to)
        .map(|p| Figure { name: p.name, title: p.title, reads: String::new(), table: None })
        .collect();
    if figures.len() < 2 {
        return;
    }
    blocks.push(Block::Heading(told.text(ChangeText::NetworksTitle)));
    let reads = told.text(ChangeText::NetworksReads);
    // The network that can be looked through shows them larger, and a page by mail has no room for them twice.
    if told.told.findings.settings.outputs.only_changes {
        blocks.push(Block::Paragraph(reads));
        blocks.push(Block::Gallery(figures));
    } else {
        blocks.push(Block::Paragraph(format!("{reads} {}", told.text(ChangeText::NetworksWhere))));
    }
}
