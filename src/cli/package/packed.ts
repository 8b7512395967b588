import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const { BROTLI_PARAM_LGWIN: WINDOW, BROTLI_PARAM_QUALITY: QUALITY, BROTLI_PARAM_SIZE_HINT: SIZE, BROTLI_MAX_QUALITY, BROTLI_MAX_WINDOW_BITS } = constants;

/** As small as Brotli makes it: packed once, unpacked often. */
export const packed = (content: Uint8Array): Promise<Uint8Array> =>
  promisify(brotliCompress)(content, { params: { [QUALITY]: BROTLI_MAX_QUALITY, [WINDOW]: BROTLI_MAX_WINDOW_BITS, [SIZE]: content.length } });
