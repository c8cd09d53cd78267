// Cards of findings and figures. Everything is set as text; the chart is the one piece of markup, made by the server.

const SIGNS = { error: "✗", warning: "!", note: "·", in_question: "✗", confirmed: "✓", adds_up: "=", unchecked: "?" };
const policy = window.trustedTypes?.createPolicy("figurecheck", { createHTML: (markup) => markup });

export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

export function sign(kind) {
  return element("span", { className: `sign ${kind}`, "aria-hidden": "true" }, SIGNS[kind]);
}

function drawn(markup) {
  const page = new DOMParser().parseFromString(policy ? policy.createHTML(markup) : markup, "text/html");
  return document.importNode(page.body.firstElementChild, true);
}

function address(url) {
  return /^https?:\/\//.test(url ?? "") ? url : null;
}

function proof(one) {
  const line = element("p", { className: "proof" }, one.text);
  if (one.source || one.url) {
    const words = [one.source, one.vintage && `published ${one.vintage}`].filter(Boolean).join(", ") || one.url;
    const link = address(one.url);
    const source = link
      ? element("a", { href: link, target: "_blank", rel: "noreferrer noopener" }, words)
      : element("span", {}, words);
    line.append(one.text ? element("br") : "", element("span", { className: "source" }, "Source: ", source));
  }
  return line;
}

function card(item, head, body, { open, onSelect, onClose }) {
  const id = `body-${item.key}`;
  const button = element("button", { type: "button", "aria-expanded": String(open), "aria-controls": id, onclick: () => onSelect(item.key) }, ...head);
  const content = element("div", { className: "body", id, hidden: !open }, ...body);
  content.append(element("button", { type: "button", className: "close", onclick: onClose }, "Close"));
  return element("li", { className: `card ${item.kind}${open ? " open" : ""}`, id: `card-${item.key}` }, element("h3", {}, button), content);
}

/** A finding: what stands there, what is meant, the arithmetic, and buttons to apply or to dismiss it. */
export function findingCard(finding, actions) {
  const first = finding.suggestions[0];
  const what = element("span", { className: "what" });
  if (first) what.append(element("del", {}, first.words), " → ", element("ins", {}, first.replacement));
  else what.append(element("strong", {}, finding.words));
  const badge = element("b", { className: `badge ${finding.severity}` }, `${finding.n} `, element("span", { "aria-hidden": "true" }, SIGNS[finding.severity]), ` ${finding.severity}`);
  const body = [element("p", { className: "message" }, finding.message)];
  for (const change of finding.suggestions) {
    const apply = element("button", { type: "button", className: "do", onclick: () => actions.onApply(finding, change) }, `Change to “${change.replacement}”`);
    body.push(element("div", { className: "apply" }, apply, element("span", {}, change.why)));
  }
  body.push(...finding.proofs.map(proof));
  if (finding.chart) body.push(drawn(finding.chart));
  const dismiss = element("button", { type: "button", className: "quiet dismiss", onclick: () => actions.onDismiss(finding) }, "Dismiss");
  body.push(element("div", { className: "foot" }, element("span", { className: "rule" }, `${finding.rule} ${finding.code}`), dismiss));
  return card(finding, [badge, what], body, actions);
}

/** A figure without a finding: how it fared, and because of what. */
export function figureCard(figure, actions) {
  const head = [
    sign(figure.standing),
    element("span", { className: "what" }, element("strong", {}, figure.words), figure.about ? element("span", { className: "about" }, ` ${figure.about}`) : null),
    element("span", { className: "about" }, figure.said),
  ];
  const body = [...figure.proofs.map(proof)];
  if (figure.reason) body.push(element("p", {}, `Not checked: ${figure.reason}.`));
  body.push(element("p", { className: "reads" }, `It can stand for ${figure.stands_for}.`));
  return card(figure, head, body, actions);
}

export function tally(counts, bar, list) {
  const said = { in_question: "in question", confirmed: "confirmed by the record", adds_up: "add up", unchecked: "not checked" };
  const shown = Object.keys(said).filter((kind) => counts[kind]);
  bar.replaceChildren(
    ...shown.map((kind) => {
      const part = element("span", { className: kind });
      part.style.flexGrow = counts[kind];
      return part;
    }),
  );
  list.replaceChildren(...shown.map((kind) => element("li", {}, sign(kind), " ", element("b", {}, String(counts[kind])), ` ${said[kind]}`)));
}
