import { type Terminal } from '../terminal';
import { type RemoteApi } from './remoteApi';

/**
 * Says what answers could not give: a list, a file or a sum without such rows is not all of it.
 * @returns the exit code of a command that did all else: 1 where something is missing.
 */
export const tellUnreadable = ({ unreadable }: Pick<RemoteApi, 'unreadable'>, terminal: Terminal): number => {
  if (unreadable === 0) return 0;
  terminal.complain(`${unreadable} ${unreadable === 1 ? 'row' : 'rows'} could not be read and ${unreadable === 1 ? 'is' : 'are'} missing here. The operator has been told (GET /nextterm/v1/operations/unreadable).`);
  return 1;
};
