import { z } from 'zod';
import { type CatalogueImport } from '../../app/catalogue/importCatalogue';
import { type RequestRefusal } from '../../app/refusals';
import { failure, success, type Result } from '../../kernel/result';

const MOST_FILES = 20;
/** Of all files of a call, unpacked: some eighty thousand rows, which are read in seconds. */
const MOST_TEXT = 16 * 1024 * 1024;

export const importBody = z.object({
  files: z
    .array(z.object({ name: z.string().trim().min(1).max(200), kind: z.enum(['price_sheet', 'offer_matrix', 'extras']), content: z.string().min(1).regex(/^[A-Za-z0-9+/]+={0,2}$/, 'must be base64').meta({ description: 'Base64 of text in UTF-8, or of gzip of it.' }) }))
    .min(1)
    .max(MOST_FILES)
    .refine((files) => files.filter(({ kind }) => kind === 'extras').length <= 1, 'may hold extras once'),
});

type SentFile = z.output<typeof importBody>['files'][number];

const TOO_LARGE = `all files together hold more than ${MOST_TEXT} bytes: import it straight into storage`;
const NOT_READABLE = 'is neither text in UTF-8 nor gzip of it';

/** What was packed with gzip, by its first two bytes; anything else as it is. Of what is larger no more than `most` bytes are unpacked. @returns undefined where it is larger. @throws where it is damaged. */
const unpacked = async (bytes: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array | undefined> => {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.length > most ? undefined : bytes;
  const plain: ReadableStream<Uint8Array> = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const reader = plain.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > most) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(next.value);
  }
  return Buffer.concat(chunks);
};

/** Whether it says that what it was given cannot be read. */
const isOfTheFile = (error: unknown): boolean => /^(Z_|ERR_ENCODING_INVALID_ENCODED_DATA|ERR_TRAILING_JUNK)/.test(String((error as { readonly code?: unknown }).code));

const textOf = async ({ name, content }: SentFile, room: number): Promise<Result<string, string>> => {
  try {
    const bytes = await unpacked(Uint8Array.from(Buffer.from(content, 'base64')), room);
    return bytes === undefined ? failure(`${name}: ${TOO_LARGE}`) : success(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (!isOfTheFile(error)) throw error;
    return failure(`${name}: ${NOT_READABLE}`);
  }
};

const jsonOf = (text: string): Result<unknown, string> => {
  try {
    return success(JSON.parse(text) as unknown);
  } catch {
    // It throws for nothing else.
    return failure('is no JSON');
  }
};

/** The files of a call as the import takes them. Refused: InputInvalid, with every file that cannot be read. */
export const sentFiles = async ({ files }: z.output<typeof importBody>): Promise<Result<CatalogueImport, RequestRefusal>> => {
  const problems: string[] = [];
  const texts: { kind: SentFile['kind']; name: string; text: string }[] = [];
  let room = MOST_TEXT;
  for (const file of files) {
    const text = await textOf(file, room);
    if (!text.ok) problems.push(text.error);
    else {
      room -= Buffer.byteLength(text.value);
      texts.push({ kind: file.kind, name: file.name, text: text.value });
    }
  }
  const of = (wanted: SentFile['kind']) => texts.filter(({ kind }) => kind === wanted).map(({ name, text }) => ({ name, text }));
  const [extras] = of('extras');
  const value = extras && jsonOf(extras.text);
  if (extras !== undefined && value?.ok === false) problems.push(`${extras.name}: ${value.error}`);
  if (problems.length > 0) return failure({ kind: 'InputInvalid', problems });
  return success({ priceSheets: of('price_sheet'), offerMatrices: of('offer_matrix'), ...(extras !== undefined && value?.ok === true && { extras: { name: extras.name, value: value.value } }) });
};
