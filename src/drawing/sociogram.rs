//! Who is tied to whom: one school, or all of a group side by side.
//!
//! Position shows the school and who is close to whom; colour carries one message about each person and the shape of
//! the mark repeats it; formal ties are solid and informal ones dashed. The places come from
//! [`layout`](super::layout) and are the same for every layer and wave.

use super::frame::{self, Frame, MARGIN, SMALL, Sample};
use super::layout::{Spot, TITLE, grid};
use super::palette::{FAINT, GREY, INK, LIGHT, MIDDLE, PALE, PAPER};
use super::place::{Room, beside};
use super::sheet::{Point, Sheet, Side, Stroke};
use super::{Caption, Picture, WIDTH, font};
use std::collections::BTreeMap;

pub use super::frame::Dot;

/// Somebody in the picture.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Person {
    /// Index into [`Sociogram::schools`].
    pub school: u32,
    /// Place within the school.
    pub spot: Spot,
    /// What the picture says about this person.
    pub dot: Dot,
    /// Shown beside the mark in the picture of a school; empty when names are not shown.
    pub name: String,
}

/// A tie in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Tie {
    /// Index into [`Sociogram::people`].
    pub from: u32,
    /// Index into [`Sociogram::people`].
    pub to: u32,
    /// Dashed (informal, or the second layer) instead of solid.
    pub dashed: bool,
}

/// A school in the picture.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct SchoolCell {
    /// Its name.
    pub name: String,
    /// A short line under the name, as in "18 of 20 answered".
    pub note: String,
    /// Under the bench: how many sit there and why, as in "2 without ties, 1 did not answer". Those who did not answer
    /// are never counted among those without ties.
    pub bench: String,
}

/// What the marks mean; those that do not occur in a picture are left out of its key, as are those without text.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct SociogramKey {
    /// Of [`Dot::Filled`].
    pub filled: String,
    /// Of [`Dot::Ring`].
    pub ring: String,
    /// Of [`Dot::Square`].
    pub square: String,
    /// Of [`Dot::Small`].
    pub small: String,
    /// Of a solid line.
    pub solid: String,
    /// Of a dashed line.
    pub dashed: String,
    /// Of an arrow; used only where arrows are drawn.
    pub arrow: String,
    /// Of the short line that stands for ties with another school.
    pub outside: String,
}

/// A network of one layer, or two, in one wave.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Sociogram {
    /// In the order in which they are shown.
    pub schools: Vec<SchoolCell>,
    /// Everybody.
    pub people: Vec<Person>,
    /// Every tie; a pair that stands in both directions is drawn once.
    pub ties: Vec<Tie>,
    /// Ties run from somebody to somebody: arrows are drawn where they are few.
    pub directed: bool,
    /// What the marks mean.
    pub key: SociogramKey,
    /// Height of the picture of a school; none: what its people need.
    pub height: Option<f64>,
}

/// Up to so many lines in a picture carry arrows: more are a thicket.
const MOST_ARROWS: usize = 60;

/// A line in the picture: one pair and one way of drawing.
struct Line {
    a: u32,
    b: u32,
    dashed: bool,
    /// There is a tie from a to b, from b to a.
    ways: (bool, bool),
    /// The same pair has the other kind of line, too.
    doubled: bool,
}

/// One line for each pair and kind, sorted.
fn lines(data: &Sociogram) -> Vec<Line> {
    let known = data.people.len() as u32;
    let mut all: Vec<Line> = data
        .ties
        .iter()
        .filter(|t| t.from != t.to && t.from.max(t.to) < known)
        .map(|t| Line {
            a: t.from.min(t.to),
            b: t.from.max(t.to),
            dashed: t.dashed,
            ways: (t.from < t.to, t.from > t.to),
            doubled: false,
        })
        .collect();
    all.sort_by_key(|l| (l.a, l.b, l.dashed));
    all.dedup_by(|later, first| {
        let same = (later.a, later.b, later.dashed) == (first.a, first.b, first.dashed);
        if same {
            first.ways = (first.ways.0 || later.ways.0, first.ways.1 || later.ways.1);
        }
        same
    });
    for at in 1..all.len() {
        if (all[at].a, all[at].b) == (all[at - 1].a, all[at - 1].b) {
            all[at].doubled = true;
            all[at - 1].doubled = true;
        }
    }
    all
}

