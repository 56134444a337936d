//! The school-by-school matrix: who in the rows names whom in the columns.

use crate::drawing::frame::{Caption, Frame, MARGIN, Paint, SMALL, Sample};
use crate::drawing::palette::{GREY, INK, MIDDLE, PALE, PAPER};
use crate::drawing::sheet::{Point, Sheet, Side, Stroke};
use crate::drawing::{Picture, WIDTH, font, ink_on, shade};

/// Above so many schools the cells carry no numbers.
const MOST_NUMBERS: usize = 30;

/// What is known of a pair of schools.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub enum Cell {
    /// How dark, and what is written in it; the darkest is the largest value of the picture.
    Value(f64, String),
    /// Within a school, on the diagonal: grey, with its number.
    Within(String),
    /// Left open: not asked, or not shown.
    #[default]
    Blank,
}

/// Ties between schools.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct HeatMap {
    /// Title and note.
    pub caption: Caption,
    /// Names of the schools, for rows and columns.
    pub schools: Vec<String>,
    /// By row and column.
    pub cells: Vec<Vec<Cell>>,
    /// What the rows do, as in "names".
    pub rows_title: String,
    /// What happens to the columns, as in "is named".
    pub columns_title: String,
    /// Says what dark means.
    pub key_ramp: String,
    /// Says what grey means.
    pub key_within: String,
    /// Says what a crossed-out cell means.
    pub key_blank: String,
}

/// Draws the matrix.
pub fn heat_map(data: &HeatMap) -> Picture {
    let any_blank =
        data.cells.iter().enumerate().any(|(i, row)| row.iter().enumerate().any(|(j, c)| i != j && *c == Cell::Blank));
    let mut key =
        vec![(Sample::Ramp, data.key_ramp.as_str()), (Sample::Paint(Paint::Plain(PALE)), data.key_within.as_str())];
    if any_blank {
        key.push((Sample::Blank, data.key_blank.as_str()));
    }
    let mut frame = Frame::new(&data.caption, &key);
    let n = data.schools.len().max(1);
    let size = label_size(n);
    let named = size > 0.0;
    let widest = data.schools.iter().map(|s| font::width(&font::clean(s), size)).fold(0.0, f64::max);
    let rows_title = titled(&data.rows_title, '↓');
    let columns_title = titled(&data.columns_title, '→');
    let left = if named { widest.min(180.0) } else { 24.0 };
    let origin_x = MARGIN + left.max(font::width(&rows_title, SMALL)) + 8.0;
    let side = ((WIDTH - MARGIN - origin_x) / n as f64).min(48.0);
    let sheet = &mut frame.sheet;
    // Two lines to a name where cells are large enough for two.
    let (line, lines) = (size + 1.5, if side >= 2.0 * size + 4.0 { 2 } else { 1 });
    let columns: Vec<Vec<String>> = data.schools.iter().map(|s| font::wrap(s, size, 120.0, lines)).collect();
    let longest = columns.iter().flatten().map(|l| font::width(l, size)).fold(20.0, f64::max);
    let above = if named { longest } else { 14.0 };
    let origin = (origin_x, frame.top + 18.0 + above + 8.0);
    sheet.text((origin_x, frame.top + 12.0), &columns_title, SMALL, GREY, Side::Start);
    sheet.text((origin_x - 6.0, origin.1 - 7.0), &rows_title, SMALL, GREY, Side::End);
    let height = side * n as f64;
    for (at, school) in data.schools.iter().enumerate() {
        let middle = (at as f64 + 0.5) * side;
        if named {
            let row = font::wrap(school, size, left, lines);
            for (k, text) in row.iter().enumerate() {
                let y = origin.1 + middle + line * (k as f64 - (row.len() as f64 - 1.0) / 2.0);
                sheet.label((origin.0 - 6.0, y), text, size, INK, Side::End);
            }
            let column = &columns[at];
            for (k, text) in column.iter().enumerate() {
                let x = origin.0 + middle + line * (k as f64 - (column.len() as f64 - 1.0) / 2.0);
                sheet.upward((x + size * font::CAPITAL / 2.0, origin.1 - 6.0), text, size, INK, Side::Start);
            }
        } else if (at + 1) % 10 == 0 {
            let number = (at + 1).to_string();
            sheet.label((origin.0 - 4.0, origin.1 + middle), &number, 9.0, GREY, Side::End);
            sheet.text((origin.0 + middle, origin.1 - 4.0), &number, 9.0, GREY, Side::Middle);
        }
    }
    cells(sheet, data, origin, side, n);
    frame.top = origin.1 + height + 4.0;
    frame.finish(&data.caption)
}

