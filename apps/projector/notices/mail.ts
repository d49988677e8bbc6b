/** E-mail by SMTP. */
import type { Mail } from '#libs/notices';
import { createTransport } from 'nodemailer';

export interface MailSettings {
  /** `smtp://user:password@host:port`, `smtps://…` */
  readonly url: string;
  readonly from?: string | undefined;
}

export interface Letter extends Mail {
  readonly to: string;
  /** The same letter sent again has the same id, by which mailboxes know it. */
  readonly id: string;
}

/** Refused: by the recipient's server, with its code; what else goes wrong is thrown. */
export type Delivery = { readonly sent: true } | { readonly sent: false; readonly code: number };

export interface Mailer {
  send(letter: Letter): Promise<Delivery>;
  close(): void;
}

/** SMTP's codes from here on are for good; below, it may take the letter later. */
export const PERMANENT = 500;
const TIMEOUT_MS = 20_000;

export function createMailer({ url, from }: MailSettings): Mailer {
  const host = new URL(url).hostname;
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 1,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const sender = { name: 'Đúng Hạn', address: from ?? `dunghan@${host}` };
  return {
    async send({ to, id, subject, text }) {
      try {
        await transport.sendMail({ from: sender, to, subject, text, messageId: `<${id}@${host}>` });
        return { sent: true };
      } catch (error) {
        const code = refusalOf(error);
        if (code === undefined) throw new MailTrouble(error);
        return { sent: false, code };
      }
    },
    close: () => transport.close(),
  };
}

/** The mail server is away or wants no mail from us. Says no address: it ends up in a log. */
export class MailTrouble extends Error {
  constructor(cause: unknown) {
    const { code, responseCode } = cause as { code?: string; responseCode?: number };
    super(`the mail server: ${code ?? 'trouble'} ${responseCode ?? ''}`.trimEnd());
    this.name = 'MailTrouble';
  }
}

/** SMTP answered about this letter (its envelope or content), not about us. */
function refusalOf(error: unknown): number | undefined {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && typeof responseCode === 'number'
    ? responseCode
    : undefined;
}
