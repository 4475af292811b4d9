import { demoId } from '@convergence/db'
import { z } from 'zod'
import { Me } from '../auth/schemas.ts'
import { signIn } from '../auth/sign-in.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { partParams } from '../sessions/schemas.parts.ts'
import { accountOfPass, createPass, endPass, listPasses } from './commands.ts'
import { NewPass, PassCreate, PassList } from './schemas.ts'

const tag = 'sessions'
const root = '/sessions/:id/passes'
const id = demoId('session', 'seance-suivante')
const examples = {
  list: { params: { id } },
  create: { params: { id }, body: { label: 'Table 3' } },
  end: { params: { id, partId: demoId('access-link', 'pass/example') }, after: ['createPass'] },
  open: { as: 'link:createPass' as const },
}

/** Workshop passes: a table facilitates its session without an account of its own (decision 0015). */
export async function passesRoutes(app: App): Promise<void> {
  app.get(root, operation({ id: 'listPasses', tag, summary: 'Workshop passes of a session, the newest first; never their secrets', access: may.givePasses, params: idParams, response: { 200: PassList }, example: examples.list }), async (request) => ({ items: await listPasses(app.db, request, request.params.id), nextCursor: null }))

  app.post(root, operation({ id: 'createPass', tag, summary: 'Make a workshop pass; its link is shown once', description: 'Whoever opens the link facilitates this session and sees nothing else. What they do is audited under the label.', access: may.givePasses, params: idParams, body: PassCreate, response: { 201: NewPass }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const made = await createPass(tx, request, request.params.id, request.body)
      return { status: 201, body: made, replayBody: { ...made, secret: '' }, location: `/api/v1/sessions/${made.sessionId}/passes` }
    }))

  app.delete(`${root}/:partId`, operation({ id: 'endPass', tag, summary: 'End a workshop pass at once', access: may.givePasses, params: partParams, response: { 204: z.null() }, versioned: false, example: examples.end }), (request, reply) =>
    write(request, reply, async (tx) => {
      await endPass(tx, request, request.params.id, request.params.partId)
      return { status: 204 }
    }))

  app.post('/auth/pass', operation({ id: 'openPass', tag: 'auth', summary: 'Sign in by the private link of a workshop pass', description: 'With `Authorization: Link <secret>`. Several devices may; all end with the pass.', access: may.public, response: { 200: Me }, problems: [401], example: examples.open }), async (request, reply) =>
    signIn(request, reply, await accountOfPass(app.db, request), 'pass'))
}
