//! Digits of base 64 in fewer letters: the frequent ones get short codes (Huffman's), so that a page of ten thousand
//! people still goes through a mail.
//!
//! First how many digits there are, then for each of the 64 how long its code is (0: it does not occur), then the
//! codes, six bits to a letter and the highest first. Codes of one length follow each other in the order of their digits and
//! after all shorter ones, so that the lengths say them all (Schwartz & Kallick, 1964, *CACM* 7:166–169).

use super::explorer::{DIGITS, digits};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The script reads codes up to this length.
const LONGEST: usize = 24;

/// The same digits, packed; nothing for nothing.
pub(super) fn packed(text: &str) -> String {
    let mut place = [None; 128];
    DIGITS.iter().zip(0u8..).for_each(|(&letter, digit)| place[usize::from(letter)] = Some(digit));
    let read: Vec<u8> = text.bytes().filter_map(|b| place.get(usize::from(b)).copied().flatten()).collect();
    if read.is_empty() {
        return String::new();
    }
    let mut count = [0u64; 64];
    read.iter().for_each(|&d| count[usize::from(d)] += 1);
    let lengths = lengths(count);
    let codes = codes(&lengths);
    let mut out = String::with_capacity(text.len());
    digits(&mut out, read.len() as u64);
    lengths.iter().for_each(|&l| out.push(letter(l as u64)));
    let (mut bits, mut waiting) = (0u64, 0);
    for digit in read {
        let digit = usize::from(digit);
        bits = bits << lengths[digit] | codes[digit];
        waiting += lengths[digit];
        while waiting >= 6 {
            waiting -= 6;
            out.push(letter(bits >> waiting & 63));
        }
        bits &= (1 << waiting) - 1;
    }
    if waiting > 0 {
        out.push(letter(bits << (6 - waiting) & 63));
    }
    out
}

fn letter(digit: u64) -> char {
    char::from(DIGITS[(digit & 63) as usize])
}

/// How long the code of each digit is. Where the longest would be too long, counts are drawn nearer to each other.
fn lengths(mut count: [u64; 64]) -> [usize; 64] {
    loop {
        let mut parent: Vec<Option<usize>> = Vec::new();
        let mut open: BinaryHeap<Reverse<(u64, usize)>> = BinaryHeap::new();
        let there: Vec<usize> = (0..count.len()).filter(|&d| count[d] > 0).collect();
        for &digit in &there {
            open.push(Reverse((count[digit], parent.len())));
            parent.push(None);
        }
        while let (Some(Reverse(a)), Some(Reverse(b))) = (open.pop(), open.pop()) {
            let node = parent.len();
            parent.push(None);
            (parent[a.1], parent[b.1]) = (Some(node), Some(node));
            open.push(Reverse((a.0 + b.0, node)));
            if open.len() == 1 {
                break;
            }
        }
        let mut lengths = [0; 64];
        for (leaf, &digit) in there.iter().enumerate() {
            let depth = std::iter::successors(parent[leaf], |&n| parent[n]).count();
            lengths[digit] = depth.max(1);
        }
        if lengths.iter().all(|&l| l <= LONGEST) {
            return lengths;
        }
        count.iter_mut().for_each(|n| *n = n.div_ceil(4));
    }
}

fn codes(lengths: &[usize; 64]) -> [u64; 64] {
    let (mut codes, mut next) = ([0; 64], 0);
    for length in 1..=LONGEST {
        for digit in (0..codes.len()).filter(|&d| lengths[d] == length) {
            codes[digit] = next;
            next += 1;
        }
        next <<= 1;
    }
    codes
}

/// Reads what [`packed`] wrote, as the script does.
#[cfg(test)]
pub(super) fn unpacked(text: &str) -> String {
    let all: Vec<usize> = text.bytes().map(|b| DIGITS.iter().position(|&d| d == b).unwrap()).collect();
    let Some(head) = all.iter().position(|d| d & 32 == 0).map(|at| at + 1) else { return String::new() };
    let count = all[..head].iter().rev().fold(0, |n, d| n << 5 | d & 31);
    let lengths: [usize; 64] = all[head..head + 64].try_into().unwrap();
    let codes = codes(&lengths);
    let (mut out, mut value, mut length) = (String::new(), 0, 0);
    for bit in all[head + 64..].iter().flat_map(|d| (0..6).rev().map(move |at| (d >> at & 1) as u64)) {
        (value, length) = (value << 1 | bit, length + 1);
        if let Some(digit) = (0..64).find(|&d| lengths[d] == length && codes[d] == value).filter(|_| out.len() < count)
        {
            out.push(letter(digit as u64));
            (value, length) = (0, 0);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_read_back() {
        let steps: String = (0..4000u64).map(|n| letter(n * n % 61 * (n % 7))).collect();
        for text in ["", "A", "AAAAAAA", "AB", "ABCABCAAAA/+9", steps.as_str()] {
            assert_eq!(unpacked(&packed(text)), text);
        }
        assert!(packed(&steps).len() < steps.len());
    }

    /// Counts of which the tree is as deep as it can be: each is the sum of all before.
    #[test]
    fn no_code_is_longer_than_the_script_reads() {
        let mut count = [0u64; 64];
        let (mut a, mut b) = (1, 1);
        for n in count.iter_mut().take(60) {
            *n = a;
            (a, b) = (b, a + b);
        }
        let lengths = lengths(count);
        assert!(lengths.iter().all(|&l| l <= LONGEST), "{lengths:?}");
        assert!(lengths[..60].iter().all(|&l| l >= lengths[59]), "{lengths:?}");
        // A whole set of codes uses up all that there are (Kraft, 1949).
        let used: f64 = lengths.iter().filter(|&&l| l > 0).map(|&l| 2f64.powf(-(l as f64))).sum();
        assert!((used - 1.0).abs() < 1e-12, "{used}");
    }

    /// Shannon (1948): a code of frequencies 1/2, 1/4, 1/8, 1/8 takes 1.75 bits for each sign, and none does with less.
    #[test]
    fn halves_and_quarters_take_what_theory_says() {
        let text = "AAAABBCD".repeat(600);
        let head = 2 + 64 + 1;
        assert!((packed(&text).len() as f64 - f64::from(head) - 600.0 * 8.0 * 1.75 / 6.0).abs() <= 1.0);
    }
}
