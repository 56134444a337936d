//! What surrounds every picture: title above, a one-line key, the picture, a note under it.

use super::font;
use super::palette::{BAND, BLUE, GREY, INK, MIDDLE, PALE, PAPER, VERMILLION};
use super::sheet::{Point, Sheet, Side, Stroke};
use super::{Picture, WIDTH};
use plotters::style::RGBColor;

/// Empty border on every side.
pub(super) const MARGIN: f64 = 16.0;
/// Size of the title.
const TITLE: f64 = 17.0;
/// Size of labels.
pub(super) const LABEL: f64 = 13.0;
/// Size of key, axes and note.
pub(super) const SMALL: f64 = 12.0;
/// Width that a sample in the key takes.
const SAMPLE: f64 = 26.0;

/// What a picture is called and what stands above and under it, all phrased already.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Caption {
    /// As a file is called, without its ending.
    pub name: String,
    /// Above the picture; wraps.
    pub title: String,
    /// Under the picture: how many people, how many answered, over which ties; wraps.
    pub note: String,
    /// What the picture shows, for somebody who cannot see it.
    pub description: String,
    /// Title and note stand beside the picture and not in it.
    pub is_beside: bool,
}

/// An axis: where its lines stand, and what is written at them.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Axis {
    /// Value and text, in ascending order.
    pub ticks: Vec<(f64, String)>,
    /// What the axis measures.
    pub title: String,
}

/// How somebody stands in a sociogram. The shape says the same as the colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
#[non_exhaustive]
pub enum Dot {
    /// A filled blue disc: the usual case (by default: a classroom that was visited).
    #[default]
    Filled,
    /// A thick vermillion ring: what the picture is about (by default: a classroom that nobody visited).
    Ring,
    /// A hollow grey square: did not answer.
    Square,
    /// A small grey disc: not counted (by default: somebody without a class).
    Small,
}

/// How a surface is filled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Paint {
    /// A colour, outlined when it is close to white.
    Plain(RGBColor),
    /// Slanted lines: not known.
    Hatched,
}

/// A sample in the key.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sample {
    Dot(Dot),
    Line(Stroke),
    Arrow,
    Stub,
    Interval,
    Band,
    Open,
    Paint(Paint),
    Diamond,
    Spot(RGBColor),
    Ramp,
    Blank,
    Number,
}

/// Draws a mark of a person.
pub(super) fn dot(sheet: &mut Sheet, centre: Point, radius: f64, dot: Dot) {
    dot_ground(sheet, centre, radius, dot);
    dot_mark(sheet, centre, radius, dot);
}

/// What lies under a hollow mark: of a ring a whole disc, since a page says a disc in a fifth of the room of a ring.
pub(super) fn dot_ground(sheet: &mut Sheet, centre: Point, radius: f64, dot: Dot) {
    match dot {
        Dot::Ring => sheet.disc(centre, radius, VERMILLION),
        Dot::Square => {
            let side = radius * 1.8;
            sheet.rect((centre.0 - radius * 0.9, centre.1 - radius * 0.9), (side, side), PAPER);
        }
        Dot::Filled | Dot::Small => {}
    }
}

/// The mark of a person, without what lies under it.
pub(super) fn dot_mark(sheet: &mut Sheet, centre: Point, radius: f64, dot: Dot) {
    match dot {
        Dot::Filled => sheet.disc(centre, radius, BLUE),
        Dot::Ring => sheet.disc(centre, radius - (radius * 0.38).max(1.0), PAPER),
        Dot::Square => {
            let (corner, side) = ((centre.0 - radius * 0.9, centre.1 - radius * 0.9), radius * 1.8);
            sheet.outline(corner, (side, side), Stroke::solid(MIDDLE, (radius * 0.25).max(0.8)));
        }
        Dot::Small => sheet.disc(centre, radius * 0.55, MIDDLE),
    }
}

/// Fills a rectangle.
pub(super) fn fill(sheet: &mut Sheet, at: Point, size: Point, paint: Paint) {
    match paint {
        Paint::Plain(colour) => {
            sheet.rect(at, size, colour);
            if super::contrast(colour, PAPER) < 1.6 {
                sheet.outline(at, size, Stroke::solid(MIDDLE, 0.8));
            }
        }
        Paint::Hatched => sheet.hatched(at, size, Stroke::solid(MIDDLE, 0.8)),
    }
}

/// A range whose place within is not known.
pub(super) fn open_range(sheet: &mut Sheet, at: Point, size: Point) {
    sheet.rect(at, size, PAPER);
    sheet.outline(at, size, Stroke::dashed(MIDDLE, 1.0, 4.0, 3.0));
}

/// A diamond, for what stands outside the usual.
pub(super) fn diamond(sheet: &mut Sheet, (x, y): Point, radius: f64, colour: RGBColor) {
    sheet.area(vec![(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)], colour);
}

