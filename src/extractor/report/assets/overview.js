/* The overview: how far the numbers may be trusted, what was found, which years are there, every document. */
"use strict";

const overviewState = { page: 0, sort: "order", status: "", text: "" };

views[""] = async (main, at, fresh) => {
  const index = loaded.get("index");
  const rows = index.documents;
  const trust = TRUST.map((_, i) => rows.reduce((sum, row) => sum + row.trust[i], 0));
  const total = trust.reduce((a, b) => a + b, 0);
  const pages = rows.reduce((sum, row) => sum + (row.copy_of ? 0 : row.pages), 0);
  const codesChart = h("div", { class: "chart" });
  const yearsChart = h("div", { class: "chart" });
  fill(main,
    h("h1", { tabindex: "-1" }, t("title")),
    h("p", { class: "lead" }, t("lead", number(rows.length), number(pages), number(total)), " ",
      trust[3] ? h("a", { href: link("findings") }, t("lead_bad", number(trust[3]))) : t("lead_good")),
    h("section", { class: "panel", "aria-labelledby": "h-trust" },
      h("h2", { id: "h-trust" }, t("trust_share")), trustBar(trust, true),
      h("ul", { class: "keys" }, TRUST.map((level, i) => h("li", null, trustBadge(level), " ",
        h("b", null, number(trust[i])), " ", h("span", { class: "dim" }, percent(trust[i], total)),
        h("span", { class: "why" }, t(level + "_why")))))),
    h("div", { class: "two" },
      h("section", { class: "panel", "aria-labelledby": "h-codes" }, h("h2", { id: "h-codes" }, t("findings_by_code")),
        severityTiles(index), codesChart, codesTable(index)),
      h("section", { class: "panel", "aria-labelledby": "h-years" }, h("h2", { id: "h-years" }, t("trust_by_year")), yearsChart, yearsTable(rows))),
    coverage(rows),
    documentList(rows),
    h("p", { class: "dim size" }, sizeNote(index, pages)));
  drawCodes(codesChart, index);
  drawYears(yearsChart, rows);
};

