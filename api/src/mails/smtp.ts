import { createTransport, type Transporter } from 'nodemailer'
import type { Config } from '../config.ts'
import { fillPlaces } from './letter.ts'
import type { MailRow } from './queue.ts'

/** Where the pages are, and the one-time addresses of a mail that is about to leave. */
export interface MailPlaces { site: string; optOutSecret: string | null }

/** The connection to the mail server: every wait is bounded, so that a server that hangs delays one mail, never the platform. */
export function transportOf(smtpUrl: string, timeoutMs: number): Transporter {
  const url = new URL(smtpUrl)
  return createTransport({
    host: url.hostname, port: url.port ? Number(url.port) : url.protocol === 'smtps:' ? 465 : 587, secure: url.protocol === 'smtps:',
    ...(url.username ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } } : {}),
    connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, dnsTimeout: timeoutMs,
    disableFileAccess: true, disableUrlAccess: true,
  })
}

/** The message of a row: addresses put in, a stable Message-ID so that receivers know a second copy, and one-click unsubscribing (RFC 8058). */
export function messageOf(mail: MailRow, config: Pick<Config, 'mailFrom'>, { site, optOutSecret }: MailPlaces) {
  const places = { site, link: mail.secret ? `${site}${mail.linkPath}#${mail.secret}` : `${site}${mail.linkPath}`, optOut: `${site}/opt-out#${optOutSecret ?? ''}` }
  return {
    from: config.mailFrom,
    to: { name: mail.toName, address: mail.toAddress },
    subject: mail.subject,
    text: fillPlaces(mail.text, places),
    html: fillPlaces(mail.html, places),
    messageId: `<${mail.id}@${domainOf(config.mailFrom)}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(optOutSecret ? { 'List-Unsubscribe': `<${site}/api/v1/mail-opt-outs/one-click?token=${optOutSecret}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
    },
    ...(mail.calendar ? { icalEvent: { method: mail.calendarMethod ?? 'REQUEST', filename: 'convergence.ics', content: mail.calendar } } : {}),
  }
}

const domainOf = (from: string): string => /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost'
