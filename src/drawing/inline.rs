//! A drawing backend for plotters that writes SVG to stand inside a page, as short as it can be said.
//!
//! A report by mail has a budget, and pictures are most of it. Looks are named once in the page's style sheet and
//! not with every mark; places are halves of a CSS pixel and widths quarters; lines that begin where the last one
//! ended go on from there; a disc is a line without length and with round ends. That a line is not filled, has round
//! corners and stands on white is said once for all by the page's style sheet.

use super::font;
use super::sheet::{Sheet, Side, Surface};
use super::svg::escaped;
use plotters::style::text_anchor::HPos;
use plotters::style::{FontTransform, ShapeStyle};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use rustc_hash::FxHashMap;
use std::convert::Infallible;
use std::fmt::Write;

/// Units to a CSS pixel in which the marks come, for their widths.
const FINE: f64 = 4.0;
/// Such units to one of the drawing.
const COARSE: i32 = 2;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// How marks look, in the units in which they come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Look {
    Filled(Rgb),
    Line(Rgb, u32),
    /// With the lengths of a dash and of the gap behind it.
    Dashed(Rgb, u32, (u32, u32)),
    /// As wide as it is across.
    Disc(Rgb, u32),
    /// With its size, and which end stands at its place.
    Text(Rgb, u32, Side),
}

type Rgb = (u8, u8, u8);

impl Look {
    fn filled<S: BackendStyle>(style: &S) -> Look {
        Look::Filled(style.color().rgb)
    }

    fn line<S: BackendStyle>(style: &S) -> Look {
        Look::Line(style.color().rgb, style.stroke_width())
    }

    fn dashed<S: BackendStyle>(style: &S, (dash, gap): (f64, f64)) -> Look {
        Look::Dashed(style.color().rgb, style.stroke_width(), (dash.round() as u32, gap.round() as u32))
    }

    /// The rule in the page's style sheet.
    fn rule(self) -> String {
        let stroke = |rgb: Rgb, fine: u32| format!("stroke:{};stroke-width:{}", hex(rgb), width(fine));
        match self {
            Look::Filled(rgb) => format!("fill:{}", hex(rgb)),
            Look::Line(rgb, fine) => stroke(rgb, fine),
            Look::Dashed(rgb, fine, (dash, gap)) => {
                format!("{};stroke-dasharray:{} {}", stroke(rgb, fine), width(dash), width(gap))
            }
            Look::Disc(rgb, fine) => format!("{};stroke-linecap:round", stroke(rgb, fine)),
            Look::Text(rgb, size, end) => {
                let anchor = match end {
                    Side::Start => "",
                    Side::Middle => ";text-anchor:middle",
                    Side::End => ";text-anchor:end",
                };
                format!("fill:{};font-size:{}px{anchor}", hex(rgb), width(size))
            }
        }
    }
}

/// The looks of the pictures of one page, each under a short name.
#[derive(Debug, Clone, Default)]
pub struct Styles {
    rules: Vec<String>,
    /// The rule of each look that was met.
    names: FxHashMap<Look, usize>,
}

impl Styles {
    /// The rules to put into the page's style sheet.
    pub fn css(&self) -> String {
        let mut css = String::new();
        for (at, rule) in self.rules.iter().enumerate() {
            let _ = writeln!(css, ".s{at}{{{rule}}}");
        }
        css
    }

    fn name(&mut self, look: Look) -> usize {
        *self.names.entry(look).or_insert_with(|| {
            let rule = look.rule();
            self.rules.iter().position(|r| *r == rule).unwrap_or_else(|| {
                self.rules.push(rule);
                self.rules.len() - 1
            })
        })
    }
}

/// The marks of a sheet, without the `<svg>` around them, and their width and height.
pub(super) fn marks(sheet: &Sheet, styles: &mut Styles) -> (String, (u32, u32)) {
    let (width, height) = sheet.size(FINE / f64::from(COARSE));
    let mut surface = Inline { size: sheet.size(FINE), body: String::new(), open: Open::Nothing, pen: None, styles };
    // Nothing in this backend can fail: it writes to memory, and texts are placed without the font.
    let _ = sheet.draw_on(&mut surface, FINE);
    (surface.body, (width, height))
}

/// The element that is still open for more marks of its look.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Open {
    Nothing,
    Path(usize),
    Texts(usize),
}

