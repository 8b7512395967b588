import { open } from 'node:fs/promises';

const SEPARATORS = [',', ';', '\t'] as const;
/** The heading is shorter. */
const HEADING_BYTES = 8_192;

/** What ends a line: of a file that several programs wrote at, each its own. */
export const LINE_ENDS = ['\r\n', '\n', '\r'];

/** What stands between the cells of a file's heading, which have none of these in them: spreadsheets of many countries write semicolons. @throws where the file cannot be read. */
export const separatorOf = async (file: string): Promise<string> => {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADING_BYTES), 0, HEADING_BYTES, 0);
    const [heading = ''] = buffer.subarray(0, bytesRead).toString('utf8').split(/\r\n|\n|\r/, 1);
    return SEPARATORS.toSorted((a, b) => heading.split(b).length - heading.split(a).length)[0] ?? ',';
  } finally {
    await handle.close();
  }
};
