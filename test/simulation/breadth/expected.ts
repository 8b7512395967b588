import { auditedOperations } from '../../../src/adapters/http/auditedOperations';
import { type Breadth, type Judged } from '../../../src/cli/simulate/told';

/** A cell that lives must reach. */
export interface Expected {
  readonly table: string;
  /** What the cell says, or how it begins and ends. */
  readonly cell: string | RegExp;
  /** As the reader is told it. */
  readonly name: string;
  /** So many lives reach it for sure, some twenty-five times as many as one of them takes; fewer are not asked. */
  readonly from: number;
}

/** Calls that change something and that no life makes; each with the reason. */
export const OUT_OF_REACH: Readonly<Record<string, string>> = {
  deleteCustomer: 'of sandboxes alone, which the partners of lives are not: that it is refused is asked for',
  removePartner: 'whoever sells cannot be taken away, and all partners of lives do: that it is refused is asked for',
  replaceOrganizationProfile: 'what a partner says of itself, which nothing follows from',
  replaceLegalBusinessProfile: 'as the one before',
  replacePartnerBillingProfile: 'an address on invoices, which lives do not read',
  replaceSupportProfile: 'as the organisation',
  replaceSupportContact: 'whom a customer turns to, which nothing follows from',
  convertSubscription: 'the same as a transition of a trial, which lives ask for',
  replayDeadLetters: 'receivers in memory refuse for hours, not until something is given up',
  replayDeadLettersOfPartner: 'as the one before',
  rotateSecretOfPartner: 'partners rotate theirs',
  rotateAllSecrets: 'as the one before',
  rotateSigningKey: 'the key of the audit log is for its own tests',
  sendNotification: 'messages are sent by themselves',
  skipParked: 'work that is skipped is work that the twin without faults has done',
  rebuild: 'lives make each projection anew by itself, and compare all of them',
  rebuildLedger: 'as the one before',
  replayBusDeadLetters: 'the simulation has no Service Bus',
  discardBusDeadLetter: 'as the one before',
};

const many = (from: number, names: string): readonly (readonly [name: string, from: number])[] => names.split(' ').map((name) => [name, from] as const);

/** Of calls that come in most lives, or in many; others are asked of {@link RARE} lives. */
const OFTEN = new Map([
  ...many(100, 'createCart replaceCart checkoutCart patchSubscription transitionSubscription fileSupportRequest reportUsage'),
  ...many(300, 'createCustomer replaceBillingProfile askRelationship acceptRelationship attestAgreement createOrder grantSupportRequest createTransfer setOverage askOverageHandover createWebhook createRegistration setSweep setExchangeRates'),
  ...many(1_000, 'patchCustomer addQualification declineRelationship patchOrder activateSubscription applyRenewals refuseSupportRequest patchTransfer offerTransfer agreeOverageHandover addEntitlement cancelEntitlement releaseAllParked putPartner rebuildProjection upgradeRows'),
]);
const RARE = 10_000;

const OUTCOMES = 'command × state × outcome';

const operations: readonly Expected[] = Object.keys(auditedOperations)
  .filter((name) => OUT_OF_REACH[name] === undefined)
  .map((name) => ({ table: OUTCOMES, cell: new RegExp(`^${name}(:.*)? × .* × done$`), name: `${name} done`, from: OFTEN.get(name) ?? RARE }));

/** What is asked of one subscription, of which state. */
const changes: readonly Expected[] = (
  [
    [100, 'licence active', ['more seats', 'fewer seats', 'name', 'auto-renew on', 'auto-renew off', 'status suspended', 'status deleted', 'next term']],
    [300, 'licence active', ['next term again', 'next term taken away']],
    [300, 'licence suspended', ['status active', 'status deleted', 'name']],
    [3_000, 'licence active', ['next charge']],
    [3_000, 'trial active', ['name', 'auto-renew off']],
    [1_000, 'licence active, extended', ['status deleted', 'auto-renew on']],
    [3_000, 'licence active, extended', ['term end Cancel', 'status suspended']],
  ] as const
).flatMap(([from, state, asked]) => asked.map((what): Expected => ({ table: OUTCOMES, cell: `patchSubscription: ${what} × ${state} × done`, name: `${what} × ${state}`, from })));

/** POL-2: what else is asked of what goes on by the month. */
const extended: readonly Expected[] = [
  { table: OUTCOMES, cell: /^patchSubscription: (more|fewer) seats × licence active, extended × refused 400 800095$/, name: 'seats × licence active, extended, refused (POL-2)', from: 1_000 },
  { table: OUTCOMES, cell: /^transitionSubscription × trial active × refused 400 800095$/, name: 'a trial into licence active, extended, refused (POL-2)', from: 10_000 },
  { table: OUTCOMES, cell: 'transitionSubscription × licence active, extended × done', name: 'an upgrade × licence active, extended', from: 3_000 },
  { table: 'extended month', cell: 'the monthly term and 3 %', name: 'the monthly term and 3 %', from: 1_000 },
  { table: 'extended month', cell: 'a month of the ended term and 23 %', name: 'a month of the ended term and 23 %', from: 3_000 },
  { table: 'extended month', cell: 'in another currency', name: 'in another currency', from: 10_000 },
];

/** Currencies of partners. */
const currencies: readonly Expected[] = (['EUR', 'SEK', 'USD'] as const).map((cell) => ({ table: 'charged in', cell, name: cell, from: cell === 'USD' ? 1_000 : 100 }));

