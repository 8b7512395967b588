import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deleteSnapshot } from '../../sandbox/snapshots/deleteSnapshot';
import { loadSnapshot } from '../../sandbox/snapshots/loadSnapshot';
import { saveSnapshot } from '../../sandbox/snapshots/saveSnapshot';
import { listSnapshots, type Snapshot } from '../../sandbox/snapshots/snapshotFolder';
import { PROJECT_ROOT } from '../projectRoot';
import { type Terminal } from '../terminal';

interface Asking {
  readonly action: 'save' | 'load' | 'list' | 'delete';
  readonly name: string;
  readonly dataFolder: string;
  readonly replace: boolean;
}

const versionHere = (): string => (JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8')) as { readonly version: string }).version;

const described = ({ at, savedAt, version, world }: Snapshot): string => `${at === undefined ? 'real time' : `clock at ${at}`}, ${world === undefined ? 'the sample world' : `the world of ${world}`}, saved ${savedAt} by version ${version}`;

/** @returns the exit code. @throws SandboxProblem */
export const carryOut = async ({ action, name, dataFolder, replace }: Asking, { print }: Terminal): Promise<number> => {
  switch (action) {
    case 'save': {
      const saved = await saveSnapshot({ dataFolder, name, replace, version: versionHere(), realNow: () => new Date().toISOString(), say: print });
      print(`Saved ${saved.name}: ${described(saved)}`);
      return 0;
    }
    case 'load': {
      const loaded = await loadSnapshot(dataFolder, name, print);
      print(`Loaded ${loaded.name}: ${described(loaded)}`);
      return 0;
    }
    case 'delete':
      print(`Deleted ${deleteSnapshot(dataFolder, name).name}`);
      return 0;
    case 'list': {
      const all = listSnapshots(dataFolder);
      for (const each of all) print(`${each.name}: ${described(each)}`);
      if (all.length === 0) print(`There are no snapshots in ${dataFolder}.`);
      return 0;
    }
  }
};
