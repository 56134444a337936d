//! A drawing backend for plotters that paints on a sheet of numbered colours, as a picture of few colours wants it.
//!
//! A letter is painted once for each size and then only put down; lines, discs and areas are spans of whole rows. An
//! edge is smooth because four samples become one pixel (see [`super::png`]), a letter also because half a sample is.

use super::font;
use super::sheet::{Point, Surface};
use plotters::style::ShapeStyle;
use plotters::style::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontTransform,
};
use std::collections::BTreeMap;
use std::convert::Infallible;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// A colour is known by one byte.
pub(super) const MOST: usize = 256;

/// The number of the colour that is nearest to another.
pub(super) fn nearest(colours: &[[u8; 3]], to: [u8; 3]) -> u8 {
    let apart = |c: &[u8; 3]| -> u32 { c.iter().zip(to).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum() };
    colours.iter().enumerate().min_by_key(|(_, c)| apart(c)).map_or(0, |(at, _)| at as u8)
}

/// A sheet of numbered colours.
pub(super) struct Raster<'a> {
    width: usize,
    height: usize,
    /// For each sample the number of its colour, row by row.
    samples: &'a mut [u8],
    /// The colours by number.
    pub(super) colours: Vec<[u8; 3]>,
    /// Halfway between two colours: the number of that.
    halfway: BTreeMap<(u8, u8), u8>,
    /// Where the polygon that is being painted begins and ends in each row.
    ends: Vec<(f64, f64)>,
}

impl<'a> Raster<'a> {
    /// A white sheet; `samples` is as long as it is wide times high.
    pub(super) fn new((width, height): (u32, u32), samples: &'a mut [u8]) -> Raster<'a> {
        samples.fill(0);
        let (width, height) = (width as usize, height as usize);
        Raster { width, height, samples, colours: vec![[255; 3]], halfway: BTreeMap::new(), ends: Vec::new() }
    }

    /// The number of a colour; beyond what a byte can number the nearest that there is.
    fn number(&mut self, rgb: [u8; 3]) -> u8 {
        if let Some(known) = self.colours.iter().position(|c| *c == rgb) {
            return known as u8;
        }
        if self.colours.len() < MOST {
            self.colours.push(rgb);
            return (self.colours.len() - 1) as u8;
        }
        nearest(&self.colours, rgb)
    }

    fn of(&mut self, colour: BackendColor) -> u8 {
        let (r, g, b) = colour.rgb;
        self.number([r, g, b])
    }

    /// From one sample of a row up to another, which is left out.
    fn span(&mut self, row: usize, from: i32, to: i32, colour: u8) {
        let (from, to) = (from.max(0) as usize, (to.max(0) as usize).min(self.width));
        if row < self.height && from < to {
            self.samples[row * self.width + from..row * self.width + to].fill(colour);
        }
    }

    /// A polygon that no straight line enters twice: samples whose middle is within.
    fn convex(&mut self, corners: &[Point], colour: u8) {
        let low = corners.iter().map(|p| p.1).fold(f64::INFINITY, f64::min);
        let high = corners.iter().map(|p| p.1).fold(f64::NEG_INFINITY, f64::max);
        let first = (low - 0.5).ceil().max(0.0) as usize;
        let end = ((high - 0.5).ceil().max(0.0) as usize).min(self.height);
        if first >= end {
            return;
        }
        self.ends.clear();
        self.ends.resize(end - first, (f64::INFINITY, f64::NEG_INFINITY));
        for (at, &a) in corners.iter().enumerate() {
            let b = corners[(at + 1) % corners.len()];
            let (top, foot) = if a.1 <= b.1 { (a, b) } else { (b, a) };
            let from = ((top.1 - 0.5).ceil().max(0.0) as usize).max(first);
            let to = ((foot.1 - 0.5).ceil().max(0.0) as usize).min(end);
            if from >= to {
                continue;
            }
            let slope = (foot.0 - top.0) / (foot.1 - top.1);
            let mut x = top.0 + (from as f64 + 0.5 - top.1) * slope;
            for ends in &mut self.ends[from - first..to - first] {
                ends.0 = ends.0.min(x);
                ends.1 = ends.1.max(x);
                x += slope;
            }
        }
        let ends = std::mem::take(&mut self.ends);
        for (row, &(left, right)) in ends.iter().enumerate() {
            self.span(first + row, (left - 0.5).ceil() as i32, (right - 0.5).ceil() as i32, colour);
        }
        self.ends = ends;
    }

    /// Any polygon, by the rule of even and odd.
    fn polygon(&mut self, corners: &[Point], colour: u8) {
        let low = corners.iter().map(|p| p.1).fold(f64::INFINITY, f64::min);
        let high = corners.iter().map(|p| p.1).fold(f64::NEG_INFINITY, f64::max);
        let mut crossings: Vec<f64> = Vec::new();
        for row in low.max(0.0) as usize..(high.max(0.0).ceil() as usize).min(self.height) {
            let y = row as f64 + 0.5;
            crossings.clear();
            for (at, &a) in corners.iter().enumerate() {
                let b = corners[(at + 1) % corners.len()];
                if (a.1 <= y) != (b.1 <= y) {
                    crossings.push(a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0));
                }
            }
            crossings.sort_by(f64::total_cmp);
            for pair in crossings.chunks_exact(2) {
                self.span(row, (pair[0] - 0.5).ceil() as i32, (pair[1] - 0.5).ceil() as i32, colour);
            }
        }
    }

