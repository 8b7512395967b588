/** Compresses text as it comes, so that of what was written only the compressed form is held. */
export class Gzipped {
  private readonly stream = new CompressionStream('gzip');
  private readonly writer = this.stream.writable.getWriter();
  private readonly content: Promise<ArrayBuffer>;

  constructor() {
    this.content = new Response(this.stream.readable).arrayBuffer();
    // Whoever asks for the end hears of a failure; nobody may ask, where reading the lines failed first.
    this.content.catch(() => undefined);
  }

  write(text: string): Promise<void> {
    return this.writer.write(new TextEncoder().encode(text));
  }

  async end(): Promise<Uint8Array> {
    await this.writer.close();
    return new Uint8Array(await this.content);
  }
}
