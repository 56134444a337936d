//! The CSV tables: what stands in the findings, column by column, under fixed English names.

pub mod again;
mod changes;
mod columns;
mod followed;
mod lines;
mod questions;
mod whole;

pub(crate) use columns::columns;
use lines::Lines;

use crate::error::Result;
use crate::findings::{Aside, BUILT_IN_LAYERS, Block, Column, Findings, Kind, PLAN_COLUMNS, Scope, Value};
use crate::words::Words;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// UTF-8, comma, decimal point.
    #[default]
    Plain,
    /// For a European spreadsheet: byte order mark, semicolon, decimal comma.
    ExcelEu,
}

/// Settings of the tables.
#[derive(Debug, Clone, Copy, Default)]
pub struct TableOptions {
    /// Separators and decimal sign.
    pub style: Style,
    /// Leave text cells as they are, even those that a spreadsheet would run as a formula.
    pub raw: bool,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// Nothing: an undefined number, or a column that this row's layer does not have.
    Empty,
}

/// Hands each row to the one who asks.
type Rows<'a> = Box<dyn Fn(&mut dyn FnMut(&[Cell]) -> Result<()>) -> Result<()> + Send + 'a>;

/// A table: a name, headings, rows one at a time.
pub(crate) struct Table<'a> {
    /// `teachers`, without ending.
    pub(crate) name: &'static str,
    /// Headings.
    pub(crate) headings: Vec<String>,
    /// Calls back with each row.
    pub(crate) rows: Rows<'a>,
    /// Where the rows stand in columns: gives them all as CSV at once.
    whole: Option<Whole<'a>>,
}

impl<'a> Table<'a> {
    /// A table of rows.
    pub(crate) fn new(name: &'static str, headings: Vec<String>, rows: Rows<'a>) -> Table<'a> {
        Table { name, headings, rows, whole: None }
    }
}

/// All rows as CSV, in parts to be put one behind the other.
type Whole<'a> = Box<dyn Fn(TableOptions) -> Vec<Vec<u8>> + Send + 'a>;

/// Rows of which layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layers {
    /// All that were computed.
    Every,
    /// Those that are no single relation, the built-in ones and the study's own: what a workbook shows. Where only
    /// single relations were computed, these.
    #[cfg_attr(not(feature = "xlsx"), expect(dead_code, reason = "only a workbook asks for it"))]
    Together,
}

impl Layers {
    /// Whether rows of a layer are wanted.
    pub(crate) fn shows(self, findings: &Findings, layer: &str) -> bool {
        let is_single = |id: &str| !BUILT_IN_LAYERS.contains(&id) && findings.relations.iter().any(|r| r.id == id);
        self == Layers::Every || !is_single(layer) || findings.layers.iter().all(|layer| is_single(layer))
    }

    fn take(self, findings: &Findings, block: &Block) -> bool {
        [&block.layer, &block.other_layer].into_iter().flatten().all(|layer| self.shows(findings, layer))
    }
}

/// Every table of a report, in order; tables without rows are left out. `layers` are those whose rows are wanted.
pub(crate) fn tables(findings: &Findings, layers: Layers) -> Vec<Table<'_>> {
    let scopes = [
        ("teachers", Scope::Person),
        ("schools", Scope::School),
        ("school_pairs", Scope::SchoolPair),
        ("layers", Scope::Layer),
        ("layer_pairs", Scope::LayerPair),
        ("openness", Scope::Openness),
    ];
    let mut all: Vec<Table<'_>> = scopes
        .into_iter()
        .filter(|&(_, scope)| findings.blocks_of(scope).any(|b| layers.take(findings, b)))
        .map(|(name, scope)| of_scope(findings, name, scope, layers))
        .collect();
    all.extend(changes::changes(findings, layers));
    all.extend(followed::tables(findings));
    if !findings.hidden.is_empty() {
        all.push(suppressed(findings));
    }
    if !findings.named.is_empty() {
        all.push(named(findings));
    }
    if !findings.drop_out.is_empty() {
        all.push(drop_out(findings));
    }
    // Where nobody stands by themselves, no file is told of.
    if findings.tallies.is_empty() {
        if !findings.questions.is_empty() {
            all.push(questions::questions(findings));
        }
        all.push(ledger(findings));
    }
    all
}

