import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import type { References } from './demonstration.ts'
import type { ActivityFile, PlanFile, PlansFile, TaskFile } from './files.ts'
import { readReference } from './read.ts'

const DAY_MS = 86_400_000
const noon = (day: string): Date => new Date(`${day}T11:00:00Z`)
/** A day as it stands, or `+12` and `-4`: days from now, so that the demonstration always has something ahead and something late. */
const dayOf = (day: string): string => (/^[+-]/.test(day) ? new Date(Date.now() + Number(day) * DAY_MS).toISOString().slice(0, 10) : day)
const maybeDay = (day: string | null): string | null => (day ? dayOf(day) : null)
const maybeUser = (role: string | undefined): string | null => (role ? id('user', role) : null)

/** The dialogues of the founding document under one plan, with what it says of them and nothing more; and a fictional plan of the example's year, with its tasks. */
export async function seedPlans(tx: Db, folder: string, references: References): Promise<void> {
  const file = await readReference<PlansFile>(folder, 'demonstration/plans.json')
  for (const plan of file.plans) await seedPlan(tx, plan, references)
  await tx.insert(schema.tasks).values(file.tasks.map((task) => taskOf(task)))
}

async function seedPlan(tx: Db, plan: PlanFile, references: References): Promise<void> {
  const planId = id('plan', plan.code)
  const { title, objective, owner, status, adoptedOn, loadLimit, internalNote, fictional } = plan
  const perimeterId = id('perimeter', plan.perimeter)
  await tx.insert(schema.plans).values({
    id: planId, reference: references.next(), title, objective, perimeterId, startsOn: dayOf(plan.startsOn), endsOn: dayOf(plan.endsOn), owner, ownerUserId: maybeUser(plan.ownerUser), status, adoptedOn,
    adoptedByBodyId: plan.body ? id('body', plan.body) : null, loadLimit, internalNote, fictional,
  })
  for (const activity of plan.activities) await seedActivity(tx, activity, { planId, perimeterId, fictional, reference: references.next() })
}

async function seedActivity(tx: Db, activity: ActivityFile, around: { planId: string; perimeterId: string; fictional: boolean; reference: string }): Promise<void> {
  const { code, level, ownerUser, query, sessions, audience, risks, startsOn, endsOn, ...own } = activity
  const activityId = id('activity', code)
  await tx.insert(schema.activities).values({ ...around, ...own, id: activityId, engagementLevel: level, ownerUserId: maybeUser(ownerUser), audienceQuery: query ?? null, startsOn: dayOf(startsOn), endsOn: dayOf(endsOn) })
  if (audience.length > 0) await tx.insert(schema.activityStakeholders).values(audience.map(({ stakeholder, ...why }) => ({ id: id('activity-stakeholder', `${code}/${stakeholder}`), activityId, stakeholderId: id('stakeholder', stakeholder), ...why })))
  if (risks.length > 0) await tx.insert(schema.activityRisks).values(risks.map((risk, i) => ({ id: id('activity-risk', `${code}/${i + 1}`), activityId, ...risk })))
  if (sessions.length > 0) await tx.insert(schema.activitySessions).values(sessions.map((session) => ({ activityId, sessionId: id('session', session) })))
}

const taskOf = ({ code, title, note, doer = '', doerUser, dueOn, remindOn, doneOn, activity, session, body }: TaskFile): typeof schema.tasks.$inferInsert => ({
  id: id('task', code), title, note, doer, doerUserId: maybeUser(doerUser), dueOn: maybeDay(dueOn), remindOn: maybeDay(remindOn), doneAt: doneOn ? noon(doneOn) : null,
  activityId: activity ? id('activity', activity) : null, sessionId: session ? id('session', session) : null, bodyId: body ? id('body', body) : null, perimeterId: id('perimeter', 'bretagne'), fictional: true,
})
