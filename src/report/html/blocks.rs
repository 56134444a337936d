//! Each kind of block as markup.

use super::super::figures::SMALL;
use super::super::story::{Block, Card, Figure, Headline, Mark, Share};
use super::safe::escaped;
use super::{Page, Say};
use crate::words::Message;
use std::fmt::Write as _;

impl Page<'_> {
    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Headlines(list) => self.headlines(list),
            Block::Cards(cards) => self.cards(cards),
            Block::Cautions(list) => self.cautions(list),
            Block::Heading(text) => self.element("<h3>", text),
            Block::Paragraph(text) => self.element("<p>", text),
            Block::Basis(text) => self.element("<p class=\"basis\">", text),
            Block::Note(text) => self.element("<p class=\"note\">", text),
            Block::List(list) => {
                self.raw("<ul>\n");
                list.iter().for_each(|item| self.element("<li>", item));
                self.raw("</ul>\n");
            }
            Block::Terms(terms) => {
                self.raw("<dl class=\"terms\">\n");
                for (term, means) in terms {
                    self.raw("<div>");
                    self.element("<dt>", term);
                    self.element("<dd>", means);
                    self.raw("</div>\n");
                }
                self.raw("</dl>\n");
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Gallery(figures) => self.gallery(figures),
            Block::Explorer => self.explorer(),
            Block::Legend(marks) => self.legend(marks),
            Block::Notices(notices) => self.notices(notices),
        }
    }

    fn headlines(&mut self, list: &[Headline]) {
        let see = self.say(Say::SeeChapter);
        self.raw("<ul class=\"headlines\">\n");
        for h in list {
            self.raw("<li>\n");
            self.element("<p class=\"lead\">", &h.sentence.lead);
            if let Some(share) = h.share {
                self.bar(share);
            }
            if !h.sentence.detail.is_empty() {
                self.element("<p>", &h.sentence.detail);
            }
            let basis = escaped(&h.basis);
            let chapter = self.chapters.iter().find(|c| c.0 == h.see).map_or("", |c| c.1.as_str());
            let _ = writeln!(
                self.text,
                "<p class=\"basis\">{basis} <a href=\"#{}\">{see} {}</a></p>\n</li>",
                h.see,
                escaped(chapter)
            );
        }
        self.raw("</ul>\n");
    }

    /// The sentence as a bar, for who looks and does not read: what it counts, the rest, and what cannot be told.
    fn bar(&mut self, share: Share) {
        const LONG: f64 = 600.0;
        /// Up to so many they are seen one by one.
        const ONE_BY_ONE: u64 = 30;
        let [part, unknown] = [share.part.min(share.whole), share.unknown.min(share.whole)];
        let parts = [("a", part), ("b", share.whole.saturating_sub(part + unknown)), ("c", unknown)];
        if share.whole == 0 {
            return;
        }
        self.raw("<svg class=bar viewBox=\"0 0 600 14\" preserveAspectRatio=none aria-hidden=true>");
        let one = LONG / share.whole as f64;
        let mut x = 0.0;
        for (class, n) in parts {
            let pieces = if share.whole <= ONE_BY_ONE { n } else { u64::from(n > 0) };
            let wide = if share.whole <= ONE_BY_ONE { one } else { one * n as f64 };
            for _ in 0..pieces {
                let _ = write!(
                    self.text,
                    "<rect class={class} x={x:.1} y=1 width={:.1} height=12 />",
                    (wide - 3.0).max(2.0)
                );
                x += wide;
            }
        }
        self.raw("</svg>\n");
    }

    fn cards(&mut self, cards: &[Card]) {
        self.raw("<ul class=\"cards\">\n");
        for card in cards {
            let _ = writeln!(
                self.text,
                "<li><a href=\"#{}\"><strong>{}</strong> <span>{}</span></a></li>",
                card.see,
                escaped(&card.value),
                escaped(&card.label)
            );
        }
        self.raw("</ul>\n");
    }

    fn cautions(&mut self, list: &[(String, String)]) {
        let would = self.say(Say::WouldChange);
        self.raw("<ul class=\"cautions\">\n");
        for (cannot, change) in list {
            self.raw("<li>\n");
            self.element("<p>", cannot);
            let _ = writeln!(self.text, "<p class=\"change\"><strong>{would}:</strong> {}</p>\n</li>", escaped(change));
        }
        self.raw("</ul>\n");
    }

    fn figure(&mut self, figure: &Figure) {
        let drawn = self.drawn.svg(&figure.name);
        if drawn.is_none() && figure.table.is_none() {
            return;
        }
        // Its place is taken by the network that can be looked through, where there is script, and on paper it is back.
        let by_explorer = self.explorer.is_some() && ["network", "overview"].contains(&figure.name.as_str());
        self.raw(if by_explorer { "<figure class=\"picture everybody\">\n" } else { "<figure class=picture>\n" });
        let has_picture = drawn.is_some();
        if let Some(svg) = drawn {
            let _ = writeln!(self.text, "<div class=scroll tabindex=0>{svg}</div>");
            self.element("<figcaption>", &figure.reads);
        }
        if let Some(table) = &figure.table {
            if has_picture {
                let same = self.say(Say::AsTable);
                let _ = writeln!(self.text, "<details>\n<summary>{same}</summary>");
                self.table(table);
                self.raw("</details>\n");
            } else {
                self.table(table);
            }
        }
        self.raw("</figure>\n");
    }

    fn gallery(&mut self, figures: &[Figure]) {
        // A small picture has its name and its note beside it, where they can be read.
        let beside = |f: &Figure| {
            format!("<figcaption><strong>{}</strong>{}</figcaption>", escaped(&f.title), escaped(&f.reads))
        };
        let small = |f: &Figure| match self.drawn.svg(&format!("{SMALL}{}", f.name)) {
            Some(svg) => Some(svg + &beside(f)),
            None => self.drawn.svg(&f.name),
        };
        let drawn: Vec<String> = figures.iter().filter_map(small).collect();
        if drawn.is_empty() {
            return;
        }
        let alone = if drawn.len() == 1 { " alone" } else { "" };
        let _ = writeln!(self.text, "<div class=\"gallery{alone}\">");
        for svg in drawn {
            let _ = writeln!(self.text, "<figure>{svg}</figure>");
        }
        self.raw("</div>\n");
    }

    /// Empty without script: the picture before it says the same.
    fn explorer(&mut self) {
        let Some(explorer) = self.explorer else { return };
        let title = escaped(explorer.word("title"));
        let _ = writeln!(
            self.text,
            "<div class=\"explorer\" id=\"explorer\" role=\"region\" aria-label=\"{title}\" hidden></div>\n\
             <script type=\"application/json\" id=\"network-data\">{}</script>",
            explorer.json()
        );
    }

    fn legend(&mut self, marks: &[(Mark, String)]) {
        self.raw("<ul class=\"legend\">\n");
        for (mark, text) in marks {
            let class = match mark {
                Mark::Filled => "filled",
                Mark::Ring => "ring",
                Mark::Square => "square",
                Mark::Small => "small",
                Mark::Solid => "solid",
                Mark::Dashed => "dashed",
            };
            let _ = writeln!(self.text, "<li><i class=\"{class}\"></i>{}</li>", escaped(text));
        }
        self.raw("</ul>\n");
    }

    fn notices(&mut self, notices: &[Message]) {
        let words = self.words;
        self.raw("<ul class=\"notices\">\n");
        for notice in notices {
            self.raw("<li>\n");
            self.element("<p>", &notice.what);
            for (word, text) in notice.parts(words) {
                let lines: Vec<String> = text.split('\n').map(escaped).collect();
                let _ = writeln!(
                    self.text,
                    "<p class=\"part\"><strong>{}:</strong> {}</p>",
                    escaped(word),
                    lines.join("<br>")
                );
            }
            self.raw("</li>\n");
        }
        self.raw("</ul>\n");
    }
}
