//! Who filled in which question, as files with a row per respondent show it.

use super::assemble::or_none;
use super::check::Seen;
use super::reports::Reports;
use super::staff::WaveStaff;
use super::study::Blank;
use super::written::{days, number, yes_no};
use super::{End, Question, Response, Staff};
use crate::error::{Field, Notice, Place};
use std::collections::BTreeMap;

/// Values that get a notice each.
const MOST_VALUES: usize = 10;

/// A question: wave, relation and the end that was asked.
type Key = (u32, u32, End);

/// One person's row, as far as one question goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) wave: u32,
    pub(crate) relation: u32,
    pub(crate) end: End,
    pub(crate) person: u32,
    /// Something stands in it: a name, a number, "nobody".
    pub(crate) filled: bool,
    /// The survey tool does not say that the form was left unfinished.
    pub(crate) finished: bool,
    /// What it means when nothing stands in it.
    pub(crate) blank: Blank,
}

/// What somebody said of themselves on a form.
#[derive(Debug)]
pub(crate) struct Fact {
    pub(crate) wave: u32,
    pub(crate) person: u32,
    pub(crate) field: Field,
    pub(crate) text: String,
    /// Where, when it is not understood.
    pub(crate) place: Place,
}

/// All rows of all files with a row per respondent.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    rows: Vec<Row>,
    facts: Vec<Fact>,
}

