//! Text inside XML.

/// Escapes a text for an element or an attribute. Signs that XML 1.0 does not know become a replacement sign; the
/// answer is how many there were.
pub(super) fn escape(text: &str, to: &mut String) -> u64 {
    let mut lost = 0;
    for c in text.chars() {
        match c {
            '&' => to.push_str("&amp;"),
            '<' => to.push_str("&lt;"),
            '>' => to.push_str("&gt;"),
            '"' => to.push_str("&quot;"),
            // As references, or a reader would make spaces of them.
            '\n' => to.push_str("&#10;"),
            '\r' => to.push_str("&#13;"),
            '\t' => to.push_str("&#9;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                lost += 1;
                to.push('\u{fffd}');
            }
            // Allowed, and yet some readers stumble over them.
            '\u{7f}'..='\u{9f}' => to.push_str(&format!("&#{};", c as u32)),
            c => to.push(c),
        }
    }
    lost
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_xml_does_not_know_is_counted() {
        let mut text = String::new();
        assert_eq!(super::escape("a<\u{1}&\"\r\n", &mut text), 1);
        assert_eq!(text, "a&lt;\u{fffd}&amp;&quot;&#13;&#10;");
    }
}
