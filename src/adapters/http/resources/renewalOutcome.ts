import { type Done, type LineOutcome } from '../../../app/renewals/planLine';
import { type BroughtAhead } from '../../../domain/options/brings';
import { type Outcome } from '../../../domain/subscription/outcome';
import { etagOf } from '../etag';
import { dayAtMidnight } from '../wireDates';
import { refusedFor } from './options';
import { previewResource } from './preview';
import { nextTermResource } from './renewal';

/** What lines are called that were carried out, now or before, and that would be. */
export type DoneWords = typeof applyWords | typeof undoWords;

export const applyWords = { now: 'applied', before: 'applied_before', would: 'would_apply' } as const;
export const undoWords = { now: 'taken_back', before: 'taken_back_before', would: 'would_take_back' } as const;

const doneResource = (subscriptionId: string, { termEnd, before, after, quantity, status, removed, version }: Done) => ({
  termEndDate: dayAtMidnight(termEnd),
  before: nextTermResource(before),
  after: nextTermResource(after),
  quantity,
  subscriptionStatus: status,
  ...(removed.length > 0 && { removed }),
  etag: etagOf({ id: subscriptionId, version }),
});

/** What a line would do, with what it would charge and what comes then. */
export const linePreview = (done: Done, outcome: Outcome, ahead: BroughtAhead | undefined) => {
  const { preview: _, result, ...effects } = previewResource(doneResource(outcome.subscription.id, done), [outcome], false, ahead);
  return { ...(result as object), effects };
};

/** A line with what it is known by, as far as it could be read. */
export interface OutcomeOfLine {
  readonly customerId?: string | undefined;
  readonly subscriptionId?: string | undefined;
  readonly requestId?: string | undefined;
  readonly outcome: LineOutcome;
}

const statusOf = (outcome: LineOutcome, words: DoneWords): DoneWords[keyof DoneWords] | 'unchanged' | 'not_applied' | 'refused' => {
  if (outcome.status === 'done') return outcome.isRepeat ? words.before : words.now;
  if (outcome.status === 'previewed') return words.would;
  return outcome.status === 'notApplied' ? 'not_applied' : outcome.status;
};

const lineResource = ({ customerId, subscriptionId = '', requestId, outcome }: OutcomeOfLine, index: number, words: DoneWords) => ({
  line: index + 1,
  ...(customerId !== undefined && { customerId, subscriptionId }),
  status: statusOf(outcome, words),
  ...(requestId !== undefined && (outcome.status === 'done' || outcome.status === 'previewed') && { requestId }),
  ...(outcome.status === 'refused' && refusedFor(outcome.refusal)),
  ...(outcome.status === 'done' && doneResource(subscriptionId, outcome.done)),
  ...(outcome.status === 'previewed' && (outcome.preview as object)),
});

/** BLK-2, BLK-3: what became of each line, in their order. */
export const lineOutcomesResource = (lines: readonly OutcomeOfLine[], words: DoneWords) => {
  const items = lines.map((line, index) => lineResource(line, index, words));
  const counts: Record<string, number> = {};
  for (const { status } of items) counts[status] = (counts[status] ?? 0) + 1;
  return { totalCount: items.length, counts, items, attributes: { objectType: 'RenewalOutcomes' } };
};

interface Effects {
  readonly charges: readonly unknown[];
  readonly windows: readonly unknown[];
  readonly removed: readonly string[];
  readonly reversible: boolean;
  readonly reversibleUntil?: string;
}

/** PRE-1, of all lines together. */
export const linesPreviewResource = (lines: readonly OutcomeOfLine[], words: DoneWords) => {
  const result = lineOutcomesResource(lines, words);
  const effects = lines.flatMap(({ outcome }) => (outcome.status === 'previewed' ? [(outcome.preview as { readonly effects: Effects }).effects] : []));
  const isReversible = effects.every(({ reversible }) => reversible);
  const [until] = effects.flatMap(({ reversibleUntil }) => reversibleUntil ?? []).sort();
  return {
    preview: true,
    result,
    charges: effects.flatMap(({ charges }) => charges),
    windows: effects.flatMap(({ windows }) => windows),
    removed: [...new Set(effects.flatMap(({ removed }) => removed))],
    reversible: isReversible,
    ...(isReversible && until !== undefined && { reversibleUntil: until }),
  };
};
