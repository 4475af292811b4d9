import { demoId, schema } from '@convergence/db'
import { Secret, TOTP } from 'otpauth'
import { hashPassword } from '../src/auth/password.ts'
import { insertSignIn } from '../src/auth/queries.ts'
import { newTotp } from '../src/auth/totp.ts'
import { type Client, clientOf, type TestApp } from './app.ts'

/** The code that a phone shows for a secret, `steps` periods of 30 seconds from now. */
export const codeOf = (secret: string, steps = 0, now = Date.now()): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now + steps * 30_000 })

export interface Guarded { id: string; email: string; password: string; secret: string; client: Client }

let serial = 0

/** A reader whose account has a secret, confirmed unless said otherwise, signed in on one browser. */
export async function guardedAccount(t: Pick<TestApp, 'app' | 'db'>, { confirmed = true } = {}): Promise<Guarded> {
  serial += 1
  const [email, password] = [`codes${serial}@exemple.fr`, 'une longue phrase de passe']
  const id = demoId('user', email)
  const { secret, sealed } = newTotp(email, t.app.config.secret)
  await t.db.insert(schema.users).values({ id, email, name: 'Exemple', passwordHash: await hashPassword(password), totpSecret: sealed, totpConfirmedAt: confirmed ? new Date() : null })
  await t.db.insert(schema.grants).values({ userId: id, role: 'reader', perimeterId: demoId('perimeter', 'national') })
  const { token } = await insertSignIn(t.db, id, 'codes')
  return { id, email, password, secret, client: clientOf(t.app, { cookie: `convergence=${token}` }) }
}

/** A browser that gave this account’s password and still owes the code. */
export async function owing(t: Pick<TestApp, 'app' | 'anonymous'>, { email, password }: { email: string; password: string }): Promise<Client> {
  const answer = await t.anonymous.post('auth/login', { email, password })
  const cookie = answer.cookies.find((c) => c.name.endsWith('-code'))
  if (answer.statusCode !== 202 || !cookie) throw new Error(`${answer.statusCode} ${answer.body}`)
  return clientOf(t.app, { cookie: `${cookie.name}=${cookie.value}` })
}
