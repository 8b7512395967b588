import { type Transporter } from 'nodemailer';
import { type Sending } from '../../domain/notification/sending';
import { type Log } from '../../app/log';
import { type Mail, type MailSender } from '../../app/notification/notificationPorts';
import { mimeOf } from './mime';

/** How long a server may take to be reached, to greet, and to answer. */
const CONNECT_MILLIS = 5_000;
const ANSWER_MILLIS = 15_000;
/** Seconds in which a server is left alone after the first failure to reach it, the second, …; the last repeats. */
const SPARED_SECONDS = [15, 60, 300] as const;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

interface SmtpError {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
  readonly response?: unknown;
}

/** Answered for this mail alone: the server is well. */
const ofThisMail: ReadonlySet<unknown> = new Set(['EENVELOPE', 'EMESSAGE']);

/** Permanent, and about the address: not about who sends. */
const isRefused = ({ code, command, responseCode }: SmtpError): boolean => code === 'EENVELOPE' && typeof responseCode === 'number' && responseCode >= 500 && command === 'RCPT TO';

/** One connection for each mail, as few as they are. In the clear only to this machine. */
export class SmtpMail implements MailSender {
  private failures = 0;
  private sparedUntil = 0;
  private transport: Promise<Transporter> | undefined;

  /** @param server `smtp://user:password@host:587`, or `smtps://…`: nothing of it is logged. @param elapsed milliseconds since any fixed moment. */
  constructor(
    private readonly server: string,
    private readonly address: string,
    private readonly elapsed: () => number,
    private readonly log: Log,
  ) {}

  async send(mail: Mail): Promise<Sending> {
    if (this.elapsed() < this.sparedUntil) return { kind: 'spared' };
    try {
      await (await (this.transport ??= this.open())).sendMail(mimeOf(mail, this.address));
      this.failures = 0;
      return { kind: 'sent' };
    } catch (error) {
      return this.failed(error as SmtpError);
    }
  }

  /** What the server says of an address is told to the partner who wrote to it; what it says of us is logged, without the error, which may hold more. */
  private failed(error: SmtpError): Sending {
    const { code, response } = error;
    const answer = typeof response === 'string' ? response.slice(0, 300) : '';
    if (isRefused(error)) return { kind: 'refused', reason: `The mail server refused the address: ${answer}` };
    if (ofThisMail.has(code)) return { kind: 'failed', reason: `The mail server did not take it: ${answer}` };
    this.failures += 1;
    this.sparedUntil = this.elapsed() + 1000 * (SPARED_SECONDS[Math.min(this.failures, SPARED_SECONDS.length) - 1] ?? 300);
    this.log.warn(`The mail server cannot be used (${String(code)}${answer === '' ? '' : `, ${answer}`}); mail waits`);
    return { kind: 'failed', reason: 'The mail server cannot be used.' };
  }

  private async open(): Promise<Transporter> {
    const { createTransport } = await import('nodemailer');
    const { protocol, hostname, port, username, password } = new URL(this.server);
    const secure = protocol === 'smtps:';
    return createTransport({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (secure ? 465 : 587) : Number(port),
      secure,
      requireTLS: !secure && !LOOPBACK.test(hostname),
      ...(username !== '' && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
      connectionTimeout: CONNECT_MILLIS,
      greetingTimeout: CONNECT_MILLIS,
      socketTimeout: ANSWER_MILLIS,
    });
  }
}
