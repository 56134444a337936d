//! How sure the figures are: chance, another period, missing forms, fewer answers, another cut.

use super::told::{Told, measure_head};
use super::{Block, Cell, Chapter, Head, Table};
use crate::findings::{DropOut, Figure, READINGS, Scope, TREATED, TREATMENTS, VERDICTS, WITH_INTERVAL};
use crate::words::{Chance, Sure};

/// The chapter; empty when nothing of it was computed.
pub(super) fn chapter(told: &Told<'_>) -> Chapter {
    let sure = |what: Sure| told.words.sure(what).to_owned();
    let mut blocks = Vec::new();
    let parts = [chance(told), intervals(told), missing(told), drop_out(told), cuts(told)];
    for part in parts.into_iter().filter(|p| p.len() > 1) {
        blocks.extend(part);
    }
    if !blocks.is_empty() {
        if told.findings.settings.interrupted {
            blocks.insert(0, Block::Note(sure(Sure::Interrupted)));
        }
        blocks.insert(0, Block::Paragraph(sure(Sure::Introduction)));
    }
    Chapter { id: "sure", title: sure(Sure::Title), blocks, is_reference: false }
}

/// The label of a figure of a layer, within a sentence.
fn label(told: &Told<'_>, measure: &str) -> String {
    told.words.measure(Scope::Layer, measure).map_or_else(|| measure.replace('_', " "), |m| m.label.into_owned())
}

fn heads(texts: Vec<String>) -> Vec<Head> {
    texts.into_iter().enumerate().map(|(k, text)| Head { text, number: k > 0, reads: None }).collect()
}

fn texts(told: &Told<'_>, heads: &[Sure]) -> Vec<String> {
    heads.iter().map(|&h| told.words.sure(h).to_owned()).collect()
}

/// What stands under a heading; a heading alone is left out.
fn under(told: &Told<'_>, title: Sure) -> Vec<Block> {
    vec![Block::Heading(told.words.sure(title).into())]
}

fn chance(told: &Told<'_>) -> Vec<Block> {
    let mut blocks = under(told, Sure::ChanceTitle);
    let draws = u64::from(told.findings.settings.permutations);
    if let Some(layer) = told.main {
        let of = |m: &str| told.of_layer(layer, m);
        let (ei, lower, upper) = (of("ei_index").zip(of("ei_expected")), of("ei_p_lower"), of("ei_p_upper"));
        // Schools with nobody else beside them cannot look inward or outward.
        if let (Some((ei, expected)), Some(lower), Some(upper)) = (ei, lower, upper)
            && told.schools().len() > 1
            && super::first::counted_within_schools(told).is_empty()
        {
            let sentence = told.words.ei_by_chance(ei, expected, &Chance::new(lower, upper, draws));
            blocks.push(Block::Paragraph(sentence));
        }
    }
    let pair = told.findings.blocks_of(Scope::LayerPair).find(|b| {
        b.wave == told.wave && (b.layer.as_deref(), b.other_layer.as_deref()) == (Some("formal"), Some("informal"))
    });
    if let Some(pair) = pair {
        let test = |suffix: &str| {
            let p = |end: &str| pair.number(&format!("qap_p_{end}{suffix}"), 0);
            Some(Chance::new(p("lower")?, p("upper")?, draws))
        };
        if let (Some(r), Some(free), Some(within)) = (pair.number("qap_r", 0), test(""), test("_within_school")) {
            blocks.push(Block::Paragraph(told.words.formal_by_chance(r, &free, &within)));
        }
    }
    blocks
}

fn intervals(told: &Told<'_>) -> Vec<Block> {
    let mut blocks = under(told, Sure::IntervalsTitle);
    let Some(layer) = told.main else { return blocks };
    let Some(block) = told.block(Scope::Layer, Some(layer)) else { return blocks };
    let of = |measure: &str, ending: &str| block.number(&format!("{measure}{ending}"), 0);
    let density = WITH_INTERVAL[0].printed;
    if let (Some(value), Some(low), Some(high)) =
        (block.number(density, 0), of(density, "_ci_low"), of(density, "_ci_high"))
    {
        blocks.push(Block::Paragraph(told.words.could_move(&label(told, "density"), value, low, high)));
    }
    let mut table = Table {
        caption: told.words.sure(Sure::IntervalsTable).into(),
        heads: heads(texts(told, &[Sure::Figure, Sure::AsPrinted, Sure::From, Sure::To, Sure::Error, Sure::Jackknife])),
        ..Table::default()
    };
    for measure in WITH_INTERVAL.map(|figure| figure.printed) {
        if of(measure, "_ci_low").is_some() {
            let ends = ["", "_ci_low", "_ci_high", "_se", "_jackknife_se"];
            let cells = ends.map(|end| told.cell(block, &format!("{measure}{end}"), 0));
            table.rows.push(std::iter::once(Cell::Text(label(told, measure))).chain(cells).collect());
        }
    }
    if table.rows.is_empty() {
        return blocks;
    }
    blocks.push(Block::Paragraph(told.words.sure(Sure::IntervalsReads).into()));
    blocks.push(Block::Table(table));
    blocks.extend(schools(told, layer).map(Block::Table));
    blocks
}

