//! What is printed when something is wrong, or worth knowing.

use super::{Words, clean};
use crate::error::{Error, Notice, Place};
use std::fmt::Write as _;

/// A notice or an error, phrased: what and where, what was seen, what follows from it, what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Message {
    /// What is the matter, beginning with the place.
    pub what: String,
    /// What was seen there.
    pub seen: Option<String>,
    /// What follows from it for the results.
    pub so: Option<String>,
    /// What to do.
    pub help: Option<String>,
}

impl Message {
    /// What is the matter; the rest follows with [`seen`](Message::seen), [`so`](Message::so), [`help`](Message::help).
    pub(crate) fn new(what: impl Into<String>) -> Message {
        Message { what: what.into(), ..Message::default() }
    }

    pub(crate) fn seen(mut self, seen: impl Into<String>) -> Message {
        self.seen = Some(seen.into()).filter(|s| !s.is_empty());
        self
    }

    pub(crate) fn so(mut self, so: impl Into<String>) -> Message {
        self.so = Some(so.into());
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Message {
        self.help = Some(help.into());
        self
    }

    /// The lines under the first, each with its word: seen, so, help.
    pub fn parts<'a>(&'a self, words: &dyn Words) -> Vec<(&'static str, &'a str)> {
        [(words.seen_word(), &self.seen), (words.so_word(), &self.so), (words.help_word(), &self.help)]
            .into_iter()
            .filter_map(|(word, text)| text.as_deref().map(|t| (word, t)))
            .collect()
    }

    /// As a terminal shows it, under the word for its kind: the lines begin in the same column, and nothing in a name
    /// can steer the terminal.
    ///
    /// ```
    /// use staffroom::{error::{Notice, Place}, words::{Lang, words}};
    /// let english = words(Lang::En);
    /// let notice = Notice::SelfTies { place: Place::line("ties.csv", 3), answers: 2 };
    /// let text = english.notice(&notice).printed(english.notice_word(), english);
    /// assert!(text.starts_with("notice: ties.csv, line 3: "), "{text}");
    /// ```
    pub fn printed(&self, kind: &str, words: &dyn Words) -> String {
        let widest = [words.seen_word(), words.so_word(), words.help_word()].iter().map(|w| w.chars().count()).max();
        let column = widest.unwrap_or(0) + 2;
        let mut text = format!("{kind}: {}\n", clean(&self.what));
        for (word, part) in self.parts(words) {
            let label = format!("{word}:");
            for (at, line) in part.split('\n').enumerate() {
                let label = if at == 0 { label.as_str() } else { "" };
                let _ = writeln!(text, "  {label:<column$}{}", clean(line));
            }
        }
        text
    }
}

/// How a language says what is wrong.
pub trait Messages {
    /// Before a notice: `notice`.
    fn notice_word(&self) -> &'static str;
    /// Before an error: `error`.
    fn error_word(&self) -> &'static str;
    /// Before what was seen: `seen`.
    fn seen_word(&self) -> &'static str;
    /// Before what follows: `so`.
    fn so_word(&self) -> &'static str;
    /// Before what to do: `help`.
    fn help_word(&self) -> &'static str;
    /// A place in a file.
    fn place(&self, place: &Place) -> String;
    /// A notice.
    fn notice(&self, notice: &Notice) -> Message;
    /// An error. Of several at once: how many there are; each is phrased by itself.
    fn error(&self, error: &Error) -> Message;
}

/// Waves as `study.toml` lists them.
pub(super) fn listed_waves(order: &[String]) -> String {
    let entry = |id: &String| format!("\n[[waves]]\nid = {}", toml(id));
    order.iter().map(entry).collect::<Vec<_>>().concat()
}

/// What keeps waves apart in `study.toml`. Names are left out of what others read.
pub(super) fn kept_apart(workbook: Option<&str>, parts: &[(String, String)]) -> String {
    let line = |(name, wave): &(String, String)| {
        let (name, wave) = (toml(if name.is_empty() { "…" } else { name }), toml(wave));
        match workbook {
            Some(file) => format!("\n{}\nwave = {wave}", sheet_of("[[ties]]", file, &name)),
            None => format!("\n[[ties]]\nfile = {name}\nwave = {wave}"),
        }
    };
    parts.iter().map(line).collect::<Vec<_>>().concat()
}

/// The files among these that an old Excel wrote.
pub(super) fn old_workbooks(files: &[String]) -> impl Iterator<Item = &str> {
    files.iter().map(String::as_str).filter(|file| file.to_lowercase().ends_with(".xls"))
}

