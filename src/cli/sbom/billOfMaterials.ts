import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Licensed } from '../licences/judge';
import { judgedLicences } from '../licences/showLicences';
import { Problem } from '../problem';
import { runNpm } from '../runNpm';

const DEVELOPMENT = 'cdx:npm:package:development';

const componentSchema = z.looseObject({
  'bom-ref': z.string(),
  purl: z.string(),
  properties: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  licenses: z.array(z.unknown()).default([]),
});
const billSchema = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  metadata: z.looseObject({ component: z.looseObject({ 'bom-ref': z.string(), name: z.string() }) }),
  components: z.array(componentSchema),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
});
export type BillOfMaterials = z.infer<typeof billSchema>;

/**
 * The CycloneDX bill of materials of a project, as its npm makes it of package-lock.json and node_modules, with the licences that licences.json names; needs no network.
 * @param all also what is only needed to build and to test
 * @throws Problem where this npm cannot make one
 */
export const billOfMaterials = async (root: string, { all }: { readonly all: boolean }): Promise<BillOfMaterials> => {
  const { code, output } = await runNpm(['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--loglevel', 'error'], root);
  if (code !== 0) throw new Problem('npm made no bill of materials: it takes npm 10 or newer, and node_modules as package-lock.json has it.');
  const { licensed } = await judgedLicences(root);
  const { name } = z.object({ name: z.string() }).parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  return corrected(billSchema.parse(JSON.parse(output)), name, licensed, all);
};

/**
 * Puts right what npm gets wrong: it calls the project by its folder; it marks a version that lies in several folders after the first of them, so that what is deployed can be marked as for development; and its
 * own `--omit dev` leaves out what a package for development needs, also where the app needs it itself.
 */
const corrected = (bill: BillOfMaterials, name: string, licensed: readonly Licensed[], all: boolean): BillOfMaterials => {
  const byAddress = new Map(licensed.map((each) => [packageAddress(each), each]));
  const components = bill.components.flatMap((component) => {
    const known = byAddress.get(component.purl);
    if (known === undefined) throw new Problem(`npm lists ${component.purl}, which package-lock.json does not name: run npm ci.`);
    if (known.development && !all) return [];
    const properties = component.properties.filter((each) => known.development || each.name !== DEVELOPMENT);
    return [{ ...component, properties, licenses: component.licenses.length === 0 ? [{ license: { id: known.licence } }] : component.licenses }];
  });
  const listed = new Set([bill.metadata.component['bom-ref'], ...components.map((each) => each['bom-ref'])]);
  const dependencies = bill.dependencies.flatMap(({ ref, dependsOn }) => (listed.has(ref) ? [{ ref, dependsOn: dependsOn.filter((each) => listed.has(each)) }] : []));
  return { ...bill, metadata: { ...bill.metadata, component: { ...bill.metadata.component, name } }, components, dependencies };
};

const packageAddress = ({ name, version }: Licensed): string => `pkg:npm/${name.replace('@', '%40')}@${version}`;
