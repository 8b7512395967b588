import type * as FileSystem from 'node:fs';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Encoded } from '../../../src/localhost/servicebus/engine/encoded';
import { type Content } from '../../../src/localhost/servicebus/engine/message';
import { type Op } from '../../../src/localhost/servicebus/engine/op';
import { crc32, plainCrc32 } from '../../../src/localhost/servicebus/journal/crc32';
import { Journal, type JournalOptions } from '../../../src/localhost/servicebus/journal/journal';
import { JournalFile } from '../../../src/localhost/servicebus/journal/journalFile';
import { JournalDamaged, MAGIC, readJournal } from '../../../src/localhost/servicebus/journal/readJournal';
import { startBroker } from '../../../src/localhost/servicebus';
import { VirtualClock } from '../../../src/localhost/clock/virtualClock';
import { collectingLogger } from '../support/collectingLogger';
import { topologyOf } from './support';

/** As the journal has it, so that a spy is seen there. */
const fs = jest.requireActual<typeof FileSystem>('node:fs');

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bus-journal-'));
  file = join(folder, 'deep', 'journal');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const seen = (messageId: string): Op => ({ kind: 'seen', entity: 'q', messageId, at: 1 });
const ids = (ops: readonly Op[]): string[] => ops.flatMap((op) => (op.kind === 'seen' ? [op.messageId] : []));

/** A journal whose state is the list of what was appended. */
async function opened(options: Partial<JournalOptions> = {}) {
  const state: Op[] = [];
  const problems: string[] = [];
  const journal = await Journal.open({ file, sync: false, compactAfterBytes: Infinity, snapshot: () => state, onProblem: (sentence) => problems.push(sentence), ...options }, (op) => state.push(op));
  const put = (messageId: string): Promise<void> => {
    state.push(seen(messageId));
    return journal.until(journal.append([seen(messageId)]));
  };
  return { journal, state, problems, put };
}

const kept = (): string[] => {
  const ops: Op[] = [];
  const source = new JournalFile(file, () => undefined);
  readJournal(file, source, (op) => ops.push(op));
  source.close();
  return ids(ops);
};

test('what was confirmed is there after a reopening, without a clean end', async () => {
  const first = await opened({ sync: true });
  await Promise.all(['a', 'b', 'c'].map((id) => first.put(id)));
  const second = await opened();
  expect(ids(second.state)).toEqual(['a', 'b', 'c']);
  await second.put('d');
  expect(kept()).toEqual(['a', 'b', 'c', 'd']);
  await Promise.all([first.journal.close(), second.journal.close()]);
});

test('what was cut off at any byte is left out, with a word; all before it stays', async () => {
  const { journal, put } = await opened();
  await put('a');
  const whole = statSync(file).size;
  await put('b');
  await journal.close();
  const bytes = readFileSync(file);
  for (let length = whole + 1; length < bytes.length; length += 1) {
    writeFileSync(file, bytes.subarray(0, length));
    const again = await opened();
    expect([ids(again.state), again.problems]).toEqual([['a'], [`${file} ended in the middle of a change that was never confirmed; its ${length - whole} bytes are left out.`]]);
    await again.journal.close();
  }
  truncateSync(file, 3);
  expect(kept()).toEqual([]);
});

