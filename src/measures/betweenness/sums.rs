//! Sums of dependencies over sources, the same for any number of threads.

use super::dependency::{Held, Scratch, Take, WIDE};
use crate::measures::workers::workers;
use crate::network::adjacency::Rows;
use fearless_simd::Simd;
use std::ops::Range;

/// Batches that one task takes, at most.
const BATCHES: usize = 8;
/// Tasks that there are at least, when there are as many batches.
const TASKS: usize = 32;
/// From so many sources times ties on, batches are shared among threads.
const SHARE_FROM: usize = 400_000;
/// Registers of sources that walk together: the more, the fewer entries for each source, while their rows stay in the
/// caches.
const MANY: usize = 4;
/// In networks of more people than `MANY_UP_TO`.
const FEW: usize = 2;
const MANY_UP_TO: usize = 1 << 14;

/// A sum of numbers from 0 up as a whole number of 2⁻⁶³: adding is exact, so that no order matters.
#[derive(Debug, Clone, Copy, Default)]
struct Sum(u128);

impl Sum {
    #[inline]
    fn add(&mut self, x: f64) {
        let whole = x as u64;
        let rest = ((x - whole as f64) * (1u64 << 63) as f64) as u64;
        self.0 += (u128::from(whole) << 63) + u128::from(rest);
    }

    fn number(self) -> f64 {
        self.0 as f64 / (1u64 << 63) as f64
    }
}

/// By person, over the sources with their weights: δ added up, and δ² when asked for.
pub(super) struct Dependencies {
    pub(super) sums: Vec<f64>,
    pub(super) squares: Vec<f64>,
}

/// Dependencies of everybody on everybody.
pub(super) fn of_everybody(rows: &Rows, back: &Rows) -> Vec<f64> {
    let order = side_by_side(rows);
    let source = |place: usize| (order[place], 1.0);
    Asked { rows, back, sources: order.len(), squares: false, source }.dependencies().sums
}

/// The same on this thread alone, where many networks of the same people are gone through: memory is kept.
pub(super) fn of_everybody_alone(rows: &Rows, back: &Rows, kept: &mut Option<ManyFound>) -> Vec<f64> {
    let mut order = side_by_side(rows);
    let own = kept.get_or_insert_with(|| Found::new(order.len(), false));
    // Whoever names nobody reaches nobody: of those who are silenced that is most.
    order.retain(|&v| rows.degree(v) > 0);
    let tasks = Tasks::of(order.len(), MANY * WIDE);
    (0..tasks.count).for_each(|task| own.add(rows, back, tasks.sources(task), &|place| (order[place], 1.0)));
    own.sums.iter_mut().map(|sum| std::mem::take(sum).number()).collect()
}

/// People in whose order to walk: as they stand, but in each stretch those first who are near to everybody, so that
/// people who walk together reach most others at the same steps. That saves a tenth of all entries in a region.
fn side_by_side(rows: &Rows) -> Vec<u32> {
    let n = rows.len();
    let mut order: Vec<u32> = (0..n as u32).collect();
    if n <= STRETCH {
        return order;
    }
    // How far each is from sixty-four people, a bit for each of these.
    let (mut seen, mut front) = (vec![0u64; n], vec![0u64; n]);
    for bit in 0..64 {
        let place = bit * n / 64;
        (seen[place], front[place]) = (seen[place] | 1 << bit, front[place] | 1 << bit);
    }
    let (mut next, mut far) = (vec![0u64; n], vec![0u32; n]);
    loop {
        let mut any = 0;
        for v in 0..n {
            far[v] += seen[v].count_zeros();
            next[v] = rows.of(v as u32).iter().fold(0, |found, &w| found | front[w as usize]) & !seen[v];
            any |= next[v];
        }
        if any == 0 {
            break;
        }
        seen.iter_mut().zip(&next).for_each(|(s, new)| *s |= new);
        std::mem::swap(&mut front, &mut next);
    }
    order.chunks_mut(STRETCH).for_each(|stretch| stretch.sort_by_key(|&v| (far[v as usize], v)));
    order
}

/// People within whom the order is changed: a few schools, which reach others by the same ways.
const STRETCH: usize = 64;

/// The same of some sources with weights, and with squares; the sources differ.
pub(super) fn of_some(rows: &Rows, back: &Rows, sources: &[(u32, u32)]) -> Dependencies {
    let source = |place: usize| (sources[place].0, f64::from(sources[place].1));
    Asked { rows, back, sources: sources.len(), squares: true, source }.dependencies()
}

/// Sources, by place, with their weights, and what is asked of them.
struct Asked<'a, F> {
    rows: &'a Rows,
    back: &'a Rows,
    sources: usize,
    squares: bool,
    source: F,
}

