//! Lines of a width: wrapping, tone, and how wide a text is on a terminal.

use unicode_normalization::char::is_combining_mark;

/// How a line is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    Strong,
    Quiet,
}

/// Writes lines.
pub(super) struct Pen {
    text: String,
    width: usize,
    colour: bool,
}

impl Pen {
    pub(super) fn new(width: usize, colour: bool) -> Pen {
        Pen { text: String::new(), width, colour }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// A text, wrapped; what is put before the first line indents the others.
    pub(super) fn line(&mut self, tone: Tone, before: &str, text: &str) {
        let indent = " ".repeat(width_of(before));
        let room = self.width.saturating_sub(indent.len()).max(10);
        for (at, line) in wrapped(text, room).into_iter().enumerate() {
            self.text.push_str(if at == 0 { before } else { &indent });
            self.toned(tone, &line);
            self.text.push('\n');
        }
    }

    /// A line that fits already.
    pub(super) fn raw(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// An empty line, once.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn toned(&mut self, tone: Tone, line: &str) {
        let code = match tone {
            Tone::Plain => None,
            Tone::Strong => Some("\u{1b}[1m"),
            Tone::Quiet => Some("\u{1b}[2m"),
        };
        match code.filter(|_| self.colour) {
            Some(code) => {
                self.text.push_str(code);
                self.text.push_str(line);
                self.text.push_str("\u{1b}[0m");
            }
            None => self.text.push_str(line),
        }
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// Columns that a text takes: combining marks take none, signs of East Asian scripts and pictures two.
pub(super) fn width_of(text: &str) -> usize {
    text.chars().map(column).sum()
}

fn column(c: char) -> usize {
    match c {
        c if c.is_control() || is_combining_mark(c) => 0,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' => 2,
        '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// Lines no wider than the room; a word that is wider is cut into pieces.
pub(super) fn wrapped(text: &str, room: usize) -> Vec<String> {
    let room = room.max(2);
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0;
    for word in text.split_whitespace().flat_map(|w| pieces(w, room)) {
        let width = width_of(&word);
        match lines.last_mut() {
            Some(line) if used + 1 + width <= room => {
                line.push(' ');
                line.push_str(&word);
                used += 1 + width;
            }
            _ => {
                used = width;
                lines.push(word);
            }
        }
    }
    lines
}

/// A word, in pieces that fit.
fn pieces(word: &str, room: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for c in word.chars() {
        let width = column(c);
        if used + width > room {
            pieces.push(String::new());
            used = 0;
        }
        used += width;
        if let Some(last) = pieces.last_mut() {
            last.push(c);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_long_words_are_cut() {
        assert_eq!(wrapped("een twee drie", 8), ["een twee", "drie"]);
        assert_eq!(wrapped("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrapped("", 10), Vec::<String>::new());
    }

    #[test]
    fn marks_on_letters_take_no_room_and_wide_signs_take_two() {
        assert_eq!((width_of("e\u{301}"), width_of("学校"), width_of("Zoë")), (1, 4, 3));
    }
}
