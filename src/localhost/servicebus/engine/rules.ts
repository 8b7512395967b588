import { BusError, Condition } from './busError';
import { type RuleDefinition } from './rule';
import { type Store } from './store';

/** Adds a rule to a subscription. What was sent before is not looked at again. @throws BusError for a name that is taken, an expression that is none */
export function addRule(store: Store, path: string, rule: RuleDefinition): void {
  const { rules, queue } = store.subscription(path);
  if (rules.has(rule.name)) throw new BusError(Condition.alreadyExists, `The rule '${rule.name}' exists in '${queue.path}' already.`);
  store.ports.compileRule(rule);
  store.record({ kind: 'rule', entity: queue.path, rule });
}

/** @throws BusError when there is none of the name */
export function removeRule(store: Store, path: string, name: string): void {
  const { rules, queue } = store.subscription(path);
  if (!rules.has(name)) throw new BusError(Condition.entityNotFound, `The messaging entity '${queue.path}|${name}' could not be found.`);
  store.record({ kind: 'noRule', entity: queue.path, name });
}

export const listRules = (store: Store, path: string, skip: number, top: number): RuleDefinition[] =>
  [...store.subscription(path).rules.values()].map(({ definition }) => definition).slice(skip, skip + top);
