//! The embedded font, and how much room a text takes in it.

#[cfg(feature = "png")]
use ab_glyph::{Font, FontRef, GlyphId, PxScaleFont, ScaleFont};
use plotters::style::{FontDesc, FontFamily, FontStyle, register_font};
use std::sync::OnceLock;
#[cfg(feature = "png")]
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

/// The name under which plotters knows the font; the SVG names others behind it.
pub(super) const FAMILY: &str = "DejaVu Sans";
/// Families in an SVG: those after the first are about as wide, or narrower.
pub(super) const FAMILIES: &str = "DejaVu Sans,Verdana,Arial,sans-serif";
/// plotters sizes a font by ascent plus descent, an SVG by the em: 2384 units of 2048 in this font.
pub(super) const HEIGHT: f64 = 2384.0 / 2048.0;
/// Height of a digit or capital, in em.
pub(super) const CAPITAL: f64 = 0.729;
/// Room for a viewer whose font is a little wider than ours.
const SLACK: f64 = 1.03;

static BYTES: &[u8] = include_bytes!("../../assets/DejaVuSans-subset.ttf");
static REGISTERED: OnceLock<bool> = OnceLock::new();

/// The font at a size in em pixels, registered at first use.
pub(super) fn at(size: f64) -> FontDesc<'static> {
    REGISTERED.get_or_init(|| register_font(FAMILY, FontStyle::Normal, BYTES).is_ok());
    FontDesc::new(FontFamily::Name(FAMILY), size * HEIGHT, FontStyle::Normal)
}

/// A letter as it is painted: its samples, and where they stand beside its place on the base line.
#[cfg(feature = "png")]
pub(super) struct Letter {
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) width: usize,
    /// For each sample 0 where it is bare, 1 where it is covered by half, 2 where it is covered.
    pub(super) cover: Vec<u8>,
}

#[cfg(feature = "png")]
type Letters = BTreeMap<(u64, GlyphId), Rc<Letter>>;

#[cfg(feature = "png")]
thread_local! {
    /// Letters that this thread has painted, by size.
    static LETTERS: RefCell<Letters> = const { RefCell::new(BTreeMap::new()) };
}

/// Hands over the letters of a text at a size as plotters knows it, each with its place from the left, and the width
/// of them all.
#[cfg(feature = "png")]
pub(super) fn set(text: &str, size: f64, each: impl FnOnce(&[(Rc<Letter>, f64)], f64)) {
    let Ok(font) = FontRef::try_from_slice(BYTES) else { return };
    let font = font.as_scaled(size as f32);
    let (mut line, mut along, mut before) = (Vec::new(), 0.0f32, None);
    LETTERS.with_borrow_mut(|letters| {
        for c in text.chars() {
            let id = font.glyph_id(c);
            along += before.map_or(0.0, |before| font.kern(before, id));
            let letter = letters.entry((size.to_bits(), id)).or_insert_with(|| Rc::new(letter(&font, id)));
            line.push((Rc::clone(letter), f64::from(along)));
            along += font.h_advance(id);
            before = Some(id);
        }
    });
    each(&line, f64::from(along));
}

#[cfg(feature = "png")]
fn letter(font: &PxScaleFont<&FontRef<'_>>, id: GlyphId) -> Letter {
    let Some(outline) = font.outline_glyph(id.with_scale(font.scale())) else {
        return Letter { left: 0, top: 0, width: 0, cover: Vec::new() };
    };
    let bounds = outline.px_bounds();
    let width = bounds.width().ceil() as usize;
    let mut cover = vec![0; width * bounds.height().ceil() as usize];
    outline.draw(|x, y, share| {
        if let Some(slot) = cover.get_mut(y as usize * width + x as usize) {
            *slot = u8::from(share >= 0.25) + u8::from(share >= 0.75);
        }
    });
    Letter { left: bounds.min.x as i32, top: bounds.min.y as i32, width, cover }
}

/// Width of a text in CSS pixels at a size in CSS pixels, with some room for wider fonts.
pub(super) fn width(text: &str, size: f64) -> f64 {
    const FINE: f64 = 1000.0;
    // Scripts outside the embedded font come from the viewer's: a full square each is the safe guess.
    let wide = text.chars().filter(|c| *c >= '\u{2e80}').count() as f64;
    let measured = at(FINE).layout_box(text).map_or(0.6 * text.chars().count() as f64, |b| f64::from((b.1).0) / FINE);
    (measured + 0.4 * wide) * size * SLACK
}

