import { demoId } from '@convergence/db'
import { requireActivityHead } from '../activities/commands.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { facts } from './catalogue.ts'
import { factErrors } from './errors.ts'
import { type FactName, factNames } from './names.ts'
import { listFactRows } from './queries.ts'
import { FactList, factParams, FactRowPage, FactRowQuery } from './schemas.ts'

const tag = 'processes'
const isFact = (name: string): name is FactName => (factNames as readonly string[]).includes(name)

/** What the records of a dialogue show by themselves, and the rows that show it. */
export async function factsRoutes(app: App): Promise<void> {
  app.get('/facts', operation({ id: 'listFacts', tag, summary: 'Facts that the records of a dialogue show, each with its rule', access: may.readDialogue, response: { 200: FactList }, example: {} }), async () => ({
    items: facts.map(({ name, label, rule, place, wants }) => ({ name, label, rule, place, wants })), nextCursor: null,
  }))

  app.get('/activities/:id/facts/:name/rows', operation({ id: 'listFactRows', tag, summary: 'The rows behind a fact of a dialogue, one page', access: may.readDialogue, params: factParams, query: FactRowQuery, response: { 200: FactRowPage }, example: { params: { id: demoId('activity', 'acces-soins'), name: 'minutes_circulated' }, query: { sort: 'at' } } }), async (request, reply) => {
    const { id, name } = request.params
    await requireActivityHead(app.db, id, request.reach)
    if (!isFact(name)) throw factErrors['fact-not-found']()
    return pageFrom(await listFactRows(app.db, id, name, request.query, request.reach, app.config.secret), request.query, request, reply)
  })
}
