import { roles, type Role } from '../../../src/adapters/http/caller';
import { isAllowed, permissions, type Permission } from '../../../src/adapters/http/permissions';

// Written out by hand, apart from the code: columns are roles.
const ga = 'global_admin';
const aa = 'admin_agent';
const sa = 'sales_agent';
const ba = 'billing_admin';
const hd = 'helpdesk_agent';

const expected: Record<Permission, readonly Role[]> = {
  'catalogue.read': [ga, aa, sa, ba, hd],
  'prices.read': [ga, aa, sa],
  'promotions.read': [ga, aa, sa],
  'customers.create': [ga, aa, sa],
  'customers.read': [ga, aa, sa, ba, hd],
  'customers.manage': [ga, aa, sa],
  'relationships.request': [ga, aa, sa],
  'relationships.read': [ga, aa, sa, ba, hd, 'customer'],
  'partners.read': [ga, aa, sa, ba, hd],
  'profiles.manage': [ga, aa],
  'relationships.answer': ['customer'],
  'agreements.attest': [ga, aa, sa],
  'agreements.read': [ga, aa, sa, ba, hd],
  'carts.write': [ga, aa, sa],
  'orders.create': [ga, aa, sa],
  'orders.cancel': [aa],
  'orders.read': [ga, aa, sa, ba, hd],
  'orders.provisioning': [ga, aa],
  'subscriptions.read': [ga, aa, sa, ba, hd],
  'subscriptions.manage': [ga, aa, sa],
  'supportRequests.read': [ga, aa, sa, ba, hd, 'operator'],
  'entitlements.manage': [ga, aa],
  'transfers.manage': [ga, aa],
  'transfers.read': [ga, aa, sa, ba, hd],
  'transfers.follow': [ga, aa, sa, ba, hd, 'customer'],
  'overage.manage': [ga, aa, sa],
  'overage.handover': [ga, aa, sa, 'customer'],
  'usage.report': [ga, aa, sa, 'operator'],
  'usage.read': [ga, aa, sa, ba, hd, 'operator', 'customer'],
  'spending.read': [ga, aa, sa, ba, hd],
  'budgets.manage': [ga, aa, sa],
  'charges.read': [ga, aa, sa, ba],
  'reconciliation.read': [ga, aa, ba],
  'invoices.read': [ga, aa, ba],
  'events.read': [ga, aa, sa, ba, hd],
  'audit.read': [ga, aa, 'operator', 'customer'],
  'webhooks.manage': [ga, aa],
  'notificationSettings.manage': [ga, aa],
  'notifications.manage': [ga, aa, 'operator'],
  'caller.read': [ga, aa, sa, ba, hd, 'operator', 'customer'],
  'operations.manage': ['operator'],
};

const cells = (Object.keys(permissions) as Permission[]).flatMap((permission) => roles.map((role) => ({ permission, role, allowed: expected[permission].includes(role) })));

it('[PAR-2] the table has these rows and no others', () => {
  expect(Object.keys(permissions).sort()).toEqual(Object.keys(expected).sort());
});

it.each(cells)('[PAR-2] $role and $permission: $allowed', ({ permission, role, allowed }) => {
  expect(isAllowed([role], permission)).toBe(allowed);
});

it('[PAR-2] one of several roles is enough, none is not', () => {
  expect(isAllowed([hd, sa], 'subscriptions.manage')).toBe(true);
  expect(isAllowed([], 'subscriptions.read')).toBe(false);
});
