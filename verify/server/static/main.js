// The page: what is typed is read at once and checked a moment later.

import { post, Refused, story } from "./api.js";
import { element, figureCard, findingCard, tally } from "./cards.js";
import { Editor } from "./editor.js";
import { apart, moved } from "./spans.js";

const READ_AFTER = 90; // milliseconds without a key
const CHECK_AFTER = 350;
const $ = (id) => document.getElementById(id);

const state = { findings: [], figures: [], read: [], dismissed: new Map(), selected: null, checked: false, published: null };
const editor = new Editor($("story"), $("backdrop"), { onEdit: edited, onPick: (key) => select(key, true) });
let reading = 0;
let checking = 0;

// ---- checking

function edited(edit) {
  for (const name of ["findings", "figures", "read"]) state[name] = moved(state[name], edit);
  for (const finding of state.findings) finding.suggestions = moved(finding.suggestions, edit);
  draw();
  schedule();
}

function schedule() {
  clearTimeout(reading);
  clearTimeout(checking);
  if (!editor.text.trim()) {
    Object.assign(state, { findings: [], figures: [], read: [], selected: null, checked: false });
    say("No story yet.");
    draw();
    list();
    return;
  }
  reading = setTimeout(read, READ_AFTER);
  checking = setTimeout(check, CHECK_AFTER);
}

async function read() {
  const text = editor.text;
  await asked(async () => {
    const marks = await (await post("v1/marks?judge=false", story(text, $("day").value))).json();
    if (text !== editor.text) return;
    state.read = marks.figures.map(({ start, end }) => ({ start, end, kind: "read", key: "" }));
    draw();
  });
}

async function check() {
  const text = editor.text;
  await asked(async () => {
    const marks = await (await post("v1/marks", story(text, $("day").value))).json();
    if (text !== editor.text) return;
    state.findings = marks.findings.map((one) => ({ ...one, key: one.fingerprint, kind: one.severity }));
    const keys = new Map(state.findings.map((one) => [one.n, one.key]));
    state.figures = marks.figures.map((one) => ({ ...one, key: keys.get(one.finding) ?? one.id, kind: one.standing }));
    state.read = [];
    state.checked = true;
    state.published = marks.document.published;
    tally(marks.tally, $("bar"), $("tally"));
    const day = $("day").value ? "" : marks.document.published ? ` Published ${marks.document.published}, says the text.` : " No date of publication.";
    say(`${marks.summary.split("; ").at(-1)}.${day}`);
    draw();
    list();
  });
}

async function asked(work) {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refused) say(error.message, true);
    else if (error.name !== "AbortError") throw error;
  }
}

function say(words, wrong = false) {
  $("status").textContent = words;
  $("status").classList.toggle("wrong", wrong);
}

// ---- showing

const live = () => state.findings.filter((one) => !state.dismissed.has(one.key));
const checked = () => state.figures.some((one) => one.kind !== "unchecked");
const plain = () => state.figures.filter((one) => one.finding === null);

function draw() {
  const dismissed = (one) => state.dismissed.has(one.key);
  const figures = state.figures.map((one) => (dismissed(one) ? { ...one, kind: "unchecked" } : one));
  editor.show(apart([...live(), ...figures, ...state.read]), state.selected);
  for (const id of ["copy", "page", "json", "csv", "clear"]) $(id).disabled = !editor.text.trim();
  $("welcome").hidden = editor.text.trim() !== "";
  $("score").hidden = !state.checked;
}

function list() {
  const actions = (one) => ({ open: one.key === state.selected, onSelect: toggle, onClose: () => select(null), onApply: apply, onDismiss: dismiss });
  const shown = live();
  const none = element("li", { className: checked() ? "clean" : "open" }, checked() ? "Nothing was found that does not add up." : "No figure here could be checked.");
  $("findings").replaceChildren(...(shown.length ? shown.map((one) => findingCard(one, actions(one))) : state.checked ? [none] : []));
  const others = plain();
  fill($("others"), `${others.length}${shown.length ? " other" : ""} figure${others.length === 1 ? "" : "s"}`, others.map((one) => figureCard(one, actions(one))));
  const set = state.findings.filter((one) => state.dismissed.has(one.key));
  fill($("dismissed"), `${set.length} dismissed`, set.map(restorable));
  document.body.classList.toggle("reading", state.selected !== null);
}

