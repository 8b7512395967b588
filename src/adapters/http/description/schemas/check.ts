import { z } from 'zod';
import { count, instant, members, named, unreadable } from './answerSchema';
import { projectionNames } from '../../../../app/check/projections';
import { finding, ledgerFault, projectionFinding } from './finding';

const brokenOff = members({ customerId: z.string(), reason: z.string() });
const BROKEN_OFF = 'whose comparison broke off: nothing of theirs was compared, or not all. The log has more. With an empty `customerId` what is no customer’s, which the reason names. Absent: none.';

/** One round of the daily check over all customers. */
export const checkRound = named(
  'CheckRound',
  members({
    startedAt: instant,
    endedAt: instant.optional().meta({ description: 'Absent: it is under way.' }),
    next: z.string().optional().meta({ description: 'Where it goes on; absent: at the first customer, or nowhere.' }),
    customers: count.meta({ description: 'How many it came to.' }),
    repaired: count.meta({ description: 'How many things were put right.' }),
    findings: z.array(finding).meta({ description: 'The first hundred of them.' }),
    failed: z.array(brokenOff).optional().meta({ description: `The first twenty customers ${BROKEN_OFF}` }),
  }),
);

const findings = { found: count.meta({ description: 'How many were not as they should be.' }) };
/** What was not compared. */
const gaps = { failed: z.array(brokenOff).optional().meta({ description: `The first hundred customers ${BROKEN_OFF}` }), unreadable };
const FIRST = 'The first thousand of them.';

export const ledgerChecked = named(
  'LedgerChecked',
  members({
    customers: count.meta({ description: 'That this call came to.' }),
    lines: count.meta({ description: 'That were charged and compared.' }),
    waiting: count.meta({ description: 'Customers with events that wait to be brought out: their ledgers come with them, and were not compared.' }),
    ...findings,
    findings: z.array(ledgerFault).meta({ description: FIRST }),
    ...gaps,
    next: z.string().optional().meta({ description: 'What the next call sends as `from`; absent: that was all.' }),
  }),
);

export const projection = named('Projection', members({ name: z.enum(projectionNames), about: z.string() }));

export const projectionChecked = named(
  'ProjectionChecked',
  members({
    projection: z.enum(['all', ...projectionNames]),
    customers: count.meta({ description: 'That this call came to.' }),
    waiting: count.meta({ description: 'Customers with events that wait to be told: what these bring comes with them, and was not compared.' }),
    ...findings,
    findings: z.array(projectionFinding).meta({ description: FIRST }),
    ...gaps,
    corrupt: count.optional().meta({ description: 'Rows of the deadline index that cannot be read, of the parts that go over it; they go with a rebuild.' }),
    next: z.string().optional().meta({ description: 'What the next call sends as `from`; absent: that was all.' }),
  }),
);

export const rebuilt = named(
  'Rebuilt',
  members({ customers: count, ...findings, findings: z.array(finding).meta({ description: FIRST }), removed: count.meta({ description: 'Rows of the deadline index that could not be read, and were taken away.' }), ...gaps }),
);
