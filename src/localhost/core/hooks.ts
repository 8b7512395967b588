import { Disposable, type HookCallback, type HookContext, systemError } from './coreTypes';

const HOOK_NAMES = ['appStart', 'appTerminate', 'preInvocation', 'postInvocation', 'log'] as const;
export type HookName = (typeof HOOK_NAMES)[number];

const isHookName = (name: string): name is HookName => (HOOK_NAMES as readonly string[]).includes(name);

/** What an app asked to run around start, end, invocations and log lines; in the order of registration. */
export class Hooks {
  readonly #callbacks = new Map<HookName, HookCallback[]>();
  /** Shared by all hooks of the app for as long as it runs (`appHookData`). */
  readonly appHookData: Record<string, unknown> = {};

  /** Errors: RangeError for an unknown name, as the worker answers it. */
  register(name: string, callback: HookCallback): Disposable {
    if (!isHookName(name)) throw systemError(new RangeError(`Unrecognized hook "${name}"`));
    this.#callbacks.set(name, [...(this.#callbacks.get(name) ?? []), callback]);
    return new Disposable(() => {
      this.#callbacks.set(name, (this.#callbacks.get(name) ?? []).filter((other) => other !== callback));
    });
  }

  async run(name: HookName, context: HookContext): Promise<void> {
    for (const callback of this.#callbacks.get(name) ?? []) await callback(context);
  }

  /** Log hooks cannot wait: a log line is written where it happens. */
  runLog(context: HookContext): void {
    for (const callback of this.#callbacks.get('log') ?? []) callback(context);
  }
}
