//! The funnel: rate against how many are known, with control limits that come in as arrays.

use crate::drawing::frame::{self, Axis, Caption, Frame, MARGIN, SMALL, Sample};
use crate::drawing::palette::{BAND, BLUE, GREY, INK, MIDDLE, PALE, PAPER, VERMILLION};
use crate::drawing::place::{Room, beside};
use crate::drawing::sheet::{Point, Sheet, Side, Stroke};
use crate::drawing::{Picture, WIDTH, font};

/// One school.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct FunnelPoint {
    /// The school's name.
    pub label: String,
    /// How many are known.
    pub known: f64,
    /// The rate, 0 to 1.
    pub rate: f64,
    /// Outside the limits: drawn as a diamond in the message colour, and always named.
    pub outside: bool,
    /// Its own limits, drawn as an upright band; none where the picture has [`Funnel::limits`].
    pub limits: Option<(f64, f64)>,
}

/// A pair of limits.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Limit {
    /// Number known, lower limit, upper limit, in ascending order of the number.
    pub points: Vec<(f64, f64, f64)>,
    /// For the key.
    pub text: String,
}

/// Rates against numbers.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Funnel {
    /// Title and note.
    pub caption: Caption,
    /// One per school.
    pub points: Vec<FunnelPoint>,
    /// The rate of all together.
    pub centre: Option<f64>,
    /// The inner limits first.
    pub limits: Vec<Limit>,
    /// Says what the band of a school is.
    pub key_band: String,
    /// Number known.
    pub across: Axis,
    /// Rates 0 to 1.
    pub up: Axis,
    /// Says what a disc is.
    pub key_inside: String,
    /// Says what a diamond is.
    pub key_outside: String,
    /// Says what the level line is.
    pub key_centre: String,
}

const LIMITS: [Stroke; 2] = [Stroke::dashed(MIDDLE, 1.3, 7.0, 4.0), Stroke::dashed(MIDDLE, 1.3, 2.0, 3.0)];
/// From one school to the next where several have as many known doors.
const ASIDE: f64 = 15.0;
const CENTRE: Stroke = Stroke::solid(INK, 1.2);

