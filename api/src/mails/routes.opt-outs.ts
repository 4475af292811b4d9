import type { FastifyRequest } from 'fastify'
import type { Db } from '@convergence/db'
import { hashToken } from '../auth/tokens.ts'
import { findLink, linkOf } from '../links/links.ts'
import { becomeHolder, refusedLink } from '../links/secret.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { record } from '../plugins/record.ts'
import { write } from '../plugins/write.ts'
import { linkErrors } from '../links/errors.ts'
import { examples } from './examples.ts'
import { optOut } from './opt-outs.ts'
import { MailOptOut, OneClickQuery } from './schemas.ts'

const common = { tag: 'mails', access: may.public, problems: [401] as const, response: { 200: MailOptOut } }
const BODY_MAX = 4096

/** How the reader of a digest or a reminder asks for no more of them, without an account. */
export async function optOutRoutes(app: App): Promise<void> {
  app.post('/mail-opt-outs', operation({ ...common, id: 'optOutOfMails', summary: 'Stop the kind of e-mail that a private link came with', description: 'Sent with `Authorization: Link ` and the secret behind the `#` of the link.', example: examples.optOut }), async (request, reply) => {
    const link = await linkOf(app.db, request, 'opt_out')
    return write(request, reply, (tx) => keep(tx, request, link))
  })

  // What a mail provider posts on its own has a form as body and no header of ours: RFC 8058 wants the token in the address,
  // and the form's one field says nothing more. The log keeps no query.
  await app.register(async (scope: App) => {
    scope.addContentTypeParser(['application/x-www-form-urlencoded', 'multipart/form-data'], { parseAs: 'string', bodyLimit: BODY_MAX }, (_request, _body, done) => done(null, undefined))
    scope.post('/mail-opt-outs/one-click', operation({ ...common, id: 'optOutByOneClick', summary: 'Stop a kind of e-mail: what mail programs call by List-Unsubscribe-Post (RFC 8058)', query: OneClickQuery, example: examples.oneClick }), async (request, reply) => {
      const link = await findLink(app.db, hashToken(request.query.token), 'opt_out')
      if (!link) throw await refusedLink(app.db, request)
      becomeHolder(request, 'link', link.id)
      return write(request, reply, (tx) => keep(tx, request, link))
    })
  })
}

async function keep(tx: Db, request: FastifyRequest, link: { id: string; objectId: string; perimeterId: string }) {
  const kind = await optOut(tx, link.objectId, request.server.config.secret)
  if (!kind) throw linkErrors['link-refused']()
  await record(tx, request, { type: 'mail.opted-out', objectId: link.objectId, perimeterId: link.perimeterId, after: { kind } })
  return { body: { kind } }
}
