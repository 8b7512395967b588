import { type RunningApp } from './startApp';

/** What was started, for the terminal: a line for each function, and the address last. */
export function startedLines({ url, routePrefix, invoker, clock }: Pick<RunningApp, 'url' | 'routePrefix' | 'invoker' | 'clock'>): readonly string[] {
  const functions = invoker.functions().map(({ name, trigger }) => {
    if (trigger.type.toLowerCase() !== 'httptrigger') return `${name}: ${trigger.type}`;
    const methods = Array.isArray(trigger['methods']) ? ` [${trigger['methods'].join(', ').toUpperCase()}]` : '';
    const route = typeof trigger['route'] === 'string' ? trigger['route'] : name;
    return `${name}:${methods} ${[url, ...[routePrefix, route.replace(/^\//, '')].filter((part) => part !== '')].join('/')}`;
  });
  const stands = clock.virtual ? [`The clock stands at ${new Date(clock.now()).toISOString()}: POST ${url}/admin/clock with {"advance":"PT1H"} moves it.`] : [];
  return [...functions, ...stands, `Ready: ${url}`];
}