/// A plan as a table that can be edited and read back: people by their ids.
pub(crate) fn plan<'a>(findings: &'a Findings, words: &'a dyn Words) -> Option<Table<'a>> {
    let advice = findings.advice.as_ref()?;
    let id = move |position: Option<u32>| advice.person(position).map_or(Cell::Empty, |p| Cell::Text(p.id.clone()));
    let rows = move |each: &mut dyn FnMut(&[Cell]) -> Result<()>| {
        for line in &advice.plan.lines {
            let reasons: Vec<&str> = line.reasons.iter().map(|&r| words.because(r)).collect();
            each(&[
                Cell::Text(line.kind.name().into()),
                id(line.from),
                id(line.to),
                line.group.clone().map_or(Cell::Empty, Cell::Text),
                days(line.days),
                id(line.opens_door_of),
                line.score.map_or(Cell::Empty, |s| Cell::Number(s as f64)),
                Cell::Text(reasons.join("; ")),
            ])?;
        }
        Ok(())
    };
    let headings = PLAN_COLUMNS.map(str::to_owned).to_vec();
    Some(Table::new("plan", headings, Box::new(rows)))
}

/// Working days as a roster writes them.
fn days(days: u8) -> Cell {
    let names = ["mo", "tu", "we", "th", "fr", "sa", "su"];
    let named: Vec<&str> = (0..).zip(names).filter(|(bit, _)| days & (1 << bit) != 0).map(|d| d.1).collect();
    if named.is_empty() { Cell::Empty } else { Cell::Text(named.join(" ")) }
}

/// The headings that tell rows apart, before the measures.
fn keys(scope: Scope) -> &'static [&'static str] {
    match scope {
        Scope::Person => &["wave", "layer", "teacher", "school"],
        Scope::Openness => &["wave", "teacher", "school"],
        Scope::School => &["wave", "layer", "school"],
        Scope::SchoolPair => &["wave", "layer", "from_school", "to_school"],
        Scope::LayerPair => &["wave", "layer_a", "layer_b"],
        _ => &["wave", "layer"],
    }
}

fn of_scope<'a>(findings: &'a Findings, name: &'static str, scope: Scope, layers: Layers) -> Table<'a> {
    let mut measures: Vec<String> = Vec::new();
    for block in findings.blocks_of(scope).filter(|b| layers.take(findings, b)) {
        for column in &block.columns {
            if !measures.iter().any(|m| *m == column.measure) {
                measures.push(column.measure.to_string());
            }
        }
    }
    let headings = keys(scope).iter().map(|&k| k.to_owned()).chain(measures.iter().cloned()).collect();
    let whole = whole::whole(findings, measures.clone(), move || {
        findings.blocks_of(scope).filter(move |b| layers.take(findings, b))
    });
    let rows = move |each: &mut dyn FnMut(&[Cell]) -> Result<()>| {
        for block in findings.blocks_of(scope).filter(|b| layers.take(findings, b)) {
            let columns: Vec<Option<&Column>> = measures.iter().map(|m| block.column(m)).collect();
            let rows = block.columns.iter().map(Column::len).max().unwrap_or(0);
            let mut cells = Vec::new();
            for row in 0..rows {
                cells.clear();
                key_cells(findings, block, row, &mut cells);
                cells.extend(columns.iter().map(|c| c.map_or(Cell::Empty, |c| cell(c, row))));
                each(&cells)?;
            }
        }
        Ok(())
    };
    Table { whole: Some(whole), ..Table::new(name, headings, Box::new(rows)) }
}

