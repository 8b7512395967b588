import { LRUCache } from 'lru-cache';
import { type EventRecord } from './eventRecord';

/** Subjects of which it is remembered: as many as change between two looks of anybody, and a few megabytes. */
const MOST_REMEMBERED = 20_000;

/**
 * Up to which version this process has told all who are told of each subject it told of lately. That never becomes untrue, whatever other processes do: so whoever brings out the next version need not look for the one before.
 */
export class ToldVersions {
  private readonly versions = new LRUCache<string, number>({ max: MOST_REMEMBERED });

  /** @returns 0 where nothing is remembered. */
  of(subjectId: string): number {
    return this.versions.get(subjectId) ?? 0;
  }

  /** @param records told, after all that came before them. */
  remember(records: readonly EventRecord[]): void {
    for (const { subject, version } of records) this.versions.set(subject.id, Math.max(version, this.of(subject.id)));
  }
}
