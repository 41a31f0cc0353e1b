import { palette } from '../figures/palette';

/** Colours of the figures in the dark theme. */
const dark: Readonly<Record<keyof typeof palette, string>> = {
  background: '#161a1f',
  foreground: '#e8eaed',
  muted: '#a3adb9',
  grid: '#343b45',
  blue: '#56b4e9',
  orange: '#e69f00',
};

/** Overrides the SVG colour attributes in the dark theme. */
const darkFigures = Object.entries(palette)
  .map(([name, light]) => {
    const colour = dark[name as keyof typeof palette];
    return `svg [fill="${light}"] { fill: ${colour} } svg [stroke="${light}"] { stroke: ${colour} }`;
  })
  .join('\n');

/** Style sheet of the report, for screen (light and dark) and print. */
export const style = `
:root { color-scheme: light dark; --background: ${palette.background}; --foreground: ${palette.foreground};
  --muted: ${palette.muted}; --rule: ${palette.grid}; --link: ${palette.blue};
  --warning: #fff4e0; --warning-rule: ${palette.orange}; }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 68rem; background: var(--background);
  color: var(--foreground); font: 16px/1.5 system-ui, "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 1rem }
h2 { font-size: 1.4rem; margin: 3rem 0 .75rem; padding-top: .75rem;
  border-top: 1px solid var(--rule) }
h3 { font-size: 1.1rem; margin: 2rem 0 .5rem }
p, ul { max-width: 46rem }
a { color: var(--link) }
.warning { padding: .75rem 1rem; background: var(--warning);
  border-left: 5px solid var(--warning-rule); max-width: none }
.warning p { margin: .25rem 0; max-width: none }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0;
  max-width: none }
.table { overflow-x: auto; margin: 1rem 0 1.5rem }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums }
caption { text-align: left; font-weight: 600; padding-bottom: .4rem }
th, td { padding: .35rem .9rem .35rem 0; border-bottom: 1px solid var(--rule); text-align: right;
  vertical-align: top }
th:first-child, td:first-child { text-align: left }
thead th { vertical-align: bottom; color: var(--muted); font-weight: 600 }
tbody th { font-weight: 400; min-width: 8rem }
td { white-space: nowrap }
td small { display: block; color: var(--muted) }
table.text td { text-align: left; white-space: pre-wrap; overflow-wrap: anywhere }
table.text { width: 100% }
table.text th { white-space: nowrap }
.note, figcaption { color: var(--muted); font-size: .9rem }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 28rem), 1fr));
  gap: 1rem; margin: 1rem 0 }
figure { margin: 0; break-inside: avoid }
figure svg { width: 100%; height: auto; max-width: 34rem }
.saliency { display: grid; grid-template-columns: repeat(3, 1fr); gap: .5rem; max-width: 46rem }
.saliency img { width: 100%; display: block; image-rendering: auto }
.outlined { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr));
  gap: 1.25rem; margin: 1rem 0 }
.outlined svg { width: 100%; height: auto; display: block; background: #000 }
.key { width: 2.5rem; height: .6rem; background: #000; vertical-align: middle }
table.images { width: 100%; table-layout: fixed }
table.images :is(th, td) { text-align: left; border: 0; padding: 0 .5rem .5rem 0 }
table.images small { display: block; font-weight: 400 }
table.images img { width: 100%; display: block }
.files { display: flex; gap: 1rem; padding-left: .5rem }
summary { cursor: pointer }
@media screen and (prefers-color-scheme: dark) {
  :root { --background: ${dark.background}; --foreground: ${dark.foreground}; --muted: ${dark.muted}; --rule: ${dark.grid};
    --link: ${dark.blue}; --warning: #33270f; --warning-rule: ${dark.orange}; }
  ${darkFigures}
}
@media print {
  body { padding: 0; font-size: 10pt; max-width: none }
  nav, .files { display: none }
  section.task h2 { break-before: page; border: 0 }
  h2, h3, caption { break-after: avoid }
  tr, .warning { break-inside: avoid }
  .figures { grid-template-columns: 1fr 1fr }
  .table { overflow: visible; break-inside: avoid }
}
`;
