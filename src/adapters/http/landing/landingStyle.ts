/** Of the landing page: the browser's own colours, light and dark alike; tables that are wider than the screen scroll by themselves. */
export const LANDING_STYLE = `
:root { background: Canvas; color: CanvasText; color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 62rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
p { margin: .35rem 0; max-width: 45rem; }
time.now { font-size: 1.25rem; font-weight: 600; font-variant-numeric: tabular-nums; }
code { overflow-wrap: anywhere; }
ul.places { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); list-style: none; margin: 1.5rem 0 0; padding: 0; }
ul.places a { border: 1px solid; border-radius: .4rem; display: block; height: 100%; box-sizing: border-box; padding: .6rem .8rem; text-decoration: none; }
ul.places strong { display: block; text-decoration: underline; }
ul.places span { color: CanvasText; }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; width: 100%; }
th, td { border-bottom: 1px solid; padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top; }
td.number, th.number { font-variant-numeric: tabular-nums; text-align: right; }
td code, td time { overflow-wrap: normal; white-space: nowrap; }
td.id { font-size: .8rem; }
td.path { min-width: 14rem; }
td.path code { overflow-wrap: anywhere; white-space: normal; }
`;
