//! Some hundreds of bits side by side, and counting each of them.

/// A row of `W` words of 64 bits. Rows start where cache lines do, so that looking one up fetches nothing that is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(align(64))]
pub(super) struct Lanes<const W: usize>([u64; W]);

impl<const W: usize> Lanes<W> {
    pub(super) const EMPTY: Lanes<W> = Lanes([0; W]);
    /// Bits in a row.
    pub(super) const COUNT: usize = W * 64;

    /// Sets a bit.
    pub(super) fn set(&mut self, lane: usize) {
        self.0[lane / 64] |= 1 << (lane % 64);
    }

    /// Takes the bits of another row over.
    #[inline(always)]
    pub(super) fn take_over(&mut self, other: &Lanes<W>) {
        self.0.iter_mut().zip(&other.0).for_each(|(x, y)| *x |= y);
    }

    /// Leaves out the bits of another row.
    #[inline(always)]
    pub(super) fn leave_out(&mut self, other: &Lanes<W>) {
        self.0.iter_mut().zip(&other.0).for_each(|(x, y)| *x &= !y);
    }

    /// Whether every bit of another row is set.
    #[inline(always)]
    pub(super) fn has_all(&self, other: &Lanes<W>) -> bool {
        self.0.iter().zip(&other.0).fold(0, |missing, (x, y)| missing | (y & !x)) == 0
    }

    /// Whether no bit is set.
    #[inline(always)]
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().fold(0, |all, word| all | word) == 0
    }

    /// How many bits are set.
    #[inline(always)]
    pub(super) fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }
}

/// How often each bit was set: binary digits side by side, plane p holding digit p of all counts. Eight rows are put
/// together before anything is carried on (Harley and Seal's adder), so that the planes are seldom touched.
pub(super) struct LaneCounts<const W: usize> {
    waiting: [Lanes<W>; 8],
    rows: usize,
    planes: [Lanes<W>; 3],
    /// Eights and up.
    higher: Vec<Lanes<W>>,
}

impl<const W: usize> LaneCounts<W> {
    pub(super) fn new() -> LaneCounts<W> {
        LaneCounts { waiting: [Lanes::EMPTY; 8], rows: 0, planes: [Lanes::EMPTY; 3], higher: Vec::new() }
    }

    /// One more for each bit that is set.
    #[inline(always)]
    pub(super) fn add(&mut self, row: &Lanes<W>) {
        self.waiting[self.rows] = *row;
        self.rows += 1;
        if self.rows == 8 {
            self.put_together();
        }
    }

    /// Gives each bit's count to `to`, and starts again at 0.
    #[inline(always)]
    pub(super) fn take(&mut self, mut to: impl FnMut(usize, u32)) {
        self.waiting[self.rows..].fill(Lanes::EMPTY);
        self.put_together();
        for lane in 0..Lanes::<W>::COUNT {
            let digit = |plane: &Lanes<W>| (plane.0[lane / 64] >> (lane % 64) & 1) as u32;
            let all = self.planes.iter().chain(&self.higher).enumerate();
            let sum = all.map(|(p, plane)| digit(plane) << p).sum();
            if sum > 0 {
                to(lane, sum);
            }
        }
        self.planes = [Lanes::EMPTY; 3];
        self.higher.clear();
    }

    #[inline(always)]
    fn put_together(&mut self) {
        self.rows = 0;
        let [mut ones, mut twos, mut fours] = self.planes;
        let w = &self.waiting;
        let mut carry = Lanes::EMPTY;
        for i in 0..W {
            let a = three(&mut ones.0[i], w[0].0[i], w[1].0[i]);
            let b = three(&mut ones.0[i], w[2].0[i], w[3].0[i]);
            let four_a = three(&mut twos.0[i], a, b);
            let a = three(&mut ones.0[i], w[4].0[i], w[5].0[i]);
            let b = three(&mut ones.0[i], w[6].0[i], w[7].0[i]);
            let four_b = three(&mut twos.0[i], a, b);
            carry.0[i] = three(&mut fours.0[i], four_a, four_b);
        }
        self.planes = [ones, twos, fours];
        for plane in &mut self.higher {
            if carry.is_empty() {
                return;
            }
            for (p, c) in plane.0.iter_mut().zip(&mut carry.0) {
                (*p, *c) = (*p ^ *c, *p & *c);
            }
        }
        if !carry.is_empty() {
            self.higher.push(carry);
        }
    }
}

/// Adds three binary digits: the sum stays, the carry comes back.
#[inline(always)]
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
        holds::<8>();
        holds::<16>();
    }

    fn holds<const W: usize>() {
        let mut counts = LaneCounts::<W>::new();
        let mut plain = vec![0u32; Lanes::<W>::COUNT];
        for turn in 0..2 {
            plain.fill(0);
            for k in 0..1_003u64 {
                let row = Lanes(std::array::from_fn(|i| (k + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15 >> (i + turn))));
                (0..plain.len()).for_each(|lane| plain[lane] += (row.0[lane / 64] >> (lane % 64) & 1) as u32);
                counts.add(&row);
            }
            let mut found = vec![0u32; plain.len()];
            counts.take(|lane, sum| found[lane] = sum);
            assert_eq!(found, plain);
        }
    }
}