/** Codes by which the rules of licences refuse. */
const refusals: readonly Expected[] = (
  [
    ['SUB-4', 800090, 100],
    ['CAN-1', 900117, 100],
    ['CAN-2', 2011, 100],
    ['SUB-2', 2002, 100],
    ['SUS-4', 800091, 100],
    ['CYC-1', 900269, 100],
    ['SUB-9', 800042, 300],
    ['PAR-1', 900150, 300],
    ['PAR-3', 20003, 300],
    ['UPG-1', 900141, 300],
    ['UPG-3', 900267, 300],
    ['SCH-2', 800093, 300],
    ['TRI-1', 800095, 300],
    ['REN-5', 900278, 1_000],
    ['REN-5', 900280, 1_000],
    ['ORD-6', 800081, 1_000],
    ['UPG-3', 900236, 3_000],
    ['UPG-3', 900258, 3_000],
    ['ORD-8', 900246, 3_000],
    ['ORD-9', 800095, 3_000],
    ['CUS-1', 900127, 10_000],
  ] as const
).map(([rule, code, from]): Expected => ({ table: OUTCOMES, cell: new RegExp(` × refused \\d+ ${code}$`), name: `a refusal with ${code} (${rule})`, from }));

/** What goes wrong between a host and its tables; nothing is lost with the answer to a read, and nothing conflicts. */
const STORE_FAULTS = ['dieBefore at commit', 'dieAfter at commit', 'unavailable at commit', 'lostAnswer at commit', 'conflict at commit', 'sentAgain at commit', 'dieBefore at read', 'dieAfter at read', 'unavailable at read', 'dieBefore at list', 'dieAfter at list', 'unavailable at list'] as const;
const RUNTIME_FAULTS = ['startLost', 'startFails', 'startLate', 'twice', 'twiceAtOnce', 'againLater', 'elsewhere', 'redelivered'] as const;

const faults: readonly Expected[] = [
  ...STORE_FAULTS.flatMap((fault): readonly Expected[] => [
    { table: 'fault × work', cell: `${fault} × sweep`, name: `${fault} × sweep`, from: 300 },
    { table: 'fault × work', cell: new RegExp(`^${fault} × (?!sweep$)`), name: `${fault} × a call`, from: 300 },
  ]),
  ...['dieBefore', 'dieAfter', 'unavailable'].map((fault): Expected => ({ table: 'fault × work', cell: `${fault} at listAcross × sweep`, name: `${fault} at listAcross × sweep`, from: 300 })),
  ...RUNTIME_FAULTS.map((fault): Expected => ({ table: 'fault × work', cell: new RegExp(`^${fault} × `), name: `${fault} × a process`, from: 2_000 })),
  ...['two at once × sweep', 'late delivery × activity', 'outage × everything'].map((cell): Expected => ({ table: 'fault × work', cell, name: cell, from: 300 })),
  { table: 'fault × work', cell: /^damaged row × /, name: 'damaged row', from: 300 },
  { table: 'fault × work', cell: 'a sweep meanwhile × a call', name: 'a sweep meanwhile', from: 300 },
  { table: 'fault × work', cell: 'nothing × daily check', name: 'the daily check', from: 1_000 },
  { table: 'fault × work', cell: 'given again, out of order × consumers', name: 'events given again by the bus', from: 300 },
  ...['ahead', 'behind', 'stands'].map((how): Expected => ({ table: 'fault × work', cell: `clock ${how} × one host`, name: `clock ${how} × one host`, from: 300 })),
];

/** Rules that checks put to the proof, by how many lives it takes. */
const rules: readonly Expected[] = (
  [
    [100, 'AUD-1 AUD-2 BIL-1 BIL-2 BIL-3 BIL-4 CAN-1 CAN-2 DUE-1 DUE-5 ORD-1 ORD-8 PAR-2 PAR-3 PRE-1 PRE-2 PRE-3 REN-1 REN-3 REN-4 REN-6 REN-7 REQ-5 SCH-1 SCH-4 SUB-1 SUB-2 SUB-3 SUB-4 SUB-5 SUB-6 SUS-1 TRI-1 UPG-1 UPG-2'],
    [300, 'CAN-6 CAT-5 CYC-1 DUE-2 MIG-1 ORD-6 REN-5 SCH-2 SCH-6 SUS-2 SUS-3 SUS-4 TRI-2 UPG-3'],
    [1_000, 'MIG-2 MIG-5 ORD-5 POL-2 TRI-4'],
    [3_000, 'CUS-1 CYC-2 ORD-9 REN-8 TRF-2 TRF-4 UPG-4'],
  ] as const
).flatMap(([from, ids]) => ids.split(' ').map((id): Expected => ({ table: 'rule', cell: id, name: id, from })));

export const EXPECTED: readonly Expected[] = [...operations, ...changes, ...extended, ...currencies, ...refusals, ...faults, ...rules];

const isReached = ({ table, cell }: Expected, breadth: Breadth): boolean => {
  const cells = breadth[table] ?? {};
  return typeof cell === 'string' ? cell in cells : Object.keys(cells).some((each) => cell.test(each));
};

/** What of the expected so many lives should have reached, and have not. */
export const judge = (lives: number, breadth: Breadth, expected: readonly Expected[] = EXPECTED): Judged => {
  const asked = expected.filter(({ from }) => from <= lives);
  return { expected: asked.length, missing: asked.filter((each) => !isReached(each, breadth)).map(({ table, name }) => `${table}: ${name}`) };
};
