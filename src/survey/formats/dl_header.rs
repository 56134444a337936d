//! The head of a DL file: what is in it, how it is laid out, and the labels.

use super::Limits;
use crate::error::{Error, Place, Result};

/// How the data are laid out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Layout {
    Full,
    Upper,
    Lower,
    EdgeList,
    NodeList,
}

/// A word of the file and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) quoted: bool,
    pub(super) line: u32,
}

/// What the words before `DATA:` say.
pub(super) struct Header {
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) levels: usize,
    pub(super) layout: Layout,
    pub(super) diagonal: bool,
    pub(super) row_labels: Vec<String>,
    pub(super) column_labels: Vec<String>,
    pub(super) level_labels: Vec<String>,
    pub(super) rows_embedded: bool,
    pub(super) columns_embedded: bool,
}

impl Header {
    /// Whether rows and columns are different things: not as many, or hardly a label in common.
    pub(super) fn is_two_mode(&self) -> bool {
        let labels = self.row_labels.iter().zip(&self.column_labels);
        let same = labels.clone().filter(|(row, column)| row == column).count();
        self.rows != self.columns || 2 * same < labels.len()
    }
}

/// The words of a file: parted by spaces, commas, equal signs and line ends; a quoted text is one.
pub(super) struct Words<'a> {
    rest: &'a str,
    line: u32,
    before: char,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Words { rest: text, line: 1, before: ' ' }
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        loop {
            let c = self.rest.chars().next()?;
            match c {
                '\n' if self.before != '\r' => self.line += 1,
                '\r' => self.line += 1,
                ' ' | '\t' | ',' | '=' | '\n' | '\u{1a}' => {}
                c if c.is_whitespace() => {}
                _ => break,
            }
            self.before = c;
            self.rest = &self.rest[c.len_utf8()..];
        }
        self.before = ' ';
        let line = self.line;
        if let Some(rest) = self.rest.strip_prefix('"')
            && let Some(end) = rest.find(['"', '\n', '\r']).filter(|&end| rest[end..].starts_with('"'))
        {
            self.rest = &rest[end + 1..];
            return Some(Word { text: &rest[..end], quoted: true, line });
        }
        let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '=' | '\u{1a}');
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(Word { text, quoted: false, line })
    }
}

pub(super) fn broken(file: &str, word: Option<Word<'_>>, seen: &str) -> Error {
    let place = word.map_or_else(|| Place::file(file), |word| Place::line(file, word.line.into()));
    let seen = word.map_or(seen, |word| word.text);
    Error::Broken { place, format: "DL".into(), seen: seen.chars().take(200).collect() }
}

/// The words up to `DATA:`.
pub(super) fn header(words: &mut Words<'_>, file: &str, limits: &Limits) -> Result<Header> {
    let (mut size, mut rows, mut columns, mut levels) = (None, None, None, 1);
    let mut header = Header {
        rows: 0,
        columns: 0,
        levels: 1,
        layout: Layout::Full,
        diagonal: true,
        row_labels: Vec::new(),
        column_labels: Vec::new(),
        level_labels: Vec::new(),
        rows_embedded: false,
        columns_embedded: false,
    };
    let bytes = words.rest.len();
    let mut pending = None;
    let mut of = "";
    loop {
        let Some(word) = pending.take().or_else(|| words.next()) else { return Err(broken(file, None, "DATA:")) };
        let name = word.text.trim_end_matches(':').to_ascii_uppercase();
        let count = |words: &mut Words<'_>| -> Result<usize> {
            let word = words.next();
            let number = word.and_then(|w| w.text.parse::<usize>().ok()).filter(|&n| n > 0);
            let number = number.ok_or_else(|| broken(file, word, "N"))?;
            limits.check_people(number as u64, bytes, file)?;
            Ok(number)
        };
        match name.as_str() {
            "N" => size = Some(count(words)?),
            "NR" => rows = Some(count(words)?),
            "NC" => columns = Some(count(words)?),
            "NM" => levels = count(words)?,
            "FORMAT" => {
                let word = words.next();
                header.layout = layout(word.map_or("", |w| w.text))
                    .ok_or_else(|| Error::NotRead { file: file.into(), seen: layout_name(word) })?;
            }
            "DIAGONAL" => header.diagonal = !words.next().is_some_and(|w| w.text.eq_ignore_ascii_case("absent")),
            "ROW" => of = "ROW",
            "COLUMN" | "COL" => of = "COLUMN",
            "LEVEL" | "MATRIX" => of = "LEVEL",
            "LABELS" => {
                let size = |own: Option<usize>| own.or(size).unwrap_or(0);
                let (n, labels) = match of {
                    "COLUMN" => (size(columns), &mut header.column_labels),
                    "LEVEL" => (levels, &mut header.level_labels),
                    _ => (size(rows), &mut header.row_labels),
                };
                match label_list(words, n) {
                    Labels::Embedded => {
                        header.rows_embedded |= of != "COLUMN";
                        header.columns_embedded |= of != "ROW";
                    }
                    Labels::Listed(list) if list.len() == n => *labels = list,
                    Labels::Listed(_) => return Err(broken(file, Some(word), "LABELS")),
                }
                of = "";
            }
            "DATA" => break,
            "TITLE" => {
                words.next();
            }
            _ => return Err(broken(file, Some(word), "")),
        }
    }
    let none = || broken(file, None, "N=");
    header.rows = rows.or(size).or(columns).ok_or_else(none)?;
    header.columns = columns.or(size).or(rows).ok_or_else(none)?;
    header.levels = levels;
    Ok(header)
}

