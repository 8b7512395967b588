import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as df from 'durable-functions';
import { createCore } from '../../../src/localhost/core/coreModule';
import { AppInvoker } from '../../../src/localhost/core/invoker';
import { EventType, type HistoryEvent } from '../../../src/localhost/durable/protocol';
import { collectingLogger } from '../support/collectingLogger';
import { setCurrentCore } from '../support/currentCore';
import { episodes, isDecision, replayedEpisode } from './replayedHistory';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../support/currentCore').currentCore, { virtual: true });

/**
 * Histories in the form the Durable extension hands to the library (the shape, names and texts of its published samples and of the
 * library's own test histories), cut at every episode: the real library runs on what was known then, and what we decide must be what the
 * history says came next.
 */
interface Fixture {
  readonly orchestrator: string;
  readonly history: readonly HistoryEvent[];
}

/** What an orchestrator yields and is given back. */
type Steps = Generator<df.Task, unknown, never>;

const folder = join(__dirname, 'histories');
const fixtures = readdirSync(folder).map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(join(folder, file), 'utf8')) as Fixture] as const);

const register = (): void => {
  const { orchestration } = df.app;
  orchestration('E1_HelloSequence', function* ({ df: durable }): Steps {
    const output: unknown[] = [];
    for (const city of ['Tokyo', 'Seattle', 'London']) output.push(yield durable.callActivity('E1_SayHello', city));
    return output;
  });
  orchestration('E2_BackupSiteContent', function* ({ df: durable }): Steps {
    const files = (yield durable.callActivity('E2_GetFileList', durable.getInput())) as string[];
    const sizes = (yield durable.Task.all(files.map((file) => durable.callActivity('E2_CopyFileToBlob', file)))) as number[];
    return sizes.reduce((sum, size) => sum + size, 0);
  });
  orchestration('E4_SmsPhoneVerification', function* ({ df: durable }): Steps {
    const code = (yield durable.callActivity('E4_SendSmsChallenge', durable.getInput())) as number;
    const timer = durable.createTimer(new Date(durable.currentUtcDateTime.getTime() + 30_000));
    for (let attempt = 0; attempt <= 3; attempt += 1) {
      const response = durable.waitForExternalEvent('SmsChallengeResponse');
      // A timer that has been yielded once is listed again by the library, so the sample waits for it beside the first answer only.
      const winner = (yield attempt === 0 ? durable.Task.any([response, timer]) : response) as df.Task;
      if (winner === timer) return false;
      if ((attempt === 0 ? response.result : winner) === code) {
        timer.cancel();
        return true;
      }
    }
    return false;
  });
  orchestration('Retrying', function* ({ df: durable }): Steps {
    try {
      return yield durable.callActivityWithRetry('Flaky', new df.RetryOptions(10_000, 2));
    } catch {
      return yield durable.callActivity('Report', 'gave up');
    }
  });
  orchestration('TwoRetries', function* ({ df: durable }): Steps {
    return yield durable.Task.all(['A', 'B'].map((name) => durable.callActivityWithRetry(name, new df.RetryOptions(10_000, 3))));
  });
  orchestration('Parent', function* ({ df: durable }): Steps {
    try {
      yield durable.Task.all([durable.callSubOrchestrator('Child', { n: 1 }, 'child-1'), durable.callSubOrchestrator('Child', { n: 2 })]);
    } catch {
      yield durable.callActivity('Report', 'one failed');
    }
    return null;
  });
  orchestration('Transfer', function* ({ df: durable }): Steps {
    durable.signalEntity(new df.EntityId('Counter', 'log'), 'add', 1);
    const amount = yield durable.callEntity(new df.EntityId('Counter', 'a'), 'get');
    return yield durable.callActivity('Report', amount);
  });
  orchestration('Unlucky', function* ({ df: durable }): Steps {
    try {
      return yield durable.callActivity('Flaky');
    } catch {
      throw new Error('gave up');
    }
  });
  orchestration('CallsHttp', function* ({ df: durable }): Steps {
    const response = (yield durable.callHttp({ method: 'GET', url: 'https://example.org/start' })) as { content: string };
    return response.content;
  });
};

const logger = collectingLogger();
const core = createCore(logger);
setCurrentCore(core.module);
register();
const invoker = new AppInvoker(core);

const instant = (text: string): string => new Date(text).toISOString();

/** What of a decision both sides must agree on; ids of messages are made up by whoever sends them. */
const essence = (event: HistoryEvent): object => {
  switch (event.EventType) {
    case EventType.TaskScheduled:
      return { task: event.EventId, name: event.Name, input: JSON.parse(event.Input) as unknown };
    case EventType.TimerCreated:
      return { timer: event.EventId, at: instant(event.FireAt) };
    case EventType.SubOrchestrationInstanceCreated:
      return { sub: event.EventId, name: event.Name, id: event.InstanceId, input: event.Input };
    case EventType.EventSent: {
      const { op, input, parent } = JSON.parse(event.Input) as { op?: string; input?: string; parent?: string };
      return { sent: event.EventId, to: event.InstanceId, name: event.Name, op, input, parent };
    }
    default:
      return event;
  }
};

describe.each(fixtures)('%s', (_, fixture) => {
  const cuts = episodes(fixture.history);
  it.each(cuts.map(([from, to], n) => [n + 1, from, to] as const))('episode %d', async (_episode, from, to) => {
    const { decided, outcome, episode } = await replayedEpisode(invoker, fixture.orchestrator, fixture.history, [from, to]);
    expect(decided.map(essence)).toEqual(episode.filter(isDecision).map(essence));

    const completed = episode.find((event) => event.EventType === EventType.ExecutionCompleted);
    if (completed?.EventType !== EventType.ExecutionCompleted) expect(outcome).toEqual({ kind: 'waiting' });
    else if (completed.OrchestrationStatus === 1) expect(outcome).toEqual({ kind: 'completed', output: completed.Result });
    else expect(`Orchestrator function '${fixture.orchestrator}' failed: ${outcome.kind === 'failed' ? outcome.error : outcome.kind}`).toBe(JSON.parse(completed.Result ?? '""'));
  });
});

it('has fixtures for every pattern', () => {
  expect(fixtures.map(([name]) => name)).toHaveLength(10);
});
