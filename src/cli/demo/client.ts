import { Problem } from '../problem';

const PARTNER = 'havn';
const CLIENT = `${PARTNER}-admin_agent`;

/** Something that happened while the clock was moved. */
export interface Happening {
  readonly at: string;
  readonly what: string;
  readonly subject: string;
  readonly outcome: string;
}

/** A signed-in user of a server, who can move its clock. The bodies of answers are believed to be what the caller says. */
export interface Client {
  readonly country: string;
  /** @returns the body of a success. @throws Problem for any other answer */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** @returns whatever the answer is */
  ask(method: string, path: string, body?: unknown): Promise<Answer>;
  now(): Promise<string>;
  advance(move: { readonly advance: string } | { readonly advanceTo: string }): Promise<{ readonly from: string; readonly to: string; readonly happened: readonly Happening[] }>;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams;
}

/**
 * Signs in as an admin agent of the sample's partner Havn Cloud.
 * @param url of a server with the sample world and a virtual clock
 * @throws Problem when nothing answers there, or not what the demo needs
 */
export const connect = async (url: string): Promise<Client> => {
  const send = async (method: string, path: string, sent: Sent = {}): Promise<Answer> => {
    const response = await fetch(url + path, { method, ...sent }).catch((error: Error & { readonly cause?: { readonly code?: string } }) => {
      throw new Problem(`Nothing answers at ${url} (${error.cause?.code ?? error.message}). Is the server running?`);
    });
    return { status: response.status, body: parsed(await response.text()) };
  };
  const local = async <T>(method: string, path: string, sent?: Sent): Promise<T> => accepted<T>(method, path, await send(method, path, sent));

  const clock = await local<{ readonly virtual: boolean }>('GET', '/local/clock');
  if (!clock.virtual) {
    throw new Problem(`The server at ${url} follows the real clock, and the demo needs a year. Start one with --clock 2021-06-18T10:00:00Z and another --data folder, or let the demo start its own.`);
  }
  const { partners } = await local<{ readonly partners: readonly { readonly slug: string; readonly tenantId: string; readonly country: string }[] }>('GET', '/local/state');
  const partner = partners.find(({ slug }) => slug === PARTNER);
  if (partner === undefined) throw new Problem(`The server at ${url} has no sample world: start it without --no-sample.`);

  const grant = (fields: Readonly<Record<string, string>>) =>
    local<{ readonly access_token: string; readonly refresh_token: string }>('POST', `/${partner.tenantId}/oauth2/v2.0/token`, {
      body: new URLSearchParams({ client_id: CLIENT, client_secret: 'any', scope: 'any', ...fields }),
    });
  // An agreement is attested by a person: the refresh token gives a token with a user.
  const { refresh_token } = await grant({ grant_type: 'client_credentials' });
  const { access_token } = await grant({ grant_type: 'refresh_token', refresh_token });

  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
  const ask = (method: string, path: string, body?: unknown): Promise<Answer> => send(method, path, { headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  return {
    country: partner.country,
    ask,
    call: async <T>(method: string, path: string, body?: unknown) => accepted<T>(method, path, await ask(method, path, body)),
    now: async () => (await local<{ readonly now: string }>('GET', '/local/clock')).now,
    advance: (move) => local('POST', '/local/clock', { body: JSON.stringify(move) }),
  };
};

const accepted = <T>(method: string, path: string, { status, body }: Answer): T => {
  if (status < 300) return body as T;
  const { code, description } = (body ?? {}) as { readonly code?: number; readonly description?: string };
  throw new Problem(`${method} ${path} was refused with ${status}: ${code === undefined ? JSON.stringify(body) : `${description} (code ${code})`}`);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
