import Module from 'node:module';
import { type CoreModule } from './coreTypes';

type Require = (this: Module, id: string) => unknown;

/**
 * Answers `require('@azure/functions-core')` with `core` from now on, the way the Azure Functions worker does it.
 * @returns puts the former `require` back. Errors: when a core module is in place already, as one process runs one app.
 */
export function injectCore(core: CoreModule): () => void {
  const prototype = Module.prototype as { require: Require };
  const original = prototype.require;
  if (injected.has(original)) throw new Error('An app runs in this process already: start another process for another app.');
  function requireWithCore(this: Module, id: string): unknown {
    return id === '@azure/functions-core' ? core : original.call(this, id);
  }
  prototype.require = Object.assign(requireWithCore, original);
  injected.add(prototype.require);
  return () => {
    prototype.require = original;
  };
}

const injected = new WeakSet<object>();
