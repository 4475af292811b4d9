import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, isNotNull, isNull, notInArray, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors, type ProblemError } from '../errors.ts'
import { may, type Role } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import { matchesWords } from '../plugins/words.ts'
import { roundErrors } from './errors.ts'
import type { RoundRaterCreate } from './schemas.ts'

const { grants, mandates, roundRaters, stakeholders, users } = schema
type Body = z.output<typeof RoundRaterCreate>
type NewRater = typeof roundRaters.$inferInsert

const RATERS_MAX = 500

/** The rows of raters to be, each judged against the accounts, the register and who is asked already. */
export async function newRaters(tx: Db, request: FastifyRequest, roundId: string, bodies: readonly Body[]): Promise<NewRater[]> {
  const known = await load(tx, request, bodies)
  const asked = await tx.select({ userId: roundRaters.userId, stakeholderId: roundRaters.stakeholderId, name: roundRaters.name }).from(roundRaters).where(eq(roundRaters.roundId, roundId))
  if (asked.length + bodies.length > RATERS_MAX) throw commonErrors['rule-violated']({ params: { rule: `≤ ${RATERS_MAX}` } })
  return bodies.map((body, i) => {
    const row = judge(body, known, `/raters/${i}`)
    if (asked.some((other) => sameVoice(other, row))) throw roundErrors['rater-already-asked'](at(`/raters/${i}`, 'duplicate'))
    asked.push({ userId: row.userId ?? null, stakeholderId: row.stakeholderId ?? null, name: row.name })
    return { ...row, roundId }
  })
}

/** One voice answers once: the same account, the same stakeholder spoken for, or the same name without either. */
function sameVoice(a: { userId: string | null; stakeholderId: string | null; name: string }, b: Omit<NewRater, 'roundId'>): boolean {
  if (a.userId !== null && a.userId === b.userId) return true
  if (a.stakeholderId !== null && a.stakeholderId === b.stakeholderId) return true
  return a.userId === null && !b.userId && a.name === b.name
}

type Known = Awaited<ReturnType<typeof load>>

async function load(tx: Db, request: FastifyRequest, bodies: readonly Body[]) {
  const ids = (key: 'userId' | 'stakeholderId' | 'mandateId') => [...new Set(bodies.flatMap((body) => body[key] ?? []))]
  const [userIds, stakeholderIds, mandateIds] = [ids('userId'), ids('stakeholderId'), ids('mandateId')]
  const accounts = userIds.length === 0 ? [] : await tx.select({ id: users.id, name: users.name, role: grants.role }).from(users).leftJoin(grants, eq(grants.userId, users.id)).where(and(inArray(users.id, userIds), isNull(users.disabledAt)))
  const parties = stakeholderIds.length === 0 ? [] : await tx.select({ id: stakeholders.id, name: stakeholders.name }).from(stakeholders).where(and(inArray(stakeholders.id, stakeholderIds), isNull(stakeholders.deletedAt), within(stakeholders.perimeterId, request.reach)))
  const given = mandateIds.length === 0 ? [] : await tx.select().from(mandates).where(and(inArray(mandates.id, mandateIds), isNull(mandates.deletedAt)))
  return { accounts, parties: new Map(parties.map((p) => [p.id, p])), mandates: new Map(given.map((m) => [m.id, m])) }
}

const scoringRoles: readonly string[] = may.score.roles
const at = (pointer: string, code: string) => ({ errors: [{ pointer, code, message: code }] })
const unknown = (pointer: string): ProblemError => commonErrors['unknown-reference'](at(pointer, 'unknown'))

function judge(body: Body, known: Known, pointer: string): Omit<NewRater, 'roundId'> {
  const { capacity, userId = null, stakeholderId = null, mandateId = null } = body
  const held = known.accounts.filter((a) => a.id === userId)
  if (userId && held.length === 0) throw unknown(`${pointer}/userId`)
  if (userId && !held.some((a) => a.role !== null && scoringRoles.includes(a.role))) throw roundErrors['rater-role-missing'](at(`${pointer}/userId`, 'invalid'))
  if ((capacity === 'stakeholder') !== (stakeholderId !== null)) throw roundErrors['rater-without-stakeholder'](at(`${pointer}/stakeholderId`, 'invalid'))
  const party = stakeholderId ? known.parties.get(stakeholderId) : undefined
  if (stakeholderId && !party) throw unknown(`${pointer}/stakeholderId`)
  const mandate = mandateId ? known.mandates.get(mandateId) : undefined
  if (mandateId && !mandate) throw unknown(`${pointer}/mandateId`)
  if (mandate && mandate.organisationId !== stakeholderId) throw roundErrors['rater-mandate-invalid'](at(`${pointer}/mandateId`, 'invalid'))
  const name = body.name ?? held[0]?.name ?? party?.name
  if (!name) throw roundErrors['rater-name-missing'](at(`${pointer}/name`, 'missing'))
  return { capacity, name, userId, stakeholderId, mandateId }
}

/** Accounts that may score and are not asked yet, by name, at most 50. */
export async function candidatesFor(db: Db, roundId: string, q: string | undefined) {
  const asked = db.select({ id: roundRaters.userId }).from(roundRaters).where(and(eq(roundRaters.roundId, roundId), isNotNull(roundRaters.userId)))
  return db.select({ id: users.id, name: users.name, roles: sql<Role[]>`array_agg(distinct ${grants.role}::text order by ${grants.role}::text)` }).from(users).innerJoin(grants, and(eq(grants.userId, users.id), inArray(grants.role, [...may.score.roles])))
    .where(and(isNull(users.disabledAt), notInArray(users.id, asked), q ? matchesWords(q, [users.name]) : undefined)).groupBy(users.id, users.name).orderBy(users.name, users.id).limit(50)
}
