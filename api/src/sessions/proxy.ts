import { type Db, schema } from '@convergence/db'
import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import { sessionErrors } from './errors.ts'

const { attendances } = schema
type Status = (typeof attendances.$inferSelect)['status']
interface Attending { stakeholderId: string; status: Status; proxyId: string | null }
export type ProxyRefusal = 'attendance-proxy-unasked' | 'attendance-proxy-self' | 'attendance-proxy-absent' | 'attendance-proxy-chain'

export interface ProxyFacts {
  /** The attendance as it would stand. */
  wanted: Attending
  /** That of the one who would hold the proxy, at the same session. */
  proxy: Attending | undefined
  /** How many the wanted one holds the proxy of. */
  holds: number
}

/** Why a proxy cannot stand, or null. Represented by nobody known is allowed: it is said, and completed later. */
export function proxyRefusal({ wanted, proxy, holds }: ProxyFacts): ProxyRefusal | null {
  if (wanted.status !== 'represented') return wanted.proxyId ? 'attendance-proxy-unasked' : null
  if (holds > 0) return 'attendance-proxy-chain'
  if (!wanted.proxyId) return null
  if (wanted.proxyId === wanted.stakeholderId) return 'attendance-proxy-self'
  if (proxy?.status === 'represented') return 'attendance-proxy-chain'
  return proxy?.status === 'present' || proxy?.status === 'remote' ? null : 'attendance-proxy-absent'
}

/** Refuses a proxy that cannot stand. Both rows are locked in one order, so that two cannot give theirs to each other at once. */
export async function requireProxy(tx: Db, sessionId: string, wanted: Attending): Promise<void> {
  const ids = [wanted.stakeholderId, ...(wanted.proxyId ? [wanted.proxyId] : [])]
  const rows = await tx.select().from(attendances).where(and(eq(attendances.sessionId, sessionId), inArray(attendances.stakeholderId, ids))).orderBy(asc(attendances.id)).for('update')
  const holds = await countProxies(tx, sessionId, [wanted.stakeholderId])
  const refusal = proxyRefusal({ wanted, proxy: rows.find((row) => row.stakeholderId === wanted.proxyId), holds })
  if (refusal) throw sessionErrors[refusal]({ errors: [{ pointer: '/proxyId', code: refusal, message: refusal }] })
}

/** How many gave their proxy to one of these at a session. */
export const countProxies = (tx: Db, sessionId: string, holderIds: readonly string[]): Promise<number> =>
  tx.$count(attendances, and(eq(attendances.sessionId, sessionId), eq(attendances.status, 'represented'), inArray(attendances.proxyId, [...holderIds]), ne(attendances.proxyId, attendances.stakeholderId)))
