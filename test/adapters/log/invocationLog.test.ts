import { app, InvocationContext } from '@azure/functions';
import { followInvocations } from '../../../src/adapters/log/followInvocations';
import { invocationLog, logOfInvocation } from '../../../src/adapters/log/invocationLog';

interface Line {
  readonly invocation: string;
  readonly level: string;
  readonly text: string;
}

const lines: Line[] = [];
const contextOf = (invocation: string) => new InvocationContext({ invocationId: invocation, logHandler: (level, ...parts) => lines.push({ invocation, level, text: parts.join(' ') }) });

beforeEach(() => lines.splice(0));
afterEach(() => jest.restoreAllMocks());

/** What the host does around a function: the hook may replace its handler. */
const invoked = async (invocation: string, work: () => Promise<void>): Promise<void> => {
  const hooks = jest.spyOn(app.hook, 'preInvocation').mockReturnValue({ dispose: () => undefined });
  followInvocations();
  const before = { functionHandler: work as (...inputs: unknown[]) => unknown, invocationContext: contextOf(invocation), inputs: [] };
  await hooks.mock.calls[0]?.[0](before as never);
  await before.functionHandler(undefined, before.invocationContext);
};

test('each message goes to the context of the invocation that says it, with its level, as one record', async () => {
  const work = (name: string) => async () => {
    await Promise.resolve();
    invocationLog.info(`${name} begins`);
    invocationLog.error(`${name} failed`, new Error('two\nlines'));
  };
  await Promise.all([invoked('one', work('first')), invoked('two', work('second'))]);
  expect(lines.map(({ invocation, level, text }) => [invocation, level, text.split('\n', 2).join(' ')])).toEqual([
    ['one', 'information', 'first begins'],
    ['one', 'error', 'first failed: Error: two lines'],
    ['two', 'information', 'second begins'],
    ['two', 'error', 'second failed: Error: two lines'],
  ]);
});

test('outside of any invocation it is one line of the process’s own output', () => {
  const written: unknown[] = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(text) > 0);
  invocationLog.warn('Left over', new Error('a\nb'));
  expect(written).toEqual([expect.stringMatching(/^Left over: Error: a \| b \|[^\n]*\n$/)]);
  expect(lines).toEqual([]);
});

test('warnings are warnings there', () => {
  logOfInvocation(contextOf('one')).warn('careful');
  expect(lines).toEqual([{ invocation: 'one', level: 'warning', text: 'careful' }]);
});
