/** How whoever has it reads the files of one export: `{rootDirectory}/{name}?{sasToken}`. */
export interface ExportLink {
  readonly rootDirectory: string;
  readonly sasToken: string;
}

/** The files of exports: a folder for each, which is made with its first file and goes as a whole. Every method throws StoreUnavailable when storage cannot be reached. */
export interface ExportFiles {
  /** Writes a file whole, over one of the same name. @param exportId a GUID. */
  put(exportId: string, name: string, content: Uint8Array): Promise<void>;
  /** Opens the folder for so many hours of real time, for reading files whose names one knows: nothing is listed, and no other folder is opened. @param hours 1 to 168. */
  link(exportId: string, hours: number): Promise<ExportLink>;
  /** Takes the folder away with all its files; one that is not there is no error. */
  remove(exportId: string): Promise<void>;
}
