import { randomBytes } from 'node:crypto';

const ofProcess = randomBytes(9).toString('base64url');
let commits = 0;

/** Another one for each commit of any process: each row that a commit writes carries it, so that the commit is told from all others if it is sent again. */
export const nextCommitMark = (): string => `${ofProcess}.${(commits += 1).toString(36)}`;
