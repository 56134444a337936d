//! Sheets of one workbook that are forms of the same survey, put together: a branch of the survey for each school.

use super::answers::{Answer, Answers, Detail, Frequency, Respondent};
use super::names::Names;
use crate::survey::headings::{fold, key};

/// Whether two forms ask at least one question in the same words.
pub(crate) fn ask_alike(a: &[(String, Option<String>)], b: &[(String, Option<String>)]) -> bool {
    let words = |(text, also): &(String, Option<String>)| {
        let texts = [Some(text.clone()), also.clone()].into_iter().flatten();
        texts.map(|text| key(&text)).filter(|text| !text.is_empty()).collect::<Vec<_>>()
    };
    a.iter().flat_map(words).any(|own| b.iter().flat_map(words).any(|other| other == own))
        || (a.iter().all(|q| q.0.is_empty()) && b.iter().all(|q| q.0.is_empty()))
}

/// The answers of several sheets as those of one file. Each keeps its questions, so that places name its sheet.
pub(crate) fn together(sheets: Vec<(String, Answers)>) -> Option<Answers> {
    let mut sheets = sheets.into_iter();
    let (name, mut whole) = sheets.next()?;
    let (mut folded, mut waves, mut labels) = (Names::default(), Names::default(), Names::default());
    whole.people.iter().for_each(|name| _ = folded.number(&fold(name)));
    whole.waves.iter().for_each(|wave| _ = waves.number(wave));
    whole.labels.iter().for_each(|label| _ = labels.number(label));
    whole.questions.iter_mut().for_each(|q| q.sheet = Some(name.clone()));
    for (name, mut other) in sheets {
        let mut person = Vec::with_capacity(other.people.len());
        for written in &other.people {
            let number = folded.number(&fold(written));
            if number as usize == whole.people.len() {
                whole.people.push(written.clone());
            }
            person.push(number);
        }
        let wave: Vec<u32> = other.waves.iter().map(|w| waves.number(w)).collect();
        let label: Vec<u32> = other.labels.iter().map(|l| labels.number(l)).collect();
        let wave_of = |w: u32| wave.get(w as usize).copied().unwrap_or(Answer::NO_WAVE);
        let (questions, answers) = (whole.questions.len() as u32, whole.answers.len() as u32);
        whole.answers.extend(other.answers.iter().map(|a| Answer {
            from: person[a.from as usize],
            to: person[a.to as usize],
            question: a.question + questions,
            wave: wave_of(a.wave),
            frequency: match a.frequency {
                Frequency::Label(l) => Frequency::Label(label[l as usize]),
                other => other,
            },
            ..*a
        }));
        let details = other.details.drain(..);
        whole.details.extend(details.map(|d| Detail { answer: d.answer + answers, ..d }));
        whole.respondents.extend(other.respondents.iter().map(|r| Respondent {
            person: person[r.person as usize],
            question: r.question + questions,
            wave: wave_of(r.wave),
            ..*r
        }));
        if other.zeros_of.iter().any(|&n| n > 0) {
            whole.zeros_of.resize(questions as usize, 0);
            whole.zeros_of.extend(&other.zeros_of);
        }
        whole.zeros += other.zeros;
        whole.rows += other.rows;
        for (why, count) in &other.aside {
            let own = whole.aside.entry(*why).or_default();
            own.answers += count.answers;
            let room = 3_usize.saturating_sub(own.first.len());
            own.first.extend(count.first.iter().take(room).cloned());
        }
        attributes(&mut whole, &other, &person, &wave_of);
        let new = other.notices.into_iter().filter(|n| !whole.notices.contains(n)).collect::<Vec<_>>();
        whole.notices.extend(new);
        if whole.headings != other.headings {
            // One list of headings cannot name the columns of both.
            whole.headings.clear();
        }
        whole.questions.extend(other.questions.into_iter().map(|mut q| {
            q.sheet = Some(name.clone());
            q
        }));
        whole.read_as = format!("{} + {name}", whole.read_as);
    }
    whole.waves = waves.into_texts();
    whole.labels = labels.into_texts();
    whole.attributes.iter_mut().for_each(|a| a.values.resize(whole.people.len(), String::new()));
    Some(whole)
}

/// What the forms say of people, under the same headings.
fn attributes(whole: &mut Answers, other: &Answers, person: &[u32], wave_of: &dyn Fn(u32) -> u32) {
    for said in &other.attributes {
        let at = whole.attributes.iter().position(|a| a.name == said.name).unwrap_or_else(|| {
            whole.attributes.push(super::Attribute { name: said.name.clone(), ..super::Attribute::default() });
            whole.attributes.len() - 1
        });
        let on_forms = said.on_forms.iter().map(|(p, w, value)| (person[*p as usize], wave_of(*w), value.clone()));
        whole.attributes[at].on_forms.extend(on_forms);
        let values = &mut whole.attributes[at].values;
        values.resize(whole.people.len(), String::new());
        for (&person, value) in person.iter().zip(&said.values).filter(|(_, value)| !value.is_empty()) {
            values[person as usize].clone_from(value);
        }
    }
}
