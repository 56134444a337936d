//! The story as one self-contained page: readable in full without script, and no request to anywhere.
//!
//! Everything that came from a survey passes through `escaped`; style and script are named in the page's policy by
//! the hash of their exact bytes, so that nothing else runs.

mod blocks;
mod drawn;
mod names;
mod safe;
mod tables;

use super::figures::{Drawings, Explorer, SMALL};
use super::story::{Block, Chapter, Story};
use crate::words::{Say, Words};
use drawn::Drawn;
use names::short_names;
use safe::{escaped, hash, short_script, short_style};
use std::fmt::Write as _;
use std::sync::OnceLock;

const STYLE: &str = include_str!("style.css");
/// Tables, contents, pictures.
const SCRIPT: &str = include_str!("script.js");
/// The network that can be looked through, in three files.
const EXPLORER: [&str; 3] =
    [include_str!("explorer_data.js"), include_str!("explorer_drawing.js"), include_str!("explorer.js")];

/// The script of a page, without and with the network.
static SCRIPTS: [OnceLock<String>; 2] = [const { OnceLock::new() }; 2];

/// The script of a page.
fn script(with_explorer: bool) -> &'static str {
    SCRIPTS[usize::from(with_explorer)].get_or_init(|| {
        let explorer = if with_explorer { EXPLORER.concat() } else { String::new() };
        short_names(&short_script(&format!("\"use strict\";\n(function () {{\n{SCRIPT}{explorer}}})();\n")))
    })
}

/// The page, with the pictures that the story names.
pub fn page(story: &Story, drawings: &Drawings, words: &dyn Words) -> String {
    let chapters = story.chapters.iter().map(|c| (c.id, c.title.clone())).collect();
    let pictures = || drawings.pictures.iter().chain(&drawings.small);
    let (drawn, script) =
        rayon::join(|| Drawn::new(pictures(), |name| times_shown(story, name)), || script(drawings.explorer.is_some()));
    let mut page = Page {
        text: String::with_capacity(250_000),
        drawn,
        explorer: drawings.explorer.as_ref(),
        script,
        words,
        chapters,
    };
    page.head(story);
    page.body(story);
    page.text
}

/// How often the story shows a picture; a small one goes before the full one of the same name.
fn times_shown(story: &Story, name: &str) -> usize {
    let full = name.strip_prefix(SMALL).unwrap_or(name);
    let blocks = story.chapters.iter().flat_map(|c| &c.blocks);
    let shown = blocks.map(|block| match block {
        Block::Figure(figure) => usize::from(figure.name == name),
        Block::Gallery(figures) => figures.iter().filter(|f| f.name == full).count(),
        _ => 0,
    });
    shown.sum()
}

/// Chapters of a whole report of which the first table is printed, and a line that says where the rest stands.
const BRIEF: [&str; 12] = [
    "openness",
    "lagging",
    "network",
    "between",
    "networks",
    "stories",
    "access",
    "warnings",
    "capacities",
    "waves",
    "sure",
    "data",
];

/// Above this many rows of tables a browser lays out the chapters only when they come into view.
const LONG: usize = 3_000;

fn rows(story: &Story) -> usize {
    let blocks = story.chapters.iter().flat_map(|c| &c.blocks);
    let rows = blocks.map(|block| match block {
        Block::Table(table) => table.rows.len(),
        Block::Figure(figure) => figure.table.as_ref().map_or(0, |t| t.rows.len()),
        _ => 0,
    });
    rows.sum()
}

/// A page as it grows.
struct Page<'a> {
    text: String,
    drawn: Drawn,
    explorer: Option<&'a Explorer>,
    script: &'static str,
    words: &'a dyn Words,
    /// What links lead to, with the title found there.
    chapters: Vec<(&'static str, String)>,
}