/// Density inside each school; none when there is one school only.
fn schools(told: &Told<'_>, layer: &str) -> Option<Table> {
    let block = told.block(Scope::School, Some(layer))?;
    let schools = told.schools();
    let measure = WITH_INTERVAL[0].printed;
    let mut table = Table { caption: told.words.sure(Sure::SchoolsTable).into(), ..Table::default() };
    let columns = [Sure::From, Sure::To, Sure::Difference, Sure::Apart];
    table.heads = vec![super::told::head(told.words, crate::words::Heading::School)];
    table.heads.push(measure_head(told.words, Scope::School, measure));
    table.heads.extend(heads(texts(told, &columns)).into_iter().map(|h| Head { number: true, ..h }));
    for s in schools.iter().copied() {
        let ends = ["", "_ci_low", "_ci_high", "_difference", "_difference_z"];
        let cells = ends.map(|end| told.cell(block, &format!("{measure}{end}"), s));
        let name = Cell::Text(told.findings.schools[s].label().to_owned());
        table.rows.push(std::iter::once(name).chain(cells).collect());
    }
    (schools.len() > 1).then_some(table)
}

fn missing(told: &Told<'_>) -> Vec<Block> {
    let mut blocks = under(told, Sure::MissingTitle);
    let Some(layer) = told.main else { return blocks };
    let Some(block) = told.block(Scope::Layer, Some(layer)) else { return blocks };
    let of = |treatment: &str| block.number(&format!("density_{treatment}"), 0);
    if let (Some(absent), Some(present)) = (of("all_absent"), of("all_present")) {
        blocks.push(Block::Paragraph(told.words.missing_could_change(&label(told, "density"), absent, present)));
    }
    if told.info.response_known {
        blocks.extend(isolates(told, layer));
    }
    let mut names = texts(told, &[Sure::Figure, Sure::AsPrinted]);
    names.extend(TREATMENTS.iter().map(|t| told.words.treatment(t)));
    let mut table =
        Table { caption: told.words.sure(Sure::TreatmentsTable).into(), heads: heads(names), ..Table::default() };
    for Figure { name: measure, printed, .. } in TREATED {
        if block.column(&format!("{measure}_all_absent")).is_some() {
            let as_printed = told.cell(block, printed, 0);
            let cells = TREATMENTS.iter().map(|t| told.cell(block, &format!("{measure}_{t}"), 0));
            let name = Cell::Text(label(told, printed));
            table.rows.push([name, as_printed].into_iter().chain(cells).collect());
        }
    }
    if !table.rows.is_empty() {
        blocks.push(Block::Paragraph(told.words.sure(Sure::TreatmentsReads).into()));
        blocks.push(Block::Table(table));
    }
    blocks
}

/// Of the people called isolated, how many are so for certain; by their codes those who are not, where codes are shown.
fn isolates(told: &Told<'_>, layer: &str) -> Vec<Block> {
    let Some(column) = told.block(Scope::Person, Some(layer)).and_then(|b| b.column("isolate_certain")) else {
        return Vec::new();
    };
    let (mut all, mut certain, mut doubt) = (0, 0, Vec::new());
    for (row, staff) in told.staff() {
        if let Some(yes) = column.of(row).number() {
            all += 1;
            certain += u64::from(yes > 0.5);
            if yes < 0.5 {
                doubt.push(told.findings.people[staff.person as usize].label().to_owned());
            }
        }
    }
    let mut blocks = vec![Block::Paragraph(told.words.isolated_for_certain(certain, all))];
    if !doubt.is_empty() {
        blocks.push(Block::Paragraph(told.words.isolated_in_doubt(&told.words.list(&doubt))));
    }
    blocks
}