struct Inline<'a> {
    size: (u32, u32),
    body: String,
    open: Open,
    /// Where the pen is in the open path.
    pen: Option<BackendCoord>,
    styles: &'a mut Styles,
}

fn hex((r, g, b): Rgb) -> String {
    let full = format!("{r:02x}{g:02x}{b:02x}");
    let digits: Vec<char> = full.chars().collect();
    if digits.chunks(2).all(|pair| pair[0] == pair[1]) {
        format!("#{}{}{}", digits[0], digits[2], digits[4])
    } else {
        format!("#{full}")
    }
}

/// A width in units of the drawing.
fn width(fine: u32) -> f64 {
    f64::from(fine) / f64::from(COARSE)
}

/// How many letters a whole number takes.
fn letters(number: i32) -> usize {
    usize::from(number < 0) + number.unsigned_abs().checked_ilog10().map_or(1, |tens| tens as usize + 1)
}

/// The place of the drawing that is nearest.
fn place((x, y): BackendCoord) -> BackendCoord {
    let near = |v: i32| (v + COARSE / 2).div_euclid(COARSE);
    (near(x), near(y))
}

impl Inline<'_> {
    fn close(&mut self) {
        self.body.push_str(match self.open {
            Open::Nothing => "",
            Open::Path(_) => "\"/>",
            Open::Texts(_) => "</g>\n",
        });
        self.open = Open::Nothing;
        self.pen = None;
    }

    fn path(&mut self, look: Look) {
        let look = self.styles.name(look);
        if self.open != Open::Path(look) {
            self.close();
            let _ = write!(self.body, "<path class=s{look} d=\"");
            self.open = Open::Path(look);
        }
    }

    fn texts(&mut self, look: Look) {
        let look = self.styles.name(look);
        if self.open != Open::Texts(look) {
            self.close();
            let _ = write!(self.body, "<g class=s{look}>");
            self.open = Open::Texts(look);
        }
    }

    fn pair(&mut self, command: char, (x, y): BackendCoord) {
        let _ = write!(self.body, "{command}{x}{}{y}", if y < 0 { "" } else { " " });
    }

    /// Lifts the pen to a point, if it is not there.
    fn go(&mut self, to: BackendCoord) {
        match self.pen {
            None => self.pair('M', to),
            Some(pen) if pen == to => {}
            Some(pen) => {
                let by = (to.0 - pen.0, to.1 - pen.1);
                // The shorter way to say it.
                let length = |(x, y): BackendCoord| letters(x) + letters(y) + usize::from(y >= 0);
                if length(by) <= length(to) { self.pair('m', by) } else { self.pair('M', to) }
            }
        }
        self.pen = Some(to);
    }

    /// A line from where the pen is.
    fn draw(&mut self, to: BackendCoord) {
        let from = self.pen.unwrap_or(to);
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        match (dx, dy) {
            (_, 0) => {
                let _ = write!(self.body, "h{dx}");
            }
            (0, _) => {
                let _ = write!(self.body, "v{dy}");
            }
            _ => self.pair('l', (dx, dy)),
        }
        self.pen = Some(to);
    }

    /// A line, from whichever end the pen is at.
    fn line(&mut self, from: BackendCoord, to: BackendCoord) {
        let (from, to) = if self.pen == Some(to) { (to, from) } else { (from, to) };
        self.go(from);
        self.draw(to);
    }

    fn boxed(&mut self, from: BackendCoord, to: BackendCoord) {
        self.go(from);
        let (w, h) = (to.0 - from.0, to.1 - from.1);
        let _ = write!(self.body, "h{w}v{h}h{}z", -w);
    }

    fn trail<I: IntoIterator<Item = BackendCoord>>(&mut self, path: I) {
        let mut points = path.into_iter();
        if let Some(first) = points.next() {
            self.go(first);
            points.for_each(|p| self.draw(p));
        }
    }
}

