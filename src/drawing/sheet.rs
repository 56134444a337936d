//! A sheet of marks in CSS pixels, and how plotters puts it on a drawing backend.

use super::font;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontTransform, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::{BackendCoord, DrawingBackend, DrawingErrorKind};

pub(super) type Point = (f64, f64);

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    pub(super) colour: RGBColor,
    pub(super) width: f64,
    /// Length of a dash and of the gap behind it.
    pub(super) dash: Option<(f64, f64)>,
}

impl Stroke {
    pub(super) const fn solid(colour: RGBColor, width: f64) -> Stroke {
        Stroke { colour, width, dash: None }
    }

    pub(super) const fn dashed(colour: RGBColor, width: f64, dash: f64, gap: f64) -> Stroke {
        Stroke { colour, width, dash: Some((dash, gap)) }
    }
}

/// Which end of a text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Side {
    Start,
    Middle,
    End,
}

/// Something on the sheet.
#[derive(Debug, Clone)]
enum Mark {
    Line(Point, Point, Stroke),
    Area(Vec<Point>, RGBColor),
    Rect(Point, Point, RGBColor),
    /// Its corners, in the middle of its line.
    Outline(Point, Point, Stroke),
    Disc(Point, f64, RGBColor),
    Ring(Point, f64, RGBColor, f64),
    Text {
        at: Point,
        text: String,
        size: f64,
        ink: RGBColor,
        side: Side,
        upward: bool,
    },
}

/// A sheet of marks, drawn in the order in which they came.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) width: f64,
    pub(super) height: f64,
    marks: Vec<Mark>,
}

/// A backend that may know wide lines and dashes by itself; for the others they are areas, one by one.
pub(super) trait Surface: DrawingBackend {
    /// A line as an area, its corners on the nearest pixels: plotters cuts them off, and the width comes out uneven.
    fn solid_line(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: ShapeStyle,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        let (dx, dy) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
        let length = dx.hypot(dy);
        if length < 0.5 {
            return Ok(());
        }
        let half = f64::from(style.stroke_width) / 2.0;
        let (across_x, across_y) = (-dy / length * half, dx / length * half);
        let corner = |p: BackendCoord, side: f64| {
            let (x, y) = (f64::from(p.0) + side * across_x, f64::from(p.1) + side * across_y);
            (x.round() as i32, y.round() as i32)
        };
        self.fill_polygon([corner(from, 1.0), corner(to, 1.0), corner(to, -1.0), corner(from, -1.0)], &style)
    }

    fn dashed_line(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: ShapeStyle,
        (dash, gap): (f64, f64),
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        let (dx, dy) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
        let length = dx.hypot(dy);
        let along = |t: f64| {
            let t = (t / length).min(1.0);
            ((f64::from(from.0) + t * dx).round() as i32, (f64::from(from.1) + t * dy).round() as i32)
        };
        let mut done = 0.0;
        while done < length {
            self.solid_line(along(done), along(done + dash), style)?;
            done += (dash + gap).max(1.0);
        }
        Ok(())
    }

    /// The outline of a rectangle, the middle of its line on these corners.
    fn outline(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: ShapeStyle,
        dash: Option<(f64, f64)>,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        // Two sides reach over the corners.
        let h = (style.stroke_width / 2).cast_signed();
        for (a, b) in [
            ((from.0 - h, from.1), (to.0 + h, from.1)),
            ((to.0, from.1 - h), (to.0, to.1 + h)),
            ((to.0 + h, to.1), (from.0 - h, to.1)),
            ((from.0, to.1 + h), (from.0, from.1 - h)),
        ] {
            match dash {
                Some(dash) => self.dashed_line(a, b, style, dash)?,
                None => self.solid_line(a, b, style)?,
            }
        }
        Ok(())
    }
}

impl Sheet {
    pub(super) fn new(width: f64) -> Sheet {
        Sheet { width, height: 0.0, marks: Vec::new() }
    }

    /// Width and height in pixels at a scale.
    pub(super) fn size(&self, scale: f64) -> (u32, u32) {
        ((self.width * scale).round() as u32, (self.height * scale).round() as u32)
    }

    /// How many marks are on it.
    pub(super) fn marks(&self) -> usize {
        self.marks.len()
    }

