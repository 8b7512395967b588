import { z } from 'zod';
import { EVENT_CATALOGUE } from '../../src/app/event/catalogue';
import { type FactSchema } from '../../src/app/event/facts/factSchema';

interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

const titles: Readonly<Record<keyof typeof EVENT_CATALOGUE, string>> = {
  customer: 'Customers',
  order: 'Orders',
  subscription: 'Subscriptions',
  window: 'Windows of subscriptions',
  transfer: 'Transfers',
  migration: 'Migrations into new commerce',
  migrationSchedule: 'Migrations that are planned',
  supportCase: 'Support requests',
  overage: 'Overage',
  usage: 'Usage and budgets',
  azurePlan: 'Azure plans',
  invoice: 'Invoices',
  notice: 'What customers are told',
  parked: 'Work given up',
};

const formOf = ({ type = '', enum: words, items, anyOf, properties, required }: JsonSchema): string => {
  if (words !== undefined) return words.map((word) => `\`${word}\``).join(' or ');
  if (anyOf !== undefined) return anyOf.map(formOf).join(' or ');
  if (items !== undefined) return `list of ${formOf(items)}`;
  return properties === undefined ? type : membersOf({ properties, ...(required && { required }) }, '(', ')');
};

const membersOf = ({ properties = {}, required = [] }: JsonSchema, open = '', close = ''): string =>
  `${open}${Object.entries(properties)
    .map(([name, schema]) => `\`${name}\`${required.includes(name) ? '' : '?'} ${formOf(schema)}`)
    .join(', ')}${close}`;

const fieldsOf = (changes: readonly string[]): string => changes.map((field) => `\`${field}\``).join(', ');

const rowOf = ([type, { means, data, changes }]: readonly [string, FactSchema]): string => `| \`${type}\` | ${means} | ${membersOf(z.toJSONSchema(data, { unrepresentable: 'any' }) as JsonSchema)} | ${fieldsOf(changes)} |`;

/** Every fact of every kind of subject, as tables of Markdown. */
export const eventsTable = (): string =>
  Object.entries(EVENT_CATALOGUE)
    .map(([kind, facts]) => `## ${titles[kind as keyof typeof titles]}\n\n\`nextterm.${kind}.v1\`\n\n| Fact | Means | Says | May change |\n|---|---|---|---|\n${Object.entries(facts).map(rowOf).join('\n')}`)
    .join('\n\n');
