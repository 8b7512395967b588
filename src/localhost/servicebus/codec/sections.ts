import { type Typed, types } from 'rhea';

/** Codes of a message's sections. Source: AMQP 1.0, part 3, 3.2. */
export const SectionCode = { header: 0x70, deliveryAnnotations: 0x71, messageAnnotations: 0x72, properties: 0x73, applicationProperties: 0x74, data: 0x75, footer: 0x78 } as const;

export interface Section {
  readonly code: number;
  readonly value: Typed;
  readonly start: number;
  readonly end: number;
}

interface RheaReader {
  readonly position: number;
  remaining(): number;
  read(): Typed;
}
interface RheaWriter {
  write(value: Typed): void;
  toBuffer(): Buffer;
}
const codec = types as unknown as {
  Reader: new (buffer: Buffer) => RheaReader;
  Writer: new () => RheaWriter;
  described(descriptor: Typed, value: Typed): Typed;
  wrap_ulong(value: number): Typed;
  Map32(items: Typed[]): Typed;
  List32(items: Typed[]): Typed;
  Null(): Typed;
  is_map(value: Typed): boolean;
  is_list(value: Typed): boolean;
};

/** The sections of an encoded message, in order. Throws for bytes that are none. */
export function* sectionsOf(message: Buffer): Iterable<Section> {
  const reader = new codec.Reader(message);
  while (reader.remaining() > 0) {
    const start = reader.position;
    const value = reader.read();
    const { descriptor } = value as { descriptor?: Typed };
    if (descriptor === undefined) throw new TypeError('A message consists of sections only.');
    yield { code: Number(descriptor.value), value, start, end: reader.position };
  }
}

/** Keys and values of a map section, as they are typed. */
export function mapEntries(section: Typed | undefined): [string, Typed][] {
  if (section === undefined || !codec.is_map(section)) return [];
  const items = section.value as Typed[];
  const entries: [string, Typed][] = [];
  for (let index = 0; index + 1 < items.length; index += 2) entries.push([String(items[index]?.value), items[index + 1] as Typed]);
  return entries;
}

/** Fields of a list section; missing ones are undefined. */
export const listFields = (section: Typed | undefined): (Typed | undefined)[] => (section !== undefined && codec.is_list(section) ? [...(section.value as Typed[])] : []);

/** @param symbolic keys are symbols, as in annotations; strings otherwise. */
export const mapSection = (code: number, entries: readonly (readonly [string, Typed])[], symbolic: boolean): Buffer =>
  encode(code, codec.Map32(entries.flatMap(([key, value]): Typed[] => [symbolic ? types.wrap_symbol(key) : types.wrap_string(key), value])));

export const listSection = (code: number, fields: readonly (Typed | undefined)[]): Buffer => encode(code, codec.List32(fields.map((field) => field ?? codec.Null())));

function encode(code: number, value: Typed): Buffer {
  const writer = new codec.Writer();
  writer.write(codec.described(codec.wrap_ulong(code), value));
  return writer.toBuffer();
}
