import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import { record } from '../plugins/record.ts'
import { findRootPerimeterId, insertUser } from '../users/queries.ts'
import { oidcErrors } from './errors.ts'
import { findAccounts, insertIdentity } from './queries.ts'
import { decide, type Identity } from './rules.ts'
import type { OidcSettings } from './settings.ts'

/**
 * The account that an identity opens, bound or created where that is due; else `oidc-no-account`, in the same words whether
 * there is no account, a disabled one, one that is bound to somebody else, or an address that the provider did not verify.
 */
export async function enterAccount(tx: Db, request: FastifyRequest, identity: Identity, settings: OidcSettings): Promise<string> {
  const found = await findAccounts(tx, identity)
  const decision = decide(found, identity.verifiedEmail, settings.createRole !== null)
  if (decision.act === 'enter') return decision.userId
  const userId = decision.act === 'bind' ? decision.userId : decision.act === 'create' ? await createAccount(tx, request, identity, settings) : null
  if (!userId) throw noAccount(identity, settings)
  actAs(request, userId)
  await insertIdentity(tx, userId, identity)
  await record(tx, request, { type: 'user.identity-bound', objectId: userId, after: { issuer: identity.issuer, identity: identity.shown } })
  return userId
}

const noAccount = ({ shown }: Identity, { label, contact }: OidcSettings): Error =>
  oidcErrors['oidc-no-account']({ params: { provider: label, identity: shown, contact: contact ?? 'administrator' } })

/** An account without password, for somebody whom the provider lets in; null when somebody else took the address meanwhile. */
async function createAccount(tx: Db, request: FastifyRequest, { verifiedEmail, name }: Identity, { createRole }: OidcSettings): Promise<string | null> {
  const perimeterId = await findRootPerimeterId(tx)
  if (!createRole || !verifiedEmail || !perimeterId) return null
  const grants = [{ role: createRole, perimeterId }]
  const values = { email: verifiedEmail, name: name ?? verifiedEmail }
  const id = await insertUser(tx, values, grants)
  if (!id) return null
  actAs(request, id)
  await record(tx, request, { type: 'user.created', objectId: id, after: { ...values, grants } })
  return id
}

/** The provider said who this is: from here on the request is theirs, for the audit. */
function actAs(request: FastifyRequest, userId: string): void {
  request.principal = { kind: 'user', actor: `user:${userId}`, userId, signInId: null, grants: [], scopes: [] }
}