fn key_cells(findings: &Findings, block: &Block, row: usize, cells: &mut Vec<Cell>) {
    let school = |index: Option<u32>| {
        index.map_or(Cell::Empty, |s| Cell::Text(findings.schools.get(s as usize).map_or("*".into(), |s| s.id.clone())))
    };
    cells.push(Cell::Text(findings.waves[block.wave as usize].id.clone()));
    if let Some(layer) = &block.layer
        && keys(block.scope).iter().any(|k| k.starts_with("layer"))
    {
        cells.push(Cell::Text(layer.clone()));
    }
    match block.scope {
        Scope::Person | Scope::Openness => {
            let staff = &findings.waves[block.wave as usize].staff[row];
            cells.push(Cell::Text(findings.people[staff.person as usize].id.clone()));
            cells.push(school(staff.school));
        }
        Scope::School => cells.push(school(Some(row as u32))),
        Scope::SchoolPair => {
            let (from, to) = block.pairs.get(row).copied().unwrap_or_default();
            cells.push(school(Some(from)));
            cells.push(school(Some(to)));
        }
        Scope::LayerPair => cells.push(Cell::Text(block.other_layer.clone().unwrap_or_default())),
        _ => {}
    }
}

fn cell(column: &Column, row: usize) -> Cell {
    if row >= column.len() {
        return Cell::Empty;
    }
    match (&column.kind, column.of(row)) {
        (_, Value::Undefined(_)) => Cell::Empty,
        (Kind::Label(_), _) => column.label(row).map_or(Cell::Empty, |l| Cell::Text(l.into())),
        (Kind::YesNo, Value::Number(x)) => Cell::Text(if x > 0.5 { "yes" } else { "no" }.into()),
        (_, Value::Number(x)) => Cell::Number(x),
    }
}

/// What is not shown, and of whom.
fn suppressed(findings: &Findings) -> Table<'_> {
    let headings = ["wave", "layer", "school", "figures", "reason"].map(str::to_owned).to_vec();
    let rows = move |each: &mut dyn FnMut(&[Cell]) -> Result<()>| {
        for hidden in &findings.hidden {
            let wave = hidden.wave.and_then(|w| findings.waves.get(w as usize));
            let school = hidden.school.and_then(|s| findings.schools.get(s as usize));
            each(&[
                wave.map_or(Cell::Empty, |w| Cell::Text(w.id.clone())),
                hidden.layer.clone().map_or(Cell::Empty, Cell::Text),
                Cell::Text(school.map_or("*".into(), |s| s.id.clone())),
                Cell::Text(hidden.figures.join(" ")),
                Cell::Text("fewer_than_5_or_would_tell_of_fewer_than_5".into()),
            ])?;
        }
        Ok(())
    };
    Table::new("suppressed", headings, Box::new(rows))
}

/// Who may be named.
fn named(findings: &Findings) -> Table<'_> {
    let headings = ["wave", "teacher", "name", "school", "phase", "days", "host", "capacity"];
    let rows = move |each: &mut dyn FnMut(&[Cell]) -> Result<()>| {
        let text = |text: Option<String>| text.map_or(Cell::Empty, Cell::Text);
        for person in &findings.named {
            let school = person.school.and_then(|s| findings.schools.get(s as usize));
            each(&[
                text(findings.waves.last().map(|w| w.id.clone())),
                Cell::Text(person.id.clone()),
                text(person.name.clone()),
                text(school.map(|s| s.id.clone())),
                text(person.phase.clone()),
                person.days.map_or(Cell::Empty, days),
                text(person.host.map(|h| if h { "yes" } else { "no" }.to_owned())),
                person.capacity.map_or(Cell::Empty, |n| Cell::Number(f64::from(n))),
            ])?;
        }
        Ok(())
    };
    Table::new("named", headings.map(str::to_owned).to_vec(), Box::new(rows))
}

fn drop_out(findings: &Findings) -> Table<'_> {
    let headings = [
        "wave",
        "layer",
        "measure",
        "silenced",
        "draws",
        "rank_correlation",
        "rank_correlation_low",
        "rank_correlation_high",
        "value",
        "mean",
        "low",
        "high",
    ];
    let rows = move |each: &mut dyn FnMut(&[Cell]) -> Result<()>| {
        let number = |x: Option<f64>| x.map_or(Cell::Empty, Cell::Number);
        for d in &findings.drop_out {
            let (order, values) = (d.rank_correlation, d.values);
            each(&[
                Cell::Text(findings.waves[d.wave as usize].id.clone()),
                Cell::Text(d.layer.clone()),
                Cell::Text(d.measure.clone()),
                Cell::Number(d.dropped),
                Cell::Number(d.draws.into()),
                number(order.map(|s| s.mean)),
                number(order.map(|s| s.low)),
                number(order.map(|s| s.high)),
                number(d.value),
                number(values.map(|s| s.mean)),
                number(values.map(|s| s.low)),
                number(values.map(|s| s.high)),
            ])?;
        }
        Ok(())
    };
    Table::new("drop_out", headings.map(str::to_owned).to_vec(), Box::new(rows))
}

