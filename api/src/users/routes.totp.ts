import { demoId } from '@convergence/db'
import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { requireCurrentPassword } from './commands.ts'
import { TotpBegin, TotpConfirm, TotpRemove, TotpSecret } from './schemas.ts'
import { beginTotp, confirmTotp, removeTotp, requireCode, resetTotp } from './totp.ts'

const tag = 'auth'
const password = 'une longue phrase de passe'
const code = '123456'

/** Double authentication: a code of an authenticator application (TOTP, RFC 6238) after the password. */
export async function totpRoutes(app: App): Promise<void> {
  app.post('/auth/totp', operation({ id: 'beginTotp', tag, summary: 'Begin double authentication: a secret for the authenticator application', description: 'Nothing changes at sign-in until `confirmTotp` has a code.', access: may.self, body: TotpBegin, response: { 201: TotpSecret }, example: { body: { password }, as: 'login' } }), async (request, reply) => {
    await requireCurrentPassword(request, request.body.password)
    return write(request, reply, async (tx) => ({ status: 201, body: await beginTotp(tx, request), replayBody: { secret: '', uri: '' }, location: '/api/v1/auth/me' }))
  })

  app.post('/auth/totp/confirm', operation({ id: 'confirmTotp', tag, summary: 'Confirm double authentication with a first code', description: 'Ends every other browser of the account.', access: may.self, body: TotpConfirm, response: { 204: z.null() }, example: { body: { code }, as: 'code' } }), async (request, reply) => {
    await requireCode(request, request.body.code, 'confirming')
    return write(request, reply, async (tx) => {
      await confirmTotp(tx, request)
      return { status: 204 }
    })
  })

  app.post('/auth/totp/remove', operation({ id: 'removeTotp', tag, summary: 'End double authentication, with the password and a code', access: may.self, body: TotpRemove, response: { 204: z.null() }, example: { body: { password, code }, as: 'code' } }), async (request, reply) => {
    await requireCurrentPassword(request, request.body.password)
    await requireCode(request, request.body.code, 'on')
    return write(request, reply, async (tx) => {
      await removeTotp(tx, request)
      return { status: 204 }
    })
  })

  app.delete('/users/:id/totp', operation({ id: 'resetTotp', tag: 'users', summary: 'Remove the double authentication of somebody who lost the phone', description: 'Ends every browser of the account; the password alone opens it again.', access: may.administer, params: idParams, response: { 204: z.null() }, versioned: false, example: { params: { id: demoId('user', 'reader') }, as: 'code' } }), (request, reply) =>
    write(request, reply, async (tx) => {
      await resetTotp(tx, request, request.params.id)
      return { status: 204 }
    }))
}
