import { plusHours, type Instant } from '../../kernel/instant';
import { type BackupFiles } from './backupFiles';
import { timeInId, dataNames, idOfData, manifestName, type BackupManifest } from './backupForm';
import { allManifests } from './readBackup';

/** What a back-up that is being made leaves lies there without a manifest, and the one it goes on from must stay: neither takes this long. */
const YOUNG_HOURS = 48;

export interface Pruning {
  /** Ids, in order of time. */
  readonly kept: readonly string[];
  readonly removed: readonly string[];
  /** Pruned, but rows of kept ones lie in their parts. */
  readonly parts: readonly string[];
  /** Data that nothing needs any more: of back-ups that were never finished, or were pruned before. */
  readonly leftOver: readonly string[];
}

/** The last so many, or what was begun since then. */
export type Keep = { readonly last: number } | { readonly since: Instant };

const isKept = (keep: Keep, youngSince: Instant, all: readonly BackupManifest[], index: number): boolean => {
  const manifest = all[index];
  if (manifest === undefined) return false;
  // The last one always; and, by time, the one that was the last when the time begins: what happened right after that is restored from it.
  if (index === all.length - 1 || manifest.begunAt >= youngSince) return true;
  if ('last' in keep) return index >= all.length - keep.last;
  const next = all[index + 1];
  return next !== undefined && next.begunAt > keep.since;
};

/**
 * Removes back-ups, and never what a kept one needs: parts in which its rows lie stay. The last stays in any case, and whatever is younger than two days. Manifests go first: killed anywhere, each that is still there is whole, and the next time finishes.
 * @param carriesOut false: only tells. @throws PruneRefused where a manifest cannot be read: nobody can say what it needs, and nothing is removed.
 */
export const pruneBackups = async (files: BackupFiles, keep: Keep, now: Instant, carriesOut: boolean): Promise<Pruning> => {
  const { manifests, damaged } = await allManifests({ files });
  const [first] = damaged;
  if (first !== undefined) throw new PruneRefused(first.fault);
  const youngSince = plusHours(now, -YOUNG_HOURS);
  const kept = manifests.filter((_, index) => isKept(keep, youngSince, manifests, index));
  const needed = new Set(kept.flatMap(({ id, uses }) => [id, ...uses]));
  const removed = manifests.filter((manifest) => !kept.includes(manifest)).map(({ id }) => id);
  const known = new Set(manifests.map(({ id }) => id));
  const [parts, leftOver] = [new Set<string>(), new Set<string>()];
  if (carriesOut) for (const id of removed) await files.remove(manifestName(id));
  const youngest = timeInId(youngSince);
  for await (const name of files.names(dataNames)) {
    const id = idOfData(name);
    if (kept.some((manifest) => manifest.id === id)) continue;
    if (needed.has(id)) parts.add(id);
    else if (known.has(id) || id < youngest) {
      if (!known.has(id)) leftOver.add(id);
      if (carriesOut) await files.remove(name);
    }
  }
  return { kept: kept.map(({ id }) => id), removed, parts: [...parts], leftOver: [...leftOver] };
};

/** A manifest cannot be read: nobody can say which parts it needs. */
export class PruneRefused extends Error {
  override readonly name = 'PruneRefused';
}

