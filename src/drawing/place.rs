//! Finding room for labels beside marks, so that no two texts lie on each other.

use super::font;
use super::sheet::Point;

/// What is taken of an area.
pub(super) struct Room {
    low: Point,
    high: Point,
    taken: Vec<(Point, Point)>,
    lines: Vec<(Point, Point)>,
}

impl Room {
    /// An empty area between two corners.
    pub(super) fn new(low: Point, high: Point) -> Room {
        Room { low, high, taken: Vec::new(), lines: Vec::new() }
    }

    /// A mark takes the square around it.
    pub(super) fn take(&mut self, centre: Point, radius: f64) {
        self.taken.push(((centre.0 - radius, centre.1 - radius), (centre.0 + radius, centre.1 + radius)));
    }

    /// Everything between two heights is taken.
    pub(super) fn take_band(&mut self, from: f64, to: f64) {
        self.taken.push(((self.low.0, from), (self.high.0, to)));
    }

    /// A line is better not crossed, but may be.
    pub(super) fn mind(&mut self, from: Point, to: Point) {
        self.lines.push((from, to));
    }

    /// How many lines run through a rectangle.
    fn crossings(&self, low: Point, high: Point) -> usize {
        self.lines.iter().filter(|(from, to)| crosses(*from, *to, low, high)).count()
    }

    fn is_free(&self, low: Point, high: Point) -> bool {
        low.0 >= self.low.0
            && low.1 >= self.low.1
            && high.0 <= self.high.0
            && high.1 <= self.high.1
            && self.taken.iter().all(|(l, h)| high.0 <= l.0 || low.0 >= h.0 || high.1 <= l.1 || low.1 >= h.1)
    }
}

/// The left end and middle height of a free place for a text beside a mark; it is taken then.
pub(super) fn beside(room: &mut Room, (x, y): Point, away: f64, text: &str, size: f64) -> Option<Point> {
    let width = font::width(text, size);
    let (half, slant) = (size * 0.58, away * 0.8);
    let above = y - away - half;
    let below = y + away + half;
    let candidates = [
        (x + away, y),
        (x - away - width, y),
        (x - width / 2.0, above),
        (x - width / 2.0, below),
        (x + slant, y - slant - half),
        (x + slant, y + slant + half),
        (x - slant - width, y - slant - half),
        (x - slant - width, y + slant + half),
        (x - width * 0.25, above),
        (x - width * 0.75, above),
        (x - width * 0.25, below),
        (x - width * 0.75, below),
    ];
    let found = candidates
        .into_iter()
        .map(|c| (c, (c.0, c.1 - half), (c.0 + width, c.1 + half)))
        .filter(|(_, low, high)| room.is_free(*low, *high))
        .min_by_key(|(_, low, high)| room.crossings(*low, *high))?
        .0;
    room.taken.push(((found.0 - 2.0, found.1 - half), (found.0 + width + 2.0, found.1 + half)));
    Some(found)
}

/// The free place nearest to a mark, wherever that is; it is taken then. None where nothing is free.
pub(super) fn nearest(room: &mut Room, (x, y): Point, text: &str, size: f64) -> Option<Point> {
    const STEP: f64 = 8.0;
    let (width, half) = (font::width(text, size), size * 0.58);
    let steps =
        |from: f64, to: f64| (0..=((to - from) / STEP).max(0.0) as u32).map(move |k| from + STEP * f64::from(k));
    let places = steps(room.low.1 + half, room.high.1 - half)
        .flat_map(|middle| steps(room.low.0, room.high.0 - width).map(move |left| (left, middle)));
    let cost = |(left, middle): Point| {
        let away = (left + width / 2.0 - x).hypot(middle - y);
        away + STEP * room.crossings((left, middle - half), (left + width, middle + half)) as f64
    };
    let free = places.filter(|(left, middle)| room.is_free((*left, middle - half), (left + width, middle + half)));
    let found = free.min_by(|a, b| cost(*a).total_cmp(&cost(*b)))?;
    room.taken.push(((found.0 - 2.0, found.1 - half), (found.0 + width + 2.0, found.1 + half)));
    Some(found)
}

/// Whether a line runs through a rectangle: what is left of it after cutting at all four sides.
fn crosses(from: Point, to: Point, low: Point, high: Point) -> bool {
    let (mut begin, mut end) = (0.0f64, 1.0f64);
    for (start, step, low, high) in [(from.0, to.0 - from.0, low.0, high.0), (from.1, to.1 - from.1, low.1, high.1)] {
        if step.abs() < 1e-9 {
            if start < low || start > high {
                return false;
            }
        } else {
            let (a, b) = ((low - start) / step, (high - start) / step);
            begin = begin.max(a.min(b));
            end = end.min(a.max(b));
        }
    }
    begin < end
}

