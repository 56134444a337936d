//! What stands beside the network that can be looked through.

/// Labels and short sentences; `{0}` and `{1}` are filled in by the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Explore {
    /// Above it.
    Title,
    /// How to walk through it by keyboard and mouse.
    How,
    /// Which wave.
    Wave,
    /// Which layer.
    Layer,
    /// Which relation.
    Relation,
    /// Every relation.
    EveryRelation,
    /// Which school.
    School,
    /// Every school.
    EverySchool,
    /// At least how often.
    Often,
    /// However often.
    HoweverOften,
    /// What the size of a mark says.
    Size,
    /// All marks are as large.
    SameSize,
    /// What the colour of a mark says.
    Colour,
    /// Who is without ties.
    ByTies,
    /// Whose classroom door is open.
    ByDoors,
    /// What is drawn.
    View,
    /// A disc for each school.
    Schools,
    /// Everybody.
    People,
    /// What stands in the discs.
    Discs,
    /// Look for a person.
    Search,
    /// Nobody of that name.
    NoHit,
    /// Closer.
    Closer,
    /// Farther.
    Farther,
    /// Everything in view again.
    Whole,
    /// `{0}` of `{1}` ties are drawn.
    Shown,
    /// Numbers do not follow the filters, but stand over all ties of wave `{0}`.
    Basis,
    /// Who is in the middle, and nobody yet.
    NobodyChosen,
    /// Has no ties among those that are drawn.
    NoTies,
    /// Names somebody.
    Names,
    /// Is named by somebody.
    NamedBy,
    /// A relation of two sides.
    With,
    /// Assigned or by a formal relation.
    Formal,
    /// In a formal group together.
    Group,
    /// Ties of somebody with `{0}` people that are drawn.
    Contacts,
    /// The picture of somebody and contacts.
    Rings,
    /// How to read it.
    RingsRead,
    /// Back to everybody.
    Close,
    /// Not there in this wave.
    Absent,
    /// An empty cell.
    NoNumber,
    /// Put pictures in another order.
    SortPictures,
    /// The order of the report.
    ReportOrder,
}

impl Explore {
    /// Every one, with the name under which the page knows it.
    pub const ALL: [(&'static str, Explore); 41] = [
        ("title", Explore::Title),
        ("how", Explore::How),
        ("wave", Explore::Wave),
        ("layer", Explore::Layer),
        ("relation", Explore::Relation),
        ("everyRelation", Explore::EveryRelation),
        ("school", Explore::School),
        ("everySchool", Explore::EverySchool),
        ("often", Explore::Often),
        ("howeverOften", Explore::HoweverOften),
        ("size", Explore::Size),
        ("sameSize", Explore::SameSize),
        ("colour", Explore::Colour),
        ("byTies", Explore::ByTies),
        ("byDoors", Explore::ByDoors),
        ("view", Explore::View),
        ("schools", Explore::Schools),
        ("people", Explore::People),
        ("discs", Explore::Discs),
        ("search", Explore::Search),
        ("noHit", Explore::NoHit),
        ("closer", Explore::Closer),
        ("farther", Explore::Farther),
        ("whole", Explore::Whole),
        ("shown", Explore::Shown),
        ("basis", Explore::Basis),
        ("nobody", Explore::NobodyChosen),
        ("noTies", Explore::NoTies),
        ("names", Explore::Names),
        ("namedBy", Explore::NamedBy),
        ("with", Explore::With),
        ("formal", Explore::Formal),
        ("group", Explore::Group),
        ("contacts", Explore::Contacts),
        ("rings", Explore::Rings),
        ("ringsRead", Explore::RingsRead),
        ("close", Explore::Close),
        ("absent", Explore::Absent),
        ("noNumber", Explore::NoNumber),
        ("sortPictures", Explore::SortPictures),
        ("reportOrder", Explore::ReportOrder),
    ];
}

/// The network that can be looked through.
pub trait Exploring {
    /// A label or a short sentence.
    fn explore(&self, what: Explore) -> &'static str;
}
