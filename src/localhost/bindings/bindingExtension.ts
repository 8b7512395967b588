import { type Binding, type TypedData } from '../contracts';
import { type BindingValues } from './bindingValues';

/** Answers the data of an input binding that is not the trigger; null for "no data". A rejection fails the invocation. */
export type InputSource = (binding: Binding, values: BindingValues) => TypedData | null | Promise<TypedData | null>;
/** Sends what a function put into an output binding (never undefined or null). A rejection fails the invocation. */
export type OutputSink = (binding: Binding, value: unknown, values: BindingValues) => Promise<void>;

/** Inputs and outputs of a service, by the types of their bindings (case does not matter). */
export interface BindingExtension {
  readonly inputs?: readonly BindingKind<{ readonly read: InputSource }>[];
  readonly outputs?: readonly BindingKind<{ readonly send: OutputSink }>[];
}

export type BindingKind<Does> = Does & {
  readonly type: string;
  /** Throws for a binding that can never work: called for each at start. */
  readonly check?: (binding: Binding) => void;
};
