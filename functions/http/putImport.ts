import { randomUUID } from 'node:crypto';
import { importResource } from '../../src/adapters/http/resources/import';
import { route } from '../../src/adapters/http/route';
import { importBody, sentFiles } from '../../src/adapters/http/sentFiles';
import { runImport } from '../../src/app/catalogue/runImport';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** The operator's: price sheets, offer matrices, extras. Sent again it finds what came of it. */
route({
  name: 'putImport',
  method: 'PUT',
  path: '/nextterm/v1/operations/imports/{importId}',
  permission: 'operations.manage',
  preview: 'unsupported',
  body: importBody,
  handle: async ({ params: { importId }, body, context }) => {
    const input = await sentFiles(body);
    if (!input.ok) return input;
    const { stores, clock, catalogues } = await theApp();
    const ports = { store: stores.Catalogue, clock, newId: randomUUID, forget: () => catalogues.forget() };
    const done = await runImport(ports, { id: importId, fingerprint: context.bodyHash, input: input.value });
    return done.ok ? success({ status: 200, body: importResource(done.value) }) : done;
  },
});
