//! Survey questions understood by their wording: those of the usual collaboration survey in Dutch and English
//! (`domain.md` 5.2), however a school has put them. A guess, and told as one.

use super::End;
use super::headings::fold;

/// Every group must have one of its words in the question.
type Needs = &'static [&'static [&'static str]];

/// The questions, in the order in which they are tried: who would like to visit has not visited.
const QUESTIONS: &[(Needs, &str, End)] = &[
    (
        &[&["zou u", "zou je", "would you", "graag"], &["kijken", "klas", "visit", "class"], &["graag", "like to"]],
        "wish",
        End::From,
    ),
    (&[&["durf", "dare"], &["les", "lesson"]], "trust", End::From),
    (
        &[&["buiten het werk", "buiten werk", "outside work", "outside of work", "bevriend", "friend"]],
        "friendship",
        End::From,
    ),
    (&[&["meegekeken", "looked with you", "keken mee"]], "shown", End::To),
    (
        &[&[
            "samen les",
            "samen voor de klas",
            "same children together",
            "team teaching",
            "teach together",
            "co-teach",
        ]],
        "team_teaching",
        End::From,
    ),
    (
        &[&[
            "bij u in de klas",
            "bij jou in de klas",
            "bij je in de klas",
            "in uw klas",
            "in jouw klas",
            "in je klas",
            "in your class",
            "your classroom",
            "visited you",
        ]],
        "class_visit",
        End::To,
    ),
    (
        &[
            &[
                "bij wie",
                "in de klas bij",
                "welke collega",
                "how often",
                "in whose",
                "whose class",
                "which colleague",
                "whom did you visit",
            ],
            &["in de klas", "klasbezoek", "classroom", "class", "visit"],
        ],
        "class_visit",
        End::From,
    ),
    (&[&["advies", "raad", "advice"]], "advice", End::From),
    (
        &[&["materiaal", "materialen", "ideeen", "material", "ideas"], &["gebruik", "use", "van wie", "whose"]],
        "share",
        End::From,
    ),
    (
        &[&["bereid", "voorbereid", "prepare", "plan"], &["samen", "met wie", "together", "with whom"]],
        "joint_planning",
        End::From,
    ),
    (&[&["praat", "spreek", "talk"], &["lesgeven", "onderwijs", "les", "teaching"]], "teaching_talk", End::From),
];

/// The relation that a question asks for, and which end of the tie is asked.
pub(crate) fn understood(question: &str) -> Option<(&'static str, End)> {
    let text = fold(question);
    let has = |group: &[&str]| group.iter().any(|word| text.contains(word));
    QUESTIONS.iter().find(|(needs, ..)| needs.iter().all(|group| has(group))).map(|&(_, id, end)| (id, end))
}

/// Whether a question asks for colleagues by name, and not how often.
pub(crate) fn asks_who(question: &str) -> bool {
    let text = fold(question);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let who = has(&["wie ", "welke collega", "who ", "whom ", "whose ", "which colleague"]);
    who && !has(&["hoe vaak", "how often"]) && understood(question).is_some()
}

/// What a question says of the person who fills it in, when it asks for nobody else.
pub(crate) fn about_the_person(question: &str) -> Option<&'static str> {
    let text = fold(question);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["naam", "name"]) && has(&["genoemd", "noemen", "be named", "be given", "be mentioned"]) {
        return Some("consent_named");
    }
    if has(&["bezoek ontvangen", "bezoekers ontvangen", "receive visitors", "collega's ontvangen"]) {
        return Some("host");
    }
    (has(&["jaar ervaring", "years of experience", "jaren ervaring"])).then_some("years")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_questions_of_the_usual_survey_are_understood_in_both_languages() {
        for (question, id, end) in [
            ("Met wie praat u inhoudelijk over uw lesgeven?", "teaching_talk", End::From),
            ("With whom do you talk in substance about your teaching?", "teaching_talk", End::From),
            ("Aan wie vraagt u advies over uw onderwijs?", "advice", End::From),
            ("Whom do you ask for advice about your teaching?", "advice", End::From),
            ("Van wie gebruikt u lesmateriaal of ideeën?", "share", End::From),
            ("Whose materials or ideas do you use?", "share", End::From),
            ("Met wie bereidt u lessen, toetsen of materiaal samen voor?", "joint_planning", End::From),
            ("With whom do you prepare lessons, tests or material together?", "joint_planning", End::From),
            ("Wie heeft meegekeken naar een eigen casus, video of resultaten van uw groep?", "shown", End::To),
            ("Who looked with you at a case, video or results of your own class?", "shown", End::To),
            ("Bij wie was u in de klas terwijl die collega lesgaf?", "class_visit", End::From),
            ("In whose classroom were you while that colleague taught?", "class_visit", End::From),
            ("Welke collega's waren bij u in de klas terwijl u lesgaf?", "class_visit", End::To),
            ("Which colleagues were in your classroom while you taught?", "class_visit", End::To),
            ("Met wie gaf u samen les aan dezelfde kinderen?", "team_teaching", End::From),
            ("With whom did you teach the same children together?", "team_teaching", End::From),
            ("Bij wie durft u een les te bespreken die mislukte?", "trust", End::From),
            ("With whom would you dare to discuss a lesson that failed?", "trust", End::From),
            ("Met wie gaat u ook buiten het werk om?", "friendship", End::From),
            ("Whom do you also see outside work?", "friendship", End::From),
            ("Bij wie zou u graag eens in de klas kijken?", "wish", End::From),
            ("Whose class would you like to visit?", "wish", End::From),
        ] {
            assert_eq!(understood(question), Some((id, end)), "{question}");
        }
    }

    #[test]
    fn a_question_who_it_was_is_not_one_of_how_often() {
        assert!(asks_who("Bij wie was u in de klas?") && asks_who("Which colleagues were in your classroom?"));
        assert!(!asks_who("Hoe vaak was u bij een collega in de klas?") && !asks_who("Wie bent u?"));
    }

    #[test]
    fn a_question_about_the_person_is_no_question_about_ties() {
        assert_eq!(about_the_person("Mag uw naam genoemd worden in het advies?"), Some("consent_named"));
        assert_eq!(about_the_person("May your name be given to the consultant?"), Some("consent_named"));
        assert_eq!(about_the_person("Your name"), None);
    }

    #[test]
    fn other_questions_are_not() {
        for question in [
            "Op welke school werkt u?",
            "Mag uw naam genoemd worden?",
            "Nomination",
            "Hoeveel jaar ervaring hebt u?",
            "",
        ] {
            assert_eq!(understood(question), None, "{question}");
        }
    }
}
