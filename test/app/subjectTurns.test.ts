import { setImmediate as nextTurn } from 'node:timers/promises';
import { SubjectTurns } from '../../src/app/command/subjectTurns';

const openEnded = () => {
  let [finish, fail]: [() => void, (cause: Error) => void] = [() => undefined, () => undefined];
  const ended = new Promise<void>((resolve, reject) => ([finish, fail] = [resolve, reject]));
  return { finish, fail, ended };
};

test('of one subject one after the other, in the order in which they came; another subject waits for nobody', async () => {
  const turns = new SubjectTurns();
  const done: string[] = [];
  const [first, other] = [openEnded(), openEnded()];
  const noted = (name: string, until: Promise<void> = Promise.resolve()) => async () => {
    done.push(`${name} begins`);
    await until;
    done.push(`${name} ends`);
  };
  const all = [turns.after(['a'], noted('1', first.ended)), turns.after(['a', 'b'], noted('2')), turns.after(['b'], noted('3')), turns.after(['c'], noted('4', other.ended))];
  await nextTurn();
  expect(done).toEqual(['1 begins', '4 begins']);
  other.finish();
  first.finish();
  await Promise.all(all);
  expect(done.filter((line) => !line.startsWith('4'))).toEqual(['1 begins', '1 ends', '2 begins', '2 ends', '3 begins', '3 ends']);
});

test('what fails is told to whoever asked for it, and holds up nobody', async () => {
  const turns = new SubjectTurns();
  const first = openEnded();
  const failed = turns.after(['a'], () => first.ended);
  const next = turns.after(['a'], () => Promise.resolve('next'));
  first.fail(new Error('The store is gone'));
  await expect(failed).rejects.toThrow('The store is gone');
  expect(await next).toBe('next');
});
