import { type Role } from '../caller';
import { type Permission, refusedByRole } from '../permissions';
import { refusedFor } from './options';

/** Of every call that carries an option out. */
export const OPTIONS_PERMISSION: Permission = 'subscriptions.manage';

interface OptionItem {
  readonly action: string;
  readonly target?: object;
}

/**
 * PRE-3, PAR-2: options as a caller with these roles has them. What the roles may not do stays listed, so that it shows what others could be asked for, and is refused as its call would refuse it: by the role, before anything
 * else, with neither effect nor amounts.
 */
export const optionsForRoles = <Item extends OptionItem, Options extends { readonly items: readonly Item[] }>(options: Options, roles: readonly Role[]) => {
  const refusal = refusedByRole(roles, OPTIONS_PERMISSION);
  if (refusal === undefined) return options;
  return { ...options, items: options.items.map(({ action, target }) => ({ action, possible: false, rule: 'PAR-2', ...(target !== undefined && { target }), ...refusedFor(refusal) })) };
};