/// A text without line breaks, control characters and marks that turn the direction of writing: they break an SVG
/// or let a name rearrange its neighbours.
pub(super) fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\t' | '\n' | '\r' => Some(' '),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => {
                None
            }
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect()
}

/// The text, or as much of its beginning as fits with an ellipsis behind it.
pub(super) fn cut(text: &str, size: f64, room: f64) -> String {
    let text = clean(text);
    if width(&text, size) <= room {
        return text;
    }
    let letters: Vec<char> = text.chars().collect();
    let shortened = |n: usize| {
        let mut s: String = letters[..n].iter().collect::<String>().trim_end().to_owned();
        s.push('…');
        s
    };
    let (mut fits, mut too_long) = (0, letters.len());
    while fits + 1 < too_long {
        let middle = usize::midpoint(fits, too_long);
        if width(&shortened(middle), size) <= room {
            fits = middle;
        } else {
            too_long = middle;
        }
    }
    shortened(fits)
}

/// The text broken at spaces and behind hyphens into at most `most` lines; the last one is cut if it must be.
pub(super) fn wrap(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let text = clean(text);
    let words: Vec<&str> = text.split_inclusive([' ', '-', '/']).collect();
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for (at, word) in words.iter().enumerate() {
        let longer = format!("{line}{word}");
        if line.is_empty() || width(longer.trim_end(), size) <= room {
            line = longer;
        } else if lines.len() + 1 < most {
            lines.push(std::mem::replace(&mut line, (*word).to_owned()));
        } else {
            line.push_str(&words[at..].concat());
            break;
        }
    }
    lines.push(line);
    lines.iter().map(|l| cut(l.trim_end(), size, room)).filter(|l| !l.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Advance widths of `DejaVu Sans` 2.37 as fonttools 4 reads them from the hmtx table: M 1767, i 569 of 2048.
    #[test]
    fn a_text_is_as_wide_as_the_font_says() {
        for (text, units) in [("M", 1767.0), ("i", 569.0), ("Mi", 2336.0)] {
            let found = width(text, 100.0) / SLACK;
            assert!((found - units / 20.48).abs() < 0.2, "{text}: {found}");
        }
    }

    #[test]
    fn letters_of_european_names_are_in_the_font() {
        let unknown = width("\u{10ffff}", 10.0);
        assert!(unknown > 0.0);
        for letter in "ŁźİĞΩЖëïéßøØŠđı→●○◆■…–’€≥".chars() {
            let box_of = |c: char| at(200.0).layout_box(&c.to_string()).map(|b| (b.1).0).unwrap();
            let mut pixels = 0;
            at(200.0)
                .draw::<(), _>(&letter.to_string(), (0, 0), |_, _, _| {
                    pixels += 1;
                    Ok(())
                })
                .unwrap()
                .unwrap();
            assert!(pixels > 0 && box_of(letter) > 0, "{letter}");
        }
    }

    #[test]
    fn a_long_name_is_cut_to_its_room_with_an_ellipsis() {
        let name = "Samenwerkingsschool De Regenboog-Vuurvlinder";
        let short = cut(name, 12.0, 120.0);
        assert!(short.ends_with('…') && name.starts_with(short.trim_end_matches('…')));
        assert!(width(&short, 12.0) <= 120.0);
        assert_eq!(cut("De Brug", 12.0, 120.0), "De Brug");
    }

    #[test]
    fn lines_break_between_words_and_never_exceed_their_room() {
        let lines = wrap("Openbare basisschool De Vliegende Hollander aan de Kade", 12.0, 130.0, 3);
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().all(|l| width(l, 12.0) <= 130.0 && !l.ends_with(' ')), "{lines:?}");
        assert_eq!(wrap("", 12.0, 100.0, 2), Vec::<String>::new());
    }

    #[test]
    fn marks_that_turn_the_direction_of_writing_are_left_out() {
        assert_eq!(clean("Anna\u{202e}gro.live\u{0}\u{7}\nB"), "Annagro.live B");
    }
}
