import { type ComponentType } from 'react';
import { type Permission, type Session } from './session/useSession';

/** Of the navigation, in its order. */
export const groups = ['Overview', 'Sell', 'Billing', 'Yours', 'Installation'] as const;

/** A page of the console. */
export interface ConsolePage {
  /** Below the console's address, with the router's parameters: `/customers/:customerId`. */
  readonly path: string;
  readonly title: string;
  /** Where it stands in the navigation; absent: it is reached from other pages. */
  readonly inNavigation?: (typeof groups)[number];
  /** Without which it is not in the navigation. */
  readonly permission?: Permission;
  /** Kinds of callers that see it in the navigation; absent: all. */
  readonly onlyFor?: readonly ('partner' | 'customer' | 'operator')[];
  readonly onlyLocal?: boolean;
  /** Its component, loaded when it is first opened. */
  readonly load: () => Promise<ComponentType>;
}

/** Whether the navigation shows a page to whoever has signed in. */
export const isInNavigation = ({ inNavigation, permission, onlyLocal, onlyFor }: ConsolePage, { may, isLocal, caller }: Session): boolean =>
  inNavigation !== undefined && (permission === undefined || may(permission)) && (onlyLocal !== true || isLocal) && (onlyFor === undefined || onlyFor.includes(caller.kind));
