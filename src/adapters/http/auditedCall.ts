import { type CarriedAudit } from '../../app/audit/carriedAudit';
import { type Answer as CommandAnswer } from '../../app/command/answer';
import { type Log } from '../../app/log';
import { type Refusal } from '../../app/refusals';
import { type AuditRecord } from '../../domain/audit/state';
import { success, type Result } from '../../kernel/result';
import { begun, ended, type AuditTrail } from './auditTrail';
import { jsonText } from './json';
import { type Answer } from './respond';

/**
 * Whose record the command takes care of: what these store, they store by one `handleCommand` and nowhere else, and their answer is the command's. All others are begun before they do anything.
 */
export const carriedByCommand: ReadonlySet<string> = new Set(['patchSubscription', 'createCart', 'checkoutCart']);

/** Characters of what is asked for that a command carries: its rows have to hold much else. */
const MOST_CARRIED = 8000;

/** What a command carries in place of a long body, which is written down before. */
const withoutBody = ({ asked, ...record }: AuditRecord): AuditRecord => ({ ...record, asked: jsonText({ omitted: `${asked?.length ?? 0} characters` }) });

/**
 * AUD-1: the record of one call, written as it begins and as it ends. Where the end cannot be written the answer stands: the record then says that it was begun, and the receipt of the request id how it ended.
 */
export class AuditedCall implements CarriedAudit {
  private asked: AuditRecord;
  private isCarried = false;
  private isBegun = false;
  /** Whether something is stored that carries it as it is begun. */
  private isStored = false;
  private isEnded = false;

  constructor(
    entry: AuditRecord,
    private readonly trail: AuditTrail,
    private readonly log: Log,
  ) {
    this.asked = entry;
  }

  get record(): AuditRecord {
    return this.isLong ? withoutBody(this.asked) : this.asked;
  }

  private get isLong(): boolean {
    return (this.asked.asked?.length ?? 0) > MOST_CARRIED;
  }

  /** What is asked for is known. @param isCarried the command writes it down, before it stores anything; else that is done here, as it is where that is long. @throws when the store fails. */
  async ask(body: unknown, isCarried: boolean): Promise<void> {
    this.asked = begun(this.asked, body);
    this.isCarried = isCarried;
    if (!isCarried || this.isLong) await this.begin();
  }

  async begin(): Promise<void> {
    if (this.isBegun) return;
    await this.trail.write(this.asked);
    this.isBegun = true;
  }

  end(answer: CommandAnswer): Promise<boolean> {
    this.isStored = true;
    return this.written(ended(this.asked, success(answer)));
  }

  /** With the answer, unless the command has ended it. @throws when the store fails, and there would be no record of a refusal, or of a repeat: it has stored nothing, so whoever hears 503 sends it again. */
  async finish(outcome: Result<Answer, Refusal>): Promise<void> {
    if (this.isEnded) return;
    if (this.isStored || this.isBegun) await this.written(ended(this.asked, outcome));
    else await this.trail.write(ended(this.asked, outcome));
  }

  /** It stays as it is begun: nobody knows whether anything was stored. One that the command was to write down is written here. */
  async leave(): Promise<void> {
    if (this.isCarried && !this.isBegun && !this.isEnded) await this.written(this.asked);
  }

  private async written(record: AuditRecord): Promise<boolean> {
    try {
      await this.trail.write(record);
      this.isEnded = true;
      return true;
    } catch (error) {
      this.log.error(`The end of ${record.operationType} is not in the audit log`, error);
      return false;
    }
  }
}
