//! The story as one self-contained page: readable in full without script, no request to anywhere.

use super::story::{Cell, Part, Story, Table};
use crate::drawing::Picture;
use crate::words::Words;
use crate::words::sentences::Say;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// The page.
pub fn page(story: &Story, pictures: &[Picture], words: &dyn Words) -> String {
    let mut page = Page { text: String::with_capacity(200_000), pictures, words };
    page.head(story);
    page.body(story);
    page.text
}

/// Text as it may stand between tags and in quoted attributes. Marks that turn the direction of writing are isolated
/// by the page itself, so they are left out here.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in crate::words::clean(text).chars() {
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

/// The policy's name for a text: its SHA-256 in base 64.
fn hash(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digest = Sha256::digest(text.as_bytes());
    let mut name = String::from("sha256-");
    for chunk in digest.chunks(3) {
        let mut bits = 0u32;
        for k in 0..3 {
            bits = bits << 8 | u32::from(chunk.get(k).copied().unwrap_or(0));
        }
        for k in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * k) & 63) as usize] as char;
            name.push(if k <= chunk.len() { digit } else { '=' });
        }
    }
    name
}

struct Page<'a> {
    text: String,
    pictures: &'a [Picture],
    words: &'a dyn Words,
}

impl Page<'_> {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn say(&self, what: Say) -> String {
        escaped(self.words.say(what))
    }

    fn head(&mut self, story: &Story) {
        let policy = format!(
            "default-src 'none'; script-src '{}'; style-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
            hash(SCRIPT),
            hash(STYLE)
        );
        let _ = write!(
            self.text,
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{} – staffroom</title>\n<style>{STYLE}</style>\n</head>\n",
            story.language,
            escaped(&story.title)
        );
    }

    fn body(&mut self, story: &Story) {
        let _ = write!(
            self.text,
            "<body>\n<a class=\"skip\" href=\"#first\">{}</a>\n<p class=\"banner\">{}</p>\n<header>\n<h1>{}</h1>\n",
            self.say(Say::SkipToContent),
            escaped(&story.banner),
            escaped(&story.title)
        );
        for line in &story.lines {
            let _ = writeln!(self.text, "<p>{}</p>", escaped(line));
        }
        let _ = writeln!(self.text, "</header>\n<nav aria-label=\"{}\"><ul>", self.say(Say::Contents));
        for chapter in &story.chapters {
            let _ = writeln!(self.text, "<li><a href=\"#{}\">{}</a></li>", chapter.id, escaped(&chapter.title));
        }
        self.push("</ul></nav>\n<main>\n");
        for chapter in &story.chapters {
            // Long explanations open on request, and always when printed.
            let folded = chapter.id == "reading";
            let _ = writeln!(
                self.text,
                "<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n<h2 id=\"{0}-title\">{1}</h2>",
                chapter.id,
                escaped(&chapter.title)
            );
            if folded {
                let _ = writeln!(self.text, "<details><summary>{}</summary>", escaped(&chapter.title));
            }
            for part in &chapter.parts {
                self.part(part);
            }
            self.push(if folded { "</details>\n</section>\n" } else { "</section>\n" });
        }
        let _ = write!(self.text, "</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n");
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Headlines(list) => {
                self.push("<ul class=\"headlines\">\n");
                for h in list {
                    let _ = write!(self.text, "<li><a href=\"#{}\">{}</a>", h.target, escaped(&h.text));
                    if !h.basis.is_empty() {
                        let _ = write!(self.text, "<span class=\"basis\">{}</span>", escaped(&h.basis));
                    }
                    self.push("</li>\n");
                }
                self.push("</ul>\n");
            }
            Part::Cards(cards) => {
                self.push("<dl class=\"cards\">\n");
                for card in cards {
                    let _ = writeln!(
                        self.text,
                        "<div><dt>{}</dt><dd>{}</dd></div>",
                        escaped(&card.label),
                        escaped(&card.value)
                    );
                }
                self.push("</dl>\n");
            }
            Part::Paragraph(text) => {
                let _ = writeln!(self.text, "<p>{}</p>", escaped(text));
            }
            Part::Note(text) => {
                let _ = writeln!(self.text, "<p class=\"note\">{}</p>", escaped(text));
            }
            Part::List(list) => {
                self.push("<ul>\n");
                for item in list {
                    let _ = writeln!(self.text, "<li>{}</li>", escaped(item));
                }
                self.push("</ul>\n");
            }
            Part::Table(table) => self.table(table),
            Part::Figure(figure) => self.figure(&figure.name),
        }
    }

    /// The picture of that name; for the sociogram of everybody those of the schools behind it.
    fn figure(&mut self, name: &str) {
        let own = |p: &&Picture| p.name() == name;
        let parts = format!("{name}-");
        let found: Vec<&Picture> = self.pictures.iter().filter(own).collect();
        for picture in found {
            let _ = writeln!(self.text, "<figure class=\"picture\">{}</figure>", picture.svg());
        }
        let small: Vec<&Picture> = self.pictures.iter().filter(|p| p.name().starts_with(&parts)).collect();
        if !small.is_empty() {
            self.push("<div class=\"multiples\">\n");
            for picture in small {
                let _ = writeln!(self.text, "<figure>{}</figure>", picture.svg());
            }
            self.push("</div>\n");
        }
    }

    fn table(&mut self, table: &Table) {
        let _ = write!(
            self.text,
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\"><table>\n<caption>{0}</caption>\n<thead><tr>",
            escaped(&table.caption)
        );
        for heading in &table.headings {
            let class = if heading.numeric { " class=\"number\"" } else { "" };
            let title = heading.explanation.as_ref().map_or_else(String::new, |e| format!(" title=\"{}\"", escaped(e)));
            let _ = write!(self.text, "<th scope=\"col\"{class}{title}>{}</th>", escaped(&heading.text));
        }
        self.push("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.push("<tr>");
            for (c, cell) in row.iter().enumerate() {
                self.cell(cell, c == 0, table.headings.get(c).is_some_and(|h| h.numeric));
            }
            self.push("</tr>\n");
        }
        self.push("</tbody>\n</table></div>\n");
    }

    fn cell(&mut self, cell: &Cell, names_row: bool, numeric: bool) {
        let sort = cell.sort.map_or_else(String::new, |s| format!(" data-sort=\"{s}\""));
        let class = if numeric { " class=\"number\"" } else { "" };
        let _ = if names_row {
            write!(self.text, "<th scope=\"row\"{sort}>{}</th>", escaped(&cell.text))
        } else {
            write!(self.text, "<td{class}{sort}>{}</td>", escaped(&cell.text))
        };
    }
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
