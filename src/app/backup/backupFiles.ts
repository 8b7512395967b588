/** Where back-ups are kept: files under names with slashes. Nothing is changed once it is written, but manifests and data may be removed. */
export interface BackupFiles {
  /** Whole or not at all; overwrites. */
  put(name: string, content: Uint8Array): Promise<void>;
  /** Undefined where there is none. */
  get(name: string): Promise<Uint8Array | undefined>;
  /** Names that begin so, in order of their text. */
  names(prefix: string): AsyncIterable<string>;
  /** One that is not there is no error. */
  remove(name: string): Promise<void>;
}

/** How texts are made small. @throws whatever the library does for what it did not pack itself, or what was damaged since. */
export interface Packing {
  pack(text: string): Promise<Uint8Array>;
  unpack(content: Uint8Array): Promise<string>;
}