function fill(box, title, items) {
  box.hidden = items.length === 0;
  box.firstElementChild.textContent = title;
  box.lastElementChild.replaceChildren(...items);
}

function restorable(finding) {
  const back = element("button", { type: "button", onclick: () => restore(finding) }, "Bring back");
  return element("li", {}, element("span", {}, `${finding.words}: ${finding.rule}`), back);
}

function toggle(key) {
  select(key === state.selected ? null : key);
}

/** Open the card of a finding or figure; `jump` moves to the card, as from a click on the text. */
function select(key, jump = false) {
  if (state.dismissed.has(key)) {
    $("dismissed").open = true;
    return;
  }
  const had = state.selected;
  state.selected = key;
  if (key && plain().some((one) => one.key === key)) $("others").open = true;
  draw();
  list();
  if (!key) {
    if (had) $(`card-${had}`)?.querySelector("h3 button").focus({ preventScroll: true });
    return;
  }
  const card = $(`card-${key}`);
  const button = card?.querySelector("h3 button");
  if (jump) card?.scrollIntoView({ block: "nearest" });
  else button?.focus({ preventScroll: true });
  editor.reveal(key);
}

// ---- doing

function apply(finding, change) {
  if (editor.text.slice(change.start, change.end) !== change.words) {
    schedule();
    return;
  }
  state.selected = null;
  state.findings = state.findings.filter((one) => one !== finding);
  editor.replace(change.start, change.end, change.replacement);
  list();
  say(`Changed “${change.words}” to “${change.replacement}”.`);
}

function dismiss(finding) {
  state.dismissed.set(finding.key, finding);
  select(null);
  say(`Dismissed: ${finding.words}.`);
  $("found").focus({ preventScroll: true });
}

function restore(finding) {
  state.dismissed.delete(finding.key);
  select(finding.key);
}

function step(by) {
  const shown = live();
  if (!shown.length) return;
  const at = shown.findIndex((one) => one.key === state.selected);
  const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length;
  select(shown[next].key);
}

function save(blob, name) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function download(form, name) {
  await asked(async () => save(await (await post(`v1/check?format=${form}`, story(editor.text, $("day").value))).blob(), name));
}

async function load(file) {
  await asked(async () => {
    const read = await (await post(`v1/read?name=${encodeURIComponent(file.name)}`, file, "application/octet-stream")).json();
    state.dismissed.clear();
    if (read.published && !$("day").value) $("day").value = read.published;
    editor.set(read.text);
    say(`${file.name} is open.`);
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key === "F8") {
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  } else if (event.key === "Escape" && state.selected) {
    select(null);
  }
});
for (const kind of ["dragover", "drop", "dragleave", "dragend"]) {
  document.addEventListener(kind, (event) => {
    if (event.dataTransfer && !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    $("paper").classList.toggle("dropping", kind === "dragover");
    if (kind === "drop" && event.dataTransfer.files.length) load(event.dataTransfer.files[0]);
  });
}
$("open").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", () => {
  if ($("file").files.length) load($("file").files[0]);
  $("file").value = "";
});
$("day").addEventListener("change", schedule);
$("example").addEventListener("click", async () => {
  state.dismissed.clear();
  editor.set(await (await fetch("example.txt")).text());
});
$("copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText(editor.text).then(() => say("Copied."), () => {
    $("story").select();
    say(document.execCommand("copy") ? "Copied." : "Press Ctrl C to copy.");
  });
});
$("page").addEventListener("click", () => download("html", "figurecheck-report.html"));
$("json").addEventListener("click", () => download("json", "figurecheck-report.json"));
$("csv").addEventListener("click", () => download("csv", "figurecheck-worksheet.csv"));
$("clear").addEventListener("click", () => {
  state.dismissed.clear();
  $("day").value = "";
  editor.set("");
});
schedule();
