import { type Instant } from '../../../src/kernel/instant';
import { rowsOf } from '../../support/rowsOf';
import { copyOf, Installation } from './installation';
import { type Life } from './life';
import { type RowChange } from './recorder';

/** The same installation as it stands, in tables of its own: what is done to it is no part of the life. @param hosts that it has. @param at where its clock stands. */
export const besideOf = async ({ installation, world }: Pick<Life, 'installation' | 'world'>, hosts: number, at: Instant = installation.now()): Promise<Installation> => {
  const beside = new Installation(copyOf(installation.stores), at, world.config, hosts);
  for (const { partition, key, value } of await rowsOf(beside.stores.Deadlines)) beside.recorder.dueTimes.follow({ table: 'Deadlines', partition, key, before: undefined, after: value } as RowChange);
  return beside;
};
