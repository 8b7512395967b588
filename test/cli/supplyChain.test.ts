import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import { judgeLicences, type AllowList } from '../../src/cli/licences/judge';
import { readDependencies, type Dependency } from '../../src/cli/licences/packages';
import { billOfMaterials, type BillOfMaterials } from '../../src/cli/sbom/billOfMaterials';
import { typed } from '../support/typedLine';
import { temporaryFolder } from '../support/temporaryFolder';

const ROOT = join(__dirname, '../..');

describe('licences of dependencies', () => {
  const list: AllowList = { allowed: ['MIT', 'OFL-1.1'], development: ['CC-BY-4.0'], named: [{ package: 'old', version: '1.0.0', licence: 'MIT', because: 'its LICENSE file' }] };
  const old: Dependency = { name: 'old', version: '1.0.0', development: false };
  const one = (licence: string | undefined, development = false): Dependency => ({ name: 'one', version: '2.0.0', development, ...(licence !== undefined && { licence }) });

  test.each(['MIT', '(MIT OR GPL-3.0-only)', 'GPL-3.0-only OR MIT', 'MIT AND OFL-1.1'])('%s is allowed', (licence) => {
    expect(judgeLicences([old, one(licence)], list).problems).toEqual([]);
  });

  test.each(['GPL-3.0-only', 'MIT AND GPL-3.0-only', 'MIT OR GPL-3.0-only AND OFL-1.1', 'SEE LICENSE IN LICENSE', 'CC-BY-4.0', ''])('"%s" of what is deployed is refused, and named', (licence) => {
    expect(judgeLicences([old, one(licence)], list).problems).toEqual([`one@2.0.0 has the licence "${licence}", which licences.json does not allow for what is deployed.`]);
  });

  test('one that states none is refused, deployed or not', () => {
    expect(judgeLicences([old, one(undefined, true)], list).problems).toEqual(['one@2.0.0 has the licence "none stated", which licences.json does not allow.']);
  });

  test('a licence for development is allowed there alone', () => {
    expect(judgeLicences([old, one('CC-BY-4.0', true)], list).problems).toEqual([]);
  });

  test('an entry about a version that is no longer used is a problem: it would speak for what nobody has read', () => {
    expect(judgeLicences([{ ...old, version: '1.0.1', licence: 'MIT' }], list).problems).toEqual(['licences.json names old@1.0.0, which is not used.']);
  });

  test('`nextterm licences`: every dependency of this project, all of them allowed', async () => {
    const { code, stdout, stderr } = await typed(['licences']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^MIT +zod@\d/m);
    expect(stdout).toMatch(/^MIT +jest@.* \(development\)$/m);
    const { packages } = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Record<string, { name?: string; version: string }> };
    const versions = new Set(Object.entries(packages).flatMap(([folder, { name, version }]) => (folder === '' ? [] : [`${name ?? folder.replace(/.*node_modules\//, '')}@${version}`])));
    expect(stdout).toContain(`\n${versions.size} packages, `);
  });

  test('`nextterm licences --texts`: the licence texts of what is deployed, and of nothing else', async () => {
    const { code, stdout } = await typed(['licences', '--texts']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^luxon@.*: MIT\n\nCopyright 2019 JS Foundation/m);
    expect(stdout).not.toMatch(/^jest@/m);
  });
});

describe('the bill of materials', () => {
  let deployed: BillOfMaterials;
  beforeAll(async () => {
    deployed = await billOfMaterials(ROOT, { all: false });
  });

  test('keeps to the schema of CycloneDX that it names', async () => {
    expect(deployed['specVersion']).toBe('1.5');
    const validate = (await cycloneDx()).compile(await schema('bom-1.5'));
    expect({ valid: validate(deployed), errors: validate.errors }).toEqual({ valid: true, errors: null });
    expect(validate({ ...deployed, components: [{ ...deployed.components[0], type: 'nonsense' }] })).toBe(false);
  });

  test('names what is deployed with version, licence and hash, under the name of this project', async () => {
    const dependencies = await readDependencies(ROOT);
    const wanted = dependencies.filter(({ development }) => !development).map(({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`);
    expect(deployed.metadata.component).toMatchObject({ name: 'nextterm', type: 'application', licenses: [{ license: { id: 'MIT' } }] });
    expect(deployed.components.map(({ purl }) => purl).sort()).toEqual(wanted.sort());
    expect(deployed.components.filter((each) => !Array.isArray(each['hashes']) || each.licenses.length === 0 || each.properties.some((property) => property.name === 'cdx:npm:package:development'))).toEqual([]);
  });

  test('says what needs what, and only of what it lists', () => {
    const refs = new Set([deployed.metadata.component['bom-ref'], ...deployed.components.map((each) => each['bom-ref'])]);
    expect(deployed.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter((ref) => !refs.has(ref))).toEqual([]);
    expect(deployed.dependencies.find(({ ref }) => ref.startsWith('pdfkit@'))?.dependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^fontkit@/)]));
  });

  const folder = temporaryFolder();
  test('`nextterm sbom --all --out FILE` has the rest too', async () => {
    const { code, stdout } = await typed(['sbom', '--all', '--out', 'bom.json'], { cwd: folder });
    const bill = JSON.parse(await readFile(join(folder, 'bom.json'), 'utf8')) as BillOfMaterials;
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${join(folder, 'bom.json')}: ${bill.components.length} components.\n` });
    expect(bill.components.map((each) => each['name'])).toEqual(expect.arrayContaining(['jest', 'zod']));
  });
});

const SCHEMAS = join(dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json')), 'res', 'schema');
const schema = async (name: string): Promise<object> => JSON.parse(await readFile(join(SCHEMAS, `${name}.SNAPSHOT.schema.json`), 'utf8')) as object;

/** Formats are left aside: the schema has some (`iri-reference`, `idn-email`) that only further packages know. */
const cycloneDx = async (): Promise<Ajv> => {
  const ajv = new Ajv({ validateFormats: false, strict: false });
  for (const name of ['spdx', 'jsf-0.82']) ajv.addSchema(await schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  return ajv;
};
