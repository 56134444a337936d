//! What a questionnaire says to the people who fill it in, and to the one who collects it.

/// Everything that a questionnaire says, in one language.
#[derive(Debug, Clone, Copy)]
pub struct QuestionnaireWords {
    /// Names of the files: questionnaire, staff list, answers, instructions.
    pub files: [&'static str; 4],
    /// Title.
    pub title: &'static str,
    /// Before the introduction, each heading with its paragraphs.
    pub introduction: &'static [(&'static str, &'static [&'static str])],
    /// Heading of the table of who sees what, and its headings.
    pub sees: [&'static str; 4],
    /// Who sees what: reader, sees, never sees.
    pub readers: &'static [[&'static str; 3]],
    /// When the study does not say which period the questions are about.
    pub period: &'static str,
    /// Before and after a period that is told.
    pub between: [&'static str; 2],
    /// Above the questions: which period they are about; `{}` stands for it.
    pub about: &'static str,
    /// How to fill in a question.
    pub how: &'static [&'static str],
    /// The scale: a number and what it means.
    pub scale: [&'static str; 4],
    /// Headings of the lines below a question.
    pub lines: [&'static str; 4],
    /// What a line says when nobody is meant.
    pub nobody: &'static str,
    /// The question for one's own code.
    pub code: &'static str,
    /// Whether one may be named, and whether one would receive visitors.
    pub person: [&'static str; 2],
    /// What comes behind a question's number in the answers: name, how often, initiative, feedback.
    pub columns: [&'static str; 4],
    /// Headings of the staff list.
    pub staff: &'static [&'static str],
    /// Each question of the design, in the order of [`QUESTIONS`].
    pub questions: &'static [&'static str],
    /// For the one who collects: how to go about it.
    pub instructions: &'static [&'static str],
    /// Above the questions that were left out.
    pub more: &'static str,
}

/// A question: its name on the command line, the relation, which end is asked, and whether it is one of the six that
/// serve best.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// The name of the question.
    pub name: &'static str,
    /// The relation that it asks for.
    pub relation: &'static str,
    /// Asked of the one who is named.
    pub of_host: bool,
    /// One of the six for core use.
    pub core: bool,
    /// Followed by: own choice, asked or assigned; a talk afterwards.
    pub follow_up: bool,
}

const fn question(name: &'static str, relation: &'static str, core: bool) -> Question {
    Question { name, relation, of_host: false, core, follow_up: false }
}

/// The name generators of the design (`domain.md` 5.2), in its order.
pub const QUESTIONS: [Question; 11] = [
    question("talk", "teaching_talk", true),
    question("advice", "advice", false),
    question("share", "share", false),
    question("joint_work", "joint_planning", true),
    question("shown", "shown", true),
    Question { follow_up: true, ..question("visited", "class_visit", true) },
    Question { follow_up: true, of_host: true, ..question("was_visited", "class_visit", true) },
    question("team_teaching", "team_teaching", false),
    question("trust", "trust", false),
    question("friendship", "friendship", false),
    question("wish", "wish", true),
];

/// How a language asks.
pub trait Questionnaire {
    /// All of it.
    fn questionnaire(&self) -> &'static QuestionnaireWords;
}