impl Page<'_> {
    /// Text that is markup already.
    fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// An element with text in it; `open` is its tag with attributes, `<p class="x">`.
    fn element(&mut self, open: &str, text: &str) {
        let tag = open.trim_start_matches('<').split([' ', '>']).next().unwrap_or_default();
        let _ = writeln!(self.text, "{open}{}</{tag}>", escaped(text));
    }

    fn say(&self, what: Say) -> String {
        escaped(self.words.say(what))
    }

    fn head(&mut self, story: &Story) {
        let style = short_style(STYLE) + &self.drawn.css;
        let policy = format!(
            "default-src 'none'; script-src '{}'; style-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
            hash(self.script),
            hash(&style)
        );
        let _ = write!(
            self.text,
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"robots\" content=\"noindex\">\n\
             <title>{}</title>\n<style>{style}</style>\n</head>\n",
            story.lang.code(),
            escaped(&story.title)
        );
    }

    fn body(&mut self, story: &Story) {
        let skip = self.say(Say::SkipToContent);
        let _ = writeln!(self.text, "<body>\n<a class=\"skip\" href=\"#report\">{skip}</a>");
        self.raw("<header>\n<p class=\"edition\">");
        for line in &story.edition {
            let _ = write!(self.text, "<span>{}</span> ", escaped(line));
        }
        self.raw("</p>\n<div class=\"masthead\">\n");
        self.element("<h1>", &story.title);
        if !story.about.is_empty() {
            self.raw("<ul class=\"about\">\n");
            story.about.iter().for_each(|line| self.element("<li>", line));
            self.raw("</ul>\n");
        }
        self.raw("</div>\n</header>\n<div class=\"layout\">\n");
        self.contents(story);
        let long = if rows(story) > LONG { " class=long" } else { "" };
        let _ = writeln!(self.text, "<main id=\"report\" tabindex=\"-1\"{long}>");
        story.chapters.iter().for_each(|c| self.chapter(c));
        let _ = write!(self.text, "</main>\n</div>\n<script>{}</script>\n</body>\n</html>\n", self.script);
    }

    fn contents(&mut self, story: &Story) {
        let title = self.say(Say::Contents);
        let _ = writeln!(self.text, "<nav aria-label=\"{title}\">\n<ol>");
        for chapter in &story.chapters {
            let _ = writeln!(self.text, "<li><a href=\"#{}\">{}</a></li>", chapter.id, escaped(&chapter.title));
        }
        self.raw("</ol>\n</nav>\n");
    }

    fn chapter(&mut self, chapter: &Chapter) {
        let (id, title) = (chapter.id, escaped(&chapter.title));
        let tables = chapter.blocks.iter().filter(|b| matches!(b, Block::Table(_))).count();
        let brief = tables > 1 && self.chapters.len() > BRIEF.len() / 2 && BRIEF.contains(&id);
        let _ = writeln!(
            self.text,
            "<section id=\"{id}\"{} aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\">{title}</h2>",
            if brief { " class=brief" } else { "" }
        );
        if chapter.is_reference {
            let show = self.say(Say::Unfold);
            let _ = writeln!(self.text, "<details>\n<summary>{show}</summary>");
        }
        chapter.blocks.iter().for_each(|b| self.block(b));
        if brief {
            let more = self.say(Say::MoreTables);
            let _ = writeln!(self.text, "<p class=paper>{more}</p>");
        }
        self.raw(if chapter.is_reference { "</details>\n</section>\n" } else { "</section>\n" });
    }
}

#[cfg(test)]
mod tests {
    use super::super::story::{Story, story};
    use super::super::{figures, sample};
    use super::*;
    use crate::findings::Findings;
    use crate::words::{ALL, Lang, words};

    fn page_of(findings: &Findings, lang: Lang) -> String {
        let words = words(lang);
        let told: Story = story(findings, words);
        page(&told, &figures::drawings(findings, words), words)
    }

    #[test]
    fn the_page_loads_nothing_and_has_no_style_attributes() {
        for (lang, _) in ALL {
            let page = page_of(&sample::group(3, 10), lang);
            let markup = page.replace("http://www.w3.org/2000/svg", "");
            for refused in ["http:", "https:", " src=", "url(", "@import", " style=", " onclick", "<link", "<iframe"] {
                assert!(!markup.contains(refused), "{lang:?}: {refused}");
            }
        }
    }

    #[test]
    fn the_policy_names_the_style_and_the_script_by_their_exact_bytes() {
        let page = page_of(&sample::group(2, 6), Lang::En);
        for (open, close, kind) in [("<style>", "</style>", "style-src"), ("<script>", "</script>", "script-src")] {
            let start = page.find(open).unwrap() + open.len();
            let inside = &page[start..start + page[start..].find(close).unwrap()];
            assert!(page.contains(&format!("{kind} '{}'", hash(inside))), "{kind}");
        }
        // The data of the network is no script to the policy.
        let data = "<script type=\"application/json\" id=\"network-data\">";
        assert_eq!((page.matches("<script").count(), page.matches(data).count()), (2, 1));
    }

    #[test]
    fn a_hostile_study_stays_text() {
        let hostile = "</script><script>alert(1)</script>\"'><img src=x onerror=a()>\u{202e}";
        let mut findings = sample::group(2, 6);
        findings.title = hostile.into();
        findings.schools[0].name = Some(hostile.into());
        findings.people[0].name = Some(hostile.into());
        findings.waves[0].id = hostile.into();
        findings.relations[0].label_en = hostile.into();
        let page = page_of(&findings, Lang::En);
        assert_eq!(page.matches("<script").count(), 2);
        assert!(!page.contains("<img") && !page.contains('\u{202e}'));
    }

    #[test]
    fn twelve_schools_of_twenty_fit_in_a_mail() {
        let page = page_of(&sample::group(12, 20), Lang::Nl);
        assert!(page.len() < 250_000, "{} bytes", page.len());
    }

    #[test]
    fn every_link_in_the_page_leads_somewhere() {
        let page = page_of(&sample::group(3, 10), Lang::Nl);
        for link in page.match_indices("href=\"#").map(|(at, m)| &page[at + m.len()..]) {
            let target = &link[..link.find('"').unwrap()];
            assert!(page.contains(&format!("id=\"{target}\"")), "{target}");
        }
    }

    #[test]
    fn a_page_without_pictures_still_has_all_tables() {
        let findings = sample::group(3, 10);
        let words = words(Lang::En);
        let told = story(&findings, words);
        let with = page(&told, &figures::drawings(&findings, words), words);
        let without = page(&told, &Drawings::default(), words);
        assert_eq!(with.matches("<table").count(), without.matches("<table").count());
    }
}
