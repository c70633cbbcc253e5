/* Elements, words, data that are loaded when they are wanted, and the way from the address to a view. */
"use strict";

const TRUST = ["proved", "supported", "unchecked", "suspect"];
const SEVERITY = ["error", "warning", "info"];
const MARK = { proved: "✓", supported: "◐", unchecked: "○", suspect: "!" };

/* --- storage, for this folder: a browser may refuse it on files from disk --- */
const FOLDER = "disclosure-extractor:" + location.pathname + ":";
const store = {
  get(key) { try { return localStorage.getItem(FOLDER + key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(FOLDER + key, value); } catch { /* kept for this page only */ } },
};

/* --- words --- */
let lang = store.get("language") || (navigator.language.startsWith("ja") ? "ja" : "en");
const pick = (pair) => (lang === "ja" ? pair[0] : pair[1]) || pair[0] || pair[1] || "";
function t(key, ...values) {
  return pick(WORDS[key] || [key, key]).replace(/\{(\d)\}/g, (_, n) => values[n]);
}
const number = (value) => new Intl.NumberFormat(lang).format(value);
const bytes = (n) => (n >= 1e6 ? (n / 1e6).toFixed(1) + " MB" : Math.ceil(n / 1e3) + " kB");
const percent = (part, whole) => (whole ? (100 * part / whole).toFixed(part && part < whole / 100 ? 1 : 0) + "%" : "–");

/* --- elements: text is only ever set as text --- */
function h(name, props, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "class") element.className = value;
    else if (key === "style") for (const [name, of] of Object.entries(value)) element.style.setProperty(name, of);
    else if (key === "checked" || key === "value" || key === "selected") element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  add(element, children);
  return element;
}
function add(element, children) {
  for (const child of children.flat(4)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
  return element;
}
const fill = (element, ...children) => { element.replaceChildren(); return add(element, children); };
const say = (text) => { document.getElementById("told").textContent = text; };

/* --- data: each script hands over one value by calling got --- */
const loaded = new Map();
const waiting = new Map();
function got(name, value) { loaded.set(name, value); }
function load(name) {
  if (loaded.has(name)) return Promise.resolve(loaded.get(name));
  if (!waiting.has(name)) {
    waiting.set(name, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = "data/" + encodeURIComponent(name) + ".js";
      script.onload = () => { script.remove(); waiting.delete(name); forgetOld(name); resolve(loaded.get(name)); };
      script.onerror = () => { script.remove(); waiting.delete(name); reject(new Error(name)); };
      document.head.append(script);
    }));
  }
  return waiting.get(name);
}
/* of many documents the browser keeps the last few */
const kept = [];
function forgetOld(name) {
  if (!name.startsWith("doc-")) return;
  kept.push(name);
  if (kept.length > 12) loaded.delete(kept.shift());
}
function loadScript(path) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = path; script.onload = resolve; script.onerror = reject;
    document.head.append(script);
  });
}

