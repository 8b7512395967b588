import { z } from 'zod';
import { connect } from '../remote/connection';
import { LOCAL_OPERATOR, type ConnectionFlags } from '../remote/connectionFlags';
import { showRows } from '../remote/shown';
import { type Terminal } from '../terminal';

/** What can be compared and made anew. @returns the exit code. */
export const listProjections = async (flags: ConnectionFlags, terminal: Terminal): Promise<number> => {
  const api = await connect(flags, LOCAL_OPERATOR);
  const projections = await api.all('/nextterm/v1/operations/projections', z.looseObject({ name: z.string(), about: z.string() }));
  showRows(projections, [['Projection', ({ name }) => name], ['What it is', ({ about }) => about]], '', flags.json, terminal);
  return 0;
};
