import fc from 'fast-check';
import { peek, takeDeferred } from '../../../src/localhost/servicebus/engine/bySequence';
import { FrameBuffer } from '../../../src/localhost/servicebus/journal/frameBuffer';
import { Encoded } from '../../../src/localhost/servicebus/engine/encoded';
import { addFrame, decodeFrame, HEAD } from '../../../src/localhost/servicebus/journal/frame';
import { type Message } from '../../../src/localhost/servicebus/engine/message';
import { type Op } from '../../../src/localhost/servicebus/engine/op';
import { type Lock, type Session } from '../../../src/localhost/servicebus/engine/queue';
import { renewLock, settle, take, takeAway } from '../../../src/localhost/servicebus/engine/receiving';
import { cancelScheduled, send } from '../../../src/localhost/servicebus/engine/sending';
import { acceptNext, acceptSession, closeSession, renewSession, setSessionState } from '../../../src/localhost/servicebus/engine/sessions';
import { snapshot } from '../../../src/localhost/servicebus/engine/snapshot';
import { Engine, incoming, MINUTE } from './support';

const me = {};
const queue = (Properties: object = {}) => [{ Name: 'q', Properties }];
const sent = (engine: Engine, ...ids: string[]) => engine.run((store, now) => send(store, 'q', ids.map((id) => incoming(id)), now));
const taken = (engine: Engine): Lock | undefined => engine.run((store, now) => take(store, store.queue('q'), me, now));
const text = (lock: Lock | undefined): string | undefined => lock?.message.content.bare.read().toString();

describe('locks', () => {
  test.each([
    ['1 ms before it ends', MINUTE - 1, undefined],
    ['at the instant it ends', MINUTE, 'a'],
  ])('a message is there again: %s', (_, at, expected) => {
    const engine = new Engine(queue());
    sent(engine, 'a');
    taken(engine);
    engine.advanceTo(at);
    const again = taken(engine);
    expect(text(again)).toBe(expected);
    expect(again?.message.deliveryCount).toBe(expected === undefined ? undefined : 1);
  });

  test('a renewed lock counts from its renewal; a lost one settles nothing', () => {
    const engine = new Engine(queue());
    sent(engine, 'a');
    const lock = taken(engine)!;
    engine.advanceTo(30_000);
    expect(engine.run((store, now) => renewLock(store, store.queue('q'), lock.token, now))).toBe(90_000);
    engine.advanceTo(89_999);
    expect(taken(engine)).toBeUndefined();
    engine.advanceTo(90_000);
    expect(text(taken(engine))).toBe('a');
    expect(() => engine.run((store, now) => settle(store, store.queue('q'), lock.token, { kind: 'complete' }, now))).toThrow(expect.objectContaining({ condition: 'com.microsoft:message-lock-lost' }) as Error);
  });

  test('the last delivery that fails makes a dead letter, whether abandoned or run out', () => {
    const engine = new Engine(queue({ MaxDeliveryCount: 2 }));
    sent(engine, 'a');
    const first = taken(engine)!;
    engine.run((store, now) => settle(store, store.queue('q'), first.token, { kind: 'abandon' }, now));
    taken(engine);
    engine.advanceTo(MINUTE);
    expect(engine.texts('q')).toEqual([]);
    expect(engine.texts('q/$DeadLetterQueue')).toEqual(['a MaxDeliveryCountExceeded: Message could not be consumed after 2 delivery attempts.']);
  });
});

