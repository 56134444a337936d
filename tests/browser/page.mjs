// The report in a real browser: filters, search, keyboard, sorting, a person's own view, waves, printing, a hostile
// study, both languages; no error on the console, no request, nothing that the policy refuses, nothing that axe finds.
//
//   node page.mjs PROGRAM BROWSER [STUDY-OF-10000]
import { chromium } from "playwright-core";
import { execFileSync } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";

const [program, executablePath, large] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const samples = join(here, "..", "..", "samples");
const axe = readFileSync(join(here, "node_modules", "axe-core", "axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "staffroom-browser-"));
const report = (study, name, ...more) => {
  const out = join(folder, name);
  execFileSync(program, ["analyse", study, "--out", out, "--no-plots", "--no-workbook", "--permutations", "99", "--quiet", ...more]);
  return out;
};

let passed = 0, failed = 0;
const test = async (name, body) => {
  try {
    await body();
    passed += 1;
    console.log(`ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name}\n      ${String(error.message).split("\n").slice(0, 6).join("\n      ")}`);
  }
};

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

// A page, with everything that it complains of and asks for.
const opened = async (file, viewport = { width: 1280, height: 900 }) => {
  // Nothing scrolls by itself while the mouse is on its way.
  const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
  const page = await context.newPage();
  const complaints = [], requests = [];
  page.on("console", (m) => { if (m.type() !== "log") complaints.push(`${m.type()}: ${m.text()}`); });
  page.on("pageerror", (e) => complaints.push(`error: ${e.message}`));
  page.on("request", (r) => requests.push(r.url()));
  await page.addInitScript(() => {
    window.refused = [];
    document.addEventListener("securitypolicyviolation", (e) => window.refused.push(`${e.violatedDirective} ${e.blockedURI}`));
  });
  const begin = Date.now();
  await page.goto(`file://${file}`);
  const took = Date.now() - begin;
  const quiet = async () => {
    assert.deepEqual(complaints, []);
    assert.deepEqual(requests, [`file://${file}`]);
    assert.deepEqual(await page.evaluate(() => window.refused), []);
  };
  return { page, quiet, took, close: () => context.close() };
};

// What axe finds. It is run in the page's own world through the debugger, which no policy forbids.
const found = async (page) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")}`);
};

const status = (page) => page.textContent("#explorer [role=status]");
const drawn = async (page) => Number((await status(page)).replace(/[.,]/g, "").match(/\d+/)[0]);
const choose = (page, name, value) => page.selectOption(`#explorer select[name=${name}]`, { value });

const findings = {};
for (const [lang, words] of Object.entries({
  nl: { everybody: "iedereen", absent: "Niemand met die naam", closed: "Kies iemand" },
  en: { everybody: "everybody", absent: "Nobody of that name", closed: "Choose somebody" },
})) {
  const out = report(join(samples, "de-brug"), `brug-${lang}`, "--lang", lang);
  const data = findings[lang] = JSON.parse(readFileSync(join(out, "findings.json"), "utf8"));
  const { page, quiet, close } = await opened(join(out, "report.html"));
  const counted = ["confirmed", "single_from", "single_to", "reported"];
  const last = data.waves.length - 1;
  const ties = (wave, also = () => true) =>
    data.ties.filter((t) => t.wave === wave && counted.includes(t.state) && also(t)).length;
  const channel = (t) => data.relations[t.relation].channel;

  await test(`${lang}: the network draws the ties of the layer of all relations`, async () => {
    assert.equal(await drawn(page), ties(last, (t) => ["peer", "guided"].includes(channel(t))));
    assert.ok(await page.isHidden("figure.everybody"), "the picture gives way to it");
  });
  await test(`${lang}: the layer, the relation and how often choose among the ties`, async () => {
    await choose(page, "layer", "1");
    const pairs = data.group_ties.filter((g) => g[0] === last).length;
    assert.equal(await drawn(page), ties(last, (t) => t.formal && ["peer", "guided"].includes(channel(t))) + pairs);
    await choose(page, "layer", "0");
    const relation = data.relations.findIndex((r) => r.id === "advice");
    await choose(page, "relation", String(relation));
    assert.equal(await drawn(page), ties(last, (t) => t.relation === relation));
    const levels = [...new Set(data.ties.map((t) => t.strength))].sort((a, b) => a - b);
    await choose(page, "often", "2");
    assert.equal(await drawn(page), ties(last, (t) => t.relation === relation && t.strength >= levels[2]));
    await choose(page, "often", "0");
    await choose(page, "relation", "-1");
  });
  await test(`${lang}: a school shows its own ties and its own numbers`, async () => {
    const before = await page.textContent("#explorer > .facts");
    await choose(page, "school", "2");
    const home = (at) => data.waves[last].staff[at].school;
    const own = (t) => ["peer", "guided"].includes(channel(t)) && (home(t.from) === 2 || home(t.to) === 2);
    assert.equal(await drawn(page), ties(last, own));
    const facts = await page.textContent("#explorer > .facts");
    assert.notEqual(facts, before);
    const row = await page.$$eval("#schools tbody tr", (rows) => Array.from(rows[2].cells).slice(1).map((c) => c.textContent.trim()));
    for (const cell of row) assert.ok(facts.includes(cell), `${cell} in ${facts}`);
    await choose(page, "school", "-1");
  });
  await test(`${lang}: the slider shows the other wave, with its numbers, and nobody moves`, async () => {
    const marks = () => page.$$eval("#explorer .stage path", (all) => all.map((p) => p.getAttribute("d")).join(""));
    const places = new Set((await marks()).match(/M[\d.]+ [\d.]+h0/g));
    const facts = await page.textContent("#explorer > .facts");
    await page.fill("#explorer input[name=wave]", "0");
    assert.equal(await drawn(page), ties(0, (t) => ["peer", "guided"].includes(channel(t))));
    assert.notEqual(await page.textContent("#explorer > .facts"), facts);
    const others = [...new Set((await marks()).match(/M[\d.]+ [\d.]+h0/g))];
    assert.ok(others.filter((p) => places.has(p)).length > 0.5 * others.length, "who is there in both waves has the same place");
    await page.fill("#explorer input[name=wave]", "1");
  });
  await test(`${lang}: somebody is found, and the own view lists exactly the own contacts`, async () => {
    await page.fill("#explorer input[name=search]", "no such person");
    assert.equal(await page.textContent("#explorer .hits"), words.absent);
    await page.fill("#explorer input[name=search]", "T-00");
    assert.ok((await page.$$("#explorer .hits button")).length <= 10);
    const block = data.blocks.find((b) => b.scope === "person" && b.wave === last && b.layer === "all");
    const degree = block.columns.find((c) => c.measure === "degree");
    const staff = data.waves[last].staff, id = (at) => data.people[staff[at].person].id;
    const at = staff.findIndex((s) => s.response === "answered");
    const who = id(at);
    await page.fill("#explorer input[name=search]", who);
    await page.press("#explorer input[name=search]", "Enter");
    const listed = (await page.$$eval("#explorer .own li button", (b) => b.map((x) => x.textContent))).sort();
    const contacts = new Set();
    for (const t of data.ties) {
      if (t.wave !== last || !counted.includes(t.state) || !["peer", "guided"].includes(channel(t))) continue;
      if (id(t.from) === who) contacts.add(id(t.to));
      if (id(t.to) === who) contacts.add(id(t.from));
    }
    contacts.delete(who);
    assert.ok(contacts.size > 0);
    assert.deepEqual(listed, [...contacts].sort());
    const texts = await page.$$eval("#explorer .own svg text", (t) => t.map((x) => x.textContent));
    assert.deepEqual(texts.sort(), listed, "the rings show the same people");
    // The number of contacts is the program's.
    assert.ok(degree, "there is a column");
    const shown = await page.textContent("#explorer .own .facts dd");
    assert.equal(Number(shown), contacts.size);
  });
  await test(`${lang}: the keyboard steps, zooms, opens and closes`, async () => {
    await page.focus("#explorer .stage");
    await page.keyboard.press("Escape");
    assert.ok((await page.textContent("#explorer .own")).startsWith(words.closed));
    await page.keyboard.press("ArrowRight");
    const first = await page.textContent("#explorer .tip");
    await page.keyboard.press("ArrowRight");
    const second = await page.textContent("#explorer .tip");
    assert.ok(first && second && first !== second, `${first} / ${second}`);
    assert.equal(await page.textContent("#explorer [aria-live]"), second, "it is said aloud");
    const scale = () => page.getAttribute("#explorer .stage g", "transform");
    const before = await scale();
    await page.keyboard.press("+");
    assert.notEqual(await scale(), before);
    await page.keyboard.press("0");
    assert.equal(await scale(), before);
    await page.keyboard.press("Enter");
    assert.ok((await page.textContent("#explorer .own h3")).includes(second.split(",")[0]));
    await page.keyboard.press("Escape");
    assert.equal(await page.$("#explorer .own h3"), null);
  });
  await test(`${lang}: it can be dragged, and every control is reached by the Tab key`, async () => {
    const box = await (await page.$("#explorer .stage")).boundingBox();
    await page.evaluate(() => document.querySelector("#explorer .stage").scrollIntoView());
    const now = await (await page.$("#explorer .stage")).boundingBox();
    const scale = () => page.getAttribute("#explorer .stage g", "transform");
    const before = await scale();
    await page.mouse.move(now.x + box.width / 2, now.y + 100);
    await page.mouse.down();
    await page.mouse.move(now.x + box.width / 2 + 60, now.y + 130, { steps: 4 });
    await page.mouse.up();
    assert.notEqual(await scale(), before);
    await page.focus("#explorer input[name=wave]");
    const reached = new Set();
    for (let step = 0; step < 20; step += 1) {
      reached.add(await page.evaluate(() => document.activeElement.name || document.activeElement.className || document.activeElement.textContent));
      await page.keyboard.press("Tab");
    }
    for (const name of ["wave", "layer", "relation", "school", "often", "size", "colour", "search", "stage"]) assert.ok(reached.has(name), name);
  });
  await test(`${lang}: size and colour follow the choice, and a disc for each school can be had`, async () => {
    const widths = () => page.$$eval("#explorer .stage path[stroke-linecap=round]", (p) => new Set(p.map((x) => x.getAttribute("stroke-width"))).size);
    const same = await widths();
    await choose(page, "size", "0");
    assert.ok(await widths() > same);
    await choose(page, "size", "-1");
    const key = await page.textContent("#explorer .legend");
    await choose(page, "colour", "1");
    assert.notEqual(await page.textContent("#explorer .legend"), key);
    await choose(page, "colour", "0");
    await choose(page, "view", "schools");
    assert.ok((await page.$$("#explorer .stage circle")).length >= data.schools.length);
    await page.focus("#explorer .stage");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    assert.equal(await page.inputValue("#explorer select[name=school]"), "0");
    await choose(page, "school", "-1");
  });
  await test(`${lang}: a table sorts by a press on its head, and says so`, async () => {
    const table = "#schools table";
    const names = () => page.$$eval(`${table} tbody th`, (c) => c.map((x) => x.textContent.trim()));
    const report_order = await names();
    const button = `${table} thead th:nth-child(2) button`;
    await page.click(button);
    assert.equal(await page.getAttribute(`${table} thead th:nth-child(2)`, "aria-sort"), "descending");
    const numbers = await page.$$eval(`${table} tbody td:nth-child(2)`, (c) => c.map((x) => Number(x.textContent)));
    const schools = numbers.slice(0, -1);
    assert.deepEqual(schools, [...schools].sort((a, b) => b - a), "the whole stays last");
    await page.click(button);
    await page.click(button);
    assert.deepEqual(await names(), report_order);
  });
  await test(`${lang}: every sorted column is in the order of the findings' own numbers`, async () => {
    const rates = data.blocks.find((b) => b.scope === "school" && b.wave === last && b.layer === "open_door");
    assert.ok(rates);
    const head = await page.$$eval("#schools thead th", (h) => h.length);
    await page.click(`#schools table thead th:nth-child(${head}) button`);
    const cells = await page.$$eval(`#schools tbody tr td:nth-child(${head})`, (c) => c.map((x) => x.textContent));
    const shares = cells.slice(0, -1).map((t) => t.match(/\((\d+)%\)/)).filter(Boolean).map((m) => Number(m[1]));
    assert.deepEqual(shares, [...shares].sort((a, b) => b - a));
    await page.click(`#schools table thead th:nth-child(${head}) button`);
    await page.click(`#schools table thead th:nth-child(${head}) button`);
  });
  await test(`${lang}: the small pictures take the order of a column`, async () => {
    const titles = () => page.$$eval("#schools .gallery title", (t) => t.map((x) => x.textContent));
    const before = await titles();
    await page.selectOption("#schools select[name=pictures]", "1");
    assert.notDeepEqual(await titles(), before);
    await page.selectOption("#schools select[name=pictures]", "-1");
    assert.deepEqual(await titles(), before);
  });
  await test(`${lang}: it prints with every school, the picture of everybody back and the choices gone`, async () => {
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.isVisible("figure.everybody") && await page.isHidden("#explorer"));
    const pdf = await page.pdf({ format: "A4" });
    assert.ok(pdf.length > 50_000);
    await page.emulateMedia({ media: "screen" });
  });
  await test(`${lang}: nothing was complained of, asked for or refused`, quiet);
  await test(`${lang}: axe finds nothing, with everything unfolded and somebody's own view open`, async () => {
    await page.fill("#explorer input[name=search]", "T-005");
    await page.press("#explorer input[name=search]", "Enter");
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
    assert.deepEqual(await found(page), []);
  });
  await close();
}

