/* The story of a number: what was read, what it means, which equations hold it, where else it stands, what a person says. */
"use strict";

const MANY_EQUATIONS = 8;

function story(doc, record, query) {
  const findings = doc.findings.filter((finding) => finding.suspect === record.id || (!finding.suspect && finding.severity !== "info" && finding.records.includes(record.id)));
  const suggestion = (findings.find((finding) => finding.suspect === record.id && finding.suggestion) || {}).suggestion;
  const applied = doc.decisions.find((made) => made.record === record.id);
  return h("article", { id: "story", "data-record": record.id },
    h("h2", { tabindex: "-1" }, h("span", { class: "path" }, [record.item_path, record.item].filter(Boolean).join(" › ")), record.column ? h("small", null, record.column) : null),
    h("p", { class: "big" }, withUnit(record), " ", trustBadge(record.trust)),
    h("p", { class: "dim" }, t(record.trust + "_why")),
    record.corrected_by ? h("p", { class: "note corrected" }, h("b", null, t("corrected_by")), ": ", `${record.raw.trim()} → ${withUnit(record)}`, applied ? ` (${applied.who}, ${applied.when}: ${applied.reason})` : ` (${record.corrected_by})`)
      : applied ? h("p", { class: "note corrected" }, h("b", null, t("d_" + applied.kind)), ` (${applied.who}, ${applied.when}: ${applied.reason})`) : null,
    record.repaired_from ? h("p", { class: "note" }, h("b", null, t("repaired_from")), ": ", record.repaired_from) : null,
    findings.map((finding) => pageFinding(doc, finding)),
    h("h3", null, t("equations")), equationsOf(doc, record),
    h("h3", null, t("elsewhere")), elsewhere(doc, record),
    decisionForm(doc, record, suggestion, query && query.get("use")),
    h("details", { class: "all", open: true }, h("summary", null, t("details")), storyFacts(doc, record)));
}

function storyFacts(doc, record) {
  const table = record.table ? doc.tables[record.table[0]] : null;
  const period = [record.from, record.to].filter(Boolean).join(" – ");
  const rows = [
    [t("raw"), h("code", null, record.raw)], [t("value"), withUnit(record)],
    [t("value_base"), record.value_base !== undefined && record.unit_base !== record.unit ? `${grouped(record.value_base)} ${record.unit_base || ""}` : null],
    [t("interval"), record.interval], [t("year"), record.fiscal_year ? yearName(record.fiscal_year) : null], [t("period"), period],
    [t("concept"), record.concept ? `${word("concepts", record.concept)} (${record.concept})` : null], [t("measure"), record.measure ? word("measures", record.measure) : null],
    [t("scenario"), record.scenario ? word("scenarios", record.scenario) : null], [t("scope"), record.scope], [t("basis"), record.basis], [t("dimensions"), record.dimensions],
    [t("of_which"), record.of_which ? t("yes") : null], [t("origin"), t("o_" + record.origin) + (record.layer === "ocr" ? ` · ${t("layer_ocr")}` : "")],
    [t("page"), record.page], [t("section"), record.section], [t("table"), table ? table.caption || t("table_untitled") : null],
    [t("notes"), record.notes ? record.notes.join(" ") : null], [t("confidence"), record.confidence !== undefined ? Math.round(100 * record.confidence) + "%" : null], [t("record_id"), h("code", null, record.id)],
  ].filter(([, value]) => value !== null && value !== undefined && value !== "");
  return h("dl", { class: "facts" }, rows.map(([name, value]) => [h("dt", null, name), h("dd", null, value)]));
}

