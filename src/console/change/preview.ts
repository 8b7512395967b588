import type { components } from '@described';

/** A line of money, with the arithmetic it comes from. */
export type ChargeLine = components['schemas']['ChargeLine'];

/** What a command would do, as `?preview=true` answers it. `result` is what the command would answer. */
export interface Preview<T = unknown> {
  readonly preview: true;
  readonly result: T;
  readonly charges: readonly ChargeLine[];
  readonly windows: readonly components['schemas']['PreviewedWindow'][];
  readonly removed: readonly string[];
  readonly outOfProportion?: readonly components['schemas']['AddOnOutOfProportion'][];
  readonly reversible: boolean;
  readonly reversibleUntil?: string;
  readonly ahead?: readonly { readonly what: string; readonly at: string; readonly brings: components['schemas']['Brings'] }[];
}

export const isPreview = (answer: unknown): answer is Preview => typeof answer === 'object' && answer !== null && (answer as { readonly preview?: unknown }).preview === true;
