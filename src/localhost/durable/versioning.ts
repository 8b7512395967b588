import { type Versioning } from '../contracts';
import { type FailureDetails } from './protocol';

export const NO_VERSIONS: Versioning = { defaultVersion: '', matchStrategy: 'None', failureStrategy: 'Reject' };

/** In the extension's words. */
export const VERSION_MISMATCH: FailureDetails = { ErrorType: 'VersionMismatch', ErrorMessage: 'Orchestration version did not comply with Worker Versioning', InnerFailure: null, IsNonRetriable: true, Properties: null };

const NUMBERS = /^\d{1,9}(\.\d{1,9}){0,3}$/;

/**
 * Below 0: the one is older. Numbers with points by their parts (`1` is `1.0`), other texts as texts, letters' case ignored; none is older than any.
 * Source: "Orchestration versioning in Durable Functions", Version comparison rules.
 */
export const compareVersions = (one: string, other: string): number => {
  if (one === '' || other === '') return Number(one !== '') - Number(other !== '');
  if (!NUMBERS.test(one) || !NUMBERS.test(other)) {
    const [a, b] = [one.toLowerCase(), other.toLowerCase()];
    return a < b ? -1 : Number(a > b);
  }
  const [a, b] = [one.split('.').map(Number), other.split('.').map(Number)];
  for (let part = 0; part < 4; part += 1) {
    const difference = (a[part] ?? 0) - (b[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** Whether an instance of that version stays where it is, with what has come for it, for a host that runs it. */
export const isLeft = (version: string | null, versioning: Versioning): boolean => versioning.failureStrategy === 'Reject' && !isRun(version, versioning);

/** What is said of it then. */
export const leftBecause = ({ id, version }: { readonly id: string; readonly version: string | null }, { defaultVersion }: Versioning): string =>
  `'${id}' is of version ${version || '(none)'}, which this host does not run (defaultVersion ${defaultVersion || '(none)'}): left for one that does.`;

/** Whether this host runs an instance of that version. */
export const isRun = (version: string | null, { defaultVersion, matchStrategy }: Versioning): boolean => {
  if (matchStrategy === 'None') return true;
  const order = compareVersions(version ?? '', defaultVersion);
  return matchStrategy === 'Strict' ? order === 0 : order <= 0;
};
