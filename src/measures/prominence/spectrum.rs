//! Eigenvalues and eigenvectors of a small symmetric matrix.

/// A small symmetric matrix.
pub(super) struct Small {
    size: usize,
    cells: Vec<f64>,
}

impl Small {
    pub(super) fn new(size: usize) -> Small {
        Small { size, cells: vec![0.0; size * size] }
    }

    pub(super) fn at(&self, i: usize, j: usize) -> f64 {
        self.cells[i * self.size + j]
    }

    /// Adds to a cell and to the one across the diagonal.
    pub(super) fn add(&mut self, i: usize, j: usize, value: f64) {
        self.cells[i * self.size + j] += value;
        if i != j {
            self.cells[j * self.size + i] += value;
        }
    }
}

/// Eigenvalues of the first rows and columns, the largest first, each with its vector of length 1: Jacobi's rotations.
pub(super) fn spectrum(small: &Small, size: usize) -> (Vec<f64>, Vec<Vec<f64>>) {
    let mut a: Vec<Vec<f64>> = (0..size).map(|i| (0..size).map(|j| small.at(i, j)).collect()).collect();
    let mut vectors: Vec<Vec<f64>> =
        (0..size).map(|i| (0..size).map(|j| f64::from(u8::from(i == j))).collect()).collect();
    let whole: f64 = a.iter().flatten().map(|x| x * x).sum();
    for _ in 0..60 {
        let off: f64 = (0..size).flat_map(|i| a[i][..i].iter()).map(|x| x * x).sum();
        if off <= 1e-34 * whole {
            break;
        }
        for p in 0..size {
            for q in p + 1..size {
                if a[p][q].abs() > 1e-300 {
                    rotate(&mut a, &mut vectors, p, q);
                }
            }
        }
    }
    let mut order: Vec<usize> = (0..size).collect();
    order.sort_by(|&i, &j| a[j][j].total_cmp(&a[i][i]));
    (order.iter().map(|&i| a[i][i]).collect(), order.iter().map(|&i| vectors[i].clone()).collect())
}

/// Turns rows and columns p and q so that the cell where they meet becomes 0; `vectors` holds a vector in each row.
fn rotate(a: &mut [Vec<f64>], vectors: &mut [Vec<f64>], p: usize, q: usize) {
    let theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
    let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let t = if t.is_finite() { t } else { 0.0 };
    let c = 1.0 / (t * t + 1.0).sqrt();
    let s = t * c;
    turn(a, p, q, c, s);
    for row in a.iter_mut() {
        (row[p], row[q]) = (c * row[p] - s * row[q], s * row[p] + c * row[q]);
    }
    turn(vectors, p, q, c, s);
}

/// Turns row p and the later row q into each other.
fn turn(rows: &mut [Vec<f64>], p: usize, q: usize, c: f64, s: f64) {
    let (front, back) = rows.split_at_mut(q);
    front[p].iter_mut().zip(&mut back[0]).for_each(|(x, y)| (*x, *y) = (c * *x - s * *y, s * *x + c * *y));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_vectors_of_a_matrix_solve_it() {
        let size = 9;
        let mut small = Small::new(size + 2);
        for i in 0..size {
            for j in 0..=i {
                small.add(i, j, ((i * 7 + j * 13 + 3) % 11) as f64 - 4.0);
            }
        }
        let (values, vectors) = spectrum(&small, size);
        assert!(values.windows(2).all(|w| w[0] >= w[1]));
        for (value, x) in values.iter().zip(&vectors) {
            for i in 0..size {
                let product: f64 = (0..size).map(|j| small.at(i, j) * x[j]).sum();
                assert!((product - value * x[i]).abs() < 1e-12);
            }
        }
    }
}
