//! What a format of another program cannot hold, in English.

use crate::error::NotHeld;
use crate::words::message::Message;

/// A notice about what is not in the file that was written.
pub(super) fn not_held(format: &str, what: NotHeld, times: u64) -> Message {
    let (lost, so) = match what {
        NotHeld::Reports => {
            ("holds each tie that counts once, not who reported it", "ties that the other end denies are left out")
        }
        NotHeld::Questions => (
            "does not say what was asked of whom and who answered",
            "read there, somebody who did not answer looks like somebody with no ties",
        ),
        NotHeld::ChangesOfPeople => (
            "holds one value for each person",
            "of what changed between waves the last value stands, and each wave's beside it as …_w1, …_w2",
        ),
        NotHeld::Presence => {
            ("has everybody in every wave", "the attribute waves says when somebody was on the staff list")
        }
        NotHeld::Groups => ("holds no groups and members", "they are left out"),
        NotHeld::Details => ("holds no initiative, topic or talk afterwards", "they are left out"),
        NotHeld::Names => ("was written without people's names", "people stand under their ids"),
        NotHeld::Signs => ("has no way to write some signs", "they are replaced"),
        NotHeld::PartialValues => ("cannot say that a value is missing", "such columns of the staff list are left out"),
        NotHeld::Outsiders => (
            "has no staff list for people who were added because they were named",
            "they stand in the ties only; read it back with --unknown add",
        ),
        NotHeld::EmptyQuestions => (
            "has no tie for a question in which nobody was named",
            "read back, these questions look as if they were not asked",
        ),
        NotHeld::Matrices => (
            "would need a matrix of everybody that is too large",
            "there is a matrix for each school; ties between schools stand in ties.csv",
        ),
        NotHeld::Labels => ("holds numbers in the place of words", "what each number means stands in a comment"),
        NotHeld::LeftOut => (
            "does not say who answered the survey and left out a question",
            "read back, they look as if they named nobody in it",
        ),
        NotHeld::SetAside => (
            "holds no answers that were set aside, such as a name that is not on the list",
            "read back, what could not be told for that reason is certain: that a door stayed closed, that somebody is isolated",
        ),
        NotHeld::Undirected => ("has no ties without a direction", "they stand both ways"),
        NotHeld::MixedDirections => (
            "is read by other programs with a direction for all ties or for none",
            "a tie without one stands as two, there and back, with undirected = true on both; read back here it is one",
        ),
    };
    let help = match what {
        NotHeld::Names => Some("--names adds them: think first who will read it"),
        NotHeld::LeftOut => Some("--to r writes their rows as NA"),
        NotHeld::SetAside => Some("set names right in aliases.csv and convert again"),
        NotHeld::EmptyQuestions => Some("--to csv holds everything"),
        NotHeld::Outsiders | NotHeld::Signs | NotHeld::Matrices | NotHeld::MixedDirections => None,
        _ => Some("--to csv and --to json hold everything"),
    };
    let message = Message::new(format!("{format} {lost}")).seen(format!("this concerns {times}")).so(so);
    match help {
        Some(help) => message.help(help),
        None => message,
    }
}
