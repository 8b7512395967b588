import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Op } from '../../../src/localhost/servicebus/engine/op';
import { Journal, type JournalOptions } from '../../../src/localhost/servicebus/journal/journal';
import { JournalFile } from '../../../src/localhost/servicebus/journal/journalFile';
import { JournalDamaged, readJournal } from '../../../src/localhost/servicebus/journal/readJournal';

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
