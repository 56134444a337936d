//! Every sentence, label and number format that we can say, in every language.
//!
//! A language is a type that implements [`Words`], split by idea into traits without a single default: whatever is
//! added to one language, the compiler asks for in the others. Nothing here looks at findings; what a sentence needs
//! comes in as counts, ids and names, and leaves as text.

pub mod advising;
pub mod auditing;
pub mod certainty;
pub mod changes;
pub mod chapters;
mod columns;
mod en;
#[cfg(test)]
mod every;
pub mod exploring;
pub mod following;
pub mod headlines;
mod keys;
pub mod labels;
pub mod measures;
pub mod message;
mod nl;
pub mod numbers;
pub mod program;
pub mod prose;
pub mod questionnaire;

pub use advising::{AdviceSay, Advising};
pub use auditing::{AuditSay, Auditing, Quiet};
pub use certainty::{Certainty, Chance, Sure};
pub use changes::{ChangeText, Changes, Stood, Turnover};
pub use chapters::{Chapters, Exposed, Tell, Verdicts};
pub use exploring::{Explore, Exploring};
pub use following::{FollowSay, Following};
pub use headlines::{Answers, Basis, Beyond, Caution, Circles, Doors, Headlines, Sentence, WhyNoRate};
pub use labels::{Heading, Labels};
pub use measures::{Measure, Measures};
pub use message::{Message, Messages};
pub use numbers::Numbers;
pub use program::Program;
pub use prose::{Prose, Say};
pub use questionnaire::Questionnaire;

use std::borrow::Cow;

/// Everything a language can say.
pub trait Words:
    Numbers
    + Labels
    + Measures
    + Messages
    + Headlines
    + Chapters
    + Prose
    + Program
    + Questionnaire
    + Certainty
    + Advising
    + Following
    + Auditing
    + Changes
    + Exploring
    + std::fmt::Debug
    + Send
    + Sync
{
    /// The language itself.
    fn lang(&self) -> Lang;
}

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
#[non_exhaustive]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Dutch.
    Nl,
}

/// Every language with its words.
pub const ALL: [(Lang, &dyn Words); 2] = [(Lang::En, &en::English), (Lang::Nl, &nl::Dutch)];

impl Lang {
    /// Its code, as in a `lang` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Nl => "nl",
        }
    }

    /// The language of a code, region and case left aside.
    ///
    /// ```
    /// use staffroom::words::Lang;
    /// assert_eq!((Lang::from_code("nl-BE"), Lang::from_code("tlh")), (Some(Lang::Nl), None));
    /// ```
    pub fn from_code(code: &str) -> Option<Lang> {
        let start = code.split(['-', '_']).next()?.to_ascii_lowercase();
        ALL.iter().map(|l| l.0).find(|l| l.code() == start)
    }
}

/// The words of a language.
pub fn words(lang: Lang) -> &'static dyn Words {
    match lang {
        Lang::En => &en::English,
        Lang::Nl => &nl::Dutch,
    }
}

/// A sentence's or a title's beginning as it stands within a line.
pub(crate) fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// A text without what could steer a terminal or turn the direction of what is read: control characters become
/// nothing, line ends a space.
///
/// ```
/// assert_eq!(staffroom::words::clean("a\u{1b}[31m\u{202e}b\nc"), "a[31mb c");
/// ```
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c.is_control() || steers(c)) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter_map(|c| match c {
        '\n' | '\r' | '\t' => Some(' '),
        c if c.is_control() || steers(c) => None,
        c => Some(c),
    });
    Cow::Owned(kept.collect())
}

/// Marks that are not seen and change how the text around them is: direction, joining, line and paragraph ends.
fn steers(c: char) -> bool {
    matches!(c,
        '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_by_its_code() {
        for (lang, own) in ALL {
            assert_eq!((Lang::from_code(lang.code()), own.lang()), (Some(lang), lang));
            assert_eq!(words(lang).lang(), lang);
        }
        assert_eq!(Lang::from_code("NL_be"), Some(Lang::Nl));
        assert_eq!(Lang::from_code(""), None);
    }

    #[test]
    fn marks_that_turn_the_direction_of_a_name_are_taken_out() {
        assert_eq!(clean("Anna\u{202e}annA\u{200f}"), "AnnaannA");
        assert!(matches!(clean("Çiğdem"), Cow::Borrowed(_)));
    }
}
