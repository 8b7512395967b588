import { randomUUID } from 'node:crypto';
import { type InputSource, type OutputSink } from '../bindings/bindingExtension';
import { bindingValues, type BindingValues } from '../bindings/bindingValues';
import { type FunctionInvoker, type InvocationRequest, type InvocationResult, type RegisteredFunction, type TypedData } from '../contracts';
import { describeError, toError } from '../describeError';
import { type Core } from './coreModule';
import { type CoreInvocationContext, type FunctionCallback, type HookContext, type ProgrammingModel } from './coreTypes';
import { FunctionTimeout, withinTimeout } from './functionTimeout';
import { type FunctionEntry } from './registry';
import { fromTypedData } from './typedData';

/** Runs functions through the programming model's own conversion code, with the app's hooks around them. */
export class AppInvoker implements FunctionInvoker {
  readonly #core: Core;
  readonly #inputs = new Map<string, InputSource>();
  readonly #outputs = new Map<string, OutputSink>();
  readonly #now: () => number;
  readonly #timeout: number;
  /** Functions that have outlived their time: it is said once of each. */
  readonly #late = new Set<string>();

  /** @param now for what a binding names by the time, in ms. @param timeout how long a function may run, in ms of real time. */
  constructor(core: Core, now: () => number = Date.now, timeout = Infinity) {
    this.#core = core;
    this.#now = now;
    this.#timeout = timeout;
  }

