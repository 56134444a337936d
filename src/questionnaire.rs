//! A questionnaire to hand out, templates for the staff list and the answers, and the study file that reads them.
//!
//! The answers have a row per form: for each question a column per colleague, with how often beside it, and for visits
//! who took the initiative and whether there was a talk afterwards. What is filled in is read back as it stands.

use crate::dates::{self, Date};
use crate::error::{Error, Result};
use crate::words::questionnaire::{QUESTIONS, Question, QuestionnaireWords};
use crate::words::{Lang, Words};

/// Colleagues that the answers have room for, for each question. Who names so many may have had more to name, and the
/// report says so.
const COLLEAGUES: usize = 10;

/// What is asked.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Settings {
    /// Names of questions beside the six that serve best.
    pub add: Vec<String>,
    /// First and last day, `2025-08-25/2026-01-31` or in words.
    pub period: Option<String>,
    /// The wave's label.
    pub wave: String,
}

/// The files by their names, with the study file at the end.
///
/// # Errors
/// When a question is added that is not there, or a period has no two days.
///
/// # Example
/// ```
/// use staffroom::{questionnaire::{Settings, files}, words::{Lang, words}};
/// let files = files(words(Lang::Nl), &Settings::default()).unwrap();
/// assert_eq!(files[2].0, "antwoorden.csv");
/// ```
pub fn files(words: &dyn Words, settings: &Settings) -> Result<Vec<(String, Vec<u8>)>> {
    if let Some(unknown) = settings.add.iter().find(|name| QUESTIONS.iter().all(|q| q.name != **name)) {
        let want = QUESTIONS.iter().map(|q| q.name).collect::<Vec<_>>().join(", ");
        return Err(Error::BadOption { option: "--add".into(), seen: unknown.clone(), want });
    }
    let days = settings.period.as_deref().map(days).transpose()?;
    let text = words.questionnaire();
    let asked: Vec<(usize, &Question)> = QUESTIONS
        .iter()
        .enumerate()
        .filter(|(_, q)| q.core || settings.add.iter().any(|name| name == q.name))
        .collect();
    let form = Form { text, asked, lang: words.lang(), days };
    let [page, staff, answers, readme] = text.files;
    Ok(vec![
        (page.into(), form.page().into_bytes()),
        (staff.into(), form.table(&text.staff.iter().map(|&h| h.to_owned()).collect::<Vec<_>>())?),
        (answers.into(), form.table(&form.headings())?),
        (readme.into(), form.instructions().into_bytes()),
        ("study.toml".into(), form.study(&settings.wave).into_bytes()),
    ])
}

/// The first and last day of a period.
fn days(period: &str) -> Result<[Date; 2]> {
    dates::days(period).ok_or_else(|| Error::NotBothDays { seen: period.into() })
}

struct Form {
    text: &'static QuestionnaireWords,
    asked: Vec<(usize, &'static Question)>,
    lang: Lang,
    days: Option<[Date; 2]>,
}

impl Form {
    /// The heading of a question in the answers: its number and its words.
    fn heading(&self, number: usize, question: usize) -> String {
        format!("{}. {}", number + 1, self.text.questions[question])
    }

    /// The heading of what is said of a colleague beside the name.
    fn beside(&self, number: usize, colleague: usize, what: usize) -> String {
        let [name, ..] = self.text.columns;
        format!("{}. {name} {colleague}: {}", number + 1, self.text.columns[what])
    }

    /// What is asked of a colleague beside the name: places in [`QuestionnaireWords::columns`].
    fn companions(question: &Question) -> &'static [usize] {
        if question.follow_up { &[1, 2, 3] } else { &[1] }
    }

    fn headings(&self) -> Vec<String> {
        let mut headings = vec![self.text.code.to_owned()];
        for (number, (at, question)) in self.asked.iter().enumerate() {
            for colleague in 1..=COLLEAGUES {
                headings.push(format!("{} {colleague}", self.heading(number, *at)));
                headings.extend(Self::companions(question).iter().map(|&what| self.beside(number, colleague, what)));
            }
        }
        headings.extend(self.text.person.iter().map(|&p| p.to_owned()));
        headings
    }

