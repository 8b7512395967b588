import { type Area } from '../area';
import { exportLines } from './exportLines';
import { feed } from './feed';
import { invoices } from './invoices';
import { rates } from './rates';
import { statement } from './statement';
import { unbilled } from './unbilled';
import { webhook } from './webhook';

/** Invoices and their lines, and what partners are told. */
export const billing: Area = { name: 'billing', weight: 4, steps: [exportLines, feed, invoices, rates, statement, unbilled, webhook] };
