import { MemoryExportFiles } from '../../src/adapters/memory/memoryExportFiles';
import { readConfig } from '../../src/wiring/config';
import { wire } from '../../src/wiring/wiring';
import { testConfig } from '../support/worldConfig';
import { FixedClock } from '../support/fixedClock';
import { memoryStores } from '../support/worldStores';

const environment = (limit: string | undefined) => ({
  NEXTTERM_STORAGE: 'UseDevelopmentStorage=true',
  NEXTTERM_TOKEN_AUDIENCE: 'https://api.example',
  NEXTTERM_OPERATOR_TENANT: testConfig.operatorTenantId,
  ...(limit !== undefined && { NEXTTERM_SUBSCRIPTIONS_PER_CUSTOMER: limit }),
});

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

test.each([
  { setting: '250', limit: 250 },
  { setting: '', limit: undefined },
  { setting: undefined, limit: undefined },
])('[ORD-7] the setting "$setting" makes $limit the limit of the policy', ({ setting, limit }) => {
  const app = wire({ config: readConfig(environment(setting)), stores: memoryStores(), exportFiles: new MemoryExportFiles(), clock: new FixedClock('2026-03-02T10:00:00Z'), log });
  expect(app.policies.policies.map(({ subscriptionsPerCustomer }) => subscriptionsPerCustomer)).toEqual([limit]);
});

test.each(['0', '-1', '1.5', 'many', '1000000'])('[ORD-7] the setting "%s" stops the start', (setting) => {
  expect(() => readConfig(environment(setting))).toThrow('NEXTTERM_SUBSCRIPTIONS_PER_CUSTOMER: must be a whole number');
});