enum Labels {
    Embedded,
    Listed(Vec<String>),
}

/// The labels that follow. Where there are more words than labels, but as many lines, a line is a label.
fn label_list(words: &mut Words<'_>, n: usize) -> Labels {
    let start = words.rest;
    let mut ahead = Words { rest: words.rest, line: words.line, before: words.before };
    if ahead.next().is_some_and(|word| !word.quoted && word.text.trim_end_matches(':').eq_ignore_ascii_case("embedded"))
    {
        *words = ahead;
        return Labels::Embedded;
    }
    let mut lines = start.split('\n').flat_map(|line| line.split('\r')).map(str::trim).filter(|l| !l.is_empty());
    let by_line: Vec<&str> = lines.by_ref().take(n).collect();
    let next_is_a_keyword = lines.next().is_none_or(is_keyword);
    let inside = by_line.iter().any(|line| is_keyword(line));
    let has_spaces = by_line.iter().any(|line| line.contains(char::is_whitespace) && !line.contains([',', '"']));
    if by_line.len() == n
        && next_is_a_keyword
        && !inside
        && has_spaces
        && let Some(last) = by_line.last()
    {
        let end = last.as_ptr() as usize - start.as_ptr() as usize + last.len();
        words.line += start[..end].matches('\n').count() as u32;
        words.rest = &start[end..];
        return Labels::Listed(by_line.into_iter().map(|line| line.trim_matches('"').trim().to_owned()).collect());
    }
    let mut labels = Vec::new();
    while labels.len() < n {
        match words.next() {
            Some(word) => labels.push(word.text.trim().to_owned()),
            None => break,
        }
    }
    Labels::Listed(labels)
}

fn is_keyword(line: &str) -> bool {
    let line = line.to_ascii_uppercase();
    let colon = line.contains(':') || line.contains("EMBEDDED");
    let starts = ["LABELS", "ROW LABELS", "COLUMN LABELS", "COL LABELS", "LEVEL LABELS", "MATRIX LABELS", "DATA"];
    colon && starts.iter().any(|start| line.starts_with(start))
        || line.starts_with("FORMAT") && line.contains('=')
        || line == "DATA"
}

fn layout(name: &str) -> Option<Layout> {
    Some(match name.to_ascii_lowercase().as_str() {
        "fullmatrix" | "fm" => Layout::Full,
        "upperhalf" | "uh" => Layout::Upper,
        "lowerhalf" | "lh" => Layout::Lower,
        "edgelist1" | "el1" | "edgelist" => Layout::EdgeList,
        "nodelist1" | "nl1" | "nodelist" => Layout::NodeList,
        _ => return None,
    })
}

fn layout_name(word: Option<Word<'_>>) -> String {
    format!("DL, {}", word.map_or("", |word| word.text).chars().take(60).collect::<String>())
}
