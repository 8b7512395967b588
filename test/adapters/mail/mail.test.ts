import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { MailFolder } from '../../../src/adapters/mail/mailFolder';
import { SmtpMail } from '../../../src/adapters/mail/smtpMail';
import { type Mail } from '../../../src/app/notification/notificationPorts';
import { instant } from '../../../src/kernel/instant';
import { temporaryFolder } from '../../support/temporaryFolder';

const mail: Mail = {
  messageId: '<20210618T100000000Z-5f0d@nextterm.example>',
  fromName: 'Håvn "Cloud", Inc',
  replyTo: 'help@havn.example',
  to: 'i.kuiper@zonnebloem.example',
  subject: 'Zonnebloem\r\nBcc: all@example.com',
  text: 'Dear you,\n\n.\n\nbye\n',
  html: '<p>Dear you,</p>',
  at: instant('2021-06-18T10:00:00Z'),
};

const home = temporaryFolder();
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((closed) => void server.close(closed));
});

/** A server that takes what it is sent, and answers a recipient as it is told. @returns its address, and what it was sent. */
const smtpServer = async (toRecipient = '250 ok') => {
  const received: string[] = [];
  const server = createServer((socket) => {
    let inData = false;
    let left = '';
    socket.setEncoding('utf8').write('220 test ESMTP\r\n');
    socket.on('data', (text: string) => {
      received.push(text);
      left += text;
      for (let end = left.indexOf('\r\n'); end >= 0; end = left.indexOf('\r\n')) {
        const line = left.slice(0, end);
        left = left.slice(end + 2);
        if (inData) {
          if (line === '.') socket.write('250 taken\r\n');
          inData = line !== '.';
        } else if (line === 'DATA') {
          inData = true;
          socket.write('354 go\r\n');
        } else if (line === 'QUIT') socket.end('221 bye\r\n');
        else socket.write(`${line.startsWith('RCPT') ? toRecipient : '250 ok'}\r\n`);
      }
    });
    socket.on('error', () => undefined);
  });
  servers.push(server);
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  return { port: (server.address() as AddressInfo).port, received };
};

const log = () => {
  const lines: string[] = [];
  const say = (message: string): void => void lines.push(message);
  return { lines, log: { info: say, warn: say, error: say } };
};

test('[NTF-4] the mail folder has a file for each Message-ID, which mail programs read', async () => {
  const folder = join(home, 'mail');
  const sender = new MailFolder(folder, 'no-reply@nextterm.example');
  expect([await sender.send(mail), await sender.send(mail)]).toEqual([{ kind: 'sent' }, { kind: 'sent' }]);
  expect(readdirSync(folder)).toEqual(['20210618T100000000Z-5f0d.eml']);
  const [headers = '', body = ''] = readFileSync(join(folder, '20210618T100000000Z-5f0d.eml'), 'utf8').split(/\r\n\r\n(.*)/s);
  expect(headers.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')).toEqual(
    expect.arrayContaining(['Message-ID: <20210618T100000000Z-5f0d@nextterm.example>', 'To: i.kuiper@zonnebloem.example', 'Reply-To: help@havn.example', 'Subject: Zonnebloem Bcc: all@example.com', 'Date: Fri, 18 Jun 2021 10:00:00 +0000', 'Auto-Submitted: auto-generated']),
  );
  expect(headers).not.toMatch(/^Bcc:/m);
  expect(headers).toContain('<no-reply@nextterm.example>');
  expect([body.includes('text/plain'), body.includes('text/html')]).toEqual([true, true]);
});

test('[NTF-4] a folder that cannot be written to is a try that failed', async () => {
  expect(await new MailFolder('/dev/null/mail', 'a@b.example').send(mail)).toMatchObject({ kind: 'failed' });
});

describe('[NTF-4] an SMTP server', () => {
  const smtp = (port: number, { log: to } = log(), elapsed = () => 0) => new SmtpMail(`smtp://127.0.0.1:${port}`, 'no-reply@nextterm.example', elapsed, to);

  test('is handed the mail, for that one address', async () => {
    const { port, received } = await smtpServer();
    expect(await smtp(port).send(mail)).toEqual({ kind: 'sent' });
    const text = received.join('');
    expect([...text.matchAll(/^(MAIL FROM|RCPT TO):.*$/gm)].map(([line]) => line.trim())).toEqual(['MAIL FROM:<no-reply@nextterm.example>', 'RCPT TO:<i.kuiper@zonnebloem.example>']);
    expect(text).toContain('Message-ID: <20210618T100000000Z-5f0d@nextterm.example>');
  });

  test.each([
    { answer: '550 5.1.1 no such user', outcome: { kind: 'refused', reason: expect.stringContaining('550 5.1.1 no such user') as string } },
    { answer: '450 4.2.1 mailbox busy', outcome: { kind: 'failed', reason: expect.stringContaining('450 4.2.1 mailbox busy') as string } },
  ])('that answers an address with $answer is asked for others', async ({ answer, outcome }) => {
    const { port } = await smtpServer(answer);
    const sender = smtp(port);
    expect([await sender.send(mail), await sender.send(mail)]).toEqual([outcome, outcome]);
  });

  test('that cannot be reached is left alone for a while; what is logged holds no password', async () => {
    const { port } = await smtpServer();
    await new Promise((closed) => void servers.splice(0)[0]?.close(closed));
    const journal = log();
    let now = 0;
    const sender = new SmtpMail(`smtp://someone:s3cret@127.0.0.1:${port}`, 'a@b.example', () => now, journal.log);
    const tries = [await sender.send(mail)];
    for (now of [1, 14_999, 15_000, 74_999]) tries.push(await sender.send(mail));
    expect(tries.map(({ kind }) => kind)).toEqual(['failed', 'spared', 'spared', 'failed', 'spared']);
    expect([journal.lines.length, JSON.stringify([journal.lines, tries]).includes('s3cret')]).toEqual([2, false]);
  });
});
