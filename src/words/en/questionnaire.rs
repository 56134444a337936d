//! The questionnaire, in English.

use super::English;
use crate::words::questionnaire::{Questionnaire, QuestionnaireWords};

impl Questionnaire for English {
    fn questionnaire(&self) -> &'static QuestionnaireWords {
        &WORDS
    }
}

static WORDS: QuestionnaireWords = QuestionnaireWords {
    files: ["questionnaire.html", "teachers.csv", "answers.csv", "README.txt"],
    title: "Whom do you work with?",
    introduction: &[
        (
            "What it is for",
            &[
                "We want to know how colleagues learn from each other's work: who talks with whom about teaching, who prepares together, and who visits whose class. It is about openness among colleagues, not about the quality of lessons.",
                "The answers are not used for appraisal. Naming few people is no worse than naming many.",
            ],
        ),
        (
            "Taking part is voluntary",
            &[
                "You may leave out a question, and you may stop at any moment, without a reason and without consequences.",
                "Somebody who does not take part can still be named by others. Whoever does not want that tells the one who sends this round: then the name is taken off the list.",
            ],
        ),
        (
            "Who sees your answers",
            &[
                "This questionnaire is not anonymous: without names no network can be drawn. Whoever collects the answers sees all of them. That must not be somebody who appraises colleagues. Here it is: ______________________",
                "Reports for school leaders, board and team hold no names, and nothing about a school of fewer than five people. Of more people they do say how many took part in something, even if these were few: a colleague was in the room of 3 of 20 teachers. How many people have a tie with nobody is not said when it is one to four.",
                "A name comes on a consultant's list only with consent. The table says who sees what.",
            ],
        ),
        (
            "How long the data are kept",
            &[
                "The forms are kept until: ______________________ (fill in before sending it round). Then they are erased, together with the list of names and codes.",
                "You may see your answers, correct them or have them erased. Questions or objections: ______________________",
            ],
        ),
    ],
    sees: ["Who sees what", "Who", "Sees", "Never sees"],
    readers: &[
        ["Whoever collects the answers (not an appraiser)", "all answers", "-"],
        ["You", "what you filled in, results of the group", "who did not name you back"],
        [
            "School leader",
            "results of the own school, from five people on",
            "names, answers, who named whom, friendship and trust",
        ],
        ["Board", "results per school, from five people on", "persons"],
        ["Consultant", "names of those who gave consent, only to bring people together", "friendship and trust"],
        ["Researcher", "ties under pseudonyms, under a contract", "names"],
    ],
    period: "this school year so far",
    between: ["the period from", "to"],
    about: "All questions are about {}.",
    how: &[
        "For each question name the colleagues of whom it is true, those of other schools as well. Use the code of the staff list, or the full name.",
        "If it is true of nobody, write \"nobody\" on the first line. An empty question counts as not answered as long as you leave the other questions empty as well.",
        "Write behind each name how often:",
    ],
    scale: ["1 = once", "2 = two or three times", "3 = monthly", "4 = weekly"],
    lines: [
        "Colleague (code or name)",
        "How often (1-4)",
        "Own choice, asked or assigned",
        "Talk afterwards (yes or no)",
    ],
    nobody: "nobody",
    code: "Your code or name",
    person: [
        "May your name be given to the consultant, only to bring colleagues together? (yes or no)",
        "Would you receive colleagues in your class? (yes or no)",
    ],
    columns: ["colleague", "how often", "initiative", "feedback"],
    staff: &["id", "name", "school", "role", "phase", "days", "years", "is_new", "capacity"],
    questions: &[
        "With whom do you talk in substance about your teaching?",
        "Whom do you ask for advice about your teaching?",
        "Whose materials or ideas do you use?",
        "With whom do you prepare lessons, tests or material together?",
        "Who looked with you at a case, video or results of your own class (e.g. intervision)?",
        "In whose classroom were you while that colleague taught?",
        "Which colleagues were in your classroom while you taught? (not appraisal)",
        "With whom did you teach the same children together?",
        "With whom would you dare to discuss a lesson that failed?",
        "Whom do you also see outside work?",
        "Whose class would you like to visit?",
    ],
    instructions: &[
        "1. Fill teachers.csv: a row per colleague, those who do not take part as well. Give everybody a code. Whoever wants to be off the list keeps a row, without a name; add a column \"removed\" with yes.",
        "2. Put the questionnaire before the works council and the data-protection officer, and fill the open places in questionnaire.html: who collects, kept until when, where to object.",
        "3. Print questionnaire.html, or copy the questions into an online form. Keep the wording of the questions.",
        "4. Give each form a row in answers.csv: the code, and for each question one colleague in each column. Whoever did not answer gets no row. More colleagues than columns: add a column with the same question and the next number, and put it into study.toml.",
        "5. See with `staffroom check` whether everything was read, and make the report with `staffroom analyse`. Nothing in study.toml needs to change.",
        "Keep teachers.csv and answers.csv locked away: they hold names and answers. Not for appraisal.",
    ],
    more: "More questions to choose from; take six at most in all, then it takes a quarter of an hour. Friendship and trust are sensitive. Added by:",
};
