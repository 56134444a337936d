//! The sentences of the report: what a language must be able to say.

/// Texts without numbers in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the text that the languages give for it")]
pub enum Say {
    // Editions and standing texts.
    WorkingCopy,
    NotForAppraisal,
    AboutOpenness,
    SmallSchools,
    NotFilledIn,
    Invented,
    // Chapters.
    FirstScreen,
    Openness,
    OpennessIntroduction,
    OpennessNotAsked,
    Isolation,
    IsolationIntroduction,
    SchoolBySchool,
    SchoolBySchoolIntroduction,
    BetweenSchools,
    BetweenSchoolsIntroduction,
    BetweenSchoolsNotAsked,
    FormalInformal,
    FormalInformalIntroduction,
    FormalEmpty,
    Layers,
    LayersIntroduction,
    DataQuality,
    DataQualityIntroduction,
    HowToRead,
    HowToReadIntroduction,
    Method,
    Lagging,
    LaggingIntroduction,
    // Column headings and small labels.
    School,
    Group,
    Layer,
    LayerA,
    LayerB,
    Kind,
    Number,
    Share,
    Response,
    Answered,
    Asked,
    Wave,
    File,
    AnswersRead,
    TiesKept,
    Merged,
    SaidNo,
    SetAside,
    Reason,
    FirstPlaces,
    Question,
    WhoWasAsked,
    TheOneWhoNames,
    TheOneWhoIsNamed,
    Measure,
    Meaning,
    Open,
    Known,
    Rate,
    Bounds,
    Reporting,
    Stability,
    People,
    PeopleIsolated,
    NotKnown,
    None,
    Search,
    SortBy,
    SkipToContent,
    Contents,
    Verdict,
    Frame,
    // Figures.
    FigureOpenDoors,
    FigureOpenDoorsKey,
    FigureLadder,
    FigureLadderKey,
    FigureMatrix,
    FigureMatrixKey,
    FigureSociogram,
    FigureSociogramKey,
    FigureFormalInformal,
    FigureFormalInformalKey,
    FigureLatent,
    FigureLatentKey,
    DoorOpen,
    DoorNotOpen,
    DidNotAnswer,
    NoClass,
    IsolatedBench,
    Formal,
    Informal,
    OnlyFormal,
    OnlyInformal,
    Both,
    NamesRow,
    NamedColumn,
    // Cards.
    CardOpenDoors,
    CardIsolated,
    CardTies,
    CardResponse,
    CardLatent,
    CardLinks,
}

/// What is known of open doors, for a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct DoorFacts {
    /// Teachers with a class.
    pub eligible: f64,
    /// Doors of which it is known.
    pub known: f64,
    /// Known and open.
    pub open: f64,
    /// Seen open, known or not.
    pub at_least: f64,
    /// The rate.
    pub rate: Option<f64>,
    /// With the unknown counted as not open, as open.
    pub bounds: Option<(f64, f64)>,
    /// Confirmed only, either report.
    pub reporting: Option<(f64, f64)>,
    /// Stability interval.
    pub stability: Option<(f64, f64)>,
    /// Rate with practice on the table counted as well.
    pub broad: Option<f64>,
}

/// Who answered.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ResponseFacts {
    /// Whether anything says who answered.
    pub known: bool,
    /// How many answered.
    pub answered: f64,
    /// How many were asked.
    pub asked: f64,
}

/// Ties within and between schools.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LinkFacts {
    /// Connected pairs across schools.
    pub external: f64,
    /// Connected pairs.
    pub pairs: f64,
    /// E-I index.
    pub ei: f64,
    /// E-I expected from the sizes of the schools.
    pub expected: Option<f64>,
}

/// Overlap of formal and informal pairs.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct OverlapFacts {
    /// Pairs tied in both.
    pub shared: f64,
    /// Pairs tied formally only.
    pub only_formal: f64,
    /// Pairs tied informally only.
    pub only_informal: f64,
}

/// Sentences with numbers in them.
pub trait Sentences {
    /// A text without numbers.
    fn say(&self, what: Say) -> &'static str;
    /// "7 of 18".
    fn of(&self, part: f64, whole: f64) -> String;
    /// "from 0.2 to 0.8".
    fn range(&self, low: f64, high: f64) -> String;
    /// "at least 4 of 10".
    fn at_least_of(&self, part: f64, whole: f64) -> String;
    /// Which wave this is about, with its period.
    fn wave(&self, id: &str, period: Option<&str>) -> String;
    /// The first headline: open doors.
    fn doors(&self, facts: &DoorFacts) -> String;
    /// What the headline on doors stands on.
    fn doors_basis(&self, facts: &DoorFacts) -> String;
    /// The headline on isolated people.
    fn isolated(&self, isolated: f64, response: &ResponseFacts, unknown: f64) -> String;
    /// The headline on ties between schools.
    fn links(&self, facts: &LinkFacts) -> String;
    /// The headline on formal and informal ties.
    fn overlap(&self, facts: &OverlapFacts) -> String;
    /// The headline on pairs who talk and do not look.
    fn latent(&self, latent: f64, talk: f64) -> String;
    /// Who answered.
    fn response(&self, response: &ResponseFacts) -> String;
    /// Over which ties and people a figure was computed.
    fn basis(&self, layer: &str, ties: f64, people: f64) -> String;
    /// Versions, seed, language.
    fn made_with(&self, program: &str, seed: u64) -> String;
    /// A file that was read.
    fn input(&self, file: &str, rows: u64, read_as: &str, sha256: &str) -> String;
    /// The layers that were computed.
    fn layers_computed(&self, layers: &[String]) -> String;
    /// Why an answer was set aside.
    fn aside(&self, reason: crate::findings::Aside) -> &'static str;
    /// Name of the first sheet of the workbook.
    fn workbook_contents(&self) -> &'static str;
    /// What the workbook's first sheet says.
    fn workbook_introduction(&self) -> Vec<String>;
    /// A notice as one line of a report: "More: …".
    fn more(&self, count: usize) -> String;
}
