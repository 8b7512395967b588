import { z } from 'zod';
import { type DescribedArea } from '../operation';
import { collectionOf, count, members } from '../schemas/answerSchema';
import { busDeadLetter, busDiscarded, busReplayed } from '../schemas/busDeadLetter';
import { auditAnchors, auditChecked } from '../schemas/auditSeal';
import { checkRound, ledgerChecked, projection, projectionChecked, rebuilt } from '../schemas/check';
import { catalogueImport, exchangeRate, market, marketContents } from '../schemas/operatedCatalogue';
import { operatedPartner } from '../schemas/operatedPartner';
import { installationStatus, sweepState } from '../schemas/installationHealth';
import { allReleased, parkedSubject, parkedWork, releasedWork, skippedWork, unreadableStoredRow } from '../schemas/parked';
import { policy } from '../schemas/policy';
import { deadLetterOfPartner, secretsRotated, signingKeyRotated, webhookWithSecret } from '../schemas/webhook';
import { historyEntry, match, seenCustomer } from '../schemas/seenCustomer';
import { rowsUpgraded } from '../schemas/rowsUpgraded';

const A_PART = 'A bounded part of the customers at a call: `next` is what the next call sends as `from`.';

export const operations: DescribedArea = {
  name: 'Operations',
  about: 'What the operator of an installation sees and does.',
  operations: {
    listPartners: { summary: 'Partners', details: 'Of every kind, resellers too.', answers: { 200: collectionOf(operatedPartner) } },
    getPartner: { summary: 'A partner', answers: { 200: operatedPartner } },
    putPartner: { summary: 'Set up a partner', details: 'The whole of it; sent again it says the same. What `GET` answers can be sent back.', answers: { 200: operatedPartner } },
    removePartner: { summary: 'Remove a partner', details: 'It signs in no more, and is in no list. Refused for one that has resellers or invoices, or that has, had or asked a customer, also through a provider.', answers: { 204: 'nothing' } },
    listMarkets: { summary: 'Markets', details: 'Countries with a price sheet.', answers: { 200: collectionOf(market) } },
    getMarket: { summary: 'A market, with what is for sale there', answers: { 200: marketContents } },
    listImports: { summary: 'Imports of the catalogue', details: 'Those that came over the API, in order of their ids.', answers: { 200: collectionOf(catalogueImport) } },
    getImport: { summary: 'An import of the catalogue', answers: { 200: catalogueImport } },
    putImport: { summary: 'Load price sheets, offer matrices and extras', details: 'Under an id of your own; sent again it finds what came of it. All files are checked first, and nothing is loaded if one is wrong.', answers: { 200: catalogueImport } },
    listExchangeRates: { summary: 'Exchange rates', answers: { 200: collectionOf(exchangeRate) } },
    setExchangeRates: { summary: 'Set exchange rates', details: 'Of pairs and months; others stay. Sent again it says the same.', answers: { 200: members({ rates: z.array(exchangeRate) }) } },
    listPolicies: { summary: 'Policies', details: 'The earliest first; behind them those that are kept for terms that began under them. Settings say which are in force.', answers: { 200: collectionOf(policy) } },
    getStatus: { summary: 'How the installation is, in figures', answers: { 200: installationStatus } },
    getSweep: { summary: 'What the sweep is told to do', details: 'And whether all due work is at rest.', answers: { 200: sweepState } },
    setSweep: { summary: 'Pause due work, drain it, or let it go on', details: 'From the next page of work on, in every process. `kinds` holds back some of it only. Nothing is lost: what is held back stays due. Sent again it says the same.', answers: { 200: sweepState } },
    findAnything: { summary: 'Find something over all partners', details: 'By indexes and point reads alone; what none answers is refused. A page looks at fifty partners, and may be short, or empty, while there are more. Kept in the audit log.', answers: { 200: collectionOf(match) } },
    seeCustomer: { summary: 'A customer over all partners', details: 'What it has, what must happen later, and what is wrong with it. Changes nothing. Kept in the audit log.', answers: { 200: seenCustomer } },
    listCustomerHistory: { summary: 'What happened to a customer over all partners', details: 'Subject after subject, each with its oldest change first. Kept in the audit log.', answers: { 200: collectionOf(historyEntry) } },
    listParked: { summary: 'Work that was given up', details: 'After failing for a day. Nobody tries it until it is released.', answers: { 200: collectionOf(parkedWork) } },
    releaseParked: { summary: 'Release work that was given up', details: 'It is due at once, with its retries begun anew.', answers: { 200: releasedWork } },
    releaseAllParked: { summary: 'Release all work that was given up', details: 'Or what of it fits: the first hundred of the list at a call.', answers: { 200: allReleased } },
    skipParked: { summary: 'Skip work that was given up', details: 'It leaves the list, is told of, and is not done; the answer says what that means. It can be released after all. Refused for work that others wait for in order.', answers: { 200: skippedWork } },
    listParkedSubjects: { summary: 'What consumers of events cannot go on with', answers: { 200: collectionOf(parkedSubject) } },
    listUnreadable: { summary: 'Rows that cannot be read', details: 'What was mended since leaves the list by being looked at; a page may hold fewer than asked for while there are more.', answers: { 200: collectionOf(unreadableStoredRow) } },
    listChecks: { summary: 'What the daily check found and put right', details: 'Of its running or last round, and of the one before it.', answers: { 200: collectionOf(checkRound) } },
    listBusDeadLetters: { summary: 'Dead letters of the bus', details: 'Of one subscription, the oldest first. Takes nothing.', answers: { 200: collectionOf(busDeadLetter) } },
    replayBusDeadLetters: { summary: 'Replay dead letters of the bus', details: 'Does what the subscription was to do with them, and takes them away: one, or the oldest fifty. Nothing is sent to the topic again.', answers: { 200: busReplayed } },
    discardBusDeadLetter: { summary: 'Discard a dead letter of the bus', details: 'For good; the audit log keeps what it told of, and why.', answers: { 200: busDiscarded } },
    listAllDeadLetters: { summary: 'Dead letters of the webhooks of all partners', details: 'Without what was sent. A page goes over fifty endpoints, and may be short, or empty, while there are more. Kept in the audit log.', answers: { 200: collectionOf(deadLetterOfPartner) } },
    replayDeadLettersOfPartner: { summary: 'Replay dead letters of a partner’s webhook', details: 'One event, or all: called again while the answer says that there are more.', answers: { 200: members({ replayed: count, more: z.boolean() }) } },
    rotateSecretOfPartner: { summary: 'Rotate the secret of a partner’s webhook', details: 'The new one is shown here, and never again. The one before is signed with for another 24 hours, unless it is revoked.', answers: { 200: webhookWithSecret } },
    rotateAllSecrets: { summary: 'Rotate the secrets of all webhooks', details: 'After a leak. Fifty endpoints at a call: `next` is what the next call sends as `from`.', answers: { 200: secretsRotated } },
    rotateSigningKey: { summary: 'Rotate the key that the contract’s form is signed with', details: 'Every process signs with it, and shows its certificate, within a minute.', answers: { 200: signingKeyRotated } },
    listProjections: { summary: 'What is derived from the state', answers: { 200: collectionOf(projection) } },
    checkProjection: { summary: 'Compare what is derived with the state', details: `One projection, or \`all\`, of one customer, of a partner’s, or of all. Changes nothing. ${A_PART}`, answers: { 200: projectionChecked } },
    rebuildProjection: { summary: 'Make of what is derived what the state says', details: `One projection, or \`all\`, of one customer, of a partner’s, or of all. May be repeated, and may run beside anything. ${A_PART}`, answers: { 200: projectionChecked }, preview: projectionChecked },
    checkLedger: { summary: 'Compare the ledgers with the charge lines', details: `Changes nothing. ${A_PART}`, answers: { 200: ledgerChecked } },
    checkAuditSeals: { summary: 'Prove the audit logs', details: 'Of all tenants, some twenty thousand records at a call: `next` is what the next call sends as `from`. Changes nothing, and says nothing of what the logs hold.', answers: { 200: auditChecked } },
    listAuditAnchors: { summary: 'Get the last seals of all audit logs', details: 'To be kept outside. Fifty logs at a call: `next` is what the next call sends as `from`.', answers: { 200: auditAnchors } },
    rebuildLedger: { summary: 'Make the ledgers what the charge lines say', details: A_PART, answers: { 200: ledgerChecked }, preview: ledgerChecked },
    upgradeRows: { summary: 'Store rows of earlier releases in the present form', details: 'Some two thousand rows at a call: `next` is what the next call sends as `from`. May be repeated, and may run beside anything. A preview counts, and writes nothing.', answers: { 200: rowsUpgraded }, preview: rowsUpgraded },
    rebuild: {
      summary: 'Make anew all that is derived',
      details: "Directory, claims of domains, deadlines, the partners' lists of them, ledgers, feeds, messages and lists of requests. Reads all that is sold. May be repeated, and may run beside anything. A preview compares, and does nothing.",
      answers: { 200: rebuilt },
      preview: rebuilt,
    },
  },
};
