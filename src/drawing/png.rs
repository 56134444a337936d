//! A sheet as a PNG file: painted at four samples to a CSS pixel and averaged to two.
//!
//! The colours of a picture are few, so that it is painted with their numbers, a third of the memory and most of the
//! time saved, and written with a palette.

use super::raster::{self, Raster};
use super::sheet::Sheet;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;

/// Pixels of the file to a CSS pixel.
const SCALE: u32 = 2;
/// Samples for each pixel of the file, along each side.
const SAMPLES: u32 = 2;

thread_local! {
    /// A picture takes some millions of samples: each thread asks for them once.
    static FINE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The bytes of the PNG file.
pub(super) fn file(sheet: &Sheet) -> io::Result<Vec<u8>> {
    let (width, height) = sheet.size(f64::from(SCALE));
    let fine = (width * SAMPLES, height * SAMPLES);
    let size = fine.0 as usize * fine.1 as usize;
    let (colours, pixels) = FINE.with_borrow_mut(|samples| -> io::Result<_> {
        if samples.len() < size {
            samples.resize(size, 0);
        }
        let mut raster = Raster::new(fine, &mut samples[..size]);
        sheet.draw_on(&mut raster, f64::from(SCALE * SAMPLES)).map_err(|e| io::Error::other(e.to_string()))?;
        let colours = raster.colours;
        Ok(averaged(&samples[..size], &colours, width as usize))
    })?;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_depth(png::BitDepth::Eight);
    // Flat colours and letters: without a filter the files are smallest, and a more thorough search makes them a
    // thirtieth smaller in half as much time again.
    encoder.set_deflate_compression(png::DeflateCompression::Level(5));
    encoder.set_filter(png::Filter::NoFilter);
    // 2 px to a CSS pixel of 1/96 inch: word processors then place it at its intended size.
    let per_metre = (f64::from(SCALE) * 96.0 / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(colours.into_flattened());
    encoder.write_header().and_then(|mut w| w.write_image_data(&pixels)).map_err(io::Error::other)?;
    Ok(bytes)
}

/// The colours of the file in the order in which they come, and the number of each pixel's.
#[derive(Default)]
struct Palette {
    colours: Vec<[u8; 3]>,
    numbers: BTreeMap<[u8; 3], u8>,
}

impl Palette {
    /// The number of a colour; beyond what a palette holds, that of the nearest in it.
    fn number(&mut self, colour: [u8; 3]) -> u8 {
        *self.numbers.entry(colour).or_insert_with(|| {
            if self.colours.len() == raster::MOST {
                return raster::nearest(&self.colours, colour);
            }
            self.colours.push(colour);
            (self.colours.len() - 1) as u8
        })
    }
}

/// Each pixel the mean of its samples; where they differ, in steps of a sixteenth: an edge needs no more, and a
/// picture then has few enough colours for a palette.
fn averaged(samples: &[u8], colours: &[[u8; 3]], width: usize) -> (Vec<[u8; 3]>, Vec<u8>) {
    const N: usize = SAMPLES as usize;
    const STEP: u16 = 17;
    /// Samples of a row that are looked at together.
    const WIDE: usize = 16;
    /// Mixtures that are remembered, each at a place of its own.
    const KNOWN: usize = 1 << 12;
    let mut palette = Palette::default();
    let mut flat: Vec<Option<u8>> = vec![None; colours.len()];
    let mut known: Vec<Option<([u8; 4], u8)>> = vec![None; KNOWN];
    let mut pixels: Vec<u8> = Vec::with_capacity(samples.len() / (N * N));
    let of = |number: u8| colours.get(number as usize).copied().unwrap_or_default();
    let mut mixed = |palette: &mut Palette, four: [u8; 4]| -> u8 {
        let place = u32::from_le_bytes(four).wrapping_mul(0x9E37_79B1) as usize >> 20;
        if let Some((_, number)) = known[place % KNOWN].filter(|k| k.0 == four) {
            return number;
        }
        let even = four.iter().all(|s| *s == four[0]);
        let mean = |c: usize| four.iter().map(|&s| u16::from(of(s)[c])).sum::<u16>() / 4;
        let step = |c: usize| ((mean(c) + STEP / 2) / STEP * STEP) as u8;
        let number = palette.number(if even { of(four[0]) } else { [0, 1, 2].map(step) });
        known[place % KNOWN] = Some((four, number));
        number
    };
    let alike = |part: &[u8]| part.try_into().map_or(0, u128::from_le_bytes);
    for rows in samples.chunks_exact(width * N * N) {
        let (upper, lower) = rows.split_at(width * N);
        for (upper, lower) in upper.chunks(WIDE).zip(lower.chunks(WIDE)) {
            let first = upper[0];
            // Most of a picture is paper: its pixels all at once.
            let (a, b) = (alike(upper), alike(lower));
            if upper.len() == WIDE && a == b && a == u128::from(first) * (u128::MAX / 255) {
                let number = *flat[first as usize].get_or_insert_with(|| palette.number(of(first)));
                pixels.extend_from_slice(&[number; WIDE / N]);
                continue;
            }
            let pairs = upper.chunks_exact(N).zip(lower.chunks_exact(N));
            pixels.extend(pairs.map(|(a, b)| mixed(&mut palette, [a[0], a[1], b[0], b[1]])));
        }
    }
    (palette.colours, pixels)
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
        let mut decoder = png::Decoder::new(io::Cursor::new(&bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((info.width, info.height), (40, 20));
        assert_eq!(&pixels[..3], &[0x00, 0x72, 0xb2]);
        assert_eq!(&pixels[39 * 3..40 * 3], &[255, 255, 255]);
    }

    #[test]
    fn a_pixel_is_the_mean_of_its_four_samples() {
        let colours = [[255; 3], [0, 0, 0], [0x00, 0x72, 0xb2]];
        // Two pixels: one flat, one of three whites and a black.
        let samples = [2, 2, 0, 0, 2, 2, 0, 1];
        let (palette, pixels) = averaged(&samples, &colours, 2);
        assert_eq!(pixels, [0, 1]);
        assert_eq!(palette, [[0x00, 0x72, 0xb2], [187; 3]]);
    }

    #[test]
    fn a_picture_of_very_many_colours_keeps_them_all() {
        let colours: Vec<[u8; 3]> = (0..=255u8).map(|c| [c, 0, 255 - c]).collect();
        let samples: Vec<u8> = (0..=255).flat_map(|c| [c, c]).collect();
        let rows: Vec<u8> = samples.iter().chain(&samples).copied().collect();
        let (palette, pixels) = averaged(&rows, &colours, 256);
        assert_eq!((palette, pixels.len()), (colours, 256));
    }
}
