import { toEntity } from './entity';
import { type PreparedWrite } from './preparedWrite';

/** One operation as it is sent, alone or inside a transaction. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Behind the account's address and a slash. */
  readonly path: string;
  /** Names and values in turn, without what signs in and without the version. */
  readonly headers: readonly string[];
  readonly body?: string;
}

/** What the SDK says. */
export const VERSION = ['x-ms-version', '2019-02-02'] as const;

const CRLF = '\r\n';
const ROW_HEADERS = ['Accept', 'application/json;odata=minimalmetadata', 'DataServiceVersion', '3.0'];
const CREATE_HEADERS = ['Content-Type', 'application/json;odata=nometadata', ...ROW_HEADERS, 'Prefer', 'return-no-content'];
const MERGE_HEADERS = ['Content-Type', 'application/json', 'DataServiceVersion', '3.0', 'Accept', 'application/json'];
const TRANSACTION_HEADERS = ['accept', 'application/json', 'DataServiceVersion', '3.0;', 'MaxDataServiceVersion', '3.0;NetFx', 'Accept-Charset', 'UTF-8'];

const inPath = (storedKey: string): string => encodeURIComponent(storedKey.replaceAll("'", "''"));
const rowPath = (table: string, partitionKey: string, rowKey: string): string => `${table}(PartitionKey='${inPath(partitionKey)}',RowKey='${inPath(rowKey)}')`;

/** Columns are text, and `n` a small whole number: neither needs its type named. */
const entityText = (partitionKey: string, prepared: PreparedWrite): string => {
  const { partitionKey: PartitionKey, rowKey: RowKey, ...columns } = toEntity(partitionKey, prepared);
  return JSON.stringify({ PartitionKey, RowKey, ...columns });
};

export const readOperation = (table: string, partitionKey: string, rowKey: string): Operation => ({ method: 'GET', path: rowPath(table, partitionKey, rowKey), headers: ROW_HEADERS });

export const writeOperation = (table: string, partitionKey: string, prepared: PreparedWrite): Operation => {
  const { write, storedKey } = prepared;
  if (write.op === 'create') return { method: 'POST', path: table, headers: CREATE_HEADERS, body: entityText(partitionKey, prepared) };
  const path = rowPath(table, partitionKey, storedKey);
  switch (write.op) {
    case 'update':
      return { method: 'PATCH', path, headers: [...MERGE_HEADERS, 'If-Match', write.etag], body: entityText(partitionKey, prepared) };
    case 'put':
      return { method: 'PATCH', path, headers: MERGE_HEADERS, body: entityText(partitionKey, prepared) };
    case 'delete':
      return { method: 'DELETE', path, headers: [...ROW_HEADERS, 'If-Match', write.etag] };
  }
};

const headerLines = (headers: readonly string[]): string => {
  let lines = '';
  for (let at = 0; at + 1 < headers.length; at += 2) lines += `${headers[at]}: ${headers[at + 1]}${CRLF}`;
  return lines;
};

/**
 * Writes as one entity group transaction, letter by letter what the SDK sends, blank lines and all: that is what is known to be understood.
 * @param account the account's address, without a slash at the end. @param id of the request, in a boundary that no row may hold
 * Source: "Performing entity group transactions".
 */
export const transactionOperation = (account: string, table: string, partitionKey: string, writes: readonly PreparedWrite[], id: string): Operation => {
  let body = `--batch_${id}${CRLF}content-type: multipart/mixed; boundary=changeset_${id}${CRLF}${CRLF}${CRLF}`;
  for (const prepared of writes) {
    const { method, path, headers, body: entity } = writeOperation(table, partitionKey, prepared);
    body += `--changeset_${id}${CRLF}content-type: application/http${CRLF}content-transfer-encoding: binary${CRLF}${CRLF}`;
    body += `${method} ${account}/${path} HTTP/1.1${CRLF}${headerLines(headers)}${CRLF}${entity === undefined ? '' : `${CRLF}${entity}`}${CRLF}`;
  }
  body += `--changeset_${id}--${CRLF}--batch_${id}--${CRLF}`;
  return { method: 'POST', path: '$batch', headers: [...TRANSACTION_HEADERS, 'Content-Type', `multipart/mixed; boundary=batch_${id}`], body };
};
