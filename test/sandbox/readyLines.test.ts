import { readyLines } from '../../src/sandbox/readyLines';
import { type Organisation } from '../../src/sandbox/tokens/organisations';

const partner = (slug: string, name: string): Organisation => ({ kind: 'partner', slug, name, tenantId: `00000000-0000-4000-8000-00000000000${name.length % 10}`, domains: [`${slug}.example`, `${slug}.onmicrosoft.com`] });

test('partners, client ids of every role, and one call stand under the ready line', () => {
  const lines = readyLines('http://127.0.0.1:7071', [partner('havn', 'Havn Cloud'), partner('polder', 'Polder Distributie')]);
  expect(lines).toEqual([
    '',
    'Partner             Tenant                                Domain                  Client ids, with any secret',
    'Havn Cloud          00000000-0000-4000-8000-000000000000  havn.onmicrosoft.com    havn-{role}',
    'Polder Distributie  00000000-0000-4000-8000-000000000008  polder.onmicrosoft.com  polder-{role}',
    '{role}: admin_agent, sales_agent, helpdesk_agent, billing_admin, global_admin',
    '',
    'The first call:',
    expect.stringMatching(/^curl -s http:\/\/127\.0\.0\.1:7071\/v1\/customers -H "Authorization: Bearer \$\(curl .*client_id=havn-admin_agent&.*\)"$/),
    '',
  ]);
});

test('without partners there is nothing to say', () => {
  expect(readyLines('http://127.0.0.1:7071', [])).toEqual([]);
});
