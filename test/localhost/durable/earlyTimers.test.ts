import { durableApp, START } from './durableApp';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../support/currentCore').currentCore, { virtual: true });

const early = (define: Parameters<typeof durableApp>[0]) => durableApp(define, undefined, undefined, undefined, { timersEarlyBy: 900 });

// The genuine extension (Durable Task 3.19.0, on Azure Storage) fired timers 0.1 to 0.9 s before their time: recording runs/timer.json.
it('timers fire early where they are told to, and the orchestrator finds a clock before their time', async () => {
  const app = await early(({ app: functions }) => {
    functions.orchestration('o', function* ({ df }) {
      yield df.createTimer(new Date(START + 5_000));
      return df.currentUtcDateTime.getTime() - START;
    });
  });
  await app.start('o', 'i');
  await app.advance(4_099);
  expect((await app.status('i')).runtimeStatus).toBe('Running');
  await app.advance(1);
  expect(await app.status('i')).toMatchObject({ runtimeStatus: 'Completed', output: 4_100 });
});

it('one that is waited for again, since it came too soon, comes at its time', async () => {
  const calls: number[] = [];
  const app = await early(({ app: functions }) => {
    functions.orchestration('o', function* ({ df }) {
      const due = new Date(START + 5_000);
      calls.push(df.currentUtcDateTime.getTime() - START);
      while (df.currentUtcDateTime < due) yield df.createTimer(due);
      return df.currentUtcDateTime.getTime() - START;
    });
  });
  await app.start('o', 'i');
  await app.advance(6_000);
  expect(await app.status('i')).toMatchObject({ runtimeStatus: 'Completed', output: 5_000 });
  expect(calls).toHaveLength(3);
});
