import { type Binding, type RegisteredFunction } from '../contracts';
import { Disposable, type FunctionCallback, type FunctionMetadata, systemError } from './coreTypes';

export interface FunctionEntry {
  readonly registered: RegisteredFunction;
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
}

const isTrigger = (type: string): boolean => /trigger$/i.test(type);

/** The functions an app registered. Closed when start-up is over. */
export class FunctionRegistry {
  readonly #entries = new Map<string, FunctionEntry>();
  readonly #disabled = new Set<string>();
  #closed = false;

  /** Errors: a name that is empty or taken (case does not matter), not exactly one trigger, a callback that is none, start-up over. */
  register(metadata: FunctionMetadata, callback: FunctionCallback): Disposable {
    const { name } = metadata;
    if (this.#closed) throw systemError(new Error(`A function can only be registered during app startup; "${name}" came later.`));
    // Source: "Azure Functions JavaScript developer guide", function names: letters, digits, _ and -, starting with a letter.
    if (!/^[a-z][a-z0-9_-]{0,127}$/i.test(name)) {
      throw systemError(new Error(`"${name}" is not a function name: it starts with a letter, goes on with letters, digits, "_" and "-", and has at most 128 characters.`));
    }
    if (this.#entries.has(name.toLowerCase())) throw systemError(new Error(`A function with the name "${name}" is registered already.`));
    if (typeof callback !== 'function') throw systemError(new Error(`Function "${name}" has no handler.`));

    const bindings: Record<string, Binding> = {};
    for (const [bindingName, binding] of Object.entries(metadata.bindings)) {
      const { type, direction } = binding;
      bindings[bindingName] = { ...binding, name: bindingName, type, direction };
    }
    const triggers = Object.values(bindings).filter((binding) => isTrigger(binding.type));
    const [trigger] = triggers;
    if (!trigger || triggers.length !== 1) {
      throw systemError(new Error(`Function "${name}" has ${triggers.length} triggers; a function has exactly one.`));
    }
    const registered: RegisteredFunction = {
      name,
      trigger,
      bindings,
      ...(metadata.retryOptions === undefined || metadata.retryOptions === null ? {} : { retryOptions: metadata.retryOptions }),
    };
    this.#entries.set(name.toLowerCase(), { registered, metadata, callback });
    return new Disposable(() => this.#dispose(name));
  }

  close(): void {
    this.#closed = true;
  }

  /** From now on the function is as if it were not there. */
  disable(name: string): void {
    this.#disabled.add(name.toLowerCase());
  }

  /** How many there are, whether disabled or not. */
  get size(): number {
    return this.#entries.size;
  }

  /** Without those that are disabled. */
  all(): readonly RegisteredFunction[] {
    return [...this.#entries].filter(([key]) => !this.#disabled.has(key)).map(([, entry]) => entry.registered);
  }

  /** Undefined too for one that is disabled. */
  find(name: string): FunctionEntry | undefined {
    return this.#disabled.has(name.toLowerCase()) ? undefined : this.#entries.get(name.toLowerCase());
  }

  #dispose(name: string): void {
    if (this.#closed) throw systemError(new Error(`A function can only be disposed during app startup; "${name}" came later.`));
    this.#entries.delete(name.toLowerCase());
  }
}
