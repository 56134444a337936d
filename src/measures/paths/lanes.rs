//! 256 bits side by side, and counting each of them.

/// Words of 64 bits in a row.
pub(super) const WORDS: usize = 4;
/// Bits in a row.
pub(super) const LANES: usize = WORDS * 64;

/// A row of bits.
pub(super) type Lanes = [u64; WORDS];

/// Whether no bit is set.
pub(super) fn is_empty(row: &Lanes) -> bool {
    row.iter().fold(0, |all, word| all | word) == 0
}

/// How many bits are set.
pub(super) fn count(row: &Lanes) -> u32 {
    row.iter().map(|word| word.count_ones()).sum()
}

/// How often each bit was set: binary digits side by side, plane p holding digit p of all counts. Eight rows are put
/// together before anything is carried on (Harley and Seal's adder), so that the planes are seldom touched.
#[derive(Default)]
pub(super) struct LaneCounts {
    waiting: [Lanes; 8],
    rows: usize,
    planes: [Lanes; 3],
    /// Eights and up.
    higher: Vec<Lanes>,
}

impl LaneCounts {
    /// One more for each bit that is set.
    pub(super) fn add(&mut self, row: &Lanes) {
        self.waiting[self.rows] = *row;
        self.rows += 1;
        if self.rows == 8 {
            self.put_together();
        }
    }

    /// Gives each bit's count to `to`, and starts again at 0.
    pub(super) fn take(&mut self, mut to: impl FnMut(usize, u32)) {
        self.waiting[self.rows..].fill([0; WORDS]);
        self.put_together();
        for lane in 0..LANES {
            let digit = |plane: &Lanes| (plane[lane / 64] >> (lane % 64) & 1) as u32;
            let all = self.planes.iter().chain(&self.higher).enumerate();
            let sum = all.map(|(p, plane)| digit(plane) << p).sum();
            if sum > 0 {
                to(lane, sum);
            }
        }
        self.planes = [[0; WORDS]; 3];
        self.higher.clear();
    }

    fn put_together(&mut self) {
        self.rows = 0;
        let [mut ones, mut twos, mut fours] = self.planes;
        let w = &self.waiting;
        let mut carry = [0u64; WORDS];
        for i in 0..WORDS {
            let a = three(&mut ones[i], w[0][i], w[1][i]);
            let b = three(&mut ones[i], w[2][i], w[3][i]);
            let four_a = three(&mut twos[i], a, b);
            let a = three(&mut ones[i], w[4][i], w[5][i]);
            let b = three(&mut ones[i], w[6][i], w[7][i]);
            let four_b = three(&mut twos[i], a, b);
            carry[i] = three(&mut fours[i], four_a, four_b);
        }
        self.planes = [ones, twos, fours];
        for plane in &mut self.higher {
            if is_empty(&carry) {
                return;
            }
            for (p, c) in plane.iter_mut().zip(&mut carry) {
                (*p, *c) = (*p ^ *c, *p & *c);
            }
        }
        if !is_empty(&carry) {
            self.higher.push(carry);
        }
    }
}

/// Adds three binary digits: the sum stays, the carry comes back.
fn three(sum: &mut u64, b: u64, c: u64) -> u64 {
    let half = *sum ^ b;
    let carry = (*sum & b) | (half & c);
    *sum = half ^ c;
    carry
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_those_of_adding_one_by_one() {
        let mut counts = LaneCounts::default();
        let mut plain = [0u32; LANES];
        for turn in 0..2 {
            plain.fill(0);
            for k in 0..1_003u64 {
                let row: Lanes = std::array::from_fn(|i| (k + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15 >> (i + turn)));
                (0..LANES).for_each(|lane| plain[lane] += (row[lane / 64] >> (lane % 64) & 1) as u32);
                counts.add(&row);
            }
            let mut found = [0u32; LANES];
            counts.take(|lane, sum| found[lane] = sum);
            assert_eq!(found, plain);
        }
    }
}
