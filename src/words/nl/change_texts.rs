//! Dutch texts about two waves.

use crate::words::changes::ChangeText;

pub(super) fn text(text: ChangeText) -> &'static str {
    match text {
        ChangeText::Introduction => {
            "Wat veranderde, staat er op drie manieren: voor iedereen die er is, voor wie bleef, en wat dan overblijft: mensen die kwamen en gingen, en wat maar in één meting bekend is. Alleen wat beide metingen weten, wordt vergeleken."
        }
        ChangeText::PeopleTable => "Wie kwam, wie ging en wie bleef",
        ChangeText::FiguresTitle => "Welke getallen veranderden",
        ChangeText::FiguresTable => "Getallen in beide metingen, alles samen",
        ChangeText::FiguresReads => {
            "De ruismarge zegt waar de verandering onder wie bleef zou kunnen liggen als dezelfde gewoonten een andere periode gaven. ‘Veranderd’ staat er alleen als het toeval zelden zoveel zou doen, waarbij meetelt dat er veel getallen zijn. Een verschil tussen twee percentages staat in procentpunten (pp). Overig is wat iedereen meer of minder veranderde dan wie bleef: door wie kwam en ging, en door wat maar in één meting bekend is."
        }
        ChangeText::SchoolsTitle => "School voor school",
        ChangeText::SchoolsTable => "Verandering onder wie bleef, per school",
        ChangeText::TiesTitle => "Wat er van de verbindingen werd",
        ChangeText::TiesTable => "Verbindingen van twee metingen, per laag",
        ChangeText::TiesReads => {
            "Verbindingen met mensen die vertrokken of kwamen, zijn geen verandering van gewoonte. Waar partners elk jaar wisselen, is weinig behouden normaal en misschien goed: het zijn andere lokalen."
        }
        ChangeText::DyadsTable => "Paren van mensen die bleven: wat ze waren en wat ze werden",
        ChangeText::DyadNone => "geen verbinding",
        ChangeText::DyadOneWay => "één kant op",
        ChangeText::DyadMutual => "beide kanten op",
        ChangeText::DoorsTitle => "Wat er van de deuren werd",
        ChangeText::DoorsTable => "Deurstatus van leraren die bleven: wat hij was en wat hij werd",
        ChangeText::DoorsReads => {
            "In deze tabel tellen ook deuren mee waarvan alleen anderen zeiden dat ze open stonden. Wat hierboven en hieronder over deuren wordt vergeleken, gaat alleen over deuren die in beide metingen bekend zijn: dat zijn er minder."
        }
        ChangeText::LowTitle => "Mensen die in de eerste meting opvielen",
        ChangeText::LowReads => {
            "Wie gekozen wordt omdat een getal laag was, komt de volgende keer hoger uit, ook als niemand iets verandert: een deel van het lage getal was toeval. Daarom staat het te verwachten aantal naast wat er gezien is."
        }
        ChangeText::SlopesTitle => "Open deuren van wie bleef, per school",
        ChangeText::SlopesMutualTitle => "Beantwoorde verbindingen van wie bleef, per school",
        ChangeText::SlopesReads => {
            "Een lijn voor elke school, van de eerste meting naar de tweede. Dikke lijnen veranderden meer dan ruis; dunne kunnen toeval zijn."
        }
        ChangeText::NetworksTitle => "Het netwerk in elke meting",
        ChangeText::NetworksWhere => {
            "De schuif bij het netwerk in report.html laat elke meting zien; als afbeelding staan ze in de map plots."
        }
        ChangeText::NetworksReads => {
            "Iedereen staat in elke meting op dezelfde plaats, zodat alleen de verbindingen veranderen."
        }
        ChangeText::KeyUp => "ging omhoog",
        ChangeText::KeyDown => "ging omlaag",
        ChangeText::KeyWithin => "binnen de ruis",
        ChangeText::Differ => {
            "Deze metingen zijn niet op dezelfde manier gehouden en toch vergeleken. Een verschil kan aan de vragenlijst liggen:"
        }
        ChangeText::HeadFigure => "Getal",
        ChangeText::HeadAll => "Iedereen",
        ChangeText::HeadStayers => "Wie bleef",
        ChangeText::HeadWithin => "Verandering onder hen",
        ChangeText::HeadRest => "Overig",
        ChangeText::HeadBand => "Ruismarge",
        ChangeText::HeadSaid => "Wat te zeggen is",
        ChangeText::HeadBefore => "Eerste meting",
        ChangeText::HeadAfter => "Tweede meting",
        ChangeText::HeadStayed => "Bleven",
        ChangeText::HeadLeft => "Vertrokken",
        ChangeText::HeadCame => "Kwamen",
        ChangeText::HeadMovedOut => "Naar een andere school",
        ChangeText::HeadMovedIn => "Van een andere school",
        ChangeText::HeadAbsent => "Tijdelijk afwezig",
        ChangeText::HeadKept => "Gebleven",
        ChangeText::HeadLost => "Verdwenen",
        ChangeText::HeadNew => "Nieuw",
        ChangeText::HeadWithLeavers => "Weg met vertrek",
        ChangeText::HeadWithJoiners => "Gekomen met nieuwen",
        ChangeText::HeadUnknown => "Niet te zeggen",
        ChangeText::HeadJaccard => "Gebleven van alle",
        ChangeText::HeadRenewal => "Nieuw van nu",
        ChangeText::HeadWas => "Was \\ werd",
        ChangeText::Density => "dichtheid",
        ChangeText::Reciprocity => "beantwoorde verbindingen",
        ChangeText::OpenDoorRate => "opendeurgraad",
        ChangeText::Isolated => "geïsoleerd",
        ChangeText::OutDegree => "genoemde collega's",
        ChangeText::Degree => "contacten",
        ChangeText::Outside => "contacten op andere scholen",
        ChangeText::Breadth => "binnengelaten collega's",
        ChangeText::SaidChanged => "veranderd",
        ChangeText::SaidNotShown => "geen verandering aangetoond",
        ChangeText::SaidCannotTell => "geen uitspraak mogelijk",
    }
}
