import { randomUUID } from 'node:crypto';
import { type MessageView, type Value } from './messageView';
import { type Expression, type PropertyName } from './sqlExpression';

/** The value of an expression for a message. null: unknown, which is what anything with a missing property or with unlike types comes to. */
export function evaluate(expression: Expression, message: MessageView): Value {
  const of = (inner: Expression): Value => evaluate(inner, message);
  switch (expression.kind) {
    case 'value':
      return expression.value;
    case 'property':
      return propertyOf(message, expression.property) ?? null;
    case 'exists':
      return propertyOf(message, expression.property) !== undefined;
    case 'newid':
      return randomUUID();
    case 'not':
      return not(of(expression.operand));
    case 'negative': {
      const value = of(expression.operand);
      return typeof value === 'number' || typeof value === 'bigint' ? -value : null;
    }
    case 'isNull':
      return (of(expression.operand) === null) !== expression.negated;
    case 'binary':
      return binary(expression.operator, of(expression.left), () => of(expression.right));
    case 'like': {
      const matched = like(of(expression.operand), of(expression.pattern), expression.escape && of(expression.escape));
      return expression.negated ? not(matched) : matched;
    }
    case 'in': {
      const value = of(expression.operand);
      const found = expression.list.map((item) => binary('=', value, () => of(item))).reduce<Value>((sum, one) => or(sum, one), false);
      return expression.negated ? not(found) : found;
    }
  }
}

/** Names are found without regard to case; one that is written the same goes first. */
export function propertyOf({ system, properties }: MessageView, { scope, name }: PropertyName): Value | undefined {
  const values = scope === 'sys' ? system : properties;
  const exact = values.get(scope === 'sys' ? name.toLowerCase() : name);
  if (exact !== undefined) return exact;
  for (const [key, value] of values) if (key.toLowerCase() === name.toLowerCase()) return value;
  return undefined;
}

const truth = (value: Value): boolean | null => (typeof value === 'boolean' ? value : null);
const not = (value: Value): Value => (truth(value) === null ? null : !truth(value));
const or = (one: Value, other: Value): Value => (truth(one) === true || truth(other) === true ? true : truth(one) === null || truth(other) === null ? null : false);
const and = (one: Value, other: Value): Value => not(or(not(one), not(other)));

function binary(operator: string, left: Value, rightOf: () => Value): Value {
  const right = rightOf();
  if (operator === 'OR') return or(left, right);
  if (operator === 'AND') return and(left, right);
  if (left === null || right === null) return null;
  if ('+-*/%'.includes(operator)) return arithmetic(operator, left, right);
  const order = compare(left, right);
  if (order === undefined) return null;
  switch (operator) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}

function compare(left: Value, right: Value): number | undefined {
  const [one, other] = [comparable(left), comparable(right)];
  const numeric = typeof one !== 'string' && typeof other !== 'string';
  if (typeof left === 'boolean' !== (typeof right === 'boolean') || one === null || other === null) return undefined;
  if (!numeric && typeof one !== typeof other) return undefined;
  return one < other ? -1 : one > other ? 1 : 0;
}

const comparable = (value: Value): string | number | bigint | null => (value instanceof Date ? value.getTime() : typeof value === 'boolean' ? Number(value) : value);

function arithmetic(operator: string, left: Value, right: Value): Value {
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right;
  if (typeof left === 'bigint' || typeof right === 'bigint') return arithmetic(operator, Number(left), Number(right));
  if (typeof left !== 'number' || typeof right !== 'number') return null;
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? null : left / right;
    default:
      return right === 0 ? null : left % right;
  }
}

/** `%`: any characters; `_`: any one. */
function like(value: Value, pattern: Value, escape: Value | undefined): Value {
  if (typeof value !== 'string' || typeof pattern !== 'string' || escape === null) return null;
  const literal = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  let source = '';
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern[index] ?? '';
    if (character === escape && index + 1 < pattern.length) {
      index += 1;
      source += literal(pattern[index] ?? '');
    } else source += character === '%' ? '.*' : character === '_' ? '.' : literal(character);
  }
  return new RegExp(`^${source}$`, 's').test(value);
}
