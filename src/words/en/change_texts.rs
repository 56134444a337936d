//! English texts about two waves.

use crate::words::changes::ChangeText;

pub(super) fn text(text: ChangeText) -> &'static str {
    match text {
        ChangeText::Introduction => {
            "What changed is told in three accounts: of everybody who is there, of those who stayed, and what is left over: people who came and went, and what is known in one wave only. Only what both waves know is compared."
        }
        ChangeText::PeopleTable => "Who came, who went and who stayed",
        ChangeText::FiguresTitle => "Which figures changed",
        ChangeText::FiguresTable => "Figures in both waves, everybody together",
        ChangeText::FiguresReads => {
            "The noise band says where the change among those who stayed could lie if the same habits gave another period. “Changed” is said only when chance would seldom do as much, many figures at once taken into account. A difference between two percentages is in percentage points (pp). Left over is what everybody changed more or less than those who stayed: people who came and went, and what is known in one wave only."
        }
        ChangeText::SchoolsTitle => "School by school",
        ChangeText::SchoolsTable => "Change among those who stayed, by school",
        ChangeText::TiesTitle => "What became of the ties",
        ChangeText::TiesTable => "Ties of two waves, by layer",
        ChangeText::TiesReads => {
            "Ties with people who left or came are no change of habit. Where partners change every year, few kept ties are normal and can be good: it means other rooms."
        }
        ChangeText::DyadsTable => "Pairs of people who stayed: what they were and what they became",
        ChangeText::DyadNone => "no tie",
        ChangeText::DyadOneWay => "one way",
        ChangeText::DyadMutual => "both ways",
        ChangeText::DoorsTitle => "What became of the doors",
        ChangeText::DoorsTable => "Door status of teachers who stayed: what it was and what it became",
        ChangeText::DoorsReads => {
            "This table counts doors as well of which only others said that they were open. What is compared about doors above and below is about doors that are known in both waves: these are fewer."
        }
        ChangeText::LowTitle => "People who stood out in the first wave",
        ChangeText::LowReads => {
            "Whoever is chosen because a figure was low comes out higher the next time, even if nobody changes anything: part of the low figure was chance. So the number to expect stands beside what was seen."
        }
        ChangeText::SlopesTitle => "Open doors of those who stayed, by school",
        ChangeText::SlopesMutualTitle => "Returned ties of those who stayed, by school",
        ChangeText::SlopesReads => {
            "A line for each school, from the first wave to the second. Thick lines changed by more than noise; thin ones may be chance."
        }
        ChangeText::NetworksTitle => "The network in each wave",
        ChangeText::NetworksWhere => {
            "The slider in the network of report.html shows each wave; as pictures they are in the folder plots."
        }
        ChangeText::NetworksReads => "Everybody stands at the same place in every wave, so that only the ties change.",
        ChangeText::KeyUp => "went up",
        ChangeText::KeyDown => "went down",
        ChangeText::KeyWithin => "within the noise",
        ChangeText::Differ => {
            "These waves were not asked in the same way, and were compared all the same. A difference may be one of the questionnaire:"
        }
        ChangeText::HeadFigure => "Figure",
        ChangeText::HeadAll => "Everybody",
        ChangeText::HeadStayers => "Those who stayed",
        ChangeText::HeadWithin => "Change among these",
        ChangeText::HeadRest => "Left over",
        ChangeText::HeadBand => "Noise band",
        ChangeText::HeadSaid => "What can be said",
        ChangeText::HeadBefore => "First wave",
        ChangeText::HeadAfter => "Second wave",
        ChangeText::HeadStayed => "Stayed",
        ChangeText::HeadLeft => "Left",
        ChangeText::HeadCame => "Came",
        ChangeText::HeadMovedOut => "Moved away",
        ChangeText::HeadMovedIn => "Moved here",
        ChangeText::HeadAbsent => "Absent for a time",
        ChangeText::HeadKept => "Kept",
        ChangeText::HeadLost => "Lost",
        ChangeText::HeadNew => "New",
        ChangeText::HeadWithLeavers => "Left with people",
        ChangeText::HeadWithJoiners => "Came with people",
        ChangeText::HeadUnknown => "Cannot tell",
        ChangeText::HeadJaccard => "Kept of all",
        ChangeText::HeadRenewal => "New of now",
        ChangeText::HeadWas => "Was \\ became",
        ChangeText::Density => "density",
        ChangeText::Reciprocity => "returned ties",
        ChangeText::OpenDoorRate => "open-door rate",
        ChangeText::Isolated => "isolated",
        ChangeText::OutDegree => "colleagues named",
        ChangeText::Degree => "contacts",
        ChangeText::Outside => "contacts at other schools",
        ChangeText::Breadth => "colleagues let in",
        ChangeText::SaidChanged => "changed",
        ChangeText::SaidNotShown => "no change shown",
        ChangeText::SaidCannotTell => "cannot tell",
    }
}
