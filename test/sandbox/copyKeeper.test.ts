import { copyAtStop, COPY_EVERY_MS, type CopyKeeping, keepCopies } from '../../src/sandbox/copyKeeper';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const setUp = (changed: Partial<CopyKeeping> = {}) => {
  const log: string[] = [];
  const keeping: CopyKeeping = {
    folder: { keepCopy: () => void log.push('copied') },
    azurite: { save: async () => void log.push('saved') },
    clock: {
      pause: async (work) => {
        log.push('paused');
        return work().finally(() => log.push('goes on'));
      },
    },
    warn: (line) => void log.push(line),
    ...changed,
  };
  return { log, stop: keepCopies(keeping) };
};

test('a copy is taken every ten minutes, while nothing is in progress and once storage has written everything', async () => {
  const { log, stop } = setUp();
  await jest.advanceTimersByTimeAsync(COPY_EVERY_MS - 1);
  expect(log).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);
  expect(log).toEqual(['paused', 'saved', 'copied', 'goes on']);
  await jest.advanceTimersByTimeAsync(COPY_EVERY_MS);
  expect(log).toHaveLength(8);
  await stop();
  await jest.advanceTimersByTimeAsync(COPY_EVERY_MS);
  expect(log).toHaveLength(8);
});

test.each<[string, Partial<CopyKeeping>, string]>([
  ['a damaged store', { folder: { keepCopy: () => 'the file is empty' } }, 'The store on disk is damaged, so the last good copy stays: the file is empty.'],
  ['storage that has ended', { azurite: { save: () => Promise.reject(new Error('Azurite ended.')) } }, 'No copy of the store could be taken: Azurite ended.'],
  ['a full disk', { folder: { keepCopy: () => { throw new Error('ENOSPC'); } } }, 'No copy of the store could be taken: ENOSPC'],
])('%s is said, and ends nothing', async (_what, changed, said) => {
  const { log, stop } = setUp(changed);
  await jest.advanceTimersByTimeAsync(2 * COPY_EVERY_MS);
  expect(log.filter((line) => line === said)).toHaveLength(2);
  await stop();
});

test('the end waits for a copy that is being taken, and none is begun beside it', async () => {
  let release = (): void => undefined;
  let copies = 0;
  const { stop } = setUp({ azurite: { save: () => new Promise((resolve) => (release = resolve)) }, folder: { keepCopy: () => void (copies += 1) } });
  await jest.advanceTimersByTimeAsync(3 * COPY_EVERY_MS);
  const stopped = stop().then(() => copies);
  release();
  expect(await stopped).toBe(1);
});

test.each<[string, boolean, string | undefined, readonly string[]]>([
  ['stopped in order', false, undefined, ['copied']],
  ['stopped in order, and is damaged', false, 'the file is empty', ['copied', 'The store on disk is damaged, so the last good copy stays: the file is empty.']],
  ['ended by itself', true, undefined, ['The store on disk is damaged, so the last good copy stays: storage ended before it had written all that it held.']],
])('at the end, where storage has %s', (_what, failed, problem, expected) => {
  const log: string[] = [];
  const keepCopy = (): string | undefined => {
    log.push('copied');
    return problem;
  };
  copyAtStop({ folder: { keepCopy }, azurite: { hasFailed: () => failed }, warn: (line) => void log.push(line) });
  expect(log).toEqual(expected);
});