impl DrawingBackend for Inline<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        self.close();
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Drawn {
        self.path(Look::Filled(colour.rgb));
        let at = place(at);
        self.boxed(at, (at.0 + 1, at.1 + 1));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.path(Look::line(style));
        self.line(place(from), place(to));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        // The paper under everything.
        if fill && from == (0, 0) && to == (self.size.0.cast_signed(), self.size.1.cast_signed()) {
            return Ok(());
        }
        self.path(if fill { Look::filled(style) } else { Look::line(style) });
        self.boxed(place(from), place(to));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.path(Look::line(style));
        self.trail(path.into_iter().map(place));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.path(Look::filled(style));
        let mut points = path.into_iter().map(place).peekable();
        let first = points.peek().copied();
        self.trail(points);
        self.body.push('z');
        // Closing takes the pen back to where the outline began.
        self.pen = first;
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let centre = place(centre);
        if fill {
            self.path(Look::Disc(style.color().rgb, 2 * radius));
            self.go(centre);
            self.body.push_str("h0");
        } else {
            self.path(Look::line(style));
            let r = place((radius.cast_signed(), 0)).0;
            self.go((centre.0 - r, centre.1));
            let _ = write!(self.body, "a{r} {r} 0 1 0 {} 0a{r} {r} 0 1 0-{} 0", 2 * r, 2 * r);
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, pos: BackendCoord) -> Drawn {
        let size = (style.size() / font::HEIGHT).round() as u32;
        let end = match style.anchor().h_pos {
            HPos::Left => Side::Start,
            HPos::Center => Side::Middle,
            HPos::Right => Side::End,
        };
        self.texts(Look::Text(style.color().rgb, size, end));
        let half = (style.size() / 2.0).round() as i32;
        let upward = matches!(style.transform(), FontTransform::Rotate270);
        let (x, y) = place(if upward { (pos.0 + half, pos.1) } else { (pos.0, pos.1 + half) });
        let _ = if upward {
            write!(self.body, "<text transform=\"rotate(-90 {x} {y})\" x={x} y={y}>")
        } else {
            write!(self.body, "<text x={x} y={y}>")
        };
        self.body.push_str(&escaped(text));
        self.body.push_str("</text>");
        Ok(())
    }
}

impl Surface for Inline<'_> {
    fn solid_line(&mut self, from: BackendCoord, to: BackendCoord, style: ShapeStyle) -> Drawn {
        self.draw_line(from, to, &style)
    }

    fn dashed_line(&mut self, from: BackendCoord, to: BackendCoord, style: ShapeStyle, dash: (f64, f64)) -> Drawn {
        self.path(Look::dashed(&style, dash));
        self.line(place(from), place(to));
        Ok(())
    }

    fn outline(&mut self, from: BackendCoord, to: BackendCoord, style: ShapeStyle, dash: Option<(f64, f64)>) -> Drawn {
        self.path(dash.map_or(Look::line(&style), |dash| Look::dashed(&style, dash)));
        self.boxed(place(from), place(to));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::palette::{BLUE, GREY};
    use super::super::sheet::Stroke;
    use super::*;

    fn drawn(fill: impl Fn(&mut Sheet)) -> (String, String) {
        let mut sheet = Sheet::new(100.0);
        sheet.height = 50.0;
        fill(&mut sheet);
        let mut styles = Styles::default();
        let (body, _) = marks(&sheet, &mut styles);
        (body, styles.css())
    }

    #[test]
    fn lines_that_meet_are_one_trail_and_their_look_is_named_once() {
        let (body, css) = drawn(|sheet| {
            sheet.line((1.0, 2.0), (11.0, 2.0), Stroke::dashed(GREY, 1.0, 4.5, 3.0));
            sheet.line((11.0, 12.0), (11.0, 2.0), Stroke::dashed(GREY, 1.0, 4.5, 3.0));
            sheet.line((20.0, 12.0), (21.0, 11.0), Stroke::dashed(GREY, 1.0, 4.5, 3.0));
        });
        assert_eq!(body, "<path class=s0 d=\"M2 4h20v20m18 0l2-2\"/>");
        assert_eq!(css, ".s0{stroke:#444c56;stroke-width:2;stroke-dasharray:9 6}\n");
    }

    #[test]
    fn discs_of_one_look_are_one_path_of_round_ends() {
        let (body, css) = drawn(|sheet| {
            sheet.disc((10.0, 10.0), 3.0, BLUE);
            sheet.disc((12.0, 9.0), 3.0, BLUE);
        });
        assert_eq!(body, "<path class=s0 d=\"M20 20h0m4-2h0\"/>");
        assert_eq!(css, ".s0{stroke:#0072b2;stroke-width:12;stroke-linecap:round}\n");
    }

    #[test]
    fn a_name_that_looks_like_a_tag_stays_text() {
        let (body, _) = drawn(|s| s.text((5.0, 5.0), "</text><script>alert('1')</script>", 10.0, BLUE, Side::Start));
        assert!(!body.contains("<script") && body.contains("&lt;/text&gt;"), "{body}");
    }
}
