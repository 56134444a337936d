//! Bars that are parts of a whole: the ladder of openness, latent pairs, formal against informal.

use crate::drawing::frame::{self, Axis, Caption, Frame, Paint, Rows, Sample, level_axis};
use crate::drawing::palette::{BLUE, FAINT, GREY, INK, MIDDLE, PAPER, RAMP};
use crate::drawing::sheet::{Sheet, Side, Stroke};
use crate::drawing::{Picture, font, ink_on};
use plotters::style::RGBColor;

/// Teachers of a school by the highest openness that they reached.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct LadderRow {
    /// The school's name.
    pub label: String,
    /// Teachers on each step, the lowest first.
    pub steps: Vec<u32>,
    /// Teachers of whom it is not known.
    pub unknown: u32,
    /// At the right of the row, as in "18 teachers".
    pub text: String,
    /// Stands in the row instead of a bar, as in "too few to show".
    pub word: String,
}

/// The ladder of openness by school, as shares of all teachers, those not known included.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Ladder {
    /// Title and note.
    pub caption: Caption,
    /// In the order in which they are shown.
    pub rows: Vec<LadderRow>,
    /// Shares 0 to 1.
    pub axis: Axis,
    /// Names of the steps: O0 to O4, or some of these together.
    pub key_steps: Vec<String>,
    /// Says what is hatched.
    pub key_unknown: String,
}

/// Pairs who talk about teaching, by whether a door is open between them.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct LatentRow {
    /// The school's name.
    pub label: String,
    /// Pairs who talk and have a door open.
    pub open: u32,
    /// Pairs who talk without.
    pub latent: u32,
    /// At the right of the row, as in "12 of 31".
    pub text: String,
    /// Stands in the row instead of a bar.
    pub word: String,
}

/// Latent pairs by school, as counts.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct LatentPairs {
    /// Title and note.
    pub caption: Caption,
    /// In the order in which they are shown.
    pub rows: Vec<LatentRow>,
    /// Counts of pairs.
    pub axis: Axis,
    /// Says what the dark part is.
    pub key_open: String,
    /// Says what the light part is.
    pub key_latent: String,
}

/// Pairs of a school by whether they meet formally, informally or both.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct OverlapRow {
    /// The school's name.
    pub label: String,
    /// Pairs with a formal tie only.
    pub formal: u32,
    /// Pairs with both.
    pub shared: u32,
    /// Pairs with an informal tie only.
    pub informal: u32,
    /// At the right of the row.
    pub text: String,
    /// Stands in the row instead of a bar.
    pub word: String,
}

/// Formal against informal by school, as shares of all pairs with a tie.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Overlap {
    /// Title and note.
    pub caption: Caption,
    /// In the order in which they are shown.
    pub rows: Vec<OverlapRow>,
    /// Shares 0 to 1.
    pub axis: Axis,
    /// Says what pairs with a formal tie only look like.
    pub key_formal: String,
    /// Says what pairs with both look like.
    pub key_shared: String,
    /// Says what pairs with an informal tie only look like.
    pub key_informal: String,
}

/// A row of any of them.
struct Row<'a> {
    label: &'a str,
    parts: Vec<(u32, Paint)>,
    text: &'a str,
    word: &'a str,
}

/// From almost white to almost black.
const STEPS: [RGBColor; 5] = [RGBColor(0xf4, 0xf6, 0xf8), RAMP[1], RAMP[2], RAMP[3], RAMP[4]];

/// Draws the ladder.
pub fn ladder(data: &Ladder) -> Picture {
    // Fewer steps reach as far, in larger strides.
    let paint = |step: usize| Paint::Plain(STEPS[step * (STEPS.len() - 1) / (data.key_steps.len() - 1).max(1)]);
    let mut key: Vec<(Sample, &str)> =
        data.key_steps.iter().enumerate().map(|(k, text)| (Sample::Paint(paint(k)), text.as_str())).collect();
    // Slanted lines do not fit in a hair.
    let unknown = if data.rows.len() > frame::MOST_NAMED { Paint::Plain(FAINT) } else { Paint::Hatched };
    if data.rows.iter().any(|r| r.unknown > 0) {
        key.push((Sample::Paint(unknown), &data.key_unknown));
    }
    let rows: Vec<Row> = data
        .rows
        .iter()
        .map(|r| {
            let steps = r.steps.iter().take(data.key_steps.len());
            let mut parts: Vec<_> = steps.enumerate().map(|(k, n)| (*n, paint(k))).collect();
            parts.push((r.unknown, unknown));
            Row { label: &r.label, parts, text: &r.text, word: &r.word }
        })
        .collect();
    stacked(&data.caption, &key, &rows, &data.axis, true)
}

/// Draws the latent pairs.
pub fn latent_pairs(data: &LatentPairs) -> Picture {
    let (open, latent) = (Paint::Plain(BLUE), Paint::Plain(PAPER));
    let key = [(Sample::Paint(open), data.key_open.as_str()), (Sample::Paint(latent), data.key_latent.as_str())];
    let rows: Vec<Row> = data
        .rows
        .iter()
        .map(|r| Row { label: &r.label, parts: vec![(r.open, open), (r.latent, latent)], text: &r.text, word: &r.word })
        .collect();
    stacked(&data.caption, &key, &rows, &data.axis, false)
}

