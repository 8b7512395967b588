import { FunctionRegistry } from '../../../src/localhost/core/registry';
import { Hooks } from '../../../src/localhost/core/hooks';
import { type FunctionMetadata } from '../../../src/localhost/core/coreTypes';

const timer = { type: 'timerTrigger', direction: 'in', schedule: '* * * * * *' };
const metadata = (name: string, bindings: FunctionMetadata['bindings'] = { t: timer }): FunctionMetadata => ({ name, bindings });
const handler = (): void => undefined;

describe('FunctionRegistry', () => {
  it('keeps functions with their trigger and finds them without regard to case', () => {
    const registry = new FunctionRegistry();
    registry.register({ ...metadata('Nightly', { out: { type: 'queue', direction: 'out' }, t: timer }), retryOptions: { maxRetryCount: 1 } }, handler);
    expect(registry.find('NIGHTLY')?.registered).toEqual({
      name: 'Nightly',
      trigger: { name: 't', ...timer },
      bindings: { out: { name: 'out', type: 'queue', direction: 'out' }, t: { name: 't', ...timer } },
      retryOptions: { maxRetryCount: 1 },
    });
  });

  it.each<[string, FunctionMetadata, unknown, string]>([
    ['a name that is taken, in other letters', metadata('TAKEN'), handler, 'A function with the name "TAKEN" is registered already.'],
    ['a name that is none', metadata('1st'), handler, '"1st" is not a function name'],
    ['no trigger', metadata('f', { o: { type: 'queue', direction: 'out' } }), handler, 'Function "f" has 0 triggers'],
    ['two triggers', metadata('f', { a: timer, b: timer }), handler, 'Function "f" has 2 triggers'],
    ['no handler', metadata('f'), undefined, 'Function "f" has no handler.'],
  ])('refuses %s, as an error of the platform', (_, registered, callback, message) => {
    const registry = new FunctionRegistry();
    registry.register(metadata('taken'), handler);
    const act = (): unknown => registry.register(registered, callback as () => void);
    expect(act).toThrow(message);
    expect(act).toThrow(expect.objectContaining({ isAzureFunctionsSystemError: true }) as Error);
  });

  it('refuses to register or dispose once start-up is over', () => {
    const registry = new FunctionRegistry();
    const disposable = registry.register(metadata('early'), handler);
    registry.close();
    expect(() => registry.register(metadata('late'), handler)).toThrow('A function can only be registered during app startup; "late" came later.');
    expect(() => disposable.dispose()).toThrow('"early" came later');
  });

  it('forgets what is disposed during start-up', () => {
    const registry = new FunctionRegistry();
    registry.register(metadata('f'), handler).dispose();
    expect(registry.all()).toEqual([]);
  });
});

describe('Hooks', () => {
  it('answers an unknown name as the worker does, with a RangeError of the platform', () => {
    const act = (): unknown => new Hooks().register('preinvocation', handler);
    expect(act).toThrow(new RangeError('Unrecognized hook "preinvocation"'));
    expect(act).toThrow(expect.objectContaining({ isAzureFunctionsSystemError: true }) as Error);
  });

  it('runs hooks in order, one after the other, without those disposed', async () => {
    const hooks = new Hooks();
    const ran: string[] = [];
    hooks.register('appStart', async () => {
      await Promise.resolve();
      ran.push('first');
    });
    hooks.register('appStart', () => void ran.push('disposed')).dispose();
    hooks.register('appStart', () => void ran.push('second'));
    await hooks.run('appStart', {});
    expect(ran).toEqual(['first', 'second']);
  });
});
