import { z } from 'zod';
import { type Terminal } from '../terminal';

/** Customers whose comparison broke off, as the API tells of them; without an id what is no customer's, which the reason names. */
export const brokenOffSchema = z.array(z.object({ customerId: z.string(), reason: z.string() }));

/** Says whom, or what, a comparison did not come to, or not to the end. @returns the exit code of a command that did all else: 1 where there are any. */
export const tellBrokenOff = (failed: readonly { readonly customerId: string; readonly reason: string }[], { complain }: Terminal): number => {
  for (const { customerId, reason } of failed) complain(`${customerId === '' ? "Something that is no customer's" : `Customer ${customerId}`} was not compared, or not all of it: ${reason.split('\n')[0] ?? ''}`);
  return failed.length === 0 ? 0 : 1;
};

/** Says that some were left for later. @param waiting customers. @returns the exit code of a command that did all else: 1 where there are any. */
export const tellWaiting = (waiting: number, { complain }: Terminal): number => {
  if (waiting === 0) return 0;
  complain(`${waiting} ${waiting === 1 ? 'customer has' : 'customers have'} events that wait to be told, and what comes with them was not compared. Run it again once they are out.`);
  return 1;
};