/// What a study file says where the staff list and the ties are sheets of one workbook.
pub(super) fn sheets_of(file: &str, staff: Option<&str>, ties: &[String]) -> String {
    let staff = staff.map(|sheet| ("[teachers]", sheet));
    let all = staff.into_iter().chain(ties.iter().map(|sheet| ("[[ties]]", sheet.as_str())));
    all.map(|(table, sheet)| format!("\n{}", sheet_of(table, file, &toml(sheet)))).collect::<Vec<_>>().concat()
}

/// A table of a study file that names a sheet, which is as TOML has it.
fn sheet_of(table: &str, file: &str, sheet: &str) -> String {
    format!("{table}\nfile = {}\nsheet = {sheet}", toml(file))
}

/// The lines of a study file that read one sheet of ties.
pub(super) fn sheet_of_ties(file: &str, sheet: &str) -> String {
    sheet_of("[[ties]]", file, &toml(sheet))
}

/// A text between quotation marks as TOML reads it.
pub(super) fn toml(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether a file of this name is a text to read, of which no program makes a table.
pub(super) fn is_prose(file: &str) -> bool {
    let ending = file.rsplit('.').next().unwrap_or_default().to_lowercase();
    ["pdf", "doc", "docx", "odt", "rtf", "pages"].contains(&ending.as_str())
}

/// A line of `aliases.csv` as a message shows it: a name with a comma has its quotes in the file, too.
pub(super) fn alias_line(written: &str, id: &str) -> String {
    if written.contains([',', '"']) {
        format!(" \"{}\",{id} ", written.replace('"', "\"\""))
    } else {
        format!("\"{written},{id}\"")
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Lang, words};
    use super::*;

    #[test]
    fn a_line_of_aliases_can_be_pasted_whatever_the_name() {
        assert_eq!(alias_line("Piet J.", "T1"), "\"Piet J.,T1\"");
        assert_eq!(alias_line("Graaf, Vera", "T1"), " \"Graaf, Vera\",T1 ");
    }

    #[test]
    fn what_is_to_be_pasted_in_a_study_file_is_toml_whatever_the_sheet_is_called() {
        let sheet = "Team \"A\" \\ B";
        let names = |text: &str| -> Vec<String> {
            let table: toml::Table = text.parse().expect("TOML");
            table["ties"].as_array().expect("ties").iter().map(|t| t["sheet"].as_str().expect("text").into()).collect()
        };
        let (one, two) = (sheet.to_owned(), "2025".to_owned());
        assert_eq!(names(&sheets_of("a.xlsx", Some(sheet), &[one.clone(), two.clone()])), [one.clone(), two]);
        assert_eq!(names(&kept_apart(Some("a.xlsx"), &[(one.clone(), "\"1\"".into())])), [sheet]);
        for lang in [Lang::En, Lang::Nl] {
            let notice =
                Notice::SheetsNotRead { place: Place::file("a.xlsx"), used: "1".into(), sheets: vec![one.clone()] };
            let help = words(lang).notice(&notice).help.expect("help");
            assert_eq!(names(help.split_once('\n').expect("lines").1), [sheet]);
        }
    }

    #[test]
    fn a_table_is_taken_out_of_a_text_and_other_files_are_saved_anew() {
        let help = |lang: Lang, file: &str| {
            words(lang).notice(&Notice::KindNotRead { place: Place::file(file) }).help.expect("help")
        };
        for file in ["personeel.PDF", "staff.docx"] {
            assert!(help(Lang::En, file).starts_with("put the table"), "{file}");
            assert!(help(Lang::Nl, file).starts_with("zet de tabel"), "{file}");
        }
        assert!(help(Lang::Nl, "staff.sav").contains("waarmee het gemaakt is"));
    }

    #[test]
    fn a_message_has_the_form_of_the_house() {
        let english = words(Lang::En);
        let message = Message::new("ties.csv, line 14: \"T-109\" is not on the staff list")
            .seen("from = T-023")
            .so("the tie is set aside")
            .help("add T-109\nor use --unknown add");
        assert_eq!(
            message.printed("notice", english),
            "notice: ties.csv, line 14: \"T-109\" is not on the staff list\n  seen: from = T-023\n  \
             so:   the tie is set aside\n  help: add T-109\n        or use --unknown add\n"
        );
    }

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        let english = words(Lang::En);
        let text = Message::new("\u{1b}[2J\u{202e}x").seen("a\u{7}b").printed("error", english);
        assert_eq!(text, "error: [2Jx\n  seen: ab\n");
    }
}
