import { hashOf, Html, html } from '../../adapters/html/html';
import { type MountedResponse } from '../../localhost/contracts';

const STYLE = `
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
body { margin: 0 auto; padding: 2rem 1rem; max-width: 34rem; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
label, legend { font-weight: 600; }
fieldset { border: 1px solid; border-radius: .3rem; margin: 1rem 0; padding: .5rem 1rem; }
fieldset label { display: block; font-weight: 400; padding: .2rem 0; }
select, input[type=text] { box-sizing: border-box; display: block; font: inherit; margin: .25rem 0 1rem; padding: .4rem; width: 100%; }
button { font: inherit; margin: .5rem .5rem 0 0; padding: .5rem 1.25rem; }
:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
code { overflow-wrap: anywhere; }
[role=alert] { border-left: .3rem solid #c00; padding-left: .75rem; }
`;

const SUBMIT_AT_ONCE = 'document.forms[0].submit()';

/** Nothing is loaded from anywhere, and no page shows this one inside itself. `form-action` is left out: browsers apply it to where an answered form leads, too. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src ${hashOf(STYLE)}; script-src ${hashOf(SUBMIT_AT_ONCE)}; base-uri 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cache-control': 'no-store',
};

/** @param submitsItself whether its one form is sent as soon as it is there. */
export const page = (status: number, title: string, content: Html, { submitsItself = false } = {}): MountedResponse => ({
  status,
  headers: HEADERS,
  body: html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – NextTerm on this machine</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
${submitsItself ? new Html(`<script>${SUBMIT_AT_ONCE}</script>`) : undefined}
</body>
</html>
`.text,
});

/** A page that says why it goes no further. */
export const problemPage = (status: number, title: string, problem: string): MountedResponse => page(status, title, html`<p role="alert">${problem}</p>`);
