//! Notices and errors on standard error, in the user's language.

use super::{Common, Language};
use crate::error::{Error, Notice};
use crate::timings::Timings;
use crate::words::{Lang, Message, Words, words};
use std::io::Write;

/// Where messages go, and in which language.
pub(crate) struct Messages<'a> {
    /// Told on the command line; wins over the study's.
    told: Option<Language>,
    lang: Lang,
    err: &'a mut (dyn Write + Send),
}

impl<'a> Messages<'a> {
    pub(crate) fn new(told: Option<Language>, err: &'a mut (dyn Write + Send)) -> Self {
        let lang = told.and_then(|l| Lang::from_code(l.code())).unwrap_or(Lang::En);
        Self { told, lang, err }
    }

    /// From now on in the study's language, unless one was told.
    pub(crate) fn speak(&mut self, study: Option<&str>) {
        if self.told.is_none() {
            self.lang = study.and_then(Lang::from_code).unwrap_or(Lang::En);
        }
    }

    /// The words of the language.
    pub(crate) fn words(&self) -> &'static dyn Words {
        words(self.lang)
    }

    /// The language's code.
    pub(crate) fn language(&self) -> &'static str {
        self.lang.code()
    }

    pub(crate) fn notices(&mut self, notices: &[Notice]) {
        for notice in notices {
            let message = self.words().notice(notice);
            self.message(self.words().notice_word(), &message);
        }
    }

    pub(crate) fn error(&mut self, error: &Error) {
        if let Error::Several(list) = error {
            for one in list {
                self.error(one);
            }
            return;
        }
        let message = self.words().error(error);
        self.message(self.words().error_word(), &message);
    }

    /// A line that is neither notice nor error.
    pub(crate) fn line(&mut self, text: &str) {
        // Standard error that is closed is no reason to fail.
        let _ = writeln!(self.err, "{text}");
    }

    /// How long each step took, when that was asked for.
    pub(crate) fn times(&mut self, timings: &Timings, common: &Common) {
        for (step, seconds) in timings.steps().iter().filter(|_| common.timings) {
            self.line(&format!("#time {step} {seconds:.6}"));
        }
    }

    /// A piece of a line that is written over.
    pub(crate) fn over(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes());
        let _ = self.err.flush();
    }

    fn message(&mut self, kind: &str, message: &Message) {
        let _ = self.err.write_all(message.printed(kind, self.words()).as_bytes());
    }

    /// 2 when the command line asks for what is not there, else 1.
    pub(crate) fn exit_code_of(error: &Error) -> u8 {
        match error {
            Error::Unknown { .. } | Error::BadOption { .. } | Error::NotBothDays { .. } | Error::WrongOrder { .. } => 2,
            Error::Several(list) => list.iter().map(Self::exit_code_of).max().unwrap_or(1),
            _ => 1,
        }
    }
}
