import { randomUUID } from 'node:crypto';
import { type AccountAccess } from './accountAccess';
import { type Exchange, type Try } from './exchange';
import { type PreparedWrite } from './preparedWrite';
import { type TableRequests } from './tableRequests';
import { transactionEtags } from './transactionAnswer';
import { type Operation, readOperation, transactionOperation, VERSION, writeOperation } from './wireText';

export interface DirectTable {
  readonly table: string;
  readonly access: AccountAccess;
  readonly exchange: Exchange;
  /** For what is not tried here at all. */
  readonly sdk: TableRequests;
  /** The SDK, for which the try that was made here was its first. */
  readonly after: (first: Try) => TableRequests;
}

/** No line break that would end a header, in what comes back from a row that was read. */
const SENDABLE_ETAG = /^[\x20-\x7e]+$/;

type Columns = Readonly<Record<string, unknown>>;

/** Of an answer in which no column's type is named: text, whole numbers. The SDK makes objects of the others. */
const plainColumns = (body: string): Columns | undefined => {
  const entity = objectOf(body);
  if (typeof entity?.['odata.etag'] !== 'string') return undefined;
  if (Object.keys(entity).some((name) => name.endsWith('@odata.type') && name !== 'Timestamp@odata.type')) return undefined;
  return { ...entity, partitionKey: entity['PartitionKey'], rowKey: entity['RowKey'], etag: entity['odata.etag'] };
};

const objectOf = (text: string): Columns | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Columns) : undefined;
  } catch {
    return undefined;
  }
};

/** A table that is not there is another matter. */
const saysRowIsMissing = (body: string): boolean => (objectOf(body)?.['odata.error'] as { readonly code?: unknown } | undefined)?.code === 'ResourceNotFound';

/**
 * Requests without the SDK, which costs more than the request. Only what plainly succeeded, and a read of a row that is not there, is answered here; the SDK takes over from every
 * other first try, with its retries and its errors, as if it had made that try itself.
 */
export class DirectRequests implements TableRequests {
  constructor(private readonly direct: DirectTable) {}

  async get(partitionKey: string, rowKey: string): Promise<Columns | undefined> {
    const { table, sdk, after } = this.direct;
    const tried = await this.tryOnce(readOperation(table, partitionKey, rowKey));
    if (tried === undefined) return sdk.get(partitionKey, rowKey);
    if ('status' in tried) {
      const columns = tried.status === 200 ? plainColumns(tried.body) : undefined;
      if (columns !== undefined) return columns;
      if (tried.status === 404 && saysRowIsMissing(tried.body)) return undefined;
    }
    return after(tried).get(partitionKey, rowKey);
  }

  async send(partitionKey: string, writes: readonly PreparedWrite[]): Promise<ReadonlyMap<string, string>> {
    const { sdk, after } = this.direct;
    const [first] = writes;
    if (first === undefined || writes.some(({ write }) => 'etag' in write && !SENDABLE_ETAG.test(write.etag))) return sdk.send(partitionKey, writes);
    const tried = await this.tryOnce(this.operationOf(partitionKey, first, writes));
    if (tried === undefined) return sdk.send(partitionKey, writes);
    return etagsOf(tried, writes) ?? after(tried).send(partitionKey, writes);
  }

  private operationOf(partitionKey: string, first: PreparedWrite, writes: readonly PreparedWrite[]): Operation {
    const { table, access } = this.direct;
    return writes.length === 1 ? writeOperation(table, partitionKey, first) : transactionOperation(addressOf(access), table, partitionKey, writes, randomUUID());
  }

  /** Undefined where nothing was sent: there was nothing to sign in with. */
  private async tryOnce({ method, path, headers, body }: Operation): Promise<Try | undefined> {
    const { access, exchange } = this.direct;
    const whole = `${rootOf(access)}/${path}`;
    const signed = await access.signIn(whole).catch(() => undefined);
    return signed && exchange.try(method, whole + access.query, [...headers, ...VERSION, ...signed], body);
  }
}

const rootOf = ({ url }: AccountAccess): string => url.pathname.replace(/\/$/, '');
const addressOf = (access: AccountAccess): string => access.url.origin + rootOf(access);

/** Undefined unless the answer says of each write that it happened, and what its etag is. */
const etagsOf = (tried: Try, writes: readonly PreparedWrite[]): ReadonlyMap<string, string> | undefined => {
  if (!('status' in tried)) return undefined;
  const told = writes.length === 1 ? (tried.status === 204 ? [tried.headers.get('etag')] : undefined) : transactionEtags(tried, writes.length);
  if (told === undefined) return undefined;
  const etags = new Map<string, string>();
  for (const [index, { write }] of writes.entries()) {
    const etag = told[index];
    if (write.op === 'delete') continue;
    if (etag === undefined) return undefined;
    etags.set(write.key, etag);
  }
  return etags;
};
