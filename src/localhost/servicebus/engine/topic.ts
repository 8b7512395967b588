import { type Numbered } from './numbered';
import { type Queue } from './queue';
import { type Rule, type RuleDefinition } from './rule';
import { type History } from './history';
import { type EntrySettings } from './settings';

export interface Subscription {
  readonly queue: Queue;
  readonly rules: Map<string, Rule>;
  /** What was changed since it was declared, by name; null: taken away. */
  readonly changedRules: Map<string, RuleDefinition | null>;
}

/** Where messages are sent to. A topic keeps only what is scheduled; its subscriptions keep the rest. */
export interface Entry {
  readonly path: string;
  /** As it was declared, for sentences. */
  readonly name: string;
  readonly settings: EntrySettings;
  readonly history?: History;
  readonly target: { readonly kind: 'queue'; readonly queue: Queue } | { readonly kind: 'topic'; readonly subscriptions: readonly Subscription[]; readonly scheduled: Numbered; scheduledBytes: number; lastSeq: number };
}
