import appRoles from '../../../infra/appRoles.json';
import { roles } from '../../../src/adapters/http/caller';

test('[PAR-2] the application that tokens are for on Azure has every role, each under an id of its own', () => {
  expect(appRoles.map(({ value }) => value).toSorted()).toEqual(roles.toSorted());
  expect(new Set(appRoles.map(({ id }) => id)).size).toBe(roles.length);
});
