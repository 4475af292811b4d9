import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../plugins/app-type.ts'
import { asProblem, sendProblem } from '../plugins/error-handler.ts'
import { oauthAnswer, oauthErrors } from './errors.ts'

/** Bytes of a form; what a client sends has some three hundred. */
const FORM_LIMIT = 8192

/**
 * Lets the routes of this plugin alone take `application/x-www-form-urlencoded`, as RFC 6749 wants, and answer refusals in its
 * form. A browser can send such a form from another site (S-16): these routes know no cookie, only the secret in the request.
 */
export async function acceptForms(app: App): Promise<void> {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: FORM_LIMIT }, (_request, body, done) => {
    const fields = new URLSearchParams(String(body))
    const names = [...fields.keys()]
    // Repeated parameters are refused, empty ones are as absent (RFC 6749 section 3.2).
    if (new Set(names).size !== names.length) return done(oauthErrors['oauth-request-malformed']())
    return done(null, Object.fromEntries([...fields].filter(([, value]) => value !== '')))
  })
  app.setErrorHandler((error: FastifyError, request, reply) => answerRefusal(error, request, reply))
}

function answerRefusal(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const problem = asProblem(error, 'en')
  const answer = oauthAnswer(problem)
  if (!answer) return sendProblem(problem, error, request, reply)
  return reply.headers(problem.extras.headers ?? {}).header('pragma', 'no-cache').code(answer.status).type('application/json; charset=utf-8').serializer(JSON.stringify).send(answer.body)
}
