import { z } from 'zod';
import { type DescribedArea } from '../operation';
import { collectionOf, members, unreadable } from '../schemas/answerSchema';
import { auditRecord } from '../schemas/auditRecord';
import { auditEvidence, auditSeal } from '../schemas/auditSeal';
import { deadline } from '../schemas/deadline';
import { closingWindowsList } from '../schemas/closingWindows';
import { cloudEvent, event } from '../schemas/event';
import { timeline } from '../schemas/timeline';

const feed = members({
  items: z.array(cloudEvent),
  since: z.string().meta({ description: 'Twelve digits: where to go on.' }),
  more: z.boolean().meta({ description: 'Whether there is something behind it already.' }),
  next: z.string().meta({ description: 'The address at which to go on.' }),
  unreadable,
});

export const history: DescribedArea = {
  name: 'Deadlines, events and audit',
  about: 'What comes, what happened, and who did it.',
  operations: {
    listDeadlines: {
      summary: 'Get what will happen, or end, by itself',
      details: 'In order of time, until `until` (exclusive; 31 days ahead where nobody says). With `details=true` also what each is about, with `charges=true` what it will charge, and until windows close what can be had back. `kind` asks for some kinds; a page of these may hold fewer than asked for while there are more. A calendar (`text/calendar`) is not paged, and has the next ones.',
      answers: { 200: collectionOf(deadline) },
    },
    listClosingWindows: {
      summary: 'Get what windows that close soon would give back',
      details: 'A subscription each, with what closes first of it before `until` (exclusive; seven days ahead where nobody says). On a page those of which most would be given back now come first, compared in the currency you are billed in; pages follow each other in time, and `lookedUntil` says how far they have come. Whoever may not read charges is told no amounts, and in order of time.',
      answers: { 200: closingWindowsList },
    },
    getTimeline: {
      summary: 'Get the past and the future of a subscription',
      details: 'In order of time: what happened and what it charged, terms, windows, suspensions and what follows the end; and, as `future`, what comes if nobody acts: every charge within twelve months, and at least two terms more. Beside them the present. Amounts are shown to whoever may read charges.',
      answers: { 200: timeline },
    },
    listEvents: { summary: 'Get what happened to a subscription', details: 'The oldest first, a fact each; facts of one change share version and instant.', answers: { 200: collectionOf(event) } },
    listPartnerEvents: {
      summary: 'Get the feed of what happened to all that is yours',
      details: 'In one order that stays: keep `since`, ask again with it, and nothing is missed and nothing comes twice. As `application/x-ndjson` an event a line.',
      answers: { 200: feed },
      headers: { 'NextTerm-Since': 'Where to go on: `since` of the next call.', 'NextTerm-More': '`true` where there is something behind it already.' },
    },
    listAuditRecords: { summary: 'Get a record of Partner Center activity', details: '`startDate` and `endDate` are whole days in UTC, both included.', answers: { 200: collectionOf(auditRecord) } },
    getAuditRecord: { summary: 'Get an audit record by ID', details: 'With all of its texts, however long. An unknown id is answered with `null`.', answers: { 200: z.union([auditRecord, z.null()]) } },
    listAuditSeals: { summary: 'Get the seals of the audit log', details: 'The latest first. A day is sealed an hour after it is over, in UTC.', answers: { 200: collectionOf(auditSeal) } },
    getAuditEvidence: { summary: 'Get the records that a seal is of', details: 'As they are stored, so that the seal can be computed from them. Two hundred records at a call: `next` is what the next call sends as `from`.', answers: { 200: auditEvidence } },
  },
};