/// The head of an arrow with its point at a place, coming from a direction of length 1.
pub(super) fn arrow_head(sheet: &mut Sheet, tip: Point, (dx, dy): Point, length: f64, colour: RGBColor) {
    let back = (tip.0 - dx * length, tip.1 - dy * length);
    let half = length * 0.42;
    let sides = [(back.0 - dy * half, back.1 + dx * half), (back.0 + dy * half, back.1 - dx * half)];
    sheet.area(vec![tip, sides[0], sides[1]], colour);
}

/// A picture in the making: its sheet, and how far down it is filled.
pub(super) struct Frame {
    pub(super) sheet: Sheet,
    /// Where the next thing may begin.
    pub(super) top: f64,
}

impl Frame {
    /// With the title and the key drawn; items without text are left out.
    pub(super) fn new(caption: &Caption, key: &[(Sample, &str)]) -> Frame {
        let mut frame = Frame { sheet: Sheet::new(WIDTH), top: MARGIN };
        let title = if caption.is_beside { "" } else { caption.title.as_str() };
        for line in font::wrap(title, TITLE, WIDTH - 2.0 * MARGIN, 3) {
            frame.top += TITLE;
            frame.sheet.text((MARGIN, frame.top), &line, TITLE, INK, Side::Start);
            frame.top += 5.0;
        }
        frame.key(key);
        frame
    }

    fn key(&mut self, key: &[(Sample, &str)]) {
        let right = WIDTH - MARGIN;
        let mut x = MARGIN;
        let mut started = false;
        for (sample, text) in key.iter().filter(|k| !k.1.is_empty()) {
            let room = right - MARGIN - SAMPLE - 6.0;
            let text = font::cut(text, SMALL, room);
            let width = SAMPLE + 6.0 + font::width(&text, SMALL);
            if !started || x + width > right {
                self.top += if started { 18.0 } else { 14.0 };
                x = MARGIN;
                started = true;
            }
            self.sample((x, self.top), *sample);
            self.sheet.label((x + SAMPLE + 6.0, self.top), &text, SMALL, GREY, Side::Start);
            x += width + 16.0;
        }
        self.top += if started { 16.0 } else { 8.0 };
    }

    /// A sample, its box beginning at x and centred on y.
    fn sample(&mut self, (x, y): Point, sample: Sample) {
        let (middle, end) = ((x + SAMPLE / 2.0, y), (x + SAMPLE, y));
        let sheet = &mut self.sheet;
        match sample {
            Sample::Dot(d) => dot(sheet, middle, 6.0, d),
            Sample::Line(stroke) => sheet.line((x, y), end, stroke),
            Sample::Arrow => {
                sheet.line((x, y), (end.0 - 6.0, y), Stroke::solid(GREY, 1.2));
                arrow_head(sheet, end, (1.0, 0.0), 8.0, GREY);
            }
            Sample::Stub => {
                sheet.line((x + 8.0, y), (x + 18.0, y), Stroke::solid(GREY, 1.2));
                sheet.line((x + 18.0, y - 4.0), (x + 18.0, y + 4.0), Stroke::solid(GREY, 1.2));
                sheet.disc((x + 6.0, y), 4.0, BLUE);
            }
            Sample::Interval => {
                interval(sheet, x + 1.0, end.0 - 1.0, y, INK);
                sheet.disc(middle, 4.5, BLUE);
            }
            Sample::Band => sheet.rect((x, y - 5.0), (SAMPLE, 10.0), BAND),
            Sample::Open => open_range(sheet, (x, y - 5.0), (SAMPLE, 10.0)),
            Sample::Paint(paint) => fill(sheet, (x + 2.0, y - 6.0), (SAMPLE - 4.0, 12.0), paint),
            Sample::Diamond => diamond(sheet, middle, 6.0, VERMILLION),
            Sample::Spot(colour) => sheet.disc(middle, 4.5, colour),
            Sample::Number => {
                sheet.ring(middle, 8.0, MIDDLE, 0.8);
                sheet.label(middle, "3", 10.0, INK, Side::Middle);
            }
            Sample::Blank => {
                sheet.line((x + 4.0, y + 6.0), (end.0 - 4.0, y - 6.0), Stroke::solid(MIDDLE, 0.6));
                sheet.outline((x + 2.0, y - 6.0), (SAMPLE - 4.0, 12.0), Stroke::solid(MIDDLE, 0.8));
            }
            Sample::Ramp => {
                for (step, colour) in super::palette::RAMP.iter().enumerate() {
                    sheet.rect((x + step as f64 * SAMPLE / 5.0, y - 6.0), (SAMPLE / 5.0, 12.0), *colour);
                }
                sheet.outline((x, y - 6.0), (SAMPLE, 12.0), Stroke::solid(MIDDLE, 0.8));
            }
        }
    }

    /// The picture, with its note.
    pub(super) fn finish(mut self, caption: &Caption) -> Picture {
        self.top += 4.0;
        let note = if caption.is_beside { "" } else { caption.note.as_str() };
        for line in font::wrap(note, SMALL, WIDTH - 2.0 * MARGIN, 4) {
            self.top += SMALL + 4.0;
            self.sheet.text((MARGIN, self.top), &line, SMALL, GREY, Side::Start);
        }
        self.sheet.height = (self.top + MARGIN * 0.75).ceil();
        let description = if caption.description.is_empty() { &caption.note } else { &caption.description };
        Picture {
            name: caption.name.clone(),
            title: font::clean(&caption.title),
            description: font::clean(description),
            sheet: self.sheet,
        }
    }
}

