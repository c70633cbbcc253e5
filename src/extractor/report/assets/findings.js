/* Findings: filter, sort, search; each with its place on the page, the equation, the suspects and a value that fits. */
"use strict";

let allFindings = null;

async function loadFindings(progress) {
  if (allFindings) return allFindings;
  const chunks = loaded.get("index").finding_chunks;
  const found = [];
  for (let n = 0; n < chunks; n++) {
    progress(n, chunks);
    found.push(...await load("findings-" + n));
    loaded.delete("findings-" + n);
  }
  found.forEach((finding, n) => { finding.order = n; });
  allFindings = found;
  return found;
}

const FINDING_SORTS = {
  severity: (a, b) => SEVERITY.indexOf(a.severity) - SEVERITY.indexOf(b.severity) || a.order - b.order,
  code: (a, b) => a.code.localeCompare(b.code) || a.order - b.order,
  page: (a, b) => a.doc.localeCompare(b.doc) || (a.page || 0) - (b.page || 0) || a.order - b.order,
};

views.findings = async (main, at, fresh, mine) => {
  const query = at.query;
  const state = { sev: query.get("sev") || "", code: query.get("code") || "", doc: query.get("doc") || "", q: query.get("q") || "", sort: query.get("sort") || "severity", page: Number(query.get("n")) || 0 };
  if (!allFindings) fill(main, h("h1", { tabindex: "-1" }, t("findings")), h("p", { class: "loading", id: "progress" }, t("loading")));
  const all = await loadFindings((n, of) => { const p = document.getElementById("progress"); if (p) p.textContent = t("f_loading", n, of); });
  if (!mine()) return;
  const index = loaded.get("index");
  const names = new Map(index.documents.filter((row) => row.id && !row.copy_of).map((row) => [row.id, row]));
  const list = h("div", { class: "cards" });
  const tell = h("p", { class: "dim", role: "status" });
  const keep = () => history.replaceState(null, "", link("findings", { sev: state.sev, code: state.code, doc: state.doc, q: state.q, sort: state.sort === "severity" ? "" : state.sort, n: state.page || "" }));
  const draw = () => {
    const text = state.q.toLowerCase();
    const found = all.filter((finding) => (!state.sev || finding.severity === state.sev) && (!state.code || finding.code === state.code) &&
      (!state.doc || finding.doc === state.doc) && (!text || searchable(finding, names).includes(text))).sort(FINDING_SORTS[state.sort]);
    const size = 20;
    state.page = Math.min(state.page, Math.max(0, Math.ceil(found.length / size) - 1));
    const from = state.page * size;
    tell.textContent = found.length ? t("shown_of", number(found.length), from + 1, Math.min(found.length, from + size)) : t("f_none");
    fill(list, found.slice(from, from + size).map((finding) => findingCard(finding, names.get(finding.doc))),
      pager(found.length, size, state.page, (page) => { state.page = page; keep(); draw(); list.scrollIntoView(); }));
  };
  const set = (key) => (value) => { state[key] = value; state.page = 0; keep(); draw(); };
  const codes = Object.keys(index.codes).map((code) => [code, codeName(code)]).sort((a, b) => a[1].localeCompare(b[1], lang));
  const documents = [...names.values()].filter((row) => row.findings.some(Boolean)).map((row) => [row.id, docName(row) + " · " + row.file.split("/").pop()]);
  fill(main, h("h1", { tabindex: "-1" }, t("findings")),
    h("div", { class: "filters", role: "search" },
      searchBox(t("search"), state.q, set("q")),
      choice(t("f_severity"), state.sev, [["", t("all")], ...SEVERITY.map((s) => [s, t(s)])], set("sev"), { id: "f-severity" }),
      choice(t("f_code"), state.code, [["", t("all")], ...codes], set("code"), { id: "f-code" }),
      choice(t("document"), state.doc, [["", t("all")], ...documents], set("doc"), { id: "f-doc" }),
      choice(t("sort"), state.sort, [["severity", t("f_severity")], ["code", t("f_code")], ["page", t("f_page")]], set("sort"), { id: "f-sort" })),
    tell, list);
  draw();
};

function searchable(finding, names) {
  if (!finding.text) {
    const row = names.get(finding.doc);
    finding.text = [finding.code, finding.ja, finding.en, finding.equation, row && row.organization, row && row.file].join(" ").toLowerCase();
  }
  return finding.text;
}

function findingCard(finding, row) {
  const target = finding.suspect || finding.records[0];
  return h("article", { class: "card sev-edge-" + finding.severity, "data-code": finding.code },
    finding.box ? h("div", { class: "picture" }, crop(finding.img, finding.size, finding.box, finding.page)) : null,
    h("div", { class: "body" },
      h("h2", null, severityBadge(finding.severity), " ", codeName(finding.code)),
      h("p", { class: "dim where" }, row ? docName(row) : "", row ? " · " + row.file.split("/").pop() : "", finding.page ? ` · p. ${finding.page}` : ""),
      h("p", { class: "message" }, messageOf(finding)),
      findingFacts(finding),
      h("p", { class: "actions" },
        row && finding.page ? h("a", { class: "button", href: recordLink(finding.doc, finding.page, target) }, t("open_page")) : null,
        finding.suggestion && finding.suspect && row ? h("a", { class: "button", href: link("doc/" + finding.doc, { page: finding.page, r: finding.suspect, use: finding.suggestion }) },
          t("d_use"), ": ", finding.suggestion) : null)));
}

/* the equation, what is expected, the suspects and the evidence */
function findingFacts(finding) {
  const page = (id) => { const found = /-p(\d+)-/.exec(id); return found ? Number(found[1]) : finding.page; };
  const rows = [
    [t("equation"), finding.equation ? h("span", { class: "formula" }, finding.equation) : null],
    [t("actual"), finding.actual], [t("expected"), finding.expected], [t("suggestion"), finding.suggestion ? h("b", null, finding.suggestion) : null],
    [t("suspects"), finding.equation && !finding.suspect && finding.records.length ? h("ul", { class: "inline" }, finding.records.slice(0, 8).map((id) => h("li", null, h("a", { href: recordLink(id.slice(0, 12), page(id), id) }, id)))) : null],
  ].filter(([, value]) => value);
  const evidence = finding.evidence.filter((line) => line !== finding.equation);
  return [rows.length ? h("dl", { class: "facts" }, rows.map(([name, value]) => [h("dt", null, name), h("dd", null, value)])) : null,
    evidence.length ? h("details", null, h("summary", null, `${t("evidence")} (${number(evidence.length)})`), h("ul", { class: "evidence" }, evidence.map((line) => h("li", null, line)))) : null];
}