/// The title with an arrow in its direction, cut to what the corner can hold.
fn titled(title: &str, arrow: char) -> String {
    if title.is_empty() { String::new() } else { format!("{} {arrow}", font::cut(title, SMALL, 160.0)) }
}

/// Size of the names; 0 when there is no room for names at all.
fn label_size(schools: usize) -> f64 {
    match schools {
        0..=16 => SMALL,
        17..=30 => 11.0,
        31..=45 => 9.5,
        46..=60 => 8.0,
        _ => 0.0,
    }
}

fn cells(sheet: &mut Sheet, data: &HeatMap, origin: Point, side: f64, n: usize) {
    let largest =
        data.cells.iter().flatten().map(|c| if let Cell::Value(v, _) = c { *v } else { 0.0 }).fold(0.0, f64::max);
    let texts = data.cells.iter().flatten().filter_map(|c| match c {
        Cell::Value(_, text) | Cell::Within(text) => Some(text.as_str()),
        Cell::Blank => None,
    });
    let widest = texts.map(|t| font::width(t, 1.0)).fold(0.1, f64::max);
    let size = (12.0f64).min((side - 3.0) / widest).min(side - 5.0);
    let numbers = n <= MOST_NUMBERS && size >= 6.5;
    let corner = |i: usize, j: usize| (origin.0 + j as f64 * side, origin.1 + i as f64 * side);
    // Marks of one colour are drawn together: in a page by mail the picture is half as long.
    let (mut grounds, mut written) = (Vec::new(), Vec::new());
    for i in 0..n {
        for j in 0..n {
            let cell = data.cells.get(i).and_then(|row| row.get(j)).unwrap_or(&Cell::Blank);
            let (ground, text) = match cell {
                Cell::Value(value, text) => (shade(value / largest).unwrap_or(PAPER), text.as_str()),
                Cell::Within(text) => (PALE, text.as_str()),
                Cell::Blank if i == j => (PALE, ""),
                Cell::Blank => {
                    let (x, y) = corner(i, j);
                    sheet.line((x, y + side), (x + side, y), Stroke::solid(MIDDLE, 0.6));
                    continue;
                }
            };
            if ground != PAPER {
                grounds.push((ground, corner(i, j)));
            }
            if numbers && !text.is_empty() {
                let (x, y) = corner(i, j);
                let ink = match cell {
                    Cell::Within(_) => GREY,
                    // A matrix is mostly nothing: what there is should stand out.
                    _ if ground == PAPER => MIDDLE,
                    _ => ink_on(ground),
                };
                written.push((ink, (x + side / 2.0, y + side / 2.0), text));
            }
        }
    }
    grounds.sort_by_key(|(colour, _)| (colour.0, colour.1, colour.2));
    written.sort_by_key(|(colour, ..)| (colour.0, colour.1, colour.2));
    for (ground, at) in grounds {
        sheet.rect(at, (side, side), ground);
    }
    for (ink, at, text) in written {
        sheet.label(at, text, size, ink, Side::Middle);
    }
    let line = Stroke::solid(if side < 12.0 { PALE } else { PAPER }, if side < 12.0 { 0.3 } else { 1.0 });
    let end = side * n as f64;
    for at in 1..n {
        let d = at as f64 * side;
        sheet.line((origin.0 + d, origin.1), (origin.0 + d, origin.1 + end), line);
        sheet.line((origin.0, origin.1 + d), (origin.0 + end, origin.1 + d), line);
    }
    sheet.outline(origin, (end, end), Stroke::solid(MIDDLE, 0.8));
}
