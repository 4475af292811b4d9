import { z } from 'zod'
import { oidcEnvironment, type OidcSettings, readOidc } from './oidc/settings.ts'

const SAMPLE_SECRETS = new Set(['change-me', 'changeme', 'secret', 'sample-secret-of-at-least-32-characters'])

const address = '(?:[\\da-f]*[.:][\\da-f.:/]*|loopback|linklocal|uniquelocal)'
const trustedProxies = new RegExp(`^(?:off|on|[1-9]|${address}(?:, *${address})*)$`, 'i')

/** What the server reads from its environment; each variable says what it means. */
export const environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development').describe('`production` wants DATABASE_URL and SESSION_SECRET and has no demonstration'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on; 127.0.0.1 by default'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000).describe('Port; by default 3000, or the next free one'),
  DATABASE_URL: z.string().min(1).optional().describe('`postgres://…`; without it the embedded database is used'),
  OWNER_DATABASE_URL: z.string().min(1).optional().describe('`postgres://…` of the role that owns the tables; it alone migrates, and DATABASE_URL may then be of a role with least rights (db/roles.sql)'),
  DATA_FOLDER: z.string().min(1).default('.data/convergence').describe('Folder of the embedded database; not itself a mount point'),
  ERASURE_FOLDER: z.string().min(1).optional().describe('Folder of the journal of erasures and objections, replayed at each start so that a restored backup forgets again; by default beside DATA_FOLDER. Keep it outside what a backup of the database restores, shared by every replica'),
  SESSION_SECRET: z.string().optional().describe('Signs page cursors, and seals the secrets of double authentication: with another one, codes are refused until an administrator removes them. 32 characters or more, the same on every replica'),
  PUBLIC_URL: z.url().optional().describe('Address that browsers use, when a proxy stands before the server; https makes cookies Secure'),
  ORGANISATION: z.string().max(200).default('').describe('Name of the organisation, at the head of minutes'),
  DEMONSTRATION: z.enum(['on', 'off']).optional().describe('`off` starts without demonstration accounts and data'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info').describe('Least level that is logged'),
  WEB_FOLDER: z.string().optional().describe('Folder of the built web application, served beside the API'),
  TRUST_PROXY: z.string().regex(trustedProxies).default('off').describe('Whose entries in X-Forwarded-For are believed: `off`; `on` or a number, that of the proxies before the server, where it can be reached through them alone; or their addresses and networks, `10.0.0.0/8, ::1`. What a client wrote there first never is'),
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(100).max(1_000_000).default(3000).describe('Requests that one browser, one key or one unknown address may send in a minute, per process; a fiftieth of it for each costly operation'),
  POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10).describe('Connections to PostgreSQL'),
  STATEMENT_SECONDS: z.coerce.number().int().min(1).max(600).default(30).describe('Longest time of one statement in PostgreSQL; a connection that stays silent 2 s longer is given up'),
  POOL_WAIT_SECONDS: z.coerce.number().int().min(1).max(60).default(10).describe('Longest wait for a free connection to PostgreSQL; then the answer is 503. Two hundred people who check in at once wait for each other: less refuses some of them on a slow machine'),
  SMTP_URL: z.string().regex(/^smtps?:\/\/[^/\s]+$/).optional().describe('`smtp://user:password@host:587` (STARTTLS where offered) or `smtps://…:465`; without it e-mails wait in the queue, and the screen says so'),
  MAIL_FROM: z.string().regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/).optional().describe('Sender of e-mails, `Convergence <dialogue@example.org>`; required with SMTP_URL'),
  ...oidcEnvironment,
})

