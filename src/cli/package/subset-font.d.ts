/** The package has no types of its own: what is used of it. */
declare module 'subset-font' {
  interface SubsetOptions {
    readonly targetFormat: 'truetype';
    readonly noHinting: boolean;
    /** Tags of the OpenType features that stay. */
    readonly keepFeatures: readonly string[];
    readonly dropTables: readonly string[];
  }

  /** @param text the letters that stay */
  const subsetFont: (font: Buffer, text: string, options: SubsetOptions) => Promise<Buffer>;
  export default subsetFont;
}