/// A level line with a small bar at each end.
pub(super) fn interval(sheet: &mut Sheet, from: f64, to: f64, y: f64, colour: RGBColor) {
    let stroke = Stroke::solid(colour, 1.4);
    sheet.line((from, y), (to, y), stroke);
    for x in [from, to] {
        sheet.line((x, y - 4.0), (x, y + 4.0), stroke);
    }
}

/// A chart of more rows has them without names, a hair for each.
pub(crate) const MOST_NAMED: usize = 60;

/// The rows of a chart: labels at the left, a plot, texts at the right.
pub(super) struct Rows {
    pub(super) left: f64,
    pub(super) right: f64,
    /// Height of a row.
    pub(super) height: f64,
    /// Size of the labels.
    pub(super) size: f64,
}

impl Rows {
    /// Widths that suit these labels and these texts at the right.
    pub(super) fn new<'a>(labels: impl Iterator<Item = &'a str>, texts: impl Iterator<Item = &'a str>) -> Rows {
        let labels: Vec<&str> = labels.collect();
        let (height, size) = match labels.len() {
            0..=16 => (30.0, LABEL),
            17..=40 => (22.0, SMALL),
            41..=MOST_NAMED => (16.0, 11.0),
            _ => return Rows { left: MARGIN + 16.0, right: WIDTH - MARGIN - 26.0, height: 3.0, size: 0.0 },
        };
        let widest = |texts: &[&str]| texts.iter().map(|t| font::width(&font::clean(t), size)).fold(0.0, f64::max);
        let left = widest(&labels).clamp(60.0, 200.0);
        let right = widest(&texts.collect::<Vec<_>>()).min(150.0);
        Rows { left: MARGIN + left + 12.0, right: WIDTH - MARGIN - right - 12.0, height, size }
    }

    /// Whether the rows are too many to be named: a hair for each.
    pub(super) fn are_fine(&self) -> bool {
        self.height < 8.0
    }

    /// The label of a row whose middle is at y: one line, or two where there is room.
    pub(super) fn label(&self, sheet: &mut Sheet, y: f64, text: &str) {
        if self.are_fine() {
            return;
        }
        // The width of the longest, which rounding must not put beyond it.
        let room = self.left - 12.0 - MARGIN + 0.01;
        let fits = font::width(&font::clean(text), self.size) <= room;
        let two = !fits && self.height >= 2.0 * self.size;
        let size = if fits { self.size } else { self.size - 1.0 };
        let lines = font::wrap(text, size, room, if two { 2 } else { 1 });
        let first = y - (size + 2.0) * (lines.len() as f64 - 1.0) / 2.0;
        for (at, line) in lines.iter().enumerate() {
            sheet.label((self.left - 12.0, first + at as f64 * (size + 2.0)), line, size, INK, Side::End);
        }
    }

    /// The text at the right of a row.
    pub(super) fn text(&self, sheet: &mut Sheet, y: f64, text: &str) {
        if self.are_fine() {
            return;
        }
        let text = font::cut(text, self.size, WIDTH - MARGIN - self.right - 12.0 + 1.0);
        sheet.label((self.right + 12.0, y), &text, self.size, INK, Side::Start);
    }

    /// Where a share from 0 to 1 stands.
    pub(super) fn x(&self, share: f64) -> f64 {
        self.left + (self.right - self.left) * share.clamp(0.0, 1.0)
    }
}

/// Upright lines with their texts under them, and the axis title; gives where the next thing may begin.
pub(super) fn level_axis(sheet: &mut Sheet, rows: &Rows, axis: &Axis, largest: f64, top: f64, bottom: f64) -> f64 {
    let largest = if largest > 0.0 { largest } else { 1.0 };
    let mut free = f64::NEG_INFINITY;
    for (value, text) in &axis.ticks {
        let x = rows.x(value / largest);
        sheet.line((x, top), (x, bottom), Stroke::solid(PALE, 1.0));
        let half = font::width(text, SMALL) / 2.0;
        if x - half > free {
            sheet.text((x, bottom + 15.0), text, SMALL, GREY, Side::Middle);
            free = x + half + 4.0;
        }
    }
    let mut next = bottom + if axis.ticks.is_empty() { 4.0 } else { 20.0 };
    if !axis.title.is_empty() {
        let room = WIDTH - 2.0 * MARGIN;
        let text = font::cut(&axis.title, SMALL, room);
        let half = font::width(&text, SMALL) / 2.0;
        let middle = f64::midpoint(rows.left, rows.right).min(WIDTH - MARGIN - half).max(MARGIN + half);
        sheet.text((middle, next + 12.0), &text, SMALL, GREY, Side::Middle);
        next += 17.0;
    }
    next
}