impl Forms {
    /// One more row.
    pub(crate) fn add(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// Something that somebody said of themselves.
    pub(crate) fn say_of(&mut self, fact: Fact) {
        self.facts.push(fact);
    }

    /// Puts what people said of themselves beside what the staff list says. The list comes first, but for consent:
    /// that holds only when neither speaks against it.
    pub(crate) fn put_facts(&self, waves: &mut [WaveStaff], seen: &mut Seen) {
        let mut wrong: BTreeMap<(Place, &str), u64> = BTreeMap::new();
        for fact in &self.facts {
            let staff = &mut waves[fact.wave as usize].staff;
            let Ok(at) = staff.binary_search_by_key(&fact.person, |s| s.person) else { continue };
            if !staff[at].removed && !put(&mut staff[at], fact.field, &fact.text) {
                *wrong.entry((fact.place.clone(), &fact.text)).or_default() += 1;
            }
        }
        for ((place, written), times) in wrong.into_iter().take(MOST_VALUES) {
            seen.notice(Notice::UnknownValue { place, written: written.to_owned(), times, on_list: None });
        }
    }

    /// Puts waves in their final order.
    pub(crate) fn put_waves(&mut self, place: &[u32]) {
        self.rows.iter_mut().for_each(|row| row.wave = place[row.wave as usize]);
        self.facts.iter_mut().for_each(|fact| fact.wave = place[fact.wave as usize]);
    }

    /// Says for each wave who answered, where the staff list does not: those who filled in something. Whoever has no
    /// form, or an empty one, or an unfinished one, did not. Nor did somebody of whom the staff list says something that
    /// is not understood, where it says of others who answered: silence must not become nobody.
    pub(crate) fn say(&mut self, waves: &mut [WaveStaff], reports: &Reports) {
        self.rows.sort_by_key(|row| (row.wave, row.relation, row.end, row.person));
        for (wave, of) in waves.iter_mut().enumerate() {
            let wave = wave as u32;
            if !of.response_known && !self.rows.iter().any(|row| row.wave == wave) {
                continue;
            }
            of.response_known = true;
            for member in of.staff.iter_mut().filter(|s| s.response == Response::NotKnown) {
                let spoke = reports.spoke(wave, member.person);
                member.response = if spoke { Response::Answered } else { Response::DidNotAnswer };
            }
        }
    }

    /// Who answered one question in a wave, by position in its staff: as the person as a whole, unless the forms say of
    /// this very question that it was left out, or was on a form that the person did not hand in. `whole` are the answers
    /// as persons as a whole.
    pub(crate) fn answered(
        &self,
        key: Key,
        (staff, whole): (&WaveStaff, Vec<Response>),
        roster_says: bool,
        reports: &Reports,
    ) -> Vec<Response> {
        let from = self.rows.partition_point(|row| (row.wave, row.relation, row.end) < key);
        let to = self.rows.partition_point(|row| (row.wave, row.relation, row.end) <= key);
        let rows = &self.rows[from..to];
        if rows.is_empty() {
            return whole;
        }
        let of = |person: u32, whole: Response| {
            if whole != Response::Answered {
                return whole;
            }
            let from = rows.partition_point(|row| row.person < person);
            let own = rows[from..].iter().take_while(|row| row.person == person);
            let spoke = reports.spoke(key.0, person);
            let mut seen = false;
            for row in own {
                seen = true;
                let nobody = row.blank == Blank::Nobody && (spoke || roster_says);
                if row.finished && (row.filled || nobody) {
                    return Response::Answered;
                }
            }
            // The staff list says that this person answered, and the file has no row: the list decides.
            if !seen && roster_says { whole } else { Response::DidNotAnswer }
        };
        staff.staff.iter().zip(whole).map(|(s, whole)| of(s.person, whole)).collect()
    }
}

/// Puts one thing that somebody said in its place; false when it is not understood.
fn put(member: &mut Staff, field: Field, text: &str) -> bool {
    // `Ja, dat mag` is a yes.
    let first = text.split([',', ' ', ';', '.']).next().unwrap_or_default();
    let said = || yes_no(text).or_else(|| yes_no(first));
    let amount = || number(text).filter(|x| *x >= 0.0);
    match field {
        Field::ConsentNamed => {
            let value = said();
            member.consent_named = match (member.consent_named, value) {
                (Some(a), Some(b)) => Some(a && b),
                (a, b) => a.or(b),
            };
            value.is_some()
        }
        Field::Host => keep(&mut member.host, said()),
        Field::IsNew => keep(&mut member.is_new, said()),
        Field::Days => keep(&mut member.days, days(text)),
        Field::Years => keep(&mut member.years, amount()),
        Field::Capacity => keep(&mut member.capacity, amount().map(|x| x as u32)),
        _ => {
            member.kept.entry(format!("{field:?}").to_lowercase()).or_insert_with(|| text.to_owned());
            true
        }
    }
}

/// Fills a place that nothing is in yet; false when there is nothing to fill it with.
fn keep<T: Copy>(slot: &mut Option<T>, value: Option<T>) -> bool {
    *slot = slot.or(value);
    value.is_some()
}

impl Question {
    /// The same question with the staff in another order, or a part of it.
    pub(crate) fn seated(&self, order: impl Iterator<Item = u32> + Clone) -> Question {
        let Question { wave, relation, end, within_school, max_names, at_least, .. } = *self;
        let marks = |list: &[bool]| or_none(order.clone().filter_map(|p| list.get(p as usize).copied()));
        let (in_vain, may_be_named) = (marks(&self.in_vain), marks(&self.may_be_named));
        let answered = order.filter_map(|p| self.answered.get(p as usize).copied()).collect();
        Question { wave, relation, end, within_school, max_names, at_least, answered, in_vain, may_be_named }
    }
}

#[cfg(test)]
mod tests {
    use crate::survey::sample::{survey, ties};

    /// Two questions about visits, as a study file maps them.
    const BOTH_SIDES: &str = "[questions]\n\"Bij wie\" = \"class_visit\"\n\
                              \"Wie bij u\" = { relation = \"class_visit\", reporter = \"to\" }\n";

