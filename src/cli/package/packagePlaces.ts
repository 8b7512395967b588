import { join } from 'node:path';

/** Where its code lies, below the root of the repository: what source maps count from. */
export const CODE_FOLDER = 'dist-azure/dist';

/** Where a package is written to. */
export interface PackagePlaces {
  /** What is deployed, unpacked. */
  readonly folder: string;
  /** The same as one file. */
  readonly zip: string;
  /** The source maps of it, which stay here. */
  readonly maps: string;
}

/** Those of a repository. */
export const packagePlaces = (root: string): PackagePlaces => ({ folder: join(root, 'dist-azure'), zip: join(root, 'dist.zip'), maps: join(root, 'dist-azure-maps') });
