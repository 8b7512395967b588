import { SourceMap, type SourceMapPayload, type SourceMapping } from 'node:module';
import { posix } from 'node:path';

/** A place in a file of the package: `file:///home/site/wwwroot/dist/app.mjs:12:3456`. */
const PLACE = /(?:file:\/\/)?[^\s()]*?([\w.-]+\.mjs):(\d+):(\d+)/g;

/**
 * A stack trace of what is deployed, with the places of the sources; a place that no map knows stays as it is.
 * @param mapOf the source map of a file of the package, by its name; undefined where there is none
 * @param folder that maps count from, below the root of the repository
 */
export const readStack = (trace: string, mapOf: (file: string) => SourceMapPayload | undefined, folder: string): string =>
  trace.replace(PLACE, (place, file: string, line: string, column: string) => {
    const map = mapOf(file);
    // Where a map knows nothing of a place, it gives an empty object.
    const { originalSource: source, originalLine = 0, originalColumn = 0 }: Partial<SourceMapping> = map === undefined ? {} : new SourceMap(map).findEntry(Number(line) - 1, Number(column) - 1);
    return source === undefined ? place : `${posix.join(folder, source)}:${originalLine + 1}:${originalColumn + 1}`;
  });