/// Draws formal against informal.
pub fn overlap(data: &Overlap) -> Picture {
    let (formal, shared, informal) = (Paint::Plain(MIDDLE), Paint::Plain(RAMP[4]), Paint::Plain(RAMP[1]));
    let key = [
        (Sample::Paint(formal), data.key_formal.as_str()),
        (Sample::Paint(shared), data.key_shared.as_str()),
        (Sample::Paint(informal), data.key_informal.as_str()),
    ];
    let rows: Vec<Row> = data
        .rows
        .iter()
        .map(|r| Row {
            label: &r.label,
            parts: vec![(r.formal, formal), (r.shared, shared), (r.informal, informal)],
            text: &r.text,
            word: &r.word,
        })
        .collect();
    stacked(&data.caption, &key, &rows, &data.axis, true)
}

/// Bars of parts; each as long as the whole width when they are shares, else by their counts.
fn stacked(caption: &Caption, key: &[(Sample, &str)], data: &[Row], axis: &Axis, shares: bool) -> Picture {
    let mut frame = Frame::new(caption, key);
    let rows = Rows::new(data.iter().map(|r| r.label), data.iter().map(|r| r.text));
    let total = |row: &Row| row.parts.iter().map(|p| p.0).sum::<u32>();
    let tick = axis.ticks.last().map_or(0.0, |t| t.0);
    let largest = if shares { 1.0 } else { data.iter().map(|r| f64::from(total(r))).fold(tick, f64::max) };
    let sheet = &mut frame.sheet;
    let top = frame.top;
    let bottom = top + data.len() as f64 * rows.height;
    let next = level_axis(sheet, &rows, axis, largest, top, bottom);
    let level = |at: usize| top + (at as f64 + 0.5) * rows.height;
    data.iter().enumerate().for_each(|(at, row)| rows.label(sheet, level(at), row.label));
    data.iter().enumerate().for_each(|(at, row)| rows.text(sheet, level(at), row.text));
    let whole = |row: &Row| if shares { f64::from(total(row)) } else { largest };
    let has_bar = |row: &&Row| row.word.is_empty() && whole(row) > 0.0;
    // Marks of one colour are drawn together: in a page by mail the picture is half as long.
    let mut written = Vec::new();
    for part in 0..data.iter().map(|r| r.parts.len()).max().unwrap_or(0) {
        for (at, row) in data.iter().enumerate().filter(|(_, row)| has_bar(row)) {
            written.extend(bar_part(sheet, &rows, level(at), &row.parts, whole(row), part));
        }
    }
    written.sort_by_key(|w| (w.ink.0, w.ink.1, w.ink.2));
    for w in written {
        sheet.label(w.at, &w.text, w.size, w.ink, Side::Middle);
    }
    for (at, row) in data.iter().enumerate() {
        let y = level(at);
        if !has_bar(&row) && !rows.are_fine() {
            let word = font::cut(row.word, rows.size, rows.right - rows.left - 12.0);
            let width = font::width(&word, rows.size);
            sheet.rect((rows.left + 4.0, y - rows.size / 2.0), (width + 8.0, rows.size), PAPER);
            sheet.label((rows.left + 8.0, y), &word, rows.size, GREY, Side::Start);
        }
    }
    sheet.line((rows.left, top), (rows.left, bottom), Stroke::solid(GREY, 1.0));
    frame.top = next;
    frame.finish(caption)
}

/// A count, to be written on its part of a bar.
struct Written {
    at: (f64, f64),
    text: String,
    size: f64,
    ink: RGBColor,
}

/// One part of a bar; gives what is to be written on it, when there is room.
fn bar_part(
    sheet: &mut Sheet,
    rows: &Rows,
    y: f64,
    parts: &[(u32, Paint)],
    whole: f64,
    part: usize,
) -> Option<Written> {
    let &(count, paint) = parts.get(part).filter(|p| p.0 > 0)?;
    let thick = if rows.are_fine() { rows.height } else { (rows.height * 0.72).round() };
    let size = (thick - 3.0).min(12.0);
    let before: u32 = parts[..part].iter().map(|p| p.0).sum();
    let (from, to) = (rows.x(f64::from(before) / whole), rows.x(f64::from(before + count) / whole));
    // A hair of paper between the parts keeps neighbours apart in grey.
    let width = (to - from - 1.0).max(0.5);
    if let (true, Paint::Plain(colour)) = (rows.are_fine(), paint) {
        sheet.rect((from, y - thick / 2.0), (to - from, thick), colour);
        return None;
    }
    frame::fill(sheet, (from, y - thick / 2.0), (width, thick), paint);
    let text = count.to_string();
    let needed = font::width(&text, size);
    if needed + 4.0 > width || size < 8.0 {
        return None;
    }
    let middle = from + width / 2.0;
    let ink = match paint {
        Paint::Plain(colour) => ink_on(colour),
        Paint::Hatched => {
            sheet.rect((middle - needed / 2.0 - 2.0, y - size / 2.0), (needed + 4.0, size), PAPER);
            INK
        }
    };
    Some(Written { at: (middle, y), text, size, ink })
}
