//! Titles, explanations, standing texts and keys in English.

use super::English;
use crate::words::prose::{Prose, Say};

impl Prose for English {
    fn say(&self, what: Say) -> &'static str {
        said(what)
    }

    fn glossary(&self) -> &'static [(&'static str, &'static str)] {
        GLOSSARY
    }
}

#[rustfmt::skip]
#[expect(clippy::too_many_lines, reason = "one arm for each text, so that the compiler sees when one is missing")]
fn said(what: Say) -> &'static str {
    match what {
        Say::WorkingCopy => "Working copy, not to be passed on: it speaks of single people by their codes.",
        Say::NotForAppraisal => "Not for appraisal.",
        Say::ForLeader => "For the school leader: about schools, never about single people.",
        Say::ForBoard => "For the board: about schools, never about single people.",
        Say::ForTeam => "For the team: about schools, never about single people.",
        Say::ForConsultant => "For the consultant: about schools, and a list of those who may be named.",
        Say::ForResearcher => "For research under an agreement: people stand under pseudonyms.",
        Say::DoorsHidden => "How many classrooms were open is not shown: too few people stand behind it.",
        Say::NotShownHere => "Not shown: too few people stand behind it, or with it a figure about too few could be worked out.",
        Say::IsolatedHidden => "How many people have no tie is not shown.",
        Say::FewHidden => "When one to four people have no tie, or of one to four who answered it cannot be told, it is not told how many have none, \
             and neither is what would tell of them.",
        Say::ReachReads => {
            "A pair of two schools counts once for each of them, and once for the group: so the group's E-I index can be lower than that \
             of every school."
        }
        Say::SeenHidden => {
            "Every door that is not known counts here as impossible to tell, even where others saw it open: how many of them did is \
             not shown, because it would say something of one to four people."
        }
        Say::HiddenSeen => "doors that are not known and that others saw open, and what follows from these",
        Say::HiddenTitle => "What is not shown",
        Say::HiddenIntroduction => {
            "A figure about fewer than five people is not shown. Over five people or more it is shown how many doors were open, and how \
             many people put practice on the table, even if these are few: three of twenty. How many people have no tie, or are on the two \
             lowest or on the two highest rungs of the ladder each, is not shown when it is one to four, nor when of one to four who answered it cannot be told \
             whether they have a tie: it would say something of each of them. Other figures are then hidden as well, so that it cannot be worked out from what is left. Which of the two \
             it is, is not told. Of a school that is hidden no verdict is given."
        }
        Say::HiddenPeople => "people and ties",
        Say::HiddenDoors => "open doors, talk and practice, and who answered",
        Say::NamedTitle => "Who may be named",
        Say::NamedIntroduction => {
            "These people said that they may be named. The list serves one purpose: finding colleagues who could visit or \
             support each other. It says nothing of how anybody works, and is not to be passed on."
        }
        Say::NamedNobody => "Nobody said that they may be named.",
        Say::NamedTable => "People who may be named",
        Say::DataReport => "A look at the data: nothing has been computed yet.",
        Say::FirstScreen => "In short",
        Say::CannotConclude => "What cannot be concluded, and what would change that",
        Say::Openness => "Open classrooms",
        Say::OpennessIntroduction => "The door of a teacher is open when at least one colleague was in the room while this teacher taught. The one who goes to see a colleague opens that colleague's door. Visits by leaders, consultants and advisers are not counted, nor are trainees.",
        Say::OpennessWouldBe => "A next survey could ask both sides: “In whose classroom were you during a lesson?” and “Who was in your classroom?” (class_visit, peer_coaching, host_visit, team_teaching).",
        Say::Isolation => "Who stands apart",
        Say::Schools => "School by school",
        Say::SchoolsIntroduction => "Schools stand in the order of the staff list, not by size of any number. A school with few teachers jumps quickly from 0 to 50 percent.",
        Say::Network => "Who works with whom",
        Say::Between => "Between schools",
        Say::Waves => "The waves beside each other",
        Say::WavesIntroduction => "Only waves with the same questions over the same months can be compared. People come and go: a difference between two waves may be a difference between people.",
        Say::Data => "What the numbers stand on",
        Say::DataIntroduction => "Not filled in is not the same as not done. Every answer that was read is accounted for below.",
        Say::Reading => "How to read this",
        Say::ReadingIntroduction => "Unless said otherwise, ties are counted as there or not there, whatever their frequency, and somebody who did not answer keeps the ties that others reported. Percentages stand beside the counts that they come from.",
        Say::Measures => "Every number, and how to read it",
        Say::MeasuresTable => "Numbers in the tables of this report",
        Say::MeasuresElsewhere => "The files beside this report hold more numbers. What each of their columns means stands in tables/columns.csv, and on the last sheet of the workbook.",
        Say::Method => "How this was made",
        Say::MethodIntroduction => "With the same files, settings and seed the program makes the same report again, to the last byte.",
        Say::StandingOpenness => "This is about openness, not about the quality of teaching. Compare only schools that were asked the same questions over the same period.",
        Say::StandingIsolation => "These are questions to discuss, not judgements on people. Whoever stands apart here may well be connected in ways that were not asked.",
        Say::AtLeast => "at least",
        Say::SilentMeans => "reported nothing and is named by nobody; whether they answered is not known",
        Say::CardAnswered => "people answered",
        Say::CardPeople => "people",
        Say::CardDoors => "known doors open",
        Say::CardDoorsAtLeast => "doors open, at least",
        Say::CardIsolated => "isolated",
        Say::CardWithoutTies => "without any tie",
        Say::CardBetween => "pairs between schools",
        Say::CardKnotted => "formal pairs also by own choice",
        Say::CardConversion => "pairs who talk have a door open",
        Say::OpenDoorsTitle => "In how many classrooms was a colleague present?",
        Say::OpenDoorsReads => "The dot is the share of known doors that were open, the line how far it could move in another half year of the same habits, the band where the share of all doors lies once the unknown doors are counted as closed or as open. A dot beside the band: others saw doors open that are not known; these count in the band and not in the share.",
        Say::MoreTables => "More tables of this chapter are in the page on the screen and in the folder tables.",
        Say::SchoolPicturesInPlots => "The picture of each school is in the folder plots.",
        Say::SchoolPicturesOnRequest => {
            "There are too many schools for a picture of each in this page; with --school-plots they come as files in the folder plots."
        }
        Say::FineRows => "Schools are too many to be named here and stand from little to much; the table names each.",
        Say::OpenDoorsReadsAtLeast => "Forms are missing, so there is no rate: the bar shows between which bounds it lies, and the count says what is known at least.",
        Say::LadderTitle => "How far does the door open?",
        Say::LadderReads => "Each teacher counts once, at the highest step reached; hatched are those of whom it cannot be told.",
        Say::StatusesTitle => "Who came in, and who went to see",
        Say::TalkTitle => "Talking about teaching, and looking as well",
        Say::LatentTitle => "Who talk about teaching: is a door open between them?",
        Say::LatentReads => "Dark are pairs who talk and have a door open between them, light are latent pairs: they talk, and neither was in the other's classroom.",
        Say::LaggingTitle => "Does openness lag, and beside what?",
        Say::LaggingIntroduction => "Each comparison stands by itself and ends in one of three verdicts: lagging, not shown to lag, cannot tell. With teams of 8 to 20 the last is often the honest one. There is no overall mark.",
        Say::VerdictsTable => "Verdicts by school",
        Say::FunnelTitle => "Which schools differ more than chance would give?",
        Say::FunnelReads => "The limits say where chance alone can put a school with so many known doors: the fewer doors, the wider. They hold for all schools together: the 5% is divided by the number of schools compared, so that where schools do not differ, none reaches its limits in at least 95 of 100 cases; and a difference that is not worth talking about lies within. Only a school on or beyond its own limits differs by more than that, and such schools are the first to have their names. A verdict takes into account which other schools stand out, and can name a school within its limits.",
        Say::IsolationTable => "How people stand in the network",
        Say::SchoolsTable => "The schools in counts",
        Say::SchoolPicturesTitle => "The schools as networks",
        Say::SchoolPictureReads => "Each mark is a person, each line a tie. Places are the same from picture to picture.",
        Say::SchoolPictureReadsDoors => "Each mark is a person: filled where a colleague was in the classroom, an open ring where nobody was, a square where it cannot be told. A solid line is a visit, a dashed line another tie, a short line with a bar a tie with another school.",
        Say::NetworkTitle => "Everybody, school beside school",
        Say::NetworkReads => "Solid lines are formal ties, dashed ones informal. An open ring is somebody who answered and has no tie; a square did not answer. Pale lines run between schools.",
        Say::OverviewTitle => "The schools at a glance",
        Say::OverviewReadsHidden => "Each disc is a school: the larger, the more people; the darker, the more contacts each.",
        Say::OverviewReads => "Each disc is a school: the larger, the more people; the darker, the more contacts each; the number counts people without ties.",
        Say::FormalTitle => "Formal beside informal",
        Say::FormalReads => "For each school, its tied pairs: on paper only, both, or found by themselves.",
        Say::PairsOfLayers => "How far layers tie the same pairs",
        Say::CirclesTitle => "Circles, schools and phases",
        Say::LayersTitle => "The layers in numbers",
        Say::LayersTable => "Layers",
        Say::LayersIntroduction => "A layer is a set of relations that are counted together. Density falls as a network grows: compare networks of one size only.",
        Say::MatrixTitle => "Who names whom, from school to school",
        Say::MatrixPerTen => "The same, for every ten people of the school in the row",
        Say::MatrixReads => "People of the school in the row name people of the school in the column. Grey is within the own school; the darker a cell, the more ties.",
        Say::ReachTable => "How far each school reaches",
        Say::WavesTable => "Waves",
        Say::WavesDoors => "Open doors by wave",
        Say::ResponseTable => "Who answered",
        Say::QuestionsTable => "What was asked, and of whom",
        Say::BothEndsAsked => "both sides",
        Say::LedgerTitle => "What became of every answer",
        Say::LedgerTable => "Answers by file",
        Say::LedgerIntroduction => "Answers read = became a tie + joined to a tie + “no” + set aside.",
        Say::AsideTable => "Why answers were set aside",
        Say::NoticesTitle => "Good to know",
        Say::SettingsTable => "Settings",
        Say::InputsTable => "Files read",
        Say::SettingProgram => "Program",
        Say::SettingSeed => "Seed",
        Say::SettingLayers => "Layers computed",
        Say::SettingGuided => "Visits of consultants and advisers count as open doors",
        Say::SettingStandard => "Standard for the open-door rate, agreed by the group",
        Say::AnsweredSmall => "answered",
        Say::BenchWithoutTies => "without ties",
        Say::KeyVisited => "a colleague was in the room",
        Say::KeyNotVisited => "nobody was in the room",
        Say::KeyDoorUnknown => "cannot be told",
        Say::KeyNoClass => "has no class",
        Say::KeyDoor => "visit",
        Say::KeyOtherTie => "other tie",
        Say::KeyArrow => "to the one visited or named",
        Say::KeyOutside => "tie with another school",
        Say::KeyTied => "has ties",
        Say::KeyIsolated => "answered, and has no tie",
        Say::KeySilent => "no tie: isolated, or did not answer",
        Say::KeyDidNotAnswer => "did not answer",
        Say::KeyFormal => "formal",
        Say::KeyInformal => "informal",
        Say::KeyRate => "open-door rate, with its stability interval",
        Say::KeyBounds => "unknown doors closed, or open",
        Say::KeyOpenRange => "lies somewhere here",
        Say::KeyTalkDoor => "talk, and a door open",
        Say::KeyTalkNoDoor => "talk without a door (latent pairs)",
        Say::KeyFunnelInside => "school",
        Say::KeyFunnelOutside => "beyond chance",
        Say::KeyFunnelLimit => "limits of chance, all schools together (95%)",
        Say::KeyMatrix => "few to many ties",
        Say::KeyWithin => "within the own school",
        Say::KeyBlank => "not asked, or not shown",
        Say::MatrixRows => "names",
        Say::MatrixColumns => "is named",
        Say::KeyOnlyFormal => "on paper only",
        Say::KeyBoth => "both",
        Say::KeyOnlyInformal => "found by themselves",
        Say::KeyShade => "few to many contacts each",
        Say::KeyDiscNumber => "people without ties",
        Say::AxisKnown => "share of the known doors",
        Say::AxisTeachers => "share of the teachers",
        Say::AxisPairs => "pairs of colleagues",
        Say::AxisPairsTied => "share of the tied pairs",
        Say::AxisDoorsKnown => "doors known",
        Say::AxisRate => "open-door rate",
        Say::SkipToContent => "Skip to the report",
        Say::Contents => "Contents",
        Say::SeeChapter => "More in:",
        Say::AsTable => "The same as a table",
        Say::Unfold => "Show",
        Say::ScrollTable => "table, scrolls sideways",
        Say::SortBy => "Sort by",
        Say::WouldChange => "What would change that",
        Say::MoreInTables => "more in the tables",
        Say::MoreInPage => "more in the page",
        Say::MoreWithOut => "more; with --out FOLDER they are written",
        Say::InThePage => "The pictures, the explanations of all numbers and the tables stand in report.html.",
    }
}

