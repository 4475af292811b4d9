import { type Db, schema } from '@convergence/db'
import { and, eq, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { record } from '../plugins/record.ts'
import { within } from '../plugins/reach.ts'
import { mailErrors } from './errors.ts'
import { findMail } from './queries.ts'

const { mails } = schema
const next = { version: sql`${mails.version} + 1`, updatedAt: sql`now()`, takenAt: null }

/** The mail, locked against the job, if it has not left and nobody is sending it. */
async function requireWaiting(tx: Db, request: FastifyRequest, id: string) {
  const [mail] = await tx.select({ id: mails.id, status: mails.status, perimeterId: mails.perimeterId }).from(mails).where(and(eq(mails.id, id), within(mails.perimeterId, request.reach))).for('update')
  if (!mail) throw mailErrors['mail-not-found']()
  if (mail.status === 'sending') throw mailErrors['mail-being-sent']()
  if (mail.status === 'sent') throw mailErrors['mail-already-sent']()
  return mail
}

async function readBack(tx: Db, request: FastifyRequest, id: string) {
  const mail = await findMail(tx, id, request.reach)
  if (!mail) throw mailErrors['mail-not-found']()
  return mail
}

/** Tries a mail again at once, from the first attempt on. */
export async function retryMail(tx: Db, request: FastifyRequest, id: string) {
  const mail = await requireWaiting(tx, request, id)
  if (mail.status === 'cancelled') throw mailErrors['mail-cancelled']()
  await tx.update(mails).set({ ...next, status: 'queued', attempts: 0, nextAttemptAt: sql`now()` }).where(eq(mails.id, id))
  await record(tx, request, { type: 'mail.retried', objectId: id, perimeterId: mail.perimeterId, before: { status: mail.status }, after: { status: 'queued' } })
  return readBack(tx, request, id)
}

/** Gives a mail up: it is never sent, and the secret of its link leaves the row. Cancelling twice is cancelling once. */
export async function cancelMail(tx: Db, request: FastifyRequest, id: string) {
  const mail = await requireWaiting(tx, request, id)
  if (mail.status !== 'cancelled') {
    await tx.update(mails).set({ ...next, status: 'cancelled', secret: null }).where(eq(mails.id, id))
    await record(tx, request, { type: 'mail.cancelled', objectId: id, perimeterId: mail.perimeterId, before: { status: mail.status }, after: { status: 'cancelled' } })
  }
  return readBack(tx, request, id)
}