    #[test]
    fn a_mapped_question_that_stands_on_no_form_of_a_wave_was_not_asked() {
        for heading in ["Wie bij uu", "Opmerking"] {
            let form = format!("id,Bij wie,{heading}\na,b,\nb,niemand,\n");
            let survey = survey(&[("teachers.csv", "id\na\nb\n"), ("ties.csv", &form), ("study.toml", BOTH_SIDES)]);
            assert_eq!(ties(&survey), ["1 class_visit a>b 1/0 Reported"], "{heading}");
            assert_eq!(survey.questions.len(), 1, "{heading}");
        }
    }

    #[test]
    fn a_question_that_is_mapped_for_the_file_of_another_wave_was_not_asked_in_this_one() {
        let toml = format!(
            "[[ties]]\nfile = \"f24.csv\"\nwave = \"2024\"\n[[ties]]\nfile = \"f26.csv\"\nwave = \"2026\"\n{BOTH_SIDES}"
        );
        let survey = survey(&[
            ("teachers.csv", "id\na\nb\n"),
            ("f24.csv", "id,Bij wie\na,b\nb,niemand\n"),
            ("f26.csv", "id,Bij wie,Wie bij u\na,b,niemand\nb,niemand,a\n"),
            ("study.toml", &toml),
        ]);
        assert_eq!(ties(&survey), ["2024 class_visit a>b 1/0 Reported", "2026 class_visit a>b 1/1 Confirmed"]);
    }

    #[test]
    fn a_list_beside_a_form_hides_questions_about_its_own_relation_only() {
        let asked = |relation: &str| {
            let toml = format!("[[ties]]\nfile = \"list.csv\"\n[[ties]]\nfile = \"form.csv\"\n{BOTH_SIDES}");
            let survey = survey(&[
                ("teachers.csv", "id\na\nb\n"),
                ("list.csv", &format!("from,to,relation\na,b,{relation}\n")),
                ("form.csv", "id,Bij wie,Wie bij uu\na,b,\nb,niemand,\n"),
                ("study.toml", &toml),
            ]);
            let id = |relation: u32| survey.relations[relation as usize].id.as_str();
            survey.questions.iter().filter(|q| id(q.relation) == "class_visit").count()
        };
        // Rows of a list say nothing of a question at which nobody was named.
        assert_eq!((asked("advice"), asked("class_visit")), (1, 2));
    }

    #[test]
    fn a_column_of_an_export_that_is_empty_in_a_whole_wave_was_not_asked_then() {
        let survey = survey(&[
            ("teachers.csv", "id\na\nb\n"),
            ("ties.csv", "id,wave,Bij wie,Wie bij u\na,2024,b,\nb,2024,niemand,\na,2026,b,\nb,2026,niemand,niemand\n"),
            ("study.toml", BOTH_SIDES),
        ]);
        // Where somebody filled it in, who left it empty meant nobody.
        assert_eq!(ties(&survey), ["2024 class_visit a>b 1/0 Reported", "2026 class_visit a>b 1/0 Contradicted"]);
        let told = format!("{:?}", survey.notices);
        let want = "QuestionEmpty { wave: \"2024\", relation: \"class_visit\", host_side: true, forms: 2 }";
        assert_eq!((told.matches("QuestionEmpty").count(), told.contains(want)), (1, true), "{told}");
    }

    #[test]
    fn a_form_that_only_strangers_filled_in_was_asked_all_the_same() {
        let survey = survey(&[
            ("teachers.csv", "id\na\nb\n"),
            ("ties.csv", "id,Bij wie,Wie bij u\na,b,\nb,niemand,\nx,niemand,a\n"),
            ("study.toml", BOTH_SIDES),
        ]);
        assert_eq!(survey.questions.len(), 2);
    }

    #[test]
    fn forms_on_which_nothing_stands_show_no_question_and_make_nobody_isolated() {
        let survey = survey(&[
            ("teachers.csv", "id,answered\na,yes\nb,yes\n"),
            ("ties.csv", "id,Bij wie\na,\nb,\n"),
            ("study.toml", BOTH_SIDES),
        ]);
        assert_eq!((survey.questions.len(), survey.ties.len()), (0, 0));
    }
}
