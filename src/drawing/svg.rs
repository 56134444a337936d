//! A drawing backend for plotters that writes compact SVG.
//!
//! plotters' own SVG backend knows neither dashes nor tenths of a pixel and writes every attribute with every line:
//! a sociogram would take several times its size, and a report by mail has a budget. Here marks in the same style
//! share one element, lengths are tenths of a CSS pixel, and there is a title, a description and a role. Only
//! presentation attributes are used, since a content security policy refuses `style="…"`; no ids, since several
//! pictures stand in one page.

use super::font;
use super::sheet::{Sheet, Surface};
use plotters::style::text_anchor::HPos;
use plotters::style::{FontTransform, ShapeStyle};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use std::convert::Infallible;
use std::fmt::Write;

/// Units of the drawing to a CSS pixel.
const FINE: f64 = 10.0;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// The sheet as one `<svg>` element.
pub(super) fn document(sheet: &Sheet, title: &str, description: &str) -> String {
    let mut surface =
        Svg { size: sheet.size(FINE), body: String::new(), attributes: String::new(), open: Open::Nothing };
    // Nothing in this backend can fail: it writes to memory, and texts are placed without the font.
    let _ = sheet.draw_on(&mut surface, FINE);
    let ((w, h), (fine_w, fine_h)) = (sheet.size(1.0), surface.size);
    let mut out = String::with_capacity(surface.body.len() + 512);
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {fine_w} {fine_h}\" \
         role=\"img\" font-family=\"{}\">\n<title>{}</title>\n<desc>{}</desc>",
        font::FAMILIES,
        escaped(title),
        escaped(description)
    );
    out.push_str(&surface.body);
    out.push_str("</svg>\n");
    out
}

/// Text as it may stand between tags and in attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in font::clean(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// The element that is still open for more marks of its style.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Open {
    Nothing,
    Path,
    Group,
}

struct Svg {
    size: (u32, u32),
    body: String,
    /// Of the open element.
    attributes: String,
    open: Open,
}

impl Svg {
    fn close(&mut self) {
        self.body.push_str(match self.open {
            Open::Nothing => "",
            Open::Path => "\"/>\n",
            Open::Group => "</g>\n",
        });
        self.open = Open::Nothing;
        self.attributes.clear();
    }

    /// Makes sure that an element of this kind and style is open.
    fn open(&mut self, kind: Open, attributes: String) {
        if self.open == kind && self.attributes == attributes {
            return;
        }
        self.close();
        let _ = match kind {
            Open::Nothing => Ok(()),
            Open::Path => write!(self.body, "<path {attributes} d=\""),
            Open::Group => writeln!(self.body, "<g {attributes}>"),
        };
        self.attributes = attributes;
        self.open = kind;
    }

    fn point(&mut self, (x, y): BackendCoord) {
        let _ = write!(self.body, "M{x}{}{y}", if y < 0 { "" } else { " " });
    }

    fn boxed(&mut self, from: BackendCoord, to: BackendCoord) {
        self.point(from);
        let (w, h) = (to.0 - from.0, to.1 - from.1);
        let _ = write!(self.body, "h{w}v{h}h{}z", -w);
    }

    /// A line from one point to the next, as short as it can be said.
    fn step(&mut self, from: BackendCoord, to: BackendCoord) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let _ = match (dx, dy) {
            (_, 0) => write!(self.body, "h{dx}"),
            (0, _) => write!(self.body, "v{dy}"),
            _ => write!(self.body, "l{dx}{}{dy}", if dy < 0 { "" } else { " " }),
        };
    }
}

