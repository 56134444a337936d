//! A school's people in its unit square: parts side by side, people without ties on a bench at the foot.

use super::layout::{Spot, TITLE};
use super::stress;

/// Room for the bench's caption under it.
const FOOT: f64 = 0.14;
/// Border at the sides.
const SIDE: f64 = 0.07;
/// How far apart rows on the bench are.
const SEAT: f64 = 0.07;
/// How far apart two people on the bench are at most.
const APART: f64 = 0.16;
/// Parts of so many people share a strip at the side.
const FEW: usize = 3;

type Point = (f64, f64);

/// Places of a school's people; ties are pairs of positions within the school.
pub(super) fn square(bench: &[bool], ties: &[(u32, u32)], seed: u64) -> Vec<Spot> {
    let mut spots = vec![Spot::default(); bench.len()];
    let sitting: Vec<usize> = (0..bench.len()).filter(|&i| bench[i]).collect();
    let across = ((1.0 - 2.0 * SIDE) / SEAT) as usize + 1;
    let rows = sitting.len().div_ceil(across).min(6);
    if rows > 0 {
        let in_row = sitting.len().div_ceil(rows);
        let seat = ((1.0 - 2.0 * SIDE) / (in_row.max(2) - 1) as f64).min(APART);
        for (at, &i) in sitting.iter().enumerate() {
            let y = 1.0 - FOOT - SEAT * (rows - 1 - at / in_row) as f64;
            spots[i] = Spot { x: thousandth(SIDE + seat * (at % in_row) as f64), y: thousandth(y), bench: true };
        }
    }
    let low = (SIDE, TITLE + 0.05);
    let high = (1.0 - SIDE, if rows > 0 { 1.0 - FOOT - SEAT * (rows as f64 - 1.0) - 0.1 } else { 1.0 - 0.06 });
    let parts = parts(bench, ties);
    for (part, (low, high)) in parts.iter().zip(boxes(&parts, low, high)) {
        for (&i, point) in part.iter().zip(part_places(part, ties, seed, low, high)) {
            spots[i as usize] = Spot { x: thousandth(point.0), y: thousandth(point.1), bench: false };
        }
    }
    spots
}

/// The first of the people with whom somebody hangs together.
fn find(head: &mut [u32], mut i: u32) -> u32 {
    while head[i as usize] != i {
        head[i as usize] = head[head[i as usize] as usize];
        i = head[i as usize];
    }
    i
}

/// People who hang together within the school, the largest part first; somebody with ties outside only is a part.
fn parts(bench: &[bool], ties: &[(u32, u32)]) -> Vec<Vec<u32>> {
    let mut head: Vec<u32> = (0..bench.len() as u32).collect();
    for &(a, b) in ties {
        let (a, b) = (find(&mut head, a), find(&mut head, b));
        head[a.max(b) as usize] = a.min(b);
    }
    let mut of_head: Vec<(u32, u32)> =
        (0..bench.len() as u32).filter(|&i| !bench[i as usize]).map(|i| (find(&mut head, i), i)).collect();
    of_head.sort_unstable();
    let mut parts: Vec<Vec<u32>> =
        of_head.chunk_by(|a, b| a.0 == b.0).map(|part| part.iter().map(|p| p.1).collect()).collect();
    parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part[0]));
    parts
}

/// A box for each part: the large ones side by side, as wide as they are many; the small ones in a strip at the right.
fn boxes(parts: &[Vec<u32>], low: Point, high: Point) -> Vec<(Point, Point)> {
    /// Share of a box that is left free at its border.
    const BORDER: f64 = 0.1;
    let (width, height) = (high.0 - low.0, high.1 - low.1);
    let large = parts.iter().take_while(|p| p.len() > FEW).count();
    let small = parts.len() - large;
    // In a strip, so many under each other that they are about square; alone, in a grid of their own.
    let (down, share) = match large {
        0 => (((small as f64).sqrt() / 1.4).ceil().max(1.0) as usize, 1.0),
        _ => (small.min(5), 0.0),
    };
    let columns = if small == 0 { 0 } else { small.div_ceil(down.max(1)) };
    let strip = if share > 0.0 { width } else { (columns as f64 * 0.13).min(0.45) * width };
    let mut boxes = Vec::with_capacity(parts.len());
    let weight = |p: &Vec<u32>| (p.len() as f64).sqrt();
    let all: f64 = parts[..large].iter().map(weight).sum();
    let mut x = low.0;
    for part in &parts[..large] {
        let own = (width - strip) * weight(part) / all;
        let gap = if parts.len() > 1 { own * BORDER } else { 0.0 };
        boxes.push(((x, low.1), (x + own - gap, high.1)));
        x += own;
    }
    for at in 0..small {
        let (w, h) = (strip / columns as f64, height / down as f64);
        let corner = (high.0 - strip + (at / down) as f64 * w, low.1 + (at % down) as f64 * h);
        let (inner_x, inner_y) = (w * 2.0 * BORDER, h * BORDER);
        boxes.push(((corner.0 + inner_x, corner.1 + inner_y), (corner.0 + w, corner.1 + h - inner_y)));
    }
    boxes
}

