import { readConfig } from '../../src/wiring/config';

export const testEnvironment = {
  NEXTTERM_STORAGE: 'UseDevelopmentStorage=true',
  NEXTTERM_TOKEN_ISSUER: 'https://issuer.example/{tenantId}',
  NEXTTERM_TOKEN_AUDIENCE: 'https://api.example',
  NEXTTERM_JWKS_URI: 'https://issuer.example/{tenantId}/keys',
  NEXTTERM_OPERATOR_TENANT: '9eee026c-68e0-4319-b967-f041adede329',
};

export const testConfig = readConfig(testEnvironment);
