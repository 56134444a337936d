//! What a format of another program cannot hold, in Dutch.

use crate::error::NotHeld;
use crate::words::message::Message;

/// A notice about what is not in the file that was written.
pub(super) fn not_held(format: &str, what: NotHeld, times: u64) -> Message {
    let (lost, so) = match what {
        NotHeld::Reports => (
            "bevat elke verbinding die telt één keer, niet wie haar meldde",
            "verbindingen die de ander ontkent zijn weggelaten",
        ),
        NotHeld::Questions => (
            "zegt niet wat aan wie gevraagd is en wie antwoordde",
            "wie niet invulde lijkt daar op iemand zonder verbindingen",
        ),
        NotHeld::ChangesOfPeople => (
            "bevat één waarde per persoon",
            "van wat tussen metingen veranderde staat de laatste waarde er, met die van elke meting ernaast als …_w1, …_w2",
        ),
        NotHeld::Presence => {
            ("heeft iedereen in elke meting", "het kenmerk waves zegt wanneer iemand op de personeelslijst stond")
        }
        NotHeld::Groups => ("bevat geen groepen en leden", "zij zijn weggelaten"),
        NotHeld::Details => ("bevat geen initiatief, onderwerp of nabespreking", "die zijn weggelaten"),
        NotHeld::Names => ("is geschreven zonder namen van mensen", "mensen staan er onder hun code"),
        NotHeld::Signs => ("kan sommige tekens niet schrijven", "die zijn vervangen"),
        NotHeld::PartialValues => {
            ("kan niet zeggen dat een waarde ontbreekt", "zulke kolommen van de personeelslijst zijn weggelaten")
        }
        NotHeld::Outsiders => (
            "heeft geen personeelslijst voor mensen die zijn toegevoegd omdat zij genoemd werden",
            "zij staan alleen in de verbindingen; lees het terug met --unknown add",
        ),
        NotHeld::EmptyQuestions => (
            "heeft geen verbinding voor een vraag waarin niemand genoemd werd",
            "teruggelezen lijkt het alsof deze vragen niet gesteld zijn",
        ),
        NotHeld::Matrices => (
            "zou een te grote matrix van iedereen nodig hebben",
            "er is een matrix per school; verbindingen tussen scholen staan in ties.csv",
        ),
        NotHeld::Labels => ("bevat getallen in plaats van woorden", "wat elk getal betekent staat erbij als opmerking"),
        NotHeld::LeftOut => (
            "zegt niet wie wel meedeed en een vraag oversloeg",
            "teruggelezen lijkt het alsof zij daar niemand noemden",
        ),
        NotHeld::SetAside => (
            "bevat geen antwoorden die niet meetelden, zoals een naam die niet op de lijst staat",
            "teruggelezen staat vast wat daardoor niet te zeggen was: of een deur dicht bleef, of iemand geïsoleerd is",
        ),
        NotHeld::Undirected => ("kent geen verbindingen zonder richting", "zij staan er in beide richtingen"),
        NotHeld::MixedDirections => (
            "wordt door andere programma's gelezen met een richting voor alle verbindingen of voor geen",
            "een verbinding zonder richting staat er als twee, heen en terug, allebei met undirected = true; hier \
             teruggelezen is het er één",
        ),
    };
    let help = match what {
        NotHeld::Names => Some("met --names komen ze erbij: bedenk eerst wie het leest"),
        NotHeld::LeftOut => Some("--to r schrijft hun regels als NA"),
        NotHeld::SetAside => Some("zet namen recht in aliases.csv en zet dan opnieuw om"),
        NotHeld::EmptyQuestions => Some("--to csv bevat alles"),
        NotHeld::Outsiders | NotHeld::Signs | NotHeld::Matrices | NotHeld::MixedDirections => None,
        _ => Some("--to csv en --to json bevatten alles"),
    };
    let message = Message::new(format!("{format} {lost}")).seen(format!("het gaat om {times}")).so(so);
    match help {
        Some(help) => message.help(help),
        None => message,
    }
}