function sizeNote(index, pages) {
  const pictures = index.documents.reduce((sum, row) => sum + row.pictures, 0);
  const whole = index.size.pictures + index.size.data;
  return t("size_note", bytes(index.size.pictures), number(pages), number(pictures), bytes(index.size.data), bytes(pages ? whole / pages : 0)) +
    " disclosure-extractor " + index.version;
}
function severityTiles(index) {
  const counts = SEVERITY.map((severity) => Object.values(index.codes).reduce((sum, code) => sum + code[severity], 0));
  return h("ul", { class: "tiles" }, SEVERITY.map((severity, i) => h("li", { class: "tile sev-" + severity },
    h("a", { href: link("findings", { sev: severity }) }, h("b", null, number(counts[i])), h("span", null, t(severity))))));
}
function codeRows(index) {
  return Object.entries(index.codes).map(([code, counts]) => ({ code, name: codeName(code), counts, sum: SEVERITY.reduce((s, v) => s + counts[v], 0) }))
    .sort((a, b) => b.counts.error - a.counts.error || b.counts.warning - a.counts.warning || b.sum - a.sum);
}
function drawCodes(element, index) {
  const rows = codeRows(index);
  if (!rows.length) { fill(element, h("p", { class: "dim" }, t("no_findings"))); return; }
  const most = Math.max(...rows.map((row) => row.sum));
  const ticks = most <= 8 ? { values: Array.from({ length: most + 1 }, (_, i) => i) } : { tickCount: 4 };
  const values = rows.slice(0, 14).flatMap((row) => SEVERITY.filter((s) => row.counts[s]).map((s) => ({ code: row.code, name: row.name, severity: t(s), rank: SEVERITY.indexOf(s), n: row.counts[s] })));
  chart(element, {
    width: "container", height: 26 * Math.min(rows.length, 14) + 50, autosize: { type: "fit", contains: "padding" }, data: { values },
    mark: { type: "bar", cornerRadiusEnd: 2, cursor: "pointer", height: { band: 0.68 } },
    encoding: {
      y: { field: "name", type: "nominal", sort: rows.map((row) => row.name), title: null, axis: { labelLimit: 300, ticks: false, domain: false, labelPadding: 8 } },
      x: { field: "n", type: "quantitative", title: null, axis: { ...ticks, format: ",d" } },
      color: { field: "severity", type: "nominal", title: null, scale: { domain: SEVERITY.map((s) => t(s)), range: SEVERITY.map((s) => COLOUR[s]) }, legend: { orient: "bottom" } },
      order: { field: "rank" },
      tooltip: [{ field: "name", title: t("f_code") }, { field: "severity", title: t("f_severity") }, { field: "n", title: t("count") }],
    },
  }, t("findings_by_code"), (datum) => { if (datum.code) location.hash = link("findings", { code: datum.code }); });
}
function codesTable(index) {
  return dataTable(t("findings_by_code"), [t("f_code"), ...SEVERITY.map((s) => t(s))],
    codeRows(index).map((row) => [h("a", { href: link("findings", { code: row.code }) }, row.name), ...SEVERITY.map((s) => number(row.counts[s]))]));
}
function byYear(rows) {
  const years = new Map();
  for (const row of rows) {
    const key = row.fiscal_year || 0;
    if (!years.has(key)) years.set(key, [0, 0, 0, 0]);
    row.trust.forEach((n, i) => { years.get(key)[i] += n; });
  }
  return [...years].filter(([, counts]) => counts.some(Boolean)).sort((a, b) => a[0] - b[0]);
}
function drawYears(element, rows) {
  const years = byYear(rows);
  const name = (year) => (year ? String(year) : t("unknown"));
  const values = years.flatMap(([year, counts]) => TRUST.map((level, i) => ({ year: name(year), level: t(level), rank: i, n: counts[i] })));
  chart(element, {
    width: "container", height: 300, autosize: { type: "fit", contains: "padding" }, data: { values },
    mark: { type: "bar", stroke: "#fff", strokeWidth: 1 },
    encoding: {
      x: { field: "year", type: "nominal", title: null, sort: years.map(([year]) => name(year)), axis: { labelAngle: 0 } },
      y: { field: "n", type: "quantitative", stack: "normalize", title: null, axis: { format: "%", tickCount: 4 } },
      color: { field: "level", type: "nominal", title: null, scale: trustScale(), legend: { orient: "bottom" } },
      order: { field: "rank" },
      tooltip: [{ field: "year", title: t("year") }, { field: "level", title: t("trust") }, { field: "n", title: t("count") }],
    },
  }, t("trust_by_year"));
}
function yearsTable(rows) {
  return dataTable(t("trust_by_year"), [t("year"), ...TRUST.map((level) => t(level))],
    byYear(rows).map(([year, counts]) => [year ? yearName(year) : t("unknown"), ...counts.map(number)]));
}

/* --- years of each publisher --- */
function coverage(rows) {
  const grid = new Map();
  for (const row of rows) {
    if (!row.id || row.copy_of) continue;
    const name = row.organization || t("unknown");
    if (!grid.has(name)) grid.set(name, new Map());
    const year = row.fiscal_year || 0;
    if (!grid.get(name).has(year)) grid.get(name).set(year, []);
    grid.get(name).get(year).push(row);
  }
  const known = rows.map((row) => row.fiscal_year).filter(Boolean);
  if (!known.length) return null;
  const first = Math.min(...known), last = Math.max(...known);
  const years = Array.from({ length: Math.min(last - first + 1, 60) }, (_, i) => last - Math.min(last - first, 59) + i);
  const cell = (here, year, span) => {
    if (!here) return h("td", { class: year > span[0] && year < span[1] ? "gap" : "void" }, year > span[0] && year < span[1] ? t("gap") : "");
    const worst = here.some((row) => row.findings[0]) ? "suspect" : here.some((row) => row.trust[3]) ? "unchecked" : "proved";
    const say = here.map((row) => `${docName(row)}: ${t(row.status)}`).join("; ");
    const target = here.length === 1 ? link("doc/" + here[0].id) : null;
    const inner = [h("span", { "aria-hidden": "true" }, worst === "suspect" ? "!" : worst === "unchecked" ? "△" : "✓"), here.length > 1 ? h("small", null, "×" + here.length) : null];
    return h("td", { class: "has " + worst }, target ? h("a", { href: target, "aria-label": say, title: say }, inner)
      : h("details", { class: "many" }, h("summary", { "aria-label": say, title: say }, inner), h("ul", null, here.map((row) => h("li", null, h("a", { href: link("doc/" + row.id) }, docName(row) + " · " + row.file.split("/").pop()))))));
  };
  const all = [...grid].sort((a, b) => a[0].localeCompare(b[0], "ja"));
  return h("section", { class: "panel", "aria-labelledby": "h-cover" }, h("h2", { id: "h-cover" }, t("coverage")), h("p", { class: "dim" }, t("coverage_hint")),
    h("div", { class: "scroll years", tabindex: "0", role: "region", "aria-labelledby": "h-cover" }, h("table", { class: "coverage" },
      h("thead", null, h("tr", null, h("th", { scope: "col" }, t("organization")), years.map((year) => h("th", { scope: "col" }, year)), grid.size && all.some(([, of]) => of.has(0)) ? h("th", { scope: "col" }, t("unknown")) : null)),
      h("tbody", null, all.map(([name, of]) => {
        const own = [...of.keys()].filter(Boolean);
        const span = [Math.min(...own), Math.max(...own)];
        return h("tr", null, h("th", { scope: "row" }, name), years.map((year) => cell(of.get(year), year, span)), all.some(([, other]) => other.has(0)) ? cell(of.get(0), 0, [0, 0]) : null);
      })))));
}

