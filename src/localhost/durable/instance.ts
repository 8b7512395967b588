import { type EntityRequest, type EventRaised, type HistoryEvent, type ParentInstance, type StatusName } from './protocol';

/** Identifies a message of an orchestration or entity to an entity, so that a second delivery can be told. */
export interface Origin {
  readonly sender: string;
  /** Execution of the sending orchestration; empty for an entity. */
  readonly executionId: string;
  /** Grows with every message of one execution. */
  readonly sequence: number;
}

/** What lies in an inbox. */
export type Message =
  /** To an orchestration. With an `executionId` it is meant for that execution only. */
  | { readonly kind: 'event'; readonly executionId?: string; readonly event: HistoryEvent }
  /** To an entity: an operation or a lock request, or the release of a lock. */
  | { readonly kind: 'request'; readonly request: EntityRequest; readonly origin: Origin | null }
  | { readonly kind: 'release'; readonly parent: string; readonly id: string };

export interface StartRequest {
  readonly name: string;
  /** Null: none is named, and the default counts. An empty text is named: it is none. */
  readonly version: string | null;
  /** JSON text, or null for none. */
  readonly input: string | null;
  readonly parent: ParentInstance | null;
}

/** A message that is sent once the turn that decided it is stored, and again after a crash. */
export type Outbound = { readonly to: string } & ({ readonly start: StartRequest } | { readonly message: Message });

interface CommonRecord {
  readonly id: string;
  /** Number of the execution under this id, counted up by continue-as-new and by starting a finished id again. */
  readonly generation: number;
  /** Turns stored in this generation. */
  readonly turn: number;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly outbox: readonly Outbound[];
}

export interface OrchestrationRecord extends CommonRecord {
  readonly kind: 'orchestration';
  readonly name: string;
  /** Null for none; empty where a start has named that. */
  readonly version: string | null;
  readonly executionId: string;
  readonly status: StatusName;
  /** JSON texts, or null. */
  readonly input: string | null;
  readonly output: string | null;
  readonly customStatus: string | null;
  readonly parent: ParentInstance | null;
  /** Events handed over by continue-as-new that the new execution has not seen yet. */
  readonly carried: readonly EventRaised[];
  /** Open timers that were cancelled: they are not waited for. */
  readonly cancelledTimers: readonly number[];
  /** How many instances of this id there were before; null for what a sub-orchestration or continue-as-new has begun. */
  readonly begun?: number | null | undefined;
  /** What goes wrong for this instance, here as on Azure, without a word from the extension; one sentence. */
  readonly warning?: string | undefined;
}

export interface EntityRecord extends CommonRecord {
  readonly kind: 'entity';
  readonly exists: boolean;
  /** JSON text. */
  readonly state: string | null;
  /** Instance that holds the lock. */
  readonly lockedBy: string | null;
  /** The request by which it holds it: only its own release frees it. Absent in records of before there was one. */
  readonly lockId?: string | null;
  /** Requests that wait for the lock or for their time, oldest first. */
  readonly queue: readonly EntityRequest[];
  /** Latest message seen per sender, least recent first. */
  readonly seen: readonly Origin[];
  /** Messages sent so far. */
  readonly sent: number;
}

export type InstanceRecord = OrchestrationRecord | EntityRecord;
