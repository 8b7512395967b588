import { type HostClock, type MountedResponse } from '../../src/localhost/contracts';
import { VirtualClock } from '../../src/localhost/clock/virtualClock';
import { clockRoutes, MOST_KEPT, type MoveWatch } from '../../src/sandbox/clockRoutes';
import { instant } from '../../src/kernel/instant';
import { HappeningJournal } from '../../src/sandbox/happeningJournal';

const START = '2026-01-31T10:00:00.000Z';
const silent = { log: () => undefined };

const world = (start = START) => {
  const clock = new VirtualClock({ start: Date.parse(start), logger: silent });
  const journal = new HappeningJournal();
  const post = poster(clock, journal);
  /** Work that is due at an instant and leaves a record. */
  const due = (at: string, what: string, work: () => Promise<void> = async () => undefined): void => {
    clock.schedule(Date.parse(at), async () => {
      await work();
      journal.record({ at: new Date(clock.now()).toISOString(), what, subject: 's-1', outcome: 'completed' });
    });
  };
  return { clock, journal, post, due };
};

const next = async () => ({ items: [], moveTo: instant('2026-02-01T00:00:00.000Z') });
const allWell: MoveWatch = { storageProblem: async () => undefined, failures: () => 0, next, held: async () => undefined };

const poster = (clock: HostClock, journal: HappeningJournal, watch = allWell) => {
  const routes = clockRoutes(clock, journal, watch);
  return (body: unknown, method = 'POST', template = 'local/clock'): Promise<MountedResponse> => {
    const route = routes.find((one) => one.method === method && one.template === template);
    if (route === undefined) throw new Error(`no route for ${method} ${template}`);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return route.handle({ method, url: new URL('http://127.0.0.1/local/clock'), headers: {}, params: {}, body: Buffer.from(text) });
  };
};

test('GET says where the clock stands', async () => {
  expect(await world().post('', 'GET')).toEqual({ status: 200, body: { now: START, virtual: true } });
});

test('[DUE-4] a move says what waits because the operator holds it back', async () => {
  const { clock, journal } = world();
  const waits = { state: 'paused', reason: 'a look at the prices', since: instant(START), waiting: 3, oldest: { kind: 'renewal', at: instant('2026-02-28T00:00:00.000Z') } } as const;
  const post = poster(clock, journal, { ...allWell, held: async () => waits });
  const moved = { from: START, to: '2026-03-01T00:00:00.000Z', happened: [], held: waits };
  expect(await post({ advanceTo: '2026-03-01T00:00:00Z' })).toEqual({ status: 200, body: moved });
  expect(await post('', 'GET', 'local/clock/last')).toEqual({ status: 200, body: { ...moved, leftOut: 0 } });
});

test('advanceTo runs what falls due on the way, in order, and says so', async () => {
  const { post, due } = world();
  due('2026-02-28T00:00:00.000Z', 'renewal');
  due('2026-02-07T10:00:00.000Z', 'window');
  due('2026-03-01T00:00:00.001Z', 'too late');
  expect(await post({ advanceTo: '2026-03-01T00:00:00Z' })).toEqual({
    status: 200,
    body: {
      from: START,
      to: '2026-03-01T00:00:00.000Z',
      happened: [
        { at: '2026-02-07T10:00:00.000Z', what: 'window', subject: 's-1', outcome: 'completed' },
        { at: '2026-02-28T00:00:00.000Z', what: 'renewal', subject: 's-1', outcome: 'completed' },
      ],
    },
  });
});

test.each([
  [{ advance: 'P7D' }, '2026-02-07T10:00:00.000Z'],
  [{ advance: 'P1M' }, '2026-02-28T10:00:00.000Z'],
  [{ advance: 'PT0.5S' }, '2026-01-31T10:00:00.500Z'],
  [{ advance: 'PT0S' }, START],
  [{ advance: 'P1Y2M3DT4H' }, '2027-04-03T14:00:00.000Z'],
  [{ advanceTo: START }, START],
  [{ advanceTo: '2026-02-01' }, '2026-02-01T00:00:00.000Z'],
  [{ advanceTo: '2026-02-01T01:00:00+01:00' }, '2026-02-01T00:00:00.000Z'],
  [{ advanceTo: '9989-12-31T23:59:59.999Z' }, '9989-12-31T23:59:59.999Z'],
])('%j moves to %s', async (body, to) => {
  const { post, clock } = world();
  expect(await post(body)).toEqual({ status: 200, body: { from: START, to, happened: [] } });
  expect(new Date(clock.now()).toISOString()).toBe(to);
});

