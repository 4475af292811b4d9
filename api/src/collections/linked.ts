import { type Db, schema } from '@convergence/db'
import { and, eq, lt, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { askedFrom, dueSql, lateSql, overSql } from '../indicators/asked.ts'
import { editValue, giveValue } from '../indicators/commands.values.ts'
import { attachEvidence } from '../indicators/evidence.ts'
import { currentValues, standingValues } from '../indicators/queries.values.ts'
import { allows } from '../indicators/rules.ts'
import { linkErrors } from '../links/errors.ts'
import type { AccessLinkRow } from '../links/links.ts'
import type { UploadedFile } from '../plugins/uploads.ts'
import { dayIn } from '../positions/rules.ts'
import { findRelay, type RelayRow } from '../relays/queries.ts'
import { collectionErrors } from './errors.ts'
import type { CollectedAnswer, CollectedValue, Collection } from './schemas.ts'

const { indicatorCollectors, indicators, indicatorValues } = schema
const SHOWN = 200

/** The relay of a link, as long as it is in office. */
async function requireHeld(db: Db, link: AccessLinkRow): Promise<RelayRow> {
  const relay = await findRelay(db, link.objectId, 'all')
  if (!relay || (relay.endedOn && relay.endedOn < dayIn(new Date()))) throw linkErrors['link-refused']()
  return relay
}

type Item = z.output<typeof Collection>['items'][number]
type Raw = Omit<Item, 'given' | 'before'> & { indicatorId: string; perimeterId: string; valueId: string | null }

/** What is asked of the holder of a link. */
export async function readCollection(db: Db, link: AccessLinkRow): Promise<z.output<typeof Collection>> {
  const relay = await requireHeld(db, link)
  const { rows } = await db.execute<Raw>(sql`
    select c.id as "collectorId", i.id as "indicatorId", c.perimeter_id as "perimeterId", i.title, i.definition, i.formula, i.unit, i.aggregation, i.minimum_count as "minimumCount", i.frequency, p.starts::text as "periodStart", p.ends::text as "periodEnd", ${dueSql}::text as "dueOn", coalesce(${lateSql}, false) as late,
      coalesce(v.status::text, 'awaited') as state, v.id as "valueId"
    from ${askedFrom} where ${overSql} and c.relay_id = ${relay.id} and (v.status is null or v.status in ('draft', 'submitted')) order by ${dueSql}, i.title, c.id limit ${SHOWN}`)
  const items: Item[] = []
  for (const { indicatorId, perimeterId, valueId, ...row } of rows) items.push({ ...row, given: valueId ? await findGiven(db, valueId) : null, before: await findBefore(db, indicatorId, perimeterId, row.periodStart) })
  return { relay: relay.name, perimeter: relay.perimeterName, fictional: relay.fictional, expiresAt: link.expiresAt, items }
}

async function findGiven(db: Db, id: string): Promise<Item['given']> {
  const [row] = await db.select().from(indicatorValues).where(eq(indicatorValues.id, id))
  if (!row) return null
  const { value, numerator, denominator, count, note, evidenceUrl, evidenceName, evidenceFileId } = row
  return { id, value, numerator, denominator, count, note, evidenceUrl, evidenceName, evidenceFile: evidenceFileId !== null }
}

async function findBefore(db: Db, indicatorId: string, perimeterId: string, periodStart: string): Promise<Item['before']> {
  const last = (await currentValues(db, [indicatorId], [perimeterId], and(lt(sql`v.period_start`, periodStart)))).at(-1)
  return last ? { periodStart: last.periodStart, value: last.value, numerator: last.numerator, denominator: last.denominator } : null
}

/** Gives a value by a private link, or says it anew while it is not validated: of one's own collections alone. */
export async function giveLinked(tx: Db, request: FastifyRequest, link: AccessLinkRow, { collectorId, periodStart, ...said }: z.output<typeof CollectedValue>): Promise<z.output<typeof CollectedAnswer>> {
  const relay = await requireHeld(tx, link)
  const [asked] = await tx.select({ indicatorId: indicators.id, perimeterId: indicatorCollectors.perimeterId }).from(indicatorCollectors).innerJoin(indicators, eq(indicators.id, indicatorCollectors.indicatorId)).where(and(eq(indicatorCollectors.id, collectorId), eq(indicatorCollectors.relayId, relay.id), sql`${indicators.deletedAt} is null`))
  if (!asked) throw collectionErrors['collection-nothing-asked']()
  const [standing] = await standingValues(tx, { ...asked, periodStart })
  const speaker = { relayId: relay.id }
  const row = standing && allows(standing.status, 'edit') ? await editValue(tx, request, asked.indicatorId, standing.id, said, speaker) : await giveValue(tx, request, asked.indicatorId, { perimeterId: asked.perimeterId, periodStart, ...said }, speaker)
  return { id: row.id, state: row.status, value: row.value }
}

/** Adds the file that proves a value which this relay gave. */
export async function attachLinked(tx: Db, request: FastifyRequest, link: AccessLinkRow, id: string, file: UploadedFile): Promise<z.output<typeof CollectedAnswer>> {
  const relay = await requireHeld(tx, link)
  const [value] = await tx.select({ indicatorId: indicatorValues.indicatorId }).from(indicatorValues).where(and(eq(indicatorValues.id, id), eq(indicatorValues.relayId, relay.id)))
  if (!value) throw collectionErrors['collection-nothing-asked']()
  const row = await attachEvidence(tx, request, value.indicatorId, id, file, 'all')
  return { id: row.id, state: row.status, value: row.value }
}