fn hex(colour: BackendColor) -> String {
    let (r, g, b) = colour.rgb;
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn stroke<S: BackendStyle>(style: &S) -> String {
    format!("fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"", hex(style.color()), style.stroke_width())
}

impl DrawingBackend for Svg {
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

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Drawn {
        self.open(Open::Path, format!("fill=\"{}\"", hex(colour)));
        self.point((x, y));
        self.body.push_str("h1v1h-1z");
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.open(Open::Path, stroke(style));
        self.point(from);
        self.step(from, to);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        let attributes = if fill { format!("fill=\"{}\"", hex(style.color())) } else { stroke(style) };
        self.open(Open::Path, attributes);
        self.boxed(from, to);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.open(Open::Path, stroke(style));
        self.trail(path);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.open(Open::Path, format!("fill=\"{}\"", hex(style.color())));
        self.trail(path);
        self.body.push('z');
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let attributes = if fill { format!("fill=\"{}\"", hex(style.color())) } else { stroke(style) };
        self.open(Open::Group, attributes);
        let _ = writeln!(self.body, "<circle cx=\"{}\" cy=\"{}\" r=\"{radius}\"/>", centre.0, centre.1);
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, pos: BackendCoord) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Right => " text-anchor=\"end\"",
            HPos::Center => " text-anchor=\"middle\"",
        };
        let size = (style.size() / font::HEIGHT).round();
        self.open(Open::Group, format!("fill=\"{}\" font-size=\"{size}\"{anchor}", hex(style.color())));
        let half = (style.size() / 2.0).round() as i32;
        let _ = match style.transform() {
            FontTransform::Rotate270 => {
                let (x, y) = (pos.0 + half, pos.1);
                write!(self.body, "<text x=\"{x}\" y=\"{y}\" transform=\"rotate(-90 {x} {y})\">")
            }
            _ => write!(self.body, "<text x=\"{}\" y=\"{}\">", pos.0, pos.1 + half),
        };
        self.body.push_str(&escaped(text));
        self.body.push_str("</text>\n");
        Ok(())
    }
}

impl Svg {
    fn trail<I: IntoIterator<Item = BackendCoord>>(&mut self, path: I) {
        let mut last = None;
        for point in path {
            match last {
                None => self.point(point),
                Some(last) => self.step(last, point),
            }
            last = Some(point);
        }
    }
}

impl Surface for Svg {
    fn solid_line(&mut self, from: BackendCoord, to: BackendCoord, style: ShapeStyle) -> Drawn {
        self.draw_line(from, to, &style)
    }

    fn dashed_line(&mut self, from: BackendCoord, to: BackendCoord, style: ShapeStyle, dash: (f64, f64)) -> Drawn {
        self.open(Open::Path, format!("{} stroke-dasharray=\"{:.0} {:.0}\"", stroke(&style), dash.0, dash.1));
        self.point(from);
        self.step(from, to);
        Ok(())
    }

    fn outline(&mut self, from: BackendCoord, to: BackendCoord, style: ShapeStyle, dash: Option<(f64, f64)>) -> Drawn {
        match dash {
            Some(dash) => {
                self.open(Open::Path, format!("{} stroke-dasharray=\"{:.0} {:.0}\"", stroke(&style), dash.0, dash.1));
            }
            None => self.open(Open::Path, stroke(&style)),
        }
        self.boxed(from, to);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::palette::{BLUE, GREY};
    use super::super::sheet::{Sheet, Side, Stroke};
    use super::*;

    fn sheet() -> Sheet {
        let mut sheet = Sheet::new(100.0);
        sheet.height = 50.0;
        sheet
    }

    #[test]
    fn lines_of_one_style_share_one_element_and_dashes_are_an_attribute() {
        let mut sheet = sheet();
        sheet.line((1.0, 2.0), (11.0, 2.0), Stroke::dashed(GREY, 1.0, 4.0, 3.0));
        sheet.line((1.0, 5.0), (2.0, 4.0), Stroke::dashed(GREY, 1.0, 4.0, 3.0));
        let svg = document(&sheet, "", "");
        let line = "<path fill=\"none\" stroke=\"#444c56\" stroke-width=\"10\" stroke-dasharray=\"40 30\" \
                    d=\"M10 20h100M10 50l10-10\"/>";
        assert!(svg.contains(line), "{svg}");
    }

    #[test]
    fn a_name_that_looks_like_a_tag_stays_text() {
        let mut sheet = sheet();
        sheet.text((5.0, 5.0), "</text><script>alert('1')</script>", 10.0, BLUE, Side::Start);
        let svg = document(&sheet, "\"><script>", "a & b");
        assert!(!svg.contains("<script"), "{svg}");
        assert!(svg.contains("a &amp; b") && svg.contains("&lt;/text&gt;"), "{svg}");
    }

    #[test]
    fn a_picture_has_a_title_a_description_and_a_role_and_nothing_that_a_policy_refuses() {
        let svg = document(&sheet(), "Title", "What it shows");
        assert!(svg.starts_with("<svg ") && svg.contains("role=\"img\""));
        assert!(svg.contains("<title>Title</title>") && svg.contains("<desc>What it shows</desc>"));
        for refused in [" style=", " id=", "<style", "href", "url("] {
            assert!(!svg.contains(refused), "{refused}");
        }
    }
}