#[rustfmt::skip]
const GLOSSARY: &[(&str, &str)] = &[
    ("person, teacher", "Everybody on the staff list is a person; a teacher has a class of their own."),
    ("tie", "What somebody said about somebody else: I was in their classroom, I asked them for advice. A tie has a direction, from the one who names to the one who is named."),
    ("relation", "What was asked: visits, advice, talk about teaching."),
    ("layer", "Relations that are counted together: all, formal, informal, talk, practice on the table, open doors."),
    ("formal, informal", "Formal is what is organised: buddies, host visits, teams. Informal is own choice."),
    ("isolated", "Answered, names nobody and is named by nobody. Somebody who did not answer is unknown, never isolated."),
    ("open door", "At least one colleague was in the room during a lesson of this teacher."),
    ("known door", "Of this door it would be known that it is open, whatever the truth: the teacher answered who came in, or every colleague who could have come answered where they went."),
    ("cannot tell", "Forms are missing or were never handed out, or a name is on no staff list. It is not the same as no."),
    ("stability interval", "How far a share could move if the same habits produced another half year. It does not make up for missing forms."),
    ("E-I", "Ties to other schools minus ties within, divided by all: −1 is all within, +1 all between. Below 0 is inward looking."),
    ("density", "Ties that are there, divided by ties that could be there."),
    ("reciprocity", "Of pairs with a tie of whom both answered, the share in which each names the other."),
    ("overlap", "Ties that two layers share, divided by ties in either (Jaccard)."),
    ("not asked", "The survey had no such question, or people could not name these colleagues. It is not the same as none."),
];
