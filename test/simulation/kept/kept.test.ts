import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleSimulation, type Bundle } from '../../../src/cli/simulate/bundleSimulation';
import { LivingWorker } from '../../../src/cli/simulate/livingWorker';
import { knownFaults } from '../mutants/knownFaults';
import { type KeptLife } from './keptLife';

const root = join(__dirname, '..', '..', '..');
const lives = readdirSync(__dirname).filter((file) => file.endsWith('.json')).map((file) => ({ file, text: readFileSync(join(__dirname, file), 'utf8') }));

describe('lives in which something did not hold once', () => {
  let bundle: Bundle;
  let worker: LivingWorker;

  beforeAll(async () => {
    bundle = await bundleSimulation(root);
    worker = await LivingWorker.start({ bundle: bundle.file, root, node: process.execPath, patience: 60_000 });
  });

  afterAll(async () => {
    worker.kill();
    await bundle.end();
  });

  test('those that met a known fault name one', () => {
    const named = lives.flatMap(({ file, text }) => {
      const { fault } = JSON.parse(text) as KeptLife;
      return fault === undefined ? [] : [{ file, fault }];
    });
    expect(named.filter(({ fault }) => knownFaults.every(({ name }) => name !== fault))).toEqual([]);
  });

  test.each(lives.map(({ file, text }) => [file, (JSON.parse(text) as KeptLife).what, text] as const))('%s: %s', async (_, __, text) => {
    const told = await worker.ask({ relive: text });
    expect(told).toMatchObject({ lived: expect.anything() as unknown });
    expect(told).not.toHaveProperty('lived.broken');
  });
});
