import { type Db, schema } from '@convergence/db'
import { and, eq, inArray } from 'drizzle-orm'

const { mandates, stakeholders } = schema

interface Told { type: string; objectId: string; before?: Record<string, unknown> | undefined; after?: Record<string, unknown> | undefined; personId?: string | undefined }

/** Columns that point to a stakeholder, who may be a person. */
const STAKEHOLDER_COLUMNS = ['stakeholderId', 'holderId', 'fromId', 'toId', 'proxyId', 'confirmedById', 'ownerStakeholderId', 'counterpartId']
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Of which people these changes tell, in their order: who is named to be, the person that the row is, the one it points to,
 * and who speaks under its mandate. Organisations and groups are not people.
 */
export async function peopleIn(tx: Db, changes: readonly Told[]): Promise<string[][]> {
  const pointed = changes.map(pointersOf)
  const people = await peopleAmong(tx, unique(pointed.flatMap((p) => p.stakeholders)))
  const holders = await mandateHolders(tx, unique(pointed.flatMap((p) => p.mandates)))
  return pointed.map((p) => unique([...p.people, ...p.stakeholders.filter((id) => people.has(id)), ...p.mandates.flatMap((id) => holders.get(id) ?? [])]))
}

interface Pointers { people: string[]; stakeholders: string[]; mandates: string[] }

function pointersOf({ type, objectId, before, after, personId }: Told): Pointers {
  const rows = [before, after].filter((row) => row !== undefined)
  const at = (column: string) => rows.map((row) => row[column]).filter((value) => typeof value === 'string')
  const ids = (column: string) => at(column).filter((value) => UUID.test(value))
  const itself = type.startsWith('stakeholder.') && rows.length > 0
  const sure = itself && at('kind').includes('person')
  return {
    people: [...(personId ? [personId] : []), ...ids('personId'), ...(sure ? [objectId] : [])],
    stakeholders: [...(itself && at('kind').length === 0 ? [objectId] : []), ...STAKEHOLDER_COLUMNS.flatMap(ids)],
    mandates: ids('mandateId'),
  }
}

async function peopleAmong(tx: Db, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx.select({ id: stakeholders.id }).from(stakeholders).where(and(inArray(stakeholders.id, ids), eq(stakeholders.kind, 'person')))
  return new Set(rows.map((row) => row.id))
}

async function mandateHolders(tx: Db, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.select({ id: mandates.id, personId: mandates.personId }).from(mandates).where(inArray(mandates.id, ids))
  return new Map(rows.map((row) => [row.id, row.personId]))
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)]
