import type * as df from 'durable-functions';
import { MemoryStore } from '../../../src/localhost/durable/store/memory';
import { type DurableStore } from '../../../src/localhost/durable/store/port';
import { type DurableApp, durableApp } from './durableApp';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../support/currentCore').currentCore, { virtual: true });

type Steps = Generator<df.Task, unknown, never>;

/** A parent whose child asks an activity that is broken until it is mended, or waits to be terminated. */
const family = async (store: DurableStore = new MemoryStore()) => {
  const broken = { is: true };
  const began: string[] = [];
  const run = await durableApp(({ app }) => {
    app.orchestration('parent', function* ({ df: context }): Steps {
      return ['parent', yield context.callSubOrchestrator('child', 'given', 'the-child')];
    });
    app.orchestration('child', function* ({ df: context }): Steps {
      return ['child', context.getInput(), yield context.callActivity('fragile')];
    });
    app.activity('fragile', {
      handler: () => {
        began.push('fragile');
        if (broken.is) throw new Error('broken');
        return 'mended';
      },
    });
  }, store);
  await run.start('parent', 'p');
  expect((await run.status('p')).runtimeStatus).toBe('Failed');
  broken.is = false;
  return { run, began };
};
const rewind = async (run: DurableApp, id: string): Promise<void> => {
  expect((await run.call('POST', `instances/${id}/rewind?reason=mended`)).status).toBe(202);
  await run.clock.idle();
};
/** What the parent says of its child, in its status and once in the log. */
const warned = async (run: DurableApp, why: string): Promise<void> => {
  const warning = `The sub-orchestration 'the-child', which failed, ${why}: a rewind does not reach it, and this instance waits for its end until it is terminated.`;
  expect(await run.status('p')).toMatchObject({ runtimeStatus: 'Running', localRuntimeWarning: warning });
  expect(run.lines.filter((line) => line.includes(warning))).toHaveLength(1);
};

describe('a parent that is rewound says of a failed child for which it waits in vain', () => {
  it('that it was purged', async () => {
    const { run } = await family();
    expect((await run.call('DELETE', 'instances/the-child')).status).toBe(200);
    await rewind(run, 'p');
    await warned(run, 'was purged');
  });

  it('that it was rewound by itself, and has completed', async () => {
    const { run, began } = await family();
    await rewind(run, 'the-child');
    await rewind(run, 'p');
    await warned(run, 'is Completed by now');
    expect(began).toEqual(['fragile', 'fragile']);
  });

  it('that another instance has its id, which goes on as it was', async () => {
    const { run } = await family();
    await run.start('child', 'the-child', 'theirs');
    await rewind(run, 'p');
    await warned(run, 'has lost its id to another instance');
    expect((await run.status('the-child')).output).toEqual(['child', 'theirs', 'mended']);
  });

  it('that it was terminated', async () => {
    const run = await durableApp(({ app }) => {
      app.orchestration('parent', function* ({ df: context }): Steps {
        return ['parent', yield context.callSubOrchestrator('child', null, 'the-child')];
      });
      app.orchestration('child', function* ({ df: context }): Steps {
        return yield context.waitForExternalEvent('go');
      });
    });
    await run.start('parent', 'p');
    await run.call('POST', 'instances/the-child/terminate?reason=enough');
    await run.clock.idle();
    expect([(await run.status('the-child')).runtimeStatus, (await run.status('p')).runtimeStatus]).toEqual(['Terminated', 'Failed']);
    await rewind(run, 'p');
    await warned(run, 'is Terminated by now');
    expect((await run.status('the-child')).runtimeStatus).toBe('Terminated');
  });
});

it('a rewind loses no end of a child that is there before its parent waits again', async () => {
  const inner = new MemoryStore();
  const held: { until?: Promise<void> } = {};
  const store = new Proxy(inner, {
    get: (_, name) => {
      const method = Reflect.get(inner, name) as (...args: unknown[]) => unknown;
      return async (...args: unknown[]): Promise<unknown> => {
        if (name === 'commit' && (args[0] as { record: { id: string } }).record.id === 'p') await held.until;
        return method.apply(inner, args);
      };
    },
  });
  const { run } = await family(store);
  // Long enough for whatever can run to run.
  held.until = (async () => {
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  })();
  await rewind(run, 'p');
  expect(await run.status('p')).toMatchObject({ runtimeStatus: 'Completed', output: ['parent', ['child', 'given', 'mended']] });
});