    pub(super) fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.marks.push(Mark::Line(from, to, stroke));
    }

    pub(super) fn polyline(&mut self, points: &[Point], stroke: Stroke) {
        for pair in points.windows(2) {
            self.line(pair[0], pair[1], stroke);
        }
    }

    pub(super) fn area(&mut self, points: Vec<Point>, fill: RGBColor) {
        self.marks.push(Mark::Area(points, fill));
    }

    pub(super) fn rect(&mut self, at: Point, size: Point, fill: RGBColor) {
        self.marks.push(Mark::Rect(at, size, fill));
    }

    /// The outline of a rectangle, drawn inside its edge.
    pub(super) fn outline(&mut self, at: Point, size: Point, stroke: Stroke) {
        let h = stroke.width / 2.0;
        let other = (at.0 + size.0 - h, at.1 + size.1 - h);
        self.marks.push(Mark::Outline((at.0 + h, at.1 + h), other, stroke));
    }

    /// A rectangle filled with slanted lines and outlined: for what is not known.
    pub(super) fn hatched(&mut self, at: Point, size: Point, stroke: Stroke) {
        const STEP: f64 = 5.0;
        let (w, h) = size;
        let mut t = STEP;
        while t < w + h {
            let low = if t <= h { (at.0, at.1 + t) } else { (at.0 + t - h, at.1 + h) };
            let high = if t <= w { (at.0 + t, at.1) } else { (at.0 + w, at.1 + t - w) };
            self.line(low, high, stroke);
            t += STEP;
        }
        self.outline(at, size, stroke);
    }

    pub(super) fn disc(&mut self, centre: Point, radius: f64, fill: RGBColor) {
        self.marks.push(Mark::Disc(centre, radius, fill));
    }

    pub(super) fn ring(&mut self, centre: Point, radius: f64, colour: RGBColor, width: f64) {
        self.marks.push(Mark::Ring(centre, radius, colour, width));
    }

    /// A text with its base line at the point.
    pub(super) fn text(&mut self, at: Point, text: &str, size: f64, ink: RGBColor, side: Side) {
        self.write(at, text, size, ink, side, false);
    }

    /// A text centred in height on the point.
    pub(super) fn label(&mut self, at: Point, text: &str, size: f64, ink: RGBColor, side: Side) {
        self.write((at.0, at.1 + size * font::CAPITAL / 2.0), text, size, ink, side, false);
    }

    /// A text that reads upward, its base line at the point.
    pub(super) fn upward(&mut self, at: Point, text: &str, size: f64, ink: RGBColor, side: Side) {
        self.write(at, text, size, ink, side, true);
    }

    fn write(&mut self, at: Point, text: &str, size: f64, ink: RGBColor, side: Side, upward: bool) {
        let text = font::clean(text);
        if !text.trim().is_empty() {
            self.marks.push(Mark::Text { at, text, size, ink, side, upward });
        }
    }

    /// Puts the marks on a backend, so many of its units to a CSS pixel.
    pub(super) fn draw_on<S: Surface>(&self, on: &mut S, scale: f64) -> Result<(), DrawingErrorKind<S::ErrorType>> {
        let px = |v: f64| (v * scale).round() as i32;
        let at = |p: Point| (px(p.0), px(p.1));
        let style = |colour: RGBColor, width: f64| ShapeStyle {
            color: colour.into(),
            filled: true,
            stroke_width: px(width).max(1) as u32,
        };
        on.ensure_prepared()?;
        on.draw_rect((0, 0), at((self.width, self.height)), &style(super::palette::PAPER, 1.0), true)?;
        for mark in &self.marks {
            match mark {
                Mark::Line(from, to, stroke) => {
                    let style = style(stroke.colour, stroke.width);
                    match stroke.dash {
                        Some((dash, gap)) => on.dashed_line(at(*from), at(*to), style, (dash * scale, gap * scale))?,
                        None => on.solid_line(at(*from), at(*to), style)?,
                    }
                }
                Mark::Area(points, fill) => on.fill_polygon(points.iter().map(|p| at(*p)), &style(*fill, 1.0))?,
                Mark::Rect(corner, size, fill) => {
                    let other = at((corner.0 + size.0, corner.1 + size.1));
                    on.draw_rect(at(*corner), other, &style(*fill, 1.0), true)?;
                }
                Mark::Outline(from, to, stroke) => {
                    let dash = stroke.dash.map(|(dash, gap)| (dash * scale, gap * scale));
                    on.outline(at(*from), at(*to), style(stroke.colour, stroke.width), dash)?;
                }
                Mark::Disc(centre, radius, fill) => {
                    on.draw_circle(at(*centre), px(*radius).max(1) as u32, &style(*fill, 1.0), true)?;
                }
                Mark::Ring(centre, radius, colour, width) => {
                    on.draw_circle(at(*centre), px(*radius).max(1) as u32, &style(*colour, *width), false)?;
                }
                Mark::Text { at: base, text, size, ink, side, upward } => {
                    let font = font::at((size * scale).round());
                    // plotters puts the base line half a font size below the point that it calls the top.
                    let half = (font.get_size() / 2.0).round() as i32;
                    let (x, y) = at(*base);
                    let pos = if *upward { (x - half, y) } else { (x, y - half) };
                    let font = font.transform(if *upward { FontTransform::Rotate270 } else { FontTransform::None });
                    let h = match side {
                        Side::Start => HPos::Left,
                        Side::Middle => HPos::Center,
                        Side::End => HPos::Right,
                    };
                    let style = TextStyle::from(font).color(ink).pos(Pos::new(h, VPos::Top));
                    on.draw_text(text, &style, pos)?;
                }
            }
        }
        on.present()
    }
}

#[cfg(test)]
impl Sheet {
    /// Texts that are not wholly inside the sheet.
    pub(super) fn texts_outside(&self) -> Vec<String> {
        let mut outside = Vec::new();
        for mark in &self.marks {
            let Mark::Text { at, text, size, side, upward, .. } = mark else { continue };
            let width = font::width(text, *size);
            let before = match side {
                Side::Start => 0.0,
                Side::Middle => width / 2.0,
                Side::End => width,
            };
            let (low, high) = if *upward {
                ((at.0 - size * 0.8, at.1 - (width - before)), (at.0 + size * 0.25, at.1 + before))
            } else {
                ((at.0 - before, at.1 - size * 0.8), (at.0 + width - before, at.1 + size * 0.25))
            };
            if low.0 < 0.0 || low.1 < 0.0 || high.0 > self.width || high.1 > self.height {
                outside.push(text.clone());
            }
        }
        outside
    }
}