/// Heights as close as possible to those wanted, in their order, a step apart at least and within the bounds.
pub(super) fn spread(wanted: &[f64], step: f64, low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]).then(a.cmp(b)));
    // Neighbours that would overlap become one block, centred on the mean of what its members want.
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for &at in &order {
        blocks.push((wanted[at], 1));
        while blocks.len() > 1 {
            let (later, earlier) = (blocks[blocks.len() - 1], blocks[blocks.len() - 2]);
            let needed = step * (later.1 + earlier.1) as f64 / 2.0;
            if later.0 - earlier.0 >= needed {
                break;
            }
            let (a, b) = (earlier.1 as f64, later.1 as f64);
            blocks.pop();
            blocks.pop();
            blocks.push(((earlier.0 * a + later.0 * b) / (a + b), earlier.1 + later.1));
        }
        if let Some(last) = blocks.last_mut() {
            let half = step * (last.1 as f64 - 1.0) / 2.0;
            last.0 = last.0.min(high - half).max(low + half);
        }
    }
    let mut places = vec![0.0; wanted.len()];
    let mut next = order.iter();
    for (centre, members) in blocks {
        for k in 0..members {
            if let Some(&at) = next.next() {
                places[at] = centre + step * (k as f64 - (members as f64 - 1.0) / 2.0);
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_never_lie_on_each_other_or_outside() {
        let mut room = Room::new((0.0, 0.0), (200.0, 60.0));
        let marks: Vec<Point> = (0..12).map(|i| (20.0 + f64::from(i) * 14.0, 30.0)).collect();
        for mark in &marks {
            room.take(*mark, 4.0);
        }
        let before = room.taken.len();
        for mark in &marks {
            let _ = beside(&mut room, *mark, 6.0, "Annemiek", 10.0);
        }
        assert!(room.taken.len() > before);
        for (i, a) in room.taken.iter().enumerate() {
            assert!(i < before || (a.0.0 >= -2.0 && a.1.0 <= 202.0 && a.0.1 >= 0.0 && a.1.1 <= 60.0));
            for b in room.taken.iter().skip(i + 1).filter(|_| i >= before) {
                let apart = a.1.0 <= b.0.0 + 4.0 || b.1.0 <= a.0.0 + 4.0 || a.1.1 <= b.0.1 || b.1.1 <= a.0.1;
                assert!(apart, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn what_finds_no_room_beside_its_mark_stands_where_there_is_some() {
        let mut room = Room::new((0.0, 0.0), (200.0, 100.0));
        room.take((40.0, 50.0), 39.0);
        assert_eq!(beside(&mut room, (40.0, 50.0), 6.0, "Anna", 10.0), None);
        let (x, y) = nearest(&mut room, (40.0, 50.0), "Anna", 10.0).unwrap();
        assert!((79.0..90.0).contains(&x) && (y - 50.0).abs() < 8.0, "{x} {y}");
        let again = nearest(&mut room, (40.0, 50.0), "Anna", 10.0).unwrap();
        assert!((again.1 - y).abs() > 8.0 || again.0 > x + font::width("Anna", 10.0), "{again:?}");
        room.take((100.0, 50.0), 100.0);
        assert_eq!(nearest(&mut room, (40.0, 50.0), "Anna", 10.0), None);
    }

    #[test]
    fn a_label_stands_where_no_line_runs_if_it_can() {
        let mut room = Room::new((0.0, 0.0), (200.0, 100.0));
        room.take((100.0, 50.0), 4.0);
        room.mind((100.0, 50.0), (200.0, 50.0));
        let (x, _) = beside(&mut room, (100.0, 50.0), 6.0, "Anna", 10.0).unwrap();
        assert!(x < 94.0, "left of the mark, since the line leaves to the right: {x}");
        assert!(crosses((0.0, 0.0), (10.0, 10.0), (4.0, 4.0), (6.0, 6.0)));
        assert!(!crosses((0.0, 0.0), (10.0, 10.0), (7.0, 1.0), (9.0, 3.0)));
        assert!(!crosses((0.0, 0.0), (3.0, 3.0), (4.0, 4.0), (6.0, 6.0)));
    }

    /// By hand: two that want 10 with a step of 10 stand at 5 and 15; one that wants 40 stays.
    #[test]
    fn heights_are_moved_apart_around_what_they_want() {
        assert_eq!(spread(&[10.0, 10.0, 40.0], 10.0, 0.0, 100.0), vec![5.0, 15.0, 40.0]);
        assert_eq!(spread(&[0.0, 0.0], 10.0, 0.0, 100.0), vec![0.0, 10.0]);
        assert_eq!(spread(&[100.0, 99.0], 10.0, 0.0, 100.0), vec![100.0, 90.0]);
    }
}
