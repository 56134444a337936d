//! Pictures: sizes, the colour-blind-safe palette, the embedded font, and what a finished picture is.
//!
//! Drawing phrases nothing and computes nothing that is a finding: every text and every number comes in, translated
//! and formatted, in the plain structs of [`charts`] and [`sociogram`]; out comes a [`Picture`]. A picture is a list
//! of marks that plotters puts on a drawing backend, so that SVG and PNG come from the same function.
//!
//! What all pictures keep to: a title, a one-line key and a note under it, since leaders copy single pictures into
//! slides; colour is always repeated by shape, lightness or dashes, since schools print in grey; text stays inside the
//! frame, because it is measured with the font that draws it and then wrapped or cut.

pub mod charts;
mod font;
mod frame;
#[cfg(test)]
mod gallery;
mod inline;
pub mod layout;
mod place;
#[cfg(feature = "png")]
mod png;
#[cfg(feature = "png")]
mod raster;
mod sheet;
pub mod sociogram;
mod square;
mod stress;
mod svg;

pub(crate) use frame::MOST_NAMED;
pub use frame::{Axis, Caption};
pub use inline::Styles;
use plotters::style::RGBColor;
use sheet::Sheet;

/// Width of every picture in CSS pixels; texts are sized to be read when it is shown at 640.
pub const WIDTH: f64 = 720.0;

/// The palette (Okabe and Ito, with greys), with the contrast on white: text wants 4.5, lines and marks want 3.
pub(crate) mod palette {
    use super::RGBColor;
    /// Behind everything, so that a page in dark colours does not shine through.
    pub(crate) const PAPER: RGBColor = RGBColor(0xff, 0xff, 0xff);
    /// Titles and labels; 16.6.
    pub(crate) const INK: RGBColor = RGBColor(0x1b, 0x1f, 0x24);
    /// Notes, axes, formal ties; 8.7.
    pub(crate) const GREY: RGBColor = RGBColor(0x44, 0x4c, 0x56);
    /// Informal ties, marks of those who did not answer; 4.8.
    pub(crate) const MIDDLE: RGBColor = RGBColor(0x6b, 0x73, 0x7c);
    /// Frames, grid lines, the grey diagonal: never carries a message.
    pub(crate) const PALE: RGBColor = RGBColor(0xdd, 0xe1, 0xe5);
    /// Informal ties where there are very many; 3.1.
    pub(crate) const LIGHT: RGBColor = RGBColor(0x8a, 0x92, 0x9b);
    /// Ties between schools, behind everything else.
    pub(crate) const FAINT: RGBColor = RGBColor(0xa9, 0xb1, 0xb9);
    /// The main colour, for text too; 5.19.
    pub(crate) const BLUE: RGBColor = RGBColor(0x00, 0x72, 0xb2);
    /// The message colour, for marks and lines only; 3.87.
    pub(crate) const VERMILLION: RGBColor = RGBColor(0xd5, 0x5e, 0x00);
    /// An interval behind a mark.
    pub(crate) const BAND: RGBColor = RGBColor(0xc6, 0xdb, 0xef);
    /// From little to much, in steps of lightness that survive grey printing.
    pub(crate) const RAMP: [RGBColor; 5] = [
        RGBColor(0xe3, 0xee, 0xf7),
        RGBColor(0xa8, 0xcd, 0xe6),
        RGBColor(0x5b, 0xa3, 0xcf),
        RGBColor(0x21, 0x71, 0xb5),
        RGBColor(0x08, 0x30, 0x6b),
    ];
}

/// The step of the ramp for a share of the largest value; none for nothing at all, which stays white.
pub(crate) fn shade(share: f64) -> Option<RGBColor> {
    if share.is_nan() || share <= 0.0 {
        return None;
    }
    let step = (share * palette::RAMP.len() as f64).ceil() as usize;
    Some(palette::RAMP[step.clamp(1, palette::RAMP.len()) - 1])
}

/// Relative luminance as in the Web Content Accessibility Guidelines.
fn luminance(colour: RGBColor) -> f64 {
    let part = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(colour.0) + 0.7152 * part(colour.1) + 0.0722 * part(colour.2)
}

/// Contrast ratio of two colours, 1 to 21.
fn contrast(one: RGBColor, other: RGBColor) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Dark or white ink, whichever can be read on this ground.
pub(crate) fn ink_on(ground: RGBColor) -> RGBColor {
    if contrast(palette::INK, ground) >= contrast(palette::PAPER, ground) { palette::INK } else { palette::PAPER }
}

/// A finished picture.
#[derive(Debug, Clone)]
pub struct Picture {
    name: String,
    title: String,
    description: String,
    sheet: Sheet,
}

impl Picture {
    /// Its name, as a file is called without its ending.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its title, for a heading or a list of pictures.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Width and height in CSS pixels.
    pub fn size(&self) -> (u32, u32) {
        self.sheet.size(1.0)
    }

    /// How many marks are on it: what it costs to draw.
    pub(crate) fn marks(&self) -> usize {
        self.sheet.marks()
    }

    /// The picture as one `<svg>` element, to stand in a file or inside a page: with a title and a description for
    /// screen readers, without ids, scripts, style attributes or anything that is loaded.
    pub fn svg(&self) -> String {
        svg::document(&self.sheet, &self.title, &self.description)
    }

    /// The picture's marks, to stand inside a page: its looks are named in `styles`, whose rules go into the page's
    /// style sheet. With their width and height; the page writes the `<svg>` around them.
    pub fn inline(&self, styles: &mut Styles) -> (String, (u32, u32)) {
        inline::marks(&self.sheet, styles)
    }

    /// The picture as a PNG file, two pixels for each CSS pixel.
    #[cfg(feature = "png")]
    pub fn png(&self) -> std::io::Result<Vec<u8>> {
        png::file(&self.sheet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrasts on white as computed in the study of the drawing (report notes: 5.19, 8.7, 3.87).
    #[test]
    fn the_palette_has_the_contrasts_it_claims() {
        for (colour, claimed) in [
            (palette::BLUE, 5.19),
            (palette::GREY, 8.7),
            (palette::VERMILLION, 3.87),
            (palette::INK, 16.6),
            (palette::MIDDLE, 4.8),
            (palette::LIGHT, 3.1),
        ] {
            let found = contrast(colour, palette::PAPER);
            assert!((found - claimed).abs() < 0.06, "{colour:?}: {found}");
        }
    }

    #[test]
    fn numbers_can_be_read_on_every_step_of_the_ramp() {
        for step in palette::RAMP {
            assert!(contrast(ink_on(step), step) >= 4.5, "{step:?}");
        }
        assert_eq!(ink_on(palette::RAMP[2]), palette::INK);
        assert_eq!(ink_on(palette::RAMP[3]), palette::PAPER);
    }

    #[test]
    fn steps_of_the_ramp_differ_enough_in_lightness_for_a_grey_print() {
        for pair in palette::RAMP.windows(2) {
            assert!(contrast(pair[0], pair[1]) > 1.35, "{pair:?}");
        }
    }

    #[test]
    fn nothing_is_white_and_the_largest_value_is_darkest() {
        assert_eq!(shade(0.0), None);
        assert_eq!(shade(f64::NAN), None);
        assert_eq!(shade(0.01), Some(palette::RAMP[0]));
        assert_eq!(shade(1.0), Some(palette::RAMP[4]));
    }
}
