import { z } from 'zod';
import { type DescribedArea } from '../operation';
import { partnerKinds } from '../../../../domain/parties/partner/state';
import { roles } from '../../caller';
import { healthPart, healthStatus } from '../schemas/installationHealth';
import { attributesOf, count, country, currency, guid, instant, members } from '../schemas/answerSchema';

const bus = members({ state: z.enum(['none', 'up', 'down']), oldestWaiting: instant.optional() }).optional();

export const installation: DescribedArea = {
  name: 'Installation',
  about: 'How the installation is, what it answers, and who calls. But for the last no token is asked for.',
  operations: {
    root: {
      summary: 'What this is, and where to go on',
      details: 'A browser, which likes `text/html` better than JSON, is answered with a page.',
      answers: { 200: members({ name: z.string(), health: z.string(), contract: z.string(), ownOperations: z.string(), description: z.string(), documentation: z.string() }) },
    },
    health: {
      summary: 'How the app is',
      details: '503 while storage cannot be reached or settings are wrong; `wrongSettings` names them, never their values. `degraded` is a 200: the app answers, and somebody should look at a part.',
      answers: {
        200: members({
          bus,
          healthy: z.boolean(),
          status: healthStatus,
          dependencies: z.array(members({ name: z.string(), state: z.enum(['up', 'down']), latencyMillis: count })),
          wrongSettings: z.array(members({ setting: z.string(), problem: z.string() })),
          parts: z.array(healthPart),
        }),
      },
    },
    healthLive: { summary: 'Whether the process answers', details: 'Asks nothing of anybody: for whoever starts a process anew that hangs.', answers: { 200: members({ status: z.literal('live') }) } },
    healthReady: { summary: 'Whether calls are of use here', details: '503 while storage cannot be reached or settings are wrong: for whoever balances load.', answers: { 200: members({ status: z.literal('ready') }) } },
    whoAmI: {
      summary: 'Whose token it is, and what it may do',
      details: '`now` is the instant by which the app goes, which locally is not that of the wall clock.',
      answers: {
        200: members({
          tenantId: guid,
          kind: z.enum(['partner', 'customer', 'operator']),
          userId: z.string(),
          displayName: z.string(),
          appOnly: z.boolean(),
          roles: z.array(z.enum(roles)),
          permissions: z.array(z.string()),
          partner: members({ name: z.string(), partnerId: z.string(), kind: z.enum(partnerKinds), country, currency }).optional(),
          now: instant,
          attributes: attributesOf('Caller'),
        }),
      },
    },
    openApiJson: { summary: 'This description', answers: { 200: z.looseObject({ openapi: z.literal('3.1.0') }) } },
    openApiYaml: { summary: 'This description, in YAML', answers: { 200: 'file' } },
    docs: { summary: 'A page to browse this description', answers: { 200: 'file' } },
    docsFile: { summary: 'What the page is made of', answers: { 200: 'file' } },
    console: { summary: 'The console', details: 'A page for people, over the operations that stand here. 404 where it has not been built.', answers: { 200: 'file' } },
    consoleConfig: {
      summary: 'How people sign in at the console',
      answers: { 200: members({ signIn: members({ kind: z.enum(['none', 'local', 'entra']), clientId: guid.optional(), authority: z.string().optional(), scope: z.string().optional() }) }) },
    },
    consoleFile: { summary: 'What the console is made of', answers: { 200: 'file' } },
    securityTxt: { summary: 'Whom to tell of a weakness of this installation', details: 'RFC 9116. 404 while nobody is named.', answers: { 200: 'file' } },
    getWebhookCertificate: { summary: 'The certificate that notifications are signed with', answers: { 200: 'file' } },
  },
};
