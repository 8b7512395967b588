import { html } from '../../adapters/html/html';
import { type MountedRequest, type MountedResponse, type MountedRoute } from '../../localhost/contracts';
import { choiceOf, chosen, choosingFields, presetOf } from './choosing';
import { type UserCodeProblem } from './deviceCodes';
import { page, problemPage } from './html';
import { baseOf, formOf, NOT_KEPT, refusalAnswer } from './oauthAnswer';
import { longerThanAllowed, missing, unknownTenant } from './oauthError';
import { tenantInPath } from './organisations';
import { type TokenIssuer } from './tokenIssuer';

/** Where people type the code of a device: `/devicelogin`, as Entra ID's. */
export const DEVICE_PAGE = 'devicelogin';

const TITLE = 'Sign in on another device';

const LONGEST_SCOPE = 4000;

const PROBLEMS: Readonly<Record<UserCodeProblem, string>> = {
  unknown: 'There is no such code. Look at the device again: codes have nine letters.',
  expired: 'This code has expired. Let the device begin again.',
  answered: 'This code was answered already. Let the device begin again if it did not go on.',
};

const codePage = (problem?: UserCodeProblem): MountedResponse =>
  page(
    problem === undefined ? 200 : 400,
    TITLE,
    html`${problem === undefined ? undefined : html`<p role="alert">${PROBLEMS[problem]}</p>`}
<form method="get" action="/${DEVICE_PAGE}">
<label for="user_code">Code that the device shows</label>
<input type="text" id="user_code" name="user_code" required autocomplete="off" autocapitalize="characters" spellcheck="false">
<button type="submit">Next</button>
</form>`,
  );

const choosingPage = async (userCode: string, issuer: TokenIssuer, problem?: string): Promise<MountedResponse> => {
  const asked = issuer.devices.asked(userCode);
  if (!asked.ok) return codePage(asked.error);
  const { clientId, tenant } = asked.value;
  const fields = choosingFields(await choiceOf(tenant, issuer.tenants), await presetOf({ clientId }, issuer.tenants, issuer.defaultRole));
  return page(
    problem === undefined ? 200 : 400,
    TITLE,
    html`${problem === undefined ? undefined : html`<p role="alert">${problem}</p>`}
<p>The application <code>${clientId}</code> waits on a device that shows the code <strong>${userCode.toUpperCase()}</strong>. Say who signs in there.</p>
<form method="post" action="/${DEVICE_PAGE}">
<input type="hidden" name="user_code" value="${userCode}">
${fields}
</form>`,
  );
};

const answered = async (form: URLSearchParams, issuer: TokenIssuer): Promise<MountedResponse> => {
  const userCode = form.get('user_code') ?? '';
  const asked = issuer.devices.asked(userCode);
  if (!asked.ok) return codePage(asked.error);
  if (form.get('action') !== 'sign_in') {
    issuer.devices.decide(userCode, undefined);
    return page(200, 'Declined', html`<p>The device is told that nobody signs in there. This page can be closed.</p>`);
  }
  const who = await chosen(form, asked.value.tenant, issuer.tenants, issuer.defaultRole);
  if (typeof who === 'string') return choosingPage(userCode, issuer, who);
  const decided = issuer.devices.decide(userCode, who);
  if (!decided.ok) return codePage(decided.error);
  return page(200, 'Signed in', html`<p>The device goes on as <strong>${who.user.signInName}</strong>. This page can be closed.</p>`);
};

/** RFC 8628 §3.2. The first version says `verification_url`, and numbers as texts. */
const start = (issuer: TokenIssuer, version: 1 | 2) => async (request: MountedRequest): Promise<MountedResponse> => {
  const form = formOf(request);
  if (!form.ok) return refusalAnswer(form.error, request.headers);
  const clientId = form.value.get('client_id');
  if (clientId === null || clientId === '') return refusalAnswer(missing('client_id').error, request.headers);
  const tooLong = longerThanAllowed({ client_id: clientId }) ?? longerThanAllowed({ scope: form.value.get('scope'), resource: form.value.get('resource') }, LONGEST_SCOPE);
  if (tooLong !== undefined) return refusalAnswer(tooLong.error, request.headers);
  const tenant = await tenantInPath(request.params['tenantId'] ?? '', issuer.tenants);
  if (tenant.kind === 'unknown') return refusalAnswer(unknownTenant(tenant.named).error, request.headers);
  const scope = [form.value.get('scope') ?? '', form.value.get('resource') ?? ''].join(' ').trim();
  const { deviceCode, userCode, expiresIn, interval } = issuer.devices.start({ clientId, scope, tenant });
  const where = `${baseOf(request)}/${DEVICE_PAGE}`;
  const message = `To sign in, use a web browser to open the page ${where} and enter the code ${userCode} to authenticate.`;
  const codes = { user_code: userCode, device_code: deviceCode };
  return {
    status: 200,
    headers: NOT_KEPT,
    body: version === 1 ? { ...codes, verification_url: where, expires_in: String(expiresIn), interval: String(interval), message } : { ...codes, verification_uri: where, expires_in: expiresIn, interval, message },
  };
};

/** The device's side, in both versions of its address, and the page of the person who answers for it. */
export const deviceRoutes = (issuer: TokenIssuer): readonly MountedRoute[] => [
  { method: 'POST', template: '{tenantId}/oauth2/devicecode', handle: start(issuer, 1) },
  { method: 'POST', template: '{tenantId}/oauth2/v2.0/devicecode', handle: start(issuer, 2) },
  {
    method: 'GET',
    template: DEVICE_PAGE,
    handle: async ({ url }) => {
      const userCode = url.searchParams.get('user_code');
      return userCode === null || userCode === '' ? codePage() : choosingPage(userCode, issuer);
    },
  },
  {
    method: 'POST',
    template: DEVICE_PAGE,
    handle: async (request) => {
      const form = formOf(request);
      return form.ok ? answered(form.value, issuer) : problemPage(400, TITLE, form.error.description);
    },
  },
];
