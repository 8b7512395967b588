import { type Value } from './messageView';

/** A property of a message: of the system (`sys.`) or of the user. */
export interface PropertyName {
  readonly scope: 'sys' | 'user';
  readonly name: string;
}

export type Expression =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'property'; readonly property: PropertyName }
  | { readonly kind: 'exists'; readonly property: PropertyName }
  | { readonly kind: 'newid' }
  | { readonly kind: 'not' | 'negative'; readonly operand: Expression }
  | { readonly kind: 'isNull'; readonly operand: Expression; readonly negated: boolean }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'like'; readonly operand: Expression; readonly pattern: Expression; readonly escape?: Expression; readonly negated: boolean }
  | { readonly kind: 'in'; readonly operand: Expression; readonly list: readonly Expression[]; readonly negated: boolean };

export type Statement = { readonly kind: 'set'; readonly property: PropertyName; readonly value: Expression } | { readonly kind: 'remove'; readonly property: PropertyName };
