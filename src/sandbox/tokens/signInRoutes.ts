import { html } from '../../adapters/html/html';
import { type MountedRequest, type MountedResponse, type MountedRoute } from '../../localhost/contracts';
import { type AuthorizeRequest, CARRIED, readAuthorize } from './authorizeRequest';
import { choiceOf, chosen, choosingFields, presetOf } from './choosing';
import { page, problemPage } from './html';
import { baseOf, formOf } from './oauthAnswer';
import { unknownTenant } from './oauthError';
import { tenantInPath, type TenantInPath } from './organisations';
import { sendBack } from './sendBack';
import { type TokenIssuer } from './tokenIssuer';

const TITLE = 'Sign in';

type KnownTenant = Exclude<TenantInPath, { kind: 'unknown' }>;

/** What the page asks, and what it carries on. @param problem why it is shown again. */
const signInPage = async (request: AuthorizeRequest, query: URLSearchParams, tenant: KnownTenant, issuer: TokenIssuer, problem?: string): Promise<MountedResponse> => {
  const choice = await choiceOf(tenant, issuer.tenants);
  const preset = await presetOf(request, issuer.tenants, issuer.defaultRole);
  const carried = CARRIED.flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [html`<input type="hidden" name="${name}" value="${value}">`];
  });
  const content = html`${problem === undefined ? undefined : html`<p role="alert">${problem}</p>`}
<p>The application <code>${request.clientId}</code> asks who you are. No password is needed: this is a test system on your own machine. Afterwards the browser goes to <code>${request.redirectUri}</code>.</p>
<form method="post">
${carried}${choosingFields(choice, preset)}
</form>`;
  return page(problem === undefined ? 200 : 400, TITLE, content);
};

/** What both methods do first. @param query of the address, or the fields of the page. */
const read = async (named: string, query: URLSearchParams, issuer: TokenIssuer): Promise<MountedResponse | { readonly request: AuthorizeRequest; readonly tenant: KnownTenant }> => {
  const tenant = await tenantInPath(named, issuer.tenants);
  if (tenant.kind === 'unknown') return problemPage(400, TITLE, unknownTenant(tenant.named).error.description);
  const asked = readAuthorize(query);
  if (asked.kind === 'shown') return problemPage(400, TITLE, asked.problem);
  if (asked.kind === 'told') return sendBack(asked.request, { error: asked.error.error, error_description: asked.error.description });
  return { request: asked.request, tenant };
};

const show = (issuer: TokenIssuer) => async ({ params, url }: MountedRequest): Promise<MountedResponse> => {
  const asked = await read(params['tenantId'] ?? '', url.searchParams, issuer);
  return 'status' in asked ? asked : signInPage(asked.request, url.searchParams, asked.tenant, issuer);
};

const answer = (issuer: TokenIssuer) => async (sent: MountedRequest): Promise<MountedResponse> => {
  const form = formOf(sent);
  if (!form.ok) return problemPage(400, TITLE, form.error.description);
  const asked = await read(sent.params['tenantId'] ?? '', form.value, issuer);
  if ('status' in asked) return asked;
  const { request, tenant } = asked;
  // An application may post its request instead of linking to it: then nobody has answered yet.
  const action = form.value.get('action');
  if (action === null) return signInPage(request, form.value, tenant, issuer);
  if (action !== 'sign_in') return sendBack(request, { error: 'access_denied', error_description: 'AADSTS65004: The sign-in was cancelled on the page.' });
  const who = await chosen(form.value, tenant, issuer.tenants, issuer.defaultRole);
  if (typeof who === 'string') return signInPage(request, form.value, tenant, issuer, who);
  const { clientId, redirectUri, scope, nonce, challenge } = request;
  const grantee = { clientId, ...who };
  const code = issuer.codes.issue({ grantee, redirectUri, scope, ...(nonce !== undefined && { nonce }), ...(challenge !== undefined && { challenge }) });
  return sendBack(request, { code, ...(request.withIdToken && { id_token: await issuer.mint.id(grantee, baseOf(sent), { ...(nonce !== undefined && { nonce }), code }) }) });
};

const signOut = async ({ url }: MountedRequest): Promise<MountedResponse> => {
  const back = url.searchParams.get('post_logout_redirect_uri');
  return page(200, 'Signed out', html`<p>Nothing is kept here of a sign-in, so there is nothing to end. Tokens that were given out stay good until they expire.</p>
${back !== null && /^https?:/i.test(back) && URL.canParse(back) ? html`<p><a href="${back}">Back to the application</a></p>` : undefined}`);
};

/** The page on which a person says who it is, in both versions of its address, and what ends a session elsewhere. */
export const signInRoutes = (issuer: TokenIssuer): readonly MountedRoute[] =>
  ['{tenantId}/oauth2/authorize', '{tenantId}/oauth2/v2.0/authorize'].flatMap((template) => [
    { method: 'GET', template, handle: show(issuer) },
    { method: 'POST', template, handle: answer(issuer) },
    { method: 'GET', template: template.replace('authorize', 'logout'), handle: signOut },
  ]);
