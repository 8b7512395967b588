import { moveCustomers, type MovePorts } from '../../src/app/shards/moveCustomers';
import { resumeMoves } from '../../src/cli/shards/resumeMoves';
import { type Terminal } from '../../src/cli/terminal';
import { instant } from '../../src/kernel/instant';
import { allAt, memoryAccounts, shardProcess } from '../support/shardAccounts';

const CUSTOMER = 'c3f1a2d4-0000-4000-8000-000000000001';
const now = instant('2026-03-02T10:00:00.000Z');

/** Two accounts, with one customer in the first. */
const accounts = async () => {
  const { partners, tables } = await memoryAccounts(['main', 'east'], allAt(['main', 'east'], 0));
  let millis = 0;
  const time = { elapsed: () => millis, pause: async (more: number) => void (millis += more) };
  const { maps, commerce } = shardProcess({ partners, tables }, time.elapsed);
  await commerce.commit(CUSTOMER, [{ op: 'create', key: `customer|${CUSTOMER}`, value: { type: 'customer', id: CUSTOMER } }]);
  const ports: MovePorts = { maps, accounts: tables, clock: { now: () => now }, patience: time };
  const printed: string[] = [];
  const terminal = { print: (line: string) => void printed.push(line), complain: (line: string) => void printed.push(line) } as unknown as Terminal;
  return { ports, printed, terminal };
};

describe('nextterm shards resume', () => {
  test('is done where nothing is on its way any more', async () => {
    const { ports, printed, terminal } = await accounts();
    await moveCustomers(ports, [CUSTOMER], 'east');
    expect(await resumeMoves(ports, false, terminal)).toEqual({ said: { rows: 0, onTheirWay: 0, split: null }, isPart: false });
    expect(printed).toEqual(['Nothing is on its way any more. 0 rows were copied.']);
  });

  test('is not done, and says so, where slots are still on their way: only the split goes on with them', async () => {
    const { ports, printed, terminal } = await accounts();
    await ports.maps.change(({ split: _, ...map }) => ({ slots: { ...map, split: { from: 'main', to: 'east', slots: [3, 4], moved: 0, startedAt: now } } }));
    expect(await resumeMoves(ports, false, terminal)).toMatchObject({ said: { onTheirWay: 0, split: { slots: [3, 4] } }, isPart: true });
    expect(printed).toEqual(['2 slots are still on their way. It goes on with: nextterm shards split main --to east --slots 2']);
  });
});