    /// A table with nothing but headings, as the spreadsheets of the language open it.
    fn table(&self, headings: &[String]) -> Result<Vec<u8>> {
        let dutch = self.lang == Lang::Nl;
        let mut start = Vec::new();
        start.extend_from_slice("\u{feff}".as_bytes());
        let mut writer = csv::WriterBuilder::new().delimiter(if dutch { b';' } else { b',' }).from_writer(start);
        let cannot = |e: String| Error::CannotWrite { path: "csv".into(), source: std::io::Error::other(e) };
        writer.write_record(headings).map_err(|e| cannot(e.to_string()))?;
        writer.into_inner().map_err(|e| cannot(e.to_string()))
    }

    /// The study file.
    fn study(&self, wave: &str) -> String {
        let text = self.text;
        let [_, staff, answers, _] = text.files;
        let wave = if wave.is_empty() { "1" } else { wave };
        let mut toml = format!(
            "title = {}\nlanguage = \"{}\"\n\n[[waves]]\nid = {}\n",
            quoted(text.title),
            self.lang.code(),
            quoted(wave)
        );
        if let Some([first, last]) = self.days {
            toml.push_str(&format!("period = \"{first}/{last}\"\n"));
        }
        toml.push_str(&format!(
            "\n[teachers]\nfile = \"{staff}\"\n\n[[ties]]\nfile = \"{answers}\"\nshape = \"nominations\"\nwave = {}\n\
             columns = {{ from = {} }}\n\n[questions]\n",
            quoted(wave),
            quoted(text.code)
        ));
        for (number, (at, question)) in self.asked.iter().enumerate() {
            let heading = quoted(&self.heading(number, *at));
            let relation = quoted(question.relation);
            if question.of_host {
                toml.push_str(&format!("{heading} = {{ relation = {relation}, reporter = \"to\" }}\n"));
            } else {
                toml.push_str(&format!("{heading} = {relation}\n"));
            }
        }
        for (question, person) in text.person.iter().zip(["consent_named", "host"]) {
            toml.push_str(&format!("{} = {{ person = \"{person}\" }}\n", quoted(question)));
        }
        let means = ["", "frequency", "initiative", "feedback"];
        for (number, (at, question)) in self.asked.iter().enumerate() {
            for colleague in 1..=COLLEAGUES {
                let of = quoted(&format!("{} {colleague}", self.heading(number, *at)));
                for &what in Self::companions(question) {
                    let beside = quoted(&self.beside(number, colleague, what));
                    toml.push_str(&format!("{beside} = {{ of = {of}, is = \"{}\" }}\n", means[what]));
                }
            }
        }
        toml
    }

    fn period(&self) -> String {
        match self.days {
            Some([first, last]) => {
                let [from, to] = self.text.between;
                format!("{from} {first} {to} {last}")
            }
            None => self.text.period.to_owned(),
        }
    }

    /// The questionnaire as a page to print or to copy from.
    fn page(&self) -> String {
        let text = self.text;
        let mut page = format!(
            "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{}</title>\n<style>{STYLE}</style>\
             </head><body>\n<h1>{}</h1>\n",
            self.lang.code(),
            escape(text.title),
            escape(text.title)
        );
        for (heading, paragraphs) in text.introduction {
            page.push_str(&format!("<h2>{}</h2>\n", escape(heading)));
            paragraphs.iter().for_each(|p| page.push_str(&format!("<p>{}</p>\n", escape(p))));
        }
        let [title, who, sees, never] = text.sees.map(escape);
        page.push_str(&format!(
            "<table class=\"sees\"><caption>{title}</caption><tr><th>{who}</th><th>{sees}</th><th>{never}</th></tr>\n"
        ));
        for row in text.readers {
            let [who, sees, never] = row.map(escape);
            page.push_str(&format!("<tr><th>{who}</th><td>{sees}</td><td>{never}</td></tr>\n"));
        }
        page.push_str("</table>\n<section class=\"form\">\n");
        page.push_str(&format!("<p class=\"code\">{}: <span></span></p>\n", escape(text.code)));
        let about = text.about.replace("{}", &self.period());
        page.push_str(&format!("<p><strong>{}</strong></p>\n", escape(&about)));
        text.how.iter().for_each(|p| page.push_str(&format!("<p>{}</p>\n", escape(p))));
        page.push_str("<ul class=\"scale\">");
        text.scale.iter().for_each(|step| page.push_str(&format!("<li>{}</li>", escape(step))));
        page.push_str("</ul>\n");
        for (number, (at, question)) in self.asked.iter().enumerate() {
            page.push_str(&format!("<h3>{}</h3>\n<table class=\"lines\"><tr>", escape(&self.heading(number, *at))));
            let columns = if question.follow_up { 4 } else { 2 };
            text.lines[..columns].iter().for_each(|h| page.push_str(&format!("<th>{}</th>", escape(h))));
            page.push_str("</tr>\n");
            let line = format!("<tr>{}</tr>\n", "<td></td>".repeat(columns));
            page.push_str(&line.repeat(COLLEAGUES));
            page.push_str("</table>\n");
        }
        for question in text.person {
            page.push_str(&format!("<p class=\"code\">{} <span></span></p>\n", escape(question)));
        }
        page.push_str("</section>\n</body></html>\n");
        page
    }

