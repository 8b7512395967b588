/**
 * The inline route constraints of ASP.NET Core, as the Functions host knows them.
 * Source: "Routing in ASP.NET Core", Route constraints; the Azure Functions HTTP trigger documentation points there.
 */
export type Constraint = (value: string) => boolean;

const integerBetween = (low: bigint, high: bigint): Constraint => (value) => {
  if (!/^\s*[+-]?\d+\s*$/.test(value)) return false;
  const number = BigInt(value.trim().replace(/^\+/, ''));
  return number >= low && number <= high;
};
const LONG_MIN = -(2n ** 63n);
const LONG_MAX = 2n ** 63n - 1n;
const long = integerBetween(LONG_MIN, LONG_MAX);
const decimal: Constraint = (value) => /^\s*[+-]?(\d+(,\d+)*(\.\d*)?|\.\d+)\s*$/.test(value);
const float: Constraint = (value) => /^\s*[+-]?(\d+(,\d+)*(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i.test(value) || /^\s*(-?infinity|∞|-∞|nan)\s*$/i.test(value);
/** Node's own reading of dates stands in for .NET's invariant culture; `7:32pm` needs a blank there. */
const isDate: Constraint = (value) => /\d/.test(value) && !/^\s*[+-]?\d+\s*$/.test(value) && !Number.isNaN(Date.parse(value.replace(/(\d)([ap]m)\b/i, '$1 $2')));

const plain: Readonly<Record<string, Constraint>> = {
  int: integerBetween(-(2n ** 31n), 2n ** 31n - 1n),
  long,
  decimal,
  float,
  double: float,
  bool: (value) => /^\s*(true|false)\s*$/i.test(value),
  datetime: isDate,
  guid: (value) => /^\s*([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}|\([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\))\s*$/i.test(value),
  alpha: (value) => /^[a-z]*$/i.test(value),
  required: (value) => value !== '',
  file: (value) => /[^/]*\.[^/.]+$/.test(value),
  nonfile: (value) => !/[^/]*\.[^/.]+$/.test(value),
};

const withNumbers: Readonly<Record<string, (numbers: readonly bigint[]) => Constraint | undefined>> = {
  min: ([low, ...rest]) => (low === undefined || rest.length > 0 ? undefined : integerBetween(low, LONG_MAX)),
  max: ([high, ...rest]) => (high === undefined || rest.length > 0 ? undefined : integerBetween(LONG_MIN, high)),
  range: ([low, high, ...rest]) => (low === undefined || high === undefined || rest.length > 0 ? undefined : integerBetween(low, high)),
  minlength: ([low, ...rest]) => (low === undefined || rest.length > 0 ? undefined : (value) => BigInt(value.length) >= low),
  maxlength: ([high, ...rest]) => (high === undefined || rest.length > 0 ? undefined : (value) => BigInt(value.length) <= high),
  length: ([low, high = low, ...rest]) =>
    low === undefined || high === undefined || rest.length > 0 ? undefined : (value) => BigInt(value.length) >= low && BigInt(value.length) <= high,
};

/**
 * @param text one constraint as it stands in a template: `int`, `range(1,12)`, `regex(^[a-z]+$)`.
 * Errors: an unknown name, arguments of the wrong number or kind, an expression that does not compile.
 */
export function parseConstraint(text: string): Constraint {
  const [, name = '', argument] = /^([A-Za-z]+)(?:\((.*)\))?$/s.exec(text) ?? [];
  const key = name.toLowerCase();
  if (key === 'regex' && argument !== undefined) {
    // ASP.NET matches without regard to case and the culture, and does not anchor.
    const expression = new RegExp(argument, 'i');
    return (value) => expression.test(value);
  }
  const constraint = argument === undefined ? plain[key] : withNumbers[key]?.(numbersOf(argument, text));
  if (!constraint) throw new Error(`"${text}" is not a route constraint.`);
  return constraint;
}

function numbersOf(argument: string, text: string): readonly bigint[] {
  return argument.split(',').map((part) => {
    if (!/^\s*[+-]?\d+\s*$/.test(part)) throw new Error(`"${text}" needs whole numbers.`);
    return BigInt(part.trim().replace(/^\+/, ''));
  });
}
