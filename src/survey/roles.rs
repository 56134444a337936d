//! What a role label means. Labels that hold a word for teacher are teachers, unless they say more.

use super::Role;
use super::headings::fold;
use std::collections::BTreeMap;

/// A role, and the parts of words by which a label is recognised; `=` asks for a whole word. The first row that fits
/// wins: a *leraar in opleiding* is no *leraar*, and a *directeur* of several schools is no school's director.
#[rustfmt::skip]
const ROWS: &[(Role, &[&str])] = &[
    (Role::Trainee, &["in opleiding", "=lio", "=lio'er", "trainee", "stagiair", "=stage", "student", "zij-instromer in opleiding"]),
    (Role::Support, &["ondersteuner", "assistent", "assistant"]),
    (Role::Superintendent, &["bovenschools", "superintendent", "bestuurder", "college van bestuur"]),
    (Role::Director, &["headteacher", "head teacher"]),
    (Role::Host, &["gastheer", "gastvrouw", "=host", "=hosts"]),
];

const TEACHER: &[&str] = &["leraar", "lerares", "leerkracht", "docent", "teacher"];

const NEW: &[&str] = &["=new", "=nieuw", "=nieuwe", "startend", "beginnend", "=starter"];

#[rustfmt::skip]
const OTHERS: &[(Role, &[&str])] = &[
    (Role::Director, &["directeur", "directrice", "director", "principal", "schoolleider", "school leader"]),
    (Role::Consultant, &["consulent", "consultant"]),
    (Role::Adviser, &["begeleider", "adviser", "advisor", "adviseur"]),
    (Role::Support, &["concierge", "caretaker", "support", "ondersteun", "administrat", "janitor"]),
];

/// The role of a label, and whether the label means nothing to us. The study's own labels come first.
pub(crate) fn role(label: &str, own: &BTreeMap<String, Role>) -> Role {
    let label = fold(label);
    if let Some((_, &role)) = own.iter().find(|(written, _)| fold(written) == label) {
        return role;
    }
    if label.is_empty() {
        return Role::Other;
    }
    let is = |marks: &[&str]| marks.iter().any(|mark| holds(&label, mark));
    let among = |rows: &[(Role, &[&str])]| rows.iter().find(|(_, marks)| is(marks)).map(|(role, _)| *role);
    if let Some(role) = among(ROWS) {
        return role;
    }
    match (is(TEACHER), is(NEW)) {
        (true, true) => Role::New,
        (true, false) => Role::Teacher,
        (false, new) => match among(OTHERS) {
            Some(role) => role,
            None if new => Role::New,
            None => Role::Other,
        },
    }
}

fn holds(label: &str, mark: &str) -> bool {
    match mark.strip_prefix('=') {
        Some(word) => label.split(|c: char| !c.is_alphanumeric() && c != '\'').any(|w| w == word),
        None => label.contains(mark),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built_in(label: &str) -> Role {
        role(label, &BTreeMap::new())
    }

    #[test]
    fn labels_that_hold_a_word_for_teacher_are_eligible() {
        for label in ["Leraar", "groepsleerkracht", "docent wiskunde", "Teacher", "leerkracht onderbouw", "vakleraar"] {
            assert_eq!(built_in(label), Role::Teacher, "{label}");
        }
        assert_eq!(built_in("Gastheer-leraar"), Role::Host);
        assert_eq!(built_in("host teacher"), Role::Host);
        assert_eq!(built_in("nieuwe leerkracht"), Role::New);
        assert_eq!(built_in("new"), Role::New);
    }

    #[test]
    fn a_trainee_is_no_teacher_whatever_the_label_holds() {
        for label in ["leraar in opleiding", "LIO", "leerkracht (lio)", "trainee teacher", "stagiaire", "Stage"] {
            assert_eq!(built_in(label), Role::Trainee, "{label}");
        }
    }

    #[test]
    fn those_around_the_teachers_are_known() {
        for (label, role) in [
            ("directeur", Role::Director),
            ("school principal", Role::Director),
            ("bovenschools directeur", Role::Superintendent),
            ("interne consulent", Role::Consultant),
            ("extern pedagogisch begeleider", Role::Adviser),
            ("conciërge", Role::Support),
            ("leraarondersteuner", Role::Support),
            ("caretaker", Role::Support),
            ("penningmeester", Role::Other),
            ("", Role::Other),
        ] {
            assert_eq!(built_in(label), role, "{label}");
        }
    }

    #[test]
    fn the_study_s_own_labels_come_first() {
        let own = BTreeMap::from([("Leerkrachtcoach".to_owned(), Role::Consultant)]);
        assert_eq!(role("leerkrachtcoach", &own), Role::Consultant);
    }
}
