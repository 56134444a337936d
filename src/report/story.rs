//! The report before its skin: what is said, in which order, decided once and then shown on a terminal and as a page.
//!
//! A story is made from findings and words alone. It counts what stands in the findings and phrases it; it computes
//! no figure of its own. Whatever a study does not have, it says so instead of showing zeros.

mod access;
mod advice;
mod audit;
mod between;
mod capacities;
pub(crate) mod changes;
mod data;
mod first;
mod followed;
mod isolation;
mod lagging;
mod named;
mod network;
mod openness;
mod outlook;
mod participation;
mod parts;
mod reading;
mod schools;
mod stories;
mod sure;
pub(crate) mod told;
mod warnings;
mod waves;

pub use advice::advice_story;
pub(in crate::report) use schools::numbers as numbers_of_schools;

use crate::findings::Findings;
use crate::words::{Lang, Message, Say, Sentence, Words};
use told::Told;

/// A report, in reading order.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Story {
    /// Its language.
    pub lang: Lang,
    /// Title of the study.
    pub title: String,
    /// Above everything: for whom this copy is, and for what it is not.
    pub edition: Vec<String>,
    /// Under the title: wave, people, response.
    pub about: Vec<String>,
    /// Chapters, those without anything to say left out.
    pub chapters: Vec<Chapter>,
}

impl Story {
    /// Leaves the pictures out, for a reader who does not have them.
    pub fn without_figures(&mut self) {
        for chapter in &mut self.chapters {
            chapter.blocks.retain(|block| !matches!(block, Block::Figure(_) | Block::Gallery(_) | Block::Explorer));
        }
    }
}

/// A chapter.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Chapter {
    /// What links point to.
    pub id: &'static str,
    /// Its title.
    pub title: String,
    /// What is in it.
    pub blocks: Vec<Block>,
    /// Long explanations: folded away on a page, left out on a terminal.
    pub is_reference: bool,
}

/// Something to read or to look at.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Block {
    /// Sentences, each with what it rests on.
    Headlines(Vec<Headline>),
    /// Numbers at a glance.
    Cards(Vec<Card>),
    /// What cannot be concluded, each with what would change that.
    Cautions(Vec<(String, String)>),
    /// A heading within a chapter.
    Heading(String),
    /// Text.
    Paragraph(String),
    /// Over which ties and people the figures that follow stand.
    Basis(String),
    /// Text that stands apart.
    Note(String),
    /// Points.
    List(Vec<String>),
    /// Terms with their meaning.
    Terms(Vec<(String, String)>),
    /// A table.
    Table(Table),
    /// A picture.
    Figure(Figure),
    /// Pictures of the same kind, small, side by side.
    Gallery(Vec<Figure>),
    /// The network that can be looked through, on a page with script.
    Explorer,
    /// What the marks in small pictures mean.
    Legend(Vec<(Mark, String)>),
    /// Notices.
    Notices(Vec<Message>),
}

/// A sentence, what it rests on, and where the figure is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Headline {
    /// The fact and what it means.
    pub sentence: Sentence,
    /// Over which ties and people.
    pub basis: String,
    /// The chapter where it is shown.
    pub see: &'static str,
    /// The same as a share that can be drawn, where the sentence is about one.
    pub share: Option<Share>,
}

/// What a sentence counts, of how many, and of how many of these it cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Share {
    /// What is counted.
    pub part: u64,
    /// Of whom it cannot be told.
    pub unknown: u64,
    /// All.
    pub whole: u64,
}

/// A number at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Card {
    /// The number.
    pub value: String,
    /// What it counts.
    pub label: String,
    /// The chapter where it is shown.
    pub see: &'static str,
}

/// A picture by its name, and the same facts as a table.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Figure {
    /// Name of the picture.
    pub name: String,
    /// Its title.
    pub title: String,
    /// How to read it, in a sentence; in a gallery what stands beside the picture.
    pub reads: String,
    /// The same facts for those who cannot see it; none when a table beside it says the same.
    pub table: Option<Table>,
}

