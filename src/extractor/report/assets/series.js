/* Time series: small pictures of every concept, and one at large with each of its points. */
"use strict";

/* of a point: measure, scenario, part, scope, basis */
const pointKey = (point) => point.slice(0, 5).map((part) => part || "").join("|");
const PREFERRED = ["amount", "count", "companies", "persons"];

views.series = async (main, at, fresh, mine) => {
  const index = loaded.get("index");
  const title = h("h1", { tabindex: "-1" }, t("series"));
  if (!index.series.length) { fill(main, title, h("p", { class: "hint" }, t("s_none"))); return; }
  const organization = at.query.get("org") || index.series.reduce((a, b) => (count(b) > count(a) ? b : a))[0];
  const n = Math.max(0, index.series.findIndex(([name]) => name === organization));
  const concepts = await load("series-" + n);
  if (!mine()) return;
  const chosen = at.query.get("concept");
  const points = (concepts.find(([concept]) => concept === chosen) || [])[1];
  const filters = h("div", { class: "filters" }, choice(t("organization"), index.series[n][0], index.series.map(([name]) => [name, name]), (value) => { location.hash = link("series", { org: value }); }, { id: "s-org" }));
  if (points) { oneSeries(main, title, filters, index.series[n][0], chosen, points, at.query.get("key")); return; }
  const gallery = h("div", { class: "gallery" });
  let text = "";
  const draw = () => {
    const found = concepts.filter(([concept]) => !text || (word("concepts", concept) + " " + concept).toLowerCase().includes(text.toLowerCase()))
      .map(([concept, all]) => [concept, mainPoints(all)]).sort((a, b) => years(b[1]) - years(a[1]) || b[1].length - a[1].length);
    fill(gallery, found.map(([concept, series]) => smallSeries(index.series[n][0], concept, series)));
  };
  add(filters, [searchBox(t("s_concept"), "", (value) => { text = value; draw(); })]);
  fill(main, title, h("p", { class: "lead" }, t("s_lead")), filters, gallery);
  draw();
};
const count = ([, concepts]) => concepts.reduce((sum, [, n]) => sum + n, 0);
const years = (points) => new Set(points.map((point) => point[5])).size;

