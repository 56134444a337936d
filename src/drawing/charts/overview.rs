//! A disc per school: the first picture of a group that is too large to draw person by person.

use crate::drawing::frame::{Caption, Frame, MARGIN, Paint, Sample};
use crate::drawing::palette::{INK, MIDDLE, PAPER};
use crate::drawing::sheet::{Side, Stroke};
use crate::drawing::{Picture, WIDTH, font, ink_on, shade};
use plotters::style::RGBColor;

/// One school.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Disc {
    /// The school's name.
    pub label: String,
    /// How dark, 0 to 1; none when it is not known or not shown.
    pub shade: Option<f64>,
    /// Stands in the disc.
    pub number: String,
    /// Size of the school from 0 to 1, largest 1: the disc's area follows it.
    pub size: f64,
}

/// A disc per school.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Overview {
    /// Title and note.
    pub caption: Caption,
    /// In the order in which they are shown, row by row.
    pub discs: Vec<Disc>,
    /// Says what dark means.
    pub key_shade: String,
    /// Says what the number is.
    pub key_number: String,
    /// Says what an empty disc is.
    pub key_unknown: String,
}

/// A disc at its place.
struct Placed<'a> {
    disc: &'a Disc,
    centre: (f64, f64),
    radius: f64,
    ground: RGBColor,
}

/// Draws the discs.
pub fn overview(data: &Overview) -> Picture {
    let number = data.discs.iter().find(|d| !d.number.is_empty());
    let mut key = vec![(Sample::Ramp, data.key_shade.as_str())];
    if number.is_some() {
        key.push((Sample::Number, data.key_number.as_str()));
    }
    if data.discs.iter().any(|d| d.shade.is_none()) {
        key.push((Sample::Paint(Paint::Hatched), data.key_unknown.as_str()));
    }
    let mut frame = Frame::new(&data.caption, &key);
    let (columns, largest, size, lines) = match data.discs.len() {
        0..=12 => (4, 30.0, 12.0, 2),
        13..=40 => (6, 27.0, 11.0, 2),
        41..=160 => (8, 20.0, 10.0, 2),
        _ => (10, 15.0, 9.5, 1),
    };
    let cell = (WIDTH - 2.0 * MARGIN) / f64::from(columns);
    let height = 2.0 * largest + f64::from(lines) * (size + 2.0) + 14.0;
    let top = frame.top;
    let sheet = &mut frame.sheet;
    let number_size = (largest * 0.64).clamp(9.5, 14.0);
    let mut placed: Vec<Placed<'_>> = Vec::new();
    for (at, disc) in data.discs.iter().enumerate() {
        let at = at as u32;
        let x = MARGIN + (f64::from(at % columns) + 0.5) * cell;
        let y = top + f64::from(at / columns) * height + largest + 2.0;
        let size_share = if disc.size > 0.0 { disc.size.min(1.0) } else { 1.0 };
        let least = (font::width(&disc.number, number_size) / 2.0 + 3.0).min(largest);
        // Few sizes: marks of one look are said together.
        let radius = (largest * size_share.sqrt()).max(least).max(6.0).round();
        let ground = disc.shade.and_then(shade).unwrap_or(PAPER);
        placed.push(Placed { disc, centre: (x, y), radius, ground });
    }
    let mut by_look: Vec<&Placed<'_>> = placed.iter().collect();
    by_look.sort_by(|a, b| a.radius.total_cmp(&b.radius));
    by_look.iter().for_each(|p| sheet.disc(p.centre, p.radius + 0.4, MIDDLE));
    by_look.sort_by_key(|p| (p.ground.0, p.ground.1, p.ground.2));
    by_look.iter().for_each(|p| sheet.disc(p.centre, p.radius - 0.4, p.ground));
    placed.iter().filter(|p| p.disc.shade.is_none()).for_each(|p| slanted(sheet, p.centre, p.radius));
    by_look.sort_by_key(|p| ink_on(p.ground).0);
    for p in by_look.iter().filter(|p| !p.disc.number.is_empty()) {
        let (x, y) = p.centre;
        if p.disc.shade.is_none() {
            let width = font::width(&p.disc.number, number_size);
            sheet.rect((x - width / 2.0 - 1.0, y - number_size / 2.0), (width + 2.0, number_size), PAPER);
        }
        sheet.label((x, y), &p.disc.number, number_size, ink_on(p.ground), Side::Middle);
    }
    for p in &placed {
        let mut base = p.centre.1 + largest + size + 2.0;
        for line in font::wrap(&p.disc.label, size, cell - 6.0, lines as usize) {
            sheet.text((p.centre.0, base), &line, size, INK, Side::Middle);
            base += size + 2.0;
        }
    }
    let rows = (data.discs.len() as u32).div_ceil(columns);
    frame.top = top + f64::from(rows) * height;
    frame.finish(&data.caption)
}

/// Slanted lines within a disc.
fn slanted(sheet: &mut crate::drawing::sheet::Sheet, (x, y): (f64, f64), radius: f64) {
    let mut across = -radius + 4.0;
    while across < radius {
        // A line at 45 degrees, so far from the middle, cuts the circle at half a chord either way.
        let half = (radius * radius - across * across).max(0.0).sqrt();
        let unit = std::f64::consts::FRAC_1_SQRT_2;
        let (mx, my) = (x + across * unit, y + across * unit);
        let from = (mx - half * unit, my + half * unit);
        let to = (mx + half * unit, my - half * unit);
        sheet.line(from, to, Stroke::solid(MIDDLE, 0.8));
        across += 4.0;
    }
}
