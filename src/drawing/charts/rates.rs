//! The open-door rate by school: a dot with what is uncertain around it, and the counts beside it.

use crate::drawing::Picture;
use crate::drawing::frame::{
    self, Axis, Caption, Frame, LABEL, MARGIN, Rows, SMALL, Sample, interval, level_axis, open_range,
};
use crate::drawing::palette::{BAND, BLUE, GREY, INK, MIDDLE, PALE, PAPER};
use crate::drawing::sheet::{Sheet, Side, Stroke};
use crate::drawing::{WIDTH, font};

/// One school, or the group.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct RateRow {
    /// The school's name.
    pub label: String,
    /// The rate, 0 to 1; none when it cannot be told.
    pub value: Option<f64>,
    /// How far it could move if the same habits produced another half year.
    pub stability: Option<(f64, f64)>,
    /// Between which bounds it lies, whatever the missing answers and the contradictions hide.
    pub bounds: Option<(f64, f64)>,
    /// Counts, as in "7 of 18".
    pub count: String,
    /// Stands in the row when there is no value, as in "cannot tell".
    pub word: String,
    /// The group as a whole: set apart from the schools.
    pub is_group: bool,
}

/// Rates by school.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Rates {
    /// Title and note.
    pub caption: Caption,
    /// In the order in which they are shown.
    pub rows: Vec<RateRow>,
    /// Values 0 to 1.
    pub axis: Axis,
    /// The group's rate, drawn through all rows.
    pub group: Option<f64>,
    /// Stands at that line.
    pub group_label: String,
    /// Says what the dot and its interval are.
    pub key_dot: String,
    /// Says what the band is.
    pub key_band: String,
    /// Says what an open range is.
    pub key_open: String,
}

/// Draws the rates.
pub fn rates(data: &Rates) -> Picture {
    let has_band = data.rows.iter().any(|r| r.value.is_some() && r.bounds.is_some());
    let has_open = data.rows.iter().any(|r| r.value.is_none() && r.bounds.is_some());
    let mut key = vec![(Sample::Interval, data.key_dot.as_str())];
    if has_band {
        key.push((Sample::Band, data.key_band.as_str()));
    }
    if has_open {
        key.push((Sample::Open, data.key_open.as_str()));
    }
    let mut frame = Frame::new(&data.caption, &key);
    let rows = Rows::new(data.rows.iter().map(|r| r.label.as_str()), data.rows.iter().map(|r| r.count.as_str()));
    let sheet = &mut frame.sheet;
    let group = data.group.map(|g| rows.x(g));
    if let Some(x) = group {
        let text = font::cut(&data.group_label, SMALL, rows.right - rows.left);
        let half = font::width(&text, SMALL) / 2.0;
        let middle = x.clamp(rows.left + half, (rows.right - half).max(rows.left + half));
        frame.top += SMALL;
        sheet.text((middle, frame.top), &text, SMALL, INK, Side::Middle);
        frame.top += 5.0;
    }
    let gap = 8.0;
    let gaps = data.rows.windows(2).filter(|w| w[0].is_group != w[1].is_group).count() as f64;
    let top = frame.top;
    let bottom = top + data.rows.len() as f64 * rows.height + gaps * gap;
    let next = level_axis(sheet, &rows, &data.axis, 1.0, top, bottom);
    if let Some(x) = group {
        sheet.line((x, top), (x, bottom), Stroke::dashed(INK, 1.2, 6.0, 3.0));
    }
    let mut places = Vec::new();
    let mut y = top;
    let mut before: Option<bool> = None;
    for row in &data.rows {
        match before {
            Some(was_group) if was_group != row.is_group => {
                y += gap;
                sheet.line((MARGIN, y - gap / 2.0), (WIDTH - MARGIN, y - gap / 2.0), Stroke::solid(GREY, 0.8));
            }
            Some(_) if !rows.are_fine() => sheet.line((MARGIN, y), (WIDTH - MARGIN, y), Stroke::solid(PALE, 0.6)),
            _ => {}
        }
        before = Some(row.is_group);
        let middle = y + rows.height / 2.0;
        rows.label(sheet, middle, &row.label);
        rows.text(sheet, middle, &row.count);
        places.push(middle);
        y += rows.height;
    }
    // What looks alike is drawn together: in a page by mail the picture is half as long.
    for layer in [Layer::Band, Layer::Interval, Layer::Mark] {
        data.rows.iter().zip(&places).for_each(|(row, y)| one_row(sheet, &rows, *y, row, layer));
    }
    frame.top = next;
    frame.finish(&data.caption)
}

/// What lies under what in a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layer {
    Band,
    Interval,
    Mark,
}

fn one_row(sheet: &mut Sheet, rows: &Rows, y: f64, row: &RateRow, layer: Layer) {
    let thick = (rows.height * 0.5).min(14.0);
    let Some(value) = row.value else {
        let (low, high) = row.bounds.map_or((rows.left, rows.left), |b| (rows.x(b.0), rows.x(b.1)));
        if row.bounds.is_some() && layer == Layer::Band {
            open_range(sheet, (low, y - thick / 2.0), ((high - low).max(2.0), thick));
        }
        if layer == Layer::Mark && !rows.are_fine() {
            word(sheet, rows, y, &row.word, (low, high));
        }
        return;
    };
    if let Some((low, high)) = row.bounds.filter(|_| layer == Layer::Band) {
        let (low, high) = (rows.x(low), rows.x(high));
        sheet.rect((low, y - thick / 2.0), ((high - low).max(1.0), thick), BAND);
    }
    if let Some((low, high)) = row.stability.filter(|_| layer == Layer::Interval) {
        if rows.are_fine() && !row.is_group {
            sheet.line((rows.x(low), y), (rows.x(high), y), Stroke::solid(MIDDLE, 0.7));
        } else {
            interval(sheet, rows.x(low), rows.x(high), y, INK);
        }
    }
    if layer != Layer::Mark {
        return;
    }
    let radius = match rows.height {
        ..8.0 => 1.5,
        ..20.0 => 4.0,
        _ => 5.0,
    };
    if row.is_group {
        frame::diamond(sheet, (rows.x(value), y), radius + 1.5, INK);
    } else {
        sheet.disc((rows.x(value), y), radius, BLUE);
    }
}

/// The word in its range if it fits there, else beside it, on paper so that no line runs through it.
fn word(sheet: &mut Sheet, rows: &Rows, y: f64, text: &str, (low, high): (f64, f64)) {
    let size = (rows.height - 6.0).min(LABEL - 1.0);
    let text = font::cut(text, size, rows.right - rows.left);
    let width = font::width(&text, size);
    if text.is_empty() {
        return;
    }
    let inside = width + 8.0 <= high - low && rows.height >= 28.0;
    let x = if inside {
        f64::midpoint(low, high) - width / 2.0
    } else if high + 6.0 + width <= rows.right {
        high + 6.0
    } else if low - 6.0 - width >= rows.left {
        low - 6.0 - width
    } else {
        rows.right - width
    };
    sheet.rect((x - 2.0, y - size / 2.0), (width + 4.0, size), PAPER);
    sheet.label((x, y), &text, size, GREY, Side::Start);
}
