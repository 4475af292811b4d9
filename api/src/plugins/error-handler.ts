import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { commonErrors, type Language, ProblemError } from '../errors.ts'
import { databaseProblem, sqlStateOf } from './database-problem.ts'
import { type FieldIssue, fieldProblem } from './field-problem.ts'
import { languageOf } from './language.ts'

/** Turns every failure into application/problem+json in the reader's language; the text of a 5xx is never shown. */
export const errorHandler = fp(async (app: FastifyInstance) => {
  app.setErrorHandler((error: FastifyError, request, reply) => sendProblem(asProblem(error, languageOf(request)), error, request, reply))
  app.setNotFoundHandler((request, reply) => sendProblem(unrouted(app, request), null, request, reply))
})

/** The refusal behind any error; what nobody foresaw becomes `internal-error`. */
export function asProblem(error: FastifyError, language: Language): ProblemError {
  if (error instanceof ProblemError) return error
  if (hasZodFastifySchemaValidationErrors(error)) return commonErrors['invalid-request']({ errors: error.validation.map((v) => fieldProblem(v as FieldIssue, error.validationContext, language)) })
  return databaseProblem(error) ?? httpProblem(error)
}

function httpProblem(error: FastifyError): ProblemError {
  if (error.code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error instanceof SyntaxError) return commonErrors['invalid-json']()
  switch (error.statusCode) {
    case 400: return commonErrors['invalid-request']({ errors: [{ pointer: '', code: error.code ?? 'invalid', message: error.message }] })
    case 404: return commonErrors['not-found']()
    case 406: return commonErrors['not-acceptable']()
    case 413: return commonErrors['body-too-large']()
    case 415: return commonErrors['media-type-refused']()
    case 429: return commonErrors['too-many-requests']()
    case 503: return commonErrors.unavailable({ headers: { 'retry-after': '2' } })
    default: return commonErrors['internal-error']()
  }
}

/** No route: 405 with Allow when the address answers to other methods, else 404. TRACE, which would echo a request with its cookies, is 405 anywhere. */
function unrouted(app: FastifyInstance, request: FastifyRequest): ProblemError {
  const allowed = app.methodsAt(request.url.split('?')[0] ?? '/')
  if (allowed.length === 0 && request.method !== 'TRACE') return commonErrors['not-found']()
  return commonErrors['method-not-allowed']({ headers: { allow: allowed.join(', ') || 'GET, HEAD' } })
}

/** What the log may keep of an error: a failed query's values, and the database's own words that quote them, are personal data. */
export function loggable(error: Error): object {
  const query = 'query' in error ? error.query : undefined
  if (query === undefined && !sqlStateOf(error)) return { type: error.name, message: error.message, stack: error.stack }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { type: error.name, ...sqlStateOf(error), query, stack: frames.join('\n') }
}

/** Sends a problem in the reader's language and logs a 5xx with its cause. */
export function sendProblem(problem: ProblemError, cause: Error | null, request: FastifyRequest, reply: FastifyReply) {
  const language = languageOf(request)
  const { status } = problem.entry
  if (status >= 500 && cause) request.log.error({ err: loggable(cause) }, 'request failed')
  reply.headers(problem.extras.headers ?? {})
  return reply
    .code(status)
    .header('content-language', language)
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({
      type: `/problems/${problem.code}`,
      title: titles[language][status] ?? problem.code,
      status,
      detail: problem.detail(language),
      instance: request.url.split('?')[0],
      code: problem.code,
      traceId: request.id,
      ...(problem.extras.errors ? { errors: problem.extras.errors } : {}),
    })
}

const titles: Record<'fr' | 'en', Record<number, string>> = {
  fr: { 400: 'Requête invalide', 401: 'Non connecté', 403: 'Accès refusé', 404: 'Introuvable', 405: 'Méthode refusée', 406: 'Format indisponible', 409: 'Conflit', 412: 'Version périmée', 413: 'Trop volumineux', 415: 'Type refusé', 422: 'Refusé', 428: 'Version attendue', 429: 'Trop de requêtes', 500: 'Erreur interne', 503: 'Indisponible' },
  en: { 400: 'Invalid request', 401: 'Not signed in', 403: 'Forbidden', 404: 'Not found', 405: 'Method not allowed', 406: 'Not acceptable', 409: 'Conflict', 412: 'Stale version', 413: 'Too large', 415: 'Unsupported media type', 422: 'Refused', 428: 'Version required', 429: 'Too many requests', 500: 'Internal error', 503: 'Unavailable' },
}
