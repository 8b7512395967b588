import { z } from 'zod';
import { type LongMember, longMembers, type RecordParts } from '../../domain/audit/recordParts';
import { type AuditRecord } from '../../domain/audit/state';
import { type CalendarDate } from '../../kernel/calendarDate';
import { type PartitionStore } from '../../kernel/partitionStore';
import { rowReader } from '../unreadable';
import { sha256 } from './sha256';
import { partsPartition } from './seals/sealKeys';

/** Characters of a record's long members that its row holds; where there are more, those that are longer than a third of it lie in rows of their own. */
const MOST_IN_ROW = 24_000;
/** Of a row of its own: a character takes twelve bytes at worst, and a row a mebibyte. */
const MOST_OF_PART = 80_000;

const partRows = rowReader('Audit', 'part', z.object({ text: z.string() }));

const partKey = (id: string, member: LongMember, number: number): string => `${id}|${member}|${String(number).padStart(4, '0')}`;

const partsOf = (text: string): readonly string[] => Array.from({ length: Math.ceil(text.length / MOST_OF_PART) }, (_, index) => text.slice(index * MOST_OF_PART, (index + 1) * MOST_OF_PART));

/**
 * AUD-1: writes what of a record is too long for its row, before the row itself; of most records nothing is.
 * @returns the record as its row holds it, with length and digest of what lies elsewhere. @throws when the store fails.
 */
export const writeLongTexts = async (audit: PartitionStore, record: AuditRecord, day: CalendarDate): Promise<AuditRecord> => {
  const total = longMembers.reduce((sum, member) => sum + (record[member]?.length ?? 0), 0);
  if (total <= MOST_IN_ROW) return record;
  const { asked, before, resulted, ...rest } = record;
  const texts = { asked, before, resulted };
  const kept: { -readonly [member in LongMember]?: string } = {};
  const parts: { -readonly [member in LongMember]?: RecordParts[LongMember] } = {};
  for (const member of longMembers) {
    const text = texts[member];
    if (text === undefined) continue;
    if (text.length <= MOST_IN_ROW / 3) {
      kept[member] = text;
      continue;
    }
    for (const [number, part] of partsOf(text).entries()) await audit.commit(partsPartition(record.tenantId, day), [{ op: 'put', key: partKey(record.id, member, number), value: { type: 'part', text: part } }]);
    parts[member] = { characters: text.length, digest: sha256(text) };
  }
  return { ...rest, ...kept, parts };
};

/** @returns what lies in rows of its own, as far as all of it is there and can be read. @throws when the store fails. */
export const readLongTexts = async (audit: PartitionStore, tenantId: string, day: CalendarDate, id: string, parts: RecordParts): Promise<{ readonly [member in LongMember]?: string }> => {
  const texts: { -readonly [member in LongMember]?: string } = {};
  for (const member of longMembers) {
    const part = parts[member];
    if (part === undefined) continue;
    let text = '';
    for (let number = 0; number < Math.ceil(part.characters / MOST_OF_PART); number += 1) {
      const row = await audit.read(partsPartition(tenantId, day), partKey(id, member, number));
      text += row === undefined ? '' : (partRows.readable([row]).items[0]?.text ?? '');
    }
    if (text.length === part.characters) texts[member] = text;
  }
  return texts;
};

/** A record for a list: of what lies elsewhere how long it is. */
export const withoutLongTexts = ({ parts = {}, ...record }: AuditRecord): AuditRecord => ({
  ...record,
  ...Object.fromEntries(longMembers.flatMap((member) => (parts[member] === undefined ? [] : [[member, JSON.stringify({ omitted: `${parts[member].characters} characters` })]]))),
});