test.each([
  ['a millisecond back', { advanceTo: '2026-01-31T09:59:59.999Z' }, `The clock stands at ${START} and never goes back to 2026-01-31T09:59:59.999Z.`],
  ['a negative duration', { advance: '-P1D' }, `The clock stands at ${START} and never goes back to 2026-01-30T10:00:00.000Z.`],
  ['a negative part', { advance: 'P-1D' }, `The clock stands at ${START} and never goes back to 2026-01-30T10:00:00.000Z.`],
  ['words', { advance: 'soon' }, '"soon" is neither an ISO 8601 instant (advanceTo) nor a duration (advance).'],
  ['an empty text', { advance: '' }, '"" is neither an ISO 8601 instant (advanceTo) nor a duration (advance).'],
  ['a day that is none', { advanceTo: '2026-02-30' }, '"2026-02-30" is neither an ISO 8601 instant (advanceTo) nor a duration (advance).'],
  ['a time without a day', { advanceTo: '10:00' }, '"10:00" is neither an ISO 8601 instant (advanceTo) nor a duration (advance).'],
  ['a millisecond past the year 9989', { advanceTo: '9990-01-01T00:00:00Z' }, 'The clock ends with the year 9989, so that what begins then can end before the year 10000.'],
  ['the year 10000', { advance: 'P8000Y' }, 'The clock ends with the year 9989, so that what begins then can end before the year 10000.'],
  ['beyond all dates', { advance: 'P999999999Y' }, '"P999999999Y" is neither an ISO 8601 instant (advanceTo) nor a duration (advance).'],
  ['both', { advance: 'P1D', advanceTo: '2026-03-01' }, 'The body must be {"advanceTo":"2026-03-01T00:00:00Z"} or {"advance":"P7D"}.'],
  ['neither', {}, 'The body must be {"advanceTo":"2026-03-01T00:00:00Z"} or {"advance":"P7D"}.'],
  ['a number', { advance: 7 }, 'The body must be {"advanceTo":"2026-03-01T00:00:00Z"} or {"advance":"P7D"}.'],
  ['an unknown member', { advance: 'P1D', to: 'x' }, 'The body must be {"advanceTo":"2026-03-01T00:00:00Z"} or {"advance":"P7D"}.'],
  ['no JSON', '{"advance":', 'The body must be {"advanceTo":"2026-03-01T00:00:00Z"} or {"advance":"P7D"}.'],
  ['nothing', '', 'The body must be {"advanceTo":"2026-03-01T00:00:00Z"} or {"advance":"P7D"}.'],
])('%s: 400, and the clock stands', async (_name, body, description) => {
  const { post, clock } = world();
  expect(await post(body)).toEqual({ status: 400, body: { code: 'InvalidClockMove', description, source: 'NextTerm local runtime' } });
  expect(new Date(clock.now()).toISOString()).toBe(START);
});

test('a real clock cannot be moved: 409', async () => {
  const real: HostClock = { virtual: false, now: () => Date.parse(START), schedule: () => () => undefined, busy: (work) => work(), enter: (work) => work(), pause: (work) => work(), idle: async () => undefined };
  expect(await poster(real, new HappeningJournal())({ advance: 'P1D' })).toMatchObject({ status: 409, body: { code: 'RealClock' } });
});

describe('storage that cannot be reached', () => {
  const down = 'storage cannot be reached (connect ECONNREFUSED).';
  const refused = (at: string) => ({
    status: 503,
    headers: { 'retry-after': '5' },
    body: { code: 'StorageUnavailable', description: `The clock stands at ${at} and goes no further: ${down}`, source: 'NextTerm local runtime' },
  });

  test('before a move: 503 with the reason, and the clock stands', async () => {
    const { clock, journal, due } = world();
    due('2026-02-01T00:00:00.000Z', 'renewal');
    const post = poster(clock, journal, { ...allWell, storageProblem: async () => down });
    expect(await post({ advance: 'P7D' })).toEqual(refused(START));
    expect(new Date(clock.now()).toISOString()).toBe(START);
  });

  test('in the middle of a move: it stops where the work failed, and goes on once storage is back', async () => {
    const { clock, journal, due } = world();
    let [isDown, failures, asked] = [false, 0, 0];
    due('2026-02-01T00:00:00.000Z', 'sweep', async () => {
      isDown = true;
      failures += 1;
    });
    due('2026-02-02T00:00:00.000Z', 'later sweep');
    const storageProblem = async (): Promise<string | undefined> => {
      asked += 1;
      return isDown ? down : undefined;
    };
    const post = poster(clock, journal, { ...allWell, storageProblem, failures: () => failures });
    expect(await post({ advance: 'P7D' })).toEqual(refused('2026-02-01T00:00:00.000Z'));
    isDown = false;
    expect(await post({ advanceTo: '2026-02-07T10:00:00Z' })).toMatchObject({ status: 200, body: { happened: [{ what: 'later sweep' }] } });
    // Before each of the two moves, and after the one failure: not at every position.
    expect(asked).toBe(3);
  });
});

