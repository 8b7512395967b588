/**
 * What is told of one subject, one after the other inside a process: else each change of it finds those before it still in the outbox, and tells them once more. Subjects that differ do not wait for each other.
 */
export class SubjectTurns {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Does it once all that began earlier for any of the subjects has ended, well or not. @param subjects ids; may repeat. @throws as `work`. */
  async after<T>(subjects: readonly string[], work: () => Promise<T>): Promise<T> {
    const earlier = Promise.allSettled([...new Set(subjects)].flatMap((subject) => this.last.get(subject) ?? []));
    const own = earlier.then(work);
    for (const subject of subjects) this.last.set(subject, own);
    try {
      return await own;
    } finally {
      for (const subject of subjects) if (this.last.get(subject) === own) this.last.delete(subject);
    }
  }
}
