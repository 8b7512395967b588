import { type LocalCertificate } from './certificate';

/** Real time between two looks at a certificate that is in use. */
export const LOOK_EVERY_MS = 86_400_000;

export interface CertificateKeeping {
  /** The certificate in the data folder, made anew if it is time. */
  readonly current: () => Promise<LocalCertificate>;
  readonly use: (certificate: LocalCertificate) => void;
  readonly print: (line: string) => void;
  readonly warn: (line: string) => void;
}

/** Renews the certificate of a server that runs for long. @returns ends it. */
export const keepCertificate = ({ current, use, print, warn }: CertificateKeeping): (() => void) => {
  const look = async (): Promise<void> => {
    try {
      const certificate = await current();
      if (!certificate.renewed) return;
      use(certificate);
      print(renewedLine(certificate));
    } catch (error) {
      warn(`The certificate could not be renewed: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return () => clearInterval(timer);
};

/** Said whenever one takes the place of another: what trusts a file of that name goes on, a copy elsewhere does not. */
export const renewedLine = ({ file, goodUntil }: LocalCertificate): string =>
  `The certificate was made anew, good until ${goodUntil.toISOString().slice(0, 10)}: programs that are given ${file} go on when they are started again; wherever a copy of it is trusted, trust the new one.`;
