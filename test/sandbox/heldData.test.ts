import { schemaVersion } from '../../src/app/schema/schemaVersions';
import { PARTNERS_PARTITION, tenantKey } from '../../src/app/partner/partnerRows';
import { holdsData } from '../../src/sandbox/heldData';
import { SandboxProblem } from '../../src/sandbox/sandboxProblem';
import { World } from '../support/world';

const problemOf = async (world: World): Promise<string> => {
  const problem: unknown = await holdsData(world.app).catch((error: unknown) => error);
  return problem instanceof SandboxProblem ? problem.message : `none, but ${String(problem)}`;
};

test('a store of this release holds data', async () => {
  expect(await holdsData((await World.at('2026-06-10T10:00:00Z')).app)).toBe(true);
});

test('one that a newer release has written is not begun on: by what that noted, or by the first row that it wrote', async () => {
  const noted = await World.at('2026-06-10T10:00:00Z');
  await noted.stores.Directory.commit('schema', [{ op: 'put', key: 'schema|installation', value: { type: 'schema', schema: schemaVersion + 1, since: '2026-06-10T10:00:00.000Z' } }]);
  expect(await problemOf(noted)).toContain(`was written by a newer release (schema ${schemaVersion + 1}; this one knows ${schemaVersion})`);

  const written = await World.at('2026-06-10T10:00:00Z');
  const key = tenantKey(written.as('havn').partner.tenantId);
  const row = await written.stores.Partners.read(PARTNERS_PARTITION, key);
  await written.stores.Partners.commit(PARTNERS_PARTITION, [{ op: 'put', key, value: { ...row?.value, schemaVersion: 9 } }]);
  expect(await problemOf(written)).toContain('it was written by a newer release: version 9 of partner');
});
