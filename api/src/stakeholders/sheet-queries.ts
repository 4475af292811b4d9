import { type Db, schema } from '@convergence/db'
import { and, asc, desc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { alias, type AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'

const { stakeholders, mandates, ties, tieTypes, impacts, impactStakeholders, isoTies, areas, expectations, users, categories, perimeters } = schema

/** Most rows of one kind that a sheet shows; the totals count them all. */
export const ROWS_SHOWN = 500
const CHILDREN_SHOWN = 100
const total = sql<number>`count(*) over()::int`

/** Whose sheet, as of which day, for a reader of which reach. */
export interface SheetOf { id: string; asOf: string | undefined; reach: Reach }

type Named = Record<'id' | 'reference' | 'name' | 'kind' | 'categoryId' | 'fictional', AnyPgColumn>

/** The columns by which a stakeholder, or an alias of the table, is named. */
export const refOf = <T extends Named>(s: T) => ({ id: s.id as T['id'], reference: s.reference as T['reference'], name: s.name as T['name'], kind: s.kind as T['kind'], categoryId: s.categoryId as T['categoryId'], fictional: s.fictional as T['fictional'] })
/** The condition that a stakeholder, or an alias of the table, was not removed and is within reach. */
export const known = (s: Record<'deletedAt' | 'perimeterId', AnyPgColumn>, reach: Reach) => and(isNull(s.deletedAt), within(s.perimeterId, reach))
// By bytes: no collation reads the hyphens of an imprecise date.
const begun = (startOn: AnyPgColumn, asOf: string | undefined) => (asOf ? or(isNull(startOn), sql`${startOn} collate "C" <= ${asOf}`) : undefined)

/** Category, perimeter and parent of a stakeholder. */
export async function findSurroundings(db: Db, { id, reach }: SheetOf) {
  const parent = alias(stakeholders, 'parent')
  const [row] = await db.select({ category: { id: categories.id, labelFr: categories.labelFr, labelEn: categories.labelEn, icon: categories.icon, colour: categories.colour }, perimeter: { id: perimeters.id, name: perimeters.name }, parent: refOf(parent) })
    .from(stakeholders).innerJoin(perimeters, eq(perimeters.id, stakeholders.perimeterId)).leftJoin(categories, eq(categories.id, stakeholders.categoryId)).leftJoin(parent, and(eq(parent.id, stakeholders.parentId), known(parent, reach)))
    .where(eq(stakeholders.id, id))
  if (!row) throw new Error('the stakeholder was found a moment ago')
  return row
}

export const listChildren = (db: Db, { id, asOf, reach }: SheetOf) =>
  db.select({ ...refOf(stakeholders), total }).from(stakeholders).where(and(eq(stakeholders.parentId, id), known(stakeholders, reach), asOf ? lte(stakeholders.since, asOf) : undefined)).orderBy(asc(stakeholders.searchName), asc(stakeholders.id)).limit(CHILDREN_SHOWN)

/** Mandates that the stakeholder holds or gives, with both parties within reach; begun by the day. */
export function listMandatesOf(db: Db, { id, asOf, reach }: SheetOf) {
  const [person, organisation] = [alias(stakeholders, 'person'), alias(stakeholders, 'organisation')]
  return db.select({ row: mandates, person: refOf(person), organisation: refOf(organisation), total }).from(mandates)
    .innerJoin(person, and(eq(person.id, mandates.personId), known(person, reach))).innerJoin(organisation, and(eq(organisation.id, mandates.organisationId), known(organisation, reach)))
    .where(and(or(eq(mandates.personId, id), eq(mandates.organisationId, id)), isNull(mandates.deletedAt), within(mandates.perimeterId, reach), begun(mandates.startOn, asOf)))
    .orderBy(desc(mandates.spokesperson), asc(person.searchName), asc(mandates.id)).limit(ROWS_SHOWN)
}

/** Ties that start or end at the stakeholder, with the other end within reach. */
export function listTiesOf(db: Db, { id, asOf, reach }: SheetOf) {
  const [other, confirmer] = [alias(stakeholders, 'other'), alias(stakeholders, 'confirmer')]
  return db.select({ row: ties, type: tieTypes, other: refOf(other), confirmedBy: confirmer.name, total }).from(ties).innerJoin(tieTypes, eq(tieTypes.id, ties.typeId))
    .innerJoin(other, and(sql`${other.id} = case when ${ties.fromId} = ${id} then ${ties.toId} else ${ties.fromId} end`, known(other, reach)))
    .leftJoin(confirmer, and(eq(confirmer.id, ties.confirmedById), known(confirmer, reach)))
    .where(and(or(eq(ties.fromId, id), eq(ties.toId, id)), isNull(ties.deletedAt), within(ties.perimeterId, reach), begun(ties.startOn, asOf)))
    .orderBy(asc(tieTypes.rank), asc(sql`${ties.fromId} = ${id}`), asc(other.searchName), asc(ties.id)).limit(ROWS_SHOWN)
}

/** Impacts that affect the stakeholder or that it causes, the most severe first. */
export function listImpactsOf(db: Db, { id, asOf, reach }: SheetOf) {
  const severity = sql<number>`greatest(${impacts.scale}, ${impacts.scope}, ${impacts.irremediability})::int`
  const { reference, title, fictional, direction, sign, actuality, likelihood } = impacts
  return db.select({ id: impacts.id, reference, title, fictional, direction, sign, actuality, likelihood, severity, involvement: impactStakeholders.involvement, total }).from(impactStakeholders)
    .innerJoin(impacts, and(eq(impacts.id, impactStakeholders.impactId), isNull(impacts.deletedAt), within(impacts.perimeterId, reach), asOf ? lte(impacts.since, asOf) : undefined))
    .where(eq(impactStakeholders.stakeholderId, id)).orderBy(desc(severity), asc(impacts.title), asc(impactStakeholders.id)).limit(ROWS_SHOWN)
}

export async function listAreasOfImpacts(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db.select({ impactId: isoTies.impactId, id: areas.id, code: areas.code, labelFr: areas.labelFr, labelEn: areas.labelEn }).from(isoTies).innerJoin(areas, eq(areas.id, isoTies.areaId)).where(inArray(isoTies.impactId, [...ids])).orderBy(asc(areas.rank))
}

/** What the stakeholder expects, by weight; stated by the day. */
export const listExpectationsOf = (db: Db, { id, asOf, reach }: SheetOf) =>
  db.select({ row: expectations, area: { id: areas.id, code: areas.code, labelFr: areas.labelFr, labelEn: areas.labelEn }, recordedByName: users.name, total }).from(expectations)
    .innerJoin(areas, eq(areas.id, expectations.areaId)).leftJoin(users, eq(users.id, expectations.recordedBy))
    .where(and(eq(expectations.stakeholderId, id), isNull(expectations.deletedAt), within(expectations.perimeterId, reach), asOf ? lte(expectations.statedOn, asOf) : undefined))
    .orderBy(desc(expectations.weight), desc(expectations.statedOn), asc(expectations.id)).limit(ROWS_SHOWN)
