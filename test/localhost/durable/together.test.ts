import { Together } from '../../../src/localhost/durable/store/together';

/** Calls for several, each of which goes on when it is told to; `hold` answers so many of the first. */
const held = (hold: number) => {
  const calls: (readonly number[])[] = [];
  const goOn: (() => void)[] = [];
  const alone: number[] = [];
  const together = new Together<number, string>(
    async (n) => {
      alone.push(n);
      if (n < 0) throw new Error(`bad ${n}`);
      return `alone ${n}`;
    },
    async (several) => {
      calls.push(several);
      await new Promise<void>((resolve) => goOn.push(resolve));
      const taken = several.slice(0, hold);
      if (taken.some((n) => n < 0)) throw new Error('one of these is bad');
      return taken.map((n) => `with others ${n}`);
    },
  );
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  return { together, calls, alone, turn, next: (): void => goOn.shift()?.() };
};

it('asks for one by itself', async () => {
  const { together, calls } = held(100);
  await expect(together.ask(1)).resolves.toBe('alone 1');
  await expect(together.ask(2)).resolves.toBe('alone 2');
  expect(calls).toEqual([]);
});

it('asks together for what comes at the same time, and then for what has come meanwhile', async () => {
  const { together, calls, turn, next } = held(100);
  const first = Promise.all([1, 2, 3].map((n) => together.ask(n)));
  await turn();
  const second = Promise.all([4, 5].map((n) => together.ask(n)));
  await turn();
  expect(calls).toEqual([[1, 2, 3]]);
  next();
  await expect(first).resolves.toEqual(['with others 1', 'with others 2', 'with others 3']);
  await turn();
  next();
  await expect(second).resolves.toEqual(['with others 4', 'with others 5']);
  expect(calls).toEqual([[1, 2, 3], [4, 5]]);
});

it('asks again for what a call does not hold, in order, a hundred at most', async () => {
  const { together, calls, alone, turn, next } = held(60);
  const all = Promise.all(Array.from({ length: 121 }, (_, n) => together.ask(n)));
  for (let call = 0; call < 3; call += 1) {
    await turn();
    next();
  }
  const answers = await all;
  expect(answers.slice(0, 120)).toEqual(Array.from({ length: 120 }, (_, n) => `with others ${n}`));
  expect([answers[120], alone]).toEqual(['alone 120', [120]]);
  expect(calls.map((call) => [call[0], call.length])).toEqual([[0, 100], [60, 61]]);
});

it('tries each by itself when a call for several fails: the bad one hears of it, and nobody else', async () => {
  const { together, alone, turn, next } = held(100);
  const all = Promise.allSettled([1, -2, 3].map((n) => together.ask(n)));
  await turn();
  const after = together.ask(4);
  next();
  expect(await all).toEqual([
    { status: 'fulfilled', value: 'alone 1' },
    { status: 'rejected', reason: new Error('bad -2') },
    { status: 'fulfilled', value: 'alone 3' },
  ]);
  await expect(after).resolves.toBe('alone 4');
  expect(alone).toEqual([1, -2, 3, 4]);
});

it('tries the first by itself when a call takes none', async () => {
  const { together, alone, turn, next } = held(0);
  const all = Promise.all([1, 2].map((n) => together.ask(n)));
  await turn();
  next();
  expect(await all).toEqual(['alone 1', 'alone 2']);
  expect(alone).toEqual([1, 2]);
});
