import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FACT_TYPES } from '../../../src/app/event/catalogue';
import { KINDS, kindNames } from '../../../src/domain/notification/kinds';

const document = join(__dirname, '../../../docs/notifications.md');
const [begin, end] = ['<!-- The table is made from the code: see CONTRIBUTING.md. -->\n', '\n`notice` is sent by the installation'];

const addressees = { customer: 'the customer', partner: 'you', source: 'the partner who is asked', target: 'the partner who asks' };
const rowOf = (kind: (typeof kindNames)[number]): string => {
  const { when, facts, to }: { readonly when: string; readonly facts: readonly string[]; readonly to: readonly (keyof typeof addressees)[] } = KINDS[kind];
  return `| \`${kind}\` | ${when} | ${to.map((addressee) => addressees[addressee]).join(', ')} | ${facts.length === 0 ? 'none: a deadline' : facts.map((type) => `\`${type}\``).join(', ')} |`;
};

test('[NTF-1] the table of docs/notifications.md is what the code does; WRITE_NOTIFICATIONS=1 writes it anew', () => {
  const text = readFileSync(document, 'utf8');
  const made = `${text.slice(0, text.indexOf(begin) + begin.length)}\n| Kind | When | To | Event |\n|---|---|---|---|\n${kindNames.map(rowOf).join('\n')}\n${text.slice(text.indexOf(end))}`;
  if (process.env['WRITE_NOTIFICATIONS'] === '1') writeFileSync(document, made);
  expect(text).toBe(made);
});

test('[NTF-1] every fact that brings a message is one of the catalogue', () => {
  const unless = kindNames.flatMap((kind) => {
    const row: { readonly when: string; readonly unless?: readonly string[] } = KINDS[kind];
    return row.unless ?? [];
  });
  expect([...kindNames.flatMap((kind): readonly string[] => KINDS[kind].facts), ...unless].filter((type) => !FACT_TYPES.includes(type))).toEqual([]);
});
