import { Html, html } from '../../adapters/html/html';
import { type Organisation, type TenantInPath, type Tenants } from './organisations';
import { type User, userOf } from './grantee';
import { PARTNER_ROLES, type PartnerRole, roleNamedBy, roleOf, roleWithin } from './roles';

/** More than these are not put into one list: the tenant in the path names any other. */
const MOST_LISTED = 500;

/** Who may sign in on a page. */
export interface Choice {
  readonly organisations: readonly Organisation[];
  /** How many are left out of the list. */
  readonly more: number;
}

/** What is chosen when the page opens. */
export interface Preset {
  readonly tenantId?: string;
  readonly role: PartnerRole;
}

/** Whom a tenant in a path lets sign in: its own people, or those of every partner and the operator's. */
export const choiceOf = async (tenant: Exclude<TenantInPath, { kind: 'unknown' }>, tenants: Tenants): Promise<Choice> => {
  if (tenant.kind === 'one') return { organisations: [tenant.organisation], more: 0 };
  const operator = await tenants.byTenantId(tenants.operatorTenantId);
  const all = [...(await tenants.partners()), ...(operator === undefined ? [] : [operator])];
  return { organisations: all.slice(0, MOST_LISTED), more: Math.max(all.length - MOST_LISTED, 0) };
};

/** What a sign-in name that was given as a hint, and a client id, say of who it will be. */
export const presetOf = async ({ loginHint, clientId }: { readonly loginHint?: string; readonly clientId: string }, tenants: Tenants, defaultRole: PartnerRole): Promise<Preset> => {
  const [local = '', domain = ''] = (loginHint ?? '').split('@');
  const hinted = domain === '' ? undefined : await tenants.byDomain(domain.toLowerCase());
  const owner = hinted ?? (await tenants.bySlug(clientId.split('-')[0]?.toLowerCase() ?? ''));
  return { ...(owner !== undefined && { tenantId: owner.tenantId }), role: roleNamedBy(local) ?? roleNamedBy(clientId) ?? defaultRole };
};

const option = ({ tenantId, name, domains }: Organisation, preset: Preset): Html => html`<option value="${tenantId}"${new Html(tenantId === preset.tenantId ? ' selected' : '')}>${name} (${domains[0]})</option>`;

const group = (label: string, organisations: readonly Organisation[], preset: Preset): Html | undefined =>
  organisations.length === 0 ? undefined : html`<optgroup label="${label}">${organisations.map((each) => option(each, preset))}</optgroup>`;

const organisationField = ({ organisations, more }: Choice, preset: Preset): Html => {
  const [only] = organisations;
  if (only !== undefined && organisations.length === 1) return html`<p>Organisation: <strong>${only.name}</strong> (${only.domains[0]})</p><input type="hidden" name="tenant" value="${only.tenantId}">`;
  return html`<label for="tenant">Organisation</label>
<select id="tenant" name="tenant" required>
${group('Partners', organisations.filter(({ kind, reseller }) => kind === 'partner' && reseller !== true), preset)}
${group('Indirect resellers', organisations.filter(({ reseller }) => reseller === true), preset)}
${group('Whoever runs this installation', organisations.filter(({ kind }) => kind === 'operator'), preset)}
</select>
${more > 0 ? html`<p>${more} more are not listed: their sign-in address has the tenant id or domain in the place of <code>common</code>.</p>` : undefined}`;
};

const words = (role: string): string => `${role.charAt(0).toUpperCase()}${role.slice(1).replaceAll('_', ' ')}`;

const roleField = ({ organisations }: Choice, preset: Preset): Html | undefined => {
  if (!organisations.some(({ kind }) => kind === 'partner')) return undefined;
  const others = organisations.some(({ kind }) => kind !== 'partner');
  return html`<fieldset>
<legend>Role</legend>
${PARTNER_ROLES.map((role) => html`<label><input type="radio" name="role" value="${role}"${new Html(role === preset.role ? ' checked' : '')}> ${words(role)}</label>
`)}${others ? html`<p>The operator's people have one role, whatever is chosen here.</p>` : undefined}</fieldset>`;
};

/** The fields of a form by which a person says who it is. */
export const choosingFields = (choice: Choice, preset: Preset): Html => html`${organisationField(choice, preset)}
${roleField(choice, preset)}
<button type="submit" name="action" value="sign_in">Sign in</button>
<button type="submit" name="action" value="cancel" formnovalidate>Cancel</button>`;

/** Who it is. */
export interface Chosen {
  readonly organisation: Organisation;
  readonly role: string;
  readonly user: User;
}

/**
 * What was chosen on the page, checked anew: the form may come from anywhere.
 * @returns one sentence, if it names nobody who may sign in here
 */
export const chosen = async (form: URLSearchParams, tenant: Exclude<TenantInPath, { kind: 'unknown' }>, tenants: Tenants, defaultRole: PartnerRole): Promise<Chosen | string> => {
  const tenantId = form.get('tenant')?.toLowerCase() ?? (tenant.kind === 'one' ? tenant.organisation.tenantId : '');
  const organisation = tenantId === '' ? undefined : await tenants.byTenantId(tenantId);
  if (organisation === undefined) return 'Choose an organisation.';
  if (tenant.kind === 'one' && organisation.tenantId !== tenant.organisation.tenantId) return `Only people of ${tenant.organisation.name} can sign in here.`;
  const named = form.get('role');
  const asked = named === null ? defaultRole : roleOf(named);
  if (asked === undefined) return `There is no role "${named}". These are: ${PARTNER_ROLES.join(', ')}.`;
  const role = roleWithin(organisation, asked);
  return { organisation, role, user: userOf(organisation, role) };
};
