import { type Db, schema } from '@convergence/db'
import { commonErrors } from '../errors.ts'
import type { Reach } from '../plugins/access.ts'
import { findTemplate, type TemplateRow } from '../session-templates/queries.ts'

const { agendaItems } = schema
const MINUTE_MS = 60_000

/** The template that a session is to be prepared from, or null when none is named; 422 when it is out of reach. */
export async function templateNamed(tx: Db, id: string | undefined, reach: Reach): Promise<TemplateRow | null> {
  if (!id) return null
  const template = await findTemplate(tx, id, reach)
  if (!template) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/templateId', code: 'unknown', message: 'unknown template' }] })
  return template
}

/** What a session takes from its template where its own request says nothing; it ends when the agenda does. */
export function takenFrom(template: TemplateRow | null, startsAt: Date) {
  if (!template) return {}
  const { aim, engagementLevel, reasonRule, seats, minutes } = template
  return { aim, engagementLevel, reasonRule, seats, ...(minutes > 0 ? { endsAt: new Date(startsAt.getTime() + minutes * MINUTE_MS) } : {}) }
}

/** Copies the agenda of a template into a new session, durations and points included. */
export async function copyAgenda(tx: Db, template: TemplateRow | null, sessionId: string): Promise<void> {
  if (!template || template.items.length === 0) return
  await tx.insert(agendaItems).values(template.items.map(({ title, aim, durationMinutes, pointId, rank }) => ({ title, aim, durationMinutes, pointId, rank, sessionId })))
}
