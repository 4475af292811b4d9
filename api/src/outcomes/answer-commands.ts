import { type Db, schema } from '@convergence/db'
import { eq, inArray } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { queueMail } from '../mails/queue.ts'
import { principalIn } from '../plugins/access.ts'
import { record } from '../plugins/record.ts'
import { dayIn } from '../positions/rules.ts'
import { type AnswerRow, findAnswer, insertAnswers, listAnswers, listOwed, withdrawAnswer } from './answers.ts'
import { requireOutcome } from './commands.ts'
import { outcomeErrors } from './errors.ts'
import { type Locale, proposeAnswer } from './proposal.ts'
import { findAddresses, findBackground, type OutcomeRow } from './queries.ts'
import type { AnswersCreate, AnswersGiven } from './schemas.ts'

const HOLDERS_MAX = 100_000

type Body = z.output<typeof AnswersCreate>

/** The proposal of a letter, made from an outcome. */
export async function proposal(db: Db, request: FastifyRequest, id: string, locale: Locale) {
  const outcome = await requireOutcome(db, id, request.reach)
  const { statement, commitments } = await findBackground(db, outcome.pointId)
  return { locale, ...proposeAnswer({ ...outcome, title: outcome.pointTitle, pointStatement: statement, commitments }, locale) }
}

/** Gives the answer on an outcome to holders to whom it is owed: by e-mail, or recorded as given otherwise. */
export async function giveAnswers(tx: Db, request: FastifyRequest, id: string, body: Body): Promise<z.output<typeof AnswersGiven>> {
  const outcome = await requireOutcome(tx, id, request.reach)
  if (outcome.withdrawnAt) throw outcomeErrors['outcome-withdrawn']()
  const today = dayIn(new Date())
  if (body.givenOn && body.givenOn > today) throw outcomeErrors['outcome-in-the-future']({ errors: [{ pointer: '/givenOn', code: 'future', message: 'still to come' }] })
  const ids = [...new Set(body.stakeholderIds)]
  await requireOwed(tx, request, id, ids)
  const addresses = body.channel === 'mail' ? await findAddresses(tx, ids) : new Map<string, { address: string; name: string }>()
  const reached = body.channel === 'mail' ? ids.filter((one) => addresses.has(one)) : ids
  if (reached.length === 0) throw outcomeErrors['answer-no-address']({ errors: [{ pointer: '/stakeholderIds', code: 'no_address', message: 'no mandate with an address' }] })
  const sent = await sendAll(tx, outcome, body, addresses, reached)
  const items = await keep(tx, request, outcome, body, sent, reached)
  return { items, withoutAddress: await named(tx, ids.filter((one) => !reached.includes(one))), nextCursor: null }
}

/** Refuses those to whom nothing is owed on this outcome: who took no position, or was answered. */
async function requireOwed(tx: Db, request: FastifyRequest, outcomeId: string, ids: readonly string[]): Promise<void> {
  // Two people who answer at once give one answer: the second finds nothing owed.
  await tx.select({ id: schema.outcomes.id }).from(schema.outcomes).where(eq(schema.outcomes.id, outcomeId)).for('update')
  const rows = await listOwed(tx, { state: 'owed', outcomeId, limit: HOLDERS_MAX, sort: 'since' }, request.reach, request.server.config.secret)
  const owed = new Set(rows.map((row) => row.stakeholderId))
  const errors = ids.flatMap((one, i) => (owed.has(one) ? [] : [{ pointer: `/stakeholderIds/${i}`, code: 'not_owed', message: 'took no position on this point, or was answered' }]))
  if (errors.length > 0) throw outcomeErrors['answer-not-owed']({ errors })
}

async function sendAll(tx: Db, outcome: OutcomeRow, body: Body, addresses: ReadonlyMap<string, { address: string; name: string }>, ids: readonly string[]): Promise<Map<string, string>> {
  const subject = body.subject ?? proposeAnswer({ ...outcome, title: outcome.pointTitle, pointStatement: '', commitments: [] }, body.locale).subject
  const letter = body.text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '')
  const sent = new Map<string, string>()
  for (const id of ids) {
    const to = addresses.get(id)
    if (to) sent.set(id, (await queueMail(tx, { kind: 'answer', to, locale: body.locale, subject, body: letter, about: { type: 'outcome', id: outcome.id }, perimeterId: outcome.perimeterId })).id)
  }
  return sent
}

async function keep(tx: Db, request: FastifyRequest, outcome: OutcomeRow, body: Body, sent: ReadonlyMap<string, string>, ids: readonly string[]): Promise<AnswerRow[]> {
  const { userId, kind } = principalIn(request)
  const givenAt = body.channel === 'mail' || !body.givenOn || body.givenOn === dayIn(new Date()) ? new Date() : new Date(`${body.givenOn}T11:00:00Z`)
  const made = await insertAnswers(tx, ids.map((stakeholderId) => ({ outcomeId: outcome.id, stakeholderId, perimeterId: outcome.perimeterId, text: body.text, channel: body.channel, mailId: sent.get(stakeholderId) ?? null, givenAt, recordedBy: kind === 'user' ? userId : null })))
  const rows = await listAnswers(tx, made.map((row) => row.id))
  await record(tx, request, ...rows.map((row) => ({ type: 'answer.given' as const, objectId: row.id, perimeterId: row.perimeterId, after: { outcomeId: row.outcomeId, stakeholderId: row.stakeholderId, channel: row.channel } })))
  return rows
}

async function named(tx: Db, ids: string[]) {
  const { stakeholders } = schema
  return ids.length === 0 ? [] : tx.select({ id: stakeholders.id, label: stakeholders.name }).from(stakeholders).where(inArray(stakeholders.id, ids))
}

/** Takes an answer back: recorded by mistake, it is owed again. What left by e-mail has left. */
export async function takeBackAnswer(tx: Db, request: FastifyRequest, id: string): Promise<AnswerRow> {
  const before = await findAnswer(tx, id, request.reach)
  if (!before || !(await withdrawAnswer(tx, before))) throw outcomeErrors['answer-not-found']()
  await record(tx, request, { type: 'answer.withdrawn', objectId: id, perimeterId: before.perimeterId, before: { outcomeId: before.outcomeId, stakeholderId: before.stakeholderId, channel: before.channel } })
  return { ...before, withdrawnAt: new Date(), version: before.version + 1 }
}
