import { type Instant } from '../../../kernel/instant';
import { hostClock } from '../../clock/hostClock';
import { hashOf, html, Html } from '../../html/html';
import { version } from '../description/served/version';
import { type Answer } from '../respond';
import { routes } from '../route';
import { LANDING_STYLE } from './landingStyle';
import { localSide, type LastRequest, type LocalPartner, type LocalSide } from './localSide';

/** Nothing is loaded, sent, run or framed; the one style is the page's own, and its icon is empty. */
const POLICY = `default-src 'none'; style-src ${hashOf(LANDING_STYLE)}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** Relative, so that they are right wherever the server hangs. `at`: how the path of a route begins without which there is no such place. */
const PLACES = [
  { at: '/console', href: 'console/', name: 'Console', what: 'Customers, subscriptions, invoices and what comes, to look at and to change' },
  { at: '/docs', href: 'docs', name: 'API reference', what: 'Every operation with its answers and refusals, to browse and to try' },
  { at: '/openapi.json', href: 'openapi.json', name: 'OpenAPI, JSON', what: 'The description that clients are generated from' },
  { at: '/openapi.yaml', href: 'openapi.yaml', name: 'OpenAPI, YAML', what: 'The same to read' },
  { at: '/nextterm/v1/health', href: 'nextterm/v1/health', name: 'Health', what: 'Whether storage and bus are up, and the settings right' },
] as const;

const LOCAL_PLACES = [
  { href: 'local/state', name: 'State', what: 'Partners, customers, products and client ids, as JSON' },
  { href: 'local/clock', name: 'Clock', what: 'Where it stands and what is next, as JSON' },
  { href: 'local/requests', name: 'Requests', what: 'The last ones, as JSON' },
] as const;

const place = ({ href, name, what }: { readonly href: string; readonly name: string; readonly what: string }): Html => html`<li><a href="${href}"><strong>${name}</strong> <span>${what}</span></a></li>
`;

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' });

const clock = (now: Instant, local: LocalSide | undefined): Html => html`<section>
<h2 id="clock">Clock</h2>
<p><time class="now" datetime="${now}">${DAY.format(new Date(now))}, ${now.slice(11, 19)} UTC</time></p>
${local === undefined ? undefined : local.clockMoves ? html`<p>It stands still until somebody moves it: <code>npx nextterm clock --advance 2d</code>, or <code>POST local/clock</code> with <code>{"advance":"P2D"}</code>.</p>` : html`<p>It is this machine’s own, which nobody moves. <code>npm start -- --clock 2026-01-31T10:00:00Z --fresh</code> starts with one that can be moved.</p>`}
</section>`;

const partnerRow = ({ name, isReseller, tenantId, domain, slug }: LocalPartner): Html => html`<tr><th scope="row">${name}${isReseller ? ' (indirect reseller)' : ''}</th><td class="id"><code>${tenantId}</code></td><td>${domain}</td><td><code>${slug}-{role}</code></td></tr>
`;

const list = (names: readonly string[]): Html => html`${names.map((name, at) => html`${at === 0 ? '' : at === names.length - 1 ? ' or ' : ', '}<code>${name}</code>`)}`;

const partners = ({ partners: shown, morePartners, roles }: LocalSide): Html => html`<section>
<h2 id="partners">Who can sign in</h2>
<p>This is a test system on your own machine: any secret and any password will do, at <code>POST {tenant}/oauth2/v2.0/token</code>. The role is one of ${list(roles)}.</p>
${shown.length === 0 ? html`<p>There are no partners.</p>` : html`<div class="wide" role="region" aria-labelledby="partners" tabindex="0"><table>
<thead><tr><th scope="col">Partner</th><th scope="col">Tenant</th><th scope="col">Domain</th><th scope="col">Client ids</th></tr></thead>
<tbody>
${shown.map(partnerRow)}</tbody>
</table></div>
<p>${morePartners === 0 ? '' : `${morePartners} more are not shown. `}Customers and the operator sign in too: <a href="local/identities">all of them, as JSON</a>.</p>`}
</section>`;

const requestRow = ({ at, method, path, status, code, milliseconds, requestId }: LastRequest): Html => html`<tr><td><time datetime="${at}">${at.slice(0, 19).replace('T', ' ')}</time></td><td>${method}</td><td class="path"><code>${path}</code></td><td>${status}${code === undefined ? '' : ` / ${code}`}</td><td class="number">${milliseconds} ms</td><td class="id"><code>${requestId ?? '–'}</code></td></tr>
`;

const requests = ({ requests: last }: LocalSide): Html => html`<section>
<h2 id="requests">Last requests</h2>
${last.length === 0 ? html`<p>None yet.</p>` : html`<div class="wide" role="region" aria-labelledby="requests" tabindex="0"><table>
<thead><tr><th scope="col">At (UTC)</th><th scope="col">Method</th><th scope="col">Path</th><th scope="col">Status</th><th scope="col" class="number">Took</th><th scope="col">Request id</th></tr></thead>
<tbody>
${last.map(requestRow)}</tbody>
</table></div>`}
</section>`;

/** What whoever opens the server in a browser finds, without script. @param host as the browser names this server. */
export const landingPage = async (host: string | undefined): Promise<Answer> => {
  const local = await localSide(host);
  const served = routes();
  const places = PLACES.filter(({ at }) => served.some(({ path }) => path === at || path.startsWith(`${at}/`)));
  const { text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>NextTerm</title>
<link rel="icon" href="data:,">
<style>${new Html(LANDING_STYLE)}</style>
</head>
<body>
<header>
<h1>NextTerm</h1>
<p>A new-commerce back end that speaks Partner Center’s public REST contract: customers, catalogue, carts and orders, subscriptions through all their terms, and invoices. Version ${version()}.</p>
</header>
<main>
<nav aria-label="Places"><ul class="places">
${[...places, ...(local === undefined ? [] : LOCAL_PLACES)].map(place)}</ul></nav>
${clock(hostClock.now(), local)}
${local && partners(local)}
${local && requests(local)}
</main>
</body>
</html>
`;
  return { status: 200, body: text, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': POLICY } };
};