/// A mark in a small picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mark {
    /// A filled disc.
    Filled,
    /// An open ring.
    Ring,
    /// A square.
    Square,
    /// A small disc.
    Small,
    /// A solid line.
    Solid,
    /// A dashed line.
    Dashed,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Table {
    /// What it is about.
    pub caption: String,
    /// Heads of its columns; the first column names the rows.
    pub heads: Vec<Head>,
    /// Rows.
    pub rows: Vec<Vec<Cell>>,
    /// The last row is the whole of the others.
    pub totals: bool,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Head {
    /// Its text.
    pub text: String,
    /// Holds numbers: aligned at the right.
    pub number: bool,
    /// How to read it.
    pub reads: Option<String>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Cell {
    /// Text.
    Text(String),
    /// A number as written, and as sorted.
    Number(String, f64),
    /// No number, and why.
    Missing(String),
}

impl Cell {
    /// What stands in it.
    pub fn text(&self) -> &str {
        match self {
            Cell::Text(t) | Cell::Number(t, _) | Cell::Missing(t) => t,
        }
    }
}

/// The report of a study: its last wave, with the earlier ones beside it.
pub fn story(findings: &Findings, words: &dyn Words) -> Story {
    let Some(told) = Told::last(findings, words) else { return data_story(findings, words) };
    let mut chapters = vec![
        first::chapter(&told),
        openness::chapter(&told),
        lagging::chapter(&told),
        isolation::chapter(&told),
        schools::chapter(&told),
        network::chapter(&told),
        between::chapter(&told),
        participation::chapter(&told),
        stories::chapter(&told),
        access::chapter(&told),
        warnings::chapter(&told),
        capacities::chapter(&told),
        named::chapter(findings, words),
        waves::chapter(&told),
        followed::chapter(&told),
        sure::chapter(&told),
        data::chapter(findings, words),
        reading::terms(&told),
    ];
    let named = chapters.iter().position(|c| c.id == "named").unwrap_or_default();
    // Who could visit whom comes before the list of those who may be named, on which it rests.
    chapters.splice(named..named, findings.advice.iter().flat_map(|a| advice::chapters(&told, a)));
    chapters.iter_mut().for_each(|c| parts::without_empty_columns(&mut c.blocks));
    chapters.push(reading::measures(&chapters, words));
    chapters.push(reading::method(findings, words));
    Story {
        lang: words.lang(),
        title: findings.title.clone(),
        edition: [edition(findings), Say::NotForAppraisal].map(|s| words.say(s).to_owned()).to_vec(),
        about: told.about(),
        chapters: chapters.into_iter().filter(|c| !c.blocks.is_empty()).collect(),
    }
}

/// For whom this copy is.
pub(crate) fn edition(findings: &Findings) -> Say {
    match findings.settings.audience.as_str() {
        "leader" => Say::ForLeader,
        "board" => Say::ForBoard,
        "team" => Say::ForTeam,
        "consultant" => Say::ForConsultant,
        "researcher" => Say::ForResearcher,
        _ => Say::WorkingCopy,
    }
}

/// Two waves side by side, and nothing else.
pub fn comparison(findings: &Findings, words: &dyn Words) -> Story {
    let Some(told) = Told::last(findings, words) else { return data_story(findings, words) };
    let chapters = vec![
        followed::chapter(&told),
        waves::chapter(&told),
        data::chapter(findings, words),
        reading::method(findings, words),
    ];
    Story { chapters: chapters.into_iter().filter(|c| !c.blocks.is_empty()).collect(), ..story(findings, words) }
}

/// What was read and who answered, and nothing else: for a look at the files before anything is computed.
pub fn data_story(findings: &Findings, words: &dyn Words) -> Story {
    let chapters = vec![data::chapter(findings, words), reading::method(findings, words)];
    Story {
        lang: words.lang(),
        title: findings.title.clone(),
        edition: vec![words.say(Say::DataReport).into()],
        about: Vec::new(),
        chapters: chapters.into_iter().filter(|c| !c.blocks.is_empty()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::words::{ALL, words};

    /// Everything that a story says, apart from explanations.
    fn said(story: &Story) -> String {
        let mut text = String::new();
        let told = story.chapters.iter().filter(|c| !c.is_reference && c.id != "reading");
        for block in told.flat_map(|c| &c.blocks) {
            text += &format!("{block:?}\n");
        }
        text
    }

    fn table<'a>(story: &'a Story, chapter: &str, caption: &str) -> &'a Table {
        let blocks = story.chapters.iter().find(|c| c.id == chapter).map(|c| &c.blocks).unwrap();
        blocks
            .iter()
            .find_map(|b| match b {
                Block::Table(t) if t.caption == caption => Some(t),
                _ => None,
            })
            .unwrap()
    }

    #[test]
    fn the_report_of_people_who_did_not_answer_never_calls_them_isolated() {
        let findings = sample::nobody_answered();
        let story = story(&findings, words(Lang::En));
        let kinds = table(&story, "isolation", words(Lang::En).say(crate::words::Say::IsolationTable));
        let count = |kind: &str| kinds.rows.iter().find(|r| r[0].text() == kind).map(|r| r[2].text().to_owned());
        assert_eq!(count("isolated").as_deref(), Some("0"));
        assert_eq!(count("unknown").as_deref(), Some("30"));
        let first = format!("{:?}", story.chapters[0].blocks);
        assert!(first.contains("Nobody who answered is without ties; of 30 people it cannot be told."), "{first}");
    }

    #[test]
    fn where_nothing_says_who_answered_nobody_is_called_isolated() {
        for (lang, words) in ALL {
            let text = said(&story(&sample::response_not_known(), words));
            let isolated = words.isolation("isolate", true).unwrap();
            // "isolated, or did not answer" is what may be said.
            let alone = text.matches(isolated).count();
            let with_doubt = ["isolated, or did not answer", "geïsoleerd, of niet ingevuld"];
            let doubted: usize = with_doubt.iter().map(|d| text.matches(d).count()).sum();
            let said_so = ["not isolated", "niet geïsoleerd", "called isolated", "geïsoleerd heten", "Who is isolated"];
            let allowed: usize = said_so.iter().map(|d| text.matches(d).count()).sum();
            let dutch = text.matches("Wie geïsoleerd is").count();
            assert_eq!(alone, doubted + allowed + dutch, "{lang:?}: {text}");
        }
    }

    #[test]
    fn a_survey_without_doors_and_across_schools_says_not_asked_instead_of_zeros() {
        for (lang, words) in ALL {
            let story = story(&sample::within_schools_without_doors(), words);
            let text = said(&story);
            assert!(text.contains(&words.doors_not_asked().lead), "{lang:?}");
            assert!(text.contains(&words.between_not_asked().lead), "{lang:?}");
            assert!(!text.contains("open-doors") && !text.contains("school-pairs"), "{lang:?}");
        }
    }

    #[test]
    fn one_school_is_not_compared_with_others() {
        let story = story(&sample::one_school(), words(Lang::En));
        assert!(!story.chapters.iter().any(|c| c.id == "between" || c.id == "waves"));
        let text = said(&story);
        assert!(text.contains("At least 4 of 10 classrooms were open to a colleague."));
        assert!(!text.contains("All together\"), Text(\"1 of"), "{text}");
    }

    #[test]
    fn a_study_of_one_relation_without_schools_is_told_on_that_relation() {
        for (lang, words) in ALL {
            let story = story(&sample::one_relation(), words);
            let text = said(&story);
            assert!(text.contains("talks about teaching with"), "{lang:?}");
            assert!(!story.chapters.iter().any(|c| c.id == "between"), "{lang:?}");
        }
    }

    #[test]
    fn findings_without_anything_still_make_a_story() {
        for (_, words) in ALL {
            assert_eq!(story(&Findings::default(), words).title, "");
            let mut data = sample::group(2, 5);
            data.blocks.clear();
            assert!(!story(&data, words).chapters.is_empty());
        }
    }

    #[test]
    fn every_headline_says_over_which_ties_and_people_and_leads_to_a_chapter() {
        for (lang, words) in ALL {
            let story = story(&sample::group(4, 10), words);
            let Some(Block::Headlines(list)) = story.chapters[0].blocks.first() else { panic!("{lang:?}") };
            assert_eq!(list.len(), 5, "{lang:?}");
            for headline in list {
                assert!(headline.basis.contains("40"), "{lang:?}: {}", headline.basis);
                assert!(story.chapters.iter().any(|c| c.id == headline.see), "{lang:?}: {}", headline.see);
            }
        }
    }

    #[test]
    fn no_percentage_stands_without_the_counts_it_comes_from() {
        for (lang, words) in ALL {
            let text = said(&story(&sample::group(4, 10), words));
            for (at, _) in text.match_indices("%)") {
                let before = &text[text[..at].rfind('(').unwrap().saturating_sub(40)..at];
                assert!(before.chars().any(|c| c.is_ascii_digit()), "{lang:?}: {before}");
            }
        }
    }

    #[test]
    fn codes_of_people_are_shown_to_the_analyst_and_the_copy_says_so() {
        let story = story(&sample::group(2, 12), words(Lang::Nl));
        assert!(said(&story).contains("T-005"));
        assert!(story.edition[0].contains("niet doorgeven") && story.edition[1].contains("Niet voor beoordeling"));
    }
}