    /// What lies between two circles about a sample's corner.
    fn circle(&mut self, centre: BackendCoord, outer: f64, inner: f64, colour: u8) {
        let reach = outer.ceil() as i32;
        for dy in -reach..reach {
            let across = f64::from(dy) + 0.5;
            let half = |radius: f64| (radius * radius - across * across).max(0.0).sqrt().round() as i32;
            let (far, near) = (half(outer), half(inner));
            let Ok(row) = usize::try_from(centre.1 + dy) else { continue };
            self.span(row, centre.0 - far, centre.0 - near, colour);
            self.span(row, centre.0 + near, centre.0 + far, colour);
        }
    }

    /// A letter, the middle of its base line's beginning at a sample.
    fn letter(&mut self, letter: &font::Letter, at: BackendCoord, upward: bool, ink: u8) {
        let mut last = (0, 0);
        let mut last_set = false;
        for (dy, line) in (letter.top..).zip(letter.cover.chunks_exact(letter.width.max(1))) {
            for (dx, &cover) in (letter.left..).zip(line) {
                if cover == 0 {
                    continue;
                }
                let (x, y) = if upward { (at.0 + dy, at.1 - dx) } else { (at.0 + dx, at.1 + dy) };
                let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { continue };
                if x >= self.width || y >= self.height {
                    continue;
                }
                let slot = y * self.width + x;
                let ground = self.samples[slot];
                self.samples[slot] = if cover > 1 {
                    ink
                } else {
                    if !last_set || last.0 != ground {
                        last = (ground, self.between(ground, ink));
                        last_set = true;
                    }
                    last.1
                };
            }
        }
    }

    fn between(&mut self, ground: u8, ink: u8) -> u8 {
        if let Some(&known) = self.halfway.get(&(ground, ink)) {
            return known;
        }
        let (a, b) = (self.colours[ground as usize], self.colours[ink as usize]);
        let number = self.number([0, 1, 2].map(|c| u8::midpoint(a[c], b[c])));
        self.halfway.insert((ground, ink), number);
        number
    }
}

