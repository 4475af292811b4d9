import { type Db, schema } from '@convergence/db'
import { eq, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { record } from '../plugins/record.ts'
import { requireEditable } from '../sessions/commands.ts'
import { newCode } from './rules.ts'
import type { CheckInCode, CheckInCodeChange } from './schemas.ts'

const { sessions } = schema

/** The code and the page that it opens; the code stands behind #, so that no server's log keeps it. */
export const codeAnswer = (code: string | null): z.output<typeof CheckInCode> => ({ code, path: code === null ? null : `/emargement#${code}` })

/** Shows, renews or withdraws the check-in code of a session that is not over. */
export async function changeCode(tx: Db, request: FastifyRequest, sessionId: string, { action }: z.output<typeof CheckInCodeChange>): Promise<string | null> {
  const head = await requireEditable(tx, sessionId, request.reach)
  if (action === 'show' && head.checkInCode !== null) return head.checkInCode
  if (action === 'withdraw' && head.checkInCode === null) return null
  const code = action === 'withdraw' ? null : await freeCode(tx)
  await tx.update(sessions).set({ checkInCode: code, version: sql`${sessions.version} + 1`, updatedAt: new Date() }).where(eq(sessions.id, sessionId))
  // The code itself stays out of the journal, as everything that opens a door.
  await record(tx, request, { type: code === null ? 'session.code-withdrawn' : 'session.code-shown', objectId: sessionId, perimeterId: head.perimeterId })
  return code
}

async function freeCode(tx: Db): Promise<string> {
  for (;;) {
    const code = newCode()
    if ((await tx.$count(sessions, eq(sessions.checkInCode, code))) === 0) return code
  }
}
