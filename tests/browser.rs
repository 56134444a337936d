//! The page in a browser without a window: it says what the findings say, runs no name, loads nothing, prints.
//!
//! Chromium is looked for as `$CHROMIUM`, then under its usual names; without it these tests say that they were skipped.
#![cfg(feature = "cli")]

mod common;

use common::program::{run, sample_arg, skipped, study};
use staffroom::findings::Findings;
use staffroom::report::story::{Block, Story, story};
use staffroom::words::{Lang, words};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The browser, when there is one.
fn browser() -> Option<String> {
    let named = std::env::var("CHROMIUM").ok().filter(|name| !name.is_empty());
    let mut all = named.into_iter().chain(BROWSERS.map(str::to_owned));
    let found = all.find(|name| {
        let mut command = Command::new(name);
        command.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    });
    if found.is_none() {
        skipped("no Chromium found (set CHROMIUM to its path): the page was not looked at in a browser");
    }
    found
}

/// What the browser wrote: the page after its script ran, and its log.
struct Seen {
    dom: String,
    log: String,
}

/// Opens a page with further flags, in a profile of its own, and waits until the browser is done with it.
fn opened(browser: &str, page: &Path, flags: &[String]) -> Seen {
    let profile = tempfile::tempdir().unwrap();
    let (out, log) = (profile.path().join("out"), profile.path().join("log"));
    let mut child = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage"])
        .args(["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--enable-logging=stderr", "--v=0", "--virtual-time-budget=2000", "--window-size=1280,900"])
        .arg(format!("--user-data-dir={}", profile.path().join("profile").display()))
        .args(flags)
        .arg(format!("file://{}", page.canonicalize().unwrap().display()))
        .stdin(Stdio::null())
        .stdout(File::create(&out).unwrap())
        .stderr(File::create(&log).unwrap())
        .spawn()
        .unwrap();
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > Duration::from_secs(180) {
            let _ = child.kill();
            let _ = child.wait();
            panic!("the browser did not finish with {}", page.display());
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    let text = |path: &Path| String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
    let seen = Seen { dom: text(&out), log: text(&log) };
    assert!(status.success(), "{}", seen.log);
    seen
}

fn with_dom(browser: &str, page: &Path) -> Seen {
    opened(browser, page, &["--dump-dom".into()])
}

/// The page without the data of its network, which is no markup and no script that runs.
fn without_data(page: &str) -> String {
    let Some(start) = page.find("<script type=\"application/json\"") else { return page.to_owned() };
    let end = page[start..].find("</script>").map_or(page.len(), |at| start + at + "</script>".len());
    format!("{}{}", &page[..start], &page[end..])
}

/// Lines in which the page complains.
fn complaints(log: &str) -> Vec<&str> {
    let is_one = |line: &&str| line.contains("CONSOLE") || line.contains("Content Security Policy");
    log.lines().filter(is_one).collect()
}

/// The text of a page as a reader meets it: tags gone, entities read, white space as one space.
fn text_of(dom: &str) -> String {
    let mut text = String::new();
    let dom = &*without_data(dom);
    let mut rest = dom;
    for hidden in ["style", "script"] {
        let (open, close) = (format!("<{hidden}>"), format!("</{hidden}>"));
        if hidden == "style" {
            // Both stand once, the style first and the script last.
            rest = rest.find(&close).map_or(rest, |at| &rest[at + close.len()..]);
        } else {
            rest = rest.rfind(&open).map_or(rest, |at| &rest[..at]);
        }
    }
    let mut inside = false;
    for c in rest.chars() {
        match c {
            '<' => {
                inside = true;
                text.push(' ');
            }
            '>' if inside => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    let read = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    let read = read.replace("&nbsp;", " ").replace('\u{a0}', " ").replace("&amp;", "&");
    one_line(&read)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every tag of a page with its attributes, as a browser would read them.
fn tags(page: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        if name.is_empty() {
            continue;
        }
        rest = &rest[name.len()..];
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let length = rest.find(|c: char| c.is_whitespace() || ['=', '>', '/'].contains(&c)).unwrap_or(rest.len());
            if length == 0 {
                break;
            }
            let (attribute, after) = rest.split_at(length);
            rest = after;
            let mut value = String::new();
            if let Some(after) = rest.strip_prefix('=') {
                let quote = after.chars().next().filter(|c| ['"', '\''].contains(c));
                let (from, end) = match quote {
                    Some(quote) => (1, after[1..].find(quote).map_or(after.len(), |e| e + 1)),
                    None => (0, after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len())),
                };
                value.push_str(&after[from..end]);
                rest = after[end..].trim_start_matches(['"', '\'']);
            }
            attributes.push((attribute.to_lowercase(), value));
        }
        found.push((name.to_lowercase(), attributes));
    }
    found
}

/// What a browser would fetch for the page: every address in an attribute that loads or leads somewhere and is no
/// anchor within the page, and every `url()` and `@import` of a style.
fn addresses(page: &str) -> Vec<String> {
    const LOADING: [&str; 12] = [
        "src",
        "href",
        "xlink:href",
        "srcset",
        "data",
        "action",
        "formaction",
        "poster",
        "background",
        "ping",
        "manifest",
        "archive",
    ];
    let mut found = Vec::new();
    let mut styles = Vec::new();
    for (_, attributes) in tags(page) {
        for (name, value) in attributes {
            if LOADING.contains(&name.as_str()) && !value.starts_with('#') {
                found.push(value);
            } else if ["style", "fill", "stroke", "filter", "mask", "clip-path"].contains(&name.as_str()) {
                styles.push(value);
            }
        }
    }
    for (at, _) in page.match_indices("<style") {
        styles.push(page[at..].split("</style>").next().unwrap_or_default().to_owned());
    }
    for style in styles {
        for opening in ["url(", "@import"] {
            for (at, _) in style.match_indices(opening) {
                let address = style[at + opening.len()..].trim_start_matches(['"', '\'', ' ']);
                if !address.starts_with('#') {
                    found.push(address.split([')', ';']).next().unwrap_or_default().to_owned());
                }
            }
        }
    }
    found
}

/// A study's page in a language, with the findings that it was made from.
fn report(here: &Path, study: &str, language: &str, more: &[&str]) -> (PathBuf, Findings) {
    let out = format!("report-{language}");
    let args = ["analyse", study, "--lang", language, "--out", &out, "--no-plots", "--no-workbook", "--quiet"];
    let ran = run(here, args.iter().chain(more));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let folder = here.join(out);
    let text = std::fs::read(folder.join("findings.json")).unwrap();
    (folder.join("report.html"), staffroom::report::json::read(&text, "findings.json").unwrap())
}

fn headlines(story: &Story) -> Vec<&str> {
    let parts = story.chapters.iter().flat_map(|c| &c.blocks);
    let lists = parts.filter_map(|part| if let Block::Headlines(list) = part { Some(list) } else { None });
    lists.flatten().map(|headline| headline.sentence.lead.as_str()).collect()
}

/// What holds for every page.
fn looked_at(browser: &str, page: &Path, findings: &Findings, lang: Lang) -> (Seen, String) {
    let source = std::fs::read_to_string(page).unwrap();
    assert_eq!(addresses(&source), Vec::<String>::new(), "the page loads nothing");
    let seen = with_dom(browser, page);
    assert_eq!(complaints(&seen.log), Vec::<&str>::new());
    assert!(seen.dom.contains(&format!("<html lang=\"{}\"", lang.code())), "the page says its language");
    let text = text_of(&seen.dom);
    let story = story(findings, words(lang));
    let told = headlines(&story);
    assert!(told.len() >= 3, "{told:?}");
    for sentence in told {
        assert!(text.contains(&one_line(sentence)), "not on the page: {sentence}");
    }
    for chapter in &story.chapters {
        assert!(text.contains(&one_line(&chapter.title)), "not on the page: {}", chapter.title);
        assert!(seen.dom.contains(&format!("id=\"{}\"", chapter.id)), "no place to link to: {}", chapter.id);
    }
    // A link that leads nowhere within the page is as bad as one that leads out of it.
    for (at, _) in seen.dom.match_indices("href=\"#") {
        let target: String = seen.dom[at + 7..].chars().take_while(|&c| c != '"').collect();
        assert!(seen.dom.contains(&format!("id=\"{target}\"")), "#{target} leads nowhere");
    }
    (seen, text)
}

#[test]
fn the_sample_page_holds_the_headlines_and_all_schools_in_both_languages() {
    let Some(browser) = browser() else { return };
    let here = tempfile::tempdir().unwrap();
    for (lang, code) in [(Lang::Nl, "nl"), (Lang::En, "en")] {
        let (page, findings) = report(here.path(), &sample_arg("de-brug"), code, &[]);
        let (seen, text) = looked_at(&browser, &page, &findings, lang);
        assert_eq!(findings.schools.len(), 12);
        for school in &findings.schools {
            assert!(text.contains(school.label()), "{}", school.label());
        }
        assert!(seen.dom.contains("<svg "), "pictures stand in the page");
        assert!(seen.dom.matches("<button type=\"button\">").count() > 10, "tables can be sorted");
        assert!(!seen.dom.contains("<button type=\"button\"></button>"), "and each button has its heading");
    }
}

#[test]
fn the_page_can_be_read_without_script() {
    let Some(browser) = browser() else { return };
    let here = tempfile::tempdir().unwrap();
    let (page, findings) = report(here.path(), &sample_arg("minimal"), "en", &[]);
    // The browser cannot show what it made of a page with scripts switched off, so the page goes without its own.
    let whole = std::fs::read_to_string(&page).unwrap();
    let (start, end) = (whole.rfind("<script>").unwrap(), whole.rfind("</script>").unwrap());
    let without_script = format!("{}{}", &whole[..start], &whole[end + "</script>".len()..]);
    std::fs::write(&page, without_data(&without_script)).unwrap();
    let seen = with_dom(&browser, &page);
    assert!(!seen.dom.contains("<button") && !seen.dom.contains("<script"), "there is no script");
    let text = text_of(&seen.dom);
    for sentence in headlines(&story(&findings, words(Lang::En))) {
        assert!(text.contains(&one_line(sentence)), "not on the page: {sentence}");
    }
}

#[test]
fn the_page_prints_in_both_languages() {
    let Some(browser) = browser() else { return };
    let here = tempfile::tempdir().unwrap();
    for code in ["nl", "en"] {
        let (page, _) = report(here.path(), &sample_arg("de-brug"), code, &[]);
        let pdf = here.path().join(format!("{code}.pdf"));
        let seen =
            opened(&browser, &page, &[format!("--print-to-pdf={}", pdf.display()), "--no-pdf-header-footer".into()]);
        let bytes = std::fs::read(&pdf).unwrap_or_else(|_| panic!("no PDF: {}", seen.log));
        assert!(bytes.starts_with(b"%PDF-") && bytes.len() > 50_000, "{} bytes", bytes.len());
        let pages = bytes.windows(11).filter(|w| w.starts_with(b"/Type /Page") && !w.ends_with(b"s")).count();
        assert!(pages >= 3, "{pages} pages");
        assert_eq!(complaints(&seen.log), Vec::<&str>::new());
    }
}

/// Names that try to be more than names. None holds a comma, so that they can stand in a table as they are.
fn hostile() -> Vec<String> {
    let long: String = "Lange school ".chars().cycle().take(300).collect();
    [
        "</script><img src=x onerror=console.error(1)>",
        "<svg onload=console.error(2)>",
        "</title></style><script>console.error(3)</script>",
        "' onmouseover='console.error(4)' x='",
        "--><b>vet</b><!--",
        "]]><x/>&amp;&#60;",
        "javascript:console.error(5)",
        "=HYPERLINK(1)",
        "\u{202e}edrooW eD\u{202c}\u{200f}",
        "De 🦄 Eenhoorn 👩‍🏫",
        "{{7*7}}${7*7}%s%n",
        "url(x) @import y",
        &long,
    ]
    .map(str::to_owned)
    .to_vec()
}

/// A study in which every text that a user writes is hostile.
fn hostile_study(root: &Path) -> Vec<String> {
    let names = hostile();
    let mut teachers = String::from("id,name,school,role,phase,answered\n");
    let mut ties = String::from("from,to,relation,topic\n");
    for (k, name) in names.iter().enumerate() {
        for n in 0..5 {
            // The last of each school is isolated, and so stands on the page by name.
            teachers.push_str(&format!("{name}{n},{name} nr {n},{name},teacher,{name},yes\n"));
            if n < 4 {
                let next = (n + 1) % 4;
                ties.push_str(&format!("{name}{n},{name}{next},teaching_talk,{name}\n"));
                ties.push_str(&format!("{name}{n},{name}{next},<i>{name},\n"));
                if n == 0 {
                    ties.push_str(&format!("{name}{n},{name}{next},class_visit,\n"));
                }
            }
        }
        // Somebody who is on no list.
        ties.push_str(&format!("{name}0,{name}{k}99,teaching_talk,\n"));
    }
    let toml = "title = \"</title><script>console.error(6)</script> & 'Brug'\"\n\
                [[waves]]\nid = \"<img src=x onerror=console.error(7)>\"\nperiod = \"<b>nu</b>\"\n\
                [[ties]]\nfile = \"<img src=x>.csv\"\nwave = \"<img src=x onerror=console.error(7)>\"\n";
    study(
        root,
        "hostile",
        &[("teachers.csv", teachers.as_bytes()), ("<img src=x>.csv", ties.as_bytes()), ("study.toml", toml.as_bytes())],
    );
    names
}

#[cfg(unix)]
#[test]
fn hostile_names_stand_on_the_page_as_text() {
    let Some(browser) = browser() else { return };
    let here = tempfile::tempdir().unwrap();
    let names = hostile_study(here.path());
    for (lang, code) in [(Lang::En, "en"), (Lang::Nl, "nl")] {
        let (page, findings) = report(here.path(), "hostile", code, &["--names"]);
        let (seen, text) = looked_at(&browser, &page, &findings, lang);
        for tag in [
            "<img",
            "<script>console",
            "<b>vet",
            "<b>nu",
            "<i>",
            // As a browser writes the element; the script compares with a short name, too.
            "<x>",
            "<!--",
            "onerror=\"",
            "onload=\"",
            "onmouseover=\"",
        ] {
            assert!(!seen.dom.contains(tag), "{tag} became more than text");
        }
        for mark in ['\u{202e}', '\u{202c}', '\u{200f}'] {
            assert!(!seen.dom.contains(mark), "a mark that turns the direction of writing is on the page");
        }
        for name in &names {
            let shown: String = name.chars().filter(|c| !matches!(c, '\u{202e}' | '\u{202c}' | '\u{200f}')).collect();
            assert!(text.contains(&one_line(&shown)), "not on the page: {shown}");
        }
        assert_eq!(without_data(&seen.dom).matches("<script").count(), 1, "the page has one script, its own");
    }
}

#[test]
fn what_these_tests_look_for_is_seen_when_it_is_there() {
    let Some(browser) = browser() else { return };
    let here = tempfile::tempdir().unwrap();
    let bad = "<!DOCTYPE html><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\
               <style>a{background:url(http://127.0.0.1:9/x)}</style><a href=\"#here\">x</a><p>a &lt;b&gt; &amp;  c</p>\
               <script>console.error(1)</script>";
    let page = here.path().join("bad.html");
    std::fs::write(&page, bad).unwrap();
    let seen = with_dom(&browser, &page);
    assert!(!complaints(&seen.log).is_empty(), "{}", seen.log);
    assert_eq!(addresses(bad), ["http://127.0.0.1:9/x"]);
    let more = "<img class=a title='src=y' src=x.png><a href='https://example.org'>src=z</a><use xlink:href=\"#a\"/>";
    assert_eq!(addresses(more), ["x.png", "https://example.org"]);
    assert!(text_of(&seen.dom).contains("a <b> & c"), "{}", text_of(&seen.dom));
}