/// The lines in an order in which many begin where the one before ended: a pen that goes on says less.
fn trail<'a>(lines: &[&'a Line]) -> Vec<&'a Line> {
    let mut at: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate().rev() {
        at.entry(line.a).or_default().push(index);
        at.entry(line.b).or_default().push(index);
    }
    let mut drawn = vec![false; lines.len()];
    let mut order = Vec::with_capacity(lines.len());
    for (start, line) in lines.iter().enumerate() {
        let (mut next, mut pen) = (Some(start), line.a);
        while let Some(index) = next.filter(|&index| !drawn[index]) {
            drawn[index] = true;
            order.push(lines[index]);
            pen = if lines[index].a == pen { lines[index].b } else { lines[index].a };
            let here = at.get_mut(&pen);
            next = here.and_then(|here| {
                while here.last().is_some_and(|&index| drawn[index]) {
                    here.pop();
                }
                here.last().copied()
            });
        }
    }
    order
}

/// The key of what there is.
fn key<'a>(data: &'a Sociogram, people: &[&Person], lines: &[&Line], pen: Pen, stubs: bool) -> Vec<(Sample, &'a str)> {
    let texts = &data.key;
    let dots = [
        (Dot::Filled, &texts.filled),
        (Dot::Ring, &texts.ring),
        (Dot::Square, &texts.square),
        (Dot::Small, &texts.small),
    ];
    let mut key: Vec<(Sample, &str)> = dots
        .into_iter()
        .filter(|(d, _)| people.iter().any(|p| p.dot == *d))
        .map(|(d, text)| (Sample::Dot(d), text.as_str()))
        .collect();
    for (dashed, text) in [(false, &texts.solid), (true, &texts.dashed)] {
        if lines.iter().any(|l| l.dashed == dashed) {
            key.push((Sample::Line(Pen { width: 1.4, ..pen }.stroke(dashed)), text));
        }
    }
    if pen.arrows {
        key.push((Sample::Arrow, &texts.arrow));
    }
    if stubs {
        key.push((Sample::Stub, &texts.outside));
    }
    key
}

/// How ties are drawn: lighter and thinner in a thicket, so that the people stay visible.
#[derive(Clone, Copy)]
struct Pen {
    width: f64,
    thicket: bool,
    arrows: bool,
}

impl Pen {
    fn new(width: f64, lines: usize, people: usize, arrows: bool) -> Pen {
        const MANY_EACH: usize = 4;
        let thicket = lines > MANY_EACH * people;
        Pen { width: if thicket { width * 0.7 } else { width }, thicket, arrows }
    }

    fn stroke(self, dashed: bool) -> Stroke {
        match (dashed, self.thicket) {
            (false, false) => Stroke::solid(GREY, self.width),
            (false, true) => Stroke::solid(MIDDLE, self.width),
            (true, false) => Stroke::dashed(MIDDLE, self.width, 4.5, 3.0),
            (true, true) => Stroke::dashed(LIGHT, self.width, 4.5, 3.0),
        }
    }
}

/// Draws lines between places, moved apart where a pair has both kinds; with heads that end at the marks.
fn draw_lines(sheet: &mut Sheet, lines: &[&Line], at: impl Fn(u32) -> Point, pen: Pen, radius: f64) {
    for dashed in [true, false] {
        let mut heads: Vec<(Point, Point)> = Vec::new();
        let own: Vec<&Line> = lines.iter().copied().filter(|l| l.dashed == dashed).collect();
        for line in trail(&own) {
            let (mut from, mut to) = (at(line.a), at(line.b));
            let (dx, dy) = (to.0 - from.0, to.1 - from.1);
            let length = (dx * dx + dy * dy).sqrt();
            if length < 1e-6 {
                continue;
            }
            let (ux, uy) = (dx / length, dy / length);
            if line.doubled {
                let aside = if dashed { pen.width * 1.3 } else { -pen.width * 1.3 };
                from = (from.0 - uy * aside, from.1 + ux * aside);
                to = (to.0 - uy * aside, to.1 + ux * aside);
            }
            if pen.arrows && line.ways.0 {
                to = (to.0 - ux * (radius + 0.5), to.1 - uy * (radius + 0.5));
                heads.push((to, (ux, uy)));
                to = (to.0 - ux * 4.0, to.1 - uy * 4.0);
            }
            if pen.arrows && line.ways.1 {
                from = (from.0 + ux * (radius + 0.5), from.1 + uy * (radius + 0.5));
                heads.push((from, (-ux, -uy)));
                from = (from.0 + ux * 4.0, from.1 + uy * 4.0);
            }
            sheet.line(from, to, pen.stroke(dashed));
        }
        for (tip, direction) in heads {
            frame::arrow_head(sheet, tip, direction, 7.5, if dashed { MIDDLE } else { GREY });
        }
    }
}