/* --- pieces that several views share --- */
const word = (kind, id) => { const pair = (loaded.get("index").words[kind] || {})[id]; return pair ? pick(pair) : id; };
const codeName = (code) => word("codes", code);
function trustBadge(level) {
  return h("span", { class: "badge trust-" + level }, h("span", { "aria-hidden": "true", class: "mark" }, MARK[level]), " ", t(level));
}
const severityBadge = (severity) => h("span", { class: "badge sev-" + severity }, t(severity));
const statusBadge = (status) => h("span", { class: "badge status-" + status }, t(status));
function trustBar(counts, tall) {
  const whole = counts.reduce((a, b) => a + b, 0);
  const label = TRUST.map((level, i) => `${t(level)} ${number(counts[i])}`).join(", ");
  return h("span", { class: "bar" + (tall ? " tall" : ""), role: "img", "aria-label": label, title: label },
    whole ? TRUST.map((level, i) => counts[i] ? h("span", {
      class: "seg trust-" + level, style: { "flex-grow": counts[i] } },
      tall && counts[i] / whole > 0.08 ? `${MARK[level]} ${percent(counts[i], whole)}` : "") : null)
      : h("span", { class: "seg empty" }));
}
const docName = (row) => [row.organization || row.file.split("/").pop(), row.fiscal_year ? yearName(row.fiscal_year) : null, row.doc_type].filter(Boolean).join(" ");
function yearName(year) {
  if (!year) return null;
  if (lang !== "ja") return "FY" + year;
  return year >= 2019 ? `令和${year === 2019 ? "元" : year - 2018}年度` : year >= 1989 ? `平成${year === 1989 ? "元" : year - 1988}年度` : year + "年度";
}
const link = (path, query) => {
  const text = new URLSearchParams(Object.entries(query || {}).filter(([, v]) => v !== null && v !== undefined && v !== "")).toString();
  return "#/" + path + (text ? "?" + text : "");
};
const recordLink = (doc, page, id) => link("doc/" + doc, { page, r: id });
function pager(total, size, page, go) {
  if (total <= size) return null;
  const last = Math.ceil(total / size) - 1;
  return h("div", { class: "pager" },
    h("button", { type: "button", disabled: page === 0, onclick: () => go(page - 1) }, t("previous")),
    h("span", null, t("shown_of", number(total), page * size + 1, Math.min(total, (page + 1) * size))),
    h("button", { type: "button", disabled: page === last, onclick: () => go(page + 1) }, t("next")));
}
function choice(label, value, options, change, props) {
  return h("label", { class: "field" }, h("span", null, label),
    h("select", { onchange: (event) => change(event.target.value), ...props },
      options.map(([id, name]) => h("option", { value: id, selected: String(id) === String(value) }, name))));
}
function searchBox(label, value, change) {
  let timer;
  return h("label", { class: "field" }, h("span", null, label), h("input", { type: "search", value, oninput: (event) => {
    clearTimeout(timer); const text = event.target.value; timer = setTimeout(() => change(text), 150); } }));
}
/* a figure as printed, with its unit unless that is printed with it */
const printed = (raw, unit) => (unit && !raw.normalize("NFKC").includes(unit.normalize("NFKC")) ? raw.trim() + " " + unit : raw.trim());
/* a message without the equation that is shown by itself */
function messageOf(finding) {
  const text = pick([finding.ja, finding.en]);
  const at = finding.equation ? text.indexOf(finding.equation) : -1;
  return at < 0 ? text : (text.slice(0, at).replace(/計算[:：]\s*$/, "") + text.slice(at + finding.equation.length)).trim();
}
/* a cut of the page's picture around a box */
function crop(img, size, box, page, wide) {
  if (!img || !box || !size || !size[0]) return h("div", { class: "crop none" }, t("no_picture_short"));
  const width = wide || 340;
  const [x0, top, x1, bottom] = box;
  const span = Math.min(size[0], Math.max(x1 - x0 + 60, size[0] * 0.42));
  const scale = width / span;
  const height = Math.max(70, Math.min(210, (Math.min(bottom - top, 260) + 56) * scale));
  const left = Math.max(0, Math.min((x0 + x1) / 2 - span / 2, size[0] - span));
  const up = Math.max(0, Math.min(top - (height / scale - Math.min(bottom - top, height / scale)) / 2, Math.max(0, size[1] - height / scale)));
  return h("div", { class: "crop", style: { width: width + "px", height: height + "px" } },
    h("img", { src: img, alt: t("crop_alt", page), loading: "lazy",
      style: { width: size[0] * scale + "px", left: -left * scale + "px", top: -up * scale + "px" } }),
    h("span", { class: "ring", style: { left: (x0 - left) * scale - 4 + "px", top: (top - up) * scale - 4 + "px",
      width: (x1 - x0) * scale + 8 + "px", height: (bottom - top) * scale + 8 + "px" } }));
}

/* --- from the address to a view --- */
class NotThere extends Error {}
const views = {};
function place() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const [view, ...rest] = path.split("/");
  return { view, rest: rest.map(decodeURIComponent), query: new URLSearchParams(query || "") };
}
let shownAt = null;
let turn = 0;
async function show() {
  const at = place();
  const main = document.getElementById("view");
  const mine = ++turn;
  const fresh = shownAt !== at.view + "/" + at.rest.join("/");
  for (const anchor of document.querySelectorAll("[data-nav]")) {
    if (anchor.dataset.nav === (at.view === "doc" ? "" : at.view)) anchor.setAttribute("aria-current", "page");
    else anchor.removeAttribute("aria-current");
  }
  try {
    await load("index");
    const view = views[at.view] || views[""];
    await view(main, at, fresh, () => mine === turn);
  } catch (error) {
    if (mine !== turn) return;
    if (!(error instanceof NotThere)) console.error(error);
    fill(main, h("h1", { tabindex: "-1" }, t("not_found")), h("p", null, t("not_found_text")));
  }
  if (mine !== turn) return;
  const title = main.querySelector("h1");
  document.title = (title ? title.textContent + " – " : "") + t("title");
  if (fresh) {
    if (shownAt !== null && title) { title.focus({ preventScroll: true }); window.scrollTo(0, 0); }
    shownAt = at.view + "/" + at.rest.join("/");
  }
  document.body.dataset.ready = String(mine);
}
function speak(to) {
  lang = to;
  store.set("language", to);
  document.documentElement.lang = to;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", t(element.dataset.label));
  const button = document.getElementById("language");
  button.textContent = t("language");
  button.lang = to === "ja" ? "en" : "ja";
}
