import { createDb, schema } from '@convergence/db'
import { and, eq, inArray, isNull, like, sql } from 'drizzle-orm'
import type { Ledger } from './writer.ts'

const { auditEntries, events, idempotencyKeys, stakeholders } = schema

/** What the database says of the writes: all zero but `acknowledged` when each was done exactly once and whole. */
export interface Verdict {
  acknowledged: number
  /** Acknowledged, and not there under that id. */
  lost: number
  /** There more than once. */
  duplicated: number
  /** Without their entry of the audit or their event, with more than one, or with a key left without an answer. */
  half: number
  /** There, though nobody asked. */
  unasked: number
}

/** Reads the database itself, not what the server says of it. On a data folder the server must have ended. */
export async function verdictOn(database: string, ledger: Ledger): Promise<Verdict> {
  const { db, close } = await createDb(database)
  try {
    const rows = await db.select({ id: stakeholders.id, name: stakeholders.name }).from(stakeholders).where(like(stakeholders.name, 'Panne %'))
    const here = new Map(rows.map((row) => [row.id, row.name]))
    const given = [...ledger.asked].filter(([, id]) => id !== null)
    const names = rows.map((row) => row.name)
    const once = sql`(select count(*) from ${events} where ${and(eq(events.objectId, stakeholders.id), eq(events.type, 'stakeholder.created'))}) = 1 and (select count(*) from ${auditEntries} where ${and(eq(auditEntries.objectId, stakeholders.id), eq(auditEntries.action, 'stakeholder.created'))}) = 1`
    const whole = await db.select({ id: stakeholders.id }).from(stakeholders).where(and(like(stakeholders.name, 'Panne %'), once))
    const told = await db.select({ id: events.objectId }).from(events).where(and(eq(events.type, 'stakeholder.created'), sql`not exists (select from ${stakeholders} where ${stakeholders.id} = ${events.objectId})`))
    const open = await db.$count(idempotencyKeys, and(isNull(idempotencyKeys.status), inArray(idempotencyKeys.route, ['/api/v1/stakeholders'])))
    return {
      acknowledged: given.length,
      lost: given.filter(([name, id]) => here.get(id ?? '') !== name).length,
      duplicated: names.length - new Set(names).size,
      half: rows.length - whole.length + told.length + open,
      unasked: names.filter((name) => !ledger.asked.has(name)).length,
    }
  } finally {
    await close()
  }
}

/** The verdict of a fault that cost nothing. */
export const nothingLost = { lost: 0, duplicated: 0, half: 0, unasked: 0 }
