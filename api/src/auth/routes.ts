import { z } from 'zod'
import { may, principalIn } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { closeAttempt, findAttempt } from './attempts.ts'
import { clearAttemptCookie, clearCookie, readAttemptCookie } from './cookie.ts'
import { authErrors } from './errors.ts'
import { passwordMatches } from './password.ts'
import { deleteSignIn, findDemoUser, findUserByEmail } from './queries.ts'
import { CodeBody, CodeOwed, DemoBody, LoginBody, Me, SignedOut } from './schemas.ts'
import { meOf, oweCode, signIn } from './sign-in.ts'
import { forgetCodeTries, forgetFailures, takeCodeTry, takeTry } from './throttle.ts'
import { takeCode } from './totp.ts'

const tag = 'auth'

export async function authRoutes(app: App): Promise<void> {
  app.post('/auth/login', operation({ id: 'login', tag, summary: 'Sign in with an address and a password', description: 'Where double authentication is on, the answer is 202: `giveSignInCode`, from the same browser, ends the sign-in.', access: may.public, body: LoginBody, response: { 200: Me, 202: CodeOwed }, problems: [401], example: { body: { email: 'camille.arnoux@exemple.fr', password: 'une longue phrase de passe' } } }), async (request, reply) => {
    const { email, password } = request.body
    await takeTry(app.db, email, request.ip)
    const user = await findUserByEmail(app.db, email)
    if (!(await passwordMatches(user?.passwordHash ?? null, password)) || !user) throw authErrors['credentials-refused']()
    await forgetFailures(app.db, email, request.ip)
    if (user.totpConfirmedAt) return oweCode(request, reply, user.id, 'password')
    return signIn(request, reply, user.id, 'password')
  })

  app.post('/auth/login/code', operation({ id: 'giveSignInCode', tag, summary: 'Give the code that a sign-in by password still owes', description: 'From the browser that gave the password, within ten minutes; a code serves once.', access: may.public, body: CodeBody, response: { 200: Me }, problems: [401], example: { body: { code: '123456' }, as: 'code' } }), async (request, reply) => {
    const token = readAttemptCookie(request)
    const attempt = token ? await findAttempt(app.db, token) : null
    if (!attempt) throw authErrors['attempt-over']()
    await takeCodeTry(app.db, attempt.userId)
    if (!(await takeCode(app.db, attempt.userId, request.body.code, app.config.secret))) throw authErrors['code-refused']()
    if (!(await closeAttempt(app.db, attempt.id))) throw authErrors['attempt-over']()
    await forgetCodeTries(app.db, attempt.userId)
    clearAttemptCookie(reply)
    return signIn(request, reply, attempt.userId, attempt.method)
  })

  app.post('/auth/demo', operation({ id: 'demonstrationLogin', tag, summary: 'Sign in as a demonstration role', description: 'Only where the server runs as a demonstration.', access: may.public, body: DemoBody, response: { 200: Me }, problems: [404], example: { body: { role: 'staff' } } }), async (request, reply) => {
    const user = app.config.demonstration ? await findDemoUser(app.db, request.body.role) : null
    if (!user) throw authErrors['no-demonstration']()
    return signIn(request, reply, user.id, 'demonstration')
  })

  app.get('/auth/me', operation({ id: 'getMe', tag, summary: 'The signed-in person', access: may.self, response: { 200: Me }, example: {} }), async (request) => {
    return meOf(request, principalIn(request).userId)
  })

  app.post('/auth/logout', operation({ id: 'logout', tag, summary: 'Sign out; the session ends on the server', description: 'The answer is 200 after a sign-in at an identity provider that offers to end it there too: send the browser to `endSessionUrl`.', access: may.self, response: { 200: SignedOut, 204: z.null() }, example: {} }), async (request, reply) => {
    const { signInId } = principalIn(request)
    const method = signInId ? await deleteSignIn(app.db, signInId) : null
    // Not "storage": it would take the unsent entries of somebody else on this device with it; the page removes those of whoever leaves.
    clearCookie(reply).header('clear-site-data', '"cache"')
    const endSessionUrl = method === 'oidc' ? await app.identityProvider?.endSessionUrl() : null
    return endSessionUrl ? reply.send({ endSessionUrl }) : reply.code(204).send(null)
  })
}
