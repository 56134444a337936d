//! Numbers that look random and are the same whenever a test runs.

/// Whole numbers below a bound, one after the other (Knuth's linear congruential generator MMIX).
pub(crate) fn drawn(seed: u64) -> impl FnMut(u32) -> u32 {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % u64::from(below)) as u32
    }
}
