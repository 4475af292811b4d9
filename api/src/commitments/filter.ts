import { schema } from '@convergence/db'
import { and, eq, gte, inArray, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords, plainText } from '../plugins/words.ts'
import type { CommitmentFilter } from './schemas.ts'
import { overdueSql, stateSql } from './standing.ts'

const { commitments } = schema

const among = (ids: readonly string[]): SQL => sql`(${sql.join(ids.map((id) => sql`${id}::uuid`), sql`, `)})`

/** Names an owner without the words: what is typed may be the name of a person. */
export const ownerKey: SQL<string> = sql<string>`md5(${plainText(commitments.owner)})`

/** The condition of a filter within reach; removed rows never match. */
export function commitmentWhere(f: CommitmentFilter, reach: Reach): SQL | undefined {
  return and(
    isNull(commitments.deletedAt),
    within(commitments.perimeterId, reach),
    f.q ? matchesWords(f.q, [commitments.statement, commitments.owner, commitments.reference]) : undefined,
    f.ownerUserId ? eq(commitments.ownerUserId, f.ownerUserId) : undefined,
    f.owner ? inArray(ownerKey, f.owner) : undefined,
    f.dueFrom ? gte(commitments.dueOn, f.dueFrom) : undefined,
    f.dueTo ? lte(commitments.dueOn, f.dueTo) : undefined,
    f.pointId ? inArray(commitments.pointId, f.pointId) : undefined,
    f.sessionId ? inArray(commitments.sessionId, f.sessionId) : undefined,
    f.stakeholderId ? sql`(${commitments.counterpartId} in ${among(f.stakeholderId)} or ${commitments.ownerStakeholderId} in ${among(f.stakeholderId)})` : undefined,
    f.areaId ? sql`exists (select 1 from iso_ties t where t.commitment_id = commitments.id and t.area_id in ${among(f.areaId)})` : undefined,
    f.pillarId ? sql`exists (select 1 from iso_ties t join pillar_areas a on a.area_id = t.area_id where t.commitment_id = commitments.id and a.pillar_id in ${among(f.pillarId)})` : undefined,
    f.perimeterId ? inPerimeter(commitments.perimeterId, f.perimeterId) : undefined,
    f.fictional === undefined ? undefined : eq(commitments.fictional, f.fictional),
    f.asOf ? lte(commitments.madeOn, f.asOf) : undefined,
    // Last: they look at the events of each row that is left.
    f.state ? inArray(stateSql(f.asOf), f.state) : undefined,
    f.overdue === undefined ? undefined : f.overdue ? overdueSql(f.asOf) : sql`not coalesce(${overdueSql(f.asOf)}, false)`,
  )
}