/* --- equations --- */
function equationsOf(doc, record) {
  const uses = (doc.uses.get(record.id) || []).map((n) => doc.equations[n]).sort((a, b) => a[3] - b[3] || a[1].length - b[1].length);
  if (!uses.length) return h("p", { class: "dim" }, t("no_equations"));
  const list = h("ol", { class: "equations" }, uses.slice(0, MANY_EQUATIONS).map((equation) => equationItem(doc, equation, record)));
  if (uses.length <= MANY_EQUATIONS) return list;
  const rest = h("button", { type: "button", class: "quiet", onclick: () => { rest.remove(); add(list, uses.slice(MANY_EQUATIONS).map((equation) => equationItem(doc, equation, record))); } }, t("more", uses.length - MANY_EQUATIONS));
  return [list, rest];
}
function equationItem(doc, [kind, terms, result, holds, expected], record) {
  const own = terms.filter(([, top, under]) => top === result && !under);
  const target = own.length === 1 ? own[0] : null;
  const flip = target && !target[0].startsWith("-");
  const parts = [];
  for (const term of terms) {
    if (term === target) continue;
    const minus = term[0].startsWith("-") !== Boolean(flip);
    if (parts.length || minus) parts.push(h("span", { class: "op" }, minus ? " − " : " + "));
    parts.push(termOf(doc, term, record));
  }
  const ended = doc.byId.get(result);
  return h("li", { class: holds ? "holds" : "breaks" },
    h("p", { class: "eq-head" }, h("span", { class: "badge " + (holds ? "trust-proved" : "trust-suspect") }, h("span", { "aria-hidden": "true" }, holds ? "✓" : "✗"), " ", t(holds ? "holds" : "breaks")), " ", t("k_" + kind)),
    h("p", { class: "eq" }, parts, h("span", { class: "op" }, holds ? " = " : " ≠ "), target ? termOf(doc, ["1", result, null], record) : "0"),
    expected ? h("p", { class: "dim" }, `${t("expected")}: ${expected}`, ended && ended.interval ? ` · ${t("interval")}: ${ended.interval}` : "") : null);
}
function termOf(doc, [factor, top, under], record) {
  const times = factor.replace(/^-/, "");
  return h("span", { class: "term" }, times !== "1" || !top ? h("span", { class: "op" }, times, top ? " × " : "") : null,
    top ? figureLink(doc, top, record) : null, under ? [h("span", { class: "op" }, " ÷ "), figureLink(doc, under, record)] : null);
}
function figureLink(doc, id, current) {
  const other = doc.byId.get(id);
  if (!other) return distantFigure(id);
  const name = [other.item, other.column ? other.column.split(" > ").pop() : null].filter(Boolean).join(" ");
  const inner = [h("span", { class: "name" }, name), " ", h("b", null, shownValue(other)), other.page !== current.page ? h("small", null, ` p. ${other.page}`) : null];
  return other === current ? h("mark", null, inner) : h("a", { href: recordLink(doc.id, other.page, id), class: "figure-link" + (other.trust === "suspect" ? " suspect" : "") }, inner);
}

/* a figure of another document: its name comes when that document is loaded */
function distantFigure(id) {
  const home = id.slice(0, 12);
  const row = loaded.get("index").documents.find((one) => one.id === home && !one.copy_of);
  if (!row) return h("span", null, id);
  const element = h("a", { href: recordLink(home, null, id), class: "figure-link" }, id);
  load("doc-" + home).then((doc) => {
    const other = doc.records.find((record) => record.id === id);
    if (!other) return;
    element.href = recordLink(home, other.page, id);
    fill(element, h("span", { class: "name" }, [yearName(row.fiscal_year), other.item].filter(Boolean).join(" ")), " ", h("b", null, printed(shownValue(other), other.unit)), h("small", null, ` ${row.file.split("/").pop()} p. ${other.page}`));
  }, () => {});
  return element;
}

/* --- the same thing said elsewhere: by equations here, by the series in other documents --- */
function elsewhere(doc, record) {
  const list = h("ul", { class: "elsewhere" });
  const seen = new Set([record.id]);
  const entry = (name, id, page, value, unit, level) => {
    if (seen.has(id)) return;
    seen.add(id);
    add(list, [h("li", null, h("a", { href: recordLink(id.slice(0, 12), page, id) }, name, ` p. ${page}`), " ", h("b", null, printed(value, unit)), " ", h("span", { class: "mark trust-" + level, title: t(level) }, MARK[level]))]);
  };
  for (const n of doc.uses.get(record.id) || []) {
    const [kind, terms] = doc.equations[n];
    if (!["equal", "narrative", "years"].includes(kind) || terms.length !== 2) continue;
    for (const [, top] of terms) { const other = doc.byId.get(top); if (other) entry(t("o_" + other.origin), other.id, other.page, shownValue(other), other.unit, other.trust); }
  }
  const none = h("p", { class: "dim" }, t("no_elsewhere"));
  const series = record.concept ? loaded.get("index").series.findIndex(([name]) => name === (doc.organization || doc.file)) : -1;
  const after = h("div", null);
  if (series >= 0) {
    load("series-" + series).then((concepts) => {
      const found = (concepts.find(([concept]) => concept === record.concept) || [null, []])[1];
      const mine = found.find((point) => point[11] === record.id);
      if (mine) for (const point of found) if (point !== mine && [0, 1, 2, 3, 4, 5, 6].every((i) => point[i] === mine[i])) {
        const row = loaded.get("index").documents.find((one) => one.id === point[10]);
        entry(row ? docName(row) : point[10], point[11], point[12], point[13], point[14], point[9]);
      }
      none.hidden = list.children.length > 0;
      if (mine) fill(after, h("p", null, h("a", { href: link("series", { org: doc.organization || doc.file, concept: record.concept, key: pointKey(mine) }) }, t("see_series"))));
    }, () => {});
  }
  none.hidden = list.children.length > 0;
  return [list, none, after];
}
