//! What files of ties are read with, whatever their shape, and what they add to.

use super::attendance::Attendance;
use super::check::Seen;
use super::forms::Forms;
use super::frequencies::Scale;
use super::names::{People, Who};
use super::relations::Relations;
use super::reports::{Report, Reports, Source};
use super::scales::Written;
use super::waves::Waves;
use super::{Aside, End};
use crate::error::{Error, Limit, Place, Result};

/// What rows are read with, and what they add to.
pub(crate) struct Desk<'a> {
    pub(crate) people: People,
    pub(crate) waves: Waves,
    pub(crate) relations: Relations,
    pub(crate) attendance: Attendance<'a>,
    pub(crate) reports: Reports,
    pub(crate) forms: Forms,
    pub(crate) scale: Scale,
    /// Every answer of how often, as it was written.
    pub(crate) scales: Written,
    pub(crate) seen: Seen,
}

/// The settings of one entry, for the rows that it reads.
#[derive(Debug, Default, Clone)]
pub(crate) struct Setting {
    /// Only these rows, or the relation of rows that do not say.
    pub(crate) relation: Option<u32>,
    /// Only these rows, or the wave of rows that do not say.
    pub(crate) wave: Option<u32>,
    pub(crate) missing: Vec<String>,
    pub(crate) reporter: Option<End>,
    pub(crate) within_school: bool,
    pub(crate) source: Source,
    /// Index into the reports' sources.
    pub(crate) number: u16,
    /// The study file names the relation, so that it was asked even if nobody has it.
    pub(crate) names_relation: bool,
}

/// The entry that a row belongs to: the first one that asks for its relation and wave, or does not care. The last of
/// several settings is that of rows which no entry asks for.
pub(crate) fn setting_of(settings: &[Setting], relation: Option<u32>, wave: Option<u32>) -> usize {
    if settings.len() == 1 {
        return 0;
    }
    let fits = |own: Option<u32>, said: Option<u32>| own.is_none() || said.is_none() || own == said;
    let entries = &settings[..settings.len() - 1];
    let found = entries.iter().position(|s| fits(s.relation, relation) && fits(s.wave, wave));
    found.unwrap_or(settings.len() - 1)
}

/// What an answer is about: a relation in a wave, asked of one end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Topic {
    pub(crate) wave: u32,
    pub(crate) relation: u32,
    pub(crate) by: End,
}

impl Desk<'_> {
    /// Why an answer between two people cannot be a tie.
    pub(crate) fn unusable(&mut self, from: u32, to: u32, wave: u32, within: bool) -> Result<Option<Aside>> {
        if self.people.removed[from as usize] || self.people.removed[to as usize] {
            return Ok(Some(Aside::Removed));
        }
        let floor = self.attendance.wave(wave, &self.people, &mut self.seen)?;
        let both_there = floor.is_there(from, &self.people) && floor.is_there(to, &self.people);
        if !both_there {
            return Ok(Some(Aside::NotInWave));
        }
        if from == to {
            return Ok(Some(Aside::SelfTie));
        }
        Ok((within && !floor.share_a_school(from, to)).then_some(Aside::AcrossSchools))
    }

    /// Remembers that somebody is named, whoever it is, and counts it where the form has room for so many only.
    pub(crate) fn count_name(&mut self, topic: Topic, source: Source, reporter: Who) {
        if let Who::Person(reporter) = reporter {
            self.reports.names(topic.wave, reporter);
        }
        if source.max_names.is_none() {
            return;
        }
        if let Who::Person(reporter) = reporter {
            let names = &mut self.reports.fact(topic.wave, topic.relation, topic.by).names;
            let at = reporter as usize;
            if names.len() <= at {
                names.resize(at + 1, 0);
            }
            names[at] += 1;
        }
    }

    /// Remembers that somebody is named, be it by themselves, though how often is said in words that nobody knows.
    pub(crate) fn names_however_often(&mut self, topic: Topic, reporter: Who, named: Who) {
        if let Who::Person(reporter) = reporter {
            self.reports.names(topic.wave, reporter);
        }
        self.in_vain(
            topic,
            (reporter, named),
            if reporter == named { Aside::SelfTie } else { Aside::UnknownFrequency },
        );
    }

    /// Remembers that an answer that names somebody is set aside: whoever gave it is not without anybody, as far as can be
    /// told. Who names nobody but oneself is. Nor is whoever may be named in it.
    pub(crate) fn in_vain(&mut self, topic: Topic, (reporter, named): (Who, Who), why: Aside) {
        if matches!(why, Aside::UnknownPerson | Aside::UnknownFrequency) {
            self.reports.fact(topic.wave, topic.relation, topic.by).lost.insert((reporter, named));
        }
        match reporter {
            Who::Person(reporter) if why != Aside::SelfTie => {
                self.reports.names_in_vain(topic.wave, reporter);
                self.reports.fact(topic.wave, topic.relation, topic.by).in_vain.insert(reporter);
            }
            Who::Unknown(number) => self.reports.hears_a_stranger(topic.wave, number),
            _ => {}
        }
    }

    /// One more report. Of a relation without direction the lower person stands first.
    pub(crate) fn keep(&mut self, report: Report, file: &str) -> Result<()> {
        let directed = self.relations.list[report.relation as usize].directed;
        self.reports.list.push(report.lower_first(directed));
        let (seen, limit) = (self.reports.list.len() as u64, self.seen.limits().ties);
        if seen > limit {
            return Err(Error::TooLarge { file: file.to_owned(), what: Limit::Ties, seen, limit });
        }
        self.check_people(file)
    }

    /// One more answer that names somebody who is not on the list.
    pub(crate) fn keep_unknown(&mut self, number: u32, place: impl FnOnce() -> Place, file: &str) -> Result<()> {
        self.people.count_unknown(number, place);
        self.check_people(file)
    }

    /// Refuses more people than there may be, whether they are on the list or only named.
    fn check_people(&self, file: &str) -> Result<()> {
        let (seen, limit) = (self.people.met() as u64, self.seen.limits().people.into());
        if seen <= limit {
            return Ok(());
        }
        Err(Error::TooLarge { file: file.to_owned(), what: Limit::People, seen, limit })
    }
}

