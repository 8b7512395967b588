import sample from '../../local.settings.sample.json';
import { localSettings } from '../../src/sandbox/settings';

const start = { url: 'http://127.0.0.1:7080', storage: 'UseDevelopmentStorage=true', serviceBus: 'Endpoint=sb://127.0.0.1:5672', mail: 'file:///data/mail', operatorTenantId: 'tenant' };

test('the sandbox sets exactly the keys that local.settings.sample.json lists', () => {
  expect(Object.keys(localSettings(start, {})).sort()).toEqual(Object.keys(sample.Values).sort());
});

test('where things are follows the port; the seller’s choices may come from the environment', () => {
  const environment = { NEXTTERM_ROUNDING: 'UNIT_DOWN', NEXTTERM_TOKEN_ISSUER: 'https://login.microsoftonline.com/{tenantId}/v2.0' };
  expect(localSettings(start, environment)).toMatchObject({
    NEXTTERM_TOKEN_ISSUER: 'http://127.0.0.1:7080/{tenantId}/v2.0',
    NEXTTERM_JWKS_URI: 'http://127.0.0.1:7080/{tenantId}/discovery/v2.0/keys',
    NEXTTERM_OPERATOR_TENANT: 'tenant',
    NEXTTERM_PATCH: 'keep',
    NEXTTERM_ROUNDING: 'UNIT_DOWN',
  });
});
