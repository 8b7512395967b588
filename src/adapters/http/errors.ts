import { type Refusal } from '../../app/refusals';
import { azurePlanErrors } from './errors/azurePlan';
import { catalogueErrors } from './errors/catalogue';
import { invoiceErrors } from './errors/invoice';
import { migrationErrors } from './errors/migration';
import { notificationErrors } from './errors/notification';
import { orderErrors } from './errors/order';
import { partiesErrors } from './errors/parties';
import { requestErrors } from './errors/request';
import { SHORT_RETRY_SECONDS } from './errors/retryAfter';
import { type Row, type Rows } from './errors/row';
import { subscriptionErrors } from './errors/subscription';
import { supportErrors } from './errors/support';
import { transferErrors } from './errors/transfer';
import { transitionErrors } from './errors/transition';
import { usageErrors } from './errors/usage';
import { webhookErrors } from './errors/webhook';

/** The body of every failure. `code` is a number: the schema page says text, every printed sample a number. */
export interface ErrorBody {
  readonly code: number;
  /** 1 to 1024 characters. */
  readonly description: string;
  readonly data: readonly string[];
  readonly source: string;
  /** Of newer services: repeats the code. */
  readonly errorMessageExtended?: string;
}

export interface WireError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ErrorBody;
}

/** A setting is put right by hand, and with it the app starts anew. */
const SETTINGS_RETRY_SECONDS = '60';

/**
 * From refusal to status and code: the only such table, put together of one for each room (`errors/`). Codes are the published ones; where none is published the row says what was chosen.
 * Never 408 or 412: published clients repeat those three times, and repeating does not help. 413 and 415 are of what no published client sends.
 */
export const errorTable: Rows<Refusal> = {
  ...requestErrors,
  ...partiesErrors,
  ...catalogueErrors,
  ...azurePlanErrors,
  ...subscriptionErrors,
  ...orderErrors,
  ...usageErrors,
  ...transitionErrors,
  ...migrationErrors,
  ...transferErrors,
  ...supportErrors,
  ...invoiceErrors,
  ...webhookErrors,
  ...notificationErrors,
};

const SOURCE = 'NextTerm';
const LONGEST_DESCRIPTION = 1024;

const errorBody = (code: number, description: string, source = SOURCE): ErrorBody => ({
  code,
  description: description.length <= LONGEST_DESCRIPTION ? description : `${description.slice(0, LONGEST_DESCRIPTION - 1)}…`,
  data: [],
  source,
});

/** A refusal as the contract answers it. */
export const wireError = (refusal: Refusal): WireError => {
  const row = errorTable[refusal.kind] as Row<Refusal>;
  const code = row.codeOf?.(refusal) ?? row.code;
  return { status: row.status, headers: row.headers?.(refusal) ?? {}, body: { ...errorBody(code, row.describe(refusal), row.source), ...(row.extended && { errorMessageExtended: `InternalErrorCode=${code}` }) } };
};

/** What went wrong inside. The details are in the log under the correlation id; here they would help only an attacker. */
export const unexpectedError = (correlationId: string): WireError => ({
  status: 500,
  headers: {},
  body: errorBody(800003, `Something unexpected happened. Its correlation id is ${correlationId}.`),
});

/** Tokens cannot be judged: 401 would tell the client that its token is bad. */
export const signingKeysUnavailableError: WireError = {
  status: 503,
  headers: { 'Retry-After': SHORT_RETRY_SECONDS },
  body: errorBody(900192, "The token issuer's keys cannot be read at the moment. Repeat the request with the same MS-RequestId."),
};

/** Nothing can be done before the operator has put the settings right: which they are is on the health page, and in the log. Published clients repeat a 503; there is no code for it but that of "try again". */
export const settingsWrongError = (correlationId: string): WireError => ({
  status: 503,
  headers: { 'Retry-After': SETTINGS_RETRY_SECONDS },
  body: errorBody(900192, `NextTerm is not set up: some of its settings are missing or wrong, and /nextterm/v1/health says which. Nothing was stored. The correlation id is ${correlationId}.`),
});
