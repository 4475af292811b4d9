import { schema } from '@convergence/db'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { commonErrors } from '../errors.ts'
import { staysInRoom } from '../auth/pass.ts'
import { principalReader } from '../auth/principal.ts'
import { refuseForeignOrigin } from './origin.ts'
import { holdsKey } from './secrets.ts'

export const roles = schema.role.enumValues
export type Role = (typeof roles)[number]

export const scopes = ['map:read', 'map:write', 'dialogue:read', 'dialogue:write', 'report:read', 'report:write', 'admin:read'] as const
export type Scope = (typeof scopes)[number]

/** Who may call an operation: everybody, or the holders of these roles; an API key also needs the scope (null: no key may). */
export type Access = { public: true } | { roles: readonly Role[]; scope: Scope | null }

/** Perimeters that a principal reaches for an operation: all of them, or these ids. */
export type Reach = 'all' | readonly string[]

/**
 * Somebody who makes a request: a signed-in user, an API key, or, without any role, the holder of a private link (a rater, or
 * somebody without account) and whoever holds the check-in code of a session.
 */
export interface Principal {
  kind: 'user' | 'key' | 'rater' | 'link' | 'door'
  /** `user:<id>`, `key:<id>`, `rater:<id>`, `link:<id>` or `door:<session>`: the actor in the audit, the owner of idempotency keys. */
  actor: string
  /** The account of a user, or of whoever made the key; for a private link its own id, which is no account. */
  userId: string
  signInId: string | null
  grants: readonly { role: Role; reach: Reach }[]
  /** The one session that the holder of a workshop pass may enter; absent for everybody else. */
  passFor?: string
  /** Scopes of an API key; null for a user, who has them all. */
  scopes: readonly Scope[] | null
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
  interface FastifyRequest {
    principal: Principal | null
    /** Perimeters reached for this operation; set before the handler runs. */
    reach: Reach
  }
}

/** Deny by default: a route under /api that declares no access stops the application from starting. */
export const access = fp(async (app: FastifyInstance) => {
  const principalOf = principalReader(app.db)
  app.decorateRequest('principal', null)
  app.decorateRequest<Reach>('reach', null as never)
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/api/') && !route.url.startsWith('/api/docs') && !route.config?.access) throw new Error(`${String(route.method)} ${route.url} declares no access`)
  })
  app.addHook('onRequest', async (request) => {
    const rule = request.routeOptions.config.access
    if (!rule) return
    if (holdsKey(request.url)) throw commonErrors['key-in-address']()
    refuseForeignOrigin(request, app.config)
    if (!('public' in rule)) request.principal = await principalOf(request)
  })
  // After the rate limit, which wants to know who asks and counts refusals too.
  app.addHook('preParsing', async (request) => {
    const rule = request.routeOptions.config.access
    if (!rule || 'public' in rule) return
    if (!request.principal) throw notSignedIn(request)
    const { passFor } = request.principal
    if (passFor !== undefined && !staysInRoom(request, passFor)) throw commonErrors['not-found']()
    request.reach = reachOf(request.principal, rule)
  })
})

/** Says by RFC 6750 how to be let in: a client library tells a token that has ended from one that was never sent. */
const notSignedIn = ({ headers }: FastifyRequest): Error =>
  commonErrors['not-signed-in']({ headers: { 'www-authenticate': `Bearer realm="Convergence"${headers.authorization?.startsWith('Bearer ') ? ', error="invalid_token"' : ''}` } })

/** The perimeters for an operation, or a 401/403 problem. */
export function reachOf(principal: Principal | null, rule: { roles: readonly Role[]; scope: Scope | null }): Reach {
  if (!principal) throw commonErrors['not-signed-in']()
  const granted = principal.grants.filter((g) => rule.roles.includes(g.role))
  if (granted.length === 0) throw commonErrors['role-missing']()
  if (principal.scopes && (rule.scope === null || !principal.scopes.includes(rule.scope))) throw commonErrors['scope-missing']({ params: { scope: rule.scope ?? '—' } })
  if (granted.some((g) => g.reach === 'all')) return 'all'
  return [...new Set(granted.flatMap((g) => g.reach))]
}