impl DrawingBackend for Raster<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.width as u32, self.height as u32)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Drawn {
        let colour = self.of(colour);
        usize::try_from(at.1).into_iter().for_each(|row| self.span(row, at.0, at.0 + 1, colour));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        if !fill {
            return plotters_backend::rasterizer::draw_rect(self, from, to, style, fill);
        }
        let colour = self.of(style.color());
        (from.1.max(0)..to.1).for_each(|y| self.span(y as usize, from.0, to.0, colour));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let corners: Vec<Point> = path.into_iter().map(|p| (f64::from(p.0), f64::from(p.1))).collect();
        let colour = self.of(style.color());
        self.polygon(&corners, colour);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let colour = self.of(style.color());
        let (radius, half) = (f64::from(radius), f64::from(style.stroke_width()) / 2.0);
        if fill {
            self.circle(centre, radius, 0.0, colour);
        } else {
            self.circle(centre, radius + half, radius - half, colour);
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, pos: BackendCoord) -> Drawn {
        let ink = self.of(style.color());
        let upward = matches!(style.transform(), FontTransform::Rotate270);
        font::set(text, style.size(), |letters, width| {
            let before = match style.anchor().h_pos {
                HPos::Left => 0.0,
                HPos::Center => width / 2.0,
                HPos::Right => width,
            };
            // plotters calls the top what lies half a font size above the base line.
            let half = (style.size() / 2.0).round() as i32;
            for (letter, along) in letters {
                let along = (along - before).round() as i32;
                let at = if upward { (pos.0 + half, pos.1 - along) } else { (pos.0 + along, pos.1 + half) };
                self.letter(letter, at, upward, ink);
            }
        });
        Ok(())
    }
}

impl Surface for Raster<'_> {
    fn solid_line(&mut self, from: BackendCoord, to: BackendCoord, style: ShapeStyle) -> Drawn {
        let (dx, dy) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
        let length = dx.hypot(dy);
        if length < 0.5 {
            return Ok(());
        }
        let half = f64::from(style.stroke_width) / 2.0;
        let (x, y) = (-dy / length * half, dx / length * half);
        let corner = |p: BackendCoord, side: f64| (f64::from(p.0) + side * x, f64::from(p.1) + side * y);
        let colour = self.of(BackendStyle::color(&style));
        self.convex(&[corner(from, 1.0), corner(to, 1.0), corner(to, -1.0), corner(from, -1.0)], colour);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn painted(paint: impl Fn(&mut Raster<'_>)) -> Vec<String> {
        let mut samples = vec![9; 48];
        let mut raster = Raster::new((8, 6), &mut samples);
        raster.number([0, 0, 0]);
        paint(&mut raster);
        samples.chunks(8).map(|row| row.iter().map(|s| if *s == 0 { '.' } else { '#' }).collect()).collect()
    }

    #[test]
    fn an_area_covers_the_samples_whose_middle_is_within() {
        let square = [(1.0, 1.0), (4.6, 1.0), (4.6, 3.4), (1.0, 3.4)];
        let expected = ["........", ".####...", ".####...", "........", "........", "........"];
        assert_eq!(painted(|r| r.convex(&square, 1)), expected);
        assert_eq!(painted(|r| r.polygon(&square, 1)), expected);
    }

    #[test]
    fn what_lies_outside_the_sheet_is_left_out() {
        let wide = painted(|r| r.convex(&[(-5.0, -3.0), (20.0, -3.0), (20.0, 1.0), (-5.0, 1.0)], 1));
        assert_eq!(wide[0], "########");
        assert_eq!(wide[1], "........");
        assert!(painted(|r| r.circle((0, 0), 2.0, 0.0, 1))[0].starts_with("##."));
    }

    #[test]
    fn a_hollow_polygon_stays_hollow_and_a_ring_has_a_hole() {
        let bow = [(0.0, 0.0), (8.0, 0.0), (8.0, 6.0), (6.0, 6.0), (6.0, 2.0), (2.0, 2.0), (2.0, 6.0), (0.0, 6.0)];
        assert_eq!(painted(|r| r.polygon(&bow, 1))[4], "##....##");
        let ring = painted(|r| r.circle((4, 3), 3.0, 1.0, 1));
        assert_eq!(ring[2], ".##..##.");
    }

    #[test]
    fn the_two_hundred_fifty_seventh_colour_is_the_nearest_that_there_is() {
        let mut samples = vec![0; 4];
        let mut raster = Raster::new((2, 2), &mut samples);
        for red in 0..255 {
            raster.number([red, 0, 0]);
        }
        assert_eq!(raster.colours.len(), MOST);
        let nearest = raster.number([9, 1, 0]);
        assert_eq!(raster.colours[nearest as usize], [9, 0, 0]);
    }
}