    /// For the one who collects.
    fn instructions(&self) -> String {
        let mut text = String::new();
        self.text.instructions.iter().for_each(|line| text.push_str(&format!("{line}\r\n\r\n")));
        let rest: Vec<(usize, &Question)> =
            QUESTIONS.iter().enumerate().filter(|(at, _)| self.asked.iter().all(|(known, _)| known != at)).collect();
        if !rest.is_empty() {
            text.push_str(&format!("{}\r\n", self.text.more));
            for (at, question) in rest {
                text.push_str(&format!("  --add {:<14}{}\r\n", question.name, self.text.questions[at]));
            }
        }
        text
    }
}

/// Plain, and printed without colour.
const STYLE: &str = "body{font:11pt/1.45 system-ui,sans-serif;max-width:46em;margin:2em auto;padding:0 1em}\
h1{font-size:1.7em}h2{font-size:1.15em;margin:1.4em 0 .3em}h3{font-size:1.05em;margin:1.8em 0 .4em}p{margin:.3em 0}\
table{border-collapse:collapse;width:100%;margin:.6em 0}caption{text-align:left;font-weight:600;padding:.4em 0}\
th,td{border:1px solid #777;padding:.3em .5em;text-align:left;vertical-align:top;font-weight:400}\
tr:first-child th{font-weight:600;font-size:.9em}.lines td{height:1.6em}.lines td+td,.lines th+th{width:18%}\
.scale{list-style:none;padding:0}.scale li{display:inline-block;margin-right:1.5em}\
.code span{display:inline-block;min-width:16em;border-bottom:1px solid #333}\
@media print{.form{break-before:page}h3,table.lines,tr{break-inside:avoid}h3{break-after:avoid}}";

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let escaped: String = text.chars().filter(|c| !c.is_control()).collect();
    format!("\"{}\"", escaped.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::ALL;

    #[test]
    fn every_language_has_all_questions_and_says_what_must_be_said() {
        for (lang, words) in ALL {
            let text = words.questionnaire();
            assert_eq!(text.questions.len(), QUESTIONS.len());
            let mut settings = Settings::default();
            settings.add = QUESTIONS.iter().map(|q| q.name.to_owned()).collect();
            settings.period = Some("2025-08-25/2026-01-31".into());
            let files = files(words, &settings).unwrap();
            let page = String::from_utf8(files[0].1.clone()).unwrap();
            for question in text.questions {
                assert!(page.contains(&escape(question)), "{lang:?}: {question}");
            }
            for must in if lang == Lang::Nl {
                ["niet gebruikt voor beoordeling", "vrijwillig", "ziet ze allemaal", "bewaard tot", "2026-01-31"]
            } else {
                ["not used for appraisal", "voluntary", "sees all of them", "kept until", "2026-01-31"]
            } {
                assert!(page.contains(must), "{lang:?}: {must}");
            }
        }
    }

    #[test]
    fn six_questions_are_asked_and_the_others_are_offered() {
        let files = files(crate::words::words(Lang::Nl), &Settings::default()).unwrap();
        let page = String::from_utf8(files[0].1.clone()).unwrap();
        assert_eq!(page.matches("<h3>").count(), 6);
        assert!(!page.contains("buiten het werk om"));
        let readme = String::from_utf8(files[3].1.clone()).unwrap();
        assert!(readme.contains("--add friendship") && readme.contains("buiten het werk om"));
    }

    #[test]
    fn what_cannot_be_asked_is_refused() {
        let words = crate::words::words(Lang::En);
        let mut settings = Settings::default();
        settings.add = vec!["salary".into()];
        assert!(matches!(files(words, &settings), Err(Error::BadOption { .. })));
        for period in ["2026", "2026-02-01/2026-01-01", "a/b", "1 september 2025 tot 1 februari 2026"] {
            let mut settings = Settings::default();
            settings.period = Some(period.into());
            assert!(matches!(files(words, &settings), Err(Error::NotBothDays { .. })), "{period}");
        }
    }
}
