//! A sheet as a PNG file: drawn at four pixels to a CSS pixel and averaged to two.
//!
//! plotters places letters and line ends on whole pixels, which shows at the size of a screen and not at twice that;
//! the averaging also smooths the edges that it leaves rough.

use super::sheet::{Sheet, Surface};
use plotters::backend::BitMapBackend;
use std::io;

/// Pixels of the file to a CSS pixel.
const SCALE: u32 = 2;
/// Pixels that are drawn for each pixel of the file, along each side.
const SAMPLES: u32 = 2;

impl Surface for BitMapBackend<'_> {}

/// The bytes of the PNG file.
pub(super) fn file(sheet: &Sheet) -> io::Result<Vec<u8>> {
    let (width, height) = sheet.size(f64::from(SCALE));
    let (fine_width, fine_height) = (width * SAMPLES, height * SAMPLES);
    let mut fine = vec![255u8; fine_width as usize * fine_height as usize * 3];
    {
        let mut surface = BitMapBackend::with_buffer(&mut fine, (fine_width, fine_height));
        sheet.draw_on(&mut surface, f64::from(SCALE * SAMPLES)).map_err(|e| io::Error::other(e.to_string()))?;
    }
    let pixels = averaged(&fine, width as usize, height as usize);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    // Flat colours and letters: no filter and a thorough search make the smallest files, and are fast enough.
    encoder.set_compression(png::Compression::Default);
    encoder.set_filter(png::FilterType::NoFilter);
    // 2 px to a CSS pixel of 1/96 inch: word processors then place it at its intended size.
    let per_metre = (f64::from(SCALE) * 96.0 / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
    encoder.write_header().and_then(|mut w| w.write_image_data(&pixels)).map_err(io::Error::other)?;
    Ok(bytes)
}

/// Each pixel the mean of those drawn for it.
fn averaged(fine: &[u8], width: usize, height: usize) -> Vec<u8> {
    const N: usize = SAMPLES as usize;
    let mut pixels = Vec::with_capacity(width * height * 3);
    for rows in fine.chunks_exact(width * N * 3 * N) {
        let (upper, lower) = rows.split_at(width * N * 3);
        for (a, b) in upper.chunks_exact(3 * N).zip(lower.chunks_exact(3 * N)) {
            let mean = |c: usize| (u16::from(a[c]) + u16::from(a[c + 3]) + u16::from(b[c]) + u16::from(b[c + 3])) / 4;
            pixels.extend([mean(0) as u8, mean(1) as u8, mean(2) as u8]);
        }
    }
    pixels
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
        let mut reader = png::Decoder::new(bytes.as_slice()).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((info.width, info.height), (40, 20));
        assert_eq!(&pixels[..3], &[0x00, 0x72, 0xb2]);
        assert_eq!(&pixels[39 * 3..40 * 3], &[255, 255, 255]);
    }
}