export interface Config {
  production: boolean
  /** One-click accounts and example data; never in production. */
  demonstration: boolean
  host: string
  port: number
  /** `postgres://…`, or the folder of the embedded database. */
  database: string
  /** The same database as the owner of its tables, for migrations and reference data; `database` unless told. */
  ownerDatabase: string
  /** Folder of the journal of erasures, outside the database. */
  erasureFolder: string
  /** Signs cursors; never sent. At least 32 characters in production. */
  secret: string
  /** Origin that browsers see, when a proxy stands before the server. */
  publicUrl: string | undefined
  /** At the head of minutes; may be empty. */
  organisation: string
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  /** Folder of the built web application, when this server also serves it. */
  webFolder: string | undefined
  /** Proxies before the server, whose entries in X-Forwarded-For are believed: how many, or their addresses; false for none. */
  trustProxy: number | string | false
  requestsPerMinute: number
  poolSize: number
  /** Longest time of one statement, in milliseconds. */
  statementMs: number
  /** Longest wait for a connection, in milliseconds. */
  poolWaitMs: number
  /** Mail server, `smtp://…` with its password: never logged, never sent. Without it mails wait. */
  smtpUrl: string | undefined
  mailFrom: string
  /** Longest wait for each step of the mail server, in milliseconds. */
  smtpTimeoutMs: number
  /** OpenID Connect provider beside passwords; null without one. */
  oidc: OidcSettings | null
  /** Every answer is held against its schema before it leaves; for tests, since it doubles the work. */
  checkAnswers: boolean
}

/** Reads the environment once. Throws an Error that names each missing or sample value; values are never printed. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(env)
  if (!parsed.success) throw new Error(`Configuration: ${parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ')}`)
  const e = parsed.data
  const production = e.NODE_ENV === 'production'
  if (production) requireProduction(e)
  if (e.SMTP_URL && !e.MAIL_FROM) throw new Error('Configuration: MAIL_FROM is required with SMTP_URL')
  return {
    production,
    demonstration: !production && e.DEMONSTRATION !== 'off',
    host: e.HOST,
    port: e.PORT,
    database: e.DATABASE_URL ?? e.DATA_FOLDER,
    ownerDatabase: e.OWNER_DATABASE_URL ?? e.DATABASE_URL ?? e.DATA_FOLDER,
    erasureFolder: e.ERASURE_FOLDER ?? `${e.DATA_FOLDER}-erasures`,
    secret: e.SESSION_SECRET ?? 'development-only-secret-not-for-production',
    publicUrl: e.PUBLIC_URL,
    organisation: e.ORGANISATION,
    logLevel: e.LOG_LEVEL,
    webFolder: e.WEB_FOLDER,
    trustProxy: e.TRUST_PROXY === 'off' ? false : e.TRUST_PROXY === 'on' ? 1 : /^\d$/.test(e.TRUST_PROXY) ? Number(e.TRUST_PROXY) : e.TRUST_PROXY,
    requestsPerMinute: e.REQUESTS_PER_MINUTE,
    poolSize: e.POOL_SIZE,
    statementMs: e.STATEMENT_SECONDS * 1000,
    poolWaitMs: e.POOL_WAIT_SECONDS * 1000,
    smtpUrl: e.SMTP_URL,
    mailFrom: e.MAIL_FROM ?? '',
    smtpTimeoutMs: 20_000,
    oidc: readOidc(e, production),
    checkAnswers: false,
  }
}

function requireProduction(e: z.infer<typeof environment>): void {
  const faults: string[] = []
  if (!e.DATABASE_URL) faults.push('DATABASE_URL is required')
  if (!e.SESSION_SECRET) faults.push('SESSION_SECRET is required')
  else if (e.SESSION_SECRET.length < 32) faults.push('SESSION_SECRET needs at least 32 characters')
  if (e.SESSION_SECRET && (SAMPLE_SECRETS.has(e.SESSION_SECRET) || /sample|example|change.?me|development-only/i.test(e.SESSION_SECRET)))
    faults.push('SESSION_SECRET is a sample value')
  if (e.OIDC_CLIENT_SECRET && (SAMPLE_SECRETS.has(e.OIDC_CLIENT_SECRET) || /sample|example|change.?me/i.test(e.OIDC_CLIENT_SECRET))) faults.push('OIDC_CLIENT_SECRET is a sample value')
  if (/:\/\/[^:/]+:(?:postgres|password|secret|change-?me|sample)@/i.test(e.DATABASE_URL ?? '')) faults.push('DATABASE_URL holds a sample password')
  if (e.DEMONSTRATION === 'on') faults.push('DEMONSTRATION cannot be on')
  if (faults.length) throw new Error(`Production refuses to start: ${faults.join('; ')}`)
}
