import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { hashPassword, passwordMatches } from '../auth/password.ts'
import { forgetFailures, takeTry } from '../auth/throttle.ts'
import { commonErrors } from '../errors.ts'
import { principalIn, type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { optInAgain } from '../mails/opt-outs.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { userErrors } from './errors.ts'
import { requireStrongPassword } from './password-rules.ts'
import { countOtherAdministrators, endSignIns, findPasswordHash, findRootPerimeterId, findUser, insertUser, perimetersExist, replaceGrants, revokeKeysOf, updateUser, type UserRow } from './queries.ts'
import type { MePatch, PasswordChange, UserCreate, UserPatch } from './schemas.ts'

type Grants = z.output<typeof UserCreate>['grants']

/** Adds an account with its rights and its password, which may be left to the identity provider. */
export async function createUser(tx: Db, request: FastifyRequest, body: z.output<typeof UserCreate>): Promise<UserRow> {
  if (body.password) requireStrongPassword(body.password)
  else if (!request.server.identityProvider) throw userErrors['password-required']()
  await requirePerimeters(tx, request, body.grants)
  const { password, grants, ...values } = body
  const id = await insertUser(tx, { ...values, passwordHash: password ? await hashPassword(password) : null }, grants)
  if (!id) throw userErrors['user-email-taken']()
  const user = await requireUser(tx, id)
  await record(tx, request, { type: 'user.created', objectId: id, after: audited(user) })
  return user
}

/** Changes an account; fewer rights, a new password or disabling ends its sessions at once (S-07). */
export async function patchUser(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof UserPatch>): Promise<UserRow> {
  const before = await requireUser(tx, id, request.reach)
  requireMatch(request, before.version)
  if (patch.grants) await requirePerimeters(tx, request, patch.grants)
  if (patch.password) requireStrongPassword(patch.password)
  await keepAnAdministrator(tx, before, patch)
  const { grants, disabled, password, ...rest } = patch
  const disabledAt = disabled === undefined ? {} : { disabledAt: disabled ? (before.disabledAt ?? new Date()) : null }
  const saved = await updateUser(tx, before, { ...present(rest), ...disabledAt, ...(password ? { passwordHash: await hashPassword(password) } : {}) })
  if (!saved) throw commonErrors['stale-version']()
  if (grants) await replaceGrants(tx, id, grants)
  if (grants || disabled || password) await endSignIns(tx, id, principalIn(request).signInId)
  if (disabled) await revokeKeysOf(tx, id)
  const after = await requireUser(tx, id)
  await record(tx, request, { type: 'user.updated', objectId: id, before: audited(before), after: audited(after) })
  if (password) await record(tx, request, { type: 'user.password-reset', objectId: id })
  return after
}

/** Refuses unless this is the account's password; tries are counted like those of a sign-in, so that a borrowed browser guesses no more than a stranger. */
export async function requireCurrentPassword(request: FastifyRequest, current: string): Promise<void> {
  const { db } = request.server
  const { id, email } = await requireUser(db, principalIn(request).userId)
  await takeTry(db, email, request.ip)
  if (!(await passwordMatches(await findPasswordHash(db, id), current))) throw userErrors['password-refused']()
  await forgetFailures(db, email, request.ip)
}

/** Changes one's own password, once the current one was given, and ends the other browsers (S-08). */
export async function changePassword(tx: Db, request: FastifyRequest, body: z.output<typeof PasswordChange>): Promise<void> {
  const { userId, signInId } = principalIn(request)
  requireStrongPassword(body.next)
  const user = await requireUser(tx, userId)
  if (!(await updateUser(tx, user, { passwordHash: await hashPassword(body.next) }))) throw commonErrors['stale-version']()
  await endSignIns(tx, userId, signInId)
  await record(tx, request, { type: 'user.password-changed', objectId: userId })
}

export async function requireUser(db: Db, id: string, reach: Reach = 'all'): Promise<UserRow> {
  const user = await findUser(db, id, reach)
  if (!user) throw userErrors['user-not-found']()
  return user
}

/** Nobody gives a right beyond their own reach. */
async function requirePerimeters(tx: Db, request: FastifyRequest, grants: Grants): Promise<void> {
  if (!(await perimetersExist(tx, grants.map((g) => g.perimeterId)))) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/grants', code: 'unknown', message: 'unknown perimeter' }] })
  for (const grant of grants) requireReach(request, grant.perimeterId)
}

/** Nobody can lock everybody out: one active administrator of the root perimeter remains. */
async function keepAnAdministrator(tx: Db, before: UserRow, patch: z.output<typeof UserPatch>): Promise<void> {
  const root = await findRootPerimeterId(tx)
  const rules = (grants: Grants): boolean => grants.some((g) => g.role === 'administrator' && g.perimeterId === root)
  const was = before.disabledAt === null && rules(before.grants)
  const stays = !patch.disabled && rules(patch.grants ?? before.grants)
  if (was && !stays && (await countOtherAdministrators(tx, before.id)) === 0) throw userErrors['user-last-administrator']()
}

/** Changes one's own name or language. */
export async function updateMe(tx: Db, request: FastifyRequest, patch: z.output<typeof MePatch>): Promise<void> {
  const before = await requireUser(tx, principalIn(request).userId)
  if (!(await updateUser(tx, before, present(patch)))) throw commonErrors['stale-version']()
  // Asked for again on the account, whatever was said by a link before.
  if (patch.digest) await optInAgain(tx, before.email, 'digest', request.server.config.secret)
  await record(tx, request, { type: 'user.updated', objectId: before.id, before: audited(before), after: audited(await requireUser(tx, before.id)) })
}

const audited = ({ name, email, locale, disabledAt, grants }: UserRow) => ({ name, email, locale, disabledAt, grants })
