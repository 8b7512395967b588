/** More than that are never handed over at once. */
const MOST = 100;

interface Asking<Asked, Answer> {
  readonly asked: Asked;
  readonly answered: (answer: Answer) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Carries what is asked at the same time over to storage in as few calls as hold it, one call after another; what comes meanwhile goes with the next.
 * When a call for several fails, each is tried by itself: what is wrong with one is not the others' matter.
 */
export class Together<Asked, Answer> {
  private readonly waiting: Asking<Asked, Answer>[] = [];
  private carrying = false;

  /** @param several takes as many of the first as one call holds, one at least, and answers these in order; none of them is done when it fails, as far as is known. */
  constructor(
    private readonly one: (asked: Asked) => Promise<Answer>,
    private readonly several: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
  ) {}

  /** Errors: those of the call for this one alone. */
  ask(asked: Asked): Promise<Answer> {
    return new Promise((answered, failed) => {
      this.waiting.push({ asked, answered, failed });
      if (!this.carrying) void this.carry();
    });
  }

  /** Never fails: what goes wrong is told to who asked. */
  private async carry(): Promise<void> {
    this.carrying = true;
    // What is asked in one turn of the event loop goes together.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) await this.carryFirst(this.waiting.slice(0, MOST));
    this.carrying = false;
  }

  private async carryFirst(first: readonly Asking<Asked, Answer>[]): Promise<void> {
    const [only] = first;
    let answers: readonly Answer[] = [];
    try {
      if (first.length > 1) answers = await this.several(first.map(({ asked }) => asked));
    } catch {
      // Why, each hears for itself.
      this.waiting.splice(0, first.length);
      for (const asking of first) void this.alone(asking);
      return;
    }
    this.waiting.splice(0, Math.max(answers.length, 1));
    for (const [position, answer] of answers.entries()) first[position]?.answered(answer);
    if (answers.length === 0 && only !== undefined) await this.alone(only);
  }

  private async alone({ asked, answered, failed }: Asking<Asked, Answer>): Promise<void> {
    try {
      answered(await this.one(asked));
    } catch (error) {
      failed(error);
    }
  }
}