impl<F: Fn(usize) -> (u32, f64) + Sync> Asked<'_, F> {
    fn dependencies(&self) -> Dependencies {
        if self.rows.len() <= MANY_UP_TO { self.over::<MANY>() } else { self.over::<FEW>() }
    }

    fn over<const N: usize>(&self) -> Dependencies {
        let &Asked { rows, back, sources, squares, ref source } = self;
        let n = rows.len();
        let share = sources > N * WIDE && sources.saturating_mul(rows.targets().len()) >= SHARE_FROM;
        let tasks = Tasks::of(sources, N * WIDE);
        let new = || Found::<N>::new(n, squares);
        let work = |own: &mut Found<N>, task: usize| own.add(rows, back, tasks.sources(task), source);
        let mut found = workers(tasks.count, share, new, work).into_iter();
        let mut all = found.next().unwrap_or_else(new);
        for more in found {
            let put = |to: &mut [Sum], from: &[Sum]| to.iter_mut().zip(from).for_each(|(x, y)| x.0 += y.0);
            put(&mut all.sums, &more.sums);
            put(&mut all.squares, &more.squares);
        }
        let numbers = |list: Vec<Sum>| list.into_iter().map(Sum::number).collect();
        Dependencies { sums: numbers(all.sums), squares: numbers(all.squares) }
    }
}

/// The sources in tasks, of a few batches each. Batches of one task are added up as they come; the tasks' sums are what
/// must not depend on order.
struct Tasks {
    count: usize,
    size: usize,
    sources: usize,
}

impl Tasks {
    fn of(sources: usize, together: usize) -> Tasks {
        let batches = sources.div_ceil(together);
        let size = (batches / TASKS).clamp(1, BATCHES) * together;
        Tasks { count: sources.div_ceil(size), size, sources }
    }

    fn sources(&self, task: usize) -> Range<usize> {
        task * self.size..self.sources.min((task + 1) * self.size)
    }
}

/// What one thread found, and what it needs.
pub(super) struct Found<const N: usize> {
    sums: Vec<Sum>,
    squares: Vec<Sum>,
    task: Vec<f64>,
    task_squares: Vec<f64>,
    scratch: Scratch<N>,
}

/// What one thread keeps where networks are small.
pub(super) type ManyFound = Found<MANY>;

impl<const N: usize> Found<N> {
    fn new(n: usize, squares: bool) -> Self {
        let second = if squares { n } else { 0 };
        Found {
            sums: vec![Sum::default(); n],
            squares: vec![Sum::default(); second],
            task: vec![0.0; n],
            task_squares: vec![0.0; second],
            scratch: Scratch::new(n),
        }
    }

    /// Adds what the sources of one task find.
    fn add(&mut self, rows: &Rows, back: &Rows, task: Range<usize>, source: &impl Fn(usize) -> (u32, f64)) {
        for first in task.clone().step_by(N * WIDE) {
            let places = first..task.end.min(first + N * WIDE);
            let mut weight = [[0.0; WIDE]; N];
            places.clone().enumerate().for_each(|(lane, place)| weight[lane / WIDE][lane % WIDE] = source(place).1);
            let found = &mut Totals { weight, sums: &mut self.task, squares: &mut self.task_squares };
            self.scratch.dependencies(rows, back, places.map(|place| source(place).0), found);
        }
        let put = |to: &mut [Sum], from: &mut [f64]| {
            to.iter_mut().zip(from).for_each(|(sum, x)| sum.add(std::mem::take(x)));
        };
        put(&mut self.sums, &mut self.task);
        put(&mut self.squares, &mut self.task_squares);
    }
}

/// Adds dependencies to the sums of a task.
struct Totals<'a, const N: usize> {
    /// By source.
    weight: [[f64; WIDE]; N],
    sums: &'a mut [f64],
    /// Empty when squares are not asked for; then weights are 1.
    squares: &'a mut [f64],
}

impl<const N: usize> Take<N> for Totals<'_, N> {
    #[inline(always)]
    fn take<S: Simd>(&mut self, simd: S, person: u32, of_each: Held<S, N>) {
        if self.squares.is_empty() {
            self.sums[person as usize] += of_each.total();
            return;
        }
        let weighed = Held::of(simd, &self.weight).times(of_each);
        self.sums[person as usize] += weighed.total();
        self.squares[person as usize] += weighed.times(of_each).total();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_exact_in_any_order() {
        let numbers = [1e9 + 1.0 / 3.0, 0.0, 7.0, 1e-3, 2.0f64.powi(40) + 0.125];
        let sum = |order: &[usize]| {
            let mut sum = Sum::default();
            order.iter().for_each(|&i| sum.add(numbers[i]));
            sum.number()
        };
        assert!((sum(&[0, 1, 2, 3, 4]) - numbers.iter().sum::<f64>()).abs() < 1e-3);
        assert_eq!(sum(&[4, 2, 0, 1, 3]).to_bits(), sum(&[0, 1, 2, 3, 4]).to_bits());
        assert!((sum(&[3]) - 1e-3).abs() < 1e-18);
    }

    #[test]
    fn alone_and_with_kept_memory_everybody_gets_the_same() {
        let mut kept = None;
        for step in [1, 7, 3] {
            let arcs = (0..100u32).flat_map(|v| [(v, (v + 1) % 100, 1.0), (v, (v * step + 13) % 100, 1.0)]);
            let network = crate::network::adjacency::Adjacency::from_arcs(100, arcs.filter(|a| a.0 != a.1));
            let alone = of_everybody_alone(&network.out, &network.into, &mut kept);
            assert!(alone.iter().any(|b| *b > 1.0));
            assert_eq!(alone, of_everybody(&network.out, &network.into));
        }
    }
}
