import type { FastifyReply, FastifyRequest } from 'fastify'
import { commonErrors } from '../errors.ts'
import { ATTEMPT_MINUTES, openAttempt } from './attempts.ts'
import { readCookie, setAttemptCookie, setCookie } from './cookie.ts'
import { deleteSignInByToken, findMe, insertSignIn, type SignInMethod } from './queries.ts'

/** A new token at each sign-in; the one that came with the request dies (S-04). */
export async function signIn(request: FastifyRequest, reply: FastifyReply, userId: string, method: SignInMethod) {
  const { db } = request.server
  const old = readCookie(request)
  if (old) await deleteSignInByToken(db, old)
  const { token, maxAgeSeconds } = await insertSignIn(db, userId, request.headers['user-agent'] ?? '', method)
  setCookie(reply, token, maxAgeSeconds)
  return meOf(request, userId)
}

/** The first factor was right: this browser may give the code, and nothing else yet. */
export async function oweCode(request: FastifyRequest, reply: FastifyReply, userId: string, method: SignInMethod) {
  const { token, expiresAt } = await openAttempt(request.server.db, userId, method)
  setAttemptCookie(reply, token, ATTEMPT_MINUTES * 60).code(202)
  return { codeOwed: true as const, expiresAt }
}

export async function meOf(request: FastifyRequest, userId: string) {
  const me = await findMe(request.server.db, userId)
  if (!me) throw commonErrors['not-signed-in']()
  return { ...me, demonstration: request.server.config.demonstration }
}
