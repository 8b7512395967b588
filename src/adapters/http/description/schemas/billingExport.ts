import { z } from 'zod';
import { dataFormats, exportSchema } from '../../../../app/export/exportState';
import { operationTypes } from '../../resources/billingExport';
import { count, guid, instant, members, named } from './answerSchema';

/** Where the files of an export are, and how they are read. */
export const exportManifest = named(
  'ExportManifest',
  members({
    id: guid,
    schemaVersion: z.string(),
    dataFormat: z.enum(dataFormats),
    createdDateTime: instant,
    expirationDateTime: instant.meta({ description: 'Until when the files are kept. `sasToken` ends earlier: ask again for another.' }),
    eTag: z.string().meta({ description: 'Another one whenever the data is another.' }),
    partnerTenantId: guid,
    rootDirectory: z.string().meta({ description: 'The address in front of the names of the blobs.' }),
    sasToken: z.string().meta({ description: 'The query behind the names of the blobs, with which they can be read.' }),
    partitionType: z.literal('Default'),
    blobCount: count,
    blobs: z.array(members({ name: z.string(), partitionValue: z.string(), sizeInBytes: count, itemCount: count })),
    unreadableCount: count.optional().meta({ description: 'Lines that cannot be read, and are in no blob.' }),
  }),
);

export const exportOperation = named(
  'ExportOperation',
  members({
    '@odata.type': z.enum(operationTypes),
    id: guid,
    status: exportSchema.shape.status,
    createdDateTime: instant,
    lastActionDateTime: instant,
    progress: members({ itemCount: count, blobCount: count }).meta({ description: 'What is written already.' }),
    error: members({ code: z.string(), message: z.string() }).optional().meta({ description: 'Why it failed.' }),
    resourceLocation: exportManifest.optional().meta({ description: 'Of one that has succeeded.' }),
    'resourceLocation@odata.navigationLink': z.string().optional(),
  }),
);