/** The principal of a request whose route is not public. */
export function principalIn(request: FastifyRequest): Principal {
  if (!request.principal) throw commonErrors['not-signed-in']()
  return request.principal
}

/** Refuses to write into a perimeter that the principal does not reach. */
export function requireReach(request: FastifyRequest, perimeterId: string): void {
  if (request.reach !== 'all' && !request.reach.includes(perimeterId)) throw commonErrors['perimeter-out-of-reach']()
}

/** Names of stakeholders are the map's: a key of the dialogue alone needs that scope too. */
export const seesMap = (request: FastifyRequest): boolean => principalIn(request).scopes?.includes('map:read') ?? true
export function requireMapScope(request: FastifyRequest): void {
  if (!seesMap(request)) throw commonErrors['scope-missing']({ params: { scope: 'map:read' } })
}

const everyone: readonly Role[] = roles
/** The usual declarations, so that a route says in one word who may call it. */
export const may = {
  public: { public: true },
  /** Any signed-in person; no API key. */
  self: { roles: everyone, scope: null },
  readMap: { roles: everyone, scope: 'map:read' },
  /** Relays contribute to the map of their perimeter. */
  contributeMap: { roles: ['administrator', 'staff', 'relay', 'integrator'], scope: 'map:write' },
  writeMap: { roles: ['administrator', 'staff', 'integrator'], scope: 'map:write' },
  /** Gives scores: one's own, and those recorded for a rater without account. */
  score: { roles: ['administrator', 'staff', 'facilitator', 'relay', 'integrator'], scope: 'map:write' },
  readDialogue: { roles: everyone, scope: 'dialogue:read' },
  writeDialogue: { roles: ['administrator', 'staff', 'facilitator', 'integrator'], scope: 'dialogue:write' },
  /** Gives a table the run of one session: for a person, no key. */
  givePasses: { roles: ['administrator', 'staff', 'facilitator'], scope: null },
  /** Says that a task is done; who may not write the dialogue does their own. */
  doTasks: { roles: ['administrator', 'staff', 'facilitator', 'relay', 'integrator'], scope: 'dialogue:write' },
  /** Locks minutes and shows them to all: for who answers for the dialogue, not for who wrote them. */
  approveMinutes: { roles: ['administrator', 'staff'], scope: 'dialogue:write' },
  /** Who was trained for what: about people, for who answers for them. */
  readSkills: { roles: ['administrator', 'staff'], scope: 'dialogue:read' },
  /** Holds trainings: what it grants lets people run sessions. */
  teach: { roles: ['administrator', 'staff'], scope: 'dialogue:write' },
  /** Indicators, evaluations, watch, the report. */
  readReport: { roles: everyone, scope: 'report:read' },
  /** Relays give values and report for their perimeter. */
  contributeReport: { roles: ['administrator', 'staff', 'relay', 'integrator'], scope: 'report:write' },
  writeReport: { roles: ['administrator', 'staff', 'integrator'], scope: 'report:write' },
  /** Freezes and publishes: for who answers for the report; no key. */
  publishReport: { roles: ['administrator', 'staff'], scope: null },
  /** E-mails that left or wait: whoever has some sent, and sees that they arrive. */
  readMails: { roles: ['administrator', 'staff', 'facilitator'], scope: 'dialogue:read' },
  manageMails: { roles: ['administrator', 'staff', 'facilitator'], scope: 'dialogue:write' },
  /** Says that a person was told, need not be, or is covered by the public notice. */
  notify: { roles: ['administrator', 'staff', 'dpo', 'integrator'], scope: 'map:write' },
  /** Answers people about their data, erases, restricts, keeps the register: the data protection officer alone, and no key. */
  protect: { roles: ['dpo'], scope: null },
  /** Reads the register of processings, the notices and the retention rules. */
  readPrivacy: { roles: ['administrator', 'staff', 'dpo'], scope: null },
  administer: { roles: ['administrator'], scope: null },
  readAdmin: { roles: ['administrator'], scope: 'admin:read' },
} as const satisfies Record<string, Access>
