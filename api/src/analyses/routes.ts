import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { languageOf } from '../plugins/language.ts'
import { operation } from '../plugins/operation.ts'
import { analysisErrors } from './errors.ts'
import { examples } from './examples.ts'
import { sayReasons } from './reasons.ts'
import { agreementFigures } from './rules.ts'
import { AgreementAnalysis, AgreementRequest, MactorAnalysis, MactorRequest, RatersAnalysis, RatersRequest, SCORE_MAX } from './schemas.ts'
import { guardTables } from './table-guard.ts'
import { faultProblems, mactorFaults, ratingFaults } from './table-rules.ts'
import { wire } from './wire.ts'

const tag = 'analyses'
const absent = 'Computes and keeps nothing. What cannot be computed is absent, and `reasons` says why.'

/** 300,000 scores with all their decimals. */
const TABLE_LIMIT_BYTES = 16 * 1024 * 1024

export async function analysesRoutes(app: App): Promise<void> {
  app.post('/analyses/mactor', { ...operation({ id: 'analyseMactor', costly: true, tag, summary: 'MACTOR of tables that are not stored', description: `${absent} A diagonal of \`mid\` that is not 0, or a table that has not the size of \`actors\` and \`objectives\`, is refused (422).`, access: may.readMap, body: MactorRequest, response: { 200: MactorAnalysis }, example: examples.mactor }), preValidation: guardTables({ mid: { min: 0, max: 4, integer: true, missing: false }, mao2: { min: -4, max: 4, integer: true, missing: false } }) }, async (request) => {
    const { actors, objectives, mid, mao2 } = request.body
    const language = languageOf(request)
    const faults = mactorFaults(request.body)
    if (faults.length > 0) throw analysisErrors['table-refused']({ errors: faultProblems(faults, language) })
    const result = await app.threads.mactor({ mid, mao2: mao2 ?? undefined })
    return { ...wire(result), actors, objectives, reasons: sayReasons(result.reasons, language) }
  })

  app.post('/analyses/raters', { ...operation({ id: 'analyseRaters', costly: true, tag, summary: 'Kendall’s W, Krippendorff’s alpha and the ICC of a table that is not stored', description: `${absent} Rows of unequal length are refused (422).`, access: may.readMap, body: RatersRequest, response: { 200: RatersAnalysis }, example: examples.raters }), bodyLimit: TABLE_LIMIT_BYTES, preValidation: guardTables({ ratings: { min: -SCORE_MAX, max: SCORE_MAX, integer: false, missing: true } }) }, async (request) => {
    const language = languageOf(request)
    const faults = ratingFaults(request.body.ratings)
    if (faults.length > 0) throw analysisErrors['table-refused']({ errors: faultProblems(faults, language) })
    const result = await app.threads.raters(request.body.ratings)
    return { ...result, reasons: sayReasons(result.reasons, language) }
  })

  app.post('/analyses/agreement', operation({ id: 'analyseAgreement', tag, summary: 'Agreement, polarisation and consensus of counts that are not stored', description: `${absent} Agreement and polarisation need three ordered categories, consensus two; all need one observation.`, access: may.readMap, body: AgreementRequest, response: { 200: AgreementAnalysis }, example: examples.agreement }), async (request) => {
    const result = agreementFigures(request.body.counts)
    return { ...result, reasons: sayReasons(result.reasons, languageOf(request)) }
  })
}
