import { demoId } from '@convergence/db'
import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { changePassword, createUser, patchUser, requireCurrentPassword, requireUser, updateMe } from './commands.ts'
import { listUsers } from './queries.ts'
import { MePatch, PasswordChange, User, UserCreate, UserListQuery, UserPage, UserPatch } from './schemas.ts'

const tag = 'users'
const national = demoId('perimeter', 'national')
const one = { params: { id: demoId('user', 'reader') } }
const example = { body: { email: 'jeanne.lorcy@exemple.fr', name: 'Jeanne Lorcy', password: 'quatre vélos rouges', grants: [{ role: 'reader', perimeterId: national }] } }

export async function usersRoutes(app: App): Promise<void> {
  app.get('/users', operation({ id: 'listUsers', tag, summary: 'Accounts, one page', access: may.administer, query: UserListQuery, response: { 200: UserPage }, example: {} }), async (request, reply) =>
    pageFrom(await listUsers(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post('/users', operation({ id: 'createUser', tag, summary: 'Add an account', description: 'Without a password where there is an identity provider: it opens the account by its address.', access: may.administer, body: UserCreate, response: { 201: User }, example }), (request, reply) =>
    write(request, reply, async (tx) => {
      const user = await createUser(tx, request, request.body)
      return { status: 201, body: user, version: user.version, location: `/api/v1/users/${user.id}` }
    }))

  app.get('/users/:id', operation({ id: 'getUser', tag, summary: 'One account', access: may.administer, params: idParams, response: { 200: User }, example: one }), async (request, reply) =>
    sendVersioned(request, reply, await requireUser(app.db, request.params.id, request.reach)))

  app.patch('/users/:id', operation({ id: 'updateUser', tag, summary: 'Change an account, its rights, or disable it', access: may.administer, params: idParams, body: UserPatch, response: { 200: User }, example: { ...one, body: { name: 'Bertrand Saulnier' } } }), (request, reply) =>
    write(request, reply, async (tx) => {
      const user = await patchUser(tx, request, request.params.id, request.body)
      return { body: user, version: user.version }
    }))

  app.patch('/auth/me', operation({ id: 'updateMe', tag: 'auth', summary: 'Change one’s own name, language or digest', access: may.self, body: MePatch, response: { 204: z.null() }, versioned: false, example: { body: { locale: 'fr' } } }), (request, reply) =>
    write(request, reply, async (tx) => {
      await updateMe(tx, request, request.body)
      return { status: 204 }
    }))

  app.post('/auth/password', operation({ id: 'changePassword', tag: 'auth', summary: 'Change one’s own password', description: 'Ends every other browser of the account.', access: may.self, body: PasswordChange, response: { 204: z.null() }, example: { body: { current: 'une longue phrase de passe', next: 'sept cerises au printemps' }, as: 'login' } }), async (request, reply) => {
    await requireCurrentPassword(request, request.body.current)
    return write(request, reply, async (tx) => {
      await changePassword(tx, request, request.body)
      return { status: 204 }
    })
  })
}
