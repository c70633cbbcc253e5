/* A document: the picture of a page with every number over it, and beside it the story, the tables, the text. */
"use strict";

const docState = { zoom: "fit", tab: "number", cells: false, id: null, from: null };

views.doc = async (main, at, fresh, mine) => {
  const id = at.rest[0];
  if (fresh) fill(main, h("p", { class: "loading" }, t("loading")));
  const row = loaded.get("index").documents.find((one) => one.id === id && !one.copy_of && !one.failure);
  if (!row) throw new NotThere(id);
  const doc = await load("doc-" + id);
  if (!mine()) return;
  prepare(doc);
  const wanted = doc.byId.get(at.query.get("r"));
  let page = wanted ? wanted.page : Number(at.query.get("page")) || doc.pages[0].n;
  if (!doc.pages.some((p) => p.n === page)) page = doc.pages[0].n;
  if (docState.id !== id) { docState.id = id; docState.tab = "number"; }
  if (wanted) docState.tab = "number";
  fill(main,
    h("div", { class: "doc-head" }, h("h1", { tabindex: "-1" }, docName(doc)),
      h("p", { class: "dim" }, doc.title && doc.title !== docName(doc) ? doc.title + " · " : "", doc.file, " ", statusBadge(row.status)), trustBar(row.trust)),
    h("div", { class: "doc" }, pagePane(doc, page, wanted), sidePane(doc, page, wanted, at.query)));
  const chosen = main.querySelector(".over .chosen");
  if (chosen) {
    keepInView(chosen);
    if (!fresh) { const title = main.querySelector("#story h2"); if (title) title.focus({ preventScroll: true }); }
  }
};

/* look-up tables, made once for each document */
function prepare(doc) {
  if (doc.byId) return;
  doc.byId = new Map(doc.records.map((record) => [record.id, record]));
  doc.byPage = new Map(doc.pages.map((page) => [page.n, []]));
  for (const record of doc.records) if (doc.byPage.has(record.page)) doc.byPage.get(record.page).push(record);
  doc.byCell = new Map(doc.records.filter((record) => record.table).map((record) => [record.table.join("/"), record]));
  doc.uses = new Map();
  doc.equations.forEach((equation, n) => {
    for (const [, top, under] of equation[1]) for (const id of [top, under]) if (id) {
      if (!doc.uses.has(id)) doc.uses.set(id, []);
      if (!doc.uses.get(id).includes(n)) doc.uses.get(id).push(n);
    }
  });
}
const labelOf = (record) => [record.item_path, record.item, record.column].filter(Boolean).join(" › ") || t("none");
const shownValue = (record) => (record.corrected_by ? withUnit(record) : record.raw.trim());
const withUnit = (record) => (record.value === undefined ? t("null_value", record.raw.trim()) : grouped(record.value) + (record.unit ? " " + record.unit : ""));
function grouped(text) {
  const [whole, rest] = text.replace("-", "−").split(".");
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") + (rest ? "." + rest : "");
}

function pagePane(doc, n, chosen) {
  const page = doc.pages.find((one) => one.n === n);
  const at = doc.pages.indexOf(page);
  const go = (to) => { location.hash = link("doc/" + doc.id, { page: to }); };
  const doubtful = (p) => doc.byPage.get(p.n).filter((record) => record.trust === "suspect").length;
  const stage = h("div", { class: "stage", style: { "aspect-ratio": `${page.w || 595} / ${page.h || 842}`, width: docState.zoom === "fit" ? "100%" : docState.zoom + "%" } });
  add(stage, [page.img ? h("img", { src: page.img, alt: t("page_alt", n) }) : h("p", { class: "nopicture" }, t("no_picture"))]);
  if (docState.cells || !page.img) add(stage, [cellOutlines(doc, page)]);
  add(stage, [overlays(doc, page, chosen)]);
  return h("section", { class: "page-pane", "aria-label": t("page_n_of", n, doc.pages.length) },
    h("div", { class: "tools" },
      h("button", { type: "button", disabled: at === 0, "aria-label": t("previous"), onclick: () => go(doc.pages[at - 1].n) }, "←"),
      choice(t("page"), n, doc.pages.map((p) => [p.n, `${p.n}${p.label && p.label !== String(p.n) ? ` (${p.label})` : ""}${doubtful(p) ? " !" + doubtful(p) : ""}${p.layer === "ocr" ? " " + t("layer_ocr") : ""}`]), (value) => go(value), { id: "page-choice" }),
      h("span", { class: "dim" }, "/ " + doc.pages.length),
      h("button", { type: "button", disabled: at === doc.pages.length - 1, "aria-label": t("next"), onclick: () => go(doc.pages[at + 1].n) }, "→"),
      choice(t("zoom"), docState.zoom, [["fit", t("fit")], ["150", "150%"], ["200", "200%"]], (value) => { docState.zoom = value; show(); }),
      h("label", { class: "check" }, h("input", { type: "checkbox", checked: docState.cells, onchange: (event) => { docState.cells = event.target.checked; show(); } }), " ", t("show_cells"))),
    h("ul", { class: "legend", "aria-label": t("legend") }, TRUST.map((level) => h("li", null, h("span", { class: "swatch trust-" + level, "aria-hidden": "true" }, MARK[level]), " ", t(level), " ",
      h("span", { class: "dim" }, number(doc.byPage.get(n).filter((record) => record.trust === level).length))))),
    h("div", { class: "frame scroll", tabindex: "0", role: "region", "aria-label": t("page_n_of", n, doc.pages.length) }, stage));
}

