//! The largest eigenvalue of a small symmetric matrix with cells above 0 beside its diagonal and none further off.

/// Such a matrix, which grows by a row and a column at a time.
#[derive(Debug, Default)]
pub(super) struct Tridiagonal {
    diagonal: Vec<f64>,
    /// What stands beside the diagonal; the last of them leads to a row that is not there yet.
    beside: Vec<f64>,
}

/// The largest eigenvalue and what belongs to it.
#[derive(Debug, Default)]
pub(super) struct Top {
    /// The eigenvalue.
    pub(super) value: f64,
    /// Its vector of length 1, no cell below 0.
    pub(super) vector: Vec<f64>,
    /// How far the next eigenvalue is away, to a hundredth; no less than nothing, and without end where there is none.
    pub(super) gap: f64,
}

impl Tridiagonal {
    pub(super) fn push(&mut self, own: f64, left: f64) {
        self.diagonal.push(own);
        self.beside.push(left);
    }

    pub(super) fn len(&self) -> usize {
        self.diagonal.len()
    }

    /// What leads from row `i` to the next.
    pub(super) fn left(&self, i: usize) -> f64 {
        self.beside[i]
    }

    /// No eigenvalue is farther from 0 than three times this.
    pub(super) fn scale(&self) -> f64 {
        let beside = &self.beside[..self.len().saturating_sub(1)];
        self.diagonal.iter().chain(beside).fold(0.0, |most: f64, x| most.max(x.abs()))
    }

    /// How many eigenvalues are larger than `x`: as many as there are negative pivots (Sylvester's law).
    fn above(&self, x: f64) -> usize {
        let (mut pivot, mut many, mut beside) = (1.0, 0, 0.0);
        for (own, next) in self.diagonal.iter().zip(&self.beside) {
            pivot = x - own - beside * beside / pivot;
            if pivot.abs() < f64::MIN_POSITIVE {
                pivot = f64::MIN_POSITIVE;
            }
            many += usize::from(pivot < 0.0);
            beside = *next;
        }
        many
    }

    /// The largest eigenvalue, which `before`, that of a part of this matrix, is no larger than.
    pub(super) fn top(&self, before: &Top) -> Top {
        let scale = self.scale().max(f64::MIN_POSITIVE);
        let (mut low, mut step) = if before.vector.is_empty() {
            (-4.0 * scale, 4.0 * scale)
        } else {
            // As far as the last row reached before is a good first guess of how far this one moved it.
            (before.value - 4.0 * f64::EPSILON * scale, scale * f64::EPSILON.sqrt())
        };
        let mut high = low + step;
        while self.above(high) > 0 {
            (low, step) = (high, 2.0 * step);
            high = low + step;
        }
        loop {
            let middle = low + (high - low) / 2.0;
            if middle <= low || middle >= high || high - low <= f64::EPSILON * scale {
                break;
            }
            if self.above(middle) > 0 { low = middle } else { high = middle }
        }
        Top { value: high, vector: self.vector(high), gap: self.gap(high, scale) }
    }

    /// The vector of the largest eigenvalue, of which `value` is an upper bound: then every pivot is above 0, nothing is
    /// ever subtracted, and the smallest cell is as exact as the largest.
    fn vector(&self, value: f64) -> Vec<f64> {
        let n = self.len();
        // Of a value of 0, too, the inverse's square is still a number.
        let least = f64::EPSILON * value.abs().max(1e-100);
        let mut pivots = Vec::with_capacity(n);
        for i in 0..n {
            let before = if i == 0 { 0.0 } else { self.beside[i - 1] * self.beside[i - 1] / pivots[i - 1] };
            pivots.push((value - self.diagonal[i] - before).max(least));
        }
        let mut x = vec![1.0; n];
        for _ in 0..3 {
            for i in 1..n {
                x[i] += x[i - 1] * self.beside[i - 1] / pivots[i - 1];
            }
            for i in (0..n).rev() {
                let next = if i + 1 < n { self.beside[i] * x[i + 1] } else { 0.0 };
                x[i] = (x[i] + next) / pivots[i];
            }
            let length = x.iter().map(|x| x * x).sum::<f64>().sqrt();
            x.iter_mut().for_each(|x| *x /= length);
        }
        x
    }

    /// How far below `value`, the largest, the next eigenvalue is.
    fn gap(&self, value: f64, scale: f64) -> f64 {
        if self.len() < 2 {
            return f64::INFINITY;
        }
        let (mut near, mut far) = (0.0, 8.0 * scale);
        while far - near > 0.01 * far && far > ROUNDING * scale {
            let middle = near + (far - near) / 2.0;
            if self.above(value - middle) > 1 { far = middle } else { near = middle }
        }
        near
    }
}

/// Gaps below this, over the matrix's scale, are none.
const ROUNDING: f64 = 1e-14;

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(n: usize) -> Tridiagonal {
        let mut matrix = Tridiagonal::default();
        (0..n).for_each(|_| matrix.push(0.0, 1.0));
        matrix
    }

    #[test]
    fn a_chain_has_its_cosines_and_sines() {
        for n in [1, 2, 3, 40] {
            let matrix = chain(n);
            let top = matrix.top(&Top::default());
            let cosine = |k: usize| 2.0 * (std::f64::consts::PI * k as f64 / (n + 1) as f64).cos();
            let sine = |i: usize| (std::f64::consts::PI * (i + 1) as f64 / (n + 1) as f64).sin();
            let length = (0..n).map(|i| sine(i) * sine(i)).sum::<f64>().sqrt();
            assert!((top.value - cosine(1)).abs() < 1e-14, "{n}: {}", top.value);
            assert!((0..n).all(|i| (top.vector[i] - sine(i) / length).abs() < 1e-12));
            let gap = if n == 1 { f64::INFINITY } else { cosine(1) - cosine(2) };
            assert!(gap.is_infinite() == top.gap.is_infinite() && (n == 1 || (top.gap / gap - 1.0).abs() < 0.02));
        }
    }

    #[test]
    fn it_is_found_from_that_of_a_part_as_from_nothing() {
        let matrix = chain(30);
        let grown = matrix.top(&chain(9).top(&Top::default()));
        assert!((grown.value - matrix.top(&Top::default()).value).abs() < 1e-15);
    }

    #[test]
    fn cells_that_are_hardly_there_are_as_exact_as_the_others() {
        // 10 at the head and a tail of ones: each cell is about a tenth of the one before.
        let mut matrix = Tridiagonal::default();
        (0..20).for_each(|i| matrix.push(if i == 0 { 10.0 } else { 0.0 }, 1.0));
        let top = matrix.top(&Top::default());
        let last = top.vector[19] * top.value - top.vector[18];
        assert!(last.abs() < 1e-12 * top.vector[18], "{last}");
    }
}
