import { URLSearchParams } from 'node:url';
import { DemoProblem } from './demoProblem.mjs';

const PARTNER = 'havn';
const CLIENT = `${PARTNER}-admin_agent`;

/**
 * @typedef {{ status: number, body: any }} Answer
 * @typedef {{
 *   country: string,
 *   call: (method: string, path: string, body?: unknown) => Promise<any>,
 *   ask: (method: string, path: string, body?: unknown) => Promise<Answer>,
 *   now: () => Promise<string>,
 *   advance: (move: { advance: string } | { advanceTo: string }) => Promise<{ from: string, to: string, happened: { at: string, what: string, subject: string, outcome: string }[] }>,
 * }} Client call: the body of a success, anything else is a DemoProblem; ask: whatever the answer is
 */

/**
 * Signs in as an admin agent of the sample's partner Havn Cloud.
 * @param {string} url of a server with the sample world and a virtual clock
 * @returns {Promise<Client>}
 * @throws {DemoProblem} when nothing answers there, or not what the demo needs
 */
export async function connect(url) {
  const send = async (method, path, { body, headers } = {}) => {
    const response = await fetch(url + path, { method, headers, body }).catch((error) => {
      throw new DemoProblem(`Nothing answers at ${url} (${error.cause?.code ?? error.message}). Is the server running?`);
    });
    const text = await response.text();
    return { status: response.status, body: parsed(text) };
  };
  const local = async (method, path, request) => accepted(method, path, await send(method, path, request));

  const clock = await local('GET', '/local/clock');
  if (clock.virtual !== true) {
    throw new DemoProblem(`The server at ${url} follows the real clock, and the demo needs a year. Start one with --clock 2021-06-18T10:00:00Z and another --data folder, or let the demo start its own.`);
  }
  const partner = (await local('GET', '/local/state')).partners.find(({ slug }) => slug === PARTNER);
  if (partner === undefined) throw new DemoProblem(`The server at ${url} has no sample world: start it without --no-sample.`);

  const grant = (fields) =>
    local('POST', `/${partner.tenantId}/oauth2/v2.0/token`, { body: new URLSearchParams({ client_id: CLIENT, client_secret: 'any', scope: 'any', ...fields }) });
  // An agreement is attested by a person: the refresh token gives a token with a user.
  const { refresh_token } = await grant({ grant_type: 'client_credentials' });
  const { access_token } = await grant({ grant_type: 'refresh_token', refresh_token });

  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
  const ask = (method, path, body) => send(method, path, { headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  return {
    country: partner.country,
    ask,
    call: async (method, path, body) => accepted(method, path, await ask(method, path, body)),
    now: async () => (await local('GET', '/local/clock')).now,
    advance: (move) => local('POST', '/local/clock', { body: JSON.stringify(move) }),
  };
}

function accepted(method, path, { status, body }) {
  if (status < 300) return body;
  const said = typeof body?.code === 'undefined' ? JSON.stringify(body) : `${body.description} (code ${body.code})`;
  throw new DemoProblem(`${method} ${path} was refused with ${status}: ${said}`);
}

const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
