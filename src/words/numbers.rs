//! Numbers as a reader of a language expects them: counts beside every percentage.

use super::Words;

/// A count with thousands marked.
///
/// ```
/// use staffroom::words::{Lang, numbers::count, words};
/// assert_eq!(count(12_345.0, words(Lang::Nl)), "12.345");
/// ```
pub fn count(x: f64, words: &dyn Words) -> String {
    let digits = format!("{:.0}", x.abs());
    let mut text = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 && digits.len() > 4 {
            text.push(words.thousands());
        }
        text.push(c);
    }
    if x < 0.0 && digits != "0" { format!("−{text}") } else { text }
}

/// A number with so many decimals.
pub fn decimal(x: f64, places: usize, words: &dyn Words) -> String {
    let text = format!("{:.places$}", x.abs()).replace('.', &words.decimal().to_string());
    if x < 0.0 && text.chars().any(|c| c.is_ascii_digit() && c != '0') { format!("−{text}") } else { text }
}

/// A share as a whole percentage.
pub fn percent(x: f64, _: &dyn Words) -> String {
    format!("{:.0}%", x * 100.0)
}