/// Marks, one kind after the other.
fn draw_dots(sheet: &mut Sheet, people: &[&Person], at: impl Fn(&Person) -> (Point, f64)) {
    for kind in [Dot::Small, Dot::Square, Dot::Filled, Dot::Ring] {
        let own = || people.iter().filter(|p| p.dot == kind).map(|p| at(p));
        own().for_each(|(centre, radius)| frame::dot_ground(sheet, centre, radius, kind));
        own().for_each(|(centre, radius)| frame::dot_mark(sheet, centre, radius, kind));
    }
}

/// A line under those on the bench, and its caption.
fn draw_bench(sheet: &mut Sheet, seats: &[Point], radius: f64, caption: &str, size: f64, right: f64) {
    let Some(lowest) = seats.iter().map(|p| p.1).reduce(f64::max) else { return };
    let left = seats.iter().map(|p| p.0).fold(f64::INFINITY, f64::min);
    let end = seats.iter().map(|p| p.0).fold(left, f64::max);
    let y = lowest + radius + 2.0;
    sheet.line((left - radius, y), (end + radius, y), Stroke::solid(MIDDLE, 1.0));
    let caption = font::cut(caption, size, right - left + radius);
    // On paper, since ties between schools pass behind.
    sheet.rect((left - radius - 1.0, y + 2.0), (font::width(&caption, size) + 2.0, size + 2.0), PAPER);
    sheet.text((left - radius, y + size + 1.5), &caption, size, GREY, Side::Start);
}

/// Draws one school. Ties with other schools are short lines that end at a bar. A name for which there is no room
/// beside its mark is left out, which happens in the thickest part of schools of sixty and more.
pub fn school_sociogram(data: &Sociogram, school: u32, caption: &Caption) -> Picture {
    let all = lines(data);
    let own = |p: u32| data.people[p as usize].school == school;
    let inside: Vec<&Line> = all.iter().filter(|l| own(l.a) && own(l.b)).collect();
    let people: Vec<&Person> = data.people.iter().filter(|p| p.school == school).collect();
    let arrows = data.directed && inside.len() <= MOST_ARROWS;
    let pen = Pen::new(1.3, inside.len(), people.len(), arrows);
    let mut reaching: Vec<u32> =
        all.iter().filter(|l| own(l.a) != own(l.b)).map(|l| if own(l.a) { l.a } else { l.b }).collect();
    reaching.sort_unstable();
    reaching.dedup();
    let mut frame = Frame::new(caption, &key(data, &people, &inside, pen, !reaching.is_empty()));
    let named = people.iter().any(|p| !p.name.is_empty());
    let n = people.len() as f64;
    let needed = (230.0 + n * if named { 7.0 } else { 4.5 }).clamp(250.0, 900.0);
    let height = data.height.unwrap_or(needed);
    // Small among others the marks are larger, so that they can still be told apart.
    let radius = (10.5 - n / 14.0).clamp(4.0, 9.0) * if data.height.is_some() { 1.3 } else { 1.0 };
    let (left, top, width) = (MARGIN, frame.top, WIDTH - 2.0 * MARGIN);
    // The square without its title and its foot: the name stands above the picture already.
    let lowest = people.iter().map(|p| p.spot.y).fold(TITLE + 0.3, f64::max);
    let foot = if people.iter().any(|p| p.spot.bench) { radius + SMALL + 8.0 } else { radius + 8.0 };
    let stretch = (height - radius - 12.0 - foot) / (lowest - TITLE - 0.05);
    let place = |spot: Spot| (left + spot.x * width, top + radius + 12.0 + (spot.y - TITLE - 0.05) * stretch);
    let at = |p: u32| place(data.people[p as usize].spot);
    let sheet = &mut frame.sheet;
    draw_lines(sheet, &inside, at, pen, radius);
    let mut room = Room::new((left, top), (left + width, top + height));
    for person in &people {
        room.take(place(person.spot), radius + 1.0);
    }
    for line in &inside {
        room.mind(at(line.a), at(line.b));
    }
    for &p in &reaching {
        let tip = stub(sheet, at(p), (left + width / 2.0, top + height / 2.0), radius);
        room.take(tip, 5.0);
    }
    let seats: Vec<Point> = people.iter().filter(|p| p.spot.bench).map(|p| place(p.spot)).collect();
    let bench = data.schools.get(school as usize).map_or("", |s| s.bench.as_str());
    draw_bench(sheet, &seats, radius, bench, SMALL, left + width);
    if let Some(lowest) = seats.iter().map(|p| p.1).reduce(f64::max) {
        room.take_band(lowest + radius, top + height);
    }
    draw_names(sheet, &mut room, &people, place, radius);
    draw_dots(sheet, &people, |p| (place(p.spot), radius));
    frame.top = top + height;
    frame.finish(caption)
}

