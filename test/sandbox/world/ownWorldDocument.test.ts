import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { worldJsonSchema } from '../../../src/sandbox/world/worldSchema';
import { temporaryFolder, writeTree } from '../../support/temporaryFolder';
import { prepared, refusalOf } from './ownWorld';

const docs = join(__dirname, '..', '..', '..', 'docs');
const folder = temporaryFolder();
const text = readFileSync(join(docs, 'your-own-world.md'), 'utf8');

/** The first block of a kind. */
const block = (kind: string): string => new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? '';

test('[REN-2] the worked example of docs/your-own-world.md can be loaded, and runs as that says', async () => {
  writeTree(folder, { 'world.yaml': block('yaml'), 'portfolio.csv': block('csv') });
  const { world } = await prepared(join(folder, 'world.yaml'));
  expect(world).toMatchObject({ partners: [{ slug: 'acme' }], customers: [{ name: 'Bakkerij Zon' }] });
  expect(world.brought.map(({ outcome: { subscription } }) => [subscription.quantity, subscription.cyclePrice, subscription.cycle.end, subscription.term.end, subscription.autoRenew])).toEqual([
    [12, '16.48', '2026-01-09', '2026-03-09', true],
    [30, '5.38', '2026-01-14', '2026-01-14', true],
    [5, '110.4', '2026-06-30', '2026-06-30', false],
  ]);
});

test('mistakes look as docs/your-own-world.md shows them', async () => {
  const wrong = { 'world.yaml': block('yaml').replace('relationships: { acme:', 'relationships: { acmee:'), 'portfolio.csv': block('csv').replace('P1Y,monthly,2026-03-09', 'P1M,monthly,2026-03-30') };
  writeTree(join(folder, 'wrong'), wrong);
  const [first = ''] = await refusalOf(prepared(join(folder, 'wrong', 'world.yaml')));
  expect(text).toContain(first);
  writeTree(join(folder, 'wrong'), { 'world.yaml': block('yaml') });
  const [second = ''] = await refusalOf(prepared(join(folder, 'wrong', 'world.yaml'), '2026-03-10T00:00:00Z'));
  expect(text).toContain(second);
});

test('docs/world.schema.json is the schema that files are read by (WRITE_SCHEMA=1 writes it)', () => {
  const file = join(docs, 'world.schema.json');
  const made = `${JSON.stringify(worldJsonSchema(), undefined, 2)}\n`;
  if (process.env['WRITE_SCHEMA'] === '1') writeFileSync(file, made);
  expect(readFileSync(file, 'utf8')).toBe(made);
});
