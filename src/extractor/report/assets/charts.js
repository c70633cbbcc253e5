/* Charts by Vega-Lite, drawn as SVG in the page; the library is loaded with the first chart. */
"use strict";

const COLOUR = { proved: "#1c7c5a", supported: "#2f6db5", unchecked: "#a3a8b0", suspect: "#c2371f", error: "#b3261e", warning: "#b7791f", info: "#6b7785" };
const FONT = '"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP","Yu Gothic UI",Meiryo,system-ui,sans-serif';
const CONFIG = {
  background: null, font: FONT, padding: 4,
  view: { stroke: null },
  axis: { labelColor: "#4a5361", titleColor: "#4a5361", gridColor: "#e6e6e0", domainColor: "#c9cbc6", tickColor: "#c9cbc6", labelFontSize: 11.5, titleFontSize: 11.5, titleFontWeight: "normal" },
  legend: { labelColor: "#333b47", titleColor: "#333b47", labelFontSize: 12 },
};
let vegaLoaded = null;
const drawn = new WeakMap();

/* draw spec into element, described by label; clicked gets the datum */
async function chart(element, spec, label, clicked) {
  vegaLoaded = vegaLoaded || loadScript("assets/vega.js");
  await vegaLoaded;
  if (!element.isConnected) return;
  const old = drawn.get(element);
  if (old) old.finalize();
  const made = await window.vegaEmbed(element, spec, { mode: "vega-lite", renderer: "svg", actions: false, hover: false, config: CONFIG });
  drawn.set(element, made);
  if (clicked) made.view.addEventListener("click", (_, item) => { if (item && item.datum) clicked(item.datum); });
  /* the picture is told as one: its marks are no stops for who does not see them, the table beside it is */
  for (const part of element.querySelectorAll("svg [role], svg [aria-label], svg[role]"))
    for (const name of ["role", "aria-roledescription", "aria-label"]) part.removeAttribute(name);
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", label);
  element.dataset.drawn = "yes";
}
/* what a chart shows, as a table for those who do not see it */
function dataTable(caption, heads, rows) {
  return h("details", { class: "as-table" }, h("summary", null, t("as_table")),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, h("table", { class: "plain" }, h("caption", { class: "visually-hidden" }, caption),
      h("thead", null, h("tr", null, heads.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", null, rows.map((row) => h("tr", null, row.map((cell, i) => i ? h("td", null, cell) : h("th", { scope: "row" }, cell))))))));
}
const trustScale = () => ({ domain: TRUST.map((level) => t(level)), range: TRUST.map((level) => COLOUR[level]) });