/// Names on paper, so that no line runs through them; the last resort is a shorter name in smaller letters.
fn draw_names(sheet: &mut Sheet, room: &mut Room, people: &[&Person], place: impl Fn(Spot) -> Point, radius: f64) {
    for person in people.iter().filter(|p| !p.name.is_empty()) {
        let centre = place(person.spot);
        for (size, most) in [(11.5, 130.0), (10.0, 100.0), (9.0, 60.0)] {
            let name = font::cut(&person.name, size, most);
            if let Some((x, y)) = beside(room, centre, radius + 3.0, &name, size) {
                let width = font::width(&name, size);
                sheet.rect((x - 1.0, y - size * 0.42), (width + 2.0, size * 0.84), PAPER);
                sheet.label((x, y), &name, size, INK, Side::Start);
                break;
            }
        }
    }
}

/// A short line outward with a bar at its end; gives its end.
fn stub(sheet: &mut Sheet, from: Point, centre: Point, radius: f64) -> Point {
    let (dx, dy) = (from.0 - centre.0, from.1 - centre.1);
    let length = (dx * dx + dy * dy).sqrt();
    let (ux, uy) = if length > 1.0 { (dx / length, dy / length) } else { (0.0, -1.0) };
    let reach = radius + 9.0;
    let end = (from.0 + ux * reach, from.1 + uy * reach);
    let line = Stroke::solid(GREY, 1.3);
    sheet.line(from, end, line);
    sheet.line((end.0 - uy * 4.5, end.1 + ux * 4.5), (end.0 + uy * 4.5, end.1 - ux * 4.5), line);
    end
}

