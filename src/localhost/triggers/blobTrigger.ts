import { BlobListener } from './blobListener';
import { type TriggerExtension } from './triggerListener';

/** Blobs of a storage account. @param pause between two looks through a container, in ms. */
export const blobTrigger = (pause: number): TriggerExtension => ({ triggerType: 'blobTrigger', listen: (registered, context) => new BlobListener(registered, context, pause) });