/* the numbers of a page: one stop for the tab key, arrow keys between them */
function overlays(doc, page, chosen) {
  const records = [...doc.byPage.get(page.n)].sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
  const stop = chosen && chosen.page === page.n ? chosen : records[0];
  const group = h("div", { class: "over", role: "group", "aria-label": t("numbers_on_page"), onkeydown: (event) => moveAmong(event, group) });
  const share = (value, whole) => (100 * value / (whole || 1)).toFixed(3) + "%";
  for (const record of records) {
    const [x0, top, x1, bottom] = record.box;
    group.append(h("button", {
      type: "button", class: `num trust-${record.trust}${record === chosen ? " chosen" : ""}${record.corrected_by ? " corrected" : ""}`, tabindex: record === stop ? "0" : "-1",
      "data-record": record.id, "aria-label": `${labelOf(record)}: ${shownValue(record)} – ${t(record.trust)}`, "aria-pressed": record === chosen ? "true" : "false",
      title: `${labelOf(record)}\n${shownValue(record)} – ${t(record.trust)}`,
      style: { left: share(x0 - 2, page.w), top: share(top - 1.5, page.h), width: share(x1 - x0 + 4, page.w), height: share(bottom - top + 3, page.h) },
      onclick: () => { location.hash = recordLink(doc.id, page.n, record.id); },
    }, page.img ? null : h("span", { class: "bare", "aria-hidden": "true" }, record.raw)));
  }
  return group;
}
function moveAmong(event, group) {
  const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
  if (!step || !(event.target instanceof HTMLButtonElement)) return;
  event.preventDefault();
  const centre = (element) => { const box = element.getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2]; };
  const [x, y] = centre(event.target);
  let best = null, least = Infinity;
  for (const other of group.children) {
    if (other === event.target) continue;
    const [ox, oy] = centre(other);
    const along = (ox - x) * step[0] + (oy - y) * step[1];
    const across = Math.abs((ox - x) * step[1]) + Math.abs((oy - y) * step[0]);
    if (along > 2 && along + 3 * across < least) { least = along + 3 * across; best = other; }
  }
  if (best) { event.target.tabIndex = -1; best.tabIndex = 0; best.focus(); }
}
function keepInView(element) {
  const frame = element.closest(".frame");
  if (!frame) return;
  const box = element.getBoundingClientRect(), outer = frame.getBoundingClientRect();
  if (box.top < outer.top || box.bottom > outer.bottom) frame.scrollTop += box.top - outer.top - outer.height / 3;
  if (box.left < outer.left || box.right > outer.right) frame.scrollLeft += box.left - outer.left - outer.width / 3;
}
/* headings, row labels and remarks as they were told apart; without a picture also what they say */
function cellOutlines(doc, page) {
  const layer = h("div", { class: "cells", "aria-hidden": "true" });
  const share = (value, whole) => (100 * value / (whole || 1)).toFixed(3) + "%";
  for (const table of doc.tables) for (const [, , , , text, kind, n, box] of table.cells) {
    if (n !== page.n) continue;
    layer.append(h("span", { class: "cell " + kind, style: { left: share(box[0], page.w), top: share(box[1], page.h), width: share(box[2] - box[0], page.w), height: share(box[3] - box[1], page.h) } },
      page.img || kind === "value" ? null : text));
  }
  return layer;
}

