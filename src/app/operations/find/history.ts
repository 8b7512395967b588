import { customerEvents, eventPrefix } from '../../command/commerceKeys';
import { type EventRecord } from '../../command/eventRecord';
import { eventRows } from '../../command/toldFacts';
import { type PartitionStore } from '../../../kernel/partitionStore';
import { readablePage, type Page } from '../../unreadable';

/** A page of what happened to a customer's things, whoever sold them: subject after subject, each with its oldest change first. One operation. @param subject of that one alone, a subscription say. @throws when the store fails. */
export const historyOf = async (commerce: PartitionStore, customerId: string, subject: string | undefined, limit: number, continuation: string | undefined): Promise<Page<EventRecord>> =>
  readablePage(await commerce.list(customerId, { prefix: subject === undefined ? customerEvents : eventPrefix(subject), limit, ...(continuation !== undefined && { continuation }) }), eventRows);
