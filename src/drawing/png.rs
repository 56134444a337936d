//! A sheet as a PNG file: drawn at four pixels to a CSS pixel and averaged to two.
//!
//! plotters places letters and line ends on whole pixels, which shows at the size of a screen and not at twice that;
//! the averaging also smooths the edges that it leaves rough.

use super::sheet::{Sheet, Surface};
use plotters::backend::BitMapBackend;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;

/// Pixels of the file to a CSS pixel.
const SCALE: u32 = 2;
/// Pixels that are drawn for each pixel of the file, along each side.
const SAMPLES: u32 = 2;

impl Surface for BitMapBackend<'_> {}

thread_local! {
    /// A picture takes some twenty megabytes while it is drawn: each thread asks for them once.
    static FINE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The bytes of the PNG file.
pub(super) fn file(sheet: &Sheet) -> io::Result<Vec<u8>> {
    let (width, height) = sheet.size(f64::from(SCALE));
    let (fine_width, fine_height) = (width * SAMPLES, height * SAMPLES);
    let size = fine_width as usize * fine_height as usize * 3;
    let pixels = FINE.with_borrow_mut(|fine| -> io::Result<Vec<[u8; 3]>> {
        fine.clear();
        fine.resize(size, 255);
        {
            let mut surface = BitMapBackend::with_buffer(fine, (fine_width, fine_height));
            sheet.draw_on(&mut surface, f64::from(SCALE * SAMPLES)).map_err(|e| io::Error::other(e.to_string()))?;
        }
        Ok(averaged(fine, width as usize, height as usize))
    })?;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_depth(png::BitDepth::Eight);
    // Flat colours and letters: no filter and a thorough search make the smallest files, and are fast enough.
    encoder.set_compression(png::Compression::Default);
    encoder.set_filter(png::FilterType::NoFilter);
    // 2 px to a CSS pixel of 1/96 inch: word processors then place it at its intended size.
    let per_metre = (f64::from(SCALE) * 96.0 / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
    let data = if let Some((palette, indices)) = indexed(&pixels) {
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(palette);
        indices
    } else {
        encoder.set_color(png::ColorType::Rgb);
        pixels.into_flattened()
    };
    encoder.write_header().and_then(|mut w| w.write_image_data(&data)).map_err(io::Error::other)?;
    Ok(bytes)
}

/// Each pixel the mean of those drawn for it; where they differ, in steps of a sixteenth: an edge needs no more, and a
/// picture then has few enough colours for a palette.
fn averaged(fine: &[u8], width: usize, height: usize) -> Vec<[u8; 3]> {
    const N: usize = SAMPLES as usize;
    const STEP: u16 = 17;
    let mut pixels = Vec::with_capacity(width * height);
    for rows in fine.chunks_exact(width * N * 3 * N) {
        let (upper, lower) = rows.split_at(width * N * 3);
        for (a, b) in upper.chunks_exact(3 * N).zip(lower.chunks_exact(3 * N)) {
            if a[..3] == a[3..] && a == b {
                pixels.push([a[0], a[1], a[2]]);
                continue;
            }
            let mean = |c: usize| (u16::from(a[c]) + u16::from(a[c + 3]) + u16::from(b[c]) + u16::from(b[c + 3])) / 4;
            pixels.push([0, 1, 2].map(|c| ((mean(c) + STEP / 2) / STEP * STEP) as u8));
        }
    }
    pixels
}

/// The colours in the order in which they come, and each pixel's; none when there are more than a palette holds.
fn indexed(pixels: &[[u8; 3]]) -> Option<(Vec<u8>, Vec<u8>)> {
    const MOST: usize = 256;
    let mut known: BTreeMap<[u8; 3], u8> = BTreeMap::new();
    let mut palette: Vec<u8> = Vec::new();
    let mut indices = Vec::with_capacity(pixels.len());
    // Most pixels are as the one before.
    let mut last: Option<([u8; 3], u8)> = None;
    for &pixel in pixels {
        let index = match last {
            Some((colour, index)) if colour == pixel => index,
            _ => match known.get(&pixel) {
                Some(&index) => index,
                None if known.len() == MOST => return None,
                None => {
                    let index = known.len() as u8;
                    known.insert(pixel, index);
                    palette.extend(pixel);
                    index
                }
            },
        };
        last = Some((pixel, index));
        indices.push(index);
    }
    Some((palette, indices))
}

#[cfg(test)]
mod tests {
    use super::super::palette::BLUE;
    use super::*;

    #[test]
    fn a_png_has_two_pixels_for_each_css_pixel_and_the_colours_of_the_palette() {
        let mut sheet = Sheet::new(20.0);
        sheet.height = 10.0;
        sheet.rect((0.0, 0.0), (10.0, 10.0), BLUE);
        let bytes = file(&sheet).unwrap();
        let mut decoder = png::Decoder::new(bytes.as_slice());
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((info.width, info.height), (40, 20));
        assert_eq!(&pixels[..3], &[0x00, 0x72, 0xb2]);
        assert_eq!(&pixels[39 * 3..40 * 3], &[255, 255, 255]);
    }

    #[test]
    fn a_picture_of_very_many_colours_keeps_them_all() {
        let pixels: Vec<[u8; 3]> = (0..=256u16).map(|c| [(c % 256) as u8, (c / 256) as u8, 7]).collect();
        assert_eq!(indexed(&pixels), None);
        assert_eq!(indexed(&pixels[..2]), Some((vec![0, 0, 7, 1, 0, 7], vec![0, 1])));
    }
}
