import { connect } from '../remote/connection';
import { LOCAL_OPERATOR, type ConnectionFlags } from '../remote/connectionFlags';
import { minuteOf, showRows } from '../remote/shown';
import { tellUnreadable } from '../remote/unreadable';
import { type Terminal } from '../terminal';
import { parkedWorkSchema } from './parkedWork';

/** What waits for the operator, or what one skipped. @returns the exit code. */
export const listParkedWork = async (flags: ConnectionFlags, skipped: boolean, terminal: Terminal): Promise<number> => {
  const api = await connect(flags, LOCAL_OPERATOR);
  const work = await api.all(`/nextterm/v1/operations/parked${skipped ? '?status=skipped' : ''}`, parkedWorkSchema);
  showRows(
    work,
    [
      ['Id', ({ id }) => id],
      ['What', ({ kind }) => kind],
      ['Of', ({ subject }) => subject],
      ['Customer', ({ customerId }) => customerId],
      ['Failing since', ({ failingSince }) => minuteOf(failingSince)],
      ['Tries', ({ attempts }) => attempts],
      ['Why', ({ reason, skipped: off }) => (off?.reason ?? reason).split('\n')[0]],
    ],
    skipped ? 'Nothing is skipped.' : 'Nothing is parked.',
    flags.json,
    terminal,
  );
  return tellUnreadable(api, terminal);
};
