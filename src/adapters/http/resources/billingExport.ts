import { createHash } from 'node:crypto';
import { type ExportLink } from '../../../app/export/exportFiles';
import { linesOf, type Export } from '../../../app/export/exportState';

/** Where the newer interface to billing lines lies, with its version as published. */
export const EXPORTS = '/v1.0/reports/partners/billing';

/** Where an export is asked for. */
export const exportAt = (what: `${'reconciliation' | 'usage'}/${'billed' | 'unbilled'}`): string => `${EXPORTS}/${what}/export`;

const SCHEMA_VERSION = '1';

/** Another one whenever the data is another. */
const etagOf = ({ parts }: Export): string => createHash('sha256').update(parts.map(({ name }) => name).join('\n')).digest('base64url').slice(0, 16);

export const manifestResource = (found: Export, { rootDirectory, sasToken }: ExportLink): object => ({
  id: found.id,
  schemaVersion: SCHEMA_VERSION,
  dataFormat: found.dataFormat,
  createdDateTime: found.lastActionAt,
  // Own: until when the files are kept. The token ends earlier.
  expirationDateTime: found.expiresAt,
  eTag: etagOf(found),
  partnerTenantId: found.partnerId,
  rootDirectory,
  sasToken,
  partitionType: 'Default',
  blobCount: found.parts.length,
  blobs: found.parts.map(({ name, lines, bytes }, index) => ({ name, partitionValue: String(index + 1), sizeInBytes: bytes, itemCount: lines })),
  ...(found.unreadable > 0 && { unreadableCount: found.unreadable }),
});

const typeNamed = <Name extends string>(name: Name) => `#microsoft.graph.partners.billing.${name}` as const;
const [RUNNING, SUCCEEDED, FAILED] = [typeNamed('runningOperation'), typeNamed('exportSuccessOperation'), typeNamed('failedOperation')];

/** What the published interface calls an export, by how far it is. */
export const operationTypes = [RUNNING, SUCCEEDED, FAILED] as const;

const typeOf: Readonly<Record<Export['status'], (typeof operationTypes)[number]>> = { notStarted: RUNNING, running: RUNNING, succeeded: SUCCEEDED, failed: FAILED, expired: FAILED };

/** @param manifest of one that has succeeded. */
export const operationResource = (found: Export, manifest: object | undefined): object => ({
  '@odata.type': typeOf[found.status],
  id: found.id,
  status: found.status,
  createdDateTime: found.createdAt,
  lastActionDateTime: found.lastActionAt,
  // Own: how far it is.
  progress: { itemCount: linesOf(found), blobCount: found.parts.length },
  ...(found.problem && { error: found.problem }),
  ...(manifest && { resourceLocation: manifest, 'resourceLocation@odata.navigationLink': `${EXPORTS}/manifests/${found.id}` }),
});
