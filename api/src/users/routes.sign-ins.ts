import { demoId } from '@convergence/db'
import { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { may, principalIn } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams, uuid } from '../schemas.ts'
import { requireUser } from './commands.ts'
import { SignInPage } from './schemas.ts'
import { deleteSignInOf, endSignInOf, endSignInsOf, listSignIns, removeIdentity } from './sign-ins.ts'

const oneParams = z.strictObject({ id: uuid, signInId: uuid })
const params = { id: demoId('user', 'login-example') }

/** Signed-in browsers: one’s own, and for administrators those of an account. */
export async function signInRoutes(app: App): Promise<void> {
  app.get('/auth/sign-ins', operation({ id: 'listSignIns', tag: 'auth', summary: 'One’s own signed-in browsers', access: may.self, response: { 200: SignInPage }, example: { as: 'login' } }), (request) =>
    listSignIns(app.db, request, principalIn(request).userId))

  app.delete('/auth/sign-ins/:id', operation({ id: 'endSignIn', tag: 'auth', summary: 'End one of one’s own browsers', access: may.self, params: idParams, response: { 204: z.null() }, versioned: false, example: { params: { id: demoId('sign-in', 'example') }, as: 'login', after: ['listSignIns'] } }), (request, reply) =>
    write(request, reply, async (tx) => {
      if (!(await deleteSignInOf(tx, principalIn(request).userId, request.params.id))) throw commonErrors['not-found']()
      return { status: 204 }
    }))

  app.get('/users/:id/sign-ins', operation({ id: 'listSignInsOfUser', tag: 'users', summary: 'Browsers that an account is signed in on', access: may.administer, params: idParams, response: { 200: SignInPage }, example: { params } }), async (request) => {
    await requireUser(app.db, request.params.id, request.reach)
    return listSignIns(app.db, request, request.params.id)
  })

  app.delete('/users/:id/sign-ins', operation({ id: 'endSignInsOfUser', tag: 'users', summary: 'End every browser of an account', description: 'But the one that asks, on one’s own account.', access: may.administer, params: idParams, response: { 204: z.null() }, versioned: false, example: { params } }), (request, reply) =>
    write(request, reply, async (tx) => {
      await endSignInsOf(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.delete('/users/:id/sign-ins/:signInId', operation({ id: 'endSignInOfUser', tag: 'users', summary: 'End one browser of an account', access: may.administer, params: oneParams, response: { 204: z.null() }, versioned: false, example: { params: { ...params, signInId: demoId('sign-in', 'example') }, after: ['login', 'listSignInsOfUser'] } }), (request, reply) =>
    write(request, reply, async (tx) => {
      await endSignInOf(tx, request, request.params.id, request.params.signInId)
      return { status: 204 }
    }))

  app.delete('/users/:id/identity', operation({ id: 'removeIdentityOfUser', tag: 'users', summary: 'Unbind an account from the identity provider', description: 'Ends the browsers that were signed in there. The next sign-in there with the account’s address, verified, binds it anew.', access: may.administer, params: idParams, response: { 204: z.null() }, versioned: false, example: { params } }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeIdentity(tx, request, request.params.id)
      return { status: 204 }
    }))
}
