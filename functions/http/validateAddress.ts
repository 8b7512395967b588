import { AskedAddressBody } from '../../src/adapters/http/resources/customerRequest';
import { route } from '../../src/adapters/http/route';
import { judgeAddress } from '../../src/domain/parties/customer/address';
import { success } from '../../src/kernel/result';

// It reads, though it is posted.
route({
  name: 'validateAddress',
  method: 'POST',
  path: '/v1/validations/address',
  permission: 'customers.read',
  preview: 'unsupported',
  body: AskedAddressBody,
  handle: async ({ body }) => success({ status: 200, body: { originalAddress: body, ...judgeAddress(body) } }),
});