describe('time', () => {
  test.each([[999, ['a']], [1000, []]])('a message lives up to its last instant: %i ms', (at, expected) => {
    const engine = new Engine(queue({ DeadLetteringOnMessageExpiration: true }));
    engine.run((store, now) => send(store, 'q', [incoming('a', { ttl: 1000 })], now));
    engine.advanceTo(at);
    expect(engine.texts('q')).toEqual(expected);
    expect(engine.texts('q/$DeadLetterQueue')).toHaveLength(1 - expected.length);
  });

  test('one that runs out while locked may be completed, and goes when its lock ends otherwise', () => {
    const engine = new Engine(queue());
    engine.run((store, now) => send(store, 'q', [incoming('a', { ttl: 1000 }), incoming('b', { ttl: 1000 })], now));
    const [a] = [taken(engine)!, taken(engine)!];
    engine.advanceTo(2000);
    expect(engine.texts('q')).toEqual(['a', 'b']);
    engine.run((store, now) => settle(store, store.queue('q'), a.token, { kind: 'complete' }, now));
    engine.advanceTo(MINUTE);
    expect(engine.texts('q')).toEqual([]);
  });

  test.each([[999, []], [1000, ['later']]])('a scheduled message is enqueued at its instant, under a new number: %i ms', (at, expected) => {
    const engine = new Engine(queue());
    const [seq] = engine.run((store, now) => send(store, 'q', [incoming('later', { scheduledAt: 1000 })], now));
    engine.advanceTo(at);
    const lock = taken(engine);
    expect(text(lock) === undefined ? [] : [text(lock)]).toEqual(expected);
    if (lock) expect(lock.message.seq).toBeGreaterThan(seq!);
  });

  test('scheduled messages are taken back all or none', () => {
    const engine = new Engine(queue());
    const [seq] = engine.run((store, now) => send(store, 'q', [incoming('later', { scheduledAt: 1000 })], now));
    expect(() => engine.run((store) => cancelScheduled(store, 'q', [seq!, 99]))).toThrow('99');
    expect(engine.texts('q')).toEqual(['later']);
    engine.run((store) => cancelScheduled(store, 'q', [seq!]));
    engine.advanceTo(5000);
    expect(engine.texts('q')).toEqual([]);
  });

  test('a topic schedules as well, by the rules of the day it is due', () => {
    const engine = new Engine([], [{ Name: 't', Subscriptions: [{ Name: 's' }] }]);
    engine.run((store, now) => send(store, 't', [incoming('later', { scheduledAt: 1000 })], now));
    expect(engine.texts('t/Subscriptions/s')).toEqual([]);
    engine.advanceTo(1000);
    expect(engine.texts('t/Subscriptions/s')).toEqual(['later']);
  });
});

test.each([[299_999, 1], [300_000, 2]])('an id is known for as long as the window: %i ms', (at, expected) => {
  const engine = new Engine(queue({ RequiresDuplicateDetection: true, DuplicateDetectionHistoryTimeWindow: 'PT5M' }));
  sent(engine, 'a', 'a');
  engine.advanceTo(at);
  sent(engine, 'a');
  expect(engine.texts('q')).toHaveLength(expected);
});

test('a batch is taken whole or not at all', () => {
  const engine = new Engine(queue({ MaxSizeInMegabytes: 1 }));
  const half = { bare: Encoded.of(Buffer.alloc(600_000)) };
  expect(() => engine.run((store, now) => send(store, 'q', [incoming('a', half), incoming('b', half)], now))).toThrow(expect.objectContaining({ condition: 'amqp:resource-limit-exceeded' }) as Error);
  expect(engine.texts('q')).toEqual([]);
  expect(engine.changes?.ops).toEqual([]);
});

