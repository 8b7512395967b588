import { type Organisation } from './tokens/organisations';
import { PARTNER_ROLES } from './tokens/roles';

const columns = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  return rows.map((row) => row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ').trimEnd());
};

/** A command for bash or zsh that asks for a token and lists the partner's customers; it needs nothing but curl and node. */
const firstCall = (url: string, { slug, tenantId }: Organisation, certificateFile: string | undefined): string => {
  const curl = certificateFile === undefined ? 'curl -s' : `curl -s --cacert ${certificateFile}`;
  const token = `${curl} ${url}/${tenantId}/oauth2/v2.0/token -d 'grant_type=client_credentials&client_id=${slug}-admin_agent&client_secret=any&scope=any'`;
  return `${curl} ${url}/v1/customers -H "Authorization: Bearer $(${token} | node -p 'JSON.parse(require("fs").readFileSync(0)).access_token')"`;
};

/**
 * What follows the ready line: who can sign in, as what, and one call that works when it is pasted. Nothing where there are no partners.
 * @param certificateFile what an https address is to be trusted by
 */
export const readyLines = (url: string, partners: readonly Organisation[], certificateFile?: string): readonly string[] => {
  const [first] = partners;
  if (first === undefined) return [];
  return [
    '',
    ...columns([['Partner', 'Tenant', 'Domain', 'Client ids, with any secret'], ...partners.map(({ name, tenantId, domains, slug }) => [name, tenantId, domains.find((each) => each.endsWith('.onmicrosoft.com')) ?? domains[0], `${slug}-{role}`])]),
    `{role}: ${PARTNER_ROLES.join(', ')}`,
    '',
    'The first call:',
    firstCall(url, first, certificateFile),
    '',
  ];
};