for (const audience of ["board", "researcher", "consultant"]) {
  await test(`the ${audience}'s edition: quiet, and axe finds nothing`, async () => {
    const out = report(join(samples, "de-brug"), audience, "--audience", audience, ...(audience === "researcher" ? ["--key", join(folder, "key.csv")] : []));
    const { page, quiet, close } = await opened(join(out, "report.html"), { width: 390, height: 800 });
    await quiet();
    assert.equal((await page.$("#explorer")) !== null, audience === "researcher", "only a researcher sees people");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing is wider than a telephone");
    assert.deepEqual(await found(page), []);
    await close();
  });
}

await test("a hostile study: every name is text, and nothing runs", async () => {
  const names = ["</script><img src=x onerror=console.error(1)>", "\"' onfocus='console.error(2)", "<!--", "\u202eedrooW eD\u200f", "{0}{1}$&", "🦄 Ünï"];
  const study = join(folder, "hostile");
  mkdirSync(study);
  const q = (text) => `"${text.replace(/"/g, "\"\"")}"`;
  let teachers = "id,name,school,role,answered\n", ties = "from,to,relation\n";
  names.forEach((name, at) => {
    for (let n = 0; n < 4; n += 1) teachers += `${q(`${name}${n}`)},${q(`${name} ${n}`)},${q(name)},teacher,yes\n`;
    ties += `${q(`${name}0`)},${q(`${name}1`)},class_visit\n${q(`${name}1`)},${q(`${names[(at + 1) % names.length]}2`)},${q(`<b>${name}`)}\n`;
  });
  writeFileSync(join(study, "teachers.csv"), teachers);
  writeFileSync(join(study, "ties.csv"), ties);
  writeFileSync(join(study, "study.toml"), "title = \"</title><script>console.error(3)</script>\"\n[teachers]\nfile = \"teachers.csv\"\n[[ties]]\nfile = \"ties.csv\"\n");
  const { page, quiet, close } = await opened(join(report(study, "hostile-out", "--names"), "report.html"));
  await page.focus("#explorer .stage");
  for (let step = 0; step < 24; step += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.fill("#explorer input[name=search]", "<");
  await page.selectOption("#explorer select[name=view]", "schools");
  await page.selectOption("#explorer select[name=view]", "people");
  assert.equal(await page.$("img"), null);
  assert.ok(!(await page.content()).includes("\u202e"));
  await quiet();
  await close();
});

if (large) {
  await test("ten thousand people: size, loading, and a frame while it is dragged", async () => {
    const file = join(report(large, "large"), "report.html");
    const bytes = readFileSync(file).length;
    const { page, quiet, took, close } = await opened(file);
    await page.selectOption("#explorer select[name=view]", "people");
    await page.evaluate(() => document.querySelector("#explorer .stage").scrollIntoView());
    const frames = await page.evaluate(async () => {
      const stage = document.querySelector("#explorer .stage"), box = stage.getBoundingClientRect(), times = [];
      const send = (type, x, y) => stage.dispatchEvent(new PointerEvent(type, { clientX: box.left + x, clientY: box.top + y, buttons: type === "pointerup" ? 0 : 1, pointerId: 1, bubbles: true }));
      stage.setPointerCapture = () => {};
      send("pointerdown", 300, 200);
      for (let step = 1; step <= 20; step += 1) {
        const begin = performance.now();
        send("pointermove", 300 + 8 * step, 200 + 3 * step);
        await new Promise((next) => requestAnimationFrame(() => setTimeout(next, 0)));
        times.push(performance.now() - begin);
      }
      send("pointerup", 460, 260);
      return times;
    });
    const mean = frames.reduce((a, b) => a + b, 0) / frames.length;
    console.log(`      ${(bytes / 1e6).toFixed(2)} MB, loaded in ${took} ms, ${mean.toFixed(0)} ms a frame`);
    assert.ok(bytes < 1_500_000, `${bytes} bytes`);
    await quiet();
    await close();
  });
}

await browser.close();
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