function sidePane(doc, n, chosen, query) {
  const tabs = ["number", "tables", "text", "findings"];
  const panel = h("div", { class: "tab-panel", id: "tab-panel", role: "tabpanel", tabindex: "0" });
  const here = doc.findings.filter((finding) => finding.page === n || finding.page === null);
  const counts = { tables: doc.tables.filter((table) => table.pages.includes(n)).length, findings: here.length };
  const buttons = tabs.map((tab) => h("button", {
    type: "button", role: "tab", id: "tab-" + tab, "aria-controls": "tab-panel", onclick: () => choose(tab, true),
    onkeydown: (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) { event.preventDefault(); choose(tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length], true); }
    } }, t("tab_" + tab), counts[tab] ? h("span", { class: "count" }, counts[tab]) : null));
  function choose(tab, focus) {
    docState.tab = tab;
    buttons.forEach((button, i) => {
      const on = tabs[i] === tab;
      button.setAttribute("aria-selected", String(on));
      button.tabIndex = on ? 0 : -1;
      if (on && focus) button.focus();
    });
    panel.setAttribute("aria-labelledby", "tab-" + tab);
    if (tab === "number") fill(panel, chosen ? story(doc, chosen, query) : [h("p", { class: "hint" }, t("pick_number")), suspectsOf(doc)]);
    if (tab === "tables") fill(panel, tablesOn(doc, n, chosen));
    if (tab === "text") fill(panel, textOn(doc, n));
    if (tab === "findings") fill(panel, here.length ? here.map((finding) => pageFinding(doc, finding)) : h("p", { class: "hint" }, t("no_findings")));
  }
  choose(docState.tab, false);
  return h("section", { class: "side-pane", "aria-label": t("details") }, h("div", { role: "tablist", class: "tabs", "aria-label": t("details") }, buttons), panel);
}

/* where to look first */
function suspectsOf(doc) {
  const found = doc.records.filter((record) => record.trust === "suspect");
  if (!found.length) return null;
  return [h("h3", null, t("suspects_in_doc", number(found.length))), h("ul", { class: "elsewhere" }, found.slice(0, 40).map((record) => h("li", null,
    h("a", { href: recordLink(doc.id, record.page, record.id) }, `p. ${record.page} ${labelOf(record)}`), " ", h("b", null, printed(shownValue(record), record.unit)))))];
}

function tablesOn(doc, n, chosen) {
  const found = doc.tables.map((table, number) => [table, number]).filter(([table]) => table.pages.includes(n));
  if (!found.length) return h("p", { class: "hint" }, t("no_tables"));
  return found.map(([table, number]) => {
    const rows = Array.from({ length: table.rows }, () => []);
    for (const cell of table.cells) if (rows[cell[0]]) rows[cell[0]].push(cell);
    const name = table.caption || t("table_untitled");
    return h("section", { class: "read-table" }, h("h3", null, name, table.unit ? h("small", { class: "dim" }, " " + table.unit) : null),
      h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name }, h("table", { class: "as-read" }, h("tbody", null, rows.map((row) => h("tr", null,
        row.sort((a, b) => a[1] - b[1]).map(([r, c, rs, cs, text, kind]) => {
          const record = doc.byCell.get([number, r, c].join("/"));
          const props = { rowspan: rs > 1 ? rs : null, colspan: cs > 1 ? cs : null, class: kind };
          if (kind === "header") return h("th", { ...props, scope: cs > 1 ? "colgroup" : "col" }, text);
          if (kind === "stub") return h("th", { ...props, scope: rs > 1 ? "rowgroup" : "row" }, text);
          return h("td", props, record ? h("button", { type: "button", class: `figure trust-${record.trust}${record === chosen ? " chosen" : ""}`, title: `${labelOf(record)} – ${t(record.trust)}`,
            "aria-label": `${labelOf(record)}: ${shownValue(record)} – ${t(record.trust)}`, onclick: () => { location.hash = recordLink(doc.id, record.page, record.id); } },
            h("span", { class: "mark", "aria-hidden": "true" }, MARK[record.trust]), shownValue(record)) : text);
        })))))),
      table.notes.length ? h("ul", { class: "notes" }, table.notes.map((note) => h("li", null, note))) : null);
  });
}
function textOn(doc, n) {
  const found = doc.sections.filter((section) => section.page <= n && n <= section.last);
  if (!found.length) return h("p", { class: "hint" }, t("no_text"));
  return found.map((section) => h("section", { class: "read-text" }, section.heading ? h("h3", { class: "level-" + section.level }, section.heading) : null, section.text.map((text) => h("p", null, text))));
}
function pageFinding(doc, finding) {
  const target = finding.suspect || finding.records.find((id) => doc.byId.has(id));
  return h("article", { class: "card slim sev-edge-" + finding.severity }, h("div", { class: "body" }, h("h3", null, severityBadge(finding.severity), " ", codeName(finding.code)),
    h("p", { class: "message" }, messageOf(finding)), findingFacts(finding),
    target ? h("p", { class: "actions" }, h("a", { class: "button", href: recordLink(doc.id, finding.page, target) }, t("show_place"))) : null));
}
