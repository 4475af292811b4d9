import { demoId } from '@convergence/db'
import { requireActivityHead } from '../activities/commands.ts'
import { requirePlan } from '../plans/commands.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { requireProcess } from '../processes/commands.ts'
import { findProcess } from '../processes/queries.ts'
import { idParams } from '../schemas.ts'
import { listDialogues } from './queries.ts'
import { recordList } from './record-list.ts'
import type { RecordState } from './rules.ts'
import { Conformity, ConformityMatrix, ConformityQuery, ProcessStanding, StandingMatrix, StandingQuery } from './schemas.ts'
import { conformityOf, standingOf } from './standing.ts'

const tag = 'processes'
const activity = { params: { id: demoId('activity', 'acces-soins') } }

const counted = (states: readonly RecordState[]) => {
  const count = (state: RecordState) => states.filter((one) => one === state).length
  return { recorded: count('recorded'), partly: count('partly'), missing: count('missing') }
}

/** Where dialogues stand: in their process, and on the record list of AA1000SES. */
export async function standingRoutes(app: App): Promise<void> {
  app.get('/activities/:id/process', operation({ id: 'getProcessStanding', tag, summary: 'Where a dialogue stands in its process: each step done by a fact, by somebody’s word, or missing; and what is next', access: may.readDialogue, params: idParams, response: { 200: ProcessStanding }, example: activity }), async (request) => {
    const { id, processId } = await requireActivityHead(app.db, request.params.id, request.reach)
    // A dialogue within reach shows its process, whoever else reaches that.
    const process = processId ? await findProcess(app.db, processId, 'all') : null
    if (!process) return { activityId: id, process: null, steps: [], done: 0, applicable: 0, nextStepId: null }
    const standing = (await standingOf(app.db, process.id, [id])).byActivity.get(id)
    return { activityId: id, process: { id: process.id, title: process.title, source: process.source }, steps: standing?.steps ?? [], done: standing?.done ?? 0, applicable: standing?.applicable ?? 0, nextStepId: standing?.nextStepId ?? null }
  })

  app.get('/activities/:id/conformity', operation({ id: 'getConformity', tag, summary: 'What AA1000SES asks to be recorded of a dialogue, and what is not yet', access: may.readDialogue, params: idParams, response: { 200: Conformity }, example: activity }), async (request) => {
    const { id } = await requireActivityHead(app.db, request.params.id, request.reach)
    const items = (await conformityOf(app.db, [id])).get(id) ?? []
    return { activityId: id, items, ...counted(items.map((item) => item.state)) }
  })

  app.get('/processes/:id/standing', operation({ id: 'getStandingMatrix', tag, summary: 'The dialogues that follow a process, side by side on its steps, one page', access: may.readDialogue, params: idParams, query: StandingQuery, response: { 200: StandingMatrix }, example: { params: { id: demoId('process', 'concertation-2026') }, query: { limit: '20' } } }), async (request, reply) => {
    const { id } = await requireProcess(app.db, request.params.id, request.reach)
    const page = pageFrom(await listDialogues(app.db, { processId: id }, request.query, request.reach, app.config.secret), request.query, request, reply)
    const { steps, byActivity } = await standingOf(app.db, id, page.items.map((dialogue) => dialogue.id))
    return { ...page, steps, items: page.items.map((dialogue) => {
      const { steps: cells = [], done = 0, applicable = 0, nextStepId = null } = byActivity.get(dialogue.id) ?? {}
      return { ...dialogue, cells: cells.map(({ step, state, by }) => ({ stepId: step.id, state, by })), done, applicable, nextStepId }
    }) }
  })

  app.get('/plans/:id/conformity', operation({ id: 'getConformityMatrix', tag, summary: 'The dialogues of a plan, side by side on the record list of AA1000SES, one page', access: may.readDialogue, params: idParams, query: ConformityQuery, response: { 200: ConformityMatrix }, example: { params: { id: demoId('plan', 'plan-2026') }, query: { limit: '20' } } }), async (request, reply) => {
    const { id } = await requirePlan(app.db, request.params.id, request.reach)
    const page = pageFrom(await listDialogues(app.db, { planId: id }, request.query, request.reach, app.config.secret), request.query, request, reply)
    const conformity = await conformityOf(app.db, page.items.map((dialogue) => dialogue.id))
    return { ...page, list: recordList.map(({ name, clause, label }) => ({ name, clause, label })), items: page.items.map((dialogue) => {
      const items = conformity.get(dialogue.id) ?? []
      return { ...dialogue, cells: items.map(({ name, state }) => ({ name, state })), ...counted(items.map((item) => item.state)) }
    }) }
  })
}
