//! The story for a terminal: what a leader would be told first, in the width there is.

use super::story::{Part, Story, Table};
use crate::words::clean;

/// Rows of a table that are shown; the rest stand in the report.
const ROWS: usize = 40;

/// The story as text of at most `width` columns, in colour or not.
pub fn text(story: &Story, width: usize, colour: bool) -> String {
    let mut to = Terminal { text: String::new(), width: width.max(40), colour };
    to.line(&to.bold(&clean(&story.title)));
    for line in &story.lines {
        to.wrapped(line, "", "");
    }
    to.wrapped(&story.banner, "", "");
    for chapter in &story.chapters {
        // Explanations and method are for the page; here they would push what matters off the screen.
        if matches!(chapter.id, "reading" | "method") {
            continue;
        }
        to.line("");
        to.line(&to.bold(&clean(&chapter.title)));
        for part in &chapter.parts {
            to.part(part);
        }
    }
    to.line("");
    to.text
}

struct Terminal {
    text: String,
    width: usize,
    colour: bool,
}

impl Terminal {
    fn bold(&self, text: &str) -> String {
        if self.colour { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn wrapped(&mut self, text: &str, first: &str, rest: &str) {
        let mut line = first.to_owned();
        let mut used = line.chars().count();
        let mut empty = true;
        for word in clean(text).split_whitespace() {
            let length = word.chars().count();
            if !empty && used + 1 + length > self.width {
                self.line(&line);
                rest.clone_into(&mut line);
                used = line.chars().count();
                empty = true;
            }
            if !empty {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += length;
            empty = false;
        }
        if !empty {
            self.line(&line);
        }
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Headlines(list) => {
                for headline in list {
                    self.wrapped(&headline.text, "  • ", "    ");
                    if !headline.basis.is_empty() {
                        self.wrapped(&headline.basis, "    ", "    ");
                    }
                }
            }
            // The cards repeat the headlines' numbers.
            Part::Cards(_) => {}
            Part::Paragraph(text) | Part::Note(text) => self.wrapped(text, "  ", "  "),
            Part::List(list) => {
                for item in list {
                    self.wrapped(item, "  - ", "    ");
                }
            }
            Part::Table(table) => self.table(table),
            Part::Figure(figure) => self.wrapped(&format!("{}: plots/{}.svg", figure.caption, figure.name), "  ", "  "),
        }
    }

    fn table(&mut self, table: &Table) {
        let columns = table.headings.len();
        let shown: Vec<&Vec<super::story::Cell>> = table.rows.iter().take(ROWS).collect();
        let mut widths: Vec<usize> = (0..columns)
            .map(|c| {
                let cells = shown.iter().map(|r| r[c].text.chars().count()).max().unwrap_or(0);
                let longest_word =
                    table.headings[c].text.split_whitespace().map(|w| w.chars().count()).max().unwrap_or(0);
                cells.max(longest_word)
            })
            .collect();
        // Columns from the right are left out when the terminal is too narrow; the first is cut last.
        let mut fit = columns;
        while fit > 2 && 2 + widths[..fit].iter().map(|w| w + 2).sum::<usize>() > self.width {
            fit -= 1;
        }
        let room = self.width.saturating_sub(2 + widths[1..fit].iter().map(|w| w + 2).sum::<usize>());
        widths[0] = widths[0].min(room.max(8));
        self.line("");
        let mut heads: Vec<Vec<String>> =
            (0..fit).map(|c| broken(&clean(&table.headings[c].text), widths[c])).collect();
        let height = heads.iter().map(Vec::len).max().unwrap_or(0);
        for head in &mut heads {
            while head.len() < height {
                head.insert(0, String::new());
            }
        }
        for row in 0..height {
            let cells: Vec<String> = heads.iter().map(|h| h[row].clone()).collect();
            self.row(&cells, &widths[..fit], table);
        }
        for row in &shown {
            let cells: Vec<String> = row[..fit].iter().map(|c| clean(&c.text)).collect();
            self.row(&cells, &widths[..fit], table);
        }
        if table.rows.len() > ROWS {
            self.line(&format!("  … +{}", table.rows.len() - ROWS));
        }
    }

    fn row(&mut self, cells: &[String], widths: &[usize], table: &Table) {
        let mut line = String::from("  ");
        for (c, cell) in cells.iter().enumerate() {
            let cut: String = if cell.chars().count() > widths[c] {
                cell.chars().take(widths[c].saturating_sub(1)).chain(['…']).collect()
            } else {
                cell.clone()
            };
            let gap = " ".repeat(widths[c] - cut.chars().count());
            if table.headings[c].numeric {
                line.push_str(&gap);
                line.push_str(&cut);
            } else {
                line.push_str(&cut);
                line.push_str(&gap);
            }
            line.push_str("  ");
        }
        self.line(&line);
    }
}

/// A heading broken into lines of a width.
fn broken(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
