import { type Failure } from '../protocol';

/** Something an orchestrator may await. Settles once; continuations run at once and in the order they were added. */
export class Task {
  private state: 'open' | 'succeeded' | 'failed' = 'open';
  private readonly continuations: ((task: Task) => void)[] = [];
  failure: Failure | undefined;
  /** For an external event: a `Task.any` has gone on without it, because of a cancelled timer. */
  passedOver = false;
  /** JSON text of the result, where there is one. */
  result: string | null = null;

  /** @param neverSettles true for a cancelled timer: nothing in any history will settle it. */
  constructor(readonly neverSettles = false) {}

  get settled(): boolean {
    return this.state !== 'open';
  }

  get failed(): boolean {
    return this.state === 'failed';
  }

  succeed(result: string | null = null): void {
    this.result = result;
    this.settle('succeeded');
  }

  fail(failure: Failure | undefined): void {
    this.failure = failure;
    this.settle('failed');
  }

  whenSettled(continuation: (task: Task) => void): void {
    if (this.settled) continuation(this);
    else this.continuations.push(continuation);
  }

  private settle(state: 'succeeded' | 'failed'): void {
    if (this.settled) return;
    this.state = state;
    for (const continuation of this.continuations.splice(0)) continuation(this);
  }
}

/** Settled when all children are; failed if one of them is. It waits for the rest even after a failure, as the host does. */
export const whenAll = (children: readonly Task[]): Task => {
  const all = new Task(children.some((child) => child.neverSettles));
  let open = children.length;
  const one = (): void => {
    open -= 1;
    if (open > 0) return;
    const failed = children.find((child) => child.failed);
    if (failed === undefined) all.succeed();
    else all.fail(failed.failure);
  };
  for (const child of children) child.whenSettled(one);
  return all;
};

/**
 * Settled with the first child that is; a failed child settles it too, and successfully. A cancelled timer settles it at once, since the extension
 * learns of all decisions at the same time: what else it waits for is passed over.
 */
export const whenAny = (children: readonly Task[]): Task => {
  const any = new Task();
  for (const child of children) child.whenSettled(() => any.succeed());
  if (!any.settled && children.some((child) => child.neverSettles)) {
    for (const child of children) child.passedOver = true;
    any.succeed();
  }
  return any;
};
