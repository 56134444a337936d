//! What makes a page safe: text that stays text, and the policy's names of style and script.

use crate::words::clean;
use sha2::{Digest, Sha256};

/// Text as it may stand between tags and in quoted attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

/// A style sheet without what only its writer needs.
pub(super) fn short_style(style: &str) -> String {
    let lines: String = style.lines().map(str::trim).filter(|l| !l.starts_with("/*")).collect();
    [(": ", ":"), ("; ", ";"), (" {", "{"), ("{ ", "{"), (" }", "}"), (";}", "}"), (", ", ",")]
        .iter()
        .fold(lines, |text, (long, short)| text.replace(long, short))
}

/// A script without what only its writer needs: comments on lines of their own, indents, and spaces that part
/// nothing. Texts in it stand in double quotes.
pub(super) fn short_script(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with("//"));
    let mut short = String::with_capacity(script.len());
    for line in lines {
        let letters: Vec<char> = line.chars().collect();
        let is_name = |at: usize| letters.get(at).is_some_and(|c| c.is_alphanumeric() || *c == '_' || *c == '$');
        let mut in_text = false;
        for (at, &c) in letters.iter().enumerate() {
            in_text ^= c == '"';
            let parts = at > 0 && is_name(at - 1) && is_name(at + 1);
            if c != ' ' || in_text || parts {
                short.push(c);
            }
        }
        // A statement or a block that is over needs no line end behind it.
        if !line.ends_with([';', '{', ',']) {
            short.push('\n');
        }
    }
    short
}

/// The policy's name for a text: its SHA-256 in base 64.
pub(super) fn hash(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digest = Sha256::digest(text.as_bytes());
    let mut name = String::from("sha256-");
    for chunk in digest.chunks(3) {
        let byte = |k: usize| u32::from(chunk.get(k).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for k in 0..4 {
            let digit = char::from(DIGITS[(bits >> (18 - 6 * k) & 63) as usize]);
            name.push(if k <= chunk.len() { digit } else { '=' });
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_the_policys_name_of_a_text() {
        // printf 'abc' | openssl dgst -sha256 -binary | openssl base64
        assert_eq!(hash("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    #[test]
    fn a_hostile_name_stays_text() {
        assert_eq!(
            escaped("</script><img src=x onerror=\"a()\">\u{202e}'"),
            "&lt;/script&gt;&lt;img src=x onerror=&quot;a()&quot;&gt;&#39;"
        );
    }
}
