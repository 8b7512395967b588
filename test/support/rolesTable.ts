import { roles, type Role } from '../../src/adapters/http/caller';
import { isAllowed, permissions, type Permission } from '../../src/adapters/http/permissions';
import { type ServedRoute } from '../../src/adapters/http/routeDefinition';

const titles: Readonly<Record<Role, string>> = {
  global_admin: 'Global admin',
  admin_agent: 'Admin agent',
  sales_agent: 'Sales agent',
  billing_admin: 'Billing admin',
  helpdesk_agent: 'Helpdesk agent',
  operator: 'Operator',
  customer: 'Customer',
};

const rights = Object.keys(permissions) as Permission[];
const rowOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Who may make which call, as a table of Markdown: a row for each route that takes a token, in order of the rights' table and, within a right, of their paths. */
export const rolesTable = (routes: readonly ServedRoute[]): string => {
  const rows = routes
    .flatMap(({ method, path, access }) => (access === 'public' ? [] : [{ path, call: `\`${method} ${path}\``, right: access.permission, user: access.user === 'required' ? ' ¹' : '' }]))
    .toSorted((a, b) => rights.indexOf(a.right) - rights.indexOf(b.right) || a.path.localeCompare(b.path, 'en') || a.call.localeCompare(b.call, 'en'))
    .map(({ call, right, user }) => rowOf([call + user, right, ...roles.map((role) => (isAllowed([role], right) ? '✓' : ''))]));
  return [rowOf(['Call', 'Right', ...roles.map((role) => titles[role])]), rowOf(['---', '---', ...roles.map(() => ':-:')]), ...rows].join('\n');
};
