import { type ChargeLine } from '../billing/chargeLine';
import { type OpenedWindow } from '../subscription/windowNews';
import { type Instant } from '../../kernel/instant';

/** A fact as its event keeps it: what a version before told may lack members. */
export interface ToldFact {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** One change of a subscription or an Azure plan as it was told, or as it will be. */
export interface Told {
  /** Of its event; absent of what is foreseen. */
  readonly event?: string;
  readonly at: Instant;
  /** Of the subject after it. */
  readonly version: number;
  readonly facts: readonly ToldFact[];
  /** Field by field; empty also in what a version before this kept. */
  readonly changed: Readonly<Record<string, { readonly before?: unknown; readonly after?: unknown }>>;
  readonly opened: readonly OpenedWindow[];
  /** Empty also where the caller may not read what is charged. */
  readonly lines: readonly ChargeLine[];
  /** Of what is foreseen: it may come out otherwise if the customer has something else by then. */
  readonly dependsOnHoldings?: boolean;
}

/** A member of a fact that is a text; undefined if there is none. */
export const textIn = (fact: ToldFact | undefined, member: string): string | undefined => {
  const value = fact?.[member];
  return typeof value === 'string' ? value : undefined;
};

/** The value of a field after the change; undefined where it did not change, or has none any more. */
export const textAfter = ({ changed }: Told, field: string): string | undefined => {
  const value = changed[field]?.after;
  return typeof value === 'string' ? value : undefined;
};

/** The first fact of one of the types. */
export const factOf = ({ facts }: Told, ...types: readonly string[]): ToldFact | undefined => facts.find(({ type }) => types.includes(type));

/** Whether nothing of it has happened yet. */
export const isForeseen = ({ event }: Told): boolean => event === undefined;
