import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'

/** `__Host-` wants Secure, so only over https; the local demonstration runs on plain http. */
const secureOf = (config: Config): boolean => config.production || (config.publicUrl?.startsWith('https:') ?? false)
const nameOf = (config: Config): string => (secureOf(config) ? '__Host-convergence' : 'convergence')
const optionsOf = (config: Config) => ({ path: '/', httpOnly: true, sameSite: 'strict', secure: secureOf(config) }) as const

export const readCookie = (request: FastifyRequest): string | undefined => request.cookies[nameOf(request.server.config)]

export const setCookie = (reply: FastifyReply, token: string, maxAgeSeconds: number): FastifyReply =>
  reply.setCookie(nameOf(reply.server.config), token, { ...optionsOf(reply.server.config), maxAge: maxAgeSeconds })

/** A sign-in whose code is still owed: the browser that gave the password alone can give the code. */
const attemptNameOf = (config: Config): string => `${nameOf(config)}-code`

export const readAttemptCookie = (request: FastifyRequest): string | undefined => request.cookies[attemptNameOf(request.server.config)]

export const setAttemptCookie = (reply: FastifyReply, token: string, maxAgeSeconds: number): FastifyReply =>
  reply.setCookie(attemptNameOf(reply.server.config), token, { ...optionsOf(reply.server.config), maxAge: maxAgeSeconds })

export const clearAttemptCookie = (reply: FastifyReply): FastifyReply => reply.clearCookie(attemptNameOf(reply.server.config), optionsOf(reply.server.config))

/** A sign-in begun at the identity provider. Strict as the others: the page that the browser comes back to sends it, not the provider's redirection. */
const oidcNameOf = (config: Config): string => `${nameOf(config)}-oidc`

export const readOidcCookie = (request: FastifyRequest): string | undefined => request.cookies[oidcNameOf(request.server.config)]

export const setOidcCookie = (reply: FastifyReply, sealed: string, maxAgeSeconds: number): FastifyReply =>
  reply.setCookie(oidcNameOf(reply.server.config), sealed, { ...optionsOf(reply.server.config), maxAge: maxAgeSeconds })

export const clearOidcCookie = (reply: FastifyReply): FastifyReply => reply.clearCookie(oidcNameOf(reply.server.config), optionsOf(reply.server.config))

export const clearCookie = (reply: FastifyReply): FastifyReply => reply.clearCookie(nameOf(reply.server.config), optionsOf(reply.server.config))
