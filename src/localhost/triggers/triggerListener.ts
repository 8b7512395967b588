import { type OutputSink } from '../bindings/bindingExtension';
import { type FunctionInvoker, type HostClock, type Logger, type RegisteredFunction } from '../contracts';

/** What starts functions from outside: one listener a function. */
export interface TriggerListener {
  start(): Promise<void>;
  /** Takes up nothing new and resolves when what runs has ended. */
  stop(): Promise<void>;
}

export interface TriggerContext {
  readonly invoker: FunctionInvoker;
  readonly clock: HostClock;
  readonly logger: Logger;
  /** The value of an app setting or environment variable. */
  readonly setting: (name: string) => string | undefined;
}

/** A kind of trigger, by the type of its binding (case does not matter). */
export interface TriggerExtension {
  readonly triggerType: string;
  listen(registered: RegisteredFunction, context: TriggerContext): TriggerListener;
  /** Output bindings that belong to the same service. */
  readonly outputs?: readonly { readonly type: string; readonly send: OutputSink }[];
}
