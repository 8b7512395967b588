import { randomUUID } from 'node:crypto';
import { keepSeen } from './seenAnswers';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Undefined if the body is no JSON. */
  readonly body: unknown;
}

export interface Asked {
  /** Sent as JSON; a `Buffer` or, with `raw`, a text is sent as it stands. */
  readonly body?: unknown;
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface LocalPartner {
  readonly slug: string;
  readonly tenantId: string;
}

export interface LocalState {
  readonly operatorTenantId: string;
  readonly partners: readonly LocalPartner[];
  readonly customers: readonly { readonly name: string; readonly tenantId: string; readonly relationships: Readonly<Record<string, string>> }[];
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const send = async (server: string, path: string, init: RequestInit & { readonly method: string }): Promise<Reply> => {
  const response = await fetch(server + path, init);
  const text = await response.text();
  const body = parsed(text);
  keepSeen({ method: init.method, path, status: response.status, contentType: response.headers.get('content-type') ?? '', text }, body);
  return { status: response.status, headers: response.headers, text, body };
};

/** A caller of the server with one bearer token, or none. */
export class Client {
  constructor(
    readonly url: string,
    private readonly token?: string,
  ) {}

  /** The same caller at another address of the same app. */
  at(url: string): Client {
    return new Client(url, this.token);
  }

  /** The header of that name; empty without a token. */
  get authorization(): string {
    return this.token === undefined ? '' : `Bearer ${this.token}`;
  }

  /** @param path sent as it stands, doubled slashes and all. */
  request(method: string, path: string, { body, raw, headers }: Asked = {}): Promise<Reply> {
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    return send(this.url, path, {
      method,
      headers: {
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
        ...(payload !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(payload !== undefined && { body: typeof payload === 'string' ? payload : new Uint8Array(payload) }),
    });
  }

  get(path: string, headers?: Asked['headers']): Promise<Reply> {
    return this.request('GET', path, headers && { headers });
  }

  post(path: string, body?: unknown, headers?: Asked['headers']): Promise<Reply> {
    return this.request('POST', path, { body, ...(headers && { headers }) });
  }

  put(path: string, body: unknown): Promise<Reply> {
    return this.request('PUT', path, { body });
  }

  patch(path: string, body: unknown, headers?: Asked['headers']): Promise<Reply> {
    return this.request('PATCH', path, { body, ...(headers && { headers }) });
  }
}

/** @returns the body, as what the caller takes it for. @throws unless the answer has the status a test cannot go on without. */
export const bodyOf = <T>(reply: Reply, status: number): T => {
  if (reply.status !== status) throw new Error(`${reply.status} instead of ${status}: ${reply.text}`);
  return reply.body as T;
};

export const localState = async (url: string): Promise<LocalState> => bodyOf<LocalState>(await new Client(url).get('/local/state'), 200);

/** Token endpoint of the local runtime. @param fields of the form beside the client's own. */
export const askToken = (url: string, tenantId: string, clientId: string, fields: Readonly<Record<string, string>>): Promise<Reply> =>
  send(url, `/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: clientId, client_secret: 'any', scope: 'https://api.partnercenter.microsoft.com/.default', ...fields }),
  });

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

/** Signs in with the client credentials and, for `app+user`, goes on with the refresh token that came with them. */
export const signIn = async (url: string, tenantId: string, clientId: string, kind: 'app' | 'app+user' = 'app+user'): Promise<Client> => {
  const app = bodyOf<Tokens>(await askToken(url, tenantId, clientId, { grant_type: 'client_credentials' }), 200);
  if (kind === 'app') return new Client(url, app.access_token);
  const user = bodyOf<Tokens>(await askToken(url, tenantId, clientId, { grant_type: 'refresh_token', refresh_token: app.refresh_token }), 200);
  return new Client(url, user.access_token);
};

/** Signs in as a partner of the sample, `havn-admin_agent` say. */
export const signInAs = async (url: string, clientId: string, kind?: 'app' | 'app+user'): Promise<Client> => {
  const slug = clientId.slice(0, clientId.indexOf('-'));
  const partner = (await localState(url)).partners.find((candidate) => candidate.slug === slug);
  if (partner === undefined) throw new Error(`The sample has no partner ${slug}`);
  return signIn(url, partner.tenantId, clientId, kind);
};

export interface Moved {
  readonly from: string;
  readonly to: string;
  readonly happened: readonly { readonly at: string; readonly what: string; readonly subject: string; readonly outcome: string }[];
}

export const advanceTo = async (url: string, instant: string): Promise<Moved> => bodyOf<Moved>(await new Client(url).post('/local/clock', { advanceTo: instant }), 200);

export const newId = (): string => randomUUID();
