import { SweepRounds } from '../../src/app/due/sweepRound';
import { drain } from '../../src/cli/operations/drain';
import { serveWorld, type CliServer } from '../support/cliServer';
import { typed } from '../support/typedLine';
import { World } from '../support/world';

const NOW = '2026-03-02T10:00:00.000Z';
const operator = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'o', displayName: 'o', roles: ['operator'], appOnly: true } as const;

let world: World;
let server: CliServer;
beforeAll(async () => {
  world = await World.at(NOW);
  server = await serveWorld(world, 'havn', operator);
});
afterAll(() => server.close());
beforeEach(async () => {
  world.sleepUntil(NOW);
  await world.app.sweepControl.put({ state: 'running', reason: '' }, operator);
});

const round = async (): Promise<void> => {
  const { app } = world;
  await new SweepRounds().run(app, { processes: { start: async () => undefined, tell: async () => undefined }, startInvoices: async () => undefined, hub: { isLive: async () => false } });
};
const lines = (text: string): string[] => text.trim().split('\n').map((line) => line.trim());
/** What a command run by itself says. */
const heard = () => {
  const [printed, complained]: [string[], string[]] = [[], []];
  return { printed, complained, terminal: { print: (text: string) => void printed.push(text), complain: (text: string) => void complained.push(text) } as never };
};

test('[DUE-4] nextterm sweep pauses, with a reason and for some kinds, says what holds, and lets go on', async () => {
  expect(await typed(['sweep', 'pause', '--url', server.url, '--reason', 'a look at the prices', '--kinds', 'renewal, cycle'])).toMatchObject({ code: 0, stderr: '' });
  const { stdout } = await typed(['sweep', 'status', '--url', server.url]);
  expect(lines(stdout)).toEqual(['Due work is paused (renewal, cycle alone) since 2026-03-02 10:00: a look at the prices.', 'No sweep has come to its end since.', 'No sweep has come to its end yet.']);
  expect(lines((await typed(['sweep', 'resume', '--url', server.url])).stdout)[0]).toBe('Due work is carried out since 2026-03-02 10:00.');
  expect(JSON.parse((await typed(['sweep', 'status', '--url', server.url, '--json'])).stdout)).toMatchObject({ state: 'running', drained: false });
});

test.each([
  [['sweep'], 'status, pause or resume?'],
  [['sweep', 'stop'], 'There is no action stop'],
  [['sweep', 'pause'], 'pause takes a --reason'],
  [['sweep', 'resume', '--kinds', 'renewal'], '--kinds is of pause'],
  [['sweep', 'status', '--reason', 'x'], '--reason is of pause and resume'],
  [['drain'], 'drain takes a --reason'],
  [['drain', '--reason', 'x', '--for', 'long'], '--for takes whole minutes'],
])('nextterm %j makes no sense, and says why', async (args, why) => {
  expect(await typed([...args, '--url', server.url])).toMatchObject({ code: 2, stderr: expect.stringContaining(why) as string });
});

test('a kind that there is not is refused by the server', async () => {
  expect(await typed(['sweep', 'pause', '--url', server.url, '--reason', 'x', '--kinds', 'renewals'])).toMatchObject({ code: 1, stderr: expect.stringContaining('kinds') as string });
});

describe('[DUE-4] nextterm drain', () => {
  test('--wait ends once all is at rest', async () => {
    await world.app.startedProcesses.note('renewal-2026-03-02T00-07', 'renewal');
    const { printed, terminal } = heard();
    let looks = 0;
    const wait = async (): Promise<void> => {
      looks += 1;
      world.sleepUntil(`2026-03-02T10:0${looks}:00.000Z`);
      if (looks === 2) await round();
    };
    expect(await drain({ url: server.url }, { reason: 'version 2', minutes: 15 }, terminal, wait)).toBe(0);
    expect([looks, lines(printed.join('\n')).slice(0, 2)]).toEqual([2, ['Due work is drained since 2026-03-02 10:00: version 2.', 'Nothing runs.']]);
  });

  test('says what still runs after the time; a clock that stands still brings no sweep', async () => {
    await world.app.startedProcesses.note('renewal-2026-03-02T00-07', 'renewal');
    const late = heard();
    expect(await drain({ url: server.url }, { reason: 'version 2', minutes: 1 }, late.terminal, async () => world.sleepUntil(world.now().replace(/:0\d:/, ':09:')))).toBe(1);
    expect(late.printed.join()).toContain('1 process may still run: renewal-2026-03-02T00-07.');
    world.sleepUntil(NOW);
    await world.app.sweepControl.put({ state: 'running', reason: '' }, operator);
    const still = heard();
    expect(await drain({ url: server.url }, { reason: 'version 2', minutes: 15 }, still.terminal, async () => undefined)).toBe(1);
    expect(still.complained.join()).toContain('stands still');
  });

  test('without --wait it is told, and nobody waits', async () => {
    expect(await typed(['drain', '--url', server.url, '--reason', 'version 2'])).toMatchObject({ code: 0, stdout: expect.stringContaining('Due work is drained') as string });
  });
});

test('[DUE-5] nextterm health shows every part, and ends with 1 where one is not well', async () => {
  await round();
  const well = await typed(['health', '--url', server.url]);
  expect([well.code, lines(well.stdout)[0]]).toEqual([0, `${server.url} is healthy.`]);
  expect(well.stdout).toMatch(/sweep +up +the last ended 0 s ago/);
  await world.app.unreadable.raise([{ table: 'Commerce', partition: 'p', key: 'k', etag: 'e', kind: 'cart', reason: 'spoilt', partnerIds: [] }]);
  await round();
  world.sleepUntil('2026-03-02T10:00:06.000Z');
  const unwell = await typed(['health', '--url', server.url]);
  expect(unwell).toMatchObject({ code: 1, stdout: expect.stringMatching(/unreadable +degraded +1/) as string });
  server.tamper = () => '{"hello":"world"}';
  expect(await typed(['health', '--url', server.url])).toMatchObject({ code: 1, stderr: expect.stringContaining('no NextTerm of this version') as string });
  server.tamper = (_path, text) => text;
});
