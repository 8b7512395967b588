import { connect } from '../remote/connection';
import { type ConnectionFlags } from '../remote/connectionFlags';
import { download } from '../remote/download';
import { tellUnreadable } from '../remote/unreadable';
import { type Terminal } from '../terminal';

interface ChargesWish {
  readonly flags: ConnectionFlags;
  /** What the server is asked for. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
}

/** @returns the exit code. @throws Problem where nothing whole could be written: the file is not there then. */
export const exportCharges = async ({ flags, path, file }: ChargesWish, terminal: Terminal): Promise<number> => {
  const api = await connect(flags);
  const bytes = await download(await api.response(path), file);
  terminal.print(flags.json === true ? JSON.stringify({ file, bytes }, undefined, 2) : `${file}  ${bytes} bytes`);
  return tellUnreadable(api, terminal);
};
