/** How a page looks: on screens wide and narrow, light and dark, and on paper. */
import { barStyle, fluidStyle } from "./bar.ts";
import { type Palette, dark, drawingColours, inDark, light } from "./palette.ts";

const layout = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 72rem; font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .4rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.4rem 0 .7rem; padding-bottom: .25rem; border-bottom: 1px solid; }
h3 { font-size: 1rem; margin: 0 0 .5rem; }
h3 span { font-weight: 400; }
h3 .bold { font-weight: 700; }
p { margin: .25rem 0; }
ul, ol { margin: .3rem 0; padding-left: 1.4rem; }
ol { padding-left: 2.6rem; }
.block, .item { margin: 0 0 1.6rem; padding: 1rem 1.1rem; border: 1px solid; border-radius: 8px; }
.losses { padding: .7rem 1rem; border: 2px solid; border-radius: 8px; }
.losses > ul { list-style: none; padding: 0; columns: 26rem; column-gap: 2rem; }
.losses > ul > li { break-inside: avoid; }
.heading { font-weight: 600; margin: .6rem 0 .25rem; }
.bars { margin-bottom: .8rem; }
svg.bar { display: block; width: 100%; }
svg.key { flex: none; margin: .25em .5em 0 0; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 25rem), 1fr)); gap: .5rem 2rem; align-items: start; }
.sides.wide { grid-template-columns: minmax(0, 1fr); }
.sides > div { min-width: 0; }
table { border-collapse: collapse; font-size: .87rem; line-height: 1.4; width: 100%; }
th, td { text-align: left; vertical-align: top; font-weight: 400; padding: .22rem .9rem .22rem 0; border-bottom: 1px solid; overflow-wrap: break-word; }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-weight: 600; white-space: nowrap; }
td.long, th.long { overflow-wrap: anywhere; min-width: 12ch; }
td.short, th.short { white-space: nowrap; }
.keyed { display: flex; }
.code, pre, .uuid { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .82rem; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; list-style: none; margin: 0 0 1rem; padding: 0; }
.legend li { display: flex; min-width: 0; }
.steps > li { margin: .15rem 0; }
summary { cursor: pointer; }
details p { margin-left: 1rem; }
.commands { margin: .4rem 0 .8rem 1rem; padding: .6rem .8rem; border: 1px solid; border-radius: 6px; }
pre { margin: 0; padding-left: 2ch; text-indent: -2ch; white-space: pre-wrap; line-height: 1.45; }
svg.bar { outline: 1px solid; outline-offset: -1px; }
.patterns { position: absolute; width: 0; height: 0; }
@media screen and (max-width: 40rem) {
  body { padding: 1rem .75rem 3rem; font-size: 14px; }
  .block, .item { padding: .75rem .7rem; }
  table, tbody { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .35rem 0; border-bottom: 1px solid; }
  th, td { display: block; padding: 0; border: 0; min-width: 0; max-width: 100%; overflow-wrap: anywhere; }
  tbody th { flex-basis: 100%; font-weight: 600; }
  td:empty { display: none; }
  td::before { content: attr(data-head) " "; }
}
`;

const print = `
@media print {
  @page { margin: 14mm; }
  body { max-width: none; padding: 0 1px; font-size: 9.5pt; color: #000000; background: #ffffff; }
  table { font-size: 8.5pt; }
  .bars, .item, tr, .steps > li { break-inside: avoid; }
  h2, h3, .heading { break-after: avoid; }
  svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
  summary { list-style: none; }
  .commands { border: 0; padding: 0; }
}
`;

function pageColours({ page, inks, rule, edge }: Palette): string {
  return [
    `svg.bar { outline-color: ${edge}; }\n`,
    `body { color: ${page.ink}; background: ${page.fill}; }\n`,
    `h2, .block, .item, tr, th, td, .commands { border-color: ${rule}; }\n`,
    `td::before { color: ${inks.faint}; }\n.losses { border-color: ${inks.bad}; }\n`,
    ...Object.entries(inks).map(([name, ink]) => `.tone-${name} { color: ${ink}; }\n`),
  ].join("");
}

function colours(palette: Palette): string {
  return drawingColours(palette) + pageColours(palette);
}

export const pageStyle = [layout, barStyle, fluidStyle, colours(light), inDark(colours(dark)), print].join("");