/* --- every document --- */
const ORDERS = { order: null, suspect: (a, b) => b.trust[3] - a.trust[3], errors: (a, b) => b.findings[0] - a.findings[0], year: (a, b) => (b.fiscal_year || 0) - (a.fiscal_year || 0), organization: (a, b) => (a.organization || "").localeCompare(b.organization || "", "ja") };
function documentList(rows) {
  const body = h("div");
  const draw = () => {
    const text = overviewState.text.toLowerCase();
    let found = rows.filter((row) => (!overviewState.status || row.status === overviewState.status) &&
      (!text || [row.file, row.organization, row.title, row.doc_type, row.fiscal_year].join(" ").toLowerCase().includes(text)));
    if (ORDERS[overviewState.sort]) found = [...found].sort(ORDERS[overviewState.sort]);
    const size = 50;
    overviewState.page = Math.min(overviewState.page, Math.max(0, Math.ceil(found.length / size) - 1));
    const from = overviewState.page * size;
    fill(body, h("div", { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": "h-docs" }, h("table", { class: "documents" },
      h("thead", null, h("tr", null, [t("document"), t("status"), t("trust"), t("error"), t("warning"), t("pages")].map((name, i) => h("th", { scope: "col", class: i > 2 ? "num" : null }, name)))),
      h("tbody", null, found.slice(from, from + size).map(documentRow)))),
      pager(found.length, size, overviewState.page, (page) => { overviewState.page = page; draw(); }));
  };
  const set = (key) => (value) => { overviewState[key] = value; overviewState.page = 0; draw(); };
  draw();
  return h("section", { class: "panel", "aria-labelledby": "h-docs" }, h("h2", { id: "h-docs" }, t("documents")),
    h("div", { class: "filters" }, searchBox(t("search"), overviewState.text, set("text")),
      choice(t("status"), overviewState.status, [["", t("all")], ...["ok", "inconsistent", "partial", "failed"].map((s) => [s, t(s)])], set("status")),
      choice(t("sort"), overviewState.sort, [["order", t("file")], ["suspect", t("suspect")], ["errors", t("error")], ["year", t("year")], ["organization", t("organization")]], set("sort"))),
    body);
}
function documentRow(row) {
  const name = docName(row);
  const open = row.id && !row.failure;
  return h("tr", null,
    h("th", { scope: "row" }, open ? h("a", { href: link("doc/" + row.id) }, name) : name,
      h("span", { class: "under" }, row.file.split("/").pop(), row.corrected ? " · " + t("corrected_n", row.corrected) : "", row.picture_bytes ? " · " + bytes(row.picture_bytes) : "")),
    h("td", null, statusBadge(row.status), row.failure ? h("span", { class: "under" }, pick(row.failure)) : row.copy_of ? h("span", { class: "under" }, t("copy_of", row.copy_of)) : null),
    h("td", { class: "wide" }, row.failure || row.copy_of ? "–" : trustBar(row.trust)),
    h("td", { class: "num" }, row.findings[0] ? h("a", { href: link("findings", { sev: "error", doc: row.id }) }, number(row.findings[0])) : "0"),
    h("td", { class: "num" }, row.findings[1] ? h("a", { href: link("findings", { sev: "warning", doc: row.id }) }, number(row.findings[1])) : "0"),
    h("td", { class: "num" }, number(row.pages)));
}
