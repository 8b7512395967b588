import { z } from 'zod';
import { members, named } from './answerSchema';

const count = z.number().int().nonnegative();

const rowsOfVersion = named(
  'RowsOfVersion',
  members({
    table: z.string(),
    kind: z.string().meta({ description: '`unknown`: of none that this release knows.' }),
    version: count.meta({ description: '0: what the rows say is no version.' }),
    current: count.optional().meta({ description: 'What this release writes; absent: it knows no such kind.' }),
    rows: count,
  }),
);

export const rowsUpgraded = named(
  'RowsUpgraded',
  members({
    schema: count.meta({ description: 'Of this release: it grows with every change of the form of a row.' }),
    rows: count.meta({ description: 'That this call came to.' }),
    versions: z.array(rowsOfVersion).meta({ description: 'As they were found.' }),
    upgraded: count.meta({ description: 'Brought to the present version, and stored.' }),
    left: count.meta({ description: 'Of an earlier version still: nothing was to be written, others wrote them at the same time, or they could not be brought up.' }),
    newer: count.meta({ description: 'Of a later version, or of a kind that this release does not know.' }),
    next: z.string().optional().meta({ description: 'What the next call sends as `from`; absent: that was all.' }),
  }),
);