/// Places of one part in its box.
fn part_places(part: &[u32], ties: &[(u32, u32)], seed: u64, low: Point, high: Point) -> Vec<Point> {
    let own: Vec<(u32, u32)> = ties
        .iter()
        .filter_map(|(a, b)| Some((part.binary_search(a).ok()? as u32, part.binary_search(b).ok()? as u32)))
        .collect();
    let mut points = stress::places(part.len(), &own, seed);
    straighten(&mut points);
    fit(&mut points, low, high, 0.19);
    let room = (high.0 - low.0) * (high.1 - low.1) / part.len().max(1) as f64;
    push_apart(&mut points, (room.sqrt() * 0.62).min(0.1), low, high);
    points
}

/// Rounded to thousandths.
pub(super) fn thousandth(v: f64) -> f64 {
    (v * 1000.0).round() / 1000.0
}

/// Turns the points so that they spread most from left to right, the first of them left and above the middle.
pub(super) fn straighten(points: &mut [(f64, f64)]) {
    let n = points.len().max(1) as f64;
    let (mx, my) = points.iter().fold((0.0, 0.0), |m, p| (m.0 + p.0 / n, m.1 + p.1 / n));
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for p in points.iter_mut() {
        *p = (p.0 - mx, p.1 - my);
        xx += p.0 * p.0;
        xy += p.0 * p.1;
        yy += p.1 * p.1;
    }
    let half = (xx - yy) / 2.0;
    let largest = f64::midpoint(xx, yy) + (half * half + xy * xy).sqrt();
    let axis = if xx >= yy { (largest - yy, xy) } else { (xy, largest - xx) };
    let length = (axis.0 * axis.0 + axis.1 * axis.1).sqrt();
    if length > 1e-12 {
        let (c, s) = (axis.0 / length, axis.1 / length);
        for p in points.iter_mut() {
            *p = (p.0 * c + p.1 * s, p.1 * c - p.0 * s);
        }
    }
    if let Some(&(x, y)) = points.first() {
        let (flip_x, flip_y) = (if x > 0.0 { -1.0 } else { 1.0 }, if y > 0.0 { -1.0 } else { 1.0 });
        for p in points.iter_mut() {
            *p = (p.0 * flip_x, p.1 * flip_y);
        }
    }
}

/// Fills the box between two corners, one direction stretched over the other by half at most; a unit no longer than
/// `longest`, so that three people do not stand at three walls.
pub(super) fn fit(points: &mut [(f64, f64)], low: (f64, f64), high: (f64, f64), longest: f64) {
    let bound = |pick: fn(&(f64, f64)) -> f64| {
        points.iter().map(pick).fold((f64::INFINITY, f64::NEG_INFINITY), |b, v| (b.0.min(v), b.1.max(v)))
    };
    let (x, y) = (bound(|p| p.0), bound(|p| p.1));
    let most = |room: f64, spread: f64| if spread > 1e-9 { room / spread } else { f64::MAX };
    let (sx, sy) = (most(high.0 - low.0, x.1 - x.0), most(high.1 - low.1, y.1 - y.0));
    let even = sx.min(sy).min(longest);
    let (sx, sy) = (sx.min(even * 1.5).min(longest * 1.5), sy.min(even * 1.5).min(longest * 1.5));
    let middle = (f64::midpoint(low.0, high.0), f64::midpoint(low.1, high.1));
    let centre = (f64::midpoint(x.0, x.1), f64::midpoint(y.0, y.1));
    for p in points.iter_mut() {
        *p = (middle.0 + (p.0 - centre.0) * sx, middle.1 + (p.1 - centre.1) * sy);
    }
}

/// Moves points that are closer than `least` away from each other, within the box.
pub(super) fn push_apart(points: &mut [(f64, f64)], least: f64, low: (f64, f64), high: (f64, f64)) {
    const MOST: usize = 600;
    if points.len() > MOST {
        return;
    }
    for _ in 0..60 {
        let mut moved = false;
        for i in 0..points.len() {
            for j in 0..i {
                let (dx, dy) = (points[i].0 - points[j].0, points[i].1 - points[j].1);
                let apart = (dx * dx + dy * dy).sqrt();
                if apart >= least * 0.999 {
                    continue;
                }
                moved = true;
                let (ux, uy) = if apart > 1e-9 { (dx / apart, dy / apart) } else { (1.0, 0.0) };
                let step = (least - apart) / 2.0;
                points[i] = (points[i].0 + ux * step, points[i].1 + uy * step);
                points[j] = (points[j].0 - ux * step, points[j].1 - uy * step);
            }
        }
        for p in points.iter_mut() {
            *p = (p.0.clamp(low.0, high.0), p.1.clamp(low.1, high.1));
        }
        if !moved {
            break;
        }
    }
}
