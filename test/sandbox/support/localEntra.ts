import { type MountedResponse, type MountedRoute } from '../../../src/localhost/contracts';
import { RouteTable } from '../../../src/localhost/http/routeTable';
import { domainsOf, type Organisation, slugOfDomain, type Tenants } from '../../../src/sandbox/tokens/organisations';
import { type PartnerRole } from '../../../src/sandbox/tokens/roles';
import { loadSigningKeys, type SigningKeys } from '../../../src/sandbox/tokens/signingKeys';
import { TokenIssuer } from '../../../src/sandbox/tokens/tokenIssuer';
import { tokenRoutes } from '../../../src/sandbox/tokens/tokenRoutes';

export const OPERATOR = '9eee026c-68e0-4319-b967-f041adede329';
export const NORDLYS = 'f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d';
export const HAVN = '10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8';
export const RESELLER = '611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e';
export const CUSTOMER = '2aec149c-606e-4473-ad47-2e620476bd5c';
/** Seconds since 1970. */
export const NOW = Date.UTC(2026, 0, 31, 10) / 1000;
export const BASE = 'https://localhost:7071';

const partner = (slug: string, tenantId: string, name: string, reseller?: true): Organisation => ({ kind: 'partner', tenantId, slug, name, domains: domainsOf(slug), ...(reseller && { reseller }) });

const organisations: readonly Organisation[] = [
  partner('nordlys', NORDLYS, 'Nordlys & Söner <IT>'),
  partner('havn', HAVN, 'Havn Cloud'),
  partner('reseller6120045', RESELLER, 'Waterland ICT', true),
  { kind: 'operator', tenantId: OPERATOR, slug: 'operator', name: 'Operator', domains: domainsOf('operator') },
  { kind: 'customer', tenantId: CUSTOMER, slug: 'customer', name: 'Björkhagen Bygg', domains: ['bjorkhagenbygg.onmicrosoft.com'] },
];

export const tenants: Tenants = {
  operatorTenantId: OPERATOR,
  byTenantId: async (tenantId) => organisations.find((each) => each.tenantId === tenantId),
  bySlug: async (slug) => organisations.find((each) => each.kind === 'partner' && each.slug === slug),
  byDomain: async (domain) => organisations.find((each) => each.domains.includes(domain) || each.slug === slugOfDomain(domain)),
  partners: async () => organisations.filter(({ kind }) => kind === 'partner'),
};

export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Record<string, unknown>;
  /** Of a page. */
  readonly text: string;
}

/** The local stand-in for Entra ID, asked by its routes as over HTTP, with a clock of its own. */
export class LocalEntra {
  now = NOW;
  readonly issuer: TokenIssuer;
  readonly #routes = new RouteTable<MountedRoute>();

  constructor(keys: SigningKeys, options: { readonly defaultRole?: PartnerRole; readonly now?: number } = {}) {
    if (options.now !== undefined) this.now = options.now;
    this.issuer = new TokenIssuer({ keys, url: 'http://127.0.0.1:7071', tenants, realNow: () => this.now, ...(options.defaultRole && { defaultRole: options.defaultRole }) });
    for (const route of tokenRoutes(this.issuer)) this.#routes.add(route.template, [route.method], route);
  }

  static async start(options?: { readonly defaultRole?: PartnerRole; readonly now?: number }): Promise<LocalEntra> {
    return new LocalEntra(await loadSigningKeys(), options);
  }

  async send(method: string, path: string, body = '', headers: Readonly<Record<string, string>> = {}): Promise<Told> {
    const url = new URL(path, BASE);
    const match = this.#routes.match(method, url.pathname);
    if (match.kind !== 'found') throw new Error(`no route ${method} ${path}`);
    const answer: MountedResponse = await match.target.handle({ method, url, headers, params: match.params, body: Buffer.from(body) });
    const text = typeof answer.body === 'string' ? answer.body : '';
    return { status: answer.status, headers: answer.headers ?? {}, body: (typeof answer.body === 'object' ? answer.body : {}) as Record<string, unknown>, text };
  }

  get(path: string): Promise<Told> {
    return this.send('GET', path);
  }

  post(path: string, form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Promise<Told> {
    return this.send('POST', path, new URLSearchParams(form).toString(), { 'content-type': 'application/x-www-form-urlencoded', ...headers });
  }

  /** Of the second version of the endpoint. */
  token(tenant: string, form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Promise<Told> {
    return this.post(`/${tenant}/oauth2/v2.0/token`, form, headers);
  }

  /** @throws unless tokens are given. */
  async granted(tenant: string, form: Readonly<Record<string, string>>): Promise<{ readonly access_token: string; readonly refresh_token: string; readonly id_token: string; readonly [member: string]: unknown }> {
    const { status, body } = await this.token(tenant, form);
    if (status !== 200) throw new Error(`refused: ${String(body['error_description'])}`);
    return body as Awaited<ReturnType<LocalEntra['granted']>>;
  }
}

export const appOnly = (clientId: string) => ({ grant_type: 'client_credentials', client_id: clientId, client_secret: 'any', scope: 'https://api.partnercenter.microsoft.com/.default' });
export const appAndUser = (clientId: string, refreshToken: string) => ({ grant_type: 'refresh_token', client_id: clientId, client_secret: 'any', refresh_token: refreshToken });