test('a tail of nonsense is left out; nonsense before what was confirmed is not passed over', async () => {
  const { journal, put } = await opened();
  await put('a');
  const end = statSync(file).size;
  await put('b');
  await put('c');
  await journal.close();
  const bytes = readFileSync(file);
  appendFileSync(file, Buffer.from([0, 0, 0, 8, 1, 2, 3, 4, 0, 0, 0, 2, 91, 93, 0, 0]));
  expect(kept()).toEqual(['a', 'b', 'c']);
  bytes[end + 12] = (bytes[end + 12] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  expect(() => kept()).toThrow(new JournalDamaged(file, end));
  await expect(opened()).rejects.toThrow(`${file} is damaged at byte ${end}`);
  expect(readFileSync(file)).toEqual(bytes);
});

test('a broken length does not make a torn tail of what was confirmed after it', async () => {
  const { journal, put } = await opened();
  await put('a');
  const end = statSync(file).size;
  for (const id of ['b', 'c']) await put(id);
  await journal.close();
  const whole = readFileSync(file);
  for (const length of [0, 3, 0x00ffffff, 0xffffffff]) {
    const bytes = Buffer.from(whole);
    bytes.writeUInt32BE(length, end);
    writeFileSync(file, bytes);
    await expect(opened()).rejects.toThrow(`${file} is damaged at byte ${end}`);
    expect(readFileSync(file)).toEqual(bytes);
  }
});

test('a tail of zeros, as a loss of power may leave it, is left out', async () => {
  const { journal, put } = await opened();
  await put('a');
  await journal.close();
  appendFileSync(file, Buffer.alloc(5000));
  const { state, problems, journal: again } = await opened();
  expect([ids(state), problems]).toEqual([['a'], [`${file} ended in the middle of a change that was never confirmed; its 5000 bytes are left out.`]]);
  await again.close();
});

test('a file of something else is not touched', async () => {
  const { journal } = await opened();
  await journal.close();
  writeFileSync(file, 'somebody else’s file, which is longer than that');
  await expect(opened()).rejects.toThrow(`${file} is damaged at byte 0`);
  expect(readFileSync(file, 'utf8')).toMatch(/^somebody/);
});

test('it is compacted while it is written, and nothing that was confirmed is missing', async () => {
  const { journal, state, put } = await opened({ compactAfterBytes: 2000 });
  for (let index = 0; index < 300; index += 1) {
    await put(`m${index}`);
    state.splice(0, state.length - 5);
  }
  expect(journal.size).toBeLessThan(5000);
  expect(kept().slice(-5)).toEqual(['m295', 'm296', 'm297', 'm298', 'm299']);
  expect(statSync(file).size).toBe(journal.size);
  await journal.close();
});

test('a write that fails refuses what waits and what comes, and confirms nothing', async () => {
  const probe = await open(__filename);
  const prototype = Object.getPrototypeOf(probe) as { write: (...args: unknown[]) => Promise<unknown> };
  await probe.close();
  const { journal, problems, put } = await opened();
  await put('a');
  const write = jest.spyOn(prototype, 'write').mockRejectedValue(new Error('ENOSPC: no space left on device'));
  const both = await Promise.allSettled([put('b'), put('c')]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  write.mockRestore();
  await expect(put('d')).rejects.toThrow('ENOSPC');
  expect(problems).toEqual([`${file} cannot be written, so nothing is taken until a restart: ENOSPC: no space left on device`]);
  expect(kept()).toEqual(['a']);
  await journal.close();
});

describe('a renamed file has its name on disk', () => {
  afterEach(() => jest.restoreAllMocks());
  const syncedFolders = () => {
    const sync = fs.fsyncSync;
    const folders: string[] = [];
    jest.spyOn(fs, 'fsyncSync').mockImplementation((descriptor) => {
      if (fs.fstatSync(descriptor).isDirectory()) folders.push(fs.existsSync(`${file}.new`) ? 'before the rename' : 'after the rename');
      sync(descriptor);
    });
    return folders;
  };

  test.each([[true, ['after the rename', 'after the rename']], [false, []]])('before anything that follows is confirmed (sync: %s)', async (sync, expected) => {
    const folders = syncedFolders();
    const { journal, state, put } = await opened({ sync, compactAfterBytes: 100 });
    for (let index = 0; folders.length < 2 && index < 12; index += 1) {
      await put(`m${index}`);
      state.splice(0, state.length - 1);
    }
    await journal.close();
    expect(folders.slice(0, 2)).toEqual(expected);
  });

  test('or nothing is taken until a restart', async () => {
    const { journal, problems, put } = await opened({ sync: true, compactAfterBytes: 100 });
    const sync = fs.fsyncSync;
    jest.spyOn(fs, 'fsyncSync').mockImplementation((descriptor) => {
      if (fs.fstatSync(descriptor).isDirectory()) throw new Error('EIO: no folder');
      sync(descriptor);
    });
    const all = await Promise.allSettled(Array.from({ length: 12 }, async (_, index) => {
      for (let turn = 0; turn < index; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await put(`m${index} ${'x'.repeat(200)}`);
    }));
    expect(all.at(-1)).toMatchObject({ status: 'rejected', reason: { message: 'EIO: no folder' } });
    expect(problems).toEqual([`${file} cannot be written, so nothing is taken until a restart: EIO: no folder`]);
    await journal.close();
  });
});

test('what was in an entity that is not declared any more is told by how much was left in it', async () => {
  const content: Content = { bare: Encoded.of(Buffer.from('x')), durable: false, priority: 4 };
  const put = (entity: string, seq: number): Op => ({ kind: 'put', entity, facts: { seq, enqueuedAt: 1, expiresAt: Infinity }, content, deliveryCount: 0, deferred: false });
  const remove = (entity: string, seq: number): Op => ({ kind: 'remove', entity, seq });
  const { journal } = await opened();
  await journal.until(journal.append([put('old', 1), put('old', 2), put('empty', 1), remove('old', 1), remove('empty', 1)]));
  await journal.close();
  const logger = collectingLogger();
  const broker = await startBroker({ topology: topologyOf([{ Name: 'q' }]), clock: new VirtualClock({ start: 0, logger }), logger, journal: file, sync: false });
  await broker.stop();
  expect(logger.lines).toEqual(['warning: Service Bus: the topology has no "old" any more; 1 messages that were in it are gone.']);
});

describe('bytes of messages', () => {
  const content = (text: string): Content => ({ bare: Encoded.of(Buffer.from(text)), durable: false, priority: 4 });
  const put = (entity: string, seq: number, of: Content): Op => ({ kind: 'put', entity, facts: { seq, enqueuedAt: 1, expiresAt: Infinity }, content: of, deliveryCount: 0, deferred: false });
  const texts = (ops: readonly Op[]): string[] => ops.flatMap((op) => (op.kind === 'put' ? [op.content.bare.read().toString()] : []));
  const occurrences = (text: string): number => readFileSync(file, 'utf8').split(text).length - 1;

  test('what several subscriptions have is written once, in a change and in a compacted file, and is one again when it is read', async () => {
    const first = await opened();
    const shared = content('shared by two');
    const ops = [put('a', 1, shared), put('b', 1, shared), put('b', 2, content('of one'))];
    first.state.push(...ops);
    await first.journal.until(first.journal.append(ops));
    expect(occurrences('shared by two')).toBe(1);
    await first.journal.close();
    const second = await opened();
    expect(occurrences('shared by two')).toBe(1);
    expect(texts(second.state)).toEqual(['shared by two', 'shared by two', 'of one']);
    const contents = second.state.flatMap((op) => (op.kind === 'put' ? [op.content] : []));
    expect(contents[0]).toBe(contents[1]);
    await second.journal.close();
  });

  test('a content that comes again in a later frame of a compacted file is written once', async () => {
    const shared = content('in two frames');
    const state: Op[] = [put('a', 1, shared), ...Array.from({ length: 1200 }, (_, index) => seen(`m${index}`)), put('b', 1, shared)];
    const { journal } = await opened({ snapshot: () => state });
    await journal.close();
    expect(occurrences('in two frames')).toBe(1);
    const again = await opened();
    expect(texts(again.state)).toEqual(['in two frames', 'in two frames']);
    await again.journal.close();
  });

  test('once they are on disk they are read from there, wherever compacting has moved them', async () => {
    const { journal, state, put: note } = await opened({ compactAfterBytes: 2000 });
    const contents = Array.from({ length: 20 }, (_, index) => content(`message ${index} ${'x'.repeat(index)}`));
    const expected = contents.map(({ bare }) => bare.read().toString());
    for (const [index, of] of contents.entries()) {
      const op = put('q', index + 1, of);
      state.push(op);
      await journal.until(journal.append([op]));
      for (let other = 0; other < 20; other += 1) await note(`${index}-${other}`);
      state.splice(0, state.length, ...state.filter(({ kind }) => kind === 'put'));
    }
    expect(journal.size).toBeLessThan(8000);
    expect(contents.map(({ bare }) => bare.read().toString())).toEqual(expected);
    await journal.close();
    expect(() => contents[0]?.bare.read()).toThrow(`${file} is closed`);
  });

  test('what cannot be read any more is told, and nothing is taken until a restart', async () => {
    const { journal, problems, put: note } = await opened();
    const of = content('gone');
    await journal.until(journal.append([put('q', 1, of)]));
    truncateSync(file, 30);
    expect(() => of.bare.read()).toThrow(/ends before byte/);
    expect(problems).toEqual([expect.stringMatching(/cannot be read, so nothing is taken until a restart: .* ends before byte/)]);
    await expect(note('next')).rejects.toThrow(/ends before byte/);
    await journal.close();
  });

  test('a journal of the form before this one, in which every content stood for itself and had its id beside it, is read', async () => {
    const { journal } = await opened();
    await journal.close();
    const text = Buffer.from('[{"k":"seen","e":"q","m":"id","at":1},{"k":"put","e":"q","f":{"seq":1,"enqueuedAt":1},"c":{"m":"id","n":[0,3],"s":"session"},"dc":2},{"k":"put","e":"r","f":{"seq":7,"enqueuedAt":1,"expiresAt":9},"c":{"m":"id","n":[2,3]}}]');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(text.length);
    const payload = Buffer.concat([length, text, Buffer.from('oneANtwo')]);
    const head = Buffer.alloc(8);
    head.writeUInt32BE(payload.length, 0);
    head.writeUInt32BE(plainCrc32(payload), 4);
    writeFileSync(file, Buffer.concat([MAGIC, head, payload]));
    const again = await opened();
    expect(texts(again.state)).toEqual(['one', 'two']);
    expect(again.state[1]).toMatchObject({ deliveryCount: 2, content: { sessionId: 'session', durable: false, priority: 4 } });
    expect(again.state[2]).toMatchObject({ entity: 'r', facts: { seq: 7, expiresAt: 9 } });
    const third = again.state[2];
    expect(third?.kind === 'put' && third.content.annotations?.read().toString()).toBe('AN');
    await again.journal.close();
  });
});

test.each([['nothing', ''], ['digits', '123456789'], ['a long text', 'é'.repeat(1000)]])('the checksum is that of zip, with and without help of Node: %s', (_, text) => {
  expect(plainCrc32(Buffer.from(text))).toBe(crc32(Buffer.from(text)));
  expect(plainCrc32(Buffer.from('123456789'))).toBe(0xcbf43926);
});