/* the points that a small picture shows: what came about, whole, in the measure that has most years */
function mainPoints(points) {
  const groups = new Map();
  for (const point of points) {
    const key = pointKey(point);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(point);
  }
  const rank = ([, group]) => (group[0][1] === "actual" ? 0 : 4) + (group[0][2] ? 8 : 0) + (group[0][3] ? 2 : 0) + (PREFERRED.includes(group[0][0]) ? 0 : 1);
  return [...groups].sort((a, b) => rank(a) - rank(b) || years(b[1]) - years(a[1]) || PREFERRED.indexOf(a[1][0][0]) - PREFERRED.indexOf(b[1][0][0]))[0][1];
}
/* money in millions, so that axes stay short */
function scaleOf(points) {
  const base = points[0][8];
  return base === "JPY" ? { by: 1e6, unit: t("s_millions") } : { by: 1, unit: base || "" };
}
function valuesOf(points) {
  const scale = scaleOf(points);
  return points.map((point) => ({ year: point[5], value: Number(point[7]) / scale.by, level: t(point[9]), suspect: point[9] === "suspect", printed: printed(point[13], point[14]), doc: point[10], id: point[11], page: point[12] })).sort((a, b) => a.suspect - b.suspect);
}
/* the line goes through one point of each year: that of the year's own document, else the first */
function lineOf(values) {
  const byDoc = new Map(loaded.get("index").documents.map((row) => [row.id, row.fiscal_year]));
  const best = new Map();
  for (const value of values) if (!best.has(value.year) || (byDoc.get(value.doc) === value.year && byDoc.get(best.get(value.year).doc) !== value.year)) best.set(value.year, value);
  const line = [...best.values()].sort((a, b) => a.year - b.year);
  let run = 0;
  return line.map((value, i) => { if (i && value.year !== line[i - 1].year + 1) run += 1; return { year: value.year, value: value.value, run }; });
}
function seriesSpec(points, height, big) {
  const values = valuesOf(points);
  const unit = scaleOf(points).unit;
  const ys = values.map((value) => value.value);
  const flat = Math.max(...ys) - Math.min(...ys) < 0.5 * Math.max(...ys.map(Math.abs));
  const first = Math.min(...values.map((v) => v.year)), last = Math.max(...values.map((v) => v.year));
  const x = { field: "year", type: "quantitative", title: null, scale: { domain: [first - 0.3, last + 0.3], nice: false }, axis: { format: "d", values: Array.from({ length: last - first + 1 }, (_, i) => first + i), grid: false, labelOverlap: "greedy", labelSeparation: 8 } };
  const y = { field: "value", type: "quantitative", title: big ? unit : null, scale: { zero: !flat, nice: true, padding: 6 }, axis: { tickCount: big ? 6 : 3, format: Math.max(...ys.map(Math.abs)) < 10 ? ",.2~f" : ",.1~f" } };
  return {
    width: "container", height, autosize: { type: "fit", contains: "padding" },
    layer: [
      { data: { values: lineOf(values) }, mark: { type: "line", color: "#3d4f73", strokeWidth: big ? 2.2 : 1.8 }, encoding: { x, y, detail: { field: "run" } } },
      { data: { values }, mark: { type: "point", filled: true, opacity: 1, size: big ? 90 : 46, stroke: "#fff", strokeWidth: 1, cursor: "pointer" },
        encoding: { x, y, color: { field: "level", type: "nominal", scale: trustScale(), legend: big ? { orient: "bottom", title: null } : null },
          shape: { field: "level", type: "nominal", scale: { domain: TRUST.map((l) => t(l)), range: ["circle", "diamond", "triangle-up", "square"] }, legend: big ? { orient: "bottom", title: null } : null },
          size: { condition: { test: "datum.suspect", value: big ? 190 : 110 }, value: big ? 80 : 42 },
          tooltip: [{ field: "year", title: t("year") }, { field: "printed", title: t("raw") }, { field: "level", title: t("trust") }] } },
    ],
  };
}
const openPoint = (datum) => { if (datum.id) location.hash = recordLink(datum.doc, datum.page, datum.id); };
function seriesLabel(name, points) {
  const all = points.map((point) => point[5]);
  return t("s_alt", name, Math.min(...all), Math.max(...all), points.length, points.filter((point) => point[9] === "suspect").length);
}
const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) { watcher.unobserve(entry.target); entry.target.drawNow(); }
}, { rootMargin: "300px" });
function smallSeries(organization, concept, points) {
  const name = word("concepts", concept);
  const element = h("div", { class: "chart" });
  element.drawNow = () => chart(element, seriesSpec(points, 130, false), seriesLabel(name, points), openPoint);
  watcher.observe(element);
  const suspects = points.filter((point) => point[9] === "suspect").length;
  return h("figure", { class: "small" + (suspects ? " doubtful" : "") },
    h("figcaption", null, h("a", { href: link("series", { org: organization, concept }), "aria-label": t("s_open", name) }, name), " ",
      h("span", { class: "dim" }, `${word("measures", points[0][0])} · ${scaleOf(points).unit}`), suspects ? h("span", { class: "badge trust-suspect" }, "! ", suspects) : null), element);
}
function oneSeries(main, title, filters, organization, concept, points, key) {
  const groups = new Map();
  for (const point of points) { const k = pointKey(point); if (!groups.has(k)) groups.set(k, []); groups.get(k).push(point); }
  const first = pointKey(mainPoints(points)[0]);
  const now = groups.has(key) ? key : first;
  const shown = groups.get(now);
  const describe = (k) => { const [measure, scenario, part, scope, basis] = k.split("|"); return [word("measures", measure), word("scenarios", scenario), part, scope, basis].filter(Boolean).join(" · ") + ` (${groups.get(k).length})`; };
  const name = word("concepts", concept);
  const element = h("div", { class: "chart large" });
  title.textContent = name;
  add(filters, [choice(t("s_kind"), now, [...groups.keys()].sort((a, b) => groups.get(b).length - groups.get(a).length).map((k) => [k, describe(k)]), (value) => { location.hash = link("series", { org: organization, concept, key: value }); }, { id: "s-key" })]);
  const documents = new Map(loaded.get("index").documents.map((row) => [row.id, row]));
  const rows = [...shown].sort((a, b) => a[5] - b[5]);
  fill(main, h("p", null, h("a", { href: link("series", { org: organization }) }, "← " + t("s_gallery"))), title, filters,
    h("section", { class: "panel" }, element),
    h("section", { class: "panel" }, h("h2", null, t("s_points")), h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("s_points") }, h("table", { class: "plain" },
      h("thead", null, h("tr", null, [t("year"), t("raw"), t("trust"), t("document")].map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", null, rows.map((point) => h("tr", null, h("th", { scope: "row" }, yearName(point[5])),
        h("td", null, h("a", { href: recordLink(point[10], point[12], point[11]) }, printed(point[13], point[14]))), h("td", null, trustBadge(point[9])),
        h("td", null, documents.has(point[10]) ? docName(documents.get(point[10])) : point[10], ` p. ${point[12]}`))))))));
  chart(element, seriesSpec(shown, 360, true), seriesLabel(name, shown), openPoint);
}
