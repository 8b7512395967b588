import { route } from '../../src/adapters/http/route';
import { success } from '../../src/kernel/result';

// Codes for the government community cloud are issued by Microsoft to its partners; this installation has been given none.
route({
  name: 'listValidationCodes',
  method: 'GET',
  path: '/v1/customers/all/validations',
  permission: 'customers.read',
  user: 'required',
  handle: async () => success({ status: 200, body: [] }),
});