test('a move ends although clients never pause', async () => {
  const { clock, post, due } = world();
  due('2026-02-01T00:00:00.000Z', 'renewal');
  let going = true;
  const hammer = async (): Promise<void> => {
    while (going) await clock.enter(() => new Promise((resolve) => setImmediate(resolve)));
  };
  const clients = [hammer(), hammer(), hammer()];
  expect(await post({ advance: 'P7D' })).toMatchObject({ status: 200, body: { happened: [{ what: 'renewal' }] } });
  going = false;
  await Promise.all(clients);
});

test('moves asked for at the same time run one after the other, each from where the last one ended', async () => {
  const { post, due } = world();
  due('2026-02-03T00:00:00.000Z', 'first');
  due('2026-02-10T00:00:00.000Z', 'second');
  const [one, two, back] = await Promise.all([post({ advance: 'P7D' }), post({ advance: 'P7D' }), post({ advanceTo: '2026-02-14T09:59:59.999Z' })]);
  expect(one?.body).toMatchObject({ from: START, to: '2026-02-07T10:00:00.000Z', happened: [{ what: 'first' }] });
  expect(two?.body).toMatchObject({ from: '2026-02-07T10:00:00.000Z', to: '2026-02-14T10:00:00.000Z', happened: [{ what: 'second' }] });
  expect(back).toMatchObject({ status: 400 });
});

test('a move that breaks off fails, and the next one works', async () => {
  const journal = new HappeningJournal();
  let full = true;
  const clock = new VirtualClock({
    start: Date.parse(START),
    logger: silent,
    onMove: async () => {
      if (full) throw new Error('disk full');
    },
  });
  const post = poster(clock, journal);
  await expect(post({ advance: 'P1D' })).rejects.toThrow('disk full');
  full = false;
  await expect(post({ advance: 'P7D' })).resolves.toMatchObject({ status: 200, body: { happened: [] } });
});

test('while it moves, the clock says from where to where; afterwards what happened in the last move is there to read, whoever asked for it', async () => {
  const { post, due } = world();
  expect(await post('', 'GET', 'local/clock/last')).toMatchObject({ status: 404, body: { code: 'NotMoved' } });
  let seen: MountedResponse | undefined;
  due('2026-02-01T00:00:00.000Z', 'renewal', async () => {
    seen = await post('', 'GET');
  });
  const moved = await post({ advance: 'P7D' });
  expect(seen).toEqual({ status: 200, body: { now: '2026-02-01T00:00:00.000Z', virtual: true, moving: { from: START, to: '2026-02-07T10:00:00.000Z' } } });
  expect(await post('', 'GET')).toEqual({ status: 200, body: { now: '2026-02-07T10:00:00.000Z', virtual: true } });
  expect(await post('', 'GET', 'local/clock/last')).toEqual({ status: 200, body: { ...(moved.body as object), leftOut: 0 } });
});

test('of a long move the first that happened are kept, and how many are not', async () => {
  const { post, journal, clock } = world();
  clock.schedule(Date.parse('2026-02-01T00:00:00.000Z'), async () => {
    for (let at = 0; at <= MOST_KEPT; at += 1) journal.record({ at: START, what: String(at), subject: 's', outcome: 'completed' });
  });
  expect(((await post({ advance: 'P7D' })).body as { happened: unknown[] }).happened).toHaveLength(MOST_KEPT + 1);
  expect(await post('', 'GET', 'local/clock/last')).toMatchObject({ body: { happened: { length: MOST_KEPT, 0: { what: '0' } }, leftOut: 1 } });
});

test('what is next is told with where the clock stands; while storage is away it says that nobody knows', async () => {
  expect(await world().post('', 'GET', 'local/clock/next')).toEqual({ status: 200, body: { now: START, items: [], moveTo: '2026-02-01T00:00:00.000Z' } });
  const clock = new VirtualClock({ start: Date.parse(START), logger: silent });
  const failing = async (): Promise<never> => {
    throw new Error('no storage');
  };
  const away = poster(clock, new HappeningJournal(), { ...allWell, next: failing, storageProblem: async () => 'storage cannot be reached.' });
  expect(await away('', 'GET', 'local/clock/next')).toMatchObject({ status: 503, headers: { 'retry-after': '5' }, body: { code: 'StorageUnavailable', description: 'Nobody knows what is next: storage cannot be reached.' } });
  await expect(poster(clock, new HappeningJournal(), { ...allWell, next: failing })('', 'GET', 'local/clock/next')).rejects.toThrow('no storage');
});
