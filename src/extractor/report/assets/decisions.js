/* What a person decides of numbers, kept in this browser until it is saved as corrections.toml. */
"use strict";

const decisionsMade = { new: JSON.parse(store.get("decisions") || "[]"), dropped: JSON.parse(store.get("dropped") || "[]") };
const recordOfDecision = (doc, record) => decisionsMade.new.find((made) => made.sha256 === doc.sha256 && made.record === record.id);

function keepDecisions() {
  store.set("decisions", JSON.stringify(decisionsMade.new));
  store.set("dropped", JSON.stringify(decisionsMade.dropped));
  countPending();
}
/* what this run has applied is no longer new */
function settleDecisions() {
  const applied = new Set(loaded.get("index").decisions.map((made) => made.id));
  decisionsMade.new = decisionsMade.new.filter((made) => !applied.has(made.id));
  decisionsMade.dropped = decisionsMade.dropped.filter((id) => applied.has(id));
  keepDecisions();
}
function countPending() {
  const pending = document.getElementById("pending");
  pending.textContent = decisionsMade.new.length;
  pending.hidden = !decisionsMade.new.length;
}
/* the file of this run, less what was taken back or decided anew, and what is new */
function decisionsToSave() {
  const again = new Set(decisionsMade.new.map(decisionPlace));
  const old = loaded.get("index").decisions.filter((made) => !decisionsMade.dropped.includes(made.id) && !again.has(decisionPlace(made)));
  return [...old.map((made) => ({ made, old: true })), ...decisionsMade.new.map((made) => ({ made, old: false }))];
}
const decisionPlace = (made) => JSON.stringify([made.organization, made.doc_type, made.fiscal_year, made.table, made.item_path, made.item, made.column, made.raw, made.page, made.box].map((part) => part ?? null));

/* figures as they are printed: digits with or without commas, a sign before them, or a dash for none */
const FIGURE = /^[（(]?\s*[△▲+＋\-−‐－]?\s*(\d{1,3}([,，]\d{3})+|\d+)([.．]\d+)?\s*[）)]?$|^[－―‐\-–—]$/;
const plainDigits = (text) => text.normalize("NFKC").trim();

