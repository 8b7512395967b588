import { type BlobItem, BlobServiceClient, type ContainerClient, RestError } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import { blobContent, blobPath } from '../bindings/blobs';
import { storageConnection } from '../bindings/storageConnection';
import { VirtualClock } from '../clock/virtualClock';
import { type Cancel, type RegisteredFunction, type TypedData } from '../contracts';
import { describeFailure } from '../core/invoker';
import { describeError } from '../describeError';
import { blobPattern } from './blobPattern';
import { type TriggerContext, type TriggerListener } from './triggerListener';

/** How often a blob is tried before it goes to the poison queue. Source: "Azure Blob storage trigger", Poison blobs. */
const ATTEMPTS = 5;
const POISON_QUEUE = 'webjobs-blobtrigger-poison';
/** Functions that run at once. */
const AT_ONCE = 8;

interface Found {
  readonly name: string;
  readonly etag: string;
  readonly parts: Readonly<Record<string, string>>;
}

/**
 * Runs a function for every blob of a container that fits its path, and again when a blob has changed. The container is looked through in real time, whatever the clock; what was
 * handled is kept as receipts where the Azure host keeps them, in the container's account. Found blobs are work in progress, and a virtual clock looks once more before it moves.
 */
export class BlobListener implements TriggerListener {
  readonly #container: ContainerClient;
  readonly #receipts: ContainerClient;
  readonly #poison: () => ReturnType<QueueServiceClient['getQueueClient']>;
  readonly #fits: ReturnType<typeof blobPattern>;
  readonly #done = new Set<string>();
  readonly #failures = new Map<string, number>();
  /** Receipts of blobs that could not be settled: left alone until there has been a pause. */
  readonly #setAside = new Set<string>();
  #timeout: NodeJS.Timeout | undefined;
  #looking: Promise<number> | undefined;
  #stopAsking: Cancel | undefined;
  #stopped = true;

  /** @param pause between two looks, in ms. Errors: a path that is none, a setting that does not exist, a source that is not offered; each naming the function. */
  constructor(
    private readonly registered: RegisteredFunction,
    private readonly context: TriggerContext,
    private readonly pause: number,
  ) {
    const { trigger, name } = registered;
    try {
      if (trigger['source'] !== undefined && trigger['source'] !== 'LogsAndContainerScan') throw new Error(`binding "${trigger.name}" has the source ${JSON.stringify(trigger['source'])}, which this host does not offer: it looks through the container.`);
      const { container, blob } = blobPath(trigger, context.setting);
      const connection = storageConnection(trigger, context.setting);
      const service = BlobServiceClient.fromConnectionString(connection);
      this.#fits = blobPattern(blob);
      this.#container = service.getContainerClient(container);
      this.#receipts = service.getContainerClient('azure-webjobs-hosts');
      this.#poison = () => QueueServiceClient.fromConnectionString(connection).getQueueClient(POISON_QUEUE);
    } catch (error) {
      throw new Error(`Function "${name}": ${(error as Error).message}`, { cause: error });
    }
  }