describe('sessions', () => {
  const sessions = queue({ RequiresSession: true });
  const fill = (engine: Engine) => engine.run((store, now) => send(store, 'q', ['a1', 'b1', 'a2'].map((id) => incoming(id, { sessionId: id.charAt(0) })), now));
  const takeOf = (engine: Engine, session: Session) => text(engine.run((store, now) => take(store, store.queue('q'), me, now, session)));

  test('the one that has waited longest comes first, and nobody else gets it meanwhile', () => {
    const engine = new Engine(sessions);
    fill(engine);
    const next = () => engine.run((store, now) => acceptNext(store, store.queue('q'), me, now));
    const [a, b] = [next()!, next()!];
    expect([a.id, b.id, next()]).toEqual(['a', 'b', undefined]);
    expect([takeOf(engine, a), takeOf(engine, a), takeOf(engine, a)]).toEqual(['a1', 'a2', undefined]);
  });

  test('a lock that has run out counts against what was locked, a closed session does not', () => {
    const engine = new Engine(sessions);
    fill(engine);
    const accept = () => engine.run((store, now) => acceptSession(store, store.queue('q'), 'a', me, now));
    const closed = accept();
    takeOf(engine, closed);
    engine.run((store, now) => closeSession(store, store.queue('q'), closed, now));
    const lost = accept();
    takeOf(engine, lost);
    expect(engine.run((store) => peek(store, store.queue('q'), 1, 1))[0]?.deliveryCount).toBe(0);
    engine.advanceTo(MINUTE);
    expect(engine.changes?.ended).toEqual([{ holder: me, sessionId: 'a' }]);
    expect(engine.run((store) => peek(store, store.queue('q'), 1, 1))[0]?.deliveryCount).toBe(1);
  });

  test.each([{ hasNext: false }, { hasNext: true }])('whoever lost the lock of a session takes nothing of it any more (somebody else has it: $hasNext)', ({ hasNext }) => {
    const engine = new Engine(sessions);
    const [before, next] = [{}, {}];
    fill(engine);
    const session = engine.run((store, now) => acceptSession(store, store.queue('q'), 'a', before, now));
    engine.advanceTo(MINUTE);
    if (hasNext) engine.run((store, now) => acceptSession(store, store.queue('q'), 'a', next, now));
    expect(engine.run((store, now) => take(store, store.queue('q'), before, now, session))).toBeUndefined();
    expect(engine.run((store) => takeAway(store, store.queue('q'), before, idOf, session))).toBeUndefined();
    const current = engine.run((store, now) => (hasNext ? store.queue('q').session('a', now) : acceptSession(store, store.queue('q'), 'a', next, now)));
    const got = [1, 2].map(() => text(engine.run((store, now) => take(store, store.queue('q'), next, now, current))));
    expect(got).toEqual(['a1', 'a2']);
  });

  test('a renewed lock goes on; the state is only its holder’s to set', () => {
    const engine = new Engine(sessions);
    engine.run((store, now) => acceptSession(store, store.queue('q'), 'x', me, now));
    engine.advanceTo(MINUTE - 1);
    expect(engine.run((store, now) => renewSession(store, store.queue('q'), 'x', now))).toBe(2 * MINUTE - 1);
    engine.advanceTo(2 * MINUTE - 1);
    expect(() => engine.run((store, now) => setSessionState(store, store.queue('q'), 'x', Buffer.from('s'), now))).toThrow(expect.objectContaining({ condition: 'com.microsoft:session-lock-lost' }) as Error);
  });
});

/** What was written, without why it is a dead letter. */
const idOf = ({ content }: Message): string => content.bare.read().toString().split(' ')[0] ?? '';

/** What a random client may do. Numbers choose among what there is. */
type Step = { readonly kind: 'send' | 'schedule' | 'take' | 'complete' | 'abandon' | 'defer' | 'deadLetter' | 'undefer' | 'wait' | 'release'; readonly pick: number };
const steps = fc.array(fc.record({ kind: fc.constantFrom<Step['kind']>('send', 'send', 'schedule', 'take', 'take', 'complete', 'abandon', 'defer', 'deadLetter', 'undefer', 'wait', 'release'), pick: fc.nat(1000) }), { maxLength: 120 });

interface Outcome {
  readonly engine: Engine;
  readonly sent: Set<string>;
  readonly completed: Set<string>;
  readonly ops: Op[];
}

function play(list: readonly Step[], withSessions: boolean, onTake: (lock: Lock) => void = () => undefined): Outcome {
  const engine = new Engine(queue({ MaxDeliveryCount: 3, RequiresSession: withSessions }));
  const [sentIds, completed, ops] = [new Set<string>(), new Set<string>(), [] as Op[]];
  const held: Lock[] = [];
  const run = <T>(command: Parameters<typeof engine.run<T>>[0]): T => {
    const result = engine.run(command);
    ops.push(...(engine.changes?.ops ?? []));
    return result;
  };
  const sessions = new Map<string, Session>();
  for (const [index, { kind, pick }] of list.entries()) {
    const lock = held[pick % Math.max(held.length, 1)];
    const deferred = [...engine.store.queue('q').messages.values()].find(({ state }) => state === 'deferred');
    switch (kind) {
      case 'send':
      case 'schedule':
        sentIds.add(`m${index}`);
        run((store, now) => send(store, 'q', [incoming(`m${index}`, { ...(withSessions && { sessionId: `s${pick % 3}` }), ...(kind === 'schedule' && { scheduledAt: now + pick * 100 }) })], now));
        break;
      case 'take': {
        let session: Session | undefined;
        if (withSessions) {
          session = [...sessions.values()].filter(({ holder }) => holder !== undefined)[pick % 2] ?? run((store, now) => acceptNext(store, store.queue('q'), {}, now));
          if (!session) break;
          sessions.set(session.id, session);
        }
        const got = run((store, now) => take(store, store.queue('q'), session?.holder ?? me, now, session));
        if (got) {
          onTake(got);
          held.push(got);
        }
        break;
      }
      case 'undefer':
        if (deferred && (!withSessions || engine.store.queue('q').sessions.get(deferred.content.sessionId ?? '')?.holder !== undefined)) held.push(...run((store, now) => takeDeferred(store, store.queue('q'), [deferred.seq], me, now, deferred.content.sessionId)));
        break;
      case 'release': {
        const session = [...sessions.values()][pick % Math.max(sessions.size, 1)];
        if (session?.holder !== undefined) run((store, now) => closeSession(store, store.queue('q'), session, now));
        break;
      }
      case 'wait':
        engine.now += pick * 100;
        run(() => undefined);
        break;
      default:
        if (!lock?.held) break;
        run((store, now) => settle(store, store.queue('q'), lock.token, { kind }, now));
        if (kind === 'complete') completed.add(idOf(lock.message));
    }
  }
  return { engine, sent: sentIds, completed, ops };
}

