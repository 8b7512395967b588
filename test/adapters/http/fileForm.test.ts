import { takesGzip } from '../../../src/adapters/http/fileForm';

test.each(['gzip', 'GZIP', 'gzip, deflate, br', 'br;q=1.0, gzip;q=0.8', 'deflate,gzip ; q=1', 'gzip;q=0.001'])('[BIL-4] a file is compressed for who takes gzip: %s', (acceptEncoding) => {
  expect(takesGzip({ acceptEncoding })).toBe(true);
});

test.each([undefined, '', 'identity', 'br', 'deflate, br', 'gzip;q=0', 'gzip; q=0.000, br', 'xgzip', '*'])('[BIL-4] and for nobody else: %s', (acceptEncoding) => {
  expect(takesGzip(acceptEncoding === undefined ? {} : { acceptEncoding })).toBe(false);
});