  get #receiptsOf(): string {
    return `blobreceipts/localhost/Host.Functions.${this.registered.name}/`;
  }

  /** Makes the container where it is missing. Errors: storage that refuses the name or cannot be reached. */
  async start(): Promise<void> {
    try {
      await this.#container.createIfNotExists();
      await this.#receipts.createIfNotExists();
      for await (const { name } of this.#receipts.listBlobsFlat({ prefix: this.#receiptsOf })) this.#done.add(name);
    } catch (error) {
      throw new Error(`Function "${this.registered.name}": container "${this.#container.containerName}" cannot be opened: ${(error as Error).message}`, { cause: error });
    }
    this.#stopped = false;
    const { clock } = this.context;
    if (clock instanceof VirtualClock) this.#stopAsking = clock.onBeforeMove(async () => void (await this.look()));
    this.#lookAfter(0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timeout);
    this.#stopAsking?.();
    await this.#looking;
  }

  #lookAfter(wait: number): void {
    if (this.#stopped) return;
    this.#timeout = setTimeout(() => {
      if (wait > 0) this.#setAside.clear();
      void this.look().then((handled) => this.#lookAfter(handled > 0 ? 0 : this.pause));
    }, wait);
  }

  /** Looks through the container once. Storage that fails is logged; the next look tries again. @returns how many blobs were handled, well or not; one that could not be settled is not among them. */
  look(): Promise<number> {
    this.#looking ??= this.#handleNew()
      .catch((error: unknown) => {
        this.context.logger.log('error', `Container "${this.#container.containerName}" could not be looked through: ${describeError(error)}`);
        return 0;
      })
      .finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  async #handleNew(): Promise<number> {
    let handled = 0;
    let batch: Found[] = [];
    const handle = async (): Promise<void> => {
      const now = batch;
      batch = [];
      if (now.length === 0) return;
      const settled = await this.context.clock.busy(() => Promise.all(now.map((found) => this.#handle(found))));
      handled += settled.filter(Boolean).length;
    };
    for await (const item of this.#container.listBlobsFlat()) {
      if (this.#stopped) break;
      const found = this.#foundIn(item);
      if (found) batch.push(found);
      if (batch.length === AT_ONCE) await handle();
    }
    if (!this.#stopped) await handle();
    return handled;
  }

  #foundIn({ name, properties }: BlobItem): Found | undefined {
    const parts = this.#fits(name);
    const etag = properties.etag.replaceAll('"', '');
    const receipt = this.#receipt({ name, etag });
    return parts && !this.#done.has(receipt) && !this.#setAside.has(receipt) ? { name, etag, parts } : undefined;
  }

  #receipt({ name, etag }: Pick<Found, 'name' | 'etag'>): string {
    return `${this.#receiptsOf}${etag}/${this.#container.containerName}/${name}`;
  }

  /** @returns whether it was settled, or may be tried again at once. */
  async #handle(found: Found): Promise<boolean> {
    const { invoker, logger } = this.context;
    const { registered } = this;
    const receipt = this.#receipt(found);
    try {
      const blob = this.#container.getBlockBlobClient(found.name);
      const content = await blob.downloadToBuffer(undefined, undefined, { conditions: { ifMatch: `"${found.etag}"` } });
      const { metadata = {} } = await blob.getProperties();
      const facts: Record<string, TypedData> = {
        BlobTrigger: { string: `${this.#container.containerName}/${found.name}` },
        Uri: { json: JSON.stringify(blob.url) },
        Properties: { json: JSON.stringify({ ETag: `"${found.etag}"`, Length: content.length }) },
        Metadata: { json: JSON.stringify(metadata) },
        ...Object.fromEntries(Object.entries(found.parts).map(([name, value]) => [name, { string: value }])),
      };
      const result = await invoker.invoke(registered.name, { triggerData: blobContent(registered.trigger, content), triggerMetadata: facts });
      if (!result.ok) {
        logger.log('error', describeFailure(registered.name, result.error));
        const failures = (this.#failures.get(receipt) ?? 0) + 1;
        this.#failures.set(receipt, failures);
        if (failures < ATTEMPTS) return true;
        await this.#moveToPoison(found, failures);
      }
      await this.#receipts.getBlockBlobClient(receipt).upload('', 0);
      this.#done.add(receipt);
      this.#failures.delete(receipt);
      return true;
    } catch (error) {
      // Deleted or written anew since it was listed: the next look finds what is there.
      if (error instanceof RestError && (error.statusCode === 404 || error.statusCode === 412)) return true;
      this.#setAside.add(receipt);
      logger.log('error', `Blob "${found.name}" of container "${this.#container.containerName}" could not be settled and comes again: ${describeError(error)}`);
      return false;
    }
  }

  async #moveToPoison({ name, etag }: Found, failures: number): Promise<void> {
    this.context.logger.log('warning', `Blob "${name}" of container "${this.#container.containerName}" has failed ${failures} times: it goes to the queue "${POISON_QUEUE}", and is not tried again until it changes.`);
    const message = { Type: 'BlobTrigger', FunctionId: `Host.Functions.${this.registered.name}`, BlobType: 'BlockBlob', ContainerName: this.#container.containerName, BlobName: name, ETag: `"${etag}"` };
    const queue = this.#poison();
    await queue.createIfNotExists();
    await queue.sendMessage(Buffer.from(JSON.stringify(message)).toString('base64'), { messageTimeToLive: -1 });
  }
}