/** As they are after a restart. */
function throughFrame(ops: readonly Op[]): Op[] {
  const frame = new FrameBuffer();
  addFrame(frame, ops);
  const payload = frame.bytes.subarray(HEAD);
  return decodeFrame(payload, { source: { fill: (target, offset) => void payload.copy(target, 0, offset) }, start: 0, contents: new Map(), texts: new Map() });
}

const remaining = (engine: Engine): string[] => ['q', 'q/$DeadLetterQueue'].flatMap((path) => [...engine.store.queue(path).messages.values()].map(idOf));

describe.each([false, true])('whatever clients do (sessions: %s)', (withSessions) => {
  test('nothing is lost and nothing is doubled', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { engine, sent: all, completed } = play(list, withSessions);
        expect([...remaining(engine), ...completed].sort()).toEqual([...all].sort());
      }),
    );
  });

  test('what the journal has makes the same state, by its changes and by its snapshot', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { engine, ops } = play(list, withSessions);
        const [replayed, compacted] = [new Engine(queue({ MaxDeliveryCount: 3, RequiresSession: withSessions })), new Engine(queue({ MaxDeliveryCount: 3, RequiresSession: withSessions }))];
        for (const op of ops) for (const kept of throughFrame([op])) replayed.store.apply(kept);
        for (const op of snapshot(engine.store, engine.now)) compacted.store.apply(op);
        const durable = ({ store }: Engine) => [...store.queues()].map(({ path, messages, bytes }) => ({ path, bytes, messages: [...messages.values()].sort((one, other) => one.seq - other.seq).map(({ seq, deliveryCount, deferred, content, enqueuedAt, scheduledAt }) => ({ seq, deliveryCount, deferred, content: { ...content, bare: content.bare.read().toString() }, enqueuedAt, scheduledAt })) }));
        expect(durable(replayed)).toEqual(durable(engine));
        expect(durable(compacted)).toEqual(durable(engine));
      }),
    );
  });
});

test('a session hands out the earliest there is, whatever happened before', () => {
  fc.assert(
    fc.property(steps, (list) => {
      play(list, true, ({ session, message }) => {
        expect(session?.ready.peek()?.seq ?? Infinity).toBeGreaterThan(message.seq);
      });
    }),
  );
});

test('what has ended leaves nothing behind: two thousand sessions are none', () => {
  const engine = new Engine(queue({ RequiresSession: true }));
  for (let round = 0; round < 2000; round += 1) {
    engine.run((store, now) => send(store, 'q', [incoming(`m${round}`, { sessionId: `s${round}` })], now));
    const session = engine.run((store, now) => acceptNext(store, store.queue('q'), me, now))!;
    const lock = engine.run((store, now) => take(store, store.queue('q'), me, now, session))!;
    engine.run((store, now) => settle(store, store.queue('q'), lock.token, { kind: 'complete' }, now));
    engine.run((store, now) => closeSession(store, store.queue('q'), session, now));
  }
  const { sessions, locks, messages, bytes } = engine.store.queue('q');
  expect([sessions.size, locks.size, messages.size, bytes]).toEqual([0, 0, 0, 0]);
  expect(engine.store.deadlines.held).toBeLessThan(200);
});