/// Draws the funnel.
pub fn funnel(data: &Funnel) -> Picture {
    let mut key = vec![(Sample::Spot(BLUE), data.key_inside.as_str())];
    if data.points.iter().any(|p| p.outside) {
        key.push((Sample::Diamond, data.key_outside.as_str()));
    }
    if data.centre.is_some() {
        key.push((Sample::Line(CENTRE), data.key_centre.as_str()));
    }
    for (limit, stroke) in data.limits.iter().zip(LIMITS) {
        key.push((Sample::Line(stroke), limit.text.as_str()));
    }
    if data.points.iter().any(|p| p.limits.is_some()) {
        key.push((Sample::Band, data.key_band.as_str()));
    }
    let mut frame = Frame::new(&data.caption, &key);
    let widest = data.up.ticks.iter().map(|t| font::width(&t.1, SMALL)).fold(0.0, f64::max);
    let (left, right) = (MARGIN + 20.0 + widest + 8.0, WIDTH - MARGIN - 4.0);
    let (top, bottom) = (frame.top + 6.0, frame.top + 346.0);
    let least = data.across.ticks.first().map_or(0.0, |t| t.0);
    let most = data.points.iter().map(|p| p.known).chain(data.across.ticks.iter().map(|t| t.0)).fold(1.0, f64::max);
    let at = |known: f64, rate: f64| -> Point {
        (
            left + (right - left) * ((known - least) / ((most - least) * 1.03).max(1.0)).clamp(0.0, 1.0),
            bottom - (bottom - top) * rate.clamp(0.0, 1.0),
        )
    };
    let sheet = &mut frame.sheet;
    for (value, text) in &data.up.ticks {
        let y = at(least, *value).1;
        sheet.line((left, y), (right, y), Stroke::solid(PALE, 1.0));
        sheet.label((left - 8.0, y), text, SMALL, GREY, Side::End);
    }
    for (value, text) in &data.across.ticks {
        let (x, _) = at(*value, 0.0);
        sheet.line((x, bottom), (x, bottom + 4.0), Stroke::solid(GREY, 1.0));
        sheet.text((x, bottom + 17.0), text, SMALL, GREY, Side::Middle);
    }
    sheet.line((left, bottom), (right, bottom), Stroke::solid(GREY, 1.0));
    let up = font::cut(&data.up.title, SMALL, bottom - top);
    sheet.upward((MARGIN + 10.0, f64::midpoint(top, bottom)), &up, SMALL, GREY, Side::Middle);
    let across = font::cut(&data.across.title, SMALL, right - left);
    sheet.text((f64::midpoint(left, right), bottom + 34.0), &across, SMALL, GREY, Side::Middle);
    let mut room = Room::new((left, top), (right, bottom));
    // Schools with as many known doors stand side by side.
    let aside = |index: usize| {
        let own = data.points[index].known.to_bits();
        let same = |upto: usize| data.points[..upto].iter().filter(|p| p.known.to_bits() == own).count() as f64;
        (same(index) - (same(data.points.len()) - 1.0) / 2.0) * ASIDE
    };
    let place = |index: usize, rate: f64| {
        let (x, y) = at(data.points[index].known, rate);
        (x + if data.points[index].limits.is_some() { aside(index) } else { 0.0 }, y)
    };
    for (index, (low, high)) in data.points.iter().enumerate().filter_map(|(i, p)| p.limits.map(|l| (i, l))) {
        let (upper, lower) = (place(index, high), place(index, low));
        sheet.rect((upper.0 - 4.0, upper.1), (8.0, lower.1 - upper.1), BAND);
        for (x, y) in [upper, lower] {
            sheet.line((x - 6.0, y), (x + 6.0, y), Stroke::solid(MIDDLE, 1.3));
        }
    }
    for (limit, stroke) in data.limits.iter().zip(LIMITS) {
        for line in [
            limit.points.iter().map(|p| at(p.0, p.1)).collect::<Vec<_>>(),
            limit.points.iter().map(|p| at(p.0, p.2)).collect(),
        ] {
            for pair in line.windows(2) {
                room.mind(pair[0], pair[1]);
            }
            sheet.polyline(&line, stroke);
        }
    }
    if let Some(centre) = data.centre {
        let y = at(least, centre).1;
        sheet.line((left, y), (right, y), CENTRE);
        room.mind((left, y), (right, y));
    }
    for (index, point) in data.points.iter().enumerate() {
        room.take(place(index, point.rate), 6.0);
    }
    names(sheet, data, &mut room, place);
    for (index, point) in data.points.iter().enumerate() {
        let centre = place(index, point.rate);
        if point.outside {
            frame::diamond(sheet, centre, 7.0, VERMILLION);
        } else {
            sheet.disc(centre, 4.5, BLUE);
        }
    }
    frame.top = bottom + 40.0;
    frame.finish(&data.caption)
}

/// Names beside the marks.
fn names(sheet: &mut Sheet, data: &Funnel, room: &mut Room, place: impl Fn(usize, f64) -> Point) {
    // Those outside are named first; the others where room is left.
    for outside in [true, false] {
        for (index, point) in data.points.iter().enumerate().filter(|(_, p)| p.outside == outside) {
            let centre = place(index, point.rate);
            let size = if outside { SMALL } else { 10.5 };
            for most in [200.0, 110.0] {
                let label = font::cut(&point.label, size, most);
                if let Some((x, y)) = beside(room, centre, 8.0, &label, size) {
                    let ink = if outside { INK } else { GREY };
                    let width = font::width(&label, size);
                    sheet.rect((x - 1.0, y - size * 0.42), (width + 2.0, size * 0.84), PAPER);
                    sheet.label((x, y), &label, size, ink, Side::Start);
                    break;
                }
            }
        }
    }
}
