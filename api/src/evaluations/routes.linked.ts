import { linkOf } from '../links/links.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { refuseForbidden } from '../texts/guard.ts'
import { answerOnce, sheetOf } from './answer.ts'
import { examples } from './examples.ts'
import { EvaluationAnswers, EvaluationSheet, EvaluationThanks } from './schemas.ts'
import { sealerOf } from './seal.ts'

const withSecret = 'Sent with `Authorization: Link ` and the secret of a private link, which stands in no address. 401 link-refused when it is unknown, revoked or expired.'
const linked = { tag: 'evaluations', access: may.public, problems: [401, 404] as const }

/** The questionnaire, for whoever holds a private link: no account, no name, once. */
export async function evaluationLinkedRoutes(app: App): Promise<void> {
  const sealer = sealerOf(app.config.secret)

  app.get('/evaluation', operation({ ...linked, id: 'getEvaluationSheet', summary: 'The questionnaire that a private link opens', description: withSecret, response: { 200: EvaluationSheet }, example: examples.sheet }), async (request) =>
    sheetOf(app.db, await linkOf(app.db, request, 'evaluation')))

  app.post('/evaluation/answers', operation({ ...linked, id: 'answerEvaluation', summary: 'Answer a questionnaire, once and without a name', description: `${withSecret} An Idempotency-Key is not stored here: it would tie the answers to the link. The same request again answers 409 evaluation-answered.`, body: EvaluationAnswers, response: { 200: EvaluationThanks }, example: examples.answers }), async (request) => {
    const link = await linkOf(app.db, request, 'evaluation')
    refuseForbidden(request)
    await app.db.transaction((tx) => answerOnce(tx, link, request.body, sealer))
    return { state: 'answered' as const }
  })
}
