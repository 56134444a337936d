//! Every sentence, label and number format we can say: one implementation per language, no defaults, so that a
//! sentence that is missing in Dutch does not compile.

mod en;
mod nl;
pub mod numbers;

use crate::error::{Error, Notice};
use crate::findings::{Role, Why};

use sentences::Sentences;
pub mod sentences;

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lang {
    /// English.
    En,
    /// Dutch.
    Nl,
}

/// Every language.
pub const ALL: [Lang; 2] = [Lang::En, Lang::Nl];

impl Lang {
    /// The language of a code, `en` or `nl`; none for another.
    pub fn from_code(code: &str) -> Option<Lang> {
        ALL.into_iter().find(|l| l.code() == code)
    }

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Nl => "nl",
        }
    }
}

/// The words of a language.
pub fn words(lang: Lang) -> &'static dyn Words {
    match lang {
        Lang::En => &en::English,
        Lang::Nl => &nl::Dutch,
    }
}

/// All that can be said in a language.
pub trait Words: Messages + Labels + Sentences + Sync {
    /// Which language.
    fn lang(&self) -> Lang;
}

/// A notice or an error, phrased: what and where, what was seen, what follows, what to do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Message {
    /// What, and where.
    pub what: String,
    /// What was seen.
    pub seen: Option<String>,
    /// What follows from it.
    pub so: Option<String>,
    /// What to do.
    pub help: Option<String>,
}

impl Message {
    /// A message that says only what.
    pub fn new(what: impl Into<String>) -> Message {
        Message { what: clean(&what.into()), ..Message::default() }
    }

    /// With what was seen.
    #[must_use]
    pub fn seen(mut self, seen: impl Into<String>) -> Message {
        self.seen = Some(clean(&seen.into()));
        self
    }

    /// With what follows.
    #[must_use]
    pub fn so(mut self, so: impl Into<String>) -> Message {
        self.so = Some(clean(&so.into()));
        self
    }

    /// With what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Message {
        self.help = Some(clean(&help.into()));
        self
    }

    /// As lines for a terminal: `kind: what`, then `seen:`, `so:` and `help:` indented.
    ///
    /// ```
    /// use staffroom::words::{Lang, Message, words};
    /// let text = Message::new("a.csv: the file is empty").help("send it again").printed("error", words(Lang::En));
    /// assert_eq!(text, "error: a.csv: the file is empty\n  help: send it again\n");
    /// ```
    pub fn printed(&self, kind: &str, words: &dyn Words) -> String {
        let mut text = format!("{kind}: {}\n", self.what);
        let heads = words.message_heads();
        for (head, part) in heads.into_iter().zip([&self.seen, &self.so, &self.help]) {
            if let Some(part) = part {
                text.push_str(&format!("  {head}: {part}\n"));
            }
        }
        text
    }
}

/// Text without characters that steer a terminal or turn the direction of writing.
pub fn clean(text: &str) -> String {
    text.chars()
        .filter(|&c| {
            !(c.is_control() && c != '\n' && c != '\t')
                && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        })
        .collect()
}

/// Messages on the way and in the report.
pub trait Messages {
    /// The word before a notice.
    fn notice_word(&self) -> &'static str;
    /// The word before an error.
    fn error_word(&self) -> &'static str;
    /// The words before what was seen, what follows, what to do.
    fn message_heads(&self) -> [&'static str; 3];
    /// A notice, phrased.
    fn notice(&self, notice: &Notice) -> Message;
    /// An error, phrased.
    fn error(&self, error: &Error) -> Message;
    /// The last line of a run: which file to open.
    fn open_this(&self, file: &str) -> String;
    /// An invented school group was written.
    fn simulated(&self, folder: &str) -> String;
}

/// Labels.
pub trait Labels {
    /// A measure's short name and the sentence that says how to read it; none for a name that is not a measure's.
    fn measure(&self, name: &str) -> Option<(&'static str, &'static str)>;
    /// A layer: a built-in one's name, or none.
    fn layer(&self, id: &str) -> Option<&'static str>;
    /// A value of a column of labels.
    fn label(&self, value: &str) -> Option<&'static str>;
    /// A role.
    fn role(&self, role: Role) -> &'static str;
    /// Why a number is not there.
    fn why(&self, why: Why) -> &'static str;
    /// Yes or no.
    fn yes_no(&self, yes: bool) -> &'static str;
    /// The decimal sign.
    fn decimal(&self) -> char;
    /// The sign between thousands.
    fn thousands(&self) -> char;
}
