//! What a reader should know, though the run goes on.

use super::{AlikeSchools, DecimalShown, Difference, Field, NotHeld, Place, Reason, Shape};
use serde::{Deserialize, Serialize};

/// What a reader should know, though the run goes on. Carried in `Findings`, printed and reported with the results.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "notice", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Notice {
    /// Somebody is named who is not on the staff list; the ties are set aside.
    UnknownPerson {
        /// Where first.
        place: Place,
        /// The name or id as written.
        written: String,
        /// How many answers name this person.
        answers: u64,
        /// The nearest on the staff list.
        nearest: Vec<String>,
    },
    /// Somebody is named by what several people on the staff list are called; the ties are set aside.
    SharedName {
        /// Where first.
        place: Place,
        /// The name as written.
        written: String,
        /// How many answers hold it.
        answers: u64,
        /// Those who are called so, each with the school.
        people: Vec<String>,
        /// The id of the first of them; none where the ids were made while reading.
        id: Option<String>,
    },
    /// More people of that kind than are worth a line each.
    MoreUnknownPeople {
        /// How many further names.
        names: u64,
        /// How many answers.
        answers: u64,
    },
    /// Somebody not on the staff list was added as an outside person (`--unknown add`).
    AddedPeople {
        /// How many.
        people: u64,
    },
    /// People who named themselves; these answers are set aside.
    SelfTies {
        /// Where first.
        place: Place,
        /// How many.
        answers: u64,
    },
    /// The same answer twice; the second is set aside.
    RepeatedTies {
        /// Where first.
        place: Place,
        /// How many.
        answers: u64,
    },
    /// A frequency that is neither a number nor a known label; these answers are set aside.
    UnknownFrequency {
        /// Where first.
        place: Place,
        /// The label.
        label: String,
        /// How many.
        answers: u64,
    },
    /// A value of a column that has fixed values, or of one in which people stand, not understood and left out.
    UnknownValue {
        /// Where first.
        place: Place,
        /// As written.
        written: String,
        /// How often.
        times: u64,
        /// Where people stand in the column: the file of the staff list (empty without one), and the nearest on it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on_list: Option<(String, Vec<String>)>,
    },
    /// A row without a value that it cannot do without; it is set aside.
    IncompleteRow {
        /// Where first.
        place: Place,
        /// What is missing.
        missing: Field,
        /// How many rows.
        rows: u64,
    },
    /// A row with more cells than the heading has.
    LongRow {
        /// Where first.
        place: Place,
        /// How many rows.
        rows: u64,
    },
    /// A relation that is not in the catalogue: taken as informal, of openness 0, from the one who names.
    NewRelation {
        /// Where first.
        place: Place,
        /// The relation as written.
        relation: String,
        /// The nearest of the catalogue.
        nearest: Option<String>,
    },
    /// The tie file says nothing of the relation: taken as what the file is called or as talk.
    RelationAssumed {
        /// The file.
        place: Place,
        /// The relation assumed.
        relation: String,
        /// Whether the file's name told it; else nothing did.
        #[serde(default)]
        by_name: bool,
    },
    /// Nobody says which files are which: they were looked at.
    FilesFound {
        /// The staff list, if one was found.
        staff: Option<String>,
        /// Files of ties.
        ties: Vec<String>,
    },
    /// The shape of a file was found out, and this is why.
    ShapeFound {
        /// The file.
        place: Place,
        /// The shape.
        shape: Shape,
        /// Why.
        reason: Reason,
    },
    /// A survey question was understood by its wording.
    QuestionTaken {
        /// The file.
        place: Place,
        /// The question.
        question: String,
        /// The relation that it asks for.
        relation: String,
        /// Whether the one who is visited or named as host fills it in.
        host_side: bool,
    },
    /// Somebody handed in more than one form: the last finished one counts, the answers of the others are set aside.
    EarlierForm {
        /// Where first.
        place: Place,
        /// How many answers.
        answers: u64,
    },
    /// The ties of a wave that the roster does not have, or the other way round.
    WaveWithoutRoster {
        /// The wave.
        wave: String,
        /// The roster has no row for it, and the people of all rows are used.
        answers: u64,
    },
    /// Waves stand in another order than their periods or labels tell.
    WaveOrder {
        /// In the order in which they are taken.
        waves: Vec<String>,
        /// Those of which the moment is known, in the order of time.
        order: Vec<String>,
        /// Whether their periods tell it; else their labels.
        by_period: bool,
        /// Whether the study file lists them; else they are in the order of their labels.
        is_listed: bool,
    },
    /// The period of a wave tells no order.
    WavePeriod {
        /// The wave.
        wave: String,
        /// As written.
        written: String,
        /// It ends before it begins; else nobody can tell which days are meant.
        ends_before: bool,
    },
    /// A person stands twice on the staff list in one wave.
    PersonTwice {
        /// The second place.
        place: Place,
        /// The id.
        id: String,
    },
    /// Somebody is marked as not having answered, but there are answers.
    AnswersFromSilent {
        /// The wave.
        wave: String,
        /// How many people.
        people: u64,
        /// How many answers.
        answers: u64,
        /// Some of them.
        examples: Vec<String>,
    },
    /// Columns that are not read.
    ColumnsNotRead {
        /// The file.
        place: Place,
        /// Their headings.
        columns: Vec<String>,
    },
    /// A file that is not read because another one came first.
    FileNotRead {
        /// The file left alone.
        place: Place,
        /// The file used in its place.
        used: String,
    },
    /// A file of a conventional name in a format that is not read.
    KindNotRead {
        /// The file.
        place: Place,
    },
    /// Sheets of a workbook that are not read because another one comes first.
    SheetsNotRead {
        /// The workbook.
        place: Place,
        /// The sheet used in their place.
        used: String,
        /// The sheets left alone.
        sheets: Vec<String>,
    },
    /// Files or sheets that look like waves of one survey, and are not kept apart as waves.
    LikeWaves {
        /// The workbook whose sheets these are; none for files.
        workbook: Option<String>,
        /// One sheet alone is read, so that the others are missing; else all are read as one.
        missing: bool,
        /// Each file or sheet, and the wave that its name tells.
        parts: Vec<(String, String)>,
    },
    /// A number may be read in two ways: the sign in it may part thousands or decimals.
    DecimalSign {
        /// The first such cell of the column.
        place: Place,
        /// As written.
        written: String,
        /// As read.
        read: f64,
        /// What the other cells of the column show.
        shown: DecimalShown,
    },
    /// The encoding was guessed.
    EncodingGuessed {
        /// The file.
        place: Place,
        /// The encoding.
        encoding: String,
        /// A word in which a quote-like sign stands between letters: perhaps it is another encoding.
        doubtful: Option<String>,
    },
    /// Letters that could not be decoded.
    BadLetters {
        /// The file.
        place: Place,
        /// The encoding used.
        encoding: String,
    },
    /// There is no role column: everybody counts for the open-door rate.
    NoRoles {
        /// The staff list.
        place: Place,
    },
    /// Role labels that mean nobody who teaches a class.
    OtherRoles {
        /// Each label with its count.
        labels: Vec<(String, u64)>,
        /// Nobody is left for the open-door rate.
        nobody_left: bool,
    },
    /// Nothing says who answered.
    ResponseNotKnown {
        /// The wave.
        wave: String,
        /// People who reported nothing and were named by nobody: isolated, or did not answer.
        silent: u64,
    },
    /// People of a school did not answer.
    LowResponse {
        /// The wave.
        wave: String,
        /// The school.
        school: String,
        /// How many answered.
        answered: u64,
        /// How many were asked.
        asked: u64,
    },
    /// Only one end of a relation was asked: its reports cannot be checked.
    OneSideAsked {
        /// The wave.
        wave: String,
        /// The relation.
        relation: String,
        /// True when only the one who is visited was asked.
        host_side: bool,
    },
    /// A question in which nothing stands on any form of a wave: taken as not asked then.
    QuestionEmpty {
        /// The wave.
        wave: String,
        /// The relation.
        relation: String,
        /// Whether the one who is visited or named fills it in.
        host_side: bool,
        /// How many forms there are.
        forms: u64,
    },
    /// Reports of a visit that the other end denies.
    Contradicted {
        /// The wave.
        wave: String,
        /// The relation.
        relation: String,
        /// How many.
        ties: u64,
    },
    /// A relation was asked within schools only.
    AskedWithinSchool {
        /// The relation.
        relation: String,
    },
    /// A relation was said to be asked within schools only, and yet there are ties across.
    AcrossThoughWithin {
        /// Where first.
        place: Place,
        /// How many answers.
        answers: u64,
    },
    /// There is no formal tie.
    NoFormalTies {
        /// The wave.
        wave: String,
    },
    /// The form allowed no more names, and people reached that number.
    LimitedByForm {
        /// The wave.
        wave: String,
        /// The relation.
        relation: String,
        /// The largest number of names.
        max_names: u32,
        /// How many people reached it.
        people: u64,
    },
    /// Layers that were left out because the network is large.
    LayersLeftOut {
        /// How many people.
        people: u64,
    },
    /// Families of measures that were not asked for and are left out.
    FamiliesLeftOut {
        /// The families that were computed.
        computed: Vec<String>,
    },
    /// Betweenness comes from a sample of sources because the network is large, or because that was asked for.
    BetweennessSampled {
        /// The wave.
        wave: String,
        /// The layer.
        layer: String,
        /// The column.
        measure: String,
        /// How many sources were drawn.
        sources: u64,
        /// Of how many people.
        people: u64,
        /// No score is further off than this share of all pairs of others,
        bound: f64,
        /// with so much certainty.
        certainty: f64,
        /// The seed of the draws.
        seed: u64,
    },
    /// Betweenness comes from shortest paths that were drawn because the network is large, or because that was asked for.
    BetweennessFromPaths {
        /// The wave.
        wave: String,
        /// The layer.
        layer: String,
        /// The column.
        measure: String,
        /// How many paths were drawn.
        paths: u64,
        /// Among how many people.
        people: u64,
        /// No score is further off than this share of all pairs of others,
        bound: f64,
        /// with so much certainty.
        certainty: f64,
        /// The seed of the draws.
        seed: u64,
    },
    /// Intervals stand on fewer draws because there are very many people.
    FewerDraws {
        /// The wave.
        wave: String,
        /// The layer.
        layer: String,
        /// How many draws.
        draws: u64,
        /// How many there usually are.
        usual: u64,
    },
    /// Pairs of schools without a tie are not listed because there are many schools.
    PairsLeftOut {
        /// How many schools.
        schools: u64,
    },
    /// A school of `schools.csv` in which nobody is, or a person's school that is not in it.
    SchoolUnknown {
        /// Where first.
        place: Place,
        /// The school.
        school: String,
    },
    /// Schools whose names differ by an article, a kind or a space.
    SchoolsAlike {
        /// How many pairs of them.
        pairs: u64,
        /// The first pairs.
        first: Vec<AlikeSchools>,
    },
    /// People on rows of two schools, with no working time that tells which is their home.
    TwoHomes {
        /// The first row of another school.
        place: Place,
        /// Who stands there.
        id: String,
        /// The school that is taken as home; none where the row that counts has no school.
        home: Option<String>,
        /// The other.
        other: String,
        /// How many such people.
        people: u64,
    },
    /// A group in `members.csv` that is not in `groups.csv`.
    GroupUnknown {
        /// Where first.
        place: Place,
        /// The group.
        group: String,
    },
    /// Self-made ids, because there is no id column, or because somebody is known by an address alone.
    IdsMade {
        /// The staff list, or without one the ties.
        place: Place,
        /// What people are matched by.
        by: Field,
    },
    /// A file of ties that names nobody: people are called by their place in it.
    NumberedPeople {
        /// The file.
        place: Place,
        /// How many.
        people: u64,
    },
    /// No roster: the people are those named in the ties.
    NoRoster {
        /// How many.
        people: u64,
    },
    /// Two waves were not asked in the same way, and what changed between them is not computed.
    WavesNotCompared {
        /// The first wave.
        from: String,
        /// The second.
        to: String,
        /// In what they differ.
        differences: Vec<Difference>,
    },
    /// Two waves were not asked in the same way, and were compared because the user said so (`--allow-different`).
    WavesDiffer {
        /// The first wave.
        from: String,
        /// The second.
        to: String,
        /// In what they differ.
        differences: Vec<Difference>,
    },
    /// A plan of the users' own has people who did not agree to be named, or did not answer.
    PlanNotAgreed {
        /// The wave.
        wave: String,
        /// Their ids.
        people: Vec<String>,
    },
    /// A format that was converted to cannot hold something.
    NotHeld {
        /// The format.
        format: String,
        /// What it cannot hold.
        what: NotHeld,
        /// How many.
        times: u64,
    },
}
