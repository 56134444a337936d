//! Slopes: each school's rate in two waves.

use crate::drawing::frame::{Axis, Caption, Frame, MARGIN, SMALL, Sample};
use crate::drawing::palette::{BLUE, GREY, INK, MIDDLE, PALE, PAPER, VERMILLION};
use crate::drawing::place::spread;
use crate::drawing::sheet::{Sheet, Side, Stroke};
use crate::drawing::{Picture, WIDTH, font};

/// Whether a change is more than noise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Direction {
    /// Within the noise band, or not to be told.
    #[default]
    Within,
    /// Up, beyond it.
    Up,
    /// Down, beyond it.
    Down,
}

/// One school.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Slope {
    /// The school's name.
    pub label: String,
    /// First wave, 0 to 1; none when it cannot be told.
    pub from: Option<f64>,
    /// Second wave.
    pub to: Option<f64>,
    /// Stands behind the name, as in "35 % → 52 %".
    pub text: String,
    /// Colour and dashes.
    pub direction: Direction,
}

/// Change between two waves.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Slopes {
    /// Title and note.
    pub caption: Caption,
    /// One per school.
    pub rows: Vec<Slope>,
    /// Rates 0 to 1.
    pub axis: Axis,
    /// Name of the first wave.
    pub from: String,
    /// Name of the second.
    pub to: String,
    /// Says what a rise looks like.
    pub key_up: String,
    /// Says what a fall looks like.
    pub key_down: String,
    /// Says what a change within the noise looks like.
    pub key_within: String,
}

/// Between a name and its figures.
const GAP: f64 = 8.0;
/// Above so many schools only those beyond the noise are named.
const MOST_NAMES: usize = 40;

fn stroke(direction: Direction) -> Stroke {
    match direction {
        Direction::Within => Stroke::solid(MIDDLE, 1.0),
        Direction::Up => Stroke::solid(BLUE, 2.2),
        Direction::Down => Stroke::dashed(VERMILLION, 2.2, 7.0, 4.0),
    }
}

/// Draws the slopes.
pub fn slopes(data: &Slopes) -> Picture {
    let shown = |d: Direction| data.rows.iter().any(|r| r.direction == d && r.from.is_some() && r.to.is_some());
    let key: Vec<_> =
        [(Direction::Up, &data.key_up), (Direction::Down, &data.key_down), (Direction::Within, &data.key_within)]
            .into_iter()
            .filter(|(d, _)| shown(*d))
            .map(|(d, text)| (Sample::Line(stroke(d)), text.as_str()))
            .collect();
    let mut frame = Frame::new(&data.caption, &key);
    let named: Vec<&Slope> = data
        .rows
        .iter()
        .filter(|r| data.rows.len() <= MOST_NAMES || r.direction != Direction::Within)
        .filter(|r| r.from.is_some() || r.to.is_some())
        .collect();
    let size = if named.len() > 24 { 10.5 } else { SMALL };
    let step = size + 3.0;
    let widest = data.axis.ticks.iter().map(|t| font::width(&t.1, SMALL)).fold(0.0, f64::max);
    let figures = |s: &Slope| font::width(&font::clean(&s.text), size);
    let whole = |s: &Slope| font::width(&font::clean(&s.label), size) + GAP + figures(s);
    let room = named.iter().map(|s| whole(s)).fold(60.0, f64::max).min(310.0);
    let (left, right) = (MARGIN + widest + 22.0, WIDTH - MARGIN - room - 26.0);
    let top = frame.top + 26.0;
    let bottom = top + (named.len() as f64 * step).clamp(260.0, 1200.0);
    let y = |share: f64| bottom - (bottom - top) * share.clamp(0.0, 1.0);
    let sheet = &mut frame.sheet;
    for (x, text, side) in [(left, &data.from, Side::Start), (right, &data.to, Side::End)] {
        let text = font::cut(text, SMALL, (right - left) / 2.0 - 8.0);
        sheet.text((x, top - 12.0), &text, SMALL, INK, side);
    }
    for (value, text) in &data.axis.ticks {
        sheet.line((left, y(*value)), (right, y(*value)), Stroke::solid(PALE, 0.8));
        sheet.label((left - 12.0, y(*value)), text, SMALL, GREY, Side::End);
    }
    for x in [left, right] {
        sheet.line((x, top - 6.0), (x, bottom + 6.0), Stroke::solid(GREY, 1.0));
    }
    lines(sheet, data, (left, right), y);
    let wanted: Vec<f64> = named.iter().map(|s| y(s.to.or(s.from).unwrap_or_default())).collect();
    for ((slope, place), at) in named.iter().zip(spread(&wanted, step, top, bottom)).zip(&wanted) {
        let x = right + 22.0;
        if slope.to.is_some() {
            sheet.polyline(&[(right + 6.0, *at), (x - 8.0, place), (x - 3.0, place)], Stroke::solid(MIDDLE, 0.6));
        }
        let label = font::cut(&slope.label, size, (room - GAP - figures(slope)).max(60.0));
        let ink = if slope.direction == Direction::Within { GREY } else { INK };
        sheet.label((x, place), &label, size, ink, Side::Start);
        let next = x + font::width(&label, size) + GAP;
        let text = font::cut(&slope.text, size, WIDTH - MARGIN - next);
        sheet.label((next, place), &text, size, GREY, Side::Start);
    }
    frame.top = bottom + 10.0;
    frame.finish(&data.caption)
}

/// The lines with a dot at each end: those within the noise first, so that the others lie on top.
fn lines(sheet: &mut Sheet, data: &Slopes, (left, right): (f64, f64), y: impl Fn(f64) -> f64) {
    for direction in [Direction::Within, Direction::Up, Direction::Down] {
        let stroke = stroke(direction);
        let own = || data.rows.iter().filter(|r| r.direction == direction);
        for (from, to) in own().filter_map(|r| r.from.zip(r.to)) {
            sheet.line((left, y(from)), (right, y(to)), stroke);
        }
        for (radius, colour) in [(4.5, PAPER), (3.5, stroke.colour)] {
            let ends = own().flat_map(|r| [(left, r.from), (right, r.to)]);
            ends.filter_map(|(x, value)| value.map(|v| (x, y(v)))).for_each(|at| sheet.disc(at, radius, colour));
        }
    }
}
