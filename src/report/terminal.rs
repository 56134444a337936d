//! The story for a terminal: lines of a given width, tables that fit, colour only when asked for, and nothing in a
//! name that could steer the terminal.

mod grid;
mod lines;

use super::story::{Block, Chapter, Headline, Story, Table};
use crate::words::{Say, Words, clean, words};
use lines::{Pen, Tone};

/// At most so many rows of a table; where the rest stands is said.
const ROWS: usize = 40;

/// Where that stands which a terminal does not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// In a report: a page with pictures and explanations, and tables beside it.
    InReport,
    /// In a page without tables beside it; which one is said by whoever wrote it.
    InPage,
    /// Nowhere: nothing was written.
    NotWritten,
}

/// The story of a report as text, no line longer than `width`.
pub fn text(story: &Story, width: usize, colour: bool) -> String {
    text_of(story, Rest::InReport, width, colour)
}

/// A story as text, no line longer than `width`.
pub fn text_of(story: &Story, rest: Rest, width: usize, colour: bool) -> String {
    let words = words(story.lang);
    let mut pen = Pen::new(width.max(40), colour);
    pen.line(Tone::Strong, "", &clean(&story.title));
    for line in &story.about {
        pen.line(Tone::Plain, "", line);
    }
    for line in &story.edition {
        pen.line(Tone::Quiet, "", line);
    }
    // What explains, and what is only there to be looked at, stands in the page.
    for chapter in story.chapters.iter().filter(|c| !c.is_reference && c.id != "reading") {
        self::chapter(&mut pen, chapter, rest, words);
    }
    if rest == Rest::InReport {
        pen.gap();
        pen.line(Tone::Quiet, "", words.say(Say::InThePage));
    }
    pen.into_text()
}

fn chapter(pen: &mut Pen, chapter: &Chapter, rest: Rest, words: &dyn Words) {
    if !chapter.blocks.iter().any(shows) {
        return;
    }
    pen.gap();
    pen.line(Tone::Strong, "", &chapter.title);
    for (at, block) in chapter.blocks.iter().enumerate() {
        // A heading over what only the page shows would stand alone.
        let over_nothing = matches!(block, Block::Heading(_)) && !chapter.blocks.get(at + 1).is_some_and(shows);
        if !over_nothing {
            self::block(pen, block, rest, words);
        }
    }
}

/// Whether a block has anything to show without pictures.
fn shows(block: &Block) -> bool {
    match block {
        Block::Figure(figure) => figure.table.is_some(),
        Block::Gallery(_) | Block::Explorer | Block::Legend(_) | Block::Notices(_) | Block::Heading(_) => false,
        _ => true,
    }
}

fn block(pen: &mut Pen, block: &Block, rest: Rest, words: &dyn Words) {
    match block {
        Block::Headlines(list) => list.iter().for_each(|h| headline(pen, h)),
        Block::Cards(_) | Block::Gallery(_) | Block::Explorer | Block::Legend(_) | Block::Notices(_) => {}
        Block::Cautions(list) => {
            for (cannot, change) in list {
                pen.line(Tone::Plain, "  • ", &clean(cannot));
                pen.line(Tone::Quiet, "    → ", &clean(change));
            }
        }
        Block::Heading(text) => {
            pen.gap();
            pen.line(Tone::Strong, "  ", text);
        }
        Block::Basis(text) => pen.line(Tone::Quiet, "  ", &clean(text)),
        Block::Paragraph(text) | Block::Note(text) => pen.line(Tone::Plain, "  ", &clean(text)),
        Block::List(list) => list.iter().for_each(|item| pen.line(Tone::Plain, "  • ", &clean(item))),
        Block::Terms(terms) => {
            for (term, means) in terms {
                pen.line(Tone::Plain, "  • ", &format!("{}: {}", clean(term), clean(means)));
            }
        }
        Block::Table(t) => table(pen, t, rest, words),
        Block::Figure(figure) => {
            if let Some(t) = &figure.table {
                table(pen, t, rest, words);
            }
        }
    }
}

fn headline(pen: &mut Pen, headline: &Headline) {
    pen.line(Tone::Strong, "  • ", &clean(&headline.sentence.lead));
    if !headline.sentence.detail.is_empty() {
        pen.line(Tone::Plain, "    ", &clean(&headline.sentence.detail));
    }
    if !headline.basis.is_empty() {
        pen.line(Tone::Quiet, "    ", &clean(&headline.basis));
    }
}

fn table(pen: &mut Pen, table: &Table, rest: Rest, words: &dyn Words) {
    pen.gap();
    pen.line(Tone::Strong, "  ", &table.caption);
    let shown = table.rows.len().min(ROWS);
    // A total that falls off the end is the row one looks for.
    let last = (table.totals && table.rows.len() > ROWS).then(|| table.rows.len() - 1);
    let rows: Vec<usize> = (0..shown).chain(last).collect();
    for line in grid::lines(table, &rows, pen.width() - 2) {
        pen.raw(&format!("  {line}"));
    }
    if table.rows.len() > ROWS {
        let more = table.rows.len() - rows.len();
        let place = match rest {
            Rest::InReport => Say::MoreInTables,
            Rest::InPage => Say::MoreInPage,
            Rest::NotWritten => Say::MoreWithOut,
        };
        pen.line(Tone::Quiet, "  ", &format!("… +{} {}", words.count(more as u64), words.say(place)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::super::story::story;
    use super::lines::width_of;
    use super::*;
    use crate::words::{ALL, Lang};

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for (lang, words) in ALL {
            let story = story(&sample::group(12, 20), words);
            for width in [40, 60, 80, 100, 200] {
                let text = text(&story, width, false);
                let widest = text.lines().map(width_of).max().unwrap_or(0);
                assert!(widest <= width, "{lang:?}: {widest} in {width}");
            }
        }
    }

    #[test]
    fn rows_that_are_not_shown_are_said_to_be_where_they_are() {
        let words = words(Lang::En);
        let mut story = story(&sample::group(2, 8), words);
        let row = |n: usize| vec![super::super::story::Cell::Text(format!("row {n}"))];
        let head = super::super::story::Head { text: "who".into(), number: false, reads: None };
        let long = Table { heads: vec![head], rows: (0..ROWS + 3).map(row).collect(), ..Table::default() };
        story.chapters.truncate(1);
        story.chapters[0].is_reference = false;
        story.chapters[0].blocks = vec![Block::Table(long)];
        let said = |rest| text_of(&story, rest, 80, false);
        assert!(said(Rest::InReport).contains("… +3 more in the tables"));
        assert!(said(Rest::InPage).contains("… +3 more in the page"));
        assert!(said(Rest::NotWritten).contains("… +3 more; with --out FOLDER they are written"));
        assert!(said(Rest::InReport).contains("report.html"));
        assert!(!said(Rest::InPage).contains("report.html") && !said(Rest::NotWritten).contains("report.html"));
    }

    #[test]
    fn there_is_no_colour_unless_asked_for() {
        let story = story(&sample::group(2, 8), words(Lang::En));
        assert!(!text(&story, 80, false).contains('\u{1b}'));
        assert!(text(&story, 80, true).contains("\u{1b}[1m"));
    }

    #[test]
    fn a_hostile_name_cannot_steer_the_terminal() {
        let mut findings = sample::group(3, 8);
        findings.title = "\u{1b}[2Jtitle\u{202e}".into();
        findings.schools[1].name = Some("De \u{1b}]0;x\u{7}Brug\u{202e}\r\n".into());
        let text = text(&story(&findings, words(Lang::En)), 80, false);
        assert!(!text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{text}");
        assert!(text.contains("Brug"));
    }
}