function decisionForm(doc, record, suggestion, use) {
  const made = recordOfDecision(doc, record);
  const start = use ? { kind: "correct", value: use } : made || { kind: suggestion ? "correct" : "accept", value: suggestion || "" };
  const value = h("input", { type: "text", name: "value", value: start.value || "", autocomplete: "off", inputmode: "text" });
  const reason = h("input", { type: "text", name: "reason", value: (made && made.reason) || "", required: true, autocomplete: "off" });
  const who = h("input", { type: "text", name: "who", value: (made && made.who) || store.get("who") || "", required: true, autocomplete: "name" });
  const valueField = h("label", { class: "field grow" }, h("span", null, record.unit ? t("d_value", record.unit) : t("d_value_plain")), value);
  const problem = h("p", { class: "problem", role: "alert" });
  const radios = ["accept", "correct", "intended"].map((kind) => h("label", { class: "radio" },
    h("input", { type: "radio", name: "kind", value: kind, checked: kind === start.kind, onchange: () => { valueField.hidden = kind !== "correct"; } }),
    h("span", null, h("b", null, t("d_" + kind)), h("small", { class: "dim" }, " ", t(`d_${kind}_hint`)))));
  valueField.hidden = start.kind !== "correct";
  const form = h("form", { class: "decide", novalidate: true, onsubmit: (event) => {
    event.preventDefault();
    const kind = form.elements.kind.value;
    problem.textContent = "";
    if (!reason.value.trim() || !who.value.trim()) problem.textContent = t("d_needed");
    else if (kind === "correct" && !FIGURE.test(plainDigits(value.value))) problem.textContent = t("d_bad_value");
    if (problem.textContent) { value.setAttribute("aria-invalid", String(kind === "correct")); return; }
    store.set("who", who.value.trim());
    decisionsMade.new = decisionsMade.new.filter((other) => other !== recordOfDecision(doc, record));
    decisionsMade.new.push(newDecision(doc, record, kind, plainDigits(value.value), reason.value.trim(), who.value.trim()));
    keepDecisions();
    say(t("d_saved"));
    form.replaceWith(decisionForm(doc, record, suggestion));
  } },
    h("fieldset", null, h("legend", null, t("decide")),
      made ? h("p", { class: "note corrected", "data-made": made.kind }, h("b", null, t("d_pending")), ": ", t("d_" + made.kind), made.value ? " → " + made.value : "", " ",
        h("button", { type: "button", class: "quiet", onclick: () => {
          decisionsMade.new = decisionsMade.new.filter((other) => other !== made); keepDecisions(); say(t("d_removed")); form.replaceWith(decisionForm(doc, record, suggestion)); } }, t("d_remove")),
        h("span", { class: "under" }, t("d_saved"))) : null,
      radios, h("div", { class: "row" }, valueField),
      h("div", { class: "row" }, h("label", { class: "field grow" }, h("span", null, t("d_reason")), reason), h("label", { class: "field" }, h("span", null, t("d_who")), who)),
      problem, h("button", { type: "submit", class: "primary" }, t(made ? "d_change" : "d_save"))));
  return form;
}
function newDecision(doc, record, kind, value, reason, who) {
  const now = new Date();
  const day = [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
  return {
    id: `d-${day.replaceAll("-", "")}-${Math.random().toString(36).slice(2, 8)}`, kind, value: kind === "correct" ? value : undefined, reason, who, when: day,
    organization: doc.organization || undefined, doc_type: doc.doc_type || undefined, fiscal_year: doc.fiscal_year || undefined,
    table: record.caption, item_path: record.item_path, item: record.item, column: record.column, raw: record.raw,
    sha256: doc.sha256, page: record.page, box: record.box, record: record.id,
  };
}

/* --- TOML --- */
const DATES = new Set(["when"]);
function tomlText(text) {
  return JSON.stringify(String(text).replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")).replace(/\u007f/g, "\\u007f");
}
function tomlOf(entries) {
  const order = ["id", "kind", "value", "reason", "who", "when", "organization", "doc_type", "fiscal_year", "table", "item_path", "item", "column", "raw", "sha256", "page", "box"];
  const value = (key, of) => (DATES.has(key) || typeof of === "number" ? String(of) : Array.isArray(of) ? "[" + of.join(", ") + "]" : tomlText(of));
  const blocks = entries.map(({ made }) => "[[decision]]\n" + order.filter((key) => made[key] !== undefined && made[key] !== null && (made[key] !== "" || key === "item" || key === "raw")).map((key) => `${key} = ${value(key, made[key])}\n`).join(""));
  return "format = 1\n\n" + blocks.join("\n");
}

views.decisions = async (main) => {
  const index = loaded.get("index");
  const names = new Map(index.documents.map((row) => [row.id, row]));
  const draw = () => {
    const entries = decisionsToSave();
    const file = h("a", { class: "button primary", id: "download", download: "corrections.toml" }, t("d_download"));
    file.href = URL.createObjectURL(new Blob([tomlOf(entries)], { type: "application/toml" }));
    fill(main, h("h1", { tabindex: "-1" }, t("decisions")), h("p", { class: "lead" }, t("d_lead")),
      h("p", null, t("d_command"), ": ", h("code", null, "extractor run … --out … --corrections corrections.toml")),
      entries.length ? h("p", { class: "actions" }, file) : h("p", { class: "hint" }, t("d_none")),
      entries.length ? h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("decisions") }, h("table", { class: "plain" },
        h("thead", null, h("tr", null, [t("d_kind"), t("item"), t("raw"), t("d_value_plain"), t("document"), t("d_who"), t("d_reason"), ""].map((name) => name ? h("th", { scope: "col" }, name) : h("td", null)))),
        h("tbody", null, entries.map(({ made, old }) => h("tr", null,
          h("th", { scope: "row" }, t("d_" + made.kind), h("span", { class: "under" }, t(old ? "d_in_file" : "d_new"))),
          h("td", null, [made.table, made.item_path, made.item, made.column].filter(Boolean).join(" › ")), h("td", null, h("code", null, made.raw)), h("td", null, made.value || "–"),
          h("td", null, made.sha256 && names.has(made.sha256.slice(0, 12)) && made.page ? h("a", { href: recordLink(made.sha256.slice(0, 12), made.page, made.record) }, docName(names.get(made.sha256.slice(0, 12))) + ` p. ${made.page}`)
            : [made.organization, made.fiscal_year, made.doc_type].filter(Boolean).join(" ")),
          h("td", null, made.who, h("span", { class: "under" }, made.when)), h("td", null, made.reason),
          h("td", null, h("button", { type: "button", class: "quiet", "aria-label": `${t("d_remove")}: ${made.item}`, onclick: () => {
            if (old) decisionsMade.dropped.push(made.id); else decisionsMade.new = decisionsMade.new.filter((other) => other !== made);
            keepDecisions(); draw(); say(t("d_removed")); } }, t("d_remove")))))))) : null,
      h("p", { class: "dim" }, t("d_kept")));
  };
  draw();
};
