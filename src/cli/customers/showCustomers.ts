import { z } from 'zod';
import { connect } from '../remote/connection';
import { type ConnectionFlags } from '../remote/connectionFlags';
import { showRows } from '../remote/shown';
import { tellUnreadable } from '../remote/unreadable';
import { type Terminal } from '../terminal';

const customerSchema = z.looseObject({ id: z.string(), companyProfile: z.looseObject({ companyName: z.string(), domain: z.string() }) });

/** @param named how names begin; absent: all. @returns the exit code. */
export const showCustomers = async (flags: ConnectionFlags, named: string | undefined, terminal: Terminal): Promise<number> => {
  const api = await connect(flags);
  const filter = named === undefined ? '' : `?filter=${encodeURIComponent(JSON.stringify({ Field: 'CompanyName', Value: named, Operator: 'starts_with' }))}`;
  const customers = await api.all(`/v1/customers${filter}`, customerSchema);
  showRows(customers, [['Name', (each) => each.companyProfile.companyName], ['Id', (each) => each.id], ['Domain', (each) => each.companyProfile.domain]], 'There are no customers.', flags.json, terminal);
  return tellUnreadable(api, terminal);
};
