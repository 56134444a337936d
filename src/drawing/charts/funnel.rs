//! The funnel: rate against how many are known, with control limits that come in as arrays.

use crate::drawing::frame::{self, Axis, Caption, Frame, MARGIN, SMALL, Sample};
use crate::drawing::palette::{BAND, BLUE, GREY, INK, MIDDLE, PALE, PAPER, VERMILLION};
use crate::drawing::place::{Room, beside, nearest};
use crate::drawing::sheet::{Point, Sheet, Side, Stroke};
use crate::drawing::{Picture, WIDTH, font};
use plotters::style::RGBColor;

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
    /// On or beyond the limits: drawn as a diamond in the message colour, and named first.
    pub outside: bool,
    /// Its own limits, low and high, drawn as an upright band that runs on where there is none on a side; none where
    /// the picture has [`Funnel::limits`].
    pub limits: Option<(Option<f64>, Option<f64>)>,
}

/// A pair of limits.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Limit {
    /// Number known, lower limit, upper limit, in ascending order of the number; none where nothing would be beyond it.
    pub points: Vec<(f64, Option<f64>, Option<f64>)>,
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
        let (upper, lower) = (place(index, high.unwrap_or(1.0)), place(index, low.unwrap_or(0.0)));
        sheet.rect((upper.0 - 4.0, upper.1), (8.0, lower.1 - upper.1), BAND);
        room.mind(upper, lower);
        for (x, y) in [high.map(|_| upper), low.map(|_| lower)].into_iter().flatten() {
            sheet.line((x - 6.0, y), (x + 6.0, y), Stroke::solid(MIDDLE, 1.3));
            // A name over the end of a band would hide the limit.
            room.take((x, y), 4.0);
        }
    }
    for (limit, stroke) in data.limits.iter().zip(LIMITS) {
        for line in [
            limit.points.iter().filter_map(|p| Some(at(p.0, p.1?))).collect::<Vec<_>>(),
            limit.points.iter().filter_map(|p| Some(at(p.0, p.2?))).collect(),
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

/// How far from its mark a name may stand, in the order tried; from the second on a line leads to it.
const AWAY: [f64; 3] = [8.0, 20.0, 34.0];
/// How long a name may be, in the order tried.
const LONG: [f64; 2] = [200.0, 110.0];
/// Up to so many that stand out have their name wherever there is room for it; of more, only where it is near their marks.
const FAR_UP_TO: usize = 60;

/// Names beside the marks.
fn names(sheet: &mut Sheet, data: &Funnel, room: &mut Room, place: impl Fn(usize, f64) -> Point) {
    // Among very many schools only those that stand out have a line to their name.
    let one_by_one = data.points.iter().any(|p| p.limits.is_some());
    let few = data.points.iter().filter(|p| p.outside).count() <= FAR_UP_TO;
    let mut written: Vec<Name> = Vec::new();
    // Those outside are named first, wherever there is room; the others where it is left beside them.
    for outside in [true, false] {
        let (size, ink) = if outside { (SMALL, INK) } else { (10.5, GREY) };
        let away = if outside || one_by_one { &AWAY[..] } else { &AWAY[..1] };
        for (index, point) in data.points.iter().enumerate().filter(|(_, p)| p.outside == outside) {
            let mark = place(index, point.rate);
            let found = LONG.iter().find_map(|&most| {
                let text = font::cut(&point.label, size, most);
                let near = away.iter().find_map(|&away| Some((beside(room, mark, away, &text, size)?, away > AWAY[0])));
                let (at, far) = match near {
                    None if outside && few => (nearest(room, mark, &text, size)?, true),
                    near => near?,
                };
                Some(Name { at, text, size, ink, from: far.then_some(mark) })
            });
            written.extend(found);
        }
    }
    // No line runs over a name.
    for Name { at: (x, y), text, size, from, .. } in &written {
        if let Some(mark) = from {
            let half = size * 0.42;
            let end = (mark.0.clamp(*x, x + font::width(text, *size)), mark.1.clamp(y - half, y + half));
            sheet.line(*mark, end, Stroke::solid(MIDDLE, 0.8));
        }
    }
    for Name { at: (x, y), text, size, ink, .. } in written {
        sheet.rect((x - 1.0, y - size * 0.42), (font::width(&text, size) + 2.0, size * 0.84), PAPER);
        sheet.label((x, y), &text, size, ink, Side::Start);
    }
}

/// A name that has found its place.
struct Name {
    at: Point,
    text: String,
    size: f64,
    ink: RGBColor,
    /// The mark that a line leads from; none where the name stands beside it.
    from: Option<Point>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_school_on_or_beyond_its_limits_has_its_name_however_close_they_stand() {
        for own_limits in [true, false] {
            let point = |k: u32| FunnelPoint {
                label: format!("School number {k}"),
                known: 18.0,
                rate: 0.10 + f64::from(k % 3) * 0.01,
                outside: true,
                limits: own_limits.then_some((Some(0.2), None)),
            };
            let data = Funnel {
                points: (0..12).map(point).collect(),
                limits: vec![Limit {
                    points: vec![(10.0, None, Some(0.9)), (20.0, Some(0.2), Some(0.8))],
                    text: String::new(),
                }],
                across: Axis { ticks: vec![(10.0, "10".into()), (25.0, "25".into())], title: String::new() },
                ..Funnel::default()
            };
            let svg = funnel(&data).svg();
            for k in 0..12 {
                assert!(svg.contains(&format!(">School number {k}<")), "{own_limits}: {k}");
            }
        }
    }
}
