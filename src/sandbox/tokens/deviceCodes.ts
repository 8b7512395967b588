import { randomInt } from 'node:crypto';
import { failure, type Result, success } from '../../kernel/result';
import { ExpiringCodes } from './expiringCodes';
import { type Grantee, type User } from './grantee';
import { oauthError, type OAuthError } from './oauthError';
import { type Organisation, type TenantInPath } from './organisations';

const DEVICE_SECONDS = 900;
/** Seconds between two questions of a client; nobody is hurt by more here. */
const INTERVAL_SECONDS = 1;

/** No vowels and nothing that looks like something else. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const USER_CODE_LENGTH = 9;

export interface DeviceRequest {
  readonly clientId: string;
  readonly scope: string;
  /** Whose people may answer: one organisation's, or anybody. */
  readonly tenant: Exclude<TenantInPath, { kind: 'unknown' }>;
}

type Decision = { readonly state: 'pending' } | { readonly state: 'declined' } | { readonly state: 'redeemed' } | { readonly state: 'approved'; readonly grantee: Grantee };
type Device = DeviceRequest & { readonly decision: Decision };

export interface DeviceCodePair {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly expiresIn: number;
  readonly interval: number;
}

/** Why a code of a person is not taken. */
export type UserCodeProblem = 'unknown' | 'expired' | 'answered';

const newUserCode = (): string => Array.from({ length: USER_CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** A code as people type it. */
const tidy = (userCode: string): string => userCode.replaceAll(/[\s-]/g, '').toUpperCase();

/** RFC 8628: a device asks and waits, and a person answers for it with a short code. Good for 15 minutes of real time. */
export class DeviceCodes {
  readonly #devices: ExpiringCodes<Device>;
  /** User code → device code. */
  readonly #users: ExpiringCodes<string>;

  constructor(now: () => number) {
    this.#devices = new ExpiringCodes(DEVICE_SECONDS, now);
    this.#users = new ExpiringCodes(DEVICE_SECONDS, now, newUserCode);
  }

  start(request: DeviceRequest): DeviceCodePair {
    const deviceCode = this.#devices.add({ ...request, decision: { state: 'pending' } });
    return { deviceCode, userCode: this.#users.add(deviceCode), expiresIn: DEVICE_SECONDS, interval: INTERVAL_SECONDS };
  }

  /** What a person is asked to answer. */
  asked(userCode: string): Result<DeviceRequest, UserCodeProblem> {
    const found = this.#waiting(userCode);
    return found.ok ? success(found.value.device) : found;
  }

  /** @param answer who it is, or undefined for "no". */
  decide(userCode: string, answer: { readonly organisation: Organisation; readonly role: string; readonly user: User } | undefined): Result<DeviceRequest, UserCodeProblem> {
    const found = this.#waiting(userCode);
    if (!found.ok) return found;
    const { deviceCode, device } = found.value;
    const decision: Decision = answer === undefined ? { state: 'declined' } : { state: 'approved', grantee: { clientId: device.clientId, ...answer } };
    this.#devices.replace(deviceCode, { ...device, decision });
    return success(device);
  }

  #waiting(userCode: string): Result<{ readonly deviceCode: string; readonly device: Device }, UserCodeProblem> {
    const deviceCode = this.#users.find(tidy(userCode));
    if (deviceCode.state === 'unknown') return failure('unknown');
    const found = this.#devices.find(deviceCode.value);
    if (found.state === 'unknown') return failure('unknown');
    if (found.state === 'expired') return failure('expired');
    return found.value.decision.state === 'pending' ? success({ deviceCode: deviceCode.value, device: found.value }) : failure('answered');
  }

  /** What the waiting device is given, once; until then a refusal that says to go on asking, or not to. @param tenantId of the path, if it names one. */
  redeem(deviceCode: string, clientId: string, tenantId?: string): Result<{ readonly grantee: Grantee; readonly scope: string }, OAuthError> {
    const found = this.#devices.find(deviceCode);
    if (found.state === 'unknown' || found.value.clientId !== clientId) {
      return oauthError(400, 'bad_verification_code', 70018, 'The device_code is not known here: it is damaged, of another client, or NextTerm was started again since it was issued.');
    }
    if (found.state === 'expired') return oauthError(400, 'expired_token', 70020, `The device_code has expired: it is good for ${DEVICE_SECONDS / 60} minutes.`);
    const { decision, scope } = found.value;
    switch (decision.state) {
      case 'pending':
        return oauthError(400, 'authorization_pending', 70016, 'Nobody has answered yet. Ask again.');
      case 'declined':
        return oauthError(400, 'authorization_declined', 70017, 'The sign-in was declined on the page.');
      case 'redeemed':
        return oauthError(400, 'invalid_grant', 54005, 'The device_code was already redeemed: it is good once.');
      case 'approved':
        if (tenantId !== undefined && tenantId !== decision.grantee.organisation.tenantId) {
          return oauthError(400, 'invalid_grant', 70000, `Who answered is of another tenant: ${decision.grantee.organisation.tenantId}.`);
        }
        this.#devices.replace(deviceCode, { ...found.value, decision: { state: 'redeemed' } });
        return success({ grantee: decision.grantee, scope });
    }
  }
}
