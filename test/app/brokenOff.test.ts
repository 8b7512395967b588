import { CustomerBeingRestored } from '../../src/app/backup/restoringFence';
import { BrokenOffs } from '../../src/app/check/brokenOff';
import { StoreUnavailable } from '../../src/kernel/partitionStore';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

test('[DUE-1] a customer whose comparison breaks off, or that is being restored, is told of; a store that does not answer ends the call', async () => {
  const brokenOff = new BrokenOffs(quiet);
  await brokenOff.unless('c0', async () => undefined);
  expect(brokenOff.told()).toEqual({});
  await brokenOff.unless('c1', () => Promise.reject(new CustomerBeingRestored('c1')));
  await brokenOff.unless('c2', () => Promise.reject(new RangeError('too much')));
  await expect(brokenOff.unless('c3', () => Promise.reject(new StoreUnavailable('away')))).rejects.toThrow('away');
  expect(brokenOff.told()).toEqual({ failed: [{ customerId: 'c1', reason: 'Customer c1 is being restored from a back-up' }, { customerId: 'c2', reason: 'too much' }] });
});
