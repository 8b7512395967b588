import { type BackupFiles } from '../../app/backup/backupFiles';

/** Back-ups in this process, for tests and rehearsals. */
export class MemoryBackupFiles implements BackupFiles {
  constructor(readonly files = new Map<string, Uint8Array>()) {}

  async put(name: string, content: Uint8Array): Promise<void> {
    this.files.set(name, Uint8Array.from(content));
  }

  async get(name: string): Promise<Uint8Array | undefined> {
    return this.files.get(name);
  }

  async *names(prefix: string): AsyncGenerator<string> {
    yield* [...this.files.keys()].filter((name) => name.startsWith(prefix)).toSorted();
  }

  async remove(name: string): Promise<void> {
    this.files.delete(name);
  }
}
