import { z } from 'zod';
import { type RowProblem } from '../../domain/catalogue/csvRows';
import { failure, success, type Result } from '../../kernel/result';
import { type PartitionStore } from '../../kernel/partitionStore';
import { instantSchema } from '../../kernel/schemas';
import { type Refusal } from '../refusals';
import { readablePage, rowReader, type Page } from '../unreadable';
import { importCatalogue, type CatalogueImport, type ImportPorts, type ImportRefusal } from './importCatalogue';

/** A partition of the `Catalogue` table. */
const PARTITION = 'imports';

const importSchema = z.object({
  id: z.string(),
  /** Of what was sent: the same id with something else is another import. */
  fingerprint: z.string(),
  at: instantSchema,
  files: z.array(z.string()),
  markets: z.array(z.object({ market: z.string(), skus: z.number().int(), priceLines: z.number().int() })),
  /** Rows of offer matrices that changed nothing: how many, and the first of them. */
  leftOut: z.object({ count: z.number().int(), first: z.array(z.object({ file: z.string(), line: z.number().int(), sku: z.string() })) }).optional(),
});

/** One that is in force. */
export type RecordedImport = z.infer<typeof importSchema>;

const importRows = rowReader('Catalogue', 'import', importSchema);

const MOST_TOLD = 20;

const sentence = ({ file, line, column, reason }: RowProblem): string => `${file}, line ${line}${column === '' ? '' : `, ${column}`}: ${reason}`;

const refusalOf = (refusal: ImportRefusal): Refusal => (refusal.kind === 'FilesNotReadable' ? { kind: 'FilesNotReadable', problems: refusal.problems.slice(0, MOST_TOLD).map(sentence), found: refusal.problems.length } : refusal);

const readImport = async (catalogue: PartitionStore, id: string): Promise<RecordedImport | undefined> => {
  const row = await catalogue.read(PARTITION, id);
  return row && importRows.read(row);
};

/**
 * Loads what the operator sends, once for each id: the same again finds what came of it. One whose process died is carried out again, over the same.
 * @param forget told when something is in force. Refused: ImportIdUsed, FilesNotReadable, NothingToImport, ImportOvertaken. @throws RowUnreadable, and when the store fails.
 */
export const runImport = async (ports: ImportPorts & { readonly forget: () => void }, { id, fingerprint, input }: { readonly id: string; readonly fingerprint: string; readonly input: CatalogueImport }): Promise<Result<RecordedImport, Refusal>> => {
  const known = await readImport(ports.store, id);
  if (known !== undefined) return known.fingerprint === fingerprint ? success(known) : failure({ kind: 'ImportIdUsed', importId: id });
  const leftOut: { readonly file: string; readonly line: number; readonly sku: string }[] = [];
  const imported = await importCatalogue(ports, input, (happened) => {
    if (happened.step === 'leftOut') for (const { line, sku } of happened.rows) leftOut.push({ file: happened.file, line, sku });
  });
  // One that was overtaken may have brought other markets into force.
  ports.forget();
  if (!imported.ok) return failure(refusalOf(imported.error));
  const files = [...input.priceSheets, ...input.offerMatrices, ...(input.extras === undefined ? [] : [input.extras])].map(({ name }) => name);
  const done: RecordedImport = { id, fingerprint, at: ports.clock.now(), files, markets: [...imported.value], ...(leftOut.length > 0 && { leftOut: { count: leftOut.length, first: leftOut.slice(0, MOST_TOLD) } }) };
  await ports.store.commit(PARTITION, [{ op: 'put', key: id, value: { type: 'import', ...done } }]);
  return success(done);
};

/** Refused: ImportNotFound. @throws RowUnreadable. */
export const getImport = async (catalogue: PartitionStore, id: string): Promise<Result<RecordedImport, Refusal>> => {
  const found = await readImport(catalogue, id);
  return found === undefined ? failure({ kind: 'ImportNotFound', importId: id }) : success(found);
};

/** Of those that came over the API, in order of their ids. */
export const listImports = async (catalogue: PartitionStore, limit: number, continuation?: string): Promise<Page<RecordedImport>> =>
  readablePage(await catalogue.list(PARTITION, { prefix: '', limit, ...(continuation !== undefined && { continuation }) }), importRows);