  /** Errors: an input or output of a type that nothing here fills or sends, naming the function and the binding. */
  checkBindings(): void {
    for (const { name, trigger, bindings } of this.functions()) {
      for (const binding of Object.values(bindings)) {
        const type = binding.type.toLowerCase();
        if (binding === trigger || (binding.direction.toLowerCase() === 'out' && type === 'http')) continue;
        const isInput = binding.direction.toLowerCase() === 'in';
        if (!(isInput ? this.#inputs : this.#outputs).has(type)) throw new Error(`Function "${name}": binding "${binding.name}" is an ${isInput ? 'input' : 'output'} of type "${binding.type}", which this host does not offer. The setting AzureWebJobs.${name}.Disabled=true leaves the function out.`);
      }
    }
  }

  /** From now on `source` fills the input bindings of this type. */
  fillInputs(type: string, source: InputSource): void {
    this.#inputs.set(type.toLowerCase(), source);
  }

  /** From now on `sink` receives what functions put into output bindings of this type. */
  sendOutputs(type: string, sink: OutputSink): void {
    this.#outputs.set(type.toLowerCase(), sink);
  }

  functions(): readonly RegisteredFunction[] {
    return this.#core.registry.all();
  }

  find(name: string): RegisteredFunction | undefined {
    return this.#core.registry.find(name)?.registered;
  }

  async invoke(name: string, request: InvocationRequest): Promise<InvocationResult> {
    const entry = this.#core.registry.find(name);
    if (!entry) throw new Error(`There is no function "${name}".`);
    const { name: known } = entry.registered;
    const model = this.#core.module.getProgrammingModel();
    if (!model) throw new Error('The app has set no programming model; is @azure/functions 4 in use?');
    let work: Promise<InvocationResult & { ok: true }> | undefined;
    try {
      const values = bindingValues(request, this.#now);
      work = this.#run(entry, model, request, values);
      // What has streams is ended by whoever sends its answer.
      const result = await (request.streamed ? work : withinTimeout(known, this.#timeout, work));
      await this.#send(entry.registered, result, values);
      return result;
    } catch (thrown) {
      if (thrown instanceof FunctionTimeout) {
        this.#sayLate(known);
        work?.catch((error: unknown) => this.#core.log('error', 'system', `Its call had failed by functionTimeout before: ${describeFailure(known, toError(error))}`));
      }
      return { ok: false, error: toError(thrown) };
    }
  }

  #sayLate(name: string): void {
    if (this.#late.has(name)) return;
    this.#late.add(name);
    this.#core.log('error', 'system', `Function "${name}" runs for longer than functionTimeout: its call has failed, and what it still does goes on here. Azure ends the worker then, with all that runs in it.`);
  }

  async #run(entry: FunctionEntry, model: ProgrammingModel, request: InvocationRequest, values: BindingValues): Promise<InvocationResult & { ok: true }> {
    const invocationId = request.streamed?.invocationId ?? randomUUID();
    let appContext: unknown = undefined;
    const context: CoreInvocationContext = {
      invocationId,
      metadata: entry.metadata,
      request: {
        invocationId,
        functionId: entry.registered.name,
        inputData: await this.#inputData(entry.registered, request, values),
        triggerMetadata: request.triggerMetadata ?? {},
        traceContext: { traceParent: newTraceParent(), traceState: '', attributes: {} },
        ...(request.retryContext ? { retryContext: request.retryContext } : {}),
      },
      log: (level, category, message) => this.#core.log(level, category, message, appContext),
    };
    const invocation = model.getInvocationModel(context);
    const { context: invocationContext, inputs } = await invocation.getArguments();
    appContext = invocationContext;

    // One object for the hooks before and one for those after; hookData is the same in both.
    const shared = { hookData: {}, appHookData: this.#core.hooks.appHookData, invocationContext };
    const before: HookContext = { ...shared, inputs, functionCallback: entry.callback };
    context.state = 'preInvocationHooks';
    await this.#core.hooks.run('preInvocation', before);

    const after: HookContext = { ...shared, inputs: before['inputs'], result: null, error: null };
    context.state = 'invocation';
    try {
      after['result'] = await invocation.invokeFunction(invocationContext, before['inputs'] as unknown[], before['functionCallback'] as FunctionCallback);
    } catch (thrown) {
      after['error'] = thrown ?? toError(thrown);
    }
    context.state = 'postInvocationHooks';
    await this.#core.hooks.run('postInvocation', after);
    context.state = undefined;
    if (after['error'] !== null && after['error'] !== undefined) throw toError(after['error']);

    const response = await invocation.getResponse(invocationContext, after['result']);
    const outputs = Object.fromEntries((response.outputData ?? []).map(({ name, data }) => [name, fromTypedData(data)]));
    const isAnswered = after['result'] !== undefined && after['result'] !== null;
    return { ok: true, returnValue: request.streamed ? isAnswered || null : fromTypedData(response.returnValue), outputs };
  }

  #inputData(registered: RegisteredFunction, request: InvocationRequest, values: BindingValues): Promise<{ name: string; data: TypedData | null }[]> {
    const inputs = Object.values(registered.bindings).filter((binding) => binding.direction.toLowerCase() === 'in');
    return Promise.all(
      inputs.map(async (binding) => {
        if (binding === registered.trigger) return { name: binding.name, data: request.triggerData };
        const source = this.#inputs.get(binding.type.toLowerCase());
        if (!source) throw new Error(`Function "${registered.name}" has an input of type "${binding.type}", which this host does not offer.`);
        return { name: binding.name, data: await source(binding, values) };
      }),
    );
  }

  async #send(registered: RegisteredFunction, result: InvocationResult & { ok: true }, values: BindingValues): Promise<void> {
    for (const binding of Object.values(registered.bindings)) {
      if (binding.direction.toLowerCase() !== 'out' || binding.type.toLowerCase() === 'http') continue;
      const value = binding.name === '$return' ? result.returnValue : result.outputs[binding.name];
      if (value === undefined || value === null) continue;
      const sink = this.#outputs.get(binding.type.toLowerCase());
      if (!sink) throw new Error(`Function "${registered.name}" has an output of type "${binding.type}", which this host does not offer.`);
      await sink(binding, value, values);
    }
  }
}

/** @returns text for the log, naming the function. */
export const describeFailure = (name: string, error: Error): string => `Function "${name}" failed: ${describeError(error)}`;

/** 32 digits, of a UUID: the process holds random bytes ready for those. */
const randomHex = (): string => randomUUID().replaceAll('-', '');

/** A W3C trace parent of a trace of its own, not sampled. */
const newTraceParent = (): string => `00-${randomHex()}-${randomHex().slice(16)}-00`;
