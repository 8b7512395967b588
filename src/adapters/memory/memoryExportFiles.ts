import { type ExportFiles } from '../../app/export/exportFiles';

const ROOT = 'memory://exports';

/** The files of exports in this process, for tests. Its links open nothing; `read` does. */
export class MemoryExportFiles implements ExportFiles {
  private readonly folders = new Map<string, Map<string, Uint8Array>>();

  async put(exportId: string, name: string, content: Uint8Array): Promise<void> {
    const folder = this.folders.get(exportId) ?? new Map<string, Uint8Array>();
    this.folders.set(exportId, folder.set(name, Uint8Array.from(content)));
  }

  async link(exportId: string, hours: number) {
    return { rootDirectory: `${ROOT}/export-${exportId}`, sasToken: `hours=${hours}` };
  }

  async remove(exportId: string): Promise<void> {
    this.folders.delete(exportId);
  }

  /** Undefined where there is no such file. */
  read(exportId: string, name: string): Uint8Array | undefined {
    return this.folders.get(exportId)?.get(name);
  }

  names(exportId: string): readonly string[] {
    return [...(this.folders.get(exportId)?.keys() ?? [])];
  }
}