#[cfg(test)]
mod tests {
    use crate::survey::sample::survey;

    #[test]
    fn whoever_names_somebody_who_is_not_found_named_in_vain_and_whoever_names_oneself_did_not() {
        let staff = ("teachers.csv", "id,school\na,S\nb,S\nc,S\nd,S\n");
        // In a list of ties and in a form, which are read in other ways.
        let list = survey(&[staff, ("ties.csv", "from,to\na,b\nb,zz\nc,c\n")]);
        let form = survey(&[staff, ("form.csv", "id,Met wie praat je over lesgeven?\na,b\nb,zz\nc,c\n")]);
        for survey in [list, form] {
            let in_vain: Vec<bool> = survey.waves[0].staff.iter().map(|s| s.named_in_vain).collect();
            assert_eq!(in_vain, [false, true, false, false]);
        }
    }

    #[test]
    fn whoever_answered_without_a_row_may_be_the_one_who_is_not_found() {
        let staff = ("teachers.csv", "id,school,answered\n001,S,yes\n002,S,yes\n003,S,yes\n004,S,no\n005,S,yes\n");
        let in_vain = |ties: &str| -> Vec<bool> {
            let survey = survey(&[staff, ("ties.csv", ties)]);
            survey.waves[0].staff.iter().map(|s| s.named_in_vain).collect()
        };
        // A spreadsheet made 3 of 003: 002 named somebody, 005 said that there is nobody.
        assert_eq!(in_vain("from,to\n002,001\n3,001\n005,nobody\n"), [false, false, true, false, false]);
        assert_eq!(in_vain("from,to\n002,001\n003,001\n005,nobody\n"), [false; 5]);
        // One stranger is not five people: only who may be meant.
        let staff = (
            "teachers.csv",
            "id,name,school,answered\na,Ans Bos,S,yes\nb,Bea Vos,S,yes\nc,Cor Kip,S,yes\nd,Dirk Ree,S,yes\n",
        );
        let of_names = |ties: &str| -> Vec<bool> {
            survey(&[staff, ("ties.csv", ties)]).waves[0].staff.iter().map(|s| s.named_in_vain).collect()
        };
        assert_eq!(of_names("from,to\nx,a\n"), [false; 4]);
        assert_eq!(of_names("from,to\nBea Voss,a\n"), [false, true, false, false]);
        assert_eq!(of_names("from,to\nx,a\ny,b\nz,a\nw,b\n"), [true; 4]);
        // Answers of nobody known are told of, whatever they say.
        let staff = ("teachers.csv", "id,school,answered\n001,S,yes\n002,S,yes\n003,S,yes\n");
        let no = |ties: &str| survey(&[staff, ("ties.csv", ties)]).unmatched.len();
        let survey = survey(&[staff, ("ties.csv", "from,to\n3,nobody\n002,001\n")]);
        assert_eq!(survey.unmatched.iter().map(|u| (u.written.as_str(), u.answers)).collect::<Vec<_>>(), [("3", 1)]);
        assert_eq!(no("from,to,frequency\n3,001,0\n002,001,2\n"), 1);
    }
}
