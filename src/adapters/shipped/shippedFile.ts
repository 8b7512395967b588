import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- asked for a whole text at once, it hands out bytes and no emitter
import { brotliDecompressSync } from 'node:zlib';
import { appFolder } from '../http/appFolder';

/** Where `npm run package` puts files of dependencies, each in Brotli under its own name and `.br`. Below the app's folder. */
export const SHIPPED_FOLDER = 'dist/files';

/**
 * A file of a dependency: as it was packed with the app, or from `node_modules` where the app runs unpacked.
 * @param name package and path: `swagger-ui-dist/swagger-ui.css`
 * @throws Error when it is in neither place, or cannot be read
 */
export const shippedFile = (name: string): Uint8Array => {
  const packed = join(appFolder(), SHIPPED_FOLDER, `${name}.br`);
  return existsSync(packed) ? brotliDecompressSync(readFileSync(packed)) : readFileSync(createRequire(__filename).resolve(name));
};