/// Draws all schools in a grid, ties between schools pale behind them. People whose school is not in
/// [`Sociogram::schools`] are left out: give those without a school a cell of their own.
pub fn group_sociogram(data: &Sociogram, caption: &Caption) -> Picture {
    const GAP: f64 = 8.0;
    let school = |p: u32| data.people[p as usize].school;
    let has_cell = |p: &Person| (p.school as usize) < data.schools.len();
    let mut all = lines(data);
    all.retain(|l| has_cell(&data.people[l.a as usize]) && has_cell(&data.people[l.b as usize]));
    let everybody: Vec<&Person> = data.people.iter().filter(|p| has_cell(p)).collect();
    let (columns, rows) = grid(data.schools.len());
    let cell = (WIDTH - 2.0 * MARGIN - GAP * (columns as f64 - 1.0)) / columns as f64;
    let pen = Pen::new((cell / 170.0).clamp(0.7, 1.2), all.len(), everybody.len(), false);
    let mut frame = Frame::new(caption, &key(data, &everybody, &all.iter().collect::<Vec<_>>(), pen, false));
    let size = (cell / 13.0).clamp(11.0, frame::LABEL);
    let small = (size - 2.0).max(9.5);
    // The name and the note take what they need, the rest of the square is as high as it is wide at most.
    let head = (TITLE * cell).max(size + small + 10.0);
    let body = (1.0 - TITLE) * cell.min(420.0) + 3.0;
    let cell_height = head + body;
    let mut members = vec![0usize; data.schools.len()];
    for person in &everybody {
        members[person.school as usize] += 1;
    }
    let radius: Vec<f64> =
        members.iter().map(|&n| (cell / 42.0).min(cell / ((n as f64).sqrt() * 7.5).max(1.0)).clamp(1.8, 7.0)).collect();
    let top = frame.top;
    let corner = |s: u32| {
        let s = s as usize;
        (MARGIN + (s % columns) as f64 * (cell + GAP), top + (s / columns) as f64 * (cell_height + GAP))
    };
    let place = |p: &Person| {
        let (x, y) = corner(p.school);
        (x + p.spot.x * cell, y + head + (p.spot.y - TITLE) / (1.0 - TITLE) * (body - 3.0))
    };
    let at = |p: u32| place(&data.people[p as usize]);
    let sheet = &mut frame.sheet;
    let (within, across): (Vec<&Line>, Vec<&Line>) = all.iter().partition(|l| school(l.a) == school(l.b));
    for s in 0..data.schools.len() as u32 {
        sheet.outline(corner(s), (cell, cell_height), Stroke::solid(PALE, 1.0));
    }
    for dashed in [true, false] {
        let own: Vec<&Line> = across.iter().copied().filter(|l| l.dashed == dashed).collect();
        for line in trail(&own) {
            let pale = Stroke { colour: FAINT, width: 0.7, ..pen.stroke(dashed) };
            sheet.line(at(line.a), at(line.b), pale);
        }
    }
    draw_lines(sheet, &within, at, pen, 0.0);
    for (s, of) in data.schools.iter().enumerate() {
        let (x, y) = corner(s as u32);
        let name = font::cut(&of.name, size, cell - 12.0);
        sheet.rect((x + 3.0, y + 2.0), (font::width(&name, size) + 4.0, size + 3.0), PAPER);
        sheet.text((x + 5.0, y + size + 2.0), &name, size, INK, Side::Start);
        let note = font::cut(&of.note, small, cell - 12.0);
        if !note.is_empty() {
            sheet.rect((x + 3.0, y + size + 5.0), (font::width(&note, small) + 4.0, small + 2.0), PAPER);
            sheet.text((x + 5.0, y + size + small + 5.0), &note, small, GREY, Side::Start);
        }
        let seats: Vec<Point> =
            data.people.iter().filter(|p| p.school == s as u32 && p.spot.bench).map(place).collect();
        draw_bench(sheet, &seats, radius[s], &of.bench, small, x + cell - 4.0);
    }
    draw_dots(sheet, &everybody, |p| (place(p), radius[p.school as usize]));
    frame.top = top + rows as f64 * (cell_height + GAP) - GAP;
    frame.finish(caption)
}

#[cfg(test)]
mod tests {
    use super::super::layout;
    use super::*;

    fn tie(from: u32, to: u32, dashed: bool) -> Tie {
        Tie { from, to, dashed }
    }

    fn three() -> Sociogram {
        let school = [0, 0, 1];
        let spots = layout::people(&school, &[(0, 1), (1, 2)], 1);
        Sociogram {
            schools: vec![SchoolCell { name: "A".into(), ..Default::default() }, SchoolCell::default()],
            people: school
                .iter()
                .zip(spots)
                .map(|(s, spot)| Person { school: *s, spot, name: "Zoë <b>".into(), ..Default::default() })
                .collect(),
            ties: vec![tie(0, 1, false), tie(1, 0, false), tie(0, 1, true), tie(1, 2, false), tie(2, 2, false)],
            directed: true,
            height: None,
            key: SociogramKey { outside: "elsewhere".into(), arrow: "visits".into(), ..Default::default() },
        }
    }

    #[test]
    fn a_pair_in_both_directions_is_one_line_and_two_kinds_are_two() {
        let data = three();
        let found: Vec<_> = lines(&data).iter().map(|l| (l.a, l.b, l.dashed, l.ways, l.doubled)).collect();
        assert_eq!(
            found,
            [(0, 1, false, (true, true), true), (0, 1, true, (true, false), true), (1, 2, false, (true, false), false)]
        );
    }

    #[test]
    fn a_tie_with_another_school_shows_in_the_picture_of_a_school() {
        let data = three();
        let one = school_sociogram(&data, 0, &Caption::default()).svg();
        assert!(one.contains("elsewhere") && one.contains("visits"));
        assert!(one.contains("Zoë &lt;b&gt;") && !one.contains("<b>"));
    }

    #[test]
    fn an_empty_network_is_still_a_picture() {
        let nobody = Sociogram::default();
        assert!(group_sociogram(&nobody, &Caption::default()).svg().starts_with("<svg"));
        assert!(school_sociogram(&nobody, 0, &Caption::default()).svg().starts_with("<svg"));
    }
}
