import { demoId } from '@convergence/db'
import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { linkErrors } from './errors.ts'
import { revokeAccessLink } from './links.ts'
import { findAccessLink, listAccessLinks } from './queries.ts'
import { AccessLinkPage, AccessLinkQuery } from './schemas.ts'

const tag = 'links'
const examples = {
  list: { query: { state: 'working', limit: '20' } },
  revoke: { params: { id: demoId('access-link', 'confirmation/example') } },
}

/** Private links as staff see them: which stand, since when, used when; never their secrets. */
export async function linksRoutes(app: App): Promise<void> {
  app.get('/access-links', operation({ id: 'listAccessLinks', tag, summary: 'Private links, the newest first; never their secrets', access: may.writeDialogue, query: AccessLinkQuery, response: { 200: AccessLinkPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listAccessLinks(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.delete('/access-links/:id', operation({ id: 'revokeAccessLink', tag, summary: 'Make a private link stop working at once', access: may.writeDialogue, params: idParams, response: { 204: z.null() }, versioned: false, example: examples.revoke }), (request, reply) =>
    write(request, reply, async (tx) => {
      const link = await findAccessLink(tx, request.params.id, request.reach)
      if (!link) throw linkErrors['access-link-not-found']()
      await revokeAccessLink(tx, request, link)
      return { status: 204 }
    }))
}
