import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { listAgenda } from '../sessions/agenda.ts'
import { requireSession } from '../sessions/commands.ts'
import { createTemplate } from './commands.ts'
import type { SessionTemplateOf } from './schemas.ts'

/** Keeps a session as a template, its agenda with durations and points. */
export async function keepAsTemplate(tx: Db, request: FastifyRequest, sessionId: string, { title, language }: z.output<typeof SessionTemplateOf>) {
  const { aim, form, engagementLevel, reasonRule, seats, perimeterId } = await requireSession(tx, sessionId, request.reach)
  const items = (await listAgenda(tx, sessionId)).map((item) => ({ title: item.title, aim: item.aim, durationMinutes: item.durationMinutes, pointId: item.pointId }))
  return createTemplate(tx, request, { title, language, aim, form, engagementLevel, reasonRule, seats, perimeterId, items })
}