fn ledger(findings: &Findings) -> Table<'_> {
    let headings = ["file", "reason", "answers", "first_places"].map(str::to_owned).to_vec();
    let rows = move |each: &mut dyn FnMut(&[Cell]) -> Result<()>| {
        for file in &findings.ledger.files {
            let mut line = |reason: &str, answers: u64, places: String| {
                each(&[
                    Cell::Text(file.file.clone()),
                    Cell::Text(reason.into()),
                    Cell::Number(answers as f64),
                    Cell::Text(places),
                ])
            };
            line("read", file.answers, String::new())?;
            line("kept", file.kept, String::new())?;
            line("merged", file.merged, String::new())?;
            line("no", file.no, String::new())?;
            for (reason, aside) in &file.aside {
                let places: Vec<String> = aside.first.iter().map(ToString::to_string).collect();
                line(reason_name(*reason), aside.answers, places.join("; "))?;
            }
        }
        Ok(())
    };
    Table::new("ledger", headings, Box::new(rows))
}

/// The fixed name of a reason, as in `findings.json`.
fn reason_name(reason: Aside) -> &'static str {
    match reason {
        Aside::SelfTie => "self_tie",
        Aside::Repeated => "repeated",
        Aside::UnknownPerson => "unknown_person",
        Aside::Removed => "removed",
        Aside::NotInWave => "not_in_wave",
        Aside::UnknownFrequency => "unknown_frequency",
        Aside::MissingCode => "missing_code",
        Aside::Incomplete => "incomplete",
        Aside::Contradicted => "contradicted",
        Aside::AcrossSchools => "across_schools",
        Aside::EarlierForm => "earlier_form",
        Aside::Preview => "preview",
    }
}

/// A table as the bytes of a CSV file.
pub(crate) fn csv(table: &Table<'_>, options: TableOptions) -> Result<Vec<u8>> {
    Ok(csv_parts(table, options)?.concat())
}

/// The same in parts that follow each other: those of a large table are made side by side.
pub(crate) fn csv_parts(table: &Table<'_>, options: TableOptions) -> Result<Vec<Vec<u8>>> {
    let mut start = Vec::new();
    if options.style == Style::ExcelEu {
        start.extend_from_slice("\u{feff}".as_bytes());
    }
    let mut lines = Lines::new(options, start);
    lines.heading(&table.headings);
    let Some(whole) = &table.whole else {
        (table.rows)(&mut |cells| {
            lines.cells(cells);
            lines.end();
            Ok(())
        })?;
        return Ok(vec![lines.bytes()]);
    };
    let mut parts = vec![lines.bytes()];
    parts.extend(whole(options));
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_guarded_and_a_negative_number_is_not() {
        let rows = |each: &mut dyn FnMut(&[Cell]) -> Result<()>| {
            each(&[Cell::Text("=HYPERLINK(\"x\")".into()), Cell::Number(-0.5)])
        };
        let table = Table::new("t", vec!["a".into(), "b".into()], Box::new(rows));
        let plain = String::from_utf8(csv(&table, TableOptions::default()).unwrap()).unwrap();
        assert_eq!(plain, "a,b\n\"'=HYPERLINK(\"\"x\"\")\",-0.5\n");
        let eu = TableOptions { style: Style::ExcelEu, raw: true };
        let eu = String::from_utf8(csv(&table, eu).unwrap()).unwrap();
        assert_eq!(eu, "\u{feff}a;b\n\"=HYPERLINK(\"\"x\"\")\";-0,5\n");
    }
}
