import { Problem } from '../problem';
import { callerOf, callerSentence } from '../remote/caller';
import { connect } from '../remote/connection';
import { type ConnectionFlags } from '../remote/connectionFlags';
import { download } from '../remote/download';
import { type RemoteApi } from '../remote/remoteApi';
import { tellUnreadable } from '../remote/unreadable';
import { type Terminal } from '../terminal';

interface ChargesWish {
  readonly flags: ConnectionFlags;
  /** Absent: that of the partner who signs in. */
  readonly currency: string | undefined;
  readonly period: string;
  readonly format: string;
  /** Where lines of a currency go, absolute. */
  readonly fileOf: (currency: string) => string;
}

/** In another currency than its own a partner has few lines or none, and a file without any is whole all the same. @throws Problem where nobody is billed. */
const ownCurrency = async (api: RemoteApi): Promise<string> => {
  const caller = await callerOf(api);
  if (caller.partner === undefined) throw new Problem(`${callerSentence(caller)}: only a partner has charges.`);
  return caller.partner.currency;
};

/** @returns the exit code. @throws Problem where nothing whole could be written: the file is not there then. */
export const exportCharges = async ({ flags, currency, period, format, fileOf }: ChargesWish, terminal: Terminal): Promise<number> => {
  const api = await connect(flags);
  const code = currency ?? (await ownCurrency(api));
  const file = fileOf(code);
  const path = `/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=${code}&period=${period}&format=${format}`;
  const bytes = await download(await api.response(path), file);
  terminal.print(flags.json === true ? JSON.stringify({ file, bytes }, undefined, 2) : `${file}  ${bytes} bytes`);
  return tellUnreadable(api, terminal);
};
