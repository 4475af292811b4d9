import { type Db, schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { forgetCodeTries, takeCodeTry } from '../auth/throttle.ts'
import { newTotp, takeCode } from '../auth/totp.ts'
import { principalIn } from '../plugins/access.ts'
import { record } from '../plugins/record.ts'
import { requireUser } from './commands.ts'
import { userErrors } from './errors.ts'
import { endSignIns } from './queries.ts'

const { users } = schema
const NONE = { totpSecret: null, totpConfirmedAt: null, totpLastStep: null }

/** Gives the account a secret that counts for nothing until a code confirms it; beginning again replaces it. */
export async function beginTotp(tx: Db, request: FastifyRequest): Promise<{ secret: string; uri: string }> {
  const user = await lockedSelf(tx, request)
  if (user.totpConfirmedAt) throw userErrors['totp-already-on']()
  const { sealed, ...shown } = newTotp(user.email, request.server.config.secret)
  await tx.update(users).set({ ...NONE, totpSecret: sealed }).where(eq(users.id, user.id))
  return shown
}

/** From here on a code is asked after the password; the other browsers end, since they gave none. */
export async function confirmTotp(tx: Db, request: FastifyRequest): Promise<void> {
  const { userId, signInId } = principalIn(request)
  const user = await lockedSelf(tx, request)
  if (user.totpConfirmedAt) throw userErrors['totp-already-on']()
  // A secret that another tab asked for since has had no code yet.
  if (user.totpLastStep === null) throw userErrors['totp-not-begun']()
  await tx.update(users).set({ totpConfirmedAt: new Date() }).where(eq(users.id, userId))
  await endSignIns(tx, userId, signInId)
  await record(tx, request, { type: 'user.totp-confirmed', objectId: userId })
}

/** Back to the password alone. */
export async function removeTotp(tx: Db, request: FastifyRequest): Promise<void> {
  const user = await lockedSelf(tx, request)
  if (!user.totpConfirmedAt) throw userErrors['totp-off']()
  await tx.update(users).set(NONE).where(eq(users.id, user.id))
  await record(tx, request, { type: 'user.totp-removed', objectId: user.id })
}

/** For a lost phone: an administrator removes the code of somebody else, and ends that account’s browsers. */
export async function resetTotp(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const user = await requireUser(tx, id, request.reach)
  if (id === principalIn(request).userId) throw userErrors['totp-own']()
  if (!user.totpConfirmedAt) throw userErrors['totp-off']()
  await tx.update(users).set(NONE).where(eq(users.id, id))
  await endSignIns(tx, id)
  await record(tx, request, { type: 'user.totp-reset', objectId: id })
}

/**
 * Refuses unless this is a code of one’s own account that never served; tries are counted. It stands before the
 * transaction of the change: what is undone must not give a code or a try back.
 */
export async function requireCode(request: FastifyRequest, code: string, when: 'confirming' | 'on'): Promise<void> {
  const { db, config } = request.server
  const [user] = await db.select({ id: users.id, secret: users.totpSecret, confirmedAt: users.totpConfirmedAt }).from(users).where(eq(users.id, principalIn(request).userId))
  if (when === 'on' && !user?.confirmedAt) throw userErrors['totp-off']()
  if (when === 'confirming' && user?.confirmedAt) throw userErrors['totp-already-on']()
  if (!user?.secret) throw userErrors['totp-not-begun']()
  await takeCodeTry(db, user.id)
  if (!(await takeCode(db, user.id, code, config.secret))) throw userErrors['totp-code-refused']()
  await forgetCodeTries(db, user.id)
}

/** One’s own account, locked until the transaction ends: two requests at once see each other’s outcome. */
async function lockedSelf(tx: Db, request: FastifyRequest) {
  const { userId } = principalIn(request)
  const [user] = await tx.select({ id: users.id, email: users.email, totpConfirmedAt: users.totpConfirmedAt, totpLastStep: users.totpLastStep }).from(users).where(eq(users.id, userId)).for('update')
  if (!user) throw userErrors['user-not-found']()
  return user
}
