import { html } from '../../adapters/html/html';
import { type MountedResponse } from '../../localhost/contracts';
import { page } from './html';
import { type AuthorizeRequest } from './authorizeRequest';

const FOUND = 302;

/** Sends the browser back to the client with what it asked for, or with an error. `state` goes along as it came. */
export const sendBack = ({ redirectUri, responseMode, state }: AuthorizeRequest, members: Readonly<Record<string, string>>): MountedResponse => {
  const told = { ...members, ...(state !== undefined && { state }) };
  if (responseMode === 'form_post') {
    const fields = Object.entries(told).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
    return page(200, 'Going back', html`<form method="post" action="${redirectUri}">${fields}<button type="submit">Continue</button></form>`, { submitsItself: true });
  }
  const search = new URLSearchParams(told).toString();
  const target = responseMode === 'fragment' ? `${redirectUri}#${search}` : `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${search}`;
  return { status: FOUND, headers: { location: target, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }, body: '' };
};