fn drop_out(told: &Told<'_>) -> Vec<Block> {
    let mut blocks = under(told, Sure::DropOutTitle);
    let Some(layer) = told.main else { return blocks };
    let rows: Vec<&DropOut> =
        told.findings.drop_out.iter().filter(|d| d.wave == told.wave && d.layer == layer).collect();
    let middle = rows.iter().find(|d| d.measure == "in_degree" && (d.dropped - 0.2).abs() < 1e-9);
    if let Some(r) = middle.and_then(|d| d.rank_correlation) {
        blocks.push(Block::Paragraph(told.words.order_would_stay(0.2, r.mean, r.low, r.high)));
    }
    let number = |x: f64| {
        let digits = match x.abs() {
            small if small < 1e-12 => 0,
            small if small < 0.1 => 3,
            // People without a tie are whole people; their mean is not.
            count if count > 1.0 => usize::from(x.fract().abs() > 1e-9),
            _ => 2,
        };
        Cell::Number(told.words.decimal(x, digits), x)
    };
    let table = |caption: Sure, orders: bool| {
        let mut names = vec![Sure::Figure, Sure::Silenced];
        if !orders {
            names.push(Sure::AsPrinted);
        }
        names.extend([Sure::OnAverage, Sure::From, Sure::To]);
        let mut t =
            Table { caption: told.words.sure(caption).into(), heads: heads(texts(told, &names)), ..Table::default() };
        for d in &rows {
            let Some(spread) = (if orders { d.rank_correlation } else { d.values }) else { continue };
            let scope = if orders { Scope::Person } else { Scope::School };
            let name =
                told.words.measure(scope, &d.measure).map_or_else(|| d.measure.clone(), |m| m.label.into_owned());
            let mut cells = vec![Cell::Text(name), Cell::Number(told.words.percent(d.dropped), d.dropped)];
            cells.extend(d.value.filter(|_| !orders).map(number));
            cells.extend([spread.mean, spread.low, spread.high].map(number));
            t.rows.push(cells);
        }
        (!t.rows.is_empty()).then_some(Block::Table(t))
    };
    let tables = [table(Sure::OrderTable, true), table(Sure::RangeTable, false)];
    if tables.iter().any(Option::is_some) {
        blocks.push(Block::Paragraph(told.words.sure(Sure::DropOutReads).into()));
        if let Some(paths) = rows.iter().find(|d| d.measure == "betweenness") {
            let said = if paths.draws > 0 { Sure::PathsReads } else { Sure::PathsLeftOut };
            blocks.push(Block::Paragraph(told.words.sure(said).into()));
        }
        blocks.extend(tables.into_iter().flatten());
    }
    blocks
}

/// The endings of the columns that count otherwise: readings, then cuts in order.
fn alternatives(told: &Told<'_>) -> Vec<String> {
    let Some(block) = told.block(Scope::School, Some("open_door")) else { return Vec::new() };
    let has = |ending: &str| block.column(&format!("conversion_{ending}")).is_some();
    let mut found: Vec<String> = READINGS.iter().filter(|r| has(r)).map(|&r| r.to_owned()).collect();
    let cuts = block.columns.iter().filter_map(|c| c.measure.strip_prefix("conversion_"));
    found.extend(cuts.filter(|c| c.starts_with("at_")).map(str::to_owned));
    found
}

fn cuts(told: &Told<'_>) -> Vec<Block> {
    let mut blocks = under(told, Sure::CutsTitle);
    let Some(block) = told.block(Scope::School, Some("open_door")) else { return blocks };
    let endings = alternatives(told);
    if endings.is_empty() {
        return blocks;
    }
    blocks.push(Block::Paragraph(told.words.sure(Sure::CutsReads).into()));
    let mut changes = Vec::new();
    for (row, name) in told.school_rows() {
        for frame in VERDICTS {
            let now = block.column(frame).and_then(|c| (row < c.len()).then(|| c.label(row)).flatten());
            let Some(now) = now else { continue };
            for ending in &endings {
                let then = block.column(&format!("{frame}_{ending}")).and_then(|c| c.label(row));
                let Some(then) = then.filter(|t| *t != now) else { continue };
                let verdict = |v: &str| told.words.verdict(v).unwrap_or_default().to_owned();
                let (words, when) = (told.words, told.words.when(ending));
                changes.push(words.verdict_changes(&name, words.frame(frame), &verdict(now), &verdict(then), &when));
            }
        }
    }
    if changes.is_empty() {
        blocks.push(Block::Paragraph(told.words.sure(Sure::SameVerdicts).into()));
    } else {
        blocks.push(Block::List(changes));
    }
    let by_cut = |caption: Sure, layer: &str, measure: &str| {
        let block = told.block(Scope::School, Some(layer))?;
        let cuts: Vec<&String> = endings.iter().filter(|e| block.column(&format!("{measure}_{e}")).is_some()).collect();
        let mut table = Table { caption: told.words.sure(caption).into(), ..Table::default() };
        table.heads = vec![super::told::head(told.words, crate::words::Heading::School)];
        let mut names = vec![told.words.sure(Sure::AsPrinted).to_owned()];
        names.extend(cuts.iter().map(|c| told.words.treatment(c)));
        table.heads.extend(names.into_iter().map(|text| Head { text, number: true, reads: None }));
        for (row, name) in told.school_rows() {
            // A rate is a percentage here as everywhere else.
            let cell = |column: &str| match told.cell(block, column, row) {
                Cell::Number(_, x) if measure.ends_with("_rate") => Cell::Number(told.words.percent(x), x),
                other => other,
            };
            let own = cell(measure);
            let cells = cuts.iter().map(|c| cell(&format!("{measure}_{c}")));
            table.rows.push([Cell::Text(name), own].into_iter().chain(cells).collect());
        }
        table.totals = told.schools().len() > 1;
        (!cuts.is_empty() && !table.rows.is_empty()).then_some(Block::Table(table))
    };
    blocks.extend(by_cut(Sure::CutsTable, "open_door", "open_door_rate"));
    blocks.extend(by_cut(Sure::CutsIsolates, "all", "isolates"));
    blocks
}
